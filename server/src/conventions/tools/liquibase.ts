import type { AppliedMigrations } from '../../model/dev';
import type { Delimiter, Section } from '../../sql/document/statement';
import { t } from '../../text/l10n';
import { present } from '../../text/present';
import type { TextRange } from '../../text/text';
import { propertiesIn, runsOnPostgres } from '../changelog-properties';
import { changelogsIn } from '../changelogs';
import type { FolderListing, Listed, MigrationFile, UnreadStep } from '../convention';
import { knownValue } from '../known-value';
import { liquibaseCuts } from '../liquibase-cuts';
import type { Tool } from '../tool';
import { byNature, isSql, versioned } from '../tool-files';
import { linesLike } from '../tool-sections';
import { isBody, numbered } from '../writing';

/** What shows whose a file is. */
const mark = /^[ \t]*--\s*liquibase formatted sql/i;

const changelog = /(change-?log|liquibase|master|root)[^/]*(\/.*)?\.(xml|ya?ml|json)$/i;

export const liquibase: Tool = {
  id: 'liquibase',
  name: 'Liquibase formatted SQL',
  mark,
  ordersBelow: true,
  list: liquibaseFiles,
  sections: (text, _path, _listing, told) => (told === undefined ? changesets(text) : asTold(text, told)),
  // They win over the properties of changelogs.
  placeholders: { 'liquibase.properties': parametersIn, 'src/main/resources/liquibase.properties': parametersIn },
  ownPlaceholders: (text) => propertiesIn(text).map(({ name, value }) => [name, value]),
  fillsStrings: /\$\{(?!:)[^}\r\n]+\}/,
  sends: {
    unit: 'statement',
    transaction: { unless: 'runInTransaction:false', again: true, parts: changesetStarts },
    cuts: {
      at: cutsOf,
      why: t(
        'Liquibase ends a statement with each semicolon that stands outside of BEGIN and END, and knows no dollar quotes; splitStatements:false keeps it whole',
      ),
    },
  },
  writing: {
    undo: ['liquibase', 'rollback-count', '--count=1'],
    path: (asked) => `${numbered(asked, '0001')}.sql`,
    form: ({ path, up, outside }) => ({ up: headOf(path, up, outside), downEach: '--rollback ' }),
    ownDown: rollbacksOf,
    pieces: changesetStarts,
    afterwards: t('The changelog has to include it, unless it includes the whole folder.'),
  },
  tables: [
    {
      table: 'databasechangelog',
      columns: ['id', 'author', 'filename', 'orderexecuted', 'exectype', 'md5sum'],
      row: {
        id: 'id',
        name: `filename || '::' || id || '::' || author`,
        checksum: 'md5sum',
        failed: `exectype = 'FAILED'`,
      },
      rest: 'ORDER BY orderexecuted',
    },
  ],
  watch: ['xml', 'yaml', 'yml', 'json'].map((ending) => `*changelog*.${ending}`),
  isApplied: ({ file, applied, text }) => {
    if (file.told !== undefined) return applied.entries.some((entry) => !entry.failed && isEntryOf(entry, file));
    const sets = [...text.matchAll(/^[ \t]*--\s*changeset\s+([^\s:]+):(\S+)/gim)];
    if (sets.length === 0) return undefined;
    return sets.every((set) =>
      applied.entries.some((entry) => !entry.failed && entry.id === set[2] && entry.name?.endsWith(`::${set[1]}`)),
    );
  },
};

/** In the order of the changelogs that name them; what none names comes after it. */
function liquibaseFiles(listing: FolderListing, forced: boolean): Listed | undefined {
  const paths = listing.paths.filter(isSql);
  const isFormatted = (path: string): boolean => mark.test(listing.read(path) ?? '');
  const changelogs = changelogsIn(listing, changelog, paths, isFormatted);
  const named = new Map(changelogs?.files.map((file, index) => [file.path, { ...file, index }]));
  // A folder high up may hold thousands of files that are others'.
  if (!forced && named.size === 0 && !paths.slice(0, 20).some(isFormatted)) return undefined;
  const own = paths.filter((path) => named.has(path) || isFormatted(path));
  if (own.length === 0 || (!forced && own.length * 2 < paths.length)) return undefined;
  const files = versioned(own, /^(?<version>(?<name>.+))\.sql$/, byNature).map((file): MigrationFile => {
    const { index: _, ...told } = named.get(file.path) ?? {};
    return { ...file, ...told };
  });
  const at = ({ path }: MigrationFile): number => named.get(path)?.index ?? named.size;
  files.sort((a, b) => at(a) - at(b));
  return {
    files,
    ...(changelogs?.ordersBelow && { ordersBelow: true }),
    ...present({ unread: changelogs && unreadAmong(changelogs, files) }),
  };
}
/** Each before the first of those files that runs after it. */
function unreadAmong(
  { files: named, steps }: NonNullable<ReturnType<typeof changelogsIn>>,
  files: readonly MigrationFile[],
): readonly UnreadStep[] | undefined {
  const running = new Set(files.flatMap(({ path, runs }) => (runs ? path : [])));
  const unread = steps.map(({ at, ...step }): UnreadStep => {
    const before = named.slice(at).find(({ path }) => running.has(path))?.path;
    return { ...step, ...present({ before }) };
  });
  return unread.length === 0 ? undefined : unread;
}
/** A file without changesets of its own, which a changelog names. */
const asTold = (text: string, told: string): readonly Section[] =>
  sectionsOf(text, { start: 0, end: text.length }, told);
