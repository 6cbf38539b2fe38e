/** The one function that the editor, the command line and the tests call. */

import type { Comparison, Difference } from '../compare/difference';
import { type FoldedFile, isRecorded } from '../fold/folded';
import { atOnce, type Steps } from '../model/steps';
import type { SqlDocument } from '../sql/document/statement';
import { t } from '../text/l10n';
import { compareText, shift, type TextRange } from '../text/text';
import { withoutIncluded } from './after-includes';
import { refused } from './catalogue/refused';
import { judgeSuppressions, suppression } from './catalogue/suppression';
import { comparingEnds, findingDifferences, undoneInDev } from './differences';
import { findingUses } from './families/relation-references';
import { lazyFix } from './fixes/repair';
import { catalogue, differenceRules, ruleCodes } from './index';
import { notKnownIn } from './not-known';
import type {
  CheckInput,
  CheckResult,
  CheckSettings,
  Finding,
  NotKnown,
  Rule,
  RuleContext,
  Severity,
  TextEdit,
} from './rule';
import { takenOnce } from './taken-once';

/** Codes of which reading cannot tell whether a comment that silences them is of use. */
const foundByRunning: readonly string[] = [refused.code];
/** Of so few statements several rules are a step: each alone takes less time than the step itself. */
const FEW_STATEMENTS = 20;
const rulesAtOnce = 10;

/** Never throws: a rule that fails is said to have failed. */
export function check(input: CheckInput): CheckResult {
  return atOnce(checking(input));
}
/** The same, a step for each rule and each finding. */
export function* checking(input: CheckInput): Steps<CheckResult> {
  const file = input.history.file(input.uri);
  if (!file) return { findings: [], notKnown: [] };
  const { document } = file;
  const unread = document.unreadable ?? document.passedOver;
  if (unread !== undefined)
    return { findings: [], notKnown: [{ reason: unread, range: { start: 0, end: document.text.length } }] };
  const comparison: Comparison = input.dev
    ? yield* comparingEnds(input.history, input.dev.schema)
    : { differences: [], undecided: [] };
  yield;
  const differences = yield* findingDifferences(file, comparison, input.dev?.schema, input.history);
  const asked = { around: file.standing !== 'applied' };
  const context = contextOf(input, file, differences, asked);
  yield;
  const notKnown = yield* notKnownIn(file, comparison, input);
  yield;
  yield* preparing(context);
  const { asked: askedRules, off } = rulesBy(input.settings);
  const all = yield* findingsOf(askedRules, context, notKnown);
  const findings = withoutIncluded(all, file, input.history, notKnown);
  const judged = judgeSuppressions(document, findings, {
    codes: ruleCodes,
    complete: input.dev !== undefined && notKnown.length === 0,
    severity: severityOf(suppression, input.settings),
    off,
  });
  yield;
  const placeholders = placeholdersOf(document);
  const kept = placeholders.length === 0 ? judged : judged.map((finding) => withoutTouching(finding, placeholders));
  const once = unique(takenOnce(kept, file, input.dev?.schema));
  yield;
  return {
    findings: once.sort(byRange),
    notKnown: notKnown.sort((a, b) => a.range.start - b.range.start),
    looksAround: () => asked.around,
  };
}
/** What several rules ask for, in steps; where it fails, the rules that ask for it say so. */
function* preparing(context: RuleContext): Steps<void> {
  try {
    yield* findingUses(context);
  } catch {}
}

/** What rules say of differences that were found by running the file; never throws. */
export function checkDifferences(input: CheckInput, differences: readonly Difference[]): CheckResult {
  const file = input.history.file(input.uri);
  if (!file) return { findings: [], notKnown: [] };
  const notKnown: NotKnown[] = [];
  const rules = rulesBy(input.settings).asked.filter(({ rule }) => differenceRules.has(rule));
  const context = { ...contextOf(input, file, differences, { around: true }), conflicts: [] };
  const findings = atOnce(findingsOf(rules, context, notKnown));
  const judged = judgeSuppressions(file.document, findings, {
    codes: ruleCodes,
    complete: false,
    severity: 'off',
    off: new Set(),
  });
  return { findings: unique(judged).sort(byRange), notKnown };
}

