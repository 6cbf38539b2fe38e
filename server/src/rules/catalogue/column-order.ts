import type { Table } from '../../model/schema';
import { t } from '../../text/l10n';
import { afterwards, quotedNames, sentences } from '../message-words';
import { placeOf, tableName } from '../origin-places';
import type { Rule } from '../rule';

export const columnOrder: Rule = {
  code: 'column-order',
  severity: 'information',
  enabled: false,
  title: 'The columns stand in another order in dev',
  documentation: `The columns that both sides have stand in another order. Off unless it is asked for: only INSERT without a
list of columns, COPY and SELECT * see the order.`,
  examples: [
    {
      dev: 'CREATE TABLE users (id integer, email text, name text);',
      file: `CREATE TABLE users (
--           ^^^^^ information[column-order]: users has its columns in the order id, email, name in dev, id, name, email here.
    id integer,
    name text,
    email text
);`,
    },
  ],
  *check(context) {
    for (const difference of context.differences) {
      if (difference.what !== 'column order') continue;
      const { table, devTable, origin } = difference;
      const range = placeOf(context, origin);
      if (!range) continue;
      const [dev, here] = [order(devTable, table), order(table, devTable)];
      yield {
        message: sentences(
          t('{0} has its columns in the order {1} in dev, {2} here.', tableName(context, table), dev, here),
          afterwards(context),
        ),
        range,
        statement: origin.statement,
        fixes: [],
      };
    }
  },
};
function order(own: Table, other: Table): string {
  const shared = new Set(other.columns.map((column) => column.name));
  return quotedNames(own.columns.map((column) => column.name).filter((name) => shared.has(name)));
}
