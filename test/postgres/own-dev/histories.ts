/** Migrations, one after another: what a later one drops or renames looks like words within expressions of others. */
export const histories: Readonly<Record<string, readonly string[]>> = {
  'columns are dropped whose names are words of expressions': [
    `CREATE TABLE visits (id integer, hour integer, time text, v text, seen timestamptz, note text,
       CONSTRAINT v_hour CHECK (EXTRACT(hour FROM seen) < 23),
       CONSTRAINT v_time CHECK (CAST(seen AS time) > '01:00'),
       CONSTRAINT v_note CHECK (note <> E'\\' v '));
     CREATE INDEX visits_note ON visits (id) WHERE note <> $x$ v $x$;`,
    'ALTER TABLE visits DROP COLUMN hour; ALTER TABLE visits DROP COLUMN time; ALTER TABLE visits DROP COLUMN v;',
  ],
  'columns are renamed whose names are words of expressions': [
    `CREATE TABLE t (id integer, "position" integer, value integer, type text, name text, day date,
       CONSTRAINT c1 CHECK (POSITION('a' IN name) > 0), CONSTRAINT c2 CHECK (value IS NOT NULL),
       CONSTRAINT c3 CHECK ((day + INTERVAL '1' DAY) > '2000-01-01'),
       CONSTRAINT c4 CHECK (name <> 'type' AND name <> $$value type$$));`,
    'ALTER TABLE t RENAME COLUMN day TO d; ALTER TABLE t RENAME COLUMN value TO v;',
    'ALTER TABLE t RENAME COLUMN "position" TO p; ALTER TABLE t RENAME COLUMN type TO kind;',
  ],
  'columns, functions, types and tables are renamed everywhere': [
    `CREATE EXTENSION btree_gist;
     CREATE TYPE mood AS ENUM ('a', 'b');
     CREATE TYPE comp AS (year int, name text);
     CREATE FUNCTION lo(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1';
     CREATE FUNCTION tr() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
     CREATE TABLE t (id int, name text, lo text, mood mood, date text, year int, month int, c comp, hour int, gist int,
       at timestamptz, upper text, "user" text, t int, text text, val int,
       low text GENERATED ALWAYS AS (lo(name)) STORED,
       CONSTRAINT a1 CHECK ((c).year > 1), CONSTRAINT a2 CHECK (lo(name) <> 'lo'),
       CONSTRAINT a3 CHECK (t.name <> 'name' AND val > 0),
       CONSTRAINT a4 CHECK (name::text <> '' AND mood <> 'a'::mood),
       CONSTRAINT a5 CHECK (extract(hour from at) > 1 AND date_trunc('month', at) IS NOT NULL),
       CONSTRAINT a6 CHECK (upper("user") <> CURRENT_USER), CONSTRAINT a7 CHECK (t > 1 AND t.t < 5),
       CONSTRAINT ex EXCLUDE USING gist (val WITH =, (id + 1) WITH =, lo(name) WITH =)
         WHERE (val > 0 AND name <> 'val'));
     CREATE INDEX i1 ON t (lo(name), (upper("user" || 'user'))) WHERE id::bigint > 1 AND name <> 'upper';
     CREATE INDEX i2 ON t (val) INCLUDE (name) WHERE mood = 'b';
     CREATE STATISTICS st ON val, id FROM t;
     CREATE POLICY p ON t USING (name = CURRENT_USER AND EXISTS (SELECT 1 FROM t AS o WHERE o.val = t.val))
       WITH CHECK (lo(name) <> 'x');
     CREATE TRIGGER trg BEFORE UPDATE OF val, name ON t FOR EACH ROW WHEN (new.val IS DISTINCT FROM old.val)
       EXECUTE FUNCTION tr('val');`,
    `ALTER TABLE t DROP COLUMN lo, DROP COLUMN date, DROP COLUMN year, DROP COLUMN month, DROP COLUMN hour,
       DROP COLUMN gist, DROP COLUMN upper, DROP COLUMN text;`,
    `ALTER TABLE t RENAME COLUMN name TO "Full Name"; ALTER TABLE t RENAME COLUMN val TO value;
     ALTER TABLE t RENAME COLUMN "user" TO u; ALTER TABLE t RENAME COLUMN t TO tt;
     ALTER TYPE mood RENAME TO feeling; ALTER FUNCTION lo(text) RENAME TO "Lo"; ALTER TABLE t RENAME TO "T";
     ALTER TYPE comp RENAME ATTRIBUTE year TO y;`,
  ],
  'a partition key': [
    `CREATE TABLE p (range int, list text, at timestamptz, name text)
       PARTITION BY RANGE (range, lower(name), (range + 1));`,
    'ALTER TABLE p DROP COLUMN list; ALTER TABLE p RENAME range TO r; ALTER TABLE p RENAME COLUMN name TO "N";',
  ],
  'types get another name and schema': [
    `CREATE SCHEMA app; CREATE TYPE app.mood AS ENUM ('a', 'b'); CREATE DOMAIN pos AS int CHECK (VALUE > 0);
     CREATE TABLE t (id int, m app.mood DEFAULT 'a'::app.mood, p pos, x text, CHECK (m <> 'b'::app.mood),
       CHECK (CAST(x AS app.mood) <> 'a'));
     CREATE TABLE u (x text, CHECK (CAST(x AS app.mood) <> 'a'));
     CREATE INDEX ON t (p) WHERE m > 'a'::app.mood;`,
    'ALTER TYPE app.mood RENAME TO "Mood"; ALTER DOMAIN pos RENAME TO positive;',
    'ALTER TYPE app."Mood" SET SCHEMA public;',
  ],
  'what reads a table is renamed along': [
    `CREATE TABLE a (id int, year int, day date, key text);
     CREATE VIEW v AS SELECT extract(year from a.day) AS y, a.key FROM a;
     CREATE RULE r AS ON INSERT TO a WHERE new.key = 'year' DO NOTHING;`,
    'ALTER TABLE a DROP COLUMN year; ALTER TABLE a RENAME COLUMN day TO d; ALTER TABLE a RENAME COLUMN key TO k;',
  ],
};
