import { upToVersion } from '../has-run';
import type { Tool } from '../tool';
import { byNumber, duplicates, endsInDown, reversible, topLevel, versioned } from '../tool-files';
import { withoutTransaction } from '../tool-sections';
import { numbered, plainForm, upToDown } from '../writing';

export const golangMigrate: Tool = {
  id: 'golang-migrate',
  name: 'golang-migrate',
  byNameOnly: true,
  list: (listing) => {
    const files = versioned(topLevel(listing), reversible, byNumber, endsInDown);
    return files.length > 0 ? { files, problems: duplicates(files) ?? [] } : undefined;
  },
  sections: withoutTransaction(/^-- no-transaction\b.*$/m),
  sends: { unit: 'file' },
  writing: {
    undo: ['migrate', 'down', '1'],
    path: (asked) => `${numbered(asked, '000001')}.up.sql`,
    form: plainForm,
    downPath: upToDown,
  },
  tables: [
    {
      table: 'schema_migrations',
      columns: ['version', 'dirty'],
      row: { id: 'version', failed: 'dirty' },
      lastOnly: true,
    },
  ],
  isApplied: upToVersion,
  stopsAtFailure: true,
};
