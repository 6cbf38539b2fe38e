/** Hover, definitions, outline and lenses over dev and over what the file says. */
import { afterEach, describe, expect, it } from 'vitest';
import type { TreeObject } from '../../server/src/protocol';
import { type ClientOptions, startClient, type TestClient } from '../support/client';
import { devOf, FakeDev } from '../support/fake-dev';
import { guide } from '../support/guide';

let client: TestClient;
afterEach(async () => {
  expect(client.received.errors).toEqual([]);
  await client.stop();
});

const shop = `
CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE TABLE users (
  id bigint PRIMARY KEY,
  email varchar(255) NOT NULL UNIQUE,
  mood mood DEFAULT 'happy',
  balance numeric(10,2) NOT NULL DEFAULT 0
);
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE, note text);
CREATE INDEX orders_user_idx ON orders (user_id);
CREATE INDEX users_lower_email_idx ON users (lower(email));
CREATE VIEW happy_users AS SELECT id, email FROM users WHERE mood = 'happy';
CREATE FUNCTION greet(who text) RETURNS text LANGUAGE sql AS $$ SELECT 'hi ' || who $$;
COMMENT ON TABLE users IS 'People | *who* [buy](http://x) things';
COMMENT ON COLUMN users.email IS 'Lower case, always';
`;
async function withDev(sql = shop, options: ClientOptions = {}): Promise<TestClient> {
  client = await startClient({ dev: await FakeDev.of(sql), ...options });
  await client.settled();
  return client;
}
const hover = async (marked: string, sql?: string) => (await (await withDev(sql)).open(marked)).hover();

