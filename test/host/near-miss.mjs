/**
 * The near-miss end to end, as a person goes through it: dev on one PostgreSQL with 29 columns, target on another with
 * the old table and rows in it. Found, written, proved, its way back proved, signed off, and looked at once it has run.
 */
import { equal, match } from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { out, root } from './package.mjs';
import { drive } from './person.mjs';

const table = '"bazaar-vid_brand_extraction"';
const rows = 1000;
const first = 'db/000001_brand_extraction.up.sql';
const second = 'db/000002_for_target.up.sql';

/** @returns the URLs of two empty databases, each of a server of its own, and what ends them */
async function startServers() {
  const script = path.join(root, 'test/support/typescript.mjs');
  const child = spawn(process.execPath, [script, path.join(root, 'test/host/two-servers.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  let said = '';
  for await (const part of child.stdout) {
    said += part;
    if (said.includes('\n')) break;
  }
  if (!said.includes('\n')) throw new Error('the two servers did not start');
  const stop = async () => {
    child.stdin.end();
    await ended;
  };
  return { urls: JSON.parse(said), stop };
}
async function run(connectionString, sql) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Old rows have no user: only a person knows whose they are. */
const filling = `ADD COLUMN "user_id" varchar(255);
UPDATE ${table} SET user_id = 'nobody';
ALTER TABLE ${table} ALTER COLUMN "user_id" SET NOT NULL;`;
/** What is long because a PostgreSQL starts and runs it. */
const proving = { timeout: 200_000 };

const cases = {
  'finds that dev has 29 columns where the draft has 22': async ({ page }) => {
    await page.locator('.squiggly-warning').first().waitFor();
    await page.locator('.codelens-decoration', { hasText: '29 columns in dev' }).waitFor();
  },
  'writes what target lacks of dev, from the quick fix on the CREATE TABLE that target would skip': async (person) => {
    const { page } = person;
    await page.locator('.view-line span', { hasText: table }).first().click();
    await page.locator('.lightBulbWidget, [class*=codicon-gutter-lightbulb]').first().waitFor();
    const fix = page.locator('.action-widget .monaco-list-row', { hasText: 'Generate what target lacks of dev' });
    // What is asked for while findings still come is not shown.
    for (let isShown = false, tries = 0; !isShown && tries < 10; tries++) {
      await page.keyboard.press('Control+.');
      isShown = await fix.waitFor({ timeout: 10_000 }).then(
        () => true,
        () => false,
      );
    }
    await fix.click();
    await person.answer('What it is called', 'for target');
    await person.row('Plain statements').click();
    for (const name of ['brand_description', 'extracted_at', 'status'])
      await person.row(`Dropped: what "bazaar-vid_brand_extraction".${name} holds`).click(proving);
    await page.locator('.tab.active', { hasText: path.basename(second) }).waitFor(proving);
    await person.notification('Proved on PostgreSQL').waitFor();
    const text = person.read(second);
    equal(text.match(/^ALTER TABLE "bazaar-vid_brand_extraction" ADD COLUMN /gm).length, 16);
    equal(
      text.match(/^-- Loses the values of "bazaar-vid_brand_extraction"\.\w+\.\nALTER TABLE \S+ DROP COLUMN /gm).length,
      9,
    );
    equal(text.match(/^CREATE INDEX /gm).length, 8);
    match(text, /^-- Fails where there are rows, and user_id has no default\.\n.* ADD COLUMN "user_id" .* NOT NULL;$/m);
  },
  'has a way back beside it, which is proved again once a person has filled the new column': async (person) => {
    const { page, folder } = person;
    await person.clearNotifications();
    const filled = person.read(second).replace('ADD COLUMN "user_id" varchar(255) NOT NULL;', filling);
    writeFileSync(path.join(folder, second), filled);
    await page.locator('.view-line', { hasText: "SET user_id = 'nobody'" }).waitFor();
    await person.command('DevSchema: Generate Rollback');
    const said = person.notification('000002_for_target.down.sql undoes it already');
    await said.waitFor(proving);
    match(await said.innerText(), /Proved on PostgreSQL [\d.]+: it runs, and what was there before is there again/);
    match(person.read('db/000002_for_target.down.sql'), /ADD COLUMN "brand_description" text;/);
    await person.clearNotifications();
  },
  'is signed off: the checklist is answered, the outcome recorded': async (person) => {
    const { page } = person;
    await page.locator('.tab', { hasText: path.basename(second) }).click();
    await person.command('DevSchema: Sign Off Migration');
    await preview(page).locator('h2', { hasText: 'If it fails' }).waitFor(proving);
    await page.screenshot({ path: path.join(out, 'near-miss.png') });
    const text = await preview(page).locator('body').innerText();
    for (const part of ['Dev verified: done', 'Exact statements: done', 'Traffic: done', 'Rollback: done'])
      match(text, new RegExp(`✓ ${part}`));
    match(text, /dev has 29 columns, 2 constraints, 8 indexes/);
    match(text, /pg_dump --format=custom .* --dbname=production/);
    match(text, /36 statements ran on target, rows aside: PostgreSQL/);
    match(text, /ACCESS EXCLUSIVE by \d+ statements \(about 1,000 rows, \d+ kB\): reads and writes wait/);
    match(text, /its way back is 000002_for_target\.down\.sql\. Proved on PostgreSQL/);
    await page.locator('.notification-toast .monaco-button', { hasText: 'Record the Outcome' }).click();
    await person.notification('recorded in devschema-history.md; the migration has its stamp').waitFor();
    match(
      person.read('devschema-history.md'),
      /\| `db\/000002_for_target\.up\.sql` \| refused \| [0-9a-f]{12} \(dev on /,
    );
    match(person.read(second), /^-- devschema: proved [\d-]{10} on PostgreSQL [\d.]+ against dev [0-9a-f]{12}$/m);
  },
  'has run in target, which is what dev is then, with all rows': async (person, { target }) => {
    await run(target, person.read(second));
    equal((await run(target, `SELECT count(*)::int4 AS rows FROM ${table}`))[0].rows, rows);
    await person.clearNotifications();
    await person.command('DevSchema: Check Target');
    await person.page.locator('.tab.active', { hasText: 'target checklist' }).waitFor();
    await preview(person.page)
      .locator('p', { hasText: /^Proved\b/ })
      .waitFor();
    const text = await preview(person.page).locator('body').innerText();
    match(text, /done: 6 tables as in dev: 102 columns, 9 constraints, 26 indexes/);
    match(text, /about 1,000 rows before, about 1,000 rows/);
  },
};
/** What the visible preview of Markdown shows. */
const preview = (page) => page.frameLocator('iframe.webview.ready >> nth=-1').frameLocator('#active-frame');

/** @returns of each case, whether it passed */
export async function runNearMiss({ example, installed, temp }) {
  const folder = path.join(temp, 'n', 'bazaar');
  const read = (file) => readFileSync(path.join(example, file), 'utf8');
  const [guide, draft] = [read('dev/schema.sql'), read('migrations/brand_extraction.sql')];
  const { urls, stop } = await startServers();
  try {
    const [dev, target] = urls;
    await run(dev, guide);
    await run(target, `${guide}; DROP TABLE ${table}; ${draft}`);
    const some = `SELECT 'https://' || n, n::text, 'Brand ' || n FROM generate_series(1, ${rows}) n`;
    await run(target, `INSERT INTO ${table} (url, extraction_id, brand_name) ${some}`);
    await run(target, 'ANALYZE');
    for (const part of ['.git', 'db', '.vscode']) mkdirSync(path.join(folder, part), { recursive: true });
    writeFileSync(path.join(folder, first), draft);
    const settings = { 'devschema.connection': dev, 'devschema.target': target };
    writeFileSync(path.join(folder, '.vscode/settings.json'), JSON.stringify(settings));
    return await drive({ suite: 'near-miss', folder, installed, open: first, cases, given: { dev, target } });
  } finally {
    await stop();
  }
}
