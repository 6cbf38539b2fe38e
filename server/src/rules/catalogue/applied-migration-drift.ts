import type { Difference } from '../../compare/difference';
import { noun, t } from '../../text/l10n';
import { objectInWords } from '../message-words';
import { placeOf, tableName } from '../origin-places';
import type { Rule, RuleContext } from '../rule';

export const appliedMigrationDrift: Rule = {
  code: 'applied-migration-drift',
  severity: 'warning',
  title: 'A migration has run, and what it made is not in dev, or what it dropped is',
  documentation: `The migration tool's own table in dev says that this file has run, or dev holds what else it makes, yet a table,
type or view that it makes is not there, and no later migration drops it. Someone dropped or renamed it in dev by hand, or the file was changed after
it ran. Other differences between a migration that has run and dev are reported by the rule about what differs
(\`missing-columns\`, \`column-type\`, …), and say that the migration has run.

The other way round, a table, view, type, sequence, function, trigger, policy or the like that it drops, and that no later
migration makes again, is still in dev: it was made again by hand, or the file was changed after it ran.`,
  examples: [
    {
      dev: 'CREATE TABLE users (id integer);',
      applied: true,
      file: `CREATE TABLE users (id bigint);
--                     ^^^^^^ warning[column-type]: id is integer in dev, bigint here. This migration has run in dev, so dev or the file was changed since.
CREATE TABLE sessions (id integer);
--           ^^^^^^^^ warning[applied-migration-drift]: dev has no table sessions, and this migration has run: it was dropped or renamed in dev, or the file was changed since.`,
    },
    {
      dev: 'CREATE TABLE users (id integer); CREATE VIEW everyone AS SELECT id FROM users;',
      applied: true,
      file: `CREATE TABLE users (id integer);
CREATE VIEW everyone AS SELECT id FROM users;
CREATE SEQUENCE numbers;
-- <^^^^^^^^^^^^^^^^^^^^^^^ warning[applied-migration-drift]: dev has no sequence numbers, and this migration has run: it was dropped or renamed in dev, or the file was changed since.
DROP VIEW everyone;
--        ^^^^^^^^ warning[applied-migration-drift]: dev still has view everyone, and this migration, which drops it, has run: it was made again in dev, or the file was changed since.`,
    },
  ],
  *check(context) {
    if (context.standing !== 'applied') return;
    for (const difference of context.differences) {
      const what = absentInDev(context, difference);
      const range = what === undefined ? undefined : placeOf(context, difference.origin);
      if (!range) continue;
      yield { message: absence(context, what ?? ''), range, statement: difference.origin.statement, fixes: [] };
    }
    const { stillThere, neverThere } = context.undone;
    for (const { shown, origin } of neverThere) {
      const range = placeOf(context, origin);
      if (range) yield { message: absence(context, shown), range, statement: origin.statement, fixes: [] };
    }
    for (const { shown, origin } of stillThere) {
      const range = placeOf(context, origin);
      if (!range) continue;
      const message = context.recorded
        ? t(
            'dev still has {0}, and this migration, which drops it, has run: it was made again in dev, or the file was changed since.',
            shown,
          )
        : t('dev still has {0}, though it has what else this migration or a later one makes.', shown);
      yield { message, range, statement: origin.statement, fixes: [] };
    }
  },
};
function absence({ recorded }: RuleContext, what: string): string {
  return recorded
    ? t(
        'dev has no {0}, and this migration has run: it was dropped or renamed in dev, or the file was changed since.',
        what,
      )
    : t('dev has no {0}, though it has what else this migration or a later one makes.', what);
}
function absentInDev(context: RuleContext, difference: Difference): string | undefined {
  if (difference.what === 'table') return t('{0} {1}', noun('table'), tableName(context, difference.file));
  return difference.what === 'object' ? objectInWords(context, difference) : undefined;
}
