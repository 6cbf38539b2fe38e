/** What a statement names must be there, and be of its kind: ALTER … OWNER TO, GRANT ON FUNCTION, REINDEX, …. */
import { isBuiltinFunction } from '../../model/builtins';
import { isRelationWord, keptAs, type PerKind, rulesOf } from '../../model/kinds';
import { findIn, findRelation, isSystemSchema, type Relation } from '../../model/resolve';
import type { ObjectReference } from '../../sql/read/ops';
import { splitKey } from '../../text/names';
import { type Draft, written } from '../draft';
import { requireOther } from '../kinds/other-objects';
import { sameArguments } from '../kinds/routine-arguments';
import { findPlain } from '../plain-objects';
import { refuseOtherArguments } from '../refusals/routines';
import { namesLike, refuseAbsent } from '../refuse';
import { requireType } from '../type-names';

interface Required {
  readonly objects: readonly ObjectReference[];
  readonly ifExists: boolean;
}
export function requireObjects(draft: Draft, { objects, ifExists }: Required): void {
  for (const object of objects) requireObject(draft, object, ifExists);
}
export function requireObject(draft: Draft, object: ObjectReference, ifExists: boolean): void {
  if (object.name.value.name !== '') requires[keptAs(object.kind)](draft, object, ifExists);
}

const requires: PerKind<(draft: Draft, object: ObjectReference, ifExists: boolean) => void> = {
  table: requireRelation,
  view: requireRelation,
  index: requireRelation,
  sequence: requireRelation,
  type: requireTypeOf,
  routine: requireRoutine,
  schema: (draft, { name: { value, range } }, ifExists) => {
    if (!ifExists) draft.requireSchema(value.name, range);
  },
  extension: requirePlain,
  collation: requirePlain,
  statistics: requirePlain,
  other: requireOther,
};

const requiredRelations: Readonly<Record<string, { readonly is: readonly Relation['is'][]; readonly noun: string }>> = {
  index: { is: ['index', 'constraint index'], noun: 'an index' },
  sequence: { is: ['sequence', 'identity sequence'], noun: 'a sequence' },
};
function requireRelation(draft: Draft, object: ObjectReference, ifExists: boolean): void {
  const name = object.name.value;
  if (!isRelationWord(object.kind) || (name.schema !== undefined && isSystemSchema(name.schema))) return;
  const relation = findRelation(draft.schema, name);
  if (!relation) {
    if (name.name.startsWith('pg_')) return;
    const kind = object.kind === 'index' ? 'index' : 'table';
    return refuseAbsent(
      draft,
      object,
      kind,
      `relation "${written(name)}" does not exist`,
      namesLike(draft, object),
      ifExists,
    );
  }
  const wanted = requiredRelations[object.kind];
  const isStored = relation.is === 'table' || (relation.is === 'view' && relation.view.kind === 'materialized view');
  const noun = wanted && !wanted.is.includes(relation.is) ? wanted.noun : undefined;
  const other = object.kind === 'table' && !isStored ? 'a table or materialized view' : noun;
  if (other)
    draft.refuse('wrong kind', object.name.range, { kind: object.kind, ...name }, `"${name.name}" is not ${other}`);
}
function requireTypeOf(draft: Draft, { kind, name }: ObjectReference, ifExists: boolean): void {
  if (ifExists) return;
  const before = draft.conflicts.length;
  requireType(draft, { value: name.value, range: name.range });
  if (draft.conflicts.length > before || kind !== 'domain') return;
  const type = findIn(draft.schema, draft.schema.types, name.value);
  if (type && type.kind !== 'domain' && draft.meets('relation', type))
    draft.refuse('wrong kind', name.range, { kind: 'type', ...name.value }, `"${name.value.name}" is not a domain`);
}
function requireRoutine(draft: Draft, object: ObjectReference, ifExists: boolean): void {
  const name = object.name.value;
  const overloads = findIn(draft.schema, draft.schema.routines, name);
  const isOwn = name.schema === undefined || name.schema === 'pg_catalog';
  if (isOwn && isBuiltinFunction(name.name)) return;
  if (!overloads) {
    const candidates = [...draft.schema.routines.keys()].map((key) => splitKey(key).name).sort();
    const message = `${object.kind} ${written(name)} does not exist`;
    return refuseAbsent(draft, object, 'routine', message, candidates, ifExists);
  }
  const meant = overloads.filter((routine) => sameArguments(draft, routine, object.argumentTypes));
  refuseOtherArguments(draft, object, overloads, meant, ifExists);
}
function requirePlain(draft: Draft, object: ObjectReference, ifExists: boolean): void {
  const kind = keptAs(object.kind);
  const { value: name } = object.name;
  if (kind === 'other' || findPlain(draft, object) || (name.schema !== undefined && isSystemSchema(name.schema)))
    return;
  // The server's own are in pg_catalog, which is not read.
  if (kind === 'collation' && name.schema === undefined) return;
  const { map, label = kind } = rulesOf(kind);
  const candidates = [...draft.schema[map].keys()].map((key) => splitKey(key).name).sort();
  refuseAbsent(draft, object, kind, `${label} "${name.name}" does not exist`, candidates, ifExists);
}
