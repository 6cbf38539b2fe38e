/**
 * PL/pgSQL as far as a schema needs it: the SQL statements of a body, under which conditions they run, and what EXECUTE
 * is given. Read from tokens; what is not understood is stepped over up to its semicolon.
 */

import { Cursor } from '../../text/cursor';
import { tokenize } from '../../text/lexer';
import { stringBody } from '../../text/literals';
import { type LocalName, mapRanges, shift, type TextRange } from '../../text/text';
import type { BlockCondition, BlockOp, DdlOp, Op } from '../read/ops';
import { harmless, schemaWords } from '../read/partial-statements';
import { blankInto, rethrows, schemaErrorsIn, skipCondition, skipEnd } from './clauses';
import { afterReturn, also, always, perhaps, type Under } from './conditions';
import { executedOps, perhapsAll, type ReadSql, unknownAt } from './executed-text';
import { headOps, openedOps, valueOps } from './inner-queries';
import { loopValues } from './loop-values';
import { BlockValues, fieldsOf } from './state';
import { evaluateCondition, type Variables } from './values';

/** The body of a DO block: `body` is where it stands in `text`, whose ranges all results have. */
export function readBlock(text: string, body: TextRange, read: ReadSql, variables: Variables = new Map()): Op<'block'> {
  const cursor = Cursor.over(text, body.start, body.end);
  cursor.seek('DECLARE', 'BEGIN');
  return new BodyReader(text, read, variables).block(cursor);
}

class BodyReader {
  readonly #values: BlockValues;
  #asked = 0;
  /** What a cursor runs when it is opened. */
  readonly #cursors = new Map<string, readonly DdlOp[]>();
  constructor(
    readonly text: string,
    readonly read: ReadSql,
    variables: Variables,
  ) {
    this.#values = new BlockValues(variables);
  }

  /** At DECLARE or BEGIN; the cursor ends behind END [label] `;`. */
  block(cursor: Cursor): Op<'block'> {
    const body: BlockOp[] = [];
    if (cursor.take('DECLARE')) this.declarations(cursor, body);
    cursor.take('BEGIN');
    this.statements(cursor, body, always, ['EXCEPTION', 'END']);
    const catches: string[] = [];
    if (cursor.take('EXCEPTION')) {
      while (cursor.take('WHEN')) {
        const start = cursor.start;
        cursor.seek('THEN');
        const conditions = this.text.slice(start, cursor.start);
        cursor.take('THEN');
        const from = cursor.at;
        this.statements(cursor, body, perhaps, ['WHEN', 'END']);
        const raised = rethrows(cursor, from);
        if (!raised) catches.push(...schemaErrorsIn(conditions));
      }
    }
    skipEnd(cursor);
    return { op: 'block', body, catches };
  }

