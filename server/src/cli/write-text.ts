/** A file that a command writes, and why it could not be written. */
import { existsSync, lstatSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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
  try {
    const before = lstatSync(path, { throwIfNoEntry: false });
    const target = before?.isSymbolicLink() && existsSync(path) ? realpathSync(path) : path;
    const there = lstatSync(target, { throwIfNoEntry: false });
    if (isNew || (there && !there.isFile())) writeFileSync(path, text, { flag: isNew ? 'wx' : 'w' });
    else replace(target, text, there?.mode);
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw new UsageError(`${shown} cannot be written: ${reasons[code] ?? message}`);
  }
}
/** `mode`: of the file that is there. Where a folder takes no other file, or this one is mounted by itself, it is written over. */
function replace(target: string, text: string, mode: number | undefined): void {
  const part = `${target}.${process.pid}.part`;
  try {
    writeFileSync(part, text, mode === undefined ? {} : { mode });
    renameSync(part, target);
  } catch (error) {
    rmSync(part, { force: true });
    const { code = '' } = error as NodeJS.ErrnoException;
    if (mode === undefined || !onlyInPlace.has(code)) throw error;
    writeFileSync(target, text);
  }
}
const onlyInPlace: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EBUSY', 'EXDEV']);
