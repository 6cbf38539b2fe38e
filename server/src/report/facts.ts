/** What the checklist is answered from: read, run and counted once. */
import type { ScratchServer } from '../dev/scratch-session';
import { DevSourceError, type ReadProgress } from '../dev/source';
import type { DevSchema } from '../model/dev';
import { indexesOn } from '../model/lookups';
import type { Schema } from '../model/schema';
import { touchedTables } from '../rules/touched-tables';
import { displayName, keyOf, splitKey } from '../text/names';
import { present } from '../text/present';
import type { VerifyResult } from '../verify/result';
import { Scratch } from '../verify/scratch';
import { textsOf, verifyMigration } from '../verify/verify';
import type { Target } from '../workspace/host';
import type { FileView } from '../workspace/snapshot';
import type { Rows, TableCounts } from './checklist';
import { type NotWatched, type StatementLock, watchLocks } from './locks';
import { type FileBack, waysBack } from './rollback';
import { groupsOf, runFor } from './runs';

export interface ReportInput {
  /** The migrations, at least one; of those that could not be read `unread` says why. */
  readonly views: readonly FileView[];
  readonly unread?: readonly string[];
  readonly dev: DevSchema;
  /** Which setting, option or variable named dev. */
  readonly devFrom?: string | undefined;
  readonly target?: Target | undefined;
  /** Why target was not read, where one is set. */
  readonly targetProblem?: string | undefined;
  readonly backup?: Backup | undefined;
  /** Rows are counted in target, which reads all of a table. */
  readonly exactRows?: boolean | undefined;
  /** A file as people see it, by its URI. */
  shown(uri: string): string;
  /** What migrations run in instead of the embedded PostgreSQL. */
  readonly server?: ScratchServer | undefined;
  /** `dist/embedded.js`; beside the running bundle when absent. */
  readonly script?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly progress?: ReadProgress | undefined;
}
/** A backup that was told of, and what its file is. */
export interface Backup {
  readonly path: string;
  /** Epoch milliseconds; absent where it is no dump of pg_dump: `problem` says why. */
  readonly madeAt?: number;
  readonly problem?: string;
}
/** Files that ran together. */
export interface Ran {
  readonly views: readonly FileView[];
  /** Absent: `problem` says why they did not run. */
  readonly result?: VerifyResult;
  readonly problem?: string;
  /** From the start of the scratch PostgreSQL on. */
  readonly ms: number;
}
export interface Facts extends ReportInput {
  /** Of the tables that the files touch. */
  readonly keys: readonly string[];
  readonly ran: readonly Ran[];
  readonly backs: readonly FileBack[];
  /** By their keys, in target before the run: of tables that the files touch or lock. */
  readonly rows: ReadonlyMap<string, Rows>;
  readonly locks: readonly StatementLock[];
  readonly notWatched: readonly (Pick<NotWatched, 'reason'> & Partial<NotWatched>)[];
}
/** @throws DevSourceError `cancelled` */
export async function gather(input: ReportInput): Promise<Facts> {
  const { views } = input;
  const keys = [...new Set(views.flatMap(({ document, folded }) => touchedTables(document, folded)))];
  const target = input.target?.dev;
  const groups = groupsOf(views, target);
  const ran: Ran[] = [];
  const backs: FileBack[] = [];
  const locks: StatementLock[] = [];
  const notWatched: Facts['notWatched'][number][] = [];
  if (target && groups.length > 1) {
    const problem = 'on target only files of one history can run, one after the other';
    const backs = views.map(({ document }) => ({ uri: document.uri, way: problem }));
    return {
      ...input,
      keys,
      ran: [{ views, problem, ms: 0 }],
      backs,
      rows: new Map(),
      locks,
      notWatched: [{ reason: problem }],
    };
  }
  for (const group of groups) {
    ran.push(await runGroup(group, input));
    const watched = await watchGroup(group, input);
    locks.push(...watched.locks);
    notWatched.push(...watched.notWatched);
    backs.push(...(await waysBack(group, input)));
  }
  const rows = await rowsIn(input, [...new Set([...keys, ...locks.map(({ key }) => key)])]);
  return { ...input, keys, ran, backs, rows, locks, notWatched };
}
async function runGroup(group: readonly FileView[], input: ReportInput): Promise<Ran> {
  const { dev, server, script, signal, progress } = input;
  const target = input.target?.dev;
  const start = Date.now();
  try {
    const run = runFor(group, dev, target);
    const result = await verifyMigration({
      ...run,
      dev,
      ...present({ target, server, embeddedScript: script, signal, progress }),
    });
    return { views: group, result, ms: Date.now() - start };
  } catch (error) {
    return { views: group, problem: unlessCancelled(error), ms: Date.now() - start };
  }
}
/** On target as it is, or on dev without what the files make there. */
async function watchGroup(
  group: readonly FileView[],
  input: ReportInput,
): Promise<{ readonly locks: readonly StatementLock[]; readonly notWatched: Facts['notWatched'] }> {
  const { dev, target, server, script, signal, progress } = input;
  if (!target) return { locks: [], notWatched: [{ reason: input.targetProblem ?? NO_TARGET }] };
  const { files } = runFor(group, dev, target.dev);
  const texts = textsOf(files);
  const scratch = new Scratch({ base: target.dev.schema, texts, script, server, signal, progress });
  try {
    await scratch.start();
    const { locks, notWatched } = await watchLocks(scratch, files);
    // What a file makes itself, nobody waits for.
    const { tables, views } = target.dev.schema;
    return { locks: locks.filter(({ key }) => tables.has(key) || views.has(key)), notWatched };
  } catch (error) {
    return { locks: [], notWatched: [{ reason: unlessCancelled(error) }] };
  } finally {
    await scratch.close();
  }
}
export const NO_TARGET = 'no target is given (--target, or devschema.target)';
function unlessCancelled(error: unknown): string {
  if (!(error instanceof DevSourceError) || error.code === 'cancelled') throw error;
  return error.message;
}

