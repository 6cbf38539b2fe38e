import type { Section } from '../../sql/document/statement';
import { has } from '../has-run';
import type { Tool } from '../tool';
import { anySays, baseName, byNature, endsInDown, topLevel, versioned } from '../tool-files';
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
  sections: upAlone,
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

/** `getActions` of node-pg-migrate: without a mark of the way up, all is run, even what stands below one of the way down. */
function upAlone(text: string): readonly Section[] {
  const [up = -1, down = -1] = ['up', 'down'].map((way) =>
    text.search(new RegExp(`^\\s*--[\\s-]*${way}\\s+migration`, 'im')),
  );
  if (up < 0) return [];
  const parts = [
    { start: 0, end: up },
    { start: down > up ? down : text.length, end: text.length },
  ];
  return parts.flatMap((range) => (range.start < range.end ? [{ range, runs: false }] : []));
}
