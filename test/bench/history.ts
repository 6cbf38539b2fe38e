/** Folding a long history, at first and after an edit. */

import { openProject, parseMigration } from '../../server/src/conventions/project';
import { foldHistory } from '../../server/src/fold/history';
import { check } from '../../server/src/rules/check';
import { defaultSettings } from '../../server/src/settings';
import type { SqlDocument } from '../../server/src/sql/document/statement';
import { loadParser } from '../../server/src/sql/parse';
import { type Bench, ms, type Row, row } from './report';

/** What migrations are made of: tables first, then mostly columns, constraints, indexes, renames and backfills. */
function migration(number: number, prefix: string): string {
  const table = `${prefix}${number % 90}`;
  if (number < 90) {
    const columns = Array.from(
      { length: 10 },
      (_, at) => `  c${at} ${['integer', 'text', 'jsonb', 'numeric(10,2)'][at % 4]}`,
    );
    return `CREATE TABLE ${table} (\n  id bigserial PRIMARY KEY,\n${columns.join(',\n')},\n  created_at timestamptz NOT NULL DEFAULT now()\n);\nCREATE INDEX ${table}_created ON ${table} (created_at DESC);\n`;
  }
  return [
    `ALTER TABLE ${table} ADD COLUMN n${number} text NOT NULL DEFAULT '';`,
    `ALTER TABLE ${table} ADD CONSTRAINT ${table}_k${number} UNIQUE (n${number});`,
    `UPDATE ${table} SET n${number} = c1 WHERE c0 > 0;`,
    `ALTER TABLE ${table} ALTER COLUMN n${number} DROP DEFAULT;`,
    `ALTER TABLE ${table} ADD COLUMN r${number} bigint REFERENCES ${prefix}${(number + 7) % 90} (id);`,
    `CREATE INDEX ON ${table} (r${number}) WHERE c0 IS NOT NULL;`,
    `COMMENT ON COLUMN ${table}.n${number} IS 'added by ${number}';`,
  ].join('\n');
}

/** A folder of this many migrations, and what an edit of one of them takes. */
export function openHistory(files: number, prefix: string, clock = () => performance.now()) {
  const root = '/project';
  const names = Array.from({ length: files }, (_, at) => `migrations/${String(at + 1).padStart(4, '0')}_step.sql`);
  const texts = new Map(names.map((name, at) => [`${root}/${name}`, migration(at, prefix)]));
  const tree = { root, paths: names, read: (path: string) => texts.get(path) };
  const convention = openProject(tree, { folders: [], tool: undefined }).historyOf(`${root}/${names[0]}`);
  if (!convention) throw new Error('the files are not recognised as a history');
  const parse = (at: number, text: string, previous?: SqlDocument) => {
    const file = convention.files[at]!;
    const uri = `file://${convention.folder}/${file.path}`;
    return parseMigration(convention, file, { uri, version: 0, text }, previous);
  };
  const documents = convention.files.map((file, at) => parse(at, texts.get(`${convention.folder}/${file.path}`)!));
  const history = foldHistory({ convention, files: documents, dev: undefined });
  /** Milliseconds of `clock` from an edit of this file to its findings. */
  const edit = (at: number): number => {
    const text = `${documents[at]!.text}\nALTER TABLE ${prefix}1 ADD COLUMN edited${performance.now().toFixed(0)} integer;\n`;
    const from = clock();
    const edited = documents.with(at, parse(at, text, documents[at]));
    const folded = foldHistory({ convention, files: edited, dev: undefined }, history);
    check({ history: folded, uri: edited[at]!.uri, dev: undefined, settings: defaultSettings });
    return clock() - from;
  };
  return { edit };
}

/** What the sizes are to take, in milliseconds. */
const targets = [
  { files: 430, first: 1500, edit: 50 },
  { files: 3000, first: 3000, edit: 100 },
];
export async function benchHistory(): Promise<Bench> {
  await loadParser();
  return { rows: targets.flatMap(benchFiles), notRun: [] };
}
function benchFiles(target: (typeof targets)[number]): Row[] {
  const { files } = target;
  // Other names each time, so that nothing is known from the time before.
  const firsts: number[] = [];
  let opened = openHistory(3, 'warm');
  for (const prefix of ['a', 'b', 'c', 't']) {
    const start = performance.now();
    opened = openHistory(files, prefix);
    firsts.push(performance.now() - start);
  }
  const first = Math.min(...firsts);
  const positions = [0, 100, Math.floor(files / 2), files - 1];
  const slowest = Math.max(...positions.map((at) => Math.min(...Array.from({ length: 5 }, () => opened.edit(at)))));
  return [
    row(`first fold, ${files} files`, ms(first), { target: `< ${target.first} ms`, met: first < target.first }),
    row(`edit in any of ${files} files → its findings`, ms(slowest), {
      target: `< ${target.edit} ms`,
      met: slowest < target.edit,
    }),
  ];
}
