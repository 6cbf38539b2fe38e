/** Objects that the schema keeps together: found, made, named anew, and asked for; those of which dev's are all known stand in `kinds/other-objects.ts`. */
import { isCatalogObject } from '../model/catalog-objects';
import { isHeldAgainstDev } from '../model/other-kinds';
import { isSurelyAbsent, schemasFor } from '../model/resolve';
import type { OtherObject } from '../model/schema';
import { formatType } from '../model/types';
import { EXISTENCE, isUnknown } from '../model/unknown';
import type { DdlOp, Drop, ObjectReference } from '../sql/read/ops';
import { objectKey, type QualifiedName, quoteIdentifier } from '../text/names';
import type { LocalName, TextRange } from '../text/text';
import type { Draft } from './draft';
import * as held from './kinds/other-objects';
import { requireType, resolveType } from './type-names';

/** What is known of one by its name: of DROP, ALTER, COMMENT and CREATE alike. */
type Reference = Pick<ObjectReference, 'what' | 'types' | 'method'> & {
  readonly name: { readonly value: QualifiedName };
};

const inSchema = /^(OPERATOR|OPERATOR CLASS|OPERATOR FAMILY|CONVERSION|TEXT SEARCH .*)$/;
/** Reading these takes rights that not everybody has, so dev's are not known. */
const unread = 'SUBSCRIPTION';
/** The name under which the schema keeps it, as dev's own is read: `= (integer, integer)`, `int4_ops btree`. */
function localName(draft: Draft, { what = '', name, types, method }: Reference): string {
  const plain = name.value.name;
  if (what === 'CAST') return named(draft, types).join(' AS ');
  if (what === 'OPERATOR') return `${plain} (${named(draft, types).join(', ')})`;
  if (what === 'TRANSFORM') return `${named(draft, types).join('')} ${method ?? ''}`;
  return method === undefined ? plain : `${plain} ${method}`;
}
function named(draft: Draft, types: Reference['types'] = []): string[] {
  return types.map((type) => {
    if (type === undefined) return 'NONE';
    const { modifiers, fields, ...plain } = resolveType(draft, type);
    return formatType(plain);
  });
}
const keyOf = (what: string, schema: string, name: string): string => `${what.toLowerCase()}\0${schema}\0${name}`;
function schemasOf(draft: Draft, { what = '', name }: Reference): readonly string[] {
  return inSchema.test(what) ? schemasFor(draft.schema, name.value) : [''];
}

interface FoundOther {
  readonly key: string;
  readonly value: OtherObject;
}
export function findOther(draft: Draft, reference: Reference): FoundOther | undefined {
  const { what = '' } = reference;
  const local = localName(draft, reference);
  for (const schema of schemasOf(draft, reference)) {
    const key = keyOf(what, schema, local);
    const value = draft.schema.others.get(key);
    if (value) return { key, value };
  }
  return undefined;
}
/** Nothing known has or may have it. */
function isMissing(draft: Draft, reference: Reference): boolean {
  const { what = '' } = reference;
  const { schema } = reference.name.value;
  if (what === unread && draft.schema.serverVersion > 0) return false;
  const local = localName(draft, reference);
  const isOwn = schema === undefined || schema === 'pg_catalog';
  if (isOwn && isCatalogObject(what, local)) return false;
  if (!isSurelyAbsent(draft.schema, 'other', { ...reference.name.value, name: local })) return false;
  return schemasOf(draft, reference).every((each) => !isUnknown(draft.schema, 'other', each, local));
}

/** Reports one that surely is not there. */
export function requireOther(draft: Draft, object: ObjectReference, ifExists: boolean): void {
  const { what = '', types = [], method } = object;
  if (isHeldAgainstDev(what)) return ifExists ? undefined : held.requireOther(draft, what, object.name);
  const isMethod = what === 'OPERATOR CLASS' || what === 'OPERATOR FAMILY';
  // IF EXISTS is about the class, not about the method.
  if (isMethod && !requireMethod(draft, method ?? '', object.name.range)) return;
  if (ifExists || findOther(draft, object)) return;
  for (const type of types) {
    const located = { value: type ?? { name: '' }, range: object.name.range };
    const before = draft.conflicts.length;
    const resolved = type ? requireType(draft, located) : undefined;
    // Of a type that is not known nothing can be told.
    if (draft.conflicts.length > before || (type && !type.builtin && resolved === type)) return;
  }
  if (!isMissing(draft, object) || draft.mayHaveRun(object.name.value.name, namesOf(draft, what))) return;
  refuse(draft, object, object.name.range, `${said(draft, object)} does not exist${behind(object)}`);
}
const behind = ({ what, method }: Reference): string =>
  what?.startsWith('OPERATOR ') && method !== undefined ? ` for access method "${method}"` : '';
