/** Queries and changes of rows, and what of them came with which version. */
import { Lexer } from '../../text/lexer';
import { stringsOf, walk } from '../ast';
import type { Node } from '../parse';
import { type Construct, having, isSet, type NodeBody, of, option } from './construct';

export const newerQueries: readonly Construct[] = [
  {
    since: 14,
    what: 'GROUP BY DISTINCT',
    words: /\bgroup\s+by\s+distinct\b/i,
    isIn: having('groupDistinct', 'SelectStmt'),
  },
  {
    since: 14,
    what: 'SEARCH',
    words: /\bsearch\s+(?:breadth|depth)\b/i,
    isIn: having('search_clause', 'CommonTableExpr'),
  },
  { since: 14, what: 'CYCLE', words: /\bcycle\b/i, isIn: having('cycle_clause', 'CommonTableExpr') },
  {
    since: 14,
    what: 'an alias of JOIN … USING',
    words: /\busing\b/i,
    isIn: having('join_using_alias', 'JoinExpr'),
  },
  { since: 15, what: 'MERGE', words: /\bmerge\s+into\b/i, isIn: of('MergeStmt') },
  {
    since: 16,
    what: 'a number with underscores or a base',
    words: /(?<![\w$."'])(?:\d+_\d[\d_]*|0[xob]_?[\da-f][\da-f_]*)/i,
    isIn: (kind, { location }, text) =>
      kind === 'A_Const' &&
      typeof location === 'number' &&
      /^-?\s*(?:\d+_|0[xob])/i.test(text.slice(location, location + 80)),
  },
  { since: 16, what: 'a vertical tab as white space', words: /\v/, isIn: (_kind, _body, text) => spacedByTab(text) },
  {
    since: 16,
    what: 'a subquery in FROM without an alias',
    words: /\b(?:from|join|lateral)\s*\(|,\s*\(\s*(?:select|values|with)\b/i,
    isIn: (kind, body) => kind === 'RangeSubselect' && !isSet(body.alias),
  },
  {
    since: 16,
    what: 'the JSON constructors and IS JSON of the SQL standard',
    words: /\bjson_(?:object|array)|\bis\s+(?:not\s+)?json\b/i,
    isIn: of(
      'JsonObjectConstructor',
      'JsonArrayConstructor',
      'JsonArrayQueryConstructor',
      'JsonObjectAgg',
      'JsonArrayAgg',
      'JsonIsPredicate',
    ),
  },
  { since: 16, what: 'DEFAULT of COPY', words: /\bdefault\b/i, isIn: option('CopyStmt', 'default') },
  {
    since: 17,
    what: 'WHEN NOT MATCHED BY SOURCE',
    words: /\bmatched\s+by\s+source\b/i,
    isIn: (kind, body) => kind === 'MergeWhenClause' && body.matchKind === 'MERGE_WHEN_NOT_MATCHED_BY_SOURCE',
  },
  {
    since: 17,
    what: 'RETURNING of MERGE',
    words: /\breturning\b/i,
    isIn: having('returningClause', 'MergeStmt'),
  },
  {
    since: 17,
    what: 'the JSON query functions of the SQL standard',
    words: /\bjson_(?:table|exists|query|value|scalar|serialize)\b/i,
    isIn: of('JsonTable', 'JsonFuncExpr', 'JsonScalarExpr', 'JsonSerializeExpr'),
  },
  {
    since: 17,
    what: 'AT LOCAL',
    words: /\bat\s+local\b/i,
    isIn: (kind, body) =>
      kind === 'FuncCall' &&
      body.funcformat === 'COERCE_SQL_SYNTAX' &&
      stringsOf(body.funcname as Node[]).at(-1) === 'timezone' &&
      (body.args as readonly Node[] | undefined)?.length === 1,
  },
  {
    since: 17,
    what: 'this option of COPY',
    words: /\b(?:on_error|log_verbosity)\b/i,
    isIn: option('CopyStmt', 'on_error', 'log_verbosity'),
  },
  {
    since: 18,
    what: 'OLD and NEW in RETURNING',
    words: /\breturning\b/i,
    // A rule has an OLD and a NEW of its own.
    isIn: (kind, body, text) =>
      /^(?:Insert|Update|Delete|Merge)Stmt$/.test(kind) && !inRule.test(text) && returnsOldOrNew(body),
  },
  {
    since: 18,
    what: 'ONLY of VACUUM and ANALYZE',
    words: /\bonly\b/i,
    isIn: (kind, body) =>
      kind === 'VacuumRelation' && body.relation !== undefined && !isSet((body.relation as NodeBody).inh),
  },
  { since: 18, what: 'REJECT_LIMIT of COPY', words: /\breject_limit\b/i, isIn: option('CopyStmt', 'reject_limit') },
];

/** Between two tokens: within a string or a comment it stands for itself. */
function spacedByTab(text: string): boolean {
  const lexer = new Lexer(text);
  for (let end = 0; lexer.next(); end = lexer.end) if (text.slice(end, lexer.start).includes('\v')) return true;
  return false;
}
const inRule = /^\s*create\s+(?:or\s+replace\s+)?rule\b/i;
/** Where no relation of the statement has that name; before, they could only be such a name. */
function returnsOldOrNew({ returningClause, ...statement }: NodeBody): boolean {
  if (returningClause === undefined) return false;
  const clause = returningClause as { readonly options?: readonly unknown[]; readonly exprs?: unknown };
  if (isSet(clause.options)) return true;
  const named = new Set<string>();
  walk(statement, (_kind, body) => {
    const alias = body.alias as NodeBody | undefined;
    for (const name of [body.relname, alias?.aliasname]) if (typeof name === 'string') named.add(name);
    return true;
  });
  const relation = statement.relation as { readonly relname?: string; readonly alias?: NodeBody } | undefined;
  for (const name of [relation?.relname, relation?.alias?.aliasname]) if (typeof name === 'string') named.add(name);
  let found = false;
  walk(clause.exprs, (kind, body) => {
    const [first = '', ...more] = kind === 'ColumnRef' ? stringsOf(body.fields as Node[]) : [];
    const isRow = more.length > 0 || (kind === 'ColumnRef' && (body.fields as Node[]).length > 1);
    if (isRow && /^(?:old|new)$/.test(first) && !named.has(first)) found = true;
    return true;
  });
  return found;
}
