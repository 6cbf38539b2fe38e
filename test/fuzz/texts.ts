/** Any text: statements follow one another, every range lies in the text, no rule fails, every fix can be applied. */
import { foldHistory } from '../../server/src/fold/history';
import type { DevSchema } from '../../server/src/model/dev';
import { check } from '../../server/src/rules/check';
import { applyEdits, fixAll } from '../../server/src/rules/fix-all';
import type { CheckResult, Finding } from '../../server/src/rules/rule';
import { parseDocument } from '../../server/src/sql/document/document';
import { everything } from '../rules/support';
import { devOf } from '../support/fake-dev';
import { damaged, devSql } from './material';
import { Failure, hold, type Subject, timed } from './subject';

const uri = 'file:///draft.sql';
let dev: DevSchema;

export function found(text: string): CheckResult {
  return timed('a check', text, () => {
    const document = parseDocument(uri, 1, text);
    const history = foldHistory({ convention: undefined, files: [document], dev });
    return check({ history, uri, dev, settings: everything });
  });
}
const codes = (findings: readonly Finding[], code: string): number =>
  findings.filter((one) => one.code === code).length;

function holds(text: string): CheckResult {
  const within = ({ start, end }: { start: number; end: number }) => 0 <= start && start <= end && end <= text.length;
  const result = found(text);
  const failed = result.notKnown.find(({ reason }) => reason.startsWith('the rule '));
  if (failed) throw new Failure(failed.reason, text);
  for (const { range } of [...result.findings, ...result.notKnown])
    hold(within(range), 'a range outside the text', text);
  let at = 0;
  for (const { range, fullRange, parsed } of parseDocument(uri, 1, text).statements) {
    hold(at <= range.start && range.start < range.end && range.end <= fullRange.end, 'statements overlap', text);
    hold(text.slice(range.start, range.end) === parsed.text, 'a statement is not its text', text);
    at = fullRange.end;
  }
  return result;
}
export const texts: Subject = {
  name: 'texts',
  counts: 'texts',
  async open() {
    dev = await devOf(devSql);
    return undefined;
  },
  round(random) {
    holds(damaged(random, 6));
    return 1;
  },
};

/** One fix by itself: the text still parses, the finding is gone, and PostgreSQL refuses nothing more than before. */
function mends(text: string, finding: Finding, at: number, before: CheckResult): void {
  const { edits, title } = finding.fixes[at]!;
  const after = applyEdits(text, edits);
  const told = { text, finding: finding.message, title, after };
  hold(
    edits.every(({ range }) => range.start >= 0 && range.start <= range.end && range.end <= text.length),
    'an edit outside the text',
    told,
  );
  const { findings } = found(after);
  const broken = codes(before.findings, 'syntax-error');
  hold(codes(findings, 'syntax-error') <= broken, 'a fix breaks the file', told);
  if (finding.code === 'syntax-error') return;
  // Where PostgreSQL would refuse the file for something else, that may come to light only now.
  if (before.findings.some((one) => one !== finding && one.severity === 'error')) return;
  // What stands behind a stamp that is taken out is then of the one before it, which is said in the same words.
  if (finding.code === 'prove-again') return;
  const same = ({ message }: Finding) => message === finding.message;
  hold(findings.filter(same).length < before.findings.filter(same).length, 'the finding stays', told);
  // What mends a name lets the rest of its statement be judged; what is not preferred is a person's choice.
  if (finding.severity === 'error' || !finding.fixes[at]!.preferred) return;
  // Names are not looked up in a table of which no column is known; with columns they are.
  if (before.findings.some(({ message }) => / in dev, 0 here\./.test(message))) return;
  const known = new Set(before.findings.map(({ message }) => message));
  // A name that is not there is taken for a slip once one like it is.
  const isLikeAdded = (message: string) => {
    const like = / Did you mean (.+)\?$/.exec(message)?.[1];
    return like !== undefined && edits.some(({ newText }) => newText.includes(like));
  };
  const fresh = findings.find(
    ({ severity, message }) => severity === 'error' && !known.has(message) && !isLikeAdded(message),
  );
  hold(fresh === undefined, `a fix makes an error: ${fresh?.message}`, told);
}
export const fixes: Subject = {
  name: 'fixes',
  counts: 'fixes',
  open: texts.open!,
  round(random) {
    const text = damaged(random, 4);
    const result = holds(text);
    let tried = 0;
    for (const finding of result.findings)
      for (const at of finding.fixes.keys()) {
        mends(text, finding, at, result);
        tried++;
      }
    const all = applyEdits(text, fixAll(result));
    hold(
      codes(found(all).findings, 'syntax-error') <= codes(result.findings, 'syntax-error'),
      'fixing all breaks the file',
      text,
    );
    return tried;
  },
};
