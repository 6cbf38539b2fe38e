/** A plan as one SQL file. */
import { type Plan, RELIED, type Step } from './step';

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
/** Statements that can run together, with what is to be known of each as a comment before it. */
interface ScriptPart {
  readonly statements: readonly string[];
  /** In no transaction. */
  readonly outside: boolean;
}
/**
 * The script as files hold it: what stands alone by itself, and what uses a new value of an enum type behind the part that
 * makes it. What the others rely on is said in each part anew. `together`: several that stand alone are one part.
 */
export function scriptParts({ steps }: Plan, { together }: { readonly together: boolean }): ScriptPart[] {
  const relied = steps.filter(({ object, why }) => object === '' && why === RELIED);
  const parts: { steps: Step[]; outside: boolean; committed: boolean }[] = [];
  for (const step of steps) {
    if (relied.includes(step)) continue;
    const [last, outside] = [parts.at(-1), step.transaction === 'alone'];
    const isNew =
      !last ||
      last.outside !== outside ||
      (outside && !together) ||
      (last.committed && step.transaction !== 'committed');
    if (isNew) parts.push({ steps: [step], outside, committed: step.transaction === 'committed' });
    else {
      last.steps.push(step);
      last.committed = step.transaction === 'committed';
    }
  }
  return parts.map(({ steps: own, outside }) => ({
    statements: [...(outside ? [] : relied), ...own].map((step) => [...remarks(step), step.sql].join('\n')),
    outside,
  }));
}
/** The way back of a migration. `gone`: what no statement brings back, said before those that there are. */
export function scriptBack(back: Plan, gone: readonly string[]): string[] {
  const said = gone.map((one) => commented(`Does not come back: ${one}`));
  const [first, ...rest] = scriptParts(back, { together: true }).flatMap(({ statements }) => statements);
  return [[...said, first ?? commented('Nothing of the schema is to be undone.')].join('\n'), ...rest];
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
