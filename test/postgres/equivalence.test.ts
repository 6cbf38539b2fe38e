/** PostgreSQL as the oracle of equality: what it stores of an expression means the same as what was written. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  compareExpressions,
  type Equality,
  type ExpressionContext,
} from '../../server/src/compare/expressions/equivalence';
import type { CastType } from '../../server/src/compare/expressions/types';
import { parseDocument } from '../../server/src/sql/document/document';
import { loadParser } from '../../server/src/sql/parse';
import { ownDatabase } from '../support/own-database';
import { availableServers, startPglite } from '../support/postgres';
import { checkColumns, checks } from './expressions-checks';
import { defaults } from './expressions-defaults';

interface Oracle {
  query(sql: string): Promise<unknown[][]>;
  exec(sql: string): Promise<void>;
}
let pg: Oracle;
const setUp = `CREATE EXTENSION citext; CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy'); CREATE SEQUENCE seq; CREATE SEQUENCE other;
  CREATE DOMAIN positive AS integer; CREATE SCHEMA app;
  CREATE FUNCTION app.next_id() RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint';
  CREATE FUNCTION app.is_valid(integer) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT true';
  CREATE FUNCTION app.is_other(integer) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT true';
  CREATE TABLE things (${checkColumns})`;
beforeAll(() => loadParser());

/** As the fold reads a type. */
function typeOf(type: string): CastType {
  const [op] = parseDocument('x:/t.sql', 1, `CREATE TABLE t (c ${type})`).statements[0]!.parsed.ops;
  return op?.op === 'create table' ? op.columns[0]!.type.value : { name: '' };
}
async function storedDefault(type: string, expression: string): Promise<string> {
  await pg.exec(`DROP TABLE IF EXISTS d; CREATE TABLE d (c ${type} DEFAULT ${expression})`);
  const rows = await pg.query(`SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE adrelid = 'd'::regclass`);
  return String(rows[0]?.[0] ?? 'NULL');
}
async function storedCheck(expression: string): Promise<string> {
  await pg.exec(`ALTER TABLE things ADD CONSTRAINT c CHECK (${expression})`);
  const rows = await pg.query(`SELECT pg_get_expr(conbin, conrelid) FROM pg_constraint WHERE conname = 'c'`);
  await pg.exec('ALTER TABLE things DROP CONSTRAINT c');
  return String(rows[0]?.[0]);
}

/** A domain's values are those of its base type. */
const baseOf = (type: CastType | undefined) => (type?.name === 'positive' ? { name: 'integer' } : type);

interface Outcome {
  readonly written: string;
  readonly stored: string;
  readonly equality: Equality;
}
const wrong = (outcomes: readonly Outcome[], expected: Equality): string[] =>
  outcomes.filter(({ equality }) => equality !== expected).map((o) => `${o.written}  ~  ${o.stored}: ${o.equality}`);

/** What they print differs from version to version: the oldest, the newest, and the embedded one. */
const servers: readonly (readonly [string, () => Promise<Oracle & { close(): Promise<void> }>])[] = [
  ['the embedded PostgreSQL', () => startPglite(['citext'])],
  ...(await availableServers()).map((major) => [`PostgreSQL ${major}`, () => ownDatabase(major)] as const),
];

describe.each(servers)('%s', (_, start) => {
  let close = async () => {};
  beforeAll(async () => {
    const opened = await start();
    pg = opened;
    close = () => opened.close();
    await pg.exec(setUp);
  });
  afterAll(() => close());

  describe('defaults', () => {
    test.each(defaults)('%s %#', async (type, written, others) => {
      const context: ExpressionContext = { target: typeOf(type) };
      const same: Outcome[] = [];
      const apart: Outcome[] = [];
      const texts: string[] = [];
      for (const text of written) {
        const stored = await storedDefault(type, text);
        texts.push(stored);
        same.push({ written: text, stored, equality: compareExpressions(text, stored, context) });
      }
      for (const other of others) {
        const stored = await storedDefault(type, other);
        apart.push({ written: written[0]!, stored, equality: compareExpressions(written[0]!, stored, context) });
      }
      expect(wrong(same, 'same')).toEqual([]);
      expect(wrong(apart, 'different')).toEqual([]);
    });
  });

  describe('checks', () => {
    const columns = new Map<string, CastType>();
    beforeAll(() => {
      const [op] = parseDocument('x:/t.sql', 1, `CREATE TABLE t (${checkColumns})`).statements[0]!.parsed.ops;
      if (op?.op === 'create table') for (const { name, type } of op.columns) columns.set(name.value, type.value);
    });
    const context: ExpressionContext = { columnType: (name) => baseOf(columns.get(name)) };

    test.each(checks)('%s %#', async (written, others) => {
      const same: Outcome[] = [];
      const apart: Outcome[] = [];
      const [first] = written;
      const own = await storedCheck(first!);
      for (const text of written) {
        same.push({ written: text, stored: own, equality: compareExpressions(text, own, context) });
        const theirs = await storedCheck(text);
        same.push({ written: text, stored: theirs, equality: compareExpressions(text, theirs, context) });
      }
      for (const other of others) {
        const theirs = await storedCheck(other);
        apart.push({ written: first!, stored: theirs, equality: compareExpressions(first!, theirs, context) });
      }
      expect(wrong(same, 'same')).toEqual([]);
      expect(wrong(apart, 'different')).toEqual([]);
    });
  });
});
