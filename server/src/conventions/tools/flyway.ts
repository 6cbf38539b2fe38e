import type { NamedDatabase } from '../../model/named-database';
import type { Section } from '../../sql/document/statement';
import { plainValue } from '../../text/indented-lines';
import { t } from '../../text/l10n';
import { Lexer } from '../../text/lexer';
import { present } from '../../text/present';
import { compareText } from '../../text/text';
import type { FolderListing, Listed, MigrationFile, PlaceholderMarks } from '../convention';
import { knownValue } from '../known-value';
import { locationsHere } from '../locations';
import type { Tool } from '../tool';
import { baseName, compareNatural, duplicates, isSql, plainNumber } from '../tool-files';
import { otherDatabaseByPath } from '../unrun-files';
import { nextVersion, plainForm } from '../writing';

/** Spring's are among the resources of a module, or of its tests. */
const springSettings = ['application.properties', 'application.yml', 'application.yaml'];
const locations = {
  files: [
    ...['flyway.conf', 'conf/flyway.conf', 'flyway.toml', 'conf/flyway.toml'],
    ...['', 'src/main/resources/', 'src/test/resources/', '../../test/resources/'].flatMap((folder) =>
      springSettings.map((file) => `${folder}${file}`),
    ),
  ],
  prefix: 'flyway.',
  // What a module brings is for one database.
  usual: /\/db\/migrations?$|\/src\/main\/resources$/,
};

export const flyway: Tool = {
  id: 'flyway',
  name: 'Flyway',
  ordersBelow: true,
  list: (listing) => {
    const files = flywayFiles(listing.paths.filter(isSql));
    if (!files.some((file) => file.runs)) return undefined;
    return wholeOf(listing, files) ?? { files, problems: duplicates(files, flywayVersion) ?? [] };
  },
  sections: inTransactionOrNot,
  sends: {
    unit: 'statement',
    transaction: { unless: 'executeInTransaction=false in the .conf file beside it', again: true },
  },
  writing: {
    undo: ['flyway', 'undo'],
    path: ({ name, now, files }) => {
      const last = files.findLast(({ id }) => id.startsWith('V'));
      const folder = last ? last.path.slice(0, last.path.length - baseName(last.path).length) : '';
      return `${folder}V${last ? nextVersion(last.id.slice(1), now) : '1'}__${name}.sql`;
    },
    form: plainForm,
    downPath: (path) => (/^V/.test(baseName(path)) ? path.replace(/V([^/]*)$/, 'U$1') : undefined),
  },
  tables: [
    {
      table: 'flyway_schema_history',
      columns: ['installed_rank', 'version', 'description', 'type', 'script', 'checksum', 'success'],
      row: { id: 'coalesce(version, description)', name: 'script', checksum: 'checksum', failed: 'NOT success' },
      // Undone and repaired versions have a later row that says so.
      rest: `AS t WHERE type <> 'SCHEMA' AND type <> 'DELETE' AND type NOT LIKE 'UNDO%' AND NOT EXISTS (SELECT FROM $table AS later WHERE later.version = t.version AND later.installed_rank > t.installed_rank AND (later.type = 'DELETE' OR later.type LIKE 'UNDO%')) ORDER BY installed_rank`,
    },
  ],
  isApplied: ({ file, applied }) => {
    if (applied.entries.some((entry) => entry.name?.endsWith(baseName(file.path)) && !entry.failed)) return true;
    const version = flywayVersion(file);
    if (!hasVersion(file)) return false;
    return applied.entries.some(
      (entry) =>
        !entry.failed &&
        (entry.name?.startsWith('<<') ? compareNatural(version, entry.id) <= 0 : dotted(entry.id) === version),
    );
  },
  stopsAtFailure: true,
  behind: ({ file, applied, listing }) => {
    const isAnyOrder = listing && saidOfAll(listing, settingOfOrder)?.toLowerCase() === 'true';
    if (isAnyOrder || !file.id.startsWith('V')) return undefined;
    const versions = applied.entries
      .filter((entry) => !entry.failed && /^\d[\d._]*$/.test(entry.id))
      .map(({ id }) => id);
    const newest = versions.sort(compareNatural).at(-1);
    return newest !== undefined && compareNatural(flywayVersion(file), dotted(newest)) < 0 ? newest : undefined;
  },
  isTogether: (listing) => saidOfAll(listing, settingOfGroup)?.toLowerCase() === 'true',
  fillsStrings: /\$\{(?!flyway:)[^}\r\n]+\}/,
  marks: marksIn,
  placeholders: {
    'flyway.conf': flywayConf,
    'conf/flyway.conf': flywayConf,
    'flyway.toml': flywayToml,
    'conf/flyway.toml': flywayToml,
  },
  watch: springSettings,
  databases: { files: ['flyway.conf', 'conf/flyway.conf', 'flyway.toml'], read: databaseIn },
};

