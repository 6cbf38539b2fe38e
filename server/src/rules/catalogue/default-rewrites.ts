import { isVolatile } from '../../model/row-work';
import type { Schema } from '../../model/schema';
import type { ColumnDef } from '../../sql/read/ops-table';
import { t } from '../../text/l10n';
import { liveCommands } from '../families/populated-tables';
import { inDocument } from '../origin-places';
import type { Rule } from '../rule';

export const defaultRewrites: Rule = {
  code: 'default-rewrites',
  severity: 'warning',
  title: 'A new column is computed for each row of a large table',
  documentation: `ADD COLUMN with a constant default, or one that is the same for all rows such as \`now()\`, is done at once. A
default that differs from row to row (\`gen_random_uuid()\`, \`random()\`, \`clock_timestamp()\`, a sequence), an identity
column and a stored generated column make PostgreSQL write every row anew under an ACCESS EXCLUSIVE lock.

Add the column without a default, set the default for new rows, and fill the old ones in batches.`,
  examples: [
    {
      dev: 'CREATE TABLE orders (id integer);',
      rows: { orders: 2_000_000 },
      file: `ALTER TABLE orders ADD COLUMN token uuid DEFAULT gen_random_uuid();
--                                               ^^^^^^^^^^^^^^^^^ warning[default-rewrites]: The new column is computed for each row: ADD COLUMN takes an ACCESS EXCLUSIVE lock on orders (about 2,000,000 rows in dev) and rewrites it, and reads and writes wait until it is done.
ALTER TABLE orders ADD COLUMN seen timestamptz DEFAULT now();`,
    },
  ],
  *check(context) {
    for (const { statement, command, live } of liveCommands(context, 'add column')) {
      const cause = perRow(command.column, context.before(statement.index));
      const known = live.table.columns.some((each) => each.name === command.column.name.value);
      if (!live.large || !cause || known) continue;
      yield {
        message: t(
          'The new column is computed for each row: ADD COLUMN takes an ACCESS EXCLUSIVE lock on {0} and rewrites it, and reads and writes wait until it is done.',
          live.label,
        ),
        range: inDocument(statement, cause),
        statement: statement.index,
        fixes: [],
      };
    }
  },
};

function perRow(column: ColumnDef, schema: Schema): { readonly start: number; readonly end: number } | undefined {
  if (column.serial) return column.type.range;
  if (column.identity) return column.identity.range;
  if (column.generated?.kind === 'stored') return column.generated.clause;
  return column.default && isVolatile(column.default.text, schema) ? column.default.range : undefined;
}
