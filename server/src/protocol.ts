/** Custom requests and notifications between client and server, method → params and result. Imports nothing. */

/** What people are told of dev. Times are epoch milliseconds. */
export interface DevStatus {
  state: 'none' | 'untrusted' | 'reading' | 'ready' | 'stale' | 'failed';
  /** `bazaar on localhost:5432`, `schema.snapshot.json`. */
  label?: string;
  /** Which setting, file or variable it was taken from. */
  from?: string;
  /** Whose files are judged by it, where a window has several: an absolute path. */
  folder?: string;
  tables?: number;
  readAt?: number;
  /** When it was last found to be as it was read. */
  checkedAt?: number;
  /** What another reading has found to be new in dev, and when: `sales.customers + phone`. */
  change?: { at: number; what: string };
  serverVersion?: string;
  /** Why it failed or is stale. */
  problem?: string;
  /** What a person can give so that it can be read: the password of a connection, `user@host:port/database`. */
  asks?: { password: string };
  /** Of a database that is read: its name there, for another password. */
  connection?: string;
  progress?: { message: string; done: number; total: number };
  /** `goose: 37 applied, 1 pending`. */
  migrations?: string;
  /** What settings choose in vain of it, a sentence each; and how many facts could not be read. */
  doubts?: readonly string[];
  unknown?: number;
  /** What became of open files that were run: `proved on PostgreSQL 18.3: runs, equals dev`. */
  runs?: { uri: string; outcome: 'proved' | 'refused' | 'differs' | 'not known'; message: string }[];
}
export interface TableItem {
  schema: string;
  name: string;
  kind: string;
  columns: number;
  comment?: string;
}
export interface GeneratedSql {
  sql: string;
  /** Objects the tables need which `dependencies` would print: `type mood`. */
  needs: string[];
}
export interface CheckedFiles {
  files: number;
  findings: number;
  /** Files with a finding. */
  found: number;
  /** Statements or places that could not be read or decided. */
  notKnown: number;
  /** It was stopped before the end. */
  cancelled: boolean;
}
/** A connection offered when nothing is set: found in `.env`, PG* variables or a service file. No secrets. */
export interface ConnectionCandidate {
  label: string;
  description: string;
  /** Value for `devschema.connection`. */
  setting: string;
}
export interface TreeObject {
  label: string;
  description?: string;
  tooltip?: string;
  icon: string;
  /** What a screen reader says in place of the label and the description. */
  spoken?: string;
  /** A `devschema:` address that opens its definition, and where in that text it is, if it is only a part. */
  address?: string;
  place?: LinePosition;
  children: TreeObject[];
  /** Its children are asked for with this, as those of target are: a database of 20,000 tables is not sent whole. */
  relation?: { schema: string; name: string; target?: true };
  target?: true;
  /** It is this table, or a schema of this name. */
  table?: { schema: string; name: string };
  schema?: string;
}
/** A folder of migrations; paths are absolute. */
export interface MigrationFolder {
  folder: string;
  /** `db/migrations`. */
  label: string;
  /** `goose`, for people. */
  tool: string;
  files: number;
  /** Of those, how many have not run in dev. */
  pending: number;
}
/** Paths are absolute. What is not proved says why. */
export interface WrittenMigration {
  files: { path: string; text: string; exists: boolean }[];
  /** Those to be read, in the order they run. */
  shown: string[];
  isProved: boolean;
  proof: string;
  notes: string[];
  /** What is dropped, and what like it is made. Nothing is taken for renamed that is not said to be. */
  mayBeRenamed: { rename: string; from: string; to: string }[];
}
export interface WrittenRollback {
  text: string;
  isProved: boolean;
  proof: string;
  /** A new file of the migration tool. */
  path?: string;
  /** Places in the file itself. */
  inserts?: { at: { line: number; character: number }; text: string }[];
  /** The file in which it is undone already, which has been proved in its place. */
  existing?: string;
}
/** A file of a history, in its order. */
export interface MigrationItem {
  uri: string;
  label: string;
  /** `applied` with findings where dev has it otherwise; `not known` where no dev tells. */
  standing: 'applied' | 'pending' | 'loose' | 'not known';
  because: string;
  findings: number;
  /** `proved on PostgreSQL 18.3: …` of an open file; `proved 2026-11-28, says its stamp`. Absent: neither. */
  proved?: string;
}
export interface MigrationGroup {
  label: string;
  tool: string;
  files: MigrationItem[];
}

export interface TableRows {
  table: string;
  /** Estimated, or counted where `exact`; absent: not known. */
  rows?: number;
  exact?: true;
}
/** A checklist, answered. */
export interface Answered {
  /** The whole of it. */
  markdown: string;
  outcome: 'proved' | 'refused' | 'not known';
  /** `Refused: Backup not done.` */
  conclusion: string;
  /** Of target's tables as they were when it was answered. */
  rows: TableRows[];
}
/** Of a migration, with what signing it off would write. */
export interface SignOff extends Answered {
  /** The history, an absolute path, with a line more. */
  history: { path: string; text: string };
  /** In the migration itself; absent: `noStamp` says why. Lines and characters as in LSP. */
  stamp?: { range: { start: LinePosition; end: LinePosition }; newText: string };
  noStamp?: string;
}
/** What has changed in dev between two readings; times are epoch milliseconds. */
export interface DevChange {
  from: number;
  to: number;
  changes: {
    label: string;
    kind: string;
    what: 'added' | 'dropped' | 'changed';
    /** `+ phone ~ email`. */
    words: string;
    /** `devschema:` addresses of its statements before and after; the text of what was not there is empty. */
    before: string;
    after: string;
  }[];
  /** How many more objects changed than are kept. */
  more: number;
}
/** What a diagram is about; with a file, what differs in what that file makes. */
export interface DiagramSubject {
  /** Of the file; alone: its tables. */
  uri?: string;
  table?: { schema: string; name: string };
  schema?: string;
}
export interface FilePlace {
  uri: string;
  range: { start: LinePosition; end: LinePosition };
}
export interface DiagramTablePlaces {
  /** As the drawing names it in `data-table`. */
  id: string;
  label: string;
  /** The statements of the file that are about it. */
  statements: FilePlace[];
  /** Where migrations make it, and those of its columns that they make. */
  made?: FilePlace;
  columns: { name: string; made: FilePlace }[];
  /** Dev's own text of it. */
  address?: string;
}
export interface DiagramPage {
  title: string;
  /** Of which every table is a group with `data-table`, every column one with `data-column`. */
  svg: string;
  /** A style sheet that names the colours by variables, `--diagram-…`. */
  style: string;
  notes: string[];
  tables: DiagramTablePlaces[];
}
export interface LinePosition {
  line: number;
  character: number;
}

