/**
 * Takes the command line of VS Code desktop, so that `runTests({ vscodeExecutablePath })` of @vscode/test-electron starts
 * the headless one. HEADLESS_TRUST=1 leaves workspace trust on, which test-electron always turns off.
 */
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, readSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'node:util';
import { commandLine, launchChromium, openWorkbench, startServer } from './host.mjs';
import { hostPaths } from './install.mjs';

const TIMEOUT_S = Number(process.env.HEADLESS_TIMEOUT ?? 300);
const verbose = !!process.env.HEADLESS_VERBOSE;
const valued = new Set([
  'extensionDevelopmentPath',
  'extensionTestsPath',
  'user-data-dir',
  'extensions-dir',
  'folder-uri',
  'file-uri',
  'install-extension',
  'uninstall-extension',
  'profile',
]);

function readArguments(argv) {
  const values = {};
  const flags = new Set();
  const open = [];
  for (let i = 0; i < argv.length; i++) {
    const [, name, inline] = /^--([^=]+)(?:=([\s\S]*))?$/.exec(argv[i]) ?? [];
    if (!name && !argv[i].startsWith('-')) open.push(argv[i]);
    else if (name && !valued.has(name) && inline === undefined) flags.add(name);
    else if (name) {
      values[name] ??= [];
      values[name].push(inline ?? argv[++i]);
    }
  }
  return { values, flags, open };
}
const local = (file) => (file.startsWith('file://') ? fileURLToPath(file) : path.resolve(file));

/** `code --install-extension X.vsix` and the like; undefined when a window is wanted. */
function runCommandLine({ values, flags }, folders) {
  const wanted = [
    ...['install-extension', 'uninstall-extension'].flatMap((name) =>
      (values[name] ?? []).map((v) => `--${name}=${v}`),
    ),
    ...['list-extensions', 'show-versions', 'version'].filter((name) => flags.has(name)).map((name) => `--${name}`),
  ];
  if (wanted.length === 0) return undefined;
  const { args, env } = commandLine(flags.has('force') ? [...wanted, '--force'] : wanted, folders);
  return spawnSync(hostPaths().node, args, { stdio: 'inherit', env }).status ?? 1;
}

/** What the tests print comes by a file (runner.cjs), since the extension host's own output goes to the log. */
function follow(file) {
  writeFileSync(file, '');
  const descriptor = openSync(file, 'r');
  const buffer = Buffer.alloc(65536);
  const drain = () => {
    for (;;) {
      const size = readSync(descriptor, buffer, 0, buffer.length, null);
      if (size === 0) return;
      process.stdout.write(Buffer.from(buffer.subarray(0, size)));
    }
  };
  const timer = setInterval(drain, 50);
  return () => {
    clearInterval(timer);
    drain();
    closeSync(descriptor);
  };
}

/** The workbench's own lines that say nothing about the extension under test. */
const noise =
  /^\[[A-Za-z][^\]]*\]|^Resolv(ing|ed) connection token|^Creating a socket|^Updating additional builtin|^Ignoring fetching additional builtin|^Creation of workbench contribution|vsda|not a web extension\.$|^Timed out waiting for authentication provider|package\.nls\.json|^(Canceled|An unknown error occurred)/;

/** Resolves with the workbench's exit code. */
async function showWorkbench(page, server, { values, flags, open }, tests) {
  page.on('crash', () => process.emit('uncaughtException', new Error('the page of the workbench crashed')));
  await page.exposeFunction('codeAutomationLog', (type, args) => {
    const line = format(...args);
    if (verbose || !noise.test(line)) (type === 'error' ? process.stderr : process.stdout).write(`${line}\n`);
  });
  const exit = new Promise((resolve) => page.exposeFunction('codeAutomationExit', resolve));
  await openWorkbench(page, server, {
    open: [...open, ...(values['folder-uri'] ?? []).map(local), ...(values['file-uri'] ?? []).map(local)],
    development: (values.extensionDevelopmentPath ?? []).map(local),
    tests: tests && fileURLToPath(new URL('runner.cjs', import.meta.url)),
    disableExtensions: flags.has('disable-extensions'),
  });
  return exit;
}

function reportCrash(text) {
  if (verbose) process.stderr.write(text);
  const died = /Extension Host Process exited with code: (\w+), signal: (\w+)/.exec(text);
  if (died && died[1] + died[2] !== '0null')
    console.error(`the extension host ended: code ${died[1]}, signal ${died[2]}`);
}

async function runWindow(args, folders, temp) {
  const tests = args.values.extensionTestsPath?.at(-1);
  const output = path.join(temp, 'output');
  const result = path.join(temp, 'result');
  let server;
  let browser;
  const close = async () => {
    await browser?.close().catch(() => {});
    await server?.stop();
  };
  const abort = async (message) => {
    console.error(message);
    await close();
    rmSync(temp, { recursive: true, force: true });
    process.exit(1);
  };
  process.on('uncaughtException', (error) => abort(String(error?.stack ?? error)));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => abort(signal));
  if (tests) setTimeout(() => abort(`no result after ${TIMEOUT_S} s`), TIMEOUT_S * 1000).unref();
  const finish = follow(output);
  try {
    server = await startServer({
      ...folders,
      trust: !!process.env.HEADLESS_TRUST,
      env: tests && { HEADLESS_TESTS: local(tests), HEADLESS_OUTPUT: output, HEADLESS_RESULT: result },
      onOutput: reportCrash,
    });
    browser = await launchChromium();
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const code = await showWorkbench(page, server, args, tests);
    finish();
    const passed = existsSync(result) && readFileSync(result, 'utf8') === 'passed';
    if (code === 0 && !passed) console.error('the extension host ended before the tests did');
    return passed ? code : code || 1;
  } finally {
    await close();
  }
}

const args = readArguments(process.argv.slice(2));
const temp = mkdtempSync(path.join(os.tmpdir(), 'headless-vscode-'));
const folders = {
  userDataDir: path.resolve(args.values['user-data-dir']?.at(-1) ?? path.join(temp, 'user-data')),
  extensionsDir: path.resolve(args.values['extensions-dir']?.at(-1) ?? path.join(temp, 'extensions')),
};
let status;
try {
  status = runCommandLine(args, folders) ?? (await runWindow(args, folders, temp));
} finally {
  rmSync(temp, { recursive: true, force: true });
}
setTimeout(() => process.exit(status), 200); // runTests() drops what it has not read by then
