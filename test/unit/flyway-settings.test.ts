/** What Flyway's own settings, and the lack of them, decide of its files. */
import { beforeAll, expect, test } from 'vitest';
import { openProject, parseMigration } from '../../server/src/conventions/project';
import { loadParser } from '../../server/src/sql/parse';

beforeAll(loadParser);
const concurrently = 'CREATE INDEX CONCURRENTLY i ON t (a);';
const read = (files: Readonly<Record<string, string>>, path: string) => {
  const tree = { root: '/r', paths: Object.keys(files), read: (file: string) => files[normal(file)] };
  const history = openProject(tree, { folders: [], tool: undefined }).historyOf(`/r/${path}`)!;
  const file = history.files.find((each) => `${history.folder}/${each.path}` === `/r/${path}`)!;
  return { history, file, document: parseMigration(history, file, { uri: path, version: 1, text: files[path]! }) };
};
const normal = (file: string): string => new URL(`file://${file}`).pathname.slice('/r/'.length);

test('a placeholder in a string that nothing gives a value is not sent as it stands', () => {
  const files = (more: Readonly<Record<string, string>> = {}) => ({
    'db/V1__a.sql': `CREATE TABLE t (a text); INSERT INTO t VALUES ('$\{name}'); -- $\{none}\nINSERT INTO t VALUES ('$\{flyway:user}');`,
    ...more,
  });
  const told = (more?: Readonly<Record<string, string>>) =>
    read(files(more), 'db/V1__a.sql').document.statements.map(({ undecided }) => undecided);
  expect(told()).toEqual([undefined, `$\{name} has no value that is known here`, undefined]);
  expect(told({ 'flyway.conf': 'flyway.placeholders.name=x\n' })).toEqual([undefined, undefined, undefined]);
});
test.each([
  ['db/flyway.conf', 'flyway.executeInTransaction=true', false],
  ['flyway.conf', 'flyway.executeInTransaction = false', true],
  ['flyway.toml', '[flyway]\nexecuteInTransaction = false', true],
  ['application.properties', 'spring.flyway.execute-in-transaction=false', true],
  ['other.conf', 'flyway.executeInTransaction=false', false],
])('%s: %s', (name, text, isOutside) => {
  const files = { 'db/V1__a.sql': 'CREATE TABLE t (a int);', [name]: text };
  const { history, file } = read(files, 'db/V1__a.sql');
  const sections = history.sections(files['db/V1__a.sql'], file.path);
  expect(sections.some(({ noTransaction }) => noTransaction)).toBe(isOutside);
});
test('one of its own decides before that of all', () => {
  const files = {
    'V1__a.sql': concurrently,
    'V1__a.sql.conf': 'executeInTransaction=true',
    'flyway.conf': 'flyway.executeInTransaction=false',
  };
  const { history, file } = read(files, 'V1__a.sql');
  expect(history.sections(concurrently, file.path)).toEqual([]);
});
