/**
 * Text that a tool fills in before it is SQL: `{{ name }}`, `${name}`, `:name`, `{% if %}`, `<%= name %>`, `$name`, `{name}`,
 * `@extschema@`, `%(name)s`, `%s`, `?`, `$1`. Many of these are operators of PostgreSQL too, so that they are looked for
 * only in text that PostgreSQL refuses, and stand for something only when it is taken with a name or constant instead.
 */

import { t } from '../../text/l10n';
import { tokenize } from '../../text/lexer';
import { mapRanges, type TextRange, unknownName } from '../../text/text';
import type { Token } from '../../text/token';
import { parse } from '../parse';
import type { DdlOp } from '../read/ops';
import { readStatements } from '../read/read';
import type { SqlError } from './statement';

interface Mark extends TextRange {
  readonly kind: 'name' | 'constant' | 'control';
}
interface Filled {
  readonly ops: readonly DdlOp[];
  /** What PostgreSQL says of the text with its marks filled in; absent: it takes it. */
  readonly error?: SqlError;
}

/** What the statement does, as far as it is known. Undefined: it has no marks, and is refused for what it is. */
export function readTemplate(text: string, unread: readonly DdlOp[]): Filled | undefined {
  const tokens = tokenize(text, 0, text.length, true);
  const certain = tokens.filter(({ kind }) => kind === 'template').map((token) => certainMark(text, token));
  const marks = [...certain, ...possibleMarks(text, tokens)].sort((a, b) => a.start - b.start);
  if (marks.length === 0) return undefined;
  const tries = fills.map((fill) => fillIn(text, marks, fill));
  for (const filled of tries) {
    const outcome = parse(filled.text);
    if (outcome.status === 'ok') return { ops: opsOf(marks, filled) };
  }
  if (certain.length === 0) return undefined;
  const [filled] = tries;
  const outcome = parse(filled!.text);
  if (outcome.status !== 'error') return { ops: unread };
  const at = filled!.back(outcome.at);
  const token = tokens.find(({ end, kind }) => end > at && kind !== 'comment') ?? tokens.at(-1)!;
  return { ops: unread, error: { message: outcome.message, range: { start: token.start, end: token.end } } };
}
/** Marks in text that PostgreSQL takes, though it is not what is meant: `"${schema}".t`, and `$1` where nothing is bound. */
export function marksInSql(text: string): readonly DdlOp[] | undefined {
  const quoted = /"[^"]*(?:\$\{|\{\{)/.test(text);
  const bound =
    !/\$\d/.test(text) || /^\s*(?:PREPARE|EXPLAIN|CREATE\s+(?:OR\s+REPLACE\s+)?(?:FUNCTION|PROCEDURE))\b/i.test(text);
  if (!quoted && bound) return undefined;
  const marks = tokenize(text).flatMap((token): Mark[] => {
    const { kind, start, end } = token;
    if (kind === 'template' && text[start] === '"') return [certainMark(text, token)];
    return kind === 'parameter' && !bound ? [{ kind: 'constant', start, end }] : [];
  });
  if (marks.length === 0) return undefined;
  const filled = fillIn(text, marks, fills[0]!);
  return parse(filled.text).status === 'ok' ? opsOf(marks, filled) : undefined;
}

function certainMark(text: string, { start, end }: TextRange): Mark {
  const kind = /^\{[%#]/.test(text.slice(start, start + 2))
    ? 'control'
    : text.startsWith(":'", start)
      ? 'constant'
      : 'name';
  return { kind, start, end };
}
const possible =
  /(?<control><%(?!=).*?%>)|(?<constant>(?<=[\s(,=<>])\?(?![|&?]))|<%=.*?%>|\{[\w.]*\}|(?<![\w$])\$[A-Za-z_]\w*|@\w+(?::\w+)?@|%\(\w+\)[a-z]\b|(?<!\w)%[sdiIL]\b/g;
/** Outside quotes and comments. */
function possibleMarks(text: string, tokens: readonly Token[]): Mark[] {
  if (!/[{$@%?]/.test(text)) return [];
  const quoted = tokens.filter(({ kind }) => hidden.has(kind));
  let masked = '';
  for (const { start, end } of quoted) masked += text.slice(masked.length, start) + ' '.repeat(end - start);
  masked += text.slice(masked.length);
  return [...masked.matchAll(possible)].map(({ index, 0: found, groups }) => {
    const kind = groups?.control === undefined ? (groups?.constant === undefined ? 'name' : 'constant') : 'control';
    return { kind, start: index, end: index + found.length };
  });
}
const hidden: ReadonlySet<string> = new Set(['string', 'quoted', 'comment', 'template']);

/** What stands for a name nobody knows; one for values and lists (`IN %s`), which no name can be. */
const fills: readonly ((mark: Mark) => string)[] = [
  ({ kind }) => (kind === 'control' ? ' ' : kind === 'constant' ? `'${unknownName}'` : unknownName),
  ({ kind }) => (kind === 'control' ? ' ' : kind === 'constant' ? `'${unknownName}'` : `('${unknownName}')`),
];
interface FilledText {
  readonly text: string;
  /** An offset in it as one in the original. */
  back(offset: number): number;
}
function fillIn(text: string, marks: readonly Mark[], fill: (mark: Mark) => string): FilledText {
  let filled = '';
  let at = 0;
  const shifts: { readonly from: number; readonly by: number }[] = [];
  for (const mark of marks) {
    filled += text.slice(at, mark.start) + fill(mark);
    at = mark.end;
    shifts.push({ from: filled.length, by: at - filled.length });
  }
  filled += text.slice(at);
  const back = (offset: number): number =>
    Math.max(0, Math.min(text.length, offset + (shifts.findLast(({ from }) => from <= offset)?.by ?? 0)));
  return { text: filled, back };
}

const reason = t('a template’s mark stands in the statement');
/** Names that are not known make what they may name unknown; what stands between control marks may not run at all. */
function opsOf(marks: readonly Mark[], { text: filled, back }: FilledText): readonly DdlOp[] {
  const outcome = parse(filled);
  if (outcome.status !== 'ok') return [];
  const ops = mapRanges(readStatements(filled, outcome.statements), ({ start, end }) => ({
    start: back(start),
    end: Math.max(back(start), back(end)),
  }));
  const conditional = marks.some(({ kind }) => kind === 'control');
  return ops.map((op): DdlOp => {
    if (op.op === 'use' || op.op === 'none' || op.op === 'transaction') return { op: 'none', statement: '' };
    return { op: 'unknown', reason, objects: [], like: [conditional ? asConditional(op) : op] };
  });
}
const asConditional = (op: DdlOp): DdlOp => ({ op: 'block', body: [{ op, conditional: true }], catches: [] });
