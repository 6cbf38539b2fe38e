/** What Liquibase's changelogs say of SQL files: their order, how they are sent, what `${name}` stands for in them. */
import { beforeAll, describe, expect, it } from 'vitest';
import { toolNamed } from '../../server/src/conventions';
import type { Convention } from '../../server/src/conventions/convention';
import { fileOf, openProject, parseMigration } from '../../server/src/conventions/project';
import { cutBy } from '../../server/src/conventions/transactions';
import { loadParser } from '../../server/src/sql/parse';

beforeAll(() => loadParser());

type Texts = Readonly<Record<string, string>>;
function history(texts: Texts, of: string): Convention | undefined {
  const tree = {
    root: '/w',
    paths: Object.keys(texts).sort(),
    read: (path: string) => texts[path.slice('/w/'.length)],
  };
  return openProject(tree, { folders: [], tool: undefined }).historyOf(`/w/${of}`);
}
function document(texts: Texts, path: string) {
  const convention = history(texts, path)!;
  const file = fileOf(convention, `/w/${path}`)!;
  const uri = `file:///w/${path}`;
  return { convention, document: parseMigration(convention, file, { uri, version: 1, text: texts[path]! }) };
}
/** Each statement as it is sent; what is not known of it, or that it does not run, in front. */
function sent(texts: Texts, path: string): readonly string[] {
  const { document: read } = document(texts, path);
  if (read.passedOver !== undefined) return [read.passedOver];
  return read.statements.map(({ parsed, runs, undecided }) => {
    const why = undecided ?? (parsed.status === 'ok' ? undefined : parsed.status);
    const text = parsed.filled?.text ?? parsed.text;
    return `${why === undefined ? '' : `(${why}) `}${runs ? '' : '(not run) '}${text}`;
  });
}
const xml = (body: string) => `<?xml version="1.0"?>\n<databaseChangeLog>${body}</databaseChangeLog>`;
const set = (body: string, rest = '') => `--liquibase formatted sql\n${rest}\n--changeset a:1\n${body}`;

describe('a property of a changelog', () => {
  const file = { 'db/a.sql': set(`CREATE TABLE \${s}.a (b int);`) };
  const root = (body: string) => ({ ...file, 'db/changelog.xml': xml(`${body}<include file="a.sql"/>`) });
  it.each([
    ['its value', '<property name="s" value="app"/>', 'CREATE TABLE app.a (b int)'],
    [
      'of this database',
      '<property name="s" value="o" dbms="oracle"/><property name="s" value="p" dbms="h2, postgresql"/>',
      'CREATE TABLE p.a (b int)',
    ],
    [
      'the first of two',
      '<property name="s" value="one"/><property name="s" value="two"/>',
      'CREATE TABLE one.a (b int)',
    ],
    [
      'of the changelog alone, the last',
      '<property name="s" value="one" global="false"/><property name="s" value="two" global="false"/>',
      'CREATE TABLE two.a (b int)',
    ],
    [
      'with another in it',
      `<property name="p" value="x"/><property name="s" value="\${p}_y"/>`,
      'CREATE TABLE x_y.a (b int)',
    ],
    ['escaped', '<property name="s" value="&quot;A b&quot;"/>', 'CREATE TABLE "A b".a (b int)'],
    [
      'not known where contexts choose',
      '<property name="s" value="one" context="test"/><property name="s" value="two"/>',
      `(template) CREATE TABLE \${s}.a (b int)`,
    ],
    [
      'the same in all contexts',
      '<property name="s" value="one" context="test"/><property name="s" value="one"/>',
      'CREATE TABLE one.a (b int)',
    ],
    ['not told', '', `(template) CREATE TABLE \${s}.a (b int)`],
    [
      'told too late',
      '<include file="a.sql"/><property name="s" value="app"/>',
      `(template) CREATE TABLE \${s}.a (b int)`,
    ],
  ])('%s', (_, body, expected) => {
    expect(sent(root(body), 'db/a.sql')).toEqual([expected]);
  });
  it('gives way to what liquibase.properties says', () => {
    const texts = (said: string) => ({ ...root('<property name="s" value="low"/>'), 'liquibase.properties': said });
    expect(sent(texts('url: jdbc:x\nparameter.s: app\n'), 'db/a.sql')).toEqual(['CREATE TABLE app.a (b int)']);
    expect(sent(texts('#parameter.s=app\n'), 'db/a.sql')).toEqual(['CREATE TABLE low.a (b int)']);
    expect(sent({ ...root(''), 'liquibase.properties': `parameter.s = \${E}` }, 'db/a.sql')).toEqual([
      `(template) CREATE TABLE \${s}.a (b int)`,
    ]);
  });
  it('is the changelog’s own that includes the file, or of one above it', () => {
    const texts = {
      'db/changelog.xml': xml(
        '<property name="s" value="up" global="false"/><include file="x/log.xml"/><include file="b.sql"/>',
      ),
      'db/x/log.xml': xml(
        '<property name="t" value="low" global="false"/><include relativeToChangelogFile="true" file="a.sql"/>',
      ),
      'db/x/a.sql': set(`SELECT * FROM \${s}.\${t};`),
      'db/b.sql': set(`SELECT * FROM \${s}.\${t};`),
    };
    expect(sent(texts, 'db/x/a.sql')).toEqual(['SELECT * FROM up.low']);
    expect(sent(texts, 'db/b.sql')).toEqual([`(template) SELECT * FROM up.\${t}`]);
  });
  it('is read of YAML, JSON, a file of properties and SQL', () => {
    const yaml = `databaseChangeLog:
  - property:
      name: s   # where all is
      value: "app"
      dbms: postgresql
  - property: { name: t, value: x }
  - property:
      file: my.properties
  - changeSet:
      id: 0
      author: a
      changes:
        - sql:
            sql: |
              - property:
                  name: s
                  value: no
  - include:
      file: a.sql
      relativeToChangelogFile: true
`;
    const text = set(
      `SELECT \${s}, \${t}, \${u.v}, \${w}, '\${s}', '\${gone}';`,
      '--property name:w value:"12" dbms:postgresql',
    );
    const texts = { 'db/db.changelog-master.yaml': yaml, 'db/my.properties': '# of all\nu.v = 7\n', 'db/a.sql': text };
    expect(sent(texts, 'db/a.sql')).toEqual([
      `(\${gone} has no value that is known here) SELECT app, x, 7, 12, 'app', '\${gone}'`,
    ]);
    const json = JSON.stringify({
      databaseChangeLog: [{ property: { name: 's', value: 'app' } }, { include: { file: 'a.sql' } }],
    });
    expect(sent({ 'db/changelog.json': json, 'db/a.sql': set(`SELECT \${s}`) }, 'db/a.sql')).toEqual(['SELECT app']);
  });
  it('leads back to where it is written', () => {
    const { document: read } = document(root('<property name="s" value="a_long_name"/>'), 'db/a.sql');
    const { text, ops } = read.statements[0]!.parsed;
    const [op] = ops;
    if (op?.op !== 'create table') throw new Error('not a table');
    expect(text.slice(op.name.range.start, op.name.range.end)).toBe(`\${s}.a`);
  });
});

