/**
 * SQL files beside the ones a tool runs: the way back, seeds, other databases' versions of a migration. What a file is
 * is read from its path (relative to the project, with `/`), or from words of its text that only one database knows.
 */
import { t } from '../text/l10n';
import { LruCache } from '../text/lru';

const databases: Readonly<Record<string, string>> = {
  mysql: 'MySQL',
  mariadb: 'MariaDB',
  sqlite: 'SQLite',
  sqlite3: 'SQLite',
  libsql: 'SQLite',
  mssql: 'SQL Server',
  sqlserver: 'SQL Server',
  oracle: 'Oracle',
  cockroach: 'CockroachDB',
  cockroachdb: 'CockroachDB',
  crdb: 'CockroachDB',
  clickhouse: 'ClickHouse',
  h2: 'H2',
  hsqldb: 'HSQLDB',
  derby: 'Derby',
  db2: 'Db2',
  cassandra: 'Cassandra',
  spanner: 'Spanner',
  snowflake: 'Snowflake',
  bigquery: 'BigQuery',
  duckdb: 'DuckDB',
  singlestore: 'SingleStore',
  turso: 'SQLite',
  mongodb: 'MongoDB',
};
const ours = new Set(['postgres', 'postgresql', 'pg', 'pgsql', 'psql', 'postgre']);
/** Those that mean other things as well: a half of a year, what tells prices, a team's name. */
const ambiguous = new Set(['h2', 'oracle', 'derby', 'cassandra', 'spanner', 'snowflake', 'turso']);
/** Words that stand beside a database's name where a folder or file is that database's. */
const neutral =
  /^(migrations?|db|sql|schemas?|ddl|scripts?|persistence|storage|changelogs?|database|store|dialect|jdbc|r2dbc|driver|adapter|backend|init|structure|dump|create|tables?|setup)?$/;

/** `MySQL`, by the name that a tool's own file gives; undefined for PostgreSQL's and for names that say nothing. */
export function databaseNamed(name: string | undefined): string | undefined {
  const key = name?.toLowerCase() ?? '';
  return Object.hasOwn(databases, key) ? databases[key] : undefined;
}
/** `riversqlite`: its own name and the database's in one word. */
const endings: readonly (readonly [ending: RegExp, database: string])[] = [
  [/^(?!.*(pg|postgre))\w+(mysql|mariadb)$/, 'MySQL'],
  [/^(?!.*(pg|postgre))\w+sqlite3?$/, 'SQLite'],
];
const isNeutral = (folder = ''): boolean => folder !== '' && folder.split(/[-_.]/).every((word) => neutral.test(word));
type DatabaseMark = { readonly database: string | undefined };
/** Undefined: the words are about something else. */
function saidBy(words: readonly string[]): DatabaseMark | undefined {
  if (words.some((word) => ours.has(word))) return { database: undefined };
  const named = words.filter((word) => Object.hasOwn(databases, word));
  if (named.length !== 1 || !words.every((word) => word === named[0] || neutral.test(word))) return undefined;
  return { database: databases[named[0]!] };
}

function saidByEnding(folder: string): DatabaseMark | undefined {
  const database = endings.find(([ending]) => ending.test(folder))?.[1];
  return database === undefined ? undefined : { database };
}

/**
 * Why a file is not PostgreSQL's, by the innermost folder or the part of its name (`x.mysql.up.sql`, `schema_sqlite.sql`)
 * that names a database. A migration about MySQL (`042_add_mysql_source.sql`) is not one for it, and `h2/migrations/1.sql`
 * need not be H2's: such a word counts where the file lies in it, or it in a folder of migrations or of databases.
 */
export function otherDatabaseByPath(path: string): string | undefined {
  const known = pathsAsked.get(path) ?? { said: saidByPath(path) };
  pathsAsked.set(path, known);
  return known.said;
}
/** Each tool asks of each file again. */
const pathsAsked = new LruCache<{ readonly said: string | undefined }>(1_000_000);
function saidByPath(path: string): string | undefined {
  const [file = '', ...folders] = path.toLowerCase().split('/').reverse();
  const name = file.replace(/\.sql$/, '');
  const parts = name.split('.').slice(1);
  const inName = parts.flatMap((part) => saidBy([part]) ?? [])[0] ?? saidBy(name.split(/[-_.]/));
  const isPlain = (at: number): boolean => at === 0 || !ambiguous.has(folders[at]!) || isNeutral(folders[at + 1]);
  const telling = folders.filter((_, at) => isPlain(at));
  const said = inName ?? telling.flatMap((folder) => saidBy(folder.split(/[-_.]/)) ?? saidByEnding(folder) ?? [])[0];
  return said?.database && t('it is for {0}, as its path says', said.database);
}

