/** Placeholders and their values, as the tools' own files give them. */

import { type Placeholders, wholeMark } from '../sql/document/placeholders';
import type { SqlDocument, Statement } from '../sql/document/statement';
import { t } from '../text/l10n';
import { tokenize } from '../text/lexer';
import { LruCache } from '../text/lru';
import { escapePattern } from '../text/text';
import { toolNamed, tools } from '.';
import type { Convention, MigrationFile, PlaceholderMarks } from './convention';

/** Of one folder: files are read where they are, and later ones win. Values that come from the environment are not known. */
export function placeholdersIn(read: (file: string) => string | undefined): readonly (readonly [string, string])[] {
  return tools.flatMap(({ placeholders = {} }) =>
    Object.entries(placeholders).flatMap(([file, values]) => {
      const text = read(file);
      return text === undefined ? [] : values(text);
    }),
  );
}

/** Of one file: the folder's, before them what the tool has for this one alone, and what it says of itself. */
export function placeholdersFor(
  { id, placeholders }: Convention,
  file: MigrationFile,
  text: string,
): Placeholders | undefined {
  const own = toolNamed(id)?.ownPlaceholders?.(text) ?? [];
  const { placeholders: told = [] } = file;
  if (own.length + told.length === 0) return placeholders;
  const all = [...own, ...told, ...(placeholders ?? [])];
  const key = JSON.stringify(all);
  const known = equal.get(key) ?? new Map(all);
  equal.set(key, known);
  return known;
}
/** Statements are kept for as long as their values are the same object. */
const equal = new LruCache<Placeholders>(1_000_000);

/** By the whole mark, where the names stand between marks of the project's own. */
export function withMarks(values: Placeholders, { prefix, suffix, isOff }: PlaceholderMarks): Placeholders | undefined {
  if (isOff) return undefined;
  return new Map(
    [...values].map(([name, value]) => [/^[\w.:-]+$/.test(name) ? wholeMark(prefix + name + suffix) : name, value]),
  );
}
/** A placeholder without a value that is known; those of the tool's own always have one. */
export function formOf({ prefix, suffix, own, isOff }: PlaceholderMarks): RegExp | undefined {
  if (isOff) return undefined;
  const [before, after, known] = [prefix, suffix, own].map(escapePattern);
  return new RegExp(`${before}(?!${known})(?:(?!${after})[^\\r\\n])+${after}`);
}
/**
 * `form`: of what the tool fills in within strings. A statement of which no value is known there is not sent as it stands.
 * `isOwn`: marks of the project's own, which nothing else tells from SQL.
 */
export function withUnfilled(document: SqlDocument, form: RegExp | undefined, isOwn = false): SqlDocument {
  if (form === undefined || !form.test(document.text)) return document;
  const statements = document.statements.map((statement): Statement => {
    const mark = statement.runs ? unfilledIn(statement, form, isOwn) : undefined;
    if (mark === undefined) return statement;
    const undecided = t('{0} has no value that is known here', mark);
    const { error: _, ...read } = statement.parsed;
    return read.status === 'ok'
      ? { ...statement, undecided }
      : { ...statement, undecided, parsed: { ...read, status: 'template' } };
  });
  return { ...document, statements };
}
/** What stands outside of strings is no SQL, and said as such. */
function unfilledIn({ parsed: { text, status, filled } }: Statement, form: RegExp, isOwn: boolean) {
  const sent = filled?.text ?? text;
  if (isOwn && status === 'syntax error') return form.exec(sent)?.[0];
  if (status !== 'ok' || !form.test(sent)) return undefined;
  for (const { kind, start, end } of tokenize(sent))
    if (kind !== 'comment') {
      const mark = form.exec(sent.slice(start, end))?.[0];
      if (mark !== undefined) return mark;
    }
  return undefined;
}
