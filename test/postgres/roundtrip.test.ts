/** Exact means exact: what is printed of a database, run in an empty one, makes a database that nothing tells from it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { printSchema, printTables } from '../../server/src/generate/print';
import { defaultStyle, type GenerateStyle } from '../../server/src/generate/style';
import { PMap } from '../../server/src/model/persistent-map';
import type { Schema, Table } from '../../server/src/model/schema';
import { qualifiedKey, quoteQualified } from '../../server/src/text/names';
import { guide } from '../support/guide';
import { startPglite } from '../support/pglite';
import { availableServers, pgDump, startServer, type TestDatabase, type TestServer } from '../support/postgres';
import { describeRegression } from './regression-cases';
import * as roundtrip from './roundtrip';

const dumpOf = async (database: roundtrip.Askable): Promise<string | undefined> =>
  (await pgDump(database as TestDatabase)).text;

/** What can be left out by a setting, each in two ways. */
const partsToLeaveOut = `
  CREATE TYPE mood AS ENUM ('sad', 'ok');
  CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
  CREATE TABLE people (id integer PRIMARY KEY, name text UNIQUE, feels mood DEFAULT 'ok');
  CREATE TABLE posts (id integer PRIMARY KEY, writer integer REFERENCES people, title text CHECK (title <> ''));
  CREATE INDEX posts_title ON posts (title); CREATE UNIQUE INDEX people_lower ON people (lower(name));
  COMMENT ON TABLE posts IS 'what they write'; COMMENT ON COLUMN people.name IS 'shown'; COMMENT ON INDEX posts_title IS 'for the list';
  CREATE TRIGGER touched BEFORE UPDATE ON posts FOR EACH ROW EXECUTE FUNCTION touch();
  CREATE CONSTRAINT TRIGGER late AFTER INSERT ON people DEFERRABLE FOR EACH ROW EXECUTE FUNCTION touch();
  ALTER TABLE posts ENABLE ROW LEVEL SECURITY; CREATE POLICY own ON posts USING (writer > 0);
  CREATE POLICY reading ON people FOR SELECT USING (true);`;