function requireMethod(draft: Draft, method: string, range: TextRange): boolean {
  const reference = { what: 'ACCESS METHOD', name: { value: { name: method } } };
  if (findOther(draft, reference) || !isMissing(draft, reference)) return true;
  refuse(draft, reference, range, `access method "${method}" does not exist`);
  return false;
}
/** As messages have it. */
function said(draft: Draft, reference: Reference): string {
  const { what = '', name, types } = reference;
  const [left, right] = named(draft, types);
  const shown = (text: string | undefined): string => (text === undefined || text === 'NONE' ? '' : text);
  if (what === 'OPERATOR') return `operator ${`${shown(left)} ${name.value.name} ${shown(right)}`.trim()}`;
  if (what === 'CAST') return `cast from type ${left} to type ${right}`;
  if (what === 'TRANSFORM') return `transform for type ${left} language "${reference.method}"`;
  return `${what.toLowerCase()} "${name.value.name}"`;
}
function refuse(draft: Draft, { name }: Pick<Reference, 'name'>, range: TextRange, message: string): void {
  draft.refuse('other', range, { kind: 'other', ...name.value }, message);
}
function namesOf(draft: Draft, what: string): string[] {
  return [...draft.schema.others.values()].filter(({ kind }) => kind === what).map(({ name }) => name);
}

type CreateOther = Extract<DdlOp, { op: 'create other' }>;
export function createOther(draft: Draft, op: CreateOther): void {
  const { what, name, definition } = op;
  if (isHeldAgainstDev(what)) return held.createOtherObject(draft, op);
  if (what.startsWith('OPERATOR ') && !requireMethod(draft, op.method ?? '', name.range)) return;
  const target = inSchema.test(what) ? draft.creationName(name) : { schema: '', name: name.value.name };
  if (!target) return;
  const local = localName(draft, op);
  const key = keyOf(what, target.schema, local);
  const existing = draft.schema.others.get(key);
  if (existing && !op.replaces && !draft.mayReplace(existing.origins)) {
    if (!op.ifNotExists && !draft.isUnknown('other', target.schema, local))
      refuse(draft, op, name.range, `${said(draft, op)} already exists${behind(op)}`);
    return;
  }
  const origins = { self: draft.origin(name.range) };
  const made = { kind: what, ...(target.schema === '' ? {} : { schema: target.schema }), name: local, origins };
  draft.put('others', key, { ...made, definition });
  // A class without a family gets one of its own name.
  const family = keyOf('OPERATOR FAMILY', target.schema, local);
  if (what === 'OPERATOR CLASS' && op.ownFamily && !draft.schema.others.has(family))
    draft.put('others', family, { ...made, kind: 'OPERATOR FAMILY', definition: '' });
}

export function dropOther(draft: Draft, op: Drop, object: ObjectReference): void {
  if (isHeldAgainstDev(object.what ?? '')) return held.dropOther(draft, op, object);
  const { ifExists, cascade } = op;
  const found = findOther(draft, object);
  if (!found) return requireOther(draft, object, ifExists);
  draft.remove('others', found.key);
  if (object.what === 'OPERATOR FAMILY' && !cascade) forgetOthersNaming(draft, object.name.value.name);
}
/** What may have gone along with something of this name: whether it is there is not known. */
export function forgetOthersNaming(draft: Draft, name: string): void {
  const word = quoteIdentifier(name);
  for (const { kind, schema = '', name: own, definition = '' } of draft.schema.others.values())
    if (definition.includes(word) || own.includes(word) || schema === name || kind === 'OPERATOR CLASS')
      draft.forget(objectKey('other', schema, own), `it may have been dropped with ${name}`, EXISTENCE);
}

/** Under another name, in another schema: where that is free. */
export function moveOther(
  draft: Draft,
  object: ObjectReference,
  to: { readonly name?: LocalName; readonly schema?: string },
): void {
  if (isHeldAgainstDev(object.what ?? '') && to.name !== undefined) {
    const named = { ...object, name: { value: { name: to.name.value }, range: object.name.range } };
    const other = to.name.value === object.name.value.name ? undefined : findOther(draft, named)?.value;
    if (other && findOther(draft, object) && !draft.mayReplace(other.origins))
      return refuse(draft, named, object.name.range, `${said(draft, named)} already exists`);
    return held.renameOther(draft, { op: 'rename', object, to: to.name, ifExists: false });
  }
  const found = findOther(draft, object);
  if (!found) return requireOther(draft, object, false);
  const value = { ...object.name.value, ...(to.name === undefined ? {} : { name: to.name.value }) };
  const moved = { ...object, name: { value, range: object.name.range } };
  const schema = to.schema ?? found.value.schema ?? '';
  const local = localName(draft, moved);
  const key = keyOf(object.what ?? '', schema, local);
  const taken = key === found.key ? undefined : draft.schema.others.get(key);
  if (taken && !draft.mayReplace(taken.origins) && !draft.isUnknown('other', schema, local)) {
    const place = schema === '' ? '' : ` in schema "${schema}"`;
    return refuse(draft, moved, object.name.range, `${said(draft, moved)}${behind(object)} already exists${place}`);
  }
  draft.remove('others', found.key);
  draft.put('others', key, { ...found.value, name: local, ...(schema === '' ? {} : { schema }) });
}
