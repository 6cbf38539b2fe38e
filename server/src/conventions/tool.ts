/** What is to be known of a migration tool: one entry, in a file of its own in `tools/`. */
import type { AppliedMigrations } from '../model/dev';
import type { MigrationTable } from '../model/migration-tables';
import type { DatabaseFiles } from '../model/named-database';
import type { Section } from '../sql/document/statement';
import type { FolderListing, Listed, MigrationFile, PlaceholderMarks } from './convention';
import type { LineCuts } from './line-cuts';
import type { Writing } from './writing';

export interface Tool {
  /** As the setting `devschema.migrations.tool` names it. */
  readonly id: string;
  /** For people. */
  readonly name: string;
  /** Files in the order they run; undefined where this is not the tool's folder. `forced`: a setting says it is. */
  list(listing: FolderListing, forced: boolean): Listed | undefined;
  /** What stands in its files and shows whose they are; for `list` to ask, and to know when to ask again. */
  readonly mark?: RegExp;
  /** It has an index of what it runs, a folder for each version, or one file among several for the same version. */
  readonly runsOnlyListed?: true;
  /** Its files have nothing in them that shows whose they are: others name theirs alike. */
  readonly byNameOnly?: true;
  /** Not even their names show it: that dev has its table does. */
  readonly byTableOnly?: true;
  /** Nothing but numbers shows that its files are a history: a folder that shows more wins. */
  readonly weak?: true;
  /** Files of its own may order the folders below them as one history. */
  readonly ordersBelow?: true;
  /** What runs of a file, and how. `listing`: for tools that keep what concerns a file beside it; `told`: as a file's. */
  sections(text: string, path: string, listing?: FolderListing, told?: string): readonly Section[];
  /** Undefined: nobody can tell. */
  readonly sends?: Sending;
  /** A placeholder that it fills in within strings, too: it stops where it has no value for one. */
  readonly fillsStrings?: RegExp;
  /** Whether a project has all files that have not run in one transaction. */
  isTogether?(listing: FolderListing): boolean;
  /** Where a project says that its placeholders are written otherwise; undefined: as usual. */
  marks?(listing: FolderListing): PlaceholderMarks | undefined;
  /** Comments of its files that include another file. */
  readonly includes?: RegExp;
  /** How a new file is written; absent: the tool alone makes one. */
  readonly writing?: Writing;
  /** Those in which it keeps what has run. */
  readonly tables: readonly MigrationTable[];
  /** Tools that its files can be taken for, or whose table is alike: what its own table says holds for them too. */
  readonly alike?: readonly string[];
  isApplied(question: Question): boolean | undefined;
  /** It runs nothing while its table has one that failed. */
  readonly stopsAtFailure?: true;
  /** What has run and comes after a file that has not, where the tool then refuses that one. */
  behind?(question: {
    readonly file: MigrationFile;
    readonly applied: AppliedMigrations;
    readonly listing: FolderListing | undefined;
  }): string | undefined;
  /** Its files that say what placeholders stand for, by their place in a folder; a later one wins. */
  readonly placeholders?: Readonly<Record<string, PlaceholderReader>>;
  /** The same, of what a migration says of itself. */
  readonly ownPlaceholders?: PlaceholderReader;
  /** Files of a project that say where its database is. */
  readonly databases?: DatabaseFiles;
  /** Other files, beside .sql ones, whose change can change an answer: by their names. */
  readonly watch?: readonly string[];
}

/** How a file comes to PostgreSQL. */
interface Sending {
  /**
   * What is sent as one text: PostgreSQL runs several statements of one in one transaction, and COMMIT within it leaves
   * what follows in the next. `block`: what stands between the tool's own marks.
   */
  readonly unit: 'file' | 'section' | 'block' | 'statement';
  /**
   * The transaction that the tool opens around it; `unless`: how a file says that it wants none; `together`: one around
   * all files that have not run; `again`: its driver opens the next one after a COMMIT (JDBC, not in autocommit mode);
   * `parts`: where parts of a file begin that have one each, as offsets.
   */
  readonly transaction?: {
    readonly unless?: string;
    readonly together?: true;
    readonly again?: true;
    parts?(text: string): readonly number[];
  };
  /** Statements that newer versions of it send by themselves, in no transaction. */
  readonly apart?: RegExp;
  /** Each file comes in a session of its own, in which nothing temporary of another one is. */
  readonly sessions?: true;
  /** Where it ends a statement without regard to what PostgreSQL takes for one. */
  readonly cuts?: LineCuts;
}

/** Has a file run, by what the tool's table says? */
export interface Question {
  readonly file: MigrationFile;
  readonly applied: AppliedMigrations;
  /** The table has one row, which says how far. */
  readonly lastOnly: boolean;
  readonly text: string;
  readonly listed: Listed;
  readonly listing: FolderListing;
}

/** Names and values. */
type PlaceholderReader = (text: string) => readonly (readonly [string, string])[];
