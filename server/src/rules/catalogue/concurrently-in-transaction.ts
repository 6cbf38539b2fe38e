import type { DdlOp } from '../../sql/read/ops';
import { t } from '../../text/l10n';
import { whyInTransaction } from '../families/transactions';
import { inDocument } from '../origin-places';
import type { Rule } from '../rule';

export const concurrentlyInTransaction: Rule = {
  code: 'concurrently-in-transaction',
  severity: 'error',
  title: 'CONCURRENTLY inside a transaction',
  documentation: `CREATE INDEX CONCURRENTLY and DROP INDEX CONCURRENTLY commit several times on their way, so PostgreSQL refuses
them inside a transaction: after BEGIN, in a file that the migration tool runs in one, and among other statements that the
tool sends in one text. Put them into a file of their own, marked as the tool wants it.`,
  examples: [
    {
      dev: 'CREATE TABLE users (id integer, email text);',
      file: `BEGIN;
CREATE INDEX CONCURRENTLY users_email ON users (email);
--           ^^^^^^^^^^^^ error[concurrently-in-transaction]: PostgreSQL refuses CREATE INDEX CONCURRENTLY inside a transaction, and BEGIN opened one before this statement.
COMMIT;`,
    },
  ],
  *check(context) {
    for (const statement of context.document.statements) {
      const op = statement.runs ? statement.parsed.ops.find(isConcurrent) : undefined;
      const why = op && whyInTransaction(context, statement);
      if (!op || why === undefined) continue;
      const word = /\bconcurrently\b/i.exec(statement.parsed.text);
      const range = word ? { start: word.index, end: word.index + word[0].length } : { start: 0, end: 6 };
      const what = op.op === 'drop' ? 'DROP INDEX' : 'CREATE INDEX';
      yield {
        message: t('PostgreSQL refuses {0} CONCURRENTLY inside a transaction, and {1}.', what, why),
        range: inDocument(statement, range),
        statement: statement.index,
        fixes: [],
      };
    }
  },
};
function isConcurrent(op: DdlOp): boolean {
  return (op.op === 'create index' || op.op === 'drop') && op.concurrently === true;
}
