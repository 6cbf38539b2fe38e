import type { Index } from '../../model/schema';
import { noun, t } from '../../text/l10n';
import { quoteIdentifier } from '../../text/names';
import { removeStatement } from '../fixes/edits';
import { removalFix } from '../fixes/repair';
import { afterwards, describeIndex, indexNoun, sentences } from '../message-words';
import { placeOf, tableName } from '../origin-places';
import type { Fix, Rule, RuleContext } from '../rule';

export const extraIndex: Rule = {
  code: 'extra-index',
  severity: 'warning',
  title: 'An index on a table that dev has, but without this index',
  documentation: `The file makes a table that dev has, and an index on it that dev does not have, under this name or another.
The fix takes its statement out, and is never applied with others. An index that a file creates on a table it does not make is new, and no finding.`,
  examples: [
    {
      dev: 'CREATE TABLE users (id integer, email text);',
      file: `CREATE TABLE users (
    id integer,
    email text
);
CREATE INDEX users_email ON users (email);
--           ^^^^^^^^^^^ warning[extra-index]: dev has no index users_email on (email) of users.`,
      fixed: `CREATE TABLE users (
    id integer,
    email text
);
`,
    },
    { dev: 'CREATE TABLE users (id integer, email text);', file: 'CREATE INDEX users_email ON users (email);' },
  ],
  *check(context) {
    for (const difference of context.differences) {
      if (difference.what !== 'index' || difference.dev || !difference.file) continue;
      const { file, table, origin } = difference;
      const range = placeOf(context, origin);
      if (!range) continue;
      yield {
        message: sentences(
          t(
            'dev has no {0} {1} on {2} of {3}.',
            noun(indexNoun(file)),
            quoteIdentifier(file.name),
            describeIndex(file),
            tableName(context, table),
          ),
          afterwards(context),
        ),
        range,
        statement: origin.statement,
        fixes: removeFix(context, file, origin.statement),
      };
    }
  },
};

/** Where the index has a statement of its own. */
function removeFix(context: RuleContext, index: Index, at: number): Fix[] {
  const statement = context.document.statements[at];
  const [op, ...others] = statement?.parsed.ops ?? [];
  if (!statement || op?.op !== 'create index' || others.length > 0) return [];
  const edit = removeStatement(context.document.text, statement.fullRange);
  return [removalFix(context, t('Remove index {0}', quoteIdentifier(index.name)), [edit])];
}
