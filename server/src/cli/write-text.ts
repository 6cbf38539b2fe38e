/** A file that a command writes, and why it could not be written. */
import { writeFileSync } from 'node:fs';
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

/** `isNew`: never over a file that is there. @throws UsageError that names `shown` */
export function writeText(path: string, text: string, shown = path, { isNew = false } = {}): void {
  try {
    writeFileSync(path, text, { flag: isNew ? 'wx' : 'w' });
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw new UsageError(`${shown} cannot be written: ${reasons[code] ?? message}`);
  }
}
