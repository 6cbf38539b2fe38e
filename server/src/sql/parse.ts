/**
 * PostgreSQL's own parser (libpg-query), one statement at a time. The only judge of syntax. Its locations are bytes of
 * UTF-8 and its error positions code points: both leave here as UTF-16 offsets.
 */

import type { RawStmt } from 'libpg-query';
import { loadModule, parsePlPgSQLSync, parseSync, SqlError } from 'libpg-query';
import { t } from '../text/l10n';
import { LruCache } from '../text/lru';

export type * from 'libpg-query';

/** Characters of one statement that are parsed; 1 MB of VALUES takes a quarter of a second. */
const MAX_STATEMENT_LENGTH = 1_000_000;

type ParseOutcome =
  | { readonly status: 'ok'; readonly statements: readonly RawStmt[] }
  /** `at`: UTF-16 offset of the error; the text's length when PostgreSQL ran out of input. */
  | { readonly status: 'error'; readonly message: string; readonly at: number }
  /** Not judged: too long or nested too deeply for the parser. */
  | { readonly status: 'too long' };

/** Loads PostgreSQL's parser; to be awaited once before anything is parsed. Rejects with a message for people. */
export async function loadParser(): Promise<void> {
  try {
    await loadModule();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(t("PostgreSQL's parser cannot be loaded ({0}). Reinstall DevSchema.", reason));
  }
}

/** A tree is a hundred times its text: only what is asked for again at once is kept. */
const outcomes = new LruCache<ParseOutcome>(40_000);

/** Never throws once `loadParser` has been awaited. NUL and lone surrogates are read as U+FFFD. */
export function parse(text: string): ParseOutcome {
  const known = outcomes.get(text);
  if (known !== undefined) return known;
  const outcome = parseFresh(text);
  outcomes.set(text, outcome);
  return outcome;
}

function parseFresh(text: string): ParseOutcome {
  if (text.length > MAX_STATEMENT_LENGTH) return { status: 'too long' };
  if (text === '') return { status: 'ok', statements: [] };
  try {
    return { status: 'ok', statements: parseSync(wellFormed(text)).stmts ?? [] };
  } catch (error) {
    if (!(error instanceof SqlError) || error.message.startsWith('memory exhausted')) return { status: 'too long' };
    const position = error.sqlDetails?.cursorPosition ?? 0;
    return { status: 'error', message: shortMessage(error.message), at: codePointOffset(text, position) };
  }
}

/** What PL/pgSQL's own compiler says of the functions and DO blocks in a statement; undefined when it takes them. */
export function plpgsqlError(text: string): string | undefined {
  try {
    parsePlPgSQLSync(wellFormed(text));
    return undefined;
  } catch (error) {
    return error instanceof RangeError ? undefined : shortMessage((error as Error).message);
  }
}

/** An unclosed quote is quoted in the message with all that follows it: the first line tells enough. */
function shortMessage(message: string): string {
  const line = /^[^\r\n]*/.exec(message)?.[0] ?? '';
  if (line === message && message.length <= 200) return message;
  return `${line.slice(0, 200)}…${/ at or near "/.test(line) ? '"' : ''}`;
}

/** Same length in UTF-16, so offsets hold. */
function wellFormed(text: string): string {
  if (isAscii(text) && !text.includes('\0')) return text;
  return text.replace(/\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
}

const nonAscii = /[\u0080-\uffff]/;
function isAscii(text: string): boolean {
  return !nonAscii.test(text);
}

function codePointOffset(text: string, position: number): number {
  if (isAscii(text)) return Math.min(position, text.length);
  let at = 0;
  for (let count = 0; count < position && at < text.length; count++) at += text.codePointAt(at)! > 0xffff ? 2 : 1;
  return at;
}

/** Byte offsets of libpg-query as UTF-16 offsets in the same text. */
export function byteOffsets(text: string): (byte: number) => number {
  if (isAscii(text)) return (byte) => byte;
  let table: Uint32Array | undefined;
  return (byte) => {
    table ??= byteTable(text);
    return table[Math.min(byte, table.length - 1)]!;
  };
}
function byteTable(text: string): Uint32Array {
  const table = new Uint32Array(text.length * 3 + 1);
  let bytes = 0;
  for (let at = 0; at < text.length; ) {
    const code = text.codePointAt(at)!;
    const size = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (let byte = 0; byte < size; byte++) table[bytes++] = at;
    at += code > 0xffff ? 2 : 1;
  }
  table[bytes] = text.length;
  return table.subarray(0, bytes + 1);
}
