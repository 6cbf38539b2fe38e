/**
 * Ten migrations typed at human speed, by keys, in a real VS Code: nothing is shown of what is being typed, and nothing at
 * the end. Takes some five minutes: `npm run typing`.
 */
import { deepEqual, equal } from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { out } from './package.mjs';
import { drive } from './person.mjs';

const file = 'migrations/002_next.sql';
/** What stands below the cursor all the time: an open quote or bracket above it makes nothing of it red. */
const below = "\nCOMMENT ON TABLE users IS 'people';\n";
/** Milliseconds between two keys from which on it is a pause, after which what stands there is looked at. */
const paused = 750;
/** A machine that stops for so long between two keys has not typed as a person does: then once more. */
const mostTries = 4;

/** In the page: every key, and every change of the squiggles and of the counts in the status bar, with its time. */
function watch() {
  window.devschemaShown = [];
  window.devschemaKeys = [];
  if (window.devschemaWatches) return;
  window.devschemaWatches = true;
  let last = '';
  const now = () => {
    const squiggles = [...document.querySelectorAll('.monaco-editor [class*="squiggly-"]')];
    const kinds = squiggles.map(({ className }) => /squiggly-(\w+)/.exec(className)?.[1]);
    const problems =
      document.querySelector('[id="status.problems"]')?.textContent?.trim().replaceAll(/\s+/g, ' ') ?? '';
    return { squiggles: kinds.sort().join(', '), problems };
  };
  addEventListener('keydown', () => window.devschemaKeys.push(Date.now()), true);
  new MutationObserver(() => {
    const shown = now();
    if (JSON.stringify(shown) === last) return;
    last = JSON.stringify(shown);
    const lines = [...document.querySelectorAll('.view-line')].sort((a, b) => a.offsetTop - b.offsetTop);
    window.devschemaShown.push({ at: Date.now(), ...shown, text: lines.map((line) => line.textContent).join('\n') });
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

const longestBetween = (times) => Math.max(0, ...times.slice(1).map((at, index) => at - times[index]));
function linesOf(file) {
  const text = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  return text === '' ? [] : text.split('\n').map((line) => JSON.parse(line));
}

/** @returns what was shown, with the text that stood there, and the longest time between two keys, here or for extensions */
async function typed({ page }, text, spied) {
  await page.evaluate(watch);
  const delays = rhythm();
  for (const key of text) {
    await (key === '\n' ? page.keyboard.press('Enter') : page.keyboard.type(key));
    const longer = key === '\n' ? 250 : key === ' ' ? 60 : 0;
    await page.waitForTimeout(delays.next().value + longer);
  }
  const { shown, keys } = await page.evaluate(() => ({ shown: window.devschemaShown, keys: window.devschemaKeys }));
  // An extension is told of keys by a process of its own, which can stop as well.
  const reached = linesOf(spied).flatMap(({ typed: at }) => (at >= keys[0] ? [at] : []));
  return {
    shown: shown.filter(({ squiggles, problems }) => squiggles !== '' || !/^0 ?0?$/.test(problems)),
    longest: Math.max(longestBetween(keys), longestBetween(reached)),
  };
}

/** What the extensions had told of the file when something was shown, which has no words itself. */
function withWords(shown, spied) {
  const lines = linesOf(spied);
  return shown.map((one) => ({
    ...one,
    told: lines.findLast(({ at }) => at <= one.at + 50)?.diagnostics ?? 'not known yet',
  }));
}

/** What is in the file once it is saved, which takes VS Code a moment. */
async function saved(person, wanted) {
  await person.page.keyboard.press('Control+s');
  for (let tries = 0; person.read(file) !== wanted && tries < 50; tries++) await person.page.waitForTimeout(100);
  return person.read(file);
}

/** Nothing but what stands below. */
async function emptied({ page }) {
  await page.locator('.monaco-editor .view-line').first().click();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await page.keyboard.insertText(below);
  await page.keyboard.press('Control+Home');
  await page.waitForTimeout(1500);
}

function caseOf(text) {
  return async (person, spied) => {
    const { page } = person;
    for (let tries = 1; ; tries++) {
      await emptied(person);
      const { shown, longest } = await typed(person, text.trimEnd(), spied);
      if (shown.length === 0) break;
      const isVoid = longest >= paused && tries < mostTries;
      if (!isVoid)
        deepEqual(withWords(shown, spied), [], `nothing is shown of what is being typed (longest ${longest} ms)`);
      console.log(`    once more: the machine stopped for ${longest} ms between two keys`);
    }
    const wanted = `${text.trimEnd()}${below}`;
    equal(await saved(person, wanted), wanted);
    await page.waitForTimeout(1500);
    equal(await page.locator('.monaco-editor [class*="squiggly-"]').count(), 0, 'and nothing of what has been typed');
  };
}

/** An extension beside ours that writes down what is told, to a file. */
const spy = (file) => ({
  development: [fileURLToPath(new URL('spy', import.meta.url))],
  env: { DEVSCHEMA_SPY: file },
});

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
  const spied = path.join(temp, 't', 'told');
  const cases = Object.fromEntries(Object.entries(migrations).map(([name, text]) => [name, caseOf(text)]));
  return await drive({ suite: 'typing', folder, installed, open: file, cases, given: spied, ...spy(spied) });
}
