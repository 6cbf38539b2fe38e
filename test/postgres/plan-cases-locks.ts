/** Changes by the locks they take: of both tables of a foreign key, of partitions, and those that write rows anew. */
import type { Case } from './plan-case';

export const lockCases: Readonly<Record<string, Case>> = {
  'foreign keys lock both tables, and their partitions': {
    a: `CREATE TABLE r (id integer PRIMARY KEY); CREATE TABLE t (a integer, b integer REFERENCES r); CREATE TABLE gone (r integer REFERENCES r);
      CREATE TABLE p (a integer PRIMARY KEY) PARTITION BY RANGE (a); CREATE TABLE p0 PARTITION OF p DEFAULT;`,
    b: `CREATE TABLE r (id integer PRIMARY KEY); CREATE TABLE t (a integer, b integer REFERENCES r DEFERRABLE); ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES r NOT VALID;
      CREATE TABLE p (a integer PRIMARY KEY REFERENCES r) PARTITION BY RANGE (a); CREATE TABLE p0 PARTITION OF p DEFAULT; CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (1) TO (2);
      CREATE TABLE u (p integer REFERENCES p);`,
  },
  'settings, states and types': {
    a: `CREATE TABLE t (id integer, a varchar(5), n numeric(8,2), d text, CONSTRAINT c CHECK (id > 0) NOT VALID); CREATE INDEX i ON t (id);
      CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE TRIGGER g BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION touch(); CREATE UNLOGGED TABLE w (a integer);
      CREATE DOMAIN short AS text; CREATE TABLE s (x short); CREATE MATERIALIZED VIEW m AS SELECT 1 AS x; CREATE TYPE pair AS (x integer); CREATE TABLE o OF pair;`,
    b: `CREATE TABLE t (id bigint, a varchar(9), n numeric(10,2), d text, f uuid DEFAULT gen_random_uuid(), g timestamptz DEFAULT now(), h integer GENERATED ALWAYS AS (1 + 1) STORED, CONSTRAINT c CHECK (id > 0)) WITH (fillfactor = 70);
      CREATE INDEX i ON t (id) WITH (fillfactor = 70); ALTER TABLE t CLUSTER ON i; ALTER TABLE t REPLICA IDENTITY FULL, ALTER d SET STORAGE EXTERNAL, ENABLE ROW LEVEL SECURITY; COMMENT ON TABLE t IS 'x';
      CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE TRIGGER g BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION touch(); ALTER TABLE t DISABLE TRIGGER g; CREATE TABLE w (a integer);
      CREATE DOMAIN short AS text CHECK (length(VALUE) < 9); CREATE TABLE s (x short, y short); CREATE MATERIALIZED VIEW m AS SELECT 1 AS x; CREATE UNIQUE INDEX j ON m (x); CREATE TYPE pair AS (x integer, y integer); CREATE TABLE o OF pair;`,
  },
  'keys come to tables with partitions': {
    a: `CREATE TABLE p (a integer, b integer) PARTITION BY RANGE (a); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (1) TO (2) PARTITION BY RANGE (a); CREATE TABLE p2 PARTITION OF p1 DEFAULT;
      CREATE TABLE q (a integer) PARTITION BY RANGE (a); CREATE TABLE q1 PARTITION OF q DEFAULT;`,
    b: `CREATE TABLE p (a integer, b integer, UNIQUE (a)) PARTITION BY RANGE (a); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (1) TO (2) PARTITION BY RANGE (a); CREATE TABLE p2 PARTITION OF p1 DEFAULT;
      CREATE TABLE q (a integer PRIMARY KEY) PARTITION BY RANGE (a); CREATE TABLE q1 PARTITION OF q DEFAULT;`,
  },
};
