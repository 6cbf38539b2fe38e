import { t } from '../../text/l10n';
import { liveCommands } from '../families/populated-tables';
import { columnName, inDocument } from '../origin-places';
import type { Rule } from '../rule';

export const notNullWithoutDefault: Rule = {
  code: 'not-null-without-default',
  severity: 'warning',
  title: 'A NOT NULL column without a default is added to a table with rows',
  documentation: `The rows that are there get NULL in a new column without a default, so PostgreSQL refuses ADD COLUMN … NOT NULL
where the table has rows. Give it a default, or add it nullable, fill it, and set NOT NULL then.`,
  examples: [
    {
      dev: 'CREATE TABLE orders (id integer);',
      rows: { orders: 40 },
      file: `ALTER TABLE orders ADD COLUMN state text NOT NULL;
--                                       ^^^^^^^^ warning[not-null-without-default]: orders (about 40 rows in dev) has rows that would hold NULL in state: PostgreSQL refuses a new NOT NULL column without a default.
ALTER TABLE orders ADD COLUMN kind text NOT NULL DEFAULT 'new';`,
    },
  ],
  *check(context) {
    for (const { statement, command, live } of liveCommands(context, 'add column')) {
      const { column } = command;
      const filled = column.default || column.identity || column.generated || column.serial;
      const required = column.notNull?.value || column.constraints.some(({ kind }) => kind === 'primary key');
      const known = live.table.columns.some((each) => each.name === column.name.value);
      if (!required || filled || known) continue;
      yield {
        message: t(
          '{0} has rows that would hold NULL in {1}: PostgreSQL refuses a new NOT NULL column without a default.',
          live.label,
          columnName(column.name.value),
        ),
        range: inDocument(statement, column.notNull?.range ?? column.name.range),
        statement: statement.index,
        fixes: [],
      };
    }
  },
};
