/** The conditions under which the statements of a block run. */

import type { BlockCondition } from '../read/ops';

/** Under what a statement stands. */
export interface Under {
  readonly conditional: boolean;
  readonly when?: readonly BlockCondition[];
}
export const always: Under = { conditional: false, when: [] };
export const perhaps: Under = { conditional: true };
export const also = (under: Under, ...conditions: readonly BlockCondition[]): Under =>
  under.when ? { conditional: true, when: [...under.when, ...conditions] } : perhaps;

/** Under what the statements stand that follow a branch that returned; `id`: of a condition that never holds. */
export function afterReturn(
  after: Under,
  runs: Under,
  under: Under,
  failed: readonly BlockCondition[],
  condition: BlockCondition,
  isElse: boolean,
  id: () => number,
): Under {
  if (runs === under) return { conditional: true, when: [{ id: id(), text: 'false', holds: true }] };
  if (failed.length === 0) return also(after, { ...condition, holds: false });
  return isElse && failed.length === 1 ? also(after, { ...failed[0]!, holds: true }) : perhaps;
}
