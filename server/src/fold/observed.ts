/**
 * What a statement was seen to make of a schema when the files up to it ran in a scratch PostgreSQL: where reading
 * cannot know, this is known instead, with the statement as its place.
 */
import { allKinds, kinds, type MapName, parts as partLists, schemaMaps, unknownKey } from '../model/kinds';
import { PMap } from '../model/persistent-map';
import type { Fact, MapValue, Origin, Origins, Schema } from '../model/schema';
import { EXISTENCE } from '../model/unknown';
import type { SqlDocument, Statement } from '../sql/document/statement';
import { t } from '../text/l10n';
import { draftOf } from './apply';
import type { Draft } from './draft';

/** One object, as introspection has it before and after; undefined: it is not there. */
interface ObservedChange {
  readonly map: MapName;
  readonly key: string;
  readonly before: unknown;
  readonly after: unknown;
}
export interface Observed {
  readonly changes: readonly ObservedChange[];
  /** Those that come out otherwise at another time: a partition named by the day. */
  readonly varying: ReadonlySet<ObservedChange>;
  /** What else than the files decides, which dev may have had otherwise: rows, a setting. */
  readonly circumstance?: string;
}
/** The files before a statement, on the schema that the first of them ran on. */
export interface Chain {
  readonly base: Schema;
  /** Absent: none. */
  readonly last?: { readonly document: SqlDocument; readonly before: Chain };
}
export interface Observations {
  /** Undefined: it has not been run, or running did not tell. */
  at(chain: Chain, document: SqlDocument, statement: Statement): Observed | undefined;
  /** By what it tells documents apart, so that one which is not read yet need not be read for it. */
  documentKey(document: SqlDocument): string;
  keepKey(document: SqlDocument, key: string): void;
}

/** Where in the statement that is which sets something of this name. */
export type OriginOfName = (name: string) => Origin;
type PlainObject = Readonly<Record<string, unknown>>;
/** What says nothing of how an object works, or is another on every server. */
const bookkeepingFacts: ReadonlySet<string> = new Set(['origins', 'owner', 'privileges', 'estimatedRows', 'bytes']);
const jsonText = (value: unknown): string =>
  JSON.stringify(value, (name, each: unknown) => (bookkeepingFacts.has(name) ? undefined : each)) ?? '';
const isAlike = (a: unknown, b: unknown): boolean => a === b || jsonText(a) === jsonText(b);

/** What differs between two readings of one server. */
export function changesBetween(before: Schema, after: Schema): ObservedChange[] {
  const changes: ObservedChange[] = [];
  for (const map of schemaMaps)
    for (const { key, before: old, after: now } of (after[map] as PMap<unknown>).changesFrom(
      before[map] as PMap<unknown>,
    ))
      if (!isAlike(old, now)) changes.push({ map, key, before: old, after: now });
  return changes;
}
/** Of changes that one statement made, those that it did not make in the same way at another time. */
export function varyingIn(
  changes: readonly ObservedChange[],
  later: readonly ObservedChange[],
): ReadonlySet<ObservedChange> {
  return new Set(
    changes.filter(
      (one) => !later.some(({ map, key, after }) => map === one.map && key === one.key && isAlike(after, one.after)),
    ),
  );
}

/**
 * What of it holds for dev, where the statement has run: all, when dev has at least half of the objects that it made
 * there and lacks as many of those that it dropped.
 */
export function borneOut(told: Observed, dev: Schema): Observed | undefined {
  const shown = told.varying.size > 0 && told.circumstance === undefined ? [...told.varying] : told.changes;
  const marks = shown.filter(({ before, after }) => (before === undefined) !== (after === undefined));
  const right = marks.filter(({ map, key, after }) => dev[map].has(key) === (after !== undefined));
  const holds = marks.length > 0 && 2 * right.length >= marks.length;
  if (holds) return { changes: told.changes, varying: new Set() };
  return told.circumstance === undefined ? told : undefined;
}

const kindOfMap = new Map<MapName, (typeof allKinds)[number]>(allKinds.map((kind) => [kinds[kind].map, kind]));

