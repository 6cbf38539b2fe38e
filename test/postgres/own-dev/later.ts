/** What a file makes further down, dev has already when the statements above it are read: nothing stood on anything then. */
export const later: Readonly<Record<string, string>> = {
  "the type's own collation, written out": `
    CREATE TABLE t (a text COLLATE pg_catalog."default", b text COLLATE "default" NOT NULL, c varchar(20) COLLATE pg_catalog."default" DEFAULT 'x', n name COLLATE "C", o name COLLATE "default", x text COLLATE "C");
    CREATE DOMAIN d AS text COLLATE "default"; CREATE DOMAIN e AS text COLLATE "C";
    CREATE TABLE u (d d COLLATE "default", e e COLLATE "C", f e COLLATE "default", g d COLLATE "C");
    CREATE TYPE pair AS (a text COLLATE "default", b text COLLATE "C");
    ALTER TABLE t ADD COLUMN p text COLLATE "default"; ALTER TABLE t ALTER COLUMN x TYPE varchar COLLATE pg_catalog."default";
    CREATE INDEX ON t (a COLLATE "default"); CREATE INDEX ON t (b COLLATE "C"); CREATE INDEX ON u (f COLLATE "C"); CREATE INDEX ON u (e COLLATE "default");
    CREATE TABLE parted (a text COLLATE "default") PARTITION BY LIST (a); CREATE TABLE part (a text); ALTER TABLE parted ATTACH PARTITION part FOR VALUES IN ('x');`,
  'retyped before it is used': `
    CREATE TYPE pair AS (a int, b text); ALTER TYPE pair ALTER ATTRIBUTE a TYPE bigint; CREATE TABLE t (q pair);
    CREATE TABLE r (a int); ALTER TABLE r ALTER a TYPE bigint; CREATE TABLE u (q r); CREATE VIEW v AS SELECT a FROM r;
    CREATE TYPE shape AS (a int, b text); ALTER TYPE shape DROP ATTRIBUTE b; CREATE TABLE o OF shape;`,
  'dropped and made again before it is used': `
    CREATE TYPE e AS ENUM ('a'); DROP TYPE e; CREATE TYPE e AS ENUM ('b'); CREATE TABLE t (e e);
    CREATE DOMAIN d AS int; DROP DOMAIN d; CREATE DOMAIN d AS text; ALTER TABLE t ADD COLUMN d d;
    CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1'; DROP FUNCTION f(int);
    CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 2'; CREATE TABLE c (a int CHECK (f(a) > 0));
    CREATE SEQUENCE s; DROP SEQUENCE s; CREATE SEQUENCE s; CREATE TABLE n (a int DEFAULT nextval('s'));
    CREATE SCHEMA app; DROP SCHEMA app; CREATE SCHEMA app; CREATE TABLE app.t (x int);
    CREATE TABLE k (a int PRIMARY KEY); ALTER TABLE k DROP CONSTRAINT k_pkey; ALTER TABLE k ADD PRIMARY KEY (a);
    TRUNCATE k; CREATE TABLE l (a int REFERENCES k);`,
  'dropped first, if it is there': `
    DROP TABLE IF EXISTS k; DROP TABLE IF EXISTS l; DROP TYPE IF EXISTS e; DROP DOMAIN IF EXISTS d; DROP SEQUENCE IF EXISTS s;
    DROP SCHEMA IF EXISTS app; DROP FUNCTION IF EXISTS f(int); DROP VIEW IF EXISTS v;
    CREATE TYPE e AS ENUM ('a'); CREATE DOMAIN d AS int; CREATE SEQUENCE s; CREATE SCHEMA app;
    CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1';
    CREATE TABLE k (a int PRIMARY KEY, e e, d d, n int DEFAULT nextval('s') CHECK (f(n) > 0)); CREATE TABLE l (a int REFERENCES k);
    CREATE TABLE app.t (x int); CREATE VIEW v AS SELECT a FROM k; CREATE VIEW w AS SELECT a FROM v;`,
  'changed alone before it has children': `
    CREATE TABLE p (a int, b int GENERATED ALWAYS AS (1 + 1) STORED, c int); ALTER TABLE ONLY p ALTER b DROP EXPRESSION;
    ALTER TABLE ONLY p ALTER a TYPE bigint; ALTER TABLE ONLY p ADD COLUMN d int; ALTER TABLE ONLY p ADD CHECK (a > 0);
    ALTER TABLE ONLY p DROP COLUMN c; CREATE TABLE p1 () INHERITS (p);`,
  'NOT NULL again, of a parent alone': `
    CREATE TABLE q (a int NOT NULL, b int) PARTITION BY LIST (a); CREATE TABLE q1 PARTITION OF q FOR VALUES IN (1);
    ALTER TABLE ONLY q ALTER a SET NOT NULL;`,
  'a key that is cast to the type of its column, or to another': `
    CREATE TABLE casts (a text, b varchar(9), c int, d text[], f numeric(5,2), g timestamptz(3), j char(4));
    CREATE INDEX i1 ON casts ((a::text)); CREATE INDEX i2 ON casts ((b::varchar)); CREATE INDEX i3 ON casts ((b::varchar(9)));
    CREATE INDEX i4 ON casts ((b::varchar(5))); CREATE INDEX i5 ON casts ((b::text)); CREATE INDEX i6 ON casts ((c::int));
    CREATE INDEX i7 ON casts ((c::bigint)); CREATE INDEX i8 ON casts ((d::text[])); CREATE INDEX i9 ON casts ((f::numeric));
    CREATE INDEX i10 ON casts ((f::numeric(5,2))); CREATE INDEX i11 ON casts ((g::timestamptz)); CREATE INDEX i12 ON casts (CAST(a AS text));
    CREATE UNIQUE INDEX i13 ON casts ((a::text) DESC, (c::int)); CREATE INDEX i14 ON casts ((j::bpchar)); CREATE INDEX i15 ON casts ((a::text COLLATE "C"));`,
  'columns of a function that returns records': `
    CREATE FUNCTION rec() RETURNS SETOF record LANGUAGE sql AS 'SELECT 1, ''x''::text';
    CREATE TABLE j1 AS SELECT * FROM jsonb_to_recordset('[]') AS x(a int, b text, c numeric(5,2), d text[]);
    CREATE TABLE j2 AS SELECT x.*, 1 AS one FROM json_to_record('{}') AS x(a varchar(3), b timestamptz(3));
    CREATE VIEW v1 AS SELECT * FROM rec() AS (k int, l text);
    CREATE VIEW v2 AS SELECT * FROM j1 JOIN rec() AS x(a int, e text) USING (a);
    CREATE TABLE j3 AS SELECT x.*, j1.a AS ja FROM j1 CROSS JOIN LATERAL jsonb_to_record('{}') AS x(m date, n bit);`,
};
