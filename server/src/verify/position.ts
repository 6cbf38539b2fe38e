/** Where in a statement PostgreSQL points. */
import type { SqlFailure } from '../dev/embedded';
import { type TextRange, wordPattern } from '../sql/text';

/** Relative to the statement. Without a position of its own: the object that the message names, or the first words. */
export function rangeOf(text: string, { position, message, detail = '' }: SqlFailure): TextRange {
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
  const word = /"(?:[^"]|"")*"|'(?:[^']|'')*'|[\w$\u0080-\uffff]+/.source;
  const found = new RegExp(`(?:${word})(?:\\.(?:${word}))*`, 'y');
  found.lastIndex = start;
  const length = found.exec(text)?.[0].length ?? 1;
  return { start: Math.min(start, text.length), end: Math.min(start + length, text.length) };
}
function namedIn(text: string, message: string): TextRange | undefined {
  for (const match of message.matchAll(
    /"((?:[^"]|"")+)"|\b(?:table|view|index|column|constraint|type|sequence|function|schema) (\w+)/g,
  )) {
    const name = match[1] ?? match[2];
    const quoted = text.indexOf(`"${name}"`);
    if (quoted >= 0) return { start: quoted, end: quoted + name!.length + 2 };
    const plain = wordPattern(name!, 'i').exec(text);
    if (plain) return { start: plain.index, end: plain.index + name!.length };
  }
  return undefined;
}
function firstWords(text: string): TextRange {
  return { start: 0, end: /^\s*\S+(?:[ \t]+\S+)?/.exec(text)?.[0].length ?? text.length };
}
