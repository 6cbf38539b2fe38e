/** The order of a folder's files where a tool has an index of its own, or names that a plain pattern does not tell. */

import type { FolderListing, MigrationFile } from './convention';
import {
  baseName,
  byNature,
  byNumber,
  compareNatural,
  compareText,
  duplicates,
  type Listed,
  plainNumber,
  topLevel,
  versioned,
} from './tool-files';
import { isWayBack } from './unrun-files';

interface JournalEntry {
  readonly idx: number;
  readonly tag: string;
  readonly when?: number;
}
interface Journal {
  readonly entries: readonly JournalEntry[];
  readonly dialect: string | undefined;
}
export function drizzleJournal(listing: FolderListing): Journal | undefined {
  const text = listing.read('meta/_journal.json');
  if (text === undefined) return undefined;
  try {
    const { entries, dialect } = JSON.parse(text) as { entries?: unknown; dialect?: unknown };
    if (!Array.isArray(entries)) return undefined;
    const read = entries.flatMap((entry: { idx?: unknown; tag?: unknown; when?: unknown } | null) =>
      typeof entry?.tag === 'string'
        ? [{ idx: Number(entry.idx), tag: entry.tag, ...(typeof entry.when === 'number' ? { when: entry.when } : {}) }]
        : [],
    );
    return {
      entries: read.sort((a, b) => a.idx - b.idx),
      dialect: typeof dialect === 'string' ? dialect : undefined,
    };
  } catch {
    return undefined;
  }
}

/**
 * Changes in plan order, with what their scripts may be called. The earlier script of one that is reworked is named after
 * a tag between the two, `name@tag`: the first that is there.
 */
export function sqitchChanges(plan: string): { name: string; paths: readonly string[] }[] {
  const changes: { name: string; paths: readonly string[]; tags: string[]; reworked: boolean }[] = [];
  for (const line of plan.split(/\r?\n/)) {
    const tag = /^\s*(@[^\s#]+)/.exec(line)?.[1];
    if (tag !== undefined) {
      for (const change of changes) if (!change.reworked) change.tags.push(tag);
      continue;
    }
    const name = /^\s*\+?\s*([^\s#%@:[-][^\s@:[]*)/.exec(line)?.[1];
    if (name === undefined || line.trim() === '') continue;
    const earlier = changes.find((change) => change.name === name && !change.reworked);
    if (earlier) {
      earlier.reworked = true;
      if (earlier.tags.length > 0) earlier.paths = earlier.tags.map((each) => `${name}${each}`);
    }
    changes.push({ name, paths: [name], tags: [], reworked: false });
  }
  return changes;
}

/** `V1.2__name.sql` in any subfolder by version, then `R__name.sql` by description; `U` files undo. */
export function flywayFiles(paths: readonly string[]): MigrationFile[] {
  const files: MigrationFile[] = [];
  for (const path of paths) {
    const match = /^([VRUB])(\d[\d._]*)?__(.+)\.sql$/.exec(baseName(path));
    if (!match || (match[1] === 'R') !== (match[2] === undefined)) continue;
    files.push({
      path,
      id: `${match[1]}${match[2] ?? match[3]}`,
      name: match[3]!,
      runs: match[1] === 'V' || match[1] === 'R',
    });
  }
  const rank = (file: MigrationFile): number => (file.id.startsWith('R') ? 1 : 0);
  return files.sort(
    (a, b) => rank(a) - rank(b) || compareNatural(flywayVersion(a), flywayVersion(b)) || compareText(a.path, b.path),
  );
}
export const dotted = (version: string): string =>
  version
    .replaceAll('_', '.')
    .split('.')
    .map(plainNumber)
    .join('.')
    .replace(/(\.0)+$/, '');
export function flywayVersion(file: MigrationFile): string {
  return file.id.startsWith('R') ? file.id : dotted(file.id.slice(1));
}

/** Of one version the file for PostgreSQL, or else the one for every database. */
export function popFiles(paths: readonly string[]): MigrationFile[] {
  const pattern = /^(?<version>\d+)_(?<name>[^.]+)(?:\.(?<dialect>[a-z0-9]+))?(?:\.autocommit)?\.(?<way>up|down)\.sql$/;
  const byVersion = new Map<string, { path: string; dialect: string; name: string; way: string }[]>();
  for (const path of paths) {
    const groups = pattern.exec(path)?.groups;
    if (!groups) continue;
    const key = `${groups.version}.${groups.way}`;
    const file = { path, dialect: groups.dialect ?? 'all', name: groups.name!, way: groups.way! };
    byVersion.set(key, [...(byVersion.get(key) ?? []), file]);
  }
  const files: MigrationFile[] = [];
  for (const [key, candidates] of byVersion) {
    const of = (...dialects: string[]) => candidates.find((file) => dialects.includes(file.dialect));
    const general = of('all', 'autocommit');
    const file = of('postgres', 'postgresql') ?? general;
    const id = key.split('.')[0]!;
    if (file) files.push({ path: file.path, id, name: file.name, runs: file.way === 'up' });
    if (file && general && file !== general) {
      const otherDatabase = `it is for other databases: ${file.path} is PostgreSQL’s`;
      files.push({ path: general.path, id, name: general.name, runs: false, otherDatabase });
    }
  }
  return files.sort((a, b) => byNumber(a, b) || Number(b.runs) - Number(a.runs));
}

/** Two or more files, or folders, whose names begin with a number or a date. */
export function plainFiles(listing: FolderListing, forced: boolean): Listed | undefined {
  const numbered = /^(?:[vV](?=\d))?(?<version>\d+(?:[-_.]\d+)*)(?<name>.*)\.sql$/;
  const inFolders = /^(?<version>[vV]?\d+(?:[-_.]\d+)*)(?<name>[^/]*\/[^/]+)\.sql$/;
  const own = topLevel(listing);
  const files = versioned(own, numbered, byNature, isWayBack);
  if (files.filter((file) => file.runs).length > 1 && (forced || files.length * 2 >= own.length))
    return { files, problems: duplicates(files, (file) => file.id) ?? [] };
  const nested = versioned(listing.paths, inFolders, byNature, isWayBack);
  const folders = new Set(nested.map((file) => file.path.split('/')[0]));
  if (files.length === 0 && folders.size > 1) return { files: nested };
  return forced && own.length > 0
    ? { files: versioned(own, /^(?<version>(?<name>.+))\.sql$/, byNature, isWayBack) }
    : undefined;
}
