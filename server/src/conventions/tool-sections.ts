/** The parts of a migration file that its tool runs. Text outside every section is run. */
import type { Delimiter, Section } from '../sql/document/statement';
import type { FolderListing } from './convention';

interface Marker {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}
/** Lines that match, with their offsets. */
function linesLike(text: string, pattern: RegExp): Marker[] {
  const found: Marker[] = [];
  for (const line of text.matchAll(/[^\n]*\n?/g))
    if (pattern.test(line[0]))
      found.push({ start: line.index, end: line.index + line[0].length, text: line[0].trim() });
  return found;
}

export const noSections = (): readonly Section[] => [];

/** From each line like `down` to the next like `up`, nothing runs. */
export function upAndDown(up: RegExp, down: RegExp, noTransaction?: RegExp): (text: string) => readonly Section[] {
  return (text) => {
    const sections: Section[] = [];
    const markers = linesLike(text, new RegExp(`${up.source}|${down.source}`, 'i'));
    markers.forEach((marker, i) => {
      const end = markers[i + 1]?.start ?? text.length;
      const range = { start: marker.start, end };
      if (down.test(marker.text)) sections.push({ range, runs: false });
      else if (noTransaction?.test(marker.text)) sections.push({ range, runs: true, noTransaction: true });
    });
    return sections;
  };
}

/**
 * goose and sql-migrate: `-- +goose Up`, `Down`, `NO TRANSACTION`. `StatementBegin` and `StatementEnd` keep the tool from
 * splitting at semicolons within a body; PostgreSQL splits what is between them as ever.
 */
export function annotated(prefix: string): (text: string) => readonly Section[] {
  const annotation = new RegExp(`^\\s*--\\s*\\+${prefix}\\s+(up|down)\\b`, 'i');
  const outside = new RegExp(`^\\s*--\\s*\\+${prefix}\\s+(no transaction\\b|.*\\bnotransaction\\b)`, 'im');
  return (text) => {
    const noTransaction = outside.test(text);
    const markers = linesLike(text, annotation);
    return markers.flatMap((marker, i) => {
      const runs = annotation.exec(marker.text)?.[1]?.toLowerCase() === 'up';
      if (runs && !noTransaction) return [];
      const range = { start: marker.start, end: markers[i + 1]?.start ?? text.length };
      return [{ range, runs, ...(noTransaction ? { noTransaction } : {}) }];
    });
  };
}

/** Everything after the line is the way back. `disabled`: what says that the file wants no transaction. */
export function above(line: RegExp, disabled: RegExp): (text: string) => readonly Section[] {
  return (text) => {
    const start = linesLike(text, line)[0]?.start ?? text.length;
    const up: Section[] = disabled.test(text)
      ? [{ range: { start: 0, end: start }, runs: true, noTransaction: true }]
      : [];
    return start < text.length ? [...up, { range: { start, end: text.length }, runs: false }] : up;
  };
}
/** Diesel: `run_in_transaction = false` in the metadata.toml beside the file. */
export function besideMetadata(text: string, path: string, listing?: FolderListing): readonly Section[] {
  const metadata = listing?.read(`${path.slice(0, path.lastIndexOf('/') + 1)}metadata.toml`) ?? '';
  if (!/^[ \t]*run_in_transaction[ \t]*=[ \t]*false/m.test(metadata)) return [];
  return [{ range: { start: 0, end: text.length }, runs: true, noTransaction: true }];
}
/** Pop as Ory runs it: a file called `….autocommit.up.sql` runs outside a transaction. */
export function autocommitted(text: string, path: string): readonly Section[] {
  const [, way] = /\.autocommit\.(up|down)\.sql$/.exec(path) ?? [];
  return way === undefined ? [] : [{ range: { start: 0, end: text.length }, runs: way === 'up', noTransaction: true }];
}
/** The whole file outside a transaction, where a comment says so. */
export function withoutTransaction(comment: RegExp): (text: string) => readonly Section[] {
  return (text) => {
    const why = comment.exec(text)?.[0].trim();
    return why === undefined ? [] : [{ range: { start: 0, end: text.length }, runs: true, why, noTransaction: true }];
  };
}

/** Liquibase's changesets: `splitStatements:false`, `runInTransaction:false`, `dbms:mysql`, `endDelimiter:/`. */
export function changesets(text: string): readonly Section[] {
  const markers = linesLike(text, /^\s*--\s*changeset\s/i);
  return markers.flatMap((marker, i) => {
    const range = { start: marker.start, end: markers[i + 1]?.start ?? text.length };
    const dbms = /\bdbms:("?)([\w,!\s]+?)\1(?=\s+\w+:|\s*$)/i.exec(marker.text)?.[2];
    const runs = dbms === undefined || runsOnPostgres(dbms);
    const whole = /\bsplitStatements:\s*false/i.test(marker.text);
    const noTransaction = /\brunInTransaction:\s*false/i.test(marker.text);
    const delimiter = whole ? undefined : delimiterOf(marker.text, text.slice(range.start, range.end));
    if (runs && !whole && !noTransaction && !delimiter) return [];
    const how = { ...(whole && { whole }), ...(noTransaction && { noTransaction }), ...(delimiter && { delimiter }) };
    return [{ range, runs, ...how }];
  });
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
/** Atlas: `-- atlas:delimiter \n\n\n` among the first lines says what ends the file's statements. */
export function atlasSections(text: string): readonly Section[] {
  const outside = withoutTransaction(/^-- atlas:txmode none.*$/m)(text);
  const written = /^-- atlas:delimiter[ \t]+(\S.*?)[ \t]*$/m.exec(text)?.[1];
  if (written === undefined) return outside;
  const delimiter = { texts: [written.replaceAll('\\n', '\n').replaceAll('\\r', '\r').replaceAll('\\t', '\t')] };
  return [{ range: { start: 0, end: text.length }, runs: true, ...outside[0], delimiter }];
}
function runsOnPostgres(dbms: string): boolean {
  const names = dbms
    .toLowerCase()
    .split(',')
    .map((name) => name.trim());
  if (names.includes('!postgresql')) return false;
  return names.includes('postgresql') || names.includes('all') || names.every((name) => name.startsWith('!'));
}
