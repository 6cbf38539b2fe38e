/** Which changes of a type, and which new columns, have PostgreSQL write all rows anew: as it does itself. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isVolatile, keepsValues } from '../../server/src/model/row-work';
import { availableServers, startServer, type TestDatabase, type TestServer } from '../support/postgres';
import { readSchema } from './roundtrip';

const types = [
  ...[
    'smallint',
    'integer',
    'bigint',
    'real',
    'double precision',
    'numeric',
    'numeric(8)',
    'numeric(10)',
    'numeric(8,2)',
  ],
  ...[
    'numeric(10,2)',
    'numeric(10,3)',
    'money',
    'text',
    'varchar',
    'varchar(5)',
    'varchar(9)',
    'char(5)',
    'char(9)',
    'name',
  ],
  ...[
    'bpchar',
    'bytea',
    'boolean',
    'oid',
    'date',
    'timestamp',
    'timestamp(3)',
    'timestamp(6)',
    'timestamptz',
    'timestamptz(3)',
  ],
  ...[
    'time',
    'time(3)',
    'time(5)',
    'timetz',
    'timetz(2)',
    'interval',
    'interval(3)',
    'interval(5)',
    'interval day to second',
  ],
  ...['interval day to second(3)', 'interval year', 'interval year to month', 'cidr', 'inet', 'bit(3)', 'bit varying'],
  ...[
    'bit varying(4)',
    'bit varying(8)',
    'json',
    'jsonb',
    'xml',
    'uuid',
    'int4range',
    'integer[]',
    'bigint[]',
    'text[]',
  ],
  ...[
    'varchar[]',
    'varchar(5)[]',
    'varchar(9)[]',
    'numeric(8,2)[]',
    'numeric(10,2)[]',
    'mood',
    'mood[]',
    'plain',
    'plain[]',
  ],
  ...['checked', 'filled', 'over', 'over_checked', 'pair', 'limited'],
];
const shared = `CREATE TYPE mood AS ENUM ('ok'); CREATE DOMAIN plain AS text; CREATE DOMAIN checked AS text CHECK (VALUE <> '');
  CREATE DOMAIN filled AS text NOT NULL; CREATE DOMAIN over AS plain; CREATE DOMAIN over_checked AS checked;
  CREATE DOMAIN limited AS varchar(7); CREATE TYPE pair AS (a integer);
  CREATE FUNCTION plpgsql_volatile() RETURNS text LANGUAGE plpgsql AS 'BEGIN RETURN 1; END';
  CREATE FUNCTION plpgsql_stable() RETURNS text STABLE LANGUAGE plpgsql AS 'BEGIN RETURN 1; END';
  CREATE FUNCTION "In SQL"() RETURNS text LANGUAGE sql AS 'SELECT 1::text';`;
const defaults = [
  ...[
    "'x'",
    'now()',
    'CURRENT_TIMESTAMP',
    'random()',
    'gen_random_uuid()',
    'clock_timestamp()',
    'timeofday()',
    "nextval('s')",
  ],
  ...[
    'md5(random()::text)',
    "lower('X')",
    'plpgsql_volatile()',
    'plpgsql_stable()',
    '"In SQL"()',
    'public.plpgsql_volatile()',
  ],
  ...["to_char(now(), 'YYYY')", 'pg_catalog.random()', 'txid_current()', "'random()'"],
];

describe.each(await availableServers())('PostgreSQL %i', (major) => {
  let server: TestServer;
  let database: TestDatabase;
  const file = async (): Promise<unknown> =>
    (await database.query("SELECT pg_relation_filenode('t'::regclass)::int8::text"))[0]![0];
  /** Whether `alter` writes the table anew; undefined: it is refused. */
  const writes = async (columns: string, alter: string): Promise<boolean | undefined> => {
    await database.exec(`BEGIN; DROP TABLE IF EXISTS t; CREATE TABLE t (${columns})`);
    const before = await file();
    try {
      await database.exec(`ALTER TABLE t ${alter}`);
      return (await file()) !== before;
    } catch {
      return undefined;
    } finally {
      await database.exec('ROLLBACK');
    }
  };
  beforeAll(async () => {
    server = await startServer(major);
    database = await server.createDatabase();
    await database.exec(`${shared} CREATE SEQUENCE s; SET TimeZone = 'Europe/Berlin'`);
  });
  afterAll(() => server?.stop());

  it('keeps the values of a column whose type changes', async () => {
    await database.exec(`CREATE TABLE all_types (${types.map((type, at) => `c${at} ${type}`).join(', ')})`);
    const schema = await readSchema(database);
    const read = schema.tables.get('public\0all_types')!.columns.map(({ type }) => type);
    const wrong: string[] = [];
    for (const [at, from] of types.entries())
      for (const [index, to] of types.entries()) {
        const real = await writes(`a ${from}`, `ALTER a TYPE ${to}`);
        if (real !== undefined && real === keepsValues(read[at]!, read[index]!, schema))
          wrong.push(`${from} → ${to}: ${real ? 'writes' : 'keeps'}`);
      }
    expect(wrong).toEqual([]);
  });

  it('computes a default for each row', async () => {
    const schema = await readSchema(database);
    const wrong: string[] = [];
    for (const text of defaults) {
      const real = await writes('b integer', `ADD COLUMN a text DEFAULT ${text}`);
      if (real !== undefined && real !== isVolatile(text, schema)) wrong.push(`${text}: ${real ? 'writes' : 'keeps'}`);
    }
    expect(wrong).toEqual([]);
  });
});