describe.each(await availableServers())('PostgreSQL %i', (major) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer(major);
  });
  afterAll(() => server?.stop());
  const fresh = (): Promise<TestDatabase> => server.createDatabase();

  it('rebuilds the guide without a lost or invented line', async () => {
    const source = await fresh();
    await source.exec(guide);
    const { own, dump } = await roundtrip.measure(source, await fresh(), dumpOf);
    expect(own).toEqual(roundtrip.nothing);
    if (major <= 15) expect(dump).toEqual(roundtrip.nothing);
  });

  it('rebuilds a database that holds one of everything', async () => {
    const source = await fresh();
    await roundtrip.buildZoo(source);
    const { own, dump, before } = await roundtrip.measure(source, await fresh(), dumpOf);
    expect(before.unknown).toEqual([]);
    expect(own).toEqual(roundtrip.nothing);
    if (dump) expect(dump).toEqual(roundtrip.nothing);
  });

  it.each(Object.entries(beyondDump))(
    'rebuilds what the script of pg_dump itself does not: %s',
    async (_, { since, sql }) => {
      if (major < since) return;
      const source = await fresh();
      await source.exec(sql);
      const { own } = await roundtrip.measure(source, await fresh(), async () => undefined);
      expect(own).toEqual(roundtrip.nothing);
    },
  );

  it('rebuilds an unproven NOT NULL of a parent together with its children', async () => {
    if (major < 18) return;
    const source = await fresh();
    await source.exec(`
      CREATE TABLE parted (a int, b int) PARTITION BY LIST (b);
      CREATE TABLE parted_1 PARTITION OF parted DEFAULT;
      ALTER TABLE parted ADD CONSTRAINT unproven NOT NULL a NOT VALID;
      CREATE TABLE parent (a int);
      CREATE TABLE child () INHERITS (parent);
      ALTER TABLE parent ADD CONSTRAINT unproven NOT NULL a NOT VALID;`);
    const { own } = await roundtrip.measure(source, await fresh(), async () => undefined);
    expect(own).toEqual(roundtrip.nothing);
  });

  it('leaves out an invalid index, as pg_dump does, and says so', async () => {
    const source = await fresh();
    await source.exec(`
      CREATE TABLE t (a integer);
      CREATE INDEX good ON t (a);
      CREATE INDEX "Was bad" ON t (a);
      COMMENT ON INDEX "Was bad" IS 'for nothing';
      UPDATE pg_index SET indisvalid = false WHERE indexrelid = '"Was bad"'::regclass;`);
    const { sql, dump } = await roundtrip.measure(source, await fresh(), dumpOf);
    expect(sql).toContain('-- Without "Was bad": it is invalid in dev, and no query uses it.\n');
    if (dump) expect(dump).toEqual({ ...roundtrip.nothing, lost: expect.toSatisfy((lost) => lost.every(isComment)) });
  });

  it.each<[string, Partial<GenerateStyle>]>([
    ['constraints inline', { constraints: 'inline' }],
    ['lower-case key words', { keywordCase: 'lower' }],
    ['quotes only where needed', { quoting: 'needed' }],
    ['every name with its schema', { schemaQualification: 'always' }],
    ['without IF NOT EXISTS, two spaces', { ifNotExists: false, indent: 2 }],
  ])('rebuilds it in another style: %s', async (_, style) => {
    const source = await fresh();
    await roundtrip.buildZoo(source);
    const { own } = await roundtrip.measure(source, await fresh(), async () => undefined, {
      ...roundtrip.everything,
      ...style,
    });
    expect(own).toEqual(roundtrip.nothing);
  });

  it.each<[string, Partial<GenerateStyle>, RegExp, (table: Table) => Table]>([
    ['comments', { comments: false }, /^COMMENT ON/m, (table) => table],
    ['triggers', { triggers: false }, /^CREATE (?:CONSTRAINT )?TRIGGER/m, ({ triggers: _, ...table }) => table],
    ['policies', { policies: false }, /^CREATE POLICY/m, ({ policies: _, rowSecurity: __, ...table }) => table],
    ['indexes', { indexes: false }, /^CREATE (?:UNIQUE )?INDEX/m, (table) => table],
  ])('leaves out %s where it is told to, and nothing else', async (what, style, statement, without) => {
    const source = await fresh();
    await source.exec(partsToLeaveOut);
    const target = await fresh();
    const { sql, before } = await roundtrip.measure(source, target, async () => undefined, {
      ...defaultStyle,
      ...style,
    });
    expect(printSchema({ schema: before, style: defaultStyle })).toMatch(statement);
    expect(sql).not.toMatch(statement);
    const tables = [...before.tables].map(([key, table]) => [key, without(table)] as const);
    const left: Schema = {
      ...before,
      tables: PMap.from(tables),
      indexes: what === 'indexes' ? PMap.empty() : before.indexes,
    };
    const entries = (schema: Schema): Map<string, string> => {
      const plain = JSON.parse(JSON.stringify([...roundtrip.schemaEntries(schema)])) as [string, string][];
      const withoutComments = (text: string) => text.replace(/,?\n *"comment": .*/g, '').replaceAll(/,$/gm, '');
      return new Map(plain.map(([key, text]) => [key, what === 'comments' ? withoutComments(text) : text]));
    };
    expect(roundtrip.compareEntries(entries(left), entries(await roundtrip.readSchema(target)))).toEqual(
      roundtrip.nothing,
    );
  });

  it('names no schema where it is told to, so that the script makes its tables wherever it is run', async () => {
    const source = await fresh();
    await source.exec(`CREATE SCHEMA app; SET search_path = app; ${partsToLeaveOut.replaceAll('public.', 'app.')}`);
    const before = await roundtrip.readSchema(source);
    const tables = [...before.tables.values()];
    const style: GenerateStyle = { ...defaultStyle, schemaQualification: 'never' };
    const target = await fresh();
    await target.exec(`CREATE TYPE mood AS ENUM ('sad', 'ok')`);
    await target.exec(`CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'`);
    await roundtrip.runScript(target, printTables(tables, { schema: before, style }));
    const made = await roundtrip.readSchema(target);
    const ofTables = (schema: Schema) => {
      const entries = [...roundtrip.schemaEntries(schema)].filter(([key]) => /^(tables|indexes) /.test(key));
      // An escaped NUL stands before a schema in keys.
      return new Map(
        entries.map(([key, text]) =>
          [key, text].map((one) => one.replace(/(?<![a-z])app(?![a-z])|(?<=u0000)app/g, 'public')),
        ) as [string, string][],
      );
    };
    expect(roundtrip.compareEntries(ofTables(before), ofTables(made))).toEqual(roundtrip.nothing);
  });

  it('rebuilds each table of it among the others', async () => {
    const database = await fresh();
    await roundtrip.buildZoo(database);
    // What a database grants on every table to come is its own; the tables that are there were made before it did.
    await database.exec('ALTER DEFAULT PRIVILEGES IN SCHEMA app REVOKE SELECT ON TABLES FROM zoo_reader');
    const before = await roundtrip.readSchema(database);
    const wrong: string[] = [];
    let rebuilt = 0;
    for (const table of before.tables.values()) {
      if (table.extension !== undefined || !canStandAlone(table, before)) continue;
      // The NOT NULL of a parent that stands is valid in every child that is made of it.
      if (table.name === 'unsure_named') continue;
      rebuilt++;
      await database.exec('BEGIN');
      try {
        const kind = table.kind === 'foreign table' ? 'FOREIGN TABLE' : 'TABLE';
        await database.exec(`DROP ${kind} ${quoteQualified(table, 'always')} CASCADE`);
        // The function of its own rows that its default calls went with it.
        const dependencies = table.name === 'knot';
        const sql = printTables([table], { schema: before, style: roundtrip.everything }, { dependencies });
        await roundtrip.runScript(database, sql);
        const own = partsOf(table, before);
        const after = await roundtrip.readHere(database, keysOf(own));
        const { lost, invented } = roundtrip.compareEntries(own, partsOf(table, after));
        wrong.push(...lost.map((line) => `- ${line}`), ...invented.map((line) => `+ ${line}`));
      } catch (error) {
        wrong.push(`${table.name}: ${(error as Error).message}`);
      } finally {
        await database.exec('ROLLBACK');
      }
    }
    expect(wrong).toEqual([]);
    expect(rebuilt).toBeGreaterThan(60);
  });
});

