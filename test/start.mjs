// `npm start`: installs, builds, shows the main job on the example, in the terminal and in VS Code where there is one.
// Imports only Node's own modules until all is installed.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { install } from './run.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const example = path.join('test', 'workspaces', 'bazaar');
const draft = path.join(example, 'migrations', 'brand_extraction.sql');
const table = 'bazaar-vid_brand_extraction';
const windows = process.platform === 'win32';

function node(...args) {
  return spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 1;
}
function stop(what) {
  console.error(`${what} failed; see above.`);
  process.exit(1);
}

/** The command line's own exit status 1 is the point here: there are findings. */
function showInTerminal() {
  console.log(`\n$ devschema check ${draft}\n`);
  if (node('dist/cli.js', 'check', draft) !== 1) stop('The check of the example');
  console.log(`\nDev's own statements, to put in its place (in the editor: a quick fix):`);
  console.log(`\n$ devschema generate ${table} --dev ${path.join(example, 'dev', 'schema.sql')}\n`);
  if (node('dist/cli.js', 'generate', table, '--dev', path.join(example, 'dev', 'schema.sql')) !== 0) {
    stop('Generating from the example');
  }
}

function onPath(name) {
  const names = windows ? [`${name}.cmd`, `${name}.exe`] : [name];
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return folders.flatMap((folder) => names.map((one) => path.join(folder, one))).find((file) => existsSync(file));
}
function hasDisplay() {
  return windows || process.platform === 'darwin' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}
/** Named, installed, or fetched into .vscode-test; undefined with a line that says why. */
async function findVSCode() {
  const named = process.env.DEVSCHEMA_VSCODE ?? onPath('code');
  if (named) return named;
  if (!hasDisplay()) {
    console.log('\nVS Code is not shown: there is no `code` on the PATH and no display to show it on.');
    console.log('Its tests and screenshots run without either: npm run test:host, npm run screenshots.');
    return undefined;
  }
  try {
    console.log('\nThere is no `code` on the PATH: VS Code is fetched into .vscode-test (about 150 MB, once).');
    const { downloadAndUnzipVSCode } = await import('@vscode/test-electron');
    return await downloadAndUnzipVSCode({ extensionDevelopmentPath: root });
  } catch (error) {
    console.log(`VS Code is not shown: it could not be fetched (${error.message}).`);
    console.log('Install it, or name its executable in DEVSCHEMA_VSCODE, and run npm start again.');
    return undefined;
  }
}
async function showInVSCode() {
  const code = await findVSCode();
  if (!code) return;
  const asRoot =
    process.getuid?.() === 0 ? ['--no-sandbox', `--user-data-dir=${path.join(root, 'out', 'vscode')}`] : [];
  const args = ['--new-window', `--extensionDevelopmentPath=${root}`, ...asRoot, example, draft];
  console.log(`\nOpening the example in VS Code (${code}).`);
  const { status, error } = spawnSync(code, args, { cwd: root, stdio: 'inherit', shell: windows });
  if (status !== 0) console.log(`VS Code did not start: ${error?.message ?? `it ended with ${status}`}.`);
}

if (install() !== 0) stop('npm ci');
if (node('esbuild.mjs') !== 0) stop('The build');
showInTerminal();
await showInVSCode();
