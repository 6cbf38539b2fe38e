/** Functions written in SQL: their statements, and whether the last one gives what the function returns. */

import type { SqlType } from '../model/types';
import { bodiesOf, stringsOf } from '../sql/ast';
import { type CreateFunctionStmt, type Node, parse, type TypeName } from '../sql/parse';
import { bodyToken } from '../sql/plpgsql/routine-body';
import { isOutput, sqlType } from '../sql/types';
import { stringBody } from '../text/literals';
import { byteLength } from '../text/names';
import { copiedProblem } from './copied-types';
import type { Queries } from './queries';
import type { Report } from './report';
import { parametersOf, signatureOfStatement } from './routines';
import { type Output, type Outputs, Scope } from './scope';
import type { Type } from './signatures';
import { isPolymorphic, type Types } from './types';

/** The types of arguments and result, and the language (`compute_return_type`, `interpret_function_parameter_list`). */
export function requireFunctionParts(statement: CreateFunctionStmt, { conversion: { types, report } }: Queries): void {
  const options = bodiesOf(statement.options, 'DefElem');
  const named = options.find(({ defname }) => defname === 'language')?.arg;
  const language = named && 'String' in named ? (named.String.sval ?? '').toLowerCase() : undefined;
  const parameters = parametersOf(statement);
  const isTable = parameters.some(({ mode }) => mode === 'FUNC_PARAM_TABLE');
  // RETURNS TABLE of one column has its type twice.
  const all = [...parameters.map(({ argType }) => argType), ...(isTable ? [] : [statement.returnType])];
  // A type that is yet to be made is taken from functions in C.
  if (language !== 'c' && language !== 'internal')
    for (const type of all)
      if (type?.pct_type) copied(type, types, report);
      else if (type && types.isAbsent(sqlType(type)))
        report.add(`type ${types.show(quotedTypeName(sqlType(type)))} does not exist`, type.location);
  if (language !== undefined && !types.hasLanguage(language)) report.add(`language "${language}" does not exist`, 0);
  const isOut = parameters.some(({ mode }) => mode === 'FUNC_PARAM_OUT' || mode === 'FUNC_PARAM_INOUT');
  if (!statement.is_procedure && !statement.returnType && !isOut && !isTable)
    report.add('function result type must be specified', 0);
}
function copied({ names, location }: TypeName, types: Types, report: Report): void {
  const [column = '', name = '', schema] = stringsOf(names).reverse();
  const problem = copiedProblem(types, { ...(schema !== undefined && { schema }), name }, column);
  if (problem) report.add(problem.message, location);
}
const quotedTypeName = ({ schema, name, array }: SqlType): string =>
  `"${schema === undefined ? '' : `${schema}.`}${name}${array ? '[]' : ''}"`;
/** DEFAULT of a parameter. */
export function parameterDefaults(statement: CreateFunctionStmt, { expressions, conversion }: Queries): void {
  for (const { defexpr, argType } of parametersOf(statement)) {
    if (!defexpr) continue;
    const type = expressions.named(argType);
    const value = expressions.value(defexpr, new Scope());
    if (conversion.may(value, type, 'assignment')) continue;
    const [to, from] = [type, value.type].map((each) => conversion.types.show(each));
    conversion.report.add(`argument of DEFAULT must be type ${to}, not type ${from}`, value.location);
  }
}

