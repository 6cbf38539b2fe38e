import { t } from '../../text/l10n';
import { keyOf } from '../../text/names';
import { liveTable } from '../families/populated-tables';
import { whyInTransaction } from '../families/transactions';
import { insertAt } from '../fixes/edits';
import { allOps, inDocument } from '../origin-places';
import type { Rule } from '../rule';

export const indexBlocksWrites: Rule = {
  code: 'index-blocks-writes',
  severity: 'warning',
  title: 'An index is built on a large table without CONCURRENTLY',
  documentation: `CREATE INDEX takes a SHARE lock: reads go on, every INSERT, UPDATE and DELETE waits until the index is built.
CREATE INDEX CONCURRENTLY takes a SHARE UPDATE EXCLUSIVE lock that blocks neither, takes longer, and cannot run inside a
transaction.

Reported where dev says that the table has 10,000 rows or 10 MB or more, and silent on tables of the same migration.`,
  examples: [
    {
      dev: 'CREATE TABLE orders (id integer, state text); CREATE TABLE drafts (id integer);',
      rows: { orders: 2_000_000, drafts: 12 },
      file: `CREATE INDEX orders_state ON orders (state);
--           ^^^^^^^^^^^^ warning[index-blocks-writes]: CREATE INDEX takes a SHARE lock on orders (about 2,000,000 rows in dev): writes wait until it is built. CREATE INDEX CONCURRENTLY, outside a transaction, does not block them.
CREATE INDEX CONCURRENTLY orders_id ON orders (id);
CREATE INDEX drafts_id ON drafts (id);`,
    },
  ],
  *check(context) {
    for (const statement of context.document.statements) {
      if (!statement.runs) continue;
      for (const op of allOps(statement.parsed.ops)) {
        if (op.op !== 'create index' || op.concurrently || op.only) continue;
        const live = liveTable(context, statement, op.table.value);
        if (!live?.large || live.table.kind === 'partitioned table') continue;
        if (op.name && context.dev?.indexes.has(keyOf({ schema: live.table.schema, name: op.name.value }))) continue;
        const at = /^create\s+(?:unique\s+)?index/i.exec(statement.parsed.text)?.[0].length;
        const edits = at === undefined ? [] : [insertAt(statement.range.start + at, ' CONCURRENTLY')];
        const fixes =
          edits.length > 0 && whyInTransaction(context, statement) === undefined
            ? [{ title: t('Add CONCURRENTLY'), edits }]
            : [];
        yield {
          message: t(
            'CREATE INDEX takes a SHARE lock on {0}: writes wait until it is built. CREATE INDEX CONCURRENTLY, outside a transaction, does not block them.',
            live.label,
          ),
          range: inDocument(statement, (op.name ?? op.table).range),
          statement: statement.index,
          fixes,
        };
      }
    }
  },
};