export interface Requests {
  /** A tool of an assistant; what fails is an answer that says what to do next. */
  'devschema/assistant': {
    params: { tool: string; input: Readonly<Record<string, unknown>> };
    result: { text: string; isError: boolean };
  };
  'devschema/status': { params: null; result: DevStatus };
  'devschema/refresh': { params: null; result: DevStatus };
  'devschema/tables': { params: null; result: TableItem[] };
  'devschema/generate': {
    params: { tables: { schema: string; name: string }[]; dependencies?: boolean };
    result: GeneratedSql;
  };
  /** The histories of the workspace and where each file stands. */
  'devschema/migrationTree': { params: null; result: MigrationGroup[] };
  /** Reads every SQL file of the folders; what is found in closed ones is published as their diagnostics. */
  'devschema/checkAll': { params: null; result: CheckedFiles };
  'devschema/snapshot': { params: { path: string }; result: { path: string; tables: number } };
  'devschema/migrationFolders': { params: null; result: MigrationFolder[] };
  /** Brings a folder's files, or another schema (a SOURCE), to dev. Nothing is written or run outside of a scratch. */
  'devschema/newMigration': {
    params: {
      folder: string;
      start: 'all files' | 'applied files' | 'target' | { source: string };
      name: string;
      /** Forms that do not block. */
      online?: boolean;
      /** Of the `mayBeRenamed` that it was answered without them. */
      renames?: string[];
    };
    result: WrittenMigration;
  };
  'devschema/rollback': { params: { uri: string }; result: WrittenRollback };
  /** The file with dev's facts in it. */
  'devschema/fileAsDev': { params: { uri: string }; result: { text: string } };
  /** Whole schemas, as SQL. */
  'devschema/schemas': {
    params: { sources: ('dev' | 'target' | { source: string })[] };
    result: { label: string; sql: string }[];
  };
  /** The checklist of a migration; `backup`: the path of the dump that was made of target. */
  'devschema/report': { params: { uri: string; backup?: string }; result: SignOff };
  /** Once a migration has run: target against dev, and its rows against those before. */
  'devschema/checkTarget': { params: { before?: TableRows[] }; result: Answered };
  /** Connects once, and reads nothing; the error says what did not work. */
  'devschema/testConnection': { params: { connection: string }; result: { label: string } };
  'devschema/connectionCandidates': { params: null; result: ConnectionCandidate[] };
  /** The text of a `devschema:` address: what dev has, as statements. */
  'devschema/document': { params: { uri: string }; result: { text: string } };
  /** The newest first. */
  'devschema/devChanges': { params: null; result: DevChange[] };
  'devschema/diagram': { params: DiagramSubject; result: DiagramPage };
  /** The same to be kept: as SVG that stands alone, or as Mermaid's erDiagram. */
  'devschema/diagramText': { params: DiagramSubject & { form: 'svg' | 'mermaid' }; result: { text: string } };
  /** `null`: the objects of dev; `target` alone: those of target; a relation: its parts. */
  'devschema/tree': {
    params: { schema: string; name: string; target?: true } | { target: true } | null;
    result: TreeObject[];
  };
}
/** Server to client: the password of a connection, from SecretStorage, or else (not `kept`) from a person who waits; where a secret may go. */
export interface ClientRequests {
  'devschema/password': { params: { connection: string; kept?: true }; result: string | null };
  /**
   * May a secret of the environment (named, not sent) go to hosts that `namedBy`, a setting or a variable of a `.env` file,
   * names? Without one: may migrations be run on the server there? Yes where the setting is the user's own.
   */
  'devschema/allowHost': {
    /** `folder`: the workspace folder whose setting it is; absent: it is the window's. */
    params: { hosts: string; namedBy: string; secret?: string; folder?: string };
    result: boolean;
  };
  /** May this command, whose output is dev, be run? Never by itself: a repository can name it. */
  'devschema/allowCommand': { params: { command: string; namedBy: string }; result: boolean };
}
/**
 * `initializationOptions` of our own client. Any other editor passes the settings themselves, as an object or with
 * dotted keys, with or without `devschema`; what only a client knows may stand beside them.
 */
export interface InitializationOptions {
  settings?: unknown;
  /** False in an untrusted workspace: nothing connects and nothing runs. Absent: trusted. */
  trusted?: boolean;
  /** Folder for last good schemas (the workspace's storage). */
  storage?: string;
  /** The client answers `devschema/password`; one that does not say so is never asked. */
  passwords?: boolean;
  /** The client answers `devschema/allowHost`. Absent: the settings are the user's own. */
  allowsHosts?: boolean;
  /** The client answers `devschema/allowCommand`. Absent: none is run. */
  allowsCommands?: boolean;
}
