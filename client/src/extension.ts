/** Builds the parts, gives them to VS Code to dispose of, and starts the server. */
import { type Event, type ExtensionContext, workspace } from 'vscode';
import type { DevStatus } from '../../server/src/protocol';
import { registerAssistants } from './assistants';
import { DevClient } from './client';
import { registerCommands } from './commands';
import { Connections } from './connections';
import { DevDocuments } from './dev-documents';
import { Diagrams } from './diagram/panel';
import { DevDefinitions } from './diff-view';
import { showDraft } from './example';
import { DriftActions } from './migrations';
import { MigrationTree, SchemaTree } from './schema-tree';
import { ShownTexts } from './shown-texts';
import { SignOff } from './sign-off';
import { StatusBar } from './status-bar';

/** What other extensions, and the tests in VS Code, are given. */
export interface DevSchemaApi {
  /** The present status of dev. */
  status(): DevStatus;
  readonly onDidChangeStatus: Event<DevStatus>;
}

export async function activate(context: ExtensionContext): Promise<DevSchemaApi> {
  const client = new DevClient(context);
  const connections = new Connections(client, context.secrets, context.workspaceState);
  const definitions = new DevDefinitions(client);
  const documents = new DevDocuments(client);
  const diagrams = new Diagrams(client, documents);
  const tree = new SchemaTree(client);
  const signOffs = new SignOff(client, connections, context.workspaceState);
  const rollbacks = new ShownTexts('devschema-rollback');
  context.subscriptions.push(
    client,
    connections,
    definitions,
    documents,
    diagrams,
    tree,
    new MigrationTree(client),
    signOffs,
    rollbacks,
    new StatusBar(client),
    ...registerCommands({ client, connections, definitions, documents, diagrams, signOffs, rollbacks }),
    DriftActions.register(),
    ...registerAssistants(client),
    workspace.onDidGrantWorkspaceTrust(() => client.restart()),
  );
  await client.start();
  void showDraft(context);
  return { status: () => client.status, onDidChangeStatus: client.onDidChangeStatus };
}
