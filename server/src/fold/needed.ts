/** What still needs an object or a column: why PostgreSQL refuses to drop or to retype it. */
import { dependentsOnRelation, describeDependent, edgesIn } from '../model/dependencies';
import type { Dependent, Edge, Reader } from '../model/edges';
import { findTableOrView } from '../model/resolve';
import { filteredColumns, referencesOf } from '../sql/read/references';
import type { Draft } from './draft';

const reader: Reader = {
  references: referencesOf,
  filtered: filteredColumns,
  relation: findTableOrView,
};
type Target = { readonly schema: string; readonly name: string };

/** While dev may be newer than the file, what only dev has does not count. */
export const counts = (draft: Draft, { ofFile }: Dependent): boolean => draft.context.mode !== 'history' || ofFile;

/** Also to what only dev has: what falls, falls. */
export function allEdgesTo(draft: Draft, target: Target, column?: string): Edge[] {
  return [...dependentsOnRelation(draft.schema, target, column, reader)];
}
export function edgesTo(draft: Draft, target: Target, column?: string): Edge[] {
  return allEdgesTo(draft, target, column).filter(({ dependent }) => counts(draft, dependent));
}
export function edgesToRoutine(draft: Draft, target: Target): Edge[] {
  return [...edgesIn(draft.schema, { to: 'routine', ...target }, reader)].filter(
    ({ to, name, dependent }) =>
      to === 'routine' &&
      name.name === target.name &&
      (name.schema === undefined || name.schema === target.schema) &&
      counts(draft, dependent),
  );
}
export function edgesToType(draft: Draft, target: Target): Edge[] {
  return [...edgesIn(draft.schema, { to: 'type', ...target }, reader)].filter(
    ({ to, name, dependent }) =>
      to === 'type' && name.name === target.name && name.schema === target.schema && counts(draft, dependent),
  );
}
/** Each once, in the order of their names. */
export function namesOf(edges: readonly Edge[]): string[] {
  return [...new Set(edges.map(({ dependent }) => describeDependent(dependent)))].sort();
}
export const isPartOf = ({ table }: Dependent, target: Target): boolean =>
  table?.schema === target.schema && table.name === target.name;
