import { migrationOf } from '../../conventions/convention';
import { t } from '../../text/l10n';
import { displayName, splitKey } from '../../text/names';
import { sentenceList } from '../message-words';
import type { Rule, RuleContext } from '../rule';
import { stampIn } from '../stamp';
import { tablesFingerprint } from '../tables-fingerprint';
import { touchedTables } from '../touched-tables';
import { touchesCommon } from '../touches';

export const proveAgain: Rule = {
  code: 'prove-again',
  severity: 'warning',
  title: 'The tables of a migration have changed since it was proved',
  documentation: `\`-- devschema: proved 2026-11-28 on PostgreSQL 18.3 against dev 3f9c0a1b2c3d\` is written when a migration is
signed off. The last word is the fingerprint of the tables that the file touches, as dev had them then. Where dev has them
otherwise now, what was proved is of another dev: sign it off again, which writes a new stamp, or take the stamp out.

Silent on a file that has run where a later one of its history touches the same tables, or that was proved *on* dev before
it ran there: then dev has changed as it was to.`,
  examples: [
    {
      dev: 'CREATE TABLE users (id integer, name text);',
      file: `-- devschema: proved 2026-11-28 on PostgreSQL 18.3 against dev 3f9c0a1b2c3d
--                                                             ^^^^^^^^^^^^ warning[prove-again]: users has changed in dev since this was proved (2026-11-28), so what was shown is of another dev: prove it again.
CREATE TABLE IF NOT EXISTS users (id integer, name text);`,
      fixed: 'CREATE TABLE IF NOT EXISTS users (id integer, name text);',
    },
  ],
  *check(context) {
    const { document, dev, standing, searchPath } = context;
    const stamp = stampIn(document);
    if (!stamp || !dev) return;
    if (standing === 'applied' && (stamp.how === 'on' || isFollowed(context))) return;
    const keys = touchedTables(document, context);
    if (stamp.fingerprint === tablesFingerprint(dev, keys)) return;
    const { date, fingerprint, range } = stamp;
    const named = sentenceList(keys.map((key) => displayName(splitKey(key), searchPath)));
    yield {
      message: t(
        keys.length === 1
          ? '{0} has changed in dev since this was proved ({1}), so what was shown is of another dev: prove it again.'
          : '{0} have changed in dev since this was proved ({1}), so what was shown is of another dev: prove it again.',
        named,
        date,
      ),
      range: { start: range.end - fingerprint.length, end: range.end },
      fixes: [
        { title: t('Remove the stamp of {0}', date), edits: [{ range: wholeLine(document.text, range), newText: '' }] },
      ],
    };
  },
};
/** A later file of the history touches the same, or it is not known whether one does. */
function isFollowed({ convention, document, documents }: RuleContext): boolean {
  if (!convention) return false;
  const later = documents.slice(documents.indexOf(document) + 1);
  return later.some((other) => migrationOf(convention, other.uri)?.runs && touchesCommon(document, other));
}
/** With its end. */
function wholeLine(text: string, { start, end }: { readonly start: number; readonly end: number }) {
  const rest = /^[ \t]*(?:\r\n|\r|\n|$)/.exec(text.slice(end));
  return { start, end: end + (rest?.[0].length ?? 0) };
}
