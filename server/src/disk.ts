/** The disk, as the file system that the editor's server and the command line pass in. */
import { type Dirent, existsSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import type { FileSystem } from './workspace/files';

/** Never a project's own migrations, and often very large. */
const passedOver = new Set(['node_modules', '.git', '.hg', '.svn', '.venv', '__pycache__', '.yarn', '.pnpm-store']);

export const disk: FileSystem = {
  async list(root, options = {}) {
    const paths: string[] = [];
    await walk(root, '', options.depth ?? Number.POSITIVE_INFINITY, paths);
    return paths.sort();
  },
  read(path) {
    try {
      return decode(readFileSync(path));
    } catch {
      return undefined;
    }
  },
};

/** A folder that may not be read has nothing below it; whoever was asked to read one of its files says so. */
async function walk(root: string, prefix: string, depth: number, paths: string[]): Promise<void> {
  let entries: Dirent[];
  try {
    entries = await readdir(`${root}/${prefix}`, { withFileTypes: true });
  } catch {
    return;
  }
  for (const entry of entries) {
    const path = `${prefix}${entry.name}`;
    if (!entry.isDirectory()) paths.push(path);
    else if (depth > 1 && !passedOver.has(entry.name) && !isCache(`${root}/${path}`))
      await walk(root, `${path}/`, depth - 1, paths);
  }
}
/** Build tools mark what they can make again (https://bford.info/cachedir/). */
const isCache = (folder: string): boolean => existsSync(`${folder}/CACHEDIR.TAG`);

/** UTF-8 unless a byte order mark says UTF-16; the mark itself is left out, as in an editor. */
function decode(bytes: Buffer): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  return new TextDecoder(bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : encoding).decode(bytes);
}
