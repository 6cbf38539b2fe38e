/** Types and the clauses of columns and constraints, each with its ranges, read from tokens. */

import type { Cursor } from '../../text/cursor';
import { present } from '../../text/present';
import type { LocalName, Name, TextRange } from '../../text/text';

export interface Clause {
  readonly kind:
    | 'not null'
    | 'null'
    | 'default'
    | 'check'
    | 'unique'
    | 'primary key'
    | 'foreign key'
    | 'exclude'
    | 'generated'
    | 'identity'
    | 'collate'
    | 'storage'
    | 'compression'
    | 'options';
  /** CONSTRAINT name and what trails (DEFERRABLE, NOT VALID, …) included. */
  readonly range: TextRange;
  /** After CONSTRAINT. */
  readonly name?: LocalName;
  /** The expression of DEFAULT, CHECK or GENERATED; parentheses that belong to the clause are left out. */
  readonly value?: TextRange;
  /** Key columns of a table constraint, the column of NOT NULL. */
  readonly columns?: readonly LocalName[];
  readonly include?: readonly LocalName[];
  readonly references?: Name;
  readonly referencedColumns?: readonly LocalName[];
  /** ON DELETE SET NULL (…) */
  readonly deleteColumns?: readonly LocalName[];
  readonly usingIndex?: LocalName;
  /** EXCLUDE: a cursor range over the elements within its parentheses, and the text from EXCLUDE to WHERE (…). */
  readonly definition?: TextRange;
}

const clauseStarts = new Set(['CONSTRAINT', 'NULL', 'DEFAULT', 'CHECK', 'UNIQUE', 'PRIMARY', 'REFERENCES', 'COLLATE']);

const firstWords = new Set([...clauseStarts, 'NOT', 'GENERATED', 'DEFERRABLE', 'ENFORCED', 'INITIALLY', 'NO']);

/** True where a column's next clause begins. */
function atClause(cursor: Cursor): boolean {
  const word = cursor.peek();
  if (!firstWords.has(word)) return false;
  if (clauseStarts.has(word)) return true;
  const next = cursor.peek(1);
  if (word === 'NOT') return next === 'NULL' || isAttributeWord(next);
  if (word === 'GENERATED') return next === 'ALWAYS' || next === 'BY';
  return atAttribute(cursor);
}
const isAttributeWord = (word: string): boolean => word === 'DEFERRABLE' || word === 'VALID' || word === 'ENFORCED';

/** DEFERRABLE, INITIALLY …, NOT VALID, [NOT] ENFORCED, NO INHERIT. */
export function atAttribute(cursor: Cursor): boolean {
  const word = cursor.peek();
  const next = cursor.peek(1);
  if (word === 'DEFERRABLE' || word === 'ENFORCED') return true;
  if (word === 'INITIALLY') return next === 'DEFERRED' || next === 'IMMEDIATE';
  if (word === 'NOT') return isAttributeWord(next);
  return word === 'NO' && next === 'INHERIT';
}
export function takeAttributes(cursor: Cursor): void {
  while (!cursor.done && atAttribute(cursor))
    cursor.at += cursor.peek() === 'DEFERRABLE' || cursor.peek() === 'ENFORCED' ? 1 : 2;
}

const intervalFields = new Set(['YEAR', 'MONTH', 'DAY', 'HOUR', 'MINUTE', 'SECOND']);

/** Over a type's name with modifiers and array bounds; undefined, and no step, where none stands. */
export function scanType(cursor: Cursor): TextRange | undefined {
  const start = cursor.start;
  cursor.take('SETOF');
  if (!cursor.isName || atClause(cursor)) return undefined;
  const first = cursor.peek();
  const next = cursor.peek(1);
  if (first === 'DOUBLE' && next === 'PRECISION') cursor.at += 2;
  else if (first === 'NATIONAL' && (next === 'CHARACTER' || next === 'CHAR')) cursor.at += 2;
  else if (cursor.dotted().length === 0) return undefined;
  if (['CHARACTER', 'CHAR', 'NCHAR', 'BIT', 'NATIONAL'].includes(first)) cursor.take('VARYING');
  if (first === 'INTERVAL') scanIntervalFields(cursor);
  if (cursor.peek() === '(') cursor.group();
  if (first === 'TIME' || first === 'TIMESTAMP')
    cursor.take('WITH', 'TIME', 'ZONE') || cursor.take('WITHOUT', 'TIME', 'ZONE');
  if (cursor.peek() === '%' && cursor.peek(1) === 'TYPE') cursor.at += 2;
  if (cursor.take('ARRAY') && cursor.peek() !== '[') return { start, end: cursor.end };
  while (cursor.peek() === '[') cursor.group();
  return { start, end: cursor.end };
}
function scanIntervalFields(cursor: Cursor): void {
  if (!intervalFields.has(cursor.peek())) return;
  cursor.at++;
  if (cursor.peek() === 'TO' && intervalFields.has(cursor.peek(1))) cursor.at += 2;
}

