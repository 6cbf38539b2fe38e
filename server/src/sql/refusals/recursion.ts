/** WITH and WITH RECURSIVE: names, widths, and where a query may refer to itself (src/backend/parser/parse_cte.c). */
import { bodiesOf, entryOf, stringsOf } from '../ast';
import type { CommonTableExpr, JoinExpr, Node, RangeVar, SelectStmt, SubLink, WithClause } from '../parse';
import type { Refusals } from './refusal';

type RecursionContext = 'fine' | 'its non-recursive term' | 'a subquery' | 'an outer join' | 'INTERSECT' | 'EXCEPT';

export function withRefusals(refusals: Refusals, clause: WithClause): void {
  const tables = bodiesOf(clause.ctes, 'CommonTableExpr');
  const names = tables.map(({ ctename }) => ctename ?? '');
  for (const [i, { ctename = '', location }] of tables.entries())
    if (names.indexOf(ctename) < i) refusals.add(`WITH query name "${ctename}" specified more than once`, location);
  if (!clause.recursive) return;
  for (const table of tables) wellFormed(refusals, table);
  for (const [i, table] of tables.entries())
    for (const other of tables.slice(i + 1))
      if (refersTo(table, other.ctename) && refersTo(other, table.ctename))
        refusals.add('mutual recursion between WITH items is not implemented', other.location);
}
function refersTo(table: CommonTableExpr, name = ''): boolean {
  const walk = new References(undefined, name);
  walk.visit(table.ctequery, 'fine');
  return walk.count > 0;
}
function wellFormed(refusals: Refusals, { ctename = '', ctequery, location, ...clauses }: CommonTableExpr): void {
  const whole = new References(undefined, ctename);
  whole.visit(ctequery, 'fine');
  if (whole.count === 0) return;
  const query = `recursive query "${ctename}"`;
  if (!ctequery || !('SelectStmt' in ctequery))
    return refusals.add(`${query} must not contain data-modifying statements`, location);
  const select = ctequery.SelectStmt;
  if (select.op !== 'SETOP_UNION')
    return refusals.add(`${query} does not have the form non-recursive-term UNION [ALL] recursive-term`, location);
  const walk = new References(refusals, ctename);
  walk.visit(select.withClause?.ctes, 'a subquery');
  const decorations = { 'ORDER BY': select.sortClause, OFFSET: select.limitOffset, LIMIT: select.limitCount };
  for (const [word, part] of Object.entries({ ...decorations, 'FOR UPDATE/SHARE': select.lockingClause }))
    if (part) refusals.add(`${word} in a recursive query is not implemented`, location);
  walk.visit(asNode(select.larg), 'its non-recursive term');
  walk.visit(asNode(select.rarg), 'fine');
  const { search_clause: search, cycle_clause: cycle } = clauses;
  if (!search && !cycle) return;
  for (const [side, part] of Object.entries({ left: select.larg, right: select.rarg }))
    if (part?.op !== undefined && part.op !== 'SETOP_NONE')
      refusals.add(`with a SEARCH or CYCLE clause, the ${side} side of the UNION must be a SELECT`, location);
  traversal(refusals, { ctequery, ...clauses });
}
const asNode = (select: SelectStmt | undefined): Node | undefined => select && { SelectStmt: select };

/** What the SEARCH and CYCLE clauses name. */
function traversal(
  refusals: Refusals,
  { aliascolnames, search_clause: search, cycle_clause: cycle }: CommonTableExpr,
): void {
  const columns = aliascolnames ? stringsOf(aliascolnames) : undefined;
  const check = (kind: string, list: readonly string[], at: number | undefined): void => {
    for (const [i, name] of list.entries()) {
      if (list.indexOf(name) < i) refusals.add(`${kind} column "${name}" specified more than once`, at);
      if (columns && !columns.includes(name))
        refusals.add(`${kind} column "${name}" not in WITH query column list`, at);
    }
  };
  const made: [string, string | undefined, number | undefined][] = [
    ['search sequence', search?.search_seq_column, search?.location],
    ['cycle mark', cycle?.cycle_mark_column, cycle?.location],
    ['cycle path', cycle?.cycle_path_column, cycle?.location],
  ];
  if (search) check('search', stringsOf(search.search_col_list), search.location);
  if (cycle) check('cycle', stringsOf(cycle.cycle_col_list), cycle.location);
  for (const [i, [what, name, at]] of made.entries()) {
    if (name === undefined) continue;
    if (columns?.includes(name))
      refusals.add(`${what} column name "${name}" already used in WITH query column list`, at);
    const same = made.slice(0, i).find((each) => each[1] === name);
    if (same) refusals.add(`${same[0]} column name and ${what} column name are the same`, at);
  }
}

