/**
 * Drives the visible workbench as a person would and takes the README's pictures into docs/images. Each step waits for
 * what the picture is to show, so a picture that was taken shows it.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { animatedWebp } from './animated-webp.mjs';
import { launchChromium, openWorkbench, startServer } from './headless/host.mjs';
import { installHost } from './headless/install.mjs';
import { makePackage, root } from './package.mjs';
import { installPackage } from './vscode.mjs';

const example = path.join(root, 'test/workspaces/bazaar');
const images = path.join(root, 'docs/images');
const settings = {
  'workbench.colorTheme': 'Dark Modern',
  'editor.fontSize': 13,
  'editor.minimap.enabled': false,
  'editor.hover.sticky': true,
  'workbench.layoutControl.enabled': false,
  'window.commandCenter': false,
  'problems.showCurrentInStatus': false,
  'breadcrumbs.enabled': false,
  'remote.autoForwardPorts': false,
};
/** Enough to be sharp where a page shows a picture smaller than it is. */
const view = { viewport: { width: 1120, height: 700 }, deviceScaleFactor: 1.5, reducedMotion: 'reduce' };

const draft = 'brand_extraction.sql';
const table = '"bazaar-vid_brand_extraction"';

/** A page and the words for what a person does on it. */
class Workbench {
  constructor(page, folder) {
    this.page = page;
    this.folder = folder;
  }
  async open(file) {
    const { page } = this;
    const row = page.locator('.quick-input-list .monaco-list-row', { hasText: file }).first();
    // A file that was just written may not be known yet, and what is asked once is not asked again.
    for (let isFound = false; !isFound; ) {
      await page.keyboard.press('Control+p');
      await page.locator('.quick-input-widget input').fill(file);
      isFound = await row.waitFor({ timeout: 5000 }).then(
        () => true,
        () => false,
      );
      // Enter would take the row in focus, which is still that of the list before it was filtered.
      await (isFound ? row.click() : page.keyboard.press('Escape'));
    }
    await page.locator('.tab.active', { hasText: file }).waitFor();
  }
  async command(title) {
    const { page } = this;
    await page.keyboard.press('F1');
    await page.locator('.quick-input-widget input').fill(`>${title}`);
    await page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().waitFor();
    await page.keyboard.press('Enter');
  }
  /** Nothing under the mouse, and no hover left. */
  async rest() {
    await this.page.mouse.move(700, 4);
    await this.page.locator('.monaco-hover:not(.hidden)').first().waitFor({ state: 'hidden' });
  }
  text(text) {
    return this.page.locator('.view-line span', { hasText: text }).last();
  }
  async picture(name, options = {}) {
    await this.page.screenshot({ path: path.join(images, `${name}.png`), ...options });
    console.log(`docs/images/${name}.png`);
  }
}

async function diagnostics(bench) {
  const { page } = bench;
  await bench.open(draft);
  await page.locator('.squiggly-warning').first().waitFor();
  await page.locator('.codelens-decoration', { hasText: '29 columns in dev' }).waitFor();
  await page.keyboard.press('Control+Shift+M');
  await page.locator('.markers-panel .monaco-list-row', { hasText: '29 columns in dev, 22 here' }).waitFor();
  // The side bar's place is for the messages.
  await page.keyboard.press('Control+b');
  await page.locator('.explorer-viewlet').waitFor({ state: 'hidden' });
  await bench.rest();
  await bench.picture('diagnostics');
  await page.keyboard.press('Control+b');
  await page.keyboard.press('Control+Shift+M');
  await page.locator('.markers-panel').waitFor({ state: 'hidden' });
}

async function hover(bench) {
  const { page } = bench;
  await bench.open('story_arc.sql');
  await page.locator('.squiggly-warning').first().waitFor();
  await bench.text('"bazaar-vid_story_arc"').hover();
  await page.locator('.monaco-hover:not(.hidden)', { hasText: '19 columns' }).first().waitFor();
  await bench.picture('hover');
  await bench.rest();
}

async function quickFix(bench) {
  const { page } = bench;
  await bench.text(table).click();
  await page.locator('.lightBulbWidget, [class*=codicon-gutter-lightbulb]').first().waitFor();
  await page.keyboard.press('Control+.');
  await page.locator('.action-widget .monaco-list-row', { hasText: 'Insert 16 missing columns' }).first().waitFor();
  await bench.rest();
  await bench.picture('quick-fix');
  await page.keyboard.press('Escape');
}

async function generate(bench) {
  const { page } = bench;
  await bench.command('DevSchema: Generate CREATE TABLE from dev');
  const rows = page.locator('.quick-input-list .monaco-list-row');
  await rows.nth(5).waitFor();
  for (const index of [0, 2]) await rows.nth(index).click();
  await page.locator('.quick-input-count', { hasText: '2' }).waitFor();
  await bench.rest();
  await bench.picture('generate');
  await page.keyboard.press('Escape');
}

