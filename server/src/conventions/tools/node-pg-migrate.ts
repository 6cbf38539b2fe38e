import { has } from '../has-run';
import type { Tool } from '../tool';
import { anySays, baseName, byNature, endsInDown, topLevel, versioned } from '../tool-files';
import { upAndDown } from '../tool-sections';
import { numbered } from '../writing';

/** What shows whose a file is. */
const mark = /^[ \t]*--[ \t-]*up\s+migration/im;

export const nodePgMigrate: Tool = {
  id: 'node-pg-migrate',
  name: 'node-pg-migrate',
  mark,
  list: (listing, forced) => {
    const files = versioned(topLevel(listing), /^(?<version>(?<name>\d+[-_].+))\.sql$/, byNature, endsInDown);
    const paths = files.map((file) => file.path);
    return forced || anySays(listing, paths, mark) ? { files } : undefined;
  },
  sections: upAndDown(/^[ \t]*--[ \t-]*up\s+migration/i, /^[ \t]*--[\s-]*down\s+migration/i),
  sends: { unit: 'file', transaction: { together: true } },
  writing: {
    undo: ['node-pg-migrate', 'down'],
    path: (asked) => `${numbered(asked, String(asked.now.getTime()))}.sql`,
    form: () => ({ up: '-- Up Migration', down: '-- Down Migration' }),
    alwaysInTransaction: true,
    hasSection: true,
  },
  tables: [
    { table: 'pgmigrations', columns: ['id', 'name', 'run_on'], row: { id: 'name' }, rest: 'ORDER BY run_on, id' },
  ],
  alike: ['plain'],
  isApplied: (question) => has(question, question.file.id, baseName(question.file.path)),
};
