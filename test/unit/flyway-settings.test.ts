/** What Flyway's own settings, and the lack of them, decide of its files. */
import { beforeAll, expect, test } from 'vitest';
import { openProject, parseMigration } from '../../server/src/conventions/project';
import { refusedByTool } from '../../server/src/conventions/transactions';
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
  ['flyway.conf', 'flyway.placeholders.tab=t\nflyway.placeholderPrefix=[[\nflyway.placeholderSuffix=]]'],
  ['flyway.toml', '[flyway]\nplaceholderPrefix = "[["\nplaceholderSuffix = "]]"\n[flyway.placeholders]\ntab = "t"\n'],
])('%s says how placeholders are written', (name, text) => {
  const sql = [
    `INSERT INTO t VALUES (1, '$\{x}');`,
    'ALTER TABLE [[tab]] ADD COLUMN q int;',
    "SELECT '[[flyway:user]]';",
    "SELECT '[[none]]';",
    'DROP TABLE [[none]];',
    `DROP TABLE $\{tab};`,
    'SELECT ARRAY[[1],[2]];',
  ];
  const { document } = read({ 'db/V1__a.sql': sql.join('\n'), [name]: text }, 'db/V1__a.sql');
  const told = document.statements.map(({ parsed, undecided }) => [parsed.status, parsed.filled?.text, undecided]);
  const none = '[[none]] has no value that is known here';
  expect(told).toEqual([
    ['ok', undefined, undefined],
    ['ok', 'ALTER TABLE t ADD COLUMN q int', undefined],
    ['ok', undefined, undefined],
    ['ok', undefined, none],
    ['template', undefined, none],
    ['template', undefined, undefined],
    ['ok', undefined, undefined],
  ]);
});
test('marks that look like names are filled in', () => {
  const settings = 'flyway.placeholders.tab=t\nflyway.placeholderPrefix=__\nflyway.placeholderSuffix=__';
  const files = {
    'db/V1__a.sql': 'DROP TABLE __tab__; DROP TABLE app.__tab___old, __none__;',
    'flyway.conf': settings,
  };
  const { document } = read(files, 'db/V1__a.sql');
  expect(document.statements.map(({ parsed, undecided }) => [parsed.filled?.text, undecided])).toEqual([
    ['DROP TABLE t', undefined],
    ['DROP TABLE app.t_old, __none__', '__none__ has no value that is known here'],
  ]);
});
test('where nothing is filled in, what looks like a placeholder is text', () => {
  const files = {
    'db/V1__a.sql': `INSERT INTO t VALUES ('$\{x}', '$\{tab}');`,
    'flyway.conf': 'flyway.placeholders.tab=t\nflyway.placeholderReplacement=false',
  };
  const [statement] = read(files, 'db/V1__a.sql').document.statements;
  expect([statement?.undecided, statement?.parsed.filled]).toEqual([undefined, undefined]);
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

test.each([
  [concurrently, {}, false],
  [`${concurrently} SELECT 1;`, {}, true],
  [`-- first\nCREATE TABLE t (a int);\n${concurrently}`, {}, true],
  [`${concurrently} DROP INDEX CONCURRENTLY i;`, {}, false],
  ['CREATE TABLE t (a int); SELECT 1;', {}, false],
  [`${concurrently} SELECT 1;`, { 'flyway.conf': 'flyway.mixed=true' }, false],
  [`${concurrently} SELECT 1;`, { 'flyway.toml': '[flyway]\nmixed = true' }, false],
  [`${concurrently} SELECT 1;`, { 'application.yml': 'spring:\n  flyway:\n    mixed: true' }, false],
  [`${concurrently} SELECT 1;`, { 'flyway.conf': 'flyway.mixed=false' }, true],
  [`${concurrently} SELECT 1;`, { 'V1__a.sql.conf': 'executeInTransaction=false' }, false],
])(
  'what Flyway refuses of one file is not known: %s %j',
  (text, settings: Readonly<Record<string, string>>, refused) => {
    const { history, document } = read({ 'V1__a.sql': text, ...settings }, 'V1__a.sql');
    expect(refusedByTool(history, { ...document, uri: 'file:///r/V1__a.sql' }) !== undefined).toBe(refused);
  },
);

/** The histories of a project, each with its files in their order. */
const histories = (files: Readonly<Record<string, string>>) => {
  const tree = { root: '/r', paths: Object.keys(files), read: (file: string) => files[normal(file)] };
  return openProject(tree, { folders: [], tool: undefined })
    .historiesBelow('/r')
    .map(({ folder, files: own }) => [folder, ...own.filter(({ runs }) => runs).map(({ path }) => path)]);
};
const sql = (...paths: string[]) => Object.fromEntries(paths.map((path) => [path, 'CREATE TABLE t ();']));
const resources = 'a/src/main/resources';
test.each([
  ['flyway.conf', 'flyway.locations=filesystem:sql/common,filesystem:sql/postgres\n', 'sql'],
  ['flyway.toml', '[flyway]\nlocations = ["filesystem:sql/common", "filesystem:./sql/postgres"]\n', 'sql'],
  ['application.properties', 'spring.flyway.locations=classpath:/db/x/common,classpath:db/x/{vendor}\n', 'db/x'],
  ['application.yml', 'spring:\n  flyway:\n    locations: classpath:db/x/common, db/x/{vendor}\n', 'db/x'],
  ['application.yaml', 'flyway:\n  locations:\n    - classpath:db/x/common\n    - classpath:db/x/{vendor}\n', 'db/x'],
])('several locations of %s are one history, by version: %#', (name, text, folder) => {
  const vendor = folder === 'sql' ? 'postgres' : 'postgresql';
  const at = (path: string) => `${resources}/${folder}/${path}`;
  const files = sql(at('common/V1__a.sql'), at(`${vendor}/V2__b.sql`), at('common/V3__c.sql'), at('local/V4__d.sql'));
  expect(histories({ ...files, [`${resources}/${name}`]: text })).toEqual([
    [`/r/${resources}/${folder}`, 'common/V1__a.sql', `${vendor}/V2__b.sql`, 'common/V3__c.sql'],
  ]);
  const { document } = read({ ...files, [`${resources}/${name}`]: text }, at('local/V4__d.sql'));
  expect(document.passedOver).toBe('it is in none of the locations that the settings of Flyway name');
});
test("the folders in Flyway's own location are one history, without those of other databases", () => {
  const at = (path: string) => `${resources}/db/migration/${path}`;
  const files = sql(at('common/V1__a.sql'), at('postgresql/V2__b.sql'), at('h2/V2__b.sql'), at('common/V3__c.sql'));
  expect(histories(files)).toEqual([
    [`/r/${resources}/db/migration`, 'common/V1__a.sql', 'postgresql/V2__b.sql', 'common/V3__c.sql'],
  ]);
});
test('folders whose versions are alike stay histories of their own, and so do those of several modules', () => {
  const twice = sql('db/migration/users/V1__a.sql', 'db/migration/orders/V1__a.sql');
  expect(histories(twice)).toEqual([
    ['/r/db/migration/orders', 'V1__a.sql'],
    ['/r/db/migration/users', 'V1__a.sql'],
  ]);
  const modules = sql(`${resources}/db/migration/V1__a.sql`, 'b/src/main/resources/db/migration/V2__b.sql');
  expect(histories(modules)).toHaveLength(2);
});