describe('a file that a sqlFile names', () => {
  const changes = (body: string, how = '') => `<changeSet id="2" author="bob" ${how}>${body}</changeSet>`;
  const texts = (body: string, how?: string): Texts => ({
    'src/main/resources/db/changelog.xml': xml(
      `<include file="db/one.sql"/>${changes(body, how)}<include file="db/z/three.sql"/>`,
    ),
    'src/main/resources/db/one.sql': set('CREATE TABLE one (a int);'),
    'src/main/resources/db/z/two.sql': 'CREATE TABLE two (a int);\n/\nCREATE TABLE more (a int)',
    'src/main/resources/db/z/three.sql': set('CREATE TABLE three (a int);'),
  });
  const two = 'src/main/resources/db/z/two.sql';
  it.each([
    ['from the class path', '<sqlFile path="db/z/two.sql"/>'],
    ['beside the changelog', '<sqlFile relativeToChangelogFile="true" path="z/two.sql"></sqlFile>'],
    ['by a prefix', '<sqlFile path="classpath:db/z/two.sql"/><rollback><sqlFile path="db/one.sql"/></rollback>'],
  ])('is of the history, in its place: %s', (_, body) => {
    const found = history(texts(body), two);
    expect(found?.files.map(({ path, runs }) => [path, runs])).toEqual([
      ['one.sql', true],
      ['z/two.sql', true],
      ['z/three.sql', true],
    ]);
    expect(sent(texts(body), two)).toEqual(['CREATE TABLE two (a int)', 'CREATE TABLE more (a int)']);
  });
  it('is sent as it says', () => {
    const by = (how: string, changeset = '') => {
      const all = texts(`<sqlFile path="db/z/two.sql" ${how}/>`, changeset);
      const found = history(all, two)!;
      return [
        ...sent(all, two),
        ...found.sections(all[two]!, 'z/two.sql').map(({ noTransaction }) => noTransaction === true),
      ];
    };
    expect(by('endDelimiter="/"', 'runInTransaction="false"')).toEqual([
      'CREATE TABLE two (a int)',
      'CREATE TABLE more (a int)',
      true,
    ]);
    expect(by('splitStatements="false"')[0]).toMatch(/^\(syntax error\) /);
    expect(by('', 'ignore="true"')[0]).toMatch(/^\(not run\) /);
    expect(by('dbms="mysql"')[0]).toMatch(/MySQL, as changelog.xml says/);
    expect(by('', 'dbms="h2,hsqldb"')[0]).toMatch(/h2,hsqldb, as changelog.xml says/);
  });
  it('has run where Liquibase’s table says so', () => {
    const found = history(texts('<sqlFile path="db/z/two.sql"/>'), two)!;
    const file = fileOf(found, `/w/${two}`)!;
    const table = (id: string, author: string) => ({
      tool: 'liquibase',
      table: 'databasechangelog',
      entries: [{ id, name: `db/changelog.xml::${id}::${author}`, failed: false }],
    });
    const isApplied = (id: string, author: string) => found.isApplied(file, table(id, author) as never, '');
    expect([isApplied('2', 'bob'), isApplied('2', 'eve'), isApplied('3', 'bob')]).toEqual([true, false, false]);
  });
  it('may be the only kind there is', () => {
    const yaml = `databaseChangeLog:
- changeSet:
    id: 1
    author: a
    changes:
    - sqlFile:
        path: sql/one.sql
        relativeToChangelogFile: true
    - sqlFile: {path: sql/two.sql, relativeToChangelogFile: true}
    rollback:
    - sqlFile:
        path: sql/one_back.sql
`;
    const all = {
      'x/changelog.yaml': yaml,
      'x/sql/two.sql': 'SELECT 2',
      'x/sql/one.sql': 'SELECT 1',
      'x/sql/one_back.sql': 'SELECT 0',
    };
    expect(history(all, 'x/sql/one.sql')?.files.map(({ path, runs }) => [path, runs])).toEqual([
      ['sql/one.sql', true],
      ['sql/two.sql', true],
      ['sql/one_back.sql', false],
    ]);
  });
  it('is sent as a whole where it is included without changesets of its own', () => {
    const all = { 'db/changelog.xml': xml('<include file="a.sql"/>'), 'db/a.sql': 'SELECT 1; SELECT 2' };
    expect(sent(all, 'db/a.sql')).toEqual(['SELECT 1; SELECT 2']);
  });
});

