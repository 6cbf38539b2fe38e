/** Open migrations run in a scratch PostgreSQL behind the editor: the real embedded one, in its own process. */
import { execFileSync } from 'node:child_process';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type ClientOptions, startClient, type TestClient, type TestFile } from '../support/client';
import { FakeDev } from '../support/fake-dev';
import { draft, guide } from '../support/guide';
import { embeddedScript } from '../support/postgres-embedded';

let script: string;
beforeAll(async () => {
  script = await embeddedScript();
});
let client: TestClient | undefined;
afterEach(async () => {
  await client?.stop();
  client = undefined;
});

async function start(dev: string, options: ClientOptions = {}): Promise<TestClient> {
  client = await startClient({ dev: await FakeDev.of(dev), scratch: { script }, ...options });
  await client.settled();
  return client;
}
/** Saved, and what came of the run. */
async function saved(file: TestFile): Promise<string> {
  const seen = client!.received.statuses.length;
  await file.save();
  return ran(file, seen);
}
async function ran(file: TestFile, seen = 0): Promise<string> {
  await client!.until(({ statuses }) => statuses.slice(seen).some(({ runs }) => runs?.[file.uri] !== undefined));
  return client!.received.statuses.at(-1)!.runs![file.uri]!;
}
/** The embedded servers of this process. */
function processes(): string[] {
  const all = execFileSync('ps', ['-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  return all.filter((line) => Number(line.trim().split(/\s+/)[1]) === process.pid && line.includes('embedded-'));
}
const ofPostgres = async (file: TestFile) =>
  (await file.diagnostics()).filter(({ source }) => source?.startsWith('PostgreSQL'));

describe('on save', () => {
  it('the near-miss is not as dev, the fixes mend it, and then it is proved', async () => {
    await start(guide);
    const file = await client!.open(draft, '/project/brand_extraction.sql');
    expect(processes()).toEqual([]);
    const first = await saved(file);
    expect(first).toMatch(/^(differs|refused)\b.*PostgreSQL 18\./);
    expect(await file.lenses()).toContainEqual(expect.stringContaining(first));
    const [all] = await file.actions({ only: ['source.fixAll.devschema'] });
    await file.apply(all!);
    const second = await saved(file);
    console.log(first, '→', second, await file.findings());
    expect(second).toMatch(/^proved on PostgreSQL 18\.\d+: runs, equals dev$/);
    expect(await file.findings()).toEqual([]);
  });
});
