/** The requests of protocol.ts: status and refresh, tables, exact statements, snapshots, where dev could be. */

import { neededObjects } from '../generate/needed';
import { printTables } from '../generate/print';
import type { DevStatus, GeneratedSql, Requests, TableItem } from '../protocol';
import { present } from '../text/present';
import type { Snapshot } from '../workspace/snapshot';

import { documentText } from './dev-document';
import { answer, type Feature } from './feature';
import { allRelations, isTable } from './lookup';
import { shown } from './shown';
import { treeOf } from './tree';

export const requests: Feature = {
  capabilities: () => ({}),
  register(context) {
    const { workspace, connection } = context;
    workspace.onStatus((status: DevStatus) => {
      connection
        .sendNotification('devschema/statusChanged', shown(status))
        .catch((error) => context.log(String(error)));
    });
    connection.onNotification('devschema/focus', () => workspace.probe('focus'));
    answer(context, 'devschema/status', async () => shown(workspace.status));
    answer(context, 'devschema/refresh', async () => shown(await workspace.refresh()));
    answer(context, 'devschema/tables', async () => tableItems(workspace.snapshot()));
    answer(context, 'devschema/generate', async (params) => generate(workspace.snapshot(), params));
    answer(context, 'devschema/snapshot', async ({ path }) => ({ path, tables: await workspace.saveSnapshot(path) }));
    answer(context, 'devschema/connectionCandidates', async () => shown(await workspace.connectionCandidates()));
    answer(context, 'devschema/document', async ({ uri }) => ({ text: devText(workspace.snapshot(), uri) }));
    answer(context, 'devschema/tree', async (relation) => shown(treeOf(workspace.snapshot(), relation)));
  },
};

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

/** @throws Error where dev has nothing of that name */
function devText(snapshot: Snapshot, uri: string): string {
  const text = documentText(snapshot, uri);
  if (text !== undefined) return text;
  devSchemaOf(snapshot);
  throw new Error(`Dev does not have what ${uri} names.`);
}

function devSchemaOf(snapshot: Snapshot) {
  if (snapshot.dev) return snapshot.dev.schema;
  throw new Error(`There is no dev to read from: ${snapshot.devProblem ?? 'it has not been read yet'}.`);
}
