/**
 * Plans from one schema to another, run by a real server: the result is what it was to be, nothing is left to plan, and
 * each step takes the locks that it says, and writes rows anew where it says so.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Schema } from '../../server/src/model/schema';
import { plan } from '../../server/src/plan/plan';
import { withRenames } from '../../server/src/plan/rename';
import { quoteIdentifier } from '../../server/src/text/names';
import { availableServers, startServer, type TestDatabase, type TestServer } from '../support/postgres';
import { judge } from '../transitions/judge';
import { build, randomSchemas } from '../transitions/random-pairs';
import type { Case } from './plan-case';
import { cases } from './plan-cases';
import { lockCases } from './plan-cases-locks';
import * as roundtrip from './roundtrip';

/** What is wrong, but that CASCADE takes along what no plan names. */
async function wrongOf(database: TestDatabase, to: Schema): Promise<readonly string[]> {
  const { wrong, locks = [] } = await judge(database, to, true, { locks: true });
  return wrong === undefined ? locks.filter((line) => !/ CASCADE;\n/.test(line)) : [wrong];
}

describe.each(await availableServers())('PostgreSQL %i', (major) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer(major);
    const database = await server.createDatabase();
    await roundtrip.createShared(database);
    await database.drop();
  });
  afterAll(() => server?.stop());
  const made = async (...scripts: readonly string[]): Promise<TestDatabase> => {
    const database = await server.createDatabase();
    for (const sql of scripts) await database.exec(sql);
    return database;
  };

  it('makes one of everything from nothing, and goes back to nothing', async () => {
    const [zoo, plain] = [await server.createDatabase(), await server.createDatabase()];
    await roundtrip.buildZoo(zoo);
    const [all, nothing] = [await roundtrip.readSchema(zoo), await roundtrip.readSchema(plain)];
    expect((await judge(plain, all, true)).wrong).toBeUndefined();
    expect((await judge(zoo, nothing, true)).wrong).toBeUndefined();
  });

  it('has nothing to do between a schema on one search path and the same on another', async () => {
    const zoo = await server.createDatabase();
    await roundtrip.buildZoo(zoo);
    const one = await roundtrip.readSchema(zoo);
    const schemas = [...one.namespaces.keys()].filter((name) => name !== 'public');
    await zoo.exec(`SET search_path = ${['public', ...schemas].map((name) => quoteIdentifier(name, 'always'))}`);
    const other = await roundtrip.readSchema(zoo);
    expect(other.searchPath.length).toBeGreaterThan(2);
    await zoo.exec("SET search_path = ''");
    const none = await roundtrip.readSchema(zoo);
    for (const [from, to] of [
      [one, other],
      [other, one],
      [none, other],
      [one, none],
    ] as const)
      expect(plan(from, to).steps.map(({ sql }) => sql)).toEqual([]);
    await zoo.drop();
  });

  it.each(Object.entries<Case>({ ...cases, ...lockCases }))(
    'goes there and back: %s',
    async (_, { a, b, rows = '', since = 0 }) => {
      if (major < since) return;
      const [first, second] = [await made(a), await made(b)];
      const [from, to] = [await roundtrip.readSchema(first), await roundtrip.readSchema(second)];
      if (rows !== '') await first.exec(rows);
      expect(await wrongOf(first, to)).toEqual([]);
      expect(await wrongOf(second, from)).toEqual([]);
      await first.drop();
      await second.drop();
    },
  );

  it('goes from one random schema to another', async () => {
    const count = 7;
    const schemas = randomSchemas(major, 2 * count);
    const wrong: string[] = [];
    for (let at = 0; at < count; at++) {
      const [first, second] = [await build(server, schemas[2 * at]!), await build(server, schemas[2 * at + 1]!)];
      wrong.push(...(await wrongOf(first, await roundtrip.readSchema(second))).map((one) => `${at}: ${one}`));
      await first.drop();
      await second.drop();
    }
    expect(wrong).toEqual([]);
  });

  it('renames what is said to be renamed, and keeps its rows', async () => {
    const first = await made(
      `CREATE TABLE old (a integer NOT NULL, b text, CONSTRAINT ab CHECK (a > 0 AND b <> ''));
       CREATE INDEX i ON old (a) WHERE b IS NOT NULL; CREATE TABLE c (a integer); INSERT INTO old VALUES (1, 'x');`,
    );
    const second = await made(
      `CREATE TABLE "New" (n integer NOT NULL, b text, CONSTRAINT ab CHECK (n > 0 AND b <> ''));
       CREATE INDEX i ON "New" (n) WHERE b IS NOT NULL; CREATE TABLE c (a integer);`,
    );
    const to = await roundtrip.readSchema(second);
    const start = withRenames(await roundtrip.readSchema(first), ['old.a=n', 'old="New"']);
    const { steps } = plan(start.schema, to, { first: start.steps });
    expect(steps.filter(({ loses }) => loses !== undefined)).toEqual([]);
    for (const { sql } of steps) await first.exec(sql);
    expect(await first.query('SELECT n, b FROM "New"')).toEqual([[1, 'x']]);
    expect(plan(await roundtrip.readSchema(first), to).steps).toEqual([]);
  });

  it('has forms that do not block, each outside of a transaction where it must be', async () => {
    const first = await made(
      'CREATE TABLE p (id integer PRIMARY KEY); CREATE TABLE t (a integer, p integer); CREATE INDEX gone ON t (p);',
    );
    const second = await made(
      'CREATE TABLE p (id integer PRIMARY KEY); CREATE TABLE t (a integer NOT NULL CHECK (a > 0), p integer REFERENCES p); CREATE INDEX i ON t (a);',
    );
    const to = await roundtrip.readSchema(second);
    const { steps } = plan(await roundtrip.readSchema(first), to, { online: true });
    expect(steps.filter(({ transaction }) => transaction === 'alone').map(({ sql }) => sql)).toEqual([
      'DROP INDEX CONCURRENTLY "gone";',
      'CREATE INDEX CONCURRENTLY i ON t (a);',
    ]);
    expect(steps.filter(({ sql }) => / NOT VALID;$/.test(sql))).toHaveLength(3);
    expect(steps.flatMap(({ locks }) => locks.map(({ mode }) => mode))).toContain('SHARE UPDATE EXCLUSIVE');
    for (const { sql } of steps) await first.exec(sql);
    expect(plan(await roundtrip.readSchema(first), to).steps).toEqual([]);
  });
});
