/** All true: they ask for what is PostgreSQL's own, or an extension's. */
const ofTheServer = [
  "EXISTS (SELECT 1 FROM pg_proc WHERE proname = 'gen_random_uuid')",
  "EXISTS (SELECT 1 FROM pg_proc WHERE proname = 'citext_cmp')",
  "EXISTS (SELECT 1 FROM pg_type WHERE typname = 'citext')",
  "EXISTS (SELECT 1 FROM pg_type WHERE typname = 'jsonb')",
  "EXISTS (SELECT 1 FROM pg_class WHERE relname = 'pg_extension')",
  "EXISTS (SELECT 1 FROM pg_class WHERE relname = 'columns')",
  "EXISTS (SELECT 1 FROM pg_namespace WHERE nspname = 'pg_catalog')",
  "EXISTS (SELECT 1 FROM information_schema.schemata WHERE schema_name = 'information_schema')",
  "EXISTS (SELECT 1 FROM information_schema.tables WHERE table_name = 'pg_class')",
  "EXISTS (SELECT 1 FROM information_schema.columns WHERE table_name = 'pg_class' AND column_name = 'relname')",
  "EXISTS (SELECT 1 FROM information_schema.columns WHERE table_name = 'tables' AND column_name = 'table_name')",
  "EXISTS (SELECT 1 FROM information_schema.routines WHERE routine_name = 'now')",
  "EXISTS (SELECT 1 FROM pg_tables WHERE tablename = 'pg_class')",
  "EXISTS (SELECT 1 FROM pg_views WHERE viewname = 'pg_stat_activity')",
  "EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = 'pg_class'::regclass AND attname = 'relname')",
  "EXISTS (SELECT 1 FROM pg_indexes WHERE indexname = 'pg_class_oid_index')",
  "EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'pg_catalog' AND c.relname = 'pg_proc')",
  "EXISTS (SELECT FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 'pg_catalog' AND p.proname = 'now')",
  "'pg_class'::regclass IS NOT NULL",
  "to_regtype('jsonb') IS NOT NULL",
];

