/** A document's statements, each parsed once for its text, wherever and however often it stands. */

import { MAX_TARGETS } from '../../model/bounds';
import { Cursor } from '../../text/cursor';
import { tokenize } from '../../text/lexer';
import { LruCache } from '../../text/lru';
import { present } from '../../text/present';
import { mapRanges, type TextRange } from '../../text/text';
import type { Token } from '../../text/token';
import { parse, type RawStmt } from '../parse';
import { bodyError } from '../plpgsql/routine-body';
import type { DdlOp } from '../read/ops';
import { unknownStatement } from '../read/partial-statements';
import { readStatements } from '../read/read';
import { tableElements } from '../read/scan';
import type { TextRefusal } from '../refusals/refusal';
import { refusalsOf } from '../refusals/refusals';
import { withConnects } from './connects';
import { type FilledStatement, fillPlaceholders, type Placeholders } from './placeholders';
import { type Judge, type Piece, resplit, type SplitText, split } from './split';
import type { ParsedStatement, Section, SqlDocument, Statement, Suppression } from './statement';
import { marksInSql, readTemplate } from './template-marks';

/** Characters of a file that are read. */
export const MAX_DOCUMENT_LENGTH = 16_000_000;

/** Never throws, for any text. Statements equal to ones of `previous`, or seen before anywhere, are not parsed again. */
export function parseDocument(
  uri: string,
  version: number,
  text: string,
  options: { sections?: readonly Section[]; previous?: SqlDocument; placeholders?: Placeholders } = {},
): SqlDocument {
  const empty = { uri, version, text, statements: [], skipped: [], suppressions: [] };
  const unreadable = whyUnreadable(text);
  if (unreadable !== undefined) return { ...empty, unreadable };
  const split = splitAgain(text, options.sections ?? [], options);
  const statements = withConnects(
    split.pieces.map((piece, index) => statementOf(piece, index)),
    split.skipped,
  );
  const suppressions = readSuppressions(text, statements);
  const document = { ...empty, statements, skipped: split.skipped, suppressions };
  if (options.sections === undefined || options.sections.length === 0)
    splits.set(document, { ...split, placeholders: options.placeholders });
  return document;
}

/** How documents without sections were split, so that an edit splits again around itself only. */
const splits = new WeakMap<SqlDocument, SplitText & { readonly placeholders: Placeholders | undefined }>();
function splitAgain(
  text: string,
  sections: readonly Section[],
  { previous, placeholders }: { readonly previous?: SqlDocument; readonly placeholders?: Placeholders },
): SplitText {
  const judge = placeholders === undefined ? parsedStatement : judgeWith(placeholders);
  const before = previous === undefined || sections.length > 0 ? undefined : splits.get(previous);
  if (previous === undefined || before === undefined || before.placeholders !== placeholders)
    return split(text, judge, sections);
  return resplit(text, judge, { text: previous.text, ...before });
}
const judges = new WeakMap<Placeholders, Judge>();
/** Statements with placeholders are kept for as long as their values are the same object. */
function judgeWith(placeholders: Placeholders): Judge {
  const known = judges.get(placeholders);
  if (known) return known;
  const parsed = new LruCache<ParsedStatement>(4_000_000);
  const judge: Judge = (text) => {
    const before = parsed.get(text);
    if (before !== undefined) return before;
    const filled = fillPlaceholders(text, placeholders);
    if (filled === undefined) return parsedStatement(text);
    const fresh = asWritten(text, filled, parsedStatement(filled.text));
    parsed.set(text, fresh);
    return fresh;
  };
  judges.set(placeholders, judge);
  return judge;
}
/** Read with its placeholders' values, its ranges where they are written. */
function asWritten(text: string, filled: FilledStatement, parsed: ParsedStatement): ParsedStatement {
  const { status, error, ops, refusals } = parsed;
  const place = (range: TextRange): TextRange => filled.back(range);
  const told = error && { ...error, range: place(error.range) };
  const refused = refusals && mapRanges(refusals, place);
  return {
    text,
    status,
    ...present({ error: told, refusals: refused }),
    ops: mapRanges(ops, place),
    filled,
  };
}
const kept = new WeakMap<Piece, Statement>();
function statementOf(piece: Piece, index: number): Statement {
  const known = kept.get(piece);
  if (known?.index === index) return known;
  const { start, end, fullEnd, runs, parsed, unended } = piece;
  const ranges = { range: { start, end }, fullRange: { start, end: fullEnd } };
  const statement = { index, ...ranges, parsed, runs, ...present({ unended }) };
  kept.set(piece, statement);
  return statement;
}

function whyUnreadable(text: string): string | undefined {
  if (text.includes('\0')) return 'This file is not text: it holds NUL characters.';
  if (text.length > MAX_DOCUMENT_LENGTH)
    return `This file has ${text.length} characters; files over ${MAX_DOCUMENT_LENGTH} are not read.`;
  return undefined;
}

/** Beyond what open documents hold themselves: equal statements in other files, and what was typed a moment ago. */
const parsedStatements = new LruCache<ParsedStatement>(8_000_000);

/** What a statement's text alone tells; the same object for the same text as long as it is kept. */
export function parsedStatement(text: string): ParsedStatement {
  const known = parsedStatements.get(text);
  if (known !== undefined) return known;
  // A slice of a document keeps all of it in memory; what is kept here is a copy of its own.
  const own = Buffer.from(text, 'utf16le').toString('utf16le');
  const fresh = readStatement(own);
  parsedStatements.set(own, fresh);
  return fresh;
}

