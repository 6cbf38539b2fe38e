/** What a client says of itself at the start, and how its documents and folders come in. */
import {
  type ClientCapabilities,
  type InitializeParams,
  type TextDocumentContentChangeEvent,
  TextDocuments,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { InitializationOptions } from '../protocol';
import { normalPath, pathOfUri } from '../workspace/files';
import { agreedEncoding, countIn, LineIndex, type PositionEncoding } from './convert';

/** Documents as the library keeps them, in UTF-16, whatever the client counts its edits in. */
export class ClientDocuments extends TextDocuments<TextDocument> {
  constructor() {
    let encoding: PositionEncoding = 'utf-16';
    super({
      create: TextDocument.create,
      update: (document, changes, version) => {
        if (encoding === 'utf-16') return TextDocument.update(document, changes, version);
        // Each edit is of the text that the one before it left.
        for (const change of changes) TextDocument.update(document, [inUtf16(document, change, encoding)], version);
        return document;
      },
    });
    this.agree = ({ general }) => {
      const offered = general?.positionEncodings;
      encoding = agreedEncoding(offered);
      countIn(encoding);
      // A client that names no encodings is not told of one.
      return offered ? { positionEncoding: encoding } : {};
    };
  }
  /** What positions are counted in from now on, as `initialize` answers it. */
  readonly agree: (client: ClientCapabilities) => { readonly positionEncoding?: PositionEncoding };
}
function inUtf16(
  document: TextDocument,
  change: TextDocumentContentChangeEvent,
  encoding: PositionEncoding,
): TextDocumentContentChangeEvent {
  if (!('range' in change)) return change;
  const counted = ({ line, character }: typeof change.range.start) => {
    const text = document.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } });
    return { line, character: new LineIndex(text, encoding).offset({ line: 0, character }) };
  };
  return { range: { start: counted(change.range.start), end: counted(change.range.end) }, text: change.text };
}

/** The settings, under their own name or as the options themselves. */
export function settingsIn({
  trusted,
  storage,
  passwords,
  allowsHosts,
  allowsCommands,
  ...rest
}: InitializationOptions): unknown {
  return rest.settings ?? rest;
}

export function foldersOf(params: InitializeParams): string[] {
  const { workspaceFolders, rootUri, rootPath } = params;
  if (workspaceFolders) return pathsOf(workspaceFolders);
  if (rootUri) return pathsOf([{ uri: rootUri }]);
  return rootPath ? [normalPath(rootPath)] : [];
}
/** Of those that are on the disk. */
export function pathsOf(folders: readonly { readonly uri: string }[]): string[] {
  return folders.flatMap(({ uri }) => pathOfUri(uri)?.replace(/(?<=.)\/$/, '') ?? []);
}

/** A client that shows it says so in its experimental capabilities; others would be sent what they do not know. */
export function showsStatus(client: ClientCapabilities): boolean {
  const experimental = client.experimental as { devschemaStatus?: unknown } | undefined;
  return experimental?.devschemaStatus === true;
}
