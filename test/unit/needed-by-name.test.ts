/** What stands on a type by its name alone, and parts that a table of the file never had. */
import { beforeAll, expect, test } from 'vitest';
import { foldHistory } from '../../server/src/fold/history';
import { defaultStyle } from '../../server/src/generate/style';
import { check } from '../../server/src/rules/check';
import { parseDocument } from '../../server/src/sql/document/document';
import { loadParser } from '../../server/src/sql/parse';
import { devOf } from '../support/fake-dev';

beforeAll(() => loadParser());
async function found(
  text: string,
  devSql = 'CREATE TABLE t (id int CONSTRAINT ck CHECK (id > 0));',
): Promise<string[]> {
  const dev = await devOf(devSql);
  const document = parseDocument('file:///a.sql', 1, text);
  const history = foldHistory({ convention: undefined, files: [document], dev });
  const settings = { rules: {}, style: defaultStyle };
  const { findings } = check({ history, uri: document.uri, dev, settings });
  return findings.map(({ message }) => message.replace(/^.*other objects depend on it: /, ''));
}

const types = 'CREATE TYPE x AS (a int); CREATE TYPE y AS (a int);';
const giving = "CREATE FUNCTION g() RETURNS y LANGUAGE sql AS 'SELECT NULL::y';";
const inout = 'CREATE CAST (x AS text) WITH INOUT;';
const cast =
  "CREATE FUNCTION c(x) RETURNS y LANGUAGE sql AS 'SELECT NULL::y'; CREATE CAST (x AS y) WITH FUNCTION c(x);";
test.each([
  [`${types} ${inout} DROP TYPE x;`, ['cast from x to text.']],
  [`${types} ${giving} DROP TYPE y;`, ['function g().']],
  [`${types} ${giving.replace('RETURNS y', 'RETURNS SETOF y')} DROP TYPE y;`, ['function g().']],
  [`${types} ${inout} DROP CAST (x AS text); DROP TYPE x;`, []],
  [`${types} ${inout} ALTER TYPE x RENAME TO z; CREATE TYPE x AS (b int); DROP TYPE x; DROP TYPE z CASCADE;`, []],
  [`${types} ${cast} DROP TYPE x CASCADE; DROP TYPE y;`, []],
  [`${types} ${cast} DROP FUNCTION c(x) CASCADE; DROP TYPE y; DROP TYPE x;`, []],
  [`${types} ${giving} DROP FUNCTION g(); DROP TYPE y;`, []],
  [`${types} ${giving} ALTER TYPE y RENAME TO z; CREATE TYPE y AS (b int); DROP TYPE y;`, []],
  ['CREATE TABLE n (id int); ALTER TABLE n DROP CONSTRAINT other;', ['n has no constraint other.']],
  ['CREATE TABLE n AS SELECT 1 AS a; DROP TRIGGER other ON n;', ['n has no trigger other.']],
  ['CREATE TABLE IF NOT EXISTS t (id int CONSTRAINT ck CHECK (id > 0)); ALTER TABLE t DROP CONSTRAINT other;', []],
  ['CREATE TABLE IF NOT EXISTS n AS SELECT 1 AS a; ALTER TABLE n DROP CONSTRAINT other;', []],
  ['ALTER TABLE t RENAME TO n; ALTER TABLE n DROP CONSTRAINT other;', []],
  ['CREATE TABLE n (LIKE t INCLUDING ALL); ALTER TABLE n DROP CONSTRAINT ck;', []],
])('%s', async (text, messages) => {
  expect(await found(text)).toEqual(messages);
});
