/** What a refused statement would have made, so that what needs it is not called wrong too. */
import { beforeAll, expect, it } from 'vitest';
import { parseDocument } from '../../server/src/sql/document/document';
import { loadParser } from '../../server/src/sql/parse';
import { namesMadeBy } from '../../server/src/verify/made-names';

beforeAll(() => loadParser());

it.each([
  ['CREATE TABLE t (a int, b int)', ['t', 'a', 'b']],
  ['ALTER TABLE t ADD COLUMN c int', ['t', 'c']],
  ['ALTER TABLE t RENAME COLUMN a TO z', ['z']],
  ['CREATE INDEX i ON t (oid)', ['i']],
  ['CREATE VIEW v AS SELECT oid FROM t', ['v']],
  ['CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$', ['f']],
  ['INSERT INTO t (oid) VALUES (1)', []],
  ['UPDATE t SET oid = 3', []],
  ['DROP TABLE t', []],
  ['DO $$ BEGIN EXECUTE x; END $$', undefined],
])('%s', (sql, names) => {
  expect(namesMadeBy(parseDocument('file:///a.sql', 0, `${sql};`).statements[0]!)).toEqual(names);
});
