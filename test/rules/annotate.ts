/** A file with what is found written under its text: `-- ^^^ severity[code]: message`. */
import type { Finding } from '../../server/src/rules/rule';

const expectation = /^-- *<? *\^+…? \w+\[/;

/** The file itself. */
export function withoutExpectations(text: string): string {
  return text
    .split('\n')
    .filter((line) => !expectation.test(line))
    .join('\n');
}

/**
 * Carets stand under the first line of the range; `…` says that it goes on. Where the range starts under the two dashes
 * themselves, `<` says that the carets count from the line's start.
 */
export function annotate(
  text: string,
  findings: readonly Pick<Finding, 'code' | 'severity' | 'message' | 'range'>[],
): string {
  let start = 0;
  const lines = text.split('\n').map((line, index, all) => {
    const last = index === all.length - 1;
    const end = start + line.length;
    const here = findings.filter(({ range }) => range.start >= start && (range.start <= end || last));
    const marks = here.map((finding) => expectationFor(finding, start, line.replace(/\r$/, '')));
    start = end + 1;
    return [line, ...marks].join('\n');
  });
  return lines.join('\n');
}
function expectationFor(
  { code, severity, message, range }: Pick<Finding, 'code' | 'severity' | 'message' | 'range'>,
  lineStart: number,
  line: string,
): string {
  const column = range.start - lineStart;
  const length = Math.max(1, Math.min(range.end, lineStart + line.length) - range.start);
  const more = range.end > lineStart + line.length ? '…' : '';
  const carets = `${'^'.repeat(length)}${more}`;
  const mark = column < 3 ? `-- <${' '.repeat(column)}${carets}` : `--${' '.repeat(column - 2)}${carets}`;
  return `${mark} ${severity}[${code}]: ${message}`;
}
