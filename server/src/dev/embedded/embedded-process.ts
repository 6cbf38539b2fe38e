/**
 * The process of the embedded PostgreSQL: a script of its own, so that its 400 MB are there only while it is used, and a
 * statement that never ends can be ended with it. Answers one request after the other; ends with its parent, whose
 * process id is its argument.
 */

import { Worker } from 'node:worker_threads';
import { type Extension, PGlite } from '@electric-sql/pglite';
import { dataDir } from '@electric-sql/pglite-prepopulatedfs';
import { present } from '../../text/present';
import { contribs } from './embedded-process-contrib';
import {
  ATTEMPT,
  type EmbeddedReply,
  type EmbeddedRequest,
  type SqlFailure,
  type SqlNotice,
} from './embedded-protocol';

let server: PGlite | undefined;
/** What the server in here takes for the time of day is this process's. */
const now = Date.now;

async function start(names: readonly string[]): Promise<void> {
  const extensions: Record<string, Extension> = {};
  for (const name of names) {
    const load = contribs[name];
    if (load) extensions[name.replaceAll('-', '_')] = await load();
  }
  server = await PGlite.create({ loadDataDir: await dataDir(), extensions });
}

async function answer(request: EmbeddedRequest): Promise<EmbeddedReply> {
  const { id } = request;
  try {
    if (request.what === 'start') {
      await start(request.extensions);
      return { id, rows: [] };
    }
    if (request.what === 'clock') {
      Date.now = () => now() + request.aheadMs;
      return { id, rows: [] };
    }
    if (!server) throw new Error('not started');
    const notices: SqlNotice[] = [];
    const results = await (request.what === 'attempt' ? attempt : exec)(server, request.sql, {
      rowMode: 'array',
      onNotice: (notice) => notices.push(noticeOf(notice)),
    });
    if (request.what === 'query') return { id, rows: (results.at(-1)?.rows ?? []) as unknown[][] };
    return { id, rows: [], ...present({ notices: notices.length > 0 ? notices.slice(0, mostNotices) : undefined }) };
  } catch (error) {
    return { id, failure: failureOf(error) };
  }
}

type Exec = (on: PGlite, ...args: Parameters<PGlite['exec']>) => ReturnType<PGlite['exec']>;
const exec: Exec = (on, sql, options) => on.exec(sql, options);
/**
 * The savepoint that stands before it is made anew behind it, in one message with it: three would take three times as
 * long, and savepoints within savepoints make all that follows slower.
 */
const attempt: Exec = async (on, sql, options) => {
  try {
    return await on.exec(`${sql}\n;RELEASE SAVEPOINT ${ATTEMPT};SAVEPOINT ${ATTEMPT}`, options);
  } catch (error) {
    await on.exec(`ROLLBACK TO SAVEPOINT ${ATTEMPT}`);
    if ((error as { code?: unknown }).code !== syntaxError) throw error;
  }
  // Where its own text ends, PostgreSQL would point to what stands behind it.
  try {
    return await on.exec(sql, options);
  } catch (error) {
    await on.exec(`ROLLBACK TO SAVEPOINT ${ATTEMPT}`);
    throw error;
  }
};
/** SQLSTATE syntax_error. */
const syntaxError = '42601';

/** A loop may raise any number. */
const mostNotices = 100;
function noticeOf({ message, code, detail }: Partial<Record<keyof SqlNotice, string | undefined>>): SqlNotice {
  return { message: message ?? '', ...present({ code: code || undefined, detail: detail || undefined }) };
}
function failureOf(error: unknown): SqlFailure {
  const { message, code, position, detail, hint } = error as Partial<Record<keyof SqlFailure, unknown>>;
  const place = Number(position);
  return {
    message: String(message ?? error),
    ...present({
      code: typeof code === 'string' ? code : undefined,
      position: Number.isInteger(place) && place > 0 ? place : undefined,
      detail: typeof detail === 'string' ? detail : undefined,
      hint: typeof hint === 'string' ? hint : undefined,
    }),
  };
}

let last: Promise<void> = Promise.resolve();
process.on('message', (request: EmbeddedRequest) => {
  last = last.then(async () => {
    const reply = await answer(request);
    process.send?.(reply);
  });
});
process.on('disconnect', () => process.exit(0));

/**
 * While the server is busy, in an endless loop too, this thread hears of nothing: another one looks whether the parent is
 * still there. Where it is gone, the system gives the process another parent; Windows keeps the id of the one that was.
 */
const watch = `const { workerData: parent } = require('node:worker_threads');
setInterval(() => {
  let there = process.platform === 'win32' || process.ppid === parent;
  try { process.kill(parent, 0); } catch (error) { there &&= error.code === 'EPERM'; }
  if (!there) process.kill(process.pid, 'SIGKILL');
}, 250);`;
const parent = Number(process.argv[2]);
if (parent > 0) new Worker(watch, { eval: true, workerData: parent, env: {} });
