import { formatType, type SqlType, sameType } from '../../model/types';
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
      if (!live.large || !column || sameType(column.type, type) || keepsValues(column.type, type)) continue;
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

/** `ATColumnChangeRequiresRewrite` of the server: binary coercible types, and length checks that only widen. */
function keepsValues(from: SqlType, to: SqlType): boolean {
  if ((from.array ?? false) !== (to.array ?? false)) return false;
  const limit = (type: SqlType) => (type.modifiers === undefined ? Number.POSITIVE_INFINITY : Number(type.modifiers));
  const strings = ['text', 'character varying'];
  if (strings.includes(from.name) && strings.includes(to.name)) return limit(to) >= limit(from);
  if (from.name !== to.name) return from.name === 'cidr' && to.name === 'inet';
  if (from.name === 'numeric') return widerNumeric(from.modifiers, to.modifiers);
  const widening = ['bit varying', 'timestamp without time zone', 'timestamp with time zone', 'interval'];
  return widening.includes(from.name) && limit(to) >= limit(from);
}
function widerNumeric(from: string | undefined, to: string | undefined): boolean {
  if (to === undefined) return true;
  if (from === undefined) return false;
  const [precision, scale] = from.split(',').map(Number);
  const [newPrecision, newScale] = to.split(',').map(Number);
  return (newPrecision ?? 0) >= (precision ?? 0) && (newScale ?? 0) === (scale ?? 0);
}
