/**
 * `npm run completion -- FOLDER…`: takes the newest migrations of histories, puts the cursor after every prefix of every
 * name that is known there, and counts how often the right one is among the first three that an editor shows; with the
 * milliseconds that the processor works for an answer, and those with 20,000 tables in dev. FOLDER holds checkouts, or is one. `--files 10` of each
 * history, `--details` lists the names that were not found with what was offered, `--max 400` names of a history at most;
 * `--before`: dev has not yet what the file writes.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { CompletionItem } from 'vscode-languageserver/node';
import { loadParser } from '../../server/src/sql/parse';
import { type Case, casesOf, isAmongFirst, offered, offeredAt, prefixesOf } from './cases';
import { historiesIn, newestOf, type OpenHistory, synthetic } from './histories';

const { values, positionals } = parseArgs({
  options: {
    before: { type: 'boolean' },
    details: { type: 'boolean' },
    files: { type: 'string' },
    max: { type: 'string' },
  },
  allowPositionals: true,
});
const files = Number(values.files ?? 10);
const max = Number(values.max ?? 400);

interface Counts {
  hits: number;
  all: number;
}
const byLength = new Map<number, Counts>();
const times: number[] = [];

function timed(history: OpenHistory, uri: string, text: string, offset: number): CompletionItem[] {
  const started = process.cpuUsage();
  const items = offeredAt(history, uri, text, offset);
  times.push(process.cpuUsage(started).user / 1000);
  return items;
}

/** The prefixes of one name: how many were right; with the last of the others, what was offered there. */
function measure(history: OpenHistory, uri: string, text: string, one: Case): Counts {
  const counts = { hits: 0, all: 0 };
  let wrong = '';
  for (const { letters, prefix, edited, offset } of prefixesOf(text, one)) {
    const items = timed(history, uri, edited, offset);
    const right = isAmongFirst(items, prefix, one.name);
    const total = byLength.get(letters) ?? { hits: 0, all: 0 };
    byLength.set(letters, { hits: total.hits + Number(right), all: total.all + 1 });
    counts.all++;
    if (right) counts.hits++;
    else
      wrong = `[${prefix}]${one.name.slice(letters)}: ${offered(items, prefix)
        .slice(0, 4)
        .map(({ label }) => label)}`;
  }
  if (wrong !== '' && values.details) {
    const before = text.slice(Math.max(0, one.start - 60), one.start).replace(/\s+/g, ' ');
    console.log(`  ${path.basename(uri)}, ${counts.all - counts.hits} of ${counts.all}: ${before}${wrong}`);
  }
  history.edit(uri, text);
  return counts;
}

const percent = ({ hits, all }: Counts) => `${((100 * hits) / Math.max(all, 1)).toFixed(1)} %`;
const quantile = (numbers: readonly number[], at: number) =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length * at)] ?? 0;
const ms = (numbers: readonly number[]) =>
  `median ${quantile(numbers, 0.5).toFixed(1)} ms, 95 % below ${quantile(numbers, 0.95).toFixed(1)} ms`;

await loadParser();
const total: Counts = { hits: 0, all: 0 };
for (const folder of positionals) {
  for (const found of await historiesIn(path.resolve(folder))) {
    const own: Counts = { hits: 0, all: 0 };
    let names = 0;
    for await (const history of newestOf(found, files, values.before)) {
      const { uri, text } = history;
      for (const one of casesOf(history, uri, text)) {
        if (++names > max) break;
        const { hits, all } = measure(history, uri, text, one);
        own.hits += hits;
        own.all += all;
      }
    }
    total.hits += own.hits;
    total.all += own.all;
    console.log(
      `${path.relative(path.resolve(folder), found) || found}: ${percent(own)} of ${own.all} prefixes of ${names} names`,
    );
  }
}
for (const [length, counts] of [...byLength].sort(([a], [b]) => a - b))
  console.log(`  after ${length} ${length === 1 ? 'letter' : 'letters'}: ${percent(counts)} of ${counts.all}`);
console.log(`all: ${percent(total)} of ${total.all} prefixes; ${ms(times)}`);

times.length = 0;
const large = await synthetic(20_000);
for (const text of [
  'SELECT * FROM ',
  'SELECT * FROM t1',
  'CREATE TABLE ',
  'CREATE TABLE table_1',
  'ALTER TABLE table_19',
  'SELECT * FROM table_77 t JOIN ',
  'CREATE TABLE x (a bigint REFERENCES ',
  'DROP INDEX table_3',
  'SELECT  FROM table_5',
  'INSERT INTO table_9 (',
  'CREATE TABLE table_12 (',
]) {
  for (let again = 0; again < 5; again++) {
    const offset = text.startsWith('SELECT  ') ? 7 : text.length;
    timed(large, large.uri, `${text}${' '.repeat(again)}`, offset);
  }
  console.log(`  20,000 tables, ${text}: ${ms(times.splice(0).slice(1))}`);
}
process.exit(0);
