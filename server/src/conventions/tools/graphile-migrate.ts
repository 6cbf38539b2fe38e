import type { FolderListing, MigrationFile } from '../convention';
import { hasVersion } from '../has-run';
import { knownValue } from '../known-value';
import type { Tool } from '../tool';
import { anySays, baseName, byPath, versioned } from '../tool-files';
import { withoutTransaction } from '../tool-sections';

/** What shows whose a file is. */
const mark = /^--! Previous:/m;

export const graphileMigrate: Tool = {
  id: 'graphile-migrate',
  name: 'graphile-migrate',
  mark,
  list: (listing, forced) => {
    const committed = versioned(listing.paths, /^committed\/(?<version>\d{6,})(?<name>[^/]*)\.sql$/, byPath);
    const shown = anySays(
      listing,
      committed.slice(0, 5).map(({ path }) => path),
      mark,
    );
    return forced || shown ? { files: [...committed, ...current(listing)] } : undefined;
  },
  sections: withoutTransaction(/^(?:--! (?:Previous|Hash|Message|AllowInvalidHash)\b.*\n|\n)*--!\s*no-transaction\b/),
  includes: /^--!\s*include\s+\S.*$/gm,
  sends: { unit: 'file', transaction: { unless: '--! no-transaction' } },
  tables: [
    {
      table: 'migrations',
      schema: 'graphile_migrate',
      columns: ['hash', 'previous_hash', 'filename', 'date'],
      only: { inSchema: true },
      row: { id: `pg_catalog.regexp_replace(filename, '\\D.*$', '')`, name: 'filename', checksum: 'hash' },
      rest: 'ORDER BY filename',
    },
  ],
  // Of what is being worked on, the table says nothing: it runs with each time that it is saved.
  isApplied: (question) => (isCurrent(question.file.path) ? undefined : hasVersion(question)),
  placeholders: { '.gmrc': values, '.gmrc.jsonc': values },
};

const isCurrent = (path: string): boolean => /^current(?:\.sql$|\/)/.test(path);
/** `current.sql`, or what stands in `current/` by its numbers. */
function current({ paths }: FolderListing): MigrationFile[] {
  return paths
    .filter((path) => isCurrent(path) && path.endsWith('.sql'))
    .sort((a, b) => Number.parseInt(baseName(a), 10) - Number.parseInt(baseName(b), 10))
    .map((path) => ({ path, id: 'current', name: baseName(path), runs: true }));
}

/** `"placeholders": { ":SCHEMA": "app" }` in JSON with comments. */
function values(text: string): (readonly [string, string])[] {
  const section = /"placeholders"\s*:\s*\{([^{}]*)\}/.exec(text)?.[1] ?? '';
  return [...section.matchAll(/"(:\w+)"\s*:\s*"([^"\n]*)"/g)].flatMap(([, name = '', value = '']) =>
    value === '!ENV' ? [] : knownValue(name, value),
  );
}
