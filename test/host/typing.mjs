/**
 * Ten migrations typed at human speed, by keys, in a real VS Code: nothing is shown of what is being typed, and nothing at
 * the end. Takes some five minutes: `npm run typing`.
 */
import { deepEqual, equal } from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { out } from './package.mjs';
import { drive } from './person.mjs';

const file = 'migrations/002_next.sql';
/** What stands below the cursor all the time: an open quote or bracket above it makes nothing of it red. */
const below = "\nCOMMENT ON TABLE users IS 'people';\n";
/** Milliseconds: what a person is shown later than this after a key, it has paused for. */
const paused = 750;

/** In the page: every change of the squiggles and of the counts in the status bar, and how long after a key it came. */
function watch() {
  window.devschemaShown = [];
  if (window.devschemaWatches) return;
  window.devschemaWatches = true;
  let lastKey = 0;
  let last = '';
  const now = () => {
    const squiggles = document.querySelectorAll('.monaco-editor [class*="squiggly-"]').length;
    return `${squiggles} squiggles, ${document.querySelector('[id="status.problems"]')?.textContent?.trim() ?? ''}`;
  };
  addEventListener('keydown', () => (lastKey = performance.now()), true);
  new MutationObserver(() => {
    const shown = now();
    if (shown === last) return;
    last = shown;
    const lines = [...document.querySelectorAll('.view-line')].sort((a, b) => a.offsetTop - b.offsetTop);
    const text = lines.map((line) => line.textContent).join('\n');
    window.devschemaShown.push({ shown, after: performance.now() - lastKey, text });
  }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
}

/** A person's rhythm, the same each time: 35 to 110 ms a key, longer after a word and at a line's end. */
function* rhythm() {
  let seed = 20261130;
  for (;;) {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    yield 35 + (seed % 76);
  }
}

/** @returns what was shown while keys came, with the text that stood there; of what came at a machine's own pause, nothing */
async function typed({ page }, text) {
  const delays = rhythm();
  for (const key of text) {
    await (key === '\n' ? page.keyboard.press('Enter') : page.keyboard.type(key));
    const longer = key === '\n' ? 250 : key === ' ' ? 60 : 0;
    await page.waitForTimeout(delays.next().value + longer);
  }
  const shown = await page.evaluate(() => window.devschemaShown);
  return shown.filter(({ after, shown: what }) => after < paused && !what.startsWith('0 squiggles, 0'));
}

/** What is in the file once it is saved, which takes VS Code a moment. */
async function saved(person, wanted) {
  await person.page.keyboard.press('Control+s');
  for (let tries = 0; person.read(file) !== wanted && tries < 50; tries++) await person.page.waitForTimeout(100);
  return person.read(file);
}

function caseOf(text) {
  return async (person) => {
    const { page } = person;
    await page.locator('.monaco-editor .view-line').first().click();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    await page.keyboard.insertText(below);
    await page.keyboard.press('Control+Home');
    await page.waitForTimeout(1500);
    await page.evaluate(watch);
    deepEqual(await typed(person, text.trimEnd()), [], 'nothing is shown of what is being typed');
    const wanted = `${text.trimEnd()}${below}`;
    equal(await saved(person, wanted), wanted);
    await page.waitForTimeout(1500);
    equal(await page.locator('.monaco-editor [class*="squiggly-"]').count(), 0, 'and nothing of what has been typed');
  };
}

/** @returns of each migration, whether nothing was shown */
export async function runTyping({ installed, temp }) {
  const bundle = path.join(out, 'typed-migrations.mjs');
  await build({
    entryPoints: ['test/support/typed-migrations.ts'],
    outfile: bundle,
    format: 'esm',
    logLevel: 'warning',
  });
  const { before, migrations } = await import(bundle);
  const folder = path.join(temp, 't', 'shop');
  for (const part of ['migrations', 'dev', '.vscode']) mkdirSync(path.join(folder, part), { recursive: true });
  writeFileSync(path.join(folder, 'dev/schema.sql'), before);
  writeFileSync(path.join(folder, 'migrations/001_base.sql'), before);
  writeFileSync(path.join(folder, file), below);
  const settings = {
    'devschema.connection': 'dev/schema.sql',
    // What is typed is what stands there: no offer is taken, nothing closed and no line indented for the person.
    'editor.acceptSuggestionOnEnter': 'off',
    'editor.acceptSuggestionOnCommitCharacter': false,
    'editor.autoIndent': 'none',
    'editor.autoClosingBrackets': 'never',
    'editor.autoClosingQuotes': 'never',
    'editor.tabSize': 4,
  };
  writeFileSync(path.join(folder, '.vscode/settings.json'), JSON.stringify(settings));
  const cases = Object.fromEntries(Object.entries(migrations).map(([name, text]) => [name, caseOf(text)]));
  return await drive({ suite: 'typing', folder, installed, open: file, cases, given: {} });
}
