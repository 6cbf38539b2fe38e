import { commentOn } from '../generate/comments';
import type { Statement } from './alteration';
import { type Change, isMade } from './changes';

/** What is made has no comment yet. */
export function commentChanges(change: Change): Statement[] {
  const { from, to } = change;
  if (!to) return [];
  const known = isMade(change) ? [] : (from?.comments ?? []);
  const set = to.comments.filter(({ on, text }) => !known.some((one) => one.on === on && one.text === text));
  const gone = known.filter(({ on }) => !to.comments.some((one) => one.on === on));
  const lines = [...gone.map(({ on }) => commentOn(on, undefined)), ...set.map(({ on, text }) => commentOn(on, text))];
  return lines.map((sql) => ({ sql }));
}
