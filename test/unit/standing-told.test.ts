/** Where a file stands as it is told, and what of it is told beside: pending files, and folders without their baseline. */
import { beforeAll, describe, expect, it } from 'vitest';
import { detectConvention } from '../../server/src/conventions/conventions';
import { toldStanding } from '../../server/src/fold/folded';
import { foldHistory } from '../../server/src/fold/history';
import { parseDocument } from '../../server/src/sql/document/document';
import { loadParser } from '../../server/src/sql/parse';
import { devOf } from '../support/fake-dev';
import { folded, standings } from '../support/standings';

beforeAll(() => loadParser());

const first = 'CREATE TABLE t (id int PRIMARY KEY, a text);';
const inDev = 'applied: its changes are in dev';

describe('what still needs a table', () => {
  it('is named in full where it is little, and counted where it is much', async () => {
    const users = (count: number) =>
      Array.from({ length: count }, (_, at) => `CREATE TABLE t${at} (id int REFERENCES t);`).join('\n');
    const message = async (count: number) =>
      (await folded({ '001_a.sql': 'SELECT 1;', '002_b.sql': 'DROP TABLE t;' }, first + users(count))).messages[0];
    expect(await message(2)).toMatch(/: constraint t0_id_fkey on table t0, constraint t1_id_fkey on table t1\.$/);
    expect(await message(120)).toMatch(/: constraint t0_id_fkey on table t0, .*, .* and 117 more\.$/);
  });
});

describe('what a pending file is told', () => {
  it('is not that dev has what else it makes', async () => {
    const files = {
      '001_a.sql': first,
      '002_b.sql': `CREATE TABLE IF NOT EXISTS p (sku text PRIMARY KEY);
        CREATE TABLE g (id int PRIMARY KEY, sku text REFERENCES p); ALTER TABLE t ADD COLUMN g int REFERENCES g;`,
    };
    const dev = `${first} CREATE TABLE p (sku text PRIMARY KEY, title text);`;
    const { messages } = await folded(files, dev);
    expect(messages.filter((message) => /^dev has no|though it has/.test(message))).toEqual([]);
  });
  it('is that a table that is skipped has more columns in dev, but for those that other files add', async () => {
    const more = 'CREATE TABLE p (id int, title text, price int);';
    const table = 'CREATE TABLE IF NOT EXISTS p (id int);';
    const files = { '001_a.sql': first, '002_b.sql': table };
    const skipped = 'Where the table exists, IF NOT EXISTS skips this statement without an error.';
    expect((await folded(files, first + more)).messages).toEqual([
      `p has 3 columns in dev, 1 here. Missing: title, price. ${skipped}`,
    ]);
    const grown = { ...files, '003_c.sql': 'ALTER TABLE p ADD COLUMN IF NOT EXISTS price int;' };
    expect((await folded(grown, `${first} CREATE TABLE p (id int, price int);`)).messages).toEqual([]);
  });
  it('is dev’s only of what dev has', async () => {
    const files = {
      '001_a.sql': first,
      '002_b.sql': 'ALTER TABLE t ALTER COLUMN a TYPE int USING a::int;',
      '003_c.sql': 'CREATE TABLE IF NOT EXISTS t (id int PRIMARY KEY, a text);',
    };
    const { messages } = await folded(files, first);
    expect(messages).toContain('a is integer by then, text here.');
    expect(messages.filter((message) => / in dev/.test(message))).toEqual([]);
  });
  it('is how the table that is there differs from one that it makes again', async () => {
    const files = { '001_a.sql': first, '002_b.sql': 'CREATE TABLE u (id int, mail text);' };
    const { messages } = await folded(files, `${first} CREATE TABLE u (id bigint, price text);`);
    expect(messages).toEqual([
      'Table u exists already.',
      'u has 2 columns in dev, 2 here, 1 of them not in dev. Missing: price.',
      'id is bigint in dev, integer here.',
      'dev has no column mail in u.',
    ]);
  });
});

