/** The same statements, run on PostgreSQL 13, 15 and 18 (`fixtures/server-*.json` are snapshots of what they made), are one schema. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inWordsOf } from '../../server/src/compare/servers/in-words-of';
import { readSnapshot } from '../../server/src/dev/snapshot';
import type { Schema, View } from '../../server/src/model/schema';
import { plan } from '../../server/src/plan/plan';
import { qualifiedKey } from '../../server/src/text/names';
import { otherwise } from '../../server/src/verify/object-differences';

const of = (major: number): Schema =>
  readSnapshot(readFileSync(new URL(`fixtures/server-${major}.json`, import.meta.url), 'utf8')).schema;
const servers = { 13: of(13), 15: of(15), 18: of(18) };
const majors = [13, 15, 18] as const;
const pairs = majors.flatMap((a) => majors.flatMap((b) => (a === b ? [] : [[a, b] as const])));
const planned = (from: Schema, to: Schema) => {
  const { steps, notes, notKnown } = plan(from, inWordsOf(from, to));
  return { sql: steps.map(({ sql }) => sql), notes, notKnown };
};
const public_ = (name: string): string => qualifiedKey('public', name);
const withView = (schema: Schema, name: string, change: (view: View) => View): Schema => ({
  ...schema,
  views: schema.views.with(public_(name), change(schema.views.get(public_(name))!)),
});

test.each(pairs)('nothing is to be done from %i to %i', (from, to) => {
  expect(planned(servers[from], servers[to])).toEqual({ sql: [], notes: [], notKnown: [] });
});

test.each(pairs)('what %i has is not otherwise than in %i', (here, there) => {
  const [made, dev] = [servers[here], servers[there]];
  const origin = { uri: 'file:///a.sql', statement: 0, start: 0, end: 1 };
  const objects = (['table', 'view', 'type'] as const).flatMap((what) =>
    [...made[`${what}s`].keys()].map((key) => ({ what, key })),
  );
  const found = objects.flatMap((one) => otherwise({ ...one, shown: one.key, sql: undefined, origin }, made, dev));
  expect(found.map(({ message }) => message)).toEqual([]);
});

test('another query is planned, and what reading cannot tell is not known and drops nothing', () => {
  const other = withView(servers[18], 'mv', (view) => ({
    ...view,
    definition: ' SELECT id,\n    lower(v) AS v\n   FROM t',
  }));
  expect(planned(servers[15], other).sql.map((sql) => sql.split('\n')[0])).toEqual([
    'DROP MATERIALIZED VIEW "mv";',
    'CREATE MATERIALIZED VIEW "mv" AS',
  ]);
  const rows = (last: number): string =>
    ` SELECT g AS id,\n    'x'::text AS v\n   FROM generate_series(1, ${last}) g(g)`;
  const unclear = [15, 18].map((major) =>
    withView(servers[major as 15], 'mv', (view) => ({ ...view, definition: rows(major) })),
  );
  expect(planned(unclear[0]!, unclear[1]!)).toEqual({
    sql: [],
    notes: [],
    notKnown: ['whether materialized view mv is the same: PostgreSQL 18 writes it otherwise than 15'],
  });
  // One PostgreSQL has printed both.
  for (const [equality, steps] of [
    ['same', 0],
    ['different', 2],
  ] as const)
    expect(
      plan(
        unclear[0]!,
        inWordsOf(unclear[0]!, unclear[1]!, (read) => (read === 'unknown' ? equality : read)),
      ).steps,
    ).toHaveLength(steps);
});

test('what a query with VALUES and no names gives is known by place', () => {
  const counted = (of: string): string =>
    ` WITH RECURSIVE c(n) AS (VALUES (1) UNION ALL SELECT (c_1.n + 1) FROM c c_1)\n SELECT ${of}n AS id,\n    'x'::text AS v\n   FROM c`;
  const [older, newer] = ([15, 18] as const).map((major) =>
    withView(servers[major], 'v', (view) => ({ ...view, definition: counted(major === 15 ? 'c.' : '') })),
  );
  expect(planned(older!, newer!)).toEqual({ sql: [], notes: [], notKnown: [] });
});

test('date_part is EXTRACT to 13 alone', () => {
  const parted = (major: 13 | 15): Schema =>
    withView(servers[major], 'forms', (view) => ({
      ...view,
      definition: view.definition.replace(/EXTRACT\(epoch FROM ([\w.]+)\)/, "date_part('epoch'::text, $1)"),
    }));
  expect(planned(parted(13), servers[18]).sql).toEqual([]);
  expect(planned(parted(15), servers[18]).sql).not.toEqual([]);
});

test('versions of extensions come with the server; on one server they are planned', () => {
  const extension = { name: 'citext', schema: 'public', version: '1.5' };
  const older = { ...servers[18], extensions: servers[18].extensions.with('citext', extension) };
  expect(planned(older, servers[18]).sql).toEqual([`ALTER EXTENSION "citext" UPDATE TO '1.8';`]);
  expect(planned({ ...older, serverVersion: 170001 }, servers[18]).sql).toEqual([]);
});

test('the NOT NULL of a partition is called as PostgreSQL chooses, by the way it was made, or as somebody says', () => {
  const named = (name: string): Schema => {
    const table = servers[18].tables.get(public_('e1'))!;
    const columns = table.columns.map((one) => (one.name === 'id' ? { ...one, notNullConstraint: { name } } : one));
    return { ...servers[18], tables: servers[18].tables.with(public_('e1'), { ...table, columns }) };
  };
  expect(planned(servers[18], named('e1_id_not_null'))).toEqual({ sql: [], notes: [], notKnown: [] });
  expect(planned(servers[18], named('mine')).sql).not.toEqual([]);
  const copied = servers[18].tables.get(public_('copied'))!;
  const plain = copied.columns.map(({ notNullConstraint: _, ...column }) => column);
  const asWritten = {
    ...servers[18],
    tables: servers[18].tables.with(public_('copied'), { ...copied, columns: plain }),
  };
  expect(copied.columns.flatMap(({ notNullConstraint: one }) => one?.name ?? [])).toContain('t_at_not_null');
  expect(planned(servers[18], asWritten)).toEqual({ sql: [], notes: [], notKnown: [] });
  expect(planned(servers[13], named('mine')).sql).toEqual([]);
});
