/** The comment that says a migration was proved: when, on which PostgreSQL, and on which state of dev's tables. */
import type { SqlDocument } from '../sql/document/statement';
import type { TextRange } from '../text/text';

export interface Stamp {
  /** `2026-11-28`. */
  readonly date: string;
  /** Of the PostgreSQL that ran it: `18.3`. */
  readonly version: string;
  /** `against`: what it makes is what dev has. `on`: it runs there, and dev does not have it yet. */
  readonly how: 'against' | 'on';
  /** Of the tables that it touches, as dev had them. */
  readonly fingerprint: string;
}
const pattern =
  /^[ \t]*(-- devschema: proved (\d{4}-\d\d-\d\d) on PostgreSQL (\S+) (against|on) dev ([0-9a-f]{6,64}))[ \t]*$/gm;

const printStamp = ({ date, version, how, fingerprint }: Stamp): string =>
  `-- devschema: proved ${date} on PostgreSQL ${version} ${how} dev ${fingerprint}`;

interface PlacedStamp extends Stamp {
  /** The comment. */
  readonly range: TextRange;
}
/** The last one that stands between statements. */
export function stampIn({ text, statements }: SqlDocument): PlacedStamp | undefined {
  if (!text.includes('-- devschema: proved')) return undefined;
  const found = [...text.matchAll(pattern)].flatMap((match) => {
    const [whole, comment = '', date = '', version = '', how, fingerprint = ''] = match;
    const start = match.index + whole.indexOf(comment);
    if (statements.some(({ range }) => range.start <= start && start < range.end)) return [];
    const range = { start, end: start + comment.length };
    return [{ date, version, how: how === 'on' ? ('on' as const) : ('against' as const), fingerprint, range }];
  });
  return found.at(-1);
}
/** In place of the one that is there, or on a line of its own before the first statement that runs and what a plan says of it. */
export function stampEdit(
  document: SqlDocument,
  stamp: Stamp,
): { readonly range: TextRange; readonly newText: string } {
  const old = stampIn(document);
  const newText = printStamp(stamp);
  if (old) return { range: old.range, newText };
  const { text, statements } = document;
  const first = statements.find(({ runs }) => runs)?.range.start ?? 0;
  let start = lineStart(text, first);
  for (let above = lineAbove(text, start); ofStep.test(text.slice(above, start)); above = lineAbove(text, start))
    start = above;
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  return { range: { start, end: start }, newText: `${newText}${end}` };
}
/** A remark that a plan puts before a step. */
const ofStep = /^-- (?:Loses |Fails where |Outside of a transaction\.|To be committed before |Does not come back: )/;
const lineStart = (text: string, at: number): number =>
  at === 0 ? 0 : Math.max(text.lastIndexOf('\n', at - 1), text.lastIndexOf('\r', at - 1)) + 1;
/** Where the line before the one at `start` begins; `start` itself where there is none. */
const lineAbove = (text: string, start: number): number =>
  start === 0 ? start : lineStart(text, start - (text.slice(start - 2, start) === '\r\n' ? 2 : 1));
