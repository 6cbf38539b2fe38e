/** What a check or a verification came to, before it is given a form. */
import { ago } from '../features/age';
import type { DevSchema } from '../model/dev';
import type { Finding, Unchecked } from '../rules/rule';
import type { SettingProblem } from '../settings';
import { type Verdict, verifiedFiles, verifiedLine } from './verdicts';

export interface FileReport {
  /** As people and tools see it: relative to where the command was started when below it, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly statements: number;
  /** How many of them were checked for syntax alone, because the migration tool does not run them. */
  readonly syntaxOnly: number;
  /** `pending`, `applied`; absent for a file that stands alone. */
  readonly standing?: string;
  /** How that is known. */
  readonly because?: string;
  readonly findings: readonly Finding[];
  readonly unchecked: readonly Unchecked[];
  /** What became of it when it was run. */
  readonly verdict?: Verdict;
}
/** Something that was asked for and could not be done: the exit status is 2. */
export interface Failure {
  /** Absent: it concerns them all. */
  readonly path?: string;
  readonly message: string;
}
export interface Report {
  readonly files: readonly FileReport[];
  readonly failures: readonly Failure[];
  readonly settings: readonly SettingProblem[];
  /** What limits the result without making it wrong. */
  readonly notes: readonly string[];
  /** Where dev was to come from, when that is known. */
  readonly source?: { readonly label: string; readonly from: string };
  /** Absent: it could not be read; `failures` say why. */
  readonly dev?: DevSchema;
  /** Other files of a related location: its URI to a path as in `FileReport`. */
  readonly pathOf: (uri: string) => string;
  readonly now: number;
}
/** 2 before 1: a result that is not complete must not be taken for one that is. */
export function exitStatus(report: Report): 0 | 1 | 2 {
  if (report.failures.length > 0) return 2;
  return report.files.some((file) => file.findings.length > 0) ? 1 : 0;
}

export interface Totals {
  readonly files: number;
  readonly statements: number;
  readonly syntaxOnly: number;
  readonly findings: number;
  readonly errors: number;
  readonly warnings: number;
  readonly unchecked: number;
}
export function totals(report: Report): Totals {
  const sum = (count: (file: FileReport) => number) => report.files.reduce((total, file) => total + count(file), 0);
  const ofSeverity = (severity: string) => sum((file) => file.findings.filter((f) => f.severity === severity).length);
  return {
    files: report.files.length,
    statements: sum((file) => file.statements),
    syntaxOnly: sum((file) => file.syntaxOnly),
    findings: sum((file) => file.findings.length),
    errors: ofSeverity('error'),
    warnings: ofSeverity('warning'),
    unchecked: sum((file) => file.unchecked.length),
  };
}

/** `1 file`, `3 files`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
/** `3 errors, 2 warnings, 1 note in 4 files with 31 statements; 1 place not checked.` Dev has a line of its own. */
export function summaryLine(report: Report): string {
  if (verifiedFiles(report).length > 0) return verifiedLine(report);
  const t = totals(report);
  const notes = t.findings - t.errors - t.warnings;
  const kinds = [
    ...(t.errors > 0 ? [count(t.errors, 'error')] : []),
    ...(t.warnings > 0 ? [count(t.warnings, 'warning')] : []),
    ...(notes > 0 ? [count(notes, 'note')] : []),
  ];
  const nothing = report.failures.length > 0 ? 'Incomplete: nothing found' : 'Nothing found';
  const found = kinds.length > 0 ? kinds.join(', ') : nothing;
  if (t.files === 0) return 'No file was checked.';
  return `${found} in ${count(t.files, 'file')} with ${count(t.statements, 'statement')}; ${checkedPart(report, t)}.`;
}
function checkedPart(report: Report, t: Totals): string {
  const parts = [
    ...(t.unchecked > 0 ? [`${count(t.unchecked, 'place')} not checked`] : []),
    ...(report.failures.length > 0 ? ['not all that was asked for could be checked'] : []),
  ];
  const syntaxOnly = t.syntaxOnly > 0 ? [`${t.syntaxOnly} for syntax only, not run by the migration tool`] : [];
  const checked = [...(parts.length > 0 ? parts : ['all were checked']), ...syntaxOnly].join('; ');
  const unknown = report.dev?.schema.unknown.length ?? 0;
  return unknown > 0 ? `${checked}; ${count(unknown, 'fact')} of dev not known` : checked;
}
export function devLine(report: Report): string {
  const from = report.source?.from ? ` (${report.source.from})` : '';
  if (report.dev) return `Dev: ${report.dev.label}${from}, read ${ago(report.dev.readAt, report.now)}.`;
  return report.source ? `Dev: ${report.source.label}${from}, not read.` : 'Dev: none.';
}
