import type { NamedDatabase } from '../../model/named-database';
import { indentedLines, linesBelow } from '../../text/indented-lines';
import type { Tool } from '../tool';
import { anySays, topLevel } from '../tool-files';
import { noSections } from '../tool-sections';

/** What shows whose a file is. */
const mark = /PostgreSQL database dump|INSERT INTO "?schema_migrations/;

export const rails: Tool = {
  id: 'rails',
  name: 'Rails structure.sql',
  mark,
  list: (listing, forced) => {
    const paths = topLevel(listing).filter((path) => /^(\w+_)?structure\.sql$/.test(path));
    const isDump = forced || /(^|\/)db$/.test(listing.folder) || anySays(listing, paths, mark);
    return paths.length === 1 && isDump
      ? { files: [{ path: paths[0]!, id: 'structure', name: paths[0]!, runs: true }] }
      : undefined;
  },
  sections: noSections,
  sends: { unit: 'statement' },
  tables: [
    {
      table: 'schema_migrations',
      columns: ['version'],
      // dbmate's is alike, but for the column's length.
      only: { withText: { column: 'version', orBeside: 'ar_internal_metadata' } },
      row: { id: 'version' },
      rest: 'ORDER BY version',
    },
  ],
  alike: ['pop', 'dbmate', 'plain'],
  isApplied: () => true,
  databases: { files: ['config/database.yml'], read: developmentIn },
};
function developmentIn(text: string): readonly NamedDatabase[] {
  const lines = indentedLines(text);
  const development = lines.findIndex(({ indent, key }) => indent === 0 && key === 'development');
  if (development < 0) return [];
  // What all environments share stands under an anchor, before them.
  const shared = lines.findIndex(({ value }) => /^&\w+$/.test(value));
  const own = [...linesBelow(lines, development), ...(shared < 0 ? [] : linesBelow(lines, shared))];
  const value = (wanted: string) => own.find(({ key }) => key === wanted)?.value;
  if (!/^post(gresql|gis)$/.test(value('adapter') ?? '')) return [];
  const [url, host, port, database, user] = ['url', 'host', 'port', 'database', 'username'].map(value);
  return [...(url === undefined ? [] : [{ url }]), { host, port, database, user }];
}