describe('a semicolon within dollar quotes', () => {
  const liquibase = toolNamed('liquibase')!;
  const cut = (body: string, of = '') => {
    const text = `--liquibase formatted sql\n--changeset a:1${of}\n${body}`;
    const texts = { 'db/a.sql': text };
    const { convention, document: read } = document(texts, 'db/a.sql');
    const by = cutBy(liquibase, read, convention)!;
    return read.statements.map((one) =>
      by(one) ? text.slice(one.range.start, by(one)!.end).replace(/\s+/g, ' ') : '',
    );
  };
  const plpgsql = (body: string) => `CREATE FUNCTION f() RETURNS int AS $$ ${body} $$ LANGUAGE plpgsql;\nSELECT 1;`;
  it.each([
    ['within BEGIN and END', plpgsql("BEGIN PERFORM 1; /* ; */ RETURN ';'; -- ;\nEND"), ''],
    [
      'before them',
      plpgsql('DECLARE a int; BEGIN RETURN 1; END'),
      'CREATE FUNCTION f() RETURNS int AS $$ DECLARE a int;',
    ],
    [
      'after an END IF',
      plpgsql('BEGIN IF true THEN PERFORM 1; END IF; RETURN 1; END'),
      'CREATE FUNCTION f() RETURNS int AS $$ BEGIN IF true THEN PERFORM 1; END IF;',
    ],
    [
      'in SQL',
      "CREATE FUNCTION f() RETURNS int AS $$ SELECT 1; SELECT 2; $$ LANGUAGE sql;\nSELECT ';';",
      'CREATE FUNCTION f() RETURNS int AS $$ SELECT 1;',
    ],
  ])('%s', (_, body, expected) => {
    expect(cut(body)).toEqual([expected, '']);
  });
  it('is kept where the changeset says so', () => {
    const body = plpgsql('DECLARE a int; BEGIN RETURN 1; END');
    expect(cut(body, ' splitStatements:false').every((one) => one === '')).toBe(true);
    expect(cut(body.replaceAll(';\n', '\n//\n'), ' endDelimiter://').every((one) => one === '')).toBe(true);
  });
});

describe('changesets of other databases', () => {
  it('are not read, and do not make the folder another database’s', () => {
    const text = `--liquibase formatted sql
--changeset a:1 dbms:mysql
CREATE TABLE \`x\` (a int) ENGINE=InnoDB;
--changeset a:2 dbms:postgresql
CREATE TABLE x (a int);
`;
    expect(sent({ 'db/a.sql': text }, 'db/a.sql')).toEqual(['CREATE TABLE x (a int)']);
  });
});