/** Absent: the schema does not have it. */
export function countsIn(schema: Schema, key: string): TableCounts['dev'] {
  const table = schema.tables.get(key);
  if (!table) return undefined;
  return {
    columns: table.columns.length,
    constraints: table.constraints.length,
    indexes: indexesOn(schema, table).length,
  };
}
export const shownTable = ({ dev }: Pick<ReportInput, 'dev'>, key: string): string =>
  displayName(splitKey(key), dev.schema.searchPath);
export function tableCounts(facts: Pick<Facts, 'keys' | 'dev' | 'target' | 'rows'>): TableCounts[] {
  const { keys, dev, target, rows } = facts;
  return keys.map((key) => ({
    table: shownTable(facts, key),
    ...present({
      dev: countsIn(dev.schema, key),
      target: target?.dev.schema.tables.has(key) ? (rows.get(key) ?? {}) : undefined,
    }),
  }));
}
/** Of those that target has: what its server says now, else what was read of it. */
export async function rowsIn(
  { target, exactRows, signal }: Pick<ReportInput, 'target' | 'exactRows' | 'signal'>,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Rows>> {
  const { tables, views } = target?.dev.schema ?? {};
  const there = keys.flatMap((key) => tables?.get(key) ?? views?.get(key) ?? []);
  const measured = await target?.measure?.(there, { exact: exactRows ?? false, ...present({ signal }) });
  return new Map(
    there.map((table) => {
      const read = { rows: table.estimatedRows, bytes: 'bytes' in table ? table.bytes : undefined };
      return [keyOf(table), present({ ...read, ...measured?.get(keyOf(table)) })];
    }),
  );
}
/** Why something of the table is not known, of a schema that was read. */
export function unknownOf({ unknown }: Schema, key: string): string[] {
  const { schema, name } = splitKey(key);
  const reasons = unknown.flatMap(({ object, reason }) =>
    object === '*' || object.endsWith(`\0${schema}\0${name}`) ? [reason] : [],
  );
  return [...new Set(reasons)];
}
