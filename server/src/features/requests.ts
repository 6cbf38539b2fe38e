/** The requests of protocol.ts: status and refresh, tables, exact statements, snapshots, where dev could be. */

import { neededObjects } from '../generate/needed-objects';
import { printTables } from '../generate/print';
import type { DevChange, DevStatus, GeneratedSql, Requests, TableItem } from '../protocol';
import { said, t } from '../text/l10n';
import { present } from '../text/present';
import type { Snapshot } from '../workspace/snapshot';
import type { Workspace } from '../workspace/workspace';
import type { Workspaces } from '../workspace/workspaces';
import { showsStatus } from './client';
import { documentText } from './dev-document';
import { answer, type Feature } from './feature';
import { allRelations, isTable } from './lookup';
import { shownAnswer } from './shown';
import { treeAsked } from './target-tree';

export const requests: Feature = {
  capabilities: () => ({}),
  register(context) {
    const { workspaces, connection, client } = context;
    if (showsStatus(client))
      workspaces.onStatus((status: DevStatus) => {
        connection
          .sendNotification('devschema/statusChanged', shownStatus(status))
          .catch((error) => context.log(String(error)));
      });
    connection.onNotification('devschema/focus', () => workspaces.probe('focus'));
    connection.onNotification('devschema/lookAt', ({ uri }: { uri: string }) => workspaces.lookAt(uri));
    answer(context, 'devschema/status', async () => shownStatus(workspaces.status));
    answer(context, 'devschema/refresh', async () => shownStatus(await workspaces.refresh()));
    answer(context, 'devschema/tables', async () => tableItems((await onceRead(workspaces.atHand)).snapshot()));
    answer(context, 'devschema/generate', async (params) =>
      generate((await onceRead(workspaces.atHand)).snapshot(), params),
    );
    answer(context, 'devschema/snapshot', async ({ path }) => ({
      path,
      tables: await workspaces.atHand.saveSnapshot(path),
    }));
    answer(context, 'devschema/testConnection', async ({ connection }) =>
      shownAnswer(await tested(workspaces.atHand, connection)),
    );
    answer(context, 'devschema/connectionCandidates', async () =>
      shownAnswer(await workspaces.atHand.beside.connectionCandidates()),
    );
    answer(context, 'devschema/document', async ({ uri }) => ({
      text: keptText(workspaces, uri) ?? devText(workspaces.of(uri).snapshot(), uri),
    }));
    answer(context, 'devschema/devChanges', async () => shownAnswer(changesOf(workspaces.atHand)));
    answer(context, 'devschema/tree', async (asked) => shownAnswer(await treeAsked(workspaces.atHand, asked)));
  },
};

/** With dev, if it can be had: a window that has just been opened is still reading it. */
async function onceRead(workspace: Workspace): Promise<Workspace> {
  await workspace.firstRead();
  return workspace;
}
/** Its label is no name of one object, as labels else are, but says where a database is: `shop on localhost`. */
const shownStatus = ({ label, ...rest }: DevStatus): DevStatus =>
  shownAnswer({ ...rest, ...present({ label: label && said(label) }) });

/** @throws Error that says why it does not answer */
async function tested({ access, settings, beside, status }: Workspace, connection: string): Promise<{ label: string }> {
  if (status.state === 'untrusted') throw new Error(t('The workspace is not trusted, so nothing connects.'));
  const label = await access.test?.(connection, settings, beside.folders);
  if (label === undefined) throw new Error(t('Nothing connects here.'));
  return { label };
}

/** Tables that can be generated, by schema and name. @throws Error that says why there is no dev. */
function tableItems(snapshot: Snapshot): TableItem[] {
  return allRelations(devSchemaOf(snapshot)).flatMap((table) =>
    isTable(table)
      ? [
          {
            schema: table.schema,
            name: table.name,
            kind: table.kind,
            columns: table.columns.length,
            ...present({ comment: table.comment }),
          },
        ]
      : [],
  );
}

function generate(snapshot: Snapshot, params: Requests['devschema/generate']['params']): GeneratedSql {
  const { tables, dependencies = false } = params;
  const context = { schema: devSchemaOf(snapshot), style: snapshot.settings.style };
  return { sql: printTables(tables, context, { dependencies }), needs: neededObjects(tables, context) };
}

function changesOf({ access, devConfig }: Workspace): DevChange[] {
  const all = devConfig && access.changes?.differences(devConfig);
  return (all ?? []).map(({ from, to, changes, more }) => ({
    ...{ from, to, more },
    changes: changes.map(({ label, kind, what, words, name, before, after }) => ({
      ...{ label, kind, what, words, before: keptUri(before, name), after: keptUri(after, name) },
    })),
  }));
}
/** Of an object as it was, by the hash of its statements; `0`: it was not there. */
const keptUri = (hash: string | undefined, name: string): string =>
  `devschema:/then/${hash ?? '0'}/${encodeURIComponent(name)}.sql`;
/** Undefined: the address is of dev as it is. @throws Error where the text is not kept any more */
function keptText({ all }: Workspaces, uri: string): string | undefined {
  const hash = /^devschema:\/then\/([0-9a-f]+)\//.exec(uri)?.[1];
  if (hash === undefined || hash === '0') return hash && '';
  const [text] = all.flatMap(({ access }) => access.changes?.text(hash) ?? []);
  if (text === undefined) throw new Error(t('How it was then is not kept any more.'));
  return text;
}

/** @throws Error where dev has nothing of that name */
function devText(snapshot: Snapshot, uri: string): string {
  const text = documentText(snapshot, uri);
  if (text !== undefined) return text;
  devSchemaOf(snapshot);
  throw new Error(t('Dev does not have what {0} names.', uri));
}

function devSchemaOf(snapshot: Snapshot) {
  if (snapshot.dev) return snapshot.dev.schema;
  throw new Error(t('There is no dev to read from: {0}.', snapshot.devProblem ?? t('it has not been read yet')));
}
