/** What the first answer about a large dev needs of all of it has been made while nothing was asked. */
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { beforehand, preparingAnswers } from '../../server/src/features/beforehand';
import { PMap } from '../../server/src/model/persistent-map';
import { defaultSettings } from '../../server/src/settings';
import { loadParser } from '../../server/src/sql/parse';
import { whileIdle } from '../../server/src/workspace/slices';
import { Workspace } from '../../server/src/workspace/workspace';
import { offeredAt } from '../completion/cases';
import { synthetic } from '../completion/histories';
import { FakeDev } from '../support/fake-dev';

beforeAll(() => loadParser());
beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout'] }));
afterEach(() => void vi.useRealTimers());

/** Of dev's maps of all tables or indexes, how often one was gone through from end to end. */
function passes(maps: ReadonlySet<unknown>, work: () => void): number {
  let count = 0;
  const spies = ([Symbol.iterator, 'keys', 'values'] as const).map((name) => {
    const own = PMap.prototype[name] as () => IterableIterator<unknown>;
    return vi.spyOn(PMap.prototype, name as 'keys').mockImplementation(function (this: PMap<unknown>) {
      if (maps.has(this)) count++;
      return own.call(this) as IterableIterator<string>;
    });
  });
  work();
  for (const spy of spies) spy.mockRestore();
  return count;
}

it.each([
  'SELECT * FROM ',
  'SELECT * FROM t1',
  'CREATE TABLE ',
  'ALTER TABLE table_19',
  'SELECT * FROM table_77 t JOIN ',
  'CREATE TABLE x (a bigint REFERENCES ',
  'DROP INDEX table_3',
  'INSERT INTO table_9 (',
  'CREATE TABLE table_12 (',
])('%s', async (text) => {
  const first = async (prepare: boolean) => {
    // More than a version of a map may differ in and still be carried over from the one before.
    const history = await synthetic(300);
    const { schema } = history.dev;
    if (prepare) for (const _ of preparingAnswers(schema));
    let items: string[] = [];
    const count = passes(new Set([schema.tables, schema.indexes]), () => {
      items = offeredAt(history, history.uri, text, text.length).map(({ label }) => label);
    });
    return { count, items };
  };
  const [before, after] = [await first(false), await first(true)];
  expect(after.items).toEqual(before.items);
  expect(after.items).not.toEqual([]);
  expect(after.count).toBe(0);
});

it('is made only while nothing is asked, and given up once dev is another', () => {
  let done = 0;
  let [isIdle, isStale] = [false, false];
  function* work() {
    for (;;) {
      done++;
      const until = performance.now() + 10;
      while (performance.now() < until);
      yield;
    }
  }
  whileIdle(work(), { isIdle: () => isIdle, isStale: () => isStale });
  vi.advanceTimersByTime(3_000);
  expect(done).toBe(0);
  isIdle = true;
  vi.advanceTimersByTime(305);
  const some = done;
  expect(some).toBeGreaterThan(0);
  isIdle = false;
  vi.advanceTimersByTime(3_000);
  expect(done).toBe(some);
  [isIdle, isStale] = [true, true];
  vi.advanceTimersByTime(3_000);
  expect(done).toBe(some);
});

it('is begun when dev has been read', async () => {
  const { access } = await FakeDev.of('CREATE TABLE t (id int);');
  const files = { list: async () => [], read: () => undefined };
  const reading = () => ({ report: () => {}, done: () => {} });
  const workspace = new Workspace(files, access, { log: () => {}, reading });
  const workspaces = { atHand: workspace, onStatus: workspace.onStatus.bind(workspace) };
  beforehand.register({ workspaces } as never);
  const settings = { ...defaultSettings, refreshIntervalMs: 0 };
  await workspace.configure({ folders: ['/w'], settings, trusted: true });
  await workspace.refresh();
  const { tables } = workspace.dev!.schema;
  const idle = () => void vi.advanceTimersByTime(3_000);
  expect(passes(new Set([tables]), idle)).toBeGreaterThan(0);
  expect(passes(new Set([tables]), idle)).toBe(0);
  await workspace.dispose();
});
