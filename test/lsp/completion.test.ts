/** What is offered at the cursor, in its order, and what accepting it writes. */
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CompletionItem } from 'vscode-languageserver/node';
import type { DevSchema } from '../../server/src/model/dev';
import { startClient, type TestClient } from '../support/client';
import { devOf, FakeDev } from '../support/fake-dev';
import { guide } from '../support/guide';

const shop = `
CREATE SCHEMA sales;
CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE TABLE users (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email varchar(255) NOT NULL UNIQUE,
  mood mood DEFAULT 'happy',
  balance numeric(10,2) NOT NULL DEFAULT 0
);
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE, note text);
CREATE TABLE logs (line text);
CREATE TABLE sales.customers (id uuid PRIMARY KEY, name text NOT NULL);
CREATE INDEX orders_user_idx ON orders (user_id);
CREATE INDEX customers_name_idx ON sales.customers (name);
CREATE VIEW happy_users AS SELECT id, email FROM users WHERE mood = 'happy';
CREATE FUNCTION greet(who text, loud boolean DEFAULT false) RETURNS text LANGUAGE sql AS $$ SELECT 'hi ' || who $$;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER users_touch BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch();
COMMENT ON COLUMN users.email IS 'Lower case, always';
`;
let dev: DevSchema;
beforeAll(async () => {
  dev = await devOf(shop);
});
let client: TestClient;
const start = async (schema: DevSchema, options: Parameters<typeof startClient>[0] = {}) => {
  client = await startClient({ dev: new FakeDev(schema), ...options });
  await client.settled();
};
const snippets = {
  textDocument: { completion: { completionItem: { snippetSupport: true } }, diagnostic: {} },
  workspace: { diagnostics: { refreshSupport: true } },
};
beforeEach(() => start(dev, { capabilities: snippets }));
afterEach(async () => {
  expect(client.received.errors).toEqual([]);
  await client.stop();
});

let files = 0;
const offered = async (marked: string, path = `/project/${++files}.sql`) => {
  const file = await client.open(marked, path);
  const items = await file.completions();
  return { file, items, labels: items.map(({ label }) => label) };
};
/** The text after the first item (or the one of a label) was accepted. */
const accepted = async (marked: string, label?: string) => {
  const { file, items } = await offered(marked);
  const item = label === undefined ? items[0] : items.find((one) => one.label === label);
  return item && apply(file.text, item, (at) => file.position(at));
};
function apply(
  text: string,
  { textEdit }: CompletionItem,
  position: (offset: number) => { line: number; character: number },
) {
  if (!textEdit || !('range' in textEdit)) return undefined;
  const offsetOf = (place: { line: number; character: number }) => {
    for (let at = 0; at <= text.length; at++) {
      const { line, character } = position(at);
      if (line === place.line && character === place.character) return at;
    }
    throw new Error('no such place');
  };
  const { start: from, end } = textEdit.range;
  return text.slice(0, offsetOf(from)) + textEdit.newText + text.slice(offsetOf(end));
}

it('offers no column that the file has dropped above', async () => {
  const { labels } = await offered('ALTER TABLE users DROP COLUMN mood;\nINSERT INTO users (<|>');
  expect(labels).toContain('email');
  expect(labels).not.toContain('mood');
  expect((await offered('ALTER TABLE users DROP COLUMN mo<|>od;')).labels).toContain('mood');
});

