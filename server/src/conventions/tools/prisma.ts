import { urlsIn } from '../database-urls';
import { hasId } from '../has-run';
import type { Tool } from '../tool';
import { byPath, isFor, versioned } from '../tool-files';
import { noSections } from '../tool-sections';
import { plainForm, stamp } from '../writing';

export const prisma: Tool = {
  id: 'prisma',
  name: 'Prisma',
  list: ({ paths, read }, forced) => {
    const files = versioned(paths, /^(?<version>(?<name>[^/]+))\/migration\.sql$/, byPath);
    const marked = paths.includes('migration_lock.toml') || files.some((file) => /^\d{14}_/.test(file.id));
    if (files.length === 0 || !(marked || forced)) return undefined;
    // Drizzle's folders are called alike.
    if (!forced && read(`${files[0]!.id}/snapshot.json`) !== undefined) return undefined;
    const provider = /^\s*provider\s*=\s*"(\w+)"/m.exec(read('migration_lock.toml') ?? '')?.[1];
    return { files, ...isFor(provider, 'migration_lock.toml') };
  },
  runsOnlyListed: true,
  sections: noSections,
  sends: { unit: 'file' },
  writing: {
    path: ({ name, now }) => `${stamp(now)}_${name}/migration.sql`,
    form: plainForm,
    downPath: (path) => path.replace(/[^/]+$/, 'down.sql'),
  },
  tables: [
    {
      table: '_prisma_migrations',
      columns: ['migration_name', 'checksum', 'finished_at', 'rolled_back_at', 'started_at'],
      row: { id: 'migration_name', checksum: 'checksum', failed: 'finished_at IS NULL' },
      rest: 'WHERE rolled_back_at IS NULL ORDER BY started_at, migration_name',
    },
  ],
  isApplied: hasId,
  stopsAtFailure: true,
  watch: ['migration_lock.toml'],
  databases: { files: ['prisma/schema.prisma', 'schema.prisma', 'prisma.config.ts'], read: urlsIn },
};
