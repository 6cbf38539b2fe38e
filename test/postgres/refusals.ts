/**
 * `npm run refusals`: of the statements of PostgreSQL's own regression tests that the server refuses, on the schema
 * before each, those that reading finds; and what it finds in statements that the server takes. `--run` runs them as the
 * editor does instead, and counts those that are refused and those that are shown as proved, with the count so far after
 * each file. `--details` lists the silent ones, `--only 42P16` those of one SQLSTATE (or of a file, or of a kind of
 * statement; with `--run`, of files parted by commas), `--version 16` takes another version's tests, `--by 18` has another server
 * answer them: what a newer one takes is no refusal for the embedded one, either.
 */
import { parseArgs } from 'node:util';
import { type Session, step } from '../../server/src/fold/session';
import type { Index } from '../../server/src/model/schema-constraints';
import { parseDocument } from '../../server/src/sql/document/document';
import type { Statement } from '../../server/src/sql/document/statement';
import { loadParser } from '../../server/src/sql/parse';
import { errorsOn } from './fold/recording';
import { groupOf, groups, isDecided, kindOf } from './refusals-decided';
import { type Answer, type RecordedFile, recorded } from './refusals-record';
import { RegressionRun, type RunStatement } from './refusals-run';

const { values } = parseArgs({
  options: {
    details: { type: 'boolean' },
    run: { type: 'boolean' },
    only: { type: 'string' },
    version: { type: 'string' },
    by: { type: 'string' },
  },
});

interface Refusal {
  readonly file: string;
  readonly statement: string;
  readonly text: string;
  readonly answer: Answer;
  readonly found: readonly string[];
}
/** The file as a session that PostgreSQL's answers steer: what it refused has done nothing. */
function measureFile({ name, text, answers, start }: RecordedFile, refusals: Refusal[], alarms: Refusal[]): void {
  const context = { uri: `file:///${name}.sql`, mode: 'strict' } as const;
  let session: Session = { schema: start };
  let failed = false;
  for (const statement of parseDocument(context.uri, 1, text).statements) {
    const answer = answers[statement.index]!;
    const { parsed } = statement;
    if (answer.code === 'left out') continue;
    const kind = kindOf(parsed.text);
    const ends = /^(commit|end|rollback|abort)$/.test(kind);
    if (failed && ends && answer.code === '') {
      failed = false;
      const partly = /^\s*(rollback|abort)\s+(work\s+|transaction\s+)?to\b/i.test(parsed.text);
      if (!partly) {
        session = step(session, parseDocument('file:///r.sql', 1, 'ROLLBACK').statements[0]!, context).session;
        continue;
      }
    }
    if (answer.code !== '') {
      // What cannot be committed is undone.
      if (session.transaction && (/^(commit|end)$/.test(kind) || /^\s*prepare\s+transaction/i.test(parsed.text)))
        session = step(session, parseDocument('file:///r.sql', 1, 'ROLLBACK').statements[0]!, context).session;
      else if (session.transaction) failed = true;
      // It leaves its index behind, invalid.
      if (/^create (unique )?index concurrently/i.test(parsed.text) && /^2/.test(answer.code))
        session = step(session, statement, context).session;
      // So does REINDEX, by a name of its own.
      const again = /^2/.test(answer.code) ? /^reindex index concurrently (\w+)$/i.exec(parsed.text)?.[1] : undefined;
      const index = [...session.schema.indexes.values()].find(({ name }) => name === again);
      if (index) session = step(session, invalidCopy(index), context).session;
      if (
        (parsed.status === 'syntax error' && !parsed.error?.inBody) ||
        answer.code === '25P02' ||
        !isDecided(answer, kind)
      )
        continue;
      refusals.push({
        file: name,
        statement: kind,
        text: parsed.text,
        answer,
        found: errorsOn(session.schema, statement.parsed.text),
      });
      continue;
    }
    const found = errorsOn(session.schema, statement.parsed.text);
    if (found.length > 0) alarms.push({ file: name, statement: kind, text: parsed.text, answer, found });
    session = step(session, statement, context).session;
  }
}

const invalidCopy = ({ name, table }: Index): Statement =>
  parseDocument('file:///c.sql', 1, `CREATE INDEX ${name}_ccnew ON ${table.name} ((1))`).statements[0]!;