/** The schema after the statement: what did not change stays as the files set it. */
export function applyObserved(schema: Schema, { changes, varying }: Observed, at: OriginOfName): Schema {
  const draft = draftOf(schema);
  const gone = changes.filter(({ after }) => after === undefined);
  // What was renamed keeps the places of all but its name.
  const renamed = new Map(changes.map((change) => [change, earlierName(change, gone)]));
  const own = (map: MapName, key: string): unknown => schema[map].get(key);
  const owns = new Map(
    changes.map((change) => [change, own(change.map, renamed.get(change)?.key ?? change.key)] as const),
  );
  for (const change of gone) {
    if (varying.has(change)) forget(draft, change);
    else {
      draft.remove(change.map, change.key);
      know(draft, change);
    }
  }
  for (const change of changes) {
    const { map, key, before, after } = change;
    if (after === undefined) continue;
    if (before === undefined) know(draft, change);
    const from = renamed.get(change)?.before ?? before;
    const value = Array.isArray(after)
      ? overloads(owns.get(change), from, after as PlainObject[], at)
      : merged(owns.get(change) as PlainObject | undefined, from as PlainObject | undefined, after as PlainObject, at);
    draft.put(map, key, value as unknown as MapValue<typeof map>);
    if (varying.has(change)) forget(draft, change);
  }
  return draft.schema;
}
/** Of what may have come out otherwise in dev, it is not known whether it is there, or all of it. */
function forget(draft: Draft, { map, key, before, after }: ObservedChange): void {
  const kind = kindOfMap.get(map);
  const isWhole = before !== undefined && after !== undefined;
  if (kind) draft.forget(unknownKey(kind, key), t('it hangs on the time of the run'), isWhole ? undefined : EXISTENCE);
}
function know(draft: Draft, { map, key }: ObservedChange): void {
  const kind = kindOfMap.get(map);
  if (!kind) return;
  const [, schema = '', name = ''] = unknownKey(kind, key).split('\0');
  draft.know(kind, schema, name);
}
/** The one object that is gone and is the same but for its name. */
function earlierName(
  { map, before, after }: ObservedChange,
  gone: readonly ObservedChange[],
): ObservedChange | undefined {
  if (before !== undefined || after === undefined || Array.isArray(after)) return undefined;
  const body = factsText(map, after as PlainObject);
  const same = gone.filter((one) => one.map === map && factsText(map, one.before as PlainObject) === body);
  return same.length === 1 ? same[0] : undefined;
}
function factsText(map: MapName, value: PlainObject): string {
  if (map === 'tables') return jsonText(value.columns);
  const { name: _name, schema: _schema, definition: _definition, ...rest } = value;
  return map === 'indexes' ? jsonText(rest) : jsonText({ ...rest, definition: value.definition });
}

const factNames: readonly string[] = [
  'name',
  'type',
  'notNull',
  'default',
  'identity',
  'generated',
  'collation',
  'comment',
] satisfies Fact[];
const partNames: ReadonlySet<string> = new Set<string>(Object.values(partLists));
/** A constraint lists columns too, by their names. */
const isOfParts = (name: string, value: PlainObject): boolean =>
  partNames.has(name) && listedParts(value[name]).every((part) => typeof part === 'object');

function merged(
  own: PlainObject | undefined,
  before: PlainObject | undefined,
  after: PlainObject,
  at: OriginOfName,
): PlainObject {
  if (!before) return placedAnew(after, at);
  const origin = at(String(after.name));
  const result: Record<string, unknown> = { ...(own ?? before) };
  const origins: Record<string, Origin> = { ...((own?.origins ?? {}) as Origins) };
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (bookkeepingFacts.has(name) || isAlike(before[name], after[name])) continue;
    const hasParts = isOfParts(name, before) && isOfParts(name, after);
    const value = hasParts ? mergedParts(result[name], before[name], after[name], at) : after[name];
    if (value === undefined) delete result[name];
    else result[name] = value;
    if (factNames.includes(name)) origins[name] = origin;
    else if (!hasParts && name !== 'table' && !('constraints' in after)) origins.definition = origin;
    if (name === 'values') result.valueOrigins = valueOrigins(own, before, after, origin);
  }
  if (Object.keys(origins).length > 0) result.origins = origins;
  return result;
}
function valueOrigins(
  own: PlainObject | undefined,
  before: PlainObject,
  after: PlainObject,
  origin: Origin,
): PMap<Origin> {
  const known = own?.valueOrigins as PMap<Origin> | undefined;
  const old = new Set(before.values as readonly string[]);
  return PMap.from(
    (after.values as readonly string[]).flatMap((value): (readonly [string, Origin])[] => {
      const at = old.has(value) ? known?.get(value) : origin;
      return at ? [[value, at]] : [];
    }),
  );
}
const listedParts = (list: unknown): readonly PlainObject[] => (list ?? []) as readonly PlainObject[];
function mergedParts(
  own: unknown,
  before: unknown,
  after: unknown,
  at: OriginOfName,
): readonly PlainObject[] | undefined {
  const named = (list: unknown, name: unknown): PlainObject | undefined =>
    listedParts(list).find((part) => part.name === name);
  const result = listedParts(after).map((part) => merged(named(own, part.name), named(before, part.name), part, at));
  // What only reading says is there was not touched.
  const more = listedParts(own).filter(({ name }) => !named(before, name) && !named(after, name));
  return result.length + more.length === 0 && after === undefined ? undefined : [...result, ...more];
}
function placedAnew(value: PlainObject, at: OriginOfName): PlainObject {
  const plain = Object.fromEntries(
    Object.entries(value).flatMap(([name, each]): [string, unknown][] => {
      if (bookkeepingFacts.has(name)) return [];
      return [[name, isOfParts(name, value) ? listedParts(each).map((part) => placedAnew(part, at)) : each]];
    }),
  );
  return { ...plain, origins: { self: at(String(value.name)) } };
}
function overloads(
  own: unknown,
  before: unknown,
  after: readonly PlainObject[],
  at: OriginOfName,
): readonly PlainObject[] {
  const find = (list: unknown, one: PlainObject): PlainObject | undefined =>
    listedParts(list).find((other) => other.identityArguments === one.identityArguments);
  return after.map((one) => merged(find(own, one), find(before, one), one, at));
}