describe('what is told of where a file stands', () => {
  it('is nothing of one that cannot be read and that no table of dev lists', async () => {
    const paths = ['1_a.sql', '2_b.sql'];
    const convention = detectConvention({ folder: '/m', paths, read: () => first })!;
    const [a, b] = paths.map((path) => parseDocument(`file:///m/${path}`, 1, path === '1_a.sql' ? '' : first));
    const dev = await devOf(first);
    const files = [{ ...a!, unreadable: 'the file cannot be read' }, b!];
    const told = foldHistory({ convention, files, dev }).files.map(toldStanding);
    expect(told.map(({ standing, because }) => `${standing}: ${because}`)).toEqual([
      'not known: the file cannot be read',
      inDev,
    ]);
  });
  it('is what a file anew tells, once one that could not be read is empty', async () => {
    const paths = ['1_a.sql', '2_b.sql'];
    const convention = detectConvention({ folder: '/m', paths, read: () => '' })!;
    const parsed = (at: number, text: string) => parseDocument(`file:///m/${paths[at]}`, 1, text);
    const dev = await devOf('CREATE TABLE t (id int); CREATE VIEW v AS SELECT id FROM t;');
    const dropping = parsed(1, 'DROP TABLE t CASCADE;');
    const unread = foldHistory({ convention, files: [parsed(0, 'SELECT 1;\0'), dropping], dev });
    const files = [parsed(0, ''), dropping];
    const told = foldHistory({ convention, files, dev }, unread).files.map(toldStanding);
    const anew = foldHistory({ convention, files, dev: { ...dev, schema: { ...dev.schema } } }).files.map(toldStanding);
    expect(told).toEqual(anew);
  });
});

describe('what a folder without its baseline takes away and makes anew', () => {
  const stood = `CREATE TABLE t (id int, x int); CREATE VIEW v AS SELECT id FROM t; CREATE INDEX ti ON t (id); CREATE TYPE en AS ENUM ('a');
    CREATE FUNCTION tf() RETURNS int LANGUAGE sql AS 'SELECT 1';`;
  it.each([
    ['a view', 'DROP VIEW v; CREATE VIEW v AS SELECT id, x FROM t;'],
    ['a function', "DROP FUNCTION tf CASCADE; CREATE FUNCTION tf() RETURNS int LANGUAGE sql AS 'SELECT 2';"],
    ['an index', 'DROP INDEX ti; CREATE INDEX ti ON t (x);'],
    ['an enum', "DROP TYPE en; CREATE TYPE en AS ENUM ('b');"],
    ['a table', 'DROP TABLE t CASCADE; CREATE TABLE t (id text);'],
    ['an enum that is swapped', "CREATE TYPE en2 AS ENUM ('a', 'b'); DROP TYPE en; ALTER TYPE en2 RENAME TO en;"],
    ['a view that is renamed away', 'ALTER VIEW v RENAME TO v_old; CREATE VIEW v AS SELECT id, x FROM t;'],
    ['a table that is swapped', 'CREATE TABLE t_new (LIKE t); DROP TABLE t CASCADE; ALTER TABLE t_new RENAME TO t;'],
  ])('%s has been there before, and does not show that the file has run', async (_, text) => {
    const { standings, messages } = await folded(
      { '001_a.sql': 'CREATE TABLE zz (id int);', '002_b.sql': text },
      stood,
    );
    expect(standings.map((each) => each.split(':')[0])).toEqual(['pending', 'pending']);
    expect(messages).toEqual([]);
    const after = await folded(
      { '001_a.sql': 'CREATE TABLE zz (id int);', '002_b.sql': text },
      `${stood} CREATE TABLE zz (id int);`,
    );
    expect(after.standings.map((each) => each.split(':')[0])).toEqual(['applied', 'pending']);
    expect(after.messages).toEqual([]);
  });
  it('shows by the new name that it has been renamed away', async () => {
    const files = {
      '001_a.sql': 'CREATE TABLE zz (id int);',
      '002_b.sql': 'ALTER VIEW v RENAME TO v_old; CREATE VIEW v AS SELECT id, x FROM t;',
    };
    const dev =
      'CREATE TABLE t (id int, x int); CREATE TABLE zz (id int); CREATE VIEW v AS SELECT id, x FROM t; CREATE VIEW v_old AS SELECT id FROM t;';
    expect((await standings(files, dev)).map((each) => each.split(':')[0])).toEqual(['applied', 'applied']);
  });
});
