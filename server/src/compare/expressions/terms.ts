/**
 * PostgreSQL's parse tree of an expression as a small term, with what parse analysis rewrites already rewritten: IN,
 * BETWEEN and LIKE, AND and OR flattened, casts moved aside (src/backend/parser/parse_expr.c). The server simplifies
 * nothing else before it stores a default, a check or an index expression.
 */
import { parseArray } from './literals';
import { isObject, listNode, type NodeJson, scalarsOf, stringNodes, unwrap } from './nodes';
import { queryReaders } from './query-terms';
import { cast, constant, readValueFunction, type Term, term } from './term';
import { type CastType, castType } from './types';

/** Node kind → term. A kind that is not here stays opaque. */
const termReaders: Readonly<Record<string, (fields: NodeJson, node: unknown) => Term>> = {
  A_Const: readConstant,
  ColumnRef: (fields, node) => {
    const path = stringNodes(fields.fields);
    const name = path.at(-1);
    if (name === undefined || path.length < listNode(fields.fields).length) return asNode(node);
    const row = path.length === 2 ? rowOfTrigger.exec(path[0]!)?.[0] : undefined;
    return term('column', row === undefined ? name : `${row}.${name}`);
  },
  TypeCast: (fields) => cast(toTerm(fields.arg), castType(fields.typeName)),
  FuncCall: readCall,
  A_Expr: readOperator,
  BoolExpr: readBoolean,
  NullTest: (fields) =>
    term('form', fields.nulltesttype === 'IS_NOT_NULL' ? 'is not null' : 'is null', [toTerm(fields.arg)]),
  BooleanTest: (fields) => term('form', String(fields.booltesttype ?? 'IS_TRUE'), [toTerm(fields.arg)]),
  CaseExpr: readCase,
  CoalesceExpr: (fields) => term('form', 'coalesce', terms(fields.args)),
  MinMaxExpr: (fields) => term('form', fields.op === 'IS_LEAST' ? 'least' : 'greatest', terms(fields.args)),
  A_ArrayExpr: (fields) => term('array', '', terms(fields.elements)),
  RowExpr: (fields) => term('form', 'row', terms(fields.args)),
  CollateClause: (fields) => term('form', `collate ${stringNodes(fields.collname).at(-1) ?? ''}`, [toTerm(fields.arg)]),
  SQLValueFunction: readValueFunction,
  A_Indirection: readIndirection,
  ...queryReaders(toTerm, asNode),
};
/** The rows that a trigger is about. */
const rowOfTrigger = /^(?:new|old)$/;
export function toTerm(node: unknown): Term {
  const read = unwrap(node);
  const reader = read && termReaders[read.kind];
  return reader ? reader(read.fields, node) : asNode(node);
}
function terms(nodes: unknown): Term[] {
  return listNode(nodes).map(toTerm);
}
/** Whatever it is: what stands in it by itself is its name, nodes and lists are its parts. */
function asNode(value: unknown): Term {
  if (Array.isArray(value)) return term('node', 'list', value.map(toTerm));
  if (!isObject(value)) return term('node', JSON.stringify(value) ?? '');
  const parts = Object.entries(value).filter(([, part]) => typeof part === 'object' && part !== null);
  const name = `${scalarsOf(value)} ${parts.map(([key]) => key).join()}`;
  const isNode = parts.length === 1 && Object.keys(value).length === 1;
  return term(
    'node',
    name,
    parts.map(([, part]) => (isNode || Array.isArray(part) ? asNode(part) : toTerm(part))),
  );
}
function readConstant(fields: NodeJson, node: unknown): Term {
  if (fields.isnull) return constant('null', null);
  const { ival, fval, sval, boolval, bsval } = fields;
  if (isObject(ival)) return constant('number', String(ival.ival ?? 0));
  if (isObject(fval)) return constant('number', String(fval.fval ?? 0));
  if (isObject(sval)) return constant('string', String(sval.sval ?? ''));
  if (isObject(boolval)) return constant('boolean', boolval.boolval ? 'true' : 'false');
  if (isObject(bsval)) {
    const text = String(bsval.bsval ?? '');
    return text.startsWith('b') ? cast(constant('string', text.slice(1)), { name: 'bit' }) : asNode(node);
  }
  return asNode(node);
}

