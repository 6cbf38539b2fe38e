/** A dev that stands in for a database: its schema is made from SQL, and it changes, fails and waits as a test says. */

import { type DevSource, type DevSourceConfig, DevSourceError } from '../../server/src/dev/source';
import { foldHistory } from '../../server/src/fold/history';
import type { DevSchema } from '../../server/src/model/dev';
import { PMap } from '../../server/src/model/persistent-map';
import { emptySchema, type Schema } from '../../server/src/model/schema';
import { parseDocument } from '../../server/src/sql/document/document';
import { loadParser } from '../../server/src/sql/parse';
import { DevHistory } from '../../server/src/workspace/dev-history';
import type { DevAccess } from '../../server/src/workspace/host';

/** The schema that SQL makes in an empty database, as a server would tell it: without origins. */
export async function schemaOf(sql: string): Promise<Schema> {
  await loadParser();
  const uri = 'dev:/schema.sql';
  const document = parseDocument(uri, 1, sql);
  const dev: DevSchema = { schema: emptySchema(150000), readAt: 0, label: '', fingerprint: '', applied: [] };
  const { end } = foldHistory({ convention: undefined, files: [document], dev });
  return withoutOrigins(end) as Schema;
}
export function withoutOrigins(value: unknown): unknown {
  if (value instanceof PMap) return PMap.from([...value].map(([key, one]) => [key, withoutOrigins(one)] as const));
  if (Array.isArray(value)) return value.map(withoutOrigins);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => key !== 'origins' && key !== 'valueOrigins');
  return Object.fromEntries(entries.map(([key, one]) => [key, withoutOrigins(one)]));
}
export async function devOf(sql: string, more: Partial<DevSchema> = {}): Promise<DevSchema> {
  const schema = await schemaOf(sql);
  return { schema, readAt: Date.now(), label: 'bazaar', fingerprint: sql, applied: [], ...more };
}

export class FakeDev {
  reads = 0;
  probes = 0;
  kept: DevSchema | undefined;
  cached: DevSchema | undefined;
  /** What was kept of its changes, by name. */
  readonly keptTexts = new Map<string, string>();
  config: DevSourceConfig = { kind: 'snapshot', path: '/dev.json', label: 'bazaar', from: 'devschema.connection' };
  #failure: DevSourceError | undefined;
  #gate: Promise<void> = Promise.resolve();

  /** Undefined: nothing is set. */
  constructor(public schema: DevSchema | undefined) {}

  static async of(sql: string, more: Partial<DevSchema> = {}): Promise<FakeDev> {
    return new FakeDev(await devOf(sql, more));
  }
  async becomes(sql: string): Promise<void> {
    this.schema = await devOf(sql);
  }
  goesAway(reason = 'connection refused at localhost:5432', code: DevSourceError['code'] = 'refused'): void {
    this.#failure = new DevSourceError(reason, code);
  }
  comesBack(): void {
    this.#failure = undefined;
  }
  /** Reads wait until the returned function is called. */
  hold(): () => void {
    let release = () => {};
    this.#gate = new Promise((resolve) => {
      release = resolve;
    });
    return release;
  }

  get access(): DevAccess {
    return {
      resolve: async () => (this.schema ? this.config : undefined),
      open: (config) => this.#source(config),
      changes: new DevHistory({
        load: (name) => this.keptTexts.get(name),
        save: (name, text) => void this.keptTexts.set(name, text),
      }),
      cached: async () => this.cached,
      keep: async (_config, dev) => {
        this.kept = dev;
      },
    };
  }
  #source(config: DevSourceConfig): DevSource {
    return {
      config,
      read: async ({ signal, progress }) => {
        this.reads++;
        progress?.('tables', 1, 2);
        await Promise.race([this.#gate, aborted(signal)]);
        if (signal?.aborted) throw new DevSourceError('cancelled', 'cancelled');
        if (this.#failure) throw this.#failure;
        return this.schema!;
      },
      probe: async () => {
        this.probes++;
        if (this.#failure) throw this.#failure;
        return this.schema!.fingerprint;
      },
      dispose: async () => {},
    };
  }
}
function aborted(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => signal?.addEventListener('abort', () => resolve()));
}
