/** What an editor's own assistant is answered: of the workspace as it stands there, with files that are open. */
import { afterEach, describe, expect, it } from 'vitest';
import { answerInEditor } from '../../server/src/mcp/in-editor';
import { startClient, type TestClient } from '../support/client';
import { FakeDev } from '../support/fake-dev';

let client: TestClient;
afterEach(() => client.stop());
const sql = 'CREATE TABLE users (id int PRIMARY KEY, mail text);';
const ask = (tool: string, input: Record<string, unknown> = {}) =>
  client.request('devschema/assistant', { tool, input });

describe('an assistant in the editor', () => {
  it('is answered as one that asks the command line', async () => {
    client = await startClient({ dev: await FakeDev.of(sql), assistant: answerInEditor });
    expect((await ask('list_tables')).text).toContain('users: 2 columns');
    const described = await ask('describe_tables', { tables: ['users'] });
    expect(described).toMatchObject({ isError: false, text: expect.stringContaining('CREATE TABLE') });
    const checked = await ask('check_migration', { sql: 'ALTER TABLE usres ADD x int;' });
    expect(checked.text).toContain('unknown-table');
    const planned = await ask('plan_migration', { from: 'dev', to: 'dev' });
    expect(planned.text).toContain('are equal');
  });
  it('reads what is open as it stands there, and does not write over it', async () => {
    client = await startClient({ dev: await FakeDev.of(sql), assistant: answerInEditor });
    const file = await client.open('ALTER TABLE usres ADD x int;', '/project/a.sql');
    expect((await ask('check_migration', { path: 'a.sql' })).text).toContain('unknown-table');
    const refused = await ask('check_migration', { path: 'a.sql', sql: 'SELECT 1;' });
    expect(refused).toMatchObject({ isError: true, text: expect.stringContaining('is open in the editor') });
    expect((await file.findings()).length).toBe(1);
  });
  it('is answered nothing of dev before it is known whether the workspace is trusted', async () => {
    const dev = await FakeDev.of(sql);
    client = await startClient({ dev, trusted: false, assistant: answerInEditor });
    // Sent before the server has got round to its settings.
    const [status] = await Promise.all([client.request('devschema/refresh', null), ask('list_tables')]);
    expect(status.state).toBe('untrusted');
    expect(dev.reads).toBe(0);
  });
  it('that asks wrongly, or without dev or trust, is told what to do', async () => {
    client = await startClient({ dev: new FakeDev(undefined), assistant: answerInEditor });
    expect(await ask('drop_tables')).toMatchObject({
      isError: true,
      text: expect.stringContaining('there are list_tables'),
    });
    expect((await ask('list_tables')).text).toContain('Choose Connection');
    await client.stop();
    client = await startClient({ dev: await FakeDev.of(sql), trusted: false, assistant: answerInEditor });
    for (const tool of ['list_tables', 'plan_migration', 'prove_migration'])
      expect(await ask(tool, { sql: 'SELECT 1;' })).toMatchObject({
        isError: true,
        text: expect.stringContaining('not trusted'),
      });
  });
});
