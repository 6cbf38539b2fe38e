/**
 * The process of the embedded PostgreSQL: a script of its own, so that its 400 MB are there only while it is used, and a
 * statement that never ends can be ended with it. Answers one request after the other; ends with its parent.
 */
import { type Extension, PGlite } from '@electric-sql/pglite';
import { dataDir } from '@electric-sql/pglite-prepopulatedfs';
import { contribs } from './embedded-process-contrib';
import type { EmbeddedReply, EmbeddedRequest, SqlFailure } from './embedded-protocol';

let server: PGlite | undefined;

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
    if (!server) throw new Error('not started');
    const results = await server.exec(request.sql, { rowMode: 'array' });
    return { id, rows: request.what === 'query' ? ((results.at(-1)?.rows ?? []) as unknown[][]) : [] };
  } catch (error) {
    return { id, failure: failureOf(error) };
  }
}

function failureOf(error: unknown): SqlFailure {
  const { message, code, position, detail, hint } = error as Partial<Record<keyof SqlFailure, unknown>>;
  const place = Number(position);
  return {
    message: String(message ?? error),
    ...(typeof code === 'string' && { code }),
    ...(Number.isInteger(place) && place > 0 && { position: place }),
    ...(typeof detail === 'string' && { detail }),
    ...(typeof hint === 'string' && { hint }),
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
