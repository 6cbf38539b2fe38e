/** SQL files and folders that serve as dev: which of them run, in which order, and what each statement is about. */

import { openProject, type Project, type ProjectSettings, parseMigration } from '../conventions/project';
import { isSql } from '../conventions/tool-files';
import { isWayBack, otherDatabaseByPath } from '../conventions/unrun-files';
import { DevSourceError, isSqlDevFile, type SqlFileText, type SqlStatementText } from '../dev/source';
import { keptAs, objectKey } from '../model/kinds';
import { parseDocument } from '../sql/document/document';
import type { SqlDocument, Statement } from '../sql/document/statement';
import { loadParser } from '../sql/parse';
import type { DdlOp, ObjectReference } from '../sql/read/ops';
import { t } from '../text/l10n';
import type { QualifiedName } from '../text/names';
import { present } from '../text/present';
import { type FileSystem, joinPath, relativeTo } from '../workspace/files';

/**
 * The files in the order they run. A folder is read as its migration tool would; without one, by path.
 * @throws DevSourceError where a path is not there, holds no SQL, or holds several histories.
 */
export async function readDevFiles(
  paths: readonly string[],
  files: FileSystem,
  root: string,
  settings: ProjectSettings,
): Promise<SqlFileText[]> {
  await loadParser();
  const documents: SqlDocument[] = [];
  for (const path of paths) documents.push(...(await documentsOf(path, files, settings)));
  return documents.map((document) => ({
    name: relativeTo(root, document.uri) ?? document.uri,
    text: document.text,
    statements: () => sqlStatements(document),
  }));
}

/** SQL that a command printed, as a file of its name. */
export async function readDevText(name: string, text: string): Promise<SqlFileText[]> {
  await loadParser();
  const document = ofOneDatabase(checked(parseDocument(name, 0, text)));
  return [{ name, text, statements: () => sqlStatements(document) }];
}
async function documentsOf(path: string, files: FileSystem, settings: ProjectSettings): Promise<SqlDocument[]> {
  const read = (file: string): SqlDocument => {
    const text = files.read(file);
    if (text === undefined) throw unreadFile(file, files);
    const { placeholders } = settings;
    return checked(parseDocument(file, 0, text, placeholders ? { placeholders } : {}));
  };
  if (isSqlDevFile(path)) return [ofOneDatabase(read(path))];
  let incomplete: string | undefined;
  const paths = await files.list(path, {
    incomplete(reason) {
      incomplete = reason;
    },
  });
  if (incomplete !== undefined) throw sqlSourceError(incomplete, t('Name the folder of the SQL files itself.'));
  const project = openProject({ root: path, paths, read: (file) => files.read(file) }, { ...settings, folders: [] });
  const history = historyBelow(project, path);
  if (history) {
    return history.files
      .filter((file) => file.runs)
      .map((file) => {
        const uri = joinPath(history.folder, file.path);
        const text = files.read(uri);
        if (text === undefined) throw unreadFile(uri, files);
        return checked(parseMigration(history, file, { uri, version: 0, text }));
      });
  }
  const plain = paths.filter((file) => isSql(file) && !isWayBack(file) && !otherDatabaseByPath(file)).sort();
  if (plain.length === 0) throw sqlSourceError(t('{0} holds no SQL files', path));
  return plain.map((file) => read(joinPath(path, file)));
}

/**
 * The dump with the statements of the one database that has tables: pg_dumpall writes every database of a server,
 * `postgres` and `template1` too, each behind a `\connect`.
 * @throws DevSourceError where several have tables, of which none is named as dev.
 */
function ofOneDatabase(document: SqlDocument): SqlDocument {
  const databases = new Set(document.statements.filter(makesRelation).map(({ elsewhere }) => elsewhere));
  if (databases.size > 1) {
    throw sqlSourceError(
      t('{0} holds the tables of {1} databases', document.uri, databases.size),
      t('Name a dump of the one that is dev, as pg_dump writes it.'),
    );
  }
  const [database] = databases;
  if (database === undefined) return document;
  const statements = document.statements.map(({ elsewhere, ...statement }) => ({
    ...statement,
    runs: elsewhere === database,
  }));
  return { ...document, statements };
}
const makesRelation = ({ parsed }: Statement): boolean =>
  parsed.ops.some(({ op }) => op === 'create table' || op === 'create table as' || op === 'create view');

function historyBelow(project: Project, folder: string) {
  const histories = project.historiesBelow(folder);
  if (histories.length > 1) {
    const folders = histories.map((history) => history.folder).join(', ');
    throw sqlSourceError(t('{0} holds {1} histories ({2})', folder, histories.length, folders), t('Name one of them.'));
  }
  return histories[0];
}

