/** The project's own functions as calls see them: arguments, names, defaults, what they return. */

import { schemasFor } from '../model/resolve';
import type { Routine } from '../model/schema';
import { isUnknown } from '../model/unknown';
import { bodiesOf, stringsOf } from '../sql/ast';
import { type CreateFunctionStmt, type FunctionParameter, type Node, parse, type TypeName } from '../sql/parse';
import { isOutput, sqlType } from '../sql/types';
import { type QualifiedName, qualifiedKey } from '../text/names';
import type { Signature, Type, Volatility } from './signatures';
import type { Types } from './types';

/** Undefined where the text is no CREATE FUNCTION that can be read. */
export function routineStatement(definition: string | undefined): CreateFunctionStmt | undefined {
  const outcome = definition === undefined ? undefined : parse(definition);
  const node = outcome?.status === 'ok' ? outcome.statements[0]?.stmt : undefined;
  return node && 'CreateFunctionStmt' in node ? node.CreateFunctionStmt : undefined;
}

/** Undefined where one of the name may be there whose arguments are not known. */
export function ownOverloads(types: Types, name: QualifiedName): readonly Signature[] | undefined {
  const { schema } = types;
  const found: Signature[] = [];
  for (const namespace of schemasFor(schema, name)) {
    if (isUnknown(schema, 'routine', namespace, name.name)) return undefined;
    for (const routine of schema.routines.get(qualifiedKey(namespace, name.name)) ?? []) {
      const signature = signatureOf(types, routine);
      if (!signature) return undefined;
      // The first schema of the path hides its like in others.
      if (!found.some((each) => sameArguments(each, signature))) found.push(signature);
    }
  }
  return found;
}
const sameArguments = (a: Signature, b: Signature): boolean =>
  a.arguments.length === b.arguments.length &&
  a.arguments.every((type, i) => type !== undefined && type === b.arguments[i]);

/** Each call would read the whole function again. */
const statements = new WeakMap<Routine, { readonly statement: CreateFunctionStmt | undefined }>();
function statementOf(routine: Routine): CreateFunctionStmt | undefined {
  const known = statements.get(routine);
  if (known) return known.statement;
  const statement = routineStatement(routine.definition);
  statements.set(routine, { statement });
  return statement;
}
function signatureOf(types: Types, routine: Routine): Signature | undefined {
  if (!types.isSure(routine)) return undefined;
  if (routine.kind === 'aggregate') {
    // Its result is its final function's; ordered-set aggregates are called otherwise.
    const { definition, identityArguments, argumentTypes } = routine;
    if (definition === undefined && routine.extension === undefined) return undefined;
    if (/ORDER\s+BY/i.test(definition ?? identityArguments) || /VARIADIC/i.test(identityArguments)) return undefined;
    const given = argumentTypes.map((type) => types.argument(type));
    return { arguments: given, result: undefined, kind: 'aggregate', volatility: 'immutable' };
  }
  const statement = statementOf(routine);
  if (statement) return signatureOfStatement(types, statement, routine);
  if (/VARIADIC/i.test(routine.identityArguments)) return undefined;
  // Of an extension: which of its arguments may be left out is not read.
  const given = routine.argumentTypes.map((type) => types.argument(type));
  return { arguments: given, result: undefined, volatility: 'immutable', defaults: given.length };
}

export const parametersOf = ({ parameters }: CreateFunctionStmt): FunctionParameter[] =>
  bodiesOf(parameters, 'FunctionParameter');
export const isWindowFunction = ({ options }: CreateFunctionStmt): boolean =>
  bodiesOf(options, 'DefElem').some(({ defname }) => defname === 'window');
export function signatureOfStatement(
  types: Types,
  statement: CreateFunctionStmt,
  { kind }: Pick<Routine, 'kind'>,
): Signature {
  const parameters = parametersOf(statement);
  // CALL gives a place for OUT arguments too, from PostgreSQL 14 on.
  const input = parameters.filter((each) => !isOutput(each) || (kind === 'procedure' && types.major !== 13));
  const out = parameters.filter((each) => isOutput(each) || each.mode === 'FUNC_PARAM_INOUT');
  const columns = out.map(({ name, argType }, i) => ({
    name: name ?? `column${i + 1}`,
    type: declaredType(types, argType),
  }));
  const returned = declaredType(types, statement.returnType);
  const isTable = parameters.some(({ mode }) => mode === 'FUNC_PARAM_TABLE');
  const only = columns.length === 1 ? columns[0]!.type : 'record';
  const defaults = input.filter(({ defexpr }) => defexpr !== undefined).length;
  return {
    arguments: input.map(({ argType }) => declaredType(types, argType)),
    names: input.map(({ name }) => name),
    result: columns.length > 0 ? only : returned,
    set: isTable || statement.returnType?.setof === true,
    variadic: input.at(-1)?.mode === 'FUNC_PARAM_VARIADIC',
    volatility: volatilityOf(statement),
    defaults,
    ...(columns.length > 0 && { columns }),
    ...(kind === 'procedure' && { kind }),
    ...(isWindowFunction(statement) && { kind: 'window function' as const }),
  };
}
function declaredType(types: Types, type: TypeName | undefined): Type | undefined {
  return type === undefined || type.pct_type ? undefined : types.of(sqlType(type));
}
/** One in SQL is put in the place of its call, so what it says of itself does not count. */
function volatilityOf({ options, sql_body: body }: CreateFunctionStmt): Volatility {
  const said = (name: string): string | undefined => {
    const arg = bodiesOf(options, 'DefElem').find(({ defname }) => defname === name)?.arg;
    return arg && 'String' in arg ? arg.String.sval?.toLowerCase() : undefined;
  };
  if (body || said('language') === 'sql') return 'immutable';
  const volatility = said('volatility');
  return volatility === 'immutable' || volatility === 'stable' ? volatility : 'volatile';
}

/** The name that a call has. */
export function calledName(parts: readonly Node[] | undefined): QualifiedName {
  const names = stringsOf(parts);
  const name = names.at(-1) ?? '';
  const schema = names.at(-2);
  return schema === undefined ? { name } : { schema, name };
}
