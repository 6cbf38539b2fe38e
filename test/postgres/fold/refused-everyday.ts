/** What people write in migrations every day, slips and all; PostgreSQL decides which statements are refused. */
export const standsEveryday = `
  CREATE SCHEMA app;
  CREATE TYPE mood AS ENUM ('sad', 'happy');
  CREATE TYPE pair AS (a int, b int);
  CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%');
  CREATE SEQUENCE seq;
  CREATE TABLE users (id bigserial PRIMARY KEY, email text NOT NULL UNIQUE, name varchar(50), age int, tags text[], meta jsonb, feeling mood, created_at timestamptz DEFAULT now(), full_name text GENERATED ALWAYS AS (name || '!') STORED, code uuid, ident int GENERATED ALWAYS AS IDENTITY, CONSTRAINT users_age CHECK (age > 0));
  CREATE TABLE posts (id bigint PRIMARY KEY, user_id bigint REFERENCES users (id), title text, body text, score numeric(10,2), pub boolean DEFAULT false, doc tsvector);
  CREATE TABLE tags (post_id bigint, tag text, PRIMARY KEY (post_id, tag));
  CREATE TABLE app.settings (key text PRIMARY KEY, value jsonb);
  CREATE TABLE logs (id bigint, at date NOT NULL, msg text, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
  CREATE TABLE logs_2024 PARTITION OF logs FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
  CREATE TABLE kinds (id int, kind text) PARTITION BY LIST (kind);
  CREATE TABLE kinds_a PARTITION OF kinds FOR VALUES IN ('a');
  CREATE TABLE hashed (id int) PARTITION BY HASH (id);
  CREATE TABLE hashed_0 PARTITION OF hashed FOR VALUES WITH (MODULUS 4, REMAINDER 0);
  CREATE INDEX posts_title ON posts (title);
  CREATE UNIQUE INDEX posts_title_u ON posts (title, user_id);
  CREATE UNIQUE INDEX posts_part ON posts (title) WHERE pub;
  CREATE UNIQUE INDEX posts_expr ON posts (lower(title));
  CREATE VIEW names AS SELECT id, email FROM users;
  CREATE MATERIALIZED VIEW counts AS SELECT user_id, count(*) AS n FROM posts GROUP BY user_id;
  CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
  CREATE FUNCTION add(a int, b int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT a + b';
  CREATE FUNCTION vol(a int) RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN a; END';
  CREATE PROCEDURE proc(a int) LANGUAGE sql AS 'SELECT 1';
  CREATE AGGREGATE summed(int) (SFUNC = int4pl, STYPE = int);
  CREATE TRIGGER touched BEFORE UPDATE ON posts FOR EACH ROW EXECUTE FUNCTION touch();
  CREATE POLICY own ON users USING (id > 0);
  CREATE TABLE base (a int);
  CREATE TABLE derived (b int) INHERITS (base);
  CREATE STATISTICS st ON title, body FROM posts;
`;
export const everydayStatements: readonly string[] = `
  ALTER TABLE users ADD c date DEFAULT '2024-13-01'
  ALTER TABLE users ADD c text[] DEFAULT ARRAY[]
  ALTER TABLE users ADD c mood(3)
  ALTER TABLE users ADD c email(3)
  ALTER TABLE users ADD c int GENERATED ALWAYS AS (c + 1) STORED
  ALTER TABLE users ADD c text GENERATED ALWAYS AS (full_name || 'x') STORED
  ALTER TABLE users ADD c text STORAGE foo
  ALTER TABLE users ADD c int STORAGE extended
  ALTER TABLE users ADD CONSTRAINT c UNIQUE (email, email)
  ALTER TABLE users ADD CONSTRAINT c UNIQUE USING INDEX posts_title_u
  ALTER TABLE posts ADD CONSTRAINT c UNIQUE USING INDEX posts_title
  ALTER TABLE posts ADD CONSTRAINT c UNIQUE USING INDEX posts_part
  ALTER TABLE posts ADD CONSTRAINT c UNIQUE USING INDEX posts_expr
  ALTER TABLE posts ADD CONSTRAINT c EXCLUDE (title WITH &&)
  ALTER TABLE posts RENAME TO mood
  ALTER TABLE users ALTER age SET STORAGE extended
  ALTER TABLE users ALTER name SET STORAGE foo
  ALTER TABLE users ALTER name SET COMPRESSION lzma
  ALTER TABLE users ALTER age SET COMPRESSION pglz
  ALTER TABLE users ALTER age SET STATISTICS -5
  ALTER TABLE users ALTER age SET (n_distinc = 5)
  ALTER TABLE names ADD CONSTRAINT c CHECK (id > 0)
  ALTER TABLE names ALTER email SET NOT NULL
  ALTER TABLE names RENAME COLUMN emial TO e
  ALTER TABLE names RENAME COLUMN email TO id
  ALTER TABLE users CLUSTER ON posts_title
  ALTER TABLE users CLUSTER ON nope
  ALTER VIEW users RENAME TO u
  ALTER VIEW names ALTER COLUMN nope SET DEFAULT 1
  ALTER MATERIALIZED VIEW names RENAME TO n
  ALTER SEQUENCE users RENAME TO s
  CREATE TABLE n (a int PRIMARY KEY NULL)
  CREATE TABLE n () INHERITS (base, base)
  CREATE TABLE n OF pair (c WITH OPTIONS NOT NULL)
  CREATE TABLE n OF mood
  CREATE TABLE n PARTITION OF logs (x DEFAULT 1) DEFAULT
  CREATE TEMP TABLE n (a int REFERENCES users)
  CREATE VIEW n AS SELECT DISTINCT name FROM users ORDER BY age
  CREATE VIEW mood AS SELECT 1 AS a
  CREATE OR REPLACE VIEW names AS SELECT id::text, email FROM users
  CREATE TRIGGER n BEFORE INSERT ON users EXECUTE FUNCTION add()
  CREATE TRIGGER n BEFORE INSERT ON users EXECUTE FUNCTION add(1, 2)
  CREATE FUNCTION n(VARIADIC a int) RETURNS int LANGUAGE sql AS 'SELECT 1'
  CREATE OR REPLACE FUNCTION summed(a int) RETURNS int LANGUAGE sql AS 'SELECT 1'
  DROP FUNCTION summed(int)
  ALTER FUNCTION add(int) RENAME TO plus
  ALTER FUNCTION add(int) IMMUTABLE
  ALTER FUNCTION proc(int) IMMUTABLE
  ALTER PROCEDURE add(int, int) SECURITY DEFINER
  COMMENT ON TABLE names IS 'x'
  COMMENT ON VIEW users IS 'x'
  COMMENT ON INDEX users IS 'x'
  COMMENT ON COLUMN pair.nope IS 'x'
  COMMENT ON DOMAIN mood IS 'x'
  COMMENT ON MATERIALIZED VIEW names IS 'x'
  COMMENT ON SEQUENCE users IS 'x'
  ALTER DEFAULT PRIVILEGES IN SCHEMA nope GRANT SELECT ON TABLES TO PUBLIC
  ALTER POLICY own ON users RENAME TO own
  CREATE SEQUENCE app.s OWNED BY users.id
  ALTER SEQUENCE seq MAXVALUE 0
  ALTER SEQUENCE users RESTART
  CREATE TABLE n (a int GENERATED ALWAYS AS IDENTITY (START 0))
  CREATE TABLE n (a smallint GENERATED ALWAYS AS IDENTITY (MAXVALUE 100000))
  CREATE TYPE n AS (a int, a int)
  CREATE TYPE n AS RANGE (subtyp = int4)
  CREATE TYPE n AS RANGE (subtype = json)
  ALTER TYPE pair RENAME ATTRIBUTE nope TO x
  ALTER TYPE pair RENAME ATTRIBUTE a TO b
  ALTER TYPE mood RENAME TO users
  ALTER DOMAIN mood ADD CHECK (true)
  ALTER DOMAIN email ADD CONSTRAINT email_check CHECK (true)
  ALTER DOMAIN mood RENAME TO m
  INSERT INTO users (email) VALUES ('a') ON CONFLICT (lower(email)) DO NOTHING
  INSERT INTO users (email) VALUES ('a') ON CONFLICT (email) DO UPDATE SET full_name = 'x'
  CREATE INDEX ON users (lower(email))
  CREATE INDEX ON users USING gin (tags)
  CREATE INDEX ON users USING gin (meta jsonb_path_ops)
  CREATE INDEX ON users (email text_pattern_ops, age DESC NULLS LAST) INCLUDE (name) WHERE age IS NOT NULL
  CREATE UNIQUE INDEX ON users (lower(email)) WHERE feeling = 'sad'
  CREATE INDEX ON posts USING gin (to_tsvector('english', coalesce(title, '') || ' ' || coalesce(body, '')))
  CREATE INDEX ON posts USING brin (id)
  CREATE INDEX ON users USING hash (email)
  CREATE INDEX ON users ((meta ->> 'a'))
  CREATE INDEX ON users ((created_at AT TIME ZONE 'UTC'))
  CREATE INDEX ON users (date_trunc('day', created_at AT TIME ZONE 'UTC'))
  CREATE INDEX ON users (add(age, 1))
  CREATE UNIQUE INDEX ON logs (at, msg)
  CREATE INDEX ON counts (user_id)
  CREATE INDEX ON posts USING gin (doc) WITH (fastupdate = off)
  ALTER TABLE users ADD c text DEFAULT 1
  ALTER TABLE users ADD c int DEFAULT '5'
  ALTER TABLE users ADD c numeric(5,2) DEFAULT 1.55
  ALTER TABLE users ADD c boolean DEFAULT 'yes'
  ALTER TABLE users ADD c boolean NOT NULL DEFAULT 't'
  ALTER TABLE users ADD c uuid DEFAULT gen_random_uuid()
  ALTER TABLE users ADD c timestamptz DEFAULT 'now'
  ALTER TABLE users ADD c timestamptz DEFAULT 'infinity'
  ALTER TABLE users ADD c date DEFAULT CURRENT_DATE + 1
  ALTER TABLE users ADD c date DEFAULT '2024-02-29'
  ALTER TABLE users ADD c interval DEFAULT '1 day'
  ALTER TABLE users ADD c jsonb DEFAULT '{}'
  ALTER TABLE users ADD c jsonb DEFAULT '[]'::jsonb NOT NULL
  ALTER TABLE users ADD c text[] DEFAULT '{}'
  ALTER TABLE users ADD c text[] DEFAULT ARRAY[]::text[]
  ALTER TABLE users ADD c mood DEFAULT 'sad'
  ALTER TABLE users ADD c mood DEFAULT 'sad'::mood
  ALTER TABLE users ADD c mood[] DEFAULT '{sad,happy}'
  ALTER TABLE users ADD c email DEFAULT 'a@b'
  ALTER TABLE users ADD c bigint REFERENCES posts
  ALTER TABLE users ADD c int REFERENCES posts (id)
  ALTER TABLE users ADD c int CHECK (c > age)
  ALTER TABLE users ADD c text GENERATED ALWAYS AS (lower(email)) STORED
  ALTER TABLE users ADD c text GENERATED ALWAYS AS (email || age::text) STORED
  ALTER TABLE users ADD c int GENERATED BY DEFAULT AS IDENTITY (START WITH 5 INCREMENT BY -1 MINVALUE 1 MAXVALUE 10)
  ALTER TABLE users ADD c text COLLATE "C"
  ALTER TABLE users ADD c text COLLATE pg_catalog."default"
  ALTER TABLE users ALTER tags SET STORAGE external
  ALTER TABLE users ALTER meta SET STORAGE EXTENDED
  ALTER TABLE users ALTER age SET STATISTICS -1
  ALTER TABLE users ALTER age SET (n_distinct = -0.5, n_distinct_inherited = 5)
  ALTER TABLE users ALTER age RESET (n_distinct)
  ALTER TABLE users CLUSTER ON users_pkey
  ALTER TABLE posts CLUSTER ON posts_title
  ALTER TABLE posts SET WITHOUT CLUSTER
  ALTER TABLE posts ADD CONSTRAINT c UNIQUE USING INDEX posts_title_u
  ALTER TABLE posts ADD CONSTRAINT c UNIQUE (title) INCLUDE (title)
  ALTER TABLE posts ADD CONSTRAINT c EXCLUDE USING gist (int8range(id, id, '[]') WITH &&)
  ALTER TABLE posts ADD CONSTRAINT c EXCLUDE (title WITH =)
  ALTER TABLE posts ADD CONSTRAINT c EXCLUDE USING hash (title WITH =) WHERE (pub)
  ALTER TABLE posts RENAME TO seq2
  ALTER TABLE names RENAME TO names2
  ALTER TABLE names RENAME COLUMN email TO mail
  ALTER VIEW names RENAME COLUMN email TO mail
  ALTER VIEW names RENAME TO n
  ALTER VIEW names ALTER COLUMN email SET DEFAULT 'x'
  ALTER TABLE names ALTER email DROP DEFAULT
  ALTER TABLE names SET (security_barrier = true)
  ALTER TABLE names OWNER TO CURRENT_USER
  ALTER TABLE seq RENAME TO s
  ALTER TABLE posts_title RENAME TO i
  ALTER INDEX users_pkey RENAME TO p
  ALTER INDEX users RENAME TO u
  ALTER MATERIALIZED VIEW counts RENAME TO c
  ALTER MATERIALIZED VIEW counts RENAME COLUMN n TO m
  ALTER TABLE counts ALTER n SET STATISTICS 5
  ALTER MATERIALIZED VIEW counts ALTER n SET STORAGE plain
  ALTER SEQUENCE users_id_seq RENAME TO s
  ALTER SEQUENCE users_ident_seq RESTART WITH 5
  ALTER SEQUENCE seq INCREMENT 5 MINVALUE -10 MAXVALUE 100 CYCLE
  ALTER SEQUENCE seq AS smallint
  ALTER SEQUENCE seq NO MAXVALUE START 5
  ALTER SEQUENCE seq OWNED BY users.age
  ALTER SEQUENCE seq OWNED BY NONE
  ALTER SEQUENCE seq INCREMENT -1 MAXVALUE 100
  CREATE SEQUENCE s INCREMENT BY -1
  CREATE SEQUENCE s OWNED BY users.id
  CREATE SEQUENCE app.s OWNED BY app.settings.key
  CREATE TABLE n (a int GENERATED ALWAYS AS IDENTITY (INCREMENT BY -1))
  CREATE TABLE n (a smallint GENERATED ALWAYS AS IDENTITY (MAXVALUE 100))
  CREATE TABLE n (a int NULL, b int NOT NULL PRIMARY KEY)
  CREATE TABLE n OF pair (a WITH OPTIONS NOT NULL, PRIMARY KEY (a))
  CREATE TABLE n (LIKE users INCLUDING ALL)
  CREATE TABLE n (c int) INHERITS (base, derived)
  CREATE TABLE n PARTITION OF logs FOR VALUES FROM ('2025-01-01') TO (MAXVALUE)
  CREATE TABLE n PARTITION OF logs (msg DEFAULT 'x', PRIMARY KEY (id, at)) DEFAULT
  CREATE TABLE n PARTITION OF kinds FOR VALUES IN ('b', NULL)
  CREATE TABLE n PARTITION OF kinds FOR VALUES IN (1, 'x')
  CREATE TABLE n PARTITION OF hashed FOR VALUES WITH (MODULUS 8, REMAINDER 1)
  CREATE TABLE n PARTITION OF logs FOR VALUES FROM ('2025-01-01'::text::date) TO (DATE '2026-01-01')
  CREATE VIEW n AS SELECT DISTINCT name FROM users ORDER BY name
  CREATE VIEW n AS SELECT DISTINCT name AS x FROM users ORDER BY x, 1
  CREATE VIEW n AS SELECT DISTINCT u.name FROM users u ORDER BY name
  CREATE VIEW n AS SELECT DISTINCT * FROM users u ORDER BY age
  CREATE VIEW n AS SELECT DISTINCT lower(name) AS l FROM users u ORDER BY lower(name)
  CREATE VIEW n AS SELECT DISTINCT ON (user_id) user_id, title FROM posts ORDER BY user_id, id DESC
  CREATE VIEW n AS SELECT id, email FROM users WHERE age > 1 WITH CHECK OPTION
  CREATE OR REPLACE VIEW names AS SELECT id, email, age FROM users
  CREATE TRIGGER n BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION touch('x', 1)
  CREATE TRIGGER n INSTEAD OF INSERT ON names FOR EACH ROW EXECUTE FUNCTION touch()
  CREATE TRIGGER n AFTER UPDATE OF email ON users REFERENCING OLD TABLE AS o NEW TABLE AS nn FOR EACH STATEMENT EXECUTE PROCEDURE touch()
  CREATE TRIGGER n BEFORE UPDATE ON users FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION suppress_redundant_updates_trigger()
  CREATE FUNCTION n() RETURNS text LANGUAGE sql AS 'SELECT ''a'''
  CREATE FUNCTION n() RETURNS int LANGUAGE sql AS 'SELECT NULL'
  CREATE FUNCTION n() RETURNS int LANGUAGE sql AS 'SELECT 1::smallint'
  CREATE FUNCTION n() RETURNS SETOF users LANGUAGE sql AS 'SELECT * FROM users'
  CREATE FUNCTION n() RETURNS TABLE (a bigint, b text) LANGUAGE sql AS 'SELECT id, email FROM users'
  CREATE FUNCTION n(VARIADIC a int[]) RETURNS int LANGUAGE sql AS 'SELECT 1'
  CREATE FUNCTION n(VARIADIC a anyarray) RETURNS int LANGUAGE sql AS 'SELECT 1'
  CREATE FUNCTION n(VARIADIC a "any") RETURNS int LANGUAGE internal AS 'pg_num_nulls'
  CREATE FUNCTION n() RETURNS int LANGUAGE sql SET search_path = public SET work_mem = '1MB' SET myapp.x = '1' AS 'SELECT 1'
  CREATE OR REPLACE FUNCTION add(a int, b int) RETURNS int LANGUAGE sql AS 'SELECT 2'
  CREATE OR REPLACE FUNCTION add(a int, b int DEFAULT 2) RETURNS int LANGUAGE sql AS 'SELECT 2'
  CREATE FUNCTION add(a bigint, b int) RETURNS int LANGUAGE sql AS 'SELECT 2'
  CREATE OR REPLACE FUNCTION add(a text) RETURNS text LANGUAGE sql AS 'SELECT a'
  CREATE OR REPLACE AGGREGATE summed(int) (SFUNC = int4pl, STYPE = int, INITCOND = '0')
  CREATE AGGREGATE ag(int) (SFUNC = add, STYPE = int)
  CREATE AGGREGATE ag(text) (SFUNC = textcat, STYPE = text)
  DROP FUNCTION add(int, int)
  DROP FUNCTION add
  DROP FUNCTION IF EXISTS add(text)
  DROP ROUTINE summed(int)
  DROP AGGREGATE summed(int)
  DROP ROUTINE proc
  ALTER FUNCTION add(a int, b int) RENAME TO plus
  ALTER FUNCTION add IMMUTABLE
  ALTER ROUTINE proc(int) SECURITY DEFINER
  ALTER FUNCTION add(integer, int4) OWNER TO CURRENT_USER
  ALTER FUNCTION summed(int) OWNER TO CURRENT_USER
  COMMENT ON FUNCTION add(int, int) IS 'x'
  COMMENT ON FUNCTION add IS 'x'
  COMMENT ON FUNCTION summed(int) IS 'x'
  COMMENT ON AGGREGATE summed(int) IS 'x'
  COMMENT ON PROCEDURE proc(int) IS 'x'
  COMMENT ON TABLE logs IS 'x'
  COMMENT ON INDEX users_pkey IS 'x'
  COMMENT ON SEQUENCE users_ident_seq IS 'x'
  COMMENT ON MATERIALIZED VIEW counts IS 'x'
  COMMENT ON DOMAIN email IS 'x'
  COMMENT ON TYPE email IS 'x'
  COMMENT ON TYPE users IS 'x'
  COMMENT ON COLUMN names.id IS 'x'
  COMMENT ON COLUMN pair.a IS 'x'
  COMMENT ON CONSTRAINT users_age ON users IS NULL
  GRANT SELECT (id, email), UPDATE (name) ON users TO PUBLIC
  GRANT ALL ON FUNCTION add(int, int) TO PUBLIC
  GRANT SELECT ON names, counts TO PUBLIC
  GRANT USAGE ON SEQUENCE seq TO PUBLIC
  GRANT SELECT ON seq TO PUBLIC
  GRANT SELECT ON ALL TABLES IN SCHEMA app TO PUBLIC
  ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT SELECT ON TABLES TO PUBLIC
  CREATE POLICY p ON users FOR ALL TO PUBLIC USING (id = 1 AND email = current_user) WITH CHECK (age > 1)
  ALTER POLICY own ON users RENAME TO mine
  ALTER TYPE mood ADD VALUE IF NOT EXISTS 'sad'
  ALTER TYPE mood ADD VALUE 'meh' BEFORE 'happy'
  ALTER TYPE mood RENAME VALUE 'sad' TO 'blue'
  ALTER TYPE mood RENAME TO moods
  ALTER TYPE email RENAME TO mail
  ALTER TYPE pair RENAME ATTRIBUTE a TO x
  ALTER TYPE pair ADD ATTRIBUTE c text, DROP ATTRIBUTE b
  ALTER DOMAIN email ADD CHECK (VALUE <> '')
  ALTER DOMAIN email ADD CONSTRAINT longer CHECK (length(VALUE) > 1) NOT VALID
  ALTER DOMAIN email RENAME TO mail
  ALTER DOMAIN email RENAME CONSTRAINT email_check TO c
  ALTER DOMAIN email SET DEFAULT 'a@b'
  ALTER DOMAIN email SET DEFAULT 1
  CREATE TYPE n AS RANGE (subtype = numeric)
  CREATE TYPE n AS RANGE (SUBTYPE = float8, SUBTYPE_DIFF = float8mi)
  CREATE DOMAIN n AS int DEFAULT 5 CHECK (VALUE BETWEEN 1 AND 9)
  CREATE DOMAIN n AS mood DEFAULT 'sad'
  INSERT INTO users (email, age) VALUES ('a', '5') ON CONFLICT (email) DO UPDATE SET age = EXCLUDED.age, name = DEFAULT
  INSERT INTO posts (id, title) VALUES (1, 'a') ON CONFLICT (lower(title)) DO NOTHING
  INSERT INTO posts (id, title) VALUES (1, 'a') ON CONFLICT (title) WHERE pub DO NOTHING
  INSERT INTO posts (id, title) VALUES (1, 'a') ON CONFLICT (user_id, title) DO NOTHING
  INSERT INTO posts (id, title) VALUES (1, 'a') ON CONFLICT DO NOTHING
  INSERT INTO users (email, full_name) VALUES ('a', DEFAULT)
  INSERT INTO users (ident, email) OVERRIDING SYSTEM VALUE VALUES (1, 'b')
  INSERT INTO names (id, email) VALUES (5, 'x')
  INSERT INTO tags SELECT id, unnest(ARRAY['a', 'b']) FROM posts
  INSERT INTO app.settings VALUES ('a', '{}'), ('b', to_jsonb(1))
  UPDATE users SET (age, name) = (1, 'x'), tags = tags || 'a', meta = meta || '{"a": 1}', feeling = 'sad' WHERE id IN (SELECT user_id FROM posts)
  UPDATE users u SET age = p.id FROM posts p WHERE p.user_id = u.id
  UPDATE users SET feeling = CASE WHEN age > 5 THEN 'sad' ELSE 'happy' END::mood
  DELETE FROM users u USING posts p WHERE p.user_id = u.id AND u.email ILIKE '%x'
  TRUNCATE posts, tags
  TRUNCATE users CASCADE
  SELECT setval('users_id_seq', (SELECT max(id) FROM users))
  SELECT count(*) FILTER (WHERE pub), string_agg(title, ',' ORDER BY id) FROM posts
  SELECT meta->'a'->>'b', (meta->>'n')::int + 1, tags[1], tags[1:2], cardinality(tags), array_length(tags, 1) FROM users
  SELECT 'x' || age, age::text || 'x', created_at - interval '1 day', created_at::date + 1, now() - created_at FROM users
  SELECT * FROM users WHERE tags && ARRAY['a'] AND tags @> '{b}' AND 'x' = ANY (tags) AND meta @> '{"a": 1}' AND meta ? 'a'
  SELECT round(score, 1), round(score::numeric / 3, 2), greatest(score, 1), coalesce(score, 0) FROM posts
  SELECT extract(epoch FROM created_at), date_trunc('month', created_at), to_char(created_at, 'YYYY'), age(created_at) FROM users
  SELECT jsonb_build_object('a', 1, 'b', name), jsonb_agg(u), row_to_json(u), to_jsonb(u) FROM users u GROUP BY u.id
  SELECT add(1, 2), add(b => 1, a => 2), summed(age) FROM users GROUP BY age
  SELECT * FROM generate_series(1, 10) AS g(n), LATERAL (SELECT n * 2) AS x(m)
  SELECT * FROM jsonb_to_recordset('[]') AS x(a int, b text)
  CALL proc(1)
  WITH RECURSIVE x AS (SELECT 1 AS a UNION ALL SELECT a + 1 FROM x WHERE a < 5) SELECT a FROM x
  WITH d AS (DELETE FROM tags RETURNING *) INSERT INTO tags SELECT * FROM d
  REFRESH MATERIALIZED VIEW counts
  CLUSTER posts USING posts_title
  REINDEX TABLE users
  CREATE STATISTICS s (ndistinct, dependencies) ON title, body FROM posts
  CREATE RULE r AS ON INSERT TO names DO INSTEAD INSERT INTO users (email) VALUES (NEW.email)
  ALTER TABLE users ADD CONSTRAINT c CHECK (tags <> '{}' AND array_position(tags, NULL) IS NULL)
  ALTER TABLE users ADD CONSTRAINT c CHECK (jsonb_typeof(meta) = 'object')
  ALTER TABLE users ADD CONSTRAINT c CHECK (email ~* '^.+@.+$')
  ALTER TABLE users ADD CONSTRAINT c CHECK (age BETWEEN 1 AND 150) NOT VALID
  ALTER TABLE users VALIDATE CONSTRAINT users_age
  ALTER TABLE users ALTER name TYPE text, ALTER age TYPE bigint, ALTER feeling TYPE text USING feeling::text
  ALTER TABLE users ALTER name TYPE int USING name::int
  ALTER TABLE users ALTER meta TYPE json USING meta::json
  ALTER TABLE posts ALTER score TYPE int
  ALTER TABLE posts ALTER title TYPE varchar(100)
  ALTER TABLE users ALTER created_at TYPE timestamp USING created_at AT TIME ZONE 'UTC'
  ALTER TABLE users ALTER age SET DEFAULT '5', ALTER meta SET DEFAULT '{}', ALTER feeling SET DEFAULT 'sad', ALTER tags SET DEFAULT '{}'
`
  .trim()
  .split(/\n\s*/);
