import type { Section } from '../../sql/document/statement';
import { t } from '../../text/l10n';
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
  sections: (text) => [...blocks(text), ...refusedBlocks(text)],
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

const blocks = upAndDown(/^[ \t]*--\s*migrate:up\b/, /^[ \t]*--\s*migrate:down\b/, /transaction:\s*false/i);
/** `parseMigrationContents` of dbmate. */
function refusedBlocks(text: string): readonly Section[] {
  const [up, down] = [/^[ \t]*--\s*migrate:up\b/m, /^[ \t]*--\s*migrate:down\b/m].map((one) => text.search(one));
  const start = Math.min(...[up!, down!].map((at) => (at < 0 ? text.length : at)));
  const isOutside = /^(?!\s*(?:--|$))/m.test(text.slice(0, start).trim());
  const refused =
    up === -1 ? WITHOUT_UP : down !== -1 && down! < up! ? DOWN_FIRST : isOutside && start > 0 ? OUTSIDE : undefined;
  return refused === undefined ? [] : [{ range: { start: 0, end: start }, runs: up === -1, refused }];
}
const WITHOUT_UP = t('dbmate refuses a file without a line -- migrate:up');
const DOWN_FIRST = t('dbmate refuses a file in which -- migrate:down comes before -- migrate:up');
const OUTSIDE = t('dbmate refuses a file with statements above its first line -- migrate:up');
