import { keepsValues } from '../../model/row-work';
import { formatType } from '../../model/types';
import { t } from '../../text/l10n';
import { liveCommands } from '../families/populated-tables';
import { columnName, inDocument } from '../origin-places';
import type { Rule } from '../rule';

export const typeChangeRewrites: Rule = {
  code: 'type-change-rewrites',
  severity: 'warning',
  title: 'A column type change rewrites a large table',
  documentation: `ALTER COLUMN … TYPE takes an ACCESS EXCLUSIVE lock and, unless the old values can stay as they are, writes every
row and every index anew while reads and writes wait. A longer or unlimited \`varchar\`, \`varchar\` to \`text\`, and a higher
\`numeric\` precision of the same scale rewrite nothing and are not reported.

A new column, filled in batches and swapped in, avoids the long lock.`,
  examples: [
    {
      dev: 'CREATE TABLE orders (id integer, code varchar(10), price numeric(8,2));',
      rows: { orders: 2_000_000 },
      file: `ALTER TABLE orders ALTER COLUMN id TYPE bigint;
--                                      ^^^^^^ warning[type-change-rewrites]: Changing id from integer to bigint takes an ACCESS EXCLUSIVE lock on orders (about 2,000,000 rows in dev) and rewrites it: reads and writes wait until it is done.
ALTER TABLE orders ALTER COLUMN code TYPE varchar(20), ALTER COLUMN price TYPE numeric(12,2);`,
    },
  ],
  *check(context) {
    for (const { statement, command, live } of liveCommands(context, 'set type')) {
      const column = live.table.columns.find((each) => each.name === command.column.value);
      const type = command.type.value;
      if (!live.large || !column || keepsValues(column.type, type, context.before(statement.index))) continue;
      yield {
        message: t(
          'Changing {0} from {1} to {2} takes an ACCESS EXCLUSIVE lock on {3} and rewrites it: reads and writes wait until it is done.',
          columnName(column.name),
          formatType(column.type),
          formatType(type),
          live.label,
        ),
        range: inDocument(statement, command.type.range),
        statement: statement.index,
        fixes: [],
      };
    }
  },
};
