/** Objects that are kept by their text: whether they are there, and what stands on them. */
import { idOfOther, isHeldAgainstDev, isOtherSurelyAbsent, otherKey, saidOfOther } from '../../model/other-kinds';
import { creationSchema } from '../../model/resolve';
import type { OtherObject } from '../../model/schema';
import type { DdlOp, Drop, ObjectReference, Rename } from '../../sql/read/ops';
import { keyOf, type QualifiedName, quoteIdentifier, quoteQualified } from '../../text/names';
import { present } from '../../text/present';
import type { Name } from '../../text/text';
import { listed } from '../dependents';
import type { Draft } from '../draft';
import { countsOfDev } from '../needed';

type Op<K extends DdlOp['op']> = Extract<DdlOp, { op: K }>;
const keyFor = (draft: Draft, what: string, name: QualifiedName): string =>
  otherKey(what, name, creationSchema(draft.schema));

export function createOtherObject(draft: Draft, op: Op<'create other'>): void {
  const { what, name, needs } = op;
  const key = keyFor(draft, what, name.value);
  const existing = draft.schema.others.get(key);
  if (existing && op.ifNotExists) return;
  if (existing && isHeldAgainstDev(what) && !draft.mayReplace(existing.origins)) {
    const object = { kind: 'other', ...name.value } as const;
    return draft.refuse('exists already', name.range, object, saidOfOther(what, name.value.name, 'already exists'));
  }
  if (needs) requireOther(draft, needs.what, needs.name);
  draft.put('others', key, {
    kind: what,
    ...name.value,
    definition: op.definition,
    ...present({ dependsOn: needs && [idOfOther({ kind: needs.what, ...needs.name.value })] }),
    origins: { self: draft.origin(name.range) },
  });
}
/** Reports what surely is not there. */
export function requireOther(draft: Draft, what: string, { value, range }: Name): void {
  if (draft.schema.others.has(keyFor(draft, what, value)) || !isOtherSurelyAbsent(draft.schema, what, value)) return;
  const candidates = namesOf(draft, what);
  if (draft.mayHaveRun(value.name, candidates)) return;
  const message = saidOfOther(what, value.name, 'does not exist');
  draft.refuse('does not exist', range, { kind: 'other', ...value }, message, candidates);
}
const namesOf = (draft: Draft, what: string): string[] =>
  [...draft.schema.others.values()].flatMap(({ kind, name }) => (kind === what ? name : [])).sort();

export function dropOther(draft: Draft, op: Drop, object: ObjectReference): void {
  const { what = '', name } = object;
  const key = keyFor(draft, what, name.value);
  const other = draft.schema.others.get(key);
  if (!other) return op.ifExists ? undefined : requireOther(draft, what, name);
  const { others, tables } = standingOn(draft, other);
  if (op.cascade) {
    for (const each of others) {
      const one = { kind: 'other', what: each.kind, name: { value: each, range: name.range } } as const;
      draft.apply({ op: 'drop', objects: [one], ifExists: true, cascade: true });
    }
    for (const each of tables) {
      const one = { kind: 'foreign table', name: { value: each, range: name.range } } as const;
      draft.apply({ op: 'drop', objects: [one], ifExists: true, cascade: true });
    }
  } else {
    const ofFile = others.filter(({ origins }) => origins?.self || countsOfDev(draft, other, { schema: '', name: '' }));
    const named = [
      ...ofFile.map(({ kind, name: of }) => `${kind.toLowerCase()} ${kind === 'USER MAPPING' ? 'for ' : ''}${of}`),
      ...tables
        .filter((table) => table.origins?.self || countsOfDev(draft, other, table))
        .map((table) => `foreign table ${quoteQualified(table)}`),
    ];
    if (named.length > 0) {
      const message = `cannot drop ${what.toLowerCase()} ${name.value.name} because other objects depend on it: ${listed(named)}`;
      return draft.refuse('depends', name.range, { kind: 'other', ...name.value }, message);
    }
  }
  draft.remove('others', key);
}
/** What stands on it names it by its new name. */
export function renameOther(draft: Draft, { object, to }: Rename): void {
  const { what = '', name } = object;
  const key = keyFor(draft, what, name.value);
  const other = draft.schema.others.get(key);
  if (!other) return requireOther(draft, what, name);
  const renamed = { ...other, name: to.value };
  const { others, tables } = standingOn(draft, other);
  for (const each of others) {
    const dependsOn = each.dependsOn?.map((id) => (id === idOfOther(other) ? idOfOther(renamed) : id)) ?? [];
    const called = each.kind === 'USER MAPPING' ? mappingOn(each, other.name, to.value) : each;
    draft.remove('others', keyFor(draft, each.kind, each));
    draft.put('others', keyFor(draft, each.kind, called), { ...called, dependsOn });
  }
  for (const table of tables) draft.put('tables', keyOf(table), { ...table, server: to.value });
  draft.remove('others', key);
  draft.put('others', keyFor(draft, what, renamed), renamed);
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