describe('hover on a table', () => {
  it.each([
    'SELECT * FROM us<|>ers',
    'SELECT * FROM public.use<|>rs u',
    'INSERT INTO <|>users (id) VALUES (1)',
    'UPDATE users<|> SET email = NULL',
    'CREATE TABLE x (u bigint REFERENCES use<|>rs)',
    'ALTER TABLE IF EXISTS us<|>ers ADD COLUMN a int',
    'CREATE INDEX ON us<|>ers (email)',
    'COMMENT ON TABLE user<|>s IS NULL',
    'DROP TABLE orders, us<|>ers',
    'SELECT us<|>ers.id FROM users',
    'DO $$ BEGIN UPDATE use<|>rs SET email = NULL; END $$',
    'CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $body$ DELETE FROM orders; DELETE FROM use<|>rs $body$',
    'SELECT u<|>. FROM users u',
    'SELECT * FROM users<|> WHERE (',
  ])('%s', async (text) => {
    const shown = await hover(text);
    expect(shown).toContain('**`users`** · table · 4 columns');
    expect(shown).toContain('| `balance` | `numeric(10,2)` | not null | `0` |');
  });

  it('shows keys, indexes and when it was read, and no Markdown of the database', async () => {
    const shown = await hover('SELECT * FROM use<|>rs');
    expect(shown).toContain('People \\| \\*who\\* \\[buy\\]');
    expect(shown).toContain('- `users_email_key UNIQUE (email)`');
    expect(shown).toContain('users_lower_email_idx');
    expect(shown).toMatch(/Read from bazaar, just now\.$/);
  });

  it('shows every column of the guide and the rows that dev estimates', async () => {
    const dev = await devOf(guide);
    const key = [...dev.schema.tables.keys()].find((one) => one.endsWith('brand_extraction'))!;
    const tables = dev.schema.tables.with(key, { ...dev.schema.tables.get(key)!, estimatedRows: 12345 });
    const fake = new FakeDev({ ...dev, schema: { ...dev.schema, tables } });
    await withDev('', { dev: fake });
    const shown = await (await client.open('SELECT * FROM "bazaar-vid_brand<|>_extraction"')).hover();
    expect(shown).toContain('29 columns · about 12,345 rows');
    expect(shown?.match(/^\| `/gm)).toHaveLength(29);
  });

  it('says what the file says, too, where it differs', async () => {
    const shown = await hover(
      'CREATE TABLE IF NOT EXISTS or<|>ders (id bigint PRIMARY KEY, user_id int NOT NULL, extra text);',
    );
    expect(shown).toContain(
      'Here: 3 columns; without `note`; with `extra`, which dev does not have; different: `user_id`.',
    );
  });

  it('shows a table that only the file has, and says so', async () => {
    const shown = await hover('CREATE TABLE fresh (id int);\nSELECT * FROM fre<|>sh;');
    expect(shown).toContain('**`fresh`** · table · 1 column');
    expect(shown).toContain('Dev does not have it.');
  });

  it('shows nothing for the name of a WITH query, for key words and for comments', async () => {
    expect(await hover('WITH users AS (SELECT 1 AS a) SELECT * FROM use<|>rs')).toBeUndefined();
    await client.stop();
    expect(await hover('SEL<|>ECT 1')).toBeUndefined();
    await client.stop();
    expect(await hover('-- use<|>rs\nSELECT 1')).toBeUndefined();
  });
});

describe('hover for a client without Markdown', () => {
  it('shows the same as plain text', async () => {
    await withDev(shop, { capabilities: { textDocument: { hover: { contentFormat: ['plaintext'] } } } });
    const shown = await (await client.open('SELECT * FROM use<|>rs')).hover();
    expect(shown).toContain('users · table · 4 columns\n\nPeople | *who* [buy](http://x) things');
    expect(shown).toContain('| balance | numeric(10,2) | not null | 0 |');
    expect(shown).not.toMatch(/`|\*\*|\\/);
  });
});

describe('hover on a column', () => {
  it.each([
    'SELECT bal<|>ance FROM users',
    'SELECT u.bal<|>ance FROM users u JOIN orders o ON o.user_id = u.id',
    'SELECT * FROM users WHERE balan<|>ce > 1',
    'INSERT INTO users (id, bala<|>nce) VALUES (1, 2)',
    'UPDATE users SET balan<|>ce = 0',
    'CREATE TABLE IF NOT EXISTS users (id bigint, balan<|>ce numeric(10,2) NOT NULL DEFAULT 0)',
    'ALTER TABLE users ALTER COLUMN bala<|>nce SET DEFAULT 1',
    'CREATE INDEX ON users (bala<|>nce)',
    'CREATE TABLE x (a numeric REFERENCES users (bala<|>nce))',
    'COMMENT ON COLUMN users.bala<|>nce IS NULL',
    'INSERT INTO users (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET balance = excluded.bala<|>nce',
    'WITH big AS (SELECT balan<|>ce FROM users) SELECT * FROM big',
    'WITH big AS (SELECT balance FROM users) SELECT bala<|>nce FROM big',
    'SELECT bala<|>nce FROM (SELECT * FROM users) AS some',
    'SELECT 1 FROM (SELECT bala<|>nce AS balance FROM users) AS some',
    'SELECT bala<|>nce FROM orders o JOIN (SELECT * FROM users) AS u ON true',
    'MERGE INTO users u USING orders o ON u.bala<|>nce = o.id WHEN MATCHED THEN DELETE',
    'SELECT users.bala<|>nce FROM public.users',
    'SELECT 1 FROM orders o WHERE EXISTS (SELECT 1 FROM users o WHERE o.bala<|>nce > 1)',
  ])('%s', async (text) => {
    expect(await hover(text)).toContain('`numeric(10,2) not null default 0`');
  });

  it('shows the keys and indexes it is part of', async () => {
    const shown = await hover('SELECT use<|>r_id FROM orders');
    expect(shown).toContain('FOREIGN KEY (user_id) REFERENCES users');
    expect(shown).toContain('orders_user_idx');
    expect(shown).not.toContain('orders_pkey');
  });

  it('shows both sides where the file says something else, in CREATE TABLE too', async () => {
    const shown = await hover('CREATE TABLE users (id bigint PRIMARY KEY, ema<|>il text);');
    expect(shown).toContain('`varchar(255) not null`'.replace('varchar', 'character varying'));
    expect(shown).toContain('Here: `text`');
    expect(shown).toContain('Lower case, always');
  });

  it('of a query in parentheses is none of the query around it, nor one under another name', async () => {
    expect(await hover('SELECT no<|>te FROM users WHERE id IN (SELECT user_id FROM orders)')).toBeUndefined();
    await client.stop();
    expect(await hover('WITH q AS (SELECT id AS balance FROM users) SELECT bala<|>nce FROM q')).toBeUndefined();
    await client.stop();
    expect(await hover('SELECT bala<|>nce FROM (SELECT id AS balance FROM users) q')).toBeUndefined();
    await client.stop();
    expect(await hover('WITH q (balance) AS (SELECT id FROM users) SELECT bala<|>nce FROM q')).toBeUndefined();
    await client.stop();
    const shown = await hover('SELECT i<|>d FROM users WHERE id IN (SELECT id FROM orders)');
    expect(shown).toContain('users.id');
    expect(shown).not.toContain('orders.id');
  });

  it('shows what is special in Markdown as it is, in a table too', async () => {
    const sql = `CREATE TABLE t ("a|b" text DEFAULT 'x|y\`z');`;
    expect(await hover('SELECT "a<|>|b" FROM t', sql)).toContain("``text default 'x|y`z'");
    await client.stop();
    expect(await hover('SELECT * FROM t<|>', sql)).toContain("| `a\\|b` | `text` |  | ``'x\\|y`z'");
  });

  it('shows a column that only the file has, and says so', async () => {
    expect(await hover('ALTER TABLE users ADD COLUMN nick<|>name text;')).toContain('Dev does not have this column.');
  });
});

describe('hover on other names', () => {
  it.each([
    ['CREATE TABLE x (m mo<|>od)', '`sad`, `happy`'],
    ["SELECT 'sad'::mo<|>od", '`sad`, `happy`'],
    ['SELECT gre<|>et(1)', 'greet'],
    ['SELECT * FROM happy_us<|>ers', 'view'],
    ['DROP INDEX orders_us<|>er_idx', 'CREATE INDEX orders_user_idx'],
    ['ALTER TABLE users DROP CONSTRAINT users_ema<|>il_key', 'UNIQUE (email)'],
  ])('%s', async (text, expected) => {
    expect(await hover(text)).toContain(expected);
  });
});

describe('definition', () => {
  it('leads to the statement that made a table or a column, in another file too', async () => {
    const files = {
      '/project/migrations/001_a.sql': 'CREATE TABLE a (id int);\n',
      '/project/migrations/002_b.sql': '-- x\nALTER TABLE a ADD COLUMN extra text;\n',
      '/project/migrations/003_c.sql': '',
    };
    await withDev('', { files });
    const file = await client.open('SELECT extra FROM a;', '/project/migrations/003_c.sql');
    expect(await file.definitions(18)).toEqual([
      {
        uri: 'file:///project/migrations/001_a.sql',
        range: { start: { line: 0, character: 13 }, end: { line: 0, character: 14 } },
      },
    ]);
    expect(await file.definitions(8)).toEqual([
      {
        uri: 'file:///project/migrations/002_b.sql',
        range: { start: { line: 1, character: 25 }, end: { line: 1, character: 30 } },
      },
    ]);
  });
});

describe('outline and lenses', () => {
  it('lists what the statements make', async () => {
    await withDev();
    const file = await client.open('CREATE TABLE users (id int, "B" text);\nCREATE INDEX i ON users (id);');
    const symbols = await file.symbols();
    expect(symbols.map(({ name, detail }) => `${name} ${detail}`)).toEqual(['users table', 'i index']);
    expect(symbols[0]?.children?.map(({ name, detail }) => `${name} ${detail}`)).toEqual(['id integer', '"B" text']);
  });
  it("says how many columns dev's table has", async () => {
    await withDev();
    const file = await client.open('CREATE TABLE users (id int);\nCREATE TABLE fresh (id int);');
    expect(await file.lenses()).toEqual(['4 columns in dev', 'not in dev']);
  });
});

describe('the tree', () => {
  const told = (all: readonly TreeObject[]): string[] =>
    all.map(({ label, description }) => `${label}: ${description}`);
  it("lists dev's objects by kind, and the parts of one when asked", async () => {
    const dev = await withDev();
    const tree = await dev.request('devschema/tree', null);
    expect(told(tree)).toEqual([
      'orders: 3 columns',
      'users: 4 columns',
      'happy_users: 2 columns',
      'Types: 1',
      'Functions: 1',
    ]);
    expect(tree[0]).toMatchObject({
      icon: 'table',
      spoken: 'orders, table, 3 columns',
      address: 'devschema:/table/public/orders.sql',
      table: { schema: 'public', name: 'orders' },
    });
    const parts = await dev.request('devschema/tree', tree[0]!.relation!);
    expect(told(parts)).toEqual([
      'id: bigint · primary key',
      'user_id: bigint · foreign key',
      'note: text',
      'Constraints: 2',
      'Indexes: 1',
    ]);
    expect(told(parts[3]!.children)).toEqual(['orders_pkey: primary key', 'orders_user_id_fkey: foreign key']);
  });
  it('opens the definition at what is chosen: a column, a key, an index, a trigger, a policy', async () => {
    const dev = await withDev(`CREATE TABLE note (id int PRIMARY KEY, note text CHECK (note <> ''));
      CREATE INDEX note_id_idx ON note (id);
      CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
      CREATE TRIGGER touched BEFORE UPDATE ON note FOR EACH ROW EXECUTE FUNCTION touch();
      CREATE POLICY own ON note USING (true);
      CREATE VIEW notes AS SELECT note.note FROM note;`);
    const opened = async (name: string) => {
      const parts = await dev.request('devschema/tree', { schema: 'public', name });
      const leaves = parts.flatMap((part) => (part.children.length > 0 ? part.children : [part]));
      return Promise.all(
        leaves.map(async ({ label, address, place }) => {
          const { text } = await dev.request('devschema/document', { uri: address! });
          return `${label}: ${text.split('\n')[place!.line]!.trim()}`;
        }),
      );
    };
    expect(await opened('note')).toEqual([
      'id: "id" integer NOT NULL,',
      'note: "note" text,',
      `note_note_check: ALTER TABLE "note" ADD CONSTRAINT "note_note_check" CHECK (note <> '');`,
      'note_pkey: PRIMARY KEY ("id")',
      'note_id_idx: CREATE INDEX note_id_idx ON note (id);',
      'touched: CREATE TRIGGER touched BEFORE UPDATE ON note FOR EACH ROW EXECUTE FUNCTION touch();',
      'own: CREATE POLICY "own" ON "note" USING (true);',
    ]);
    expect(await opened('notes')).toEqual(['note: SELECT note.note FROM note;']);
  });
  it('has partitions under their table, and says what the migrations lack', async () => {
    const files = {
      '/project/migrations/001_a.sql': 'CREATE TABLE a (id int);',
      '/project/migrations/002_b.sql': '',
      '/project/migrations/003_pending.sql': 'CREATE TABLE later (id int);',
    };
    const made = `CREATE TABLE a (id int, extra text); CREATE TABLE logs (at date) PARTITION BY RANGE (at);
      CREATE TABLE logs_1 PARTITION OF logs FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');`;
    const dev = await withDev(made, { files });
    await (await client.open('', '/project/migrations/002_b.sql')).report();
    const tree = await dev.request('devschema/tree', null);
    expect(told(tree)).toEqual([
      'a: 2 columns · differs from migrations: 1 missing · made by 001_a.sql',
      'logs: 1 column',
    ]);
    expect(told(tree[1]!.children.flatMap(({ children }) => children))).toEqual(['logs_1: 1 column']);
  });
});