  /** `name [CONSTANT] type [:= value];` up to BEGIN; DECLARE may be said again before each. */
  declarations(cursor: Cursor, into: BlockOp[]): void {
    while (!cursor.done && cursor.peek() !== 'BEGIN') {
      if (cursor.take('DECLARE')) continue;
      const from = cursor.at;
      cursor.seek(';');
      const part = cursor.fork(from, cursor.at);
      cursor.take(';');
      const name = part.local();
      if (!name) continue;
      if (part.fork().seek('CURSOR')) this.#cursors.set(name.value, openedOps(part.fork(), this.read));
      if (part.seek(':=', '=', 'DEFAULT')) {
        for (const op of valueOps(part.fork(part.at + 1), this.read)) into.push({ op, ...always });
        this.#values.assign(name.value, part.fork(part.at + 1));
      } else this.#values.hold(name.value, [{ text: null, known: true }]);
    }
  }
  /** Whatever the statements between two places assign is not known after them. */
  forgetAssigned(cursor: Cursor, from: number): void {
    for (let at = from; at < cursor.at; at++) {
      const here = cursor.fork(at);
      if (here.take('INTO')) {
        here.take('STRICT');
        do this.#forget(here.local());
        while (here.take(','));
      } else if (here.isName && /^:?=$/.test(here.peek(1))) this.#forget(here.local());
    }
  }
  #forget(name: LocalName | undefined): void {
    if (name) this.#values.forget(name.value);
  }

  /**
   * Statements up to one of `ends`, which is not stepped over. What a RETURN under a condition leaves out runs only where
   * that condition is not met.
   */
  statements(cursor: Cursor, into: BlockOp[], under: Under, ends: readonly string[]): 'returns' | undefined {
    let current = under;
    while (!cursor.done && !ends.includes(cursor.peek())) {
      if (cursor.peek() === 'RETURN' && !['NEXT', 'QUERY'].includes(cursor.peek(1))) {
        while (!cursor.done && !ends.includes(cursor.peek())) cursor.skip();
        return 'returns';
      }
      const at = cursor.at;
      current = this.statement(cursor, into, current);
      if (cursor.at === at) cursor.at++;
    }
    return undefined;
  }

  /** Under what the statements after this one stand. */
  statement(cursor: Cursor, into: BlockOp[], under: Under): Under {
    // <<label>>
    if (cursor.peek() === '<<') while (!cursor.done && cursor.takeAny('>>') === undefined) cursor.at++;
    switch (cursor.peek()) {
      case 'DECLARE':
      case 'BEGIN':
        into.push({ op: this.block(cursor), ...under });
        return under;
      case 'IF':
        return this.branches(cursor, into, under, ['ELSIF', 'ELSEIF', 'ELSE', 'END']);
      case 'CASE': {
        cursor.at++;
        cursor.seek('WHEN');
        this.branches(cursor, into, perhaps, ['WHEN', 'ELSE', 'END']);
        return under;
      }
      case 'LOOP':
      case 'WHILE':
      case 'FOR':
      case 'FOREACH':
        this.loop(cursor, into, under);
        return under;
      default:
        this.simple(cursor, into, under);
        return under;
    }
  }

  /** IF and CASE. A condition that constants decide chooses its branch here; the first is asked in any case. */
  branches(cursor: Cursor, into: BlockOp[], under: Under, ends: readonly string[]): Under {
    const isIf = cursor.peek() === 'IF';
    const before = this.#values.snapshot();
    const outcomes: (typeof before)[] = [];
    const failed: BlockCondition[] = [];
    let after = under;
    let decided = false;
    while (!cursor.done && cursor.peek() !== 'END') {
      const start = cursor.at + 1;
      const isElse = cursor.take('ELSE');
      this.#values.restore(before);
      const holds = isElse || this.asked(cursor, start, isIf);
      if (isIf && !isElse && failed.length === 0 && !decided)
        for (const op of valueOps(cursor.fork(start, cursor.at - 1), this.read)) into.push({ op, ...under });
      const condition = { id: this.#asked++, text: this.conditionText(cursor, start), holds: true };
      const branch: BlockOp[] = [];
      const own = isElse || holds === true ? also(under, ...failed) : also(under, ...failed, condition);
      const runs = failed.length === 0 && holds === true ? under : own;
      const end = this.statements(cursor, branch, runs, ends);
      if (decided || holds === false) continue;
      into.push(...branch);
      if (end === 'returns') after = afterReturn(after, runs, under, failed, condition, isElse, () => this.#asked++);
      else outcomes.push(this.#values.snapshot());
      if (holds === true) decided = true;
      else failed.push({ ...condition, holds: false });
    }
    if (!decided) outcomes.push(before);
    this.#values.merge(outcomes.length > 0 ? outcomes : [before]);
    skipEnd(cursor);
    return isIf ? after : under;
  }
  /** Steps over a condition and its THEN: whether it holds, where constants tell. */
  asked(cursor: Cursor, start: number, isIf: boolean): boolean | undefined {
    skipCondition(cursor);
    const holds = isIf ? evaluateCondition(cursor.fork(start, cursor.at), this.#values.variables) : undefined;
    cursor.take('THEN');
    return holds;
  }
  /** The condition's text, with the constants its variables stand for. */
  conditionText(cursor: Cursor, start: number): string {
    const end = cursor.tokens[cursor.at - 1]?.text === 'THEN' ? cursor.at - 1 : cursor.at;
    return this.#values.substituted(cursor.fork(start, end));
  }
  /** A loop over constants runs once for each; any other may run or not, and what it assigns is not known. */
  loop(cursor: Cursor, into: BlockOp[], under: Under): void {
    const from = cursor.at;
    cursor.seek('LOOP');
    const { name, values } = loopValues(cursor.fork(from, cursor.at), this.#values);
    for (const op of headOps(cursor.fork(from, cursor.at), this.read)) into.push({ op, ...under });
    cursor.take('LOOP');
    const start = cursor.at;
    if (values && name !== undefined && values.length <= 100) {
      for (const value of values) {
        cursor.at = start;
        this.#values.hold(name, [value]);
        this.statements(cursor, into, under, ['END']);
      }
      if (values.length === 0) this.statements(cursor, [], under, ['END']);
    } else {
      const end = cursor.fork();
      this.skipBody(end);
      this.forgetAssigned(end, from);
      this.forgetTargets(cursor, from, start);
      this.holdFields(cursor.fork(from, start));
      this.statements(cursor, into, perhaps, ['END']);
      this.forgetAssigned(cursor, from);
    }
    skipEnd(cursor);
  }
  skipBody(cursor: Cursor): void {
    new BodyReader(this.text, () => [], this.#values.variables).statements(cursor, [], perhaps, ['END']);
  }
  /** FOR r IN SELECT …: what the fields of the record may be. */
  holdFields(head: Cursor): void {
    head.take('FOR');
    const record = head.local()?.value;
    if (record === undefined || !head.take('IN')) return;
    for (const { field, values } of fieldsOf(head)) this.#values.hold(`${record}.${field}`, values);
  }
  /** FOR a, b IN …: the loop's own variables. */
  forgetTargets(cursor: Cursor, from: number, end: number): void {
    for (let at = from + 1; at < end && cursor.tokens[at]?.text !== 'IN'; at++) {
      this.#forget(cursor.fork(at).local());
    }
  }

  /** A statement without others in it, up to its semicolon. */
  simple(cursor: Cursor, into: BlockOp[], under: Under): void {
    const from = cursor.at;
    cursor.seek(';');
    const part = cursor.fork(from, cursor.at);
    cursor.take(';');
    const word = part.peek();
    if (word === 'EXECUTE') {
      for (const op of this.execute(part.fork(from + 1))) into.push({ op, ...under });
      return this.forgetAssigned(part.fork(part.limit), from);
    }
    if (word === 'OPEN') {
      const queries = this.#cursors.get(part.fork(from + 1).local()?.value ?? '') ?? openedOps(part.fork(), this.read);
      for (const op of queries) into.push({ op, ...under });
      return;
    }
    if (word === 'PERFORM' || word === 'CALL') {
      for (const op of this.called(part, word)) into.push({ op, ...under });
      return;
    }
    if (part.isName && /^(:?=)$/.test(part.peek(1))) {
      const name = part.local()?.value ?? '';
      for (const op of valueOps(part.fork(part.at + 1), this.read)) into.push({ op, ...under });
      return this.#values.assign(name, part.fork(part.at + 1));
    }
    if (!schemaWords.has(word) && !harmless.has(word)) return;
    if (harmless.has(word)) this.forgetAssigned(part.fork(part.limit), from);
    if (word === 'SELECT') this.#values.select(part.fork());
    const { start, end } = part.rest();
    const isLost = word === 'SELECT' && !/\bINTO\b/i.test(this.text.slice(start, end));
    const lost = isLost ? { start, end: start + word.length } : undefined;
    for (const op of this.sql({ start, end }, blankInto))
      into.push({ op: lost && op.op === 'use' ? { ...op, lost } : op, ...under });
  }
  /** Constants that its variables stand for are written in, so that the call's arguments are known. */
  called(part: Cursor, word: 'PERFORM' | 'CALL'): readonly DdlOp[] {
    const range = part.rest();
    const asSelect = (text: string): string => (word === 'CALL' ? text : `SELECT ${text.slice('PERFORM'.length)}`);
    const substituted = this.#values.substituted(part);
    if (substituted === this.text.slice(range.start, range.end)) return this.sql(range, asSelect);
    return mapRanges(this.read(asSelect(substituted)) ?? [], () => range);
  }

  /** The ops of the SQL at `range`; `prepare` may change the text but not its length. */
  sql(range: TextRange, prepare: (text: string) => string = (text) => text): readonly DdlOp[] {
    const text = this.text.slice(range.start, range.end);
    const ops = this.read(prepare(text));
    if (ops !== undefined) return mapRanges(ops, (at) => shift(at, range.start));
    return schemaWords.has(tokenize(text)[0]?.text ?? '') ? [unknownAt(text, range)] : [];
  }

  /** `expression [INTO …] [USING …]` after EXECUTE. */
  execute(cursor: Cursor): readonly DdlOp[] {
    const end = cursor.fork();
    end.seek('INTO', 'USING');
    const expression = cursor.fork(cursor.at, end.at);
    const range = expression.rest();
    const only = expression.limit - expression.at === 1 ? expression.token() : undefined;
    if (only?.kind === 'string') {
      const body = stringBody(this.text, only);
      if (body.verbatim) return this.sql(body);
    }
    const values = this.#values.all(expression);
    if (values.length === 1) return executedOps(values[0]!, range, this.read);
    // Which of them is given is not known, so each may run or not.
    return [perhapsAll(values.flatMap((value) => executedOps(value, range, this.read)))];
  }
}
