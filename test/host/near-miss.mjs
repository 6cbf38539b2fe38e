/**
 * The near-miss end to end, as a person goes through it: dev on one PostgreSQL with 29 columns, target on another with
 * the old table and rows in it. Found, written, proved, its way back proved, signed off, and looked at once it has run.
 */
import { equal, match } from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { root } from './package.mjs';
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

const cases = {
  'finds that dev has 29 columns where the draft has 22': async (person) => {
    const { page } = person;
    await person.status('6 tables');
    await page.locator('.squiggly-warning').first().waitFor();
    await page.locator('.codelens-decoration', { hasText: '29 columns in dev' }).waitFor();
  },
  'writes what target lacks of dev, from the quick fix on the CREATE TABLE that target would skip': async (person) => {
    const { page } = person;
    await page.locator('.view-line span', { hasText: table }).first().click();
    await page.keyboard.press('Control+.');
    await page.locator('.action-widget .monaco-list-row', { hasText: 'Generate what target lacks of dev' }).click();
    await person.answer('What it is called', 'for target');
    await person.row('Plain statements').click();
    const tab = page.locator('.tab.active', { hasText: path.basename(second) });
    const gone = person.row('Dropped: what');
    for (;;) {
      await tab.or(gone).first().waitFor({ timeout: 140_000 });
      if (await tab.isVisible()) break;
      await page.screenshot({ path: path.join(root, 'out/host/near-miss-rename.png') });
      await gone.click();
      await gone.waitFor({ state: 'hidden' }).catch(() => {});
    }
    await page.screenshot({ path: path.join(root, 'out/host/near-miss-2.png') });
    console.log(await page.locator('.notification-toast').allInnerTexts());
    console.log(person.read(second));
  },
  'is proved': async (person) => {
    const { page, folder } = person;
    await person.clearNotifications();
    const text = person.read(second);
    const filled = text.replace(
      / ADD COLUMN "user_id" varchar\(255\) NOT NULL;/,
      ` ADD COLUMN "user_id" varchar(255);\nUPDATE ${table} SET user_id = 'nobody';\nALTER TABLE ${table} ALTER COLUMN "user_id" SET NOT NULL;`,
    );
    writeFileSync(path.join(folder, second), filled);
    await page.waitForTimeout(15_000);
    await page.screenshot({ path: path.join(root, 'out/host/near-miss-3.png') });
    await person.command('DevSchema: Generate Rollback');
    await person.notification('undoes it already').waitFor({ timeout: 120_000 });
    console.log(await page.locator('.notification-toast').allInnerTexts());
    await page.screenshot({ path: path.join(root, 'out/host/near-miss-4.png') });
    await person.clearNotifications();
  },
  'is signed off': async (person, { target }) => {
    const { page } = person;
    await person.open(second);
    await person.command('DevSchema: Sign Off Migration');
    const preview = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
    await preview.locator('h2', { hasText: 'Rollback' }).first().waitFor({ timeout: 120_000 });
    await page.screenshot({ path: path.join(root, 'out/host/near-miss-5.png') });
    console.log(await preview.locator('body').innerText());
    console.log(await page.locator('.notification-toast').allInnerTexts());
    await person
      .notification('Record the Outcome')
      .locator('.monaco-button', { hasText: 'Record the Outcome' })
      .click();
    await page.waitForTimeout(5000);
    console.log(person.read('devschema-history.md'), person.read(second).slice(0, 500));
    await run(target, person.read(second));
    await person.clearNotifications();
    await person.command('DevSchema: Check Target');
    await page.waitForTimeout(15000);
    await page.screenshot({ path: path.join(root, 'out/host/near-miss-6.png') });
    const after = page.frameLocator('iframe.webview.ready >> nth=-1').frameLocator('#active-frame');
    console.log(await after.locator('body').innerText());
  },
};

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
