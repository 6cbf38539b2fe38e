/** Text edits that keep a person's layout: indentation, where commas stand, comments behind an element. */

import type { ColumnDef, CreateTable } from '../../sql/read/ops-table';
import { present } from '../../text/present';
import type { TextRange } from '../../text/text';
import { inDocument, type Placed } from '../origin-places';
import type { TextEdit } from '../rule';

export function insertAt(at: number, newText: string): TextEdit {
  return { range: { start: at, end: at }, newText };
}
/**
 * At one place, what a column lacks stands before the comma behind it, and what a statement lacks before its semicolon.
 * NOT NULL before DEFAULT is how generated columns have it.
 */
const insertionOrder = { 'NOT NULL': 0, DEFAULT: 1, element: 2, semicolon: 3, statement: 4 } as const;
/** A clause behind a column's type, in the letters it is given. */
export function insertClause(at: number, clause: 'NOT NULL' | 'DEFAULT', words: string): TextEdit {
  return { ...insertAt(at, ` ${words}`), order: insertionOrder[clause] };
}
function insertBehind(at: number, newText: string): TextEdit {
  return { ...insertAt(at, newText), order: insertionOrder.element };
}
/** Behind a statement's last token, before the comment that may follow it. */
export function insertSemicolon(at: number): TextEdit {
  return { ...insertAt(at, ';'), order: insertionOrder.semicolon };
}

/** Two findings may need the same. */
export function sameEdit(a: TextEdit, b: TextEdit): boolean {
  return a.range.start === b.range.start && a.range.end === b.range.end && a.newText === b.newText;
}

/** The elements of a CREATE TABLE in the order they stand, in the document's offsets. */
interface TableBody {
  readonly text: string;
  readonly elements: readonly TextRange[];
  /** Between the parentheses. */
  readonly inner: TextRange;
  /** One element a line, rather than all in one. */
  readonly multiline: boolean;
  readonly leadingCommas: boolean;
  readonly indent: string;
}
export function tableBody(text: string, { statement, op }: Placed<CreateTable>, indent: number): TableBody | undefined {
  if (!op.body) return undefined;
  const outer = inDocument(statement, op.body);
  const inner = { start: outer.start + 1, end: outer.end - 1 };
  const parts = [...op.columns, ...op.constraints.filter((constraint) => !constraint.inline), ...op.likes];
  const elements = parts.map((part) => inDocument(statement, part.range)).sort((a, b) => a.start - b.start);
  const [first, second] = elements;
  const multiline = first === undefined || text.slice(inner.start, (second ?? first).start).includes('\n');
  const leading = second !== undefined && /^\s*,/.test(lineBefore(text, second.start).text);
  const own = elements.map((element) => lineBefore(text, element.start).text).find((before) => /^[ \t]+$/.test(before));
  return {
    text,
    elements,
    inner,
    multiline,
    leadingCommas: leading,
    indent: own ?? ' '.repeat(indent),
  };
}
function lineBefore(text: string, offset: number): { readonly start: number; readonly text: string } {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return { start, text: text.slice(start, offset) };
}

/** New elements right after one, or before the first when `after` is undefined. */
export function insertElements(body: TableBody, after: TextRange | undefined, lines: readonly string[]): TextEdit[] {
  const { text, elements, indent } = body;
  const [first] = elements;
  const separator = body.leadingCommas ? `\n${commaIndent(body)}, ` : body.multiline ? `,\n${indent}` : ', ';
  if (!after && !first) {
    const close = body.text.slice(body.inner.start, body.inner.end).includes('\n') ? '' : '\n';
    return [insertAt(body.inner.start, `\n${indent}${lines.join(`,\n${indent}`)}${close}`)];
  }
  if (!after) return [insertAt(first!.start, `${lines.join(separator)}${separator}`)];
  if (!body.multiline) return [insertBehind(after.end, lines.map((line) => `, ${line}`).join(''))];
  if (body.leadingCommas) {
    const at = restOfLine(text, after.end).comment ?? after.end;
    return [insertBehind(at, lines.map((line) => `\n${commaIndent(body)}, ${line}`).join(''))];
  }
  return afterElement(body, after, lines);
}
/** The comment behind an element stays with it, on either side of the comma. */
function afterElement(body: TableBody, after: TextRange, lines: readonly string[]): TextEdit[] {
  const { text, indent } = body;
  const rest = restOfLine(text, after.end);
  const block = lines.map((line) => `\n${indent}${line}`);
  if (rest.comma !== undefined) {
    const at = rest.comment ?? (rest.alone ? rest.comma : undefined);
    if (at !== undefined) return [insertBehind(at, block.map((line) => `${line},`).join(''))];
  }
  if (rest.comment !== undefined) return [insertBehind(after.end, ','), insertBehind(rest.comment, block.join(','))];
  return [insertBehind(after.end, block.map((line) => `,${line}`).join(''))];
}
/**
 * What follows an element on its line, which a comment may prolong: the offset behind its comma, and the end of the
 * comment that belongs to it. `alone`: nothing else does.
 */
