import type { Section } from '../../sql/document/statement';
import { t } from '../../text/l10n';
import type { MigrationFile } from '../convention';
import { hasId, newestAfter } from '../has-run';
import type { Tool } from '../tool';
import { byPath, endsInDown, reversible, topLevel, versioned } from '../tool-files';
import { withoutTransaction } from '../tool-sections';
import { numbered, stamp } from '../writing';

const checkpoint = /^(?:--.*\n)*-- atlas:checkpoint\b/;

export const atlas: Tool = {
  id: 'atlas',
  name: 'Atlas',
  mark: checkpoint,
  list: (listing) => {
    if (!listing.paths.includes('atlas.sum') || listing.paths.some((path) => reversible.test(path))) return undefined;
    const files = versioned(topLevel(listing), /^(?<version>[^_./]+)(?:_(?<name>.+))?\.sql$/, byPath, endsInDown);
    // Where others come before it, it says in one what they make, for an empty database.
    const isCheckpoint = ({ path }: MigrationFile): boolean => checkpoint.test(listing.read(path) ?? '');
    return { files: files.map((file, at) => (at > 0 && isCheckpoint(file) ? { ...file, runs: false } : file)) };
  },
  sections: atlasSections,
  sends: { unit: 'statement', transaction: { unless: '-- atlas:txmode none' } },
  writing: {
    path: (asked) => `${numbered(asked, stamp(asked.now))}.sql`,
    form: () => ({ outside: '-- atlas:txmode none' }),
    afterwards: t('atlas migrate hash has to be run, since atlas.sum does not know the file.'),
  },
  tables: [
    {
      table: 'atlas_schema_revisions',
      schema: 'atlas_schema_revisions',
      columns: ['version', 'description', 'applied', 'total', 'hash'],
      row: { id: 'version', name: 'description', checksum: 'hash', failed: 'applied < total' },
      rest: 'ORDER BY version',
    },
  ],
  alike: ['plain'],
  isApplied: hasId,
  behind: newestAfter,
  watch: ['atlas.sum'],
};

/** Atlas: `-- atlas:delimiter \n\n\n` among the first lines says what ends the file's statements. */
function atlasSections(text: string): readonly Section[] {
  const outside = withoutTransaction(/^-- atlas:txmode none.*$/m)(text);
  const written = /^-- atlas:delimiter[ \t]+(\S.*?)[ \t]*$/m.exec(text)?.[1];
  if (written === undefined) return outside;
  const delimiter = { texts: [written.replaceAll('\\n', '\n').replaceAll('\\r', '\r').replaceAll('\\t', '\t')] };
  return [{ range: { start: 0, end: text.length }, runs: true, ...outside[0], delimiter }];
}
