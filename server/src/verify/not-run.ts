/** What of a file is not run, and why. */

import { isToolTable } from '../conventions';
import type { SqlFailure } from '../dev/embedded/embedded-protocol';
import { doneByPsql, isCopyByPsql, isForPsql } from '../sql/document/psql-commands';
import type { Skipped, SqlDocument, Statement } from '../sql/document/statement';
import { t } from '../text/l10n';
import type { Unproved } from './result';

/** Why nothing of a file is run. */
export function whole(document: SqlDocument): string | undefined {
  const { statements, unreadable, passedOver } = document;
  if (unreadable !== undefined || passedOver !== undefined) return unreadable ?? passedOver;
  if (statements.length === 0) return t('it holds no statement');
  return statements.some(({ runs }) => runs) ? undefined : t('the migration tool does not run it');
}

/** What psql does itself and that may change the schema, or send the rest elsewhere. */
export function byPsql(skipped: Skipped): Unproved[] {
  const { what, text, range } = skipped;
  const isFollowed =
    what === 'meta-command' && /^\\(?:ir?|include(?:_relative)?|c|connect|if|elif|else|endif)\b/.test(text);
  return isFollowed || isForPsql(skipped) || isCopyByPsql(skipped) ? [{ range, reason: doneByPsql(text) }] : [];
}
/** Why a statement that the tool runs is not run here. */
export function notRun({ parsed, elsewhere, undecided }: Statement): string | undefined {
  if (elsewhere !== undefined) return t('it runs in database {0}', elsewhere);
  if (undecided !== undefined) return undecided;
  if (parsed.status === 'placeholder') return t('it is a placeholder');
  if (parsed.status === 'template') return t('it is a template, not SQL yet');
  if (parsed.status === 'too long') return t('it is too long to be read');
  return undefined;
}
/** Why a refusal is no fault of the file: what lacks is there where its tool runs it. */
export function ofToolTable({ code, message }: SqlFailure): string | undefined {
  const name = code === '42P01' ? /^relation "(?:[^"]*\.)?([^".]+)" does not exist$/.exec(message)?.[1] : undefined;
  return name !== undefined && isToolTable(name)
    ? t('the migration tool makes {0} before the first file: {1}', name, message)
    : undefined;
}
