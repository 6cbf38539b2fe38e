/** What DO blocks name: what PostgreSQL refuses when it comes to it is found by reading, and nothing in what it takes. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asShipped, checkText } from '../rules/support';
import { type Runs, refused, startRuns } from '../support/verify-runs';

let runs: Runs;
beforeAll(async () => {
  runs = await startRuns();
}, 60_000);
afterAll(() => runs.close());

const dev = `CREATE TABLE users (id int PRIMARY KEY, email text, tags text[]); CREATE SEQUENCE numbers;
  CREATE VIEW active AS SELECT id, email FROM users; CREATE TABLE posts (id int, user_id int, title text);
  CREATE PROCEDURE tidy() LANGUAGE sql AS 'select 1'; CREATE FUNCTION label(users) RETURNS text LANGUAGE sql AS 'select 1::text';`;
const block = (body: string, declares = '') =>
  `DO $$ ${declares === '' ? '' : `DECLARE ${declares} `}BEGIN ${body} END $$;`;

const wrong = [
  block("IF EXISTS (SELECT 1 FROM users WHERE mail = 'x') THEN NULL; END IF;"),
  block('PERFORM mail FROM users;'),
  block('PERFORM u.mail FROM users u JOIN posts p ON p.user_id = u.id;'),
  block('PERFORM mail FROM users u JOIN posts p ON p.user_id = u.id;'),
  block("DELETE FROM users WHERE mail = 'a';"),
  block('UPDATE users SET email = lower(mail);'),
  block("UPDATE users SET mail = 'a';"),
  block("SELECT count(*) INTO n FROM active WHERE mail = 'a';", 'n int;'),
  block('FOR r IN SELECT mail FROM users LOOP NULL; END LOOP;', 'r record;'),
  block('n := (SELECT max(nope) FROM users);', 'n int;'),
  block('NULL;', 'n int := (SELECT max(nope) FROM users);'),
  block('NULL;', 'n int := (SELECT max(id) FROM usrs);'),
  block('OPEN c; CLOSE c;', 'c CURSOR FOR SELECT * FROM usrs;'),
  block('OPEN c; CLOSE c;', 'c CURSOR FOR SELECT mail FROM users;'),
  block('OPEN c FOR SELECT mail FROM users; CLOSE c;', 'c refcursor;'),
  block("PERFORM nextval('number');"),
  block("PERFORM setval('public.number', 5);"),
  block('CALL tidier();'),
  block('CALL label();'),
  block('SELECT 1;'),
  block('SELECT count(*) FROM users;'),
  block("SELECT nextval('numbers');"),
  block("INSERT INTO users (email) VALUES ('a', 'b');"),
  "SELECT nextval('number');",
  "ALTER TABLE posts ALTER COLUMN id SET DEFAULT nextval('number');",
];
const right = [
  block('IF false THEN SELECT 1; END IF; RETURN; SELECT 1;'),
  block('SELECT 1; EXCEPTION WHEN OTHERS THEN NULL;'),
  block('SELECT id, email INTO STRICT n, m FROM users UNION ALL SELECT 1, NULL; SELECT 1 INTO n;', 'n int; m text;'),
  block(
    'SELECT id FROM users LIMIT 1 into n; PERFORM 1; n := 1; FOR i IN SELECT 1 LOOP NULL; END LOOP;',
    'n int; i int;',
  ),
  block('OPEN c FOR SELECT 1; CLOSE c;', 'c refcursor;'),
  block("EXECUTE 'SELECT 1'; INSERT INTO users (id) SELECT 1; CREATE TABLE copy AS SELECT 1 AS a;"),
  block(
    'CREATE TEMP TABLE pair (id int, email text); INSERT INTO users (id, email) VALUES (r.*);',
    "r record := ROW(1, 'a');",
  ).replace('r.*', "7, 'a'"),
  block("IF EXISTS (SELECT 1 FROM users WHERE mail = 'x') THEN NULL; END IF;", "mail text := 'x';").replace(
    'mail = ',
    'email = mail OR mail = ',
  ),
  block('PERFORM mail FROM users;', 'mail int := 5;'),
  block('FOR mail IN SELECT email FROM users LOOP PERFORM mail FROM posts; END LOOP;', 'mail text;'),
  block('FOR i IN 1..3 LOOP INSERT INTO posts (id, title) SELECT i, email FROM users WHERE id = i; END LOOP;'),
  block(
    'FOR r IN SELECT u.id AS uid FROM users u LOOP UPDATE posts SET user_id = r.uid WHERE id = r.uid; END LOOP;',
    'r record;',
  ),
  block('FOR users IN SELECT id AS mail FROM users LOOP PERFORM users.mail; END LOOP;', 'users record;'),
  block('PERFORM u.label, label(u), u, xmin FROM users u;'),
  block('PERFORM tag FROM users, unnest(tags) AS tag; PERFORM x.a FROM (SELECT id AS a FROM users) x;'),
  block('WITH named AS (SELECT id AS a FROM users) INSERT INTO posts (id) SELECT a FROM named;'),
  block('PERFORM relname FROM pg_class WHERE relkind = chr(114);'),
  block('PERFORM (SELECT title FROM posts WHERE user_id = users.id AND email IS NOT NULL LIMIT 1) FROM users;'),
  block('CREATE TEMP TABLE tmp AS SELECT id AS other FROM users; PERFORM other FROM tmp;'),
  block("ALTER TABLE users ADD COLUMN mail text; PERFORM mail FROM users; PERFORM nextval('numbers');"),
  block('BEGIN PERFORM mail FROM users; EXCEPTION WHEN undefined_column THEN NULL; END;'),
  block('IF false THEN PERFORM mail FROM users; END IF;'),
  block('RETURN; PERFORM mail FROM users;'),
  block('CALL tidy(); OPEN c; CLOSE c;', 'c CURSOR (n int) FOR SELECT id FROM users WHERE id = n;').replace(
    'OPEN c;',
    'OPEN c(5);',
  ),
  block('NULL;', 'c CURSOR FOR SELECT mail FROM users;'),
  block('<<around>> DECLARE mail int := 1; BEGIN PERFORM around.mail, mail FROM users; END;'),
  block('PERFORM count(*) FROM users WHERE email IS NULL OR FOUND;'),
  "CREATE SEQUENCE fresh; SELECT nextval('fresh'), nextval('public.numbers'), setval('\"fresh\"', 1);",
];

test('what PostgreSQL refuses is found', async () => {
  const of = await runs.devOf(dev);
  for (const sql of wrong) {
    expect([sql, refused(await runs.verify(sql, 'loose', of)).length]).toEqual([sql, 1]);
    expect([sql, checkText(sql, of, asShipped).findings.length]).toEqual([sql, 1]);
  }
});
test('nothing is found in what it takes', async () => {
  const of = await runs.devOf(dev);
  for (const sql of right) {
    expect([sql, refused(await runs.verify(sql, 'loose', of))]).toEqual([sql, []]);
    const { findings } = checkText(sql, of, asShipped);
    expect([sql, findings.filter(({ severity }) => severity === 'error').map(({ message }) => message)]).toEqual([
      sql,
      [],
    ]);
  }
});
