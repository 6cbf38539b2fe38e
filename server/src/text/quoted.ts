/** Text with quoted names and strings in it, written by people or printed by the server: skipped, cut and read. */
import { foldIdentifier, type QualifiedName } from './names';

/** The closing quote of the string or name that opens at `start`; `E'…'` counts its backslashes. -1: it does not close. */
export function endOfQuoted(text: string, start: number): number {
  const quote = text[start]!;
  const escapes = quote === "'" && /(^|[^A-Za-z0-9_$])[eE]$/.test(text.slice(Math.max(0, start - 2), start));
  for (let at = start + 1; at < text.length; at++) {
    if (escapes && text[at] === '\\') at++;
    else if (text[at] === quote) {
      if (text[at + 1] !== quote) return at;
      at++;
    }
  }
  return -1;
}
/** Where the parenthesis or bracket opened at `open` closes; -1 when it does not. */
export function closingParenthesis(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    const character = text[at];
    if (character === "'" || character === '"') {
      at = endOfQuoted(text, at);
      if (at < 0) return -1;
    } else if (character === '(' || character === '[') depth++;
    else if ((character === ')' || character === ']') && --depth === 0) return at;
  }
  return -1;
}
/** The first parenthesis closes at the very end. */
export function isParenthesised(text: string): boolean {
  return text.startsWith('(') && text.endsWith(')') && closingParenthesis(text, 0) === text.length - 1;
}
/** `(a + b)` → `a + b`. */
export const withoutParentheses = (text: string): string => (isParenthesised(text) ? text.slice(1, -1) : text);

/** At the commas outside of quotes, parentheses and brackets; each part without the blanks around it. */
export function splitList(list: string): string[] {
  const parts: string[] = [];
  let start = 0;
  for (let at = 0; at < list.length; at++) {
    const character = list[at]!;
    if (character === "'" || character === '"') at = endOfQuoted(list, at);
    else if (character === '(' || character === '[') at = closingParenthesis(list, at);
    else if (character === ',') {
      parts.push(list.slice(start, at).trim());
      start = at + 1;
    }
    if (at < 0) break;
  }
  parts.push(list.slice(start).trim());
  return parts;
}
/** Where `wanted` stands outside of quotes and parentheses; -1 where it does not. */
export function findUnquoted(text: string, wanted: string): number {
  for (let at = 0; at < text.length; at++) {
    if (text.startsWith(wanted, at)) return at;
    const character = text[at]!;
    if (character === "'" || character === '"') at = endOfQuoted(text, at);
    else if (character === '(') at = closingParenthesis(text, at);
    if (at < 0) return -1;
  }
  return -1;
}

/**
 * The source of a regular expression for one name, in quotes or plain. Every letter outside of ASCII may stand in a plain
 * one (SQL Syntax, Identifiers and Key Words).
 */
export const namePattern = String.raw`(?:"(?:[^"]|"")*"|[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)`;

/** A name as the server prints it: in quotes, or as it is stored. */
export function printedName(text: string): string {
  return text.startsWith('"')
    ? text.slice(1, text.length > 1 && text.endsWith('"') ? -1 : undefined).replaceAll('""', '"')
    : text;
}
/** A name as people write it: in quotes, or folded and cut. */
export function writtenName(text: string): string {
  return text.startsWith('"') ? printedName(text) : foldIdentifier(text);
}
const dotted = /"(?:[^"]|"")*"|[^".\s]+/g;
/** `public.t`, `"A"."b.c"`: its parts as the server prints them. */
export const printedNames = (text: string): string[] => (text.match(dotted) ?? []).map(printedName);
/** `public.T`, `"A"."b.c"`: its parts as people write them. */
export const writtenNames = (text: string): string[] => (text.match(dotted) ?? []).map(writtenName);
/** A name within a string, as regclass reads it. */
export function parseRegclass(text: string): QualifiedName | undefined {
  const [name, schema] = writtenNames(text).reverse();
  if (name === undefined) return undefined;
  return schema === undefined ? { name } : { schema, name };
}
/** `a, "B c"`: its names, as SplitIdentifierString of the server reads a list of them. */
export function identifierList(text: string): string[] {
  return (text.match(/"(?:[^"]|"")*"|[^\s,"]+/g) ?? []).map(writtenName);
}

const nextvalCall = /(\bnextval\s*\(\s*')((?:[^']|'')+)('\s*(?:::\s*(?:pg_catalog\.)?regclass\s*)?\))/i;
/** The sequence that a DEFAULT takes its value from: `nextval('app.t_id_seq'::regclass)`. */
export function nextvalSequence(text: string | undefined): QualifiedName | undefined {
  const match = text === undefined ? null : nextvalCall.exec(text);
  return match ? parseRegclass(match[2]!.replaceAll("''", "'")) : undefined;
}
/** The DEFAULT with another sequence in its `nextval`, which stores the sequence itself and not its name. */
export function withSequence(text: string, name: string): string {
  return text.replace(
    nextvalCall,
    (_, before: string, __, after: string) => `${before}${name.replaceAll("'", "''")}${after}`,
  );
}
