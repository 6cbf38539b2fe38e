/** The locks that each step of a plan says, and whether it writes rows anew, beside what a server does when it runs. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Schema } from '../../server/src/model/schema';
import { availableServers, startServer, type TestDatabase, type TestServer } from '../support/postgres';
import { wrongLocks } from '../transitions/plan-locks';
import { build, randomSchemas } from '../transitions/random-pairs';
import type { Case } from './plan-case';
import { cases } from './plan-cases';
import { createShared, readSchema } from './roundtrip';

const locking: Readonly<Record<string, Case>> = {
  'foreign keys lock both tables, and their partitions': {
    a: `CREATE TABLE r (id integer PRIMARY KEY); CREATE TABLE t (a integer, b integer REFERENCES r); CREATE TABLE gone (r integer REFERENCES r);
      CREATE TABLE p (a integer PRIMARY KEY) PARTITION BY RANGE (a); CREATE TABLE p0 PARTITION OF p DEFAULT;`,
    b: `CREATE TABLE r (id integer PRIMARY KEY); CREATE TABLE t (a integer, b integer REFERENCES r DEFERRABLE); ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES r NOT VALID;
      CREATE TABLE p (a integer PRIMARY KEY REFERENCES r) PARTITION BY RANGE (a); CREATE TABLE p0 PARTITION OF p DEFAULT; CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (1) TO (2);
      CREATE TABLE u (p integer REFERENCES p);`,
  },
  'settings, states and types': {
    a: `CREATE TABLE t (id integer, a varchar(5), n numeric(8,2), d text, CONSTRAINT c CHECK (id > 0) NOT VALID); CREATE INDEX i ON t (id);
      CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE TRIGGER g BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION touch(); CREATE UNLOGGED TABLE w (a integer);
      CREATE DOMAIN short AS text; CREATE TABLE s (x short); CREATE MATERIALIZED VIEW m AS SELECT 1 AS x; CREATE TYPE pair AS (x integer); CREATE TABLE o OF pair;`,
    b: `CREATE TABLE t (id bigint, a varchar(9), n numeric(10,2), d text, f uuid DEFAULT gen_random_uuid(), g timestamptz DEFAULT now(), h integer GENERATED ALWAYS AS (1 + 1) STORED, CONSTRAINT c CHECK (id > 0)) WITH (fillfactor = 70);
      CREATE INDEX i ON t (id) WITH (fillfactor = 70); ALTER TABLE t CLUSTER ON i; ALTER TABLE t REPLICA IDENTITY FULL, ALTER d SET STORAGE EXTERNAL, ENABLE ROW LEVEL SECURITY; COMMENT ON TABLE t IS 'x';
      CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE TRIGGER g BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION touch(); ALTER TABLE t DISABLE TRIGGER g; CREATE TABLE w (a integer);
      CREATE DOMAIN short AS text CHECK (length(VALUE) < 9); CREATE TABLE s (x short, y short); CREATE MATERIALIZED VIEW m AS SELECT 1 AS x; CREATE UNIQUE INDEX j ON m (x); CREATE TYPE pair AS (x integer, y integer); CREATE TABLE o OF pair;`,
  },
};
/** CASCADE takes along what no plan names. */
const isCascade = (line: string): boolean => / CASCADE;\n/.test(line);

describe.each(await availableServers())('PostgreSQL %i', (major) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer(major);
    const database = await server.createDatabase();
    await createShared(database);
    await database.drop();
  });
  afterAll(() => server?.stop());
  const wrongOf = async (database: TestDatabase, other: Schema): Promise<string[]> => {
    const wrong = await wrongLocks(database, other, { owners: true, privileges: true });
    return wrong.filter((line) => !isCascade(line));
  };

  it.each(Object.entries({ ...cases, ...locking }))(
    'locks what it says: %s',
    async (_, { a, b, rows = '', since = 0 }) => {
      if (major < since) return;
      const [first, second] = [await server.createDatabase(), await server.createDatabase()];
      await first.exec(a);
      await second.exec(b);
      const [from, to] = [await readSchema(first), await readSchema(second)];
      if (rows !== '') await first.exec(rows);
      expect(await wrongOf(first, to)).toEqual([]);
      expect(await wrongOf(second, from)).toEqual([]);
      await first.drop();
      await second.drop();
    },
  );

  it('locks what it says, between random schemas', async () => {
    const schemas = randomSchemas(major + 100, 8);
    for (let at = 0; at < schemas.length; at += 2) {
      const [first, second] = [await build(server, schemas[at]!), await build(server, schemas[at + 1]!)];
      expect(await wrongOf(first, await readSchema(second))).toEqual([]);
      await first.drop();
      await second.drop();
    }
  });
});