/**
 * The files of several locations, or of a location and the folders in it, as the one history that they are. Where no
 * setting says so, none of them may have the version of another: then they are several. What lies beside the locations is
 * run where another profile names its folder, between the others by its version: on what, nobody can tell.
 */
function wholeOf(listing: FolderListing, all: readonly MigrationFile[]): Listed | undefined {
  const here = locationsHere(listing, locations);
  if (!here) return undefined;
  const ours = all.filter(({ path }) => otherDatabaseByPath(`${listing.place ?? ''}/${path}`) === undefined);
  const isWithin = ({ path }: MigrationFile): boolean => here.parts.some((part) => path.startsWith(part));
  const files = ours.filter(isWithin);
  const problems = duplicates(files, flywayVersion) ?? [];
  const tops = new Set(files.map(({ path }) => path.slice(0, path.indexOf('/') + 1)));
  const isSplit = tops.has('') || tops.size > 1;
  if (!files.some((file) => file.runs) || (!here.isSaid && (problems.length > 0 || !isSplit))) return undefined;
  const reason = t('it is in none of the locations that the settings of Flyway name');
  const others = ours.filter((file) => !isWithin(file)).map((file) => ({ ...file, runs: false, passedOver: reason }));
  return { files: [...files, ...others], problems, ordersBelow: true };
}

/** Callbacks that run after all migrations, and those that run only on other occasions: an error, undo, clean. */
const afterAll = /^after(Migrate|MigrateApplied|EachMigrate|Versioned|MigrateOperationFinish)(__.+)?\.sql$/;
const otherwise =
  /^(after(EachMigrate|Migrate|Undo|EachUndo|Clean|Baseline|Repair|Validate|Info)Error|(before|after)(EachUndo|Undo|Clean|Info|Repair|Baseline)(Statement|OperationFinish)?|createSchema)(__.+)?\.sql$/;
/**
 * `V1.2__name.sql` in any subfolder by version, then `R__name.sql` by description, then callbacks by name; `U` files undo.
 */
function flywayFiles(paths: readonly string[]): MigrationFile[] {
  const files: MigrationFile[] = [];
  for (const path of paths) {
    const base = baseName(path);
    const match = /^([VRUB])(\d[\d._]*)?__(.+)\.sql$/.exec(base);
    const name = base.replace(/\.sql$/, '');
    if (afterAll.test(base) || otherwise.test(base))
      files.push({ path, id: `${CALLBACK}${name}`, name, runs: afterAll.test(base) });
    if (!match || (match[1] === 'R') !== (match[2] === undefined)) continue;
    files.push({
      path,
      id: `${match[1]}${match[2] ?? match[3]}`,
      name: match[3]!,
      runs: match[1] === 'V' || match[1] === 'R',
    });
  }
  if (files.every(({ id }) => id.startsWith(CALLBACK))) return [];
  runBaseline(files);
  const rank = ({ id }: MigrationFile): number => (id.startsWith(CALLBACK) ? 2 : id.startsWith('R') ? 1 : 0);
  return files.sort(
    (a, b) => rank(a) - rank(b) || compareNatural(flywayVersion(a), flywayVersion(b)) || compareText(a.path, b.path),
  );
}
/**
 * Where there is no history yet, the newest `B2__name.sql` runs in the place of all versions up to its own (Flyway
 * documentation, Baseline migrations). While those are there, they are the history that databases have.
 */
