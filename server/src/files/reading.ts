/**
 * The one door through which files are read. A repository is a stranger: it can hold a named pipe that never answers, a
 * link to a device that never ends, or a file larger than the memory, under any name. Only regular files are read, up
 * to a size that fits what they are for, and a link that leads out of the workspace is said, not followed.
 */
import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  lstatSync,
  openSync,
  readlinkSync,
  readSync,
  realpathSync,
  type Stats,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, relative, resolve, sep } from 'node:path';
import { t } from '../text/l10n';

/** The largest file that is read, in bytes, by what it is for. */
export const sizeLimits = {
  /** Migrations and their tools' own files. */
  sql: 20_000_000,
  snapshot: 200_000_000,
  /** What the program itself has kept of the embedded PostgreSQL. */
  base: 500_000_000,
  /** `.env`, settings, services, passwords, certificates. */
  small: 1_000_000,
} as const;
/** A file system that stops answering between two pieces ends the reading. */
const MOST_MS = 5000;
const PIECE = 1_000_000;
/** What others write at the same moment is looked at once more. */
const MOST_TRIES = 3;

interface ReadOptions {
  readonly limit: number;
  /** The workspace's folders: a path below one of them may be a link only to what is below them too. */
  readonly within?: readonly string[];
}
type Contents =
  | { readonly bytes: Buffer }
  /** Why there are none, as what follows the file's name; `missing`: there is no such file. */
  | { readonly problem: string; readonly missing: boolean };

/** Never waits for a pipe or a device, never holds more than the limit, never throws. */
export function readRegular(path: string, options: ReadOptions): Contents {
  try {
    // Most that is asked for is not there, in each folder up to the root; the real path is looked up step by step.
    if (!lstatSync(path, { throwIfNoEntry: false })) return notThere();
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const contents = readOnce(path, options);
      if (contents) return contents;
    }
    return problem(t('became another file again and again while it was read'));
  } catch (error) {
    return unreadable(error);
  }
}
/** Undefined when something else was opened than what was looked at: a folder on the way had become a link, say. */
function readOnce(path: string, { limit, within = [] }: ReadOptions): Contents | undefined {
  const real = realpathSync.native(path);
  const refused = linkOut(path, real, within) ?? whyNot(lstatSync(real), limit);
  if (refused !== undefined) return problem(refused);
  return opened(real, (file, stats) => {
    if (within.length > 0 && !isStill(file, stats, path, real)) return undefined;
    const refusedNow = whyNot(stats, limit);
    return refusedNow === undefined ? readPieces(file, stats.size, limit) : problem(refusedNow);
  });
}
/** Whether the file that is open is the one at this real path. Linux tells it of the open file itself. */
function isStill(file: number, stats: Stats, path: string, real: string): boolean {
  if (process.platform === 'linux' && pathOfOpen(file) === real) return true;
  if (realpathSync.native(path) !== real) return false;
  const now = lstatSync(real);
  return now.ino === stats.ino && now.dev === stats.dev;
}
function pathOfOpen(file: number): string | undefined {
  try {
    return readlinkSync(`/proc/self/fd/${file}`);
  } catch {
    return undefined;
  }
}
/** The first bytes of a regular file, however large it is, and when it was written, in epoch milliseconds. Never throws. */
export function readHead(
  path: string,
  length: number,
): { readonly bytes: Buffer; readonly writtenAt: number } | { readonly problem: string } {
  try {
    return opened(realpathSync.native(path), (file, stats) => {
      const refused = whyNot(stats, Number.POSITIVE_INFINITY);
      if (refused !== undefined) return problem(refused);
      const head = Buffer.alloc(length);
      return { bytes: head.subarray(0, readSync(file, head, 0, length, 0)), writtenAt: stats.mtimeMs };
    });
  } catch (error) {
    return unreadable(error);
  }
}
const utf8 = new TextDecoder();
/** UTF-8 unless a byte order mark says UTF-16; the mark itself is left out, as in an editor. */
export function decodeText(bytes: Buffer): string {
  const encoding = encodingOf(bytes);
  return (encoding === 'utf-8' ? utf8 : new TextDecoder(encoding)).decode(bytes);
}
/** The same, with the mark of UTF-16 left in: migration tools read UTF-8, and stop there as at a second mark. */
export function decodeSql(bytes: Buffer): string {
  const encoding = encodingOf(bytes);
  return (encoding === 'utf-8' ? utf8 : new TextDecoder(encoding, { ignoreBOM: true })).decode(bytes);
}
function encodingOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
}

