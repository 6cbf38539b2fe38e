/** A folder as it is in a revision of git, read by plumbing commands: nothing of the repository is run. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isConnectionUrl, isKeywordText, otherScheme } from '../dev/connect/connection-text';
import { DevSourceError } from '../dev/source';
import { sizeLimits } from '../files/reading';
import { t } from '../text/l10n';
import { type GitPlace, git } from './git';

const mostFiles = 20_000;
const revisionError = (reason: string): DevSourceError => new DevSourceError(reason, 'configuration');
/** `REV:folder`, unless it is a URL, a file or a folder. */
export function revisionOf(cwd: string, written: string): [rev: string, folder: string] | undefined {
  const isText = isConnectionUrl(written) || isKeywordText(written) || otherScheme(written) !== undefined;
  const at = written.indexOf(':');
  if (isText || at < 1 || written.includes('${env:') || existsSync(path.resolve(cwd, written))) return undefined;
  return [written.slice(0, at), written.slice(at + 1)];
}
interface Checkout {
  /** Absolute. */
  readonly folder: string;
  dispose(): void;
}
/** `rev:folder`, the folder relative to where git runs. @throws DevSourceError */
export async function checkout(place: GitPlace, rev: string, folder: string): Promise<Checkout> {
  const tree = `${rev}:./${folder.replace(/^\.\//, '')}`;
  const listed = await git(place, 'ls-tree', '-r', '-l', '-z', '--end-of-options', tree).catch((error: Error) => {
    throw revisionError(t('{0}:{1} cannot be read: {2}', rev, folder, error.message));
  });
  const blobs = [...listed.toString().matchAll(/(\d+) blob ([0-9a-f]+) +(\d+)\t([^\0]+)\0/g)];
  const isRead = ([, mode, , size]: RegExpMatchArray) => mode !== '120000' && Number(size) <= sizeLimits.sql;
  const files = blobs.filter(isRead);
  // Without it the schema would be another one, and nothing would say so.
  const left = blobs.find((one) => !isRead(one) && /\.sql$/i.test(one[4]!));
  if (left) throw revisionError(t('{0} is a link or too large, so it is not read', `${rev}:${folder}/${left[4]}`));
  if (files.length > mostFiles) throw revisionError(t('{0} holds more than {1} files', `${rev}:${folder}`, mostFiles));
  const root = mkdtempSync(path.join(tmpdir(), 'devschema-'));
  const dispose = (): void => rmSync(root, { recursive: true, force: true });
  try {
    for (const [, , oid, , name] of files) {
      const file = path.join(root, name!);
      if (!file.startsWith(root + path.sep)) continue;
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, await git(place, 'cat-file', 'blob', oid!));
    }
    return { folder: root, dispose };
  } catch (error) {
    dispose();
    throw error;
  }
}
