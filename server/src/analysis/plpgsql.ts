/** PL/pgSQL as far as PostgreSQL looks into it when it makes the function: what DECLARE names, and what RETURN may give. */

import { findTableOrView, isSurelyAbsent } from '../model/resolve';
import { isSystemColumn } from '../model/system-columns';
import { isUnknownPart } from '../model/unknown';
import { bodiesOf } from '../sql/ast';
import { type CreateFunctionStmt, type DoStmt, parse } from '../sql/parse';
import { bodyToken } from '../sql/plpgsql/routine-body';
import { sqlType } from '../sql/types';
import { Cursor } from '../text/cursor';
import { stringBody } from '../text/literals';
import { byteLength } from '../text/names';
import type { LocalName } from '../text/text';
import type { Queries } from './queries';
import { parametersOf } from './routines';

/** Of a function; nothing is said of one with a search path of its own. */
export function declarations(statement: CreateFunctionStmt, text: string, queries: Queries): void {
  const options = bodiesOf(statement.options, 'DefElem');
  const language = options.find(({ defname }) => defname === 'language')?.arg;
  const isPlain = language && 'String' in language && /^plpgsql$/i.test(language.String.sval ?? '');
  if (!isPlain || options.some(({ defname }) => defname === 'set')) return;
  const parameters = parametersOf(statement);
  const names = new Set(parameters.flatMap(({ name }) => name ?? []));
  const cursor = bodyCursor(text);
  if (!cursor) return;
  new PlpgsqlBody(text, cursor, queries, names).read();
  returns(statement, text, cursor, queries);
}
/** Of DO. */
export function blockDeclarations({ args }: DoStmt, text: string, queries: Queries): void {
  const language = bodiesOf(args, 'DefElem').find(({ defname }) => defname === 'language')?.arg;
  if (language && !('String' in language && language.String.sval === 'plpgsql')) return;
  const cursor = bodyCursor(text);
  if (cursor) new PlpgsqlBody(text, cursor, queries, new Set()).read();
}
function bodyCursor(text: string): Cursor | undefined {
  const token = bodyToken(text);
  const body = token && stringBody(text, token);
  return body?.verbatim ? Cursor.over(text, body.start, body.end) : undefined;
}

const ends = ['COLLATE', 'NOT', ':=', '=', 'DEFAULT'];
class PlpgsqlBody {
  constructor(
    readonly text: string,
    readonly cursor: Cursor,
    readonly queries: Queries,
    /** What may stand before `%TYPE` and is no relation: parameters, variables and labels so far. */
    readonly names: Set<string>,
  ) {}

