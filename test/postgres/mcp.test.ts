/** The built `devschema mcp`, asked by the SDK's own client: an assistant that drafts from memory is put right. */
import { spawnSync } from 'node:child_process';
import { closeSync, cpSync, mkdtempSync, openSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildUnlessDone } from '../support/build';

const root = path.resolve(__dirname, '../..');
const folder = mkdtempSync(path.join(tmpdir(), 'devschema-mcp-'));
const project = path.join(folder, 'bazaar');
const table = '"bazaar-vid_brand_extraction"';

interface Result {
  readonly text: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly isError: boolean;
}
async function connected(...args: string[]): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' });
  const { PATH = '', HOME = '' } = process.env;
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [path.join(root, 'dist/cli.js'), 'mcp', ...args],
      cwd: project,
      env: { PATH, HOME },
      stderr: 'ignore',
    }),
  );
  return client;
}
async function ask(client: Client, name: string, input: Record<string, unknown> = {}): Promise<Result> {
  const answer = await client.callTool({ name, arguments: input }, undefined, { timeout: 120_000 });
  const [content] = answer.content as [{ text: string }];
  const facts = (answer.structuredContent ?? {}) as Record<string, unknown>;
  return { text: content.text, facts, isError: answer.isError === true };
}
const codesOf = ({ facts }: Result) => (facts.findings as { code: string }[]).map(({ code }) => code);

