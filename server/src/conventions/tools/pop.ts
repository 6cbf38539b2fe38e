import type { Section } from '../../sql/document/statement';
import { t } from '../../text/l10n';
import { pushTo } from '../../text/lists';
import type { MigrationFile } from '../convention';
import { hasVersion } from '../has-run';
import type { Tool } from '../tool';
import { byNumber } from '../tool-files';
import { stamp, upToDown } from '../writing';

export const pop: Tool = {
  id: 'pop',
  name: 'Pop',
  list: (listing, forced) => {
    const files = popFiles(listing.paths);
    return files.length > 0 &&
      (forced || files.some((file) => /\.(postgres|cockroach|mysql|sqlite3?)\./.test(file.path)))
      ? { files }
      : undefined;
  },
  runsOnlyListed: true,
  sections: autocommitted,
  sends: { unit: 'file', transaction: {} },
  writing: {
    undo: ['soda', 'migrate', 'down'],
    path: ({ name, now, files, outside }) => {
      const dialect = /\.postgres(?:ql)?(?=\.)/.exec(files.at(-1)?.path ?? '')?.[0] ?? '';
      return `${stamp(now)}_${name}${dialect}${outside ? '.autocommit' : ''}.up.sql`;
    },
    form: () => ({}),
    downPath: upToDown,
  },
  tables: [{ table: 'schema_migration', columns: ['version'], row: { id: 'version' }, rest: 'ORDER BY version' }],
  isApplied: hasVersion,
};

/** Of one version the file for PostgreSQL, or else the one for every database. */
function popFiles(paths: readonly string[]): MigrationFile[] {
  const pattern = /^(?<version>\d+)_(?<name>[^.]+)(?:\.(?<dialect>[a-z0-9]+))?(?:\.autocommit)?\.(?<way>up|down)\.sql$/;
  const byVersion = new Map<string, { path: string; dialect: string; name: string; way: string }[]>();
  for (const path of paths) {
    const groups = pattern.exec(path)?.groups;
    if (!groups) continue;
    const key = `${groups.version}.${groups.way}`;
    const file = { path, dialect: groups.dialect ?? 'all', name: groups.name!, way: groups.way! };
    pushTo(byVersion, key, file);
  }
  const files: MigrationFile[] = [];
  for (const [key, candidates] of byVersion) {
    const of = (...dialects: string[]) => candidates.find((file) => dialects.includes(file.dialect));
    const general = of('all', 'autocommit');
    const file = of('postgres', 'postgresql') ?? general;
    const id = key.split('.')[0]!;
    if (file) files.push({ path: file.path, id, name: file.name, runs: file.way === 'up' });
    if (file && general && file !== general) {
      const passedOver = t('it is for other databases: {0} is PostgreSQL’s', file.path);
      files.push({ path: general.path, id, name: general.name, runs: false, passedOver });
    }
  }
  return files.sort((a, b) => byNumber(a, b) || Number(b.runs) - Number(a.runs));
}

/** As Ory runs it: a file called `….autocommit.up.sql` runs outside a transaction. */
function autocommitted(text: string, path: string): readonly Section[] {
  const [, way] = /\.autocommit\.(up|down)\.sql$/.exec(path) ?? [];
  return way === undefined ? [] : [{ range: { start: 0, end: text.length }, runs: way === 'up', noTransaction: true }];
}
