/** What functions, casts, views and queries name and compute; PostgreSQL decides which statements are refused. */
export const standsNamed = `
  CREATE SCHEMA app;
  CREATE TYPE mood AS ENUM ('sad','happy');
  CREATE TABLE users (id int PRIMARY KEY, email text UNIQUE, name text, age int, tags text[], meta jsonb, feeling mood, made timestamptz);
  CREATE TABLE posts (id int PRIMARY KEY, user_id int REFERENCES users, title text, score numeric);
  CREATE VIEW agg AS SELECT count(*) AS n FROM users;
  CREATE VIEW plain AS SELECT id, email FROM users;
  CREATE FUNCTION add(a int, b int DEFAULT 2) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT a + b';
  CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
  CREATE FUNCTION ev() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
  CREATE PROCEDURE proc(a int) LANGUAGE sql AS 'SELECT 1';
  CREATE PROCEDURE procd(a int, b int DEFAULT 1) LANGUAGE sql AS 'SELECT 1';
  CREATE FUNCTION sf(s int, v int) RETURNS int LANGUAGE sql AS 'SELECT s + v';
  CREATE FUNCTION ff(s int) RETURNS text LANGUAGE sql AS 'SELECT s::text';
  CREATE FUNCTION tomood(a int) RETURNS mood LANGUAGE sql IMMUTABLE AS $$ SELECT 'sad'::mood $$;
  CREATE SEQUENCE seq;
  CREATE FUNCTION rec() RETURNS record LANGUAGE sql AS 'SELECT 1, 2';
  CREATE FUNCTION srec() RETURNS SETOF record LANGUAGE sql AS 'SELECT 1, 2';
  CREATE FUNCTION outs(OUT a int, OUT b int) RETURNS SETOF record LANGUAGE sql AS 'SELECT 1, 2';
  CREATE FUNCTION tab() RETURNS TABLE (a int, b int) LANGUAGE sql AS 'SELECT 1, 2';
  CREATE FUNCTION rows() RETURNS SETOF users LANGUAGE sql AS 'SELECT * FROM users';
`;
export const namedStatements: readonly string[] = `
  CREATE VIEW v AS SELECT count(*) FROM users WITH CHECK OPTION
  CREATE VIEW v AS SELECT DISTINCT id FROM users WITH LOCAL CHECK OPTION
  CREATE VIEW v AS SELECT id FROM users LIMIT 1 WITH CASCADED CHECK OPTION
  CREATE VIEW v AS SELECT u.id FROM users u JOIN posts p ON true WITH CHECK OPTION
  CREATE VIEW v AS SELECT 1 AS a WITH CHECK OPTION
  CREATE VIEW v AS SELECT id FROM users GROUP BY id WITH CHECK OPTION
  CREATE VIEW v AS SELECT id FROM users UNION SELECT id FROM posts WITH CHECK OPTION
  CREATE VIEW v AS WITH c AS (SELECT 1) SELECT id FROM users WITH CHECK OPTION
  CREATE VIEW v AS SELECT id, row_number() OVER () FROM users WITH CHECK OPTION
  CREATE VIEW v AS SELECT id, unnest(tags) FROM users WITH CHECK OPTION
  CREATE VIEW v AS SELECT n FROM agg WITH CHECK OPTION
  CREATE VIEW v AS SELECT id + 1 AS a FROM users WITH CHECK OPTION
  CREATE VIEW v AS SELECT id FROM users WHERE id > 0 WITH CHECK OPTION
  CREATE VIEW v AS SELECT id FROM plain WHERE id > 0 WITH CHECK OPTION
  CREATE VIEW v AS SELECT id FROM (SELECT id FROM users) s WITH CHECK OPTION
  CREATE VIEW v WITH (check_option = local) AS SELECT count(*) FROM users
  CREATE VIEW v WITH (check_option = nope) AS SELECT id FROM users
  CREATE RECURSIVE VIEW v (n) AS VALUES (1) UNION ALL SELECT n + 1 FROM v WITH CHECK OPTION
  ALTER VIEW plain SET (check_option = local)
  SELECT sum(id) OVER w2 FROM users WINDOW w AS (ORDER BY id ROWS 1 PRECEDING), w2 AS (w)
  SELECT sum(id) OVER (w ROWS 1 PRECEDING) FROM users WINDOW w AS (ORDER BY id ROWS 1 PRECEDING)
  SELECT sum(id) OVER (w) FROM users WINDOW w AS (ORDER BY id ROWS 1 PRECEDING)
  SELECT sum(id) OVER w FROM users WINDOW w AS (ORDER BY id ROWS 1 PRECEDING)
  SELECT sum(id) OVER (w ORDER BY id) FROM users WINDOW w AS (ORDER BY id)
  SELECT sum(id) OVER (w PARTITION BY id) FROM users WINDOW w AS (ORDER BY id)
  SELECT sum(id) OVER (w ORDER BY id) FROM users WINDOW w AS (PARTITION BY id)
  SELECT sum(id) OVER nope FROM users
  SELECT sum(id) OVER w FROM users WINDOW w AS (), w AS ()
  SELECT sum(id) OVER (RANGE 1 PRECEDING) FROM users
  SELECT sum(id) OVER (ORDER BY id GROUPS 1 PRECEDING) FROM users
  SELECT sum(id) OVER (GROUPS 1 PRECEDING) FROM users
  ALTER TABLE users ALTER age DROP DEFAULT, ALTER age TYPE mood USING tomood(age)
  ALTER TABLE users ALTER age SET DEFAULT 3, ALTER age TYPE mood USING tomood(age)
  SELECT add(a => 1)
  SELECT add(b => 1)
  SELECT add(a => 1, c => 2)
  SELECT add(1, a => 2)
  SELECT add(a => 1, 2)
  SELECT add(a => 1, a => 2)
  SELECT add()
  SELECT proc(1)
  SELECT * FROM proc(1)
  CALL add(1, 2)
  CALL proc()
  CALL proc('x')
  CALL proc(a => 1)
  CALL proc(b => 1)
  CALL procd(1)
  CALL nope(1)
  CREATE AGGREGATE ag (int) (SFUNC = nope, STYPE = int)
  CREATE AGGREGATE ag (int) (SFUNC = sf, STYPE = int)
  CREATE AGGREGATE ag (text) (SFUNC = sf, STYPE = int)
  CREATE AGGREGATE ag (int) (SFUNC = sf, STYPE = text)
  CREATE AGGREGATE ag (int) (SFUNC = sf, STYPE = int, FINALFUNC = ff)
  CREATE AGGREGATE ag (int) (SFUNC = sf, STYPE = int, FINALFUNC = nope)
  CREATE AGGREGATE ag (int) (SFUNC = sf, STYPE = int, FINALFUNC = touch)
  CREATE AGGREGATE ag (int) (SFUNC = sf)
  CREATE AGGREGATE ag (int) (STYPE = int)
  CREATE AGGREGATE ag (int) (SFUNC = sf, STYPE = int, INITCOND = 'x')
  CREATE AGGREGATE ag (int) (SFUNC = sf, STYPE = int, COMBINEFUNC = int4pl)
  CREATE AGGREGATE ag (int) (SFUNC = sf, STYPE = int, COMBINEFUNC = ff)
  CREATE AGGREGATE ag (int) (SFUNC = sf, STYPE = int, PARALLEL = nope)
  CREATE AGGREGATE ag (int) (SFUNC = sf, STYPE = int, nope = 1)
  CREATE CAST (int AS mood) WITH FUNCTION tomood(int)
  CREATE CAST (int AS mood) WITH FUNCTION nope(int)
  CREATE CAST (int AS mood) WITHOUT FUNCTION
  CREATE CAST (int AS mood) WITH INOUT
  CREATE CAST (int AS nope) WITH INOUT
  CREATE CAST (int AS int) WITH INOUT
  CREATE CAST (int AS text) WITH INOUT
  CREATE OPERATOR === (FUNCTION = nope, LEFTARG = int, RIGHTARG = int)
  CREATE OPERATOR === (FUNCTION = add, LEFTARG = int, RIGHTARG = int)
  CREATE OPERATOR === (FUNCTION = add, LEFTARG = text, RIGHTARG = int)
  CREATE OPERATOR === (FUNCTION = add, LEFTARG = int)
  CREATE OPERATOR === (LEFTARG = int, RIGHTARG = int)
  CREATE OPERATOR === (FUNCTION = add, LEFTARG = nope, RIGHTARG = int)
  CREATE OPERATOR === (FUNCTION = add)
  CREATE TRIGGER t BEFORE INSERT ON users EXECUTE FUNCTION nope()
  CREATE TRIGGER t BEFORE INSERT ON users EXECUTE FUNCTION add()
  CREATE TRIGGER t BEFORE INSERT ON users EXECUTE FUNCTION ev()
  CREATE TRIGGER t BEFORE INSERT ON users EXECUTE FUNCTION now()
  CREATE TRIGGER t BEFORE INSERT ON users EXECUTE FUNCTION touch()
  CREATE TRIGGER t BEFORE INSERT ON users EXECUTE FUNCTION tsvector_update_trigger('a')
  CREATE TRIGGER t BEFORE UPDATE OF nope ON users EXECUTE FUNCTION touch()
  CREATE TRIGGER t BEFORE INSERT ON nope EXECUTE FUNCTION touch()
  CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION ev()
  CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION touch()
  CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION nope()
  CREATE EVENT TRIGGER e ON nope EXECUTE FUNCTION ev()
  CREATE EVENT TRIGGER e ON ddl_command_end WHEN nope IN ('x') EXECUTE FUNCTION ev()
  CREATE EVENT TRIGGER e ON ddl_command_end WHEN TAG IN ('x') EXECUTE FUNCTION ev()
  CREATE EVENT TRIGGER e ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION ev()
  GRANT SELECT (nope) ON users TO PUBLIC
  GRANT SELECT (id, email) ON users TO PUBLIC
  REVOKE UPDATE (nope) ON users FROM PUBLIC
  GRANT SELECT (id) ON plain TO PUBLIC
  GRANT SELECT (nope) ON plain TO PUBLIC
  GRANT SELECT (id), INSERT (nope) ON users TO PUBLIC
  ALTER SEQUENCE seq AS text
  ALTER SEQUENCE seq AS smallint
  CREATE SEQUENCE s AS text
  CREATE TABLE n (a text GENERATED ALWAYS AS IDENTITY)
  SELECT DISTINCT ON (name) id FROM users ORDER BY id
  SELECT DISTINCT ON (name) id FROM users ORDER BY name, id
  SELECT DISTINCT ON (name, id) id FROM users ORDER BY name
  SELECT DISTINCT ON (name, age) id FROM users ORDER BY name, id, age
  SELECT DISTINCT ON (1) id FROM users ORDER BY id
  SELECT DISTINCT ON (lower(name)) id FROM users ORDER BY name
  SELECT DISTINCT name FROM users ORDER BY id
  SELECT DISTINCT ON (u.name) id FROM users u ORDER BY name
  WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1.5 FROM r) SELECT * FROM r
  WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n::text FROM r) SELECT * FROM r
  WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1, 2 FROM r) SELECT * FROM r
  WITH RECURSIVE r (n, m) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT * FROM r
  WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 5) SELECT * FROM r
  WITH RECURSIVE r AS (SELECT id, name::varchar(10) FROM users UNION ALL SELECT id, name FROM r) SELECT * FROM r
  WITH RECURSIVE r AS (SELECT id, name FROM users UNION ALL SELECT r.id, r.name || 'x' FROM r) SELECT * FROM r
  WITH RECURSIVE r AS (SELECT id, ARRAY[id] AS path FROM users UNION ALL SELECT r.id, r.path || r.id FROM r) SELECT * FROM r
  WITH RECURSIVE r AS (SELECT id, '' AS path FROM users UNION ALL SELECT r.id, r.path || r.id FROM r) SELECT * FROM r
  SELECT name, count(*) FROM users
  SELECT name, count(*) FROM users GROUP BY age
  SELECT u.name, count(*) FROM users u JOIN posts p ON p.user_id = u.id
  SELECT u.name, count(*) FROM users u JOIN posts p ON p.user_id = u.id GROUP BY u.id
  SELECT p.title, count(*) FROM users u JOIN posts p ON p.user_id = u.id GROUP BY u.id
  SELECT name FROM users HAVING count(*) > 1
  SELECT lower(name), count(*) FROM users GROUP BY lower(name)
  SELECT name || 'x', count(*) FROM users GROUP BY name
  SELECT name AS n, count(*) FROM users GROUP BY n
  SELECT count(*) FROM users ORDER BY name
  SELECT * FROM users GROUP BY id
  SELECT id FROM users WHERE count(*) > 1
  SELECT id FROM users WHERE made IS OR age = 1
  SELECT id FROM users WHERE made IS made
  SELECT id FROM users WHERE age = 1 AND
  SELECT id FROM users WHERE made IS NOT
  ALTER TABLE users ADD CHECK (made IS OR age > 1)
  INSERT INTO users (id, name) VALUES (1)
  INSERT INTO users (id) VALUES (1, 'x')
  INSERT INTO users (id, name) SELECT id FROM posts
  INSERT INTO users (id) SELECT id, title FROM posts
  INSERT INTO users (id, id) VALUES (1, 2)
  INSERT INTO users VALUES (1, 'a', 'b', 1, '{}', '{}', 'sad', now(), 3)
  INSERT INTO users (id, name) VALUES (1, 'a'), (2)
  INSERT INTO users (id) VALUES (1) ON CONFLICT (name) DO NOTHING
  INSERT INTO users (id) VALUES (1) ON CONFLICT (email) DO NOTHING
  INSERT INTO users (id) VALUES (1) ON CONFLICT (email, id) DO NOTHING
  INSERT INTO users (id) VALUES (1) ON CONFLICT ON CONSTRAINT nope DO NOTHING
  INSERT INTO users (id) VALUES (1) ON CONFLICT DO UPDATE SET name = 'x'
  INSERT INTO users (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.nope
  SELECT id FROM users UNION SELECT id, title FROM posts
  SELECT id FROM users UNION SELECT title FROM posts
  SELECT id FROM users UNION SELECT id FROM posts ORDER BY nope
  SELECT id FROM users EXCEPT SELECT score FROM posts
  SELECT meta FROM users UNION SELECT title FROM posts
  CREATE VIEW v AS SELECT id FROM users UNION SELECT id, title FROM posts
  VALUES (1, 2), (3)
  SELECT * FROM (VALUES (1, 2), (3)) v
  UPDATE users SET (id, name) = (1)
  UPDATE users SET (id, name) = (SELECT 1)
  UPDATE users SET id = 1, id = 2
  UPDATE users SET id = 'x'
  UPDATE users SET feeling = 'bad'
  DELETE FROM users USING users WHERE true
  SELECT id IN (SELECT id, name FROM users) FROM users
  SELECT (SELECT id, name FROM users) FROM users
  SELECT id = ANY (ARRAY['a']) FROM users
  SELECT id = ANY (1) FROM users
  SELECT id FROM users LIMIT 'x'
  SELECT name[1] FROM users
  SELECT COALESCE(id, 'x') FROM users
  SELECT CASE WHEN id THEN 1 END FROM users
  SELECT CASE WHEN true THEN 1 ELSE 'x' END FROM users
  SELECT (id).x FROM users
  SELECT (users).nope FROM users
  SELECT * FROM users u, users u
  SELECT id FROM users, posts
  SELECT * FROM users JOIN posts USING (title)
  SELECT * FROM users JOIN posts USING (id)
  SELECT * FROM users NATURAL JOIN posts
  SELECT * FROM users u LEFT JOIN posts p ON u.id
  SELECT * FROM generate_series(1, 3) AS g(a, b)
  SELECT * FROM users FOR UPDATE OF posts
  SELECT count(*) FROM users FOR UPDATE
  SELECT date_trunc('day', name) FROM users
  SELECT extract(nope FROM made) FROM users
  SELECT made + 1 FROM users
  SELECT name + 1 FROM users
  SELECT age || age FROM users
  SELECT age LIKE 'x' FROM users
  SELECT meta -> 1 ->> 'a' ->> 'b' FROM users
  SELECT NOT age FROM users
  SELECT age AND true FROM users
  SELECT sum(name) FROM users
  SELECT sum(count(*)) FROM users
  SELECT avg(made) FROM users
  SELECT max(meta) FROM users
  SELECT string_agg(name) FROM users
  SELECT string_agg(age, ',') FROM users
  SELECT array_agg(DISTINCT name ORDER BY id) FROM users
  SELECT name::int, age::mood, made::int, meta::int[] FROM users
  SELECT '2024-13-45'::date
  SELECT 'abc'::int
  SELECT interval '1 foo'
  SELECT 'x'::mood
  SELECT E'\\xzz'
  SELECT users.* FROM posts
  SELECT u.* FROM users u
  SELECT users.* FROM users u
  SELECT p.*, u.id FROM users u JOIN posts p ON true
  SELECT x.* FROM users u JOIN posts p ON true
  SELECT (SELECT count(u.*) FROM posts) FROM users u
  SELECT j.* FROM (users u JOIN posts p ON true) AS j
  SELECT r.* FROM rec() AS r
  SELECT r.* FROM rec() AS r (a int, b int)
  SELECT * FROM srec()
  SELECT * FROM srec() AS t(a int, b int)
  SELECT * FROM ROWS FROM (srec() AS (a int, b int))
  SELECT * FROM outs()
  SELECT * FROM tab()
  SELECT * FROM tab() AS t (x, y)
  SELECT * FROM tab() AS t (x, y, z)
  SELECT * FROM rows()
  SELECT * FROM rows() AS t (x, y, z)
  SELECT * FROM json_to_record('{}')
  SELECT * FROM json_to_record('{}') AS x(a int)
  SELECT * FROM jsonb_to_recordset('[]') AS x(a int)
  SELECT * FROM jsonb_to_recordset('[]')
  SELECT * FROM jsonb_each('{}')
  SELECT * FROM jsonb_each('{}') AS t(k, v)
  SELECT * FROM json_populate_record(null::users, '{}')
  SELECT * FROM generate_series(1, 3) WITH ORDINALITY AS t(a, b)
  SELECT * FROM generate_series(1, 3) WITH ORDINALITY AS t(a, b, c)
  SELECT * FROM unnest(ARRAY[1], ARRAY[2]) AS t(a, b)
  SELECT * FROM unnest(ARRAY[1]) AS t(a)
  SELECT * FROM unnest(ARRAY[ROW(1, 2)]) AS t(a int, b int)
  SELECT * FROM regexp_matches('a', 'b') AS m(x)
  SELECT * FROM pg_stat_get_activity(1) LIMIT 0
  SELECT * FROM current_setting('x', true) AS t(a)
  SELECT * FROM pg_get_keywords() AS t(a, b)
  SELECT * FROM string_to_table('a,b', ',') AS t(x, y)
  CREATE VIEW v AS SELECT users.* FROM posts
  INSERT INTO posts (id) SELECT x.id FROM users u
  INSERT INTO users SELECT x.* FROM users u
  UPDATE users SET name = 'x' FROM posts p RETURNING q.*
  UPDATE users SET name = 'x' FROM posts p RETURNING users.*, p.*
  DELETE FROM users u RETURNING users.*
  CREATE RULE r AS ON INSERT TO users DO ALSO INSERT INTO posts SELECT NEW.id
  CREATE RULE r AS ON INSERT TO users DO ALSO INSERT INTO posts SELECT NEW.*
  INSERT INTO users AS u VALUES (1, 'a') RETURNING u.*
  INSERT INTO users AS u VALUES (1, 'a') RETURNING users.*
`
  .split('\n')
  .map((line) => line.trim())
  .filter((line) => line !== '');
