/** Which names dev has, which this file makes, and which nothing has: as an editor colours them. */

import {
  type ClientCapabilities,
  type SemanticTokens,
  SemanticTokensBuilder,
  type SemanticTokensRangeParams,
} from 'vscode-languageserver/node';
import type { TextRange } from '../text/text';
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
  register({ connection, guard, workspaces, client, log }) {
    if (!shows(client)) return;
    connection.languages.semanticTokens.onRange(guard('semantic tokens', { data: [] }, tokensIn));
    if (!client.workspace?.semanticTokens?.refreshSupport) return;
    workspaces.onFilesAffected((_uris, cause) => {
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
  const missing = view.result.findings.flatMap((one) => (one.code.startsWith('unknown-') ? one.range : []));
  const builder = new SemanticTokensBuilder();
  const isWithin = (range: TextRange) => range.start < end && range.end > start;
  const mentions = view.document.statements
    .filter((one) => isWithin(one.range))
    .flatMap((one) => mentionsIn(snapshot, view, one))
    .filter((one) => isWithin(one.range));
  const named = mentions.map((one) => ({
    ...{
      range: one.range,
      type: tokenTypes.indexOf(tokenTypeOf[one.kind]),
      modifiers: modifiersOf(view, one, missing),
    },
  }));
  // A name that nothing has may mean anything.
  const unnamed = missing
    .filter(
      (range) => isWithin(range) && !mentions.some((one) => one.range.start < range.end && range.start < one.range.end),
    )
    .map((range) => ({ range, type: tokenTypes.indexOf('variable'), modifiers: 4 }));
  for (const { range, type, modifiers } of [...named, ...unnamed].sort((a, b) => a.range.start - b.range.start)) {
    const from = lines.position(range.start);
    const to = lines.position(range.end);
    if (from.line === to.line) builder.push(from.line, from.character, to.character - from.character, type, modifiers);
  }
  return builder.build();
}
/** What is missing is what a finding says so of: not all that was not found is surely not there. */
function modifiersOf(view: FileView, mention: Mention, missing: readonly TextRange[]): number {
  const isHere = definitionOrigins(view, mention).some(({ uri }) => uri === view.document.uri);
  const { start, end } = mention.range;
  const isMissing = missing.some((range) => range.start <= start && end <= range.end);
  return (isInDev(mention) ? 1 : 0) | (isHere ? 2 : 0) | (isMissing ? 4 : 0);
}
