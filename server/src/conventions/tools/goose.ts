import { hasVersion, newestAfter } from '../has-run';
import { lineCuts } from '../line-cuts';
import type { Tool } from '../tool';
import { anySays, byNumber, duplicates, topLevel, versioned } from '../tool-files';
import { annotated } from '../tool-sections';
import { numbered, stamp } from '../writing';

/** What shows whose a file is. */
const mark = /^[ \t]*--\s*\+goose\s+(up|down)/im;

export const goose: Tool = {
  id: 'goose',
  name: 'goose',
  mark,
  list: (listing, forced) => {
    const files = versioned(topLevel(listing), /^(?<version>\d+)_(?<name>.+)\.sql$/, byNumber);
    const paths = files.map((file) => file.path);
    if (!forced && !anySays(listing, paths, mark)) return undefined;
    return { files, problems: duplicates(files) ?? [] };
  },
  sections: annotated('goose', 'goose'),
  sends: { unit: 'statement', transaction: { unless: '-- +goose NO TRANSACTION' }, cuts: lineCuts('goose', 'goose') },
  writing: {
    undo: ['goose', 'down'],
    path: (asked) => `${numbered(asked, stamp(asked.now))}.sql`,
    form: () => ({
      outside: '-- +goose NO TRANSACTION',
      up: '-- +goose Up',
      down: '-- +goose Down',
      body: ['-- +goose StatementBegin', '-- +goose StatementEnd'],
    }),
    hasSection: true,
  },
  tables: [
    {
      table: 'goose_db_version',
      columns: ['id', 'version_id', 'is_applied'],
      row: { id: 'version_id' },
      rest: 'AS t WHERE version_id > 0 AND is_applied AND NOT EXISTS (SELECT FROM $table AS later WHERE later.version_id = t.version_id AND later.id > t.id) ORDER BY id',
    },
  ],
  alike: ['plain'],
  isApplied: hasVersion,
  behind: newestAfter,
};
