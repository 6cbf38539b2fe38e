/** `npm run bench -- --growth`: the same kind of text at n, 2n and 4n. Linear is a ratio of 2 from each to the next. */
import { foldHistory } from '../../server/src/fold/history';
import type { DevSchema } from '../../server/src/model/dev';
import { check } from '../../server/src/rules/check';
import { fixThroughout } from '../../server/src/rules/fix-all';
import { defaultSettings } from '../../server/src/settings';
import { parseDocument } from '../../server/src/sql/document/document';
import { loadParser } from '../../server/src/sql/parse';
import { openHistory } from './history';
import { type Bench, ms, processorMs, type Row, row } from './report';

/** The most that twice the text may take. */
const mostGrowth = 2.2;

interface Growing {
  readonly what: string;
  /** The smallest of three. */
  readonly n: number;
  /** Milliseconds of the processor that the text of this size takes. */
  readonly run: (n: number, prefix: string) => number;
}
const lines = (n: number, line: (at: number) => string): string =>
  Array.from({ length: n }, (_, at) => line(at)).join('');
const tables = (n: number, prefix: string): string => lines(n, (at) => `CREATE TABLE ${prefix}${at} (id int);\n`);
const wide = (n: number, prefix: string): string =>
  lines(
    n,
    (at) =>
      `CREATE TABLE ${prefix}${at} (id bigserial PRIMARY KEY, name text NOT NULL, parent bigint REFERENCES ${prefix}${at} (id), UNIQUE (name, parent));\n`,
  );

/** From a text to its findings; with `fixes`, to all of it mended too. */
function reading(text: string, options: { readonly dev?: DevSchema; readonly fixes?: boolean } = {}): number {
  const start = processorMs();
  const { dev } = options;
  const found = (each: string) => {
    const document = parseDocument('file:///growth.sql', 0, each);
    const history = foldHistory({ convention: undefined, files: [document], dev });
    return check({ history, uri: document.uri, dev, settings: defaultSettings });
  };
  const result = found(text);
  if (options.fixes) fixThroughout(text, result, found);
  return processorMs() - start;
}
/** What a text makes, as dev. */
function devOf(text: string): DevSchema {
  const document = parseDocument('file:///dev.sql', 0, text);
  const { end } = foldHistory({ convention: undefined, files: [document], dev: undefined });
  return {
    schema: { ...end, serverVersion: 150018, unknown: [] },
    readAt: 0,
    label: 'dev',
    fingerprint: '',
    applied: [],
  };
}

