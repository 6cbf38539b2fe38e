/** Placeholders and their values, as the tools' own files give them. */

import type { Placeholders } from '../sql/document/placeholders';
import type { SqlDocument, Statement } from '../sql/document/statement';
import { t } from '../text/l10n';
import { tokenize } from '../text/lexer';
import { LruCache } from '../text/lru';
import { toolNamed, tools } from '.';
import type { Convention, MigrationFile } from './convention';

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

/** `form`: of what the tool fills in within strings. A statement of which no value is known there is not sent as it stands. */
export function withUnfilled(document: SqlDocument, form: RegExp | undefined): SqlDocument {
  if (form === undefined || !form.test(document.text)) return document;
  const statements = document.statements.map((statement): Statement => {
    const mark = statement.runs ? unfilledIn(statement, form) : undefined;
    return mark === undefined ? statement : { ...statement, undecided: t('{0} has no value that is known here', mark) };
  });
  return { ...document, statements };
}
/** What stands outside of strings is no SQL, and said as such. */
function unfilledIn({ parsed: { text, status, filled } }: Statement, form: RegExp): string | undefined {
  const sent = filled?.text ?? text;
  if (status !== 'ok' || !form.test(sent)) return undefined;
  for (const { kind, start, end } of tokenize(sent))
    if (kind !== 'comment') {
      const mark = form.exec(sent.slice(start, end))?.[0];
      if (mark !== undefined) return mark;
    }
  return undefined;
}