/** Functions that are one: aliases of the server, and what a version calls otherwise. */
const sameFunction: Readonly<Record<string, string>> = {
  transaction_timestamp: 'now',
  date_part: 'extract',
  character_length: 'length',
  char_length: 'length',
  power: 'pow',
  ceiling: 'ceil',
};
function readCall(fields: NodeJson, node: unknown): Term {
  const path = stringNodes(fields.funcname);
  const plain = ['agg_order', 'agg_filter', 'over', 'agg_within_group', 'agg_star', 'agg_distinct', 'func_variadic'];
  if (plain.some((key) => fields[key] !== undefined && fields[key] !== false)) return asNode(node);
  const schema = path.length > 1 ? path.at(-2) : undefined;
  const name = path.at(-1) ?? '';
  const user = schema !== undefined && schema !== 'pg_catalog';
  return term('call', user ? name : (sameFunction[name] ?? name), terms(fields.args), user ? { schema } : {});
}

function readOperator(fields: NodeJson, node: unknown): Term {
  const name = stringNodes(fields.name).at(-1) ?? '';
  const left = fields.lexpr === undefined ? undefined : toTerm(fields.lexpr);
  switch (fields.kind) {
    case 'AEXPR_OP':
    case 'AEXPR_LIKE':
    case 'AEXPR_ILIKE':
    case 'AEXPR_SIMILAR':
      return operator(name, left, toTerm(fields.rexpr));
    case 'AEXPR_OP_ANY':
    case 'AEXPR_OP_ALL':
      return quantified(fields.kind === 'AEXPR_OP_ANY' ? 'any' : 'all', name, left!, toTerm(fields.rexpr));
    case 'AEXPR_IN':
      return readIn(name, left!, terms(unwrap(fields.rexpr)?.fields.items)) ?? asNode(node);
    case 'AEXPR_BETWEEN':
    case 'AEXPR_NOT_BETWEEN': {
      const [low, high] = terms(unwrap(fields.rexpr)?.fields.items);
      if (!left || !low || !high) return asNode(node);
      return fields.kind === 'AEXPR_BETWEEN' ? between(left, low, high) : notBetween(left, low, high);
    }
    case 'AEXPR_BETWEEN_SYM':
    case 'AEXPR_NOT_BETWEEN_SYM': {
      const [one, other] = terms(unwrap(fields.rexpr)?.fields.items);
      if (!left || !one || !other) return asNode(node);
      return fields.kind === 'AEXPR_BETWEEN_SYM'
        ? logical('or', [between(left, one, other), between(left, other, one)])
        : logical('and', [notBetween(left, one, other), notBetween(left, other, one)]);
    }
    case 'AEXPR_DISTINCT':
      return distinct(left!, toTerm(fields.rexpr), node);
    case 'AEXPR_NOT_DISTINCT': {
      const found = distinct(left!, toTerm(fields.rexpr), node);
      return found.kind === 'node' ? found : term('form', 'not', [found]);
    }
    case 'AEXPR_NULLIF':
      return term('form', String(fields.kind), [left!, toTerm(fields.rexpr)]);
    default:
      return asNode(node);
  }
}
const between = (value: Term, low: Term, high: Term): Term =>
  logical('and', [operator('>=', value, low), operator('<=', value, high)]);
const notBetween = (value: Term, low: Term, high: Term): Term =>
  logical('or', [operator('<', value, low), operator('>', value, high)]);
/** `make_row_distinct_op`: rows differ where one of their fields does. `row(t.*)` has as many as the table. */
function distinct(left: Term, right: Term, node: unknown): Term {
  const pair = [left, right];
  if (pair.some((one) => isRow(one) && one.args.some(({ kind }) => kind === 'node'))) return asNode(node);
  if (!pair.every(isRow) || left.args.length !== right.args.length) return term('form', 'distinct', pair);
  return logical(
    'or',
    left.args.map((part, at) => term('form', 'distinct', [part, right.args[at]!])),
  );
}
const mirrors: Readonly<Record<string, string>> = { '<': '>', '>': '<', '<=': '>=', '>=': '<=', '=': '=', '<>': '<>' };
function operator(name: string, left: Term | undefined, right: Term): Term {
  if (!left) {
    if (name === '-' && right.kind === 'constant' && right.casts.length === 0 && right.written === 'number')
      return { ...right, value: right.value?.startsWith('-') ? right.value.slice(1) : `-${right.value}` };
    return term('operator', name, [right]);
  }
  const mirror = mirrors[name];
  if (isRow(left) && isRow(right) && left.args.length === right.args.length && (name === '=' || name === '<>'))
    return logical(
      name === '=' ? 'and' : 'or',
      left.args.map((part, at) => operator(name, part, right.args[at]!)),
    );
  if (mirror !== undefined && left.kind === 'constant' && right.kind !== 'constant')
    return term('operator', mirror, [right, left]);
  return term('operator', name, [left, right]);
}

