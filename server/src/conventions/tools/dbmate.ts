import { hasVersion } from '../has-run';
import type { Tool } from '../tool';
import { anySays, byPath, duplicates, topLevel, versioned } from '../tool-files';
import { upAndDown } from '../tool-sections';
import { numbered, stamp } from '../writing';

/** What shows whose a file is. */
const mark = /^[ \t]*--\s*migrate:(up|down)/im;

export const dbmate: Tool = {
  id: 'dbmate',
  name: 'dbmate',
  mark,
  list: (listing, forced) => {
    const files = versioned(topLevel(listing), /^(?<version>\d+)_?(?<name>.*)\.sql$/, byPath);
    const paths = files.map((file) => file.path);
    if (!forced && !anySays(listing, paths, mark)) return undefined;
    return { files, problems: duplicates(files) ?? [] };
  },
  sections: upAndDown(/^[ \t]*--\s*migrate:up\b/, /^[ \t]*--\s*migrate:down\b/, /transaction:\s*false/i),
  sends: { unit: 'section', transaction: { unless: '-- migrate:up transaction:false' } },
  writing: {
    undo: ['dbmate', 'rollback'],
    path: (asked) => `${numbered(asked, stamp(asked.now))}.sql`,
    form: () => ({ up: '-- migrate:up', upOutside: '-- migrate:up transaction:false', down: '-- migrate:down' }),
    hasSection: true,
  },
  tables: [{ table: 'schema_migrations', columns: ['version'], row: { id: 'version' }, rest: 'ORDER BY version' }],
  alike: ['pop', 'rails', 'plain'],
  isApplied: hasVersion,
};
