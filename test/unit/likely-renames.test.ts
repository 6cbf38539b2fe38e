/** Which dropped and made columns and tables are offered as renamed. */
import { describe, expect, it } from 'vitest';
import { likelyRenames } from '../../server/src/plan/likely-renames';
import { schemaOf } from '../support/fake-dev';

const offered = async (from: string, to: string): Promise<string[]> =>
  likelyRenames(await schemaOf(from), await schemaOf(to)).map(({ rename }) => rename);

describe('renames that are offered', () => {
  it.each([
    ['by a word in common', 'name text, a integer', 'a integer, full_name text', ['t.name=full_name']],
    [
      'however words are parted',
      '"createdAt" date, a integer',
      'a integer, created_at date',
      ['t."createdAt"=created_at'],
    ],
    ['by a beginning', 'a integer, description text', 'desc_ text, a integer', ['t.description=desc_']],
    ['by some letters', 'adress text, a integer', 'a integer, address text', ['t.adress=address']],
    [
      'by the place between the same columns',
      'a integer, note text, b integer',
      'a integer, remark text, b integer',
      ['t.note=remark'],
    ],
    [
      'the likest first, each once',
      'email text, name text',
      'full_name text, email_address text',
      ['t.email=email_address', 't.name=full_name'],
    ],
    ['not for a type alone', 'a integer, note text, b integer', 'a integer, b integer, city text', []],
    ['not where another may be NULL in its place', 'a integer, note text NOT NULL', 'a integer, city text', []],
    ['not of another type', 'a integer, name text', 'a integer, full_name integer', []],
  ])('of columns: %s', async (_, from, to, renames) => {
    const all = await offered(`CREATE TABLE t (${from});`, `CREATE TABLE t (${to});`);
    expect(all.sort()).toEqual([...renames].sort());
  });
  it('of tables: with most of their columns', async () => {
    const from = 'CREATE TABLE old_posts (id bigint, body text, at date); CREATE TABLE gone (x text);';
    const to = 'CREATE TABLE posts (id bigint, body text, seen boolean); CREATE TABLE made (y text);';
    expect(await offered(from, to)).toEqual(['old_posts=posts']);
  });
});
