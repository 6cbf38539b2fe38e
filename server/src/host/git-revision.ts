/** A file or a folder as it is in a revision of git, read by plumbing commands: nothing of the repository is run. */
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
/** `REV:path`, unless it is a URL, a file or a folder. */
export function revisionOf(cwd: string, written: string): [rev: string, path: string] | undefined {
  const isText = isConnectionUrl(written) || isKeywordText(written) || otherScheme(written) !== undefined;
  const at = written.indexOf(':');
  if (isText || at < 1 || written.includes('${env:') || existsSync(path.resolve(cwd, written))) return undefined;
  return [written.slice(0, at), written.slice(at + 1)];
}
interface Checkout {
  /** Of the file or the folder, absolute. */
  readonly path: string;
  dispose(): void;
}
/** `rev:within`, the path relative to where git runs. @throws DevSourceError */
export async function checkout(place: GitPlace, rev: string, within: string): Promise<Checkout> {
  const shown = `${rev}:${within}`;
  const { files, left, lacking, isFile } = await blobsOf(place, rev, within);
  if (lacking !== undefined)
    throw revisionError(
      t(
        '{0} is not in this clone, which has only a part of the objects; clone without --filter',
        isFile ? shown : `${shown}/${lacking}`,
      ),
    );
  // Without it the schema would be another one, and nothing would say so.
  if (left !== undefined)
    throw revisionError(t('{0} is a link or too large, so it is not read', isFile ? shown : `${shown}/${left}`));
  if (files.length > mostFiles) throw revisionError(t('{0} holds more than {1} files', shown, mostFiles));
  const root = mkdtempSync(path.join(tmpdir(), 'devschema-'));
  const dispose = (): void => rmSync(root, { recursive: true, force: true });
  try {
    for (const { oid, name } of files) {
      const file = path.join(root, name);
      if (!file.startsWith(root + path.sep)) continue;
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, await git(place, 'cat-file', 'blob', oid));
    }
    return { path: isFile ? path.join(root, path.basename(within)) : root, dispose };
  } catch (error) {
    dispose();
    throw error;
  }
}
interface Blobs {
  readonly files: readonly { readonly oid: string; readonly name: string }[];
  /** One that shapes the schema and is not read. */
  readonly left: string | undefined;
  /** One of which a partial clone has the name alone. */
  readonly lacking: string | undefined;
  readonly isFile: boolean;
}
async function blobsOf(place: GitPlace, rev: string, within: string): Promise<Blobs> {
  const list = (...tree: readonly string[]) => git(place, 'ls-tree', '-l', '-z', ...tree).then(String);
  const listed = await list('-r', '--end-of-options', `${rev}:./${within.replace(/^\.\//, '')}`).catch(
    async (error: Error) => {
      // A tree has no entry without a name: what is one file is the entry of the folder that it is in.
      const entry = within === '' ? '' : await list('--end-of-options', rev, '--', within).catch(() => '');
      if (!/^\d+ blob /.test(entry)) throw revisionError(t('{0}:{1} cannot be read: {2}', rev, within, error.message));
      return { entry };
    },
  );
  const isFile = typeof listed !== 'string';
  const found = [...(isFile ? listed.entry : listed).matchAll(/(\d+) blob ([0-9a-f]+) +(\w+)\t([^\0]+)\0/g)];
  // Where the object is not there, git says BAD for its size.
  const isLacking = ([, , , size]: RegExpMatchArray) => Number.isNaN(Number(size));
  const isRead = ([, mode, , size]: RegExpMatchArray) => mode !== '120000' && Number(size) <= sizeLimits.sql;
  return {
    files: found
      .filter(isRead)
      .map(([, , oid, , name]) => ({ oid: oid!, name: isFile ? path.basename(name!) : name! })),
    left: found.find((one) => !isRead(one) && (isFile || /\.sql$/i.test(one[4]!)))?.[4],
    lacking: found.find(isLacking)?.[4],
    isFile,
  };
}
