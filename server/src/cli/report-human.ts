/** For people: each finding with its place and its line, then what was read, what is not known, and against which dev. */

import { linesOf } from '../features/convert';
import type { Severity } from '../rules/rule';
import { pushTo } from '../text/lists';
import { counted } from '../text/numbers';
import { visibleLine, withoutCommands } from '../text/shown';
import type { TextRange } from '../text/text';
import { devLine, summaryLine } from './report';
import type { FileReport, Report } from './report-data';
import { onlyReason, verdictWords, verifiedFiles } from './verdicts';

export interface Look {
  readonly color: boolean;
}
type Style = 'error' | 'warning' | 'note' | 'dim' | 'bold';
const codes: Readonly<Record<Style, string>> = { error: '31', warning: '33', note: '36', dim: '2', bold: '1' };
const styles: Readonly<Record<Severity, Style>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

export function formatHuman(report: Report, look: Look): string {
  const paint = (style: Style, text: string) => (look.color ? `\u001b[${codes[style]}m${text}\u001b[0m` : text);
  const blocks = [...report.files.flatMap((file) => findingsOf(file, paint)), ...notKnownIn(report, paint)];
  const failures = report.failures.map(
    ({ path, message }) =>
      `${paint('error', 'Not known')} ${path ? `${visibleLine(path)}: ` : ''}${visibleLine(message)}`,
  );
  const settings = report.settings.map(({ message }) => `${paint('warning', 'Setting')} ${visibleLine(message)}`);
  const notes = report.notes.map((note) => `${paint('note', 'Note')} ${visibleLine(note)}`);
  const once = reasonsOfMany(report);
  const verdicts = verifiedFiles(report)
    .filter((file) => !once.has(onlyReason(file) ?? ''))
    .map((file) => {
      const style = file.verdict.outcome === 'proved' ? 'dim' : file.verdict.outcome === 'not known' ? 'note' : 'error';
      return `${visibleLine(file.path)}: ${paint(style, visibleLine(verdictWords(file)))}`;
    });
  const end = [
    ...settings,
    ...notes,
    ...failures,
    ...verdicts,
    paint('bold', summaryLine(report)),
    visibleLine(devLine(report)),
  ];
  return withoutCommands(`${[...blocks, end.join('\n')].join('\n\n')}\n`);
}

type Paint = (style: Style, text: string) => string;

/** Findings on one text, one under the other: the text is shown once. */
function findingsOf(file: FileReport, paint: Paint): string[] {
  const blocks: string[] = [];
  let previous: TextRange | undefined;
  for (const { severity, code, message, range, fixes } of file.findings) {
    const head = `${humanPlace(file, range)} ${paint(styles[severity], severity)} ${paint('dim', code)} ${visibleLine(message)}`;
    const fix = fixes.find((one) => one.preferred) ?? fixes[0];
    const shown = fix ? [`  fix: ${visibleLine(fix.title)}`] : [];
    if (previous?.start === range.start && previous.end === range.end) {
      blocks.push([blocks.pop(), head, ...shown].join('\n'));
    } else blocks.push([head, ...excerpt(file, range, styles[severity], paint), ...shown].join('\n'));
    previous = range;
  }
  return blocks;
}

/** Reasons shared by more files than this are said once: a thousand such lines would bury what was found. */
const filesOfOneReason = 5;
/** So many lines of a file are named for one reason. */
const linesOfOneReason = 8;

/** A reason is said once in a file, with all its lines, and once for all files where many share it. */
function notKnownIn(report: Report, paint: Paint): string[] {
  const shared = reasonsOfMany(report);
  const own = report.files.flatMap((file) => {
    const few = onlyReason(file) === undefined ? reasonsOf(file).filter((reason) => !shared.has(reason)) : [];
    return few.length === 0 ? [] : [few.map((reason) => notKnownFor(reason, file, paint)).join('\n')];
  });
  return [...own, ...[...shared].map(([reason, sharing]) => notKnownOnce(reason, sharing, paint))];
}
function reasonsOfMany({ files }: Report): Map<string, FileReport[]> {
  const byReason = new Map<string, FileReport[]>();
  for (const file of files) for (const reason of reasonsOf(file)) pushTo(byReason, reason, file);
  return new Map([...byReason].filter(([, sharing]) => sharing.length > filesOfOneReason));
}
const reasonsOf = ({ notKnown }: FileReport): string[] => [...new Set(notKnown.map(({ reason }) => reason))];

function notKnownFor(reason: string, file: FileReport, paint: Paint): string {
  const ranges = file.notKnown.filter((one) => one.reason === reason).map(({ range }) => range);
  const said = `${humanPlace(file, ranges[0]!)} ${paint('note', 'not known')} ${visibleLine(reason)}`;
  if (ranges.length === 1) return said;
  const numbers = [...new Set(ranges.map(({ start }) => linesOf(file).position(start).line + 1))];
  const more = numbers.length - linesOfOneReason;
  const named = numbers.slice(0, linesOfOneReason).join(', ');
  return `${said} (${counted(ranges.length, 'place')}: line${numbers.length > 1 ? 's' : ''} ${named}${more > 0 ? ` and ${more} more` : ''})`;
}
function notKnownOnce(reason: string, files: readonly FileReport[], paint: Paint): string {
  const places = files.reduce((sum, { notKnown }) => sum + notKnown.filter((one) => one.reason === reason).length, 0);
  const within = places > files.length ? ` at ${places} places` : '';
  const named = files.slice(0, filesOfOneReason).map((file) => `  ${visibleLine(file.path)}`);
  const more = `  and ${files.length - filesOfOneReason} more; --format json names each`;
  return [`${paint('note', 'not known')} ${files.length} files${within}: ${visibleLine(reason)}`, ...named, more].join(
    '\n',
  );
}

/** `path:line:column`, from 1, as editors and terminals open it. */
function humanPlace(file: FileReport, range: TextRange): string {
  const { line, character } = linesOf(file).position(range.start);
  return `${visibleLine(file.path)}:${line + 1}:${character + 1}`;
}

const longestLine = 160;

/** The line, and carets under what is wrong with it; a range over several lines is shown up to the first one's end. */
function excerpt(file: FileReport, range: TextRange, style: Style, paint: Paint): string[] {
  const lines = linesOf(file);
  const { start, end } = lines.range(range);
  const from = lines.offset({ line: start.line, character: 0 });
  const line = file.text.slice(from, lines.offset({ line: start.line, character: Number.MAX_SAFE_INTEGER }));
  const first = start.character > longestLine / 2 ? start.character - longestLine / 4 : 0;
  const shown = visibleLine(line.slice(first, first + longestLine));
  const before = visibleLine(line.slice(first, start.character));
  const last = end.line === start.line ? end.character : line.length;
  const marked = visibleLine(line.slice(start.character, Math.min(last, first + longestLine)));
  const number = String(start.line + 1);
  const carets = '^'.repeat(Math.max(1, width(marked)));
  return [
    `  ${paint('dim', `${number} |`)} ${shown}`,
    `  ${' '.repeat(number.length)} ${paint('dim', '|')} ${' '.repeat(width(before))}${paint(style, carets)}`,
  ];
}

/** Columns of a terminal: two for wide characters, none for what joins the one before. */
function width(text: string): number {
  let columns = 0;
  for (const character of text) {
    if (/\p{Mark}|\u200d/u.test(character)) continue;
    columns +=
      /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u.test(
        character,
      )
        ? 2
        : 1;
  }
  return columns;
}