describe('the first that is offered', () => {
  it.each<[string, string[]]>([
    ['SELECT * FROM <|>', ['happy_users', 'logs', 'orders', 'users', 'sales.customers']],
    ['SELECT o.<|> FROM users u, orders o', ['id', 'user_id', 'note']],
    ['INSERT INTO users (id, <|>)', ['email', 'mood', 'balance']],
    ['CREATE TABLE x (a bigint REFERENCES orders (<|>', ['id', 'user_id', 'note']],
    ['CREATE TABLE x (a <|>', ['mood', 'text', 'integer']],
    ['CREATE TABLE IF NOT EXISTS sales.<|>', ['customers']],
    ['DROP INDEX customers<|>', ['customers_name_idx']],
    ['INSERT INTO users (email) SELECT <|> FROM sales.customers c', ['id', 'name', 'c']],
    // The name that was given says what it is about.
    ['CREATE INDEX users_mood_balance_idx ON <|>', ['users', 'happy_users', 'logs']],
    ['CREATE INDEX users_mood_balance_idx ON users (<|>', ['mood', 'balance', 'id']],
    ['CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS orders_user_idx ON orders (<|>', ['user_id', 'id', 'note']],
    ['ALTER TABLE users ADD CONSTRAINT users_balance_check CHECK (<|>', ['balance', 'id', 'email']],
    ['CREATE INDEX i ON users USING <|>', ['btree', 'gin', 'gist']],
    ['CREATE TABLE x (a bigint REFERENCES <|>', ['orders', 'users', 'users', 'sales.customers']],
    ["SELECT * FROM users WHERE mood = '<|>'", ["'sad'", "'ok'", "'happy'"]],
    ['SELECT * FROM users u WHERE u.mood <> <|>', ["'sad'", "'ok'", "'happy'"]],
    ['SELECT * FROM users WHERE mood IN (<|>', ["'sad'", "'ok'", "'happy'"]],
    ['UPDATE users SET mood = <|>', ["'sad'", "'ok'", "'happy'"]],
    ["INSERT INTO users (email, mood) VALUES ('a', <|>)", ["'sad'", "'ok'", "'happy'"]],
    ['CREATE TABLE x (m mood DEFAULT <|>', ["'sad'", "'ok'", "'happy'"]],
    ['ALTER TABLE users ALTER COLUMN mood SET DEFAULT <|>', ["'sad'", "'ok'", "'happy'"]],
    ["ALTER TYPE mood ADD VALUE 'wild' AFTER <|>", ["'sad'", "'ok'", "'happy'"]],
    ['SELECT * FROM orders o JOIN users u ON <|>', ['o.user_id = u.id']],
    ['WITH x AS (SELECT id, email AS mail, lower(email) FROM users) SELECT x.<|> FROM x', ['id', 'mail', 'lower']],
    ['WITH x (a, b) AS (SELECT 1, 2) SELECT <|> FROM x', ['a', 'b']],
    ['SELECT s.<|> FROM (SELECT * FROM orders) s', ['id', 'user_id', 'note']],
    ['WITH x AS (SELECT 1) SELECT * FROM <|>', ['x', 'happy_users']],
    ['CREATE TABLE x (a int, b text, PRIMARY KEY (<|>))', ['a', 'b']],
    [
      'CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.<|> END $$',
      ['id', 'email', 'mood', 'balance'],
    ],
    [
      'CREATE FUNCTION f(p int) RETURNS int LANGUAGE plpgsql AS $$ DECLARE total bigint; BEGIN SELECT t<|> END $$',
      ['total'],
    ],
    ['CREATE FUNCTION f(param int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN par<|>; END $$', ['param']],
    ['DO $$ BEGIN UPDATE users SET <|> END $$', ['id', 'email', 'mood', 'balance']],
    ['DO $$ BEGIN IF true THEN DELETE FROM or<|> END IF; END $$', ['orders']],
    ['CREATE TRIGGER t BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION <|>', ['touch']],
    ['DROP FUNCTION <|>', ['greet', 'touch']],
    ['SELECT gre<|>', ['greet']],
    ['SELECT lowe<|> FROM users', ['lower']],
    ['ALTER TABLE users <|>', ['ADD COLUMN', 'ADD CONSTRAINT', 'ALTER COLUMN']],
    ['ALTER TABLE users DROP CONSTRAINT IF<|>', ['IF EXISTS']],
    ['ALTER TABLE users ALTER COLUMN mood SET <|>', ['NOT NULL', 'DEFAULT', 'DATA TYPE']],
    ['ALTER TABLE users ALTER COLUMN mood SET d<|>', ['DEFAULT', 'DATA TYPE']],
    ['CREATE TABLE x (a bigint REFERENCES users ON UPDATE SET <|>', ['NULL', 'DEFAULT']],
    ['CREATE RULE r AS ON INSERT TO users DO ALSO UPDATE users SET <|>', ['id', 'email']],
    ['SET <|>', ['lock_timeout', 'statement_timeout']],
    ['SELECT * FROM users un<|>', ['UNION ALL', 'UNION']],
    ['ALTER TABLE users ADD COLUMN IF<|>', ['IF NOT EXISTS']],
    ['alter table users add<|>', ['ADD COLUMN', 'ADD CONSTRAINT', 'ADD COLUMN IF NOT EXISTS']],
    // What was written after the same words above.
    ['UPDATE users SET balance = 1;\nUPDATE users SET <|>', ['balance', 'id']],
    [
      'ALTER TABLE orders DROP COLUMN note;\nALTER TABLE logs RENAME COLUMN line TO text;\nALTER TABLE users ADD CHECK (num_nonnulls(mood, balance) = 1 OR num_nonnulls(mood, <|>',
      ['balance'],
    ],
    ['ANALYZE us<|>', ['users']],
    ['SELECT * FROM users LEFT JOIN jsonb_each_t<|>', ['jsonb_each_text']],
    ['CREATE TABLE x (a int <|>', ['NOT NULL', 'DEFAULT', 'PRIMARY KEY']],
    ['CREATE TABLE x (a numeric(10, 2), b text NOT <|>', ['NULL']],
    ['CREATE TABLE x (a bigint REFERENCES users ON <|>', ['DELETE', 'UPDATE']],
    ['DROP TABLE users <|>', ['CASCADE', 'RESTRICT']],
    ['SELECT * FROM users JOIN orders USING (<|>', ['id']],
    ['COMMENT ON <|>', ['TABLE', 'COLUMN', 'INDEX']],
  ])('%s', async (marked, expected) => {
    expect((await offered(marked)).labels.slice(0, expected.length)).toEqual(expected);
  });

  it('is a name that others begin with among the first three, as no letter more tells it from them', async () => {
    await client.stop();
    const tables = ['post', 'post_reports', 'post_tags', 'post_votes', 'post_actions'];
    await start(await devOf(tables.map((name) => `CREATE TABLE ${name} (id int);`).join('\n')));
    const text =
      'INSERT INTO post_reports VALUES (1); INSERT INTO post_tags VALUES (1); INSERT INTO post_votes VALUES (1);';
    for (const typed of ['p', 'pos', 'post'])
      expect((await offered(`${text}\nDELETE FROM ${typed}<|>`)).labels.slice(0, 3), typed).toContain('post');
  });
  it('is a table that a key leads to, with its condition, after JOIN', async () => {
    const { items } = await offered('SELECT * FROM users u JOIN <|>');
    expect(items[0]?.textEdit?.newText).toBe('orders o ON o.user_id = u.id');
  });
  it('is what the file itself adds', async () => {
    expect((await offered('ALTER TABLE orders ADD COLUMN extra text;\nUPDATE orders SET <|>')).labels).toContain(
      'extra',
    );
  });
  it('is no end of the query within the arguments of a call', async () => {
    for (const within of ['SELECT greet(<|>', 'SELECT greet(email <|>) FROM users', "SELECT greet('a', <|>)"])
      for (const word of ['FROM', 'AS']) expect((await offered(within)).labels, within).not.toContain(word);
    for (const after of ["SELECT greet('a') <|>", 'SELECT (SELECT 1) <|>', 'SELECT greet((SELECT email <|>))'])
      expect((await offered(after)).labels, after).toContain('FROM');
  });
  it('is not the function itself among its own arguments, until it is typed', async () => {
    for (const within of ['SELECT greet(<|>', "SELECT greet('a', <|>)"])
      expect((await offered(within)).labels, within).not.toContain('greet');
    for (const within of ['SELECT greet(gr<|>', 'SELECT greet((<|>', 'SELECT greet(email) || <|>'])
      expect((await offered(within)).labels, within).toContain('greet');
  });
  it('is no key word where the first letters of an alias are typed, and no word of the file: it is the alias', async () => {
    for (const marked of ['SELECT * FROM users u<|>', 'SELECT * FROM users ul<|>', 'UPDATE users s<|>'])
      expect((await offered(marked)).labels, marked).toEqual([/\w+(?=<)/.exec(marked)![0]]);
    expect((await offered('SELECT * FROM users, orders o<|>')).labels).toEqual(['o']);
    expect((await offered('SELECT * FROM orders ord<|>')).labels).toEqual(['ord', 'ORDER BY']);
    expect((await offered('SELECT 1 FROM users u JOIN orders ord<|>')).labels[0]).toBe('ord');
    expect((await offered('SELECT * FROM users wh<|>')).labels).toEqual(['WHERE']);
    expect((await offered('SELECT * FROM users <|>')).labels).toContain('WHERE');
  });
  it('is a function among the tables of FROM alone', async () => {
    expect((await offered('SELECT * FROM gr<|>')).labels).toContain('greet');
    for (const other of ['CREATE INDEX i ON gr<|>', 'ALTER TABLE gr<|>', 'UPDATE gr<|>'])
      expect((await offered(other)).labels, other).not.toContain('greet');
  });
  it('is a column alone after the SET of UPDATE', async () => {
    const { labels } = await offered('UPDATE users SET e<|>');
    expect(labels[0]).toBe('email');
    expect((await offered('UPDATE users SET gr<|>')).labels).not.toContain('greet');
  });
  it('is never the half-typed column at the cursor', async () => {
    const { labels } = await offered('CREATE TABLE coupons (\n    kn<|>code text\n);');
    expect(labels).not.toContain('kncode');
  });
  it('is nothing in comments, and in strings that are no enum', async () => {
    expect((await offered('-- FROM <|>')).labels).toEqual([]);
    expect((await offered("SELECT * FROM users WHERE email = '<|>'")).labels).toEqual([]);
  });
});

