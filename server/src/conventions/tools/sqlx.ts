import { hasVersion } from '../has-run';
import type { Tool } from '../tool';
import { byNumber, cargoNames, endsInDown, topLevel, versioned } from '../tool-files';
import { withoutTransaction } from '../tool-sections';
import { numbered, stamp, upToDown } from '../writing';

export const sqlx: Tool = {
  id: 'sqlx',
  name: 'sqlx',
  byNameOnly: true,
  byTableOnly: true,
  list: (listing, forced) => {
    if (!forced && !cargoNames(listing, 'sqlx')) return undefined;
    return {
      files: versioned(
        topLevel(listing),
        /^(?<version>\d+)_(?<name>.+?)(?:\.(?:up|down))?\.sql$/,
        byNumber,
        endsInDown,
      ),
    };
  },
  // `sql.starts_with`: a comment before it leaves the transaction.
  sections: withoutTransaction(/^-- no-transaction.*/),
  sends: { unit: 'file', transaction: { unless: '-- no-transaction' } },
  writing: {
    undo: ['sqlx', 'migrate', 'revert'],
    path: (asked) => {
      const both = asked.listing.paths.some((path) => /\.up\.sql$/.test(path));
      return `${numbered(asked, stamp(asked.now))}${both ? '.up' : ''}.sql`;
    },
    form: () => ({ outside: '-- no-transaction' }),
    downPath: upToDown,
  },
  tables: [
    {
      table: '_sqlx_migrations',
      columns: ['version', 'description', 'success', 'checksum'],
      row: {
        id: 'version',
        name: 'description',
        checksum: `pg_catalog.encode(checksum, 'hex')`,
        failed: 'NOT success',
      },
      rest: 'ORDER BY version',
    },
  ],
  alike: ['golang-migrate', 'plain'],
  isApplied: hasVersion,
  stopsAtFailure: true,
  watch: ['.sqlx', 'Cargo.toml'],
};
