/** What a file is to dev, and how many columns dev has, above the statements they are about. */

import { type CodeLens, type CodeLensParams, CodeLensRefreshRequest } from 'vscode-languageserver/node';
import type { FileView, Snapshot } from '../workspace/snapshot';

import { linesOf } from './convert';
import { counted, countNotKnown } from './describe';
import type { Feature } from './feature';
import { relationsOf } from './lookup';

export const codeLens: Feature = {
  capabilities: () => ({ codeLensProvider: { resolveProvider: false } }),
  register({ connection, guard, workspace, client, log }) {
    connection.onCodeLens(
      guard('code lens', [], (snapshot, { textDocument }: CodeLensParams) => {
        const view = snapshot.openFile(textDocument.uri);
        return view ? lensesOf(snapshot, view) : [];
      }),
    );
    if (!client.workspace?.codeLens?.refreshSupport) return;
    workspace.onFilesAffected((_uris, cause) => {
      if (cause === 'edit') return;
      connection.sendRequest(CodeLensRefreshRequest.type).catch((error) => log(`code lens: ${error}`));
    });
  },
};

/** A lens that only tells: no command stands behind it. */
function lensesOf(snapshot: Snapshot, view: FileView): CodeLens[] {
  const lines = linesOf(view.document);
  const lens = (offset: number, title: string): CodeLens => ({
    range: lines.range({ start: offset, end: offset }),
    command: { title, command: '' },
  });
  const first = view.document.statements[0];
  const about = aboutFile(snapshot, view);
  const notRun = view.document.statements.filter(({ runs, elsewhere }) => !runs && elsewhere === undefined);
  return [
    ...(first && about ? [lens(first.range.start, about)] : []),
    ...notRun.slice(0, 1).map(({ range }) => lens(range.start, syntaxOnly(notRun.length))),
    ...tableLenses(snapshot, view, lens),
  ];
}

function syntaxOnly(count: number): string {
  return `${counted(count, 'statement')} not run by the migration tool: only the syntax is read`;
}

function aboutFile(snapshot: Snapshot, { document, folded, convention, result, run }: FileView): string | undefined {
  const known = snapshot.dev && convention && folded.standing !== 'loose';
  const standing = known ? `${folded.standing} (${folded.because})` : undefined;
  const none = result.notKnown.length === 0;
  const notKnown = none ? undefined : `${countNotKnown(document, result.notKnown)} not known`;
  return [standing, run, notKnown].filter(Boolean).join(' · ') || undefined;
}

function tableLenses(
  snapshot: Snapshot,
  view: FileView,
  lens: (offset: number, title: string) => CodeLens,
): CodeLens[] {
  const dev = snapshot.dev?.schema;
  if (!dev) return [];
  return view.document.statements.flatMap((statement) => {
    if (!statement.runs) return [];
    const op = statement.parsed.ops.find((one) => one.op === 'create table' || one.op === 'placeholder table');
    if (op?.op !== 'create table' && op?.op !== 'placeholder table') return [];
    const path = view.folded.before(statement.index).searchPath;
    const table = relationsOf(dev, op.name.value, path);
    const title = table ? `${counted(table.columns.length, 'column')} in dev` : 'not in dev';
    return [lens(statement.range.start, title)];
  });
}
