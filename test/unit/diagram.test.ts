/** Diagrams: which tables and foreign keys are shown, what is said to differ, and what becomes of a stranger's names. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type DiagramInput, diagramOf } from '../../server/src/diagram/diagram';
import { place } from '../../server/src/diagram/layout';
import { diagramMermaid } from '../../server/src/diagram/mermaid';
import type { Diagram } from '../../server/src/diagram/model';
import { diagramSvg } from '../../server/src/diagram/svg';
import { foldHistory } from '../../server/src/fold/history';
import type { Schema } from '../../server/src/model/schema';
import { diagramsInMarkdown, fileDiagram } from '../../server/src/report/file-diagram';
import { parseDocument } from '../../server/src/sql/document/document';
import { devOf, schemaOf } from '../support/fake-dev';

const shop = `
CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL, phone integer);
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id), total numeric(10,2));
CREATE INDEX orders_total ON orders (total);
CREATE TABLE invoices (id bigint PRIMARY KEY, order_id bigint UNIQUE REFERENCES orders (id));
CREATE TABLE far (id bigint PRIMARY KEY, invoice_id bigint REFERENCES invoices (id));
`;
/** As the editor asks for an open file that belongs to no history. */
async function ofFile(sql: string, dev = shop): Promise<{ diagram: Diagram; input: DiagramInput; markdown: string }> {
  const known = await devOf(dev);
  const document = parseDocument('file:///a.sql', 1, sql);
  const history = foldHistory({ convention: undefined, files: [document], dev: known });
  const view = { document, history, folded: history.file('file:///a.sql')! };
  const input = fileDiagram(view, known.schema)!;
  const markdown = diagramsInMarkdown([view], known.schema, () => 'db/`a`.sql');
  return { diagram: diagramOf(input), input, markdown };
}
const marked = ({ tables }: Diagram, title: string) => {
  const table = tables.find((one) => one.title === title)!;
  const columns = table.columns.map(({ name, mark, words }) => (mark === 'same' ? name : `${name}: ${words}`));
  return [`${table.mark}: ${table.words}`, ...columns, ...table.parts.map(({ text, words }) => `${text}: ${words}`)];
};
const keysIn = ({ tables, keys }: Diagram) => {
  const titles = new Map(tables.map(({ id, title }) => [id, title]));
  return keys.map(({ from, to, columns, words }) =>
    `${titles.get(from)}.${columns} → ${titles.get(to)} ${words}`.trim(),
  );
};

describe('the diagram of a file', () => {
  it('says of a draft of what dev has what is added, missing and otherwise', async () => {
    const { diagram } = await ofFile(
      'CREATE TABLE orders (id integer PRIMARY KEY, note text, user_id bigint NOT NULL);',
    );
    expect(marked(diagram, 'orders')).toEqual([
      'changed: 1 missing, 1 not in dev, 1 different, 2 constraints and indexes',
      'id: dev: bigint',
      'note: not in dev',
      'user_id',
      'total: missing here',
      'foreign key (user_id) REFERENCES users (id): missing here',
      'index orders_total (total): missing here',
    ]);
    expect(keysIn(diagram)).toEqual(['orders.user_id → users missing here', 'invoices.order_id → orders']);
    expect(diagram.tables.map(({ title, isBeside }) => [title, isBeside])).toEqual([
      ['orders', false],
      ['invoices', true],
      ['users', true],
    ]);
  });
  it('cuts the text of an index only where its box ends', async () => {
    const columns = ['a_long_name_of_a_column', 'another_long_name_of_a_column'];
    const dev = `CREATE TABLE t (${columns.map((name) => `${name} timestamp(3) with time zone`)});
      CREATE INDEX t_long ON t USING gist (${columns});`;
    const made = `CREATE TABLE t (${columns.map((name) => `${name} timestamp(3) without time zone`)});`;
    const { diagram } = await ofFile(made, dev);
    const svg = diagramSvg(diagram, { title: 't', alone: true });
    expect(svg).toContain(`>index t_long (${columns.join(', ')})`);
    const [{ width } = { width: 0 }] = place(diagram).tables;
    const texts = [...svg.matchAll(/class="name" x="24" y="[\d.]+">([^<]+)</g)].map(([, text]) => text!);
    for (const text of texts) expect(24 + text.length * 7.25, text).toBeLessThanOrEqual(width);
  });
  it('says of what is altered, made and dropped that it is so here', async () => {
    const { diagram } = await ofFile(`
      ALTER TABLE users ADD COLUMN mood text, DROP COLUMN phone, ALTER COLUMN email TYPE varchar(80);
      CREATE TABLE tags (id bigint PRIMARY KEY, user_id bigint REFERENCES users);
      DROP TABLE far;`);
    expect(marked(diagram, 'users')).toEqual([
      'changed: 1 added, 1 dropped, 1 different',
      'id',
      'email: dev: text',
      'phone: dropped here',
      'mood: added here',
    ]);
    expect(marked(diagram, 'tags')).toEqual(['added: added here', 'id', 'user_id']);
    expect(marked(diagram, 'far')).toEqual(['dropped: dropped here', 'id', 'invoice_id']);
    expect(keysIn(diagram)).toContain('tags.user_id → users');
    expect(keysIn(diagram)).toContain('far.invoice_id → invoices');
  });
  it('says of what dev has as it is that it is so, and of no dev that it is not known', async () => {
    const { diagram, input } = await ofFile(
      'CREATE TABLE IF NOT EXISTS users (id int8 PRIMARY KEY, email text NOT NULL, phone int4);',
    );
    expect(marked(diagram, 'users')[0]).toBe('same: as dev has it');
    const without = diagramOf({ ...input, dev: undefined });
    expect(marked(without, 'users')[0]).toBe('same: ');
    expect(without.notes).toEqual(['Dev is not known, so nothing is shown to differ from it.']);
  });
});

