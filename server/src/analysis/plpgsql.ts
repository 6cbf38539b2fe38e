/** PL/pgSQL as far as PostgreSQL looks into it when it makes the function: its variables, and what RETURN may give. */

import { bodiesOf, stringsOf } from '../sql/ast';
import type { CreateFunctionStmt, DoStmt } from '../sql/parse';
import { bodyToken } from '../sql/plpgsql/routine-body';
import { isOutput, sqlType } from '../sql/types';
import { Cursor } from '../text/cursor';
import { stringBody } from '../text/literals';
import { byteLength } from '../text/names';
import { BodyStatements } from './plpgsql-statements';
import { BodyVariables, beginsStatement } from './plpgsql-variables';
import type { Queries } from './queries';
import { parametersOf } from './routines';

/** Of a function; nothing is said of one with a search path of its own. */
export function declarations(statement: CreateFunctionStmt, text: string, queries: Queries): void {
  const options = bodiesOf(statement.options, 'DefElem');
  const language = options.find(({ defname }) => defname === 'language')?.arg;
  const isPlain = language && 'String' in language && /^plpgsql$/i.test(language.String.sval ?? '');
  if (!isPlain || options.some(({ defname }) => defname === 'set')) return;
  const returned = statement.returnType && sqlType(statement.returnType).name;
  const body = variablesOf(text, queries, returned === 'trigger' || returned === 'event_trigger');
  if (!body) return;
  // It stands before its parameters as a label does before variables.
  body.add(stringsOf(statement.funcname).at(-1) ?? '');
  for (const [i, { name, argType }] of parametersOf(statement).entries()) {
    const type = argType && !argType.pct_type ? sqlType(argType) : undefined;
    for (const each of [`$${i + 1}`, name ?? '']) if (each !== '') body.parameter(each, type);
  }
  readBody(body);
  returns(statement, body);
}
/** Of DO. */
export function blockDeclarations({ args }: DoStmt, text: string, queries: Queries): void {
  const language = bodiesOf(args, 'DefElem').find(({ defname }) => defname === 'language')?.arg;
  if (language && !('String' in language && language.String.sval === 'plpgsql')) return;
  const body = variablesOf(text, queries, false);
  if (body) readBody(body);
}
function readBody(body: BodyVariables): void {
  body.read();
  new BodyStatements(body).read();
}
function variablesOf(text: string, { conversion }: Queries, isTrigger: boolean): BodyVariables | undefined {
  const token = bodyToken(text);
  const body = token && stringBody(text, token);
  if (!body?.verbatim) return undefined;
  const say = (message: string, start: number): void => {
    conversion.report.add(message, byteLength(text.slice(0, start)));
  };
  return new BodyVariables(text, Cursor.over(text, body.start, body.end), conversion.types, say, isTrigger);
}

/** `make_return_stmt` and its kin. */
function returns(statement: CreateFunctionStmt, { cursor, say }: BodyVariables): void {
  const parameters = parametersOf(statement);
  const type = statement.returnType && sqlType(statement.returnType).name;
  const isSet = statement.returnType?.setof === true || parameters.some(({ mode }) => mode === 'FUNC_PARAM_TABLE');
  const hasOut = parameters.some((each) => isOutput(each) || each.mode === 'FUNC_PARAM_INOUT');
  const givesNothing = statement.is_procedure || type === 'void' || type === 'event_trigger' || hasOut;
  const withOut = 'cannot have a parameter in function with OUT parameters';
  for (cursor.at = 0; !cursor.done; cursor.at++) {
    if (cursor.peek() !== 'RETURN' || !beginsStatement(cursor)) continue;
    const next = cursor.peek(1);
    const isPlain = next !== 'NEXT' && next !== 'QUERY';
    const gives = cursor.peek(isPlain ? 1 : 2) !== ';';
    if (!isPlain && !isSet) say(`cannot use RETURN ${next} in a non-SETOF function`, cursor.start);
    else if (next === 'NEXT' && hasOut && gives) say(`RETURN NEXT ${withOut}`, cursor.start);
    else if (!isPlain) continue;
    else if (isSet && gives) say('RETURN cannot have a parameter in function returning set', cursor.start);
    else if (hasOut && gives && !isSet) say(`RETURN ${withOut}`, cursor.start);
    else if (!gives && !isSet && !givesNothing) say('missing expression at or near ";"', cursor.start);
  }
}
