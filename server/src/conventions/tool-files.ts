/** Reading versions and order out of file names. */

import { t } from '../text/l10n';
import { compareText } from '../text/text';
import type { FolderListing, Listed, MigrationFile, OrderProblem } from './convention';
import { databaseNamed, otherDatabaseByPath } from './unrun-files';

export const isSql = (path: string): boolean => /\.sql$/i.test(path);
export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
export const topLevel = (listing: FolderListing): string[] =>
  listing.paths.filter((path) => !path.includes('/') && isSql(path)).sort();

/** By the numbers in them, then as text: `2_b` before `10_a`, `V1.2` before `V1.10`. */
export function compareNatural(a: string, b: string): number {
  const pieces = (text: string): string[] => [...(text.match(/\d+|\D+/g) ?? [])];
  const [left, right] = [pieces(a), pieces(b)];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [x, y] = [left[i]!, right[i]!];
    const numbers = /^\d/.test(x) && /^\d/.test(y);
    const order = numbers ? compareNumbers(x, y) : compareText(x, y);
    if (order !== 0) return order;
  }
  return left.length - right.length || compareText(a, b);
}
/** Decimal text of any length. */
export function compareNumbers(a: string, b: string): number {
  const [x, y] = [a.replace(/^0+(?=\d)/, ''), b.replace(/^0+(?=\d)/, '')];
  return x.length - y.length || compareText(x, y);
}
export const plainNumber = (text: string): string => text.replace(/^0+(?=\d)/, '');

/**
 * Files whose base name a pattern takes apart into `version` and `name`; those of `isDown` are listed but not run, another
 * database's left out.
 */
export function versioned(
  paths: readonly string[],
  pattern: RegExp,
  order: (a: MigrationFile, b: MigrationFile) => number,
  isDown: (path: string) => boolean = () => false,
): MigrationFile[] {
  const files: MigrationFile[] = [];
  for (const path of paths) {
    const groups = pattern.exec(path)?.groups;
    if (groups && otherDatabaseByPath(path) === undefined)
      files.push({ path, id: groups.version ?? path, name: groups.name ?? path, runs: !isDown(path) });
  }
  return files.sort((a, b) => order(a, b) || Number(b.runs) - Number(a.runs) || compareText(a.path, b.path));
}
export const byNumber = (a: MigrationFile, b: MigrationFile): number => compareNumbers(a.id, b.id);
export const byPath = (a: MigrationFile, b: MigrationFile): number => compareText(a.path, b.path);
export const byNature = (a: MigrationFile, b: MigrationFile): number => compareNatural(a.path, b.path);

/** A problem for every file and each earlier one that has its version too. */
export function duplicates(
  files: readonly MigrationFile[],
  sameVersion: (file: MigrationFile) => string = (file) => plainNumber(file.id),
): Listed['problems'] {
  const byVersion = new Map<string, MigrationFile[]>();
  const problems: OrderProblem[] = [];
  for (const file of files) {
    if (!file.runs) continue;
    const version = sameVersion(file);
    const twins = byVersion.get(version) ?? [];
    for (const twin of twins)
      problems.push({
        path: file.path,
        other: twin.path,
        message: t('{0} has version {1} too: their order is ambiguous.', baseName(twin.path), file.id),
      });
    byVersion.set(version, [...twins, file]);
  }
  return problems;
}

/** Any of the .sql files says so in its first lines. */
export function anySays(listing: FolderListing, paths: readonly string[], pattern: RegExp): boolean {
  return paths.some((path) => pattern.test(listing.read(path) ?? ''));
}
/** What a tool's own file says its migrations are for. */
export function isFor(name: string | undefined, where: string): Pick<Listed, 'otherDatabase'> {
  const database = databaseNamed(name);
  return database === undefined ? {} : { otherDatabase: t('it is for {0}, as {1} says', database, where) };
}

/** How most tools know a way back: `1_shut_down.sql` goes forward. */
export const endsInDown = (path: string): boolean => /(?:^|[./])down\.sql$/.test(path);
/** `1_name.up.sql` */
export const reversible = /^(?<version>\d+)_(?<name>.+)\.(?:up|down)\.sql$/;
/** `1_name/up.sql`, for one of several databases in a folder of its own. */
export const upFolder = /^(?:\w+\/)?(?<name>(?<version>\d[\d-]*)_[^/]+)\/(?:up|down)\.sql$/;
/** Whether the Rust crate whose migrations these are depends on another one. */
export function cargoNames({ read }: FolderListing, crate: string): boolean {
  const manifest = read('../Cargo.toml') ?? '';
  return new RegExp(`^[ \\t]*(?:${crate}[ \\t]*[.=]|\\[(?:dev-|build-)?dependencies\\.${crate}\\])`, 'm').test(
    manifest,
  );
}

/** The first number that none of them has, of a tool that counts them from 1, where there are later ones. */
export function missingNumber(files: readonly MigrationFile[]): number | undefined {
  const numbers = new Set(files.map(({ id }) => Number(id)));
  let missing = 1;
  while (numbers.has(missing)) missing++;
  return files.some(({ id }) => Number(id) > missing) ? missing : undefined;
}
