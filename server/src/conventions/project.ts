/**
 * Which files are judged together: the migration folders of a project, found by what is in them or named by a setting.
 * The editor and the command line both ask here; texts and listings are passed in.
 */

import type { AppliedMigrations } from '../model/dev';
import { atOnce, type Steps } from '../model/steps';
import { parseDocument, parsingDocument } from '../sql/document/document';
import type { Placeholders } from '../sql/document/placeholders';
import type { Section, SqlDocument } from '../sql/document/statement';
import { fingerprintOf } from '../text/fingerprint';
import { pushTo } from '../text/lists';
import { present } from '../text/present';
import { compareText } from '../text/text';
import { toolNamed } from '.';
import { type Convention, type MigrationFile, migrationOf } from './convention';
import { detectConvention } from './conventions';
import { formOf, placeholdersFor, placeholdersIn, withMarks, withUnfilled } from './placeholders';
import {
  isSeed,
  isWayBack,
  otherDatabaseByPath,
  otherDatabaseByText,
  queriesOfSqlc,
  testOfDatabase,
} from './unrun-files';

/** A folder and everything below it, as it stood at one moment. Paths are absolute, joined by `/`. */
interface ProjectTree {
  readonly root: string;
  /** Every file below the root that could matter, relative to it; node_modules, .git and the like left out. */
  readonly paths: readonly string[];
  /** The text of a file, by absolute path; open documents before what is on disk. Undefined: not there, or not text. */
  read(path: string): string | undefined;
}
export interface TextDocument {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
}
export interface ProjectSettings {
  /** Relative to the root, or absolute; empty: found by what is in the folders. */
  readonly folders: readonly string[];
  /** A convention's id, where a setting names it. */
  readonly tool: string | undefined;
  /** The one migration tool's table that dev has, for folders that do not show whose they are. */
  readonly inDev?: AppliedMigrations | undefined;
  /** What placeholders in SQL stand for; before what a tool's own file says. */
  readonly placeholders?: Placeholders;
}
/** A convention's folder is absolute here. */
export interface Project {
  readonly tree: ProjectTree;
  /** The history a file belongs to, or undefined: then it stands alone. */
  historyOf(path: string): Convention | undefined;
  /** A file of no history. */
  parsingLoose(path: string, document: TextDocument, previous?: SqlDocument): Steps<SqlDocument>;
  /** Every history at or below a folder that runs anything on PostgreSQL, ordered by folder. */
  historiesBelow(folder: string): readonly Convention[];
}

export function openProject(tree: ProjectTree, settings: ProjectSettings): Project {
  const byFolder = new Map<string, Convention | undefined>();
  const named = settings.folders.map((folder) => absolute(tree.root, folder));
  const detect = (folder: string): Convention | undefined => {
    if (!byFolder.has(folder)) byFolder.set(folder, detectIn(tree, folder, settings));
    return byFolder.get(folder);
  };
  const historyOf = (path: string): Convention | undefined => {
    let weak: Convention | undefined;
    // Of a whole that a file further up may order.
    let part: Convention | undefined;
    for (const folder of named.length > 0 ? named : foldersAbove(tree.root, path)) {
      if (!isInFolder(folder, path)) continue;
      const found = detect(folder);
      if (!found || !fileOf(found, path)) continue;
      if (part && (found.id !== part.id || !found.ordersBelow)) continue;
      if (toolNamed(found.id)?.ordersBelow) part = found;
      else if (!toolNamed(found.id)?.weak && !isNumberedFolder(found)) return found;
      else if (!weak || isNumberedFolder(weak)) weak = found;
    }
    return part ?? weak;
  };
  const historiesBelow = (folder: string): readonly Convention[] => {
    const found = new Set<Convention>();
    for (const relative of tree.paths) {
      const path = absolute(tree.root, relative);
      const history = isSql(path) && isInFolder(folder, path) ? historyOf(path) : undefined;
      const runs = history?.files.some((file) => file.runs);
      if (history && runs && isInFolder(folder, `${history.folder}/`)) found.add(history);
    }
    return [...found].sort((a, b) => compareText(a.folder, b.folder));
  };
  return {
    tree,
    historyOf,
    historiesBelow,
    parsingLoose: (path, document, previous) =>
      parsingLoose(relative(tree.root, path), document, previous, settings.placeholders),
  };
}
function* parsingLoose(
  path: string,
  document: TextDocument,
  previous: SqlDocument | undefined,
  placeholders: Placeholders | undefined,
): Steps<SqlDocument> {
  const { uri, version, text } = document;
  const reason =
    otherDatabaseByPath(path) ?? otherDatabaseByText([text]) ?? testOfDatabase(text) ?? queriesOfSqlc(text);
  if (reason !== undefined) return passOver(document, reason);
  const sections = isWayBack(path) || isSeed(path) ? [notRun(text)] : [];
  return yield* parsingDocument(
    uri,
    version,
    text,
    present({ sections: sections.length > 0 ? sections : undefined, previous, placeholders }),
  );
}
const notRun = (text: string): Section => ({ range: { start: 0, end: text.length }, runs: false });
/** Kept as a document without statements. */
function passOver({ uri, version, text }: TextDocument, passedOver: string): SqlDocument {
  return { uri, version, text, statements: [], skipped: [], suppressions: [], passedOver };
}

