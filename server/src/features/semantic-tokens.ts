/** Which names dev has, which this file makes, and which nothing has: as an editor colours them. */

import {
  type ClientCapabilities,
  type SemanticTokens,
  SemanticTokensBuilder,
  type SemanticTokensRangeParams,
} from 'vscode-languageserver/node';
import type { FileView, Snapshot } from '../workspace/snapshot';
import { linesOf } from './convert';
import { definitionOrigins } from './definition';
import type { Feature } from './feature';
import type { Mention } from './mention';
import { isInDev, mentionsIn } from './mentions';

/** By what a mention is; the standard types are what themes have colours for. */
const tokenTypeOf: Readonly<Record<Mention['kind'], string>> = {
  relation: 'struct',
  column: 'property',
  type: 'type',
  index: 'variable',
  sequence: 'variable',
  constraint: 'variable',
  routine: 'function',
};
const tokenTypes = [...new Set(Object.values(tokenTypeOf))];
/** `inDev`: dev has it; `madeHere`: this file makes it. What has neither is made by another file, and dev has it not. */
const tokenModifiers = ['inDev', 'madeHere'];

export const semanticTokens: Feature = {
  capabilities: (client) =>
    shows(client)
      ? { semanticTokensProvider: { legend: { tokenTypes, tokenModifiers }, range: true, full: false } }
      : {},
  register({ connection, guard, workspace, client, log }) {
    if (!shows(client)) return;
    connection.languages.semanticTokens.onRange(guard('semantic tokens', { data: [] }, tokensIn));
    if (!client.workspace?.semanticTokens?.refreshSupport) return;
    workspace.onFilesAffected((_uris, cause) => {
      if (cause === 'edit') return;
      connection.languages.semanticTokens.refresh().catch((error: unknown) => log(`semantic tokens: ${error}`));
    });
  },
};
const shows = ({ textDocument }: ClientCapabilities) => textDocument?.semanticTokens !== undefined;

function tokensIn(snapshot: Snapshot, { textDocument, range }: SemanticTokensRangeParams): SemanticTokens {
  const view = snapshot.openFile(textDocument.uri);
  if (!view || !snapshot.settings.semanticTokens) return { data: [] };
  const lines = linesOf(view.document);
  const [start, end] = [lines.offset(range.start), lines.offset(range.end)];
  const builder = new SemanticTokensBuilder();
  const mentions = view.document.statements
    .filter((one) => one.range.start < end && one.range.end > start)
    .flatMap((one) => mentionsIn(snapshot, view, one))
    .filter((one) => one.range.start < end && one.range.end > start)
    .sort((a, b) => a.range.start - b.range.start);
  for (const mention of mentions) {
    const from = lines.position(mention.range.start);
    const to = lines.position(mention.range.end);
    const type = tokenTypes.indexOf(tokenTypeOf[mention.kind]);
    if (from.line === to.line)
      builder.push(from.line, from.character, to.character - from.character, type, modifiersOf(view, mention));
  }
  return builder.build();
}
function modifiersOf(view: FileView, mention: Mention): number {
  const isHere = definitionOrigins(view, mention).some(({ uri }) => uri === view.document.uri);
  return (isInDev(mention) ? 1 : 0) | (isHere ? 2 : 0);
}
