/** Files that have run in dev, run anew: what has statements of its own is held against dev on the file that makes it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { detectConvention } from '../../server/src/conventions/conventions';
import { foldHistory } from '../../server/src/fold/history';
import { parseDocument } from '../../server/src/sql/document/document';
import { verifyApplied } from '../../server/src/verify/applied';
import { embeddedScript } from '../support/postgres-embedded';
import { type Runs, startRuns } from '../support/verify-runs';

let runs: Runs;
beforeAll(async () => {
  runs = await startRuns();
}, 60_000);
afterAll(() => runs.warm.close());

test('functions, policies and triggers that dev has otherwise', async () => {
  const files = (value: number) => [
    'CREATE TABLE t (id integer);',
    `CREATE FUNCTION f(OUT a integer, OUT b text) LANGUAGE plpgsql AS $$ BEGIN a := ${value}; END $$;`,
    'CREATE TABLE u ();',
    `CREATE POLICY p ON t USING (id > ${value});`,
    `CREATE FUNCTION sums() RETURNS integer RETURN ${value};`,
    `CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
     CREATE TRIGGER tr BEFORE ${value === 1 ? 'INSERT' : 'UPDATE'} ON t FOR EACH ROW EXECUTE FUNCTION tf();`,
  ];
  const dev = await runs.devOf(files(1).join('\n'));
  const outcomes = async (texts: readonly string[]) => {
    const paths = texts.map((_, at) => `000${at}_file.sql`);
    const convention = detectConvention({ folder: '/m', paths, read: () => '' })!;
    const documents = texts.map((text, at) => parseDocument(`file:///m/${paths[at]}`, 1, text));
    const folded = foldHistory({ convention: { ...convention, isApplied: () => true }, files: documents, dev });
    const { files: verified } = (await verifyApplied(folded, dev, { script: await embeddedScript() }))!;
    return verified.map(({ outcome, differences, notKnown }) => [
      outcome,
      ...differences.map((one) => (one.what === 'definition' ? `${one.kind} ${one.name}` : one.what)),
      ...notKnown.map(({ reason }) => reason),
    ]);
  };
  expect(await outcomes(files(1))).toEqual(files(1).map(() => ['proved']));
  expect(await outcomes(files(2))).toEqual([
    ['proved'],
    ['differs', 'function f'],
    ['proved'],
    ['differs', 'policy p'],
    // Reading does not look into a body that the server keeps parsed.
    ['not known', 'function public.sums() is not as dev has it'],
    ['differs', 'trigger tr'],
  ]);
}, 60_000);
