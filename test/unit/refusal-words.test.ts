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
