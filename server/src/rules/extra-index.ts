import { quoteIdentifier } from '../model/names';
import { placeOf, tableName } from './place';
import type { Rule } from './rule';
import { afterwards, describeIndex, indexNoun } from './words';

export const extraIndex: Rule = {
  code: 'extra-index',
  severity: 'warning',
  title: 'An index on a table that dev has, but without this index',
  documentation: `The file makes a table that dev has, and an index on it that dev does not have, under this name or another.
An index that a file creates on a table it does not make is new, and no finding.`,
  examples: [
    {
      dev: 'CREATE TABLE users (id integer, email text);',
      file: `CREATE TABLE users (
    id integer,
    email text
);
CREATE INDEX users_email ON users (email);
--           ^^^^^^^^^^^ warning[extra-index]: dev has no index users_email on (email) of users.`,
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
        message: `dev has no ${indexNoun(file)} ${quoteIdentifier(file.name)} on ${describeIndex(file)} of ${tableName(context, table)}.${afterwards(context)}`,
        range,
        statement: origin.statement,
        fixes: [],
      };
    }
  },
};
