/**
 * A tree with the queries in it in one form: columns by the relation of the FROM that they are of, relations by their
 * schema, stars written out, what only EXISTS passes over left out. A file's own text and what the server prints of it then
 * are alike: it qualifies every column, makes aliases, writes out stars and numbers (src/backend/utils/adt/ruleutils.c).
 */
import { resultName } from '../../sql/expression';
import { isObject, listNode, type NodeJson, stringNodes, unwrap } from './nodes';
import type { NamedRelation, QueryNames } from './query-names';
import { type RangeEntry, type ResolvedColumn, Scope } from './query-scope';

/** Node kinds of this form: a query, a column of one of its relations, a relation. */
export const QUERY = 'DevschemaQuery';
export const QUERY_COLUMN = 'DevschemaColumn';
export const QUERY_RELATION = 'DevschemaRelation';

/** An expression's tree. */
export function withQueries(tree: unknown, names: QueryNames): unknown {
  return new Reader(names).node(tree, new Scope(undefined, names.own));
}

interface ReadQuery {
  readonly query: unknown;
  readonly columns: NamedRelation['columns'];
}
class Reader {
  #entries = 0;
  constructor(readonly names: QueryNames) {}

  node(value: unknown, scope: Scope): unknown {
    if (Array.isArray(value)) return value.map((each) => this.node(each, scope));
    if (!isObject(value)) return value;
    const read = unwrap(value);
    if (read?.kind === 'ColumnRef') return this.#column(read.fields, value, scope);
    const field = read?.kind === 'A_Indirection' ? fieldOfRow(read.fields, scope) : undefined;
    if (field) return this.#column(field, value, scope);
    if (read?.kind === 'SelectStmt') return this.#select(read.fields, scope, false, this.names.outputs).query;
    if (read?.kind === 'SubLink') return { SubLink: this.#subLink(read.fields, scope) };
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, this.node(each, scope)]));
  }
  #column({ fields }: NodeJson, node: unknown, scope: Scope): unknown {
    const path = stringNodes(fields);
    const isStar = path.length < listNode(fields).length;
    // The row that a trigger is about.
    if (!isStar && path.length === 2 && (path[0] === 'new' || path[0] === 'old')) return node;
    return columnNode(scope.column(isStar ? [...path, '*'] : path), isStar);
  }
  #subLink({ subselect, testexpr, operName, ...rest }: NodeJson, scope: Scope): NodeJson {
    const { query } = this.#select(unwrap(subselect)?.fields ?? {}, scope, rest.subLinkType === 'EXISTS_SUBLINK');
    // `= ANY (SELECT …)` is printed as IN.
    const operator = stringNodes(operName).at(-1);
    return { ...rest, ...(operator === '=' ? {} : { operator }), testexpr: this.node(testexpr, scope), query };
  }

  /** `isAsked`: only whether it gives a row. `outputs`: how many columns it gives, where that is known. */
  #select(fields: NodeJson, outer: Scope, isAsked = false, outputs?: number): ReadQuery {
    const scope = new Scope(outer, undefined);
    const withClause = this.#with(fields.withClause, scope);
    const { larg, rarg, sortClause, ...rest } = fields;
    if (isObject(larg) && isObject(rarg)) {
      const [left, right] = [larg, rarg].map((side) => this.#select(side, scope, false, outputs)) as [
        ReadQuery,
        ReadQuery,
      ];
      const { targetList: _, fromClause: __, ...more } = rest;
      const sorted = listNode(sortClause).map((each) => sortedBy(each, (node) => positionOf(node, left.columns)));
      const others = this.node({ ...more, withClause: undefined, sortClause: sorted }, scope);
      return {
        query: { [QUERY]: { ...(others as NodeJson), withClause, targets: [left.query, right.query] } },
        columns: left.columns,
      };
    }
    const from = listNode(fields.fromClause).map((each) => this.#from(each, scope));
    const targets = listNode(fields.targetList).map((each) => unwrap(each)?.fields ?? {});
    const values = withoutLater(
      targets.map((target) => ({ isStar: isStarTarget(target.val), columns: this.#target(target, scope) })),
      outputs,
    );
    const { targetList: _, fromClause: __, whereClause, groupClause, ...more } = rest;
    const others = this.node({ ...more, withClause: undefined }, scope) as NodeJson;
    const target = (node: unknown, outputs?: typeof values): unknown => {
      const at = positionOf(node, outputs);
      return typeof at === 'number' ? values[at]?.node : this.node(node, scope);
    };
    const isLeftOut = isAsked && values.every(({ node }) => isPlain(node));
    const query = {
      ...others,
      groupClause: listNode(groupClause).map((each) => target(each)),
      sortClause: listNode(sortClause).map((each) => sortedBy(each, (node) => target(node, values))),
      withClause,
      from,
      targets: isLeftOut ? [] : values.map(({ node }) => node),
      where: whereClause === undefined ? 'none' : this.node(whereClause, scope),
    };
    const listed = unwrap(listNode(rest.valuesLists)[0]);
    const columns = listed
      ? listNode(listed.fields.items).map((_, at) => ({ name: `column${at + 1}` }))
      : values.some(({ name }) => name === undefined)
        ? undefined
        : values.map(({ name, type }) => ({ name: name!, type }));
    return { query: { [QUERY]: query }, columns };
  }
  #with(clause: unknown, scope: Scope): unknown {
    if (!isObject(clause)) return undefined;
    const ctes = listNode(clause.ctes).map((each) => {
      const { ctename, aliascolnames, ctequery, ...rest } = unwrap(each)?.fields ?? {};
      const query = unwrap(ctequery);
      const names = stringNodes(aliascolnames);
      // One that names itself.
      if (clause.recursive)
        scope.ctes.set(String(ctename), names.length > 0 ? names.map((name) => ({ name })) : undefined);
      const made = query?.kind === 'SelectStmt' ? this.#select(query.fields, scope) : undefined;
      scope.ctes.set(String(ctename), withNames(made?.columns, names));
      return { ...rest, query: made ? made.query : this.node(ctequery, scope) };
    });
    return { recursive: clause.recursive, ctes };
  }
  #target(
    { val, name }: NodeJson,
    scope: Scope,
  ): { node: unknown; name: string | undefined; type?: ResolvedColumn['type'] }[] {
    const read = unwrap(val);
    const path = read?.kind === 'ColumnRef' ? stringNodes(read.fields.fields) : [];
    if (!isStarTarget(val)) {
      const type = path.length > 0 ? scope.column(path)?.type : undefined;
      return [{ node: this.node(val, scope), name: String(name ?? resultName(val)), type }];
    }
    const [table, schema] = [...path].reverse();
    const entry = table === undefined ? undefined : scope.entry({ name: table, ...(schema ? { schema } : {}) });
    const entries = table === undefined ? scope.entries : entry && entry !== 'own' ? [entry] : [];
    if (entries.length === 0 || entries.some(({ columns }) => columns === undefined))
      return [{ node: this.node(val, scope), name: undefined }];
    return entries.flatMap((each) =>
      each.columns!.map(({ name: column, type }) => ({
        node: columnNode({ entry: each, column, type }, false),
        name: column,
        type,
      })),
    );
  }

  #from(item: unknown, scope: Scope): unknown {
    const { kind, fields } = unwrap(item) ?? { kind: '', fields: {} };
    const { aliasname, colnames } = isObject(fields.alias) ? fields.alias : {};
    const alias = typeof aliasname === 'string' ? aliasname : undefined;
    const { alias: _, ...rest } = fields;
    switch (kind) {
      case 'RangeVar':
        return this.#relation(fields, alias, stringNodes(colnames), scope);
      case 'RangeSubselect': {
        const { query, columns } = this.#select(unwrap(fields.subquery)?.fields ?? {}, scope);
        this.#enter(scope, alias, undefined, withNames(columns, stringNodes(colnames)));
        return { RangeSubselect: { lateral: fields.lateral, query } };
      }
      case 'RangeFunction': {
        const read = this.node({ ...rest, lateral: undefined }, scope);
        this.#enter(
          scope,
          alias ?? functionName(fields),
          undefined,
          functionColumns(fields, alias, stringNodes(colnames)),
        );
        return { RangeFunction: read };
      }
      case 'JoinExpr': {
        const sides = { larg: this.#from(fields.larg, scope), rarg: this.#from(fields.rarg, scope) };
        return { JoinExpr: { ...rest, ...sides, quals: this.node(fields.quals, scope), alias } };
      }
      default:
        return this.node(item, scope);
    }
  }
  #relation(fields: NodeJson, alias: string | undefined, columns: readonly string[], scope: Scope): unknown {
    const name = String(fields.relname);
    const schema = typeof fields.schemaname === 'string' ? fields.schemaname : undefined;
    const cte = schema === undefined ? scope.cte(name) : undefined;
    const found = cte ? undefined : this.names.relation({ name, ...(schema === undefined ? {} : { schema }) });
    this.#enter(scope, alias ?? name, found?.key, withNames((cte ?? found)?.columns, columns));
    const of = cte ? `with ${name}` : (found?.key.replace('\0', '.') ?? undefined);
    return { [QUERY_RELATION]: { of, named: name, only: fields.inh !== true } };
  }
  #enter(scope: Scope, name: string | undefined, key: string | undefined, columns: RangeEntry['columns']): void {
    scope.entries.push({ id: this.#entries++, name, key, columns });
  }
}

