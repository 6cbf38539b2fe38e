/** What the text of one statement tells, wherever it stands. */

import { Cursor } from '../../text/cursor';
import { t } from '../../text/l10n';
import { tokenize } from '../../text/lexer';
import { LruCache } from '../../text/lru';
import type { TextRange } from '../../text/text';
import type { Token } from '../../text/token';
import { parse, type RawStmt } from '../parse';
import { bodyError } from '../plpgsql/routine-body';
import type { DdlOp } from '../read/ops';
import { unknownStatement } from '../read/partial-statements';
import { readStatements } from '../read/read';
import { tableElements } from '../read/scan';
import { refusalsOf, tooWide } from '../refusals/refusals';
import type { ParsedStatement } from './statement';
import { marksInSql, readTemplate } from './template-marks';
import { keepTypedParts } from './typed-parts';

/** Beyond what open documents hold themselves: equal statements in other files, and what was typed a moment ago. */
const parsedStatements = new LruCache<ParsedStatement>(8_000_000);

/** Of those that do not run, what they do is read when it is asked for: seldom. Never taken for ones that do. */
const syntaxOnly = new LruCache<ParsedStatement>(2_000_000);

/** What a statement's text alone tells; the same object for the same text as long as it is kept. */
export function parsedStatement(text: string, runs = true): ParsedStatement {
  const known = parsedStatements.get(text) ?? (runs ? undefined : syntaxOnly.get(text));
  if (known !== undefined) return known;
  // A slice of a document keeps all of it in memory; what is kept here is a copy of its own.
  const own = Buffer.from(text, 'utf16le').toString('utf16le');
  const fresh = runs ? readStatement(own) : withinDepth(own, () => readSyntax(own));
  (runs ? parsedStatements : syntaxOnly).set(own, fresh);
  return fresh;
}

function readStatement(text: string): ParsedStatement {
  return withinDepth(text, () => {
    const outcome = parse(text);
    if (outcome.status === 'too long') return { text, status: 'too long', ops: [] };
    if (outcome.status === 'ok') {
      const error = bodyError(text, outcome.statements);
      if (error !== undefined) return { text, status: 'syntax error', error, ops: unreadOps(text, tokenize(text)) };
      return withRefusals(accepted(text, readStatements(text, outcome.statements)), outcome.statements);
    }
    return unreadableStatement(text, outcome.message, outcome.at);
  });
}
/** Nesting beyond what a recursive reader can follow: said, not guessed. */
function withinDepth(text: string, read: () => ParsedStatement): ParsedStatement {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { text, status: 'too long', ops: [] };
  }
}
function readSyntax(text: string): ParsedStatement {
  const outcome = parse(text);
  if (outcome.status !== 'ok' || bodyError(text, outcome.statements) !== undefined || marksInSql(text) !== undefined)
    return readStatement(text);
  let known: ParsedStatement | undefined;
  const read = (): ParsedStatement => {
    known ??= readStatement(text);
    return known;
  };
  return {
    ...{ text, status: 'ok' },
    get ops() {
      return read().ops;
    },
    get typed() {
      return read().typed ?? false;
    },
    get refusals() {
      return read().refusals ?? [];
    },
  };
}

function withRefusals(parsed: ParsedStatement, statements: readonly RawStmt[]): ParsedStatement {
  if (parsed.status !== 'ok') return parsed;
  const refusals = [...refusalsOf(parsed.text, statements), ...tooWide(parsed.ops)];
  const typed = keepTypedParts(parsed.text, statements);
  const { text, status, ops } = parsed;
  // Of one shape, as nearly all statements are: rules look at each of them many times.
  return refusals.length === 0 ? { text, status, ops, typed } : { text, status, ops, typed, refusals };
}
function accepted(text: string, ops: readonly DdlOp[]): ParsedStatement {
  const unsure = marksInSql(text);
  return unsure === undefined ? { text, status: 'ok', ops } : { text, status: 'template', ops: unsure };
}

function unreadableStatement(text: string, message: string, at: number): ParsedStatement {
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

/** The token PostgreSQL stopped at, or the comment that never ends; at the end of input, the last token. */
function errorRange(text: string, tokens: readonly Token[], at: number): TextRange {
  const open = text.startsWith('/*', at) ? tokenize(text, at, text.length, true)[0] : undefined;
  const token = open?.unterminated ? open : (tokens.find(({ end }) => end > at) ?? tokens.at(-1));
  if (token === undefined) return { start: 0, end: text.length };
  return { start: token.start, end: token.end };
}

/** A statement that would change the schema if it could be read makes the object it names unknown. */
function unreadOps(text: string, tokens: readonly Token[]): readonly DdlOp[] {
  const word = tokens[0]?.text;
  if (word !== 'CREATE' && word !== 'ALTER' && word !== 'DROP') return [];
  const op = unknownStatement(text, t('the statement cannot be read'));
  return op.op === 'unknown' && op.objects.length > 0 ? [op] : [];
}
