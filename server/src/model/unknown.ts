/** What of a schema is not known, and what follows for an object or a part of a table. */

import { pushTo } from '../text/lists';
import { type ObjectName, qualifiedKey } from '../text/names';
import { escapePattern, partsPattern, unknownName } from '../text/text';
import { objectKey, type PartKind, sharingNames } from './kinds';
import { keyHash, PMap } from './persistent-map';
import { notedIn, noting } from './reads';
import type { Origins, Schema, Unknown, UnknownFact } from './schema';

export type UnknownKind = Parameters<typeof objectKey>[0];
export type TablePart = PartKind | 'index';
/** What a statement leaves open. */
export type OpenFact = Exclude<UnknownFact, string>;

/** What the files made is known, a name they did not make may exist. */
export const ABSENCE: OpenFact = { only: 'absence' };
/** Of a namespace that a choice of schemas leaves out. */
export const CONTENTS: OpenFact = { only: 'contents' };
/** If it is there, it is as it was. */
export const EXISTENCE: OpenFact = { only: 'existence' };
/** One part, or all of a kind. */
export function partFact(part: TablePart, name?: string): OpenFact {
  return name === undefined ? { part } : { part, name };
}
export const existenceOf = (part: TablePart, name: string): OpenFact => ({ part, name, only: 'existence' });

/** Equal for equal facts alone. */
export function factKey(fact: UnknownFact): string {
  if (typeof fact === 'string') return fact;
  return 'part' in fact ? `${fact.part}\0${fact.name ?? ''}\0${fact.only ?? ''}` : `\0${fact.only}`;
}
const isOnly = ({ fact }: Unknown, only: 'existence' | 'absence' | 'contents'): boolean =>
  typeof fact === 'object' && !('part' in fact) && fact.only === only;

interface Unknowns {
  /** Why everything may have changed. */
  readonly everything: Unknown | undefined;
  /** A name that is not here may exist. */
  readonly absence: boolean;
  /** By `objectKey`. */
  readonly byObject: PMap<readonly Unknown[]>;
  /** `objectKey`s of wholly unknown objects. */
  readonly objects: PMap<true>;
  /** … and of those of which only that is unknown whether they are there. */
  readonly existence: PMap<true>;
  /** Names of the namespaces that were not to be read, with what says so. */
  readonly contents: ReadonlyMap<string, Unknown>;
  /** `objectKey` + NUL + `factKey`. */
  readonly facts: ReadonlySet<string>;
  /** Schemas of tables that may have more indexes. */
  readonly indexesIn: ReadonlySet<string>;
  /** Objects of whose names only a part is known. */
  readonly patterns: readonly { readonly kind: string; readonly schema: RegExp; readonly name: RegExp }[];
}
const unknownsOf = new WeakMap<readonly Unknown[], Unknowns>();
export function unknowns(schema: Pick<Schema, 'unknown'>): Unknowns {
  let known = unknownsOf.get(schema.unknown);
  if (!known) {
    known = unknownsIn(schema.unknown);
    unknownsOf.set(schema.unknown, known);
  }
  return known;
}
function unknownsIn(unknown: readonly Unknown[]): Unknowns {
  const everything = unknown.find((each) => each.object === '*' && each.fact === undefined);
  const byObject = new Map<string, Unknown[]>();
  for (const each of unknown) {
    pushTo(byObject, each.object, each);
  }
  const everyIndex = factKey(partFact('index'));
  return {
    everything,
    byObject: PMap.from(byObject),
    absence: everything !== undefined || unknown.some((each) => each.object === '*' && isOnly(each, 'absence')),
    objects: unknownKeys(unknown.filter(({ fact }) => fact === undefined)),
    existence: unknownKeys(unknown.filter((each) => isOnly(each, 'existence'))),
    contents: new Map(
      unknown.flatMap((each) => (isOnly(each, 'contents') ? [[each.object.split('\0')[1] ?? '', each]] : [])),
    ),
    patterns: patternsOf(unknown),
    facts: new Set(unknown.flatMap(({ object, fact }) => (fact === undefined ? [] : `${object}\0${factKey(fact)}`))),
    indexesIn: new Set(
      unknown.flatMap(({ object, fact }) =>
        fact !== undefined && factKey(fact) === everyIndex ? (object.split('\0')[1] ?? '') : [],
      ),
    ),
  };
}

/** What is noted as read where it is asked what is unknown of an object: the key that it has in its map. */
export const nameHash = (object: string): number => keyHash(object.slice(object.indexOf('\0') + 1));
export const noteUnknown = (object: string): void => notedIn()?.key(nameHash(object));
const noteName = (namespace: string, name: string): void => notedIn()?.key(keyHash(qualifiedKey(namespace, name)));
/** Maps of what is unknown are no maps of a schema: how many there are is not noted as read, the names are. */
const countOf = (map: PMap<unknown>): number => noting(undefined, () => map.size);

