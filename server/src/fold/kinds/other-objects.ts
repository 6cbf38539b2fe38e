/** Objects that the schema keeps by their text: found, made, dropped, named anew, asked for, and what stands on them. */

import { isCatalogObject } from '../../model/catalog-objects';
import { objectKey } from '../../model/kinds';
import {
  idOfOther,
  isHeldAgainstDev,
  isOtherInSchema,
  isOtherSurelyAbsent,
  otherKey,
  saidOfOther,
} from '../../model/other-kinds';
import { isSurelyAbsent, schemasFor } from '../../model/resolve';
import type { OtherObject } from '../../model/schema';
import { formatType } from '../../model/types';
import { EXISTENCE, isUnknown } from '../../model/unknown';
import type { Drop, ObjectReference, Op } from '../../sql/read/ops';
import { t } from '../../text/l10n';
import { keyOf, type QualifiedName, quoteIdentifier, quoteQualified } from '../../text/names';
import { present } from '../../text/present';
import type { LocalName, Name, TextRange } from '../../text/text';
import { listNames } from '../dependents';
import type { Draft } from '../draft';
import { countsOfDev } from '../needed';
import { requireType, resolveType } from '../type-names';

/** What is known of one by its name: of DROP, ALTER, COMMENT and CREATE alike. */
type Reference = Pick<ObjectReference, 'what' | 'types' | 'method'> & {
  readonly name: { readonly value: QualifiedName };
};

/** Reading these takes rights that not everybody has, so dev's are not known. */
const NOT_FOR_ALL = 'SUBSCRIPTION';
/**
 * The name under which the schema keeps it, as dev's own is read: `= (integer, integer)`, `int4_ops btree`. Dev's is read
 * along dev's own path, which the file may have left: `public` is on it, if that is not known.
 */
function localName(
  draft: Draft,
  reference: Reference,
  path: readonly string[] = [...draft.schema.searchPath, 'public'],
): string {
  const { what = '', name, types, method } = reference;
  const plain = name.value.name;
  if (what === 'CAST') return typeNamesOf(draft, types, path).join(' AS ');
  if (what === 'OPERATOR') return `${plain} (${typeNamesOf(draft, types, path).join(', ')})`;
  if (what === 'TRANSFORM') return `${typeNamesOf(draft, types, path).join('')} ${method ?? ''}`;
  return method === undefined ? plain : `${plain} ${method}`;
}
function typeNamesOf(draft: Draft, types: Reference['types'] = [], path = draft.schema.searchPath): string[] {
  return types.map((type) => {
    if (type === undefined) return 'NONE';
    const { modifiers, fields, ...plain } = resolveType(draft, type);
    return formatType(plain, 'needed', path);
  });
}
function schemasOf(draft: Draft, { what = '', name }: Reference): readonly string[] {
  return isOtherInSchema(what) ? schemasFor(draft.schema, name.value) : [''];
}

interface FoundOther {
  readonly key: string;
  readonly value: OtherObject;
}
export function findOther(draft: Draft, reference: Reference): FoundOther | undefined {
  const { what = '' } = reference;
  const { searchPath } = draft.schema;
  const names = new Set([undefined, searchPath, []].map((path) => localName(draft, reference, path)));
  for (const schema of schemasOf(draft, reference))
    for (const name of names) {
      const key = otherKey(what, { schema, name });
      const value = draft.schema.others.get(key);
      if (value) return { key, value };
    }
  return undefined;
}
/** Nothing known has or may have it. */
function isMissing(draft: Draft, reference: Reference): boolean {
  const { what = '' } = reference;
  const { schema } = reference.name.value;
  if (what === NOT_FOR_ALL && draft.schema.serverVersion > 0) return false;
  const local = localName(draft, reference);
  const isOwn = schema === undefined || schema === 'pg_catalog';
  if (isOwn && isCatalogObject(what, local)) return false;
  if (!isSurelyAbsent(draft.schema, 'other', { ...reference.name.value, name: local })) return false;
  return schemasOf(draft, reference).every((each) => !isUnknown(draft.schema, 'other', each, local));
}

