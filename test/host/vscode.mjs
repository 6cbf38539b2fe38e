/** Which VS Code the tests run in: the one named, a downloaded desktop, or the headless one. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { downloadAndUnzipVSCode, resolveCliArgsFromVSCodeExecutablePath } from '@vscode/test-electron';
import { cacheFolder, installHost, supported } from './headless/install.mjs';

const DOWNLOAD_SITE = 'https://update.code.visualstudio.com/api/releases/stable';
const ANSWER_MS = 3000;

/**
 * @returns `{ executable, headless }`
 * @throws Error that says why there is none
 */
export async function findVSCode(log = console.log) {
  const named = process.env.DEVSCHEMA_VSCODE;
  if (named && named !== 'headless') return { executable: named, headless: false };
  const problem = named ? 'DEVSCHEMA_VSCODE asks for the headless one' : await desktopProblem();
  if (!problem) {
    const executable = await downloadAndUnzipVSCode({ cachePath: path.join(cacheFolder(), 'vscode') });
    return { executable, headless: false };
  }
  log(`VS Code desktop is not used: ${problem}.`);
  if (!supported) throw new Error(`${problem}, and the headless one runs on Linux on x64 only`);
  await installHost(log);
  return { executable: fileURLToPath(new URL('headless/code', import.meta.url)), headless: true };
}

async function desktopProblem() {
  const display = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (!display) return 'there is no display';
  const answer = await fetch(DOWNLOAD_SITE, { signal: AbortSignal.timeout(ANSWER_MS) }).catch((error) => error);
  return answer.ok ? undefined : `its download does not answer (${answer.cause?.code ?? answer.name ?? answer.status})`;
}

/** Installs a .vsix as a person does it. @returns the folder it was installed in */
export function installPackage({ executable }, vsix, { id, version }, folders) {
  const [command, ...args] = resolveCliArgsFromVSCodeExecutablePath(executable, { reuseMachineInstall: true });
  args.push('--extensions-dir', folders.extensions, '--user-data-dir', folders.userData, '--install-extension', vsix);
  const { status, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  const folder = path.join(folders.extensions, `${id}-${version}`);
  if (status !== 0 || !existsSync(folder))
    throw new Error(`the package could not be installed (${status}):\n${stdout}${stderr}`);
  return folder;
}
