/** What is refused of a statement that only uses what is there. */
import type { Op } from '../../sql/read/ops';
import type { Draft } from '../draft';
import { requireBuiltinCall } from './builtin-calls';
import { requireChange } from './data-changes';
import { refuseProblems } from './queries';
import { requireKinds } from './relation-kinds';

export function requireUse(draft: Draft, use: Op<'use'>): void {
  refuseProblems(draft, use.problems);
  if (use.change) requireChange(draft, use.change);
  for (const call of use.calls ?? []) requireBuiltinCall(draft, call);
  requireKinds(draft, use.relations);
}
