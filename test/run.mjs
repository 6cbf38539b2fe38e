// The whole test command: installs what is missing, checks, builds, runs every layer, one after another.
// Usage: node test/run.mjs [LAYER…]. Imports only Node's own modules, because it runs before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const reports = path.join(root, 'out', 'test');
const node = process.execPath;

const vitest = (name) => [
  'node_modules/vitest/vitest.mjs',
  'run',
  '--project',
  name,
  '--reporter=default',
  '--reporter=./test/support/reporter.mjs',
];
/** A step either succeeds or counts as one failure; a layer writes its counts to $DEVSCHEMA_TEST_REPORT. */
const steps = [
  { name: 'typecheck', args: ['node_modules/typescript/bin/tsc', '-p', '.'] },
  { name: 'typecheck:page', args: ['node_modules/typescript/bin/tsc', '-p', 'client/page'] },
  { name: 'lint', args: ['node_modules/@biomejs/biome/bin/biome', 'check', '.'] },
  { name: 'build', args: ['esbuild.mjs'] },
];
const layers = [
  { name: 'unit', args: vitest('unit') },
  { name: 'rules', args: vitest('rules') },
  { name: 'grammar', args: ['test/grammar/run.mjs'] },
  { name: 'lsp', args: vitest('lsp') },
  { name: 'postgres', args: vitest('postgres') },
  { name: 'host', args: ['test/host/run.mjs'] },
];

function run(command, args) {
  return spawnSync(command, args, { cwd: root, stdio: 'inherit' }).status ?? 1;
}

/** Runs a layer and shows what it prints; a line `WHAT not run: WHY` of it goes into the summary. */
function runWatched(args, report) {
  const color = process.stdout.isTTY && !process.env.NO_COLOR ? { FORCE_COLOR: '1' } : {};
  const env = { ...process.env, ...color, DEVSCHEMA_TEST_REPORT: report };
  const child = spawn(node, args, { cwd: root, stdio: ['inherit', 'pipe', 'pipe'], env });
  const lines = new Set();
  for (const [stream, out] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ]) {
    let rest = '';
    stream.setEncoding('utf8').on('data', (text) => {
      out.write(text);
      const parts = (rest + text).split(/\r?\n/);
      rest = parts.pop();
      for (const line of parts) if (line.includes(' not run: ')) lines.add(line);
    });
  }
  return new Promise((resolve) => {
    child.once('error', () => resolve({ status: 1, lines }));
    child.once('close', (status) => resolve({ status: status ?? 1, lines }));
  });
}

/** Whether every package of the lock file is there in its version; those of other platforms may be absent. */
export function installed() {
  const locked = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages;
  const hidden = path.join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(hidden)) return false;
  const present = JSON.parse(readFileSync(hidden, 'utf8')).packages;
  return Object.entries(locked).every(([where, wanted]) =>
    where === '' || (wanted.optional && !present[where]) ? true : present[where]?.version === wanted.version,
  );
}

/** No install scripts: every binary used here comes inside a package. */
export function install() {
  if (installed()) return 0;
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
  const cli = process.env.npm_execpath;
  if (cli?.endsWith('.js')) return run(node, [cli, ...args]);
  return spawnSync('npm', args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' }).status ?? 1;
}

async function runLayer(layer) {
  const file = path.join(reports, `${layer.name}.json`);
  rmSync(file, { force: true });
  const { status, lines } = await runWatched(layer.args, file);
  const counts = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  const { passed = 0, failed = 0, skipped = 0, notRun = [] } = counts ?? {};
  const said = [...lines].map((line) => {
    const [, what, why] = /^(.*?) not run: (.*)$/.exec(line);
    return { what: what.trim(), why };
  });
  let problem;
  if (!counts) problem = `ended with ${status} and reported nothing`;
  else if (status !== 0 && failed === 0) problem = `ended with ${status} although no test failed`;
  else if (passed + failed === 0) problem = 'ran no test';
  return {
    name: layer.name,
    passed,
    failed: failed + (problem ? 1 : 0),
    skipped: skipped + said.length,
    notRun: [...notRun, ...said],
    problem,
  };
}

/** All at once: each is one thread's work. What they print is shown one after another. */
function runSteps() {
  const running = steps.map((step) => {
    const child = spawn(node, step.args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => {
        said += text;
      });
    return new Promise((resolve) => {
      child.once('error', (error) => resolve({ step, status: 1, said: error.message }));
      child.once('close', (status) => resolve({ step, status: status ?? 1, said }));
    });
  });
  return Promise.all(
    running.map(async (one) => {
      const { step, status, said } = await one;
      console.log(`\n== ${step.name}\n${said.trimEnd()}`);
      const problem = status === 0 ? undefined : `ended with ${status}`;
      return { name: step.name, passed: 0, failed: problem ? 1 : 0, skipped: 0, notRun: [], problem, step: true };
    }),
  );
}

function summary(results) {
  console.log('\nSummary');
  for (const r of results) {
    const counts = r.step
      ? r.problem
        ? 'failed'
        : 'ok'
      : `${r.passed} passed, ${r.failed} failed, ${r.skipped} skipped`;
    console.log(`  ${r.name.padEnd(10)} ${counts}${r.problem ? ` (${r.problem})` : ''}`);
    for (const { what, why } of r.notRun) console.log(`    not run: ${what}: ${why}`);
  }
  const sum = (key) => results.reduce((total, r) => total + r[key], 0);
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
  return sum('failed') === 0 ? 0 : 1;
}

async function main(names) {
  const unknown = names.filter((name) => !layers.some((layer) => layer.name === name));
  if (unknown.length > 0) {
    console.error(`no layer ${unknown.join(', ')}; there are ${layers.map((l) => l.name).join(', ')}`);
    return 2;
  }
  if (install() !== 0) {
    console.error('npm ci failed, so nothing was tested');
    console.log('0 passed, 1 failed, 0 skipped');
    return 1;
  }
  mkdirSync(reports, { recursive: true });
  const results = await runSteps();
  for (const layer of layers.filter((l) => names.length === 0 || names.includes(l.name))) {
    console.log(`\n== ${layer.name}`);
    results.push(await runLayer(layer));
  }
  return summary(results);
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url))
  process.exitCode = await main(process.argv.slice(2));
