/**
 * The process of the embedded PostgreSQL: a script of its own, so that its 300 MB are there only while it is used, and a
 * statement that never ends can be ended with it. Answers one request after the other; ends with its parent, whose
 * process id is its argument.
 */

import { writeSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { gunzipSync } from 'node:zlib';
import { type Extension, PGlite } from '@electric-sql/pglite';
import { dataDir } from '@electric-sql/pglite-prepopulatedfs';
import { readRegular, sizeLimits } from '../../files/reading';
import { present } from '../../text/present';
import { attempt } from './attempt';
import { answered, Crashed } from './embedded-process-alive';
import { contribs } from './embedded-process-contrib';
import { DATA, DataDirectory } from './embedded-process-files';
import { attemptTogether, queryTogether, rowsOf } from './embedded-process-together';
import { crashed, type EmbeddedReply, type EmbeddedRequest, overMemory, type SqlNotice } from './embedded-protocol';
import { failureOf, mostNotices, noticeOf } from './sql-errors';
import { writeTar } from './tar';

let pglite: PGlite | undefined;
/**
 * One server for one session, whose base is made again at any time: nothing is kept for replication, archives or a crash,
 * and what is kept in memory stays small.
 */
const serverSettings = [
  'shared_buffers=16MB',
  'wal_level=minimal',
  'max_wal_senders=0',
  'full_page_writes=off',
  'min_wal_size=32MB',
  'max_wal_size=32MB',
  'jit=off',
];
/** What the server in here takes for the time of day is this process's. */
const now = Date.now;

async function start({ extensions: names, tar }: Extract<EmbeddedRequest, { what: 'start' }>): Promise<void> {
  const extensions: Record<string, Extension> = {};
  for (const name of names) {
    const load = contribs[name];
    if (load) extensions[name.replaceAll('-', '_')] = await load();
  }
  pglite = await PGlite.create({
    fs: new DataDirectory(async () => (tar === undefined ? fresh() : readTar(tar))),
    extensions,
    startParams: [
      // `-O` lets the system's own tables be changed, which a server refuses.
      ...PGlite.defaultStartParams.filter((one) => one !== '-O'),
      ...serverSettings.flatMap((one) => ['-c', one]),
    ],
  });
  watchDepth(pglite);
  const stack = stackPointerOf(pglite);
  const top = stack?.value;
  unwind = () => {
    if (stack) stack.value = top;
  };
}
/**
 * A statement that is refused leaves its frames on the server's stack, which some 2,500 of them fill: nothing goes on after
 * it. Between two requests no frame is in use but those of the start.
 */
let unwind = (): void => {};
let isBroken = false;
/**
 * Where JavaScript's stack is full before PostgreSQL's own limit, PGlite takes that for a longjmp of PostgreSQL's: the
 * statement seems to have run, and nothing that follows does anything.
 */
function watchDepth({ Module }: PGlite): void {
  const goOn = Module._PostgresMainLoopOnce;
  Module._PostgresMainLoopOnce = () => {
    try {
      goOn();
    } catch (error) {
      isBroken ||= error instanceof RangeError;
      throw error;
    }
  };
}
/** As PostgreSQL has it. */
const tooDeep = Object.assign(new Error('stack depth limit exceeded'), { code: '54001' });
/** A `WebAssembly.Global`. */
function stackPointerOf({ Module }: PGlite): { value: unknown } | undefined {
  const found: unknown = Reflect.get(Module, '___stack_pointer');
  return typeof found === 'object' && found !== null && 'value' in found ? found : undefined;
}
/** As initdb makes it. */
async function fresh(): Promise<Uint8Array> {
  // Some 40 MB, as one piece: of many of the usual 16 kB, putting them together takes as long as unpacking.
  return gunzipSync(await (await dataDir()).arrayBuffer(), { chunkSize: 2 ** 26 });
}
function readTar(path: string): Uint8Array {
  const found = readRegular(path, { limit: sizeLimits.base });
  if (!('bytes' in found)) throw new Error(`what was kept cannot be read: it ${found.problem}`);
  return found.bytes;
}

async function answerRequest(request: EmbeddedRequest): Promise<EmbeddedReply> {
  const { id } = request;
  try {
    if (request.what === 'start') {
      await start(request);
      return { id, rows: [] };
    }
    if (request.what === 'clock') {
      Date.now = () => now() + request.aheadMs;
      return { id, rows: [] };
    }
    if (!pglite) throw new Error('not started');
    unwind();
    const reply = await answerStarted(request, pglite);
    if (isBroken) throw tooDeep;
    return reply;
  } catch (error) {
    if (error instanceof Crashed && !isBroken) {
      // Nothing that it says or does from here on means anything.
      writeSync(2, `${crashed}\n`);
      process.kill(process.pid, 'SIGKILL');
    }
    return { id, failure: failureOf(isBroken ? tooDeep : error) };
  }
}
type Asking = Exclude<EmbeddedRequest, { readonly what: 'start' | 'clock' }>;
async function answerStarted(request: Asking, on: PGlite): Promise<EmbeddedReply> {
  const { id } = request;
  if (request.what === 'keep') {
    // So that what is loaded has nothing to recover.
    await on.exec('CHECKPOINT');
    writeTar(on.Module.FS, DATA, request.tar);
    return { id, rows: [] };
  }
  if (request.what === 'attempt together')
    return { id, rows: [], ...present({ noticesOfEach: await attemptTogether(on, request.statements) }) };
  if (request.what === 'query together') return { id, rows: [], rowsOfEach: await queryTogether(on, request.queries) };
  const notices: SqlNotice[] = [];
  const send = async (sql: string) => {
    const found = await on.exec(sql, { rowMode: 'array', onNotice: (notice) => notices.push(noticeOf(notice)) });
    await answered(on, found.at(-1)?.command);
    return found;
  };
  const results = await (request.what === 'attempt' ? attempt(send, request.sql) : send(request.sql));
  if (request.what === 'query') return { id, rows: rowsOf(results.at(-1)) };
  return { id, rows: [], ...present({ notices: notices.length > 0 ? notices.slice(0, mostNotices) : undefined }) };
}

let last: Promise<void> = Promise.resolve();
process.on('message', (request: EmbeddedRequest) => {
  last = last.then(async () => {
    const reply = await answerRequest(request);
    process.send?.(reply);
  });
});
process.on('disconnect', () => process.exit(0));

/**
 * While the server is busy, in an endless loop too, this thread hears of nothing: another one looks whether the parent is
 * still there, and what the process takes. Where the parent is gone, the system gives the process another; Windows keeps the
 * id of the one that was.
 */
const watch = `const { workerData: { parent, most, said } } = require('node:worker_threads');
setInterval(() => {
  if (process.memoryUsage.rss() > most) {
    require('node:fs').writeSync(2, said);
    process.kill(process.pid, 'SIGKILL');
  }
  let there = process.platform === 'win32' || process.ppid === parent;
  try { process.kill(parent, 0); } catch (error) { there &&= error.code === 'EPERM'; }
  if (!there) process.kill(process.pid, 'SIGKILL');
}, 250);`;
const [parent = 0, megabytes = Number.POSITIVE_INFINITY] = process.argv.slice(2).map(Number);
const workerData = { parent, most: megabytes * 2 ** 20, said: `${overMemory}\n` };
if (parent > 0) new Worker(watch, { eval: true, workerData, env: {} });
