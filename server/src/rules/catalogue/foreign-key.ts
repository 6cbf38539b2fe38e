import { constraintRules } from '../families/constraint-rules';

export const foreignKey = constraintRules({
  kind: 'foreign key',
  why: 'Rows may point to nothing, and deletes go another way.',
  examples: {
    missing: [
      {
        dev: 'CREATE TABLE users (id integer PRIMARY KEY); CREATE TABLE posts (author integer REFERENCES users ON DELETE CASCADE);',
        file: `CREATE TABLE posts (
--           ^^^^^ warning[missing-foreign-key]: posts has foreign key posts_author_fkey (author) REFERENCES users (id) ON DELETE CASCADE in dev, not here.
    author integer
);`,
      },
    ],
    extra: [
      {
        dev: 'CREATE TABLE users (id integer PRIMARY KEY); CREATE TABLE posts (author integer);',
        file: `CREATE TABLE posts (
    author integer REFERENCES users
--                 ^^^^^^^^^^^^^^^^ warning[extra-foreign-key]: dev has no foreign key posts_author_fkey in posts.
);`,
      },
    ],
    different: [
      {
        dev: 'CREATE TABLE users (id integer PRIMARY KEY); CREATE TABLE posts (author integer REFERENCES users ON DELETE CASCADE);',
        file: `CREATE TABLE posts (
    author integer,
    CONSTRAINT posts_author_fkey FOREIGN KEY (author) REFERENCES users (id)
--  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[different-foreign-key]: Foreign key posts_author_fkey is (author) REFERENCES users (id) ON DELETE CASCADE in dev, (author) REFERENCES users (id) here.
);`,
      },
    ],
  },
});