describe('accepting', () => {
  it.each<[string, string | undefined, string]>([
    [
      'create table ord<|>',
      undefined,
      'create table orders (\n    id bigint not null,\n    user_id bigint not null,\n    note text,\n    primary key (id)\n);\n\nalter table orders add constraint orders_user_id_fkey foreign key (user_id) references users (id) on delete cascade;\n\ncreate index orders_user_idx on orders (user_id);\n',
    ],
    ['DROP INDEX cust<|>', undefined, 'DROP INDEX sales.customers_name_idx'],
    ['CREATE TABLE x (a bigint REFERENCES us<|>', undefined, 'CREATE TABLE x (a bigint REFERENCES users (id)'],
    [
      'INSERT INTO users (<|>)',
      'all 3 columns and their values',
      `INSERT INTO users (email, mood, balance) VALUES (\${1:NULL}, \${2:DEFAULT}, \${3:DEFAULT});$0`,
    ],
    ['CREATE INDEX orders<|>', undefined, 'CREATE INDEX orders_user_idx ON orders (user_id);'],
    ['CREATE TYPE mo<|>', undefined, "CREATE TYPE mood AS ENUM (\n    'sad',\n    'ok',\n    'happy'\n);"],
    ['DROP FUNCTION gr<|>', undefined, 'DROP FUNCTION greet(who text, loud boolean)'],
    ['SELECT gre<|>', undefined, 'SELECT greet($0)'],
    ['SELECT now<|>', undefined, 'SELECT now()'],
    ["SELECT * FROM users WHERE mood = '<|>'", "'ok'", "SELECT * FROM users WHERE mood = 'ok'"],
  ])('%s', async (marked, label, expected) => {
    expect(await accepted(marked, label)).toBe(expected);
  });

  it('the missing columns writes each whole, or all of them', async () => {
    const { items, labels } = await offered('CREATE TABLE IF NOT EXISTS users (\n    "id" bigint,\n    <|>\n);');
    expect(labels.slice(0, 4)).toEqual(['email', 'all 3 missing columns', 'mood', 'balance']);
    expect(items[3]?.textEdit?.newText).toBe('"balance" numeric(10,2) NOT NULL DEFAULT 0');
    expect(items[1]?.textEdit?.newText).toBe(
      `"email" varchar(255) NOT NULL,\n    "mood" "mood" DEFAULT 'happy',\n    "balance" numeric(10,2) NOT NULL DEFAULT 0`,
    );
  });
  it('a value of an enum writes where dev has it', async () => {
    const files = {
      '/project/migrations/001_a.sql': "CREATE TYPE mood AS ENUM ('sad', 'happy');\nCREATE TABLE logs (line text);",
      '/project/migrations/002_b.sql': '',
    };
    await client.stop();
    await start(await devOf("CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy'); CREATE TABLE logs (line text);"), {
      files,
    });
    const { items } = await offered('ALTER TYPE mood ADD VALUE <|>', '/project/migrations/002_b.sql');
    expect(items[0]?.textEdit?.newText).toBe("'ok' AFTER 'sad'");
  });
  it('in a history offers what its migrations lack', async () => {
    const files = {
      '/project/migrations/001_a.sql': 'CREATE TABLE users (id bigint PRIMARY KEY, email text);',
      '/project/migrations/002_b.sql': '',
    };
    await client.stop();
    const made =
      'CREATE TABLE users (id bigint PRIMARY KEY, email text, phone text NOT NULL); CREATE TABLE zebras (id int);';
    await start(await devOf(made), { files });
    const path = '/project/migrations/002_b.sql';
    const add = await offered('ALTER TABLE users ADD COLUMN <|>', path);
    expect(add.items[0]?.textEdit?.newText).toBe('phone text NOT NULL');
    await add.file.close();
    expect((await offered('CREATE TABLE <|>', path)).labels[0]).toBe('zebras');
  });
});