function readStatement(text: string): ParsedStatement {
  try {
    const outcome = parse(text);
    if (outcome.status === 'too long') return { text, status: 'too long', ops: [] };
    if (outcome.status === 'ok') {
      const error = bodyError(text, outcome.statements);
      if (error !== undefined) return { text, status: 'syntax error', error, ops: unreadOps(text, tokenize(text)) };
      return withRefusals(accepted(text, readStatements(text, outcome.statements)), outcome.statements);
    }
    return refused(text, outcome.message, outcome.at);
  } catch (error) {
    // Nesting beyond what a recursive reader can follow: said, not guessed.
    if (!(error instanceof RangeError)) throw error;
    return { text, status: 'too long', ops: [] };
  }
}

function withRefusals(parsed: ParsedStatement, statements: readonly RawStmt[]): ParsedStatement {
  const refusals = parsed.status === 'ok' ? [...refusalsOf(parsed.text, statements), ...tooWide(parsed.ops)] : [];
  return refusals.length === 0 ? parsed : { ...parsed, refusals };
}
function accepted(text: string, ops: readonly DdlOp[]): ParsedStatement {
  const unsure = marksInSql(text);
  return unsure === undefined ? { text, status: 'ok', ops } : { text, status: 'template', ops: unsure };
}

function tooWide(ops: readonly DdlOp[]): TextRefusal[] {
  return ops.flatMap((op) => {
    const range = 'query' in op ? op.query.tooWide : op.op === 'use' ? op.tooWide : undefined;
    return range ? [{ message: `target lists can have at most ${MAX_TARGETS} entries`, range }] : [];
  });
}

function refused(text: string, message: string, at: number): ParsedStatement {
  const placeholder = placeholderOp(text);
  if (placeholder !== undefined) return { text, status: 'placeholder', ops: [placeholder] };
  const tokens = tokenize(text);
  const unread = unreadOps(text, tokens);
  const template = readTemplate(text, unread);
  if (template !== undefined) return { text, status: 'template', ...template };
  return { text, status: 'syntax error', error: { message, range: errorRange(text, tokens, at) }, ops: unread };
}

function placeholderOp(text: string): DdlOp | undefined {
  const table = tableElements(text);
  if (table?.placeholder === undefined || table.body === undefined) return undefined;
  if (!Cursor.over(text, table.body.end).done) return undefined;
  return { op: 'placeholder table', name: table.name, ifNotExists: table.ifNotExists, placeholder: table.placeholder };
}

/** The token PostgreSQL stopped at; at the end of input, the last one. */
function errorRange(text: string, tokens: readonly Token[], at: number): TextRange {
  const token = tokens.find(({ end }) => end > at) ?? tokens.at(-1);
  if (token === undefined) return { start: 0, end: text.length };
  return { start: token.start, end: token.end };
}

/** A statement that would change the schema if it could be read makes the object it names unknown. */
function unreadOps(text: string, tokens: readonly Token[]): readonly DdlOp[] {
  const word = tokens[0]?.text;
  if (word !== 'CREATE' && word !== 'ALTER' && word !== 'DROP') return [];
  const op = unknownStatement(text, 'the statement cannot be read');
  return op.op === 'unknown' && op.objects.length > 0 ? [op] : [];
}

const marker = /devschema-ignore(-file)?\b[ \t]*([^:\r\n]*)(?::[ \t]*([^\r\n]*))?/;

/** `-- devschema-ignore code, code: reason` for the statement it stands in, ends the line of, or precedes. */
function readSuppressions(text: string, statements: readonly Statement[]): Suppression[] {
  const found: Suppression[] = [];
  let at = text.indexOf('devschema-ignore');
  while (at >= 0) {
    const place = placeOf(statements, at);
    for (const token of tokenize(text, place.start, Math.min(place.end, text.length), true)) {
      if (token.kind === 'comment') found.push(...suppression(text, statements, token));
    }
    at = text.indexOf('devschema-ignore', Math.max(place.end, at + 1));
  }
  return found;
}
/** The statement that holds `at`, or the text between two statements. */
function placeOf(statements: readonly Statement[], at: number): TextRange {
  let low = 0;
  let high = statements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (statements[middle]!.fullRange.end <= at) low = middle + 1;
    else high = middle;
  }
  const next = statements[low];
  if (next !== undefined && next.range.start <= at) return next.fullRange;
  const end = next?.range.start ?? Number.POSITIVE_INFINITY;
  return { start: statements[low - 1]?.fullRange.end ?? 0, end };
}
function suppression(text: string, statements: readonly Statement[], token: Token): Suppression[] {
  const match = marker.exec(text.slice(token.start, token.end).replace(/\*\/$/, ''));
  if (match === null) return [];
  const [, file, list = '', reason] = match;
  const codes = list.split(/[,\s]+/).filter((code) => code !== '');
  const range = { start: token.start, end: token.end };
  const said = reason === undefined || reason.trim() === '' ? {} : { reason: reason.trim() };
  if (file !== undefined) return [{ range, codes, ...said, scope: 'file' }];
  const statement = suppressedStatement(text, statements, range);
  return [{ range, codes, ...said, scope: 'statement', ...present({ statement }) }];
}
function suppressedStatement(text: string, statements: readonly Statement[], comment: TextRange): number | undefined {
  const next = statements.findIndex(({ fullRange }) => fullRange.end > comment.start);
  const last = statements[next < 0 ? statements.length - 1 : next - 1];
  if (last !== undefined && !/[\r\n]/.test(text.slice(last.fullRange.end, comment.start))) return last.index;
  return next < 0 ? undefined : next;
}