function restOfLine(
  text: string,
  from: number,
): { readonly comma?: number; readonly comment?: number; readonly alone?: boolean } {
  const comma = matchAt(elementComma, text, from);
  const behind = comma === undefined ? from : comma;
  const known = comma === undefined ? {} : { comma };
  const end = matchAt(commentToLineEnd, text, behind);
  if (end === undefined) return known;
  return { ...known, ...present({ comment: text.slice(behind, end).trim() !== '' ? end : undefined }), alone: true };
}
const elementComma = /(?:[ \t]*\/\*(?:(?!\*\/)[\s\S])*\*\/)*[ \t]*,/y;
const commentToLineEnd = /[ \t]*(?:--[^\r\n]*|\/\*(?:(?!\*\/)[\s\S])*\*\/[ \t]*)?(?=\r?\n|$)/y;
function matchAt(pattern: RegExp, text: string, from: number): number | undefined {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
/** What stands before a comma in front: the same for all of them. */
function commaIndent({ text, elements, indent }: TableBody): string {
  const lines = elements.map((element) => /^([ \t]*),/.exec(lineBefore(text, element.start).text)?.[1]);
  return lines.find((each) => each !== undefined) ?? indent;
}

/** Takes one element out, with its comma and the comment on its line. */
export function removeElement(body: TableBody, element: TextRange): TextEdit | undefined {
  const { text, elements } = body;
  const at = elements.findIndex((each) => each.start === element.start);
  const [previous, next] = [elements[at - 1], elements[at + 1]];
  if (at < 0 || (!previous && !next)) return undefined;
  if (!next || (previous && body.leadingCommas)) return removeWithCommaBefore(body, previous!, element);
  const line = lineBefore(text, element.start);
  const rest = restOfLine(text, element.end);
  if (/^[ \t]*$/.test(line.text) && rest.alone && rest.comma !== undefined)
    return { range: { start: line.start, end: nextLine(text, rest.comment ?? element.end) }, newText: '' };
  return { range: { start: element.start, end: next.start }, newText: '' };
}
function nextLine(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  return at < 0 ? text.length : at + 1;
}
/** The comma before it goes too; a comment between the two stays. */
function removeWithCommaBefore(body: TableBody, previous: TextRange, element: TextRange): TextEdit {
  const gap = body.text.slice(previous.end, element.start).replace(/,/, '').trimEnd();
  const end = restOfLine(body.text, element.end).comment ?? element.end;
  return { range: { start: previous.end, end }, newText: gap };
}

/**
 * Statements on lines of their own after a statement and the comment behind it; its semicolon is added where it lacks
 * one. `order` is theirs among others that come to stand there.
 */
export function insertAfter(text: string, fullRange: TextRange, sql: string, order = 0): TextEdit[] {
  const { end } = fullRange;
  const closed = text[end - 1] === ';';
  const at = restOfLine(text, end).comment ?? end;
  return [
    ...(closed ? [] : [insertSemicolon(end)]),
    { ...insertAt(at, `\n${sql}`), order: insertionOrder.statement + order },
  ];
}

/** With the comment on its line, and its line where it has that to itself. */
export function removeStatement(text: string, fullRange: TextRange): TextEdit {
  const line = lineBefore(text, fullRange.start);
  const rest = restOfLine(text, fullRange.end);
  if (line.text.trim() !== '' || !rest.alone) return { range: fullRange, newText: '' };
  return { range: { start: line.start, end: nextLine(text, rest.comment ?? fullRange.end) }, newText: '' };
}

/** The clause and the blanks before it. */
export function removeClause(text: string, clause: TextRange): TextEdit {
  let { start } = clause;
  while (/[ \t]/.test(text[start - 1] ?? '')) start--;
  return { range: { start, end: clause.end }, newText: '' };
}
/** Where NOT NULL or DEFAULT belongs in a column's definition: after its type, collation and nullability. */
export function afterType(def: ColumnDef): number {
  return Math.max(def.type.range.end, def.collation?.range.end ?? 0, def.notNull?.value ? def.notNull.range.end : 0);
}
