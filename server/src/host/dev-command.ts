/**
 * A command whose output is SQL, as dev: `pg_dump -s …`, `prisma migrate diff …`, `drizzle-kit export`. A command that
 * comes with a repository is a stranger's program: it runs only where a person has allowed exactly this text, which is
 * kept outside of the repository.
 */
import { spawn } from 'node:child_process';
import { DevSourceError, type SourceOptions } from '../dev/source';
import { decodeText, sizeLimits } from '../files/reading';
import type { Settings } from '../settings';
import { t } from '../text/l10n';
import { visibleLine } from '../text/shown';
import type { FileSystem } from '../workspace/files';
import { readDevFiles, readDevText } from './dev-files';

export interface CommandQuestion {
  readonly command: string;
  /** The setting that has it. */
  readonly namedBy: string;
}
interface CommandPlace {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
  /** Absent: nobody can allow anything. */
  readonly allow: ((question: CommandQuestion) => Promise<boolean>) | undefined;
}
/** A project's own tool, started by npx, takes its time. */
const COMMAND_MS = 120_000;
/** How SQL that serves as dev is had: from files, or from a command. */
export function sqlDoors(
  {
    files,
    env,
    allowCommand,
  }: Pick<CommandPlace, 'env'> & {
    readonly files: FileSystem;
    readonly allowCommand?: CommandPlace['allow'];
  },
  { settings, folders }: { readonly settings: Pick<Settings, 'migrations'>; readonly folders: readonly string[] },
): Required<Pick<SourceOptions, 'readSql' | 'runCommand'>> {
  return {
    readSql: (paths) => readDevFiles(paths, files, folders[0] ?? '', settings.migrations),
    runCommand: async (command, namedBy, signal) => {
      const place = { cwd: folders[0] ?? '.', env, timeoutMs: COMMAND_MS, signal, allow: allowCommand };
      return readDevText(visibleLine(command), await commandOutput({ command, namedBy }, place));
    },
  };
}
const isWindows = process.platform === 'win32';

/** What it prints, once a person has allowed it. @throws DevSourceError */
export async function commandOutput(question: CommandQuestion, place: CommandPlace): Promise<string> {
  const shown = visibleLine(question.command);
  if (!(await place.allow?.(question)))
    throw new DevSourceError(
      t('{0} is the command “{1}”, and nobody has allowed it', question.namedBy, shown),
      'configuration',
      {
        advice: t(
          'It runs only once you say so for exactly this text: in VS Code where it is asked, in a terminal by --allow-command. Its output in a file does as well.',
        ),
      },
    );
  const { status, output, words } = await runInShell(question.command, place);
  place.signal?.throwIfAborted();
  if (status === 'too long') throw failed(t('the output of “{0}” has more than {1} bytes', shown, sizeLimits.sql));
  if (status === 'too late') throw failed(t('“{0}” did not end within {1} s', shown, place.timeoutMs / 1000));
  if (status !== 0) throw failed(t('“{0}” ended with {1}: {2}', shown, status, words || t('it says nothing')));
  if (output.trim() === '') throw failed(t('“{0}” printed no SQL', shown));
  return output;
}
const failed = (reason: string): DevSourceError => new DevSourceError(reason, 'sql');

interface Ended {
  readonly status: number | string;
  readonly output: string;
  /** The last line that it wrote for people. */
  readonly words: string;
}
function runInShell(command: string, { cwd, env, timeoutMs, signal }: CommandPlace): Promise<Ended> {
  // Of a group of its own, so that what it has started ends with it.
  const child = spawn(command, { cwd, env, shell: true, detached: !isWindows, stdio: ['ignore', 'pipe', 'pipe'] });
  const pieces: Buffer[] = [];
  let [length, said, ended] = [0, '', undefined as string | undefined];
  const end = (why: string): void => {
    ended ??= why;
    try {
      if (isWindows || child.pid === undefined) child.kill();
      else process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  };
  const timer = setTimeout(() => end('too late'), timeoutMs);
  const cancel = (): void => end('cancelled');
  signal?.addEventListener('abort', cancel, { once: true });
  child.stdout.on('data', (piece: Buffer) => {
    length += piece.length;
    if (length > sizeLimits.sql) end('too long');
    else pieces.push(piece);
  });
  child.stderr.on('data', (piece: Buffer) => {
    said = (said + piece.toString()).slice(-2000);
  });
  return new Promise((resolve) => {
    const done = (status: number | string): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      const words = visibleLine(said.trim().split('\n').at(-1) ?? '');
      resolve({ status: ended ?? status, output: decodeText(Buffer.concat(pieces)), words });
    };
    child.once('error', ({ message }) => done(message));
    child.once('close', (code, by) => done(code ?? by ?? ''));
  });
}
