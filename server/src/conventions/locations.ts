/** Folders that a tool's settings name as its locations: each with the folders below it, they are one history together. */

import type { FolderListing } from './convention';

/** How a tool is told where its migrations are. */
interface LocationSettings {
  /** Its own files, beside the migrations or above them; the first that says something decides. */
  readonly files: readonly string[];
  /** Before `locations` in them: a word of many files, which needs a scheme (`classpath:`) where this is absent. */
  readonly prefix: string;
  /** Where it looks without a setting: a pattern over `/` and the folder's path in the project. */
  readonly usual: RegExp;
}

/**
 * The folders, relative to this one and ending with `/`, whose files run as one history here: this folder is what
 * its locations have in common (`''`: all of it). `isSaid`: by its configuration, and not by where it looks without one.
 * Undefined: this folder is nothing of the kind.
 */
export function locationsHere(
  listing: FolderListing,
  settings: LocationSettings,
): { readonly parts: readonly string[]; readonly isSaid: boolean } | undefined {
  const said = locationsSaid(listing, settings);
  const place = listing.place ?? '';
  if (said === undefined) return settings.usual.test(`/${place}`) ? { parts: [''], isSaid: false } : undefined;
  const common = said.reduce(commonFolder);
  if (common !== '' && !`/${place}`.endsWith(`/${common}`)) return undefined;
  const parts = said.map((location) =>
    location === common ? '' : `${location.slice(common === '' ? 0 : common.length + 1)}/`,
  );
  const found = parts.filter((part) => listing.paths.some((path) => path.startsWith(part)));
  return found.includes('') || found.length > 1 ? { parts: found, isSaid: true } : undefined;
}

/** Undefined where nothing says it, or in a way that cannot be followed: a variable, a pattern, a place of its own. */
function locationsSaid(
  { place = '', read }: FolderListing,
  { files, prefix }: LocationSettings,
): readonly string[] | undefined {
  const depth = place === '' ? 0 : place.split('/').length;
  for (let up = 0; up <= depth; up++)
    for (const file of files) {
      const said = valuesOf(read(`${'../'.repeat(up)}${file}`) ?? '', prefix);
      if (said.length > 0) {
        const paths = said.map(locationFolder);
        return paths.includes(undefined) ? undefined : (paths as string[]);
      }
    }
  return undefined;
}
/** `prefix.locations=a,b`, `locations = ["a", "b"]`, `locations: a, b`, or a list below `locations:`. */
function valuesOf(text: string, prefix: string): string[] {
  const key = /^[ \t]*([\w.-]{0,80}\.)?locations(?:\[\d+\])?[ \t]*[=:][ \t]*(.*(?:\n[ \t]+-[ \t].*)*)/gm;
  return [...text.matchAll(key)].flatMap(([, before = '', value = '']) => {
    const values = value
      .split(/[,\n[\]]/)
      .map((one) => one.replace(/^\s*-\s+|#.*$|["'\s\r]/g, ''))
      .filter((one) => one !== '');
    return before.endsWith(prefix) || values.some((one) => scheme.test(one)) ? values : [];
  });
}
const scheme = /^(classpath|filesystem):/;
function locationFolder(location: string): string | undefined {
  const path = location
    .replace(scheme, '')
    .replaceAll('{vendor}', 'postgresql')
    .replace(/^\.\//, '')
    .replace(/\/+$/, '');
  const isElsewhere = /^(filesystem:\/|(?!classpath:|filesystem:)\w+:)/.test(location);
  return isElsewhere || /[$*?{}\\]|(^|\/)\.\.(\/|$)/.test(path) ? undefined : path.replace(/^\/+/, '');
}
function commonFolder(a: string, b: string): string {
  const [left, right] = [a.split('/'), b.split('/')];
  const end = left.findIndex((segment, at) => segment !== right[at]);
  return (end === -1 ? left : left.slice(0, end)).join('/');
}