  read(): void {
    const { cursor } = this;
    for (cursor.at = 0; !cursor.done; ) {
      if (cursor.take('<<')) this.#name(cursor.local());
      else if (cursor.take('DECLARE')) this.#section();
      else cursor.at++;
    }
    this.#targets();
  }
  /** What loops over rows and INTO give values to is a variable. */
  #targets(): void {
    const { cursor } = this;
    for (cursor.at = 0; !cursor.done; cursor.at++) {
      const word = cursor.peek();
      if (word === 'IMPORT') return;
      // Here INTO is the query's own: it is refused when the function is called.
      if (word === 'RETURN' && cursor.peek(1) === 'QUERY') cursor.seek(';');
      const target = cursor.fork(cursor.at + 1);
      if (word === 'FOR' || word === 'FOREACH') this.#loop(target, word);
      if (word !== 'INTO' || /^(INSERT|MERGE)$/.test(cursor.peek(-1))) continue;
      target.take('STRICT');
      const name = target.local();
      if (name && !this.#isVariable(name)) this.#add(`"${name.value}" is not a known variable`, name.range.start);
    }
  }
  /** A loop over numbers makes its variable. */
  #loop(target: Cursor, word: 'FOR' | 'FOREACH'): void {
    const name = target.local();
    if (!name || this.#isVariable(name)) return;
    const over = target.peek() === 'IN' ? target.peek(1) : '';
    if (word === 'FOR' && /^(SELECT|WITH|EXECUTE)$/.test(over))
      this.#add(
        'loop variable of loop over rows must be a record variable or list of scalar variables',
        name.range.start,
      );
    if (word === 'FOREACH' && /^(IN|SLICE)$/.test(target.peek()))
      this.#add('loop variable of FOREACH must be a known variable or list of variables', name.range.start);
  }
  #isVariable({ value }: LocalName): boolean {
    return this.names.has(value) || /^(new|old|found|sqlstate|sqlerrm|tg_\w+)$/.test(value);
  }
  #name(name: LocalName | undefined): void {
    if (name) this.names.add(name.value);
  }
  /** `name [CONSTANT] type [COLLATE …] [NOT NULL] [:= …];` up to BEGIN. */
  #section(): void {
    const { cursor } = this;
    while (!cursor.done && cursor.peek() !== 'BEGIN') {
      const part = cursor.fork();
      cursor.seek(';');
      const declaration = part.fork(part.at, cursor.at);
      cursor.take(';');
      const name = declaration.local();
      if (!name) continue;
      declaration.take('CONSTANT');
      if (!/^(ALIAS|CURSOR|NO|SCROLL)$/.test(declaration.peek())) this.#type(declaration);
      this.#name(name);
    }
  }
  #type(declaration: Cursor): void {
    const type = declaration.fork();
    type.seek(...ends);
    const written = declaration.fork(declaration.at, type.at);
    const percent = written.fork();
    if (percent.seek('%')) return this.#copied(written.fork(), percent.peek(1));
    const { start, end } = written.rest();
    const outcome = parse(`SELECT NULL::${this.text.slice(start, end)}`);
    const [only] = outcome.status === 'ok' && outcome.statements.length === 1 ? outcome.statements : [];
    const target = only?.stmt && 'SelectStmt' in only.stmt ? only.stmt.SelectStmt.targetList?.[0] : undefined;
    const value = target && 'ResTarget' in target ? target.ResTarget.val : undefined;
    const named = value && 'TypeCast' in value ? value.TypeCast.typeName : undefined;
    const { types } = this.queries.conversion;
    if (named && types.isAbsent(sqlType(named)))
      this.#add(`type "${this.text.slice(start, end)}" does not exist`, start);
  }
  /** `t.c%TYPE`, `t%ROWTYPE` */
  #copied(written: Cursor, what: string): void {
    const parts = written.dotted();
    const [first] = parts;
    if (!first || parts.length > 3 || this.names.has(first.value)) return;
    const isRow = what === 'ROWTYPE';
    const column = isRow ? undefined : parts.pop();
    const [name, schema] = [parts.at(-1), parts.at(-2)];
    if (!name) return;
    const wanted = { ...(schema && { schema: schema.value }), name: name.value };
    const { schema: now, isSure } = this.queries.conversion.types;
    const relation = findTableOrView(now, wanted);
    if (!relation) {
      const isAbsent = isSurelyAbsent(now, 'table', wanted) && isSurelyAbsent(now, 'view', wanted);
      const isType = this.queries.conversion.types.isAbsent({ ...wanted, builtin: false });
      if (isAbsent && isType && isSure(undefined))
        this.#add(`relation "${name.value}" does not exist`, name.range.start);
    } else if (column && isSure(relation) && !isSystemColumn(column.value)) {
      const isOpen = relation.columns.length === 0 || isUnknownPart(now, relation, 'column', column.value);
      if (!isOpen && !relation.columns.some((each) => each.name === column.value))
        this.#add(`column "${column.value}" of relation "${relation.name}" does not exist`, column.range.start);
    }
  }
  #add(message: string, start: number): void {
    this.queries.conversion.report.add(message, byteLength(this.text.slice(0, start)));
  }
}

/** `make_return_stmt` and its kin. */
function returns(statement: CreateFunctionStmt, text: string, cursor: Cursor, { conversion }: Queries): void {
  if (statement.is_procedure) return;
  const parameters = parametersOf(statement);
  const type = statement.returnType && sqlType(statement.returnType).name;
  const isSet = statement.returnType?.setof === true || parameters.some(({ mode }) => mode === 'FUNC_PARAM_TABLE');
  const hasOut = parameters.some(({ mode }) => mode === 'FUNC_PARAM_OUT' || mode === 'FUNC_PARAM_INOUT');
  const givesNothing = type === 'void' || type === 'event_trigger' || hasOut;
  for (cursor.at = 0; !cursor.done; cursor.at++) {
    if (cursor.peek() !== 'RETURN' || !/^(;|BEGIN|THEN|ELSE|LOOP|>>)$/.test(cursor.peek(-1))) continue;
    const next = cursor.peek(1);
    const message =
      next === 'NEXT' || next === 'QUERY'
        ? isSet
          ? undefined
          : `cannot use RETURN ${next} in a non-SETOF function`
        : isSet
          ? next === ';'
            ? undefined
            : 'RETURN cannot have a parameter in function returning set'
          : next === ';' && !givesNothing
            ? 'missing expression at or near ";"'
            : undefined;
    if (message !== undefined) conversion.report.add(message, byteLength(text.slice(0, cursor.start)));
  }
}
