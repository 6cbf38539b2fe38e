/** Statements that real histories hold and PostgreSQL takes. */
import { beforeAll, expect, it } from 'vitest';
import { foldHistory } from '../../server/src/fold/history';
import { parseDocument } from '../../server/src/sql/document/document';
import { loadParser } from '../../server/src/sql/parse';
import { devOf } from '../support/fake-dev';
import { checkText } from './support';

beforeAll(loadParser);

const table = `CREATE TYPE s AS ENUM ('new', 'old'); CREATE TABLE w (id int, at timestamptz, st text DEFAULT 'new');\n`;
const found = async (text: string) => checkText(table + text, await devOf('')).findings.map(({ message }) => message);
it('a default is of the type that it was given in, when its column gets another', async () => {
  const set = `ALTER TABLE w ALTER st SET DEFAULT 'new'::"public"."s";`;
  const retype = 'ALTER TABLE w ALTER st TYPE "public"."s" USING st::"public"."s";';
  expect(await found(`${set} ${retype}`)).toEqual([]);
  expect(await found(retype)).toEqual([
    expect.stringContaining('default for column "st" cannot be cast automatically'),
  ]);
  const now =
    'ALTER TABLE w ALTER st SET DEFAULT now(); ALTER TABLE w ALTER st TYPE timestamptz USING st::timestamptz;';
  expect(await found(now)).toEqual([]);
});

it('an array of an enum becomes one of text', async () => {
  const made =
    'CREATE TABLE a (st s[], n int[]); ALTER TABLE a ALTER st TYPE text[]; ALTER TABLE a ALTER n TYPE varchar[];';
  expect(await found(`${made} DROP TYPE s CASCADE; COMMENT ON COLUMN a.st IS 'kept';`)).toEqual([]);
  expect(await found('CREATE TABLE a (st text[]); ALTER TABLE a ALTER st TYPE s[];')).toHaveLength(1);
});

it('EXECUTE of a query calls what it names, whatever it is given', async () => {
  const make = `CREATE FUNCTION up(t text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'CREATE INDEX IF NOT EXISTS ' || t || '_id ON ' || t || '(id)'; END $$;`;
  const block = (what: string) =>
    `DO $$ DECLARE a text[] := ARRAY['w']; BEGIN FOR i IN 1 .. 1 LOOP EXECUTE format('${what}', a[i]); END LOOP; END $$; COMMENT ON INDEX w_id IS 'x';`;
  expect(await found(`${make} ${block("SELECT up(''%s'')")}`)).toEqual([]);
  expect(await found(`${make} ${block("SELECT upper(''%s'')")}`)).toEqual([expect.stringContaining('w_id')]);
});

it('what is not known of a column or a constraint stays so under its new name', async () => {
  const dev = await devOf('');
  const text = `CREATE TABLE g (id int, c int CONSTRAINT g_c CHECK (c > 0));
DO $$ BEGIN IF (SELECT count(*) > 0 FROM g) THEN ALTER TABLE g ALTER c SET NOT NULL; ALTER TABLE g DROP CONSTRAINT g_c; END IF; END $$;
ALTER TABLE g RENAME TO h; ALTER TABLE h RENAME c TO d; ALTER TABLE h RENAME CONSTRAINT g_c TO h_d;`;
  const { files } = foldHistory({ convention: undefined, files: [parseDocument('file:///a.sql', 1, text)], dev });
  expect(files[0]!.after(9).unknown.map(({ object, fact }) => [object.split('\0').at(-1), fact])).toEqual([
    ['h', { part: 'column', name: 'd' }],
    ['h', expect.objectContaining({ part: 'constraint', name: 'h_d' })],
  ]);
});
