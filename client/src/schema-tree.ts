/** Dev's objects and the migrations, in a place of their own beside the editor. */
import {
  type Disposable,
  EventEmitter,
  l10n,
  ThemeColor,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  type TreeView,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { MigrationGroup, MigrationItem, TreeObject } from '../../server/src/protocol';
import type { DevClient } from './client';
import { plural } from './text';

/** Milliseconds from a view's opening within which its rows are what the person waits for, and not something else by now. */
const AWAITED = 3000;
/**
 * VS Code gives the keys to a view that is opened; where its first rows come after that, nothing has them. So the first
 * row takes them. A view that was open when the window started takes none.
 * @returns to be told of the rows when they are there
 */
function firstRowTakesKeys(view: TreeView<TreeObject>): (rows: readonly TreeObject[]) => void {
  const started = Date.now();
  let opened: number | undefined;
  let isDone = false;
  const listener = view.onDidChangeVisibility(({ visible }) => {
    if (visible && Date.now() - started > AWAITED) opened ??= Date.now();
  });
  return ([first]) => {
    if (opened === undefined || isDone || first === undefined) return;
    isDone = true;
    listener.dispose();
    // What is answered is shown some time after that, and only then can be revealed.
    const until = opened + AWAITED;
    const take = (): unknown =>
      Date.now() < until &&
      view.reveal(first, { focus: true, select: false }).then(undefined, () => setTimeout(take, 100));
    take();
  };
}

export class SchemaTree implements TreeDataProvider<TreeObject>, Disposable {
  readonly #changed = new EventEmitter<undefined>();
  readonly #parts: Disposable[];
  readonly #came: (rows: readonly TreeObject[]) => void;

  constructor(readonly client: DevClient) {
    const view = window.createTreeView('devschema.tables', { treeDataProvider: this, showCollapseAll: true });
    this.#came = firstRowTakesKeys(view);
    this.#parts = [
      this.#changed,
      view,
      client.onDidReadDev(() => this.#changed.fire(undefined)),
      workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('devschema.target')) this.#changed.fire(undefined);
      }),
      client.onDidChangeStatus((status) => {
        view.description = status.label ?? '';
        view.message = status.state === 'failed' || status.state === 'stale' ? (status.problem ?? '') : '';
      }),
    ];
  }

  readonly onDidChangeTreeData = this.#changed.event;

  async getChildren(node?: TreeObject): Promise<TreeObject[]> {
    if (node && !node.relation && !node.target) return node.children;
    const asked = node?.target ? ({ target: true } as const) : (node?.relation ?? null);
    const parts = await this.client.request('devschema/tree', asked).catch(() => []);
    if (!node) this.#came(parts);
    return [...parts, ...(node?.children ?? [])];
  }

  /** Only rows at the top are revealed. */
  getParent(): undefined {}

  getTreeItem(node: TreeObject): TreeItem {
    const state =
      node.children.length > 0 || node.relation || node.target
        ? TreeItemCollapsibleState.Collapsed
        : TreeItemCollapsibleState.None;
    const item = new TreeItem(node.label, state);
    if (node.description !== undefined) item.description = node.description;
    // At its usual width the view cuts the description off.
    item.tooltip = node.tooltip ?? [node.label, node.description].filter(Boolean).join(': ');
    item.accessibilityInformation = { label: node.spoken ?? node.label };
    item.iconPath = new ThemeIcon(node.icon);
    item.contextValue = node.table ? 'table' : node.schema !== undefined ? 'schema' : node.address ? 'object' : 'part';
    if (node.address !== undefined)
      item.command = { title: l10n.t('Open Definition'), command: 'devschema.openDevObject', arguments: [node] };
    return item;
  }

  dispose(): void {
    for (const part of this.#parts) part.dispose();
  }
}

type MigrationNode = MigrationGroup | MigrationItem;

/** The histories of the workspace: what has run in dev, what is pending, and what dev has otherwise. */
export class MigrationTree implements TreeDataProvider<MigrationNode>, Disposable {
  readonly #changed = new EventEmitter<undefined>();
  readonly #parts: Disposable[];
  #counts: string | undefined;

  constructor(readonly client: DevClient) {
    this.#parts = [
      this.#changed,
      window.createTreeView('devschema.migrations', { treeDataProvider: this, showCollapseAll: true }),
      client.onDidReadDev(() => this.refresh()),
      client.onDidChangeStatus(({ migrations, runs }) => {
        const now = `${migrations} ${JSON.stringify(runs)}`;
        if (now !== this.#counts) this.refresh();
        this.#counts = now;
      }),
    ];
  }

  readonly onDidChangeTreeData = this.#changed.event;
  refresh(): void {
    this.#changed.fire(undefined);
  }

  async getChildren(node?: MigrationNode): Promise<MigrationNode[]> {
    if (node) return 'files' in node ? node.files : [];
    return this.client.request('devschema/migrationTree', null).catch(() => []);
  }

  getTreeItem(node: MigrationNode): TreeItem {
    return 'files' in node ? groupItem(node) : fileItem(node);
  }

  dispose(): void {
    for (const part of this.#parts) part.dispose();
  }
}

function groupItem({ label, tool, files }: MigrationGroup): TreeItem {
  const item = new TreeItem(label, TreeItemCollapsibleState.Expanded);
  item.iconPath = new ThemeIcon('folder');
  item.description = `${tool}, ${plural(files.length, '{0} file', '{0} files')}`;
  return item;
}
function standingName(standing: MigrationItem['standing']): string {
  switch (standing) {
    case 'applied':
      return l10n.t('applied');
    case 'pending':
      return l10n.t('pending');
    case 'loose':
      return l10n.t('in no history');
    case 'not known':
      return l10n.t('not known');
  }
}
const standingIcons: Readonly<Record<MigrationItem['standing'], string>> = {
  applied: 'pass-filled',
  pending: 'circle-large-outline',
  loose: 'circle-large-outline',
  'not known': 'question',
};
function fileItem({ uri, label, standing, because, findings, proved }: MigrationItem): TreeItem {
  const item = new TreeItem(label, TreeItemCollapsibleState.None);
  const drifted = standing === 'applied' && findings > 0 ? l10n.t('applied, dev differs') : standingName(standing);
  const found = findings > 0 ? ` · ${plural(findings, '{0} finding', '{0} findings')}` : '';
  item.resourceUri = Uri.parse(uri);
  const mark = proved === undefined ? '' : ` · ${l10n.t('proved')}`;
  item.description = `${drifted}${mark}${found}`;
  item.tooltip = [`${drifted}: ${because}`, ...(proved === undefined ? [] : [proved])].join('\n');
  item.accessibilityInformation = { label: `${label}, ${drifted}${mark}${found}` };
  item.contextValue = 'migration';
  item.iconPath =
    findings > 0
      ? new ThemeIcon('warning', new ThemeColor('list.warningForeground'))
      : new ThemeIcon(proved === undefined ? standingIcons[standing] : 'verified');
  item.command = { title: l10n.t('Open'), command: 'vscode.open', arguments: [Uri.parse(uri)] };
  return item;
}
