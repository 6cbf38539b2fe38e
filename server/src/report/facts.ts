/** What the checklist is answered from: read, run and counted once. */
import { DevSourceError } from '../dev/source';
import { touchedTables } from '../rules/touched-tables';
import { present } from '../text/present';
import type { VerifyResult } from '../verify/result';
import { Scratch } from '../verify/scratch';
import { pendingTexts, verifyMigration } from '../verify/verify';
import type { FileView } from '../workspace/snapshot';
import type { Rows } from './checklist';
import { NO_TARGET, type ReportInput, rowsIn } from './input';
import { type NotWatched, type StatementLock, watchLocks } from './locks';
import { groupsOf, runFor } from './runs';
import { type FileBack, waysBack } from './ways-back';

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
    const [own, watched] = await Promise.all([runGroup(group, input), watchGroup(group, input)]);
    ran.push(own);
    locks.push(...watched.locks);
    notWatched.push(...watched.notWatched);
    backs.push(...watched.backs);
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
interface Watched {
  readonly locks: readonly StatementLock[];
  readonly notWatched: Facts['notWatched'];
  readonly backs: readonly FileBack[];
}
/** One scratch has the locks of each statement, which then has a transaction of its own, and the way back; two where one is refused so. */
async function watchGroup(group: readonly FileView[], input: ReportInput): Promise<Watched> {
  const locks: StatementLock[] = [];
  if (input.target) {
    const backs = await waysBack(group, input, async (scratch, file) => {
      if (file.standing === 'applied') return 'it has run';
      const watched = await watchLocks(scratch, [file]);
      locks.push(...watched.locks);
      return (await scratch.finish()) ?? watched.notWatched[0]?.reason;
    });
    if (backs.every(({ way }) => typeof way !== 'string'))
      return { locks: locks.filter(({ key }) => isThere(key, input)), notWatched: [], backs };
  }
  return { ...(await watchAlone(group, input)), backs: await waysBack(group, input) };
}
/** What a file makes itself, nobody waits for. */
const isThere = (key: string, { target }: ReportInput): boolean =>
  target !== undefined && (target.dev.schema.tables.has(key) || target.dev.schema.views.has(key));
/** In a scratch of its own. */
async function watchAlone(
  group: readonly FileView[],
  input: ReportInput,
): Promise<Pick<Watched, 'locks' | 'notWatched'>> {
  const { dev, target, server, script, signal, progress } = input;
  if (!target) return { locks: [], notWatched: [{ reason: input.targetProblem ?? NO_TARGET }] };
  const { files } = runFor(group, dev, target.dev);
  const texts = pendingTexts(files);
  const scratch = new Scratch({ base: target.dev.schema, texts, script, server, signal, progress });
  try {
    await scratch.start();
    const { locks, notWatched } = await watchLocks(scratch, files);
    return { locks: locks.filter(({ key }) => isThere(key, input)), notWatched };
  } catch (error) {
    return { locks: [], notWatched: [{ reason: unlessCancelled(error) }] };
  } finally {
    await scratch.close();
  }
}
function unlessCancelled(error: unknown): string {
  if (!(error instanceof DevSourceError) || error.code === 'cancelled') throw error;
  return error.message;
}
