/**
 * Names within SQL expressions: which columns an expression uses, for the names the server chooses and for what a
 * dropped column takes with it, and renaming within it. Reads tokens, not grammar: it must work on what dev printed and
 * on what a file says alike, and never fail.
 */
import { foldIdentifier, quoteIdentifier } from '../model/names';
import type { Table } from '../model/schema';
import type { Expression } from '../sql/ops';

interface Word {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** What follows or precedes makes it a function, a type or a qualifier. */
  readonly role: 'name' | 'call' | 'type' | 'qualifier';
}
const token =
  /--[^\n]*|\/\*[\s\S]*?\*\/|\b[eE]?'(?:[^']|'')*'|'(?:[^']|'')*'|"((?:[^"]|"")+)"|([A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)|::/g;

function* wordsOf(text: string): Generator<Word> {
  let afterCast = false;
  for (const match of text.matchAll(token)) {
    if (match[0] === '::') {
      afterCast = true;
      continue;
    }
    const name = match[1] !== undefined ? match[1].replaceAll('""', '"') : match[2] && foldIdentifier(match[2]);
    const start = match.index;
    const end = start + match[0].length;
    if (name === undefined) {
      if (match[0].startsWith("'")) afterCast = false;
      continue;
    }
    const next = /^\s*(\(|\.(?!\.))?/.exec(text.slice(end, end + 40))?.[1];
    const role = next === '.' ? 'qualifier' : afterCast ? 'type' : next === '(' ? 'call' : 'name';
    yield { name, start, end, role };
    if (next !== '.') afterCast = false;
  }
}

/**
 * Columns of the table that a text names, in the order they come. Texts that came from dev have no parsed references,
 * so they are read this way.
 */
export function columnsNamedIn(
  text: string,
  table: { readonly columns: readonly { readonly name: string }[] },
): string[] {
  const found = new Set<string>();
  for (const word of wordsOf(text))
    if (word.role === 'name' && table.columns.some((column) => column.name === word.name)) found.add(word.name);
  return [...found];
}
/** The distinct columns of the table that an expression of a file names. */
export function columnsOf(expression: Expression, table: Pick<Table, 'columns'>): string[] {
  if (!expression.columns) return columnsNamedIn(expression.text, table);
  const names = new Set(expression.columns.map((reference) => reference.column));
  return [...names].filter((name) => table.columns.some((column) => column.name === name));
}

/** Whether the text calls a function of this name. */
export function calls(text: string, name: string): boolean {
  if (!text.includes(name)) return false;
  for (const word of wordsOf(text)) if (word.role === 'call' && word.name === name) return true;
  return false;
}
/** The text with one name replaced wherever it stands in this role. */
export function renameIn(text: string, role: Word['role'], from: string, to: string): string {
  let result = '';
  let at = 0;
  for (const word of wordsOf(text)) {
    if (word.name !== from || word.role !== role) continue;
    result += text.slice(at, word.start) + quoteIdentifier(to);
    at = word.end;
  }
  return at === 0 ? text : result + text.slice(at);
}

const nextvalCall = /(\bnextval\s*\(\s*')((?:[^']|'')+)('\s*(?:::\s*(?:pg_catalog\.)?regclass\s*)?\))/i;
/** The sequence that a DEFAULT takes its value from: `nextval('app.t_id_seq'::regclass)`. */
export function nextvalSequence(text: string | undefined): { schema?: string; name: string } | undefined {
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
/** A name within a string, as regclass reads it: quoted or folded parts. */
export function parseRegclass(text: string): { schema?: string; name: string } | undefined {
  const parts = [...text.matchAll(/\s*(?:"((?:[^"]|"")+)"|([^."\s]+))\s*(?:\.|$)/g)].map((part) =>
    part[1] !== undefined ? part[1].replaceAll('""', '"') : foldIdentifier(part[2] ?? ''),
  );
  const name = parts.pop();
  const schema = parts.pop();
  if (name === undefined) return undefined;
  return schema === undefined ? { name } : { schema, name };
}
