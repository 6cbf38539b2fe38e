/** A snapshot that someone has changed by hand, or to do harm: a message, or a schema that everything works on. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { readSnapshot, writeSnapshot } from '../../server/src/dev/snapshot';
import { DevSourceError } from '../../server/src/dev/source';
import { completionsAt } from '../../server/src/features/completion';
import { hoverAt } from '../../server/src/features/hover';
import { treeOf } from '../../server/src/features/tree';
import { printSchema } from '../../server/src/generate/print';
import { defaultSettings } from '../../server/src/settings';
import { Workspace } from '../../server/src/workspace/workspace';
import { schemaOf } from '../support/fake-dev';

const sql = `
CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE DOMAIN email AS text DEFAULT 'x' CONSTRAINT at CHECK (VALUE LIKE '%@%');
CREATE TYPE pair AS (a int, b text);
CREATE SEQUENCE numbers;
CREATE TABLE users (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email email NOT NULL UNIQUE, mood mood DEFAULT 'happy',
  n int DEFAULT nextval('numbers'), twice int GENERATED ALWAYS AS (n * 2) STORED, CHECK (n > 0)
);
CREATE TABLE orders (id int PRIMARY KEY, user_id bigint REFERENCES users (id) ON DELETE CASCADE, at date) PARTITION BY RANGE (id);
CREATE TABLE orders_1 PARTITION OF orders FOR VALUES FROM (0) TO (10);
CREATE INDEX users_mood ON users (lower(email), mood DESC) WHERE n > 1;
CREATE VIEW happy AS SELECT id, email FROM users WHERE mood = 'happy';
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS $$ SELECT a $$;
CREATE FUNCTION t() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER tr BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION t();
CREATE POLICY p ON users FOR SELECT TO PUBLIC USING (n > 0);
CREATE STATISTICS s ON n, twice FROM users;
COMMENT ON TABLE users IS 'people';
`;
const draft = `ALTER TABLE users ADD COLUMN email text;
CREATE TABLE IF NOT EXISTS users (id int, mood text);
CREATE INDEX users_mood ON users (n);
INSERT INTO orders (id, usr) SELECT f(1), user_id FROM happy;
DROP TABLE orders, users;
DROP TYPE mood;
ALTER TABLE orders ALTER COLUMN user_id TYPE text;
`;

let good: string;
beforeAll(async () => {
  const schema = await schemaOf(sql);
  const applied = [{ tool: 'goose', table: 'public.goose_db_version', entries: [{ id: '1' }] }];
  good = writeSnapshot({ schema, readAt: 0, label: 'app', fingerprint: 'x', applied });
});

/** Every feature that shows dev, over one document. */
async function useAll(text: string): Promise<void> {
  const dev = { ...readSnapshot(text, 'dev.json'), label: 'dev.json' };
  printSchema({ schema: dev.schema, style: { ...defaultSettings.style, owner: true, privileges: true } });
  const config = { kind: 'snapshot', path: '/dev.json', label: 'dev.json', from: 'x' } as const;
  const source = { config, read: async () => dev, probe: async () => dev.fingerprint, dispose: async () => {} };
  const access = {
    resolve: async () => config,
    open: () => source,
    cached: async () => undefined,
    keep: async () => {},
  };
  const files = { list: async () => [], read: () => undefined };
  const reading = () => ({ report: () => {}, done: () => {} });
  const workspace = new Workspace(files, access, { log: () => {}, reading });
  await workspace.configure({ folders: ['/w'], settings: { ...defaultSettings, refreshIntervalMs: 0 }, trusted: true });
  await workspace.refresh();
  const uri = 'file:///w/draft.sql';
  workspace.opened(uri, 1, draft);
  await workspace.ready(uri);
  const snapshot = workspace.snapshot();
  expect(snapshot.dev).toBe(dev);
  expect(snapshot.file(uri)?.result.findings.length).toBeGreaterThanOrEqual(0);
  for (const relation of [null, { schema: 'public', name: 'users' }, { schema: 'public', name: 'happy' }])
    treeOf(snapshot, relation);
  for (const word of ['users', 'mood', 'happy', 'user_id', 'f(1)', 'orders', 'users_mood', 'email']) {
    const before = draft.slice(0, draft.indexOf(word) + 1).split('\n');
    const position = { line: before.length - 1, character: before.at(-1)!.length };
    hoverAt(snapshot, { textDocument: { uri }, position });
    completionsAt(snapshot, { textDocument: { uri }, position });
  }
  writeSnapshot(dev);
  await workspace.dispose();
}
/** `usable`, or the message. */
async function outcome(text: string): Promise<string> {
  try {
    readSnapshot(text, 'dev.json');
  } catch (error) {
    expect(error).toBeInstanceOf(DevSourceError);
    return (error as Error).message;
  }
  await useAll(text);
  return 'usable';
}

