import { hasVersion } from '../has-run';
import type { Tool } from '../tool';
import { byPath, duplicates, topLevel, versioned } from '../tool-files';
import { noSections } from '../tool-sections';
import { numbered, plainForm, stamp } from '../writing';

export const supabase: Tool = {
  id: 'supabase',
  name: 'Supabase',
  byNameOnly: true,
  list: (listing, forced) => {
    if (!forced && !/(^|\/)supabase\/migrations$/.test(listing.folder)) return undefined;
    const files = versioned(topLevel(listing), /^(?<version>\d+)_(?<name>.*)\.sql$/, byPath);
    return { files, problems: duplicates(files) ?? [] };
  },
  sections: noSections,
  sends: {
    unit: 'file',
    // `isPipelineIncompatible` of its CLI.
    apart:
      /^(?:(?:create(?:\s+unique)?|drop)\s+index\s+concurrently|reindex\b.*\bconcurrently|vacuum|alter\s+system|cluster)\b/is,
  },
  writing: { path: (asked) => `${numbered(asked, stamp(asked.now))}.sql`, form: plainForm },
  tables: [
    {
      table: 'schema_migrations',
      schema: 'supabase_migrations',
      columns: ['version', 'statements'],
      row: { id: 'version' },
      rest: 'ORDER BY version',
    },
  ],
  alike: ['plain'],
  isApplied: hasVersion,
  watch: ['config.toml'],
  // As `supabase start` makes it.
  databases: {
    files: ['supabase/config.toml'],
    read: (text) => {
      const port = /^\[db\] *$(?:\n(?!\[).*)*?\nport *= *(\d+)/m.exec(text)?.[1] ?? '54322';
      return text === '' ? [] : [{ port, user: 'postgres', database: 'postgres' }];
    },
  },
};