const beyondDump: Readonly<Record<string, { readonly since: number; readonly sql: string }>> = {
  'a language, which it says without the handler': {
    since: 13,
    sql: `CREATE LANGUAGE own_language HANDLER plpgsql_call_handler INLINE plpgsql_inline_handler VALIDATOR plpgsql_validator;
      COMMENT ON LANGUAGE own_language IS 'speaks';
      CREATE FUNCTION spoken() RETURNS integer LANGUAGE own_language AS $$ BEGIN RETURN 1; END $$;`,
  },
  'exclusions of partitions, which it attaches': {
    since: 17,
    sql: `CREATE TABLE a_partitioned_table_whose_exclusion_has_a_name_that_is_cut (a integer, EXCLUDE USING btree (a WITH =)) PARTITION BY LIST (a);
      CREATE TABLE a_partitioned_table_whose_exclusion_has_a_name_that_is_cut_1 PARTITION OF a_partitioned_table_whose_exclusion_has_a_name_that_is_cut DEFAULT;
      CREATE TABLE q ("x""y" text COLLATE "C", EXCLUDE USING btree ("x""y" COLLATE "C" text_pattern_ops WITH =, lower("x""y") text_pattern_ops WITH =)) PARTITION BY LIST ("x""y");
      CREATE TABLE q1 PARTITION OF q DEFAULT;`,
  },
  'keys of partitions without overlaps, which it attaches': {
    since: 18,
    sql: `CREATE EXTENSION btree_gist;
      CREATE TABLE parted (id integer, valid tstzrange NOT NULL, UNIQUE (id, valid WITHOUT OVERLAPS)) PARTITION BY LIST (id);
      CREATE TABLE parted_1 PARTITION OF parted FOR VALUES IN (1);
      ALTER TABLE parted RENAME COLUMN valid TO valid_since;`,
  },
};
/** pg_dump leaves out an invalid index, but not its comment. */
const isComment = (line: string): boolean => line.includes('COMMENT ON INDEX');

