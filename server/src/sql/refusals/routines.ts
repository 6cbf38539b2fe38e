/** CREATE FUNCTION and PROCEDURE: parameters and what they make of the result (`interpret_function_parameter_list`). */
import { bodiesOf, stringsOf } from '../ast';
import type { CreateFunctionStmt, DefElem, FunctionParameter } from '../parse';
import { sqlType } from '../types';
import type { Refusals } from './refusal';
import { attributeRefusals, rowsRefusal } from './routine-options';

const isOutputMode = (mode: FunctionParameter['mode']): boolean =>
  mode === 'FUNC_PARAM_OUT' || mode === 'FUNC_PARAM_TABLE';
const isIn = (mode: FunctionParameter['mode']): boolean =>
  mode === undefined || mode === 'FUNC_PARAM_DEFAULT' || mode === 'FUNC_PARAM_IN' || mode === 'FUNC_PARAM_VARIADIC';
const typeName = (type: FunctionParameter['argType']): string => (type ? sqlType(type).name : '');

export function routineRefusals(refusals: Refusals, statement: CreateFunctionStmt): void {
  const parameters = bodiesOf(statement.parameters, 'FunctionParameter');
  const at = bodiesOf(statement.parameters, 'FunctionParameter')[0]?.location ?? statement.returnType?.location;
  parameterNameRefusals(refusals, parameters, at);
  order(refusals, parameters, at, statement.is_procedure ?? false);
  result(refusals, statement, parameters, at);
  routineOptionRefusals(refusals, statement, at);
}
function parameterNameRefusals(
  refusals: Refusals,
  parameters: readonly FunctionParameter[],
  at: number | undefined,
): void {
  parameters.forEach(({ name, mode, location }, i) => {
    // Input and output may share a name.
    const clash = parameters
      .slice(0, i)
      .some(
        (each) =>
          each.name === name && !(isIn(each.mode) && isOutputMode(mode)) && !(isOutputMode(each.mode) && isIn(mode)),
      );
    if (name !== undefined && name !== '' && clash)
      refusals.add(`parameter name "${name}" used more than once`, location ?? at);
  });
}
function order(
  refusals: Refusals,
  parameters: readonly FunctionParameter[],
  at: number | undefined,
  isProcedure: boolean,
): void {
  let hasDefault = false;
  let variadic = false;
  for (const { mode, defexpr, argType, location = at } of parameters) {
    if (variadic && (isProcedure ? mode !== 'FUNC_PARAM_TABLE' : !isOutputMode(mode)))
      refusals.add('VARIADIC parameter must be the last input parameter', location);
    if (mode === 'FUNC_PARAM_VARIADIC') {
      variadic = true;
      const type = argType && sqlType(argType);
      if (type?.builtin && !type.array && !/^(any|anyarray|anycompatiblearray|(int2|oid)vector)$/.test(type.name))
        refusals.add('VARIADIC parameter must be an array', location);
    }
    if (isOutputMode(mode)) {
      if (defexpr) refusals.add('only input parameters can have default values', location);
      if (isProcedure && hasDefault && !defexpr)
        refusals.add('procedure OUT parameters cannot appear after one with a default value', location, {
          from: 140000,
        });
      continue;
    }
    if (defexpr) {
      hasDefault = true;
      refusals.expression(defexpr, 'DEFAULT expression');
    } else if (hasDefault)
      refusals.add('input parameters after one with a default value must also have defaults', location);
  }
}

const simple = /^any(element|array|nonarray|enum)$/;
const anycompatible = /^anycompatible(array|nonarray)?$/;
/** What a polymorphic result needs among the inputs (`check_valid_polymorphic_signature`). */
export function polymorphicSource(name: string): RegExp | undefined {
  if (name === 'anyrange' || name === 'anymultirange') return /^any(range|multirange)$/;
  if (name === 'anycompatiblerange' || name === 'anycompatiblemultirange') return /^anycompatible(range|multirange)$/;
  if (simple.test(name)) return /^any(element|array|nonarray|enum|range|multirange)$/;
  return anycompatible.test(name) ? /^anycompatible(array|nonarray|range|multirange)?$/ : undefined;
}
function result(
  refusals: Refusals,
  { returnType, is_procedure: isProcedure }: CreateFunctionStmt,
  parameters: readonly FunctionParameter[],
  at: number | undefined,
): void {
  const inputs = parameters.filter(({ mode }) => !isOutputMode(mode)).map(({ argType }) => typeName(argType));
  const outputs = parameters.filter(({ mode }) => isOutputMode(mode) || mode === 'FUNC_PARAM_INOUT');
  for (const type of [returnType, ...outputs.map(({ argType }) => argType)]) {
    const needed = type && polymorphicSource(typeName(type));
    if (needed && !inputs.some((name) => needed.test(name)))
      refusals.add('cannot determine result data type', type.location ?? at);
  }
  const isTable = parameters.some(({ mode }) => mode === 'FUNC_PARAM_TABLE');
  if (isProcedure || !returnType || outputs.length === 0 || isTable) return;
  const [only] = outputs;
  const written = sqlType(returnType);
  const wanted = outputs.length > 1 ? 'record' : typeName(only!.argType);
  const known = outputs.length > 1 || (only!.argType && sqlType(only!.argType).builtin);
  if (known && written.builtin && written.name !== wanted && !polymorphicSource(wanted))
    refusals.add(`function result type must be ${wanted} because of OUT parameters`, returnType.location);
}

function routineOptionRefusals(refusals: Refusals, statement: CreateFunctionStmt, at: number | undefined): void {
  const all = bodiesOf(statement.options, 'DefElem');
  const option = (name: string): DefElem | undefined => all.find(({ defname }) => defname === name);
  attributeRefusals(refusals, statement.options, statement.is_procedure ?? false);
  rowsRefusal(refusals, statement);
  const language = stringsOf([option('language')?.arg ?? { String: {} }])[0]?.toLowerCase() || 'sql';
  const body = option('as');
  if (statement.sql_body && body) refusals.add('duplicate function body specified', body.location);
  if (statement.sql_body && language !== 'sql')
    refusals.add('inline SQL function body only valid for language SQL', option('language')?.location);
  if (!statement.sql_body && !body) refusals.add('no function body specified', at);
  if (!option('language') && !statement.sql_body) refusals.add('no language specified', at);
  const inputs = bodiesOf(statement.parameters, 'FunctionParameter').filter(({ mode }) => !isOutputMode(mode));
  if (statement.sql_body && inputs.some(({ argType }) => /^any/.test(typeName(argType))))
    refusals.add('SQL function with unquoted function body cannot have polymorphic arguments', at);
  const returns = typeName(statement.returnType);
  if (returns === 'event_trigger' && language === 'sql')
    refusals.add('SQL functions cannot return type event_trigger', statement.returnType?.location);
  if (returns === 'trigger' && language === 'sql')
    refusals.add('SQL functions cannot return type trigger', statement.returnType?.location);
  if (language === 'plpgsql' && inputs.length > 0) {
    if (returns === 'event_trigger') refusals.add('event trigger functions cannot have declared arguments', at);
    if (returns === 'trigger') refusals.add('trigger functions cannot have declared arguments', at);
  }
}
