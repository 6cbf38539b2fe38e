/** A file that a command writes, and why it could not be written. */
import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { UsageError } from './arguments';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'what is to be its folder is a file',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the file system is read-only',
  EISDIR: 'it is a folder',
  ENOSPC: 'the disk is full',
  EEXIST: 'it is there already',
};

/**
 * Whole or not at all: what was there stays where the new text cannot be written. `isNew`: never over a file that is there.
 * @throws UsageError that names `shown`
 */
export function writeText(path: string, text: string, shown = path, { isNew = false } = {}): void {
  const part = `${path}.${process.pid}.part`;
  try {
    const before = statSync(path, { throwIfNoEntry: false });
    if (isNew || (before && !before.isFile())) writeFileSync(path, text, { flag: isNew ? 'wx' : 'w' });
    else {
      writeFileSync(part, text, before && { mode: before.mode });
      renameSync(part, before ? realpathSync(path) : path);
    }
  } catch (error) {
    rmSync(part, { force: true });
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw new UsageError(`${shown} cannot be written: ${reasons[code] ?? message}`);
  }
}
