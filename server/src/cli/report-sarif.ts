/**
 * SARIF 2.1.0 for code scanning. A finding is a result; what could not be read or decided is a notification of the run,
 * which is then no successful one where something that was asked for could not be done.
 */
import { version } from '../../../package.json';
import { linesOf } from '../features/convert';
import { catalogue } from '../rules';
import { editsInOrder } from '../rules/fix-all';
import { homepage, pageAddress } from '../rules/page-address';
import type { Finding, Severity } from '../rules/rule';
import { present } from '../text/present';
import { inJson, visibleLine } from '../text/shown';
import type { TextRange } from '../text/text';
import { fingerprints } from './fingerprint';
import { exitStatus } from './report';
import type { FileReport, Report } from './report-data';
import { openPlaces } from './verdicts';

const levels: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

export function formatSarif(report: Report): string {
  const used = new Set(report.files.flatMap((file) => file.findings.map(({ code }) => code)));
  const rules = catalogue
    .filter(({ code }) => used.has(code))
    .map(({ code, title, documentation, severity }) => ({
      id: code,
      shortDescription: { text: title },
      help: { text: documentation, markdown: documentation },
      helpUri: pageAddress(code),
      defaultConfiguration: { level: levels[severity] },
    }));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'DevSchema', version, informationUri: homepage, rules } },
        columnKind: 'utf16CodeUnits',
        invocations: [
          { executionSuccessful: exitStatus(report) !== 2, toolExecutionNotifications: notifications(report) },
        ],
        results: report.files.flatMap(resultsOf),
      },
    ],
  };
  return `${inJson(JSON.stringify(log, undefined, 2))}\n`;
}

function resultsOf(file: FileReport) {
  const marks = fingerprints(file);
  return file.findings.map((finding, at) => ({
    ruleId: finding.code,
    level: levels[finding.severity],
    message: { text: finding.message },
    locations: [sarifLocation(file, finding.range)],
    partialFingerprints: { 'devschema/v1': marks[at] },
    ...present({ fixes: finding.fixes.length > 0 ? fixesOf(file, finding) : undefined }),
  }));
}
function fixesOf(file: FileReport, { fixes }: Finding) {
  return fixes.map(({ title, edits }) => ({
    description: { text: title },
    artifactChanges: [
      {
        artifactLocation: { uri: sarifUri(file.path) },
        replacements: editsInOrder(edits).map(({ range, newText }) => ({
          deletedRegion: regionOf(file, range),
          insertedContent: { text: newText },
        })),
      },
    ],
  }));
}
function notifications(report: Report) {
  const open = report.files.flatMap((file) =>
    openPlaces(file).map(({ reason, range }) => ({
      level: 'note',
      message: { text: `Not known: ${visibleLine(reason)}` },
      locations: [sarifLocation(file, range)],
    })),
  );
  const failures = report.failures.map(({ path, message }) => ({
    level: 'error',
    message: { text: visibleLine(message) },
    ...present({
      locations: path === undefined ? undefined : [{ physicalLocation: { artifactLocation: { uri: sarifUri(path) } } }],
    }),
  }));
  const settings = report.settings.map(({ message }) => ({
    level: 'warning',
    message: { text: visibleLine(message) },
  }));
  const notes = report.notes.map((note) => ({ level: 'note', message: { text: visibleLine(note) } }));
  return [...failures, ...settings, ...open, ...notes];
}
function sarifLocation(file: FileReport, range: TextRange) {
  return { physicalLocation: { artifactLocation: { uri: sarifUri(file.path) }, region: regionOf(file, range) } };
}
/** From 1; the end is the column behind the last character. */
function regionOf(file: FileReport, range: TextRange) {
  const { start, end } = linesOf(file).range(range);
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}
function sarifUri(path: string): string {
  return path
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
}
