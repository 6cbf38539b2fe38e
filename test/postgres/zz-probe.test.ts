import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, test } from 'vitest';
import type { Schema } from '../../server/src/model/schema';
import { loadParser } from '../../server/src/sql/parse';
import { startPglite, type TestPglite } from '../support/pglite';
import { startServer, type TestServer } from '../support/postgres';
import { errorsOn } from './fold/recording';
import { createShared, readSchema } from './roundtrip';
const dir = process.env.PROBE ?? '/tmp/r13/probe';
let pg: TestPglite; let schema: Schema; let server: TestServer | undefined; let db: any;
beforeAll(async () => {
  await loadParser();
  pg = await startPglite(['citext', 'pg_trgm', 'hstore', 'ltree', ...(process.env.PROBE_EXT?.split(',') ?? [])] as any);
  await createShared(pg);
  await pg.exec(readFileSync(`${dir}/setup.sql`, 'utf8'));
  schema = await readSchema(pg);
}, 120000);
afterAll(() => pg.close());
test('probe', async () => {
  const out: string[] = [];
  let refused = 0, found = 0, silent = 0, wrong = 0;
  for (const name of (process.env.PROBE_FILES ?? 'mistakes,mistakes2,mistakes3').split(',')) {
    for (const statement of readFileSync(`${dir}/${name}.txt`, 'utf8').split('\n').map((l) => l.trim()).filter(Boolean)) {
      const refusal = await pg.exec(`BEGIN; ${statement}`).then(() => undefined, (e: Error) => e.message);
      await pg.exec('ROLLBACK');
      const errors = errorsOn(schema, statement);
      if (refusal !== undefined) refused++;
      if (refusal !== undefined && errors.length > 0) found++;
      if (refusal !== undefined && errors.length === 0) { silent++; out.push(`SILENT  ${statement}\n        ${refusal}`); }
      if (refusal === undefined && errors.length > 0) { wrong++; out.push(`WRONG   ${statement}\n        ${errors}`); }
      if (refusal === undefined && errors.length === 0 && !process.env.PROBE_VALID) out.push(`taken   ${statement}`);
      if (process.env.PROBE_ALL && refusal !== undefined && errors.length > 0) out.push(`ok      ${statement}\n        ${refusal}\n        ${errors}`);
    }
  }
  out.push(`refused ${refused} found ${found} silent ${silent} wrong ${wrong}`);
  writeFileSync(`${dir}/out.txt`, out.join('\n') + '\n');
  console.log(out.join('\n'));
}, 600000);
