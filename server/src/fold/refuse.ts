import { isRelationWord } from '../model/kinds';
import { holderOf, isSurelyAbsent, type Relation } from '../model/resolve';
import type { Origins } from '../model/schema';
import type { UnknownKind } from '../model/unknown';
import type { ObjectReference } from '../sql/read/ops';
import { present } from '../text/present';
import type { LocalName } from '../text/text';
import { type Dependent, describeDependency, listNames } from './dependents';
import { type Draft, kindOf } from './draft';
import { countsOfDev } from './needed';
import { tableNames } from './required';

/** Reports an object that surely is not there, unless IF EXISTS or an earlier run of this very statement explains it. */
export function refuseAbsent(
  draft: Draft,
  object: ObjectReference,
  kind: UnknownKind,
  message: string,
  candidates: readonly string[],
  ifExists: boolean,
): void {
  if (ifExists || !isSurelyAbsent(draft.schema, kind, object.name.value)) return;
  if (draft.mayHaveRun(object.name.value.name, candidates)) return;
  draft.refuse('does not exist', object.name.range, { kind: object.kind, ...object.name.value }, message, candidates);
}
export const withArticle = (kind: string): string => (/^[aeiou]/.test(kind) ? `an ${kind}` : `a ${kind}`);
/** A statement for another kind of relation (`RangeVarCallbackForAlterRelation`, `get_relation_by_qualified_name`). True: refused. */
export function refuseOtherKind(draft: Draft, { kind, name }: ObjectReference, relation: Relation): boolean {
  if (!isRelationWord(kind) || kindOf(relation) === kind || !draft.meets('relation', holderOf(relation))) return false;
  const message = `"${name.value.name}" is not ${withArticle(kind)}`;
  draft.refuse('wrong kind', name.range, { kind: kindOf(relation), ...name.value }, message);
  return true;
}
export function namesLike(draft: Draft, object: ObjectReference): string[] {
  if (object.kind === 'index') return [...draft.schema.indexes.values()].map((index) => index.name).sort();
  if (object.kind === 'sequence') return [...draft.schema.sequences.values()].map((each) => each.name).sort();
  return tableNames(draft);
}
/** `cannot drop … because other objects depend on it`; dependents that only dev has do not count while it may be newer. */
export function refuseDependents(
  draft: Draft,
  object: ObjectReference,
  target: { readonly origins?: Origins },
  dependents: readonly Dependent[],
  others: readonly string[] = [],
): void {
  const sure = dependents.filter(
    (dependent) =>
      hasOrigin(dependent) || countsOfDev(draft, target, dependent.is === 'view' ? dependent.view : dependent.table),
  );
  if (sure.length + others.length > 0) refuseNamed(draft, object, [...sure.map(describeDependency), ...others]);
}
function hasOrigin(dependent: Dependent): boolean {
  switch (dependent.is) {
    case 'view':
      return dependent.view.origins?.self !== undefined;
    case 'foreign key':
      return dependent.constraint.origins?.self !== undefined;
    case 'default':
      return dependent.column.origins?.default !== undefined;
    case 'column':
      return dependent.column.origins?.type !== undefined;
    case 'trigger':
      return dependent.table.triggers?.find((each) => each.name === dependent.trigger)?.origins?.self !== undefined;
    case 'child':
      return dependent.table.origins?.self !== undefined;
  }
}
export function refuseNamed(draft: Draft, object: ObjectReference, names: readonly string[]): void {
  draft.refuse(
    'depends',
    object.name.range,
    { kind: object.kind, ...object.name.value, ...present({ table: object.table?.value.name }) },
    `cannot drop ${object.kind} ${object.name.value.name} because other objects depend on it: ${listNames([...new Set(names)])}`,
  );
}
export function refuseTaken(draft: Draft, to: LocalName, schema: string, kind: ObjectReference['kind']): void {
  const message = `relation "${to.value}" already exists`;
  draft.refuse('exists already', to.range, { kind, schema, name: to.value }, message);
}
