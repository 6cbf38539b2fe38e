/** Where a thing is named: in every file of the history, in open files, and in dev's views and functions. */

import {
  type DocumentHighlight,
  DocumentHighlightKind,
  type Location,
  type PrepareRenameParams,
  type Range,
  type ReferenceParams,
  type RenameParams,
  type TextDocumentPositionParams,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { t } from '../text/l10n';
import { tokenize } from '../text/lexer';
import { identifierValue } from '../text/literals';
import { byteLength, MAX_IDENTIFIER_BYTES, quoteIdentifier } from '../text/names';
import { wordPattern } from '../text/text';
import type { FileView, Snapshot } from '../workspace/snapshot';
import { linesOf } from './convert';
import { definitionOrigins } from './definition';
import { documentText, documentUri, rangeOfName, showsDocuments } from './dev-document';
import type { Feature } from './feature';
import { type Mention, mentionAt, type ReadFile } from './mention';
import { isInDev, mentionName, mentionSubject, mentionsIn } from './mentions';
import { hasNameAlready } from './name-taken';
import { namesColumnOfResult } from './output-names';
import { refuseBroken } from './rename-broken';
import { otherPlaces } from './rename-places';

export const references: Feature = {
  capabilities: () => ({
    referencesProvider: true,
    documentHighlightProvider: true,
    renameProvider: { prepareProvider: true },
  }),
  register({ connection, guard, guardAsync, workspaces, client }) {
    const toClient = (one: Location): Location => ({ ...one, uri: workspaces.clientUri(one.uri) });
    connection.onReferences(
      guard('references', [], (snapshot, params: ReferenceParams) =>
        referencesAt(snapshot, params, showsDocuments(client)).map(toClient),
      ),
    );
    connection.onDocumentHighlight(guard('highlight', [], highlightsAt, workspaces.soon));
    const prepare = guardAsync('rename', async (params: PrepareRenameParams) => {
      const workspace = workspaces.of(params.textDocument.uri);
      await workspace.ready(params.textDocument.uri);
      return renamable(workspace.snapshot(), params).range;
    });
    connection.onPrepareRename((params, token) => prepare(params, token));
    const rename = guardAsync('rename', async (params: RenameParams) => {
      const workspace = workspaces.of(params.textDocument.uri);
      await workspace.ready(params.textDocument.uri);
      const { changes = {} } = renameAt(workspace.snapshot(), params);
      return {
        changes: Object.fromEntries(Object.entries(changes).map(([uri, edits]) => [workspace.clientUri(uri), edits])),
      };
    });
    connection.onRenameRequest((params, token) => rename(params, token));
  },
};

interface Subject {
  readonly view: FileView;
  readonly mention: Mention;
  readonly key: string;
}
function subjectAt(snapshot: Snapshot, { textDocument, position }: TextDocumentPositionParams): Subject | undefined {
  const view = snapshot.openFile(textDocument.uri);
  const mention = view && mentionAt(snapshot, view, linesOf(view.document).offset(position));
  const key = mention && mentionSubject(mention);
  return view && key !== undefined ? { view, mention: mention!, key } : undefined;
}

function referencesAt(snapshot: Snapshot, params: ReferenceParams, ofDev: boolean): Location[] {
  const about = subjectAt(snapshot, params);
  if (!about) return [];
  const found = filesAround(snapshot, about.view).flatMap((file) =>
    rangesIn(snapshot, file, about).map((range) => ({ uri: file.document.uri, range })),
  );
  return ofDev ? [...found, ...inDev(snapshot, about)] : found;
}
/** The history's files in their order, then other open files. */
function filesAround(snapshot: Snapshot, { history, document }: FileView): ReadFile[] {
  const own = history.files;
  const uris = new Set(own.map((file) => file.document.uri));
  const others = snapshot.openUris.filter((uri) => !uris.has(uri) && uri !== document.uri);
  const open = others.flatMap((uri) => snapshot.file(uri) ?? []);
  return [...own.map((folded) => ({ document: folded.document, folded })), ...open];
}
function rangesIn(snapshot: Snapshot, file: ReadFile, { mention, key }: Subject): Range[] {
  const name = mentionName(mention);
  const { text, statements } = file.document;
  if (!text.toLowerCase().includes(name.toLowerCase())) return [];
  const lines = linesOf(file.document);
  return statements.flatMap((statement) => {
    const named = mentionsIn(snapshot, file, statement, (one) => one === name).filter(
      (one) => mentionSubject(one) === key,
    );
    const ranges = named.map(({ range }) => range);
    const others = otherPlaces(text, statement, mention).filter(({ start }) =>
      ranges.every((one) => one.start !== start),
    );
    return [...ranges, ...others].map((range) => lines.range(range));
  });
}
/** Of dev's views and functions those whose text has the name, but for what the files make themselves. */
function inDev({ dev, ...snapshot }: Snapshot, { view, mention }: Subject): Location[] {
  if (!dev) return [];
  const name = mentionName(mention);
  const pattern = wordPattern(name);
  const { views, routines } = view.history.pendingEnd;
  const uris = [
    ...[...dev.schema.views].flatMap(([key, one]) =>
      views.get(key)?.origins?.self || !pattern.test(one.definition) ? [] : [documentUri('view', one, snapshot.folder)],
    ),
    ...[...dev.schema.routines].flatMap(([key, all]) =>
      routines.get(key)?.[0]?.origins?.self || !all.some(({ definition }) => definition && pattern.test(definition))
        ? []
        : [documentUri('routine', all[0]!, snapshot.folder)],
    ),
  ];
  return uris.flatMap((uri) => {
    const text = documentText({ ...snapshot, dev }, uri);
    if (text === undefined) return [];
    const own = rangeOfName(text, name);
    const range = own.end > 0 ? own : bodyRange(text, name);
    return [{ uri, range: linesOf({ text }).range(range) }];
  });
}
/** Within a `$$` body. */
function bodyRange(text: string, name: string) {
  const at = text.search(wordPattern(name));
  return { start: Math.max(at, 0), end: at < 0 ? 0 : at + name.length };
}

function highlightsAt(snapshot: Snapshot, params: TextDocumentPositionParams): DocumentHighlight[] {
  const about = subjectAt(snapshot, params);
  if (!about) return [];
  return rangesIn(snapshot, about.view, about).map((range) => ({ range, kind: DocumentHighlightKind.Text }));
}

/** What this file makes and dev has not yet: only that can still be called otherwise. @throws Error that says why not */
function renamable(snapshot: Snapshot, params: TextDocumentPositionParams): Subject & { readonly range: Range } {
  const about = subjectAt(snapshot, params);
  if (!about) throw new Error(t('There is no name here that can be changed.'));
  const { view, mention } = about;
  const name = mentionName(mention);
  if (isInDev(mention)) throw new Error(t('Dev has {0} already: a migration renames it, with ALTER … RENAME.', name));
  const made = definitionOrigins(view, mention).some(({ uri }) => uri === view.document.uri);
  if (!made) throw new Error(t('This file does not make {0}.', name));
  return { ...about, range: linesOf(view.document).range(mention.range) };
}
/** An open file of no or another history that makes one of that name itself: it means that one. */
function makesItsOwn(snapshot: Snapshot, { document }: ReadFile, { view, mention, key }: Subject): boolean {
  const other = view.history.file(document.uri) ? undefined : snapshot.file(document.uri);
  if (!other) return false;
  const name = mentionName(mention);
  return document.statements.some((statement) =>
    mentionsIn(snapshot, other, statement, (one) => one === name).some(
      (one) => mentionSubject(one) === key && definitionOrigins(other, one).length > 0,
    ),
  );
}
function renameAt(snapshot: Snapshot, params: RenameParams): WorkspaceEdit {
  const about = renamable(snapshot, params);
  const typed = params.newName.trim();
  if (typed === '') throw new Error(t('A name has at least one letter.'));
  const [token] = tokenize(typed, 0, typed.length);
  const isWritten = token !== undefined && token.start === 0 && token.end === typed.length && token.kind === 'quoted';
  const plain = isWritten ? identifierValue(typed, token) : typed;
  if (byteLength(plain) > MAX_IDENTIFIER_BYTES)
    throw new Error(
      t('PostgreSQL keeps the first {0} bytes of a name, and {1} is longer.', MAX_IDENTIFIER_BYTES, plain),
    );
  if (hasNameAlready(snapshot, about, plain)) throw new Error(t('{0} exists already.', plain));
  const files = filesAround(snapshot, about.view).filter((file) => !makesItsOwn(snapshot, file, about));
  const changes = files.flatMap((file) => {
    const lines = linesOf(file.document);
    const { text } = file.document;
    const edits = rangesIn(snapshot, file, about).map((range) => {
      const [start, end] = [lines.offset(range.start), lines.offset(range.end)];
      const newText = quoteIdentifier(plain, text[start] === '"' || isWritten ? 'always' : 'needed');
      const around = file.document.statements.find((one) => one.range.start <= start && end <= one.range.end);
      const isOutput =
        about.mention.kind === 'column' && around && namesColumnOfResult(text, around.range, { start, end });
      return { range, newText: isOutput ? `${newText} AS ${text.slice(start, end)}` : newText };
    });
    return edits.length > 0 ? [[file.document.uri, edits] as const] : [];
  });
  refuseBroken(snapshot, about.view, mentionName(about.mention), new Map(changes));
  return { changes: Object.fromEntries(changes) };
}
