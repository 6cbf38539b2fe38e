/** What a check or a verification came to, before it is given a form. */

import { ago } from '../features/age';
import { counted } from '../text/numbers';
import type { FileReport, Report } from './report-data';
import { verifiedFiles, verifiedLine } from './verdicts';

/** 2 before 1: a result that is not complete must not be taken for one that is. */
export function exitStatus(report: Report): 0 | 1 | 2 {
  if (
    report.failures.length + report.settings.length > 0 ||
    verifiedFiles(report).some(({ verdict }) => verdict.isUnproved)
  )
    return 2;
  return report.files.some((file) => file.findings.length > 0) ? 1 : 0;
}

/**
 * What is known of a file: `found`, the findings say what; `read`, nothing that reading looks for was found;
 * `not known`, something could not be read or decided, so it is no pass, nor a fault.
 */
export function stateOf({ findings, notKnown }: FileReport): 'found' | 'read' | 'not known' {
  if (findings.length > 0) return 'found';
  return notKnown.length > 0 ? 'not known' : 'read';
}

interface Totals {
  readonly files: number;
  /** Of which everything was read and nothing found. */
  readonly read: number;
  readonly statements: number;
  readonly syntaxOnly: number;
  readonly findings: number;
  readonly errors: number;
  readonly warnings: number;
  /** Places that could not be read or decided. */
  readonly notKnown: number;
}
export function totals(report: Report): Totals {
  const sum = (count: (file: FileReport) => number) => report.files.reduce((total, file) => total + count(file), 0);
  const ofSeverity = (severity: string) => sum((file) => file.findings.filter((f) => f.severity === severity).length);
  return {
    files: report.files.length,
    read: sum((file) => (stateOf(file) === 'read' ? 1 : 0)),
    statements: sum((file) => file.statements),
    syntaxOnly: sum((file) => file.syntaxOnly),
    findings: sum((file) => file.findings.length),
    errors: ofSeverity('error'),
    warnings: ofSeverity('warning'),
    notKnown: sum((file) => file.notKnown.length),
  };
}

/** `Read 4 files with 31 statements: 3 errors, 2 warnings, 1 note; 1 place not known.` Dev has a line of its own. */
export function summaryLine(report: Report): string {
  if (verifiedFiles(report).length > 0) return verifiedLine(report);
  const t = totals(report);
  const files = report.files.filter((file) => !isUnread(file)).length;
  if (files === 0 && t.notKnown === 0) return 'No file was read.';
  const notes = t.findings - t.errors - t.warnings;
  const kinds = [
    ...(t.errors > 0 ? [counted(t.errors, 'error')] : []),
    ...(t.warnings > 0 ? [counted(t.warnings, 'warning')] : []),
    ...(notes > 0 ? [counted(notes, 'note')] : []),
  ];
  const found = kinds.length > 0 ? kinds.join(', ') : 'nothing found';
  const read = report.failures.length > 0 ? 'Incomplete: read' : 'Read';
  const what = `${counted(files, 'file')} with ${counted(t.statements, 'statement')}`;
  return `${[`${read} ${what}: ${found}`, ...limitsOf(report, t)].join('; ')}.`;
}
function limitsOf(report: Report, t: Totals): string[] {
  const unknown = report.dev?.schema.unknown.length ?? 0;
  return [
    ...(t.notKnown > 0 ? [`${counted(t.notKnown, 'place')} not known`] : []),
    ...(report.failures.length > 0 ? ['not all that was asked for could be read'] : []),
    ...(t.syntaxOnly > 0
      ? [`${counted(t.syntaxOnly, 'statement')} that the migration tool does not run, read for syntax only`]
      : []),
    ...(unknown > 0 ? [`${counted(unknown, 'fact')} of dev not known`] : []),
  ];
}
/** Not one statement of it was read, for one reason that holds for the whole file. */
function isUnread({ statements, notKnown, text }: FileReport): boolean {
  const [only, ...others] = notKnown;
  return statements === 0 && others.length === 0 && only?.range.start === 0 && only.range.end === text.length;
}
export function devLine(report: Report): string {
  const from = report.source?.from ? ` (${report.source.from})` : '';
  if (report.dev) {
    // The wrong database of the right server has none, and with it everything is new.
    const empty = report.dev.schema.tables.size === 0 ? '; it holds no table that is read' : '';
    return `Dev: ${report.dev.label}${from}, read ${ago(report.dev.readAt, report.now)}${empty}.`;
  }
  return report.source ? `Dev: ${report.source.label}${from}, not read.` : 'Dev: none.';
}
