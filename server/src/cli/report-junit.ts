/**
 * JUnit's XML, which most build servers show: a test case a file. Errors and warnings fail it; one that is not known is
 * skipped with its reason, since it is neither passed nor failed; what could not be done is an error.
 */
import { linesOf } from '../features/convert';
import { visible, visibleLine, withoutCommands } from '../text/shown';
import { summaryLine } from './report';
import type { FileReport, Report } from './report-data';
import { openPlaces } from './verdicts';

export function formatJunit(report: Report): string {
  const cases = [...report.files.map(caseOf), ...report.failures.map(failureCase)];
  const count = (what: Case['outcome']) => cases.filter(({ outcome }) => outcome === what).length;
  const counts = `tests="${cases.length}" failures="${count('failed')}" errors="${count('error')}"`;
  const xml = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="DevSchema" ${counts}>`,
    `<testsuite name="DevSchema" ${counts} skipped="${count('skipped')}">`,
    ...cases.map(({ xml: one }) => one),
    `<system-out>${inXml(summaryLine(report))}</system-out>`,
    '</testsuite>',
    '</testsuites>',
  ];
  return withoutCommands(`${xml.join('\n')}\n`);
}

interface Case {
  readonly outcome: 'passed' | 'failed' | 'skipped' | 'error';
  readonly xml: string;
}
function caseOf(file: FileReport): Case {
  const serious = file.findings.filter(({ severity }) => severity === 'error' || severity === 'warning');
  const lines = linesOf(file);
  const place = (start: number) => {
    const { line, character } = lines.position(start);
    return `${file.path}:${line + 1}:${character + 1}`;
  };
  const open = openPlaces(file).map(({ reason, range }) => `${place(range.start)} not known: ${reason}`);
  const text = file.findings.map((one) => `${place(one.range.start)} ${one.severity} ${one.code} ${one.message}`);
  if (serious.length > 0) {
    const first = serious[0]!;
    return testCase(file.path, 'failed', 'failure', first.message, [...text, ...open], first.code);
  }
  if (open.length > 0) return testCase(file.path, 'skipped', 'skipped', open[0]!, []);
  const notes = text.length === 0 ? '' : `<system-out>${inXml(text.join('\n'))}</system-out>`;
  return { outcome: 'passed', xml: `<testcase classname="migrations" name="${inXml(file.path)}">${notes}</testcase>` };
}
function failureCase({ path, message }: Report['failures'][number]): Case {
  return testCase(path ?? 'DevSchema', 'error', 'error', message, [message]);
}
function testCase(
  name: string,
  outcome: Case['outcome'],
  element: string,
  message: string,
  text: readonly string[],
  type?: string,
): Case {
  const kind = type === undefined ? '' : ` type="${inXml(type)}"`;
  const body = text.map((line) => inXml(line)).join('\n');
  const inside = `<${element} message="${inXml(visibleLine(message))}"${kind}>${body}</${element}>`;
  return { outcome, xml: `<testcase classname="migrations" name="${inXml(name)}">${inside}</testcase>` };
}
/** XML has no character for what is hidden, so it shows; the rest is written so that no text becomes markup. */
function inXml(text: string): string {
  return visible(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
