/** Every command and what it does. */
import { commands, type Disposable, env, l10n, Uri, window, workspace } from 'vscode';
import type { DevStatus, LinePosition, TreeObject } from '../../server/src/protocol';
import { checkAll, chooseFix, ignore } from './check-all';
import type { DevClient } from './client';
import type { Connections } from './connections';
import type { DevDocuments } from './dev-documents';
import type { Diagrams } from './diagram/panel';
import type { DevDefinitions } from './diff-view';
import { openExample } from './example';
import { fixFinding, insertMissing, saveAndProve, showFindings } from './findings';
import { generatePicked, generateTables, type TableNamed } from './generate';
import { showMenu } from './menu';
import { generateMigration, generateRollback } from './migrations';
import type { SignOff } from './sign-off';
import type { Source } from './sources';
import { asText, plural, tell } from './text';

interface CommandParts {
  readonly client: DevClient;
  readonly connections: Connections;
  readonly definitions: DevDefinitions;
  readonly signOffs: SignOff;
  readonly documents: DevDocuments;
  readonly diagrams: Diagrams;
  readonly rollbacks: Parameters<typeof generateRollback>[0]['rollbacks'];
}
type Handler = (parts: CommandParts, ...args: never[]) => unknown;

const handlers: Readonly<Record<string, Handler>> = {
  'devschema.generate': ({ client }) => generatePicked(client),
  'devschema.generateTable': ({ client }, node?: TreeObject) =>
    node?.table ? generateTables(client, [node.table]) : generatePicked(client),
  'devschema.copyCreateTable': ({ client }, node?: TreeObject) => copy(client, node?.table),
  'devschema.refresh': ({ client }) => refresh(client),
  'devschema.chooseConnection': ({ connections }, given?: unknown) => connections.choose(given),
  'devschema.chooseTarget': ({ connections }, given?: unknown) => connections.chooseTarget(given),
  'devschema.saveSnapshot': ({ client }, target?: Uri) => saveSnapshot(client, target),
  'devschema.checkAll': ({ client }) => checkAll(client),
  'devschema.ignore': (_parts, address: string, choices: Parameters<typeof ignore>[1]) => ignore(address, choices),
  'devschema.chooseFix': (_parts, address: string, choices: Parameters<typeof chooseFix>[1]) =>
    chooseFix(address, choices),
  'devschema.enterPassword': ({ connections }) => connections.enterPassword(),
  'devschema.openExample': ({ client }) => openExample(client.context),
  'devschema.openDevObject': ({ documents }, given: string | TreeObject) =>
    typeof given === 'string' ? documents.open(given) : documents.openNode(given),
  'devschema.showDiagram': ({ diagrams }, given?: Parameters<Diagrams['show']>[0]) => diagrams.show(given),
  'devschema.showDevChanges': ({ documents }) => documents.showChanges(),
  'devschema.showFindings': (_parts, address: string, place: LinePosition) => showFindings(address, place),
  'devschema.insertMissing': (_parts, address: string, place: LinePosition, fix: string) =>
    insertMissing(address, place, fix),
  'devschema.fixFinding': () => fixFinding(),
  'devschema.saveAndProve': () => saveAndProve(),
  'devschema.compareWithDev': ({ definitions }, address?: unknown) =>
    definitions.compareFile(typeof address === 'string' ? address : uriOfNode(address)?.toString()),
  'devschema.compareSchemas': ({ definitions }, left?: Source, right?: Source) =>
    definitions.compareSchemas(left, right),
  'devschema.generateMigration': ({ client }, asked?: Parameters<typeof generateMigration>[1]) =>
    generateMigration(client, asked),
  'devschema.generateRollback': (parts, given?: unknown) => generateRollback(parts, uriOfNode(given)),
  'devschema.signOff': ({ signOffs }, given?: Parameters<SignOff['signOff']>[0]) =>
    signOffs.signOff(given && { ...given, ...(typeof given.uri === 'string' && { uri: Uri.parse(given.uri) }) }),
  'devschema.checkTarget': ({ signOffs }) => signOffs.checkTarget(),
  'devschema.restart': ({ client }) => client.restart(),
  'devschema.showLog': ({ client }) => client.showLog(),
  'devschema.showMenu': ({ client }) => showMenu(client.status),
};

/** Of a menu's file, or of an entry of the migrations. */
function uriOfNode(given: unknown): Uri | undefined {
  if (given instanceof Uri) return given;
  const { uri } = (given ?? {}) as { readonly uri?: unknown };
  return typeof uri === 'string' ? Uri.parse(uri) : undefined;
}

export function registerCommands(parts: CommandParts): Disposable[] {
  return Object.entries(handlers).map(([id, handler]) =>
    commands.registerCommand(id, async (...args: unknown[]) => {
      try {
        return await handler(parts, ...(args as never[]));
      } catch (error) {
        void sayFailure(parts.client, error);
        return undefined;
      }
    }),
  );
}

async function sayFailure(client: DevClient, error: unknown): Promise<void> {
  const message = error instanceof Error ? error.message : String(error);
  const step = nextStep(client.status);
  const log = l10n.t('Show Log');
  const titles = step ? [step.title, log] : [log];
  const chosen = await window.showErrorMessage(asText(`DevSchema: ${message}`), ...titles);
  if (chosen === log) client.showLog();
  else if (chosen !== undefined && step) await commands.executeCommand(step.command);
}
/** Where there is no dev, most of what fails fails for that. */
function nextStep({ state, asks }: DevStatus): { readonly title: string; readonly command: string } | undefined {
  if (state === 'none') return { title: l10n.t('Choose Connection'), command: 'devschema.chooseConnection' };
  if (state === 'untrusted') return { title: l10n.t('Manage Workspace Trust'), command: 'workbench.trust.manage' };
  return asks ? { title: l10n.t('Enter Password'), command: 'devschema.enterPassword' } : undefined;
}

async function copy(client: DevClient, table: TableNamed | undefined): Promise<void> {
  if (!table) return;
  const { sql } = await client.request('devschema/generate', { tables: [table] });
  await env.clipboard.writeText(sql);
  window.setStatusBarMessage(l10n.t('Copied CREATE TABLE of {0}', table.name), 4000);
}

/** @throws Error where nothing may be read, which is otherwise seen by nothing happening */
async function refresh(client: DevClient): Promise<void> {
  const { state } = await client.request('devschema/refresh', null);
  if (state === 'untrusted')
    throw new Error(l10n.t('The workspace is not trusted, so nothing connects and nothing runs.'));
}

/** @throws Error that says why there is no dev, before a person is asked for a place */
async function saveSnapshot(client: DevClient, target: Uri | undefined): Promise<void> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const proposed = folder && Uri.joinPath(folder, 'schema.snapshot.json');
  const filters = { [l10n.t('DevSchema snapshot')]: ['json'] };
  if (!target) await client.request('devschema/tables', null);
  const chosen = target ?? (await window.showSaveDialog({ filters, ...(proposed && { defaultUri: proposed }) }));
  if (!chosen) return;
  const saved = await client.request('devschema/snapshot', { path: chosen.fsPath });
  const done = plural(
    saved.tables,
    'Saved the schema of {0} table in {1}.',
    'Saved the schema of {0} tables in {1}.',
    saved.path,
  );
  tell(done);
}
