import type { Table } from '../../model/schema';
import { t } from '../../text/l10n';
import { escapePattern } from '../../text/text';
import { liveCommands } from '../families/populated-tables';
import { columnName, inDocument } from '../origin-places';
import type { Rule } from '../rule';

export const setNotNullScans: Rule = {
  code: 'set-not-null-scans',
  severity: 'warning',
  title: 'SET NOT NULL reads the whole of a large table',
  documentation: `ALTER COLUMN … SET NOT NULL takes an ACCESS EXCLUSIVE lock and reads every row while reads and writes wait; one
NULL among them, and PostgreSQL refuses it. Since PostgreSQL 12 a valid \`CHECK (column IS NOT NULL)\` spares the reading:
add it NOT VALID, validate it, then SET NOT NULL.

Reported where dev says that the table has 10,000 rows or 10 MB or more.`,
  examples: [
    {
      dev: `CREATE TABLE orders (id integer, state text, note text);
ALTER TABLE orders ADD CONSTRAINT noted CHECK (note IS NOT NULL);`,
      rows: { orders: 2_000_000 },
      file: `ALTER TABLE orders ALTER COLUMN state SET NOT NULL;
--                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[set-not-null-scans]: SET NOT NULL takes an ACCESS EXCLUSIVE lock on orders (about 2,000,000 rows in dev) and reads every row: reads and writes wait, and a NULL in state makes it fail. A valid CHECK (state IS NOT NULL) spares the reading.
ALTER TABLE orders ALTER COLUMN note SET NOT NULL;`,
    },
  ],
  *check(context) {
    for (const { statement, command, live } of liveCommands(context, 'set not null')) {
      const column = live.table.columns.find((each) => each.name === command.column.value);
      const here = context.before(statement.index).tables.get(`${live.table.schema}\0${live.table.name}`);
      if (!live.large || !column || column.notNull || provesNotNull(here ?? live.table, column.name)) continue;
      yield {
        message: t(
          'SET NOT NULL takes an ACCESS EXCLUSIVE lock on {0} and reads every row: reads and writes wait, and a NULL in {1} makes it fail. A valid CHECK ({1} IS NOT NULL) spares the reading.',
          live.label,
          columnName(column.name),
        ),
        range: inDocument(statement, command.range),
        statement: statement.index,
        fixes: [],
      };
    }
  },
};
function provesNotNull(table: Table, column: string): boolean {
  const proof = new RegExp(`(^|[\\s("])${escapePattern(column)}"?\\)?\\s+is\\s+not\\s+null`, 'i');
  return table.constraints.some((each) => each.kind === 'check' && !each.notValid && proof.test(each.expression));
}