const isRow = (of: Term): boolean => of.kind === 'form' && of.name === 'row';
/** The same comparison the other way round. */
export function mirrored(of: Term): Term | undefined {
  const name = of.kind === 'operator' && of.args.length === 2 ? mirrors[of.name] : undefined;
  return name === undefined ? undefined : { ...of, name, args: [...of.args].reverse() };
}

/** `transformAExprIn`: what names no column together as = ANY, what does as one = each; a single one is a plain =. */
function readIn(name: string, left: Term, items: readonly Term[]): Term | undefined {
  // Whether a query names a column of the one around it is not told here.
  if (items.length > 1 && items.some(holdsQuery)) return undefined;
  const isFixed = (item: Term): boolean => !isRow(item) && !namesColumn(item);
  const fixed = items.filter(isFixed);
  const others = items.filter((item) => !isFixed(item));
  if (fixed.length < 2)
    return logical(
      name === '=' ? 'or' : 'and',
      [...fixed, ...others].map((item) => operator(name, left, item)),
    );
  const many = quantified(name === '=' ? 'any' : 'all', name, left, term('array', '', fixed));
  return logical(name === '=' ? 'or' : 'and', [many, ...others.map((item) => operator(name, left, item))]);
}
const namesColumn = ({ kind, name, args }: Term): boolean =>
  kind === 'column' || (kind === 'node' && name.endsWith(' ColumnRef')) || args.some(namesColumn);
const holdsQuery = ({ kind, args }: Term): boolean => kind === 'query' || args.some(holdsQuery);
function quantified(how: 'any' | 'all', name: string, left: Term, right: Term): Term {
  const bare = right.kind === 'constant' && right.written === 'string' && right.casts.length === 0;
  const items = elements(bare ? cast(right, { name: 'text', array: true }) : right)?.map((item) =>
    bare ? { ...item, casts: [] } : item,
  );
  const [only] = items ?? [];
  if (items?.length === 1 && only) return operator(name, left, only);
  return items ? term('any', `${how} ${name}`, [left, ...items]) : term('form', `${how} ${name}`, [left, right]);
}
/** The elements of ARRAY[…] or of an array constant, each with the casts of the whole. */
export function elements(array: Term): readonly Term[] | undefined {
  const elementCasts = array.casts.map((type) => type && elementType(type));
  if (array.kind === 'array') return array.args.map((item) => ({ ...item, casts: [...item.casts, ...elementCasts] }));
  if (array.kind !== 'constant' || array.written !== 'string' || !array.casts.some((type) => type?.array))
    return undefined;
  return parseArray(array.value ?? '')?.map((value) => ({
    ...constant(value === null ? 'null' : 'string', value),
    casts: elementCasts,
  }));
}
function elementType(type: CastType): CastType {
  const { array: _, ...element } = type;
  return element;
}

function readBoolean(fields: NodeJson): Term {
  const args = terms(fields.args);
  if (fields.boolop === 'AND_EXPR') return logical('and', args);
  if (fields.boolop === 'OR_EXPR') return logical('or', args);
  const [inner] = args;
  if (inner?.kind === 'form' && inner.name === 'is null') return { ...inner, name: 'is not null' };
  if (inner?.kind === 'form' && inner.name === 'is not null') return { ...inner, name: 'is null' };
  return term('form', 'not', args);
}
function logical(kind: 'and' | 'or', args: readonly Term[]): Term {
  const flat = args.flatMap((arg) => (arg.kind === kind && arg.casts.length === 0 ? arg.args : [arg]));
  return flat.length === 1 && flat[0] ? flat[0] : term(kind, '', flat);
}

function readCase(fields: NodeJson): Term {
  const parts = [fields.arg === undefined ? term('form', 'no argument') : toTerm(fields.arg)];
  for (const when of listNode(fields.args)) {
    const branch = unwrap(when)?.fields;
    parts.push(toTerm(branch?.expr), toTerm(branch?.result));
  }
  parts.push(fields.defresult === undefined ? constant('null', null) : toTerm(fields.defresult));
  return term('form', 'case', parts);
}

function readIndirection(fields: NodeJson): Term {
  const steps = listNode(fields.indirection).map((step) => {
    const node = unwrap(step);
    if (node?.kind === 'A_Indices' && node.fields.is_slice === undefined)
      return term('form', 'index', [toTerm(node.fields.uidx)]);
    if (node?.kind === 'String') return term('form', `field ${String(node.fields.sval)}`);
    return asNode(step);
  });
  return term('form', 'indirection', [toTerm(fields.arg), ...steps]);
}
