/** What `--online`, `--safe`, `--rename` and `--prove` of a plan promise, held to by a real server. */
import type { Schema, Table } from '../../server/src/model/schema';
import { plan } from '../../server/src/plan/plan';
import { withRenames } from '../../server/src/plan/rename';
import { planScript, scriptParts, withheld } from '../../server/src/plan/script';
import type { Step } from '../../server/src/plan/step';
import { quoteIdentifier } from '../../server/src/text/names';
import { provePlan } from '../../server/src/verify/prove-plan';
import { readSchema } from '../postgres/roundtrip';
import type { TestDatabase } from '../support/postgres';
import { differenceButSaid, judge, ofRows, tryWithoutRows } from './judge';
import { keptIn, lostBetween } from './kept';

/** Changes the database. What is wrong; undefined: nothing. */
type Form = (database: TestDatabase, to: Schema) => Promise<string | undefined>;
export const forms: Readonly<Record<string, Form>> = { online, safe, renames, prove };
const access = { owners: true, privileges: true };

/** Each part as the file that it is: in a transaction, or a statement by itself outside of one. */
async function online(database: TestDatabase, to: Schema): Promise<string | undefined> {
  const from = await readSchema(database);
  const made = plan(from, to, { ...access, online: true });
  const rows = await keptIn(database, from);
  let emptied = false;
  for (const { statements, outside } of scriptParts(made, { together: false })) {
    if (outside && statements.length > 1) return `${statements.length} statements in a file outside of a transaction`;
    const script = outside ? statements[0]! : ['BEGIN;', ...statements, 'COMMIT;'].join('\n');
    try {
      await database.exec(script);
    } catch (error) {
      await database.exec('ROLLBACK');
      if (!isUnfit(error, made.steps) || !(await tryWithoutRows(database, script)))
        return `${failure(error)}\n  in: ${script}`;
      emptied = true;
    }
  }
  await database.exec('RESET ALL');
  const after = await readSchema(database);
  return (
    differenceButSaid(after, to, made, true) ??
    leftOf(after, to) ??
    (emptied ? undefined : lostBetween(rows, await keptIn(database, after), from, made))
  );
}
/** No value is lost, what loses one is a comment, and from there the plan goes to the end. */
async function safe(database: TestDatabase, to: Schema): Promise<string | undefined> {
  const from = await readSchema(database);
  const made = plan(from, to, access);
  const out = withheld(made.steps);
  const script = planScript(made, { safe: true });
  const losing = made.steps.find(({ loses, sql }) => loses !== undefined && script.includes(`\n${sql}\n`));
  if (losing) return `runs what loses ${losing.loses}: ${losing.sql}`;
  const rows = await keptIn(database, from);
  let emptied = false;
  for (const { number, sql } of made.steps) {
    if (out.has(number)) continue;
    try {
      await database.exec(sql);
    } catch (error) {
      if (!isUnfit(error, made.steps) || !(await tryWithoutRows(database, sql)))
        return `${failure(error)}\n  in: ${sql}`;
      emptied = true;
    }
  }
  await database.exec('RESET ALL');
  const after = await keptIn(database, await readSchema(database));
  const lost = emptied ? undefined : lostBetween(rows, after, from, { steps: [], notes: [], notKnown: [] });
  return lost ?? (await judge(database, to, true)).wrong;
}
/** A table and a column get other names: what is said of it makes the whole plan, and keeps all. */
async function renames(database: TestDatabase, to: Schema): Promise<string | undefined> {
  for (const [at, table] of [...(await readSchema(database)).tables.values()].filter(isRenamed).entries()) {
    const column = table.columns.find(({ local }) => local !== false);
    const name = [table.schema, table.name].map((one) => quoteIdentifier(one, 'always')).join('.');
    const said = [
      ...(column ? [`${name}.${quoteIdentifier(column.name, 'always')}="Other ${column.name.slice(0, 20)}"`] : []),
      `${name}="Other ${at} ${table.name.slice(0, 20)}"`,
    ];
    if (/=.*=/.test(said.join(''))) continue;
    const start = withRenames(await readSchema(database), said);
    for (const sql of start.steps) await database.exec(sql);
    const is = await readSchema(database);
    const left = plan(start.schema, is, access).steps[0];
    if (left) return `${said.join(' ')}: there is left ${left.sql}`;
  }
  return (await judge(database, to, true)).wrong;
}
const isRenamed = ({ extension, kind }: Table): boolean => extension === undefined && kind !== 'foreign table';
/** What a proof says is what a server says. */
async function prove(database: TestDatabase, to: Schema): Promise<string | undefined> {
  const from = await readSchema(database);
  const proof = await provePlan(from, to, plan(from, to, access), { script: 'dist/embedded.js' });
  const { wrong } = await judge(database, to, true);
  if (proof.outcome === 'not known') console.log(`  ${proof.said}`);
  return (proof.outcome === 'proved') === (wrong === undefined)
    ? undefined
    : `${proof.said} The server: ${wrong ?? 'right'}`;
}

const failure = (error: unknown): string => (error as Error).message;
const isUnfit = (error: unknown, steps: readonly Step[]): boolean =>
  ofRows.test((error as { code?: string }).code ?? '') && steps.some(({ fails }) => fails !== undefined);
function leftOf(after: Schema, to: Schema): string | undefined {
  const left = plan(after, to, access).steps[0];
  return left && `planned again: ${left.sql}`;
}
