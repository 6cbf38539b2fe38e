/** What could be dev, for whoever has not chosen yet: offered, never used unasked. */

import type { DatabaseFiles } from '../../model/named-database';
import { t } from '../../text/l10n';
import { type ResolveInput, resolveSource } from './configure';
import { isConnectionUrl } from './connection-text';
import { type ResolveIo, readEnvironment, readServices, serviceFiles, type Variable } from './environment';
import { projectDatabases } from './project-databases';
import { nodeIo } from './resolve-io';

/** `setting` is a value for `devschema.connection`; no secrets in any of them. */
interface ConnectionChoice {
  readonly label: string;
  readonly description: string;
  readonly setting: string;
}

/** These first, then any other variable of a `.env` file that holds a PostgreSQL URL. */
const usualNames = ['DATABASE_URL', 'POSTGRES_URL', 'POSTGRES_PRISMA_URL', 'POSTGRESQL_URL', 'PG_URL', 'DIRECT_URL'];
const usualFiles: readonly (readonly [path: string, description: string])[] = [
  ['schema.snapshot.json', t('schema snapshot')],
  ['db/structure.sql', t('SQL, run in an embedded PostgreSQL')],
  ['db/schema.sql', t('SQL, run in an embedded PostgreSQL')],
  ['schema.sql', t('SQL, run in an embedded PostgreSQL')],
];

/** For people: where a candidate can come from. */
export function whatIsLookedFor(databases: readonly DatabaseFiles[]): string {
  const tools = ['compose.yaml', ...databases.flatMap(({ files: [first] }) => first ?? [])].join(', ');
  const files = usualFiles.map(([path]) => path).join(', ');
  return `${usualNames.join(', ')} in the environment and .env, any PostgreSQL URL and PG* variables in .env, ${tools}, services (pg_service.conf), ${files}`;
}

type Input = Omit<ResolveInput, 'connection' | 'from'> & {
  /** Files of tools that may name one. */
  readonly databases?: readonly DatabaseFiles[];
};
/** Ordered: variables of the process, of `.env` files, what the project's tools name, services, files. One entry for each database. */
export function connectionCandidates(input: Input, io: ResolveIo = nodeIo): ConnectionChoice[] {
  const found = [fromUrls, fromParts, fromProject, fromServices, fromFiles].flatMap((each) => [...each(input, io)]);
  const seen = new Set<string>();
  return found.filter(({ label }) => !seen.has(label) && seen.add(label));
}

/** Undefined for what would not work anyway. */
function candidate(input: Input, io: ResolveIo, setting: string, description: string): ConnectionChoice[] {
  try {
    const config = resolveSource({ ...input, connection: setting }, io);
    return config ? [{ label: config.label, description, setting }] : [];
  } catch {
    return [];
  }
}
function* fromUrls(input: Input, io: ResolveIo): Iterable<ConnectionChoice> {
  const environment = readEnvironment(input.env, input.folders, io);
  const usual = usualNames.map((name) => environment.get(name)).filter((one): one is Variable => one !== undefined);
  for (const { name, value, file } of new Set([...usual, ...environment.fromFiles])) {
    if (!isConnectionUrl(value)) continue;
    const place = file === undefined ? t('{0} in the environment', name) : t('{0} in {1}', name, file);
    yield* candidate(input, io, `\${env:${name}}`, place);
  }
}
/** PG* variables of a `.env` file; those of the process are used without being asked for. */
function* fromParts(input: Input, io: ResolveIo): Iterable<ConnectionChoice> {
  const { fromFiles: variables } = readEnvironment(input.env, input.folders, io);
  const host = variables.find(({ name }) => name === 'PGHOST' || name === 'PGDATABASE');
  if (!host) return;
  const has = (name: string): boolean => variables.some((one) => one.name === name);
  const part = (name: string, before: string): string => (has(name) ? `${before}\${env:${name}}` : '');
  const user = has('PGUSER') ? `\${env:PGUSER}@` : '';
  const setting = `postgresql://${user}${part('PGHOST', '')}${part('PGPORT', ':')}${part('PGDATABASE', '/')}`;
  yield* candidate(input, io, setting, t('PG variables in {0}', host.file ?? ''));
}
function* fromProject(input: Input, io: ResolveIo): Iterable<ConnectionChoice> {
  const environment = readEnvironment(input.env, input.folders, io);
  for (const folder of input.folders) {
    const read = (file: string) => io.read(`${folder}/${file}`, input.folders);
    for (const { setting, description } of projectDatabases(read, environment, input.databases ?? []))
      yield* candidate(input, io, setting, description);
  }
}
function* fromServices(input: Input, io: ResolveIo): Iterable<ConnectionChoice> {
  const environment = readEnvironment(input.env, input.folders, io);
  for (const { path } of serviceFiles(environment, io)) {
    for (const name of readServices(io.read(path, input.folders) ?? '').keys())
      yield* candidate(input, io, `postgresql://?service=${encodeURIComponent(name)}`, t('service {0}', name));
  }
}
function* fromFiles(input: Input, io: ResolveIo): Iterable<ConnectionChoice> {
  for (const [path, description] of usualFiles) yield* candidate(input, io, path, description);
}
