import type { Delimiter, Section } from '../../sql/document/statement';
import { t } from '../../text/l10n';
import { present } from '../../text/present';
import { byIncludes } from '../included-files';
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
  list: (listing, forced) => {
    const paths = listing.paths.filter(isSql);
    const isFormatted = (path: string): boolean => mark.test(listing.read(path) ?? '');
    // A folder high up may hold thousands of files that are others'.
    if (!forced && !paths.slice(0, 20).some(isFormatted)) return undefined;
    const formatted = paths.filter(isFormatted);
    if (formatted.length === 0 || (!forced && formatted.length * 2 < paths.length)) return undefined;
    return byIncludes(listing, changelog, versioned(formatted, /^(?<version>(?<name>.+))\.sql$/, byNature));
  },
  sections: changesets,
  sends: { unit: 'statement', transaction: { unless: 'runInTransaction:false', again: true } },
  writing: {
    undo: ['liquibase', 'rollback-count', '--count=1'],
    path: (asked) => `${numbered(asked, '0001')}.sql`,
    form: ({ path, up, outside }) => ({ up: headOf(path, up, outside), downEach: '--rollback ' }),
    ownDown: rollbacksOf,
    pieces: (text) => changesetMarks(text).map(({ start }) => start),
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
  isApplied: ({ applied, text }) => {
    const sets = [...text.matchAll(/^[ \t]*--\s*changeset\s+([^\s:]+):(\S+)/gim)];
    if (sets.length === 0) return undefined;
    return sets.every((set) =>
      applied.entries.some((entry) => !entry.failed && entry.id === set[2] && entry.name?.endsWith(`::${set[1]}`)),
    );
  },
};

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
    const dbms = /\bdbms:("?)([\w,!\s]+?)\1(?=\s+\w+:|\s*$)/i.exec(marker.text)?.[2];
    const runs = (dbms === undefined || runsOnPostgres(dbms)) && !/\signore:"?true\b/i.test(marker.text);
    const whole = /\bsplitStatements:\s*false/i.test(marker.text);
    // Another program that is to run it, as psql, has a session of its own.
    const noTransaction = /\brunInTransaction:\s*false|\brunWith:\s*(?!jdbc\b)\w/i.test(marker.text);
    const delimiter = whole ? undefined : delimiterOf(marker.text, text.slice(range.start, range.end));
    if (runs && !whole && !noTransaction && !delimiter) return [];
    const how = present({ whole: whole || undefined, noTransaction: noTransaction || undefined, delimiter });
    return [{ range, runs, ...how }];
  });
  const all = first === 0 ? sections : [before, ...sections];
  return [...all.flatMap((section) => without(section, ignored)), ...ignored];
}
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
/** Told none, Liquibase takes a semicolon, and GO or a slash on a line of its own. */
function delimiterOf(changeset: string, body: string): Delimiter | undefined {
  const told = /\bendDelimiter:\s*(?:"([^"]*)"|'([^']*)'|(\S+))/i.exec(changeset);
  const written = told?.[1] ?? told?.[2] ?? told?.[3];
  if (written === undefined) return /^[ \t]*(?:GO|\/)[ \t]*\r?$/im.test(body) ? { texts: [';', 'GO', '/'] } : undefined;
  // A pattern, such as \n/\s*\n|\n/\s*$ for a slash on a line of its own.
  const texts = written
    .split(/(?<!^)\|(?!$)/)
    .map((one) => one.replace(/\\[rnst][*+?]?|^\^|\$$/g, '').replace(/\\(?=\W)/g, ''))
    .filter((one) => one !== '');
  return texts.length === 0 || (texts.length === 1 && texts[0] === ';') ? undefined : { texts: [...new Set(texts)] };
}

function runsOnPostgres(dbms: string): boolean {
  const names = dbms
    .toLowerCase()
    .split(',')
    .map((name) => name.trim());
  if (names.includes('!postgresql')) return false;
  return names.includes('postgresql') || names.includes('all') || names.every((name) => name.startsWith('!'));
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
