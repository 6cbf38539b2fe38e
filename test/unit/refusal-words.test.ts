/** What PostgreSQL says of a refusal, as a finding says it. */
import { beforeAll, expect, test } from 'vitest';
import { parseDocument } from '../../server/src/sql/document/document';
import { loadParser } from '../../server/src/sql/parse';
import { placedFailure } from '../../server/src/verify/sender';

beforeAll(loadParser);

test('a long list of dependants is cut short, and all of them are counted', () => {
  const statement = parseDocument('a.sql', 0, 'DROP TABLE users;').statements[0]!;
  const said = (detail: string) => {
    const failure = { message: 'cannot drop table users because other objects depend on it', detail };
    return placedFailure({ statement, text: statement.parsed.text, failure, why: undefined, cut: undefined }).message;
  };
  const views = (count: number) => Array.from({ length: count }, (_, n) => `view v${n} depends on table users`);
  expect(said(views(8).join('\n'))).toContain('view v7');
  const long = said([...views(100), 'and 37 other objects (see server log for list)'].join('\n'));
  expect(long.split('\n')).toHaveLength(9);
  expect(long).toMatch(/view v7 depends on table users\nand 129 more$/);
});

test('what stands for a number between the parentheses of a type is read as one', () => {
  const said = (type: string) =>
    parseDocument('a.sql', 0, `CREATE TABLE t (a ${type});`).statements[0]!.parsed.refusals?.map(
      ({ message }) => message,
    );
  for (const [type, word] of [
    ["DECIMAL(19,'x')", 'x'],
    ['numeric(a)', 'a'],
    ["numeric('')", ''],
    ['pg_catalog.timestamptz(x)', 'x'],
  ] as const)
    expect(said(type), type).toEqual([`invalid input syntax for type integer: "${word}"`]);
  for (const type of ["numeric('3', '2')", "numeric(' 5 ')", 'numeric(19, "2")', "pg_catalog.varchar('9')"])
    expect(said(type), type).toBeUndefined();
});

test('a schema is not named as PostgreSQL names its own', () => {
  const said = (sql: string) =>
    parseDocument('a.sql', 0, sql).statements[0]!.parsed.refusals?.map(({ message }) => message) ?? [];
  expect(said('CREATE SCHEMA IF NOT EXISTS pg_x;')).toEqual(['unacceptable schema name "pg_x"']);
  expect(said('CREATE SCHEMA AUTHORIZATION pg_monitor;')).toEqual(['unacceptable schema name "pg_monitor"']);
  expect(said('CREATE SCHEMA pgx;')).toEqual([]);
});