function isStarTarget(target: unknown): boolean {
  const read = unwrap(target);
  const fields = read?.kind === 'ColumnRef' ? read.fields.fields : [];
  return stringNodes(fields).length < listNode(fields).length;
}
/** A star stands for what its relation had when the view was made: where there is one, it is without what came later. */
function withoutLater<Column>(
  targets: readonly { readonly isStar: boolean; readonly columns: readonly Column[] }[],
  outputs: number | undefined,
): readonly Column[] {
  const all = targets.flatMap(({ columns }) => columns);
  const later = all.length - (outputs ?? all.length);
  if (later <= 0 || targets.filter(({ isStar }) => isStar).length !== 1) return all;
  return targets.flatMap(({ isStar, columns }) => (isStar ? columns.slice(0, -later) : columns));
}
/** `(u).email` of a relation's row: the server stores its column. */
function fieldOfRow({ arg, indirection }: NodeJson, scope: Scope): NodeJson | undefined {
  const row = unwrap(arg);
  const fields = row?.kind === 'ColumnRef' ? listNode(row.fields.fields) : [];
  const [part, ...more] = listNode(indirection);
  const isOne = unwrap(part)?.kind === 'String' && more.length === 0;
  if (!isOne || fields.length !== 1 || scope.column(stringNodes(fields))?.column !== '*') return undefined;
  return { fields: [...fields, part] };
}
function columnNode(found: ResolvedColumn | undefined, isStar: boolean): unknown {
  if (!found) return { [QUERY_COLUMN]: { name: undefined } };
  const { entry, column, type, mayBeOther } = found;
  if (entry === 'own')
    return { [QUERY_COLUMN]: { name: isStar || column === '*' ? `own.${column}` : column, type, mayBeOther } };
  // By its place, where names are the query's own.
  const at = entry.key === undefined ? (entry.columns?.findIndex(({ name }) => name === column) ?? -1) : -1;
  return { [QUERY_COLUMN]: { name: `${entry.id}.${at < 0 ? column : at}`, type, mayBeOther } };
}
function withNames(columns: NamedRelation['columns'], names: readonly string[]): NamedRelation['columns'] {
  if (names.length === 0) return columns;
  return columns
    ? columns.map((column, at) => ({ ...column, name: names[at] ?? column.name }))
    : names.map((name) => ({ name }));
}
function calledIn({ functions }: NodeJson): { readonly kind: string; readonly fields: NodeJson } | undefined {
  const [only, ...more] = listNode(functions);
  return more.length > 0 ? undefined : unwrap(listNode(unwrap(only)?.fields.items)[0]);
}
const functionName = (fields: NodeJson): string | undefined => stringNodes(calledIn(fields)?.fields.funcname).at(-1);
/** Functions of pg_catalog that give one column, which has the alias's name. */
const ofOneColumn: ReadonlySet<string> = new Set([
  'unnest',
  'generate_series',
  'generate_subscripts',
  'regexp_split_to_table',
  'string_to_table',
  'json_array_elements_text',
  'jsonb_array_elements_text',
  'json_object_keys',
  'jsonb_object_keys',
]);
function functionColumns(fields: NodeJson, alias: string | undefined, names: readonly string[]): RangeEntry['columns'] {
  const listed = listNode(fields.coldeflist).flatMap((each) => String(unwrap(each)?.fields.colname ?? ''));
  const given = names.length > 0 ? names : listed;
  if (given.length > 0) return given.map((name) => ({ name }));
  const called = functionName(fields);
  const isOne =
    called !== undefined && ofOneColumn.has(called) && fields.coldeflist === undefined && !fields.ordinality;
  return isOne ? [{ name: alias ?? called }] : undefined;
}
/** `ORDER BY 2`, or an output's name: which of them. */
function positionOf(node: unknown, columns: readonly { readonly name: string | undefined }[] | undefined): unknown {
  const read = unwrap(node);
  const number = read?.kind === 'A_Const' && isObject(read.fields.ival) ? Number(read.fields.ival.ival) : undefined;
  if (number !== undefined) return number - 1;
  const path = read?.kind === 'ColumnRef' ? stringNodes(read.fields.fields) : [];
  const at = path.length === 1 ? (columns?.findIndex(({ name }) => name === path[0]) ?? -1) : -1;
  return at < 0 ? node : at;
}
function sortedBy(sort: unknown, by: (node: unknown) => unknown): unknown {
  const read = unwrap(sort);
  return read?.kind === 'SortBy' ? { SortBy: { ...read.fields, node: by(read.fields.node) } } : sort;
}
/** It can neither fail nor do anything. */
function isPlain(node: unknown): boolean {
  const kind = unwrap(node)?.kind;
  return kind === 'A_Const' || kind === QUERY_COLUMN;
}
