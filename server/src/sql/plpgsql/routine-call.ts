/** Calls of routines with constant arguments, and what a routine's body does when it is called so. */

import { present } from '../../text/present';
import { type TextRange, unknownName } from '../../text/text';
import { bodiesOf, stringsOf } from '../ast';
import { type CreateFunctionStmt, type FuncCall, type Node, parse, type SelectStmt } from '../parse';
import { qualifiedName } from '../read/indexes';
import type { DdlOp, RoutineCall } from '../read/ops';
import type { Source } from '../source';
import { isOutput } from '../types';
import { bodyChangesSchema } from './changes-schema';
import type { ReadSql } from './executed-text';
import { readBlock } from './plpgsql';
import type { SqlValue } from './values';

/** `SELECT f('a'), g()` without FROM, and `CALL p('a')`: each call runs exactly once. */
export function callsOf(source: Source, targets: readonly (Node | undefined)[]): RoutineCall[] {
  return targets.flatMap((target) =>
    target !== undefined && 'FuncCall' in target ? callOf(source, target.FuncCall) : [],
  );
}
export function selectedCalls(source: Source, statement: SelectStmt): RoutineCall[] {
  if (statement.fromClause || statement.whereClause || statement.valuesLists || statement.larg) return [];
  return callsOf(
    source,
    bodiesOf(statement.targetList, 'ResTarget').map(({ val }) => val),
  );
}
function callOf(source: Source, call: FuncCall): RoutineCall[] {
  const value = qualifiedName(call.funcname);
  // `setval(pg_get_serial_sequence('t', 'id'), 1)`: the inner one runs first.
  const inner = callsOf(source, call.args ?? []);
  if (!value) return inner;
  const args = (call.args ?? []).map((node) => callArgument(source, node));
  return [...inner, { name: { value, range: source.all }, arguments: args }];
}
function callArgument(source: Source, node: Node): RoutineCall['arguments'][number] {
  if ('NamedArgExpr' in node) {
    const { name, arg } = node.NamedArgExpr;
    return { ...(arg && callArgument(source, arg)), ...present({ name }), text: constantOf(arg) };
  }
  const text = constantOf(node);
  return { text, ...present({ literal: typeof text === 'string' ? rangeOf(source, node) : undefined }) };
}
function rangeOf(source: Source, node: Node): TextRange | undefined {
  if ('TypeCast' in node) return node.TypeCast.arg && rangeOf(source, node.TypeCast.arg);
  const token = 'A_Const' in node ? source.cursorAt(node.A_Const.location).token() : undefined;
  return token && { start: token.start, end: token.end };
}
function constantOf(node: Node | undefined): string | null | undefined {
  if (node !== undefined && 'TypeCast' in node) return constantOf(node.TypeCast.arg);
  if (node !== undefined && 'A_Const' in node && node.A_Const.isnull) return null;
  return constantText(node);
}

/**
 * What calling the routine of this definition does, its parameters standing for the call's constants; undefined when its
 * body cannot be read. Ranges are those of the body.
 */
export function readCall(definition: string, call: RoutineCall, read: ReadSql): readonly DdlOp[] | undefined {
  const statement = routineOf(definition);
  if (!statement) return undefined;
  const body = bodyText(statement);
  const language = languageOf(statement);
  if (body === undefined || !bodyChangesSchema(body)) return [];
  if (language === 'sql') return read(body);
  if (language !== 'plpgsql') return undefined;
  return [readBlock(body, { start: 0, end: body.length }, read, valuesOf(statement, call))];
}
/** True when calling the routine may change the schema: its body holds DDL, or EXECUTE of what may be DDL. */
export function mayChangeSchema(definition: string): boolean {
  const statement = routineOf(definition);
  const body = statement && bodyText(statement);
  return body !== undefined && bodyChangesSchema(body);
}

function routineOf(definition: string): CreateFunctionStmt | undefined {
  const outcome = parse(definition);
  const node = outcome.status === 'ok' ? outcome.statements[0]?.stmt : undefined;
  return node !== undefined && 'CreateFunctionStmt' in node ? node.CreateFunctionStmt : undefined;
}
function option(statement: CreateFunctionStmt, name: string): Node | undefined {
  return bodiesOf(statement.options, 'DefElem').find(({ defname }) => defname === name)?.arg;
}
function bodyText(statement: CreateFunctionStmt): string | undefined {
  const as = option(statement, 'as');
  return as !== undefined && 'List' in as ? stringsOf(as.List.items)[0] : undefined;
}
function languageOf(statement: CreateFunctionStmt): string | undefined {
  const language = option(statement, 'language');
  return language && stringsOf([language])[0]?.toLowerCase();
}
function valuesOf(statement: CreateFunctionStmt, call: RoutineCall): ReadonlyMap<string, SqlValue> {
  const variables = new Map<string, SqlValue>();
  const inputs = bodiesOf(statement.parameters, 'FunctionParameter').filter((one) => !isOutput(one));
  inputs.forEach((parameter, at) => {
    const positional = call.arguments[at]?.name === undefined ? call.arguments[at] : undefined;
    const argument = call.arguments.find(({ name }) => name === parameter.name && name !== undefined) ?? positional;
    const text = argument ? argument.text : constantOf(parameter.defexpr);
    const value: SqlValue = text === undefined ? { text: unknownName, known: false } : { text, known: true };
    variables.set(`$${at + 1}`, value);
    if (parameter.name !== undefined) variables.set(parameter.name, value);
  });
  return variables;
}
/** The text of a constant, casts aside; undefined for anything that is computed. */
export function constantText(node: Node | undefined): string | undefined {
  if (node === undefined) return undefined;
  if ('TypeCast' in node) return constantText(node.TypeCast.arg);
  if (!('A_Const' in node)) return undefined;
  const { sval, boolval, ival, fval, isnull } = node.A_Const;
  if (isnull) return undefined;
  if (boolval !== undefined) return String(boolval.boolval ?? false);
  if (ival !== undefined) return String(ival.ival ?? 0);
  return fval?.fval ?? sval?.sval ?? '';
}