function isEntryOf({ id, name = '' }: AppliedMigrations['entries'][number], file: MigrationFile): boolean {
  const [path = '', , author] = name.split('::');
  if (file.id === file.path) return author === 'includeAll' && `/${path}`.endsWith(`/${file.path}`);
  return `${id}::${author}` === file.id;
}

/** Behind semicolons, where no other delimiter is told. */
function cutsOf(text: string, told?: string): readonly number[] {
  const sets = told === undefined ? changesetMarks(text) : [{ start: 0, end: 0, text: told }];
  return sets.flatMap(({ end: start, text: said }, index) => {
    if (isKeptWhole(said) || endDelimiterOf(said) !== undefined) return [];
    const body = text.slice(start, sets[index + 1]?.start ?? text.length);
    return liquibaseCuts(body).map((at) => start + at);
  });
}

/** Each is committed by itself. */
function changesetStarts(text: string): number[] {
  return changesetMarks(text).map(({ start }) => start);
}
const changesetMarks = (text: string): ReturnType<typeof linesLike> => linesLike(text, /^\s*--\s*changeset\s/i);
/**
 * Liquibase's changesets: `splitStatements:false`, `runInTransaction:false`, `dbms:mysql`, `ignore:true`, `endDelimiter:/`.
 * What stands before the first of them is not run, and of lines that it is told to ignore it reads nothing.
 */
function changesets(text: string): readonly Section[] {
  const markers = changesetMarks(text);
  const ignored = ignoredLines(text);
  const first = markers[0]?.start ?? text.length;
  const before: Section = { range: { start: 0, end: first }, runs: false };
  const sections = markers.flatMap((marker, i) => {
    const range = { start: marker.start, end: markers[i + 1]?.start ?? text.length };
    const own = sectionsOf(text, range, marker.text);
    const isTwice = markers.findIndex((other) => changesetId(other.text) === changesetId(marker.text)) < i;
    if (!isTwice) return own;
    return (own[0] ? own : [{ range, runs: true }]).map((section) => ({ ...section, refused: TWICE }));
  });
  const all = first === 0 ? sections : [before, ...sections];
  return [...all.flatMap((section) => without(section, ignored)), ...ignored];
}
/** `author:id`, of which the second in a file ends all of it. */
const changesetId = (marker: string): string =>
  /changeset\s+("[^"]*"|[^\s:]+):("[^"]*"|\S+)/i.exec(marker)?.[0] ?? marker;
