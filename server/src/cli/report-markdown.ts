/** For a pull request or a chat: what became of each file, then what was found, as Markdown. */
import { linesOf } from '../features/convert';
import { escapeInline as text } from '../text/markdown';
import { visibleLine, withoutCommands } from '../text/shown';
import type { TextRange } from '../text/text';
import { devLine, summaryLine } from './report';
import type { FileReport, Report } from './report-data';
import { verdictWords, verifiedFiles } from './verdicts';

export function formatMarkdown(report: Report): string {
  const files = verifiedFiles(report).map((file) => `- ${code(file.path)}: ${text(verdictWords(file))}`);
  const findings = report.files.flatMap((file) =>
    file.findings.map(
      ({ severity, code: rule, message, range }) =>
        `- ${markdownPlace(file, range)} ${severity} \`${rule}\` ${text(message)}`,
    ),
  );
  const open = report.files.flatMap((file) =>
    file.notKnown.map(({ reason, range }) => `- ${markdownPlace(file, range)} ${text(reason)}`),
  );
  const notes = [
    ...report.failures.map(({ path, message }) => `- ${path === undefined ? '' : `${code(path)}: `}${text(message)}`),
    ...report.settings.map(({ message }) => `- ${text(message)}`),
    ...report.notes.map((note) => `- ${text(note)}`),
  ];
  const parts = [
    [`**${text(summaryLine(report))}** ${text(devLine(report))}`],
    files,
    section('Findings', findings),
    section('Not known', open),
    section('Notes', notes),
  ];
  const blocks = parts.filter((part) => part.length > 0).map((part) => part.join('\n'));
  return withoutCommands(`${blocks.join('\n\n')}\n`);
}
function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`### ${title}\n`, ...lines];
}
function markdownPlace(file: FileReport, range: TextRange): string {
  const { line, character } = linesOf(file).position(range.start);
  return code(`${file.path}:${line + 1}:${character + 1}`);
}
function code(written: string): string {
  const plain = visibleLine(written);
  const ticks = '`'.repeat(Math.max(0, ...[...plain.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
  return ticks.length > 1 ? `${ticks} ${plain} ${ticks}` : `\`${plain}\``;
}
