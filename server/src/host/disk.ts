/** The disk, as the file system that the editor's server and the command line pass in. */

import { type Dirent, existsSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { decodeSql, decodeText, readRegular, sizeLimits } from '../files/reading';
import { t } from '../text/l10n';
import { grouped } from '../text/numbers';
import { type FileSystem, isPassedOver } from '../workspace/files';

/** A few hundred bytes in a repository can unpack to more files than anyone can look at. */
const MOST_FILES = 300_000;

export function openDisk(): FileSystem {
  let folders: readonly string[] = [];
  const contents = (path: string) => readRegular(path, { limit: sizeLimits.sql, within: folders });
  return {
    async list(root, options = {}) {
      const paths: string[] = [];
      const all = await walk(root, '', options.depth ?? Number.POSITIVE_INFINITY, paths);
      if (!all) options.incomplete?.(tooMany(root));
      return paths.sort();
    },
    read(path) {
      const found = contents(path);
      return 'bytes' in found ? (/\.sql$/i.test(path) ? decodeSql : decodeText)(found.bytes) : undefined;
    },
    whyUnread(path) {
      const found = contents(path);
      return 'bytes' in found || found.missing ? undefined : t('the file {0}', found.problem);
    },
    isFolder,
    confine(to) {
      folders = to;
    },
  };
}
const tooMany = (root: string): string =>
  t(
    '{0} holds more than {1} files: open the project’s own folder, or name it (`--workspace`)',
    root,
    grouped(MOST_FILES),
  );
export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    // What cannot be looked at, such as a link that leads to itself, is said when it is read.
    return false;
  }
}
/** Without folders to stay in. */
export const disk: FileSystem = openDisk();

/**
 * A folder that may not be read has nothing below it; whoever was asked to read one of its files says so. Links to
 * folders are no folders here, so nothing leads in a circle. False: there is more than is listed.
 */
async function walk(root: string, prefix: string, depth: number, paths: string[]): Promise<boolean> {
  let entries: Dirent[];
  try {
    entries = await readdir(`${root}/${prefix}`, { withFileTypes: true });
  } catch {
    return true;
  }
  for (const entry of entries) {
    if (paths.length >= MOST_FILES) return false;
    const path = `${prefix}${entry.name}`;
    if (!entry.isDirectory()) paths.push(path);
    else if (depth > 1 && !isPassedOver(entry.name) && !isCache(`${root}/${path}`)) {
      if (!(await walk(root, `${path}/`, depth - 1, paths))) return false;
    }
  }
  return true;
}
/** Build tools mark what they can make again (https://bford.info/cachedir/). */
const isCache = (folder: string): boolean => existsSync(`${folder}/CACHEDIR.TAG`);
