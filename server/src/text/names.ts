/**
 * Names as PostgreSQL has them: folding, truncation, quoting, and the names the server chooses itself. The only place
 * where a name becomes SQL text or SQL text becomes a name.
 */
import { keywordClass } from './keywords';

/** NAMEDATALEN - 1: longer identifiers are truncated (PostgreSQL documentation, 4.1.1). */
export const MAX_IDENTIFIER_BYTES = 63;

/** An object's name; `schema` is absent only where the search path has not been applied yet. Both parts are as stored. */
export interface QualifiedName {
  readonly schema?: string;
  readonly name: string;
}

/** The name of an object that is there: its schema is known. */
export interface ObjectName {
  readonly schema: string;
  readonly name: string;
}

/** The key of a schema's maps. NUL cannot be in an identifier. */
export function qualifiedKey(schema: string, name: string): string {
  return `${schema}\0${name}`;
}
export function keyOf(name: ObjectName): string {
  return qualifiedKey(name.schema, name.name);
}
export function splitKey(key: string): { schema: string; name: string } {
  const at = key.indexOf('\0');
  return { schema: key.slice(0, Math.max(at, 0)), name: key.slice(at + 1) };
}
const encoder = new TextEncoder();
// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
const isAscii = /^[\x00-\x7f]*$/;
export function byteLength(text: string): number {
  return isAscii.test(text) ? text.length : encoder.encode(text).length;
}

/** Cut to `bytes` bytes of UTF-8 at a character boundary, as `pg_mbcliplen` does. */
export function clipBytes(text: string, bytes: number): string {
  if (text.length * 3 <= bytes || byteLength(text) <= bytes) return text;
  let kept = '';
  let used = 0;
  for (const character of text) {
    used += byteLength(character);
    if (used > bytes) break;
    kept += character;
  }
  return kept;
}

/** What the server stores for an identifier written without quotes: ASCII folded to lower case, truncated. */
export function foldIdentifier(written: string): string {
  const folded = /[A-Z]/.test(written) ? written.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()) : written;
  return clipBytes(folded, MAX_IDENTIFIER_BYTES);
}

export type Quoting = 'always' | 'needed';

/** True when `name`, written bare, would be read as this same name wherever a column, table or type name stands. */
export function isBareIdentifier(name: string): boolean {
  return /^[a-z_][a-z0-9_$]*$/.test(name) && keywordClass(name) === undefined;
}
/** As `quote_identifier` of the server; `always` is the guide's style. */
export function quoteIdentifier(name: string, quoting: Quoting = 'needed'): string {
  return quoting === 'needed' && isBareIdentifier(name) ? name : `"${name.replaceAll('"', '""')}"`;
}
export function quoteQualified(name: QualifiedName, quoting: Quoting = 'needed'): string {
  const local = quoteIdentifier(name.name, quoting);
  return name.schema === undefined ? local : `${quoteIdentifier(name.schema, quoting)}.${local}`;
}
/** A string constant, with `E''` when it holds a backslash, as `quote_literal` of the server. */
export function quoteLiteral(text: string): string {
  const doubled = text.replaceAll("'", "''");
  return text.includes('\\') ? `E'${doubled.replaceAll('\\', '\\\\')}'` : `'${doubled}'`;
}

/** For people: quoted where SQL would need it, the schema left out where it is first in the search path. */
export function displayName(name: QualifiedName, searchPath: readonly string[] = ['public']): string {
  return name.schema === undefined || searchPath.includes(name.schema)
    ? quoteIdentifier(name.name)
    : quoteQualified(name);
}

/**
 * `makeObjectName` of the server (src/backend/commands/indexcmds.c): `name1_name2_label`, the two names shortened, the
 * longer first, until all fits in 63 bytes.
 */
export function makeObjectName(name1: string, name2: string | undefined, label: string | undefined): string {
  const overhead = (label === undefined ? 0 : label.length + 1) + (name2 === undefined ? 0 : 1);
  const available = MAX_IDENTIFIER_BYTES - overhead;
  const joined = `${name1}${name2 === undefined ? '' : `_${name2}`}${label === undefined ? '' : `_${label}`}`;
  // Of most names it is seen at once: no character has more bytes.
  if (joined.length * 3 <= MAX_IDENTIFIER_BYTES) return joined;
  let bytes1 = byteLength(name1);
  let bytes2 = name2 === undefined ? 0 : byteLength(name2);
  if (bytes1 + bytes2 <= available) return joined;
  while (bytes1 + bytes2 > available) {
    if (bytes1 > bytes2) bytes1--;
    else bytes2--;
  }
  const parts = [clipBytes(name1, bytes1)];
  if (name2 !== undefined) parts.push(clipBytes(name2, bytes2));
  if (label !== undefined) parts.push(label);
  return parts.join('_');
}
/** `ChooseRelationName`: the first of `label`, `label1`, `label2`, … that `taken` does not have. */
export function chooseName(
  name1: string,
  name2: string | undefined,
  label: string,
  taken: (name: string) => boolean,
): string {
  return numberedName(name1, name2, label, 0, taken).name;
}
/** The same, and its number, where those before `from` are known to be taken. */
export function numberedName(
  name1: string,
  name2: string | undefined,
  label: string,
  from: number,
  taken: (name: string) => boolean,
): { readonly name: string; readonly number: number } {
  for (let number = from; ; number++) {
    const name = makeObjectName(name1, name2, number === 0 ? label : `${label}${number}`);
    if (!taken(name)) return { name, number };
  }
}