/** Where each value is: the keys that lead to it. */
function* places(value: unknown, path: (string | number)[] = []): Iterable<(string | number)[]> {
  yield path;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, one] of Object.entries(value))
    yield* places(one, [...path, Array.isArray(value) ? Number(key) : key]);
}
function changed(path: readonly (string | number)[], to: unknown): string {
  const document = JSON.parse(good);
  const last = path.at(-1);
  if (last === undefined) return JSON.stringify(to);
  // biome-ignore lint/suspicious/noExplicitAny: any JSON
  const parent = path.slice(0, -1).reduce((at: any, key) => at[key], document);
  if (to === undefined) delete parent[last];
  else if (to === 'twice') parent[last] = [parent[last], parent[last]];
  else parent[last] = to;
  return JSON.stringify(document);
}
const odd = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    null,
    true,
    false,
    0,
    -1,
    0.5,
    1e308,
    '',
    'x',
    'a\u0000b',
    '*',
    '__proto__',
    'constructor',
    "'",
    '"',
    '(',
    [],
    {},
    [null],
    [[]],
    { name: 'x' },
    { kind: 'table' },
    ['id'],
    'twice',
    'users',
    'public',
    'x'.repeat(100_000),
  ),
  fc.jsonValue(),
);

describe('a changed snapshot', () => {
  it('as it was made is usable', async () => {
    expect(await outcome(good)).toBe('usable');
  });
  it('is a message or a schema that every feature works on', async () => {
    const all = [...places(JSON.parse(good))];
    let usable = 0;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: all.length - 1 }), odd, async (at, to) => {
        const said = await outcome(changed(all[at]!, to));
        if (said === 'usable') usable++;
        else expect(said).toMatch(/^dev\.json is (not|damaged|of format)/);
      }),
      { numRuns: 500 * Number(process.env.FUZZ ?? 1) },
    );
    expect(usable).toBeGreaterThan(20);
  }, 120_000);
  it.each<[string, (document: Record<string, unknown>) => void, string]>([
    [
      'a member that is deep',
      (one) => Object.assign(one, { tables: JSON.parse('['.repeat(2000) + ']'.repeat(2000)) }),
      'is damaged: "tables.0',
    ],
    [
      'a prototype',
      (one) => Object.assign(one, JSON.parse('{"tables":[{"__proto__":{"schema":"a","name":"b"}}]}')),
      'is damaged: "tables.0',
    ],
    [
      'another version',
      (one) => Object.assign(one, { devschema: 2 }),
      'is of format 2, this program reads 1. Update DevSchema',
    ],
    [
      'a column of another type',
      (one) =>
        Object.assign((one as { tables: { columns: { type: unknown }[] }[] }).tables[0]!.columns[0]!, { type: 'int' }),
      '"tables.0.columns.0.type" is not an object',
    ],
    [
      'applied migrations that are none',
      (one) => Object.assign(one, { applied: [{ tool: 'goose', table: 'x', entries: [7] }] }),
      '"applied.0.entries.0" is not an object',
    ],
  ])('%s is said', async (_, change, message) => {
    const document = JSON.parse(good);
    change(document);
    expect(await outcome(JSON.stringify(document))).toContain(message);
  });
  it('a deep member that nobody knows is left out', async () => {
    const nested = `${'{"x":'.repeat(50_000)}1${'}'.repeat(50_000)}`;
    const deep = good.replace('"devschema": 1,', `"devschema": 1, "x": ${nested},`);
    const [before, after] = deep.split('"comment": "people"');
    expect(await outcome(`${before}"comment": "people", "x": ${nested}${after ?? ''}`)).toBe('usable');
  });
});
