/** What statements that change no schema name, looked up in the schema they run on. */

import { findRelation, findTableOrView, isSurelyAbsent } from '../../model/resolve';
import type { Schema, Table, View } from '../../model/schema';
import { atOnce, type Steps } from '../../model/steps';
import { isSystemColumn } from '../../model/system-columns';
import { hasUntoldColumns, isUnknownPart } from '../../model/unknown';
import type { Statement } from '../../sql/document/statement';
import { setsBodyChecks } from '../../sql/query/routine-query';
import type { RelationUse, Stray } from '../../sql/read/ops-query';

import type { QualifiedName } from '../../text/names';
import type { LocalName, TextRange } from '../../text/text';
import { inDocument } from '../origin-places';
import type { RuleContext } from '../rule';

export type UseProblem = {
  readonly statement: number;
  readonly range: TextRange;
  readonly name: QualifiedName;
  readonly candidates: readonly string[];
} & (
  | { readonly problem: 'no relation' }
  | { readonly problem: 'no column'; readonly column: string }
  /** `name` stands before a dot, and nothing in FROM is called so. */
  | { readonly problem: 'no alias' }
  /** `name` is a column that none of the relations has. */
  | { readonly problem: 'no owner'; readonly among: readonly QualifiedName[] }
);

const problemsPerContext = new WeakMap<RuleContext, readonly UseProblem[]>();
/** Asked by two rules, found out once. */
export const usesOf = (context: RuleContext): readonly UseProblem[] => atOnce(findingUses(context));
/** The same, a step for each statement. */
export function* findingUses(context: RuleContext): Steps<readonly UseProblem[]> {
  const known = problemsPerContext.get(context);
  if (known) return known;
  const problems: UseProblem[] = [];
  for (const statement of context.document.statements) {
    if (!statement.runs) continue;
    problems.push(...inStatement(context, statement));
    yield;
  }
  problemsPerContext.set(context, problems);
  return problems;
}

function inStatement(context: RuleContext, statement: Statement): UseProblem[] {
  const ops = statement.parsed.ops.filter(
    ({ op }) => op !== 'create routine' || looksIntoBodies(context, statement.index),
  );
  const uses = ops.flatMap((op) => (op.op === 'use' ? op.relations : []));
  // The fold requires the relations of a query that is stored.
  const stored = ops.flatMap((op) => ('query' in op ? (op.query.uses ?? []) : []));
  const strays = ops.flatMap((op) => ('query' in op ? op.query.strays : op.op === 'use' ? op.strays : undefined) ?? []);
  if (uses.length + stored.length + strays.length === 0) return [];
  const schema = context.before(statement.index);
  return [
    ...uses.flatMap((use) => useProblems(schema, statement, use)),
    ...stored.flatMap((use) => useProblems(schema, statement, use)).filter(({ problem }) => problem === 'no column'),
    ...strays.flatMap((stray) => problemOfStray(schema, statement, stray)),
  ];
}
/** Unless `SET check_function_bodies = off` came before. */
function looksIntoBodies({ document }: RuleContext, statement: number): boolean {
  let known = checksBodies.get(document);
  if (!known) {
    let now = true;
    known = document.statements.map(({ parsed }) => {
      now = setsBodyChecks(parsed) ?? now;
      return now;
    });
    checksBodies.set(document, known);
  }
  return known[statement] ?? true;
}
const checksBodies = new WeakMap<RuleContext['document'], readonly boolean[]>();
function problemOfStray(schema: Schema, statement: Statement, stray: Stray): UseProblem[] {
  const at = ({ value, range }: LocalName) => ({
    statement: statement.index,
    range: inDocument(statement, range),
    name: { name: value },
  });
  if ('qualifier' in stray) return [{ problem: 'no alias', ...at(stray.qualifier), candidates: [] }];
  const relations = stray.among.map((name) => findTableOrView(schema, name.value));
  const candidates = new Set<string>();
  for (const relation of relations) {
    // Nothing is told of a relation that is not known, or not all of it.
    if (!relation || hasUntoldColumns(schema, relation) || !lacks(schema, relation, stray.column)) return [];
    for (const column of relation.columns) candidates.add(column.name);
  }
  const among = stray.among.map((name) => name.value);
  return [{ problem: 'no owner', ...at(stray.column), among, candidates: [...candidates] }];
}
/** What a statement names of a relation and the schema lacks. */
export function useProblems(schema: Schema, statement: Statement, use: RelationUse): UseProblem[] {
  const place = (range: TextRange) => ({ statement: statement.index, range: inDocument(statement, range) });
  const name = use.name.value;
  const relation = findTableOrView(schema, name);
  if (!relation) {
    // A sequence, an identity's too, is read and granted like a table.
    if (findRelation(schema, name) || !isSurelyAbsent(schema, 'table', name)) return [];
    return [{ problem: 'no relation', ...place(use.name.range), name, candidates: searchedRelations(schema) }];
  }
  if (hasUntoldColumns(schema, relation)) return [];
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
  if (isSystemColumn(value) || relation.columns.some((column) => column.name === value)) return false;
  return !isUnknownPart(schema, relation, 'column', value) && !isFunction(schema, value);
}
/** `t.f` may be `f(t)` (PostgreSQL manual, 8.16.5 Using Composite Types in Queries). */
function isFunction(schema: Schema, name: string): boolean {
  for (const [key] of schema.routines) if (key.endsWith(`\0${name}`)) return true;
  return false;
}
function searchedRelations(schema: Schema): string[] {
  return [...schema.tables.values(), ...schema.views.values()]
    .filter((each) => schema.searchPath.includes(each.schema))
    .map((each) => each.name);
}
