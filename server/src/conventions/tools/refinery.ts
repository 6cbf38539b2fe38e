import { hasVersion } from '../has-run';
import type { Tool } from '../tool';
import { baseName, byNumber, cargoNames, duplicates, versioned } from '../tool-files';
import { plainForm } from '../writing';

/** `V1__name.sql`, and `U2__name.sql`, whose version need not follow the last one's. */
const pattern = /^(?:.*\/)?[VU](?<version>\d+)__(?<name>[^/]+)\.sql$/;

export const refinery: Tool = {
  id: 'refinery',
  name: 'refinery',
  byNameOnly: true,
  byTableOnly: true,
  list: (listing, forced) => {
    if (!forced && !cargoNames(listing, 'refinery')) return undefined;
    const files = versioned(listing.paths, pattern, byNumber);
    return { files, problems: duplicates(files) ?? [] };
  },
  sections: () => [],
  sends: { unit: 'file', transaction: {} },
  writing: {
    path: ({ name, files }) => {
      const last = files.at(-1);
      const folder = last ? last.path.slice(0, last.path.length - baseName(last.path).length) : '';
      return `${folder}V${Number(last?.id ?? 0) + 1}__${name}.sql`;
    },
    form: plainForm,
  },
  tables: [
    {
      table: 'refinery_schema_history',
      columns: ['version', 'name', 'applied_on', 'checksum'],
      row: { id: 'version', name: 'name', checksum: 'checksum' },
      rest: 'ORDER BY version',
    },
  ],
  alike: ['flyway'],
  isApplied: hasVersion,
  watch: ['Cargo.toml'],
};
