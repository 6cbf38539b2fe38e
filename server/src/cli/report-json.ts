/** For programs. Lines and characters count from 0, characters in UTF-16, as editors count them. */

import { linesOf } from '../features/convert';
import { editsInOrder } from '../rules/fix-all';
import type { Finding, Fix } from '../rules/rule';
import { present } from '../text/present';
import { inJson } from '../text/shown';
import { stateOf, totals } from './report';
import type { FileReport, Report } from './report-data';
import { outcomeCounts, verifiedFiles } from './verdicts';

export function formatJson(report: Report): string {
  return `${inJson(JSON.stringify(jsonOf(report), undefined, 2))}\n`;
}

/** The same as data. */
export function jsonOf(report: Report) {
  const { dev, source } = report;
  return {
    // Of docs/schemas/report-1.json.
    version: 1,
    files: report.files.map((file) => fileOf(file, report)),
    dev: {
      ...source,
      ...(dev && {
        label: dev.label,
        readAt: new Date(dev.readAt).toISOString(),
        tables: dev.schema.tables.size,
        serverVersion: dev.schema.serverVersion,
        unknown: dev.schema.unknown.map((one) => one.reason),
      }),
      state: dev ? 'read' : 'not read',
    },
    failures: report.failures,
    settings: report.settings,
    notes: report.notes,
    summary: {
      ...totals(report),
      ...present({ outcomes: verifiedFiles(report).length > 0 ? outcomeCounts(report) : undefined }),
    },
  };
}

function fileOf(file: FileReport, report: Report) {
  const lines = linesOf(file);
  return {
    path: file.path,
    statements: file.statements,
    ...present({ syntaxOnly: file.syntaxOnly > 0 ? file.syntaxOnly : undefined }),
    ...(file.standing !== undefined && { standing: file.standing, because: file.because }),
    ...(file.verdict ?? { state: stateOf(file) }),
    findings: file.findings.map((finding) => ({
      code: finding.code,
      severity: finding.severity,
      message: finding.message,
      range: lines.range(finding.range),
      fixes: finding.fixes.map((fix) => fixOf(fix, file)),
      ...present({ related: finding.related?.map((one) => relatedOf(one, report)) }),
    })),
    notKnown: file.notKnown.map(({ reason, range }) => ({ reason, range: lines.range(range) })),
  };
}

function fixOf(fix: Fix, file: FileReport) {
  const edits = editsInOrder(fix.edits).map((edit) => ({
    range: linesOf(file).range(edit.range),
    newText: edit.newText,
  }));
  return { title: fix.title, ...present({ preferred: fix.preferred || undefined }), edits };
}

/** Only files of the report have a text here to count lines in. */
function relatedOf(related: NonNullable<Finding['related']>[number], report: Report) {
  const path = report.pathOf(related.uri);
  const file = report.files.find((one) => one.path === path);
  return { path, message: related.message, ...present({ range: file && linesOf(file).range(related.range) }) };
}
