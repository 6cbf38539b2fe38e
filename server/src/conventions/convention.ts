/** A file below the migrations folder: its path relative to it, with `/`. */

import type { AppliedMigrations } from '../model/dev';
import type { Placeholders } from '../sql/document/placeholders';
import type { Section } from '../sql/document/statement';
import { pushTo } from '../text/lists';
import { decodePercent } from '../text/text';

export interface MigrationFile {
  readonly path: string;
  /** What the tool knows it by: a version, a folder's name, a tag. */
  readonly id: string;
  readonly name: string;
  /** False for Down files, seeds, snapshots: syntax only. */
  readonly runs: boolean;
  /** Why nothing in it is judged: it is another database's, or nobody can tell what it runs on. */
  readonly passedOver?: string;
  /** Why the tool refuses to run it, by what is beside it in the folder. */
  readonly refused?: string;
  /** How all of it is run, where another file of the tool's says so: in the words of the tool's own comment. */
  readonly told?: string;
  /** What placeholders in it stand for, where the tool does not have the same for all files. */
  readonly placeholders?: readonly (readonly [name: string, value: string])[];
}
/** What the tool runs among its files and that is not SQL: a program, a change that its own file describes. */
export interface UnreadStep {
  /** For people: `V2__Users.java`. */
  readonly name: string;
  /** The SQL file that runs next; absent: none does. */
  readonly before?: string;
  /** As the tool's table is asked for it; absent: that tells nothing of it. */
  readonly file?: MigrationFile;
  /** All that it makes, changes or takes away; absent: nobody can tell. */
  readonly objects?: readonly {
    readonly kind: 'table' | 'index';
    readonly schema?: string;
    readonly name: string;
  }[];
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
  /** What the folder holds, for new files; absent: nobody has looked. */
  readonly listing?: FolderListing;
  /** A file of the tool's in the folder itself orders those below: a folder within is no history of its own. */
  readonly ordersBelow?: true;
  /** Those that have not run are run in one transaction, as the project has set it. */
  readonly isTogether?: true;
  /** In the order they run. */
  readonly unread?: readonly UnreadStep[];
  /** What placeholders in the files stand for. */
  readonly placeholders?: Placeholders;
  /** Absent: they are written as the tool's usually are. */
  readonly marks?: PlaceholderMarks;
  /** Undefined: dev's table is another tool's. */
  isApplied(file: MigrationFile, applied: AppliedMigrations, text: string): boolean | undefined;
}
/** What stands around a placeholder's name. */
export interface PlaceholderMarks {
  readonly prefix: string;
  readonly suffix: string;
  /** Names that begin so have values that the tool knows. */
  readonly own: string;
  /** Nothing is filled in. */
  readonly isOff: boolean;
}
/** All that is asked of the file system. Paths are absolute in the caller's own notation, joined by `/`. */

export interface FolderListing {
  readonly folder: string;
  /** The folder relative to the project: its names may say which database it is for. */
  readonly place?: string;
  /** Every file below it (and beside it what a tool keeps there), relative. */
  readonly paths: readonly string[];
  /** Of programs that are built into the same place, relative to this folder as if they lay in it. */
  readonly programs?: readonly string[];
  /** Texts of small index files (`meta/_journal.json`, `sqitch.plan`, `migration_lock.toml`) and of the first lines of .sql files. */
  read(path: string): string | undefined;
}
/** The convention's entry for a document, by the end of its URI. */

export function migrationOf(convention: Convention, uri: string): MigrationFile | undefined {
  const path = decodePercent(uri);
  const named = filesByName(convention).get(fileName(path)) ?? [];
  return named.find((file) => path === file.path || path.endsWith(`/${file.path}`));
}
function filesByName(convention: Convention): ReadonlyMap<string, readonly MigrationFile[]> {
  const known = filesPerName.get(convention);
  if (known) return known;
  const made = new Map<string, MigrationFile[]>();
  for (const file of convention.files) {
    const name = fileName(file.path);
    pushTo(made, name, file);
  }
  filesPerName.set(convention, made);
  return made;
}
const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
/** Why the order of a file among the others is not clear. */

export interface OrderProblem {
  readonly path: string;
  /** The other one of two whose order is open: it matters where both touch one thing. */
  readonly other?: string;
  readonly message: string;
}
const filesPerName = new WeakMap<Convention, ReadonlyMap<string, readonly MigrationFile[]>>();
/** What a tool makes of a folder. */
export interface Listed {
  readonly files: readonly MigrationFile[];
  readonly problems?: readonly OrderProblem[];
  /** Why none of them is PostgreSQL's, by the tool's own file. */
  readonly otherDatabase?: string;
  /** As a convention's. */
  readonly ordersBelow?: true;
  readonly unread?: readonly UnreadStep[];
}