/** `[ \t]` where lines begin: `\s` would try every run of blank lines from each of them. */
const databaseMarks: readonly (readonly [database: string, mark: RegExp])[] = [
  ['MySQL', /\bENGINE\s*=\s*(InnoDB|MyISAM|Aria)\b/i],
  ['MySQL', /^[ \t]*(CREATE|ALTER)\s+TABLE\s+(IF NOT EXISTS\s+)?`\w+`/im],
  ['ClickHouse', /\bENGINE\s*=?\s*\w*MergeTree\b/],
  ['SQLite', /^[ \t]*PRAGMA\s+\w+/im],
  ['SQLite', /\)\s*WITHOUT ROWID\s*(,|;)/i],
  // PostgreSQL has STRICT of functions.
  ['SQLite', /\bCREATE\s+TABLE\b[^;]*\)\s*STRICT\s*(,|;)/i],
  ['SQLite', /\bINTEGER\s+(NOT NULL\s+)?PRIMARY KEY\s+AUTOINCREMENT\b/i],
  ['SQL Server', /^[ \t]*(CREATE|ALTER)\s+TABLE\s+\[\w+\]/im],
  ['Oracle', /\bVARCHAR2\s*\(/i],
];
/** What PostgreSQL alone has: beside it another database's words are a slip, which PostgreSQL refuses. */
const ourMark =
  /\b(?:(?:BIG|SMALL)SERIAL|JSONB(?!\s*\()|TIMESTAMPTZ|BYTEA|TSVECTOR|PLPGSQL|CREATE\s+EXTENSION|AS\s+ENUM\s*\(|USING\s+GI(?:N|ST)\b)/i;
/** Why texts that belong together are not PostgreSQL's, by what stands in any of them. */
export function otherDatabaseByText(texts: readonly string[]): string | undefined {
  if (texts.some((text) => ourMark.test(text))) return undefined;
  return texts.map(markedBy).find((found) => found !== undefined);
}
function markedBy(text: string): string | undefined {
  for (const [database, mark] of databaseMarks) {
    const found = mark.exec(text)?.[0].trim().replace(/\s+/g, ' ');
    if (found !== undefined) return t('it is for {0}, as “{1}” says', database, found);
  }
  return undefined;
}
/** All that is read off a text to find out whether its folder is judged: equal for texts of which the same is said. */
export const marksOfText = (text: string): string =>
  [markedBy(text) ?? '', ourMark.test(text), testOfDatabase(text) ?? ''].join(' ');

/** Why a file is not judged that holds queries for sqlc: `@name` and `sqlc.arg(name)` are its parameters. */
export function queriesOfSqlc(text: string): string | undefined {
  const isMarked = /^[ \t]*--[ \t]*name:[ \t]*\w+\s+:(one|many|exec\w*|batch\w+|copyfrom)\b/m.test(text);
  return isMarked && /[^\w@]@\w|\bsqlc\.\w+\(/.test(text) ? t('it holds queries with parameters of sqlc') : undefined;
}
/** Why a file is not judged that calls pgTAP: it is run where that extension and what it sets up are, not in dev. */
export function testOfDatabase(text: string): string | undefined {
  const isTest = /^[ \t]*SELECT\s+(\*\s+FROM\s+)?(no_plan|plan)\s*\(\s*\d*\s*\)\s*;/im.test(text);
  return isTest ? t('it is a pgTAP test') : undefined;
}

const wayBack =
  /(^|[./_-])(down|rollback|undo|revert)\.sql$|\/(down|rollbacks?|undo|reverts?)\/|(^|\/)(rollback|undo|revert)[-_.]|\/\d+\.(down|rollback|undo|revert)\.[^/]*$/i;
/** Nothing else is called so; `0007_shut_down.sql` and `rollback_prices.sql` may well be migrations. */
const plainWayBack =
  /(^|[./])(down|rollback|undo|revert)\.sql$|\/(down|rollbacks?|undo|reverts?)\/|\/\d+\.(down|rollback|undo|revert)\.[^/]*$/i;
const wayBackWord = /(^|\/)(rollback|undo|revert)[-_.]|[-_](down|rollback|undo|revert)$/gi;
/**
 * Which of numbered files undo others: those that are called so and nothing else, and those whose name may mean it where
 * the version has another file, which it then undoes. By its path.
 */
export function waysBackAmong(
  files: readonly { readonly path: string; readonly id: string }[],
): (path: string) => boolean {
  const plainId = (id: string): string => id.replace(wayBackWord, '$1').replace(/[-_]up$/i, '');
  const forward = new Set(files.flatMap(({ path, id }) => (isWayBack(path) ? [] : [plainId(id)])));
  const back = new Set(
    files.flatMap(({ path, id }) =>
      isWayBack(path) && (plainWayBack.test(`/${path}`) || forward.has(plainId(id))) ? [path] : [],
    ),
  );
  return (path) => back.has(path);
}
/** `x.down.sql`, `down/001.sql`, Postgrator's `001.undo.x.sql`: what undoes a migration. */
export const isWayBack = (path: string): boolean => wayBack.test(`/${path}`);
/** `seed.sql`, `seeds/users.sql`, `testdata/1.sql`: rows, and for a database that has been migrated already. */
export const isSeed = (path: string): boolean =>
  /\/(seeds?|fixtures?|test[-_]?data)\/|\/seeds?([-_.][^/]*)?\.sql$/i.test(`/${path}`);
