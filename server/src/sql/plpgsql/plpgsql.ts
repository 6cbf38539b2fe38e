/**
 * PL/pgSQL as far as a schema needs it: the SQL statements of a body, under which conditions they run, and what EXECUTE
 * is given. Read from tokens; what is not understood is stepped over up to its semicolon.
 */

import { Cursor } from '../../text/cursor';
import { tokenize } from '../../text/lexer';
import { identifierValue, stringBody, stringValue } from '../../text/literals';
import { quoteLiteral } from '../../text/names';
import type { LocalName } from '../../text/text';
import { mapRanges, shift, type TextRange, unknownName } from '../../text/text';
import type { BlockCondition, BlockOp, DdlOp } from '../read/ops';
import { harmless, schemaWords, unknownStatement } from '../read/partial-statements';
import { BlockValues, fieldsOf } from './state';
import { evaluate, evaluateArray, evaluateCondition, type Value, type Variables } from './values';

/** Reads one SQL statement; ranges relative to its text. Undefined: PostgreSQL does not take it. */
export type ReadSql = (text: string) => readonly DdlOp[] | undefined;

/** Whether a function's body holds DDL, or EXECUTE of what may be DDL. Temporary tables are no change. */
export function bodyChangesSchema(body: string): boolean {
  const cursor = Cursor.over(body);
  let starts = true;
  for (; !cursor.done; cursor.at++) {
    const word = cursor.peek();
    if (starts && isSchemaStatement(cursor)) return true;
    starts =
      word === ';' || word === 'BEGIN' || word === 'THEN' || word === 'ELSE' || word === 'LOOP' || word === 'ATOMIC';
  }
  return false;
}
function isSchemaStatement(cursor: Cursor): boolean {
  const word = cursor.peek();
  if (word === 'EXECUTE') return !harmless.has(executedWord(cursor.fork(cursor.at + 1)) ?? '');
  if (word === 'CREATE') return cursor.peek(1) !== 'TEMP' && cursor.peek(1) !== 'TEMPORARY';
  return word === 'ALTER' || word === 'DROP' || word === 'IMPORT' || word === 'REASSIGN';
}
/** The first word of the SQL text that an expression begins with, when it begins with a constant. */
function executedWord(cursor: Cursor): string | undefined {
  while (cursor.peek() === '(') cursor.at++;
  if (cursor.is('FORMAT', '(')) cursor.at += 2;
  const token = cursor.token();
  if (token?.kind !== 'string') return undefined;
  return tokenize(stringValue(cursor.text, token))[0]?.text;
}

/** The body of a DO block: `body` is where it stands in `text`, whose ranges all results have. */
export function readBlock(
  text: string,
  body: TextRange,
  read: ReadSql,
  variables: Variables = new Map(),
): Extract<DdlOp, { op: 'block' }> {
  const cursor = Cursor.over(text, body.start, body.end);
  const reader = new BodyReader(text, read, variables);
  cursor.seek('DECLARE', 'BEGIN');
  return reader.block(cursor);
}

const schemaErrors =
  /^(?:others|duplicate_|undefined_|invalid_|object_|wrong_|dependent_|feature_|insufficient_|ambiguous_|sqlstate|syntax_)/i;

/** Under what a statement stands. */
interface Under {
  readonly conditional: boolean;
  readonly when?: readonly BlockCondition[];
}
const always: Under = { conditional: false, when: [] };
const perhaps: Under = { conditional: true };
const also = (under: Under, ...conditions: readonly BlockCondition[]): Under =>
  under.when ? { conditional: true, when: [...under.when, ...conditions] } : perhaps;

class BodyReader {
  readonly #values: BlockValues;
  #asked = 0;
  constructor(
    readonly text: string,
    readonly read: ReadSql,
    variables: Variables,
  ) {
    this.#values = new BlockValues(variables);
  }