/** What the text alone does not tell, blocks above all: what follows is not known, and not wrong. */
export const blocks: Readonly<Record<string, string>> = {
  'a schema that may be dropped and made anew': `
    CREATE SCHEMA app;
    CREATE TABLE app.t (id int);
    DO $$ BEGIN IF (SELECT count(*) FROM pg_stat_activity) > 0 THEN DROP SCHEMA app CASCADE; CREATE SCHEMA app; END IF; END $$;
    CREATE TABLE app.t2 (id int, x text);
    CREATE TABLE app.t (id int, y int);
    CREATE INDEX ti ON app.t (y);`,
  'a schema that may be gone': `
    CREATE SCHEMA app;
    CREATE TABLE app.t (id int);
    DO $$ BEGIN IF (SELECT count(*) FROM pg_stat_activity) > 0 THEN DROP SCHEMA IF EXISTS app CASCADE; END IF; END $$;
    CREATE SCHEMA app;
    CREATE TABLE app.t (id int, y int);
    CREATE VIEW app.v AS SELECT y FROM app.t;`,
  'what a block may drop, and does not': `
    CREATE SCHEMA app;
    CREATE TABLE app.t (id int);
    CREATE COLLATION co FROM "C"; CREATE EXTENSION citext;
    CREATE TABLE tt (a int, b int); CREATE STATISTICS st ON a, b FROM tt;
    DO $$ BEGIN IF (SELECT count(*) FROM pg_stat_activity) > 100000 THEN DROP SCHEMA app CASCADE; DROP EXTENSION citext; DROP COLLATION co; DROP STATISTICS st; END IF; END $$;
    CREATE TABLE app.t2 (id int, x text);
    ALTER TABLE app.t ADD COLUMN y int;
    CREATE VIEW app.v AS SELECT id, y FROM app.t;
    CREATE FUNCTION app.f() RETURNS int LANGUAGE sql AS 'SELECT 1';
    CREATE TYPE app.e AS ENUM ('a');
    CREATE SEQUENCE app.s;
    CREATE TABLE u (a citext, b text COLLATE co, e app.e);
    ALTER STATISTICS st SET STATISTICS 5;
    COMMENT ON STATISTICS st IS 'x';
    COMMENT ON COLLATION co IS 'x';
    COMMENT ON SCHEMA app IS 'x';
    ALTER SCHEMA app RENAME TO app2;
    CREATE TABLE app2.t3 (a int);`,
  'statistics, collations and columns that a block may change': `
    CREATE TABLE t (a int, b int);
    CREATE STATISTICS st ON a, b FROM t;
    CREATE COLLATION co FROM "C";
    CREATE PUBLICATION pub;
    DO $$ BEGIN IF (SELECT count(*) FROM pg_stat_activity) > 0 THEN DROP STATISTICS st; DROP COLLATION co; DROP PUBLICATION pub; ALTER TABLE t RENAME COLUMN a TO c; END IF; END $$;
    CREATE STATISTICS st ON c, b FROM t;
    CREATE COLLATION co FROM "C";
    CREATE PUBLICATION pub;
    CREATE INDEX ti ON t (c);`,
  'schemas dropped in a loop': `
    CREATE SCHEMA app;
    CREATE TABLE app.t (id int);
    DO $$ DECLARE r record; BEGIN FOR r IN SELECT nspname FROM pg_namespace WHERE nspname = 'app' LOOP EXECUTE 'DROP SCHEMA ' || quote_ident(r.nspname) || ' CASCADE'; END LOOP; END $$;
    CREATE SCHEMA app;
    CREATE TABLE app.t (id int, z int);`,
  'a schema that may be made': `
    DO $$ BEGIN IF (SELECT count(*) FROM pg_stat_activity) > 0 THEN CREATE SCHEMA app; CREATE TYPE app.m AS ENUM ('a'); CREATE COLLATION app.c FROM "C"; END IF; END $$;
    CREATE TABLE app.t (id int, m app.m, t text COLLATE app.c);`,
  'an extension that may be made': `
    DO $$ BEGIN IF (SELECT count(*) FROM pg_stat_activity) > 0 THEN CREATE EXTENSION citext; END IF; END $$;
    CREATE TABLE t (id int, m citext);`,
  'a schema dropped by EXECUTE': `
    CREATE SCHEMA app;
    CREATE TABLE app.t (id int);
    DO $$ DECLARE n text := 'app'; BEGIN EXECUTE format('DROP SCHEMA %I CASCADE', n); EXECUTE 'CREATE SCHEMA ' || n; END $$;
    CREATE TABLE app.t (id int, z int);`,
  "what is PostgreSQL's own, or an extension's": `
    CREATE EXTENSION citext;
    ${ofTheServer
      .map(
        (one, at) =>
          `DO $$ BEGIN IF ${one} THEN CREATE TABLE t${at} (a int); END IF; END $$; INSERT INTO t${at} VALUES (1);`,
      )
      .join('\n    ')}`,
  'all fields of a value': `
    CREATE FUNCTION rows_of(i int) RETURNS TABLE (x int, y text) LANGUAGE sql AS $$ SELECT 1, 'a' $$;
    CREATE TYPE comp AS (a int, b text);
    CREATE TABLE t (id int, c comp);
    CREATE VIEW v AS SELECT (rows_of(id)).* FROM t;
    CREATE VIEW w AS SELECT id, (c).*, (c).a AS one FROM t;
    CREATE TABLE made AS SELECT (rows_of(id)).* FROM t;
    CREATE INDEX ON made (y);
    CREATE VIEW vv AS SELECT x, y FROM v;`,
  'rows of several functions': `
    CREATE TABLE t (id int);
    CREATE VIEW v AS SELECT quote_ident(a) AS one FROM ROWS FROM (jsonb_array_elements_text('[]'), jsonb_array_elements_text('[]')) WITH ORDINALITY AS x(a, b);
    CREATE VIEW w AS SELECT lower(a) AS one, n + 1 AS two FROM ROWS FROM (unnest(ARRAY['a']), generate_series(1, 2)) WITH ORDINALITY AS x(a, b, n);
    CREATE VIEW u AS SELECT lower(b) AS one FROM unnest(ARRAY['a'], ARRAY['b']) WITH ORDINALITY AS x(a, b, n);
    CREATE VIEW z AS SELECT value, ordinality + 1 AS two FROM jsonb_array_elements_text('[]') WITH ORDINALITY;`,
};
