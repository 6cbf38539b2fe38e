import type { Difference } from '../../compare/difference';
import { noun, t } from '../../text/l10n';
import { objectInWords } from '../message-words';
import { placeOf, tableName } from '../origin-places';
import type { Rule, RuleContext } from '../rule';

export const appliedMigrationDrift: Rule = {
  code: 'applied-migration-drift',
  severity: 'warning',
  title: 'A migration has run, and what it made is not in dev',
  documentation: `The migration tool's own table in dev says that this file has run, or dev holds what else it makes, yet a table,
type or view that it makes is not there, and no later migration drops it. Someone dropped or renamed it in dev by hand, or the file was changed after
it ran. Other differences between a migration that has run and dev are reported by the rule about what differs
(\`missing-columns\`, \`column-type\`, …), and say that the migration has run.`,
  examples: [
    {
      dev: 'CREATE TABLE users (id integer);',
      applied: true,
      file: `CREATE TABLE users (id bigint);
--                     ^^^^^^ warning[column-type]: id is integer in dev, bigint here. This migration has run in dev, so dev or the file was changed since.
CREATE TABLE sessions (id integer);
--           ^^^^^^^^ warning[applied-migration-drift]: dev has no table sessions, and this migration has run: it was dropped or renamed in dev, or the file was changed since.`,
    },
  ],
  *check(context) {
    if (context.standing !== 'applied') return;
    for (const difference of context.differences) {
      const what = absentInDev(context, difference);
      const range = what === undefined ? undefined : placeOf(context, difference.origin);
      if (!range) continue;
      const message = context.recorded
        ? t(
            'dev has no {0}, and this migration has run: it was dropped or renamed in dev, or the file was changed since.',
            what ?? '',
          )
        : t('dev has no {0}, though it has what else this migration or a later one makes.', what ?? '');
      yield { message, range, statement: difference.origin.statement, fixes: [] };
    }
  },
};
function absentInDev(context: RuleContext, difference: Difference): string | undefined {
  if (difference.what === 'table') return t('{0} {1}', noun('table'), tableName(context, difference.file));
  return difference.what === 'object' ? objectInWords(context, difference) : undefined;
}
