/** Whether the locks and the writing anew that a plan says are those of a real server. */

import { defaultStyle, type GenerateStyle } from '../../server/src/generate/style';
import type { Schema } from '../../server/src/model/schema';
import { lockModes } from '../../server/src/plan/lock-modes';
import { plan } from '../../server/src/plan/plan';
import type { PlanOptions, Step } from '../../server/src/plan/step';
import { quoteQualified } from '../../server/src/text/names';
import { readSchema } from '../postgres/roundtrip';
import type { TestDatabase } from '../support/postgres';

const style: GenerateStyle = { ...defaultStyle, schemaQualification: 'always', quoting: 'always' };
const relations = `SELECT c.oid::int8::text, n.nspname, c.relname, c.relfilenode::int8::text FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'm', 'f', 'v') AND c.oid >= 16384 AND n.nspname !~ '^pg_'`;
const held = `SELECT relation::int8::text, mode FROM pg_catalog.pg_locks WHERE pid = pg_backend_pid() AND locktype = 'relation'`;

interface Relation {
  readonly name: string;
  readonly file: string;
}
async function relationsOf(database: TestDatabase): Promise<Map<string, Relation>> {
  const rows = (await database.query(relations)) as string[][];
  return new Map(
    rows.map(([oid, schema, name, file]) => [
      oid!,
      { name: quoteQualified({ schema: schema!, name: name! }, 'always'), file: file! },
    ]),
  );
}

/** Runs the plan, each step in a transaction; a line for each step that takes other locks than it says. */
export async function wrongLocks(database: TestDatabase, to: Schema, options: PlanOptions): Promise<readonly string[]> {
  const from = await readSchema(database);
  const { run, wrong } = await watchLocks(database, from, to, options);
  try {
    for (const [at, { sql }] of plan(from, to, options).steps.entries()) await run(sql, at);
  } catch {
    // It is refused, so what follows means nothing.
  }
  await database.exec('RESET ALL');
  return wrong;
}
interface LockWatch {
  /** Runs the step of this number. @throws what it is refused for */
  run(sql: string, at: number): Promise<void>;
  /** A line for each that took other locks than the plan says. */
  readonly wrong: readonly string[];
}
export async function watchLocks(
  database: TestDatabase,
  from: Schema,
  to: Schema,
  options: PlanOptions,
): Promise<LockWatch> {
  const { steps } = plan(from, to, { ...options, style });
  const first = await relationsOf(database);
  const wrong: string[] = [];
  const run = async (sql: string, at: number): Promise<void> => {
    try {
      const found = await ran(database, { ...steps[at]!, sql }, first);
      if (found !== undefined) wrong.push(found);
    } catch (error) {
      await database.exec('ROLLBACK').catch(() => {});
      throw error;
    }
  };
  return { run, wrong };
}
/** Undefined: the locks are what is said. @throws what it is refused for */
async function ran(
  database: TestDatabase,
  step: Step,
  first: ReadonlyMap<string, Relation>,
): Promise<string | undefined> {
  if (step.transaction === 'alone') {
    await database.exec(step.sql);
    return undefined;
  }
  const before = await relationsOf(database);
  await database.exec(`BEGIN;\n${step.sql}`);
  const taken = new Map<string, number>();
  for (const [oid, mode] of (await database.query(held)) as string[][]) {
    const relation = first.has(oid!) ? before.get(oid!) : undefined;
    const rank = lockModes.indexOf(
      mode!
        .replace(/Lock$/, '')
        .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
        .toUpperCase(),
    );
    if (relation && rank >= 0) taken.set(relation.name, Math.max(rank, taken.get(relation.name) ?? 0));
  }
  const after = await relationsOf(database);
  const rewritten = [...before].filter(([oid, { file }]) => first.has(oid) && (after.get(oid)?.file ?? file) !== file);
  await database.exec('COMMIT');
  const real = [...taken]
    .map(([name, rank]) => `${lockModes[rank]} on ${name}`)
    .sort()
    .join(', ');
  const said = step.locks
    .map(({ mode, on }) => `${mode} on ${on}`)
    .sort()
    .join(', ');
  const isSame = real === said && rewritten.length > 0 === step.rewrites;
  return isSame
    ? undefined
    : `${step.sql}\n    real: ${real}${rewritten.length > 0 ? ' written anew' : ''}\n    said: ${said}${step.rewrites ? ' written anew' : ''}`;
}
