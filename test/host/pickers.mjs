/**
 * What only a person's keys can show, since no test in the extension host can type into a question: which connection is
 * chosen, its password, which table. Drives the visible workbench of the headless VS Code.
 */
import { deepEqual, equal, match } from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { launchChromium, openWorkbench, startServer } from './headless/host.mjs';

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

/** The words for what a person does. */
class Person {
  constructor(page, folder) {
    this.page = page;
    this.folder = folder;
    this.input = page.locator('.quick-input-widget:not(.hidden) input').first();
  }
  row(text) {
    return this.page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first();
  }
  async command(title) {
    await this.page.keyboard.press('F1');
    await this.input.fill(`>${title}`);
    await this.row(title).waitFor();
    await this.page.keyboard.press('Enter');
  }
  /** Answers the question whose title or prompt says so. */
  async answer(question, text) {
    await this.page.locator('.quick-input-widget:not(.hidden)', { hasText: question }).waitFor();
    if (text !== undefined) await this.input.fill(text);
    await this.page.keyboard.press('Enter');
  }
  status(text) {
    return this.page.locator('[id="devschema.devschema.devschema.status"]', { hasText: text }).waitFor();
  }
  settings() {
    return JSON.parse(readFileSync(path.join(this.folder, '.vscode/settings.json'), 'utf8'));
  }
}

const cases = {
  'offers what the workspace names until it is chosen: one cancel does not lose it': async (person) => {
    const { page } = person;
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
    await person.row('Host, database, user').click();
    await person.answer('Host', '127.0.0.1');
    await person.answer('Port', String(server.port));
    await person.answer('Database', 'shop');
    await person.answer('User', 'me');
    await person.row('disable').click();
    await person.answer('Password for', 'first');
    await person.row('Test').click();
    await person.row('wrong password for user me').waitFor();
    await person.row('Another Password').click();
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
    await person.page.locator('.notification-toast .monaco-button', { hasText: 'Enter Password' }).click();
    await person.answer('Password for', 'third');
    for (; server.passwords.length === before; ) await person.page.waitForTimeout(50);
    equal(server.passwords.at(-1), 'third');
    const { 'devschema.connection': set } = person.settings();
    equal(set, `postgresql://me@127.0.0.1:${server.port}/bazaar?sslmode=disable`);
  },
  'fills a connection that is set in where it is edited, and goes back': async (person, server) => {
    await person.command('DevSchema: Choose Connection');
    await person.row('Host, database, user').click();
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
};

/** @returns of each case, whether it passed */
export async function runPickers({ example, installed, temp }) {
  console.log('\npickers (headless VS Code)');
  const folder = path.join(temp, 'p', 'bazaar');
  const userData = path.join(temp, 'p', 'u');
  cpSync(example, folder, { recursive: true });
  mkdirSync(path.join(userData, 'User'), { recursive: true });
  writeFileSync(path.join(folder, 'empty.sql'), '');
  writeFileSync(path.join(folder, '.env'), 'DATABASE_URL=postgresql://me@127.0.0.1:1/shop\n');
  const own = { 'devschema.connection': '', 'devschema.connections': { 'the example': 'dev/schema.sql' } };
  writeFileSync(path.join(folder, '.vscode/settings.json'), JSON.stringify(own));
  const refusing = await refusingServer();
  const host = await startServer({ userDataDir: userData, extensionsDir: path.dirname(installed) });
  const browser = await launchChromium();
  const outcomes = [];
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
    page.setDefaultTimeout(60_000);
    await openWorkbench(page, host, { open: [folder, path.join(folder, 'empty.sql')] });
    const person = new Person(page, folder);
    await person.status('No dev schema');
    for (const [name, run] of Object.entries(cases)) {
      const error = await run(person, refusing).then(
        () => undefined,
        (reason) => reason,
      );
      console.log(`  ${error === undefined ? '✓' : '✗'} ${name}`);
      if (error !== undefined) console.log(error.stack ?? error);
      outcomes.push({ name, passed: error === undefined });
      // Nothing of one case is left open for the next.
      if (error !== undefined) await page.keyboard.press('Escape');
    }
  } finally {
    await browser.close();
    await host.stop();
    refusing.close();
  }
  return outcomes;
}