/** Reports one that surely is not there. */
export function requireOther(draft: Draft, object: ObjectReference, ifExists: boolean): void {
  const { what = '', types = [], method, name } = object;
  const isMethod = what === 'OPERATOR CLASS' || what === 'OPERATOR FAMILY';
  // IF EXISTS is about the class, not about the method.
  if (isMethod && !requireMethod(draft, method ?? '', name.range)) return;
  if (ifExists || findOther(draft, object)) return;
  for (const type of types) {
    const located = { value: type ?? { name: '' }, range: name.range };
    const before = draft.conflicts.length;
    const resolved = type ? requireType(draft, located) : undefined;
    // Of a type that is not known nothing can be told.
    if (draft.conflicts.length > before || (type && !type.builtin && resolved === type)) return;
  }
  const isMissingHere = isHeldAgainstDev(what)
    ? isOtherSurelyAbsent(draft.schema, what, name.value)
    : isMissing(draft, object);
  const others = otherNamesOf(draft, what);
  if (isMissingHere && !draft.mayHaveRun(name.value.name, others)) refuseOther(draft, object, 'does not exist', others);
}
const behind = ({ what, method }: Reference): string =>
  what?.startsWith('OPERATOR ') && method !== undefined ? ` for access method "${method}"` : '';
function requireMethod(draft: Draft, method: string, range: TextRange): boolean {
  const reference = { what: 'ACCESS METHOD', name: { value: { name: method }, range } };
  if (findOther(draft, reference) || !isMissing(draft, reference)) return true;
  refuseOther(draft, reference, 'does not exist');
  return false;
}
/** As messages have it. */
function inMessage(draft: Draft, reference: Reference): string {
  const { what = '', name, types } = reference;
  const [left, right] = typeNamesOf(draft, types);
  const shown = (text: string | undefined): string => (text === undefined || text === 'NONE' ? '' : text);
  if (what === 'OPERATOR') return `operator ${`${shown(left)} ${name.value.name} ${shown(right)}`.trim()}`;
  if (what === 'CAST') return `cast from type ${left} to type ${right}`;
  if (what === 'TRANSFORM') return `transform for type ${left} language "${reference.method}"`;
  return `${what.toLowerCase()} "${name.value.name}"`;
}
const conflicts = { 'already exists': 'exists already', 'does not exist': 'does not exist' } as const;
/** `place`: where, if PostgreSQL says it. */
function refuseOther(
  draft: Draft,
  object: Reference & { readonly name: Name },
  says: keyof typeof conflicts,
  candidates: readonly string[] = [],
  place = '',
): void {
  const { what = '', name } = object;
  const isHeld = isHeldAgainstDev(what);
  const message = isHeld
    ? saidOfOther(what, name.value.name, says)
    : `${inMessage(draft, object)} ${says}${behind(object)}${place}`;
  const kind = isHeld ? conflicts[says] : 'other';
  draft.refuse(kind, name.range, { kind: 'other', ...name.value }, message, isHeld ? candidates : []);
}
const otherNamesOf = (draft: Draft, what: string): string[] =>
  [...draft.schema.others.values()].flatMap(({ kind, name }) => (kind === what ? name : [])).sort();

export function createOtherObject(draft: Draft, op: Op<'create other'>): void {
  const { what, name, definition, needs } = op;
  if (what.startsWith('OPERATOR ') && !requireMethod(draft, op.method ?? '', name.range)) return;
  const target = isOtherInSchema(what) ? draft.creationName(name) : { schema: '', name: name.value.name };
  if (!target) return;
  const local = localName(draft, op);
  const key = otherKey(what, { schema: target.schema, name: local });
  const existing = draft.schema.others.get(key);
  if (existing && !op.replaces && (op.ifNotExists || !draft.mayReplace(existing.origins))) {
    if (!op.ifNotExists && !draft.isUnknown('other', target.schema, local)) refuseOther(draft, op, 'already exists');
    return;
  }
  if (needs) requireOther(draft, { kind: 'other', ...needs }, false);
  const made: OtherObject = {
    kind: what,
    ...present({ schema: target.schema || undefined }),
    name: local,
    origins: { self: draft.origin(name.range) },
  };
  const dependsOn = needs && [idOfOther({ kind: needs.what, ...needs.name.value })];
  draft.put('others', key, { ...made, definition, ...present({ dependsOn }) });
  // A class without a family gets one of its own name.
  const family = otherKey('OPERATOR FAMILY', { schema: target.schema, name: local });
  if (what === 'OPERATOR CLASS' && op.ownFamily && !draft.schema.others.has(family))
    draft.put('others', family, { ...made, kind: 'OPERATOR FAMILY', definition: '' });
}

