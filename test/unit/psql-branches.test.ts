/** What of a psql script is decided by psql: nothing in it is called wrong, and nothing of it is called read. */
import { beforeAll, expect, test } from 'vitest';
import type { DevSchema } from '../../server/src/model/dev';
import { parseDocument } from '../../server/src/sql/document/document';
import { loadParser } from '../../server/src/sql/parse';
import { checkText } from '../rules/support';
import { devOf } from '../support/fake-dev';

let dev: DevSchema;
beforeAll(async () => {
  await loadParser();
  dev = await devOf('CREATE TABLE users (id integer, email text);');
});
const told = (text: string) => {
  const { findings, notKnown } = checkText(text, dev);
  return [...findings, ...notKnown].map((one) => ('message' in one ? one.message : one.reason));
};

test('a variable decides: neither branch is judged, and what they make may be there', () => {
  const text =
    '\\if :{?full}\nCREATE TABLE a (id int);\nINSERT INTO nothing VALUES (1);\n\\else\nCREATE TABLE a (id text);\n\\endif\nINSERT INTO a VALUES (1);\nINSERT INTO nowhere VALUES (1);';
  expect(told(text)).toEqual([
    'There is no table or view nowhere in dev or earlier in this file.',
    'psql decides by \\if :{?full} whether it runs',
    'psql decides by \\if :{?full} whether it runs',
    'psql decides by \\if :{?full} whether it runs',
  ]);
});
test('a condition that is written out decides', () => {
  const text =
    '\\if true\n\\if off\nINSERT INTO a VALUES (1);\n\\elif 1\nINSERT INTO b VALUES (1);\n\\else\nINSERT INTO c VALUES (1);\n\\endif\n\\else\nINSERT INTO d VALUES (1);\n\\endif\n';
  expect(told(text)).toEqual(['There is no table or view b in dev or earlier in this file.']);
  expect(parseDocument('file:///a.sql', 1, text).statements.map(({ runs }) => runs)).toEqual([
    false,
    true,
    false,
    false,
  ]);
});
test('what \\gexec sends is not known', () => {
  expect(told("SELECT format('DROP TABLE %I', id) FROM users \\gexec\n")).toEqual([
    '\\gexec runs the rows of the query before it as SQL',
  ]);
});
test('what an included file may make is not missed after it, nor taken for read', () => {
  const text =
    'INSERT INTO gone VALUES (1);\n\\i other.sql\nINSERT INTO made VALUES (1); SELECT make(1), id FROM users;\nSELECT id FROM users;';
  expect(told(text)).toEqual([
    'There is no table or view gone in dev or earlier in this file.',
    'what \\i other.sql reads is not looked at',
    'what \\i other.sql reads is not looked at',
    'what \\i other.sql reads is not looked at',
  ]);
});
