import { describe, expect, it } from 'vitest';
import { PMap } from '../../server/src/model/persistent-map';
import { emptySchema, type Schema, type Table } from '../../server/src/model/schema';
import { plan } from '../../server/src/plan/plan';
import { withRenames } from '../../server/src/plan/rename';
import { planScript, scriptBack, scriptParts, withheld } from '../../server/src/plan/script';
import { qualifiedKey } from '../../server/src/text/names';
import { schemaOf as made } from '../support/fake-dev';

const table = (name: string, ...columns: readonly string[]): Table => ({
  ...{ schema: 'public', name, kind: 'table', constraints: [] },
  columns: columns.map((one) => ({ name: one, type: { name: 'integer', builtin: true }, notNull: false })),
});
const schemaOf = (...tables: readonly Table[]): Schema => ({
  ...emptySchema(170000),
  tables: PMap.from(tables.map((one) => [qualifiedKey('public', one.name), one] as const)),
});

const last = (text: string): string => text.split('\n').at(-1)!;

describe('the script of a plan', () => {
  it('is empty for equal schemas', () => {
    expect(plan(schemaOf(table('t', 'a')), schemaOf(table('t', 'a')))).toEqual({ steps: [], notes: [], notKnown: [] });
  });

  it('says what is lost, and leaves it out when it is to be safe, whatever a name holds', () => {
    const gone = plan(schemaOf(table('t', 'a', 'b\nDROP TABLE t; --')), schemaOf(table('t', 'a')));
    expect(gone.steps.map(({ loses }) => loses)).toEqual(['the values of t.b\nDROP TABLE t; --']);
    const lines = planScript(gone, { safe: true }).trimEnd().split('\n');
    expect(lines.filter((line) => !line.startsWith('-- '))).toEqual([]);
  });

  it('does not drop what it would not make again', () => {
    const steps = [
      { number: 1, object: 'view v', needs: [] },
      { number: 2, object: 'column a of t', loses: 'values', needs: [1] },
      { number: 3, object: 'view v', needs: [2] },
      { number: 4, object: 'table n', needs: [] },
    ].map((one) => ({ ...one, sql: '', why: '', locks: [], rewrites: false, transaction: 'any' as const }));
    expect([...withheld(steps)].sort()).toEqual([1, 2, 3]);
  });

  it('links no sequence to a table that it does not make, and leaves nothing else out', async () => {
    const from = await made('CREATE TABLE old (a integer CONSTRAINT k PRIMARY KEY); CREATE TABLE other (b integer);');
    const to = await made(
      `CREATE SEQUENCE s; CREATE TABLE n (a integer DEFAULT nextval('s') CONSTRAINT k PRIMARY KEY); ALTER SEQUENCE s OWNED BY n.a; CREATE TABLE other (b bigint);`,
    );
    const lines = planScript(plan(from, to), { safe: true }).split('\n');
    expect(lines.filter((line) => /^(?!-- |$)/.test(line))).toEqual([
      'ALTER TABLE "other" ALTER COLUMN "b" TYPE bigint;',
    ]);
  });

  it('takes a sequence from a column, and nothing else that stands on that', async () => {
    const tables = 'CREATE TABLE t (id integer PRIMARY KEY); CREATE TABLE u (id integer REFERENCES t (id));';
    const free = await made(`${tables} CREATE SEQUENCE s;`);
    const owned = await made(`${tables} CREATE SEQUENCE s OWNED BY t.id;`);
    expect(plan(owned, free).steps.map(({ sql }) => sql)).toEqual(['ALTER SEQUENCE "s" OWNED BY NONE;']);
  });

  it('gives back what was granted on what is made anew, and nothing else', async () => {
    const from = await made('CREATE TABLE a (id integer, x text); CREATE VIEW v AS SELECT id, x FROM a;');
    const to = await made(
      'CREATE TABLE a (id bigint, x text); CREATE VIEW v AS SELECT id, x FROM a; CREATE VIEW n AS SELECT 1 AS one;',
    );
    const granted = (schema: Schema, ...names: readonly string[]): Schema => ({
      ...schema,
      views: names.reduce((views, name) => {
        const view = views.get(qualifiedKey('public', name))!;
        return views.with(qualifiedKey('public', name), {
          ...view,
          owner: 'me',
          privileges: ['me=arwdDxt/me', '=r/me'],
        });
      }, schema.views),
    });
    const { steps } = plan(granted(from, 'v'), granted(to, 'v', 'n'));
    expect(steps.map(({ sql }) => sql).filter((sql) => /GRANT|REVOKE/.test(sql))).toEqual([
      'GRANT SELECT ON TABLE "v" TO PUBLIC;',
    ]);
  });

  it('does not add a column to what may be a partition still', async () => {
    const parent = 'CREATE TABLE t (a integer) PARTITION BY LIST (a);';
    const from = await made(`${parent} CREATE TABLE p PARTITION OF t FOR VALUES IN (1);`);
    const { steps } = plan(from, await made(`${parent} CREATE TABLE p (a integer, b integer);`));
    const [detach, add] = [/DETACH PARTITION/, /ADD COLUMN/].map((one) => steps.find(({ sql }) => one.test(sql)));
    expect(add?.needs).toContain(detach?.number);
  });

  it('tells where the order of columns cannot be had', () => {
    const { steps, notes } = plan(schemaOf(table('t', 'a', 'b')), schemaOf(table('t', 'new', 'a', 'b')));
    expect(steps.map(({ sql }) => sql)).toEqual(['ALTER TABLE "t" ADD COLUMN "new" integer;']);
    expect(notes).toEqual(['t: the columns stand in another order, a, b, new; only a new table has new, a, b']);
    const names = [...'abcdefghijklmn'];
    const [note] = plan(schemaOf(table('t', ...names)), schemaOf(table('t', 'a', 'b', 'new', ...names.slice(2)))).notes;
    expect(note).toBe(
      't: the columns stand in another order, …, b, c, d, e, f, …; only a new table has …, b, new, c, d, e, …',
    );
  });

  it('adds columns in the order in which they are wanted', () => {
    const { steps, notes } = plan(schemaOf(table('t', 'm')), schemaOf(table('t', 'm', 'z', 'a')));
    expect(steps.map(({ sql }) => sql)).toEqual([
      'ALTER TABLE "t" ADD COLUMN "z" integer;',
      'ALTER TABLE "t" ADD COLUMN "a" integer;',
    ]);
    expect(notes).toEqual([]);
  });

  it('tells which NOT NULL of a child stays under another name, or stays its own', () => {
    const family = (own: string | undefined): Schema => {
      const named = (name: string | undefined) => name !== undefined && { notNullConstraint: { name } };
      const column = { name: 'a', type: { name: 'integer', builtin: true }, notNull: true };
      const [p, c] = [table('p'), table('c')];
      return {
        ...schemaOf(
          { ...p, columns: [{ ...column, ...named('pn') }] },
          { ...c, inherits: [{ name: 'p' }], columns: [{ ...column, inherited: true, local: false, ...named(own) }] },
        ),
        serverVersion: 180000,
      };
    };
    const notes = (from: string | undefined, to: string | undefined) => {
      const { steps, notes: found } = plan(family(from), family(to));
      expect(steps).toEqual([]);
      return found;
    };
    expect(notes('own', 'own')).toEqual([]);
    expect(notes('own', 'two')).toEqual(['c.a: its NOT NULL stays own, and only that of a new table would be two']);
    expect(notes('own', undefined)).toEqual(['c.a: its NOT NULL stays own, and only that of a new table would be pn']);
    expect(notes('pn', undefined)).toEqual(['c.a: its NOT NULL is its own too, not only inherited']);
    expect(notes(undefined, 'pn')).toEqual(['c.a: its NOT NULL is only inherited']);
  });

  it('tells which columns and checks of a child are its own besides, as no statement changes that', async () => {
    const parent = 'CREATE TABLE a (id integer, CONSTRAINT k CHECK (id > 0)); ';
    const own = await made(
      `${parent}CREATE TABLE c (id integer, y integer, CONSTRAINT k CHECK (id > 0)) INHERITS (a);`,
    );
    const only = await made(`${parent}CREATE TABLE c (y integer) INHERITS (a);`);
    expect(plan(own, only)).toMatchObject({ steps: [], notes: ['c: id, k are its own too, not only inherited'] });
    expect(plan(only, own)).toMatchObject({ steps: [], notes: ['c: id, k are only inherited, and not its own too'] });
    expect(plan(own, own).notes).toEqual([]);
  });

  it('keeps rows that a column holds by a domain aside while their table changes', async () => {
    const with_ = (columns: string) =>
      made(`CREATE TABLE t (${columns}); CREATE DOMAIN d AS t; CREATE TABLE u (x d, y integer);`);
    const [old, wide, more] = [await with_('a integer'), await with_('a bigint'), await with_('a integer, b integer')];
    expect(plan(old, wide).steps.map(({ sql }) => sql)).toEqual([
      'ALTER TABLE "u" ALTER COLUMN "x" TYPE json USING to_json("x");',
      'ALTER TABLE "t" ALTER COLUMN "a" TYPE bigint;',
      'ALTER TABLE "u" ALTER COLUMN "x" TYPE "d" USING json_populate_record(NULL::"d", "x");',
    ]);
    expect(plan(old, more).steps).toHaveLength(1);
  });

  it('says nothing of columns of a table that it leaves out, and makes no index of a partitioned one concurrently', async () => {
    const from = await made('CREATE TABLE t (a integer, b text);');
    const to = await made(
      "CREATE TABLE t (a integer, c text) PARTITION BY RANGE (a); COMMENT ON COLUMN t.c IS 'x'; CREATE INDEX i ON t (a);",
    );
    const script = planScript(plan(from, to), { safe: true });
    expect(script).toContain('-- COMMENT ON COLUMN');
    expect(script.split('\n').filter((line) => line !== '' && !line.startsWith('--'))).toEqual([]);
    expect(planScript(plan(from, to, { online: true }), { safe: false })).not.toContain('CONCURRENTLY');
  });

  it('is divided where something stands alone, or has to be committed before what uses it', async () => {
    const from = await made(`CREATE TYPE m AS ENUM ('a'); CREATE TABLE t (a integer, m m);`);
    const to = await made(`CREATE TYPE m AS ENUM ('a', 'b');
      CREATE TABLE t (a integer NOT NULL, m m DEFAULT 'b', CONSTRAINT c CHECK (a > 0)); CREATE INDEX i ON t (a); CREATE INDEX j ON t (m);`);
    const made_ = plan(from, to, { online: true });
    const parts = scriptParts(made_, { together: false }).map(({ statements, outside }) => [
      outside,
      statements.map(last),
    ]);
    expect(parts).toMatchInlineSnapshot(`
      [
        [
          false,
          [
            "ALTER TYPE "m" ADD VALUE 'b';",
            "ALTER TABLE "t" ADD CONSTRAINT "t_a_not_null_check" CHECK ("a" IS NOT NULL) NOT VALID;",
          ],
        ],
        [
          false,
          [
            "ALTER TABLE "t" VALIDATE CONSTRAINT "t_a_not_null_check";",
            "ALTER TABLE "t" ALTER COLUMN "a" SET NOT NULL;",
            "ALTER TABLE "t" DROP CONSTRAINT "t_a_not_null_check";",
            "ALTER TABLE "t" ALTER COLUMN "m" SET DEFAULT 'b';",
            "ALTER TABLE "t" ADD CONSTRAINT "c" CHECK (a > 0) NOT VALID;",
          ],
        ],
        [
          false,
          [
            "ALTER TABLE "t" VALIDATE CONSTRAINT "c";",
          ],
        ],
        [
          true,
          [
            "CREATE INDEX CONCURRENTLY i ON t (a);",
          ],
        ],
        [
          true,
          [
            "CREATE INDEX CONCURRENTLY j ON t (m);",
          ],
        ],
      ]
    `);
    expect(scriptParts(made_, { together: true }).filter(({ outside }) => outside)).toHaveLength(1);
    expect(scriptBack(plan(to, to), ['the rows of\nt'])).toEqual([
      '-- Does not come back: the rows of\n-- t\n-- Nothing of the schema is to be undone.',
    ]);
  });

  it('says for which values a shorter type is refused', async () => {
    const from = await made('CREATE TABLE t (a text, b bigint, c numeric(10,2), d varchar(5));');
    const to = await made('CREATE TABLE t (a varchar(20), b integer, c numeric(8,2), d varchar(9));');
    expect(plan(from, to).steps.map(({ fails }) => fails)).toEqual([
      'a is longer than 20 characters',
      'b is too large for integer',
      'c is too large for numeric(8,2)',
      undefined,
    ]);
  });

  it('reaches the parts of tables that are the same where they stand on what changes', async () => {
    const some = (type: string, key = 'a') => `CREATE TYPE m AS ENUM (${type});
      CREATE TABLE p (a integer, b integer, CONSTRAINT p_key PRIMARY KEY (${key})); CREATE TABLE c (x integer, m m, CONSTRAINT c_fk FOREIGN KEY (x) REFERENCES p (a));
      CREATE TABLE far (y integer);`;
    const from = await made(some(`'a', 'b'`));
    expect(plan(from, await made(some(`'a'`))).steps.map(({ object }) => object)).toContain('column m of c');
    expect(plan(from, from).steps).toEqual([]);
  });

  it('renames only what there is', () => {
    const from = schemaOf(table('t', 'a'));
    expect(() => withRenames(from, ['x=y'])).toThrow('there is no such table');
    expect(() => withRenames(from, ['t.x=y'])).toThrow('the table has no such column');
    expect(withRenames(from, ['T.a=B']).steps).toEqual(['ALTER TABLE "t" RENAME COLUMN "a" TO "b";']);
  });
});
