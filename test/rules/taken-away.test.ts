/** A loose file that has run in dev and names what it takes away itself: dev has that no longer. */
import { beforeAll, expect, it } from 'vitest';
import { loadParser } from '../../server/src/sql/parse';
import { devOf } from '../support/fake-dev';
import { checkText } from './support';

beforeAll(loadParser);

const dev = `CREATE TABLE exam (id int PRIMARY KEY, grading_type int NOT NULL DEFAULT 1);
CREATE TABLE answers (id int); CREATE TABLE view_once (id int); CREATE INDEX exam_kind ON exam (grading_type);`;
const found = async (text: string) =>
  checkText(text, await devOf(dev)).findings.map(({ code, message }) => `${code}: ${message}`);

it.each([
  [
    'a column',
    `ALTER TABLE exam ADD grading_type int NOT NULL DEFAULT 1;
UPDATE exam SET grading_type = 2 WHERE gradeless; CREATE INDEX exam_kind ON exam (grading_type);
ALTER TABLE exam DROP gradeless;`,
  ],
  [
    'a table',
    `CREATE TABLE answers (id int); INSERT INTO answers SELECT id FROM replies; UPDATE replies SET id = 1;
COMMENT ON TABLE replies IS 'old'; DROP TABLE replies;`,
  ],
  ['an index', 'CREATE INDEX exam_kind ON exam (grading_type); DROP INDEX exam_old_kind;'],
  [
    'a constraint',
    'ALTER TABLE exam ADD grading_type int NOT NULL DEFAULT 1; ALTER TABLE exam DROP CONSTRAINT exam_old_check;',
  ],
  ['a name', 'UPDATE replies SET id = 1; ALTER TABLE replies RENAME TO answers;'],
  ['a name of a column', 'UPDATE exam SET kind = 1; ALTER TABLE exam RENAME kind TO grading_type;'],
  [
    'a column, for one that it adds by another name',
    `ALTER TABLE exam ADD new_type int NOT NULL DEFAULT 1; UPDATE exam SET new_type = old.n FROM old WHERE old.id = exam.grading_type;
ALTER TABLE exam DROP grading_type; ALTER TABLE exam RENAME new_type TO grading_type; CREATE INDEX exam_kind ON exam (grading_type);
DROP TABLE old;`,
  ],
  [
    'a table, with what it does to it before',
    `ALTER TABLE exam ADD grading_type int NOT NULL DEFAULT 1; ALTER TABLE replies ADD e int; ALTER TABLE replies RENAME reservation TO id;
ALTER TABLE replies DROP CONSTRAINT k; UPDATE replies SET id = 1; ALTER TABLE replies RENAME TO answers;`,
  ],
  [
    'policies of tables, and the tables',
    'DROP POLICY p ON replies; REVOKE ALL ON replies FROM PUBLIC; DROP TABLE replies;',
  ],
  ['a view, for a table', 'DROP VIEW view_once; CREATE TABLE view_once (id int);'],
  ['more than one, and makes nothing', 'UPDATE exam SET a = b; ALTER TABLE exam DROP a, DROP b; DROP TABLE replies;'],
])('it may name %s that it has taken away', async (_, text) => {
  const { findings, notKnown } = checkText(text, await devOf(dev));
  expect(findings.map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
  expect(notKnown).toEqual([]);
});

it('is told of what it does not take away, and of all where it has not run', async () => {
  const unknown = 'unknown-column: exam has no column gradeless.';
  expect(
    await found('ALTER TABLE exam ADD grading_type int NOT NULL DEFAULT 1; UPDATE exam SET gradeless = true;'),
  ).toEqual([unknown]);
  expect(await found('ALTER TABLE exam ADD other int; UPDATE exam SET other = gradeless;')).toEqual([unknown]);
  const after = await found('CREATE TABLE answers (id int); DROP TABLE replies; UPDATE replies SET id = 1;');
  expect(after).toEqual([expect.stringMatching(/^unknown-table: .*replies/)]);
  expect(await found('ALTER TABLE exam DROP grading_typ;')).toEqual([expect.stringContaining('grading_typ')]);
});
