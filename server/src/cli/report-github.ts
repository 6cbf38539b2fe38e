/** GitHub's workflow commands, which put each finding on its line of a pull request. */
import { linesOf } from '../features/convert';
import type { Severity } from '../rules/rule';
import { visible, visibleLine, withoutCommands } from '../text/shown';
import type { TextRange } from '../text/text';
import { devLine, summaryLine } from './report';
import type { FileReport, Report } from './report-data';
import { verdictWords, verifiedFiles } from './verdicts';

const commands: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

export function formatGithub(report: Report): string {
  const lines = [
    ...report.failures.map(({ path, message }) => command('error', { file: path, title: 'Not known' }, message)),
    ...report.settings.map(({ message }) => command('warning', { title: 'Setting' }, message)),
    ...report.notes.map((note) => command('notice', { title: 'Note' }, note)),
    ...report.files.flatMap(ofFile),
    ...verifiedFiles(report).map((file) =>
      command('notice', { file: file.path, title: 'Verified' }, verdictWords(file)),
    ),
    ...[summaryLine(report), devLine(report)].map((line) => withoutCommands(visibleLine(line))),
  ];
  return `${lines.join('\n')}\n`;
}

function ofFile(file: FileReport): string[] {
  const findings = file.findings.map((finding) =>
    command(commands[finding.severity], { ...githubPlace(file, finding.range), title: finding.code }, finding.message),
  );
  const notKnown = file.notKnown.map(({ reason, range }) =>
    command('notice', { ...githubPlace(file, range), title: 'Not known' }, reason),
  );
  return [...findings, ...notKnown];
}

/** From 1. Columns are taken only where the range is on one line. */
function githubPlace(file: FileReport, range: TextRange) {
  const { start, end } = linesOf(file).range(range);
  const columns = start.line === end.line ? { col: start.character + 1, endColumn: end.character + 1 } : {};
  return { file: file.path, line: start.line + 1, endLine: end.line + 1, ...columns };
}

/** Escaped as @actions/core does, so that no text of a file or of dev becomes another command. */
function command(name: string, properties: Readonly<Record<string, string | number | undefined>>, message: string) {
  const written = Object.entries(properties)
    .filter(([, value]) => value !== undefined)
    .map(
      ([key, value]) =>
        `${key}=${escapeData(withoutCommands(visibleLine(String(value))))
          .replaceAll(':', '%3A')
          .replaceAll(',', '%2C')}`,
    );
  return `::${name} ${written.join(',')}::${escapeData(withoutCommands(visible(message)))}`;
}
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
