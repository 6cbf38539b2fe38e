import { t } from '../../text/l10n';
import { upToVersion } from '../has-run';
import type { Tool } from '../tool';
import { anySays, byNumber, missingNumber, topLevel, versioned } from '../tool-files';
import { above } from '../tool-sections';
import { numbered } from '../writing';

/** What shows whose a file is. */
const mark = /---- create above \/ drop below ----/;

export const tern: Tool = {
  id: 'tern',
  name: 'tern',
  mark,
  list: (listing, forced) => {
    const files = versioned(topLevel(listing), /^(?<version>\d+)_(?<name>.+)\.sql$/, byNumber);
    const paths = files.map((file) => file.path);
    if (!forced && !anySays(listing, paths, mark)) return undefined;
    const missing = missingNumber(files);
    return { files: missing === undefined ? files : files.map((file) => ({ ...file, refused: withGap(missing) })) };
  },
  sections: above('---- create above / drop below ----', /^---- tern: disable-tx ----/m),
  sends: { unit: 'statement', transaction: { unless: '---- tern: disable-tx ----' } },
  writing: {
    undo: ['tern', 'migrate', '--destination', '-1'],
    path: (asked) => `${numbered(asked, '001')}.sql`,
    form: () => ({ outside: '---- tern: disable-tx ----', down: '---- create above / drop below ----' }),
    hasSection: true,
  },
  tables: [
    {
      // Flyway's table had this name once.
      table: 'schema_version',
      columns: ['version'],
      only: { theseColumns: true },
      row: { id: 'version' },
      lastOnly: true,
    },
  ],
  alike: ['plain'],
  isApplied: upToVersion,
};
const withGap = (missing: number): string => t('tern refuses migrations of which a number is missing: {0}', missing);
