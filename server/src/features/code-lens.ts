/** What a file is to dev, and how many columns dev has, above the statements they are about. */

import { setTimeout } from 'node:timers/promises';
import { type CodeLens, type CodeLensParams, CodeLensRefreshRequest } from 'vscode-languageserver/node';
import { toldStanding } from '../fold/folded';
import { isSurelyAbsent } from '../model/resolve';
import { columnCounts } from '../rules/message-words';
import { skippedTables, withSkipped } from '../rules/skipped-tables';
import type { Statement } from '../sql/document/statement';
import { chained, noun, plural, said, t } from '../text/l10n';
import { present } from '../text/present';
import { normalUri } from '../workspace/files';
import type { FileView, Snapshot } from '../workspace/snapshot';

import { linesOf } from './convert';
import { countNotKnown } from './describe';
import { documentUri, showsDocuments } from './dev-document';
import type { Feature } from './feature';
import { isTable, relationsOf } from './lookup';
import { columnOf } from './mention';

type MakeLens = (offset: number, title: string, command?: string, args?: readonly unknown[]) => CodeLens;

export const codeLens: Feature = {
  capabilities: () => ({ codeLensProvider: { resolveProvider: false } }),
  register({ connection, guard, workspaces, client, log }) {
    const lenses = guard('code lens', [], (snapshot, { textDocument }: CodeLensParams) => {
      const view = snapshot.openFile(textDocument.uri);
      return view ? lensesOf(snapshot, view, showsDocuments(client)) : [];
    });
    if (!client.workspace?.codeLens?.refreshSupport) {
      connection.onCodeLens(lenses);
      return;
    }
    const refresh = () => {
      connection.sendRequest(CodeLensRefreshRequest.type).catch((error) => log(`code lens: ${error}`));
    };
    const answered = new Map<string, { readonly version: number | undefined; readonly lenses: CodeLens[] }>();
    workspaces.onClosed((uri) => answered.delete(uri));
    connection.onCodeLens(async (params, token) => {
      const { uri } = params.textDocument ?? {};
      if (typeof uri !== 'string') return lenses(params, token);
      const ready = workspaces.of(uri).ready(uri);
      const isReady = await Promise.race([ready.then(() => true), setTimeout(PATIENCE_MS, false)]);
      const last = answered.get(normalUri(uri));
      const version = workspaces.versionOf(uri);
      if (!isReady && (last === undefined || last.version === version)) {
        void ready.then(refresh, refresh);
        return last?.lenses ?? [];
      }
      const made = await lenses(params, token);
      answered.set(normalUri(uri), { version, lenses: made });
      return made;
    });
    workspaces.onFilesAffected((_uris, cause) => {
      if (cause !== 'edit') refresh();
    });
  },
};
/**
 * VS Code asks anew, however often it is told to, only after as long as answers have taken so far (up to a minute): an
 * answer that waits for the history of a large project, or for dev's, keeps the next one away for as long again. So the
 * last answer about the same text serves meanwhile.
 */
const PATIENCE_MS = 200;

function lensesOf(snapshot: Snapshot, view: FileView, acts: boolean): CodeLens[] {
  const lines = linesOf(view.document);
  const lens: MakeLens = (offset, title, command = '', args = []) => ({
    range: lines.range({ start: offset, end: offset }),
    // A client that does not know our commands is only told.
    command: acts && command !== '' ? { title, command, arguments: [...args] } : { title, command: '' },
  });
  const first = view.document.statements[0];
  const about = aboutFile(snapshot, view);
  const notRun = view.document.statements.filter(({ runs, elsewhere }) => !runs && elsewhere === undefined);
  return [
    ...(first && about ? [lens(first.range.start, about)] : []),
    ...notRun.slice(0, 1).map(({ range }) => lens(range.start, syntaxOnly(notRun.length))),
    ...tableLenses(snapshot, view, lens, acts),
  ];
}

