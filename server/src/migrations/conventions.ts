/** Which files a migration tool runs, in which order, and which of their sections. No I/O: listings and texts come in. */
import type { AppliedMigrations } from '../model/dev';
import type { Placeholders } from '../sql/placeholders';
import type { Section } from '../sql/statement';
import { isSeed, isWayBack, otherDatabaseByPath, otherDatabaseByText } from './bystanders';
import { isSql, type OrderProblem } from './tool-files';
import { type Tool, tools } from './tools';

/** A file below the migrations folder: its path relative to it, with `/`. */
export interface MigrationFile {
  readonly path: string;
  /** What the tool knows it by: a version, a folder's name, a tag. */
  readonly id: string;
  readonly name: string;
  /** False for Down files, seeds, snapshots: syntax only. */
  readonly runs: boolean;
  /** Why it is not PostgreSQL's: nothing in it is judged. */
  readonly otherDatabase?: string;
}
export interface Convention {
  /** `goose`, `prisma`, … as the setting `devschema.migrations.tool` names it. */
  readonly id: string;
  /** For people: `golang-migrate`. */
  readonly name: string;
  /** The folder, as it was given to `detect`. */
  readonly folder: string;
  /** In the order they run. */
  readonly files: readonly MigrationFile[];
  /** Two files with one number, and the like. */
  readonly problems: readonly OrderProblem[];
  sections(text: string, path: string): readonly Section[];
  /** What placeholders in the files stand for. */
  readonly placeholders?: Placeholders;
  /** Undefined: dev's table is another tool's. */
  isApplied(file: MigrationFile, applied: AppliedMigrations, text: string): boolean | undefined;
}
/** All that is asked of the file system. Paths are absolute in the caller's own notation, joined by `/`. */
export interface FolderListing {
  readonly folder: string;
  /** The folder relative to the project: its names may say which database it is for. */
  readonly place?: string;
  /** Every file below it (and beside it what a tool keeps there), relative. */
  readonly paths: readonly string[];
  /** Texts of small index files (`meta/_journal.json`, `sqitch.plan`, `migration_lock.toml`) and of the first lines of .sql files. */
  read(path: string): string | undefined;
}

/** What `devschema.migrations.tool` may name, in alphabetical order. */
export const conventionIds: readonly string[] = tools.map((tool) => tool.id).sort();

/**
 * The convention of a folder, or undefined where its .sql files are not a history. `forced` names the tool where the
 * folder does not show it; an id that no tool has is as good as none. `inDev`: the one table of such a tool that dev has.
 */
export function detectConvention(
  listing: FolderListing,
  forced?: string,
  inDev?: AppliedMigrations,
): Convention | undefined {
  const { place = '' } = listing;
  if (isWayBack(`${place}/x`) || isSeed(`${place}/x`)) return undefined;
  const named = tools.filter((tool) => tool.id === forced);
  for (const tool of named.length > 0 ? named : tools) {
    const listed = tool.list(listing, named.length > 0);
    if (!listed?.files.some((file) => file.runs)) continue;
    const found = asConvention(tool, listing, listed);
    return (named.length === 0 && tool.byNameOnly && inDev && ofDevsTool(listing, inDev, found)) || found;
  }
  return inDev && /(^|\/)migrations$/.test(listing.folder) ? ofDevsTool(listing, inDev) : undefined;
}
/**
 * Where file names alone do not tell the tool, its table in dev does: unless it lists files and none of these, or the tool
 * would not run all of them.
 */
function ofDevsTool(listing: FolderListing, inDev: AppliedMigrations, found?: Convention): Convention | undefined {
  const tool = tools.find((each) => each.id === inDev.tool && each.byNameOnly);
  const listed = tool?.list(listing, true);
  if (!tool || !listed) return undefined;
  const own = asConvention(tool, listing, listed);
  const running = own.files.filter((file) => file.runs);
  const paths = new Set(running.map((file) => file.path));
  if (paths.size === 0 || found?.files.some((file) => file.runs && !paths.has(file.path))) return undefined;
  const isListed = running.some((file) => own.isApplied(file, inDev, listing.read(file.path) ?? ''));
  return isListed || inDev.entries.length === 0 ? own : undefined;
}

type ListedFiles = NonNullable<ReturnType<Tool['list']>>;
function asConvention(tool: Tool, listing: FolderListing, listed: ListedFiles): Convention {
  const tables: readonly string[] = tool.tables;
  return {
    id: tool.id,
    name: tool.name,
    folder: listing.folder,
    files: filesOf(tool, listing, listed),
    problems: listed.problems ?? [],
    sections: (text, path) => tool.sections(text, path, listing),
    isApplied: (file, applied, text) =>
      tables.includes(applied.tool) ? tool.isApplied({ file, applied, text, listed, listing }) : undefined,
  };
}

/** Those the tool runs, and those beside them that it does not. */
function filesOf(tool: Tool, listing: FolderListing, listed: ListedFiles): readonly MigrationFile[] {
  const whole = listed.otherDatabase ?? otherDatabaseOfAll(listing, listed);
  return [...listed.files, ...beside(tool, listing, listed)].map((file) => {
    const otherDatabase = file.otherDatabase ?? whole ?? otherDatabaseByPath(`${listing.place ?? ''}/${file.path}`);
    return otherDatabase === undefined ? file : { ...file, runs: false, otherDatabase };
  });
}
/** The first files make tables, in words that not every database knows. */
function otherDatabaseOfAll({ read }: FolderListing, { files }: ListedFiles): string | undefined {
  const first = files.filter((file) => file.runs && otherDatabaseByPath(file.path) === undefined).slice(0, 3);
  return otherDatabaseByText(first.map((file) => read(file.path) ?? ''));
}
/**
 * SQL in the folders of the files that run: some tools run nothing else there; of what others leave out, the way back and
 * other databases' versions do not run. The rest stands alone.
 */
function beside(tool: Tool, { paths }: FolderListing, { files }: ListedFiles): MigrationFile[] {
  const own = new Set(files.map((file) => file.path));
  const folders = new Set(files.map((file) => folderOf(file.path)));
  if (tool.runsOnlyListed) folders.add('');
  return paths
    .filter((path) => isSql(path) && !own.has(path) && folders.has(folderOf(path)))
    .filter((path) => tool.runsOnlyListed || isWayBack(path) || otherDatabaseByPath(path) !== undefined)
    .sort()
    .map((path) => ({ path, id: path, name: path, runs: false }));
}
const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
