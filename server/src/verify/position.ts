/** Where in a statement PostgreSQL points. */
import type { SqlFailure } from '../dev/embedded/embedded-protocol';
import { objectKinds } from '../model/kinds';
import { namePattern } from '../text/quoted';
import { type TextRange, wordPattern } from '../text/text';

/** Relative to the statement. Without a position of its own: the object that the message names, or the first words. */
export function failureRange(text: string, { position, message, detail = '' }: SqlFailure): TextRange {
  if (position !== undefined) return wordAt(text, utf16Offset(text, position - 1));
  return namedIn(text, message) ?? namedIn(text, detail) ?? firstWords(text);
}

/** The server counts characters, JavaScript halves of some. */
function utf16Offset(text: string, characters: number): number {
  let offset = 0;
  for (let left = characters; left > 0 && offset < text.length; left--)
    offset += (text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
  return offset;
}
/** A quoted or plain name (with its schema), a string, a number, or one character. */
function wordAt(text: string, start: number): TextRange {
  const word = `${namePattern}|'(?:[^']|'')*'|[\\w$]+`;
  const found = new RegExp(`(?:${word})(?:\\.(?:${word}))*`, 'y');
  found.lastIndex = start;
  const length = found.exec(text)?.[0].length ?? 1;
  return { start: Math.min(start, text.length), end: Math.min(start + length, text.length) };
}
const kindWords = Object.keys(objectKinds)
  .filter((kind) => kind !== 'other')
  .join('|');
const behindKind = new RegExp(`\\b(?:${kindWords}) (?!(?:on|of|in|is|must|to|${kindWords})\\b)(\\w+)`, 'g');
/** Messages quote names, but for the dependants that DROP tells of; there a name stands behind its kind. */
function namedIn(text: string, message: string): TextRange | undefined {
  const quoted = [...message.matchAll(/"((?:[^"]|"")+)"/g)].map((match) => match[1]!);
  const plain = quoted.length > 0 ? [] : [...message.matchAll(behindKind)].map((match) => match[1]!);
  for (const name of [...quoted, ...quoted.flatMap((one) => one.split('.').slice(1)), ...plain]) {
    const at = text.indexOf(`"${name}"`);
    if (at >= 0) return { start: at, end: at + name.length + 2 };
    const found = wordPattern(name, 'i').exec(text);
    if (found) return { start: found.index, end: found.index + name.length };
  }
  return undefined;
}
function firstWords(text: string): TextRange {
  return { start: 0, end: /^\s*\S+(?:[ \t]+\S+)?/.exec(text)?.[0].length ?? text.length };
}
