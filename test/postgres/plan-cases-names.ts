/** Of names that PostgreSQL chooses by itself, and which it does not choose where another stands in the way. */
import type { Case } from './plan-case';

const long = 'a_table_of_so_long_a_name_that_the_names_of_its_keys_are_cut';
const exclusions = (count: number): string =>
  Array.from({ length: count }, () => `ALTER TABLE ${long} ADD EXCLUDE USING btree (a WITH =) WHERE (b > 0);`).join(
    ' ',
  );
export const nameCases: Readonly<Record<string, Case>> = {
  'a partition keeps the NOT NULL of a table that is made anew': {
    a: `CREATE TABLE t (s uuid NOT NULL, e boolean NOT NULL) PARTITION BY LIST (s); CREATE TABLE t_p1 PARTITION OF t DEFAULT; CREATE TABLE t_p2 PARTITION OF t FOR VALUES IN (NULL);`,
    b: `CREATE TABLE t (e date NOT NULL, w integer NOT NULL) PARTITION BY HASH (w); CREATE TABLE t_p0 PARTITION OF t FOR VALUES WITH (modulus 2, remainder 0);
      CREATE TABLE t_p1 PARTITION OF t FOR VALUES WITH (modulus 2, remainder 1);`,
  },
  'a table has a constraint by the name that another is to have': {
    a: `CREATE TABLE zz (a integer CONSTRAINT t_a_not_null NOT NULL, b integer CONSTRAINT t_b_not_null NOT NULL, c integer, d integer CONSTRAINT u_d_not_null NOT NULL, e integer CONSTRAINT n_e_not_null NOT NULL);
      ALTER TABLE zz ADD CONSTRAINT n_pkey CHECK (c > 0), ADD CONSTRAINT p_1_a_key CHECK (c > 1), ADD CONSTRAINT p_1_b_idx CHECK (c > 2), ADD CONSTRAINT p_1_a_excl CHECK (c > 3);
      CREATE TABLE t (b integer); CREATE TABLE u (d integer);
      CREATE TABLE p (a integer, b integer) PARTITION BY HASH (a); CREATE TABLE p_1 PARTITION OF p FOR VALUES WITH (modulus 1, remainder 0);`,
    b: `CREATE TABLE zz (a integer, b integer, c integer, d integer, e integer CONSTRAINT zz_e NOT NULL);
      CREATE TABLE t (b integer NOT NULL, a integer NOT NULL); CREATE TABLE u (d integer PRIMARY KEY);
      CREATE TABLE n (e integer NOT NULL, f integer PRIMARY KEY);
      CREATE TABLE p (a integer, b integer) PARTITION BY HASH (a); CREATE TABLE p_1 PARTITION OF p FOR VALUES WITH (modulus 1, remainder 0);
      ALTER TABLE p ADD UNIQUE (a); CREATE INDEX ON p (b);`,
    rows: 'INSERT INTO zz VALUES (7, 7, 7, 7, 7); INSERT INTO t VALUES (1); INSERT INTO u VALUES (1); INSERT INTO p VALUES (1, 2);',
  },
  'a child has a NOT NULL of its own under another name, on a column from above': {
    a: 'CREATE TABLE p (a integer); CREATE TABLE c () INHERITS (p); CREATE TABLE q (a integer) PARTITION BY HASH (a); CREATE TABLE q1 PARTITION OF q FOR VALUES WITH (modulus 1, remainder 0);',
    b: `CREATE TABLE p (a integer, b integer); CREATE TABLE c () INHERITS (p); ALTER TABLE c ADD CONSTRAINT mine NOT NULL b;
      CREATE TABLE q (a integer, b integer) PARTITION BY HASH (a); CREATE TABLE q1 PARTITION OF q FOR VALUES WITH (modulus 1, remainder 0); ALTER TABLE q1 ADD CONSTRAINT mine NOT NULL b;`,
    since: 18,
  },
  'several exclusions that are alike, on partitions whose names are cut': {
    since: 17,
    a: 'SELECT 1;',
    b: `CREATE TABLE ${long} (a integer, b integer) PARTITION BY RANGE (a);
      CREATE TABLE ${long}_p0 PARTITION OF ${long} FOR VALUES FROM (1) TO (2); CREATE TABLE ${long}_p1 PARTITION OF ${long} FOR VALUES FROM (2) TO (3); ${exclusions(4)}`,
  },
  'exclusions that are alike come to a table that has two, whose partitions have short names': {
    since: 17,
    a: 'CREATE TABLE p (a integer, b integer) PARTITION BY RANGE (a); CREATE TABLE p0 PARTITION OF p FOR VALUES FROM (1) TO (2); ALTER TABLE p ADD EXCLUDE USING btree (a WITH =), ADD EXCLUDE USING btree (a WITH =);',
    b: `CREATE TABLE p (a integer, b integer) PARTITION BY RANGE (a); CREATE TABLE p0 PARTITION OF p FOR VALUES FROM (1) TO (2); ALTER TABLE p ADD EXCLUDE USING btree (a WITH =), ADD EXCLUDE USING btree (a WITH =), ADD EXCLUDE USING btree (a WITH =);
      ALTER TABLE p ADD CONSTRAINT again EXCLUDE USING btree (a WITH =); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (2) TO (3);`,
  },
  'an index on the partitions, one like it on the partitioned table alone': {
    a: 'SELECT 1;',
    b: `CREATE TABLE p (a integer) PARTITION BY HASH (a); CREATE TABLE p0 PARTITION OF p FOR VALUES WITH (modulus 2, remainder 0); CREATE TABLE p1 PARTITION OF p FOR VALUES WITH (modulus 2, remainder 1);
      CREATE INDEX z ON p (a); CREATE INDEX a ON p (a) WITH (fillfactor = 70); ALTER TABLE p ADD UNIQUE (a); ALTER TABLE p ADD CONSTRAINT again UNIQUE (a) DEFERRABLE;`,
  },
  'a partition joins a table with several keys over the same columns': {
    a: 'CREATE TABLE q (a integer NOT NULL); CREATE TABLE r (a integer NOT NULL, CONSTRAINT r_a_key UNIQUE (a));',
    b: `CREATE TABLE p (a integer PRIMARY KEY) PARTITION BY HASH (a); ALTER TABLE p ADD UNIQUE (a), ADD CONSTRAINT again UNIQUE (a) DEFERRABLE, ADD UNIQUE (a); CREATE UNIQUE INDEX i ON p (a);
      CREATE TABLE q PARTITION OF p FOR VALUES WITH (modulus 2, remainder 0); CREATE TABLE r PARTITION OF p FOR VALUES WITH (modulus 2, remainder 1);
      ALTER TABLE q ADD CONSTRAINT its UNIQUE (a);`,
  },
  'another column of the table has the NOT NULL that a new one would get': {
    a: 'CREATE TABLE t (a integer NOT NULL, k integer, z integer CONSTRAINT t_c_not_null NOT NULL); ALTER TABLE t RENAME a TO b;',
    b: 'CREATE TABLE t (c serial, b integer, k integer, a serial, z integer);',
    rows: 'INSERT INTO t VALUES (1, 2, 3)',
  },
  'partitions with an identity change with their table, and have its identity again': {
    since: 17,
    a: `CREATE TABLE t (u varchar NOT NULL, id bigint GENERATED ALWAYS AS IDENTITY, PRIMARY KEY (u)) PARTITION BY HASH (u); CREATE TABLE t0 PARTITION OF t FOR VALUES WITH (modulus 2, remainder 0);
      CREATE TABLE t1 PARTITION OF t FOR VALUES WITH (modulus 2, remainder 1); CREATE TABLE own (a integer, id integer GENERATED BY DEFAULT AS IDENTITY);`,
    b: `CREATE TABLE t (id text, a integer PRIMARY KEY) PARTITION BY HASH (a); CREATE TABLE t0 PARTITION OF t FOR VALUES WITH (modulus 2, remainder 0); CREATE TABLE t1 PARTITION OF t FOR VALUES WITH (modulus 2, remainder 1);
      CREATE TABLE p (a integer, id integer GENERATED BY DEFAULT AS IDENTITY) PARTITION BY LIST (a); CREATE TABLE own PARTITION OF p DEFAULT;`,
    rows: 'INSERT INTO own VALUES (1), (2)',
  },
};
