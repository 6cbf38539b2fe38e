/** Citus, as its documentation has it: which tables are distributed and how, what it refuses, and what is printed. */
import { beforeAll, describe, expect, it } from 'vitest';
import { readSnapshot, writeSnapshot } from '../../server/src/dev/snapshot';
import { printSchema, printTables } from '../../server/src/generate/print';
import { defaultStyle } from '../../server/src/generate/style';
import type { DevSchema } from '../../server/src/model/dev';
import { plan } from '../../server/src/plan/plan';
import { parseDocument } from '../../server/src/sql/document/document';
import { leftToCitus } from '../../server/src/verify/distributed';
import { devOf } from '../support/fake-dev';
import { checkText } from './support';

const made = `CREATE EXTENSION citus;
CREATE TABLE countries (code text PRIMARY KEY);
CREATE TABLE orders (tenant bigint, id bigint, country text REFERENCES countries, PRIMARY KEY (tenant, id));
CREATE TABLE lines (tenant bigint, id bigint, "of" bigint);
SELECT create_reference_table('countries');
SELECT create_distributed_table('orders', 'tenant', shard_count => 8);
SELECT create_distributed_table('lines', 'tenant', colocate_with => 'orders');
`;
let dev: DevSchema;
let bare: DevSchema;
beforeAll(async () => {
  dev = await devOf(made);
  const users = await devOf('CREATE EXTENSION citus; CREATE TABLE users (id bigint PRIMARY KEY, team bigint);');
  // What the extension brings has been read from a dev.
  bare = { ...users, schema: { ...users.schema, unknown: [] } };
});
const found = (text: string, beside = bare) => {
  const { findings, notKnown } = checkText(text, beside);
  return [
    ...findings.map(({ code, range, message }) => `${code} ${text.slice(range.start, range.end)}: ${message}`),
    ...notKnown.map(({ reason }) => `not known: ${reason}`),
  ];
};
const call = (rest: string) => `SELECT create_distributed_table(${rest});\n`;

describe('what Citus is told', () => {
  it('is no finding where dev is so', () => {
    expect(found(made.replace('CREATE EXTENSION citus;\n', ''), dev)).toEqual([]);
    expect(dev.schema.tables.get('public\0orders')?.distribution).toEqual({
      ...{ method: 'hash', column: 'tenant', shardCount: 8 },
    });
  });
  it.each([
    [
      call(`'nosuch', 'id'`),
      `unknown-table 'nosuch': There is no table or view nosuch in dev or earlier in this file.`,
    ],
    [`SELECT create_reference_table('usres');\n`, 'Did you mean users?'],
    [call(`'users', 'tema'`), `unknown-column 'tema': users has no column tema. Did you mean team?`],
    [
      call(`'users', 'team'`),
      'refused create_distributed_table: PostgreSQL refuses this: cannot create constraint on "users"',
    ],
    [
      `CREATE TABLE t (a int, b int);\n${call(`'t', 'a'`)}ALTER TABLE t ADD PRIMARY KEY (b);\n`,
      'the distribution column a',
    ],
    [`CREATE TABLE t (a int, b int);\n${call(`'t', 'a'`)}ALTER TABLE t ADD UNIQUE (b);\n`, 'the distribution column a'],
    [
      `CREATE TABLE t (a int, b int);\n${call(`'t', 'a'`)}CREATE UNIQUE INDEX ON t (b);\n`,
      'creating unique indexes on non-partition columns',
    ],
    [`CREATE TABLE t (a int, b int UNIQUE);\n${call(`'t', 'a'`)}`, 'the distribution column a'],
    [`CREATE TABLE t (a int);\n${call(`'t', 'a'`)}${call(`'t', 'a'`)}`, 'table "t" is already distributed'],
  ])('is refused where Citus refuses it: %s', (text, message) => {
    const all = found(text).filter((one) => !one.includes('There is no table or view t in dev'));
    expect(all).toEqual([expect.stringContaining(message)]);
  });
  it.each([
    `CREATE TABLE t (a int, b int, UNIQUE (a, b));\n${call(`'t', 'a'`)}CREATE UNIQUE INDEX ON t (b, a);\nCREATE INDEX ON t (b);\n`,
    `CREATE TABLE t (a int PRIMARY KEY, b int UNIQUE);\nSELECT create_reference_table('t');\n`,
    `CREATE TABLE t (a int, b int UNIQUE);\n${call(`'t', NULL`)}`,
    `CREATE TABLE t (a int, b int);\n${call(`'t', 'a'`)}SELECT undistribute_table('t');\nALTER TABLE t ADD UNIQUE (b);\n`,
    `CREATE TABLE t (a int, b int, UNIQUE (b));\n${call(`distribution_column => 'b', table_name => 'public.t'::regclass`)}`,
  ])('is taken where Citus takes it: %s', (text) => {
    // Dev has no such table, which is all there is to say.
    expect(found(text, undefined)).toEqual(found(text, undefined).filter((one) => !one.startsWith('refused')));
    expect(found(text).filter((one) => one.startsWith('refused'))).toEqual([]);
  });
  it('is not known where its arguments are not in the text', () => {
    const text = `CREATE TABLE orders (tenant bigint, id bigint, country text, PRIMARY KEY (tenant, id));
SELECT create_distributed_table(c.oid, 'id') FROM pg_class c WHERE relname = 'orders';\n`;
    const all = found(text, dev);
    expect(all.filter((one) => one.startsWith('distribution'))).toEqual([]);
    expect(all.join('\n')).toContain('it is said by a call whose arguments are not in the text');
  });
});

