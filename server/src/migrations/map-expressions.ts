/** The SQL expressions that a table and an index hold, each replaced by what a function makes of it. */
import type { Column, Constraint, Index, Table } from '../model/schema';

type InText = (text: string) => string;

/** Defaults, generated columns, checks, exclusions and policies. */
export function mapExpressions(table: Table, inText: InText): Table {
  return {
    ...table,
    columns: table.columns.map((column) => mapColumn(column, inText)),
    constraints: table.constraints.map((constraint) => mapConstraint(constraint, inText)),
    ...(table.policies && {
      policies: table.policies.map((policy) => ({
        ...policy,
        ...(policy.using !== undefined && { using: inText(policy.using) }),
        ...(policy.check !== undefined && { check: inText(policy.check) }),
      })),
    }),
  };
}
function mapColumn(column: Column, inText: InText): Column {
  return {
    ...column,
    ...(column.default !== undefined && { default: inText(column.default) }),
    ...(column.generated && {
      generated: { ...column.generated, expression: inText(column.generated.expression) },
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
    ...(index.where !== undefined && { where: inText(index.where) }),
  };
}
