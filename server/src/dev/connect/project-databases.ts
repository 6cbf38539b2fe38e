/**
 * Databases that a project's own files name: containers, and what migration tools and frameworks are set to. A stranger
 * has written them: what is found is offered, never used unasked, and without passwords.
 */

import type { DatabaseFiles, NamedDatabase } from '../../model/named-database';
import { indentedLines, linesBelow } from '../../text/indented-lines';
import { t } from '../../text/l10n';
import { isConnectionUrl, parseConnectionUrl } from './connection-text';
import type { Environment } from './environment';

interface FoundDatabase {
  /** A URL without a password. */
  readonly setting: string;
  /** Where it was found: `docker-compose.yml, service db`. */
  readonly description: string;
}
const containerFiles = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'];

/** In characters: what is longer is nobody's settings, and no pattern is to take its time with it. */
const LONGEST_FILE = { file: 200_000, line: 500 };
const withoutLongLines = (text: string): string =>
  text
    .split(/\r?\n/)
    .filter((line) => line.length <= LONGEST_FILE.line)
    .join('\n');

/** `read`: of a file of the project, by its path in it; undefined: it is not there, or not to be read. */
export function* projectDatabases(
  read: (file: string) => string | undefined,
  environment: Environment,
  others: readonly DatabaseFiles[],
): Iterable<FoundDatabase> {
  const known = (file: string): string | undefined => {
    const text = read(file);
    return text !== undefined && text.length <= LONGEST_FILE.file ? withoutLongLines(text) : undefined;
  };
  for (const file of containerFiles) {
    const text = known(file);
    if (text !== undefined) yield* containers(text, file, environment);
  }
  for (const { files, read: databasesIn } of others)
    for (const file of files)
      for (const one of databasesIn(known(file) ?? '')) {
        const setting = one.url === undefined ? settingOf(one) : settingOfUrl(one.url, one.user);
        if (setting !== undefined) yield { setting, description: file };
      }
}

/** Undefined where a part is no plain name: it may be filled in by a program. */
function settingOf({ host = 'localhost', port, database, user }: NamedDatabase): string | undefined {
  if (!database || ![host, port ?? '', database, user ?? ''].every((one) => /^[\w.@ -]*$/.test(one))) return undefined;
  const login = user === undefined || user === '' ? '' : `${encodeURIComponent(user)}@`;
  return `postgresql://${login}${host}${port === undefined ? '' : `:${port}`}/${encodeURIComponent(database)}`;
}
function settingOfUrl(url: string, user: string | undefined): string | undefined {
  if (!isConnectionUrl(url)) return undefined;
  try {
    const { host, port, dbname: database, user: named = user } = parseConnectionUrl(url);
    return settingOf({ host, port, database, user: named });
  } catch {
    return undefined;
  }
}

/** Services with PostgreSQL's image, or one made of it, that publish its port. */
function* containers(text: string, file: string, environment: Environment): Iterable<FoundDatabase> {
  const filled = text.replace(
    /\$\{(\w+)(?::?-([^}\n]*))?\}/g,
    (written, name: string, otherwise: string | undefined) => environment.get(name)?.value ?? otherwise ?? written,
  );
  const lines = indentedLines(filled);
  const services = lines.findIndex(({ indent, key }) => indent === 0 && key === 'services');
  if (services < 0) return;
  const inside = linesBelow(lines, services);
  for (const [at, { indent, key: name }] of inside.entries()) {
    if (indent !== inside[0]!.indent || name === undefined) continue;
    const own = linesBelow(inside, at);
    const value = (wanted: string) => own.find(({ key }) => key === wanted)?.value;
    if (!/(postgres|postgis|pgvector|timescaledb)/.test(value('image') ?? '')) continue;
    const published = own.map((line) => (/^\d+$/.test(line.key ?? '') ? `${line.key}:${line.value}` : line.value));
    const port = /(?:^|:)(\d+):5432(?:\/tcp)?$/m.exec(published.join('\n'))?.[1];
    const user = value('POSTGRES_USER') ?? 'postgres';
    const setting = port === undefined ? undefined : settingOf({ port, user, database: value('POSTGRES_DB') ?? user });
    if (setting !== undefined) yield { setting, description: t('{0}, service {1}', file, name) };
  }
}
