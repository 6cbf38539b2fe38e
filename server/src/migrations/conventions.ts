/** Which files a migration tool runs, in which order, and which of their sections. No I/O: listings and texts come in. */
import type { AppliedMigrations } from '../model/dev';
import type { Section } from '../sql/statement';
import { type Tool, tools } from './tools';

/** A file below the migrations folder: its path relative to it, with `/`. */
export interface MigrationFile {
  readonly path: string;
  /** What the tool knows it by: a version, a folder's name, a tag. */
  readonly id: string;
  readonly name: string;
  /** False for Down files, seeds, snapshots: syntax only. */
  readonly runs: boolean;
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
  readonly problems: readonly { readonly path: string; readonly message: string }[];
  sections(text: string, path: string): readonly Section[];
  /** Undefined: dev's table is another tool's. */
  isApplied(file: MigrationFile, applied: AppliedMigrations, text: string): boolean | undefined;
}
/** All that is asked of the file system. Paths are absolute in the caller's own notation, joined by `/`. */
export interface FolderListing {
  readonly folder: string;
  /** Every file below it (and beside it what a tool keeps there), relative. */
  readonly paths: readonly string[];
  /** Texts of small index files (`meta/_journal.json`, `sqitch.plan`, `migration_lock.toml`) and of the first lines of .sql files. */
  read(path: string): string | undefined;
}

/** What `devschema.migrations.tool` may name, in alphabetical order. */
export const conventionIds: readonly string[] = tools.map((tool) => tool.id).sort();

/**
 * The convention of a folder, or undefined where its .sql files are not a history. `forced` names the tool where the
 * folder does not show it; an id that no tool has is as good as none.
 */
export function detectConvention(listing: FolderListing, forced?: string): Convention | undefined {
  const named = tools.filter((tool) => tool.id === forced);
  for (const tool of named.length > 0 ? named : tools) {
    const listed = tool.list(listing, named.length > 0);
    if (listed?.files.some((file) => file.runs)) return asConvention(tool, listing, listed);
  }
  return undefined;
}

function asConvention(tool: Tool, listing: FolderListing, listed: NonNullable<ReturnType<Tool['list']>>): Convention {
  return {
    id: tool.id,
    name: tool.name,
    folder: listing.folder,
    files: listed.files,
    problems: listed.problems ?? [],
    sections: tool.sections,
    isApplied: (file, applied, text) =>
      tool.tables.includes(applied.tool) ? tool.isApplied({ file, applied, text, listed, listing }) : undefined,
  };
}
