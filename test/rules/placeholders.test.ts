// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what migrations hold
/** Placeholders whose values are told: the text is read with them, and what is found stands where it is written. */
import { beforeAll, describe, expect, it } from 'vitest';
import { openProject, parseMigration } from '../../server/src/conventions/project';
import { foldHistory } from '../../server/src/fold/history';
import type { DevSchema } from '../../server/src/model/dev';
import { check } from '../../server/src/rules/check';
import { applyEdits, fixAll } from '../../server/src/rules/fix-all';
import { decodeSettings } from '../../server/src/settings';
import { parseDocument } from '../../server/src/sql/document/document';
import { loadParser } from '../../server/src/sql/parse';
import { devOf } from '../support/fake-dev';
import { asShipped } from './support';

let dev: DevSchema;
beforeAll(async () => {
  await loadParser();
  dev = await devOf(`CREATE SCHEMA app; CREATE TABLE app.users (id int NOT NULL, note text DEFAULT 'app');`);
});
const placeholders = new Map([
  ['schema', 'app'],
  ['Namespace', 'app'],
  [':APP_SCHEMA', 'app'],
  ['type', 'integer'],
]);
const uri = 'file:///a.sql';
function checked(text: string) {
  const history = foldHistory({ convention: undefined, files: [parseDocument(uri, 1, text, { placeholders })], dev });
  return check({ history, uri, dev, settings: asShipped });
}

describe('a statement whose placeholders have values', () => {
  it.each([
    '${schema}.users',
    '"${schema}".users',
    '{{ schema }}.users',
    '{{ .schema }}.users',
    '{{ index .Options "Namespace" }}.users',
    '<%= schema %>.users',
    ':schema.users',
    ':"schema".users',
    ':APP_SCHEMA.users',
    '@schema@.users',
    '%(schema)s.users',
    '{schema}.users',
    '$schema.users',
  ])('is read: %s', (name) => {
    const text = `ALTER TABLE ${name} ADD COLUMN x int;\nSELECT nam, id FROM ${name} WHERE id = 1;`;
    const { findings, notKnown } = checked(text);
    expect(notKnown).toEqual([]);
    expect(findings.map(({ code, range }) => [code, text.slice(range.start, range.end)])).toEqual([
      ['unknown-column', 'nam'],
    ]);
  });
  it('in strings, bodies and as a literal', () => {
    const text = `COMMENT ON TABLE app.users IS 'of \${schema}';
CREATE FUNCTION app.f() RETURNS int AS $$ SELECT id FROM \${schema}.users $$ LANGUAGE sql;
UPDATE app.users SET note = :'schema';
SELECT null:::APP_SCHEMA.users, id::type FROM app.users;`;
    const { statements } = parseDocument(uri, 1, text, { placeholders });
    expect(statements.map(({ parsed }) => [parsed.status, parsed.filled?.text])).toEqual([
      ['ok', "COMMENT ON TABLE app.users IS 'of app'"],
      ['ok', 'CREATE FUNCTION app.f() RETURNS int AS $$ SELECT id FROM app.users $$ LANGUAGE sql'],
      ['ok', "UPDATE app.users SET note = 'app'"],
      ['ok', 'SELECT null::app.users, id::type FROM app.users'],
    ]);
  });
  it('not in an array or a dollar quote, and others stay not known', () => {
    const text = "SELECT '{schema}'::text[], $schema$ x $schema$;\nSELECT * FROM ${other}.t;";
    const { statements } = parseDocument(uri, 1, text, { placeholders });
    expect(statements.map(({ parsed }) => [parsed.status, parsed.filled])).toEqual([
      ['ok', undefined],
      ['template', undefined],
    ]);
  });
  it('keeps its placeholders: no fix writes over them', () => {
    const text = 'CREATE TABLE ${schema}.users (\n    id ${type},\n    note text\n);';
    const { findings } = checked(text);
    expect(findings.map(({ code }) => code)).toContain('column-nullability');
    const fixed = applyEdits(text, fixAll({ findings }));
    expect(fixed).toBe("CREATE TABLE ${schema}.users (\n    id ${type} NOT NULL,\n    note text DEFAULT 'app'\n);");
  });
  it('a syntax error stands where it is written', () => {
    const text = 'SELECT 1;\nALTER TABLE {{ index .Options "Namespace" }}.users ADDD COLUMN x int;';
    expect(checked(text).findings.map(({ range }) => text.slice(range.start, range.end))).toEqual(['ADDD']);
  });
});

describe('the values', () => {
  const files: Record<string, string> = {
    '/p/flyway.conf': 'flyway.url=x\nflyway.placeholders.schema=app\n# flyway.placeholders.no=1\n',
    '/p/conf/flyway.toml': '[flyway]\nx = 1\n[flyway.placeholders]\nenv = "dev"\nother = \'o\'\n[x]\nno = "1"\n',
    '/p/.gmrc': '{ // graphile\n "placeholders": { ":DB": "app", ":SECRET": "!ENV" } }',
    '/p/sql/V1__a.sql': 'CREATE TABLE ${schema}.t_${env} (id int);',
    '/p/sql/V2__b.sql': 'DROP TABLE ${schema}.t_dev;',
  };
  const paths = Object.keys(files).map((path) => path.slice(3));
  const tree = { root: '/p', paths, read: (path: string) => files[path] };
  it('come from the tools’ own files, and before them from the settings', () => {
    const of = (told?: ReadonlyMap<string, string>) =>
      openProject(tree, { folders: [], tool: undefined, ...(told && { placeholders: told }) }).historyOf(
        '/p/sql/V1__a.sql',
      )!;
    expect(Object.fromEntries(of().placeholders!)).toEqual({ schema: 'app', env: 'dev', other: 'o', ':DB': 'app' });
    expect(of(new Map([['env', 'test']])).placeholders!.get('env')).toBe('test');
    const convention = of();
    const { statements } = parseMigration(convention, convention.files[0]!, {
      uri,
      version: 1,
      text: files['/p/sql/V1__a.sql']!,
    });
    expect(statements[0]!.parsed.ops).toMatchObject([{ name: { value: { schema: 'app', name: 't_dev' } } }]);
  });
  it('are set by name', () => {
    const { settings, problems } = decodeSettings({ migrations: { placeholders: { schema: 'app', ':X': 'y' } } });
    expect([problems, [...settings.migrations.placeholders!]]).toEqual([
      [],
      [
        ...new Map([
          ['schema', 'app'],
          [':X', 'y'],
        ]),
      ],
    ]);
    expect(decodeSettings({ 'migrations.placeholders': { a: 1 } }).problems).toHaveLength(1);
  });
});
