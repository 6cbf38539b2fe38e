/** Types beside the columns of INSERT and UPDATE, and the names that PostgreSQL will choose where none is written. */

import { type InlayHint, InlayHintKind, type InlayHintParams } from 'vscode-languageserver/node';
import type { Schema } from '../model/schema';
import { formatType } from '../model/types';
import type { Statement } from '../sql/document/statement';
import { t } from '../text/l10n';
import { keyOf, quoteIdentifier } from '../text/names';
import type { FileView, Snapshot } from '../workspace/snapshot';
import { type LineIndex, linesOf } from './convert';
import type { Feature } from './feature';
import { columnOf } from './mention';
import { mentionsIn } from './mentions';

export const inlayHints: Feature = {
  capabilities: () => ({ inlayHintProvider: { resolveProvider: false } }),
  register({ connection, guard, workspaces, client, log }) {
    connection.languages.inlayHint.on(guard('inlay hints', [], hintsIn));
    if (!client.workspace?.inlayHint?.refreshSupport) return;
    workspaces.onFilesAffected((_uris, cause) => {
      if (cause === 'edit') return;
      connection.languages.inlayHint.refresh().catch((error: unknown) => log(`inlay hints: ${error}`));
    });
  },
};

function hintsIn(snapshot: Snapshot, { textDocument, range }: InlayHintParams): InlayHint[] {
  const view = snapshot.openFile(textDocument.uri);
  if (!view) return [];
  const lines = linesOf(view.document);
  const [start, end] = [lines.offset(range.start), lines.offset(range.end)];
  const { types, names } = snapshot.settings.inlayHints;
  return view.document.statements
    .filter((one) => one.range.start < end && one.range.end > start)
    .flatMap((statement) => [
      ...(types ? typeHints(snapshot, view, statement, lines) : []),
      ...(names ? nameHints(view, statement, lines) : []),
    ]);
}

/** Of the columns that are given a value: in the list of INSERT, and before `=` in SET. */
function typeHints(snapshot: Snapshot, view: FileView, statement: Statement, lines: LineIndex): InlayHint[] {
  const { text } = view.document;
  const own = text.slice(statement.range.start, statement.range.end);
  if (!/^\s*(?:WITH|INSERT|UPDATE)\b/i.test(own)) return [];
  const list = /^\s*INSERT\s+INTO\s+[^\s(]+(?:\s+AS\s+\S+)?\s*\(([^()]*)\)/i.exec(own);
  const until = list ? statement.range.start + list[0].length : -1;
  return mentionsIn(snapshot, view, statement).flatMap((mention) => {
    if (mention.kind !== 'column') return [];
    const isGiven = mention.range.end <= until || isSet(text, mention.range.start, mention.range.end);
    const [pair] = mention.relations;
    const column = columnOf(pair?.dev, mention.name) ?? columnOf(pair?.file, mention.name);
    if (!isGiven || !column?.type) return [];
    const label = `: ${formatType(column.type, 'needed', snapshot.dev?.schema.searchPath)}`;
    return [{ position: lines.position(mention.range.end), label, kind: InlayHintKind.Type }];
  });
}
const isSet = (text: string, start: number, end: number): boolean =>
  /^\s*=(?!=)/.test(text.slice(end, end + 20)) &&
  /(?:\bSET\s+|,\s*)$/i.test(text.slice(Math.max(0, start - 40), start));

/** Of constraints and indexes that the statement makes without a name. */
function nameHints({ document, folded }: FileView, statement: Statement, lines: LineIndex): InlayHint[] {
  const { ops } = statement.parsed;
  const tables = ops.flatMap((op) => (op.op === 'create table' || op.op === 'alter table' ? [op.name.value] : []));
  const unnamed = ops.flatMap((op) => (op.op === 'create index' && !op.name ? [op.table.range] : []));
  if (tables.length + unnamed.length === 0 || !statement.runs) return [];
  const after = folded.after(statement.index);
  const by = statement.range.start;
  const own = { uri: document.uri, statement: statement.index };
  const hint = (offset: number, name: string): InlayHint => ({
    position: lines.position(by + offset),
    label: `${quoteIdentifier(name)}: `,
    tooltip: t('The name that PostgreSQL will choose'),
  });
  const constraints = tables.flatMap((name) =>
    constraintsOf(after, name).flatMap(({ name: chosen, origins }) => {
      const origin = origins?.self;
      if (origin?.uri !== own.uri || origin.statement !== own.statement) return [];
      const written = document.text.slice(by + origin.start, by + origin.end);
      return isNameWritten(written, chosen) ? [] : [hint(origin.start, chosen)];
    }),
  );
  const indexes = unnamed.flatMap((range) =>
    [...after.indexes.values()].flatMap(({ name, origins }) =>
      origins?.self?.uri === own.uri && origins.self.statement === own.statement ? [hint(range.start, name)] : [],
    ),
  );
  return [...constraints, ...indexes];
}
function constraintsOf(schema: Schema, name: { readonly schema?: string; readonly name: string }) {
  const namespaces = name.schema === undefined ? schema.searchPath : [name.schema];
  const table = namespaces.map((one) => schema.tables.get(keyOf({ schema: one, name: name.name }))).find((one) => one);
  return table?.constraints ?? [];
}
/** The constraint's name itself, or a definition that begins with one. */
const isNameWritten = (written: string, name: string): boolean =>
  /^CONSTRAINT\b/i.test(written) || written.replace(/^"|"$/g, '').toLowerCase() === name.toLowerCase();
