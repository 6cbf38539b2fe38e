import { type Case, touch } from './plan-case';
import { nameCases } from './plan-cases-names';
import { partitionCases } from './plan-cases-partitions';

export const cases: Readonly<Record<string, Case>> = {
  'columns come, go and change': {
    a: `CREATE TABLE t (id integer PRIMARY KEY, a varchar(10) DEFAULT 'x', b integer NOT NULL, gone text, c text COLLATE "C");
      ALTER TABLE t ALTER a SET STATISTICS 50, ALTER c SET STORAGE EXTERNAL;`,
    b: `CREATE TABLE t (id bigint PRIMARY KEY, a text NOT NULL DEFAULT 'y', b text, c text);
      COMMENT ON COLUMN t.a IS 'of a'; ALTER TABLE t ADD d numeric(10,2) NOT NULL DEFAULT 0;`,
    rows: `INSERT INTO t VALUES (1, 'a', 2, 'g', 'c')`,
  },
  'an enum loses a value and its columns keep theirs': {
    a: `CREATE TYPE mood AS ENUM ('sad', 'ok', 'never'); CREATE TABLE t (id integer, m mood DEFAULT 'ok', all_of mood[], CHECK (m <> 'sad'));
      CREATE INDEX ON t (m) WHERE m = 'ok'; CREATE VIEW v AS SELECT m FROM t; COMMENT ON VIEW v IS 'moods';
      CREATE FUNCTION f(m mood) RETURNS mood LANGUAGE sql AS 'SELECT m';`,
    b: `CREATE TYPE mood AS ENUM ('ok', 'sad'); CREATE TABLE t (id integer, m mood DEFAULT 'sad', all_of mood[], CHECK (m <> 'sad'));
      CREATE INDEX ON t (m) WHERE m = 'ok'; CREATE VIEW v AS SELECT m FROM t; COMMENT ON VIEW v IS 'moods';
      CREATE FUNCTION f(m mood) RETURNS mood LANGUAGE sql AS 'SELECT m';`,
    rows: `INSERT INTO t VALUES (1, 'ok', '{ok}')`,
  },
  'an enum gets values, one of them used': {
    a: `CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TABLE t (m mood DEFAULT 'ok');`,
    b: `CREATE TYPE mood AS ENUM ('awful', 'sad', 'so so', 'ok', 'happy'); CREATE TABLE t (m mood DEFAULT 'happy', CHECK (m > 'awful'));`,
    rows: `INSERT INTO t VALUES ('ok')`,
  },
  'an enum, a collation and a composite type change under a domain, what is generated, a typed and a foreign table': {
    since: 18,
    a: `CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE COLLATION ci (provider = icu, locale = 'und', deterministic = false);
      CREATE TABLE t (id integer, m mood, g boolean GENERATED ALWAYS AS (m = 'ok') STORED); CREATE DOMAIN d AS text COLLATE ci; CREATE TABLE u (x d);
      CREATE TYPE pair AS (x integer, y text); CREATE TABLE ot OF pair; CREATE FOREIGN DATA WRAPPER w OPTIONS (debug 'on');
      CREATE SERVER s FOREIGN DATA WRAPPER w; CREATE FOREIGN TABLE f (a integer) SERVER s; CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS ("user" 'a', password 'b');
      CREATE AGGREGATE last (float8 ORDER BY anyelement) (SFUNC = ordered_set_transition, STYPE = internal, FINALFUNC = percentile_disc_final, FINALFUNC_EXTRA);`,
    b: `CREATE TYPE mood AS ENUM ('ok', 'sad'); CREATE COLLATION ci (provider = icu, locale = 'de');
      CREATE TABLE t (id integer, m mood, g boolean GENERATED ALWAYS AS (m = 'ok') STORED); CREATE DOMAIN d AS text COLLATE ci; CREATE TABLE u (x d);
      CREATE TYPE pair AS (x bigint, y text, z integer); CREATE TABLE ot OF pair; CREATE FOREIGN DATA WRAPPER w OPTIONS (debug 'off');
      CREATE SERVER s FOREIGN DATA WRAPPER w; CREATE FOREIGN TABLE f (a text) SERVER s; CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS ("user" 'c', password 'b');
      CREATE AGGREGATE last (float8 ORDER BY anyelement) (SFUNC = ordered_set_transition, STYPE = internal, FINALFUNC = percentile_disc_final, FINALFUNC_EXTRA);
      REVOKE ALL ON FUNCTION last(float8, anyelement) FROM PUBLIC;`,
    rows: `INSERT INTO t VALUES (1, 'ok'); INSERT INTO u VALUES ('a'); INSERT INTO ot VALUES (1, 'a')`,
  },
  'a child leaves its parent, whose check changes': {
    a: `CREATE TABLE p (a integer, b integer, CONSTRAINT pc CHECK (a > 0)); CREATE TABLE c (x integer) INHERITS (p); CREATE PUBLICATION pub FOR TABLE p WITH (publish_via_partition_root = true);
      CREATE TABLE s (a integer, b integer); CREATE STATISTICS st ON a, b FROM s;`,
    b: `CREATE TABLE p (a bigint, b integer, CONSTRAINT pc CHECK (a > 1)); CREATE TABLE c (x integer, a bigint, b integer); CREATE PUBLICATION pub FOR TABLE p;
      CREATE TABLE s (b integer, a integer); CREATE STATISTICS st ON a, b FROM s;`,
    rows: 'INSERT INTO c VALUES (4, 5, 6)',
  },
  'text becomes an enum, an enum another': {
    a: `CREATE TYPE one AS ENUM ('x', 'y'); CREATE TABLE t (a text DEFAULT 'x', b one DEFAULT 'y', c numeric);`,
    b: `CREATE TYPE one AS ENUM ('x', 'y'); CREATE TYPE other AS ENUM ('y', 'x', 'z'); CREATE TABLE t (a one DEFAULT 'x', b other DEFAULT 'y', c one[]);`,
    rows: `INSERT INTO t VALUES ('x', 'x')`,
  },
  'a column that much stands on gets another type': {
    a: `${touch} CREATE TABLE t (id integer, n integer, CHECK (n > 0)); CREATE INDEX ON t ((n + 1)); CREATE UNIQUE INDEX u ON t (n);
      CREATE VIEW one AS SELECT n FROM t; CREATE VIEW two AS SELECT n + 1 AS m FROM one; CREATE MATERIALIZED VIEW three AS SELECT m FROM two;
      CREATE INDEX on_three ON three (m); CREATE RULE r AS ON UPDATE TO t WHERE NEW.n > 3 DO INSTEAD NOTHING;
      CREATE POLICY p ON t USING (n > 1); CREATE TRIGGER w BEFORE UPDATE OF n ON t FOR EACH ROW EXECUTE FUNCTION touch();`,
    b: `${touch} CREATE TABLE t (id integer, n numeric, CHECK (n > 0)); CREATE INDEX ON t ((n + 1)); CREATE UNIQUE INDEX u ON t (n);
      CREATE VIEW one AS SELECT n FROM t; CREATE VIEW two AS SELECT n + 1 AS m FROM one; CREATE MATERIALIZED VIEW three AS SELECT m FROM two;
      CREATE INDEX on_three ON three (m); CREATE RULE r AS ON UPDATE TO t WHERE NEW.n > 3 DO INSTEAD NOTHING;
      CREATE POLICY p ON t USING (n > 1); CREATE TRIGGER w BEFORE UPDATE OF n ON t FOR EACH ROW EXECUTE FUNCTION touch();`,
    rows: 'INSERT INTO t VALUES (1, 2)',
  },
  'serial becomes identity, identity serial': {
    a: 'CREATE TABLE t (id serial PRIMARY KEY); CREATE TABLE u (id bigint GENERATED ALWAYS AS IDENTITY (START 5 INCREMENT 5));',
    b: 'CREATE TABLE t (id integer GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY); CREATE TABLE u (id bigserial);',
    rows: 'INSERT INTO t DEFAULT VALUES; INSERT INTO u DEFAULT VALUES;',
  },
  'keys and their references change': {
    a: `CREATE TABLE p (a integer PRIMARY KEY, b integer, CONSTRAINT pb UNIQUE (b)); CREATE TABLE c (x integer, y integer,
      CONSTRAINT x_fk FOREIGN KEY (x) REFERENCES p (a) ON DELETE CASCADE, CONSTRAINT y_fk FOREIGN KEY (y) REFERENCES p (b));`,
    b: `CREATE TABLE p (a bigint, b integer, CONSTRAINT renamed PRIMARY KEY (b)); CREATE UNIQUE INDEX pa ON p (a); CREATE TABLE c (x bigint, y integer,
      CONSTRAINT x_fk FOREIGN KEY (x) REFERENCES p (a) DEFERRABLE INITIALLY DEFERRED, CONSTRAINT y_key FOREIGN KEY (y) REFERENCES p (b) NOT VALID);`,
    rows: 'INSERT INTO p VALUES (1, 2); INSERT INTO c VALUES (1, 2)',
  },
  'circles of foreign keys, functions and defaults': {
    a: 'SELECT 1',
    b: `CREATE TABLE a (id integer PRIMARY KEY, b integer); CREATE TABLE b (id integer PRIMARY KEY, a integer REFERENCES a);
      ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES b; CREATE TABLE d (n integer);
      CREATE FUNCTION f(r d) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true'; ALTER TABLE d ADD CHECK (f(d.*));
      CREATE FUNCTION g() RETURNS integer LANGUAGE sql AS 'SELECT count(*)::integer FROM d'; ALTER TABLE d ALTER n SET DEFAULT g();`,
  },
  'a function gets another result': {
    a: `CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 1';
      CREATE TABLE t (x integer DEFAULT f(1), CHECK (f(x) IS NOT NULL)); CREATE INDEX i ON t (f(x)); CREATE VIEW v AS SELECT f(x) AS y FROM t;`,
    b: `CREATE FUNCTION f(a integer) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT 2::bigint';
      CREATE TABLE t (x integer DEFAULT f(1), CHECK (f(x) IS NOT NULL)); CREATE INDEX i ON t (f(x)); CREATE VIEW v AS SELECT f(x) AS y FROM t;`,
    rows: 'INSERT INTO t VALUES (1)',
  },
  'views get columns at the end, and in the middle': {
    a: `CREATE TABLE t (a integer, b text); CREATE VIEW v AS SELECT a FROM t; CREATE VIEW w WITH (security_barrier) AS SELECT a, b FROM t; CREATE VIEW x AS SELECT * FROM w;
      ALTER VIEW v ALTER a SET DEFAULT 3;`,
    b: `CREATE TABLE t (a integer, b text); CREATE VIEW v AS SELECT a, b FROM t; CREATE VIEW w AS SELECT a, 1 AS n, b FROM t; CREATE VIEW x AS SELECT * FROM w; COMMENT ON COLUMN x.n IS 'new';`,
    rows: 'INSERT INTO t VALUES (1)',
  },
  'children of tables': {
    a: 'CREATE TABLE a (x integer, CHECK (x > 0)); CREATE TABLE b (y text) INHERITS (a); CREATE TABLE c (x integer, z text);',
    b: 'CREATE TABLE a (x bigint NOT NULL, n text DEFAULT 7); CREATE TABLE b (y text) INHERITS (a); ALTER TABLE b ALTER n SET DEFAULT 8; CREATE TABLE c (x integer, z text);',
    rows: 'INSERT INTO a VALUES (1); INSERT INTO b VALUES (2)',
  },
  'domains, composites and ranges': {
    a: `CREATE DOMAIN d AS integer CHECK (VALUE > 0); CREATE TYPE c AS (a integer, b text); CREATE TYPE r AS RANGE (SUBTYPE = integer);
      CREATE DOMAIN e AS text NOT NULL DEFAULT 'x'; CREATE TABLE t (d d, c c, r r, e e);`,
    b: `CREATE DOMAIN d AS bigint CHECK (VALUE > 1); CREATE TYPE c AS (a integer, b text, n date); CREATE TYPE r AS RANGE (SUBTYPE = bigint);
      CREATE DOMAIN e AS text DEFAULT 'y' CONSTRAINT short CHECK (length(VALUE) < 9); CREATE TABLE t (d d, c c, r r, e e);`,
    rows: `INSERT INTO t VALUES (2, ROW(1, 'b'), '[1,2)', 'e')`,
  },
  'generated columns': {
    a: `CREATE TABLE t (a integer, b integer, g integer GENERATED ALWAYS AS (a + b) STORED, h integer GENERATED ALWAYS AS (a * 2) STORED);`,
    b: 'CREATE TABLE t (a bigint, b integer, h integer); ALTER TABLE t ADD g bigint GENERATED ALWAYS AS (a - b) STORED;',
    rows: 'INSERT INTO t VALUES (1, 2)',
  },
  'what belongs to tables is as it was after a replacement': {
    a: `CREATE TABLE t (a integer NOT NULL, b integer); CREATE UNIQUE INDEX i ON t (a); ALTER TABLE t CLUSTER ON i; ALTER TABLE t REPLICA IDENTITY USING INDEX i;
      COMMENT ON INDEX i IS 'on a'; CREATE STATISTICS s ON a, b FROM t; ALTER TABLE t ENABLE ROW LEVEL SECURITY, SET (fillfactor = 70);`,
    b: `CREATE TABLE t (a integer NOT NULL, b integer); CREATE UNIQUE INDEX i ON t (a) INCLUDE (b); ALTER TABLE t CLUSTER ON i;
      COMMENT ON INDEX i IS 'on a'; CREATE STATISTICS s (ndistinct) ON a, b FROM t; ALTER TABLE t FORCE ROW LEVEL SECURITY, SET (autovacuum_enabled = off), REPLICA IDENTITY FULL;`,
    rows: 'INSERT INTO t VALUES (1, 2)',
  },
  'names move from one object to another': {
    a: 'CREATE TABLE t (a integer); CREATE INDEX i ON t (a); CREATE VIEW v AS SELECT 1 AS x; CREATE SEQUENCE s;',
    b: 'CREATE VIEW t AS SELECT 1 AS a; CREATE TABLE v (x integer); CREATE INDEX i ON v (x); CREATE TABLE s (n integer);',
  },
  'sequences and who owns them': {
    a: 'CREATE TABLE t (a integer); CREATE SEQUENCE s OWNED BY t.a; CREATE SEQUENCE n MAXVALUE 10 CYCLE; CREATE SEQUENCE m AS smallint;',
    b: `CREATE TABLE t (b integer); CREATE SEQUENCE s INCREMENT 2; CREATE SEQUENCE n MINVALUE 5 CACHE 3; CREATE SEQUENCE m AS bigint OWNED BY t.b; ALTER TABLE t ALTER b SET DEFAULT nextval('m');`,
  },
  'publications, event triggers, text search, servers': {
    a: `CREATE TABLE t (a integer PRIMARY KEY, b text); CREATE PUBLICATION p FOR TABLE t; CREATE TEXT SEARCH CONFIGURATION c (COPY = simple);
      CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (a '1'); CREATE FOREIGN TABLE f (x integer) SERVER s OPTIONS (o 'p');`,
    b: `CREATE TABLE t (a integer PRIMARY KEY, c text); CREATE TABLE u (a integer PRIMARY KEY); CREATE PUBLICATION p FOR TABLE t, u WITH (publish = 'insert'); CREATE TEXT SEARCH CONFIGURATION c (COPY = english);
      CREATE FUNCTION e() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'; CREATE EVENT TRIGGER z ON sql_drop WHEN TAG IN ('DROP VIEW') EXECUTE FUNCTION e();
      CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (a '2', b '3'); CREATE FOREIGN TABLE f (x integer, y text) SERVER s OPTIONS (o 'q');`,
  },
  'owners and privileges': {
    a: `CREATE TABLE t (a integer, b text); GRANT SELECT ON t TO zoo_reader; GRANT UPDATE (b) ON t TO "Zoo Writer"; CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1';
      CREATE SCHEMA s; ALTER DEFAULT PRIVILEGES IN SCHEMA s GRANT SELECT ON TABLES TO zoo_reader;`,
    b: `CREATE TABLE t (a integer, b text); ALTER TABLE t OWNER TO "Zoo Writer"; GRANT SELECT (a), INSERT ON t TO zoo_reader WITH GRANT OPTION; CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1'; REVOKE ALL ON FUNCTION f() FROM PUBLIC;
      CREATE SCHEMA s AUTHORIZATION zoo_reader; CREATE TABLE s.n (x integer); ALTER DEFAULT PRIVILEGES FOR ROLE zoo_reader IN SCHEMA s GRANT INSERT ON TABLES TO "Zoo Writer";`,
  },
  'NOT NULL by name': {
    since: 18,
    a: 'CREATE TABLE t (a integer CONSTRAINT one NOT NULL, b integer NOT NULL, c integer, d integer); ALTER TABLE t ADD CONSTRAINT later NOT NULL c NOT VALID;',
    b: 'CREATE TABLE t (a integer NOT NULL, b integer CONSTRAINT two NOT NULL, c integer CONSTRAINT later NOT NULL, d integer CONSTRAINT alone NOT NULL NO INHERIT);',
  },
  'a sequence is linked to a table of another owner, a table and a sequence change their owners': {
    a: `CREATE TABLE t (a integer); ALTER TABLE t OWNER TO zoo_reader; CREATE TABLE u (a integer); ALTER TABLE u OWNER TO zoo_reader;
      CREATE SEQUENCE s; ALTER SEQUENCE s OWNER TO "Zoo Writer"; GRANT SELECT ON SEQUENCE s TO zoo_reader; CREATE TABLE v (a integer);`,
    b: `CREATE TABLE t (a serial); ALTER TABLE t OWNER TO zoo_reader; CREATE TABLE u (a serial); ALTER TABLE u OWNER TO "Zoo Writer";
      CREATE SEQUENCE s; CREATE TABLE n (x integer); ALTER TABLE n OWNER TO zoo_reader; ALTER SEQUENCE s OWNER TO zoo_reader; ALTER SEQUENCE s OWNED BY n.x; CREATE TABLE v (a serial);`,
    rows: 'INSERT INTO t VALUES (7); INSERT INTO u VALUES (8);',
  },
  'what is set of a column is as it was after its type changes': {
    since: 14,
    a: `CREATE TABLE t (a varchar(10) COMPRESSION pglz, b integer[], c text, d varchar(5)); CREATE TABLE p (a varchar(5)) PARTITION BY LIST (a); CREATE TABLE p1 PARTITION OF p FOR VALUES IN ('x');
      ALTER TABLE t ALTER a SET STORAGE EXTERNAL, ALTER a SET STATISTICS 50, ALTER a SET (n_distinct = 5), ALTER b SET STORAGE EXTERNAL, ALTER d SET STORAGE MAIN; ALTER TABLE p1 ALTER a SET STORAGE EXTERNAL;`,
    b: `CREATE TABLE t (a text COMPRESSION pglz, b inet, c integer[] COMPRESSION pglz, d varchar(9)); CREATE TABLE p (a varchar(9)) PARTITION BY LIST (a); CREATE TABLE p1 PARTITION OF p FOR VALUES IN ('x');
      ALTER TABLE t ALTER a SET STORAGE EXTERNAL, ALTER a SET STATISTICS 50, ALTER a SET (n_distinct = 5), ALTER c SET STORAGE EXTERNAL, ALTER d SET STORAGE MAIN; ALTER TABLE p1 ALTER a SET STORAGE EXTERNAL;`,
  },
  'casts that only some versions have': {
    a: 'CREATE TABLE t (a bytea, b integer, c integer);',
    b: 'CREATE TABLE t (a integer, b bytea, c bit(32));',
    rows: 'INSERT INTO t VALUES (NULL, NULL, 5);',
  },
  'rows of tables and views are values of columns': {
    a: `CREATE TABLE a (x integer, y text); CREATE TABLE b (id integer PRIMARY KEY, r a, rs a[] DEFAULT '{}'); CREATE VIEW first AS SELECT (r).x FROM b;
      CREATE TABLE p (x integer, y text) PARTITION BY LIST (x); CREATE TABLE p1 PARTITION OF p DEFAULT; CREATE TABLE q (r p, b b[]);
      CREATE VIEW v AS SELECT x, y FROM a; CREATE TABLE u (v v);`,
    b: `CREATE TABLE a (x bigint, y text, z integer NOT NULL DEFAULT 3, id serial); CREATE TABLE b (id integer PRIMARY KEY, r a, rs a[] DEFAULT '{}'); CREATE VIEW first AS SELECT (r).x FROM b;
      CREATE TABLE p (x integer, y varchar(20)) PARTITION BY LIST (x); CREATE TABLE p1 PARTITION OF p DEFAULT; CREATE TABLE q (r p, b b[]);
      CREATE VIEW v AS SELECT x, y FROM a; CREATE TABLE u (v v);`,
    rows: `INSERT INTO a VALUES (1, 'x'); INSERT INTO b VALUES (1, ROW(1, 'x'), ARRAY[ROW(2, 'y')::a, NULL]); INSERT INTO q SELECT ROW(1, 'z')::p, ARRAY[b] FROM b; INSERT INTO u VALUES (ROW(1, 'v'));`,
  },
  'rows of a table are values of columns by a domain or within those of a composite type': {
    a: `CREATE TABLE a (x integer, y text); CREATE DOMAIN d AS a CHECK ((VALUE).y <> ''); CREATE DOMAIN e AS d; CREATE TYPE c AS (r a, ds e[]); CREATE TABLE b (id integer, d d, e e, all_of d[], c c);`,
    b: `CREATE TABLE a (x bigint, y text, n integer DEFAULT length('abc')); CREATE DOMAIN d AS a CHECK ((VALUE).y <> ''); CREATE DOMAIN e AS d; CREATE TYPE c AS (r a, ds e[]); CREATE TABLE b (id integer, d d, e e, all_of d[], c c);`,
    rows: `INSERT INTO b VALUES (1, ROW(1, 'x'), ROW(2, 'y'), ARRAY[ROW(3, 'z')::d], ROW(ROW(4, 'w'), NULL));`,
  },
  'checks of domains that arrays, rows and ranges hold': {
    a: `CREATE DOMAIN d AS text CONSTRAINT short CHECK (length(VALUE) < 10); CREATE DOMAIN e AS d; CREATE TYPE c AS (x d); CREATE TABLE t (a d, b d[], c c, e e[]);`,
    b: `CREATE DOMAIN d AS text NOT NULL CONSTRAINT short CHECK (length(VALUE) < 20) CONSTRAINT more CHECK (VALUE <> ''); CREATE DOMAIN e AS d; CREATE TYPE c AS (x d); CREATE TABLE t (a d, b d[], c c, e e[]);`,
    rows: `INSERT INTO t VALUES ('a', '{b}', ROW('c'), '{e}')`,
  },
  'bodies that PostgreSQL has parsed read columns that come and go': {
    since: 14,
    a: `CREATE TABLE t (a integer, b integer); CREATE FUNCTION f() RETURNS SETOF t BEGIN ATOMIC SELECT a, b FROM t; END;
      CREATE FUNCTION g() RETURNS integer BEGIN ATOMIC SELECT count(*)::integer FROM f(); END; CREATE PROCEDURE p() BEGIN ATOMIC INSERT INTO t VALUES (g(), 1); END;`,
    b: `CREATE TABLE t (a bigint, b integer, c integer); CREATE FUNCTION f() RETURNS SETOF t BEGIN ATOMIC SELECT a, b, c FROM t; END;
      CREATE FUNCTION g() RETURNS bigint BEGIN ATOMIC SELECT count(*) FROM f(); END; CREATE PROCEDURE p() BEGIN ATOMIC INSERT INTO t VALUES (g(), 1, 2); END;`,
    rows: 'INSERT INTO t VALUES (1, 2)',
  },
  'a table with two parents, and one that is unlogged but for its sequence': {
    a: `CREATE TABLE a (x integer DEFAULT 1); CREATE TABLE b (x integer, y integer); CREATE TABLE c (z integer) INHERITS (a, b); CREATE TABLE d (w integer) INHERITS (c);
      CREATE UNLOGGED TABLE l (n integer); CREATE SEQUENCE s OWNED BY l.n;`,
    b: `CREATE TABLE a (x bigint DEFAULT 2, q text); CREATE TABLE b (x bigint, y integer); CREATE TABLE c (z integer) INHERITS (a, b); CREATE TABLE d (w integer) INHERITS (c);
      CREATE TABLE l (n integer); CREATE SEQUENCE s OWNED BY l.n;`,
    rows: 'INSERT INTO a VALUES (1); INSERT INTO d VALUES (1, 2, 3, 4)',
  },
  'a column gives up the type of an extension that goes': {
    a: 'CREATE EXTENSION citext; CREATE TABLE t (id integer, email citext);',
    b: 'CREATE TABLE t (id integer, email text);',
    rows: `INSERT INTO t VALUES (1, 'A')`,
  },
  'a child has an identity where its parent has a default': {
    a: 'SELECT 1;',
    b: 'CREATE TABLE p (a bigint DEFAULT 7); CREATE TABLE c (a bigint GENERATED BY DEFAULT AS IDENTITY) INHERITS (p);',
  },
  'NOT NULL of a child comes from its parent, stays without it, and has a name of its own': {
    since: 18,
    a: `CREATE TABLE p1 (a integer); CREATE TABLE c1 (CONSTRAINT own1 NOT NULL a) INHERITS (p1);
      CREATE TABLE p2 (a integer CONSTRAINT pn2 NOT NULL); CREATE TABLE c2 (CONSTRAINT own2 NOT NULL a) INHERITS (p2);
      CREATE TABLE p3 (a integer CONSTRAINT pn3 NOT NULL); CREATE TABLE c3 () INHERITS (p3); CREATE TABLE d3 () INHERITS (c3);
      CREATE TABLE p4 (a integer CONSTRAINT pn4 NOT NULL); CREATE TABLE c4 () INHERITS (p4);`,
    b: `CREATE TABLE p1 (a integer CONSTRAINT pn1 NOT NULL); CREATE TABLE c1 () INHERITS (p1);
      CREATE TABLE p2 (a integer CONSTRAINT other2 NOT NULL); CREATE TABLE c2 (CONSTRAINT own2 NOT NULL a) INHERITS (p2);
      CREATE TABLE p3 (a integer); CREATE TABLE c3 () INHERITS (p3); CREATE TABLE d3 (CONSTRAINT own3 NOT NULL a) INHERITS (c3);
      CREATE TABLE p4 (a integer CONSTRAINT pn4 NOT NULL NO INHERIT); CREATE TABLE c4 (CONSTRAINT own4 NOT NULL a) INHERITS (p4);`,
    rows: 'INSERT INTO c1 VALUES (1); INSERT INTO c2 VALUES (1); INSERT INTO d3 VALUES (1); INSERT INTO c4 VALUES (1)',
  },
  ...partitionCases,
  ...nameCases,
};