/** The names in a parenthesised list; those that are no plain names are left out. */
export function nameList(cursor: Cursor): LocalName[] {
  if (cursor.peek() !== '(') return [];
  return cursor
    .inside()
    .parts()
    .flatMap((part) => {
      if (part.peek(1) !== '') part.take('PERIOD');
      return part.local() ?? [];
    });
}

/** Inside of a group, without the brackets and the space beside them. */
function innerRange(cursor: Cursor): TextRange | undefined {
  if (cursor.peek() !== '(') return undefined;
  const inner = cursor.inside();
  return inner.rest();
}

/** Over DEFAULT's value: up to the next clause outside brackets. */
function scanDefault(cursor: Cursor): TextRange {
  const start = cursor.start;
  let first = true;
  while (!cursor.done && (first || !atClause(cursor) || isOperand(cursor))) {
    if (first && atClause(cursor) && cursor.peek() !== 'NULL') break;
    if (cursor.peek() === 'CASE') skipCase(cursor);
    else cursor.skip();
    first = false;
  }
  return { start, end: Math.max(start, cursor.end) };
}
/** Over CASE … END, whose branches may hold NOT NULL and the like. */
function skipCase(cursor: Cursor): void {
  let depth = 0;
  do {
    if (cursor.peek() === 'CASE') depth++;
    else if (cursor.peek() === 'END') depth--;
    cursor.skip();
  } while (depth > 0 && !cursor.done);
}
/** NULL and NOT NULL belong to the expression after IS, DISTINCT FROM, an operator or a cast's dots. */
function isOperand(cursor: Cursor): boolean {
  const before = cursor.token(-1);
  if (before === undefined) return false;
  return before.kind === 'operator' || before.text === '.' || before.text === 'IS' || before.text === 'FROM';
}

/** Over one clause of a column, or over a table constraint, after `lead`. Undefined, and no step, where none begins. */
export function scanClause(cursor: Cursor, lead?: string): Clause | undefined {
  if (lead !== undefined) cursor.take(lead);
  const from = cursor.at;
  const start = cursor.start;
  let name: LocalName | undefined;
  if (cursor.take('CONSTRAINT')) name = atClause(cursor) && cursor.peek() !== 'CONSTRAINT' ? undefined : cursor.local();
  const body = scanBody(cursor);
  if (body === undefined) {
    if (name === undefined) {
      cursor.at = from;
      return undefined;
    }
    return { kind: 'check', range: { start, end: cursor.end }, name };
  }
  takeAttributes(cursor);
  const range = { start, end: cursor.end };
  return name === undefined ? { ...body, range } : { ...body, range, name };
}

