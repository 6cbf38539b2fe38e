import type { Table } from '../../model/schema';
import { plural, t } from '../../text/l10n';
import { insertColumns } from '../fixes/insert-columns';
import { preferred, replaceWholeFix } from '../fixes/repair';
import { afterwards, otherSide, quotedNames, sentences } from '../message-words';
import { createTableOf, placeOf, tableName } from '../origin-places';
import type { Fix, Rule, RuleContext } from '../rule';

export const missingColumns: Rule = {
  code: 'missing-columns',
  severity: 'warning',
  title: 'A table lacks columns that dev has',
  documentation: `A CREATE TABLE describes a table that dev has too, but with fewer columns. Run on an empty database it
makes another table than the one the application was written against; with \`IF NOT EXISTS\`, where the table exists, it
does nothing at all and says so only in a notice.

All missing columns are named. The fix inserts them where dev has them, keeping the layout and the comments of the file.
Where a file's own column is one of them misspelt, it is renamed. Another fix replaces the whole statement with dev's
exact one, and adds the constraints and indexes the file lacks.

In a folder of migrations, what all of them make together is compared with dev: a CREATE TABLE is not wrong for lacking a
column that a later migration adds.`,
  examples: [
    {
      dev: 'CREATE TABLE users (id integer PRIMARY KEY, email text NOT NULL, name text);',
      file: `CREATE TABLE IF NOT EXISTS users (
--                         ^^^^^ warning[missing-columns]: users has 3 columns in dev, 2 here. Missing: email. Where the table exists, IF NOT EXISTS skips this statement without an error.
    id integer PRIMARY KEY, -- the key
    name text
);`,
      fixed: `CREATE TABLE IF NOT EXISTS users (
    id integer PRIMARY KEY, -- the key
    email text NOT NULL,
    name text
);`,
    },
  ],
  *check(context) {
    for (const difference of context.differences) {
      if (difference.what !== 'missing columns') continue;
      const { table, devTable, columns, origin } = difference;
      const range = placeOf(context, origin);
      if (!range) continue;
      const skips = createTableOf(context, table)?.op.ifNotExists
        ? t('Where the table exists, IF NOT EXISTS skips this statement without an error.')
        : '';
      yield {
        message: sentences(
          plural(
            devTable.columns.length,
            '{1} has {0} column {2}, {3}.',
            '{1} has {0} columns {2}, {3}.',
            tableName(context, table),
            otherSide(difference),
            here(table, devTable, otherSide(difference)),
          ),
          t('Missing: {0}.', quotedNames(columns.map((column) => column.name))),
          skips,
          afterwards(context),
        ),
        range,
        statement: origin.statement,
        fixes: difference.byThen
          ? []
          : [...fixes(context, table, devTable), ...replaceWholeFix(context, table, devTable)],
      };
    }
  },
};

/** How many columns the file has; with those that dev lacks where the numbers alone would not show that any is missing. */
function here(table: Table, devTable: Table, there: string): string {
  const { length } = table.columns;
  if (length < devTable.columns.length) return t('{0} here', length);
  const extra = table.columns.filter(({ name }) => !devTable.columns.some((each) => each.name === name));
  return t('{0} here, {1} of them not {2}', length, extra.length, there);
}
function fixes(context: RuleContext, table: Table, devTable: Table): Fix[] {
  const insertion = insertColumns(context, table, devTable);
  return insertion ? [{ title: insertion.title, edits: insertion.edits, ...preferred(context) }] : [];
}