describe('a run without Citus', () => {
  it('shows nothing of what is changed on a table that Citus distributes', () => {
    const reasons = (sql: string, lacking: readonly string[]) =>
      parseDocument('a.sql', 1, sql).statements.map((one) =>
        leftToCitus(one, dev.schema, 'the embedded PostgreSQL', new Set(lacking)),
      );
    const sql =
      'ALTER TABLE orders ADD UNIQUE (id); CREATE INDEX ON lines (id); CREATE TABLE t (id int); ALTER TABLE t ADD x int;';
    const why = (table: string) =>
      `Citus distributes ${table}, and the embedded PostgreSQL lacks it: whether Citus takes this is not known`;
    expect(reasons(sql, ['citus'])).toEqual([why('orders'), why('lines'), undefined, undefined]);
    expect(reasons(sql, [])).toEqual([undefined, undefined, undefined, undefined]);
  });
});

describe('what dev has of it', () => {
  const context = () => ({ schema: dev.schema, style: defaultStyle });
  const calls = (text: string) => text.split('\n').filter((line) => /^(SELECT|ALTER TABLE.*ADD)/.test(line));
  it('is printed as its own calls: after the tables, before what Citus takes of distributed tables alone', () => {
    expect(calls(printSchema(context()))).toEqual([
      `SELECT create_reference_table('public.countries');`,
      `SELECT create_distributed_table('public.orders', 'tenant', shard_count => 8);`,
      `SELECT create_distributed_table('public.lines', 'tenant', colocate_with => 'public.orders');`,
      expect.stringMatching(/^ALTER TABLE "orders" ADD .* FOREIGN KEY/),
    ]);
    expect(calls(printTables([{ name: 'lines' }], context()))).toEqual([
      `SELECT create_distributed_table('public.lines', 'tenant', colocate_with => 'public.orders');`,
    ]);
  });
  it('makes the same again', async () => {
    const again = await devOf(printSchema(context()));
    for (const [key, { distribution }] of dev.schema.tables)
      expect(again.schema.tables.get(key)?.distribution).toEqual(distribution);
  });
  it('stands in a snapshot', () => {
    const kept = readSnapshot(writeSnapshot(dev), 'dev.json');
    expect(kept.schema.tables.get('public\0lines')?.distribution).toEqual(
      dev.schema.tables.get('public\0lines')?.distribution,
    );
  });
  it('is not known of a script: it moves no rows between nodes', async () => {
    const plain = await devOf(made.replace(/^SELECT.*\n/gm, ''));
    expect(plan(plain.schema, dev.schema).notKnown).toContainEqual(
      expect.stringMatching(/^orders is not distributed in the first schema and distributed by tenant in the second/),
    );
    expect(plan(dev.schema, dev.schema).notKnown).toEqual([]);
  });
});
