/** What a file says anew of a routine, trigger, policy or sequence: that dev has it so shows that it has run. */

import type { PartKind, parts } from '../model/kinds';
import type { Policy, Routine, Sequence, Trigger } from '../model/schema';
import { completeSequence } from '../model/sequences';
import { triggerDefinition, whatRuns } from '../sql/definitions';
import { type Effect, either, type Judge, judgePart, spelling } from './effects';

/** OR REPLACE, ALTER POLICY, or dropped and made again: that dev has what it says now shows that it has run. */
export function* rewritten(
  list: (typeof parts)[PartKind],
  sides: readonly { readonly name: string }[],
  judge: Judge,
): Iterable<Effect> {
  const said = list === 'triggers' ? triggerText : list === 'policies' ? policyText : undefined;
  const [old, now, there] = sides.map((side) => said?.(side as Trigger & Policy));
  if (old === undefined || now === undefined || there === undefined) return;
  const own = judgePart(judge, `${list} ${sides[1]!.name}`);
  yield* either(old, now, there, { ...own, of: `${own.of} says` });
}
function triggerText({ definition }: Trigger): string | undefined {
  const read = triggerDefinition(definition);
  return read && JSON.stringify({ ...read, when: spelling(read.when) });
}
const policyText = ({ permissive, command, roles, using, check }: Policy): string =>
  JSON.stringify([permissive, command, [...roles].sort(), spelling(using), spelling(check)]);
export function* routineChange(
  old: readonly Routine[],
  now: readonly Routine[],
  there: readonly Routine[],
  judge: Judge,
): Iterable<Effect> {
  const argumentsOf = ({ argumentTypes }: Routine) => argumentTypes.map((type) => type.name).join();
  for (const each of now) {
    const [was, is] = [old, there].map((side) => side.find((one) => argumentsOf(one) === argumentsOf(each)));
    if (!was || !is || was === each) continue;
    const [before, after, inDev] = [was, each, is].map(({ definition, altered }) => whatRuns(definition, altered));
    if (before === undefined || after === undefined || inDev === undefined) continue;
    yield* either(before, after, inDev, judgePart(judge, `runs ${argumentsOf(each)}`));
  }
}
export function sequenceChange(old: Sequence, now: Sequence, there: Sequence, judge: Judge): Iterable<Effect> {
  const [before, after, inDev] = [old, now, there].map(({ options }) => JSON.stringify(completeSequence(options)));
  return either(before!, after!, inDev!, judge);
}
