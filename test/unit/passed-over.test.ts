/** Without dev, CREATE TABLE IF NOT EXISTS may have passed over a table with other columns. */
import { beforeAll, expect, test } from 'vitest';
import { loadParser } from '../../server/src/sql/parse';
import { checkText } from '../rules/support';

beforeAll(() => loadParser());
const found = (sql: string) => checkText(sql, undefined).findings.map(({ code }) => code);

test.each([
  'SELECT nope FROM orders',
  'CREATE INDEX ON orders (nope)',
  'ALTER TABLE orders DROP COLUMN nope',
  'ALTER TABLE orders ADD COLUMN note text',
  'INSERT INTO orders (nope) VALUES (1)',
  'ALTER TABLE orders ADD CHECK (nope > 0), ALTER nope SET NOT NULL',
  'CREATE TABLE lines (id int REFERENCES orders (nope))',
  'CREATE VIEW v AS SELECT o.nope FROM orders o',
])('%s', (sql) => {
  expect(found(`CREATE TABLE IF NOT EXISTS orders (id int, note text); ${sql};`)).toEqual([]);
  expect(found(`CREATE TABLE orders (id int, note text); ${sql};`)).not.toEqual([]);
});
