import { constraintRules } from '../families/constraint-rules';

export const primaryKey = constraintRules({
  kind: 'primary key',
  why: 'It is what tells rows apart: replication, foreign keys and ON CONFLICT rest on it.',
  examples: {
    missing: [
      {
        dev: 'CREATE TABLE users (id integer PRIMARY KEY);',
        file: `CREATE TABLE users (
--           ^^^^^ warning[missing-primary-key]: users has primary key on (id) in dev, not here.
    id integer NOT NULL
);`,
      },
    ],
    extra: [
      {
        dev: 'CREATE TABLE users (id integer NOT NULL);',
        file: `CREATE TABLE users (
    id integer PRIMARY KEY
--             ^^^^^^^^^^^ warning[extra-primary-key]: dev has no primary key in users.
);`,
      },
    ],
    different: [
      {
        dev: 'CREATE TABLE members (team integer, person integer, PRIMARY KEY (team, person));',
        file: `CREATE TABLE members (
    team integer NOT NULL,
    person integer NOT NULL,
    PRIMARY KEY (person, team)
--               ^^^^^^^^^^^^ warning[different-primary-key]: Primary key of members is (team, person) in dev, (person, team) here.
);`,
      },
    ],
  },
});