const TWICE = t('Liquibase refuses a changelog in which two changesets have one author and id');
/** Of one changeset, by what is said where it begins; none where nothing of it is special. */
function sectionsOf(text: string, range: TextRange, said: string): readonly Section[] {
  const dbms = /\bdbms:("?)([\w,!\s]+?)\1(?=\s+\w+:|\s*$)/i.exec(said)?.[2];
  if (dbms !== undefined && !runsOnPostgres(dbms)) return [{ range, runs: false, ignored: true }];
  const runs = !/\bignore:"?true\b/i.test(said);
  const whole = isKeptWhole(said);
  // Another program that is to run it, as psql, has a session of its own.
  const noTransaction = /\brunInTransaction:\s*false|\brunWith:\s*(?!jdbc\b)\w/i.test(said);
  const delimiter = whole ? undefined : delimiterOf(said, text.slice(range.start, range.end));
  const guard = guardOf(said, text.slice(range.start, range.end));
  if (runs && !whole && !noTransaction && !delimiter && guard === undefined) return [];
  const how = present({ whole: whole || undefined, noTransaction: noTransaction || undefined, delimiter, guard });
  return [{ range, runs, ...how }];
}
/** Where a precondition does not hold, HALT ends it all, and WARN runs the changeset; the others leave it out. */
function guardOf(said: string, body: string): string | undefined {
  if (/\bfailOnError:\s*"?false/i.test(said)) return t('Liquibase goes on where it is refused');
  const isLeft = /^[ \t]*--\s*preconditions\b.*\bon(?:Fail|Error):\s*"?(?:MARK_RAN|CONTINUE)\b/im.test(body);
  return isLeft ? t('Liquibase runs it only where its preconditions hold') : undefined;
}
const isKeptWhole = (said: string): boolean => /\bsplitStatements:\s*"?false/i.test(said);
/** `--ignoreLines:start` to `--ignoreLines:end`, or as many lines as are told. */
function ignoredLines(text: string): Section[] {
  const ignored: Section[] = [];
  const lines = linesLike(text, /^/);
  for (let at = 0; at < lines.length; at++) {
    const told = /^--\s*ignoreLines:(start|\d+)$/i.exec(lines[at]!.text)?.[1];
    if (told === undefined) continue;
    const end = lines.findIndex((line, index) => index > at && /^--\s*ignoreLines:end$/i.test(line.text));
    const last = Math.min(lines.length - 1, told === 'start' ? (end < 0 ? lines.length : end) : at + Number(told));
    ignored.push({ range: { start: lines[at]!.start, end: lines[last]!.end }, runs: false, ignored: true });
    at = last;
  }
  return ignored;
}
/** A section in the pieces that are left of it. */
function without(section: Section, ignored: readonly Section[]): Section[] {
  const pieces: Section[] = [];
  let { start } = section.range;
  for (const { range } of ignored) {
    if (range.end <= start || range.start >= section.range.end) continue;
    if (range.start > start) pieces.push({ ...section, range: { start, end: range.start } });
    start = range.end;
  }
  if (start < section.range.end) pieces.push({ ...section, range: { start, end: section.range.end } });
  return pieces;
}
function endDelimiterOf(changeset: string): string | undefined {
  const told = /\bendDelimiter:\s*(?:"([^"]*)"|'([^']*)'|(\S+))/i.exec(changeset);
  return told?.[1] ?? told?.[2] ?? told?.[3];
}
/** Told none, Liquibase takes a semicolon, and GO or a slash on a line of its own. */
function delimiterOf(changeset: string, body: string): Delimiter | undefined {
  const written = endDelimiterOf(changeset);
  if (written === undefined) return /^[ \t]*(?:GO|\/)[ \t]*\r?$/im.test(body) ? { texts: [';', 'GO', '/'] } : undefined;
  // A pattern, such as \n/\s*\n|\n/\s*$ for a slash on a line of its own.
  const texts = written
    .split(/(?<!^)\|(?!$)/)
    .map((one) => one.replace(/\\[rnst][*+?]?|^\^|\$$/g, '').replace(/\\(?=\W)/g, ''))
    .filter((one) => one !== '');
  return texts.length === 0 || (texts.length === 1 && texts[0] === ';') ? undefined : { texts: [...new Set(texts)] };
}

/** The rollback comments, the last changeset's first: `--rollback DROP TABLE t;`, and blocks of the same. */
function rollbacksOf(text: string): string {
  const sets = text.split(/^[ \t]*--\s*changeset\s/im);
  const said = /^[ \t]*--\s*rollback[ \t]+(.*)$|\/\*\s*liquibase\s+rollback\b([\s\S]*?)\*\//gim;
  const downs = sets.map((set) =>
    [...set.matchAll(said)]
      .map(([, line, block]) => (line ?? block ?? '').trim())
      .filter((line) => !/^(?:empty|not required|changesetId:.*)$/i.test(line))
      .join('\n'),
  );
  return downs
    .filter((down) => down !== '')
    .map((down) => (down.endsWith(';') ? down : `${down};`))
    .reverse()
    .join('\n');
}
/** One changeset, called as the file is. Statements with semicolons within are only kept whole in a text that is. */
function headOf(path: string, up: readonly string[], outside: boolean): string {
  const id = path.slice(path.lastIndexOf('/') + 1).replace(/\.sql$/, '');
  const whole = up.some(isBody) ? ' splitStatements:false' : '';
  return `--liquibase formatted sql\n\n--changeset devschema:${id}${whole}${outside ? ' runInTransaction:false' : ''}`;
}
/** `parameter.schema=app` */
function parametersIn(text: string): (readonly [string, string])[] {
  return [...text.matchAll(/^[ \t]*parameter\.([^\s=:]+)[ \t]*[=:][ \t]*(.*?)[ \t]*\r?$/gm)].flatMap(
    ([, name = '', value = '']) => knownValue(name, value),
  );
}
