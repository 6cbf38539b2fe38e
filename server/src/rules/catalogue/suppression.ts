/** `-- devschema-ignore code: reason`: what it silences, and comments that silence nothing. */

import type { SqlDocument, Suppression } from '../../sql/document/statement';
import { t } from '../../text/l10n';
import { nearest } from '../../text/nearest-name';
import { present } from '../../text/present';
import { didYouMean, replaceWith, sentences } from '../message-words';
import type { Finding, Fix, Rule, Severity, TextEdit } from '../rule';

export const suppression: Rule = {
  code: 'unused-suppression',
  severity: 'hint',
  title: 'A suppression comment that silences nothing',
  documentation: `\`-- devschema-ignore code, code: reason\` silences findings of the next statement,
\`-- devschema-ignore-file code: reason\` those of the file. A comment whose code finds nothing there, or is no rule's code,
is reported, so that it does not hide a later mistake.`,
  examples: [
    {
      dev: 'CREATE TABLE users (id integer);',
      file: `-- devschema-ignore column-type: dev follows next week
--                  ^^^^^^^^^^^ hint[unused-suppression]: column-type finds nothing in the next statement.
CREATE TABLE users (id integer);
-- devschema-ignore column-tipe
--                  ^^^^^^^^^^^ hint[unused-suppression]: There is no rule column-tipe. Did you mean column-type?
DROP TABLE users;`,
    },
  ],
  *check() {},
};

interface Judging {
  /** The catalogue's. */
  readonly codes: readonly string[];
  /** False: something is not known, so a comment that silences nothing now may do so then. */
  readonly complete: boolean;
  readonly severity: Severity | 'off';
  /** Codes of rules that are off: nobody can tell whether their comments are of use. */
  readonly off: ReadonlySet<string>;
}
/** Takes out what is silenced and adds what is said about the comments themselves. */
export function judgeSuppressions(document: SqlDocument, findings: readonly Finding[], judging: Judging): Finding[] {
  if (document.suppressions.length === 0) return [...findings];
  const used = new Map<Suppression, Set<string>>();
  const kept = findings.filter((finding) => {
    const by = document.suppressions.filter((each) => silences(each, finding));
    for (const each of by) used.set(each, (used.get(each) ?? new Set()).add(finding.code));
    return by.length === 0;
  });
  if (judging.severity === 'off') return kept;
  for (const each of document.suppressions)
    for (const code of each.codes) kept.push(...aboutComment(document, each, code, used.get(each), judging));
  return kept;
}
function silences(each: Suppression, finding: Finding): boolean {
  if (each.codes.length > 0 && !each.codes.includes(finding.code)) return false;
  return each.scope === 'file' || (finding.statement !== undefined && each.statement === finding.statement);
}

function aboutComment(
  document: SqlDocument,
  comment: Suppression,
  code: string,
  used: ReadonlySet<string> | undefined,
  { codes, complete, severity, off }: Judging,
): Finding[] {
  if (used?.has(code) || off.has(code) || severity === 'off') return [];
  const known = codes.includes(code);
  if (known && !complete) return [];
  const at = document.text.slice(comment.range.start, comment.range.end).indexOf(code, '-- devschema-ignore'.length);
  const start = comment.range.start + Math.max(at, 0);
  const range = at < 0 ? comment.range : { start, end: start + code.length };
  const meant = known ? undefined : nearest(code, codes);
  const message = known
    ? comment.scope === 'file'
      ? t('{0} finds nothing in this file.', code)
      : t('{0} finds nothing in the next statement.', code)
    : sentences(t('There is no rule {0}.', code), meant ? didYouMean(meant) : '');
  const fixes = meant
    ? [{ title: replaceWith(meant), edits: [{ range, newText: meant }], preferred: true }]
    : comment.codes.length === 1
      ? [removeComment(document, comment)]
      : [];
  return [
    {
      code: suppression.code,
      severity,
      message,
      range,
      fixes,
      ...present({ tag: known ? ('unnecessary' as const) : undefined }),
    },
  ];
}
function removeComment({ text }: SqlDocument, { range }: Suppression): Fix {
  const lineStart = text.lastIndexOf('\n', range.start - 1) + 1;
  const alone = text.slice(lineStart, range.start).trim() === '';
  const lineEnd = text.indexOf('\n', range.end);
  const whole = alone && text.slice(range.end, lineEnd < 0 ? undefined : lineEnd).trim() === '';
  const edit: TextEdit = whole
    ? { range: { start: lineStart, end: lineEnd < 0 ? text.length : lineEnd + 1 }, newText: '' }
    : { range, newText: '' };
  return { title: t('Remove the comment'), edits: [edit] };
}