/** `checkWellFormedRecursionWalker`: references to the query itself, by where they stand. */
class References {
  count = 0;
  constructor(
    readonly refusals: Refusals | undefined,
    readonly name: string,
  ) {}

  visit(value: unknown, context: RecursionContext): void {
    if (Array.isArray(value)) for (const item of value) this.visit(item, context);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    const { kind, body } = entryOf(value as Node) ?? { kind: '', body: {} };
    if (typeof body !== 'object' || body === null) return;
    if (kind === 'RangeVar') this.#relation(body, context);
    else if (kind === 'SelectStmt') this.#select(body, context);
    else if (kind === 'JoinExpr') this.#join(body, context);
    else if (kind === 'SubLink') {
      const { subselect, testexpr } = body as SubLink;
      this.visit(testexpr, context);
      this.visit(subselect, 'a subquery');
    } else for (const child of Object.values(value)) this.#members(child, context);
  }
  #members(body: unknown, context: RecursionContext): void {
    if (typeof body !== 'object' || body === null) return;
    for (const child of Array.isArray(body) ? body : Object.values(body)) this.visit(child, context);
  }
  #relation({ relname, schemaname, location }: RangeVar, context: RecursionContext): void {
    if (schemaname !== undefined || relname !== this.name) return;
    this.count++;
    const reference = `recursive reference to query "${this.name}" must not appear`;
    if (context !== 'fine') this.refusals?.add(`${reference} within ${context}`, location);
    else if (this.count > 1) this.refusals?.add(`${reference} more than once`, location);
  }
  #select(select: SelectStmt, context: RecursionContext): void {
    const { withClause, larg, rarg, ...rest } = select;
    const inner = bodiesOf(withClause?.ctes, 'CommonTableExpr');
    const hides = inner.findIndex(({ ctename }) => ctename === this.name);
    // One that is hidden by an inner query of its name is seen up to that.
    for (const { ctequery } of hides < 0 ? inner : inner.slice(0, withClause?.recursive ? 0 : hides + 1))
      this.visit(ctequery, context);
    if (hides >= 0) return;
    const except = select.op === 'SETOP_EXCEPT';
    const all = select.all === true;
    const left = all && except ? 'EXCEPT' : all && select.op === 'SETOP_INTERSECT' ? 'INTERSECT' : context;
    this.visit(asNode(larg), left);
    this.visit(asNode(rarg), except ? 'EXCEPT' : left);
    if (select.op === 'SETOP_UNION' || select.op === 'SETOP_NONE' || select.op === undefined) {
      const before = this.count;
      this.#members(rest, context);
      if (this.count > before && context === 'fine') this.#aggregates(rest);
    } else this.#members(rest, context);
  }
  #aggregates({ targetList, fromClause }: Pick<SelectStmt, 'targetList' | 'fromClause'>): void {
    const isDirect = bodiesOf(fromClause, 'RangeVar').some((each) => !each.schemaname && each.relname === this.name);
    if (!isDirect || !this.refusals) return;
    this.refusals.aggregates(targetList, "aggregate functions are not allowed in a recursive query's recursive term");
  }
  #join({ jointype, larg, rarg, quals }: JoinExpr, context: RecursionContext): void {
    const outer = (type: JoinExpr['jointype']): RecursionContext =>
      jointype === type || jointype === 'JOIN_FULL' ? 'an outer join' : context;
    this.visit(larg, outer('JOIN_RIGHT'));
    this.visit(rarg, outer('JOIN_LEFT'));
    this.visit(quals, context);
  }
}
