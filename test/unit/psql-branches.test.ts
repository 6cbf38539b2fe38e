/** What of a psql script is decided by psql: nothing in it is called wrong, and nothing of it is called read. */
import { beforeAll, expect, test } from 'vitest';
import { detectConvention } from '../../server/src/conventions/conventions';
import { foldHistory } from '../../server/src/fold/history';
import type { DevSchema } from '../../server/src/model/dev';
import { check } from '../../server/src/rules/check';
import { parseDocument } from '../../server/src/sql/document/document';
import { loadParser } from '../../server/src/sql/parse';
import { notOfSchema } from '../../server/src/verify/not-of-schema';
import { byPsql } from '../../server/src/verify/not-run';
import { asShipped, checkText } from '../rules/support';
import { devOf } from '../support/fake-dev';

let dev: DevSchema;
beforeAll(async () => {
  await loadParser();
  dev = await devOf('CREATE TABLE users (id integer, email text); CREATE TABLE kinds (id integer);');
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

test.each([
  ['\\if :x\nALTER TABLE users ADD COLUMN email text;\n\\endif', 'psql decides by \\if :x whether it runs'],
  ["SELECT 'ALTER TABLE users ADD COLUMN email text' \\gexec", '\\gexec runs the rows of the query before it as SQL'],
  ['\\i other.sql\nSELECT 1;', 'what \\i other.sql reads is not looked at'],
  ['ALTER TABLE users ADD COLUMN {{ .column }} text;', 'a template’s mark stands in the statement'],
])('what it may have done is not missing in the file before it: %s', (second, reason) => {
  const texts = ['CREATE TABLE users (id integer);\nCREATE TABLE kinds (id integer);', second];
  const paths = ['1_users.sql', '2_more.sql'];
  const convention = detectConvention({ folder: '/m', paths, read: () => '' })!;
  const files = texts.map((text, at) => parseDocument(`file:///m/${paths[at]}`, 1, text));
  const history = foldHistory({ convention, files, dev });
  const { findings, notKnown } = check({ history, uri: files[0]!.uri, dev, settings: asShipped });
  expect(findings).toEqual([]);
  expect(notKnown.map((one) => one.reason)).toContainEqual(expect.stringMatching(/ of users: /));
  expect(notKnown.every((one) => one.reason.endsWith(reason))).toBe(true);
});

test.each([
  '\\q',
  '\\! createdb other',
  '\\set AUTOCOMMIT off',
  '\\lo_import a.png',
  'SELECT 1 \\gdesc',
  'CREATE TABLE n (a int) \\r',
  '\\echo Use "CREATE EXTENSION it" to load this file. \\quit',
  '\\set version `git rev-parse HEAD`',
])('psql does it, and what that makes of the file is not known: %s', (line) => {
  const command = line.slice(line.indexOf('\\'));
  expect(told(`${line}\n`)).toEqual([`it is psql that runs ${command}, not PostgreSQL`]);
});
test.each([
  "\\echo 'a \\q'",
  '\\set ON_ERROR_STOP on',
  '\\set AUTOCOMMIT on',
  '\\timing \\pset pager off',
  '\\dt+ public.*',
  'SELECT 1 AS one \\gset',
  '\\restrict abc',
  "\\copy users from 'a.csv' csv",
])('psql does it, and the schema is as the file says: %s', (line) => {
  expect(told(`${line}\n`)).toEqual([]);
});
test('rows that psql copies are said, and what a program of \\copy does is not known', () => {
  const said = (text: string) => {
    const document = parseDocument('file:///a.sql', 1, text);
    return [document.skipped.flatMap(byPsql).length, notOfSchema(document, dev.schema, dev.schema)];
  };
  expect(said("\n\\copy users from 'a.csv'\n")).toEqual([1, ["what line 2 does to rows: \\copy users from 'a.csv'"]]);
  const [deleting, program] = ['\\copy (delete from users returning *) to stdout', "\\copy users from program 'make'"];
  expect(said(`${deleting}\n`)).toEqual([1, [`what line 1 does to rows: ${deleting}`]]);
  expect(said(`${program}\n`)).toEqual([1, [`what line 1 does to rows: ${program}`]]);
});
test('what stands after \\q is not sent, and not judged', () => {
  const runs = (text: string) => parseDocument('file:///a.sql', 1, text).statements.map((one) => one.runs);
  const rest = 'CREATE INDEX i ON nowhere (n);\nbla bla bla;\n';
  expect(told(`SELECT 1;\n\\q\n${rest}`)).toEqual(['it is psql that runs \\q, not PostgreSQL']);
  expect(runs(`SELECT 1;\n\\q\n${rest}`).slice(0, 2)).toEqual([true, false]);
  expect(told(`\\if off\n\\q\n\\endif\n${rest}`)).toContainEqual(expect.stringContaining('nowhere'));
  expect(told(`\\if :{?done}\n\\q\n\\endif\nCREATE INDEX i ON nowhere (n);`)).toEqual([
    'it is psql that runs \\q, not PostgreSQL',
    'psql decides by \\if :{?done} whether it runs',
  ]);
  expect(told('\\if off\nbla bla bla;\n\\endif\n')).toEqual([]);
});
test('rows that psql copies into what nobody has looked for are not proved', () => {
  const document = parseDocument('file:///a.sql', 1, "\\copy nowhere from 'a.csv'\n");
  expect(document.skipped.flatMap(byPsql)).toHaveLength(1);
});
