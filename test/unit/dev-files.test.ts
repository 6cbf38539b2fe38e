import { describe, expect, it } from 'vitest';
import { readDevFiles } from '../../server/src/host/dev-files';
import { objectKey } from '../../server/src/model/kinds';
import type { FileSystem } from '../../server/src/workspace/files';

const files = (texts: Readonly<Record<string, string>>): FileSystem => ({
  list: async (root) =>
    Object.keys(texts)
      .filter((path) => path.startsWith(`${root}/`))
      .map((path) => path.slice(root.length + 1)),
  read: (path) => texts[path],
});
const read = async (texts: Readonly<Record<string, string>>, path: string) =>
  (await readDevFiles([path], files(texts), '/w', { folders: [], tool: undefined })).map((file) => ({
    name: file.name,
    statements: file.statements().map((statement) => statement.text),
  }));

describe('SQL that serves as dev', () => {
  it('is a folder of migrations, in its order and without its Down sections', async () => {
    const texts = {
      '/w/db/2_b.sql': '-- +goose Up\nCREATE TABLE b ();\n-- +goose Down\nDROP TABLE b;\n',
      '/w/db/10_c.sql': '-- +goose Up\nCREATE TABLE c ();\n-- +goose Down\nDROP TABLE c;\n',
    };
    expect(await read(texts, '/w/db')).toEqual([
      { name: 'db/2_b.sql', statements: ['CREATE TABLE b ()'] },
      { name: 'db/10_c.sql', statements: ['CREATE TABLE c ()'] },
    ]);
  });
  it('is a project whose only history is deeper down', async () => {
    const texts = {
      '/w/db/migrations/001_a.sql': 'CREATE TABLE a ();',
      '/w/db/migrations/002_b.sql': 'CREATE TABLE b ();',
    };
    expect((await read(texts, '/w')).map((file) => file.name)).toEqual([
      'db/migrations/001_a.sql',
      'db/migrations/002_b.sql',
    ]);
  });
  it('is a folder of no tool, by path', async () => {
    const texts = { '/w/s/users.sql': 'CREATE TABLE users ();', '/w/s/orders.sql': 'CREATE TABLE orders ();' };
    expect((await read(texts, '/w/s')).map((file) => file.name)).toEqual(['s/orders.sql', 's/users.sql']);
  });
  it('is a dump, without its rows and the commands of psql', async () => {
    const dump = '\\restrict x\nCREATE TABLE t (a int);\nCOPY t (a) FROM stdin;\n1\n\\.\nCREATE INDEX i ON t (a);\n';
    expect(await read({ '/w/d.sql': dump }, '/w/d.sql')).toEqual([
      { name: 'd.sql', statements: ['CREATE TABLE t (a int)', 'CREATE INDEX i ON t (a)'] },
    ]);
  });
  it.each(['d.sql', 'd.psql', 'd.pgsql', 'd.ddl'])('is a file that is called %s', async (name) => {
    const path = `/w/${name}`;
    expect(await read({ [path]: 'CREATE TABLE t ();' }, path)).toEqual([{ name, statements: ['CREATE TABLE t ()'] }]);
  });
  describe('of pg_dumpall', () => {
    const roles = 'CREATE ROLE me;\n\\connect template1\nSET lock_timeout = 0;\n';
    const database = (name: string, table: string) =>
      `CREATE DATABASE ${name} WITH TEMPLATE = template0;\n\\connect ${name}\n\\restrict x\n${table}`;
    it('is the one database that has tables, wherever it stands', async () => {
      const text = `${roles}${database('empty', 'SET lock_timeout = 0;\n')}${database('app', 'CREATE TABLE t ();\n')}`;
      expect(await read({ '/w/d.sql': text }, '/w/d.sql')).toEqual([
        { name: 'd.sql', statements: ['CREATE TABLE t ()'] },
      ]);
    });
    it('is the database postgres, which no statement makes', async () => {
      const text = `${roles}\\connect postgres\nCREATE TABLE t ();\n`;
      expect(await read({ '/w/d.sql': text }, '/w/d.sql')).toEqual([
        { name: 'd.sql', statements: ['CREATE TABLE t ()'] },
      ]);
    });
    it('is refused where several have tables: the first would be a guess', async () => {
      const text = `${roles}${database('a', 'CREATE TABLE t ();\n')}${database('b', 'CREATE TABLE t ();\n')}`;
      await expect(read({ '/w/d.sql': text }, '/w/d.sql')).rejects.toThrow('d.sql holds the tables of 2 databases');
    });
  });
  it('says where each statement starts and what it is about', async () => {
    const text =
      "SELECT 1;\n\nCREATE TABLE app.t (a int);\nCOMMENT ON COLUMN app.t.a IS 'x'; DROP TYPE IF EXISTS mood;\nCREATE EXTENSION hstore;\nnonsense;\n";
    const [file] = await readDevFiles(['/w/a.sql'], files({ '/w/a.sql': text }), '/w', {
      folders: [],
      tool: undefined,
    });
    expect(file!.statements().map(({ line, objects }) => [line, objects])).toEqual([
      [0, []],
      [2, [objectKey('table', 'app', 't')]],
      [3, [objectKey('table', 'app', 't')]],
      [3, [objectKey('type', 'public', 'mood')]],
      [4, [objectKey('extension', '', 'hstore')]],
      [5, undefined],
    ]);
  });
  it.each([
    ['/w/none.sql', {}, 'cannot be read'],
    ['/w/empty', { '/w/empty/x.txt': '' }, 'holds no SQL files'],
    [
      '/w',
      { '/w/a/001_a.sql': '', '/w/a/002_a.sql': '', '/w/b/001_b.sql': '', '/w/b/002_b.sql': '' },
      'holds 2 histories',
    ],
  ])('%s is refused: %s', async (path, texts, message) => {
    await expect(read(texts as Record<string, string>, path)).rejects.toThrow(message);
  });
});