const unknownKeys = (unknown: readonly Unknown[]): PMap<true> =>
  PMap.from(unknown.map(({ object }) => [object, true] as const));
/**
 * Without what is unknown of one object, by its `objectKey`; the same list where nothing is. A file that makes thousands of
 * objects asks for each: what follows from the list is kept as far as it can be.
 */
export function withoutObject(unknown: Schema['unknown'], key: string): Schema['unknown'] {
  noteUnknown(key);
  if (unknown.length === 0) return unknown;
  const known = unknowns({ unknown });
  const gone = known.byObject.get(key);
  if (!gone) return unknown;
  // By identity, and from the first: to compare the names of thousands for each of thousands is most of the time.
  const first = unknown.indexOf(gone[0]!);
  const behind = unknown.slice(first + 1);
  const rest = [
    ...unknown.slice(0, first),
    ...(gone.length === 1 ? behind : behind.filter((one) => one.object !== key)),
  ];
  const isPlain = gone.every((each) => each.fact === undefined || isOnly(each, 'existence'));
  if (isPlain && !key.includes(unknownName)) {
    const { byObject, objects, existence } = known;
    const now = { byObject: byObject.without(key), objects: objects.without(key), existence: existence.without(key) };
    unknownsOf.set(rest, { ...known, ...now });
  }
  return rest;
}

function patternsOf(unknown: readonly Unknown[]): Unknowns['patterns'] {
  return unknown.flatMap(({ object, fact }) => {
    if (fact !== undefined || !object.includes(unknownName)) return [];
    const [kind = '', schema = '', name = ''] = object.split('\0');
    return [{ kind, schema: unknownNamePattern(schema), name: unknownNamePattern(name) }];
  });
}
/** What a name may be of which only parts are known. One of 63 characters may have been cut by the server. */
export function unknownNamePattern(name: string): RegExp {
  const escaped = name.split(unknownName).map(escapePattern);
  const cut = escaped.length > 1 ? `|^(?=.{63}$)${escaped[0]}` : '';
  return new RegExp(`${partsPattern(escaped)}${cut}`, 's');
}

/** Nothing certain can be said about an object of this kind (or, for relations, of any kind) and name. */
export function isUnknown(schema: Schema, kind: UnknownKind, namespace: string, name: string): boolean {
  const { everything, objects, existence, patterns, contents } = unknowns(schema);
  noteName(namespace, name);
  if (everything || contents.has(namespace)) return true;
  if (countOf(objects) + countOf(existence) === 0) return false;
  const kinds = sharingNames(kind);
  return (
    kinds.some((each) => {
      const key = objectKey(each, namespace, name);
      return objects.has(key) || existence.has(key);
    }) ||
    patterns.some(
      (each) => kinds.some((one) => one === each.kind) && each.schema.test(namespace) && each.name.test(name),
    )
  );
}
/** One part of a table is unknown, or all of its kind. */
export function isUnknownPart(
  schema: Schema,
  table: ObjectName & { readonly origins?: Origins },
  part: TablePart,
  name: string,
): boolean {
  const { everything, objects, facts, byObject, contents, absence } = unknowns(schema);
  noteName(table.schema, table.name);
  if (everything || contents.has(table.schema)) return true;
  // Where dev is not known, another table may stand there, with other columns.
  if (absence && table.origins?.passedOver) return true;
  if (countOf(byObject) === (byObject.has('*') ? 1 : 0)) return false;
  return sharingNames('table').some((kind) => {
    const key = objectKey(kind, table.schema, table.name);
    if (!byObject.has(key)) return false;
    const open = [partFact(part, name), partFact(part), existenceOf(part, name)];
    return objects.has(key) || open.some((fact) => facts.has(`${key}\0${factKey(fact)}`));
  });
}
/** What is said not to be known of the relation or type of this name. */
export function unknownOf(schema: Schema, { schema: namespace, name }: ObjectName): readonly Unknown[] {
  noteName(namespace, name);
  if (schema.unknown.length === 0) return [];
  const { byObject, contents } = unknowns(schema);
  const notRead = contents.get(namespace);
  const own = sharingNames('table').flatMap((kind) => byObject.get(objectKey(kind, namespace, name)) ?? []);
  return notRead ? [{ object: notRead.object, reason: notRead.reason }, ...own] : own;
}
/** It is not told which columns it has: a view has some, and a table without any is one of which all is known. */
export function hasUntoldColumns(
  schema: Schema,
  relation: ObjectName & { readonly kind: string; readonly columns: readonly unknown[] },
): boolean {
  return relation.columns.length === 0 && (relation.kind !== 'table' || unknownOf(schema, relation).length > 0);
}
