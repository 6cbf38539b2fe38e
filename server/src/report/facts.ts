/** What the checklist is answered from: read, run and counted once. */
import type { ScratchServer } from '../dev/scratch-session';
import { DevSourceError, type ReadProgress } from '../dev/source';
import type { DevSchema } from '../model/dev';
import { indexesOn } from '../model/lookups';
import type { Schema, Table } from '../model/schema';
import { touchedTables } from '../rules/touched-tables';
import { displayName, splitKey } from '../text/names';
import { present } from '../text/present';
import type { VerifyResult } from '../verify/result';
import { Scratch } from '../verify/scratch';
import { textsOf, verifyMigration } from '../verify/verify';
import type { Target } from '../workspace/host';
import type { FileView } from '../workspace/snapshot';
import type { TableCounts } from './checklist';
import { type NotWatched, type StatementLock, watchLocks } from './locks';
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
  const locks: StatementLock[] = [];
  const notWatched: Facts['notWatched'][number][] = [];
  if (target && groups.length > 1) {
    const problem = 'on target only files of one history can run, one after the other';
    return { ...input, keys, ran: [{ views, problem, ms: 0 }], locks, notWatched: [{ reason: problem }] };
  }
  for (const group of groups) {
    ran.push(await runGroup(group, input));
    const watched = await watchGroup(group, input);
    locks.push(...watched.locks);
    notWatched.push(...watched.notWatched);
  }
  return { ...input, keys, ran, locks, notWatched };
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
export function tableCounts({ keys, dev, target }: Facts): TableCounts[] {
  return keys.map((key) => ({
    table: displayName(splitKey(key), dev.schema.searchPath),
    ...present({ dev: countsIn(dev.schema, key), target: rowsOf(target?.dev.schema.tables.get(key)) }),
  }));
}
function rowsOf(table: Table | undefined): TableCounts['target'] {
  return table && present({ rows: table.estimatedRows, bytes: table.bytes });
}
/** Why something of the table is not known, of a schema that was read. */
export function unknownOf({ unknown }: Schema, key: string): string[] {
  const { schema, name } = splitKey(key);
  const reasons = unknown.flatMap(({ object, reason }) =>
    object === '*' || object.endsWith(`\0${schema}\0${name}`) ? [reason] : [],
  );
  return [...new Set(reasons)];
}