function syntaxOnly(count: number): string {
  return plural(
    count,
    '{0} statement not run by the migration tool: only the syntax is read',
    '{0} statements not run by the migration tool: only the syntax is read',
  );
}

function aboutFile(snapshot: Snapshot, { document, folded, convention, result, run }: FileView): string | undefined {
  // A way back is not what is to run.
  const isRun = document.statements.some(({ runs }) => runs);
  const known = snapshot.dev && convention && folded.standing !== 'loose' && isRun;
  const told = toldStanding(folded);
  const standing = known ? t('{0} ({1})', noun(told.standing), told.because) : undefined;
  const read =
    run ?? (snapshot.status.state === 'untrusted' ? t('read only: {0}', t('the workspace is not trusted')) : undefined);
  const none = result.notKnown.length === 0;
  const notKnown = none ? undefined : t('{0} not known', countNotKnown(document, result.notKnown));
  return (
    chained(
      [standing, read, notKnown].filter((one) => one !== undefined),
      ' · ',
    ) || undefined
  );
}

function tableLenses(snapshot: Snapshot, view: FileView, lens: MakeLens, acts: boolean): CodeLens[] {
  const dev = snapshot.dev?.schema;
  if (!dev) return [];
  return view.document.statements.flatMap((statement) => {
    if (!statement.runs) return [];
    const op = statement.parsed.ops.find((one) => one.op === 'create table' || one.op === 'placeholder table');
    if (op?.op !== 'create table' && op?.op !== 'placeholder table') return [];
    const path = view.folded.before(statement.index).searchPath;
    const table = relationsOf(dev, op.name.value, path);
    const { start } = statement.range;
    const drawn = acts ? [lens(start, said(t('Diagram')), 'devschema.showDiagram', [{ uri: view.document.uri }])] : [];
    if (!table) {
      const { name, schema = path[0] } = op.name.value;
      const isAbsent = isSurelyAbsent(dev, 'table', { name, ...present({ schema }) });
      return [lens(start, isAbsent ? t('not in dev') : t('not known whether it is in dev')), ...drawn];
    }
    const title = plural(table.columns.length, '{0} column in dev', '{0} columns in dev');
    const shown = lens(start, title, 'devschema.openDevObject', [
      documentUri(isTable(table) ? 'table' : 'view', table, snapshot.folder),
    ]);
    const skipped = skippedTables(view.folded, view.history, dev).filter((one) => one.statement === statement.index);
    // As findings do: what has run is held against dev where the history has come to, later files included.
    const made = view.folded.standing === 'pending' ? view.folded.after(statement.index) : view.history.end;
    const after = withSkipped(made, skipped);
    const here = op.op === 'create table' ? relationsOf(after, op.name.value, path) : undefined;
    return [shown, ...(acts && here ? differenceLenses(view, table, here, statement, lens) : []), ...drawn];
  });
}

/** `16 missing · 9 not in dev`, and what can be done about it. */
function differenceLenses(
  view: FileView,
  dev: LensRelation,
  here: LensRelation,
  { index, range: { start } }: Statement,
  lens: MakeLens,
): CodeLens[] {
  const missing = dev.columns.filter(({ name }) => !columnOf(here, name)).length;
  const extra = here.columns.filter(({ name }) => !columnOf(dev, name)).length;
  const told = chained(columnCounts(missing, extra), ' · ');
  if (told === '') return [];
  const lacking = view.result.findings.find((one) => one.code === 'missing-columns' && one.statement === index);
  const insertion = lacking?.fixes.find(({ title }) => title.startsWith('Insert '));
  const { uri } = view.document;
  const place = linesOf(view.document).position(start);
  return [
    lens(start, told, 'devschema.showFindings', [uri, place]),
    lens(start, said(t('Compare')), 'devschema.compareWithDev', [uri]),
    ...(insertion
      ? [lens(start, t('Insert missing'), 'devschema.insertMissing', [uri, place, said(insertion.title)])]
      : []),
  ];
}
type LensRelation = NonNullable<ReturnType<typeof relationsOf>>;
