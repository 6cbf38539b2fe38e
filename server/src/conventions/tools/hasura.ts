import { hasVersion } from '../has-run';
import type { Tool } from '../tool';
import { byNumber, duplicates, endsInDown, upFolder, versioned } from '../tool-files';
import { noSections } from '../tool-sections';
import { upToDown } from '../writing';

export const hasura: Tool = {
  id: 'hasura',
  name: 'Hasura',
  byNameOnly: true,
  list: ({ paths }) => {
    const files = versioned(paths, upFolder, byNumber, endsInDown);
    return files.length > 0 ? { files, problems: duplicates(files) ?? [] } : undefined;
  },
  runsOnlyListed: true,
  sections: noSections,
  // As one `run_sql`, which runs between BEGIN and COMMIT.
  sends: { unit: 'file', transaction: {} },
  writing: {
    undo: ['hasura', 'migrate', 'apply', '--down', '1'],
    path: ({ name, now, files }) =>
      `${/^(?:[^/]+\/)*(?=[^/]+\/[^/]+$)/.exec(files.at(-1)?.path ?? '')?.[0] ?? ''}${now.getTime()}_${name}/up.sql`,
    form: () => ({}),
    downPath: upToDown,
  },
  tables: [
    {
      table: 'schema_migrations',
      schema: 'hdb_catalog',
      columns: ['version'],
      only: { inSchema: true },
      row: { id: 'version' },
      rest: 'ORDER BY version',
    },
    {
      table: 'hdb_version',
      schema: 'hdb_catalog',
      columns: ['cli_state'],
      row: { id: 'm.version', name: 's.source' },
      rest: `CROSS JOIN LATERAL pg_catalog.jsonb_each(cli_state::jsonb -> 'migrations') AS s (source, versions) CROSS JOIN LATERAL pg_catalog.jsonb_object_keys(versions) AS m (version) ORDER BY s.source, m.version`,
    },
  ],
  isApplied: hasVersion,
};
