/** A folder as it is in a revision of git, read by plumbing commands: nothing of the repository is run. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sizeLimits } from '../files/reading';
import { UsageError } from './arguments';
import { git } from './git';
import type { Terminal } from './session';

const mostFiles = 20_000;
interface Checkout {
  /** Absolute. */
  readonly folder: string;
  dispose(): void;
}
/** `rev:folder`, the folder relative to where the command was started. @throws UsageError */
export async function checkout(terminal: Terminal, rev: string, folder: string): Promise<Checkout> {
  const tree = `${rev}:./${folder.replace(/^\.\//, '')}`;
  const listed = await git(terminal, 'ls-tree', '-r', '-l', '-z', '--end-of-options', tree).catch((error: Error) => {
    throw new UsageError(`${rev}:${folder} cannot be read: ${error.message}`);
  });
  const blobs = [...listed.toString().matchAll(/(\d+) blob ([0-9a-f]+) +(\d+)\t([^\0]+)\0/g)];
  const isRead = ([, mode, , size]: RegExpMatchArray) => mode !== '120000' && Number(size) <= sizeLimits.sql;
  const files = blobs.filter(isRead);
  // Without it the schema would be another one, and nothing would say so.
  const left = blobs.find((one) => !isRead(one) && /\.sql$/i.test(one[4]!));
  if (left) throw new UsageError(`${rev}:${folder}/${left[4]} is a link or too large, so it is not read`);
  if (files.length > mostFiles) throw new UsageError(`${rev}:${folder} holds more than ${mostFiles} files`);
  const root = mkdtempSync(path.join(tmpdir(), 'devschema-'));
  const dispose = (): void => rmSync(root, { recursive: true, force: true });
  try {
    for (const [, , oid, , name] of files) {
      const file = path.join(root, name!);
      if (!file.startsWith(root + path.sep)) continue;
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, await git(terminal, 'cat-file', 'blob', oid!));
    }
    return { folder: root, dispose };
  } catch (error) {
    dispose();
    throw error;
  }
}
