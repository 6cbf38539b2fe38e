/** Queries that are refused for what their relations have: columns of two, columns beside aggregates. */
import { findTableOrView } from '../../model/resolve';
import type { Table, View } from '../../model/schema';
import { isUnknownPart } from '../../model/unknown';
import type { QueryProblem } from '../../sql/read/ops-query';
import type { QualifiedName } from '../../text/names';
import type { Draft } from '../draft';

export function refuseProblems(draft: Draft, problems: readonly QueryProblem[] | undefined): void {
  for (const problem of problems ?? []) {
    const { column } = problem;
    const message = problem.kind === 'ambiguous' ? ambiguous(draft, problem) : ungrouped(draft, problem);
    if (message) draft.refuse('other', column.range, { kind: 'column', name: column.value }, message);
  }
}
function ambiguous(draft: Draft, { column, among, others }: Extract<QueryProblem, { kind: 'ambiguous' }>) {
  const owners = among.filter(({ value }) => has(draft, value, column.value)).length + others;
  return owners > 1 ? `column reference "${column.value}" is ambiguous` : undefined;
}
function ungrouped(draft: Draft, { column, of, relation, by }: Extract<QueryProblem, { kind: 'ungrouped' }>) {
  if (relation) {
    const found = has(draft, relation, column.value);
    if (!found) return undefined;
    // A primary key that is grouped by determines the rest.
    const keys = 'constraints' in found ? found.constraints.filter(({ kind }) => kind === 'primary key') : [];
    if ('constraints' in found && draft.isUnknownPart(found, 'constraint', '')) return undefined;
    if (keys.some((key) => 'columns' in key && !key.deferrable && key.columns.every((name) => by.includes(name))))
      return undefined;
  }
  return `column "${of}.${column.value}" must appear in the GROUP BY clause or be used in an aggregate function`;
}
/** The relation, where it surely has the column. */
function has(draft: Draft, name: QualifiedName, column: string): Table | View | undefined {
  const found = findTableOrView(draft.schema, name);
  const isThere = found?.columns.some((each) => each.name === column) ?? false;
  return found && isThere && !isUnknownPart(draft.schema, found, 'column', column) ? found : undefined;
}
