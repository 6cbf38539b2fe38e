/** Liquibase's changelogs in XML, YAML and JSON as one kind of tree: elements with their attributes, in order. */
import { plainValue } from '../text/indented-lines';

export interface ChangelogNode {
  readonly name: string;
  readonly values: ReadonlyMap<string, string>;
  readonly children: readonly ChangelogNode[];
}
/** The same while it is made. */
interface OpenNode extends ChangelogNode {
  readonly values: Map<string, string>;
  readonly children: OpenNode[];
}
const newNode = (name: string): OpenNode => ({ name, values: new Map(), children: [] });

/** What stands in `databaseChangeLog`, in its order; nothing where the text is none. Never throws. */
export function changelogNodes(path: string, text: string): readonly ChangelogNode[] {
  const root = newNode('');
  if (/\.xml$/i.test(path)) readXml(text, root);
  else if (/\.json$/i.test(path)) readJson(text, root);
  else readYaml(text, root);
  return root.children.find(({ name }) => name === 'databaseChangeLog')?.children ?? [];
}

const tags = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<(\/?)([\w:.-]+)((?:[^<>"']|"[^"]*"|'[^']*')*)>/g;
const xmlPairs = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
function readXml(text: string, root: OpenNode): void {
  const within = [root];
  for (const [, closing, tag, rest = ''] of text.matchAll(tags)) {
    if (tag === undefined) continue;
    const name = tag.replace(/^.*:/, '');
    if (closing !== '') {
      const at = within.findLastIndex((each) => each.name === name);
      if (at > 0) within.length = at;
      continue;
    }
    const node = newNode(name);
    for (const [, key = '', double, single] of rest.matchAll(xmlPairs))
      node.values.set(key, plainText(double ?? single ?? ''));
    within.at(-1)!.children.push(node);
    if (!/\/\s*$/.test(rest)) within.push(node);
  }
}
const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const plainText = (value: string): string => value.replace(/&(lt|gt|amp|quot|apos);/g, (_, name) => entities[name]!);

function readJson(text: string, root: OpenNode): void {
  try {
    addValue(root, JSON.parse(text));
  } catch {
    // A text that is being written.
  }
}
/** Lists hold objects of one member each: an element and what is in it. */
function addValue(to: OpenNode, value: unknown): void {
  if (Array.isArray(value)) for (const each of value) addValue(to, each);
  else if (typeof value === 'object' && value !== null)
    for (const [name, inner] of Object.entries(value))
      if (typeof inner === 'object') {
        const node = newNode(name);
        to.children.push(node);
        addValue(node, inner);
      } else to.values.set(name, String(inner));
}

/** By the columns in which its keys begin: what is further to the right of one belongs to it. */
function readYaml(text: string, root: OpenNode): void {
  const within: { readonly column: number; readonly node: OpenNode }[] = [{ column: -1, node: root }];
  let block = Number.POSITIVE_INFINITY;
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*(?:#|$)/.test(line)) continue;
    const marks = /^[ ]*(?:- +)*/.exec(line)![0];
    const isText = marks.search(/-|$/) > block;
    if (isText) continue;
    block = Number.POSITIVE_INFINITY;
    const pair = /^("[^"]*"|'[^']*'|[\w.-]+)\s*:(?:\s+(.*))?$/.exec(line.slice(marks.length));
    if (!pair) continue;
    const [key, value] = [plainValue(pair[1]!), pair[2] ?? ''];
    while (within.at(-1)!.column >= marks.length) within.pop();
    const { node } = within.at(-1)!;
    const isBlock = /^[|>][-+\d]*\s*(?:#.*)?$/.test(value);
    if (isBlock) block = marks.length;
    else if (value === '' || value.startsWith('#') || /^\{.*\}\s*$/.test(value)) {
      const inner = newNode(key);
      for (const [, name = '', double, single, plain] of value.matchAll(pairs))
        inner.values.set(name, double ?? single ?? plain ?? '');
      node.children.push(inner);
      within.push({ column: marks.length, node: inner });
    } else node.values.set(key, plainValue(value));
  }
}
/** `{ file: a.sql, relativeToChangelogFile: true }` */
const pairs = /["']?([\w.-]+)["']?\s*:\s*(?:"([^"]*)"|'([^']*)'|([^\s,}"']+))/g;
