import type { Statement } from '../../sql/document/statement';
import { t } from '../../text/l10n';
import { Lexer } from '../../text/lexer';
import { whyInTransaction } from '../families/transactions';
import { inDocument } from '../origin-places';
import type { Rule } from '../rule';

export const concurrentlyInTransaction: Rule = {
  code: 'concurrently-in-transaction',
  severity: 'error',
  title: 'CONCURRENTLY, VACUUM and the like inside a transaction',
  documentation: `CREATE INDEX CONCURRENTLY and DROP INDEX CONCURRENTLY commit several times on their way, so PostgreSQL refuses
them inside a transaction: after BEGIN, in a file that the migration tool runs in one, and among other statements that the
tool sends in one text. The same goes for REINDEX and DETACH PARTITION with CONCURRENTLY, for VACUUM, for REINDEX of a
schema or a database, for ALTER SYSTEM, and for what makes or drops databases and tablespaces. Put them into a file of
their own, marked as the tool wants it.`,
  examples: [
    {
      dev: 'CREATE TABLE users (id integer, email text);',
      file: `BEGIN;
CREATE INDEX CONCURRENTLY users_email ON users (email);
--           ^^^^^^^^^^^^ error[concurrently-in-transaction]: PostgreSQL refuses CREATE INDEX CONCURRENTLY inside a transaction, and BEGIN opened one before this statement.
COMMIT;`,
    },
    {
      dev: 'CREATE TABLE users (id integer, email text);',
      file: `BEGIN;
DELETE FROM users WHERE email IS NULL;
VACUUM users;
-- <^^^^^^ error[concurrently-in-transaction]: PostgreSQL refuses VACUUM inside a transaction, and BEGIN opened one before this statement.
COMMIT;`,
    },
  ],
  *check(context) {
    for (const statement of context.document.statements) {
      const what = statement.runs ? takenOutsideOnly(statement) : undefined;
      const why = what === undefined ? undefined : whyInTransaction(context, statement);
      if (what === undefined || why === undefined) continue;
      const word = (what.endsWith('CONCURRENTLY') ? /\bconcurrently\b/i : /^\w+/).exec(statement.parsed.text);
      const range = { start: word?.index ?? 0, end: (word?.index ?? 0) + (word?.[0].length ?? 0) };
      yield {
        message: t('PostgreSQL refuses {0} inside a transaction, and {1}.', what, why),
        range: inDocument(statement, range),
        statement: statement.index,
        fixes: [],
      };
    }
  },
};
const outsideOnly: readonly (readonly [RegExp, string])[] = [
  [/^REINDEX (\( .*? \) )?\w+ CONCURRENTLY\b.*/, 'REINDEX CONCURRENTLY'],
  [/^REINDEX \( (.* , )?CONCURRENTLY( ON| TRUE| 1)?( , .*)? \).*/, 'REINDEX CONCURRENTLY'],
  [/^REINDEX (\( .*? \) )?(SCHEMA|DATABASE|SYSTEM)\b.*/, 'REINDEX $2'],
  [/^VACUUM\b.*/, 'VACUUM'],
  [/^((CREATE|DROP) (DATABASE|TABLESPACE)|ALTER SYSTEM)\b.*/, '$1'],
  [/^ALTER TABLE .* DETACH PARTITION .* CONCURRENTLY$/, 'DETACH PARTITION CONCURRENTLY'],
];
const mayBeOther =
  /^(reindex|vacuum|(create|drop)\s+(database|tablespace)|alter\s+(system|table[^;]*\bconcurrently\s*$))\b/i;
/** How a statement is called that PostgreSQL refuses in a transaction (`PreventInTransactionBlock`). */
function takenOutsideOnly({ parsed }: Statement): string | undefined {
  for (const op of parsed.ops)
    if ((op.op === 'create index' || op.op === 'drop') && op.concurrently)
      return `${op.op === 'drop' ? 'DROP' : 'CREATE'} INDEX CONCURRENTLY`;
  if (parsed.status !== 'ok' || !mayBeOther.test(parsed.text)) return undefined;
  const words = writtenWords(parsed.text);
  const found = outsideOnly.find(([pattern]) => pattern.test(words));
  return found && words.replace(...found);
}
/** In capitals, a blank between each two, without comments. */
function writtenWords(text: string): string {
  const words: string[] = [];
  for (const lexer = new Lexer(text); lexer.next(); )
    if (lexer.kind !== 'comment') words.push(lexer.word || text.slice(lexer.start, lexer.end));
  return words.join(' ');
}
