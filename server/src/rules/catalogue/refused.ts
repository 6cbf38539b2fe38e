import { noun, t } from '../../text/l10n';
import { capital } from '../../text/text';
import { conflictRule } from '../families/conflict-rules';
import { columnName, tableName } from '../origin-places';

export const alreadyExists = conflictRule({
  code: 'already-exists',
  title: 'Something of this name exists already',
  documentation: `The statement creates what dev, or an earlier statement, has already, so PostgreSQL refuses it: a table, view,
index, sequence and composite type share one set of names in a schema.

In a loose file a CREATE TABLE of a table that dev has is compared with it, and is no conflict.`,
  kinds: ['exists already', 'multiple primary keys'],
  message: (conflict, context) =>
    conflict.kind === 'multiple primary keys'
      ? t('PostgreSQL refuses this: {0}.', conflict.message)
      : conflict.object.kind === 'other'
        ? `${capital(conflict.message)}.`
        : t('{0} {1} exists already.', noun(capital(conflict.object.kind)), tableName(context, conflict.object)),
  examples: [
    {
      dev: '',
      file: `CREATE TABLE users (id integer);
CREATE TABLE users (id bigint);
--           ^^^^^ error[already-exists]: Table users exists already.`,
    },
  ],
});

export const duplicateColumn = conflictRule({
  code: 'duplicate-column',
  title: 'A column is there twice',
  documentation: 'A table cannot have two columns of one name, and a column is named once in a list of columns.',
  kinds: ['duplicate column'],
  message: ({ object }, context) =>
    object.table === undefined
      ? t('Column {0} is there twice.', columnName(object.name))
      : t('{0} has a column {1} already.', tableName(context, { name: object.table }), columnName(object.name)),
  examples: [
    {
      dev: '',
      file: `CREATE TABLE users (id integer, name text, name varchar(80));
--                                         ^^^^ error[duplicate-column]: users has a column name already.`,
    },
    {
      dev: '',
      file: `CREATE TABLE users (id integer);
ALTER TABLE users ADD COLUMN id bigint;
--                           ^^ error[duplicate-column]: users has a column id already.`,
    },
  ],
});

export const fkTypeMismatch = conflictRule({
  code: 'fk-type-mismatch',
  title: 'A foreign key whose types do not fit',
  documentation: `The columns of the foreign key and those it points to have types that PostgreSQL cannot compare, so it refuses
the constraint: \`uuid\` against \`integer\`, \`text\` against \`bigint\`.`,
  kinds: ['foreign key types'],
  examples: [
    {
      dev: 'CREATE TABLE users (id uuid PRIMARY KEY);',
      file: `CREATE TABLE posts (id integer, author integer REFERENCES users (id));
--                              ^^^^^^ error[fk-type-mismatch]: PostgreSQL refuses this: foreign key constraint "posts_author_fkey" cannot be implemented: "author" is integer, "id" of "users" is uuid.`,
    },
  ],
});

export const fkTargetNotUnique = conflictRule({
  code: 'fk-target-not-unique',
  title: 'A foreign key to columns that are not unique',
  documentation: `A foreign key has to point to the primary key, or to columns that a unique constraint or a unique index without
a predicate covers exactly.`,
  kinds: ['foreign key target not unique'],
  examples: [
    {
      dev: 'CREATE TABLE users (id integer PRIMARY KEY, email text);',
      file: `CREATE TABLE posts (id integer, author text REFERENCES users (email));
--                                                     ^^^^^^^^^^^^ error[fk-target-not-unique]: PostgreSQL refuses this: there is no unique constraint matching given keys for referenced table "users".`,
    },
  ],
});

export const wrongKind = conflictRule({
  code: 'wrong-kind',
  title: 'A statement for another kind of object',
  documentation:
    'The name is that of another kind of object than the statement is for: DROP TABLE of a view, an index on a view.',
  kinds: ['wrong kind'],
  examples: [
    {
      dev: 'CREATE TABLE users (id integer); CREATE VIEW people AS SELECT id FROM users;',
      file: `DROP TABLE people;
--         ^^^^^^ error[wrong-kind]: PostgreSQL refuses this: "people" is not a table.`,
    },
  ],
});

export const stillNeeded = conflictRule({
  code: 'still-needed',
  title: 'Something else depends on what is dropped',
  documentation: `PostgreSQL refuses to drop what another object needs: a table that a view reads or a foreign key points to, a type
that a column has. \`CASCADE\` drops those too.`,
  kinds: ['depends'],
  examples: [
    {
      dev: 'CREATE TABLE users (id integer PRIMARY KEY); CREATE TABLE posts (author integer REFERENCES users);',
      file: `DROP TABLE users;
--         ^^^^^ error[still-needed]: PostgreSQL refuses this: cannot drop table users because other objects depend on it: constraint posts_author_fkey on table posts.`,
    },
  ],
});

export const enumValueConflict = conflictRule({
  code: 'enum-value',
  title: 'A value that the enum type has already, or does not have',
  documentation: 'ALTER TYPE adds a value that is there already, or names one that is not.',
  kinds: ['enum value'],
  examples: [
    {
      dev: `CREATE TYPE mood AS ENUM ('sad', 'happy');`,
      file: `ALTER TYPE mood ADD VALUE 'ok' BEFORE 'hapy';
--                                    ^^^^^^ error[enum-value]: PostgreSQL refuses this: "hapy" is not an existing enum label. Did you mean 'happy'?`,
    },
  ],
});

export const refused = conflictRule({
  code: 'refused',
  title: 'PostgreSQL refuses the statement for another reason',
  documentation: `The statement can be read but not run, for a reason that has no rule of its own: a view whose columns change, a
default on a generated column, and the like. The message is PostgreSQL's.`,
  kinds: ['other'],
  examples: [
    {
      dev: 'CREATE TABLE users (id integer, name text);',
      file: `CREATE VIEW people AS SELECT id FROM users;
CREATE OR REPLACE VIEW people AS SELECT name FROM users;
--                     ^^^^^^ error[refused]: PostgreSQL refuses this: cannot change name of view column "id" to "name".`,
    },
  ],
});
