/** A pg_dump of a database that has everything, as dev: nothing is lost on the way, and nothing in a snapshot of it. */
import { beforeAll, expect, test } from 'vitest';
import { openSource } from '../../server/src/dev/open';
import { readSnapshot, writeSnapshot } from '../../server/src/dev/snapshot';
import { readDevFiles } from '../../server/src/host/dev-files';
import { PMap } from '../../server/src/model/persistent-map';
import { emptySchema, type Schema } from '../../server/src/model/schema';
import { plan } from '../../server/src/plan/plan';
import { loadParser } from '../../server/src/sql/parse';
import { annotate } from '../rules/annotate';
import { checkText, everything } from '../rules/support';
import { startPglite } from '../support/postgres';
import { embeddedScript } from '../support/postgres-embedded';
import { buildZoo, createShared, readSchema } from './roundtrip';

const extensions = ['citext', 'hstore', 'btree_gist', 'pg_trgm'];
let original: Schema;
let dump: string;
/** What the dump itself makes: pg_dump does not keep everything of the original (names of inherited constraints). */
let restored: Schema;
/** As a source makes the roles that SQL names: what such a one grants is the owner's grant. */
const superusers = `DO $$ DECLARE role name; BEGIN
  FOR role IN SELECT rolname FROM pg_roles WHERE oid >= 16384 LOOP
    EXECUTE format('ALTER ROLE %I SUPERUSER', role);
  END LOOP; END $$`;
beforeAll(async () => {
  await loadParser();
  const first = await startPglite(extensions);
  await buildZoo(first);
  original = await readSchema(first);
  dump = await first.dump();
  await first.close();
  const second = await startPglite(extensions);
  await createShared(second);
  await second.exec(superusers);
  await second.exec(dump);
  await second.exec('RESET ALL');
  restored = await readSchema(second);
  await second.close();
}, 240_000);

const plain = (schema: Schema): unknown =>
  JSON.parse(
    JSON.stringify(schema, (_, value: unknown) =>
      value instanceof PMap ? [...value].sort(([a], [b]) => (a < b ? -1 : 1)) : value,
    ),
  );

test('a dump with psql’s commands and COPY data in it makes the same schema again', async () => {
  const script = `\\restrict abc\n${dump}
CREATE TABLE public.copied (a integer, b text);
COPY public.copied (a, b) FROM stdin;
1\tit's; CREATE TABLE nothing ();
\\.
DROP TABLE public.copied;
\\unrestrict abc\n`;
  const files = { list: async () => [], read: (path: string) => (path === '/w/dump.sql' ? script : undefined) };
  const config = { kind: 'sql', paths: ['/w/dump.sql'], label: 'dump.sql', from: 'x' } as const;
  const dev = openSource(config, {
    readSql: (paths) => readDevFiles(paths, files, '/w', { folders: [], tool: undefined }),
    embeddedScript: await embeddedScript(),
    privileges: true,
  });
  const read = await dev.read({});
  expect(read.schema.unknown).toEqual([]);
  expect(restored.tables.size).toBeGreaterThan(30);
  // pg_dump writes WITH NO DATA for each, which would make an empty one of what a migration is to make.
  const views = PMap.from([...restored.views].map(([key, { withNoData, ...view }]) => [key, view]));
  expect(plain(read.schema)).toEqual(plain({ ...restored, views }));
});

test('a snapshot of everything is everything', () => {
  const dev = { schema: original, readAt: 0, label: 'x', fingerprint: '', applied: [] };
  const kept = readSnapshot(writeSnapshot(dev)).schema;
  expect(plain(kept)).toEqual(plain(original));
  // Its members stand in another order.
  for (const [from, to] of [
    [original, kept],
    [kept, original],
  ] as const)
    expect(plan(from, to)).toEqual({ steps: [], notes: [], notKnown: [] });
});

test('whether a materialized view holds its rows is no difference', () => {
  const views = PMap.from([...original.views].map(([key, view]) => [key, { ...view, withNoData: !view.withNoData }]));
  expect([...views].filter(([, { kind }]) => kind === 'materialized view').length).toBeGreaterThan(0);
  expect(plan(original, { ...original, views }).steps).toEqual([]);
});

test.each([
  // The roles are the server's, and an empty database shows none of them.
  ['that has it all', () => restored, /^$/],
  ['that is empty', () => emptySchema(original.serverVersion), /^whether dev has role /],
])('a dump checked against a database %s is found no fault with', (_, schema, open) => {
  const dev = { schema: schema(), readAt: 0, label: 'x', fingerprint: '', applied: [] };
  const { findings, notKnown } = checkText(dump, dev, everything);
  expect(
    annotate(dump, findings)
      .split('\n')
      .filter((line) => /^-- *<? *\^/.test(line)),
  ).toEqual([]);
  expect(notKnown.flatMap(({ reason }) => (open.test(reason) ? [] : reason))).toEqual([]);
});
