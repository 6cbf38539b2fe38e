/**
 * What a branch changes: the files of the disk beside the commit in which the branch and a revision parted. git is asked
 * only for what it has stored; the files are hashed here, since `git diff` runs filters and monitors that a repository names.
 */
import { createHash } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { readRegular, sizeLimits } from '../files/reading';
import { git } from '../host/git';
import { normalPath, relativeTo } from '../workspace/files';
import { UsageError } from './arguments';
import type { Terminal } from './session';

interface ChangedFiles {
  /** Of the files that were asked about. */
  readonly changed: readonly string[];
  /** For people: what was left out, and what is gone. */
  readonly notes: readonly string[];
}

/**
 * `files` are absolute; `folders` are those that were asked about, in which a file can be gone. A file whose line ends
 * alone differ has not changed.
 * @throws UsageError where git does not know the revision, or no commit in which the two parted
 */
export async function changedSince(
  terminal: Terminal,
  rev: string,
  files: readonly string[],
  folders: readonly string[],
): Promise<ChangedFiles> {
  if (rev.startsWith('-')) throw new UsageError(`--since ${rev} is no revision of git`);
  const refuse = async (error: Error): Promise<never> => {
    throw new UsageError(`--since ${rev}: ${await whyNoBase(terminal, rev, error.message)}`);
  };
  const base = (await git(terminal, 'merge-base', rev, 'HEAD').catch(refuse)).toString().trim().split('\n')[0]!;
  const top = realpathSync((await git(terminal, 'rev-parse', '--show-toplevel')).toString().replace(/\r?\n$/, ''));
  const listed = (await git(terminal, 'ls-tree', '-r', '-z', '--full-tree', base)).toString();
  const stored = new Map(
    [...listed.matchAll(/\d+ blob ([0-9a-f]+)\t([^\0]+)\0/g)].map(([, oid, name]) => [name!, oid!]),
  );
  const inTree = (file: string): string => {
    const real = realpathSync(path.dirname(file));
    const name = path.relative(top, path.join(real, path.basename(file))).replaceAll('\\', '/');
    if (name.startsWith('../')) throw new UsageError(`${file} is outside of the repository ${top}`);
    return name;
  };
  const changed = files.filter((file) => isChanged(file, stored.get(inTree(file))));
  const asked = folders.map((folder) => normalPath(realpathSync(folder)));
  const gone = [...stored.keys()]
    .filter((name) => /\.sql$/i.test(name))
    .filter((name) => asked.some((folder) => relativeTo(folder, normalPath(path.join(top, name))) !== undefined))
    .filter((name) => !existsSync(path.join(top, name)));
  return {
    changed,
    notes: [
      `${changed.length} of ${files.length} files have changed since this branch and ${rev} parted (${base.slice(0, 10)}); nothing is said of the others`,
      ...(gone.length > 0 ? [`Gone since then: ${gone.join(', ')}`] : []),
    ],
  };
}

/** Why git tells no commit in which the branch and the revision parted, and what to do about it. */
async function whyNoBase(terminal: Terminal, rev: string, words: string): Promise<string> {
  const answer = (...args: readonly string[]): Promise<string | undefined> =>
    git(terminal, ...args).then(
      (bytes) => bytes.toString().trim(),
      () => undefined,
    );
  const shallow = await answer('rev-parse', '--is-shallow-repository');
  if (shallow === undefined) return words;
  if ((await answer('rev-parse', '--verify', '--quiet', 'HEAD')) === undefined)
    return 'this repository has no commit yet, so nothing in it has changed since one';
  const commit = (name: string) => answer('rev-parse', '--verify', '--quiet', `${name}^{commit}`);
  const isKnown = (await commit(rev)) !== undefined;
  const near = isKnown || (await commit(`origin/${rev}`)) === undefined ? '' : `. There is origin/${rev}`;
  const why = isKnown ? `this branch and ${rev} have no commit in common here` : words;
  return `${why}${near}${shallow === 'true' ? '. This clone is shallow: fetch the commits that it lacks first' : ''}`;
}

/** What cannot be read counts as changed: whoever reads it says why. */
function isChanged(file: string, oid: string | undefined): boolean {
  if (oid === undefined) return true;
  const found = readRegular(file, { limit: sizeLimits.sql });
  if (!('bytes' in found)) return true;
  const { bytes } = found;
  const withoutReturns = () => Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
  return blobHash(bytes, oid) !== oid && blobHash(withoutReturns(), oid) !== oid;
}
/** As git names a blob: by its type, its length and its bytes. */
function blobHash(bytes: Buffer, { length }: string): string {
  const hash = createHash(length === 40 ? 'sha1' : 'sha256');
  return hash.update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
