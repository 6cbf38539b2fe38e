/** What settings name that is not there is said: a typo must not turn a check off and leave it green. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { run } from '../../server/src/cli/run';
import { writeSnapshot } from '../../server/src/dev/snapshot';
import type { SchemaChoice } from '../../server/src/dev/source';
import type { DevSchema } from '../../server/src/model/dev';
import { objectKey } from '../../server/src/model/kinds';
import { CONTENTS } from '../../server/src/model/unknown';
import { foldersNotThere, schemaDoubts } from '../../server/src/workspace/not-there';
import { devOf } from '../support/fake-dev';

const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'devschema-not-there-'))).replaceAll('\\', '/');
afterAll(() => rmSync(folder, { recursive: true, force: true }));
function write(name: string, content: unknown): void {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
}
async function devschema(...argv: string[]) {
  let [out, err] = ['', ''];
  const status = await run(argv, {
    ...{ cwd: path.join(folder, 'app'), env: {}, color: false, signal: new AbortController().signal },
    out: (text) => {
      out += text;
    },
    err: (line) => {
      err += `${line}\n`;
    },
    progress: () => {},
  });
  return { status, out, err };
}
const made = 'CREATE SCHEMA app; CREATE TABLE app.t (id int); CREATE SCHEMA shared; CREATE TABLE u (id int);';

describe('a folder of migrations that is not there', () => {
  it('is said, as one outside of the project is, and the status is 2', async () => {
    write('app/dev.json', writeSnapshot(await devOf(made)));
    write('app/migrations/001_u.sql', 'CREATE TABLE IF NOT EXISTS u (id int);\n');
    write('else/001.sql', '');
    const of = async (folders: readonly string[]) => {
      write('app/devschema.json', { connection: 'dev.json', migrations: { folders } });
      const { status, out } = await devschema('check', 'migrations');
      return { status, said: /^Setting (.*)$/m.exec(out)?.[1] };
    };
    for (const there of [['migrations'], ['./migrations/'], [`${folder}/app/migrations`], ['.']])
      expect((await of(there)).said).toBeUndefined();
    expect(await of(['migratoins'])).toEqual({
      status: 2,
      said: `devschema.migrations.folders: there is no folder migratoins in ${folder}/app, so that no migration in it is read.`,
    });
    expect(await of(['../else'])).toMatchObject({ status: 2, said: expect.stringContaining('../else is outside of') });
    const { status, err } = await devschema('generate', '--all');
    expect({ status, err }).toEqual({ status: 2, err: expect.stringContaining('../else is outside of') });
    rmSync(path.join(folder, 'app/devschema.json'));
  });
  it('is in order where one of the folders of a window has it', () => {
    const isFolder = (one: string) => one === '/b/db';
    expect(foldersNotThere(['db'], ['/a', '/b'], isFolder)).toEqual([]);
    expect(foldersNotThere(['db'], ['/a'], isFolder)).toHaveLength(1);
  });
});

const doubtsOf = (schemas: SchemaChoice, dev: DevSchema, kind: 'database' | 'snapshot' | 'sql') =>
  schemaDoubts({ settings: { schemas }, dev, devConfig: { kind } });

describe('schemas that dev does not have', () => {
  const doubts = async (
    include: readonly string[],
    exclude: readonly string[],
    kind: 'database' | 'sql' = 'database',
  ) => doubtsOf({ include, exclude }, await devOf(made), kind);
  it('are said, and that nothing is read where none is left', async () => {
    expect(await doubts(['app', 'sha*'], ['public', 'tenant_*'])).toEqual({ messages: [], isNothingRead: false });
    expect(await doubts(['ap', 'shared'], [])).toEqual({
      messages: ['devschema.schemas.include: dev has no schema ap.'],
      isNothingRead: false,
    });
    expect(await doubts(['pubilc'], [])).toEqual({
      messages: [
        'devschema.schemas.include: dev has no schema pubilc. Did you mean public?',
        'devschema.schemas leaves every schema of dev out, so that nothing is compared.',
      ],
      isNothingRead: true,
    });
    expect((await doubts([], ['*']))?.isNothingRead).toBe(true);
    expect((await doubts([], ['pubilc']))?.messages).toEqual([
      'devschema.schemas.exclude: dev has no schema pubilc. Did you mean public?',
    ]);
  });
  it('are nobody’s mistake in a snapshot that was made with the same choice', async () => {
    const dev = await devOf(made);
    const choice = { include: ['app'], exclude: [] };
    expect(doubtsOf(choice, dev, 'snapshot')?.messages).toEqual([
      'devschema.schemas chooses what is read of a database: bazaar is compared with all its schemas.',
    ]);
    const unknown = [
      {
        object: objectKey('schema', 'public', 'public'),
        fact: CONTENTS,
        reason: 'devschema.schemas leaves its schema out',
      },
    ];
    expect(doubtsOf(choice, { ...dev, schema: { ...dev.schema, unknown } }, 'snapshot')?.messages).toEqual([]);
  });
  it('are said by the command line, of a snapshot too', async () => {
    const checked = await devschema(
      'check',
      'migrations',
      '--dev',
      'dev.json',
      '--schema',
      'pubilc',
      '--format',
      'json',
    );
    expect(JSON.parse(checked.out).notes[0]).toContain('dev has no schema pubilc. Did you mean public?');
    const { err } = await devschema('snapshot', '--dev', 'dev.json', '--schema', 'pubilc', '--out', 'copy.json');
    expect(err).toContain('Note devschema.schemas.include: dev has no schema pubilc.');
  });
});
