import { has } from '../has-run';
import { lineCuts } from '../line-cuts';
import type { Tool } from '../tool';
import { anySays, baseName, byNature, topLevel, versioned } from '../tool-files';
import { annotated } from '../tool-sections';
import { numbered, stamp } from '../writing';

/** What shows whose a file is. */
const mark = /^[ \t]*--\s*\+migrate\s+(up|down)/im;

export const sqlMigrate: Tool = {
  id: 'sql-migrate',
  name: 'sql-migrate',
  mark,
  list: (listing, forced) => {
    const files = versioned(topLevel(listing), /^(?<version>(?<name>.+))\.sql$/, byNature);
    const paths = files.map((file) => file.path);
    return forced || anySays(listing, paths, mark) ? { files } : undefined;
  },
  sections: annotated('migrate', 'sql-migrate', true),
  sends: {
    unit: 'statement',
    transaction: { unless: '-- +migrate Up notransaction' },
    cuts: lineCuts('migrate', 'sql-migrate'),
  },
  writing: {
    undo: ['sql-migrate', 'down', '-limit=1'],
    path: (asked) => `${numbered(asked, stamp(asked.now))}.sql`,
    form: () => ({
      up: '-- +migrate Up',
      upOutside: '-- +migrate Up notransaction',
      down: '-- +migrate Down',
      body: ['-- +migrate StatementBegin', '-- +migrate StatementEnd'],
    }),
    hasSection: true,
  },
  tables: [
    { table: 'gorp_migrations', columns: ['id', 'applied_at'], row: { id: 'id' }, rest: 'ORDER BY id' },
    {
      // As its own example of a configuration names it.
      table: 'migrations',
      columns: ['id', 'applied_at'],
      only: { theseColumns: true },
      row: { id: 'id' },
      rest: 'ORDER BY id',
      commonName: true,
    },
  ],
  isApplied: (question) => has(question, baseName(question.file.path)),
};
