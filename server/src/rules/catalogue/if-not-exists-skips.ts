import { columnName, inDocument, tableName } from '../origin-places';
import type { Rule } from '../rule';

export const ifNotExistsSkips: Rule = {
  code: 'if-not-exists-skips',
  severity: 'warning',
  title: 'IF NOT EXISTS skips a table that is not the one there',
  documentation: `The table exists when the statement runs, so IF NOT EXISTS skips it without an error, and what is there is not
what the statement describes. What follows in the file then runs on another table than its author had in mind.

In a loose file the table is compared with dev's by the rules about columns, keys and indexes.`,
  examples: [
    {
      dev: '',
      file: `CREATE TABLE users (id integer);
CREATE TABLE IF NOT EXISTS users (id integer, email text);
--                         ^^^^^ warning[if-not-exists-skips]: users exists by now, so IF NOT EXISTS skips this statement without an error. It differs in email.`,
    },
  ],
  *check(context) {
    if (context.standing === 'applied') return;
    for (const conflict of context.conflicts) {
      const statement = context.document.statements[conflict.statement];
      if (conflict.kind !== 'skipped by if not exists' || !statement) continue;
      const names = (conflict.candidates ?? []).map(columnName).join(', ');
      const what = names === '' ? '' : ` It differs in ${names}.`;
      yield {
        message: `${tableName(context, conflict.object)} exists by now, so IF NOT EXISTS skips this statement without an error.${what}`,
        range: inDocument(statement, conflict.range),
        statement: statement.index,
        fixes: [],
      };
    }
  },
};
