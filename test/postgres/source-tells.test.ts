/** What reading cannot know of a history is run in a scratch PostgreSQL, and known from there on. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { detectConvention } from '../../server/src/conventions/conventions';
import { keptTexts } from '../../server/src/dev/kept-texts';
import { openSource } from '../../server/src/dev/open';
import { foldHistory } from '../../server/src/fold/history';
import { defaultStyle } from '../../server/src/generate/style';
import type { DevSchema } from '../../server/src/model/dev';
import { check } from '../../server/src/rules/check';
import { parseDocument } from '../../server/src/sql/document/document';
import { loadParser } from '../../server/src/sql/parse';
import { verifyApplied } from '../../server/src/verify/applied';
import { ObservedFacts } from '../../server/src/verify/observations';
import { embeddedScript } from '../support/postgres-embedded';

/** Built names, a call, names by the day, what rows and what a setting decide; and what comes after them. */
const history = {
  '0001_init.sql': `CREATE TABLE users (id int PRIMARY KEY, email text, age int);
CREATE TABLE events (id int, at date NOT NULL) PARTITION BY RANGE (at);
CREATE FUNCTION day_of(t text, d date) RETURNS void LANGUAGE plpgsql AS $$
BEGIN EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)', t || to_char(d, '_YYYYMMDD'), t, d, d + 1); END $$;`,
  '0002_built.sql': `DO $$ DECLARE t text;
BEGIN
  FOR t IN SELECT relname FROM pg_class WHERE relname = 'users' LOOP
    EXECUTE 'ALTER TABLE ' || t || ' ADD COLUMN touched timestamptz NOT NULL DEFAULT now()';
    EXECUTE 'CREATE INDEX ' || t || '_touched ON ' || t || ' (touched)';
    EXECUTE 'ALTER TABLE ' || t || ' ADD CONSTRAINT grown CHECK (age > 17)';
  END LOOP;
  EXECUTE 'CREATE TABLE made_' || 'here (id int PRIMARY KEY, note varchar(20))';
END $$;`,
  '0003_days.sql': `SELECT day_of('events', current_date);`,
  '0004_rows.sql': `DO $$ BEGIN IF EXISTS (SELECT 1 FROM users) THEN EXECUTE 'CREATE TABLE had' || '_rows (id int)'; END IF; END $$;
DO $$ BEGIN IF coalesce(current_setting('app.many', true), '') = '' THEN EXECUTE 'CREATE TABLE sin' || 'gle (id int)'; END IF; END $$;`,
  '0005_after.sql': `ALTER TABLE made_here ADD COLUMN more int;
CREATE TEMPORARY TABLE passing AS SELECT u.*, day_of('x' || age, now()::date)::text AS d FROM users u WHERE false;
ALTER TABLE passing ADD COLUMN more int;
DROP TABLE passing;`,
};
let dev: DevSchema;
let script: string;
let tells: ObservedFacts;
const kept = join(mkdtempSync(join(tmpdir(), 'devschema-told-')), 'told');
afterAll(() => rmSync(join(kept, '..'), { recursive: true, force: true }));
beforeAll(async () => {
  await loadParser();
  script = await embeddedScript();
  tells = new ObservedFacts(script, keptTexts(kept));
  const statements = Object.values(history).flatMap((text) => parseDocument('file:///dev.sql', 1, text).statements);
  const files = [
    { name: 'dev.sql', text: '', statements: () => statements.map(({ parsed }) => ({ text: parsed.text, line: 0 })) },
  ];
  const config = { kind: 'sql', paths: ['/dev.sql'], label: 'dev.sql', from: 'test' } as const;
  dev = await openSource(config, { readSql: async () => files, embeddedScript: script }).read({});
}, 60_000);

async function findings(of: DevSchema, files: Readonly<Record<string, string>> = history) {
  const convention = detectConvention({ folder: '/m', paths: Object.keys(files), read: () => '' })!;
  const documents = convention.files.map(({ path }) => parseDocument(`file:///m/${path}`, 1, files[path]!));
  const input = { convention: { ...convention, isApplied: () => true }, files: documents, dev: of, tells };
  for (let isNew = true; isNew; ) isNew = await tells.tell(foldHistory(input), {});
  const folded = foldHistory(input);
  const settings = { rules: {}, style: defaultStyle };
  const results = documents.map((document) => ({
    document,
    ...check({ history: folded, uri: document.uri, dev: of, settings }),
  }));
  return {
    folded,
    found: results.flatMap(({ document, findings }) =>
      findings.map(({ code, range }) => `${code}: ${document.text.slice(range.start, range.end)}`),
    ),
    open: results.flatMap(({ notKnown }) => notKnown.map(({ reason }) => reason)),
  };
}
const applied = { applied: [{ tool: 'plain', table: 'tool', entries: [] }] };
const changed = (change: (schema: DevSchema['schema']) => Partial<DevSchema['schema']>): DevSchema => ({
  ...dev,
  ...applied,
  schema: { ...dev.schema, ...change(dev.schema) },
});

test('what was built and called is known, and dev has it', async () => {
  const { folded, found, open } = await findings({ ...dev, ...applied });
  expect(found).toEqual([]);
  expect(open).toEqual([expect.stringMatching(/^had_rows: /)]);
  expect(folded.end.tables.get('public\0made_here')?.columns.map(({ name }) => name)).toEqual(['id', 'note', 'more']);
  expect(folded.end.tables.get('public\0users')?.constraints.map(({ name }) => name)).toContain('grown');
}, 60_000);

