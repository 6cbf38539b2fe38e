import { constraintRules } from '../families/constraint-rules';

export const unique = constraintRules({
  kind: 'unique',
  why: 'Without it two rows may say the same, and ON CONFLICT on its columns fails.',
  examples: {
    missing: [
      {
        dev: 'CREATE TABLE users (id integer, email text UNIQUE);',
        file: `CREATE TABLE users (
--           ^^^^^ warning[missing-unique]: users has unique constraint users_email_key on (email) in dev, not here.
    id integer,
    email text
);`,
      },
    ],
    extra: [
      {
        dev: 'CREATE TABLE users (id integer, email text);',
        file: `CREATE TABLE users (
    id integer,
    email text UNIQUE
--             ^^^^^^ warning[extra-unique]: dev has no unique constraint users_email_key in users.
);`,
      },
      {
        dev: 'CREATE TABLE users (id integer, email text); CREATE UNIQUE INDEX users_email ON users (email);',
        file: `CREATE TABLE users (
    id integer,
    email text,
    CONSTRAINT users_email_once UNIQUE (email)
--             ^^^^^^^^^^^^^^^^ warning[extra-unique]: dev has no unique constraint users_email_once in users. dev has the unique index users_email instead.
);`,
      },
    ],
    different: [
      {
        dev: 'CREATE TABLE users (team integer, email text, CONSTRAINT once UNIQUE (team, email));',
        file: `CREATE TABLE users (
    team integer,
    email text,
    CONSTRAINT once UNIQUE (email)
--                          ^^^^^ warning[different-unique]: Unique constraint once is (team, email) in dev, (email) here.
);`,
      },
    ],
  },
});