type ClauseFacts = Omit<Clause, 'range' | 'name'>;
function scanBody(cursor: Cursor): ClauseFacts | undefined {
  const word = cursor.peek();
  switch (word) {
    case 'NOT':
      return cursor.take('NOT', 'NULL') ? { kind: 'not null', ...columnAfterNotNull(cursor) } : undefined;
    case 'NULL':
      cursor.at++;
      return { kind: 'null' };
    case 'DEFAULT':
      cursor.at++;
      return { kind: 'default', value: scanDefault(cursor) };
    case 'CHECK': {
      cursor.at++;
      return withValue('check', innerRange(cursor));
    }
    case 'UNIQUE':
    case 'PRIMARY':
      return scanKey(cursor);
    case 'FOREIGN':
    case 'REFERENCES':
      return scanForeignKey(cursor);
    case 'EXCLUDE':
      return scanExclude(cursor);
    case 'GENERATED':
      return scanGenerated(cursor);
    case 'COLLATE':
      cursor.at++;
      cursor.dotted();
      return { kind: 'collate' };
    case 'STORAGE':
    case 'COMPRESSION':
      cursor.at += 2;
      return { kind: word === 'STORAGE' ? 'storage' : 'compression' };
    case 'OPTIONS':
      cursor.at++;
      if (cursor.peek() === '(') cursor.group();
      return { kind: 'options' };
    default:
      return undefined;
  }
}
function withValue(kind: Clause['kind'], value: TextRange | undefined): ClauseFacts {
  return value === undefined ? { kind } : { kind, value };
}
/** PostgreSQL 18's table constraint `NOT NULL column`; inside a column nothing that is a name can follow. */
function columnAfterNotNull(cursor: Cursor): { columns?: LocalName[] } {
  if (!cursor.isName || atClause(cursor) || cursor.is('GENERATED')) return {};
  const column = cursor.local();
  return column === undefined ? {} : { columns: [column] };
}

function scanKey(cursor: Cursor): ClauseFacts {
  const kind = cursor.takeAny('UNIQUE') ? 'unique' : 'primary key';
  if (kind === 'primary key') {
    cursor.take('PRIMARY');
    cursor.take('KEY');
  } else {
    cursor.take('NULLS', 'NOT', 'DISTINCT') || cursor.take('NULLS', 'DISTINCT');
  }
  let body: ClauseFacts = { kind };
  if (cursor.take('USING', 'INDEX') || cursor.peek() === '(') {
    if (cursor.peek() === '(') body = { ...body, columns: nameList(cursor) };
    else if (!cursor.is('TABLESPACE')) {
      const usingIndex = cursor.local();
      return usingIndex === undefined ? body : { ...body, usingIndex };
    } else cursor.at -= 2;
  }
  if (cursor.take('INCLUDE')) body = { ...body, include: nameList(cursor) };
  takeIndexStorage(cursor);
  return body;
}
function takeIndexStorage(cursor: Cursor): void {
  if (cursor.is('WITH', '(')) {
    cursor.at++;
    cursor.group();
  }
  if (cursor.take('USING', 'INDEX', 'TABLESPACE')) cursor.local();
}

function scanForeignKey(cursor: Cursor): ClauseFacts {
  let columns: LocalName[] | undefined;
  if (cursor.take('FOREIGN')) {
    cursor.take('KEY');
    columns = nameList(cursor);
  }
  const keyed = columns === undefined ? {} : { columns };
  if (!cursor.take('REFERENCES')) return { kind: 'foreign key', ...keyed };
  const references = cursor.name();
  const referencedColumns = nameList(cursor);
  if (cursor.take('MATCH')) cursor.at++;
  let deleteColumns: LocalName[] | undefined;
  while (cursor.is('ON', 'DELETE') || cursor.is('ON', 'UPDATE')) {
    cursor.at += 2;
    if (cursor.takeAny('SET', 'NO')) cursor.at++;
    else cursor.at++;
    if (cursor.peek() === '(') deleteColumns = nameList(cursor);
  }
  return { kind: 'foreign key', ...keyed, ...present({ references, deleteColumns }), referencedColumns };
}

function scanExclude(cursor: Cursor): ClauseFacts {
  const start = cursor.start;
  cursor.at++;
  if (cursor.take('USING')) cursor.local();
  if (cursor.peek() === '(') cursor.group();
  if (cursor.take('INCLUDE') && cursor.peek() === '(') cursor.group();
  takeIndexStorage(cursor);
  let value: TextRange | undefined;
  if (cursor.take('WHERE')) value = innerRange(cursor);
  const body = withValue('exclude', value);
  return { ...body, definition: { start, end: cursor.end } };
}

function scanGenerated(cursor: Cursor): ClauseFacts {
  cursor.at++;
  if (!cursor.take('ALWAYS')) cursor.take('BY', 'DEFAULT');
  cursor.take('AS');
  if (cursor.take('IDENTITY')) {
    if (cursor.peek() === '(') cursor.group();
    return { kind: 'identity' };
  }
  const value = innerRange(cursor);
  cursor.takeAny('STORED', 'VIRTUAL');
  return withValue('generated', value);
}