function checked(document: SqlDocument): SqlDocument {
  if (document.unreadable !== undefined) throw sqlSourceError(t('{0}: {1}', document.uri, document.unreadable));
  return document;
}
const unreadFile = (file: string, files: FileSystem): DevSourceError =>
  sqlSourceError(t('{0}: {1}', file, files.whyUnread?.(file) ?? t('the file cannot be read')));
const sqlSourceError = (reason: string, advice?: string): DevSourceError =>
  new DevSourceError(reason, 'sql', advice === undefined ? {} : { advice });

/** COPY … FROM stdin is left out with its data: rows shape no schema. */
function sqlStatements(document: SqlDocument): SqlStatementText[] {
  const copies = new Set<Statement | undefined>();
  for (const skipped of document.skipped) {
    if (skipped.what !== 'copy data') continue;
    copies.add(document.statements.findLast((statement) => statement.range.start < skipped.range.start));
  }
  const result: SqlStatementText[] = [];
  let line = 0;
  let at = 0;
  for (const statement of document.statements) {
    line += lineBreaks(document.text, at, statement.range.start);
    at = statement.range.start;
    if (!statement.runs || copies.has(statement)) continue;
    const { start, end } = statement.range;
    const objects = objectsOf(statement);
    result.push({
      text: statement.parsed.filled?.text ?? document.text.slice(start, end),
      line,
      ...present({ objects }),
    });
  }
  return result;
}

function lineBreaks(text: string, from: number, to: number): number {
  let breaks = 0;
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) breaks++;
  return breaks;
}

/** Undefined: it could be anything. */
function objectsOf(statement: Statement): string[] | undefined {
  const { status, ops } = statement.parsed;
  return status === 'ok' || status === 'placeholder' ? objectKeysOf(ops) : undefined;
}
function objectKeysOf(ops: readonly DdlOp[]): string[] | undefined {
  const keys = new Set<string>();
  for (const op of ops) {
    const found = keysOfOp(op);
    if (!found) return undefined;
    for (const key of found) keys.add(key);
  }
  return [...keys];
}

/** What an op makes or alters by its own name; the others a type. */
const keyKindOf: Readonly<Partial<Record<DdlOp['op'], KeyKind>>> = {
  'create view': 'view',
  'create sequence': 'sequence',
  'alter sequence': 'sequence',
  'create routine': 'routine',
  'create collation': 'collation',
  'create other': 'other',
  'alter other': 'other',
};
function keysOfOp(op: DdlOp): readonly string[] | undefined {
  switch (op.op) {
    case 'use':
    case 'none':
    case 'transaction':
    case 'set search path':
      return [];
    case 'block':
      return objectKeysOf(op.body.map((one) => one.op));
    case 'require':
      return op.objects.map(keyOfReference);
    case 'unknown':
      return op.objects.length === 0 ? undefined : op.objects.map(keyOfReference);
    case 'drop':
      return op.objects.map(keyOfReference);
    case 'rename':
    case 'set schema':
    case 'comment':
    case 'owner':
      return [keyOfReference(op.object)];
    case 'create table':
    case 'placeholder table':
      return [fileKey('table', op.name.value)];
    case 'create table as':
      return [fileKey(op.kind === 'table' ? 'table' : 'view', op.name.value)];
    case 'alter table':
      return [fileKey(keptAs(op.kind), op.name.value)];
    case 'create index':
    case 'create trigger':
    case 'create policy':
    case 'alter policy':
    case 'create rule':
    case 'create statistics':
      return [fileKey('table', op.table.value)];
    case 'create schema':
      return [objectKey('schema', '', op.name.value), ...(objectKeysOf(op.elements) ?? [])];
    case 'create extension':
      return [objectKey('extension', '', op.name.value)];
    default:
      return [fileKey(keyKindOf[op.op] ?? 'type', op.name.value)];
  }
}

type KeyKind = Parameters<typeof objectKey>[0];
/** A part of a table is the table's. */
function keyOfReference(object: ObjectReference): string {
  if (object.table) return fileKey('table', object.table.value);
  if (object.kind === 'schema' || object.kind === 'extension')
    return objectKey(object.kind, '', object.name.value.name);
  return fileKey(keptAs(object.kind), object.name.value);
}
/** Where no schema was written, the one that things are made in unless a search path says otherwise. */
function fileKey(kind: KeyKind, name: QualifiedName): string {
  return objectKey(kind, name.schema ?? 'public', name.name);
}