const problem = (text: string) => ({ problem: text, missing: false }) as const;
const notThere = () => ({ problem: t('does not exist'), missing: true }) as const;
function unreadable(error: unknown): Extract<Contents, { problem: string }> {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT' || code === 'ENOTDIR') return notThere();
  if (code === 'ELOOP') return problem(t('is a link that leads in a circle'));
  return problem(code === 'EACCES' || code === 'EPERM' ? t('may not be read by this user') : t('cannot be read'));
}

/** Opened so that nothing waits: what was a file a moment ago may be a pipe by now. */
function opened<T>(real: string, read: (file: number, stats: Stats) => T): T {
  const { O_RDONLY, O_NONBLOCK = 0, O_NOFOLLOW = 0, O_NOCTTY = 0 } = constants;
  const file = openSync(real, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_NOCTTY);
  try {
    return read(file, fstatSync(file));
  } finally {
    closeSync(file);
  }
}
/** To the end of the file, which may be further away than its size said. */
function readPieces(file: number, size: number, limit: number): Contents {
  const deadline = Date.now() + MOST_MS;
  const pieces: Buffer[] = [];
  let length = 0;
  for (;;) {
    const piece = Buffer.allocUnsafe(Math.min(PIECE, Math.max(size - length, 0) + 1));
    const count = readSync(file, piece, 0, piece.length, null);
    if (count === 0) return { bytes: Buffer.concat(pieces, length) };
    length += count;
    if (length > limit) return problem(tooLarge(length, limit));
    if (Date.now() > deadline) return problem(t('could not be read within {0} s', MOST_MS / 1000));
    pieces.push(piece.subarray(0, count));
  }
}

function whyNot(stats: Stats, limit: number): string | undefined {
  if (stats.isFile()) return stats.size > limit ? tooLarge(stats.size, limit) : undefined;
  if (stats.isDirectory()) return t('is a folder, and only regular files are read');
  if (stats.isFIFO()) return t('is a named pipe (FIFO), and only regular files are read');
  if (stats.isSocket()) return t('is a socket, and only regular files are read');
  return t('is a device, and only regular files are read');
}
const tooLarge = (size: number, limit: number): string =>
  t('has {0} MB, and files over {1} MB are not read', megabytes(size), megabytes(limit));
const megabytes = (bytes: number): number => Math.ceil(bytes / 1_000_000);

function linkOut(path: string, real: string, folders: readonly string[]): string | undefined {
  const own = folders.find((folder) => isInside(resolve(folder), resolve(path)));
  if (own === undefined || folders.some((folder) => isInside(boundaryOf(folder), real))) return undefined;
  return t('is a link to {0}, outside of the workspace, and only links inside it are followed', real);
}
function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && resolve(folder, way) === path;
}

/**
 * Whether a path leads out of a folder and of the repository around it, over links too: what a repository names is to be
 * its own. Of what is not there, the nearest folder that is.
 */
export function leadsOut(folder: string, path: string): boolean {
  let at = resolve(folder, path);
  while (!existsSync(at) && at !== dirname(at)) at = dirname(at);
  return !isInside(boundaryOf(folder), realpathSync.native(at));
}
const boundaries = new Map<string, string>();
/** The repository around a workspace folder: what was cloned with it is as strange as itself. Else the folder. */
function boundaryOf(folder: string): string {
  const known = boundaries.get(folder);
  if (known !== undefined) return known;
  const real = realpathSync.native(folder);
  const found = repositoryOf(real) ?? real;
  boundaries.set(folder, found);
  return found;
}
/** Not a home folder that is kept in a repository: all of a person's files are in it. */
function repositoryOf(folder: string): string | undefined {
  for (let at = folder; at !== dirname(at) && !isInside(at, homedir()); at = dirname(at))
    if (existsSync(`${at}/.git`)) return at;
  return undefined;
}
