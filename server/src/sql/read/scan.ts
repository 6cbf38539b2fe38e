/**
 * The elements of CREATE TABLE and the clauses of a column or constraint, with their ranges, read from tokens alone: it
 * works on half-typed text too. What the clauses mean is libpg-query's to say; `ddl-table.ts` pairs the two.
 */

import { Cursor } from '../../text/cursor';
import { present } from '../../text/present';
import type { LocalName, Name, TextRange } from '../../text/text';
import { atAttribute, type Clause, scanClause, scanType, takeAttributes } from './scan-clause';

export interface TableElement {
  readonly kind: 'column' | 'constraint' | 'like';
  readonly range: TextRange;
  /** A column's name; for LIKE, nothing. */
  readonly name?: LocalName;
  readonly type?: TextRange;
  readonly clauses: readonly Clause[];
  readonly source?: Name;
}

interface TableText {
  readonly name: Name;
  readonly ifNotExists: boolean;
  /** The parentheses and all in them. */
  readonly body?: TextRange;
  readonly elements: readonly TableElement[];
  /** `(...)`: dots, or an ellipsis, where the elements belong. */
  readonly placeholder?: TextRange;
}

/** True where an element is a table constraint, not a column of that name. */
function atTableConstraint(cursor: Cursor): boolean {
  const word = cursor.peek();
  const next = cursor.peek(1);
  if (word === 'EXCLUDE') return next === 'USING' || next === '(';
  if (word === 'NOT') return next === 'NULL';
  return ['CONSTRAINT', 'PRIMARY', 'UNIQUE', 'CHECK', 'FOREIGN'].includes(word);
}

/** A column definition: name, type and clauses; `OF` and partition lists have no types. */
export function scanColumn(cursor: Cursor): TableElement {
  const start = cursor.start;
  const name = cursor.local();
  cursor.take('WITH', 'OPTIONS');
  const type = scanType(cursor);
  const clauses: Clause[] = [];
  while (!cursor.done) {
    const clause = scanClause(cursor);
    if (clause !== undefined) clauses.push(clause);
    else if (!takeStray(cursor)) break;
  }
  return {
    kind: 'column',
    range: { start, end: Math.max(cursor.end, start) },
    ...present({ name, type }),
    clauses,
  };
}
/** Text that is no clause (half-typed) is stepped over, so that what follows it is still read. */
function takeStray(cursor: Cursor): boolean {
  if (cursor.done) return false;
  if (atAttribute(cursor)) takeAttributes(cursor);
  else cursor.skip();
  return true;
}

/** One element of a table's list; `cursor` ends where the element does. */
function scanElement(cursor: Cursor): TableElement | undefined {
  if (cursor.done) return undefined;
  const range = cursor.rest();
  if (cursor.take('LIKE')) {
    const source = cursor.name();
    return { kind: 'like', range, clauses: [], ...present({ source }) };
  }
  if (atTableConstraint(cursor)) {
    const clause = scanClause(cursor);
    return { kind: 'constraint', range, clauses: clause === undefined ? [] : [clause] };
  }
  return cursor.isName ? { ...scanColumn(cursor), range } : undefined;
}

/** `...`, `…`, `. . .` and nothing else. */
function placeholderIn(inner: Cursor): TextRange | undefined {
  const range = inner.rest();
  const written = inner.text.slice(range.start, range.end);
  return /^(?:\.\s*){2,}$|^\u2026$/u.test(written) ? range : undefined;
}

/** At the parenthesis of an element list: the list, parted, over as much as is there. */
export function scanBodyAt(cursor: Cursor): Pick<TableText, 'body' | 'elements' | 'placeholder'> {
  if (cursor.peek() !== '(') return { elements: [] };
  const start = cursor.start;
  const inner = cursor.inside();
  const body = { start, end: cursor.end };
  const placeholder = placeholderIn(inner);
  if (placeholder !== undefined) return { body, elements: [], placeholder };
  return { body, elements: inner.parts().flatMap((part) => scanElement(part) ?? []) };
}

/** Over `CREATE … TABLE [IF NOT EXISTS] name`; undefined when the text is something else. */
function scanCreateTableHead(cursor: Cursor): { name: Name; ifNotExists: boolean } | undefined {
  if (!cursor.take('CREATE')) return undefined;
  while (cursor.takeAny('GLOBAL', 'LOCAL', 'TEMP', 'TEMPORARY', 'UNLOGGED', 'FOREIGN'));
  if (!cursor.take('TABLE')) return undefined;
  const ifNotExists = cursor.take('IF', 'NOT', 'EXISTS');
  const name = cursor.name();
  return name === undefined ? undefined : { name, ifNotExists };
}

/** The elements of a CREATE TABLE, parsed or not; undefined when `text` is not one. Offsets are in `text`. */
export function tableElements(text: string): TableText | undefined {
  const cursor = Cursor.over(text);
  const head = scanCreateTableHead(cursor);
  if (head === undefined) return undefined;
  if (cursor.take('PARTITION', 'OF')) cursor.name();
  else if (cursor.take('OF')) cursor.name();
  return { ...head, ...scanBodyAt(cursor) };
}
