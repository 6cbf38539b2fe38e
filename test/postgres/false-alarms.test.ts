/** A file checked against the database it made: nothing is wrong with it, and nothing is left undecided. */
import { afterEach, beforeAll, expect, test } from 'vitest';
import { loadParser } from '../../server/src/sql/parse';
import { annotate } from '../rules/annotate';
import { checkText, everything } from '../rules/support';
import { guide } from '../support/guide';
import { startPglite, type TestPglite } from '../support/pglite';
import { createShared, readSchema, runScript, zooScripts } from './roundtrip';

let pg: TestPglite;
beforeAll(() => loadParser());
afterEach(() => pg.close());

test.each([
  ['the guide', guide],
  ['a database of everything', zooScripts(18, false).join('\n')],
])('%s', async (_, sql) => {
  pg = await startPglite(['citext', 'hstore', 'btree_gist', 'uuid-ossp', 'pgcrypto', 'ltree', 'pg_trgm']);
  await createShared(pg);
  await runScript(pg, sql);
  const dev = { schema: await readSchema(pg), readAt: 0, label: 'pglite', fingerprint: '', applied: [] };
  const { findings, notKnown } = checkText(sql, dev, everything);
  expect(expectationsIn(annotate(sql, findings))).toEqual([]);
  const open = notKnown.map(({ reason, range }) => `${sql.slice(range.start, range.start + 60)}: ${reason}`);
  expect(open.filter((one) => !notDecided.test(one))).toEqual([]);
  expect(open.length).toBeLessThanOrEqual(4);
});
/** A view that names itself, a whole row, and domains that a function is given. */
const notDecided = /: (?:view (?:counting|whole_row)|type knot_domain): reading cannot tell /;
/** The lines that are found fault with, and what is found. */
function expectationsIn(text: string): string[] {
  const found = (line: string | undefined) => line !== undefined && /^-- *<? *\^/.test(line);
  return text.split('\n').filter((line, at, lines) => found(line) || found(lines[at + 1]));
}
