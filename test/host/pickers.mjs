/**
 * What only a person's keys can show, since no test in the extension host can type into a question: which connection is
 * chosen, its password, which table. Drives the visible workbench of the headless VS Code.
 */
import { deepEqual, doesNotMatch, equal, match } from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { out } from './package.mjs';
import { drive } from './person.mjs';

const sslRequest = 80877103;
const cleartextPassword = 3;

/** A PostgreSQL server that asks for a password, remembers it, and refuses it. */
function refusingServer() {
  const passwords = [];
  const message = (type, body) => {
    const head = Buffer.alloc(5, type);
    head.writeInt32BE(body.length + 4, 1);
    return Buffer.concat([head, body]);
  };
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', (data) => {
      if (data[0] === 'p'.charCodeAt(0)) {
        passwords.push(data.subarray(5, data.length - 1).toString());
        socket.end(message('E', Buffer.from('SFATAL\0VFATAL\0C28P01\0Mpassword authentication failed\0\0')));
      } else if (data.readInt32BE(4) === sslRequest) socket.write('N');
      else socket.write(message('R', Buffer.from([0, 0, 0, cleartextPassword])));
    });
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () =>
      resolve({ passwords, port: server.address().port, close: () => server.close() }),
    );
  });
}

const cases = {
  'offers what the workspace names until it is chosen: one cancel does not lose it': async (person) => {
    const { page } = person;
    await person.status('No dev schema');
    const offer = page.locator('.notification-toast', { hasText: 'could be the dev schema' });
    await offer.locator('.monaco-button', { hasText: 'Choose' }).click();
    await person.row('DATABASE_URL').waitFor();
    await page.keyboard.press('Escape');
    await page.reload();
    await offer.locator('.monaco-button', { hasText: 'Not Here' }).click();
    await offer.waitFor({ state: 'hidden' });
    // The workbench writes what extensions keep some seconds later.
    await page.waitForTimeout(8000);
    await page.reload();
    await person.status('No dev schema');
    await person.command('DevSchema: Choose Connection');
    await person.row('DATABASE_URL').waitFor();
    equal(await offer.count(), 0);
    await page.keyboard.press('Escape');
  },
  'asks for a connection field by field, tests it, and takes another password where the server refuses one': async (
    person,
    server,
  ) => {
    await person.command('DevSchema: Choose Connection');
    await person.choose('Host, database, user');
    await person.answer('Host', '127.0.0.1');
    await person.answer('Port', String(server.port));
    await person.answer('Database', 'shop');
    await person.answer('User', 'me');
    await person.row('disable').click();
    await person.answer('Password for', 'first');
    await person.row('Test').click();
    await person.row('wrong password for user me').waitFor();
    // The advice in the answer's own row names this one.
    await person.row(/^\s*Another Password/).click();
    await person.answer('Password for', 'second');
    await person.row('wrong password for user me').waitFor();
    deepEqual(server.passwords, ['first', 'second']);
    await person.row('Edit').click();
    await person.answer('Host');
    await person.answer('Port');
    await person.answer('Database', 'bazaar');
    await person.answer('User');
    await person.row('disable').click();
    await person.answer('Password for', 'second');
    await person.row('Use It').click();
    await person.status('not read');
  },
  'asks for the password again on the notification, and keeps it out of the settings': async (person, server) => {
    const before = server.passwords.length;
    await person.page.locator('.notification-toast .monaco-button', { hasText: 'Password…' }).click();
    await person.answer('Password for', 'third');
    for (; server.passwords.length === before; ) await person.page.waitForTimeout(50);
    equal(server.passwords.at(-1), 'third');
    const { 'devschema.connection': set } = person.settings();
    equal(set, `postgresql://me@127.0.0.1:${server.port}/bazaar?sslmode=disable`);
  },
  'fills a connection that is set in where it is edited, and goes back': async (person, server) => {
    await person.command('DevSchema: Choose Connection');
    await person.choose('Host, database, user');
    await person.answer('Host');
    await person.page.locator('.quick-input-widget:not(.hidden)', { hasText: '(2/5)' }).waitFor();
    equal(await person.input.inputValue(), String(server.port));
    await person.page.locator('.quick-input-widget .codicon-quick-input-back').click();
    await person.page.locator('.quick-input-widget:not(.hidden)', { hasText: '(1/5)' }).waitFor();
    equal(await person.input.inputValue(), '127.0.0.1');
    await person.page.keyboard.press('Escape');
  },
  'takes a connection that the settings name': async (person) => {
    await person.command('DevSchema: Choose Connection');
    await person.row('the example').click();
    await person.status('6 tables');
    equal(person.settings()['devschema.connection'], 'dev/schema.sql');
    // What was used before is a row, and what is set is none.
    await person.command('DevSchema: Choose Connection');
    await person.row('/bazaar?sslmode=disable').waitFor();
    equal(await person.row('Used before').count(), 1);
    await person.page.keyboard.press('Escape');
  },
  'shows what is wrong with a half-typed name only once the cursor has left it, where the list has more of it': async (
    person,
  ) => {
    const { page } = person;
    const squiggles = page.locator('.monaco-editor [class*="squiggly-"]');
    const suggested = page.locator('.suggest-widget.visible .monaco-list-row', { hasText: 'extraction_id' });
    await page.locator('.view-lines').first().click();
    const typed = async (text) => {
      await page.keyboard.press('Control+a');
      await page.keyboard.press('Delete');
      await page.keyboard.type(text, { delay: 40 });
    };
    // Nothing begins so: it is told while the cursor stands there.
    await typed('SELECT id FROM "bazaar-vid_story_arc" WHERE extraktion');
    await squiggles.first().waitFor();
    await typed('SELECT id FROM "bazaar-vid_story_arc" WHERE extraction');
    await suggested.first().waitFor();
    await squiggles.first().waitFor({ state: 'detached' });
    // The pause after which what stands under the cursor is looked at is over.
    await page.waitForTimeout(3000);
    deepEqual([await suggested.count(), await squiggles.count()], [1, 0]);
    await page.screenshot({ path: path.join(out, 'half-typed.png') });
    await page.keyboard.press('Escape');
    await page.keyboard.press('Home');
    await squiggles.first().waitFor();
    await typed('SELECT id FROM "bazaar-vid_story_arc" WHERE extraction');
    await suggested.first().waitFor();
    await squiggles.first().waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    // The cursor stays where it is.
    await squiggles.first().waitFor();
    await typed('');
    await squiggles.first().waitFor({ state: 'detached' });
  },
  'goes through what dev has by keys alone, from the view that was never open to the line of a column': async (
    person,
  ) => {
    const { page } = person;
    await person.command('DevSchema: Focus on Dev Schema View');
    await page
      .locator('.pane-body .monaco-list:focus .monaco-list-row.focused', { hasText: 'brand_extraction' })
      .waitFor();
    await page.keyboard.press('ArrowRight');
    await page.locator('.pane-body .monaco-list-row', { hasText: 'project_id' }).waitFor();
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
    await page.locator('.tab.active', { hasText: 'bazaar-vid_brand_extraction.sql' }).waitFor();
    await page.locator('.statusbar-item', { hasText: 'Ln 4, Col 5' }).waitFor();
    equal(await page.locator('.pane-body .monaco-list:focus').count(), 1);
  },
  'runs a command that a person has typed, and no other that the settings name before it is allowed': async (
    person,
  ) => {
    const { page, folder } = person;
    await person.command('DevSchema: Choose Connection');
    await person.row('Output of a command').click();
    await person.answer('A command that prints SQL', 'cat dev/schema.sql');
    await person.status('cat dev/schema.sql · 6 tables');
    deepEqual(person.settings()['devschema.connection'], { command: 'cat dev/schema.sql' });
    const theirs = { ...person.settings(), 'devschema.connection': { command: 'touch ran && cat dev/schema.sql' } };
    writeFileSync(path.join(folder, '.vscode/settings.json'), JSON.stringify(theirs));
    const dialog = page.locator('.monaco-dialog-box', { hasText: 'touch ran && cat dev/schema.sql' });
    await dialog.waitFor();
    equal(existsSync(path.join(folder, 'ran')), false);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.waitForTimeout(1000);
    equal(existsSync(path.join(folder, 'ran')), false);
    writeFileSync(
      path.join(folder, '.vscode/settings.json'),
      JSON.stringify({ ...theirs, 'devschema.connection': 'dev/schema.sql' }),
    );
    await person.status('schema.sql · 6 tables');
  },
  'generates the table that is filtered for, by Enter alone': async (person) => {
    const { page } = person;
    await page.keyboard.press('Control+p');
    await person.input.fill('empty.sql');
    await person.row('empty.sql').click();
    await page.locator('.tab.active', { hasText: 'empty.sql' }).waitFor();
    await person.command('DevSchema: Generate CREATE TABLE');
    await person.row('bazaar-vid_brand_extraction').waitFor();
    await person.input.pressSequentially('arc_sc');
    await person.row('story_arc_scene').waitFor();
    await page.keyboard.press('Enter');
    const text = page.locator('.view-line', { hasText: 'CREATE TABLE' }).first();
    await text.waitFor();
    match(await text.innerText(), /story_arc_scene/);
  },
  'writes what the files lack of dev, and asks what has become of a column': async (person) => {
    const { page } = person;
    await person.command('DevSchema: Generate Migration from dev');
    await person.row('all 2 files').click();
    await person.answer('What it is called', 'renamed');
    await person.row('Plain statements').click();
    await person.row('Dropped: what').waitFor({ timeout: 120_000 });
    await page.keyboard.press('Enter');
    await page.locator('.tab.active', { hasText: '003_renamed.sql' }).waitFor({ timeout: 120_000 });
    const sql = person.read('renames/003_renamed.sql');
    match(sql, /RENAME COLUMN "heading" TO "title"/);
    doesNotMatch(sql, /DROP COLUMN/);
  },
  'writes what target lacks of dev': async (person) => {
    await person.command('DevSchema: Generate Migration from dev');
    await person.row('What it lacks of dev (devschema.target)').click();
    await person.answer('What it is called', 'for target');
    await person.row('Plain statements').click();
    await person.page.locator('.tab.active', { hasText: '_for_target.sql' }).waitFor({ timeout: 120_000 });
    const written = person.read('renames/004_for_target.sql');
    match(written, /CREATE INDEX "?brand_extraction_url_idx/);
    equal(written.match(/^(?:CREATE|ALTER|DROP)/gm).length, 1);
  },
  'compares target and dev, each chosen by a person': async (person) => {
    const { page } = person;
    await person.command('DevSchema: Compare Schemas');
    for (const [question, side] of [
      ['from', 'target'],
      ['to', 'dev'],
    ]) {
      await page.locator('.quick-input-widget:not(.hidden)', { hasText: `Compare Schemas: ${question}` }).waitFor();
      await person.input.fill(side);
      await page.keyboard.press('Enter');
    }
    await page.locator('.tab.active', { hasText: '↔' }).waitFor();
    await page.locator('.editor.modified .view-line', { hasText: 'brand_extraction_url_idx' }).first().waitFor();
  },
};

/** @returns of each case, whether it passed */
export async function runPickers({ example, installed, temp }) {
  const folder = path.join(temp, 'p', 'bazaar');
  cpSync(example, folder, { recursive: true });
  writeFileSync(path.join(folder, 'empty.sql'), '');
  writeFileSync(path.join(folder, '.env'), 'DATABASE_URL=postgresql://me@127.0.0.1:1/shop\n');
  // What target lacks is an index; what a history lacks, the newer name of a column.
  const dev = readFileSync(path.join(folder, 'dev/schema.sql'), 'utf8');
  writeFileSync(path.join(folder, 'target.sql'), dev.replace(/^CREATE INDEX "?brand_extraction_url_idx[^;]*;$/m, ''));
  mkdirSync(path.join(folder, 'renames'));
  writeFileSync(path.join(folder, 'renames/001_all.sql'), dev.replace('"title" text', '"heading" text'));
  writeFileSync(path.join(folder, 'renames/002_more.sql'), 'SELECT 1;\n');
  const own = {
    'devschema.target': 'target.sql',
    'devschema.connection': '',
    'devschema.connections': { 'the example': 'dev/schema.sql' },
  };
  writeFileSync(path.join(folder, '.vscode/settings.json'), JSON.stringify(own));
  const refusing = await refusingServer();
  try {
    return await drive({ suite: 'pickers', folder, installed, open: 'empty.sql', cases, given: refusing });
  } finally {
    refusing.close();
  }
}
