/** Long work in slices: what comes meanwhile is answered, and what is out of date is given up. */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { foldHistory, foldingHistory } from '../../server/src/fold/history';
import { atOnce, type Steps } from '../../server/src/model/steps';
import { checking } from '../../server/src/rules/check';
import { defaultSettings } from '../../server/src/settings';
import { parseDocument, parsingDocument } from '../../server/src/sql/document/document';
import { loadParser } from '../../server/src/sql/parse';
import { inSlices, whileIdle } from '../../server/src/workspace/slices';
import { Workspace } from '../../server/src/workspace/workspace';
import { devOf, FakeDev } from '../support/fake-dev';

function* busy(steps: number): Steps<number> {
  for (let at = 0; at < steps; at++) {
    const end = performance.now() + 5;
    while (performance.now() < end);
    yield;
  }
  return steps;
}

describe('work in slices', () => {
  it('comes to the same as all at once, and lets others run', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    expect(await inSlices(busy(60), () => false)).toBe(60);
    clearInterval(timer);
    // A request needs several of them from its coming to its answer, 200 ms at most.
    expect(turns).toBeGreaterThan(20);
    expect(atOnce(busy(2))).toBe(2);
  });
  it('is not shared with what nobody waits for', async () => {
    let made = 0;
    function* beside(): Steps<void> {
      for (;;) {
        made++;
        yield;
      }
    }
    let isOver = false;
    whileIdle(beside(), { isIdle: () => true, isStale: () => isOver });
    await inSlices(busy(80), () => false);
    expect(made).toBe(0);
    await vi.waitUntil(() => made > 0, 5000);
    isOver = true;
  });
  it('is given up when it is out of date', async () => {
    let steps = 0;
    function* counted(): Steps<number> {
      for (const _ of busy(1000)) {
        steps++;
        yield;
      }
      return steps;
    }
    expect(await inSlices(counted(), () => true)).toBeUndefined();
    expect(steps).toBeLessThan(1000);
  });
});

describe('a file of a long history that is being folded again', () => {
  it('is told of as it is now, before the files after it are', async () => {
    const of = (at: number) => `/w/migrations/${String(at).padStart(4, '0')}_step.sql`;
    const texts = new Map(
      Array.from({ length: 200 }, (_, at) => [
        of(at),
        `CREATE TABLE t${at} (id bigint PRIMARY KEY, name text);\nUPDATE t${at} SET name = 'x';\nALTER TABLE t${at} ADD CHECK (id > 0);\n`,
      ]),
    );
    const disk = {
      list: async () => [...texts.keys()].map((path) => path.slice('/w/'.length)),
      read: (path: string) => texts.get(path),
    };
    const { access } = await FakeDev.of('');
    const host = { log: () => {}, reading: () => ({ report: () => {}, done: () => {} }) };
    const workspace = new Workspace(disk, access, host);
    await workspace.configure({
      folders: ['/w'],
      settings: { ...defaultSettings, refreshIntervalMs: 0 },
      trusted: true,
    });
    await workspace.refresh();
    const uri = `file://${of(1)}`;
    workspace.opened(uri, 1, texts.get(of(1))!);
    await workspace.ready(uri);
    let isReady = false;
    const changed = `${texts.get(of(1))}CREATE TABLE more (id int);\nDO $$ BEGIN EXECUTE 'x' || current_user; END $$;\n`;
    workspace.changed(uri, 2, changed);
    const ready = workspace.ready(uri).then(() => {
      isReady = true;
    });
    const soon = (await workspace.soon(uri)).openFile(uri)!;
    expect(isReady).toBe(false);
    expect(soon.document.text).toBe(changed);
    expect(soon.folded.after(3).tables.has('public\0more')).toBe(true);
    await ready;
    const now = workspace.snapshot().openFile(uri)!;
    expect([...now.folded.after(3).tables]).toEqual([...soon.folded.after(3).tables]);
    await workspace.dispose();
  });
});

describe('a file', () => {
  beforeAll(loadParser);
  const counted = <T>(work: Steps<T>): { readonly value: T; readonly steps: number } => {
    for (let steps = 0; ; steps++) {
      const step = work.next();
      if (step.done) return { value: step.value, steps };
    }
  };
  it('is parsed, folded and checked in a step for each statement and finding', () => {
    const text = Array.from({ length: 50 }, (_, at) => `ALTER TABLE t${at} ADD x int;\n`).join('');
    const parsed = counted(parsingDocument('file:///t.sql', 0, text));
    const again = counted(parsingDocument('file:///t.sql', 1, `${text}${text}`, { previous: parsed.value }));
    const folded = counted(foldingHistory({ convention: undefined, files: [parsed.value], dev: undefined }));
    const input = { history: folded.value, uri: 'file:///t.sql', dev: undefined, settings: defaultSettings };
    const checked = counted(checking(input));
    for (const { steps } of [parsed, again, folded]) expect(steps).toBeGreaterThanOrEqual(50);
    expect(checked.steps).toBeGreaterThanOrEqual(checked.value.findings.length);
  });
  it('that differs from dev is folded on dev and compared in as many steps, too', async () => {
    const tables = (type: string) =>
      Array.from({ length: 50 }, (_, at) => `CREATE TABLE IF NOT EXISTS t${at} (id int, name ${type});\n`).join('');
    const dev = await devOf(tables('text'));
    const files = [parseDocument('file:///t.sql', 0, tables('varchar'))];
    const history = foldHistory({ convention: undefined, files, dev });
    const { value, steps } = counted(checking({ history, uri: 'file:///t.sql', dev, settings: defaultSettings }));
    expect(value.findings.length).toBeGreaterThanOrEqual(50);
    // Looked through, its names looked up, folded on dev; compared before and after; and findings.
    expect(steps).toBeGreaterThanOrEqual(6 * 50);
  });
});