/** The table, its indexes and its sequences, without what they depend on: that is read of a whole database only. */
function partsOf(table: Table, schema: Schema): Map<string, string> {
  const own = JSON.stringify({ schema: table.schema, name: table.name });
  const belongs = (entry: string, text: string): boolean => {
    if (entry === `tables ${table.schema}.${table.name}`) return true;
    const item = JSON.parse(text) as { table?: unknown; ownedBy?: { table: unknown } };
    return JSON.stringify(item.table) === own || JSON.stringify(item.ownedBy?.table) === own;
  };
  const parts = [...roundtrip.schemaEntries(schema)].filter(([entry, text]) => belongs(entry, text));
  return new Map(parts.map(([entry, text]) => [entry, text.replace(/,?\n *"dependsOn": \[[^\]]*\]/g, '')]));
}
/** What has to be read again of it; undefined: all, because it has what is not read of some tables alone (statistics). */
function keysOf(parts: ReadonlyMap<string, string>): string[] | undefined {
  const entries = [...parts].filter(([entry]) => !entry.startsWith('indexes '));
  if (!entries.every(([entry]) => /^(tables|sequences) /.test(entry))) return undefined;
  return entries.map(([, text]) => JSON.parse(text) as Table).map(({ schema, name }) => qualifiedKey(schema, name));
}
/**
 * A table whose partitions went with it cannot be like before. A partition gets every index of its parent, so one that
 * lacks some can only be made together with the parent; and where the parent's foreign key refers to the parent itself,
 * dropping a partition drops that key.
 */
function canStandAlone(table: Table, schema: Schema): boolean {
  const children = [...schema.tables.values()].filter(
    (one) => one.partitionOf?.parent.name === table.name || one.inherits?.some((parent) => parent.name === table.name),
  );
  const parent =
    table.partitionOf &&
    schema.tables.get(qualifiedKey(table.partitionOf.parent.schema ?? table.schema, table.partitionOf.parent.name));
  const refersToItself = parent?.constraints.some(
    (one) => one.kind === 'foreign key' && one.references.name === parent.name,
  );
  return children.length === 0 && parent?.name !== 'half' && !refersToItself;
}

describe('embedded PostgreSQL', () => {
  const extensions = ['btree_gist', 'pg_trgm'];
  it.each([
    ['the guide', (database: roundtrip.Askable) => roundtrip.runScript(database, guide)],
    ['a database that holds one of everything', roundtrip.buildZoo],
  ])('rebuilds %s, by pg_dump 18 too', async (_, build) => {
    const source = await startPglite(extensions);
    await build(source);
    const target = await startPglite(extensions);
    try {
      await roundtrip.createShared(target);
      const dump = (database: roundtrip.Askable) => (database as typeof source).dump();
      const measured = await roundtrip.measure(source, target, dump);
      expect(measured.own).toEqual(roundtrip.nothing);
      expect(measured.dump).toEqual(roundtrip.nothing);
    } finally {
      await source.close();
      await target.close();
    }
  });
});

await describeRegression();
