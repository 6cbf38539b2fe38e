/** Placeholders whose values are known: `${name}`, `{{ .name }}`, `:name` and their kin read as what they stand for. */

import { tokenize } from '../../text/lexer';
import { quoteIdentifier, quoteLiteral } from '../../text/names';
import { escapePattern, type TextRange } from '../../text/text';

/** By name, without the marks around it; or by the whole mark, as it is written, or as `wholeMark` has it. */
export type Placeholders = ReadonlyMap<string, string>;
/** Of a placeholder that may look like any name: `__table__`. */
export const wholeMark = (mark: string): string => `${WHOLE}${mark}`;
const WHOLE = '\0';
export interface FilledStatement {
  /** As it is sent. */
  readonly text: string;
  /** A range in it as one in the statement as written; all of a placeholder where it touches what that stands for. */
  back(range: TextRange): TextRange;
  /** The placeholders, in the statement as written. */
  readonly marks: readonly TextRange[];
}

const forms =
  /\$\{(?<dollar>[^}\r\n]*)\}|\{\{(?<braces>[\s\S]{0,500}?)\}\}|<%=(?<erb>[\s\S]{0,500}?)%>|(?<![\w\]])(?:(?<!:)|(?<=(?<!:)::)):'(?<literal>\w+)'|(?<![\w\]])(?:(?<!:)|(?<=(?<!:)::)):"(?<quoted>\w+)"|(?<![\w\]])(?:(?<!:)|(?<=(?<!:)::)):(?<plain>[A-Za-z_]\w*)|@(?<at>\w+)@|%\((?<percent>\w+)\)s|(?<bare>\{\w+\}|(?<![\w$])\$[A-Za-z_]\w*(?!\$))/g;

/** Undefined where it holds none that has a value. */
export function fillPlaceholders(text: string, values: Placeholders): FilledStatement | undefined {
  const found = [...text.matchAll(formsOf(values))].flatMap(({ index, 0: mark, groups }) => {
    const value = valueFor(mark, groups ?? {}, values);
    return value === undefined
      ? []
      : [{ start: index, end: index + mark.length, value, bare: groups?.bare !== undefined }];
  });
  // `{a}` and `$a` within quotes are an array and a dollar sign.
  const strings = found.some(({ bare }) => bare) ? tokenize(text).filter(({ kind }) => kind === 'string') : [];
  const marks = found.filter(
    (one) => !one.bare || !strings.some(({ start, end }) => start < one.start && one.end <= end),
  );
  return marks.length === 0 ? undefined : fill(text, marks);
}
const formsByValues = new WeakMap<Placeholders, RegExp>();
/** And marks that are no placeholder but for the project's own settings, as they are written. */
function formsOf(values: Placeholders): RegExp {
  const known = formsByValues.get(values);
  if (known) return known;
  const own = [...values.keys()].flatMap((key) => {
    if (key.startsWith(WHOLE)) return [key.slice(WHOLE.length)];
    return /[^\w.:-]/.test(key) && key.replace(forms, '') !== '' ? [key] : [];
  });
  const made = own.length === 0 ? forms : new RegExp(`${own.map(escapePattern).join('|')}|${forms.source}`, 'g');
  formsByValues.set(values, made);
  return made;
}
/** Play sends two semicolons as one; undefined where there are none. */
export function halveSemicolons(text: string): FilledStatement | undefined {
  const marks = [...text.matchAll(/;;/g)].map(({ index }) => ({ start: index, end: index + 2, value: ';' }));
  return marks.length === 0 ? undefined : fill(text, marks);
}
type Groups = Readonly<Record<string, string | undefined>>;
function valueFor(mark: string, groups: Groups, values: Placeholders): string | undefined {
  const { literal, quoted, bare } = groups;
  if (literal !== undefined) return mapDefined(values.get(literal), quoteLiteral);
  if (quoted !== undefined) return mapDefined(values.get(quoted), (value) => quoteIdentifier(value, 'always'));
  const name = (groups.dollar ?? groups.braces ?? groups.erb ?? groups.plain ?? groups.at ?? groups.percent)?.trim();
  const inner = name ?? bare?.replace(/[${}]/g, '') ?? '';
  // Go's `.Schema` and `index .Options "Namespace"`, Jinja's `vars.schema | quote`.
  const last = /"([^"]*)"\s*\)?$/.exec(inner)?.[1] ?? /^-?\s*\.?(?:\w+\.)*(\w+)\b/.exec(inner)?.[1];
  return (
    values.get(wholeMark(mark)) ??
    values.get(mark) ??
    values.get(inner) ??
    (last === undefined ? undefined : values.get(last))
  );
}
const mapDefined = (value: string | undefined, how: (value: string) => string): string | undefined =>
  value === undefined ? undefined : how(value);

function fill(text: string, marks: readonly (TextRange & { readonly value: string })[]): FilledStatement {
  let filled = '';
  let at = 0;
  const pieces = marks.map((mark) => {
    filled += text.slice(at, mark.start);
    const start = filled.length;
    filled += mark.value;
    at = mark.end;
    return { start, end: filled.length, mark };
  });
  filled += text.slice(at);
  const before = (offset: number) => pieces[lastBefore(pieces, offset)];
  return {
    text: filled,
    marks: marks.map(({ start, end }) => ({ start, end })),
    back: ({ start, end }) => {
      const [first, last] = [before(start), before(end - 1)];
      const from =
        first === undefined ? start : start < first.end ? first.mark.start : start - first.end + first.mark.end;
      const to = last === undefined ? end : end <= last.end ? last.mark.end : end - last.end + last.mark.end;
      return { start: from, end: Math.max(from, start === end ? from : to) };
    },
  };
}
/** The index of the last piece that starts at or before an offset, or -1. */
function lastBefore(pieces: readonly TextRange[], offset: number): number {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pieces[middle]!.start <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