function runBaseline(files: MigrationFile[]): void {
  const versions = (kind: string) => files.filter(({ id }) => id.startsWith(kind));
  const [newest] = versions('B').sort((a, b) => compareNatural(flywayVersion(b), flywayVersion(a)));
  if (!newest || versions('V').some((each) => compareNatural(flywayVersion(each), flywayVersion(newest)) <= 0)) return;
  files[files.indexOf(newest)] = { ...newest, runs: true };
}
/** No version begins with it. */
const CALLBACK = '@';
const hasVersion = ({ id }: MigrationFile): boolean => !id.startsWith('R') && !id.startsWith(CALLBACK);
const dotted = (version: string): string =>
  version
    .replaceAll('_', '.')
    .split('.')
    .map(plainNumber)
    .join('.')
    .replace(/(\.0)+$/, '');
function flywayVersion(file: MigrationFile): string {
  return hasVersion(file) ? dotted(file.id.slice(1)) : file.id;
}

/**
 * The whole file in one transaction or in none: as `V1__a.sql.conf` says, or by whether a statement is among those that
 * Flyway knows PostgreSQL to take only outside of one.
 */
function inTransactionOrNot(text: string, path: string, listing?: FolderListing): readonly Section[] {
  const own = /^[ \t]*executeInTransaction[ \t]*=[ \t]*(true|false)\b/im.exec(listing?.read(`${path}.conf`) ?? '')?.[1];
  const said = own ?? (listing && saidOfAll(listing));
  const kinds = said === undefined ? kindsIn(text) : undefined;
  if (kinds ? !kinds.outside : said?.toLowerCase() === 'true') return [];
  const isMixed = kinds?.within && (!listing || saidOfAll(listing, settingOfMixed)?.toLowerCase() !== 'true');
  const refused = isMixed ? MIXED : undefined;
  return [{ range: { start: 0, end: text.length }, runs: true, noTransaction: true, ...present({ refused }) }];
}
/** `ParserSqlScript.parse` of Flyway. */
const MIXED = t(
  'Flyway refuses a file that has statements for a transaction and others that run in none, unless its setting mixed is true',
);
/** `flyway.executeInTransaction=false` of a configuration beside the migrations or above them; Spring has its own. */
function saidOfAll({ place = '', read }: FolderListing, setting = settingOfAll): string | undefined {
  const depth = place === '' ? 0 : place.split('/').length;
  for (let up = 0; up <= depth; up++)
    for (const file of ['flyway.conf', 'conf/flyway.conf', 'flyway.toml', ...springSettings]) {
      const said = setting.exec(read(`${'../'.repeat(up)}${file}`) ?? '')?.[1];
      if (said !== undefined) return said;
    }
  return undefined;
}
const settingOfAll = /^[ \t]*(?:flyway\.|spring\.flyway\.)?execute-?in-?transaction[ \t]*[=:][ \t]*"?(true|false)\b/im;
/** `placeholderPrefix`, `placeholderSuffix`, `placeholderSeparator` and `placeholderReplacement` of its settings. */
function marksIn(listing: FolderListing): PlaceholderMarks | undefined {
  const said = (end: string) => {
    const found = saidOfAll(listing, settingOfPlaceholders(end));
    return found === undefined ? undefined : plainValue(found);
  };
  const [prefix, suffix, separator] = ['prefix', 'suffix', 'separator'].map(said);
  const isOff = said('replacement')?.toLowerCase() === 'false';
  if (!prefix && !suffix && !separator && !isOff) return undefined;
  return { prefix: prefix || '${', suffix: suffix || '}', own: `flyway${separator || ':'}`, isOff };
}
const settingOfPlaceholders = (end: string): RegExp =>
  new RegExp(`^[ \\t]*(?:flyway\\.|spring\\.flyway\\.)?placeholder-?${end}[ \\t]*[=:][ \\t]*(.*?)[ \\t]*\\r?$`, 'im');
