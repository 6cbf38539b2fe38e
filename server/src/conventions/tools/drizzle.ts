import { t } from '../../text/l10n';
import { present } from '../../text/present';
import type { FolderListing, Listed } from '../convention';
import { urlsIn } from '../database-urls';
import type { Tool } from '../tool';
import { byPath, isFor, versioned } from '../tool-files';
import { noSections } from '../tool-sections';
import { type NewFile, numbered, stamp } from '../writing';

export const drizzle: Tool = {
  id: 'drizzle',
  name: 'Drizzle',
  list: (listing) => {
    const journal = drizzleJournal(listing);
    if (!journal) return withSnapshots(listing);
    const { entries, dialect } = journal;
    const files = entries
      .filter((entry) => listing.paths.includes(`${entry.tag}.sql`))
      .map(({ tag }) => ({ path: `${tag}.sql`, id: tag, name: tag.replace(/^\d+_/, ''), runs: true }));
    const problems = entries
      .filter((entry) => !listing.paths.includes(`${entry.tag}.sql`))
      .map(({ tag }) => ({
        path: 'meta/_journal.json',
        message: t('The journal names {0}.sql, which is not there.', tag),
      }));
    return { files, problems, ...isFor(dialect, 'the journal') };
  },
  runsOnlyListed: true,
  sections: noSections,
  sends: { unit: 'block', transaction: { together: true } },
  writing: {
    path: (asked) =>
      isFolder(asked.files.at(-1)?.path)
        ? `${stamp(asked.now)}_${asked.name}/migration.sql`
        : `${numbered(asked, '0000')}.sql`,
    form: () => ({ between: '--> statement-breakpoint' }),
    beside: ({ path, listing, now }) => (isFolder(path) ? [] : [journalWith(path.replace(/\.sql$/, ''), listing, now)]),
    afterwards: t('drizzle-kit has no snapshot of it in meta: it compares with the one before.'),
    alwaysInTransaction: true,
  },
  tables: [
    {
      table: '__drizzle_migrations',
      schema: 'drizzle',
      columns: ['id', 'hash', 'created_at'],
      row: { id: 'created_at', checksum: 'hash' },
      rest: 'ORDER BY created_at, id',
    },
  ],
  isApplied: ({ file, applied, listing }) => {
    if (isFolder(file.path)) return applied.entries.some((entry) => secondsOf(entry.id) === stampedAt(file.id));
    const when = drizzleJournal(listing)?.entries.find((entry) => entry.tag === file.id)?.when;
    if (when === undefined) return undefined;
    return applied.entries.some((entry) => Number(entry.id) >= when);
  },
  watch: ['_journal.json', 'snapshot.json'],
  databases: { files: ['drizzle.config.ts', 'drizzle.config.js', 'drizzle.config.json'], read: urlsIn },
};

/** Since version 1: `20240101000000_name/migration.sql` with a snapshot beside it, and no journal. */
function withSnapshots(listing: FolderListing): Listed | undefined {
  const files = versioned(listing.paths, /^(?<version>\d{14}_(?<name>[^/]+))\/migration\.sql$/, byPath);
  const snapshot = files[0] && listing.read(`${files[0].id}/snapshot.json`);
  const dialect = /"dialect"\s*:\s*"(\w+)"/.exec(snapshot ?? '')?.[1];
  return dialect === undefined ? undefined : { files, ...isFor(dialect, 'snapshot.json') };
}
const isFolder = (path = ''): boolean => path.endsWith('/migration.sql');
/** Its table keeps milliseconds, a folder's name the second. */
const secondsOf = (milliseconds: string): number => Math.floor(Number(milliseconds) / 1000);
function stampedAt(id: string): number {
  const [year = 0, month = 1, ...rest] = (/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)/.exec(id) ?? []).slice(1).map(Number);
  return Date.UTC(year, month - 1, ...rest) / 1000;
}
interface JournalEntry {
  readonly idx: number;
  readonly tag: string;
  readonly when?: number;
}
interface Journal {
  readonly entries: readonly JournalEntry[];
  readonly dialect: string | undefined;
}
function drizzleJournal(listing: FolderListing): Journal | undefined {
  const text = listing.read('meta/_journal.json');
  if (text === undefined) return undefined;
  try {
    const { entries, dialect } = JSON.parse(text) as { entries?: unknown; dialect?: unknown };
    if (!Array.isArray(entries)) return undefined;
    const read = entries.flatMap((entry: { idx?: unknown; tag?: unknown; when?: unknown } | null) =>
      typeof entry?.tag === 'string'
        ? [
            {
              idx: Number(entry.idx),
              tag: entry.tag,
              ...present({ when: typeof entry.when === 'number' ? entry.when : undefined }),
            },
          ]
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

/** The journal with one more entry; what else stands in it stays. */
function journalWith(tag: string, listing: FolderListing, now: Date): NewFile {
  const path = 'meta/_journal.json';
  const journal = JSON.parse(listing.read(path) ?? '{"version":"7","dialect":"postgresql","entries":[]}');
  const last = journal.entries.at(-1);
  const entry = {
    idx: (last?.idx ?? -1) + 1,
    version: last?.version ?? journal.version,
    when: Math.max(now.getTime(), (last?.when ?? 0) + 1),
    tag,
    breakpoints: true,
  };
  return { path, text: `${JSON.stringify({ ...journal, entries: [...journal.entries, entry] }, null, 2)}\n` };
}