const inputs: readonly Growing[] = [
  { what: 'CREATE TABLE (id int)', n: 2500, run: (n, p) => reading(tables(n, p)) },
  { what: 'CREATE TABLE with keys and a foreign key', n: 1250, run: (n, p) => reading(wide(n, p)) },
  { what: 'CREATE TABLE that dev has', n: 1250, run: (n, p) => reading(wide(n, p), { dev: devOf(wide(n, p)) }) },
  {
    what: 'INHERITS, each from the one before',
    n: 500,
    run: (n, p) =>
      reading(
        `CREATE TABLE ${p}0 (id int);\n${lines(n, (at) => `CREATE TABLE ${p}${at + 1} (c${at % 50} int) INHERITS (${p}${at});\n`)}`,
      ),
  },
  {
    what: 'partitions of one table',
    n: 1250,
    run: (n, p) =>
      reading(
        `CREATE TABLE ${p} (id int, at date) PARTITION BY LIST (id);\n${lines(n, (at) => `CREATE TABLE ${p}${at} PARTITION OF ${p} FOR VALUES IN (${at});\n`)}`,
      ),
  },
  {
    what: 'ALTER TABLE of one table, fixed',
    n: 2500,
    run: (n, p) =>
      reading(`CREATE TABLE ${p} (id int);\n${lines(n, (at) => `ALTER TABLE ${p} ALTER id SET DEFAULT ${at};\n`)}`, {
        dev: devOf(`CREATE TABLE ${p} (id int DEFAULT 7);`),
        fixes: true,
      }),
  },
  {
    what: 'ALTER TABLE of many tables, fixed',
    n: 1250,
    run: (n, p) =>
      reading(`${tables(n, p)}${lines(n, (at) => `ALTER TABLE ${p}${at} ADD name text;\n`)}`, {
        dev: devOf(tables(n, p)),
        fixes: true,
      }),
  },
  {
    what: 'syntax errors, fixed',
    n: 2500,
    run: (n, p) =>
      reading(
        lines(n, (at) => `CREATE TABLE ${p}-${at} (id int);\n`),
        { fixes: true },
      ),
  },
  { what: 'files of a history, at first', n: 375, run: (n, p) => historyOf(n, p).first },
  { what: 'files of a history, an edit of the last', n: 375, run: (n, p) => historyOf(n, p).edit() },
  {
    what: 'CREATE VIEW, each of the one before',
    n: 500,
    run: (n, p) =>
      reading(
        `CREATE VIEW ${p}0 AS SELECT 1 AS a;\n${lines(n, (at) => `CREATE VIEW ${p}${at + 1} AS SELECT * FROM ${p}${at};\n`)}`,
      ),
  },
  {
    what: 'DROP TABLE of what was made',
    n: 1250,
    run: (n, p) => reading(`${wide(n, p)}${lines(n, (at) => `DROP TABLE ${p}${at};\n`)}`),
  },
  {
    what: 'CREATE INDEX of one table',
    n: 1250,
    run: (n, p) => reading(`CREATE TABLE ${p} (id int);\n${lines(n, () => `CREATE INDEX ON ${p} (id);\n`)}`),
  },
  {
    what: 'ADD CHECK of one table, without names',
    n: 1250,
    run: (n, p) =>
      reading(`CREATE TABLE ${p} (id int);\n${lines(n, (at) => `ALTER TABLE ${p} ADD CHECK (id <> ${at});\n`)}`),
  },
  {
    what: 'ADD VALUE of an enum of 20,000',
    n: 500,
    run: (n, p) =>
      reading(
        `CREATE TYPE ${p} AS ENUM ('v'${lines(20_000, (at) => `, 'v${at}'`)});\n${lines(n, (at) => `ALTER TYPE ${p} ADD VALUE 'n${at}';\n`)}`,
      ),
  },
];
function historyOf(n: number, prefix: string) {
  const start = processorMs();
  const opened = openHistory(n, prefix, processorMs);
  return { first: processorMs() - start, edit: () => opened.edit(n - 1) };
}

/** Each size is run on names of its own, so that nothing is known from the size before. */
export async function benchGrowth(words: readonly string[]): Promise<Bench> {
  await loadParser();
  reading(tables(500, 'warm'));
  const rows: Row[] = [];
  for (const [at, { what, n, run }] of inputs.entries()) {
    if (words.length > 0 && !words.some((word) => what.includes(word))) continue;
    // The least of two: what compiles or collects garbage meanwhile falls on any of the sizes.
    const times = [n, 2 * n, 4 * n].map((size) =>
      Math.min(...['g', 'h'].map((prefix) => run(size, `${prefix}${at}_${size}_`))),
    );
    const ratios = [times[1]! / times[0]!, times[2]! / times[1]!];
    const shown = ratios.map((ratio) => ratio.toFixed(2)).join(', ');
    const met = ratios.every((ratio) => ratio <= mostGrowth);
    rows.push(
      row(`${what}: ${[n, 2 * n, 4 * n].join(', ')}`, `${times.map(ms).join(', ')} (× ${shown})`, {
        ratio: Math.max(...ratios),
        target: `≤ ${mostGrowth}`,
        met,
      }),
    );
    console.error(rows.at(-1)!.what, rows.at(-1)!.ours);
  }
  return { rows, notRun: [] };
}
