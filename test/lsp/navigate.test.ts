/** Finding the way: dev's own texts, references, rename, symbols, folds, colours, hints, signatures, lenses that act. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type {
  CodeLens,
  DocumentHighlight,
  FoldingRange,
  InlayHint,
  Location,
  SelectionRange,
  SemanticTokens,
  SignatureHelp,
  WorkspaceEdit,
  WorkspaceSymbol,
} from 'vscode-languageserver/node';
import { linesOf } from '../../server/src/features/convert';
import { startClient, type TestClient, type TestFile } from '../support/client';
import { FakeDev } from '../support/fake-dev';

const shop = `
CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL, phone text);
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id));
CREATE VIEW callable AS SELECT id, phone FROM users WHERE phone IS NOT NULL;
CREATE FUNCTION pick(a integer, b text[] DEFAULT ARRAY['(', ','], c numeric DEFAULT 1.5) RETURNS integer LANGUAGE sql AS $$ SELECT a $$;
CREATE FUNCTION greet(who text, loud boolean DEFAULT false) RETURNS text LANGUAGE sql AS $$ SELECT 'hi ' || who $$;
`;
const files = {
  '/project/migrations/001_a.sql': 'CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL);\n',
  '/project/migrations/002_b.sql':
    'CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id));\n',
  '/project/migrations/003_c.sql': '',
};
const ours = {
  textDocument: { diagnostic: {}, semanticTokens: { requests: {}, tokenTypes: [], tokenModifiers: [], formats: [] } },
  workspace: { diagnostics: { refreshSupport: true } },
  experimental: { devschemaDocuments: true },
};

let client: TestClient;
beforeEach(async () => {
  client = await startClient({ dev: await FakeDev.of(shop), files, capabilities: ours });
  await client.settled();
});
afterEach(async () => {
  expect(client.received.errors).toEqual([]);
  await client.stop();
});
const ask = <T>(method: string, file: TestFile, more: object = {}) =>
  client.connection.sendRequest<T>(`textDocument/${method}`, {
    textDocument: { uri: file.uri },
    position: file.position(file.cursor),
    ...more,
  });
const open = (text: string) => client.open(text, '/project/migrations/003_c.sql');

describe('what only dev has', () => {
  it('is a text that leads to the name in it', async () => {
    const file = await open('SELECT pho<|>ne FROM callable;');
    const [found] = await file.definitions();
    expect(found?.uri).toBe('devschema:/view/public/callable.sql');
    const { text } = await client.request('devschema/document', { uri: found!.uri });
    expect(text.split('\n')[found!.range.start.line]?.slice(found!.range.start.character)).toMatch(/^phone/);
  });
  it('is said not to be there where dev has it not', async () => {
    const gone = client.request('devschema/document', { uri: 'devschema:/table/public/nowhere.sql' });
    await expect(gone).rejects.toThrow('Dev does not have what');
  });
});

describe('references', () => {
  it('of a table are in every migration, and in the views of dev', async () => {
    const file = await open('ALTER TABLE us<|>ers ADD COLUMN note text;\n-- users\nSELECT 1 AS users;');
    const found = await ask<Location[]>('references', file, { context: { includeDeclaration: true } });
    expect(found.map(({ uri }) => uri.split('/').at(-1))).toEqual([
      '001_a.sql',
      '002_b.sql',
      '003_c.sql',
      'callable.sql',
    ]);
  });
  it('of a column are of that table only, in bodies too', async () => {
    const file = await open(
      'SELECT e<|>mail FROM users;\nDO $$ BEGIN UPDATE users SET email = 1; END $$;\nSELECT 1 AS email;',
    );
    const found = await ask<Location[]>('references', file, { context: { includeDeclaration: true } });
    expect(found.map(({ uri, range }) => `${uri.split('/').at(-1)} ${range.start.line}`)).toEqual([
      '001_a.sql 0',
      '003_c.sql 0',
      '003_c.sql 1',
    ]);
    const here = await ask<DocumentHighlight[]>('documentHighlight', file);
    expect(here.map(({ range }) => range.start.line)).toEqual([0, 1]);
  });
});

describe('rename', () => {
  it('changes what this file makes, wherever it is named', async () => {
    const file = await open('CREATE TABLE no<|>tes (id int);\nCREATE INDEX ON notes (id);');
    const { changes } = await ask<WorkspaceEdit>('rename', file, { newName: 'my notes' });
    expect(changes?.[file.uri]?.map(({ newText, range }) => `${range.start.line} ${newText}`)).toEqual([
      '0 "my notes"',
      '1 "my notes"',
    ]);
  });
  const bills = 'CREATE TABLE bills (id int, due date, issued date);\n';
  it.each<[string, string]>([
    ['SELECT due FROM bills WHERE bills.due > now();', 'SELECT X FROM bills WHERE bills.X > now();'],
    // What a query calls by that name itself is another column.
    [
      'SELECT bills.due FROM (SELECT due AS due FROM bills) AS bills WHERE bills.due > now();',
      'SELECT bills.due FROM (SELECT X AS due FROM bills) AS bills WHERE bills.due > now();',
    ],
    [
      'SELECT q.due FROM (SELECT b.due, id FROM bills b) AS q ORDER BY q.due;',
      'SELECT q.X FROM (SELECT b.X, id FROM bills b) AS q ORDER BY q.X;',
    ],
    [
      'WITH q AS (SELECT due FROM bills) SELECT q.due FROM q JOIN q o ON o.due = q.due;',
      'WITH q AS (SELECT X FROM bills) SELECT q.X FROM q JOIN q o ON o.X = q.X;',
    ],
    [
      'WITH q (due) AS (SELECT due FROM bills) SELECT q.due FROM q;',
      'WITH q (due) AS (SELECT X FROM bills) SELECT q.due FROM q;',
    ],
    [
      'CREATE TRIGGER t BEFORE UPDATE ON bills FOR EACH ROW WHEN (OLD.due IS DISTINCT FROM NEW.due) EXECUTE FUNCTION f();',
      'CREATE TRIGGER t BEFORE UPDATE ON bills FOR EACH ROW WHEN (OLD.X IS DISTINCT FROM NEW.X) EXECUTE FUNCTION f();',
    ],
    [
      'SELECT extract(year FROM due), trim(both from due::text) FROM bills WHERE due IS NOT DISTINCT FROM issued;',
      'SELECT extract(year FROM X), trim(both from X::text) FROM bills WHERE X IS NOT DISTINCT FROM issued;',
    ],
    [
      'CREATE FUNCTION f() RETURNS date LANGUAGE plpgsql AS $$ DECLARE r bills%ROWTYPE; BEGIN r.due := now(); RETURN r.due; END $$;',
      'CREATE FUNCTION f() RETURNS date LANGUAGE plpgsql AS $$ DECLARE r bills%ROWTYPE; BEGIN r.X := now(); RETURN r.X; END $$;',
    ],
    // A view goes on calling its column as it did.
    [
      'CREATE VIEW v AS SELECT id, due, b.due + 1 AS next FROM bills b WHERE due > now();\nSELECT due FROM v;',
      'CREATE VIEW v AS SELECT id, X AS due, b.X + 1 AS next FROM bills b WHERE X > now();\nSELECT due FROM v;',
    ],
    [
      'CREATE TABLE k AS SELECT x.due FROM (SELECT due FROM bills) x;',
      'CREATE TABLE k AS SELECT x.X AS due FROM (SELECT X FROM bills) x;',
    ],
    [
      'CREATE MATERIALIZED VIEW v (a) AS SELECT due FROM bills;',
      'CREATE MATERIALIZED VIEW v (a) AS SELECT X FROM bills;',
    ],
    ['SELECT id AS due FROM bills ORDER BY due, issued;', 'SELECT id AS due FROM bills ORDER BY due, issued;'],
    ['SELECT id FROM bills ORDER BY due;', 'SELECT id FROM bills ORDER BY X;'],
    [
      'CREATE FUNCTION f(i bills, n int) RETURNS date LANGUAGE sql AS $$ SELECT i.due $$;',
      'CREATE FUNCTION f(i bills, n int) RETURNS date LANGUAGE sql AS $$ SELECT i.X $$;',
    ],
  ])('of a column reaches every place that means it: %s', async (text, wanted) => {
    const file = await open(`${bills.replace('due', 'd<|>ue')}${text}`);
    const { changes } = await ask<WorkspaceEdit>('rename', file, { newName: 'X' });
    const edits = changes?.[file.uri] ?? [];
    const lines = linesOf({ text: file.text });
    let renamed = file.text;
    for (const { range, newText } of [...edits].sort(
      (a, b) => lines.offset(b.range.start) - lines.offset(a.range.start),
    ))
      renamed = `${renamed.slice(0, lines.offset(range.start))}${newText.replaceAll('"', '')}${renamed.slice(lines.offset(range.end))}`;
    expect(renamed).toBe(`${bills.replace('due', 'X')}${wanted}`);
  });
  it.each([
    ['CREATE TABLE no<|>tes (id int);', 'users', 'users exists already'],
    ['CREATE TABLE no<|>tes (id int); CREATE VIEW seen AS SELECT 1 AS a;', 'seen', 'seen exists already'],
    ['CREATE TABLE notes (i<|>d int, body text);', 'body', 'body exists already'],
    [
      'CREATE TABLE notes (id int, body text); CREATE INDEX no<|>tes_idx ON notes (id);',
      'notes',
      'notes exists already',
    ],
  ])('does not take a name that something else has: %s', async (text, newName, said) => {
    const file = await open(text);
    await expect(ask('rename', file, { newName })).rejects.toThrow(said);
  });
  it.each([
    ['CREATE TABLE no<|>tes (id int);\nALTER TABLE notes RENAME TO remarks;\nSELECT * FROM remarks;', ['0:13', '1:12']],
    [
      'CREATE TABLE notes (bo<|>dy text);\nALTER TABLE notes RENAME COLUMN body TO txt;\nSELECT txt FROM notes;',
      ['0:20', '1:32'],
    ],
    ['CREATE TABLE notes (bo<|>dy text);\nALTER TABLE notes RENAME body TO txt;', ['0:20', '1:25']],
    [
      "CREATE TABLE no<|>tes (id int);\nSELECT 'notes'::regclass, to_regclass('public.notes');",
      ['0:13', '1:8', '1:46'],
    ],
  ])('follows ALTER … RENAME and regclass: %s', async (text, places) => {
    const file = await open(text);
    const { changes } = await ask<WorkspaceEdit>('rename', file, { newName: 'zz9' });
    const { line, character } = { line: 'line', character: 'character' } as const;
    expect(changes![file.uri]!.map(({ range }) => `${range.start[line]}:${range.start[character]}`)).toEqual(places);
  });
  it('takes no name that PostgreSQL would cut', async () => {
    const file = await open('CREATE TABLE no<|>tes (id int);');
    const newName = 'ä'.repeat(32);
    await expect(ask('rename', file, { newName })).rejects.toThrow(/63 bytes/);
    await expect(ask('rename', file, { newName: newName.slice(1) })).resolves.toBeDefined();
  });
  it('is refused where a place cannot follow, which is named', async () => {
    const file = await open(
      'CREATE TABLE notes (id int, bo<|>dy text);\nCREATE TABLE more (body text);\nSELECT * FROM notes JOIN more USING (body);',
    );
    await expect(ask('rename', file, { newName: 'text' })).rejects.toThrow(/Line 3 would then be wrong: .*body/);
  });
  it.each([
    [
      'a join that says USING',
      'CREATE TABLE more (body text);\nSELECT * FROM notes JOIN more USING (body);',
      'Line 2 of 004_d.sql would then be wrong: .*body',
    ],
    [
      'what a view with * gives',
      'CREATE VIEW v AS SELECT * FROM notes;\nSELECT body FROM v;',
      'Line 2 of 004_d.sql would then be wrong: .*body',
    ],
  ])('is refused where a place in another file cannot follow: %s', async (_what, text, said) => {
    await client.open(text, '/project/migrations/004_d.sql');
    const file = await open('CREATE TABLE notes (id int, bo<|>dy text);');
    await expect(ask('rename', file, { newName: 'txt' })).rejects.toThrow(new RegExp(said));
  });
  it('changes every file that follows, with what was wrong in them before', async () => {
    const next = await client.open(
      'CREATE VIEW v AS SELECT body FROM notes;\nSELECT nothing FROM notes;',
      '/project/migrations/004_d.sql',
    );
    const file = await open('CREATE TABLE notes (id int, bo<|>dy text);');
    const { changes } = await ask<WorkspaceEdit>('rename', file, { newName: 'txt' });
    expect(Object.keys(changes!)).toEqual([file.uri, next.uri]);
    expect(changes![next.uri]!.map(({ newText }) => newText)).toEqual(['txt AS body']);
  });
  it('leaves an open file alone that makes its own of that name', async () => {
    const text = 'CREATE TABLE notes (id int, body text);\nSELECT body FROM notes;';
    await client.open(text, '/project/drafts/other.sql');
    const file = await client.open(text.replace('body', 'bo<|>dy'), '/project/drafts/one.sql');
    const { changes } = await ask<WorkspaceEdit>('rename', file, { newName: 'txt' });
    expect(Object.keys(changes!)).toEqual([file.uri]);
  });
  it('does not touch what dev has', async () => {
    const file = await open('ALTER TABLE us<|>ers ADD COLUMN x int;');
    await expect(ask('prepareRename', file)).rejects.toThrow('Dev has users already');
  });
});

describe('symbols of the workspace', () => {
  it('are what migrations make and what dev has', async () => {
    await open('SELECT 1;');
    const found = await client.connection.sendRequest<WorkspaceSymbol[]>('workspace/symbol', { query: 'usr' });
    expect(found.map(({ name, containerName }) => `${name} in ${containerName}`)).toEqual([
      'users in 001_a.sql',
      'user_id in 002_b.sql',
      'users in dev: bazaar',
    ]);
  });
});

describe('folds and selections', () => {
  it('fold statements, their elements, bodies, and comments', async () => {
    const file = await open(
      '-- one\n-- two\nCREATE TABLE a (\n  id int,\n  b int\n);\nDO $$\nBEGIN\n  PERFORM 1;\nEND $$;',
    );
    const folds = await ask<FoldingRange[]>('foldingRange', file);
    expect(folds.map(({ startLine, endLine }) => `${startLine}-${endLine}`)).toEqual(['0-1', '2-4', '6-8', '7-8']);
  });
  it('grow from a name to the statement', async () => {
    const file = await open('SELECT 1; CREATE TABLE a (id int, note numeric(10, 2) NOT NULL);');
    const at = file.text.indexOf('note');
    const [first] = await ask<SelectionRange[]>('selectionRange', file, { positions: [file.position(at)] });
    const texts: string[] = [];
    for (let one: SelectionRange | undefined = first; one; one = one.parent) texts.push(file.covered(one.range));
    expect(texts.slice(0, 5)).toEqual([
      'note',
      'note numeric(10, 2) NOT NULL',
      'id int, note numeric(10, 2) NOT NULL',
      '(id int, note numeric(10, 2) NOT NULL)',
      'CREATE TABLE a (id int, note numeric(10, 2) NOT NULL)',
    ]);
  });
});

describe('colours and hints', () => {
  const everything = { range: { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } } };
  it('tell what dev has from what the file makes', async () => {
    const file = await open('CREATE TABLE fresh (a int);\nSELECT email FROM users;');
    const { data } = await ask<SemanticTokens>('semanticTokens/range', file, everything);
    const modifiers = data.flatMap((one, at) => (at % 5 === 4 ? [one] : []));
    expect(modifiers).toEqual([2, 2, 1, 1]);
  });
  it('tell what nothing has, where a finding says so', async () => {
    const file = await open('SELECT now(), u.mood, u.email FROM users u;\nDROP TABLE gone;');
    const { data } = await ask<SemanticTokens>('semanticTokens/range', file, everything);
    const missing = data.flatMap((one, at) => (at % 5 === 4 && (one & 4) !== 0 ? [data[at - 2]] : []));
    expect(missing).toEqual(['mood'.length, 'gone'.length]);
  });
  it('show types beside given columns, and names that will be chosen', async () => {
    const file = await open(
      "INSERT INTO users (id, email) VALUES (1, 'x');\nUPDATE users SET phone = NULL WHERE id = 1;\nCREATE TABLE t (id int PRIMARY KEY, u bigint, UNIQUE (u), CONSTRAINT c CHECK (u > 0));\nCREATE INDEX ON t (u);",
    );
    const hints = await ask<InlayHint[]>('inlayHint', file, everything);
    expect(hints.map(({ label, position }) => `${position.line} ${label}`)).toEqual([
      '0 : bigint',
      '0 : text',
      '1 : text',
      '2 t_pkey: ',
      '2 t_u_key: ',
      '3 t_u_idx: ',
    ]);
  });
});

describe('signatures', () => {
  it.each<[string, string, number]>([
    ["SELECT greet('a', <|>)", 'greet(who text, loud boolean DEFAULT false) → text', 1],
    ['SELECT pick(1, <|>)', "pick(a integer, b text[] DEFAULT ARRAY['(', ','], c numeric DEFAULT 1.5) → integer", 1],
    ['SELECT lower(<|>', 'lower(text) → text', 0],
    ['INSERT INTO users (id, phone) VALUES (1, <|>', 'users (id bigint not null, phone text)', 1],
  ])('%s', async (text, label, active) => {
    const help = await ask<SignatureHelp | null>('signatureHelp', await open(text));
    expect(help?.signatures.map((one) => one.label)).toContain(label);
    expect(help?.activeParameter).toBe(active);
  });
  it('is none outside of brackets', async () => {
    expect(await ask('signatureHelp', await open('SELECT 1 <|>'))).toBeNull();
  });
});

describe('lenses', () => {
  it('count what differs, and act', async () => {
    const file = await client.open(
      'CREATE TABLE users (\n  id bigint PRIMARY KEY,\n  nick text\n);',
      '/project/draft.sql',
    );
    const lenses = await ask<CodeLens[]>('codeLens', file);
    expect(lenses.map(({ command }) => `${command?.title} → ${command?.command}`)).toEqual([
      '3 columns in dev → devschema.openDevObject',
      '2 missing · 1 not in dev → devschema.showFindings',
      'Compare → devschema.compareWithDev',
      'Insert missing → devschema.insertMissing',
      'Diagram → devschema.showDiagram',
    ]);
  });
});

describe('a diagram', () => {
  it('of the open file says what differs, and where its tables are made', async () => {
    const file = await open('ALTER TABLE users ADD COLUMN mood text, ALTER COLUMN email TYPE varchar(80);\n<|>');
    const { title, svg, tables } = await client.request('devschema/diagram', { uri: file.uri });
    expect(title).toBe('003_c.sql');
    expect(svg).toContain('aria-label="column mood, text, nullable, added here"');
    expect(svg).toContain('aria-label="column email, character varying(80), not null, dev: text"');
    const users = tables.find(({ label }) => label === 'users');
    expect(users?.statements).toEqual([
      { uri: file.uri, range: { start: { line: 0, character: 0 }, end: { line: 0, character: 75 } } },
    ]);
    expect(users?.address).toBe('devschema:/table/public/users.sql');
    expect(users?.columns.map(({ name }) => name)).toContain('mood');
    expect(tables.map(({ label }) => label)).toEqual(['users', 'orders']);
  });
  it('of a table or a schema is drawn without a file, and kept as SVG and Mermaid', async () => {
    const table = { schema: 'public', name: 'orders' };
    expect((await client.request('devschema/diagram', { table })).tables.length).toBe(2);
    const mermaid = await client.request('devschema/diagramText', { schema: 'public', form: 'mermaid' });
    expect(mermaid.text).toContain('"orders" }o--|| "users" : "user_id"');
    const svg = await client.request('devschema/diagramText', { schema: 'public', form: 'svg' });
    expect(svg.text).toContain('<style>');
    await expect(client.request('devschema/diagram', {})).rejects.toThrow('Open the migration');
  });
});
