/** git's plumbing: nothing of the repository is run (no hook, no filter, no monitor), and no remote is asked. */
import { execFile } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { t } from '../text/l10n';

const run = promisify(execFile);
/** Where git runs. */
export interface GitPlace {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal;
}

/** What the command prints. @throws Error with git's own words, or that it cannot be run */
export async function git({ cwd, env, signal }: GitPlace, ...args: readonly string[]): Promise<Buffer> {
  try {
    const { stdout } = await run(programIn(env.PATH ?? ''), ['--no-optional-locks', ...args], {
      ...{ cwd, ...(signal && { signal }), encoding: 'buffer', maxBuffer: 1 << 28 },
      // A clone that lacks objects would ask a remote for them, by a program that its own settings name.
      env: { PATH: env.PATH, HOME: env.HOME, GIT_NO_LAZY_FETCH: '1', GIT_ALLOW_PROTOCOL: '' },
    });
    return stdout;
  } catch (error) {
    signal?.throwIfAborted();
    const { stderr, code } = error as { stderr?: Buffer; code?: unknown };
    const words = stderr
      ?.toString()
      .trim()
      .replace(/^fatal: /, '');
    throw new Error(
      words || (typeof code === 'number' ? t('git ended with the status {0}', code) : t('git cannot be run')),
    );
  }
}
/** By its whole path: a folder that is not whole is looked for in the repository, as Windows does before all others. */
function programIn(folders: string): string {
  const name = process.platform === 'win32' ? 'git.exe' : 'git';
  const files = folders.split(path.delimiter).flatMap((one) => (path.isAbsolute(one) ? [path.join(one, name)] : []));
  const found = files.find(isProgram);
  if (found === undefined) throw new Error(t('git cannot be run'));
  return found;
}
/** Folders of PATH may be none, or another user's. */
function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
/** Who commits there, as git has it; undefined: nobody says. */
export async function userName(place: GitPlace): Promise<string | undefined> {
  const name = await git(place, 'config', '--get', 'user.name').catch(() => undefined);
  return name?.toString().trim() || undefined;
}
