/** `Schema` ↔ plain JSON: lists instead of maps, ordered by key, members in a fixed order. */
import { keyOf } from '../model/names';
import { PMap } from '../model/pmap';
import { emptySchema, type Schema } from '../model/schema';

type Json = Record<string, unknown>;
/** The maps of a schema, in the order they are written. */
export const schemaMaps = [
  'namespaces',
  'extensions',
  'collations',
  'types',
  'sequences',
  'tables',
  'indexes',
  'statistics',
  'views',
  'routines',
  'others',
] as const satisfies readonly (keyof Schema)[];

/** `text` is applied to definitions that could hold secrets. */
export function encodeSchema(schema: Schema, text: (definition: string) => string = (same) => same): Json {
  const encoded: Json = { serverVersion: schema.serverVersion, searchPath: schema.searchPath };
  for (const name of schemaMaps) {
    const entries = [...(schema[name] as PMap<unknown>)].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    encoded[name] = entries.map(([key, value]) => encodeEntry(name, key, value, text));
  }
  encoded.unknown = schema.unknown.map((one) => ordered(one, text));
  return encoded;
}
/** The key is written only where it does not follow from the name: then it would say everything twice. */
function encodeEntry(map: string, key: string, value: unknown, text: (definition: string) => string): unknown {
  const encoded = ordered(value, text) as Json | Json[];
  if (derivedKey(map, encoded) === key) return encoded;
  return Array.isArray(encoded) ? { $key: key, $list: encoded } : { $key: key, ...encoded };
}
function derivedKey(map: string, value: Json | Json[]): string | undefined {
  const first = Array.isArray(value) ? value[0] : value;
  if (typeof first?.name !== 'string') return undefined;
  if (map === 'namespaces' || map === 'extensions') return first.name;
  return typeof first.schema === 'string' ? keyOf({ schema: first.schema, name: first.name }) : undefined;
}

const leading = ['schema', 'name', 'kind', 'table', 'type'];
const rank = (key: string): number => (leading.indexOf(key) + leading.length + 1) % (leading.length + 1);
function ordered(value: unknown, text: (definition: string) => string, key = ''): unknown {
  if (typeof value === 'string') return mayHoldSecret(key, value) ? text(value) : value;
  if (Array.isArray(value)) return value.map((member) => ordered(member, text, key));
  if (typeof value !== 'object' || value === null) return value;
  const keys = Object.keys(value).sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return Object.fromEntries(keys.map((one) => [one, ordered((value as Json)[one], text, one)]));
}
/** Options of foreign tables and servers, mappings of users and subscriptions; a function's body is not touched. */
function mayHoldSecret(key: string, text: string): boolean {
  return (
    key === 'foreignOptions' ||
    (key === 'definition' && /^\s*CREATE (SERVER|USER MAPPING|SUBSCRIPTION|FOREIGN)\b/i.test(text))
  );
}

/** @throws Error that says what is not as it should be. */
export function decodeSchema(encoded: Json): Schema {
  const { serverVersion, searchPath, unknown } = encoded;
  if (typeof serverVersion !== 'number') throw new Error('"serverVersion" is not a number');
  if (!isListOf(searchPath, (one) => typeof one === 'string')) throw new Error('"searchPath" is not a list of names');
  if (!isListOf(unknown, (one) => typeof (one as Json | null)?.object === 'string'))
    throw new Error('"unknown" is not a list');
  const decoded = Object.fromEntries(schemaMaps.map((name) => [name, decodeMap(name, encoded[name])]));
  return { ...emptySchema(serverVersion, searchPath as string[]), ...decoded, unknown: unknown as Schema['unknown'] };
}
function isListOf(value: unknown, fits: (member: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(fits);
}
function decodeMap(map: string, value: unknown): PMap<unknown> {
  if (!Array.isArray(value)) throw new Error(`"${map}" is not a list`);
  return PMap.from(value.map((entry, index) => decodeEntry(map, entry, index)));
}
function decodeEntry(map: string, entry: unknown, index: number): readonly [string, unknown] {
  const { $key, $list, ...plain } = (entry ?? {}) as Json;
  const found = Array.isArray(entry) ? entry : ($list ?? plain);
  const key = typeof $key === 'string' ? $key : derivedKey(map, found as Json | Json[]);
  if (key === undefined) throw new Error(`"${map}" has a member without a name (number ${index + 1})`);
  const list = map === 'tables' ? (found as Json) : undefined;
  if (list && !(isListOf(list.columns, isNamed) && isListOf(list.constraints, isNamed)))
    throw new Error(`table ${String(list.name)} has no lists of columns and constraints`);
  return [key, found];
}
const isNamed = (one: unknown): boolean => typeof (one as Json | null)?.name === 'string';