describe('what other tables have', () => {
  const shops = `
CREATE DOMAIN public_id AS text;
CREATE TABLE users (id uuid PRIMARY KEY, name text NOT NULL, created_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE orders (
  id bigserial PRIMARY KEY, user_id uuid NOT NULL REFERENCES users, storage_id public_id,
  note text CONSTRAINT note_must_be_short CHECK (length(note) < 80), created_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE carts (
  id bigserial PRIMARY KEY, user_id uuid NOT NULL REFERENCES users, storage_id public_id, total numeric(10,2),
  note text CONSTRAINT note_must_be_short CHECK (length(note) < 80), created_at timestamptz NOT NULL DEFAULT now()
);
`;
  beforeEach(async () => {
    await client.stop();
    await start(await devOf(shops), { capabilities: snippets });
  });
  it.each<[string, string[]]>([
    ['CREATE TABLE wishes (id bigint PRIMARY KEY, us<|>)', ['user_id']],
    // Those that stand in tables that have the same columns, in their order.
    ['CREATE TABLE wishes (id bigint PRIMARY KEY, user_id uuid, <|>)', ['storage_id', 'created_at', 'note']],
    ['ALTER TABLE users ADD COLUMN <|>', ['user_id', 'storage_id', 'note']],
    ['ALTER TABLE users ADD COLUMN to<|>', ['total']],
    ['ALTER TABLE users RENAME COLUMN name TO no<|>', ['note']],
    ['CREATE TABLE wishes (storage_id pu<|>', ['public_id']],
    ['CREATE TABLE wishes (storage_id <|>', ['public_id', 'text']],
    ['ALTER TABLE users ADD COLUMN user_id <|>', ['uuid']],
    ['CREATE TABLE wishes (note text CONSTRAINT <|>', ['note_must_be_short']],
    ['CREATE TABLE wishes (note text, CONSTRAINT no<|>', ['note_must_be_short']],
  ])('is offered: %s', async (marked, expected) => {
    expect((await offered(marked)).labels.slice(0, expected.length)).toEqual(expected);
  });
  it('is written with its type, and with what rows that are there do not hinder', async () => {
    const table = 'CREATE TABLE wishes (id bigint PRIMARY KEY, <|>)';
    const column = (name: string) => table.replace('<|>', name);
    expect(await accepted(table, 'user_id')).toBe(column('user_id uuid NOT NULL'));
    expect(await accepted(table, 'created_at')).toBe(
      column('created_at timestamp with time zone NOT NULL DEFAULT now()'),
    );
    expect(await accepted('CREATE TABLE wishes (i<|>)', 'id')).toBe('CREATE TABLE wishes (id bigserial)');
    expect(await accepted('ALTER TABLE users ADD COLUMN us<|>', 'user_id')).toBe(
      'ALTER TABLE users ADD COLUMN user_id uuid',
    );
    expect(await accepted('ALTER TABLE users RENAME COLUMN name TO no<|>', 'note')).toBe(
      'ALTER TABLE users RENAME COLUMN name TO note',
    );
  });
  it('is an index for a foreign key that has none, named as the others are', async () => {
    const { items, labels } = await offered('CREATE INDEX <|>');
    expect(labels.slice(0, 2)).toEqual(['orders_user_id_idx', 'carts_user_id_idx']);
    expect(items[0]?.textEdit?.newText).toBe('orders_user_id_idx ON orders (user_id);');
    const added = 'CREATE TABLE likes (cart_id bigint REFERENCES carts, id int);\nCREATE INDEX <|>';
    expect((await offered(added)).labels[0]).toBe('likes_cart_id_idx');
    await client.stop();
    await start(await devOf(`${shops}\nCREATE INDEX ix_orders_user_id ON orders (user_id);`));
    expect((await offered('CREATE INDEX <|>')).labels.slice(0, 2)).toEqual(['ix_orders_user_id', 'ix_carts_user_id']);
  });
  it('is none that the table has, or the statement', async () => {
    expect((await offered('ALTER TABLE users ADD COLUMN <|>')).labels).not.toContain('created_at');
    expect((await offered('CREATE TABLE wishes (user_id uuid, <|>)')).labels).not.toContain('user_id');
  });
});

