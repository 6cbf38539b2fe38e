/** GitLab's code quality report: a list of findings, shown beside the lines of a merge request. */
import { linesOf } from '../features/convert';
import type { Severity } from '../rules/rule';
import { inJson, visibleLine } from '../text/shown';
import { fingerprints } from './fingerprint';
import type { FileReport, Report } from './report-data';
import { openPlaces } from './verdicts';

const gitlabSeverities: Readonly<Record<Severity, string>> = {
  error: 'critical',
  warning: 'major',
  information: 'minor',
  hint: 'info',
};

/** What is not known is in it too, as `info`; what could not be done at all is said on standard error and by the status. */
export function formatGitlab(report: Report): string {
  return `${inJson(JSON.stringify(report.files.flatMap(ofFile), undefined, 2))}\n`;
}

function ofFile(file: FileReport) {
  const lines = linesOf(file);
  const open = openPlaces(file).map(({ reason, range }) => ({
    code: 'not-known',
    message: `Not known: ${reason}`,
    severity: 'hint' as const,
    range,
  }));
  const all = [...file.findings, ...open];
  const marks = fingerprints({ ...file, findings: all.map((one) => ({ ...one, fixes: [] })) });
  return all.map(({ code, message, severity, range }, at) => {
    const { start, end } = lines.range(range);
    return {
      description: visibleLine(message),
      check_name: code,
      fingerprint: marks[at],
      severity: gitlabSeverities[severity],
      location: { path: file.path, lines: { begin: start.line + 1, end: end.line + 1 } },
    };
  });
}
