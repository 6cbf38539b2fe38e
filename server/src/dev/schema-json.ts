/** `Schema` ↔ plain JSON: lists instead of maps, ordered by key, members in a fixed order. */

import { isInSchema, type MapName, schemaMaps } from '../model/kinds';
import { PMap } from '../model/persistent-map';
import { emptySchema, type Schema } from '../model/schema';
import { t } from '../text/l10n';
import { keyOf } from '../text/names';
import { compareText } from '../text/text';
import { Damaged, listShape, number, record, text, within } from './schema-decode';
import { memberShapes, rolesShape, searchPathShape, unknownShape } from './schema-shapes';

type JsonObject = Record<string, unknown>;
/** `text` is applied to definitions that could hold secrets. */
export function encodeSchema(schema: Schema, text: (definition: string) => string = (same) => same): JsonObject {
  const encoded: JsonObject = { serverVersion: schema.serverVersion, searchPath: schema.searchPath };
  for (const name of schemaMaps) {
    const entries = [...(schema[name] as PMap<unknown>)].sort(([a], [b]) => compareText(a, b));
    encoded[name] = entries.map(([key, value]) => encodeEntry(name, key, value, text));
  }
  if (schema.roles) encoded.roles = [...schema.roles].sort(compareText);
  encoded.unknown = schema.unknown.map((one) => ordered(one, text));
  return encoded;
}
/** The key is written only where it does not follow from the name: then it would say everything twice. */
function encodeEntry(map: MapName, key: string, value: unknown, text: (definition: string) => string): unknown {
  const encoded = ordered(value, text) as JsonObject | JsonObject[];
  if (derivedKey(map, encoded) === key) return encoded;
  return Array.isArray(encoded) ? { $key: key, $list: encoded } : { $key: key, ...encoded };
}
function derivedKey(map: MapName, value: JsonObject | JsonObject[]): string | undefined {
  const first = Array.isArray(value) ? value[0] : value;
  if (typeof first?.name !== 'string') return undefined;
  if (!isInSchema(map)) return first.name;
  return typeof first.schema === 'string' ? keyOf({ schema: first.schema, name: first.name }) : undefined;
}

const leading = ['schema', 'name', 'kind', 'table', 'type'];
const leadingRank = (key: string): number => (leading.indexOf(key) + leading.length + 1) % (leading.length + 1);
function ordered(value: unknown, text: (definition: string) => string, key = ''): unknown {
  if (typeof value === 'string') return mayHoldSecret(key, value) ? text(value) : value;
  if (Array.isArray(value)) return value.map((member) => ordered(member, text, key));
  if (typeof value !== 'object' || value === null) return value;
  const keys = Object.keys(value).sort((a, b) => leadingRank(a) - leadingRank(b) || compareText(a, b));
  return Object.fromEntries(keys.map((one) => [one, ordered((value as JsonObject)[one], text, one)]));
}
/** Options of foreign tables and servers, mappings of users and subscriptions; a function's body is not touched. */
function mayHoldSecret(key: string, text: string): boolean {
  return (
    key === 'foreignOptions' ||
    (key === 'definition' && /^\s*CREATE (SERVER|USER MAPPING|SUBSCRIPTION|FOREIGN)\b/i.test(text))
  );
}

/** @throws Damaged, which says what is not as it should be. */
export function decodeSchema(encoded: JsonObject): Schema {
  const { serverVersion, searchPath, roles, unknown } = encoded;
  const base = emptySchema(
    within('serverVersion', () => number(serverVersion)),
    within('searchPath', () => searchPathShape(searchPath)),
  );
  const maps = Object.fromEntries(schemaMaps.map((map) => [map, within(map, () => decodeMap(map, encoded[map]))]));
  return {
    ...base,
    ...maps,
    ...within('roles', () => rolesShape(roles)),
    unknown: within('unknown', () => unknownShape(unknown)),
  };
}
function decodeMap(map: MapName, value: unknown): PMap<unknown> {
  return PMap.from(listShape((entry) => decodeEntry(map, entry))(value));
}
function decodeEntry(map: MapName, entry: unknown): readonly [string, unknown] {
  const { $key, $list, ...plain } = (Array.isArray(entry) ? { $list: entry } : record(entry)) as JsonObject;
  const found = $list ?? plain;
  const key = $key === undefined ? derivedKey(map, found as JsonObject | JsonObject[]) : text($key);
  if (key === undefined) throw new Damaged(t('has no name'));
  if (map === 'tables' && !hasLists(found as JsonObject))
    throw new Damaged(t('table {0} has no lists of columns and constraints', String((found as JsonObject).name)));
  return [key, decodeMember(map, found)];
}
const hasLists = ({ columns, constraints }: JsonObject): boolean =>
  Array.isArray(columns) && Array.isArray(constraints);
/** One object of a map. @throws Damaged */
export function decodeMember(map: MapName, value: unknown): unknown {
  return memberShapes[map](value);
}
export const isMapName = (name: unknown): name is MapName => schemaMaps.some((map) => map === name);
