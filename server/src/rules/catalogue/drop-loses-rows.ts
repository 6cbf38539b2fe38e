import type { Statement } from '../../sql/document/statement';
import { t } from '../../text/l10n';
import type { QualifiedName } from '../../text/names';
import type { TextRange } from '../../text/text';
import { liveCommands, liveTable } from '../families/populated-tables';
import { columnName, inDocument } from '../origin-places';
import type { Found, Rule, RuleContext } from '../rule';

export const dropLosesRows: Rule = {
  code: 'drop-loses-rows',
  severity: 'information',
  title: 'Rows that dev has are deleted',
  documentation: `DROP TABLE, TRUNCATE and DROP COLUMN delete what dev's table holds, and production's with it. Often that is the
point of the migration; it is said so that nobody overlooks it. Nothing is said of tables that dev knows to be empty.`,
  examples: [
    {
      dev: 'CREATE TABLE orders (id integer, note text); CREATE TABLE drafts (id integer);',
      rows: { orders: 2_000_000 },
      file: `ALTER TABLE orders DROP COLUMN note;
--                             ^^^^ information[drop-loses-rows]: DROP COLUMN deletes note of every row of orders (about 2,000,000 rows in dev).
DROP TABLE drafts;
DROP TABLE orders;
--         ^^^^^^ information[drop-loses-rows]: DROP TABLE deletes every row of orders (about 2,000,000 rows in dev).`,
    },
  ],
  *check(context) {
    for (const { statement, command, live } of liveCommands(context, 'drop column')) {
      const { value, range } = command.column;
      if (!live.table.columns.some((column) => column.name === value)) continue;
      const message = t('DROP COLUMN deletes {0} of every row of {1}.', columnName(value), live.label);
      yield { message, range: inDocument(statement, range), statement: statement.index, fixes: [] };
    }
    for (const statement of context.document.statements) {
      if (!statement.runs) continue;
      for (const op of statement.parsed.ops) {
        if (op.op === 'drop')
          for (const object of op.objects)
            if (object.kind === 'table') yield* deletion(context, statement, 'DROP TABLE', object.name);
        if (op.op === 'use')
          for (const use of op.relations)
            if (use.how === 'truncate') yield* deletion(context, statement, 'TRUNCATE', use.name);
      }
    }
  },
};
function* deletion(
  context: RuleContext,
  statement: Statement,
  what: string,
  name: { readonly value: QualifiedName; readonly range: TextRange },
): Generator<Found> {
  const live = liveTable(context, statement, name.value);
  if (!live) return;
  const message = t('{0} deletes every row of {1}.', what, live.label);
  yield { message, range: inDocument(statement, name.range), statement: statement.index, fixes: [] };
}
