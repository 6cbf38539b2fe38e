/** A snapshot that someone has changed by hand, or to do harm: a message, or a schema that everything works on. */
import { readSnapshot, writeSnapshot } from '../../server/src/dev/snapshot';
import { DevSourceError } from '../../server/src/dev/source';
import { completionsAt } from '../../server/src/features/completion/completion';
import { hoverAt } from '../../server/src/features/hover';
import { treeOf } from '../../server/src/features/tree';
import { printSchema } from '../../server/src/generate/print';
import { defaultSettings } from '../../server/src/settings';
import { Workspace } from '../../server/src/workspace/workspace';
import type { Random } from '../corpus/random';
import { schemaOf } from '../support/fake-dev';
import { Failure, hold, type Subject } from './subject';

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

/** The text of a snapshot as it was made. */
export async function goodSnapshot(): Promise<string> {
  const schema = await schemaOf(sql);
  const applied = [{ tool: 'goose', table: 'public.goose_db_version', entries: [{ id: '1' }] }];
  return writeSnapshot({ schema, readAt: 0, label: 'app', fingerprint: 'x', applied });
}

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
  hold(snapshot.dev === dev, 'the snapshot does not serve', text);
  hold(snapshot.file(uri) !== undefined, 'the file has no view', text);
  void snapshot.file(uri)!.result;
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
/** `usable`, or the message. @throws whatever is neither */
export async function outcome(text: string): Promise<string> {
  try {
    readSnapshot(text, 'dev.json');
  } catch (error) {
    if (error instanceof DevSourceError) return error.message;
    throw error;
  }
  await useAll(text);
  return 'usable';
}

/** Where each value is: the keys that lead to it. */
export function* places(value: unknown, path: (string | number)[] = []): Iterable<(string | number)[]> {
  yield path;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, one] of Object.entries(value))
    yield* places(one, [...path, Array.isArray(value) ? Number(key) : key]);
}
/** `twice`: the value in a list, two times; undefined: none. */
export function changed(good: string, path: readonly (string | number)[], to: unknown): string {
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
export const odd: readonly unknown[] = [
  ...[undefined, null, true, false, 0, -1, 0.5, 1e308, '', 'x', 'a\u0000b', '*', '__proto__', 'constructor', "'", '"'],
  ...[
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
  ],
];
export const said = /^dev\.json is (not|damaged|of format)/;

let good: string;
let all: (string | number)[][];
/** The members of the object at a place, without one; or a letter of the text changed. */
function broken(random: Random): string {
  if (random.below(5) > 0) return changed(good, random.pick(all), random.pick(odd));
  const at = random.below(good.length);
  return good.slice(0, at) + random.pick(['', '"', '}', ',', '\0', '9', 'e']) + good.slice(at + random.below(3));
}
export const snapshots: Subject = {
  name: 'snapshots',
  counts: 'snapshots',
  async open() {
    good = await goodSnapshot();
    all = [...places(JSON.parse(good))];
    return undefined;
  },
  async round(random) {
    const text = broken(random);
    const told = await outcome(text).catch((error: unknown) => {
      throw new Failure(`a snapshot ends in ${error instanceof Error ? error.stack : error}`, text);
    });
    hold(told === 'usable' || said.test(told), `a snapshot is answered with ${told}`, text);
    return 1;
  },
};
