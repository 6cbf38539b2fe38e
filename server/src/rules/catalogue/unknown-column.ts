import { t } from '../../text/l10n';
import { nearest } from '../../text/nearest-name';
import { present } from '../../text/present';
import { conflictRule, replaceName } from '../families/conflict-rules';
import { type UseProblem, usesOf } from '../families/relation-references';
import { didYouMean, sentences } from '../message-words';
import { columnName, tableName } from '../origin-places';
import type { Rule, RuleContext } from '../rule';
import { whyAbsent } from '../why-absent';

const inStatements = conflictRule({
  code: 'unknown-column',
  title: 'A column that its table does not have',
  documentation: `The statement names a column that the table does not have when the statement runs: PostgreSQL refuses it. A
name that is near in spelling or differs only in case is offered.

Columns are looked up in indexes, constraints, ALTER TABLE, comments, and where INSERT, UPDATE, COPY and qualified names
of a query say surely which table a column belongs to.`,
  kinds: ['does not exist'],
  objects: ['column'],
  message: ({ object }, context) =>
    object.table === undefined
      ? t('There is no column {0} here.', columnName(object.name))
      : t(
          '{0} has no column {1}.',
          tableName(context, { ...present({ schema: object.schema }), name: object.table }),
          columnName(object.name),
        ),
  examples: [
    {
      dev: 'CREATE TABLE users (id integer, email text);',
      file: `CREATE INDEX users_email ON users (emial);
--                                 ^^^^^ error[unknown-column]: users has no column emial. Did you mean email?
ALTER TABLE users ALTER COLUMN nickname SET NOT NULL;
--                             ^^^^^^^^ error[unknown-column]: users has no column nickname.`,
      fixed: `CREATE INDEX users_email ON users (email);
ALTER TABLE users ALTER COLUMN nickname SET NOT NULL;`,
    },
    {
      dev: 'CREATE TABLE accounts (id integer, bal numeric CHECK (bal >= 0));',
      file: `CREATE TABLE accounts (id integer, balx numeric CHECK (bal >= 0));
--           ^^^^^^^^ warning[missing-columns]: accounts has 2 columns in dev, 2 here, 1 of them not in dev. Missing: bal.
--                                 ^^^^ warning[extra-column]: dev has no column balx in accounts. Did you mean bal?
--                                                     ^^^ error[unknown-column]: accounts has no column bal. Dev has it, and no migration adds it.`,
    },
    {
      dev: 'CREATE TABLE users (id integer, email text);',
      file: `INSERT INTO users (id, mail) VALUES (1, 'a@b.c');
--                     ^^^^ error[unknown-column]: users has no column mail. Did you mean email?`,
    },
    {
      dev: 'CREATE TABLE users (id integer, email text); CREATE TABLE posts (id integer, user_id integer);',
      file: `SELECT author_id FROM users JOIN posts ON user_id = users.id;
--     ^^^^^^^^^ error[unknown-column]: None of users, posts has a column author_id.
INSERT INTO users (id, email) VALUES (1, "a@b.c");
--                                       ^^^^^^^ error[unknown-column]: There is no column "a@b.c" here.`,
    },
  ],
});

function lackOf(context: RuleContext, use: UseProblem, column: string): string {
  if (use.problem !== 'no owner') return t('{0} has no column {1}.', tableName(context, use.name), column);
  const names = [...new Set(use.among.map((name) => tableName(context, name)))];
  if (names.length === 0) return t('There is no column {0} here.', column);
  return names.length === 1
    ? t('{0} has no column {1}.', names[0]!, column)
    : t('None of {0} has a column {1}.', names.join(', '), column);
}

export const unknownColumn: Rule = {
  ...inStatements,
  *check(context) {
    yield* inStatements.check(context);
    for (const use of usesOf(context)) {
      if (use.problem !== 'no column' && use.problem !== 'no owner') continue;
      const column = use.problem === 'no column' ? use.column : use.name.name;
      const why = use.problem === 'no column' ? whyAbsent(context, use.name, column, use.statement) : undefined;
      const name = why?.isOfDev ? undefined : nearest(column, use.candidates);
      const hint = name === undefined ? '' : didYouMean(columnName(name));
      yield {
        message: sentences(lackOf(context, use, columnName(column)), why?.words ?? '', hint),
        ...present({ related: why?.related }),
        range: use.range,
        statement: use.statement,
        fixes: name === undefined ? [] : [replaceName(context, use.range, { name })],
      };
    }
  },
};
