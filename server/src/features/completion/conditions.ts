/** Columns that the conditions around the cursor ask for already: those of AND seldom again, those of CASE often. */
import { identifierValue } from '../../text/literals';
import type { Token } from '../../text/token';
import { isName } from '../scope';
import type { Asked } from './asked';

type AtCursor = Pick<Asked, 'scope' | 'expected'>;
const tokensBefore = ({ scope, expected }: AtCursor) => scope.tokens.filter(({ end }) => end <= expected.range.start);

/** `f(a) = 1 AND f(|`: of the conditions that AND joins to the one at the cursor. */
export function conjoined(around: AtCursor): readonly string[] {
  const before = tokensBefore(around);
  const { text } = around.scope;
  const owner = before.at(-1)?.text === '.' ? before.at(-2)?.text : undefined;
  const names: string[] = [];
  let depth = 0;
  let isBefore = false;
  for (let at = before.length - 1; at >= 0; at--) {
    const token = before[at]!;
    if (token.text === ')') depth++;
    else if (token.text === '(') depth = Math.max(0, depth - 1);
    if (depth === 0 && endsCondition.test(token.text)) break;
    if (depth === 0 && token.text === 'AND') isBefore = true;
    if (isBefore && isColumnHere(before, at, owner)) names.push(identifierValue(text, token));
  }
  return names;
}
const endsCondition = /^(OR|WHERE|ON|HAVING|WHEN|CHECK|USING|SELECT|SET|THEN|ELSE|CASE|FILTER|BETWEEN)$/;
function isColumnHere(before: readonly Token[], at: number, owner: string | undefined): boolean {
  const next = before[at + 1]?.text;
  if (!isName(before[at]) || next === '(' || next === '.') return false;
  const own = before[at - 1]?.text === '.' ? before[at - 2]?.text : undefined;
  return own === owner;
}

/** `CASE WHEN a > 0 THEN |`: what the conditions of the CASE ask for. */
export function inCase(around: AtCursor): ReadonlySet<string> {
  const before = tokensBefore(around);
  let depth = 0;
  let from = -1;
  for (let at = before.length - 1; at >= 0 && from < 0; at--) {
    const { text } = before[at]!;
    if (text === ')' || text === 'END') depth++;
    else if (depth > 0) depth -= text === '(' || text === 'CASE' ? 1 : 0;
    else if (text === 'CASE') from = at;
    else if (text === 'WHEN') break;
    else if (text === 'THEN' || text === 'ELSE') {
      from = before.findLastIndex((one, i) => i < at && one.text === 'CASE');
    }
  }
  const { text } = around.scope;
  return new Set(
    from < 0 ? [] : before.slice(from).flatMap((one) => (isName(one) ? [identifierValue(text, one)] : [])),
  );
}
