/** What names and string constants mean: quotes, prefixes and escapes read, names folded and truncated. */
import { clipBytes, foldIdentifier, MAX_IDENTIFIER_BYTES } from './names';
import type { Token } from './token';

/** The name a word or quoted token stands for, folded, unquoted and truncated as the server does it. */
export function identifierValue(text: string, token: Token): string {
  const written = text.slice(token.start, token.end);
  if (token.kind === 'word') return foldIdentifier(written);
  const unicode = /^[uU]&/.test(written);
  const body = written.slice(unicode ? 3 : 1, token.unterminated ? undefined : -1).replaceAll('""', '"');
  return clipBytes(unicode ? decodeUnicode(body) : body, MAX_IDENTIFIER_BYTES);
}

/** `\0061`, `\+01F600`, `\\` of U&'' and U&"". */
function decodeUnicode(body: string): string {
  return body.replace(/\\(?:\\|\+([0-9a-fA-F]{6})|([0-9a-fA-F]{4}))/g, (all, long?: string, short?: string) => {
    if (short !== undefined) return String.fromCharCode(Number.parseInt(short, 16));
    if (long === undefined) return '\\';
    const code = Number.parseInt(long, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : all;
  });
}

/** Where the text of a string token lies, and whether it is spelled as it reads (no escapes, no doubled quotes). */
export function stringBody(text: string, token: Token): { start: number; end: number; verbatim: boolean } {
  const written = text.slice(token.start, token.end);
  const dollar = /^\$[^$]*\$/.exec(written);
  if (dollar) {
    const tag = dollar[0].length;
    return { start: token.start + tag, end: token.unterminated ? token.end : token.end - tag, verbatim: true };
  }
  const open = written.indexOf("'") + 1;
  const start = token.start + open;
  const end = token.unterminated ? token.end : token.end - 1;
  const body = text.slice(start, end);
  return { start, end, verbatim: !body.includes("'") && (open === 1 || !body.includes('\\')) };
}

const escapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
/** What a string token means: quotes and prefix gone, escapes read. */
export function stringValue(text: string, token: Token): string {
  const { start, end, verbatim } = stringBody(text, token);
  const body = text.slice(start, end);
  if (verbatim) return body;
  // Doubled quotes, and the gap where a constant goes on in another line.
  const plain = body.replace(/''|'\s*'/g, (found) => (found === "''" ? "'" : ''));
  const prefix = text[token.start]?.toLowerCase();
  if (prefix === 'u') return decodeUnicode(plain);
  if (prefix !== 'e') return plain;
  return plain.replace(
    /\\(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|([\s\S]))/g,
    (_, hex?: string, short?: string, long?: string, octal?: string, other?: string) => {
      const digits = hex ?? short ?? long;
      if (digits !== undefined) return codePoint(Number.parseInt(digits, 16));
      if (octal !== undefined) return codePoint(Number.parseInt(octal, 8));
      return escapes[other!] ?? other!;
    },
  );
}
function codePoint(code: number): string {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
}
