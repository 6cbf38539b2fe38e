/**
 * `npm run fuzz [-- SUBJECT…] [-- --minutes N] [-- --seed N]`: two minutes by default. Every round is made from the seed
 * and its number alone, so that a failure is had again with `--seed N --round N SUBJECT`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { loadParser } from '../../server/src/sql/parse';
import { Random } from '../corpus/random';
import { edits } from './edits';
import { kept } from './kept';
import { protocol } from './protocol';
import { requests } from './requests';
import { snapshots } from './snapshots';
import { stream } from './stream';
import { Failure, type Subject } from './subject';
import { fixes, texts } from './texts';

const subjects: readonly Subject[] = [texts, edits, requests, fixes, snapshots, protocol, stream, kept];
const { values, positionals } = parseArgs({
  options: {
    minutes: { type: 'string', default: '2' },
    seed: { type: 'string', default: '1' },
    round: { type: 'string' },
  },
  allowPositionals: true,
});
const unknown = positionals.filter((name) => !subjects.some((one) => one.name === name));
if (unknown.length > 0) {
  console.error(`no subject ${unknown.join(', ')}; there are ${subjects.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}
const chosen = positionals.length > 0 ? subjects.filter(({ name }) => positionals.includes(name)) : subjects;
const seed = Number(values.seed);
const minutes = Number(values.minutes);
/** Different failures of one subject after which it is left. */
const MOST_FAILURES = 5;
/** Megabytes that the heap may have grown after all that was let go is collected. */
const MOST_GROWTH = 150;

interface Tally {
  rounds: number;
  tried: number;
  readonly failures: Map<string, string>;
}
const first = (text: string): string => text.split('\n', 1)[0]!;

async function runRound(subject: Subject, round: number, tally: Tally): Promise<void> {
  try {
    tally.tried += await subject.round(new Random(seed * 1_000_003 + round));
  } catch (error) {
    const message =
      error instanceof Error ? (error instanceof Failure ? error.message : String(error.stack)) : String(error);
    const what = first(message);
    if (tally.failures.has(what)) return;
    const input = error instanceof Failure ? error.input : undefined;
    tally.failures.set(what, `--seed ${seed} --round ${round} ${subject.name}`);
    console.error(`\n${subject.name}, seed ${seed}, round ${round}: ${message}\n${JSON.stringify(input)}\n`);
    const folder = path.join('out', 'fuzz');
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      path.join(folder, `${subject.name}-${seed}-${round}.json`),
      JSON.stringify({ message, input }, null, 2),
    );
  }
  tally.rounds++;
}
function heap(): number {
  (globalThis as { gc?: () => void }).gc?.();
  return process.memoryUsage().heapUsed / 1e6;
}

async function run(subject: Subject, until: number): Promise<Tally> {
  const tally: Tally = { rounds: 0, tried: 0, failures: new Map() };
  const only = values.round;
  if (only !== undefined) {
    await runRound(subject, Number(only), tally);
    return tally;
  }
  let before: number | undefined;
  for (let round = 0; performance.now() < until && tally.failures.size < MOST_FAILURES; round++) {
    await runRound(subject, round, tally);
    // Caches are full after a while; from then on nothing more is kept.
    if (before === undefined && performance.now() > until - (minutes * 60_000) / chosen.length / 2) before = heap();
  }
  const grown = before === undefined ? 0 : heap() - before;
  if (grown > MOST_GROWTH)
    tally.failures.set(`the heap grew by ${Math.round(grown)} MB`, `--seed ${seed} ${subject.name}`);
  return tally;
}

const escaped: unknown[] = [];
process
  .on('uncaughtException', (error) => escaped.push(error))
  .on('unhandledRejection', (error) => escaped.push(error));
await loadParser();
const counts = { passed: 0, failed: 0, skipped: 0, notRun: [] as { what: string; why: string }[] };
for (const subject of chosen) {
  const why = await subject.open?.();
  if (why !== undefined) {
    console.log(`${subject.name} not run: ${why}`);
    continue;
  }
  const { rounds, tried, failures } = await run(subject, performance.now() + (minutes * 60_000) / chosen.length);
  await subject.close?.();
  for (const error of escaped.splice(0))
    failures.set(first(String((error as Error)?.stack ?? error)), 'outside of a round');
  counts.passed += rounds - failures.size;
  counts.failed += failures.size;
  console.log(`${subject.name}: ${rounds} rounds, ${tried} ${subject.counts}, ${failures.size} failures`);
  for (const [what, again] of failures) console.log(`  ${what} (${again})`);
}
const report = process.env.DEVSCHEMA_TEST_REPORT;
if (report) writeFileSync(report, JSON.stringify(counts));
process.exit(counts.failed === 0 ? 0 : 1);
