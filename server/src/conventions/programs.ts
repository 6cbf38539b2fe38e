/**
 * Migrations that are programs, among those in SQL: goose's in Go, Flyway's in Java, JavaScript, Fizz. A tool runs them in
 * the order of its files, so it is asked where each would stand if it were one.
 */
import type { FolderListing, MigrationFile, UnreadStep } from './convention';
import type { Tool } from './tool';
import { baseName, folderOf, isSql } from './tool-files';
import { isWayBack } from './unrun-files';

const program = /\.(?:go|java|kts?|groovy|scala|class|[cm]?[jt]s|py|rb|rs|php|cs|fs|fizz|exs?|clj|edn|sh|pl|lua)$/i;
const numbered = /^(?:[VR]?\d|R__)/;
const isTest = (path: string): boolean =>
  /[._-](?:test|spec)\.\w+$|\.d\.[cm]?ts$|Tests?\.\w+$|(?:^|\/)__tests__\//.test(path) || isWayBack(asSql(path));
const asSql = (path: string): string => path.replace(/\.\w+$/, '.sql');
/** `20210101_a` of `20210101_a.up.sql` */
const stem = (path: string): string => baseName(path).replace(/\..*$/, '');

/** Undefined: there are none. */
export function programsAmong(
  tool: Tool,
  listing: FolderListing,
  files: readonly MigrationFile[],
): readonly UnreadStep[] | undefined {
  const running = files.filter(({ runs }) => runs);
  const folders = new Set(running.map(({ path }) => folderOf(path)));
  // One beside an SQL file of its own name runs just that.
  const stems = new Set(listing.paths.filter(isSql).map(stem));
  const isAbove = (path: string): boolean => [...folders].some((one) => `${one}/`.startsWith(`${folderOf(path)}/`));
  const built = (listing.programs ?? []).filter((path) => folderOf(path) === '' || isAbove(path));
  const paths = [...listing.paths.filter((path) => folders.has(folderOf(path))), ...built].filter(
    (path) => program.test(path) && numbered.test(baseName(path)) && !isTest(path) && !stems.has(stem(path)),
  );
  if (paths.length === 0) return undefined;
  const asked = new Map(paths.map((path) => [asSql(path), path]));
  const isDirected = running.every(({ path }) => /\.up\.sql$/i.test(path));
  const named = (path: string): string => (isDirected ? path.replace(/(?:\.up)?\.sql$/i, '.up.sql') : path);
  const ids = new Set(running.map(({ id }) => id));
  const byName = new Map([...asked].map(([path, written]) => [named(path), written]));
  const all = tool.list({ ...listing, paths: [...listing.paths, ...byName.keys()] }, true)?.files ?? [];
  const known = new Set(running.map(({ path }) => path));
  const steps = all.flatMap((file, at): UnreadStep[] => {
    const written = byName.get(file.path);
    if (written === undefined || !file.runs || ids.has(file.id)) return [];
    const before = all.slice(at).find(({ path }) => known.has(path))?.path;
    return [{ name: baseName(written), file: { ...file, path: written }, ...(before !== undefined && { before }) }];
  });
  return steps.length === 0 ? undefined : steps;
}
