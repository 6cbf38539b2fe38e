/** What became a key word after dev's server: there it is a name, which our parser and the embedded server refuse. */
import { beforeAll, expect, test } from 'vitest';
import type { DevSchema } from '../../server/src/model/dev';
import { loadParser } from '../../server/src/sql/parse';
import { notItsFault } from '../../server/src/verify/outcome';
import { UnknownRows } from '../../server/src/verify/unknown-rows';
import { checkText } from '../rules/support';
import { devOf } from '../support/fake-dev';

let dev: DevSchema;
const on = (serverVersion: number): DevSchema => ({ ...dev, schema: { ...dev.schema, serverVersion } });
beforeAll(async () => {
  await loadParser();
  dev = await devOf('CREATE TABLE users (id integer);');
});

const ofJson = "CREATE FUNCTION f(json json) RETURNS json LANGUAGE sql AS 'SELECT $1'";
test.each([
  [ofJson, 150018, 'JSON is a key word since PostgreSQL 17, and a name to this server, which has 15'],
  [ofJson, 160000, 'JSON is a key word since PostgreSQL 17, and a name to this server, which has 16'],
  [ofJson, 170000, undefined],
  [
    'CREATE TABLE t (system_user text)',
    150000,
    'SYSTEM_USER is a key word since PostgreSQL 16, and a name to this server, which has 15',
  ],
  ['CREATE TABLE t (system_user text)', 160000, undefined],
  ['CREATE TABLE t (json json,)', 150000, undefined],
])('%s on %i', (sql, version, reason) => {
  const { findings, notKnown } = checkText(sql, on(version));
  expect(findings.map(({ code }) => code)).toEqual(reason === undefined ? ['syntax-error'] : []);
  if (reason !== undefined) expect(notKnown.map((one) => one.reason)).toEqual([reason]);
  const { schema } = on(version);
  const around = {
    text: sql,
    place: 'here',
    standing: 'pending' as const,
    renamesStanding: false,
    inTransaction: false,
    dev: schema,
    missing: [],
    left: [],
  };
  const run = {
    ...around,
    removals: [],
    rows: new UnknownRows(schema),
    lacking: new Set<string>(),
    refused: [],
  } as const;
  expect(notItsFault({ code: '42601', message: 'syntax error at or near "json"' }, run)).toBe(reason);
});