const settingOfMixed = /^[ \t]*(?:flyway\.|spring\.flyway\.)?mixed[ \t]*[=:][ \t]*"?(true|false)\b/im;
const settingOfOrder = /^[ \t]*(?:flyway\.|spring\.flyway\.)?out-?of-?order[ \t]*[=:][ \t]*"?(true|false)\b/im;
const settingOfGroup = /^[ \t]*(?:flyway\.|spring\.flyway\.)?group[ \t]*[=:][ \t]*"?(true|false)\b/im;
/** Those of its PostgreSQLParser: REINDEX INDEX CONCURRENTLY and DETACH PARTITION CONCURRENTLY are not among them. */
const outside =
  /^(?:(?:CREATE|DROP) (?:DATABASE|TABLESPACE|SUBSCRIPTION)|ALTER SYSTEM|(?:CREATE(?: UNIQUE)?|DROP) INDEX CONCURRENTLY|REINDEX (?:VERBOSE )?(?:SCHEMA|DATABASE|SYSTEM)|VACUUM|DISCARD ALL)\b/;
const mostWords = 4;
/** Whether it has statements for a transaction, and such as run in none. */
function kindsIn(text: string): { readonly within: boolean; readonly outside: boolean } {
  const found = { within: false, outside: false };
  const lexer = new Lexer(text);
  let words: string[] = [];
  let isAtEnd = false;
  while (!isAtEnd) {
    isAtEnd = !lexer.next();
    if (!isAtEnd && lexer.kind === 'comment') continue;
    if (!isAtEnd && lexer.word !== ';') {
      if (words.length < mostWords) words.push(lexer.kind === 'word' ? lexer.word : '');
      continue;
    }
    if (words.length > 0) found[outside.test(words.join(' ')) ? 'outside' : 'within'] = true;
    words = [];
  }
  return found;
}

/** `flyway.url=jdbc:postgresql://localhost/app`, or `url = "…"` */
function databaseIn(text: string): readonly NamedDatabase[] {
  const value = (key: string) => plainValue(new RegExp(`^ *(?:flyway\\.)?${key} *= *(.*)$`, 'm').exec(text)?.[1] ?? '');
  const user = value('user');
  return value('url') === '' ? [] : [{ url: value('url'), ...(user !== '' && { user }) }];
}
/** `flyway.placeholders.schema=app` */
function flywayConf(text: string): (readonly [string, string])[] {
  return [...text.matchAll(/^[ \t]*flyway\.placeholders\.([\w.-]+)[ \t]*[=:][ \t]*(.*?)[ \t]*\r?$/gm)].flatMap(
    ([, name = '', value = '']) => knownValue(name, value),
  );
}
/** `[flyway.placeholders]`, then `schema = "app"` */
function flywayToml(text: string): (readonly [string, string])[] {
  const section =
    /^[ \t]*\[(?:flyway|environments\.\w+\.flyway)\.placeholders\][^\n]*\n((?:(?![ \t]*\[)[^\n]*(?:\n|$))*)/gm;
  return [...text.matchAll(section)].flatMap(([, lines = '']) =>
    [...lines.matchAll(/^[ \t]*"?([\w.-]+)"?[ \t]*=[ \t]*(?:"([^"\n]*)"|'([^'\n]*)')/gm)].flatMap(
      ([, name = '', double, single]) => knownValue(name, double ?? single ?? ''),
    ),
  );
}
