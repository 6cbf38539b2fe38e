/** Loose files of one folder that belong together: what another of them makes of a table is no lack, and nothing else is. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { run } from '../../server/src/cli/run';
import { writeSnapshot } from '../../server/src/dev/snapshot';
import { devOf } from '../support/fake-dev';

const cwd = mkdtempSync(path.join(tmpdir(), 'devschema-beside-'));
const tables = `CREATE TABLE users (id int, email text, role text);
CREATE TYPE mood AS ENUM ('sad');
CREATE TABLE other (id int, email text);
`;
const rest = `ALTER TABLE ONLY users ALTER COLUMN id SET NOT NULL, ADD CONSTRAINT users_pkey PRIMARY KEY (id);
ALTER TABLE users ADD COLUMN name text DEFAULT 'x', ADD CHECK (email <> '');
ALTER TABLE users ALTER COLUMN role SET DEFAULT 'member';
CREATE UNIQUE INDEX users_email ON users (email);
CREATE TRIGGER stamp BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION stamp();
ALTER TYPE mood ADD VALUE 'ok';
`;
const stamp = 'CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$ begin return new; end $$;\n';
const lacking = [
  'missing-check',
  'missing-columns',
  'missing-index',
  'missing-primary-key',
  'column-default',
  'enum-values',
].sort();

beforeAll(async () => {
  writeFileSync(path.join(cwd, 'dev.json'), writeSnapshot(await devOf(`${tables}${stamp}${rest}`)));
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

let count = 0;
/** What is found in `tables.sql` beside the other files of its folder. */
async function found(others: Readonly<Record<string, string>>): Promise<string[]> {
  const folder = path.join(cwd, `f${++count}`);
  for (const [name, text] of Object.entries({ 'schema/tables.sql': tables, ...others })) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  let out = '';
  await run(['check', `f${count}/schema/tables.sql`, '--dev', 'dev.json', '--format', 'json'], {
    ...{ cwd, env: {}, color: false, signal: new AbortController().signal, err: () => {}, progress: () => {} },
    out: (text) => {
      out += text;
    },
  });
  const { files } = JSON.parse(out) as { files: { findings: { code: string }[] }[] };
  return files.flatMap(({ findings }) => findings.map(({ code }) => code)).sort();
}

it('what a file alone lacks is told, and what the files beside it make is not', async () => {
  expect(await found({})).toEqual(lacking);
  expect(await found({ 'schema/rest.sql': `${stamp}${rest}` })).toEqual([]);
  const statements = rest.split('\n').filter((line) => line !== '');
  const apart = statements.map((line, at) => [`schema/${'abcdef'[at]}.sql`, line] as const);
  expect(await found(Object.fromEntries(apart))).toEqual([]);
});
it('only what one of them really makes, of this very table', async () => {
  const index = 'CREATE UNIQUE INDEX users_email ON users (email);';
  const stays = lacking.filter((code) => code !== 'missing-index');
  expect(await found({ 'schema/a.sql': index })).toEqual(stays);
  expect(await found({ 'schema/a.sql': index, 'schema/b.sql': 'DROP INDEX users_email;' })).toEqual(stays);
  expect(await found({ 'schema/a.sql': `DROP INDEX IF EXISTS users_email; ${index}` })).toEqual(stays);
  const notThis = [
    `${index} DROP INDEX users_email;`,
    'CREATE UNIQUE INDEX users_email ON other (email);',
    `-- ${index}`,
    `CREATE TABLE users (id int, email text); ${index}`,
    `BEGIN; ${index} ROLLBACK;`,
  ];
  for (const text of notThis)
    expect([text, (await found({ 'schema/a.sql': text })).filter((code) => /index/.test(code)).length]).toEqual([
      text,
      1,
    ]);
});
it('of other folders, those that one file has psql read', async () => {
  const index = 'CREATE UNIQUE INDEX users_email ON users (email);';
  const stays = lacking.filter((code) => code !== 'missing-index');
  expect(await found({ 'indexes/users.sql': index })).toEqual(lacking);
  expect(
    await found({ 'all.sql': '\\ir schema/tables.sql\n\\ir indexes/users.sql\n', 'indexes/users.sql': index }),
  ).toEqual(stays);
  const nested = {
    'all.sql': "\\ir 'schema/tables.sql'\n\\ir indexes/all.sql;\n",
    'indexes/all.sql': '\\ir ../indexes/users.sql\n\\ir all.sql\n',
    'indexes/users.sql': index,
  };
  expect(await found(nested)).toEqual(stays);
});
