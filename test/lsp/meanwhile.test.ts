/** What is asked of one file while another takes long is answered first; the order of events tells, not the clock. */
import { afterEach, describe, expect, it } from 'vitest';
import { startClient, type TestClient } from '../support/client';
import { FakeDev } from '../support/fake-dev';

let client: TestClient;
afterEach(async () => {
  expect(client.received.errors).toEqual([]);
  await client.stop();
});
const many = <T>(count: number, one: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => one(at));
const table = (at: number) => `CREATE TABLE t${at} (id bigint PRIMARY KEY, name text NOT NULL DEFAULT '', x int);\n`;
const folder = Object.fromEntries(
  many(500, (at) => [`/project/migrations/${String(at).padStart(4, '0')}_t.sql`, table(at)] as const),
);
/** Answers in the order in which they came. */
function ordered() {
  const order: string[] = [];
  const note = <T>(name: string, answer: Promise<T>) => answer.finally(() => order.push(name));
  return { order, note };
}

describe('while a long file is read', () => {
  it.each(['pull', 'push'] as const)('another is answered (%s)', async (mode) => {
    client = await startClient({ dev: await FakeDev.of('CREATE TABLE a (id int, name text);'), mode });
    await client.settled();
    const small = await client.open('SELECT <|>name FROM a;', '/elsewhere/small.sql');
    await small.hover();
    const { order, note } = ordered();
    const long = await client.open(many(4000, table).join(''), '/elsewhere/long.sql');
    const uri = long.uri;
    const published = () => client.received.published.some((one) => one.uri === uri);
    const done = note<unknown>('long', mode === 'pull' ? long.diagnostics() : client.until(published));
    for (let asked = 0; asked < 3; asked++) expect(await note('small', small.hover())).toBeDefined();
    await done;
    expect(order.slice(0, 3)).toEqual(['small', 'small', 'small']);
  });
});

describe('while all files are checked', () => {
  it.each(['devschema/checkAll', 'devschema/migrationTree'] as const)('another is answered (%s)', async (method) => {
    client = await startClient({ dev: await FakeDev.of('CREATE TABLE a (id int, name text);'), files: folder });
    await client.settled();
    const small = await client.open('SELECT <|>name FROM a;', '/elsewhere/small.sql');
    await small.hover();
    const { order, note } = ordered();
    const done = note('all', client.request(method, null));
    for (let asked = 0; asked < 3; asked++) expect(await note('small', small.hover())).toBeDefined();
    // Nothing has been said of any file yet: the history itself is read with pauses.
    expect(client.received.published).toEqual([]);
    await done;
    expect(order.slice(0, 3)).toEqual(['small', 'small', 'small']);
  });
});
