/** What running a file told, as findings: the same in the editor and the terminal. */
import { judgeSuppressions } from '../rules/catalogue/suppression';
import { checkDifferences } from '../rules/check';
import { catalogue, differenceRules, ruleCodes } from '../rules/index';
import type { CheckInput, CheckResult, Finding } from '../rules/rule';
import type { SqlDocument } from '../sql/document/statement';
import { t } from '../text/l10n';
import type { TextRange } from '../text/text';
import type { Refusal, VerifiedFile } from '../verify/result';

type ObservedByRun = Pick<VerifiedFile, 'refusals' | 'differences' | 'others'>;

/** `notKnown`: what rules could not say of the differences. */
export function findingsOfRun(input: CheckInput, { refusals, differences, others }: ObservedByRun): CheckResult {
  const checked = checkDifferences(input, differences);
  const found = others.map(
    ({ range, message }): Finding => ({ code: 'different-object', severity: 'warning', message, range, fixes: [] }),
  );
  return { findings: [...refusals.map(refusalFinding), ...found, ...checked.findings], notKnown: checked.notKnown };
}
function refusalFinding({ range, statement, message, code }: Refusal): Finding {
  return {
    code: 'refused',
    severity: 'error',
    message:
      code === undefined
        ? t('PostgreSQL refuses it: {0}', message)
        : t('PostgreSQL refuses it: {0} ({1})', message, code),
    range,
    statement,
    fixes: [],
  };
}

/** What reading found and what running adds to it: one fault that both have found is there once, with reading's fixes. */
export function withRun(read: CheckResult, ran: CheckResult, input: CheckInput, by: string): CheckResult {
  const { rules } = input.settings;
  const document = input.history.file(input.uri)?.document;
  if (!document) return read;
  const news = ran.findings.flatMap((finding): Finding[] => {
    const severity = (Object.hasOwn(rules, finding.code) ? rules[finding.code] : undefined) ?? finding.severity;
    if (severity === 'off' || read.findings.some((known) => isSameFinding(known, finding, document))) return [];
    return [{ ...finding, severity, by }];
  });
  const judging = { codes: ruleCodes, complete: false, severity: 'off', off: new Set<string>() } as const;
  const kept = judgeSuppressions(document, news, judging);
  // Where reading says that a statement is not known, and why, it is said.
  const said = new Set(read.notKnown.map(({ range }) => `${range.start} ${range.end}`));
  return {
    findings: [...read.findings, ...kept].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end),
    notKnown: [...read.notKnown, ...ran.notKnown.filter(({ range }) => !said.has(`${range.start} ${range.end}`))].sort(
      (a, b) => a.range.start - b.range.start,
    ),
  };
}

const difference: ReadonlySet<string> = new Set([...differenceRules].map(({ code }) => code));
const other: ReadonlySet<string> = new Set(catalogue.map(({ code }) => code).filter((code) => !difference.has(code)));

/** A refusal and what reading says cannot run; a difference and the same one. */
function isSameFinding(known: Finding, ran: Finding, { text, statements }: SqlDocument): boolean {
  if (ran.code !== 'refused') return known.code === ran.code && meet(known.range, ran.range);
  if (known.severity !== 'error' || !other.has(known.code)) return false;
  const at = statements[ran.statement ?? -1]?.range;
  if (!at || !meet(known.range, at)) return false;
  // PostgreSQL often points to the statement's first words, and names what it is about.
  const name = text.slice(known.range.start, known.range.end).split('.').at(-1)!.replaceAll('"', '');
  return meet(known.range, ran.range) || (name !== '' && ran.message.includes(name));
}
const meet = (a: TextRange, b: TextRange): boolean => a.start <= b.end && b.start <= a.end;
