/** The server's stream with bits flipped by a proxy before a real PostgreSQL: a schema, or an error that says what happened. */
import { connect, createServer, type Server, type Socket } from 'node:net';
import { toolTables } from '../../server/src/conventions';
import { resolveSource } from '../../server/src/dev/connect/configure';
import { openSource } from '../../server/src/dev/open';
import { DevSourceError } from '../../server/src/dev/source';
import type { Random } from '../corpus/random';
import { availableServers, startServer, type TestServer } from '../support/postgres';
import { devSql } from './material';
import { Failure, hold, type Subject } from './subject';

/** Milliseconds after which a reading hangs: its own limits are far below. */
const MOST_READING = 30_000;
let server: TestServer;

/** A proxy that flips one bit in about every `every`th byte that the server sends. */
async function flipping(random: Random, every: number): Promise<{ readonly proxy: Server; readonly port: number }> {
  const proxy = createServer((near: Socket) => {
    const far = connect(server.port, '127.0.0.1').on('error', () => near.destroy());
    near.on('error', () => far.destroy()).on('close', () => far.destroy());
    near.pipe(far);
    far.on('data', (bytes) => {
      for (let at = 0; at < bytes.length; at++) if (random.next() < 1 / every) bytes[at]! ^= 1 << random.below(8);
      near.write(bytes);
    });
    far.on('close', () => near.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return { proxy, port: (proxy.address() as { port: number }).port };
}
export const stream: Subject = {
  name: 'stream',
  counts: 'readings',
  async open() {
    const major = (await availableServers()).at(-1);
    if (major === undefined) return 'no PostgreSQL can be had';
    server = await startServer(major);
    await (await server.createDatabase('app')).exec(devSql);
    return undefined;
  },
  async round(random) {
    const every = random.pick([30, 300, 3000, 30_000]);
    const { proxy, port } = await flipping(random, every);
    const connection = `postgresql://postgres@127.0.0.1:${port}/app?sslmode=disable`;
    const limits = { connectTimeoutMs: 2000, statementTimeoutMs: 500 };
    const source = openSource(resolveSource({ connection, folders: ['/'], env: {}, ...limits })!, { toolTables });
    const started = performance.now();
    const error = await source.read({}).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    const took = performance.now() - started;
    await source.dispose();
    proxy.close();
    const told = { every, message: error instanceof Error ? error.message : error };
    hold(took < MOST_READING, 'a reading hangs', told);
    if (error !== undefined && !(error instanceof DevSourceError))
      throw new Failure(`a reading ends in ${error instanceof Error ? error.stack : error}`, told);
    const raw = /undefined|cannot read prop|out of range|unexpected \w+ message/i;
    hold(error === undefined || !raw.test(error.message), 'an error in words of the driver', told);
    return 1;
  },
  close: () => server?.stop(),
};
