/** The last good schema of each source, so that the next start answers at once. Never in the way: what cannot be read or written is logged and passed over. */
import { createHash } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeText, readRegular, sizeLimits } from '../files/reading';
import type { DevSchema } from '../model/dev';
import { schemaMaps } from '../model/kinds';
import { PMap } from '../model/persistent-map';
import { emptySchema, type Schema } from '../model/schema';
import { addressOf } from './connect/connect-errors';
import { isRunning } from './is-running';
import { number } from './schema-decode';
import { decodeMember, isMapName } from './schema-json';
import { appliedShape, rolesShape, searchPathShape, unknownShape } from './schema-shapes';
import type { ConnectionOptions, DevSourceConfig } from './source';

const VERSION = 2;
const KEPT_SCHEMAS = 20;
/** Objects between two pauses. */
const PIECE = 500;

interface SchemaCache {
  load(config: DevSourceConfig): Promise<DevSchema | undefined>;
  save(config: DevSourceConfig, dev: DevSchema): Promise<void>;
}
export function openCache(folder: string, log: (message: string) => void): SchemaCache {
  const fileOf = (config: DevSourceConfig): string => join(folder, `schema-${cacheKey(config)}.json`);
  void sweep(folder).catch(() => {});
  return {
    async load(config) {
      const found = readRegular(fileOf(config), { limit: sizeLimits.snapshot });
      if (!('bytes' in found)) return undefined;
      try {
        return await decodeCached(decodeText(found.bytes), config.label);
      } catch (error) {
        log(`The last good schema of ${config.label} is not used: ${(error as Error).message}`);
        return undefined;
      }
    },
    async save(config, dev) {
      const file = fileOf(config);
      const part = `${file}.${process.pid}.part`;
      try {
        await mkdir(folder, { recursive: true });
        await writeFile(part, encode(dev), { mode: 0o600 });
        // Another window may do the same: a rename leaves one whole file, never a mixture.
        await rename(part, file);
        await pruneSchemas(folder);
      } catch (error) {
        await rm(part, { force: true }).catch(() => {});
        log(`The schema of ${config.label} could not be kept: ${(error as Error).message}`);
      }
    },
  };
}

/** Says which dev it is, without its password: a hash, so not even its host is written. */
export function cacheKey(config: DevSourceConfig): string {
  const parts =
    config.kind === 'database'
      ? databaseKey(config.connection)
      : config.kind === 'snapshot'
        ? [config.path]
        : [...config.paths, ...(config.command === undefined ? [] : [{ command: config.command }])];
  return createHash('sha256')
    .update(JSON.stringify([config.kind, ...parts]))
    .digest('hex')
    .slice(0, 24);
}

function databaseKey({ schemas, ...connection }: ConnectionOptions): unknown[] {
  const { database, user, options } = connection;
  return [addressOf(connection), database, user, options, ...(schemas ? [schemas] : [])];
}

/** A line for the head, then one for each object: read and written in pieces, so that nothing waits for 20,000 tables. */
async function* encode({ schema, ...dev }: DevSchema): AsyncIterable<string> {
  const { serverVersion, searchPath, roles, unknown } = schema;
  const size = schemaMaps.reduce((sum, name) => sum + schema[name].size, 0);
  yield `${JSON.stringify({ devschemaCache: VERSION, size, ...dev, serverVersion, searchPath, roles, unknown })}\n`;
  let piece: string[] = [];
  for (const name of schemaMaps) {
    for (const [key, value] of schema[name]) {
      piece.push(JSON.stringify([name, key, value]));
      if (piece.length < PIECE) continue;
      yield `${piece.join('\n')}\n`;
      piece = [];
      await pause();
    }
  }
  yield piece.join('\n');
}
async function decodeCached(text: string, label: string): Promise<DevSchema> {
  const lines = text.split('\n').filter((line) => line !== '');
  const head = JSON.parse(lines[0] ?? '') as Record<string, unknown> | null;
  const { devschemaCache, size, serverVersion, searchPath, roles, unknown, readAt, fingerprint, applied } = head ?? {};
  if (devschemaCache !== VERSION) throw new Error('another version wrote it');
  if (typeof readAt !== 'number' || typeof fingerprint !== 'string' || size !== lines.length - 1)
    throw new Error('it is incomplete');
  const entries = new Map<string, [string, unknown][]>(schemaMaps.map((name) => [name, []]));
  for (const [index, line] of lines.entries()) {
    if (index === 0) continue;
    const [name, key, value] = JSON.parse(line) as unknown[];
    if (isMapName(name) && typeof key === 'string') entries.get(name)?.push([key, decodeMember(name, value)]);
    if (index % PIECE === 0) await pause();
  }
  const maps = Object.fromEntries([...entries].map(([name, list]) => [name, PMap.from(list)]));
  const base = emptySchema(number(serverVersion), searchPathShape(searchPath));
  const schema: Schema = { ...base, ...maps, ...rolesShape(roles), unknown: unknownShape(unknown) };
  return { schema, readAt, label, fingerprint, applied: appliedShape(applied) };
}
const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** What servers that were killed while they wrote have left: `schema-….json.PID.part`. */
async function sweep(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const writer = /^schema-[0-9a-f]+\.json\.(\d+)\.part$/.exec(name)?.[1];
    if (writer !== undefined && !isRunning(Number(writer))) await rm(join(folder, name), { force: true });
  }
}

async function pruneSchemas(folder: string): Promise<void> {
  const files = (await readdir(folder)).filter((name) => /^schema-[0-9a-f]+\.json$/.test(name));
  if (files.length <= KEPT_SCHEMAS) return;
  const aged = await Promise.all(files.map(async (name) => ({ name, time: (await stat(join(folder, name))).mtimeMs })));
  aged.sort((a, b) => b.time - a.time);
  for (const { name } of aged.slice(KEPT_SCHEMAS)) await rm(join(folder, name), { force: true });
}