async function statusBar(bench) {
  const { page } = bench;
  await page.locator('[id="devschema.devschema.devschema.status"]').hover();
  const tooltip = page.locator('.monaco-hover:not(.hidden)', { hasText: 'Choose Connection' }).first();
  await tooltip.waitFor();
  const box = await tooltip.boundingBox();
  const { width, height } = view.viewport;
  const top = Math.max(0, box.y - 90);
  await bench.picture('status-bar', { clip: { x: width - 620, y: top, width: 620, height: height - top } });
  await bench.rest();
}

async function schemaTree(bench) {
  const { page } = bench;
  await bench.open(draft);
  await page.locator('.pane-header', { hasText: 'bazaar' }).first().click();
  await page.locator('.activitybar .action-label[aria-label="DevSchema"]').click();
  const row = page.locator('.pane-body .monaco-list-row', { hasText: 'bazaar-vid_brand_extraction' }).first();
  await row.waitFor();
  await row.locator('.monaco-tl-twistie').click();
  await page.locator('.pane-body .monaco-list-row', { hasText: 'user_id' }).first().waitFor();
  await row.hover();
  await bench.picture('schema-tree');
}

/** The near-miss: target has the table that the draft was written from. */
async function checklist(bench) {
  const { page, folder } = bench;
  const text = readFileSync(path.join(folder, 'migrations', draft), 'utf8');
  writeFileSync(path.join(folder, 'production.sql'), text);
  const file = path.join(folder, '.vscode/settings.json');
  const own = readFileSync(file, 'utf8');
  writeFileSync(file, own.replace(/(?="devschema\.connection")/, '"devschema.target": "production.sql",\n  '));
  await bench.open(draft);
  await page.locator('.squiggly-warning').first().waitFor();
  // VS Code watches the file of settings, and says nothing once it has read it.
  await page.waitForTimeout(5000);
  await bench.command('DevSchema: Sign Off Migration');
  const preview = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  await preview.locator('li', { hasText: '16 columns missing' }).first().waitFor({ timeout: 120_000 });
  await page.locator('.notification-toast', { hasText: 'Record the Outcome' }).waitFor();
  await bench.rest();
  await bench.picture('checklist');
  // What it asks stays until it is answered, and is no part of the next picture.
  await bench.command('Notifications: Clear All Notifications');
  await page.locator('.notification-toast').first().waitFor({ state: 'hidden' });
  await bench.command('View: Close All Editors');
}

const shop = `
CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL UNIQUE, phone text, created_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE addresses (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id), line text NOT NULL, city text);
CREATE TABLE coupons (id bigint PRIMARY KEY, code text NOT NULL UNIQUE, percent integer NOT NULL);
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id), ship_to bigint REFERENCES addresses (id),
  total numeric(10,2) NOT NULL DEFAULT 0, note varchar(200), legacy_ref text);
CREATE TABLE products (id bigint PRIMARY KEY, name text NOT NULL, price numeric(10,2) NOT NULL);
CREATE TABLE order_items (order_id bigint REFERENCES orders (id), product_id bigint REFERENCES products (id), quantity integer NOT NULL,
  PRIMARY KEY (order_id, product_id));
CREATE TABLE payments (id bigint PRIMARY KEY, order_id bigint NOT NULL REFERENCES orders (id), amount numeric(10,2) NOT NULL,
  method text NOT NULL, refunded_at timestamptz);
CREATE INDEX payments_order ON payments (order_id);
`;
const checkout = `-- Coupons and shipments.
ALTER TABLE orders
    ADD COLUMN coupon_id bigint REFERENCES coupons (id),
    ALTER COLUMN note TYPE text,
    DROP COLUMN legacy_ref;

CREATE TABLE shipments (
    id bigint PRIMARY KEY,
    order_id bigint NOT NULL REFERENCES orders (id),
    carrier text NOT NULL
);

CREATE TABLE IF NOT EXISTS payments (
    id bigint PRIMARY KEY,
    order_id bigint NOT NULL REFERENCES orders (id),
    amount integer NOT NULL,
    currency text
);
`;
/** A dev with foreign keys, and a file that adds, drops, retypes and forgets. */
async function diagram(bench) {
  const { page, folder } = bench;
  writeFileSync(path.join(folder, 'dev/shop.sql'), shop);
  writeFileSync(path.join(folder, 'checkout.sql'), checkout);
  writeFileSync(path.join(folder, '.vscode/settings.json'), '{ "devschema.connection": "dev/shop.sql" }\n');
  await bench.open('checkout.sql');
  await page.locator('.codelens-decoration', { hasText: '5 columns in dev' }).waitFor();
  await page.keyboard.press('Control+b');
  await bench.command('DevSchema: Show Diagram');
  const drawing = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  await drawing.locator('.table.changed').first().waitFor();
  await page.locator('.view-line', { hasText: 'ADD COLUMN' }).first().click();
  await page.keyboard.press('Home');
  await page.keyboard.press('Home');
  await drawing.locator('.table.at').waitFor();
  // Most of the picture is for the drawing.
  const { x, y } = await page.locator('iframe.webview.ready').boundingBox();
  await page.mouse.move(x - 1, y + 200);
  await page.mouse.down();
  await page.mouse.move(view.viewport.width * 0.32, y + 200, { steps: 8 });
  await page.mouse.up();
  await drawing.locator('#all').click();
  await bench.rest();
  await bench.picture('diagram');
}