describe('an assistant', () => {
  let client: Client;
  beforeAll(async () => {
    buildUnlessDone();
    cpSync(path.join(root, 'test/workspaces/bazaar'), project, { recursive: true });
    client = await connected('--dev', 'dev/schema.sql');
  }, 60_000);
  afterAll(async () => {
    await client?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is told what the tools are, that they only read, and what to do first', async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual([
      'list_tables',
      'describe_tables',
      'check_migration',
      'prove_migration',
      'plan_migration',
      'rollback_migration',
      'report_migration',
    ]);
    for (const { annotations, description } of tools) {
      expect(annotations).toMatchObject({ readOnlyHint: true, destructiveHint: false });
      expect(description?.length).toBeGreaterThan(40);
    }
    expect(client.getInstructions()).toContain('do not write columns from memory');
  });

  it('that drafts 22 columns from memory is brought to dev’s 29, and its file is proved', async () => {
    const draft = readFileSync(path.join(project, 'migrations/brand_extraction.sql'), 'utf8');
    const found = await ask(client, 'check_migration', { sql: draft });
    expect(codesOf(found).filter((code) => code === 'missing-column' || code === 'missing-columns')).not.toEqual([]);
    expect(found.text).toContain('29 columns in dev');
    const refused = await ask(client, 'prove_migration', { sql: draft });
    expect(refused.facts.outcome).toBe('differs');

    const listed = await ask(client, 'list_tables', { search: 'brand_extraction' });
    expect(listed.text).toContain('29 columns');
    const described = await ask(client, 'describe_tables', { tables: [table] });
    expect((described.facts.tables as { columns: string[] }[])[0]!.columns).toHaveLength(29);

    const sql = String(described.facts.sql);
    expect(codesOf(await ask(client, 'check_migration', { sql }))).toEqual([]);
    expect((await ask(client, 'prove_migration', { sql })).facts.outcome).toBe('proved');
  }, 120_000);

  it('reads a file of the project, the same with another text, and nothing outside of it', async () => {
    const onDisk = await ask(client, 'check_migration', { path: 'migrations/brand_extraction.sql' });
    expect(onDisk.facts.path).toBe('migrations/brand_extraction.sql');
    expect(codesOf(onDisk)).not.toEqual([]);
    const changed = await ask(client, 'check_migration', { path: 'migrations/brand_extraction.sql', sql: 'SELECT 1;' });
    expect(codesOf(changed)).toEqual([]);
    expect(codesOf(await ask(client, 'check_migration', { path: 'migrations/brand_extraction.sql' }))).toEqual(
      codesOf(onDisk),
    );
    writeFileSync(path.join(folder, 'outside.sql'), 'CREATE TABLE secret (id int);');
    writeFileSync(path.join(project, '.env'), 'SECRET=secret\n');
    symlinkSync(path.join(folder, 'outside.sql'), path.join(project, 'link.sql'));
    for (const file of ['../outside.sql', path.join(folder, 'outside.sql'), 'link.sql', 'nowhere.sql', '.env']) {
      const refused = await ask(client, 'check_migration', { path: file });
      expect(refused).toMatchObject({ isError: true });
      expect(refused.text).not.toContain('secret');
    }
  });

  it('that asks for what is not there is told what is', async () => {
    const missing = await ask(client, 'describe_tables', { tables: ['brand_extractoin'] });
    expect(missing).toMatchObject({ isError: true });
    expect(missing.text).toMatch(/dev has no table brand_extractoin.*list_tables/s);
    const several = await ask(client, 'describe_tables', { tables: ['nope', table, 'neither'] });
    expect(several.text).toBe(
      'dev has no table nope. dev has no table neither. list_tables shows the tables there are.',
    );
    expect((await ask(client, 'list_tables', { search: 'nope' })).text).toMatch(
      /Without search, all \d+ tables of dev/,
    );
    expect((await ask(client, 'list_tables', { schema: 'nope' })).text).toContain(
      'No table is in a schema nope; dev has',
    );
    expect(await ask(client, 'check_migration')).toMatchObject({ isError: true });
  });
  it('that sends far too much is told so, and goes on', async () => {
    const much = await ask(client, 'check_migration', { sql: 'x'.repeat(11_000_000) });
    expect(much).toMatchObject({ isError: true, text: expect.stringContaining('give it in parts') });
    expect(await ask(client, 'list_tables')).toMatchObject({ isError: false });
  });

  it.skipIf(process.platform !== 'linux')(
    'ends with 2 where its input cannot be read, and with 0 where that ends',
    () => {
      const ended = (input: string) => {
        const stdin = openSync(input, 'r');
        const args = [path.join(root, 'dist/cli.js'), 'mcp', '--dev', 'dev/schema.sql'];
        const { status, stderr } = spawnSync(process.execPath, args, {
          ...{ cwd: project, encoding: 'utf8', stdio: [stdin, 'ignore', 'pipe'] },
        });
        closeSync(stdin);
        return { status, stderr };
      };
      expect(ended('/dev/null')).toEqual({ status: 0, stderr: '' });
      expect(ended('/proc/self/mem')).toEqual({ status: 2, stderr: expect.stringContaining('EIO') });
    },
  );

  it('is given the script between schemas, from what lies in the project alone', async () => {
    writeFileSync(
      path.join(project, 'next.sql'),
      `${readFileSync(path.join(project, 'dev/schema.sql'), 'utf8')}
ALTER TABLE ${table} ADD COLUMN later text;`,
    );
    const planned = await ask(client, 'plan_migration', { from: 'dev', to: 'next.sql', prove: true });
    expect(planned.facts).toMatchObject({ equal: false, proof: { outcome: 'proved' } });
    expect((planned.facts.steps as { sql: string }[]).map(({ sql }) => sql)).toEqual([
      expect.stringContaining('ADD COLUMN "later" text'),
    ]);
    expect(planned.text).toContain('ACCESS EXCLUSIVE');
    for (const [from, words] of [
      ['postgres://me:secret@evil.example/x', 'That is not looked at'],
      ['../outside.sql', '../outside.sql is not looked at'],
      ['target', 'There is no target'],
      ['nowhere.sql', 'nowhere.sql'],
    ]) {
      const refused = await ask(client, 'plan_migration', { from, to: 'dev' });
      expect(refused).toMatchObject({ isError: true });
      expect(refused.text).toContain(words);
      expect(refused.text).not.toContain('secret');
    }
  }, 120_000);

  it('is told what undoes a migration, what is lost by it, and its checklist', async () => {
    const sql = `ALTER TABLE ${table} ADD COLUMN later text;`;
    const undone = await ask(client, 'rollback_migration', { sql });
    expect(undone.facts).toMatchObject({ outcome: 'proved' });
    expect(undone.facts.script).toContain('DROP COLUMN later');
    const signed = await ask(client, 'report_migration', { sql });
    expect(signed.facts.outcome).not.toBe('done');
    expect((signed.facts.sections as { title: string }[]).map(({ title }) => title)).toContain('Rollback');
    const refused = await ask(client, 'rollback_migration', { sql: 'ALTER TABLE nowhere ADD x int;' });
    expect(refused).toMatchObject({ isError: true, text: expect.stringContaining('cannot be run') });
  }, 120_000);

  it('is told what a block has made, which reading alone cannot know', async () => {
    const built = "DO $$ BEGIN EXECUTE 'CREATE TABLE built' || ' (id int)'; END $$;\n";
    const { facts } = await ask(client, 'check_migration', { sql: `${built}ALTER TABLE built ADD COLUMN id int;` });
    expect((facts.findings as { message: string }[]).map(({ message }) => message)).toEqual([
      expect.stringContaining('id'),
    ]);
  }, 120_000);

  it('that asks wrongly is told what to ask instead, and goes on being answered', async () => {
    expect(await ask(client, 'describe_tables', { tables: [] })).toMatchObject({ isError: true });
    const long = await ask(client, 'check_migration', { sql: ' '.repeat(2_000_001) });
    expect(long).toMatchObject({ isError: true, text: expect.stringContaining('give it in parts') });
    const rule = client.readResource({ uri: 'devschema://rule/missing-colums' });
    await expect(rule).rejects.toThrow('Did you mean missing-columns?');
    const none = client.readResource({ uri: 'devschema://table/nowhere' });
    await expect(none).rejects.toThrow('list_tables shows the tables there are');
    expect((await ask(client, 'list_tables')).isError).toBe(false);
  });

  it('that gives what a tool does not take is told what it takes; nothing is passed over', async () => {
    for (const [tool, input, words] of [
      ['list_tables', { filter: 'brand' }, 'There is no filter to give: it takes schema, search.'],
      ['check_migration', { file: 'a.sql' }, 'it takes path, sql'],
      ['describe_tables', {}, 'Give tables as a list of names'],
      ['describe_tables', { tables: 'users' }, 'Give tables as a list of names'],
      ['describe_tables', { tables: ['brand_extraction'] }, `Did you mean ${table}?`],
      ['plan_migration', { from: 'dev' }, 'Give from and to'],
      ['plan_migration', { from: 'dev', to: 'prod' }, 'There is no prod in the project'],
    ] as const) {
      const refused = await ask(client, tool, input);
      expect(refused).toMatchObject({ isError: true });
      expect(refused.text).toContain(words);
    }
  });

  it('that asks several things at once is answered each, and may call one off', async () => {
    const off = new AbortController();
    const asked = { name: 'prove_migration', arguments: { sql: 'SELECT pg_sleep(1000);' } };
    const called = client.callTool(asked, undefined, { timeout: 120_000, signal: off.signal }).catch(() => 'off');
    const both = ['ALTER TABLE nowhere ADD a int;', 'ALTER TABLE elsewhere ADD a int;'].map((sql) =>
      ask(client, 'check_migration', { sql }),
    );
    setTimeout(() => off.abort(), 1_000);
    expect(await called).toBe('off');
    const [first, second] = await Promise.all(both);
    expect(first!.text).toContain('nowhere');
    expect(second!.text).toContain('elsewhere');
    const { facts } = await ask(client, 'prove_migration', { sql: 'SELECT 1;' });
    expect(facts.outcome).toBe('proved');
  }, 120_000);

  it('reads tables and rules as resources', async () => {
    const { resources } = await client.listResources();
    const one = resources.find(({ name }) => name.includes('brand_extraction'))!;
    const { contents } = await client.readResource({ uri: one.uri });
    expect((contents[0] as { text: string }).text).toContain('CREATE TABLE');
    const rule = await client.readResource({ uri: 'devschema://rule/missing-semicolon' }).catch(() => undefined);
    const { contents: page } = rule ?? (await client.readResource({ uri: 'devschema://rule/syntax-error' }));
    expect((page[0] as { text: string }).text.length).toBeGreaterThan(40);
  });

  it('without dev is told how a person sets one', async () => {
    const empty = mkdtempSync(path.join(folder, 'empty-'));
    const alone = await connected('--workspace', empty);
    const answer = await ask(alone, 'list_tables');
    expect(answer.isError).toBe(true);
    expect(answer.text).toContain('--dev');
    await alone.close();
  });
});
