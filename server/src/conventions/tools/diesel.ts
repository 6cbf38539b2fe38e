import type { Section } from '../../sql/document/statement';
import { compareText } from '../../text/text';
import type { FolderListing, MigrationFile } from '../convention';
import { has } from '../has-run';
import type { Tool } from '../tool';
import { endsInDown, upFolder, versioned } from '../tool-files';
import { stamp, upToDown } from '../writing';

export const diesel: Tool = {
  id: 'diesel',
  name: 'Diesel',
  byNameOnly: true,
  list: ({ paths }, forced) => {
    const files = versioned(paths, upFolder, byDieselVersion, endsInDown);
    const dieselLike = files.some((file) => /^\d{4}-\d{2}-\d{2}-\d+$|^0{5,}/.test(file.id)) || forced;
    return dieselLike && !files.some((file) => /^\d{13}$/.test(file.id)) ? { files } : undefined;
  },
  runsOnlyListed: true,
  sections: besideMetadata,
  sends: { unit: 'file', transaction: { unless: 'run_in_transaction = false in its metadata.toml' } },
  writing: {
    undo: ['diesel', 'migration', 'revert'],
    path: ({ name, now, files }) => `${parentOf(files.at(-1)?.path)}${dated(now)}_${name}/up.sql`,
    form: () => ({}),
    downPath: upToDown,
    beside: ({ path, outside }) =>
      outside ? [{ path: path.replace(/[^/]+$/, 'metadata.toml'), text: 'run_in_transaction = false\n' }] : [],
  },
  tables: [
    {
      table: '__diesel_schema_migrations',
      columns: ['version', 'run_on'],
      row: { id: 'version' },
      rest: 'ORDER BY version',
    },
  ],
  alike: ['hasura'],
  isApplied: (question) => has(question, question.file.id.replaceAll('-', ''), question.file.id),
  watch: ['metadata.toml'],
};

/** Diesel: `run_in_transaction = false` in the metadata.toml beside the file. */
function besideMetadata(text: string, path: string, listing?: FolderListing): readonly Section[] {
  const metadata = listing?.read(`${path.slice(0, path.lastIndexOf('/') + 1)}metadata.toml`) ?? '';
  if (!/^[ \t]*run_in_transaction[ \t]*=[ \t]*false/m.test(metadata)) return [];
  return [{ range: { start: 0, end: text.length }, runs: true, noTransaction: true }];
}

/** As `diesel_migrations` keeps them: by the version's text, its dashes left out. */
const byDieselVersion = (a: MigrationFile, b: MigrationFile): number =>
  compareText(a.id.replaceAll('-', ''), b.id.replaceAll('-', ''));

/** `2026-11-29-094500` */
const dated = (now: Date): string => stamp(now).replace(/^(\d{4})(\d\d)(\d\d)/, '$1-$2-$3-');
/** Of `postgres/1_a/up.sql`: `postgres/`. */
const parentOf = (path = ''): string => /^(?:[^/]+\/)*(?=[^/]+\/[^/]+$)/.exec(path)?.[0] ?? '';