interface RoutineBody {
  readonly statements: readonly Node[];
  /** Where the body begins, in bytes. */
  readonly start: number;
}
export function functionBody(statement: CreateFunctionStmt, text: string, queries: Queries): void {
  const options = bodiesOf(statement.options, 'DefElem');
  const language = options.find(({ defname }) => defname === 'language')?.arg;
  const isSql = language && 'String' in language && /^sql$/i.test(language.String.sval ?? '');
  const parameters = parametersOf(statement);
  const isOpen = parameters.some(({ argType }) => argType && isPolymorphic(sqlType(argType).name));
  // SET gives the body a search path of its own.
  if (!(isSql || statement.sql_body) || isOpen || options.some(({ defname }) => defname === 'set')) return;
  const body = routineBody(statement, text);
  if (!body) return;
  const { types, report } = queries.conversion;
  const given = parameters.filter((one) => !isOutput(one));
  const typesOf = given.map(({ argType }) => queries.expressions.named(argType));
  const names = new Map<string, Type | undefined>();
  for (const [i, { name }] of given.entries()) if (name) names.set(name, typesOf[i]);
  const before = report.problems.length;
  let outputs: Outputs = [];
  const scope = new Scope(undefined, names, typesOf);
  for (const each of body.statements) outputs = queries.statement(each, scope);
  const last = body.statements.at(-1);
  const kind = statement.is_procedure ? 'procedure' : 'function';
  if (report.problems.length === before && !statement.is_procedure)
    requireResult(queries, statement, signatureOfStatement(types, statement, { kind }), last, outputs);
  // The body's own offsets become the statement's.
  for (let at = before; at < report.problems.length; at++) {
    const problem = report.problems[at]!;
    report.problems[at] = { ...problem, location: body.start + (problem.location ?? 0) };
  }
}
/** Undefined for what makes something, and for what cannot be read. */
function routineBody({ sql_body: inline }: CreateFunctionStmt, text: string): RoutineBody | undefined {
  const reads = (nodes: readonly Node[]): boolean =>
    nodes.every((node) => /^(Select|Insert|Update|Delete|Merge)Stmt$/.test(Object.keys(node)[0] ?? ''));
  if (inline) {
    const items = 'List' in inline ? (inline.List.items ?? []) : [inline];
    const all = items.flatMap((item) => ('List' in item ? (item.List.items ?? []) : [item])).map(asQuery);
    return reads(all) ? { statements: all, start: 0 } : undefined;
  }
  const token = bodyToken(text);
  if (!token) return undefined;
  const { start, end, verbatim } = stringBody(text, token);
  const outcome = verbatim ? parse(text.slice(start, end)) : undefined;
  if (outcome?.status !== 'ok') return undefined;
  const statements = outcome.statements.flatMap(({ stmt }) => stmt ?? []);
  return reads(statements) ? { statements, start: byteLength(text.slice(0, start)) } : undefined;
}
/** `RETURN expression` is the SELECT of it. */
function asQuery(node: Node): Node {
  if (!('ReturnStmt' in node)) return node;
  const { returnval: val } = node.ReturnStmt;
  return { SelectStmt: { targetList: [{ ResTarget: { ...(val && { val }) } }] } };
}
/** `check_sql_fn_retval` */
function requireResult(
  { conversion }: Queries,
  statement: CreateFunctionStmt,
  { result, columns }: ReturnType<typeof signatureOfStatement>,
  last: Node | undefined,
  outputs: Outputs,
): void {
  if (statement.sql_body && !last) return;
  if (result === undefined || result === 'void' || isPolymorphic(result)) return;
  const { types, report } = conversion;
  // What has no type is text by now.
  const may = (output: Output | undefined, to: Type | undefined): boolean =>
    output === undefined ||
    conversion.may({ type: output.type === 'unknown' ? 'text' : output.type }, to, 'assignment');
  const mismatch = `return type mismatch in function declared to return ${types.show(result)}`;
  if (!last) return;
  const returns = 'SelectStmt' in last || (Object.values(last)[0] as { returningClause?: unknown }).returningClause;
  if (!returns) report.add(mismatch, 0);
  else if (outputs && !types.isRow(result) && types.category(result) !== 'P') {
    const [only] = outputs;
    if (outputs.length !== 1) report.add(mismatch, 0);
    else if (!may(only, result)) report.add(mismatch, 0);
  } else if (outputs && !columns && result !== 'record' && types.isRow(result)) {
    const wanted = types.columns(result);
    const single = outputs.length === 1 ? outputs[0]!.type : 'void';
    if (!wanted || single === undefined || single === 'record' || types.isRow(single)) return;
    if (outputs.length !== wanted.length || outputs.some((each, i) => !may(each, wanted[i]!.type)))
      report.add(mismatch, 0);
  } else if (outputs && columns && result === 'record') {
    const single = outputs.length === 1 ? outputs[0]!.type : 'void';
    if (single === undefined || single === 'record' || types.isRow(single)) return;
    const misfit = outputs.length !== columns.length || outputs.some((each, i) => !may(each, columns[i]!.type));
    if (misfit) report.add(mismatch, 0);
  }
}
