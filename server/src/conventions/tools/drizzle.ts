import { t } from '../../text/l10n';
import { present } from '../../text/present';
import type { FolderListing } from '../convention';
import { urlsIn } from '../database-urls';
import type { Tool } from '../tool';
import { isFor } from '../tool-files';
import { noSections } from '../tool-sections';
import { type NewFile, numbered } from '../writing';

export const drizzle: Tool = {
  id: 'drizzle',
  name: 'Drizzle',
  list: (listing) => {
    const journal = drizzleJournal(listing);
    if (!journal) return undefined;
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
    path: (asked) => `${numbered(asked, '0000')}.sql`,
    form: () => ({ between: '--> statement-breakpoint' }),
    beside: ({ path, listing, now }) => [journalWith(path.replace(/\.sql$/, ''), listing, now)],
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
    const when = drizzleJournal(listing)?.entries.find((entry) => entry.tag === file.id)?.when;
    if (when === undefined) return undefined;
    return applied.entries.some((entry) => Number(entry.id) >= when);
  },
  watch: ['_journal.json'],
  databases: { files: ['drizzle.config.ts', 'drizzle.config.js', 'drizzle.config.json'], read: urlsIn },
};

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
