import { noun, t } from '../../text/l10n';
import { quoteIdentifier } from '../../text/names';
import { addIndexFix } from '../fixes/additions';
import { replaceWholeFix } from '../fixes/repair';
import { afterwards, describeIndex, indexNoun, sentences } from '../message-words';
import { placeOf, tableName } from '../origin-places';
import type { Rule } from '../rule';

export const missingIndex: Rule = {
  code: 'missing-index',
  severity: 'warning',
  title: 'A table lacks an index that dev has',
  documentation: `The file makes a table that dev has with an index that the file does not make. Queries that are fast in
dev are slow in a database made from this file; a unique index also keeps rows apart. The fix adds the index behind the
table's statement, as PostgreSQL prints it.

In a folder of migrations, an index that a later file creates is not missing; of loose files, one that another of the
same folder creates. A file that only creates indexes on a table of dev lacks none.`,
  examples: [
    {
      dev: 'CREATE TABLE accounts (id integer, email text); CREATE INDEX accounts_email ON accounts (email);',
      file: `CREATE TABLE accounts (
--           ^^^^^^^^ warning[missing-index]: accounts has index accounts_email on (email) in dev, not here.
    id integer,
    email text
);`,
      fixed: `CREATE TABLE accounts (
    id integer,
    email text
);
CREATE INDEX accounts_email ON accounts (email);`,
    },
  ],
  *check(context) {
    for (const difference of context.differences) {
      if (difference.what !== 'index' || difference.file || !difference.dev) continue;
      const { dev, table, devTable, origin } = difference;
      const range = placeOf(context, origin);
      if (!range) continue;
      yield {
        message: sentences(
          t(
            '{0} has {1} {2} on {3} in dev, not here.',
            tableName(context, table),
            noun(indexNoun(dev)),
            quoteIdentifier(dev.name),
            describeIndex(dev),
          ),
          afterwards(context),
        ),
        range,
        statement: origin.statement,
        fixes: [...addIndexFix(context, table, devTable, dev), ...replaceWholeFix(context, table, devTable)],
      };
    }
  },
};
