/** A PostgreSQL database as dev: read in one transaction, probed in another; no connection is kept between them. */

import type { DevSchema } from '../../model/dev';
import type { ToolTable } from '../../model/migration-tables';
import { fingerprintOf } from '../../text/fingerprint';
import { present } from '../../text/present';
import { type Applied, readApplied } from '../applied';
import { introspect } from '../introspect/introspect';
import type { DevSource, DevSourceConfig, SourceOptions } from '../source';
import { changeProbe, changeProbeWithout, deniedCatalogsQuery } from './change-probe';
import { type SendQuery, withTransaction } from './connect';
import { measure } from './measure';

type DatabaseConfig = Extract<DevSourceConfig, { kind: 'database' }>;

export function databaseSource(config: DatabaseConfig, options: SourceOptions): DevSource {
  const outside = (signal: AbortSignal | undefined) => ({
    signal,
    password: options.password,
    allowHost: options.allowHost,
  });
  return {
    config,
    read: ({ signal, progress }) =>
      withTransaction(config.connection, outside(signal), async (query, searchPath): Promise<DevSchema> => {
        const { privileges = false, toolTables = [] } = options;
        const { applied, unknown } = await readApplied(query, toolTables);
        let hash: Promise<string> | undefined;
        let complete = true;
        const schema = await introspect(query, {
          privileges,
          roles: true,
          searchPath,
          locked: () => {
            complete = false;
          },
          // Of the same moment, and worked out by the server while the schema is put together here.
          asked: () => {
            hash = catalogHash(query);
            hash.catch(() => {});
          },
          ...present({ signal, progress, schemas: config.connection.schemas }),
        });
        const fingerprint = fingerprintOfState(await (hash ?? catalogHash(query)), applied);
        const all = { ...schema, unknown: [...schema.unknown, ...unknown] };
        // No probe says the same as one that is not complete: it is read again.
        const mark = complete ? fingerprint : `${fingerprint} locked`;
        return { schema: all, readAt: Date.now(), label: config.label, fingerprint: mark, applied };
      }),
    measure: (tables, { exact, signal }) =>
      withTransaction(config.connection, outside(signal), (query) => measure(query, tables, exact)),
    probe: ({ signal }) =>
      withTransaction(config.connection, outside(signal), (query) => state(query, options.toolTables ?? [])),
    dispose: async () => {},
  };
}

/** A migration that has run shows in its tool's table even when it changed no catalog. */
async function state(query: SendQuery, toolTables: readonly ToolTable[]): Promise<string> {
  const hash = await catalogHash(query);
  const { applied } = await readApplied(query, toolTables);
  return fingerprintOfState(hash, applied);
}
const fingerprintOfState = (hash: string, applied: Applied['applied']): string =>
  fingerprintOf([hash, JSON.stringify(applied)]);
/** What may not be read cannot show that it changed; the schema says of it that it is unknown. */
async function catalogHash(query: SendQuery): Promise<string> {
  try {
    // One message: the server has all of it while the schema is put together here.
    return hashOf(changeProbe, await query(`SAVEPOINT probe; ${changeProbe.text}`));
  } catch (error) {
    if ((error as { code?: unknown }).code !== insufficientPrivilege) throw error;
    await query('ROLLBACK TO SAVEPOINT probe');
    const denied = deniedCatalogsQuery.read(await query(deniedCatalogsQuery.text)).map(({ name }) => name);
    const probe = changeProbeWithout(new Set(denied));
    return hashOf(probe, await query(probe.text));
  }
}
const hashOf = (probe: typeof changeProbe, rows: unknown[][]): string => String(probe.read(rows)[0]?.hash);
/** SQLSTATE. */
const insufficientPrivilege = '42501';