function* findingsOf(rules: readonly AskedRule[], context: RuleContext, notKnown: NotKnown[]): Steps<Finding[]> {
  const findings: Finding[] = [];
  let asked = 0;
  const areFew = context.document.statements.length <= FEW_STATEMENTS;
  for (const { rule, chosen } of rules) {
    try {
      for (const found of rule.check(context)) {
        findings.push(
          finished(
            { ...found, code: rule.code, severity: chosen ?? found.severity ?? rule.severity },
            context.document,
          ),
        );
        yield;
      }
    } catch (error) {
      const reason = t('the rule {0} failed: {1}', rule.code, error instanceof Error ? error.message : String(error));
      notKnown.push({ reason, range: { start: 0, end: 0 } });
    }
    if (!areFew || ++asked % rulesAtOnce === 0) yield;
  }
  return findings;
}

interface AskedRule {
  readonly rule: Rule;
  /** In place of its own. */
  readonly chosen: Severity | undefined;
}
interface RulesBySettings {
  readonly asked: readonly AskedRule[];
  /** The codes of those that nothing is found of. */
  readonly off: ReadonlySet<string>;
}
const bySettings = new WeakMap<CheckSettings['rules'], RulesBySettings>();
/** Found out once for all files. */
function rulesBy(settings: CheckSettings): RulesBySettings {
  let known = bySettings.get(settings.rules);
  if (!known) {
    const off = catalogue.filter((rule) => severityOf(rule, settings) === 'off');
    const asked = catalogue.flatMap((rule) => {
      const severity = severityOf(rule, settings);
      if (severity === 'off' || rule === suppression) return [];
      return [{ rule, chosen: overridden(rule, settings) === undefined ? undefined : severity }];
    });
    known = { asked, off: new Set([...off.map(({ code }) => code), ...foundByRunning]) };
    bySettings.set(settings.rules, known);
  }
  return known;
}

function contextOf(
  input: CheckInput,
  file: FoldedFile,
  differences: readonly Difference[],
  asked: { around: boolean },
): RuleContext {
  const dev = input.dev?.schema;
  const { end, pendingEnd } = input.history;
  return {
    document: file.document,
    standing: file.standing,
    recorded: isRecorded(file),
    dev,
    before: (statement) => file.before(statement),
    after: (statement) => file.after(statement),
    get undone() {
      const ended = () => {
        asked.around = true;
        return end;
      };
      return undoneInDev(file, ended, dev);
    },
    get ends() {
      asked.around = true;
      return [...(dev ? [dev] : []), end, pendingEnd];
    },
    ...(file.standing === 'pending' && { earlier: end }),
    get documents() {
      asked.around = true;
      return input.history.files.map(({ document }) => document);
    },
    documentOf(uri) {
      asked.around ||= uri !== file.document.uri;
      return input.history.file(uri)?.document;
    },
    conflicts: file.conflicts,
    differences,
    style: input.settings.style,
    convention: input.history.convention,
    searchPath: (dev ?? end).searchPath,
  };
}

function overridden({ code }: Rule, { rules }: CheckSettings): Severity | 'off' | undefined {
  return Object.hasOwn(rules, code) ? rules[code] : undefined;
}
function severityOf(rule: Rule, settings: CheckSettings): Severity | 'off' {
  return overridden(rule, settings) ?? (rule.enabled === false ? 'off' : rule.severity);
}

function placeholdersOf({ statements }: SqlDocument): TextRange[] {
  return statements.flatMap(({ parsed, range }) =>
    (parsed.filled?.marks ?? []).map((mark) => shift(mark, range.start)),
  );
}
/** A placeholder is to stay what it is: no fix writes what it stands for over it. */
function withoutTouching(finding: Finding, placeholders: readonly TextRange[]): Finding {
  const touches = ({ range }: TextEdit): boolean =>
    placeholders.some(({ start, end }) => range.start < end && start < range.end);
  return { ...finding, fixes: finding.fixes.filter(({ edits }) => !edits.some(touches)) };
}

/** Fixes are written with line feeds; the file may have others. */
function finished(finding: Finding, { text }: SqlDocument): Finding {
  if (!text.includes('\r\n')) return finding;
  const inLineEnds = (edit: TextEdit): TextEdit => ({ ...edit, newText: edit.newText.replace(/\r?\n/g, '\r\n') });
  const fixes = finding.fixes.map((fix) => {
    const { title, preferred } = fix;
    return lazyFix(title, () => fix.edits.map(inLineEnds), preferred ? { preferred } : {});
  });
  return { ...finding, fixes };
}
/** Two ops of one statement may run into the same thing. */
function unique(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ code, message, range }) => {
    const key = `${code} ${range.start} ${range.end} ${message}`;
    return !seen.has(key) && seen.add(key);
  });
}
function byRange(a: Finding, b: Finding): number {
  return a.range.start - b.range.start || a.range.end - b.range.end || compareText(a.code, b.code);
}
