/** Queries, and what stands in their FROM, as terms: clause by clause, so that another is told where it surely is one. */
import { isObject, listNode, type NodeJson, scalarsOf, unwrap } from './nodes';
import { QUERY, QUERY_COLUMN, QUERY_RELATION } from './queries';
import { type Term, term } from './term';
import type { CastType } from './types';

type Read = (node: unknown) => Term;
interface TermReaders {
  readonly toTerm: Read;
  /** For what is compared part by part only. */
  readonly asNode: Read;
}
const nothing = term('form', 'none');

/** Node kind → term. */
export function queryReaders(
  toTerm: Read,
  asNode: Read,
): Readonly<Record<string, (fields: NodeJson, node: unknown) => Term>> {
  const readers = { toTerm, asNode };
  return {
    SubLink: ({ testexpr, query, ...rest }, node) =>
      query === undefined
        ? asNode(node)
        : term('query', `sublink ${scalarsOf(rest)}`, [
            testexpr === undefined ? nothing : toTerm(testexpr),
            toTerm(query),
          ]),
    JoinExpr: (fields, node) => readJoin(fields, node, readers),
    RangeSubselect: ({ lateral, query }, node) =>
      unwrap(query)?.kind === QUERY ? term('form', `from ${lateral === true}`, [toTerm(query)]) : asNode(node),
    [QUERY]: (fields) => readQuery(fields, readers),
    [QUERY_COLUMN]: ({ name, type, mayBeOther }) =>
      name === undefined
        ? term('node', 'a column')
        : term('column', String(name), [], { type: type as CastType, mayBeOther: mayBeOther === true }),
    [QUERY_RELATION]: ({ of, named, only }) =>
      of === undefined
        ? term('node', `relation ${String(named)}`)
        : term('form', `relation ${only ? 'only ' : ''}${String(of)}`),
  };
}
function readQuery({ targets, from, where, ...clauses }: NodeJson, readers: TermReaders): Term {
  const { toTerm, asNode } = readers;
  const { havingClause, limitCount, limitOffset, distinctClause, sortClause, withClause, ...rest } = clauses;
  const others = asNode(rest);
  const list = (of: unknown): Term => term('query', 'list', listNode(of).map(toTerm));
  const perhaps = (of: unknown): Term => (of === undefined ? nothing : toTerm(of));
  return term('query', others.name, [
    list(from),
    where === 'none' ? nothing : toTerm(where),
    list(targets),
    ...[havingClause, limitCount, limitOffset].map(perhaps),
    readDistinct(distinctClause, asNode),
    term(
      'form',
      'sort',
      listNode(sortClause).map((each) => readSort(each, readers)),
    ),
    readWith(withClause, readers),
    ...others.args,
  ]);
}
/** Of DISTINCT ON, the expressions. */
function readDistinct(clause: unknown, asNode: Read): Term {
  if (clause === undefined) return nothing;
  const on = listNode(clause).filter((each) => isObject(each) && Object.keys(each).length > 0);
  return on.length === 0 ? term('form', 'distinct') : asNode(clause);
}
/** The server leaves out what is so anyway. */
function readSort(node: unknown, { toTerm, asNode }: TermReaders): Term {
  const { kind, fields } = unwrap(node) ?? { kind: '', fields: {} };
  if (kind !== 'SortBy' || fields.useOp !== undefined || fields.sortby_dir === 'SORTBY_USING') return asNode(node);
  const isDown = fields.sortby_dir === 'SORTBY_DESC';
  const isFirst =
    fields.sortby_nulls === 'SORTBY_NULLS_FIRST' || (isDown && fields.sortby_nulls !== 'SORTBY_NULLS_LAST');
  return term('form', `sorted ${isDown ? 'down' : 'up'} ${isFirst ? 'first' : 'last'}`, [toTerm(fields.node)]);
}
function readWith(clause: unknown, { toTerm, asNode }: TermReaders): Term {
  if (!isObject(clause)) return nothing;
  const queries = listNode(clause.ctes).map((each) => (isObject(each) ? each.query : undefined));
  if (clause.recursive || queries.some((each) => unwrap(each)?.kind !== QUERY)) return asNode(clause);
  return term('form', 'with', queries.map(toTerm));
}
/** What USING and NATURAL join by is looked up anew. */
function readJoin(
  { jointype, larg, rarg, quals, ...rest }: NodeJson,
  node: unknown,
  { toTerm, asNode }: TermReaders,
): Term {
  const { isNatural, usingClause, alias, join_using_alias: merged } = rest;
  if (isNatural || [usingClause, alias, merged].some((each) => each !== undefined)) return asNode(node);
  return term('form', `join ${String(jointype)}`, [
    toTerm(larg),
    toTerm(rarg),
    quals === undefined ? nothing : toTerm(quals),
  ]);
}
