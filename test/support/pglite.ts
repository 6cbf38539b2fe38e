/** The embedded PostgreSQL for tests, with the same words as a native database. */
import { type Extension, PGlite } from '@electric-sql/pglite';
import { dataDir } from '@electric-sql/pglite-prepopulatedfs';
import { pgDump } from '@electric-sql/pglite-tools/pg_dump';
import { contribs } from '../../server/src/dev/embedded/embedded-process-contrib';

export interface TestPglite {
  readonly pglite: PGlite;
  query(sql: string): Promise<unknown[][]>;
  exec(sql: string): Promise<void>;
  /** `pg_dump -s` of version 18, its `\restrict` lines removed. */
  dump(args?: readonly string[]): Promise<string>;
  close(): Promise<void>;
}

/** About a second and 400 MB: one for a test file, `close` when done. Contrib extensions by the name CREATE EXTENSION has. */
export async function startPglite(extensions: readonly string[] = []): Promise<TestPglite> {
  const loaded = await Promise.all(extensions.map(async (name) => [name, await contrib(name)] as const));
  const pglite = await PGlite.create({ loadDataDir: await dataDir(), extensions: Object.fromEntries(loaded) });
  return {
    pglite,
    async query(sql) {
      return ((await pglite.exec(sql, { rowMode: 'array' })).at(-1)?.rows ?? []) as unknown[][];
    },
    async exec(sql) {
      await pglite.exec(sql);
    },
    async dump(args = []) {
      const file = await pgDump({ pg: pglite, args: ['-s', ...args] });
      // pg_dump empties the search path of the one session there is.
      await pglite.exec('RESET search_path');
      return (await file.text()).replace(/^\\(un)?restrict .*\n/gm, '');
    },
    close: () => pglite.close(),
  };
}
async function contrib(name: string): Promise<Extension> {
  const extension = await contribs[name]?.();
  if (extension === undefined) throw new Error(`the embedded PostgreSQL has no extension ${name}`);
  return extension;
}
