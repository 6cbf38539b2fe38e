/** A plan as one SQL file. */
import type { Plan, Step } from './step';

/**
 * Numbers of the steps that lose something, of those that cannot run without them, and of all others about the same
 * objects: what is not made again is not dropped either.
 */
export function withheld(steps: readonly Step[]): ReadonlySet<number> {
  const out = new Set<number>();
  const objects = new Set<string>();
  for (let known = -1; known !== out.size; ) {
    known = out.size;
    for (const { number, object, loses, needs } of steps) {
      if (loses === undefined && !objects.has(object) && !needs.some((need) => out.has(need))) continue;
      out.add(number);
      if (object !== '') objects.add(object);
    }
  }
  return out;
}
/** `safe`: what loses something stands in it as a comment. */
export function planScript({ steps }: Plan, { safe }: { readonly safe: boolean }): string {
  const out = safe ? withheld(steps) : new Set<number>();
  const blocks = steps.map((step) =>
    [...remarks(step), out.has(step.number) ? commented(step.sql) : step.sql].join('\n'),
  );
  return blocks.length === 0 ? '' : `${blocks.join('\n')}\n`;
}
function remarks({ loses, fails, transaction }: Step): string[] {
  const said = [
    ...(loses === undefined ? [] : [`Loses ${loses}.`]),
    ...(fails === undefined ? [] : [`Fails where ${fails}.`]),
    ...(transaction === 'alone' ? ['Outside of a transaction.'] : []),
    ...(transaction === 'committed' ? ['To be committed before what uses it.'] : []),
  ];
  return said.length === 0 ? [] : [commented(said.join(' '))];
}
/** No line of it is run, whatever a name holds. */
const commented = (text: string): string =>
  text
    .split(/\r\n|\r|\n/)
    .map((line) => `-- ${line}`)
    .join('\n');
