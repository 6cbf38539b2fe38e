/** When dev is read, when it is only asked whether it changed, and what goes on serving meanwhile. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DevSchema } from '../../server/src/model/dev';
import { emptySchema } from '../../server/src/model/schema';
import { DevLink } from '../../server/src/workspace/dev';
import { FakeDev } from '../support/fake-dev';

const version = (fingerprint: string): DevSchema => ({
  schema: emptySchema(150018),
  readAt: 1000,
  label: 'bazaar',
  fingerprint,
  applied: [],
});

let now = 0;
let states: string[] = [];
let schemaChanges = 0;
function linkTo(dev: FakeDev): DevLink {
  const { access } = dev;
  const link: DevLink = new DevLink(
    { ...access, resolve: () => access.resolve({} as never, []) },
    {
      changed: ({ schema }) => {
        states.push(link.status.state);
        if (schema) schemaChanges++;
      },
      reading: () => ({ report: () => {}, done: () => {} }),
      log: () => {},
    },
    () => now,
  );
  return link;
}
const settled = (link: DevLink) => vi.waitUntil(() => link.status.state !== 'reading');

beforeEach(() => {
  now = 0;
  states = [];
  schemaChanges = 0;
});
afterEach(() => vi.restoreAllMocks());

describe('the link to dev', () => {
  it('reads once, then only probes, and reads again when dev has changed', async () => {
    const dev = new FakeDev(version('1'));
    const link = linkTo(dev);
    await link.configure();
    await settled(link);
    expect([dev.reads, dev.probes]).toEqual([1, 0]);
    expect(link.status).toMatchObject({
      state: 'ready',
      label: 'bazaar',
      tables: 0,
      readAt: 1000,
      serverVersion: '15.18',
    });
    const changes = schemaChanges;
    for (const reason of ['focus', 'save', 'interval'] as const) await link.probe(reason);
    expect([dev.reads, dev.probes]).toEqual([1, 3]);
    expect(schemaChanges).toBe(changes);
    dev.schema = version('2');
    await link.probe('focus');
    expect([dev.reads, dev.probes]).toEqual([2, 4]);
    expect(link.dev?.fingerprint).toBe('2');
    expect(dev.kept?.fingerprint).toBe('2');
  });

  it('reads again when dev changed while it was being read, without waiting for the next time', async () => {
    const dev = new FakeDev(version('1'));
    const link = linkTo(dev);
    const release = dev.hold();
    await link.configure();
    await vi.waitUntil(() => dev.reads === 1);
    // What is being read may be older than the change that is told meanwhile.
    await link.probe('file');
    await link.probe('interval');
    release();
    await vi.waitUntil(() => dev.probes === 1);
    dev.schema = version('2');
    await vi.waitUntil(() => link.status.state === 'ready');
    await link.probe('save');
    expect([dev.reads, link.dev?.fingerprint]).toEqual([2, '2']);
  });

  it('serves the last good schema at once and does not read when nothing changed since', async () => {
    const dev = new FakeDev(version('1'));
    dev.cached = { ...version('1'), readAt: 5 };
    const link = linkTo(dev);
    await link.configure();
    expect(link.dev).toBe(dev.cached);
    await settled(link);
    expect(link.status).toMatchObject({ state: 'ready', readAt: 5 });
    expect([dev.reads, dev.probes]).toEqual([0, 1]);
  });

  it('serves the last good schema, marked, while dev is away, and follows when it is back', async () => {
    const dev = new FakeDev(version('1'));
    const link = linkTo(dev);
    await link.configure();
    await settled(link);
    dev.goesAway();
    await link.probe('focus');
    expect(link.status).toMatchObject({
      state: 'stale',
      problem: 'connection refused at localhost:5432',
      readAt: 1000,
    });
    expect(link.problem).toBe('dev cannot be reached (connection refused at localhost:5432)');
    expect(link.dev?.fingerprint).toBe('1');
    dev.comesBack();
    now += 5_000;
    await link.probe('interval');
    expect(link.status.state).toBe('ready');
    expect(link.problem).toBeUndefined();
    expect(dev.reads).toBe(1);
  });

  it('says that it failed when there is nothing to serve', async () => {
    const dev = new FakeDev(version('1'));
    dev.goesAway();
    const link = linkTo(dev);
    await link.configure();
    await settled(link);
    expect(link.status).toMatchObject({ state: 'failed', problem: 'connection refused at localhost:5432' });
    expect(link.dev).toBeUndefined();
  });

  it('retries ever more seldom, and at once when a person asks', async () => {
    const dev = new FakeDev(version('1'));
    dev.goesAway();
    const link = linkTo(dev);
    await link.configure();
    await settled(link);
    for (let second = 0; second < 3600; second++) {
      now += 1000;
      await link.probe('interval');
    }
    // 5, 10, 20, … 300 seconds apart: 6 growing waits in the first 5 minutes, then one in 5 minutes.
    expect(dev.reads).toBeGreaterThan(10);
    expect(dev.reads).toBeLessThan(25);
    dev.comesBack();
    expect((await link.refresh()).state).toBe('ready');
  });

  it.each(['database missing', 'privilege', 'ssl', 'not postgres', 'other'] as const)(
    'tries again by itself what may pass without a person: %s',
    async (code) => {
      const dev = new FakeDev(version('1'));
      const link = linkTo(dev);
      await link.configure();
      await settled(link);
      dev.goesAway('it is not there', code);
      await link.probe('interval');
      expect(link.status.state).toBe('stale');
      dev.comesBack();
      dev.schema = version('2');
      now += 5_000;
      await link.probe('interval');
      expect([link.status.state, link.dev?.fingerprint]).toEqual(['ready', '2']);
    },
  );

  it('does not try a wrong password again by itself', async () => {
    const dev = new FakeDev(version('1'));
    dev.goesAway('localhost:5432 refuses user me: wrong password', 'authentication');
    const link = linkTo(dev);
    await link.configure();
    await settled(link);
    now += 10_000_000;
    await link.probe('focus');
    expect(dev.reads).toBe(1);
    dev.comesBack();
    await link.refresh();
    expect(link.status.state).toBe('ready');
  });

  it('reads once when several ask at the same time', async () => {
    const dev = new FakeDev(version('1'));
    const release = dev.hold();
    const link = linkTo(dev);
    await link.configure();
    const both = Promise.all([link.refresh(), link.refresh(), link.probe('focus')]);
    release();
    await both;
    expect(dev.reads).toBe(1);
  });

  it('lets what a person asks for wait for the first reading, and for no other', async () => {
    const dev = new FakeDev(version('1'));
    const release = dev.hold();
    const link = linkTo(dev);
    await link.configure();
    const asked = link.firstRead().then(() => link.dev?.fingerprint);
    release();
    expect(await asked).toBe('1');
    dev.hold();
    const again = link.refresh();
    await link.firstRead();
    expect(link.status.state).toBe('reading');
    link.cancel();
    await again;
  });

  it('can be cancelled, says so, and stays so until a person asks', async () => {
    const dev = new FakeDev(version('1'));
    dev.hold();
    const link = linkTo(dev);
    await link.configure();
    link.cancel();
    await settled(link);
    expect(link.status).toMatchObject({ state: 'failed', problem: 'Reading was cancelled' });
    await link.probe('focus');
    expect(dev.reads).toBe(1);
  });

  it('opens nothing in an untrusted workspace', async () => {
    const dev = new FakeDev(version('1'));
    const link = linkTo(dev);
    await link.forbid();
    await link.refresh();
    await link.probe('focus');
    expect(link.status.state).toBe('untrusted');
    expect([dev.reads, dev.probes]).toEqual([0, 0]);
  });

  it('throws away what an earlier connection brings back', async () => {
    const dev = new FakeDev(version('old'));
    const release = dev.hold();
    const link = linkTo(dev);
    await link.configure();
    dev.config = { ...dev.config, label: 'other' };
    const next = link.configure();
    release();
    await next;
    await settled(link);
    expect(link.status).toMatchObject({ state: 'ready', label: 'other' });
    expect(states.filter((state) => state === 'ready')).toHaveLength(1);
  });

  it('says of a database that is read what a password of it is kept for', async () => {
    const dev = new FakeDev(version('a'));
    const connection = { host: 'db', port: 5433, database: 'shop', user: 'me', password: 'secret' };
    const times = { connectTimeoutMs: 1, statementTimeoutMs: 1, applicationName: 'x' };
    dev.config = { kind: 'database', connection: { ...connection, ...times }, label: 'shop', from: 'x' };
    const link = linkTo(dev);
    await link.configure();
    await settled(link);
    expect(link.status).toMatchObject({ state: 'ready', connection: 'me@db:5433/shop' });
    expect(JSON.stringify(link.status)).not.toContain('secret');
  });

  it('does nothing when the connection stays the same', async () => {
    const dev = new FakeDev(version('1'));
    const link = linkTo(dev);
    await link.configure();
    await settled(link);
    await link.configure();
    expect(dev.reads).toBe(1);
    expect(link.status.state).toBe('ready');
  });

  it('has no dev when nothing is set, and says which setting', async () => {
    const link = linkTo(new FakeDev(undefined));
    await link.configure();
    expect(link.status.state).toBe('none');
    expect(link.problem).toContain('devschema.connection');
  });
});
