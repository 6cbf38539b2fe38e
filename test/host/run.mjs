/**
 * Runs the extension's package in a real VS Code: `node test/host/run.mjs [SUITE…]`. Needs no display and no VS Code:
 * where there is none, the headless one of test/host/headless is installed into the user's cache.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { runNearMiss } from './near-miss.mjs';
import { makePackage, out, packageProblems, root } from './package.mjs';
import { runPickers } from './pickers.mjs';
import { runTyping } from './typing.mjs';
import { findVSCode, installPackage } from './vscode.mjs';

const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const extension = { id: `${manifest.publisher}.${manifest.name}`, version: manifest.version };
const example = path.join(root, 'test/workspaces/bazaar');
/** Each with a dev of its own. */
const twoFolders = path.join(root, 'test/workspaces/two-folders');
const stub = fileURLToPath(new URL('stub', import.meta.url));
const suites = ['trusted', 'folders', 'installed', 'restricted'];

const results = { passed: 0, failed: 0, skipped: 0, notRun: [] };
/** Short names below it: on macOS the path of a socket in a user data folder may have 103 characters. */
const temp = mkdtempSync(path.join(os.tmpdir(), 'ds-'));

async function bundleSuites() {
  await build({
    absWorkingDir: root,
    entryPoints: suites.map((name) => `test/host/suite/${name}.ts`),
    outdir: path.join(out, 'suite'),
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['vscode'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
}

/** What the quick fix must write, as the command line of the same package writes it. */
function expectedText(installed) {
  const file = path.join(temp, 'expected.sql');
  const table = 'bazaar-vid_brand_extraction';
  const args = [path.join(installed, 'dist/cli.js'), 'generate', table, '--dev', path.join(example, 'dev/schema.sql')];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the packaged command line ended with ${status}:\n${stderr}`);
  writeFileSync(file, stdout);
  return file;
}

function addResults(file, problem) {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').filter(Boolean) : [];
  const outcomes = lines.map((line) => JSON.parse(line));
  results.passed += outcomes.filter((one) => one.passed).length;
  const failed = outcomes.filter((one) => !one.passed).length;
  results.failed += failed;
  if (problem && failed === 0) {
    results.failed++;
    console.error(`  ✗ ${problem}`);
  }
}

/** One VS Code, one copy of the example, one suite. */
async function runSuite(vscode, name, installed, environment) {
  console.log(`\n${name}${vscode.headless ? ' (headless VS Code)' : ''}`);
  const folder = path.join(temp, name.slice(0, 1));
  const workspace = path.join(folder, 'bazaar');
  const lines = path.join(folder, 'results');
  const userData = path.join(folder, 'u');
  mkdirSync(path.join(userData, 'User'), { recursive: true });
  cpSync(name === 'folders' ? twoFolders : example, workspace, { recursive: true });
  const opened = name === 'folders' ? path.join(workspace, 'window.code-workspace') : workspace;
  const settings = { 'security.workspace.trust.startupPrompt': 'never', 'files.simpleDialog.enable': true };
  writeFileSync(path.join(userData, 'User/settings.json'), JSON.stringify(settings));
  const extensions = name === 'installed' ? path.dirname(installed) : path.join(folder, 'extensions');
  const problem = await runTests({
    vscodeExecutablePath: vscode.executable,
    extensionDevelopmentPath: name === 'installed' ? stub : installed,
    extensionTestsPath: path.join(out, 'suite', `${name}.cjs`),
    launchArgs: [opened, '--user-data-dir', userData, '--extensions-dir', extensions],
    extensionTestsEnv: { DEVSCHEMA_HOST_RESULTS: lines, DEVSCHEMA_INSTALLED: installed, ...environment },
  }).then(
    () => undefined,
    (error) => `VS Code ended with an error: ${error.message}`,
  );
  addResults(lines, problem);
}

function notRun(what, why) {
  results.skipped++;
  results.notRun.push({ what, why });
  console.log(`\nnot run: ${what}: ${why}`);
}

async function main(names) {
  const vscode = await findVSCode().catch((error) => notRun('the tests in VS Code', error.message));
  if (!vscode) return;
  const vsix = await makePackage();
  const folders = { extensions: path.join(temp, 'installed'), userData: path.join(temp, 'install-data') };
  const installed = installPackage(vscode, vsix, extension, folders);
  const problems = packageProblems(vsix, installed);
  console.log(`\npackage\n  ${problems.length === 0 ? '✓' : '✗'} holds what it needs and nothing else`);
  for (const problem of problems) console.log(`    ${problem}`);
  results[problems.length === 0 ? 'passed' : 'failed']++;
  await bundleSuites();
  const isWanted = (name) => names.length === 0 || names.includes(name);
  const wanted = suites.filter(isWanted);
  const expected = wanted.includes('trusted') ? expectedText(installed) : '';
  for (const name of wanted) {
    if (name === 'restricted' && !vscode.headless) {
      notRun('the suite without workspace trust', 'test-electron always turns workspace trust off');
    } else {
      const environment = { DEVSCHEMA_EXPECTED: expected };
      if (name === 'restricted') process.env.HEADLESS_TRUST = '1';
      await runSuite(vscode, name, installed, environment);
    }
  }
  for (const [name, drive] of Object.entries({ pickers: runPickers, 'near-miss': runNearMiss, typing: runTyping })) {
    // Typing has a command of its own: it takes as long as a person takes.
    if (name === 'typing' ? !names.includes(name) : !isWanted(name)) continue;
    if (!vscode.headless) notRun(name, 'only the headless VS Code can be driven by keys');
    else for (const { passed } of await drive({ example, installed, temp })) results[passed ? 'passed' : 'failed']++;
  }
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  results.failed++;
  console.error(error);
} finally {
  rmSync(temp, { recursive: true, force: true });
}
console.log(`\n${results.passed} passed, ${results.failed} failed, ${results.skipped} skipped`);
if (process.env.DEVSCHEMA_TEST_REPORT) writeFileSync(process.env.DEVSCHEMA_TEST_REPORT, JSON.stringify(results));
process.exitCode = results.failed === 0 ? 0 : 1;
