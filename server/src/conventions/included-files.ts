/** Changelogs in XML, YAML and JSON that include files: the order in which their tool runs those. */
import { compareText } from '../text/text';
import type { FolderListing, MigrationFile } from './convention';

/** A repository may hold any number of other files of these kinds. */
const MOST_CHANGELOGS = 200;

interface Include {
  readonly name: string;
  readonly isFolder: boolean;
}

/**
 * As the changelogs name them; what none names comes after them. The files themselves where there is no changelog.
 * `ordersBelow`: one stands in the folder itself, so that the folders below are parts of one history.
 */
export function byIncludes(
  listing: FolderListing,
  mayBeChangelog: RegExp,
  files: readonly MigrationFile[],
): { readonly files: readonly MigrationFile[]; readonly ordersBelow?: true } {
  const texts = new Map<string, string>();
  for (const path of listing.paths.filter((each) => mayBeChangelog.test(each)).slice(0, MOST_CHANGELOGS)) {
    const text = listing.read(path) ?? '';
    if (text.includes('databaseChangeLog')) texts.set(path, text);
  }
  if (texts.size === 0) return { files };
  const all = [...texts.keys(), ...files.map(({ path }) => path)];
  const includes = new Map<string, readonly string[]>();
  for (const [path, text] of texts)
    includes.set(
      path,
      includesOf(path, text).flatMap((each) => named(each, path, all)),
    );
  const included = new Set([...includes.values()].flat());
  const order: string[] = [];
  const seen = new Set<string>();
  const walk = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    if (!texts.has(path)) order.push(path);
    for (const each of includes.get(path) ?? []) walk(each);
  };
  for (const path of texts.keys()) if (!included.has(path)) walk(path);
  const at = new Map(order.map((path, index) => [path, index]));
  const last = order.length;
  const sorted = [...files].sort((a, b) => (at.get(a.path) ?? last) - (at.get(b.path) ?? last));
  const ordersBelow = [...texts.keys()].some((path) => !path.includes('/'));
  return { files: sorted, ...(ordersBelow && { ordersBelow }) };
}

/** `<include file="…"/>`, `- include: file: …`, and the same of folders. */
function includesOf(path: string, text: string): readonly Include[] {
  if (/\.xml$/i.test(path))
    return [...text.replace(/<!--[\s\S]*?-->/g, '').matchAll(/<(includeAll|include)\b([^>]*)>/g)].flatMap(
      ([, word, attributes = '']) => {
        const name = /\b(?:file|path)\s*=\s*["']([^"']+)["']/.exec(attributes)?.[1];
        return name === undefined ? [] : [{ name, isFolder: word === 'includeAll' }];
      },
    );
  const parts = text.replace(/^\s*#.*$/gm, '').split(/\b(includeAll|include)["']?\s*:/);
  return parts.flatMap((word, at) => {
    if (at % 2 === 0) return [];
    const name = /\b(?:file|path)["']?\s*:\s*["']?([^\s"',}]+)/.exec(parts[at + 1] ?? '')?.[1];
    return name === undefined ? [] : [{ name, isFolder: word === 'includeAll' }];
  });
}

/** What an include of `from` means: beside the changelog, or from the root of a class path, which may be anywhere above. */
function named({ name, isFolder }: Include, from: string, all: readonly string[]): readonly string[] {
  const plain = normal(name.replace(/^classpath\*?:/, ''));
  const beside = normal(`${parentFolder(from)}/${plain}`);
  if (!isFolder) {
    if (all.includes(beside)) return [beside];
    return all.filter((path) => isEnd(path, plain)).slice(0, 1);
  }
  const folders = new Set(all.map(parentFolder));
  const folder = folders.has(beside) ? beside : [...folders].find((each) => isEnd(each, plain));
  if (folder === undefined) return [];
  const within = all.filter((path) => path !== from && (folder === '' || path.startsWith(`${folder}/`)));
  return within.sort(compareText);
}
/** One ends with all of the other. */
const isEnd = (path: string, name: string): boolean =>
  `/${path}`.endsWith(`/${name}`) || `/${name}`.endsWith(`/${path}`);
const parentFolder = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
/** Without `.`, `..` and slashes at either end. */
function normal(path: string): string {
  const parts: string[] = [];
  for (const part of path.split(/[/\\]/))
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  return parts.join('/');
}