export function dropOther(draft: Draft, op: Drop, object: ObjectReference): void {
  const found = findOther(draft, object);
  if (!found) return requireOther(draft, object, op.ifExists);
  const { what = '', name } = object;
  if (isHeldAgainstDev(what) && !dropStandingOn(draft, op, object, found.value)) return;
  draft.remove('others', found.key);
  if (what === 'OPERATOR FAMILY' && !op.cascade) forgetOthersNaming(draft, name.value.name);
}
/** With CASCADE what stands on it goes too; without, it stays, which is reported. */
function dropStandingOn(draft: Draft, op: Drop, { what = '', name }: ObjectReference, other: OtherObject): boolean {
  const { others, tables } = standingOn(draft, other);
  if (op.cascade) {
    const objects = [
      ...others.map((each) => ({ kind: 'other', what: each.kind, name: { value: each, range: name.range } }) as const),
      ...tables.map((each) => ({ kind: 'foreign table', name: { value: each, range: name.range } }) as const),
    ];
    for (const each of objects) draft.apply({ op: 'drop', objects: [each], ifExists: true, cascade: true });
    return true;
  }
  const ofFile = others.filter(({ origins }) => origins?.self || countsOfDev(draft, other, { schema: '', name: '' }));
  const named = [
    ...ofFile.map(({ kind, name: of }) => `${kind.toLowerCase()} ${kind === 'USER MAPPING' ? 'for ' : ''}${of}`),
    ...tables
      .filter((table) => table.origins?.self || countsOfDev(draft, other, table))
      .map((table) => `foreign table ${quoteQualified(table)}`),
  ];
  if (named.length === 0) return true;
  const message = `cannot drop ${what.toLowerCase()} ${name.value.name} because other objects depend on it: ${listNames(named)}`;
  draft.refuse('depends', name.range, { kind: 'other', ...name.value }, message);
  return false;
}
/** What may have gone along with something of this name: whether it is there is not known. */
export function forgetOthersNaming(draft: Draft, name: string): void {
  const word = quoteIdentifier(name);
  for (const { kind, schema = '', name: own, definition = '' } of draft.schema.others.values())
    if (definition.includes(word) || own.includes(word) || schema === name || kind === 'OPERATOR CLASS')
      draft.forget(objectKey('other', schema, own), t('it may have been dropped with {0}', name), EXISTENCE);
}

/** Under another name, in another schema: where that is free. */
export function moveOther(
  draft: Draft,
  object: ObjectReference,
  to: { readonly name?: LocalName; readonly schema?: string },
): void {
  const found = findOther(draft, object);
  if (!found) return requireOther(draft, object, false);
  const { what = '' } = object;
  const value = { ...object.name.value, ...present({ name: to.name?.value }) };
  const moved = { ...object, name: { value, range: object.name.range } };
  const schema = to.schema ?? found.value.schema ?? '';
  const local = localName(draft, moved);
  const key = otherKey(what, { schema, name: local });
  const taken = key === found.key ? undefined : draft.schema.others.get(key);
  if (taken && !draft.mayReplace(taken.origins) && !draft.isUnknown('other', schema, local))
    return refuseOther(draft, moved, 'already exists', [], schema === '' ? '' : ` in schema "${schema}"`);
  const renamed = { ...found.value, name: local, ...present({ schema: schema || undefined }) };
  nameAnew(draft, found.value, renamed);
  draft.remove('others', found.key);
  draft.put('others', key, renamed);
}
/** What stands on it names it by its new name. */
function nameAnew(draft: Draft, other: OtherObject, renamed: OtherObject): void {
  const { others, tables } = standingOn(draft, other);
  for (const each of others) {
    const dependsOn = each.dependsOn?.map((id) => (id === idOfOther(other) ? idOfOther(renamed) : id)) ?? [];
    const called = each.kind === 'USER MAPPING' ? mappingOn(each, other.name, renamed.name) : each;
    draft.remove('others', otherKey(each.kind, each));
    draft.put('others', otherKey(each.kind, called), { ...called, dependsOn });
  }
  for (const table of tables) draft.put('tables', keyOf(table), { ...table, server: renamed.name });
}
function mappingOn(mapping: OtherObject, from: string, to: string): OtherObject {
  const name = `${mapping.name.slice(0, -quoteIdentifier(from).length)}${quoteIdentifier(to)}`;
  return { ...mapping, name, ...present({ definition: mapping.definition?.replace(mapping.name, () => name) }) };
}
/** What cannot be without it, of what is known here. */
function standingOn(draft: Draft, other: OtherObject) {
  const id = idOfOther(other);
  const others = [...draft.schema.others.values()].filter(({ dependsOn }) => dependsOn?.includes(id));
  const tables =
    other.kind === 'SERVER'
      ? [...draft.schema.tables.values()].filter(({ server }) => server === other.name).sort(byKey)
      : [];
  return { others, tables };
}
const byKey = (a: { schema: string; name: string }, b: { schema: string; name: string }): number =>
  keyOf(a) < keyOf(b) ? -1 : 1;