  /** At DECLARE or BEGIN; the cursor ends behind END [label] `;`. */
  block(cursor: Cursor): Extract<DdlOp, { op: 'block' }> {
    if (cursor.take('DECLARE')) this.declarations(cursor);
    cursor.take('BEGIN');
    const body: BlockOp[] = [];
    this.statements(cursor, body, always, ['EXCEPTION', 'END']);
    let swallows = false;
    if (cursor.take('EXCEPTION')) {
      while (cursor.take('WHEN')) {
        const start = cursor.start;
        cursor.seek('THEN');
        const conditions = this.text.slice(start, cursor.start);
        cursor.take('THEN');
        const from = cursor.at;
        this.statements(cursor, body, perhaps, ['WHEN', 'END']);
        const raised = rethrows(cursor, from);
        if (!raised && conditions.split(/\s+or\s+/i).some((name) => schemaErrors.test(name.trim()))) swallows = true;
      }
    }
    this.endOf(cursor);
    return { op: 'block', body, swallows };
  }

  /** `name [CONSTANT] type [:= value];` up to BEGIN. */
  declarations(cursor: Cursor): void {
    while (!cursor.done && cursor.peek() !== 'BEGIN') {
      const from = cursor.at;
      cursor.seek(';');
      const part = cursor.fork(from, cursor.at);
      cursor.take(';');
      const name = part.local();
      if (!name) continue;
      if (part.seek(':=', '=', 'DEFAULT')) this.#values.assign(name.value, part.fork(part.at + 1));
      else this.#values.hold(name.value, [{ text: null, known: true }]);
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

  /** IF and CASE. A condition that constants decide chooses its branch here. */
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
      const condition = { id: this.#asked++, text: this.conditionText(cursor, start), holds: true };
      const branch: BlockOp[] = [];
      const own = isElse || holds === true ? also(under, ...failed) : also(under, ...failed, condition);
      const runs = failed.length === 0 && holds === true ? under : own;
      const end = this.statements(cursor, branch, runs, ends);
      if (decided || holds === false) continue;
      into.push(...branch);
      if (end === 'returns') after = this.afterReturn(after, runs, under, failed, condition, isElse);
      else outcomes.push(this.#values.snapshot());
      if (holds === true) decided = true;
      else failed.push({ ...condition, holds: false });
    }
    if (!decided) outcomes.push(before);
    this.#values.merge(outcomes.length > 0 ? outcomes : [before]);
    this.endOf(cursor);
    return isIf ? after : under;
  }
  /** Steps over a condition and its THEN: whether it holds, where constants tell. */
  asked(cursor: Cursor, start: number, isIf: boolean): boolean | undefined {
    this.condition(cursor);
    const holds = isIf ? evaluateCondition(cursor.fork(start, cursor.at), this.#values.variables) : undefined;
    cursor.take('THEN');
    return holds;
  }
  afterReturn(
    after: Under,
    runs: Under,
    under: Under,
    failed: readonly BlockCondition[],
    condition: BlockCondition,
    isElse: boolean,
  ): Under {
    if (runs === under) return { conditional: true, when: [{ id: this.#asked++, text: 'false', holds: true }] };
    if (failed.length === 0) return also(after, { ...condition, holds: false });
    return isElse && failed.length === 1 ? also(after, { ...failed[0]!, holds: true }) : perhaps;
  }
  /** The condition's text, with the constants its variables stand for. */
  conditionText(cursor: Cursor, start: number): string {
    const end = cursor.tokens[cursor.at - 1]?.text === 'THEN' ? cursor.at - 1 : cursor.at;
    return this.substituted(cursor.fork(start, end));
  }
  substituted(part: Cursor): string {
    const range = part.rest();
    let text = '';
    let at = range.start;
    for (let i = part.at; i < part.limit; i++) {
      const token = part.tokens[i]!;
      if (token.kind !== 'word' || part.tokens[i - 1]?.text === '.' || part.tokens[i + 1]?.text === '(') continue;
      const value = this.#values.variables.get(identifierValue(this.text, token));
      if (!value?.known || part.tokens[i + 1]?.text === '.') continue;
      text += this.text.slice(at, token.start) + (value.text === null ? 'NULL' : quoteLiteral(value.text));
      at = token.end;
    }
    return text + this.text.slice(at, range.end);
  }

  /** A loop over constants runs once for each; any other may run or not, and what it assigns is not known. */
  loop(cursor: Cursor, into: BlockOp[], under: Under): void {
    const from = cursor.at;
    cursor.seek('LOOP');
    const { name, values } = this.loopValues(cursor.fork(from, cursor.at));
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
    this.endOf(cursor);
  }
  /** `FOREACH x IN ARRAY …`, `FOR i IN 1..3`, `FOR x IN SELECT unnest(…)`: what the variable will be, one by one. */
  loopValues(head: Cursor): { readonly name?: string; readonly values?: readonly Value[] | undefined } {
    if (!head.takeAny('FOREACH', 'FOR')) return {};
    const name = head.local()?.value;
    if (name === undefined || !head.take('IN')) return {};
    if (head.take('ARRAY')) return { name, values: this.arrayAt(head) };
    if (head.is('SELECT', 'UNNEST', '(')) {
      head.at += 2;
      const inside = head.inside();
      return head.done ? { name, values: this.arrayAt(inside) } : {};
    }
    const to = head.fork();
    if (!to.seek('..')) return {};
    const [low, high] = [head.fork(head.at, to.at), to.fork(to.at + 1)].map((part) => this.integer(part));
    if (low === undefined || high === undefined || high - low > 100) return {};
    return { name, values: Array.from({ length: Math.max(0, high - low + 1) }, (_, i) => known(String(low + i))) };
  }
  arrayAt(cursor: Cursor): readonly Value[] | undefined {
    const variable = cursor.limit - cursor.at === 1 ? cursor.fork().local()?.value : undefined;
    return variable === undefined ? evaluateArray(cursor, this.#values.variables) : this.#values.array(variable);
  }
  integer(cursor: Cursor): number | undefined {
    const value = evaluate(cursor, this.#values.variables);
    return value.known && value.text !== null && /^-?\d{1,9}$/.test(value.text) ? Number(value.text) : undefined;
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

  /** Up to THEN; a CASE expression's own THEN is not it. */
  condition(cursor: Cursor): void {
    for (let depth = 0; !cursor.done; cursor.skip()) {
      const word = cursor.peek();
      if (word === 'THEN' && depth === 0) return;
      if (word === 'CASE') depth++;
      else if (word === 'END') depth--;
    }
  }
  endOf(cursor: Cursor): void {
    cursor.take('END');
    while (!cursor.done && cursor.takeAny(';') === undefined) cursor.at++;
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
    if (word === 'PERFORM' || word === 'CALL') {
      for (const op of this.called(part, word)) into.push({ op, ...under });
      return;
    }
    if (part.isName && /^(:?=)$/.test(part.peek(1))) {
      const name = part.local();
      if (name) this.#values.assign(name.value, part.fork(part.at + 1));
      return;
    }
    if (!schemaWords.has(word) && !harmless.has(word)) return;
    if (harmless.has(word)) this.forgetAssigned(part.fork(part.limit), from);
    if (word === 'SELECT') this.selected(part.fork());
    for (const op of this.sql(part.rest(), blankInto)) into.push({ op, ...under });
  }
  /** `SELECT 'DROP TABLE ' || c INTO v FROM …`: with no row the variable is NULL. */
  selected(part: Cursor): void {
    part.take('SELECT');
    const list = part.fork();
    if (!part.seek('INTO')) return;
    const from = list.fork(list.at, part.at);
    const items = (from.seek('FROM') ? part.fork(list.at, from.at) : part.fork(list.at, part.at)).parts();
    const oneRow = !part.fork(list.at).seek('FROM');
    part.take('INTO');
    part.take('STRICT');
    for (const item of items) {
      const name = part.local();
      if (!name) return;
      const values = this.#values.all(item);
      this.#values.hold(name.value, oneRow ? values : values.map((value) => ({ ...value, known: false })));
      if (!part.take(',')) return;
    }
  }
  /** Constants that its variables stand for are written in, so that the call's arguments are known. */
  called(part: Cursor, word: 'PERFORM' | 'CALL'): readonly DdlOp[] {
    const range = part.rest();
    const asSelect = (text: string): string => (word === 'CALL' ? text : `SELECT ${text.slice('PERFORM'.length)}`);
    const substituted = this.substituted(part);
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

  /** Where a part that is not known stands for more than a name, something else that can stand there is read. */
  readTemplate(text: string): readonly DdlOp[] | undefined {
    const open = new RegExp(`\\b${unknownName}\\b`, 'g');
    const readings = [
      text,
      text.replace(/(\b(?:MODULUS|REMAINDER)\s+)\w+/gi, '$11'),
      text.replace(new RegExp(`\\b${unknownName}\\s*;?\\s*$`), 'DEFAULT'),
      text.replace(open, (name, at: number) => (/[\w."]\s*$/.test(text.slice(0, at)) && at > 20 ? '' : name)),
    ];
    for (const reading of readings) {
      const ops = this.read(reading);
      if (ops) return ops;
    }
    return undefined;
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
    if (values.length === 1) return this.executed(values[0]!, range);
    // Which of them is given is not known, so each may run or not.
    return [perhapsAll(values.flatMap((value) => this.executed(value, range)))];
  }
  executed(value: Value, range: TextRange): readonly DdlOp[] {
    if (value.text === null) return [];
    const ops = value.known ? this.read(value.text) : this.readTemplate(value.text);
    if (value.known) return ops ? mapRanges(ops, () => range) : [unknownAt(value.text, range)];
    const like = ops && mapRanges(ops, () => range);
    // All of the text is known, but not whether there is one.
    if (like && !value.text.includes(unknownName)) return [perhapsAll(like)];
    const prefix = value.text.split(unknownName)[0]!;
    const word = tokenize(prefix)[0]?.text;
    if (word !== undefined && harmless.has(word)) return [{ op: 'none', statement: 'EXECUTE' }];
    if (like && like.length > 0 && word !== undefined) return [{ op: 'unknown', reason: built, objects: [], like }];
    return [unknownAt(prefix, range)].filter((op) => op.op !== 'none' || word !== undefined);
  }
}
/** Each may run or not. */
const perhapsAll = (ops: readonly DdlOp[]): DdlOp => ({
  op: 'block',
  body: ops.map((op) => ({ op, ...perhaps })),
  swallows: false,
});
const known = (text: string): Value => ({ text, known: true });
const built = 'EXECUTE of text that is built when it runs';

/** RAISE with no level, or RAISE EXCEPTION, among the tokens from `from` to the cursor. */
function rethrows(cursor: Cursor, from: number): boolean {
  for (let at = from; at < cursor.at; at++) {
    if (cursor.tokens[at]!.text !== 'RAISE') continue;
    const level = cursor.tokens[at + 1]?.text ?? '';
    if (!['NOTICE', 'WARNING', 'INFO', 'LOG', 'DEBUG'].includes(level)) return true;
  }
  return false;
}

/** `SELECT … INTO v`, `RETURNING … INTO v`: PL/pgSQL's own clause becomes blanks, so that the rest is SQL. */
function blankInto(text: string): string {
  const cursor = Cursor.over(text);
  if (schemaWords.has(cursor.peek())) return text;
  while (cursor.seek('INTO')) {
    const before = cursor.peek(-1);
    const start = cursor.start;
    cursor.at++;
    if (before === 'INSERT' || before === 'MERGE') continue;
    cursor.take('STRICT');
    while (cursor.dotted().length > 0) {
      while (cursor.peek() === '[') cursor.group();
      if (!cursor.take(',')) break;
    }
    return text.slice(0, start) + ' '.repeat(cursor.end - start) + text.slice(cursor.end);
  }
  return text;
}

/** The statement stands at `range`, its text elsewhere. */
function unknownAt(text: string, range: TextRange): DdlOp {
  return mapRanges(unknownStatement(text, built), () => range);
}
