/** What statements of PL/pgSQL do with variables, as PostgreSQL looks at it when it makes the function. */

import type { SqlType } from '../model/types';
import type { Cursor } from '../text/cursor';
import type { LocalName } from '../text/text';
import { type BodyVariables, beginsStatement } from './plpgsql-variables';
import { builtinTypeFacts } from './signatures';

const stacked =
  /^(RETURNED_SQLSTATE|COLUMN_NAME|CONSTRAINT_NAME|PG_DATATYPE_NAME|MESSAGE_TEXT|TABLE_NAME|SCHEMA_NAME|PG_EXCEPTION_(DETAIL|HINT|CONTEXT))$/;
const current = /^(ROW_COUNT|RESULT_OID|PG_ROUTINE_OID)$/;

/** One of PostgreSQL's own types, and no row of a catalog. */
const isPlain = (type: SqlType | undefined): boolean =>
  type?.builtin === true && builtinTypeFacts(type.name) !== undefined;

export class BodyStatements {
  constructor(readonly variables: BodyVariables) {}

  read(): void {
    const { cursor } = this.variables;
    for (cursor.at = 0; !cursor.done; cursor.at++) {
      const word = cursor.peek();
      if (word === 'IMPORT') return;
      // Here INTO is the query's own: it is refused when the function is called.
      if (word === 'RETURN' && cursor.peek(1) === 'QUERY') cursor.seek(';');
      const target = cursor.fork(cursor.at + 1);
      if (word === 'FOREACH' || (word === 'FOR' && beginsStatement(cursor))) this.#loop(target, word);
      else if (word === 'INTO' && !/^(INSERT|MERGE)$/.test(cursor.peek(-1))) this.#into(target);
      else if (word === 'SQLSTATE') this.#state(target);
      else if (beginsStatement(cursor)) this.#statement(cursor.fork());
    }
  }
  #statement(cursor: Cursor): void {
    const word = cursor.peek();
    if (word === 'OPEN') this.#open(cursor);
    else if (word === 'CLOSE') this.#cursor(cursor.fork(cursor.at + 1).local());
    else if (word === 'FETCH' || word === 'MOVE') this.#fetch(cursor);
    else if (cursor.take('GET')) this.#diagnostics(cursor);
    else this.#assignment(cursor);
  }
  /** `=` after THEN and ELSE may stand in a CASE of SQL. */
  #assignment(cursor: Cursor): void {
    const isSure = !/^(THEN|ELSE)$/.test(cursor.peek(-1));
    const parts = cursor.dotted();
    while (cursor.peek() === '[') cursor.group();
    if (parts.length > 0 && (cursor.peek() === ':=' || (isSure && cursor.peek() === '='))) this.#assigned(parts);
  }
  /** A variable, or a field of one, is given a value (`plpgsql_parse_dblword`, `check_assignable`). */
  #assigned(parts: readonly LocalName[]): void {
    const [first, field] = parts as [LocalName, LocalName?];
    const variable = this.variables.sole(first.value);
    const isScalar = variable?.cursor !== undefined || (isPlain(variable?.type) && !variable?.isRow);
    if (!this.variables.has(first.value) || (field && isScalar))
      this.#say(`"${parts.map(({ value }) => value).join('.')}" is not a known variable`, first);
    else if (variable?.isConstant) this.#say(`variable "${first.value}" is declared CONSTANT`, first);
  }
  /** `INTO [STRICT] a, b.c`: a row takes all that comes. */
  #into(cursor: Cursor): void {
    cursor.take('STRICT');
    this.#list(cursor);
  }
  #list(cursor: Cursor): void {
    const targets: (readonly LocalName[])[] = [];
    do targets.push(cursor.dotted());
    while (cursor.take(','));
    for (const [i, parts] of targets.entries()) {
      const [first] = parts;
      if (!first) return;
      const isRow = parts.length === 1 && this.variables.sole(first.value)?.isRow;
      if (!isRow || targets.length === 1) this.#assigned(parts);
      else if (i === 0) this.#say('record variable cannot be part of multiple-item INTO list', first);
      else this.#say(`"${first.value}" is not a scalar variable`, first);
    }
  }
  /** A loop over numbers makes its variable. */
  #loop(target: Cursor, word: string): void {
    const list = target.fork();
    const name = target.local();
    if (!name) return;
    const over = target.peek() === 'IN' ? target.peek(1) : '';
    const isRows = word === 'FOR' && /^(SELECT|WITH|EXECUTE)$/.test(over);
    if (!isRows && !(word === 'FOREACH' && /^(IN|SLICE)$/.test(target.peek()))) return;
    if (this.variables.has(name.value)) this.#list(list);
    else if (isRows)
      this.#say('loop variable of loop over rows must be a record variable or list of scalar variables', name);
    else this.#say('loop variable of FOREACH must be a known variable or list of variables', name);
  }
  #open(cursor: Cursor): void {
    cursor.at++;
    const name = cursor.local();
    this.#cursor(name);
    const wanted = this.variables.sole(name?.value ?? '')?.cursor;
    if (!name || !wanted) return;
    const isGiven = cursor.peek() === '(';
    if (wanted.length === 0) {
      if (isGiven) this.#say(`cursor "${name.value}" has no arguments`, name);
      return;
    }
    if (!isGiven) return this.#say(`cursor "${name.value}" has arguments`, name);
    const given = cursor.inside().parts();
    const stray = given.find(
      (part) => /^(:=|=>)$/.test(part.peek(1)) && !wanted.includes(part.fork().local()?.value ?? ''),
    );
    const strayName = stray?.local();
    if (strayName) this.#say(`cursor "${name.value}" has no argument named "${strayName.value}"`, strayName);
    else if (given.length > wanted.length) this.#say(`too many arguments for cursor "${name.value}"`, name);
    else if (given.length < wanted.length) this.#say(`not enough arguments for cursor "${name.value}"`, name);
  }
  /** `FETCH [direction FROM] c`: where nothing else stands between. */
  #fetch(cursor: Cursor): void {
    cursor.at++;
    const end = cursor.fork();
    end.seek('INTO', ';');
    const inside = cursor.fork(cursor.at, end.at);
    const from = inside.fork();
    if (from.seek('FROM', 'IN')) from.at++;
    else from.at = inside.at;
    if (from.limit - from.at === 1) this.#cursor(from.local());
  }
  #cursor(name: LocalName | undefined): void {
    if (!name) return;
    const variable = this.variables.sole(name.value);
    if (!this.variables.has(name.value)) this.#say(`"${name.value}" is not a known variable`, name);
    else if (isPlain(variable?.type) && (variable?.type?.name !== 'refcursor' || variable.type.array))
      this.#say(
        variable?.isRow
          ? 'cursor variable must be a simple variable'
          : `variable "${name.value}" must be of type cursor or refcursor`,
        name,
      );
  }
  #diagnostics(cursor: Cursor): void {
    const isStacked = cursor.take('STACKED');
    cursor.take('CURRENT');
    if (!cursor.take('DIAGNOSTICS')) return;
    const end = cursor.fork();
    end.seek(';');
    for (const part of cursor.fork(cursor.at, end.at).parts()) {
      const target = part.dotted();
      while (part.peek() === '[') part.group();
      if (target.length === 0 || !part.takeAny('=', ':=')) continue;
      this.#assigned(target);
      const item = part.peek();
      if ((isStacked ? current : stacked).test(item))
        this.variables.say(
          `diagnostics item ${item} is not allowed in GET ${isStacked ? 'STACKED' : 'CURRENT'} DIAGNOSTICS`,
          part.start,
        );
    }
  }
  /** `WHEN SQLSTATE '23505'` */
  #state(cursor: Cursor): void {
    const token = cursor.token();
    const written = token?.kind === 'string' ? cursor.text.slice(token.start, token.end) : undefined;
    if (written !== undefined && !/^'[0-9A-Z]{5}'$/.test(written))
      this.variables.say('invalid SQLSTATE code', cursor.start);
  }
  #say(message: string, { range }: LocalName): void {
    this.variables.say(message, range.start);
  }
}