const byPath = new WeakMap<Convention, ReadonlyMap<string, MigrationFile>>();
/** The convention's own entry for a file, by absolute path. */
export function fileOf(convention: Convention, path: string): MigrationFile | undefined {
  let files = byPath.get(convention);
  if (!files) {
    files = new Map(convention.files.map((file) => [file.path, file]));
    byPath.set(convention, files);
  }
  return isInFolder(convention.folder, path) ? files.get(path.slice(convention.folder.length + 1)) : undefined;
}

/**
 * Files that do not run (Down files, seeds) are one section that does not run: read for syntax only. Another
 * database's are not read at all.
 */
export function parseMigration(...migration: Parameters<typeof parsingMigration>): SqlDocument {
  return atOnce(parsingMigration(...migration));
}
/** The same, a step for each statement. */
export function* parsingMigration(
  convention: Convention,
  file: MigrationFile,
  document: TextDocument,
  previous?: SqlDocument,
): Steps<SqlDocument> {
  const { uri, version, text } = document;
  if (file.passedOver !== undefined) return passOver(document, file.passedOver);
  const sections = file.runs ? convention.sections(text, file.path) : [notRun(text)];
  const placeholders = placeholdersFor(convention, file, text);
  const { includes, fillsStrings } = toolNamed(convention.id) ?? {};
  const options = { sections, ...present({ previous, placeholders, includes }) };
  const { marks } = convention;
  const form = marks ? formOf(marks) : fillsStrings;
  return withUnfilled(yield* parsingDocument(uri, version, text, options), form, marks !== undefined);
}

/** What undoes a migration, with the placeholders of that one. */
export function parseWayBack(convention: Convention | undefined, uri: string, text: string): SqlDocument {
  const file = convention && migrationOf(convention, uri);
  const placeholders = file && placeholdersFor(convention, file, text);
  return parseDocument(`${uri}#down`, 0, text, present({ placeholders }));
}

/** Of all that `parseMigration` makes a document of: while it is the same, so is the document. */
export function migrationKey(convention: Convention, file: MigrationFile, text: string): string {
  const parts = file.runs && file.passedOver === undefined ? convention.sections(text, file.path) : [];
  const values = placeholdersFor(convention, file, text) ?? [];
  return fingerprintOf([text, JSON.stringify([convention.id, file, parts, [...values]])]);
}

