/** What the migrations of open files make, and what dev has, by a part of a name. */

import { SymbolKind, type WorkspaceSymbol, type WorkspaceSymbolParams } from 'vscode-languageserver/node';
import type { SqlDocument } from '../sql/document/statement';
import type { Snapshot } from '../workspace/snapshot';
import { fits } from './completion/asked';
import { documentUri, showsDocuments } from './dev-document';
import type { Feature } from './feature';
import { allRelations, isTable, sorted } from './lookup';
import { shownAnswer } from './shown';
import { symbolsOf } from './symbols';

/** Symbols of one answer. */
const LIMIT = 200;

export const workspaceSymbols: Feature = {
  capabilities: () => ({ workspaceSymbolProvider: true }),
  register({ connection, guardAsync, workspaces, client }) {
    const answer = guardAsync('workspace symbols', async ({ query }: WorkspaceSymbolParams) => {
      const found: WorkspaceSymbol[] = [];
      for (const workspace of workspaces.all) {
        await Promise.all(workspace.snapshot().openUris.map((uri) => workspace.ready(uri)));
        const snapshot = workspace.snapshot();
        found.push(...inFiles(snapshot, query), ...(showsDocuments(client) ? inDev(snapshot, query) : []));
      }
      return shownAnswer(
        found
          .slice(0, LIMIT)
          .map((one) => ({ ...one, location: { ...one.location, uri: workspaces.clientUri(one.location.uri) } })),
      );
    });
    connection.onWorkspaceSymbol((params, token) => answer(params, token));
  },
};

function inFiles(snapshot: Snapshot, query: string): WorkspaceSymbol[] {
  const low = query.toLowerCase();
  const documents = new Map<string, SqlDocument>();
  for (const uri of snapshot.openUris)
    for (const { document } of snapshot.file(uri)?.history.files ?? []) documents.set(document.uri, document);
  const found: WorkspaceSymbol[] = [];
  for (const [uri, document] of documents) {
    if (found.length >= LIMIT) break;
    const container = uri.split('/').at(-1) ?? uri;
    for (const symbol of symbolsOf(document)) {
      for (const { name, kind, selectionRange } of [symbol, ...(symbol.children ?? [])])
        if (fits(name, low))
          found.push({ name, kind, containerName: container, location: { uri, range: selectionRange } });
    }
  }
  return found;
}

function inDev({ dev, folder }: Snapshot, query: string): WorkspaceSymbol[] {
  if (!dev) return [];
  const low = query.toLowerCase();
  const start = { line: 0, character: 0 };
  const { schema, label } = dev;
  const all = [
    ...allRelations(schema).map((one) =>
      isTable(one)
        ? ({ kind: SymbolKind.Struct, of: 'table', one } as const)
        : ({ kind: SymbolKind.Interface, of: 'view', one } as const),
    ),
    ...sorted(schema.types).map((one) => ({ kind: SymbolKind.Enum, of: 'type', one }) as const),
  ];
  return all
    .filter(({ one }) => fits(one.name, low))
    .slice(0, LIMIT)
    .map(({ kind, of, one }) => ({
      name: one.name,
      kind,
      containerName: `dev: ${label}`,
      location: { uri: documentUri(of, one, folder), range: { start, end: start } },
    }));
}
