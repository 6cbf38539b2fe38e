/**
 * What the guide's query lost of its project: dev as the migration made it that the tables came from, the file as the
 * query wrote them down. What differs is what information_schema does not say, no more and no less.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildUnlessDone } from '../support/build';
import { guide } from '../support/guide';
import { availableServers, startServer, type TestServer } from '../support/postgres';

const around = `CREATE TABLE "bazaar-vid_project" (id uuid PRIMARY KEY);
CREATE TABLE "bazaar-vid_user" (id varchar(255) PRIMARY KEY);
`;
/** Table, name, column, what it refers to, ON DELETE. */
const keys: readonly (readonly [string, string, string, string, string])[] = [
  ['brand_extraction', 'brand_extraction_project_id_fk', 'project_id', 'project', 'SET NULL'],
  ['brand_extraction', 'brand_extraction_user_id_fk', 'user_id', 'user', 'CASCADE'],
  ['story_arc', 'story_arc_extraction_id_fk', 'extraction_id', 'brand_extraction', 'CASCADE'],
  ['story_arc', 'story_arc_project_id_fk', 'project_id', 'project', 'SET NULL'],
  ['story_arc', 'story_arc_user_id_fk', 'user_id', 'user', 'CASCADE'],
  ['story_arc', 'story_arc_approved_by_fk', 'approved_by', 'user', 'SET NULL'],
  ['story_arc_scene', 'story_arc_scene_story_arc_id_fk', 'story_arc_id', 'story_arc', 'CASCADE'],
  ['extraction_cache', 'extraction_cache_extraction_id_fk', 'extraction_id', 'brand_extraction', 'CASCADE'],
];
const touched = ['brand_extraction', 'story_arc', 'story_arc_scene'];
const lost = [
  'ALTER TABLE "bazaar-vid_story_arc" ALTER COLUMN "total_duration_seconds" TYPE numeric(5,2);',
  ...keys.map(
    ([table, name, column, to, onDelete]) =>
      `ALTER TABLE "bazaar-vid_${table}" ADD CONSTRAINT "${name}" FOREIGN KEY ("${column}") REFERENCES "bazaar-vid_${to}" ("id") ON DELETE ${onDelete};`,
  ),
  'CREATE OR REPLACE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN NEW.updated_at = now(); RETURN NEW; END $function$;',
  ...touched.map(
    (table) =>
      `CREATE TRIGGER update_${table}_updated_at BEFORE UPDATE ON "bazaar-vid_${table}" FOR EACH ROW EXECUTE FUNCTION touch();`,
  ),
  ...[...touched, 'extraction_cache'].map((table) => `COMMENT ON TABLE "bazaar-vid_${table}" IS 'One ${table}';`),
  `COMMENT ON COLUMN "bazaar-vid_story_arc"."scenes" IS 'In their order';`,
];

const folder = mkdtempSync(path.join(tmpdir(), 'devschema-first-'));
let server: TestServer;
beforeAll(async () => {
  buildUnlessDone();
  server = await startServer((await availableServers()).at(-1)!);
  writeFileSync(path.join(folder, 'as-queried.sql'), around + guide);
}, 120_000);
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

it('is the whole difference, and its script', async () => {
  const [dev, target] = [await server.createDatabase('dev'), await server.createDatabase('target')];
  await dev.exec([around, guide, ...lost].join('\n'));
  await target.exec(around + guide);
  const { PATH = '', HOME = '' } = process.env;
  const devschema = (...args: readonly string[]) => {
    const cli = path.resolve(__dirname, '../../dist/cli.js');
    const { stdout } = spawnSync(process.execPath, [cli, ...args], {
      cwd: folder,
      env: { PATH, HOME },
      encoding: 'utf8',
    });
    return stdout;
  };
  const statements = devschema('diff', '--from', target.url, '--to', dev.url, '--format', 'json');
  const { steps } = JSON.parse(statements) as { readonly steps: readonly { readonly sql: string }[] };
  const plain = (all: readonly string[]) => all.map((sql) => sql.replace(/["\s]+|public\./g, ' ').trim()).sort();
  expect(plain(steps.map(({ sql }) => sql))).toEqual(plain(['SET check_function_bodies = false;', ...lost]));
  const findings = devschema('check', 'as-queried.sql', '--dev', dev.url, '--format', 'json');
  const found = (JSON.parse(findings) as { files: { findings: { code: string }[] }[] }).files.flatMap(
    (f) => f.findings,
  );
  expect(found.map(({ code }) => code).sort()).toMatchInlineSnapshot(`
    [
      "column-type",
      "missing-foreign-key",
      "missing-foreign-key",
      "missing-foreign-key",
      "missing-foreign-key",
      "missing-foreign-key",
      "missing-foreign-key",
      "missing-foreign-key",
      "missing-foreign-key",
    ]
  `);
});
