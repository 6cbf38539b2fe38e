/** Open a migration, see where it and dev disagree, put it right: as an editor does it. */
import { afterEach, describe, expect, it } from 'vitest';
import type { TestClient, TestFile } from '../support/client';
import { startClient } from '../support/client';
import { FakeDev } from '../support/fake-dev';
import { draft, guide, placeholders } from '../support/guide';

let client: TestClient;
afterEach(async () => {
  expect(client.received.errors).toEqual([]);
  await client.stop();
});

async function withGuide(settings?: unknown): Promise<TestClient> {
  client = await startClient({ dev: await FakeDev.of(guide), ...(settings !== undefined && { settings }) });
  await client.settled();
  return client;
}
const codes = (file: TestFile) => file.diagnostics().then((all) => all.map(({ code }) => code));

describe('the near-miss', () => {
  it('shows what dev has and the draft lacks, on the names they belong to', async () => {
    const file = await (await withGuide()).open(draft);
    const findings = await file.findings();
    const [first] = findings;
    expect(first).toContain(
      '"bazaar-vid_brand_extraction" has 29 columns in dev, 22 here. Missing: user_id, extraction_version,',
    );
    expect(first).toContain('IF NOT EXISTS');
    for (const extra of ['brand_description', 'logo_url', 'accent_color', 'font_primary', 'status'])
      expect(
        findings.some((one) => one.includes(`dev has no column ${extra} `)),
        extra,
      ).toBe(true);
    expect(findings.filter((one) => one.includes('dev has no column '))).toHaveLength(9);
    expect(findings.join('\n')).toContain('bazaar-vid_brand_extraction_extraction_id_key');
    expect(findings.join('\n')).toContain('brand_extraction_visual_gin');
  });

  it('gives each diagnostic its source, its code and the page of its rule', async () => {
    const file = await (await withGuide()).open(draft);
    const [first] = await file.diagnostics();
    expect(first).toMatchObject({ source: 'DevSchema', severity: 2 });
    expect(first?.codeDescription?.href).toMatch(new RegExp(`/docs/rules/${first?.code}\\.md$`));
    expect(file.covered(first!.range)).toBe('"bazaar-vid_brand_extraction"');
  });

  it('is marked where IF NOT EXISTS would skip it, so that the client offers what target lacks', async () => {
    const server = await withGuide();
    const marks = async (text: string) =>
      new Set((await (await server.open(text)).diagnostics()).map(({ data }) => JSON.stringify(data)));
    expect(await marks(draft)).toEqual(new Set(['{"skipped":true}']));
    expect(await marks(draft.replace('IF NOT EXISTS ', ''))).toEqual(new Set([undefined]));
  });

  it('gets all that it lacks by one action for the file, which takes nothing out', async () => {
    const file = await (await withGuide()).open(draft);
    const [all, ...others] = await file.actions({ only: ['source.fixAll'] });
    expect([all?.kind, others]).toEqual(['source.fixAll.devschema', []]);
    await file.apply(all!);
    expect(file.text).toContain('-- Brand extraction, written from memory');
    expect(file.text).toContain('"user_id" varchar(255) NOT NULL');
    expect(file.text).toContain('"brand_description" text, -- shown on the project page');
    expect(await codes(file)).toEqual(Array(9).fill('extra-column'));
    expect(await file.actions({ only: ['source.fixAll'] })).toEqual([]);
  });

  it.each([
    ['with commas in front', draft.replace(/,( --.*)?\n {4}/g, '$1\n  , ')],
    ['with two columns too many at the end', draft.replace(/,\n {4}PRIMARY.*/, ',\n    "one" text,\n    "two" text')],
    [
      'with CRLF and nothing but a column that dev does not have',
      draft.replace(/\n/g, '\r\n').replace(/\([\s\S]*/, '(\r\n\tx int\r\n);\r\n-- 🙂'),
    ],
  ])(
    'gets what it lacks by one action for the file, and loses what dev does not have by one for each, %s',
    async (_, text) => {
      const file = await (await withGuide()).open(text);
      const actions = await file.actions({ only: ['source.fixAll'] });
      expect(actions).toHaveLength(1);
      await file.apply(actions[0]!);
      for (let left = await file.diagnostics(); left.length > 0; left = await file.diagnostics()) {
        expect(left.map(({ code }) => code)).toEqual(left.map(() => 'extra-column'));
        const [removal] = await file.actions({ range: left[0]!.range });
        expect([removal?.title, removal?.isPreferred]).toEqual([expect.stringMatching(/^Remove column /), undefined]);
        await file.apply(removal!);
      }
      expect(file.text.includes('\r\n')).toBe(text.includes('\r\n'));
      expect(file.text.startsWith(text.slice(0, text.indexOf('(')))).toBe(true);
    },
  );

  it('offers one action for all findings of a kind, and each thing once', async () => {
    const file = await (await withGuide()).open(draft.replace('"bazaar-vid_b', '"bazaar-<|>vid_b'));
    const diagnostics = await file.diagnostics();
    const actions = await file.actions({ diagnostics });
    const titles = actions.map(({ title }) => title);
    expect(titles[0]).toBe('Insert 16 missing columns from dev');
    expect(new Set(titles).size).toBe(titles.length);
    const indexes = actions.find(({ title }) => title === 'Fix all 8 missing-index findings of this statement');
    expect(indexes?.diagnostics).toHaveLength(8);
    await file.apply(actions[0]!);
    const together = (await file.actions()).find(({ title }) => title.includes('missing-index findings'));
    await file.apply(together!);
    const left = (await file.diagnostics()).map(({ code }) => code);
    expect(left).toEqual(
      diagnostics.map(({ code }) => code).filter((code) => !/missing-(index|columns)/.test(String(code))),
    );
  });

  it('offers a quick fix that leaves only the rest', async () => {
    const file = await (await withGuide()).open(draft.replace('"bazaar-vid_b', '"bazaar-<|>vid_b'));
    const before = await codes(file);
    const actions = await file.actions({ diagnostics: await file.diagnostics() });
    const insert = actions.find(({ title }) => title === 'Insert 16 missing columns from dev');
    expect(insert?.isPreferred).toBe(true);
    expect(insert?.diagnostics?.[0]?.code).toBe(before[0]);
    await file.apply(insert!);
    const after = await codes(file);
    expect(after).not.toContain(before[0]);
    expect(after.length).toBeLessThan(before.length);
  });

  it('offers what mends most before the many fixes of single findings', async () => {
    const file = await (await withGuide()).open(draft.replace('"bazaar-vid_b', '"bazaar-<|>vid_b'));
    const actions = await file.actions();
    expect(actions.slice(0, 4).map(({ title }) => title)).toEqual([
      'Insert 16 missing columns from dev',
      'Fix all 10 findings of this statement',
      'Fix all 8 missing-index findings of this statement',
      "Replace with dev's exact CREATE TABLE, 1 constraint and 8 indexes",
    ]);
    expect(actions.filter(({ isPreferred }) => isPreferred)).toHaveLength(1);
    await file.apply(actions[1]!);
    expect(await codes(file)).toEqual(Array(9).fill('extra-column'));
    expect(file.text).toContain('-- Brand extraction, written from memory');
  });

  it('offers no fix that PostgreSQL would then refuse, alone or with others', async () => {
    const dev =
      'CREATE TABLE users (id integer, email text UNIQUE, placed date); CREATE INDEX by_date ON users (placed);';
    client = await startClient({ dev: await FakeDev.of(dev) });
    await client.settled();
    const file = await client.open(
      'CREATE TABLE <|>users (id integer, mail text UNIQUE, place date);\nCREATE INDEX by_date ON users (placed);\n',
    );
    // UNIQUE comes with the new name of its column: a second one would have the name of the first.
    expect(await codes(file)).toContain('missing-unique');
    const titles = (await file.actions()).map(({ title }) => title);
    expect(titles.filter((title) => title.includes('users_email_key'))).toEqual([]);
    expect(titles).toContain('Rename mail to email, rename place to placed');
    // The index has the right name of its column, and the column can be renamed, but not both.
    await file.apply((await file.actions({ only: ['source.fixAll'] }))[0]!);
    expect(await file.findings(), file.text).toEqual([]);
  });

  it('can be replaced with the exact statements', async () => {
    const file = await (await withGuide()).open(draft.replace('"bazaar-vid_b', '"bazaar-<|>vid_b'));
    const actions = await file.actions();
    const replace = actions.find(({ title }) => title.startsWith("Replace with dev's exact CREATE TABLE"));
    await file.apply(replace!);
    expect(await file.findings()).toEqual([]);
    expect(file.text).toContain('CREATE INDEX brand_extraction_visual_gin');
  });
});

describe('the verified migration', () => {
  it('shows nothing', async () => {
    const file = await (await withGuide()).open(guide);
    expect(await file.diagnostics()).toEqual([]);
    expect(await file.actions({ only: ['source.fixAll'] })).toEqual([]);
  });

  it('shows nothing when equal things are spelled differently', async () => {
    const text = guide
      .replaceAll('timestamp with time zone', 'timestamptz')
      .replaceAll('integer', 'int4')
      .replaceAll('varchar', 'character varying')
      .replaceAll("'{}'::jsonb", "'{}'")
      .replaceAll('(url);', 'USING btree (url);');
    const file = await (await withGuide()).open(text);
    expect(await file.diagnostics()).toEqual([]);
  });
});

describe('the placeholder', () => {
  it('is found, and says that dev has no such table', async () => {
    const file = await (await withGuide()).open(placeholders);
    const all = await file.diagnostics();
    expect(all).toHaveLength(2);
    expect(file.covered(all[0]!.range)).toBe('...');
    expect(all[0]?.message).toContain('dev has no table');
  });

  it('is filled from dev', async () => {
    const file = await (await withGuide()).open('CREATE TABLE IF NOT EXISTS "bazaar-vid_story_arc" (.<|>..);\n');
    const [fill] = await file.actions();
    await file.apply(fill!);
    expect(file.text).toContain('"total_duration_frames" integer NOT NULL');
    expect(await codes(file)).not.toContain('placeholder');
  });
});

describe('generate', () => {
  const tables = guide.match(/CREATE TABLE IF NOT EXISTS "[^"]+"/g)!.map((one) => one.slice(28, -1));

  it('lists the tables of dev with their columns', async () => {
    const listed = await (await withGuide()).request('devschema/tables', null);
    expect(listed.map(({ name }) => name)).toEqual([...tables].sort());
    expect(listed.find(({ name }) => name === 'bazaar-vid_brand_extraction')).toMatchObject({
      columns: 29,
      kind: 'table',
    });
  });

  it('prints the six tables as in the guide', async () => {
    const params = { tables: tables.map((name) => ({ schema: 'public', name })) };
    const { sql, needs } = await (await withGuide()).request('devschema/generate', params);
    for (const statement of guide.match(/CREATE TABLE[^;]+;/g)!) expect(sql).toContain(statement);
    expect(needs).toEqual([]);
  });

  it('is offered on the name of a table', async () => {
    const file = await (await withGuide()).open('SELECT * FROM "bazaar-vid_story<|>_arc";\nSELECT 1;\n');
    const action = (await file.actions({ only: ['refactor'] }))[0];
    expect(action?.title).toBe('Generate CREATE TABLE of "bazaar-vid_story_arc" from dev');
    await file.apply(action!);
    expect(file.text).toMatch(/^SELECT \* FROM "bazaar-vid_story_arc";\n\nCREATE TABLE IF NOT EXISTS/);
    expect(file.text).toMatch(/;\nSELECT 1;\n$/);
  });

  it('is not offered where the file makes that table: a second CREATE TABLE would be refused', async () => {
    const file = await (await withGuide()).open(
      'CREATE TABLE IF NOT EXISTS "bazaar-vid_story<|>_arc" ("id" uuid PRIMARY KEY);\nSELECT 1;\n',
    );
    expect((await file.actions({ only: ['refactor'] })).map(({ title }) => title)).toEqual([]);
  });
  it('leaves the exact statement as a fix where only columns of its own are left', async () => {
    const [statement = ''] = guide.match(/CREATE TABLE IF NOT EXISTS "bazaar-vid_story_arc" [^;]+;/) ?? [];
    const whole = statement.replace('(\n', '(\n    "own<|>_notes" text,\n');
    const file = await (await withGuide()).open(`${whole}\n`);
    const titles = (await file.actions()).map(({ title }) => title);
    expect(titles.find((title) => title.startsWith("Replace with dev's exact CREATE TABLE"))).toBeDefined();
  });

  it('says why it cannot when there is no dev', async () => {
    client = await startClient();
    await client.settled();
    await expect(client.request('devschema/tables', null)).rejects.toThrow(/no dev is set \(devschema\.connection\)/);
  });
});

describe('suppression', () => {
  const text = '-- A.\n  CREATE TABLE "bazaar-vid_story_arc<|>" ("id" uuid);\r\nSELECT 1;';

  it.each(['for this statement', 'in this file'])('is offered %s and silences the finding', async (where) => {
    const file = await (await withGuide()).open(text);
    const [first] = await codes(file);
    const action = (await file.actions()).find(({ title }) => title === `Ignore ${first} ${where}`);
    await file.apply(action!);
    expect(await codes(file)).not.toContain(first);
    expect(file.text).toContain('-- A.');
  });
});
