/**
 * Databases that a project's own files name: containers, Supabase, Rails, Prisma, Drizzle, Flyway. A stranger has written
 * them: what is found is offered, never used unasked, and without passwords.
 */
import { isConnectionUrl, parseConnectionUrl } from './connection-text';
import type { Environment } from './environment';

interface FoundDatabase {
  /** A URL without a password. */
  readonly setting: string;
  /** Where it was found: `docker-compose.yml, service db`. */
  readonly description: string;
}
interface Place {
  readonly host?: string | undefined;
  readonly port?: string | undefined;
  readonly database?: string | undefined;
  readonly user?: string | undefined;
}
type Reader = (text: string, file: string, environment: Environment) => Iterable<FoundDatabase>;

const readers: readonly (readonly [files: readonly string[], read: Reader])[] = [
  [['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'], containers],
  [['supabase/config.toml'], supabase],
  [['config/database.yml'], rails],
  [
    [
      'prisma/schema.prisma',
      'schema.prisma',
      'prisma.config.ts',
      'drizzle.config.ts',
      'drizzle.config.js',
      'drizzle.config.json',
    ],
    urlsInText,
  ],
  [['flyway.conf', 'conf/flyway.conf', 'flyway.toml'], flyway],
];
/** For people: what is looked into. */
export const projectFiles = readers.map(([[first]]) => first!).join(', ');

/** In characters: what is longer is nobody's settings, and no pattern is to take its time with it. */
const LONGEST = { file: 200_000, line: 500 };
const withoutLongLines = (text: string): string =>
  text
    .split(/\r?\n/)
    .filter((line) => line.length <= LONGEST.line)
    .join('\n');

/** `read`: of a file of the project, by its path in it; undefined: it is not there, or not to be read. */
export function* projectDatabases(
  read: (file: string) => string | undefined,
  environment: Environment,
): Iterable<FoundDatabase> {
  for (const [files, reader] of readers)
    for (const file of files) {
      const text = read(file);
      if (text !== undefined && text.length <= LONGEST.file) yield* reader(withoutLongLines(text), file, environment);
    }
}

/** Undefined where a part is no plain name: it may be filled in by a program. */
function settingOf({ host = 'localhost', port, database, user }: Place): string | undefined {
  if (!database || ![host, port ?? '', database, user ?? ''].every((one) => /^[\w.@ -]*$/.test(one))) return undefined;
  const login = user === undefined || user === '' ? '' : `${encodeURIComponent(user)}@`;
  return `postgresql://${login}${host}${port === undefined ? '' : `:${port}`}/${encodeURIComponent(database)}`;
}
function* found(place: Place, description: string): Iterable<FoundDatabase> {
  const setting = settingOf(place);
  if (setting !== undefined) yield { setting, description };
}
function* ofUrl(url: string, description: string, user?: string): Iterable<FoundDatabase> {
  if (!isConnectionUrl(url)) return;
  try {
    const { host, port, dbname: database, user: named = user } = parseConnectionUrl(url);
    yield* found({ host, port, database, user: named }, description);
  } catch {
    // Not a URL after all.
  }
}
const plain = (value: string): string =>
  value
    .trim()
    .replace(/\s+#.*$/, '')
    .replace(/^(['"])(.*)\1$/, '$2');

interface Line {
  readonly indent: number;
  readonly key: string | undefined;
  readonly value: string;
}
/** Of YAML only what such files hold: keys, lists and plain values by their indentation. */
function linesOfYaml(text: string): Line[] {
  return text.split('\n').flatMap((line) => {
    if (/^\s*(?:#|$)/.test(line)) return [];
    const [, space, rest] = /^(\s*)(?:- )?(.*)$/.exec(line)!;
    const pair = /^([\w.-]+|"[^"]*"|'[^']*')\s*[:=](?:\s+|$)?(.*)$/.exec(rest!);
    return { indent: space!.length, key: pair ? plain(pair[1]!) : undefined, value: plain(pair ? pair[2]! : rest!) };
  });
}
/** The lines below one, to the next that is not deeper. */
function below(lines: readonly Line[], at: number): readonly Line[] {
  let end = at + 1;
  while (end < lines.length && lines[end]!.indent > lines[at]!.indent) end++;
  return lines.slice(at + 1, end);
}

/** Services with PostgreSQL's image, or one made of it, that publish its port. */
function* containers(text: string, file: string, environment: Environment): Iterable<FoundDatabase> {
  const filled = text.replace(
    /\$\{(\w+)(?::?-([^}\n]*))?\}/g,
    (written, name: string, otherwise: string | undefined) => {
      return environment.get(name)?.value ?? otherwise ?? written;
    },
  );
  const lines = linesOfYaml(filled);
  const services = lines.findIndex(({ indent, key }) => indent === 0 && key === 'services');
  if (services < 0) return;
  const inside = below(lines, services);
  for (const [at, { indent, key: name }] of inside.entries()) {
    if (indent !== inside[0]!.indent || name === undefined) continue;
    const own = below(inside, at);
    const value = (wanted: string) => own.find(({ key }) => key === wanted)?.value;
    if (!/(postgres|postgis|pgvector|timescaledb)/.test(value('image') ?? '')) continue;
    const port = /(?:^|:)(\d+):5432(?:\/tcp)?$/m.exec(
      own.map((line) => (line.key?.match(/^\d+$/) ? `${line.key}:${line.value}` : line.value)).join('\n'),
    )?.[1];
    const user = value('POSTGRES_USER') ?? 'postgres';
    if (port !== undefined)
      yield* found({ port, user, database: value('POSTGRES_DB') ?? user }, `${file}, service ${name}`);
  }
}
/** As `supabase start` makes it. */
function* supabase(text: string, file: string): Iterable<FoundDatabase> {
  const port = /^\[db\] *$(?:\n(?!\[).*)*?\nport *= *(\d+)/m.exec(text)?.[1] ?? '54322';
  yield* found({ port, user: 'postgres', database: 'postgres' }, file);
}
function* rails(text: string, file: string): Iterable<FoundDatabase> {
  const lines = linesOfYaml(text);
  const development = lines.findIndex(({ indent, key }) => indent === 0 && key === 'development');
  if (development < 0) return;
  // What all environments share stands under an anchor, before them.
  const shared = lines.findIndex(({ value }) => /^&\w+$/.test(value));
  const own = [...below(lines, development), ...(shared < 0 ? [] : below(lines, shared))];
  const value = (wanted: string) => own.find(({ key }) => key === wanted)?.value;
  if (!/^post(gresql|gis)$/.test(value('adapter') ?? '')) return;
  yield* ofUrl(value('url') ?? '', file);
  const [host, port, database, user] = ['host', 'port', 'database', 'username'].map(value);
  yield* found({ host, port, database, user }, file);
}
/** URLs that stand there as they are; those of variables are found with the variables. */
function* urlsInText(text: string, file: string): Iterable<FoundDatabase> {
  for (const [, url] of text.matchAll(/["'`](postgres(?:ql)?:\/\/[^"'`$\s]+)["'`]/g)) yield* ofUrl(url!, file);
}
function* flyway(text: string, file: string): Iterable<FoundDatabase> {
  const value = (key: string) => plain(new RegExp(`^ *(?:flyway\\.)?${key} *= *(.*)$`, 'm').exec(text)?.[1] ?? '');
  yield* ofUrl(value('url'), file, value('user') || undefined);
}
