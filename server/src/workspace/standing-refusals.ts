/**
 * What is left of a run when the text has changed: nothing after a statement can change whether PostgreSQL refuses it, so
 * a refusal stands as long as its statement and all before it are what they were.
 */
import type { SqlDocument } from '../sql/document/statement';
import { shift } from '../text/text';
import type { Refusal, VerifiedFile } from '../verify/result';

type Left = Pick<VerifiedFile, 'refusals' | 'differences' | 'others' | 'notKnown'>;

/** `sameBase`: the files before it and dev are what they were. */
export function stillStanding(file: VerifiedFile, now: SqlDocument, sameBase: boolean): Left {
  const was = file.document.statements;
  const changed = was.findIndex(({ parsed }, at) => parsed.text !== now.statements[at]?.parsed.text);
  const end = !sameBase ? 0 : changed < 0 ? was.length : changed;
  const refusals = file.refusals.flatMap((one): Refusal[] => {
    const [from, to] = [was[one.statement], now.statements[one.statement]];
    if (one.statement >= end || !from || !to) return [];
    return [{ ...one, range: shift(one.range, to.range.start - from.range.start) }];
  });
  return { refusals, differences: [], others: [], notKnown: [] };
}
