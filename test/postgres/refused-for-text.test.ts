/** What PostgreSQL refuses for the text, or for constants, in statements that it takes otherwise: by reading as by running. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asShipped, checkText } from '../rules/support';
import { type Runs, refused, startRuns } from '../support/verify-runs';

let runs: Runs;
beforeAll(async () => {
  runs = await startRuns();
}, 60_000);
afterAll(() => runs.close());

const dev = `CREATE TABLE users (id int PRIMARY KEY, email text); CREATE INDEX one ON users (email); CREATE INDEX two ON users (id, email);`;
const merge = (insert: string) =>
  `MERGE INTO users u USING (SELECT 1 AS id) s ON u.id = s.id WHEN NOT MATCHED THEN INSERT ${insert};`;
const wrong = [
  'CREATE TABLE n (tableoid int);',
  'CREATE TABLE n (a int DEFERRABLE);',
  'CREATE TABLE n (a int CHECK (a > 0) INITIALLY DEFERRED);',
  'CREATE TABLE n (a int REFERENCES users NOT NULL DEFERRABLE);',
  'ALTER TABLE users ADD COLUMN a int NOT DEFERRABLE;',
  'DROP INDEX CONCURRENTLY one, two;',
  'DROP INDEX CONCURRENTLY one CASCADE;',
  merge('(id, email) VALUES (s.id)'),
  merge("(id) VALUES (s.id, 'a')"),
  'CREATE VIEW v AS SELECT * FROM users ORDER BY 3;',
  'CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql BEGIN ATOMIC SELECT 1; END;',
  "ALTER TABLE users ADD COLUMN a inet DEFAULT '300.1.1.1';",
  "ALTER TABLE users ADD COLUMN a int4range DEFAULT '[5,1)';",
  'PREPARE q AS SELECT id FROM usrs;',
  'PREPARE q (int) AS SELECT mail FROM users WHERE id = $1;',
];
const right = [
  'CREATE TABLE n (a int REFERENCES users DEFERRABLE INITIALLY DEFERRED NOT NULL, b int UNIQUE NOT DEFERRABLE, c int PRIMARY KEY DEFERRABLE);',
  'ALTER TABLE users ADD COLUMN a int UNIQUE DEFERRABLE INITIALLY IMMEDIATE;',
  'DROP INDEX CONCURRENTLY one;',
  'DROP INDEX one, two CASCADE;',
  merge('(id, email) VALUES (s.id, NULL)'),
  merge('VALUES (s.id)'),
  merge('(id) VALUES (s.id)'),
  'CREATE VIEW v AS SELECT *, 1 AS one FROM users ORDER BY 3, 1;',
  'CREATE VIEW v AS SELECT tableoid, xmin FROM users;',
  'CREATE FUNCTION f() RETURNS int LANGUAGE "sql" BEGIN ATOMIC SELECT 1; END; CREATE FUNCTION g() RETURNS int RETURN 1;',
  "ALTER TABLE users ADD a inet DEFAULT '255.255.255.255/32', ADD b cidr DEFAULT '10.0.0.0/8', ADD c inet DEFAULT '::1';",
  "ALTER TABLE users ADD a int4range DEFAULT '[5,5]', ADD b numrange DEFAULT '(-5,1]', ADD c int8range DEFAULT '(,1)';",
  'PREPARE q (int) AS SELECT email FROM users WHERE id = $1; EXECUTE q (5);',
  'PREPARE r AS INSERT INTO users (id, email) VALUES ($1, $2);',
];

test('what PostgreSQL refuses is found', async () => {
  const of = await runs.devOf(dev);
  for (const sql of wrong) {
    expect([sql, refused(await runs.verify(sql, 'pending', of)).length]).toEqual([sql, 1]);
    const found = checkText(sql, of, asShipped).findings.filter(({ severity }) => severity === 'error');
    expect([sql, found.length]).toEqual([sql, 1]);
  }
});
test('nothing is found in what it takes', async () => {
  const of = await runs.devOf(dev);
  for (const sql of right) {
    expect([sql, refused(await runs.verify(sql, 'pending', of))]).toEqual([sql, []]);
    const { findings } = checkText(sql, of, asShipped);
    expect([sql, findings.filter(({ severity }) => severity === 'error').map(({ message }) => message)]).toEqual([
      sql,
      [],
    ]);
  }
});
test('keys of indexes are as PostgreSQL prints them', async () => {
  const sql = `CREATE TABLE keyed (name text, x xml);
    CREATE INDEX keyed_a ON keyed ((name > 'a' COLLATE "C"), (lower(name) COLLATE "C"), name COLLATE "C");
    CREATE INDEX keyed_b ON keyed ((x IS DOCUMENT), (x IS NOT DOCUMENT));`;
  expect(checkText(sql, await runs.devOf(sql), asShipped).findings).toEqual([]);
});
