/**
 * `npm run refusals`: of the statements of PostgreSQL's own regression tests that the server refuses, on the schema
 * before each, those that reading finds; and what it finds in statements that the server takes. `--run` runs them as
 * `verify` does, too, and counts those that it refuses and those that it shows as proved. `--details` lists the silent ones, `--only 42P16` those of one SQLSTATE (or of a file, or of a kind of statement), `--version 16` takes
 * another server.
 */
import { parseArgs } from 'node:util';
import { type Session, step } from '../../server/src/fold/session';
import { parseDocument } from '../../server/src/sql/document/document';
import { loadParser } from '../../server/src/sql/parse';
import { errorsOn } from './fold/recording';
import { type Answer, type RecordedFile, recorded } from './refusals-record';
import { type RunStatement, runFile } from './refusals-run';

const { values } = parseArgs({
  options: {
    details: { type: 'boolean' },
    run: { type: 'boolean' },
    only: { type: 'string' },
    version: { type: 'string' },
  },
});

interface Refusal {
  readonly file: string;
  readonly statement: string;
  readonly text: string;
  readonly answer: Answer;
  readonly found: readonly string[];
}
/** Statements that migrations are made of. */
const migrations =
  /^(create|alter|drop) (table|index|view|materialized view|function|procedure|routine|trigger|type|domain|sequence|policy|schema)$/;
const others = /^(create|alter|drop|comment|grant|revoke|security|import|refresh|reindex|cluster|truncate|lock)\b/;

/** `create table`, `alter table`, …: words that only qualify the kind are left out. */
function kindOf(text: string): string {
  const plain = text
    .replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, ' ')
    .trim()
    .toLowerCase();
  const skip =
    '(?:or replace |global |local |temporary |temp |unlogged |unique |recursive |foreign (?=table)|constraint (?=trigger)|event (?=trigger)|concurrently )*';
  const words = plain.replace(/\s+/g, ' ');
  const match = new RegExp(`^(create|alter|drop) ${skip}(materialized view|\\w+)`).exec(words);
  if (/^(create|alter|drop) event trigger/.test(words)) return words.split(' ').slice(0, 3).join(' ');
  return match ? `${match[1]} ${match[2]}` : (/^\w+/.exec(words)?.[0] ?? '');
}
/**
 * What neither schema nor text decides: rights, rows, values met while running, other sessions and databases, limits, the
 * operating system's locales, what a constant's text says to its type.
 */
function isDecided({ code, message, analysed }: Answer, kind: string): boolean {
  // Of a query, what PREPARE refuses: the rest is met while it is planned or runs.
  if (/^(select|insert|update|delete|with|values|table)$/.test(kind) && !analysed) return false;
  if (/^(23|25|40|53|54|55P|57|58|P0|XX|28|08|38|39|2F|0Z|26|34|3B|lost)/.test(code) || code === '42501') return false;
  if (/^22/.test(code) && !/^(22023|22P02|2200|22007|22003)/.test(code)) return false;
  if (/^(22P02|22007|22003|2200)/.test(code) && !/^(create|alter)/.test(kind)) return false;
  if (/\b(role|database|tablespace|permission|access method handler|must be (owner|superuser|member))\b/.test(message))
    return false;
  if (/^collation .* for encoding|^could not create locale|security label provider|jsonpath|in tsvector/.test(message))
    return false;
  return !/(could not (open|access|load|find function|stat)|large object|cursor|portal|prepared statement)/.test(
    message,
  );
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
      if (session.transaction) failed = true;
      // It leaves its index behind, invalid.
      if (/^create (unique )?index concurrently/i.test(parsed.text) && /^2/.test(answer.code))
        session = step(session, statement, context).session;
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

/** Of all that is decided: what running refuses. What the embedded server lacks, or has learned since, is not known. */
async function reportRunning(files: readonly RecordedFile[]): Promise<void> {
  const counts = { refused: 0, 'not known': 0, silent: 0 };
  let taken = 0;
  const lines: string[] = [];
  const broken: string[] = [];
  const add = (file: RecordedFile, { statement, answer, run, reason }: RunStatement): void => {
    const { text } = statement.parsed;
    if (answer.code === '') {
      if (run !== 'refused') return;
      taken++;
      lines.push(`TAKEN ${file.name} | ${reason} | ${oneLine(text)}`);
    } else if (isDecided(answer, kindOf(text)) && statement.parsed.status !== 'syntax error') {
      counts[run]++;
      if (run !== 'refused')
        lines.push(`${run.toUpperCase()} ${answer.code} ${file.name} | ${reason ?? answer.message} | ${oneLine(text)}`);
    }
  };
  for (const [index, file] of files.entries()) {
    if (values.only !== undefined && file.name !== values.only) continue;
    process.stderr.write(`${index + 1}/${files.length} ${file.name}\n`);
    try {
      for await (const one of runFile(file)) add(file, one);
    } catch (error) {
      broken.push(`${file.name} was not run to its end: ${(error as Error).message}`);
    }
  }
  const all = counts.refused + counts['not known'] + counts.silent;
  const part = ((100 * counts.refused) / (all || 1)).toFixed(1);
  console.log(
    `Run: ${counts.refused} of ${all} refused (${part} %), ${counts['not known']} not known, ${counts.silent} shown as proved; ${taken} refused that the server takes`,
  );
  for (const line of broken) console.log(line);
  if (values.details) for (const line of lines) console.log(line);
}

await loadParser();
const refusals: Refusal[] = [];
const alarms: Refusal[] = [];
const files = await recorded(Number(values.version ?? 15));
for (const file of files) measureFile(file, refusals, alarms);
const inMigrations = refusals.filter(({ statement }) => migrations.test(statement));
const rest = refusals.filter(({ statement }) => !migrations.test(statement) && others.test(statement));
const dml = refusals.filter(({ statement }) => !migrations.test(statement) && !others.test(statement));
report('What migrations are made of', inMigrations);
report('Other statements that change the schema', rest);
report('Queries and the rest', dml);
console.log(`Found in what PostgreSQL takes: ${alarms.length}`);
if (values.details) {
  const isWanted = ({ answer, file, statement }: Refusal): boolean =>
    values.only === undefined || [answer.code, file, statement].includes(values.only);
  for (const each of [...inMigrations, ...rest, ...dml])
    if (each.found.length === 0 && isWanted(each))
      console.log(`${each.answer.code} ${each.file} | ${each.answer.message} | ${oneLine(each.text)}`);
  for (const each of alarms) console.log(`FALSE ${each.file} | ${each.found.join('; ')} | ${oneLine(each.text)}`);
}
if (values.run) await reportRunning(files);
process.exit(0);