function detectIn(tree: ProjectTree, folder: string, settings: ProjectSettings): Convention | undefined {
  const prefix = folder === tree.root ? '' : `${folder.slice(tree.root.length + 1)}/`;
  const paths = pathsBelow(tree, prefix).map((path) => path.slice(prefix.length));
  if (paths.length === 0) return undefined;
  // A tool may look above the folder, and nobody above the project.
  const read = (path: string): string | undefined => {
    let [above, rest] = [folder, path];
    for (; rest.startsWith('../') && above !== tree.root; rest = rest.slice(3)) above = parentOf(above);
    return rest.startsWith('../') ? undefined : tree.read(`${above}/${rest}`);
  };
  const listing = {
    folder,
    place: prefix.slice(0, -1),
    paths,
    read,
    ...present({ programs: programsOf(tree, prefix) }),
  };
  const convention = detectConvention(listing, settings.tool, settings.inDev);
  const placeholders = convention && placeholdersOf(tree, folder, settings.placeholders);
  const marks = convention && toolNamed(convention.id)?.marks?.(listing);
  const values = marks && placeholders ? withMarks(placeholders, marks) : placeholders;
  return convention && { ...convention, ...present({ placeholders: values, marks }) };
}

/** Maven and Gradle put what is built of `src/main/java/db/migration` beside `src/main/resources/db/migration`. */
function programsOf(tree: ProjectTree, prefix: string): readonly string[] | undefined {
  const at = prefix.lastIndexOf('/resources/');
  if (at < 0) return undefined;
  return ['java', 'kotlin', 'groovy', 'scala'].flatMap((language) => {
    const beside = `${prefix.slice(0, at)}/${language}/${prefix.slice(at + '/resources/'.length)}`;
    return pathsBelow(tree, beside).map((path) => path.slice(beside.length));
  });
}

const pathsByFolder = new WeakMap<ProjectTree, ReadonlyMap<string, readonly string[]>>();
/** `prefix`: a folder below the root with the `/` at its end; empty: the root. Every folder of a migration is asked for. */
function pathsBelow(tree: ProjectTree, prefix: string): readonly string[] {
  if (prefix === '') return tree.paths;
  let byFolder = pathsByFolder.get(tree);
  if (!byFolder) {
    const made = new Map<string, string[]>();
    for (const path of tree.paths)
      for (let end = path.indexOf('/'); end !== -1; end = path.indexOf('/', end + 1))
        pushTo(made, path.slice(0, end + 1), path);
    pathsByFolder.set(tree, made);
    byFolder = made;
  }
  return byFolder.get(prefix) ?? [];
}

/** Those of the tools' own files beside the migrations and above them, and those of the settings, which come first. */
function placeholdersOf(tree: ProjectTree, folder: string, told: Placeholders | undefined): Placeholders | undefined {
  const values = new Map<string, string>();
  for (const above of [...foldersAbove(tree.root, `${folder}/x`)].reverse())
    for (const [name, value] of placeholdersIn((file) => tree.read(`${above}/${file}`))) values.set(name, value);
  for (const [name, value] of told ?? []) values.set(name, value);
  return values.size === 0 ? undefined : values;
}

/** In a folder that is itself one of several versions: `v1.2/01_users.sql`. */
const isNumberedFolder = (convention: Convention): boolean => /\/[vV]?\d+([-_.]\d+)*$/.test(convention.folder);

/** Nearest first: a file belongs to the innermost folder whose tool would run it, numbers being the weakest sign of one. */
function* foldersAbove(root: string, path: string): Iterable<string> {
  for (let folder = parentOf(path); isInFolder(root, `${folder}/`); folder = parentOf(folder)) {
    yield folder;
    if (folder === root) return;
  }
}
const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
const isInFolder = (folder: string, path: string): boolean => path.startsWith(`${folder}/`);
const relative = (root: string, path: string): string => (isInFolder(root, path) ? path.slice(root.length + 1) : path);
/** Of tools that have a folder for each migration: the history is in the one around it. */
export const isNamedByFolder = (path: string): boolean => /[\\/](?:migration|up|down)\.sql$/i.test(path);
export const isSql = (path: string): boolean => path.toLowerCase().endsWith('.sql');
/** An absolute path starts with `/` or a Windows drive. */
const absolute = (root: string, path: string): string => {
  const plain = path.replaceAll('\\', '/').replace(/^\.\//, '').replace(/\/+$/, '');
  return /^(\/|[A-Za-z]:\/)/.test(plain) ? plain : plain === '' || plain === '.' ? root : `${root}/${plain}`;
};
