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
        const { fingerprint, applied, unknown } = await state(query, toolTables);
        let complete = true;
        const schema = await introspect(query, {
          privileges,
          roles: true,
          searchPath,
          locked: () => {
            complete = false;
          },
          ...present({ signal, progress, schemas: config.connection.schemas }),
        });
        const all = { ...schema, unknown: [...schema.unknown, ...unknown] };
        // No probe says the same as one that is not complete: it is read again.
        const mark = complete ? fingerprint : `${fingerprint} locked`;
        return { schema: all, readAt: Date.now(), label: config.label, fingerprint: mark, applied };
      }),
    measure: (tables, { exact, signal }) =>
      withTransaction(config.connection, outside(signal), (query) => measure(query, tables, exact)),
    probe: ({ signal }) =>
      withTransaction(
        config.connection,
        outside(signal),
        async (query) => (await state(query, options.toolTables ?? [])).fingerprint,
      ),
    dispose: async () => {},
  };
}

/** A migration that has run shows in its tool's table even when it changed no catalog. */
async function state(
  query: SendQuery,
  toolTables: readonly ToolTable[],
): Promise<Applied & { readonly fingerprint: string }> {
  const hash = await catalogHash(query);
  const { applied, unknown } = await readApplied(query, toolTables);
  return { fingerprint: fingerprintOf([hash, JSON.stringify(applied)]), applied, unknown };
}
/** What may not be read cannot show that it changed; the schema says of it that it is unknown. */
async function catalogHash(query: SendQuery): Promise<string> {
  await query('SAVEPOINT probe');
  try {
    return await schemaHash(query, changeProbe);
  } catch (error) {
    if ((error as { code?: unknown }).code !== insufficientPrivilege) throw error;
    await query('ROLLBACK TO SAVEPOINT probe');
    const denied = deniedCatalogsQuery.read(await query(deniedCatalogsQuery.text)).map(({ name }) => name);
    return schemaHash(query, changeProbeWithout(new Set(denied)));
  }
}
async function schemaHash(query: SendQuery, probe: typeof changeProbe): Promise<string> {
  return String(probe.read(await query(probe.text))[0]?.hash);
}
/** SQLSTATE. */
const insufficientPrivilege = '42501';
