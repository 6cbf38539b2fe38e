/** What statements that change no schema name, looked up in the schema they run on. */
import { findRelation, findTableOrView, isSurelyAbsent, isUnknownPart } from '../migrations/resolve';
import type { QualifiedName } from '../model/names';
import type { Schema, Table, View } from '../model/schema';
import type { LocalName, RelationUse } from '../sql/ops';
import type { Statement } from '../sql/statement';
import type { TextRange } from '../sql/text';
import { inDocument } from './place';
import type { RuleContext } from './rule';

export type UseProblem = {
  readonly statement: number;
  readonly range: TextRange;
  readonly name: QualifiedName;
  readonly candidates: readonly string[];
} & ({ readonly problem: 'no relation' } | { readonly problem: 'no column'; readonly column: string });

/** Columns that every table has (src/include/catalog/pg_attribute.h). */
const systemColumns = new Set(['ctid', 'tableoid', 'xmin', 'xmax', 'cmin', 'cmax', 'oid']);

const known = new WeakMap<RuleContext, readonly UseProblem[]>();
/** Asked by two rules, found out once. */
export function usesOf(context: RuleContext): readonly UseProblem[] {
  let problems = known.get(context);
  if (!problems) {
    problems = context.document.statements
      .filter((statement) => statement.runs)
      .flatMap((each) => inStatement(context, each));
    known.set(context, problems);
  }
  return problems;
}

function inStatement(context: RuleContext, statement: Statement): UseProblem[] {
  const uses = statement.parsed.ops.flatMap((op) => (op.op === 'use' ? op.relations : []));
  if (uses.length === 0) return [];
  const schema = context.before(statement.index);
  return uses.flatMap((use) => problemsOf(schema, statement, use));
}
function problemsOf(schema: Schema, statement: Statement, use: RelationUse): UseProblem[] {
  const place = (range: TextRange) => ({ statement: statement.index, range: inDocument(statement, range) });
  const name = use.name.value;
  const relation = findTableOrView(schema, name);
  if (!relation) {
    // A sequence, an identity's too, is read and granted like a table.
    if (findRelation(schema, name) || !isSurelyAbsent(schema, 'table', name)) return [];
    return [{ problem: 'no relation', ...place(use.name.range), name, candidates: relationNames(schema) }];
  }
  if (relation.columns.length === 0) return [];
  const lacking = [...use.columns, ...(use.conflictColumns ?? [])].filter((column) => lacks(schema, relation, column));
  const candidates = relation.columns.map((column) => column.name);
  const { schema: namespace, name: local } = relation;
  return lacking.map(({ value, range }) => ({
    problem: 'no column',
    ...place(range),
    name: { schema: namespace, name: local },
    column: value,
    candidates,
  }));
}
function lacks(schema: Schema, relation: Table | View, { value }: LocalName): boolean {
  if (systemColumns.has(value) || relation.columns.some((column) => column.name === value)) return false;
  return !isUnknownPart(schema, relation, 'column', value);
}
function relationNames(schema: Schema): string[] {
  return [...schema.tables.values(), ...schema.views.values()]
    .filter((each) => schema.searchPath.includes(each.schema))
    .map((each) => each.name);
}
