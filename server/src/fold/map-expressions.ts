/** The SQL expressions that a table and an index hold, each replaced by what a function makes of it. */

import { indexesMentioning, tablesMentioning, typesMentioning } from '../model/edges-by-word';
import type { Column, Constraint, Index, Table } from '../model/schema';
import { present } from '../text/present';
import type { Draft } from './draft';

type InText = (text: string) => string;

/** All that is stored and may hold `name` somewhere: tables, indexes, and the checks of domains. */
export function mapStored(draft: Draft, name: string, inText: InText): void {
  for (const [key, table] of tablesMentioning(draft.schema, name))
    draft.put('tables', key, mapExpressions(table, inText));
  for (const [key, index] of indexesMentioning(draft.schema, name))
    draft.put('indexes', key, mapIndexExpressions(index, inText));
  for (const [key, type] of typesMentioning(draft.schema, name)) {
    if (type.kind !== 'domain' || !type.checks.some((check) => inText(check.expression) !== check.expression)) continue;
    const checks = type.checks.map((check) => ({ ...check, expression: inText(check.expression) }));
    draft.put('types', key, { ...type, checks });
  }
}
/** Defaults, generated columns, checks, exclusions and policies. */
export function mapExpressions(table: Table, inText: InText): Table {
  return {
    ...table,
    columns: table.columns.map((column) => mapColumn(column, inText)),
    constraints: table.constraints.map((constraint) => mapConstraint(constraint, inText)),
    ...present({
      policies: table.policies?.map((policy) => ({
        ...policy,
        ...present({
          using: policy.using === undefined ? undefined : inText(policy.using),
          check: policy.check === undefined ? undefined : inText(policy.check),
        }),
      })),
    }),
  };
}
function mapColumn(column: Column, inText: InText): Column {
  return {
    ...column,
    ...present({
      default: column.default === undefined ? undefined : inText(column.default),
      generated: column.generated && { ...column.generated, expression: inText(column.generated.expression) },
    }),
  };
}
function mapConstraint(constraint: Constraint, inText: InText): Constraint {
  switch (constraint.kind) {
    case 'check':
      return { ...constraint, expression: inText(constraint.expression) };
    case 'exclude':
      return { ...constraint, definition: inText(constraint.definition) };
    default:
      return constraint;
  }
}
export function mapIndexExpressions(index: Index, inText: InText): Index {
  return {
    ...index,
    keys: index.keys.map((key) =>
      key.expression === undefined ? key : { ...key, expression: inText(key.expression) },
    ),
    ...present({ where: index.where === undefined ? undefined : inText(index.where) }),
  };
}