describe('a pull request', () => {
  it('has the diagram of each file that touches tables', async () => {
    const { markdown } = await ofFile('ALTER TABLE far ADD COLUMN note text;');
    expect(markdown).toBe(`
## Diagram of db/\\\`a\\\`.sql

\`\`\`mermaid
erDiagram
    %% far: 1 added
    "far" {
        bigint id PK
        bigint invoice_id FK
        text note "+ added here"
    }
    "invoices"
    "far" }o--o| "invoices" : "invoice_id"
\`\`\`
`);
    expect((await ofFile('SELECT 1;')).markdown).toBe('');
  });
});

describe('the diagram of dev', () => {
  let dev: Schema;
  beforeAll(async () => {
    dev = await schemaOf(`${shop}
      CREATE TABLE events (id bigint, day date) PARTITION BY RANGE (day);
      CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
      CREATE TABLE people (id bigint PRIMARY KEY, boss bigint REFERENCES people (id));`);
  });
  const of = (about: DiagramInput['about']) =>
    diagramOf({ here: undefined, dev, touched: [], about, isApplied: false });
  it('shows a table with what it leads to and what leads to it', () => {
    const { tables } = of({ tables: ['public\0orders'] });
    expect(tables.map(({ title }) => title)).toEqual(['orders', 'invoices', 'users']);
  });
  it('shows a schema, partitions counted in their table, each in its own place', () => {
    const diagram = of({ schema: 'public' });
    expect(diagram.tables.map(({ title, partitions }) => `${title} ${partitions}`)).toEqual([
      'events 1',
      'far 0',
      'invoices 0',
      'orders 0',
      'people 0',
      'users 0',
    ]);
    const { tables, keys } = place(diagram);
    for (const a of tables)
      for (const b of tables)
        if (a !== b)
          expect(a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y).toBe(
            true,
          );
    expect(keys.length).toBe(4);
    for (const { points } of keys)
      expect(points.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true);
  });
  it('draws no more than can be read, and says how many there are', async () => {
    const many = [...Array(400).keys()].map((at) => `CREATE TABLE t${at} (id bigint PRIMARY KEY);`);
    const large = await schemaOf([...many, 'CREATE TABLE z (id bigint REFERENCES t399 (id));'].join('\n'));
    const { tables, notes } = diagramOf({
      here: undefined,
      dev: large,
      touched: [],
      about: { schema: 'public' },
      isApplied: false,
    });
    expect(tables.length).toBe(250);
    expect(tables.map(({ name }) => name)).toEqual(expect.arrayContaining(['z', 't399']));
    expect(notes).toEqual(['250 of 401 tables are drawn: those with the most foreign keys.']);
  });
  it('is Mermaid with keys and cardinalities', () => {
    expect(diagramMermaid(of({ tables: ['public\0orders'] }))).toBe(`erDiagram
    "orders" {
        bigint id PK
        bigint user_id FK
        numeric(10_2) total
    }
    "invoices"
    "users"
    "orders" }o--|| "users" : "user_id"
    "invoices" |o--o| "orders" : "order_id"
`);
  });
});

describe('names of strangers', () => {
  const names = [
    '</text><script>alert(1)</script>',
    '"onload="alert(1)',
    '%%{init: {"theme": "x"}}%%',
    '```\n# out',
    'a\u202eb\nc',
    'a\ufffe\uffff',
    "'; DROP\t--\\",
    '\u7d75\u{1f600}',
  ];
  let diagram: Diagram;
  beforeAll(async () => {
    const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
    const sql = names.map((name, at) => `CREATE TABLE ${quoted(name + at)} (${quoted(name)} text DEFAULT '<b>');`);
    const dev = await schemaOf(sql.join('\n'));
    diagram = diagramOf({ here: undefined, dev, touched: [], about: { schema: 'public' }, isApplied: false });
    expect(diagram.tables.length).toBeGreaterThanOrEqual(names.length);
  });
  it('are text in SVG', () => {
    const svg = diagramSvg(diagram, { title: names[0]!, alone: true });
    const tags = new Set([...svg.matchAll(/<\/?([^\s>/]*)/g)].map(([, tag]) => tag));
    expect([...tags].sort()).toEqual(['g', 'rect', 'style', 'svg', 'text', 'title']);
    // What follows the name of a tag is attributes, each in quotes that nothing ends but its own.
    for (const [tag] of svg.replace(/<style>[^<]*<\/style>/, '').matchAll(/<[a-z][^>]*>/g))
      expect(tag).toMatch(/^<[a-z]+(?: [a-zA-Z-]+="[^"<]*")*\/?>$/);
    expect(svg).not.toMatch(/\son\w+="/);
    // XML cannot hold it: there would be no drawing at all.
    expect(svg).not.toMatch(/\p{Noncharacter_Code_Point}/u);
  });
  it('are one line each in Mermaid, within quotes that they cannot end', () => {
    const mermaid = diagramMermaid(diagram);
    expect(mermaid).not.toMatch(/[<>`#;\\]|%%\{/);
    for (const line of mermaid.trimEnd().split('\n').slice(1))
      expect(line).toMatch(/^ {4}(?:"[^"]*"(?: \{)?|\}| {4}\S+ \S+(?: "[^"]*")?)$/);
  });
});
