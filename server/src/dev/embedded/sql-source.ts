/**
 * SQL files as dev: run one statement after the other in the embedded PostgreSQL, then read like any database. The
 * process lives only for the reading; nothing runs again while the files are the same.
 */

import type { DevSchema } from '../../model/dev';
import type { ToolTable } from '../../model/migration-tables';
import type { Schema, Unknown } from '../../model/schema';
import { fingerprintOf } from '../../text/fingerprint';
import { t } from '../../text/l10n';
import { present } from '../../text/present';
import { readApplied } from '../applied';
import { introspect } from '../introspect/introspect';
import { SqlError } from '../scratch-session';
import {
  type DevSource,
  type DevSourceConfig,
  DevSourceError,
  type ReadProgress,
  type SourceOptions,
  type SqlFileText,
  type SqlStatementText,
} from '../source';
import { startEmbedded } from './embedded';
import { extensionsIn, Runner } from './runner';
import { withoutStandIns } from './stand-ins';

type SqlConfig = Extract<DevSourceConfig, { kind: 'sql' }>;

export function sqlSource(config: SqlConfig, options: SourceOptions): DevSource {
  let kept: DevSchema | undefined;
  const reading = new Set<AbortController>();
  /** Of the last time that the command ran: it is not run to look whether something has changed. */
  let printed: string | undefined;
  const files = async (signal?: AbortSignal) => {
    const { command, paths, from } = config;
    const found = await (command === undefined
      ? options.readSql?.(paths)
      : options.runCommand?.(command, from, signal));
    if (!found) throw new DevSourceError(t('{0} cannot be read here', config.label), 'configuration');
    const fingerprint = fingerprintOf(found.flatMap(({ name, text }) => [name, text]));
    if (command !== undefined) printed = fingerprint;
    return { files: found, fingerprint };
  };
  return {
    config,
    async read({ signal, progress }) {
      const { files: texts, fingerprint } = await files(signal);
      if (kept?.fingerprint === fingerprint) return { ...kept, readAt: Date.now() };
      const own = new AbortController();
      reading.add(own);
      try {
        const both = signal ? AbortSignal.any([signal, own.signal]) : own.signal;
        const made = await build(texts, {
          script: options.embeddedScript,
          signal: both,
          progress,
          privileges: options.privileges,
          toolTables: options.toolTables,
        });
        kept = { ...made, readAt: Date.now(), label: config.label, fingerprint };
        return kept;
      } finally {
        reading.delete(own);
      }
    },
    probe: async ({ signal }) => printed ?? (await files(signal)).fingerprint,
    async dispose() {
      for (const one of reading) one.abort();
      kept = undefined;
    },
  };
}

interface BuildOptions {
  readonly script: string | undefined;
  readonly signal: AbortSignal | undefined;
  readonly progress?: ReadProgress | undefined;
  readonly privileges?: boolean | undefined;
  readonly toolTables: readonly ToolTable[] | undefined;
}
async function build(
  files: readonly SqlFileText[],
  options: BuildOptions,
): Promise<Pick<DevSchema, 'schema' | 'applied'>> {
  const statements = files.flatMap((file) => file.statements().map((statement) => ({ file, statement })));
  const { script, signal, progress } = options;
  const embedded = await startEmbedded({
    script,
    signal,
    extensions: extensionsIn(statements.map((one) => one.statement.text)),
  });
  try {
    const refused: Unknown[] = [];
    const runner = new Runner(embedded, { withStandIns: true });
    for (const [index, { file, statement }] of statements.entries()) {
      if (file !== statements[index - 1]?.file) await runner.endFile();
      if (index % 50 === 0) progress?.(file.name, index, statements.length);
      const { error } = await runner.run(statement).catch((cause: unknown) => {
        throw locatedError(cause, file, statement);
      });
      if (error) refused.push(...unknowns(file, statement, error));
    }
    await runner.finish();
    await embedded.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const { privileges = false, toolTables = [] } = options;
    const { applied } = await readApplied((sql) => embedded.query(sql), toolTables);
    const read = await introspect((sql) => embedded.query(sql), { privileges, ...present({ signal }) });
    progress?.('done', statements.length, statements.length);
    const schema = withoutStandIns(read, runner.standIns);
    const views = holdingRows(schema.views);
    return { schema: { ...schema, views, unknown: [...schema.unknown, ...refused] }, applied };
  } catch (error) {
    throw error instanceof SqlError
      ? new DevSourceError(t('the embedded PostgreSQL: {0}', error.message), 'sql')
      : error;
  } finally {
    await embedded.close();
  }
}

/** WITH NO DATA is pg_dump's word for every materialized view, and says nothing of it. */
const holdingRows = (views: Schema['views']): Schema['views'] =>
  [...views].reduce((all, [key, { withNoData, ...view }]) => (withNoData ? all.with(key, view) : all), views);

const placeOf = (file: SqlFileText, statement: SqlStatementText): string => `${file.name}:${statement.line + 1}`;
/** Where the embedded PostgreSQL ended. */
function locatedError(cause: unknown, file: SqlFileText, statement: SqlStatementText): unknown {
  if (!(cause instanceof DevSourceError) || cause.code === 'cancelled') return cause;
  return new DevSourceError(t('{0}: {1}', placeOf(file, statement), cause.reason), cause.code, { cause });
}

/** What the embedded PostgreSQL refused is not known to be otherwise: it lacks extensions and roles a server has. */
function unknowns(file: SqlFileText, statement: SqlStatementText, failure: SqlError): Unknown[] {
  const reason = t('{0}: the embedded PostgreSQL refuses it: {1}', placeOf(file, statement), failure.message);
  return (statement.objects ?? ['*']).map((object) => ({ object, reason }));
}
