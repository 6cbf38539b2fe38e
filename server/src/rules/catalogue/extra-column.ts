import type { Difference } from '../../compare/difference';
import type { Column, Table } from '../../model/schema';
import { t } from '../../text/l10n';
import { removeElement, tableBody } from '../fixes/edits';
import { meantColumns } from '../fixes/insert-columns';
import { isNamedLater, ownIndexesOf, removalFix, replacementFix, replaceWholeFix } from '../fixes/repair';
import { afterwards, didYouMean, replaceWith, sentences } from '../message-words';
import { columnDefAt, columnName, createTableOf, inDocument, placeOf, renameEdit, tableName } from '../origin-places';
import type { Fix, Rule, RuleContext } from '../rule';

type ExtraColumn = Extract<Difference, { what: 'extra column' }>;

export const extraColumn: Rule = {
  code: 'extra-column',
  severity: 'warning',
  title: 'A column of a table that dev has, but without this column',
  documentation: `The file describes a table that dev has, and gives it a column that dev's table does not have: it was
renamed, dropped or never there. Where dev has a column of a near name that the file lacks, it is named, and the fix puts
it right; otherwise a fix that is never applied with others takes the column out.

A column that ALTER TABLE … ADD COLUMN adds to a table of dev is new, and no finding.`,
  examples: [
    {
      dev: 'CREATE TABLE users (id integer PRIMARY KEY, email text);',
      file: `CREATE TABLE users (
--           ^^^^^ warning[missing-columns]: users has 2 columns in dev, 2 here, 1 of them not in dev. Missing: email.
    id integer PRIMARY KEY,
    emial text
--  ^^^^^ warning[extra-column]: dev has no column emial in users. Did you mean email?
);`,
      fixed: `CREATE TABLE users (
    id integer PRIMARY KEY,
    email text
);`,
    },
    {
      dev: 'CREATE TABLE users (id integer PRIMARY KEY, email text);',
      file: `CREATE TABLE users (
    id integer PRIMARY KEY,
    logo_url text, -- shown at the top
--  ^^^^^^^^ warning[extra-column]: dev has no column logo_url in users.
    email text
);`,
      fixed: `CREATE TABLE users (
    id integer PRIMARY KEY,
    email text
);`,
    },
  ],
  *check(context) {
    for (const difference of context.differences) {
      if (difference.what !== 'extra column') continue;
      const { table, devTable, column, origin } = difference;
      const range = placeOf(context, origin);
      if (!range) continue;
      const meant = meantColumns(table, devTable).get(column.name);
      const hint = meant ? didYouMean(columnName(meant.name)) : '';
      yield {
        message: sentences(lack(context, difference), hint, afterwards(context)),
        range,
        statement: origin.statement,
        fixes: difference.byThen
          ? []
          : meant
            ? renameFix(context, column, meant.name)
            : removalFixes(context, table, devTable, column),
      };
    }
  },
};

function lack(context: RuleContext, { table, column, byThen }: ExtraColumn): string {
  const [name, owner] = [columnName(column.name), tableName(context, table)];
  return byThen ? t('{0} has no column {1} by then.', owner, name) : t('dev has no column {0} in {1}.', name, owner);
}
function renameFix(context: RuleContext, column: Column, name: string): Fix[] {
  const def = column.origins?.self && columnDefAt(context, column.origins.self);
  if (!def) return [];
  const edit = renameEdit(context, def.statement, def.op.name.range, name);
  return [replacementFix(context, replaceWith(columnName(name)), [edit])];
}
/** Where the column may go, so may all that dev has not. */
function removalFixes(context: RuleContext, table: Table, devTable: Table, column: Column): Fix[] {
  const removal = removeFix(context, table, column);
  return removal.length > 0 ? [...removal, ...replaceWholeFix(context, table, devTable)] : [];
}
/** Not where a constraint, an index or a later statement of the file needs the column. */
function removeFix(context: RuleContext, table: Table, column: Column): Fix[] {
  const made = createTableOf(context, table);
  const def = made?.op.columns.find((each) => each.name.value === column.name);
  const body = made && tableBody(context.document.text, made, context.style.indent);
  if (!made || !def || !body || isUsed(context, table, column.name)) return [];
  if (isNamedLater(context, made.statement, [made.op.name.value.name, table.name], column.name)) return [];
  const edit = removeElement(body, inDocument(made.statement, def.range));
  return edit ? [removalFix(context, t('Remove column {0}', columnName(column.name)), [edit])] : [];
}
function isUsed(context: RuleContext, table: Table, name: string): boolean {
  const end = context.after(context.document.statements.length - 1);
  const mentions = (text: string | undefined) => text?.includes(name) ?? false;
  return (
    table.constraints.some((constraint) =>
      constraint.kind === 'check'
        ? mentions(constraint.expression)
        : constraint.kind === 'exclude'
          ? mentions(constraint.definition)
          : constraint.columns.includes(name),
    ) ||
    table.columns.some((column) => mentions(column.generated?.expression)) ||
    ownIndexesOf(end, table).some(
      (index) => mentions(index.where) || index.keys.some((key) => key.column === name || mentions(key.expression)),
    )
  );
}