test('each difference from it is found, at the statement', async () => {
  const users = dev.schema.tables.get('public\0users')!;
  const without = changed(({ indexes, tables }) => ({
    indexes: indexes.without('public\0users_touched'),
    tables: tables
      .without('public\0made_here')
      .with('public\0users', { ...users, constraints: users.constraints.filter(({ name }) => name !== 'grown') }),
  }));
  const { found } = await findings(without);
  expect(found.sort()).toEqual(['applied-migration-drift: DO $$', 'extra-check: grown', 'extra-index: DO $$']);
}, 60_000);

test('a name of another day, rows and settings that dev may have had are no difference', async () => {
  const day = [...dev.schema.tables.keys()].find((key) => key.startsWith('public\0events_'))!;
  const other = changed(({ tables }) => ({ tables: tables.without(day).without('public\0single') }));
  expect((await findings(other)).found).toEqual([]);
}, 60_000);

test('what was told is kept by its content, and nothing is run for it again', async () => {
  const convention = detectConvention({ folder: '/m', paths: Object.keys(history), read: () => '' })!;
  const documents = convention.files.map(({ path }) =>
    parseDocument(`file:///m/${path}`, 1, history[path as keyof typeof history]),
  );
  const input = { convention: { ...convention, isApplied: () => true }, files: documents, dev: { ...dev, ...applied } };
  const ofKept = async (facts: ObservedFacts) => {
    const started: string[] = [];
    const isNew = await facts.tell(foldHistory({ ...input, tells: facts }), { progress: (what) => started.push(what) });
    const { end } = foldHistory({ ...input, tells: facts });
    return { isNew, isRun: started.length > 0, tables: [...end.tables], unknown: end.unknown };
  };
  const before = foldHistory({ ...input, tells });
  const all = { tables: [...before.end.tables], unknown: before.end.unknown };
  // Known as soon as it is folded, so that it is not folded twice.
  expect(await ofKept(new ObservedFacts(script, keptTexts(kept)))).toEqual({ isNew: false, isRun: false, ...all });
  // Whatever is no such text is made anew.
  for (const name of readdirSync(kept)) writeFileSync(join(kept, name), '{"told":[{"key":1,"changes":[]}]}');
  const anew = await ofKept(new ObservedFacts(script, keptTexts(kept)));
  expect(anew).toMatchObject({ isNew: true, isRun: true, unknown: all.unknown });
  expect(
    await ofKept(new ObservedFacts('/no/such/script.js', undefined)).catch((error: Error) => error.message),
  ).toMatch(/^the embedded PostgreSQL ended/);
}, 60_000);

test('what is found to be open once more is known runs behind what has run', async () => {
  const facts = new ObservedFacts(script, keptTexts(join(kept, '../behind')));
  const convention = detectConvention({ folder: '/m', paths: Object.keys(history), read: () => '' })!;
  const documents = convention.files.map(({ path }) =>
    parseDocument(`file:///m/${path}`, 1, history[path as keyof typeof history]),
  );
  const foldOf = (count: number) =>
    foldHistory({
      convention: { ...convention, isApplied: () => true },
      files: documents.slice(0, count),
      dev: { ...dev, ...applied },
      tells: facts,
    });
  const run: string[] = [];
  const progress = (what: string, done: number, total: number) => run.push(`${what} ${done}/${total}`);
  let count = 2;
  const again = () => foldOf(Math.min(++count, documents.length));
  // Nothing is new to the one who has read it.
  expect(await facts.tell(foldOf(count), { progress, again })).toBe(false);
  expect(run.filter((one) => one.startsWith('running'))).toEqual(['running migrations 0/2', 'running migrations 2/3']);
  run.length = 0;
  // What ran behind is kept by its own content, as if it had run from the start.
  expect(await facts.tell(foldOf(3), { progress })).toBe(false);
  const later = new ObservedFacts(script, keptTexts(join(kept, '../behind')));
  expect(await later.tell(foldOf(3), { progress })).toBe(false);
  expect(run).toEqual([]);
  for (let isNew = true; isNew; ) isNew = await facts.tell(foldOf(documents.length), {});
  expect(foldOf(documents.length).end.unknown).toEqual((await findings({ ...dev, ...applied })).folded.end.unknown);
}, 60_000);

test('files that have run are run anew, each on what those before it make, and the end is held against dev', async () => {
  const names = Object.keys(history);
  const outcomes = async (of: DevSchema, files: Readonly<Record<string, string>>) => {
    const { folded } = await findings(of, files);
    const result = await verifyApplied(folded, of, { script });
    return result!.files.map(({ outcome, base, differences, notKnown }) => [
      outcome,
      base,
      differences.map(({ what }) => what),
      notKnown.map(({ reason }) => reason),
    ]);
  };
  const base = 'what the files before it make';
  const proved = ['proved', base, [], []];
  expect(await outcomes({ ...dev, ...applied }, history)).toEqual(names.map(() => proved));
  const users = dev.schema.tables.get('public\0users')!;
  const without = changed(({ tables }) => ({
    tables: tables
      .with('public\0users', { ...users, columns: users.columns.filter(({ name }) => name !== 'age') })
      .without('public\0single'),
  }));
  const [first, second, third, fourth] = await outcomes(without, {
    ...history,
    '0003_days.sql': 'SELECT 1 / (SELECT count(*) FROM users);',
  });
  expect([first, second]).toEqual([['differs', base, ['extra column'], []], proved]);
  // It ran once, where there were rows; and dev may have had another setting.
  expect(third).toEqual(['not known', base, [], ['it has run in dev, and is refused here: division by zero']]);
  expect(fourth?.[0]).toBe('not known');
}, 60_000);
