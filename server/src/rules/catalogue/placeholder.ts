import { findTable } from '../../model/resolve';
import type { Table } from '../../model/schema';
import type { Statement } from '../../sql/document/statement';
import type { PlaceholderTable } from '../../sql/read/ops-table';
import { plural, t } from '../../text/l10n';
import { commentsIn, lazyFix, preferred, wholeTable } from '../fixes/repair';
import { sentences } from '../message-words';
import { inDocument, tableName } from '../origin-places';
import type { Fix, Rule, RuleContext } from '../rule';

export const placeholder: Rule = {
  code: 'placeholder',
  severity: 'warning',
  title: 'A CREATE TABLE whose columns are still to be written',
  documentation: `\`CREATE TABLE name (...)\` stands for a table whose columns are to be filled in. PostgreSQL refuses it.
Where dev has the table, the fix fills in its exact columns, and adds its constraints and indexes.`,
  examples: [
    {
      dev: 'CREATE TABLE "users" ("id" integer NOT NULL, "email" text, PRIMARY KEY ("id"));',
      file: `CREATE TABLE IF NOT EXISTS "users" (...);
--                                  ^^^ warning[placeholder]: users has a placeholder for its columns, which is not SQL. dev has 2 columns for it.`,
      fixed: `CREATE TABLE IF NOT EXISTS "users" (
    "id" integer NOT NULL,
    "email" text,
    PRIMARY KEY ("id")
);`,
    },
    {
      dev: 'CREATE TABLE users (id integer);',
      file: `CREATE TABLE sessions (...);
--                     ^^^ warning[placeholder]: sessions has a placeholder for its columns, which is not SQL. dev has no table sessions to fill it from.`,
    },
  ],
  *check(context) {
    for (const statement of context.document.statements) {
      // What PostgreSQL takes holds none, and need not be read for it where it does not run.
      if (statement.parsed.status === 'ok') continue;
      for (const op of statement.parsed.ops) {
        if (op.op !== 'placeholder table') continue;
        const devTable = context.dev && findTable(context.dev, op.name.value);
        yield {
          message: sentences(
            t(
              '{0} has a placeholder for its columns, which is not SQL.',
              tableName(context, devTable ?? op.name.value),
            ),
            help(context, devTable, op),
          ),
          range: inDocument(statement, op.placeholder),
          statement: statement.index,
          fixes: devTable && !isMadeElsewhere(context, op) ? fill(context, statement, op, devTable) : [],
        };
      }
    }
  },
};
function help(context: RuleContext, devTable: Table | undefined, op: PlaceholderTable): string {
  if (!context.dev) return '';
  if (!devTable) return t('dev has no table {0} to fill it from.', tableName(context, op.name.value));
  return plural(devTable.columns.length, 'dev has {0} column for it.', 'dev has {0} columns for it.');
}
/** Another statement makes one of the name: with dev's columns, one of the two is refused or passed over. */
function isMadeElsewhere({ document }: RuleContext, { name }: PlaceholderTable): boolean {
  return document.statements.some(({ parsed }) =>
    parsed.ops.some((op) => op.op === 'create table' && op.name.value.name === name.value.name),
  );
}
function fill(context: RuleContext, statement: Statement, op: PlaceholderTable, devTable: Table): Fix[] {
  const whole = wholeTable(context, devTable, statement, op.ifNotExists);
  if (!whole) return [];
  const edits = () => [{ range: statement.fullRange, newText: whole.sql() }];
  const title = t("Fill in dev's exact {0}", whole.parts);
  const comments = commentsIn(context.document.text, statement.fullRange);
  if (comments.length > 0) return [lazyFix(t('{0} and take out the comment there', title), edits)];
  return [lazyFix(title, edits, preferred(context))];
}