function report(title: string, refusals: readonly Refusal[]): void {
  const found = refusals.filter(({ found }) => found.length > 0).length;
  console.log(
    `${title}: ${found} of ${refusals.length} found (${Math.round((100 * found) / (refusals.length || 1))} %)`,
  );
  const groups = new Map<string, Refusal[]>();
  for (const each of refusals) {
    const key = `${each.answer.code} ${each.statement}`;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  const silent = (group: readonly Refusal[]) => group.filter(({ found }) => found.length === 0).length;
  for (const [key, group] of [...groups].sort((a, b) => silent(b[1]) - silent(a[1])).slice(0, 40))
    if (silent(group) > 0) console.log(`  ${key}: ${group.length - silent(group)} of ${group.length}`);
}
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').slice(0, 400);

type RunCounts = Record<RunStatement['run'], number>;
const share = ({ refused, 'not known': open, silent }: RunCounts): string => {
  const all = refused + open + silent;
  const part = ((100 * refused) / (all || 1)).toFixed(1);
  return `${refused} of ${all} refused (${part} %), ${open} not known, ${silent} shown as proved`;
};
/** Of all that is decided: what running refuses. What the embedded server lacks, or has learned since, is not known. */
async function reportRunning(files: readonly RecordedFile[]): Promise<void> {
  const empty = (): RunCounts => ({ refused: 0, 'not known': 0, silent: 0 });
  const all = empty();
  const byGroup = new Map(groups.map((group) => [group, empty()]));
  let taken = 0;
  const lines: string[] = [];
  const say = (line: string): void => {
    if (values.details) process.stderr.write(`${line}\n`);
    lines.push(line);
  };
  const add = (file: RecordedFile, { statement, answer, run, reason }: RunStatement): void => {
    const { text } = statement.parsed;
    if (answer.code === '') {
      taken++;
      return say(`TAKEN ${file.name} | ${reason} | ${oneLine(text)}`);
    }
    all[run]++;
    byGroup.get(groupOf(kindOf(text)))![run]++;
    if (run !== 'refused')
      say(`${run.toUpperCase()} ${answer.code} ${file.name} | ${reason ?? answer.message} | ${oneLine(text)}`);
  };
  const run = new RegressionRun();
  for (const [index, file] of files.entries()) {
    if (values.only !== undefined && !values.only.split(',').includes(file.name)) continue;
    const isAsked = ({ parsed, index: at }: Statement): boolean =>
      parsed.status !== 'syntax error' && isDecided(file.answers[at]!, kindOf(parsed.text));
    const from = performance.now();
    try {
      for await (const one of run.statements(file, isAsked)) add(file, one);
    } catch (error) {
      say(`BROKEN ${file.name} was not run to its end: ${(error as Error).message}`);
    }
    const seconds = ((performance.now() - from) / 1000).toFixed(1);
    process.stderr.write(`${index + 1}/${files.length} ${file.name} ${seconds} s: ${share(all)}; ${taken} taken\n`);
  }
  await run.close();
  for (const [group, counts] of byGroup) console.log(`Run, ${group}: ${share(counts)}`);
  console.log(`Run: ${share(all)}; ${taken} refused that the server takes`);
  for (const line of lines) if (values.details || line.startsWith('BROKEN')) console.log(line);
}

function reportReading(files: readonly RecordedFile[]): void {
  const refusals: Refusal[] = [];
  const alarms: Refusal[] = [];
  for (const file of files) measureFile(file, refusals, alarms);
  for (const group of groups)
    report(
      group,
      refusals.filter(({ statement }) => groupOf(statement) === group),
    );
  console.log(`Found in what PostgreSQL takes: ${alarms.length}`);
  if (!values.details) return;
  const isWanted = ({ answer, file, statement }: Refusal): boolean =>
    values.only === undefined || [answer.code, file, statement].includes(values.only);
  for (const each of refusals)
    if (each.found.length === 0 && isWanted(each))
      console.log(`${each.answer.code} ${each.file} | ${each.answer.message} | ${oneLine(each.text)}`);
  for (const each of alarms) console.log(`FALSE ${each.file} | ${each.found.join('; ')} | ${oneLine(each.text)}`);
}

await loadParser();
const version = Number(values.version ?? 15);
const files = await recorded(version, Number(values.by ?? version));
await (values.run ? reportRunning(files) : reportReading(files));
process.exit(0);
