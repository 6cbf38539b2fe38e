/** psql's `\if … \elif … \else … \endif`: which statements run is decided by psql, from variables that are not known here. */
import { t } from '../../text/l10n';
import { schemaWords, unknownStatement } from '../read/partial-statements';
import type { Skipped, Statement } from './statement';

const branching = /^\\(if|elif|else|endif|q(?:uit)?)\b\s*(.*?)\s*$/s;
/** `runs`: whether what stands in the branch does; `undecided`: what decides it. */
interface Branch {
  readonly runs: boolean;
  readonly undecided?: string;
}
/** A branch before this one of the same \if runs, or may run. */
interface Open {
  readonly outer: Branch;
  readonly branch: Branch;
  readonly taken: boolean;
}

/** The statements with what is known of their branch; the same array when there is none. */
export function withBranches(statements: readonly Statement[], skipped: readonly Skipped[]): readonly Statement[] {
  const commands = skipped.flatMap(({ what, text, range }) => {
    const [, word, condition = ''] = (what === 'meta-command' && branching.exec(text)) || [];
    return word === undefined ? [] : [{ word, condition, text: text.trim(), end: range.end }];
  });
  if (commands.length === 0) return statements;
  const open: Open[] = [];
  // What \q ends, or may end.
  let rest = always;
  let at = 0;
  return statements.map((statement) => {
    for (; at < commands.length && commands[at]!.end <= statement.range.start; at++) {
      const { word, condition, text } = commands[at]!;
      const here = open.at(-1)?.branch ?? always;
      if (word.startsWith('q')) {
        if (here.runs && rest.runs) rest = here.undecided === undefined ? { runs: false } : here;
      } else if (word === 'endif') open.pop();
      else if (word === 'if')
        open.push(branched({ outer: open.at(-1)?.branch ?? always, taken: false }, condition, text));
      else if (open.length > 0) open.push(branched(open.pop()!, word === 'else' ? 'true' : condition, text));
    }
    const branch = open.at(-1)?.branch ?? always;
    return inBranch(statement, branch.runs && branch.undecided === undefined ? rest : branch);
  });
}
const always: Branch = { runs: true };
function branched(
  { outer, taken, branch }: Omit<Open, 'branch'> & Partial<Open>,
  condition: string,
  text: string,
): Open {
  if (!outer.runs || taken) return { outer, taken: true, branch: { runs: false } };
  const value = truthOf(condition);
  const undecided = branch?.undecided ?? outer.undecided ?? (value === undefined ? text : undefined);
  if (undecided !== undefined) return { outer, taken: false, branch: { runs: value !== false, undecided } };
  return { outer, taken: value!, branch: { runs: value! } };
}
/** As psql reads a Boolean: any unique beginning of the words, in either case. */
function truthOf(condition: string): boolean | undefined {
  const word = condition.toLowerCase().replace(/^'(.*)'$/, '$1');
  if (/^(?:t(?:r(?:ue?)?)?|y(?:es?)?|on|1)$/.test(word)) return true;
  return /^(?:f(?:a(?:l(?:se?)?)?)?|no?|off?|0)$/.test(word) ? false : undefined;
}
function inBranch(statement: Statement, { runs, undecided }: Branch): Statement {
  const { text } = statement.parsed;
  // psql sends nothing of it, whatever it is.
  if (!runs) return { ...statement, runs: false, parsed: { text, status: 'ok', ops: [] } };
  if (undecided === undefined || !statement.runs) return statement;
  const word = /^\w*/.exec(text)![0].toUpperCase();
  const reason = t('psql decides by {0} whether it runs', undecided);
  const op = schemaWords.has(word) ? unknownStatement(text, reason) : ({ op: 'none', statement: word } as const);
  return { ...statement, undecided: reason, parsed: { text, status: 'ok', ops: [op] } };
}
