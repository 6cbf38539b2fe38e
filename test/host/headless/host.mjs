/** Starts the headless VS Code: its server, a browser to show it, and a page with the workbench. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { hostPaths } from './install.mjs';

/** Below any user's or workspace's setting: no network look-ups, a plain window, nothing that moves. */
export const quietDefaults = {
  'telemetry.telemetryLevel': 'off',
  'chat.disableAIFeatures': true,
  'chat.agentHost.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
};
const offline = { EXTENSIONS_GALLERY: '{"serviceUrl":""}' };

/**
 * The part of the command line that needs no window: `--install-extension` and the like.
 * @returns the arguments for `spawn(hostPaths().node, …)`, and its environment
 */
export function commandLine(args, { extensionsDir, userDataDir }) {
  const folders = ['--extensions-dir', extensionsDir, '--user-data-dir', userDataDir];
  const server = ['--server-data-dir', path.join(userDataDir, 'server'), '--accept-server-license-terms'];
  return { args: [hostPaths().server, ...args, ...folders, ...server], env: { ...process.env, ...offline } };
}

/** @returns its port, and `stop`, which ends it and everything it started */
export async function startServer({
  userDataDir,
  extensionsDir,
  env = {},
  args = [],
  trust = false,
  onOutput = () => {},
}) {
  mkdirSync(userDataDir, { recursive: true });
  mkdirSync(extensionsDir, { recursive: true });
  const flags = ['--host', '127.0.0.1', '--port', '0', '--without-connection-token', '--telemetry-level', 'off'];
  if (!trust) flags.push('--disable-workspace-trust');
  const line = commandLine([...flags, ...args], { extensionsDir, userDataDir });
  const child = spawn(hostPaths().node, line.args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true, // a process group of its own, so that stop() ends every child
    env: { ...line.env, ...env },
  });
  const port = await portOf(child, onOutput);
  return { child, port, authority: `127.0.0.1:${port}`, stop: () => stop(child) };
}

function portOf(child, onOutput) {
  let text = '';
  return new Promise((resolve, reject) => {
    const read = (chunk) => {
      text += chunk;
      onOutput(String(chunk));
      const listening = /Extension host agent listening on (\d+)/.exec(text);
      if (listening) resolve(Number(listening[1]));
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the VS Code server ended (${code}):\n${text}`)));
  });
}

async function stop(child) {
  const kill = (signal) => {
    try {
      process.kill(-child.pid, signal);
    } catch {} // all gone
  };
  if (child.exitCode === null && !child.signalCode) {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    kill('SIGTERM');
    await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 3000).unref())]);
  }
  kill('SIGKILL');
}

/** The installed Chromium, or the one that DEVSCHEMA_CHROMIUM names. */
export function launchChromium() {
  const { chromium: own, libraries, fonts } = hostPaths();
  const named = process.env.DEVSCHEMA_CHROMIUM;
  const env = named ? process.env : { ...process.env, LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: fonts };
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
  return chromium.launch({
    executablePath: named ?? own,
    env,
    headless: true,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', ...quiet],
  });
}

/**
 * Opens a workbench in `page`. `open`: a folder, a .code-workspace, files; `development`: extensions loaded from folders,
 * as in an Extension Development Host; `tests`: a module that is run in the extension host.
 */
export async function openWorkbench(
  page,
  server,
  { open = [], development = [], tests, disableExtensions = false } = {},
) {
  const remote = (file) => ({
    $mid: 1,
    scheme: 'vscode-remote',
    authority: server.authority,
    path: path.resolve(file),
  });
  await configurePage(page, {
    ...(development.length > 0 && { extensions: development.map(remote) }),
    ...(tests && { extensionTestsPath: remote(tests) }),
  });
  await page.goto(workbenchUrl(server, open, disableExtensions));
}

function workbenchUrl(server, open, disableExtensions) {
  const url = new URL(`http://${server.authority}/`);
  const payload = [
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
    ...(disableExtensions ? [['disableExtensions', 'true']] : []),
  ];
  let root;
  for (const file of open.map((one) => path.resolve(one))) {
    const folder = existsSync(file) && statSync(file).isDirectory();
    if (folder || file.endsWith('.code-workspace')) root ??= [folder ? 'folder' : 'workspace', file];
    else payload.push(['openFile', `vscode-remote://${server.authority}${file}`]);
  }
  url.searchParams.set(...(root ?? ['ew', 'true']));
  url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}

/**
 * The workbench reads its options from a <meta> of its page; a built VS Code ignores the URL's
 * extensionDevelopmentPath and extensionTestsPath, but takes them from there. Rewriting the page itself with
 * page.route() would make Chromium take it for a public one and block its WebSocket.
 */
async function configurePage(page, developmentOptions) {
  await page.addInitScript(
    ({ defaults, development }) => {
      const original = Element.prototype.getAttribute;
      Element.prototype.getAttribute = function (name) {
        const value = original.call(this, name);
        if (name !== 'data-settings' || this.id !== 'vscode-workbench-web-configuration' || !value) return value;
        const options = JSON.parse(value);
        options.configurationDefaults = { ...options.configurationDefaults, ...defaults };
        options.developmentOptions = { ...options.developmentOptions, ...development };
        return JSON.stringify(options);
      };
    },
    { defaults: quietDefaults, development: developmentOptions },
  );
}
