/** What still needs an object or a column: why PostgreSQL refuses to drop or to retype it. */
import { childrenOf } from '../model/children';
import { dependentsOnRelation, describeDependent, edgesIn } from '../model/dependencies';
import type { Dependent, Edge, TextReader } from '../model/edges';
import { findTableOrView } from '../model/resolve';
import type { Origins, Table } from '../model/schema';
import { filteredColumns, referencesOf } from '../sql/read/references';
import { keyOf } from '../text/names';
import { isMadeName } from './base';
import type { Draft } from './draft';

const reader: TextReader = {
  references: referencesOf,
  filtered: filteredColumns,
  relation: findTableOrView,
};
export interface NeededObject {
  readonly schema: string;
  readonly name: string;
  readonly origins?: Origins;
}

/**
 * What only dev has counts where the statement runs on dev as it stands. Dev may be newer than a file of a history, and
 * than a loose file that makes the target itself, or makes what stands on it further down.
 */
export function countsOfDev(
  draft: Draft,
  target: Pick<NeededObject, 'origins'>,
  owner: { readonly schema: string; readonly name: string },
  kind: 'relation' | 'routine' = 'relation',
): boolean {
  const { mode, loose } = draft.judging;
  if (mode !== 'loose') return mode === 'strict';
  if (target.origins?.self !== undefined) return false;
  const isSearched = owner.schema === 'public' || draft.schema.searchPath.includes(owner.schema);
  return loose === undefined || !isMadeName(loose.makes, kind, owner, isSearched);
}
export function counts(draft: Draft, target: Pick<NeededObject, 'origins'>, dependent: Dependent): boolean {
  const { ofFile, table, kind } = dependent;
  if (ofFile) return true;
  if (kind !== 'routine') return countsOfDev(draft, target, table ?? dependent);
  const { schema, name } = dependent;
  return countsOfDev(draft, target, { schema, name: name.slice(0, name.lastIndexOf('(')) }, 'routine');
}
/** The children that are there when the statement runs. */
export function childrenThatCount(draft: Draft, table: Table): readonly Table[] {
  return childrenOf(draft.schema, keyOf(table)).filter(
    (child) => child.origins?.self !== undefined || countsOfDev(draft, table, child),
  );
}

/** Also to what only dev has: what falls, falls. */
export function allEdgesTo(draft: Draft, target: NeededObject, column?: string): Edge[] {
  return [...dependentsOnRelation(draft.schema, target, column, reader)];
}
export function edgesTo(draft: Draft, target: NeededObject, column?: string): Edge[] {
  return allEdgesTo(draft, target, column).filter(({ dependent }) => counts(draft, target, dependent));
}
export function edgesToRoutine(draft: Draft, target: NeededObject): Edge[] {
  return [...edgesIn(draft.schema, { to: 'routine', ...target }, reader)].filter(
    ({ to, name, dependent }) =>
      to === 'routine' &&
      name.name === target.name &&
      (name.schema === undefined || name.schema === target.schema) &&
      counts(draft, target, dependent),
  );
}
export function edgesToType(draft: Draft, target: NeededObject): Edge[] {
  return [...edgesIn(draft.schema, { to: 'type', ...target }, reader)].filter(
    ({ to, name, dependent }) =>
      to === 'type' && name.name === target.name && name.schema === target.schema && counts(draft, target, dependent),
  );
}
/** Each once, in the order of their names. */
export function dependentNames(edges: readonly Edge[]): string[] {
  return [...new Set(edges.map(({ dependent }) => describeDependent(dependent)))].sort();
}
export const isPartOf = ({ table }: Dependent, target: NeededObject): boolean =>
  table?.schema === target.schema && table.name === target.name;
