/** Target's objects beside dev's, in the same tree: what dev does not have, or has otherwise, is marked. */
import { definitionOf } from '../generate/definition';
import { defaultStyle } from '../generate/style';
import type { DevSchema } from '../model/dev';
import type { Requests, TreeObject } from '../protocol';
import { said, t } from '../text/l10n';
import { keyOf } from '../text/names';
import type { Workspace } from '../workspace/workspace';
import { treeOf } from './tree';

type TreeQuestion = Requests['devschema/tree']['params'];

/** Of dev and, where one is set, of target, which is read when its entry is opened. */
export async function treeAsked(workspace: Workspace, asked: TreeQuestion): Promise<TreeObject[]> {
  const { beside, settings } = workspace;
  const relation = asked && 'name' in asked ? asked : null;
  if (asked?.target) return targetTree(workspace, relation);
  const tree = treeOf(workspace.snapshot(), relation);
  return relation === null && tree.length > 0 && settings.target !== undefined && beside.mayRead
    ? [...tree, { ...entry('target', 'server-environment'), target: true }]
    : tree;
}

async function targetTree(workspace: Workspace, relation: { schema: string; name: string } | null) {
  try {
    const target = await workspace.beside.target();
    const { dev, ...snapshot } = workspace.snapshot();
    const about = { ...snapshot, dev: target, openUris: [] };
    return treeOf(about, relation, dev && differencesByTable(dev, target)).map(ofTarget);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return [{ ...entry(said(t('not read')), 'warning'), description: said(problem), tooltip: said(problem) }];
  }
}
const entry = (label: string, icon: string): TreeObject => ({ label, icon, children: [] });

/** What is opened and generated is dev's, so that nothing of target's leads there. */
function ofTarget({
  address: _address,
  place: _place,
  table: _table,
  schema: _schema,
  relation,
  ...one
}: TreeObject): TreeObject {
  const parts = relation && { relation: { ...relation, target: true as const } };
  return { ...one, ...parts, children: one.children.map(ofTarget) };
}
function differencesByTable(dev: DevSchema, target: DevSchema): Parameters<typeof treeOf>[2] {
  const style = { ...defaultStyle, ifNotExists: false };
  return (table) => {
    if (!dev.schema.tables.has(keyOf(table))) return t('not in dev');
    const [here, there] = [dev, target].map(({ schema }) => definitionOf('table', table, { schema, style }));
    return here === there ? undefined : t('differs from dev');
  };
}