it('is what dev has and the files lack, before what was written after the same words', async () => {
  const files = {
    '/project/migrations/001_a.sql': 'CREATE TABLE rates (low int DEFAULT 1, mean int DEFAULT 2, high int DEFAULT 3);',
    '/project/migrations/002_b.sql': '',
  };
  await client.stop();
  await start(await devOf('CREATE TABLE rates (low int DEFAULT 1, mean int DEFAULT 2, high int);'), { files });
  const text = 'UPDATE rates SET low = 1;\nUPDATE rates SET <|>';
  expect((await offered(text, '/project/migrations/002_b.sql')).labels[0]).toBe('high');
});

describe('a row', () => {
  it('shows its type, and the comment with it', async () => {
    const { items } = await offered('SELECT * FROM users WHERE ema<|>');
    expect(items[0]).toMatchObject({
      label: 'email',
      labelDetails: { detail: ' character varying(255) not null', description: 'users' },
      documentation: { value: 'Lower case, always' },
    });
  });
  it('quotes what needs it, and what was begun with a quote', async () => {
    await client.stop();
    await start(await devOf(guide));
    const bare = await offered('SELECT * FROM ba<|>');
    expect(bare.items[0]?.textEdit?.newText).toBe('"bazaar-vid_story_arc"');
    const quoted = await offered('SELECT * FROM "ba<|>"');
    expect(quoted.items[0]).toMatchObject({
      filterText: '"bazaar-vid_story_arc',
      label: 'bazaar-vid_story_arc',
    });
    expect(quoted.items[0]?.textEdit).toMatchObject({ range: { start: { character: 14 }, end: { character: 18 } } });
  });
  it('is not offered on the bracket that opens a table, so that Enter is a line', async () => {
    const file = await client.open('CREATE TABLE users (<|>)', '/project/bracket.sql');
    const context = { triggerKind: 2, triggerCharacter: '(' };
    const params = { textDocument: { uri: file.uri }, position: file.position(file.cursor), context };
    expect(await client.connection.sendRequest('textDocument/completion', params)).toMatchObject({ items: [] });
  });
  it('holds no places of a snippet for a client that knows none', async () => {
    await client.stop();
    await start(dev);
    const { items } = await offered('INSERT INTO users (<|>)');
    expect(items[0]?.textEdit?.newText).toBe('email, mood, balance) VALUES (NULL, DEFAULT, DEFAULT);');
    expect((await offered('SELECT gre<|>')).items[0]?.textEdit?.newText).toBe('greet()');
  });
});
