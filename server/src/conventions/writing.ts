/** How a tool's new migration is written: the names and numbers of its files, and where its way back stands. */
import type { FolderListing, MigrationFile } from './convention';
import { baseName } from './tool-files';
import { linesLike } from './tool-sections';

/** What a new migration is named after, and what stands in the folder already. */
export interface MigrationRequest {
  /** Letters and digits with `_` between. */
  readonly name: string;
  readonly now: Date;
  /** Those that run, in their order. */
  readonly files: readonly MigrationFile[];
  readonly listing: FolderListing;
  /** Its statements can stand in no transaction. */
  readonly outside: boolean;
}
/** Paths are relative to the folder, with `/`. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
}
/** What stands around the statements. Lines, each without its break. */
interface Form {
  /** The first line of a file that wants no transaction. */
  readonly outside?: string;
  readonly up?: string;
  /** The line before those that follow it in no transaction, in place of `up`. */
  readonly upOutside?: string;
  /** The line after which the way back stands. */
  readonly down?: string;
  /** What each line of the way back begins with. */
  readonly downEach?: string;
  /** Around what holds semicolons within. */
  readonly body?: readonly [begin: string, end: string];
  /** Each semicolon within a statement is written twice. */
  readonly doubled?: boolean;
  /** Between two statements. */
  readonly between?: string;
  readonly around?: readonly [begin: string, end: string];
}
export interface Writing {
  path(asked: MigrationRequest): string;
  /** The statements come to the form as texts. */
  form(asked: MigrationRequest & { readonly path: string; readonly up: readonly string[] }): Form;
  /** A section of the file itself undoes it. */
  readonly hasSection?: true;
  /** The words of the tool's command that undoes the last migration that has run. */
  readonly undo?: readonly string[];
  /** What undoes it, where its own comments say that; '' and undefined: they do not. */
  ownDown?(text: string): string | undefined;
  /** Where pieces of a file begin that are undone one by one, each by what stands at its end. */
  pieces?(text: string): readonly number[];
  /** The file that undoes the one of that path; absent: a section does, or nothing that the tool would know. */
  downPath?(path: string, listing: FolderListing): string | undefined;
  /** Other files that have to say something of the new one: new, or with their new text. */
  beside?(asked: MigrationRequest & { readonly path: string }): readonly NewFile[];
  /** What is to be done before the tool takes the file, as a sentence. */
  readonly afterwards?: string;
  /** It opens a transaction around each file, whatever that says. */
  readonly alwaysInTransaction?: true;
}

/** Whether semicolons stand within a statement: a tool that splits at each would cut it. */
export const isBody = (text: string): boolean => /\$\w*\$|\bBEGIN\s+ATOMIC\b/i.test(text);

export function migrationText(
  form: Form,
  ways: { readonly up: readonly string[]; readonly down?: readonly string[] },
  outside: boolean,
): string {
  const start = outside ? (form.upOutside ?? form.up) : form.up;
  const [begin, end] = form.around && !outside ? form.around : [];
  const blocks = [
    ...(outside && form.outside !== undefined ? [form.outside] : []),
    ...(start === undefined ? [] : [start]),
    ...(begin === undefined ? [] : [begin]),
    ways.up.map((one) => inForm(form, one)).join(form.between === undefined ? '\n' : `\n${form.between}\n`),
    ...(end === undefined ? [] : [end]),
    ...(ways.down ? [downSection(form, ways.down)] : []),
  ];
  return `${blocks.join('\n\n')}\n`;
}
/** The way back as it stands in the file itself, its first line included. */
export function downSection(form: Form, down: readonly string[]): string {
  const { downEach } = form;
  if (downEach === undefined) return [form.down, ...down.map((one) => inForm(form, one))].join('\n');
  const lines = down.flatMap((one) => one.split('\n')).filter((line) => line.trim() !== '');
  return lines.map((line) => `${downEach}${line}`).join('\n');
}
function inForm({ body, doubled }: Form, text: string): string {
  if (doubled) return text.replace(/;(?!\s*$)/g, ';;');
  return body && isBody(text) ? [body[0], text, body[1]].join('\n') : text;
}
/** Where the first line of the way back ends, in a file that has one; undefined: nothing in it says where it begins. */
export function downStart(form: Form, text: string): number | undefined {
  const { down } = form;
  if (down === undefined) return undefined;
  const words = down
    .trim()
    .split(/\s+/)
    .map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return linesLike(text, new RegExp(`^\\s*${words.join('\\s*')}`, 'i'))[0]?.end;
}

/** `20261129094500`: as many of the digits of year, month, day, hour, minute, second, millisecond, UTC. */
export function stamp(now: Date, digits = 14): string {
  return now.toISOString().replace(/\D/g, '').slice(0, digits);
}
/**
 * The version after the last one, in its manner: a number counted on and as wide, a date, or a time in seconds or
 * milliseconds. Never before the last.
 */
export function nextVersion(last: string, now: Date): string {
  const digits = last.replace(/\D/g, '');
  const isDate =
    /^20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])/.test(digits) && [8, 12, 14, 17].includes(digits.length);
  const time = isDate
    ? stamp(now, digits.length)
    : digits.length === 13
      ? String(now.getTime())
      : /^1\d{9}$/.test(digits)
        ? String(Math.floor(now.getTime() / 1000))
        : undefined;
  if (time === undefined) return last.replace(/\d+(?=\D*$)/, nextNumber);
  const next = BigInt(time) > BigInt(digits) ? time : nextNumber(digits);
  let at = 0;
  return last.replace(/\d/g, () => next[at++]!);
}
const nextNumber = (digits: string): string => String(BigInt(digits) + 1n).padStart(digits.length, '0');

/** Beside the last file and numbered after it; `first` where there is none. */
export function numbered({ files, name, now }: MigrationRequest, first: string): string {
  const last = files.at(-1)?.path;
  if (last === undefined) return `${first}_${name}`;
  const folder = last.slice(0, last.length - baseName(last).length);
  const found = /^(\D*)(\d+(?:[-.]\d+)*)(?:([-_]+)(.*))?/.exec(baseName(last));
  if (!found) return `${folder}${stamp(now)}_${name}`;
  const [, before = '', version = '', between = '_', words = ''] = found;
  const isDashed = words.includes('-') && !words.includes('_');
  return `${folder}${before}${nextVersion(version, now)}${between}${isDashed ? name.replaceAll('_', '-') : name}`;
}
/** `x.up.sql` → `x.down.sql`, `x/up.sql` → `x/down.sql`. */
export function upToDown(path: string): string | undefined {
  return /(?:^|[./])up\.sql$/.test(path) ? path.replace(/up\.sql$/, 'down.sql') : undefined;
}
/** Statements as they stand. */
export const plainForm = (): Form => ({});
