/** Which files a migration tool runs, in which order, and which of their sections. No I/O: listings and texts come in. */

import type { AppliedMigrations } from '../model/dev';
import { present } from '../text/present';
import { tablesFor, tools } from '.';
import type { Convention, FolderListing, Listed, MigrationFile } from './convention';
import { programsAmong } from './programs';
import type { Tool } from './tool';
import { folderOf, isSql } from './tool-files';
import { isSeed, isWayBack, marksOfText, otherDatabaseByPath, otherDatabaseByText } from './unrun-files';

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
    const isOpen = tool.byNameOnly || tools.some((one) => one.id === inDev?.tool && one.alike?.includes(tool.id));
    return (named.length === 0 && isOpen && inDev && ofDevsTool(listing, inDev, found)) || found;
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

/** All that is read off the text of a migration to find out what folder it is in: equal marks, equal conventions. */
export function marksOf(text: string): string {
  const own = tools.filter(({ mark }) => mark?.test(text)).map(({ id }) => id);
  return [...own, marksOfText(text)].join(' ');
}

function asConvention(tool: Tool, listing: FolderListing, listed: Listed): Convention {
  const files = toolFiles(tool, listing, listed);
  const told = new Map(files.flatMap((file) => (file.told === undefined ? [] : [[file.path, file.told]])));
  const lastOnly = new Map(tablesFor(tool.id).map((table) => [table.tool, table.lastOnly === true]));
  return {
    id: tool.id,
    name: tool.name,
    folder: listing.folder,
    listing,
    files,
    problems: listed.problems ?? [],
    ...(listed.ordersBelow && { ordersBelow: true }),
    ...(tool.isTogether?.(listing) && { isTogether: true }),
    ...present({ unread: listed.unread ?? programsAmong(tool, listing, files) }),
    sections: (text, path) => tool.sections(text, path, listing, told.get(path)),
    isApplied: (file, applied, text) => {
      const last = lastOnly.get(applied.tool);
      return last === undefined ? undefined : tool.isApplied({ file, applied, lastOnly: last, text, listed, listing });
    },
  };
}

/** Those the tool runs, and those beside them that it does not. */
function toolFiles(tool: Tool, listing: FolderListing, listed: Listed): readonly MigrationFile[] {
  const whole = listed.otherDatabase ?? otherDatabaseOfAll(tool, listing, listed);
  return [...listed.files, ...beside(tool, listing, listed)].map((file) => {
    const passedOver = file.passedOver ?? whole ?? otherDatabaseByPath(`${listing.place ?? ''}/${file.path}`);
    return passedOver === undefined ? file : { ...file, runs: false, passedOver };
  });
}
/** The first files make tables, in words that not every database knows. */
function otherDatabaseOfAll(tool: Tool, listing: FolderListing, { files }: Listed): string | undefined {
  const first = files.filter((file) => file.runs && otherDatabaseByPath(file.path) === undefined).slice(0, 3);
  return otherDatabaseByText(
    first.map(({ path, told }) => {
      const text = listing.read(path) ?? '';
      const ignored = tool.sections(text, path, listing, told).filter((section) => section.ignored);
      return ignored.reduceRight((left, { range }) => left.slice(0, range.start) + left.slice(range.end), text);
    }),
  );
}
/**
 * SQL in the folders of the files that run: some tools run nothing else there; of what others leave out, the way back and
 * other databases' versions do not run. The rest stands alone.
 */
function beside(tool: Tool, { paths }: FolderListing, { files }: Listed): MigrationFile[] {
  const own = new Set(files.map((file) => file.path));
  const folders = new Set(files.map((file) => folderOf(file.path)));
  if (tool.runsOnlyListed) folders.add('');
  return paths
    .filter((path) => isSql(path) && !own.has(path) && folders.has(folderOf(path)))
    .filter((path) => tool.runsOnlyListed || isWayBack(path) || otherDatabaseByPath(path) !== undefined)
    .sort()
    .map((path) => ({ path, id: path, name: path, runs: false }));
}