/** The main job, from the draft to what is proved, on a copy of the draft. */
async function animation(bench) {
  const { page, folder } = bench;
  writeFileSync(path.join(folder, 'brand.sql'), readFileSync(path.join(folder, 'migrations', draft)));
  const frames = [];
  const frame = async (ms) => frames.push({ ms, png: await page.screenshot() });
  await bench.open('brand.sql');
  await page.locator('.squiggly-warning').first().waitFor();
  await page.locator('.codelens-decoration', { hasText: '16 missing' }).waitFor();
  await page.keyboard.press('Control+b');
  await page.locator('.explorer-viewlet').waitFor({ state: 'hidden' });
  await bench.rest();
  await frame(2500);
  await bench.text(table).click();
  await page.locator('.lightBulbWidget, [class*=codicon-gutter-lightbulb]').first().waitFor();
  await page.keyboard.press('Control+.');
  const fix = page.locator('.action-widget .monaco-list-row', { hasText: 'exact CREATE TABLE' }).first();
  await fix.waitFor();
  await frame(1500);
  await fix.hover();
  await frame(1000);
  await fix.click();
  await page.locator('.squiggly-warning').first().waitFor({ state: 'hidden' });
  await bench.rest();
  await frame(2000);
  await page.keyboard.press('Control+s');
  await page.locator('.codelens-decoration', { hasText: 'proved on PostgreSQL' }).waitFor({ timeout: 120_000 });
  await bench.rest();
  await frame(4000);
  await page.keyboard.press('Control+b');
  await bench.command('View: Close All Editors');
  rmSync(path.join(folder, 'brand.sql'));
  const blank = await page.context().browser().newPage();
  writeFileSync(path.join(images, 'main-job.webp'), await animatedWebp(blank, frames, view.viewport));
  await blank.close();
  console.log('docs/images/main-job.webp');
}

async function prepare(temp) {
  await installHost(console.log);
  const { publisher, name, version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const executable = fileURLToPath(new URL('headless/code', import.meta.url));
  const folders = { extensions: path.join(temp, 'extensions'), userData: path.join(temp, 'user-data') };
  installPackage({ executable }, await makePackage(), { id: `${publisher}.${name}`, version }, folders);
  const folder = path.join(temp, 'bazaar');
  cpSync(example, folder, { recursive: true });
  mkdirSync(path.join(folders.userData, 'User'), { recursive: true });
  writeFileSync(path.join(folders.userData, 'User/settings.json'), JSON.stringify(settings));
  mkdirSync(images, { recursive: true });
  return { folder, folders };
}

const steps = [animation, diagnostics, quickFix, generate, statusBar, hover, schemaTree, checklist, diagram];
/** All, or those that the command line names. */
async function drive(page, folder) {
  const named = process.argv.slice(2);
  const bench = new Workbench(page, folder);
  page.setDefaultTimeout(30_000);
  await page.locator('.monaco-workbench').waitFor();
  await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'migrations' }).waitFor();
  for (const step of steps) if (named.length === 0 || named.includes(step.name)) await step(bench);
}

const temp = mkdtempSync(path.join(os.tmpdir(), 'devschema-screenshots-'));
let server;
let browser;
try {
  const { folder, folders } = await prepare(temp);
  server = await startServer({ userDataDir: folders.userData, extensionsDir: folders.extensions });
  browser = await launchChromium();
  const page = await browser.newPage(view);
  await openWorkbench(page, server, { open: [folder] });
  await drive(page, folder).catch(async (error) => {
    await page.screenshot({ path: path.join(root, 'out/host/screenshots-failed.png') });
    throw error;
  });
} finally {
  await browser?.close();
  await server?.stop();
  rmSync(temp, { recursive: true, force: true });
}
