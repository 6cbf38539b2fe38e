/** Dev's tables, columns, keys and indexes in the explorer. */
import {
  type Disposable,
  EventEmitter,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  window,
} from 'vscode';
import type { DevStatus, TreeObject } from '../../server/src/protocol';
import type { DevClient } from './client';

export class SchemaTree implements TreeDataProvider<TreeObject>, Disposable {
  readonly #changed = new EventEmitter<undefined>();
  readonly #parts: Disposable[];
  /** Which reading of dev is shown: other news of the status need not draw the tree again. */
  #shown = '';

  constructor(readonly client: DevClient) {
    const view = window.createTreeView('devschema.tables', { treeDataProvider: this, showCollapseAll: true });
    this.#parts = [
      this.#changed,
      view,
      client.onDidChangeStatus((status) => {
        const now = readingOf(status);
        view.description = status.label ?? '';
        if (now === this.#shown) return;
        this.#shown = now;
        this.#changed.fire(undefined);
      }),
    ];
  }

  readonly onDidChangeTreeData = this.#changed.event;

  async getChildren(node?: TreeObject): Promise<TreeObject[]> {
    if (node && !node.relation) return node.children;
    return this.client.request('devschema/tree', node?.relation ?? null).catch(() => []);
  }

  getTreeItem(node: TreeObject): TreeItem {
    const state =
      node.children.length > 0 || node.relation ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.None;
    const item = new TreeItem(node.label, state);
    if (node.description !== undefined) item.description = node.description;
    if (node.tooltip !== undefined) item.tooltip = node.tooltip;
    item.iconPath = new ThemeIcon(node.icon);
    if (node.table) item.contextValue = 'table';
    return item;
  }

  dispose(): void {
    for (const part of this.#parts) part.dispose();
  }
}

const readingOf = ({ state, label, readAt, tables }: DevStatus) =>
  state === 'reading' && readAt === undefined ? 'none' : `${label} ${readAt} ${tables}`;
