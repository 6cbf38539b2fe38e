/** EXCLUDE without USING is by btree, as every index is (PostgreSQL documentation, CREATE TABLE). */
import { beforeAll, expect, it } from 'vitest';
import { loadParser } from '../../server/src/sql/parse';
import { devOf } from '../support/fake-dev';
import { asShipped, checkText } from './support';

beforeAll(() => loadParser());

it.each([
  'CREATE TABLE t (a int, b int); ALTER TABLE t ADD CONSTRAINT ex EXCLUDE (a WITH =) WHERE (b > 0);',
  'CREATE TABLE t (a int, EXCLUDE (a WITH =));',
  'CREATE TABLE t (a int, EXCLUDE USING btree (a WITH =));',
])('%s is what it made', async (text) => {
  expect(checkText(text, await devOf(text), asShipped).findings).toEqual([]);
});
it('by another method is another', async () => {
  const text = (method: string) => `CREATE TABLE t (r int4range, CONSTRAINT ex EXCLUDE USING ${method} (r WITH =));`;
  const { findings } = checkText(text('gist'), await devOf(text('btree')), asShipped);
  expect(findings.map(({ code }) => code)).toEqual(['different-exclusion']);
});
