/** The names in a text that the server printed: more than it means, never fewer. */
import { namePattern, printedName } from '../text/quoted';

const nameInText = new RegExp(namePattern, 'g');
const aliased = new RegExp(
  String.raw`(?:FROM|JOIN|,|\()\s*(?:ONLY\s+)?${namePattern}(?:\.${namePattern})?\s+${namePattern}\(`,
);

/** As stored. A constant's words count too: `nextval('s'::regclass)` names `s`. */
export function wordsInText(text: string): ReadonlySet<string> {
  return new Set((text.match(nameInText) ?? []).map(printedName));
}
/** `FROM t x(a, b)`: the columns have other names there than the table has for them. */
export const hasColumnAliases = (text: string): boolean => aliased.test(text);

/** Which of the keys (`objectKey`) a text with these names means: a routine without its arguments, an operator by its sign. */
export function keysNamed(keys: readonly string[], names: ReadonlySet<string>, text: string): string[] {
  return keys.filter((key) => {
    const [kind = '', home = '', ...rest] = key.split('\0');
    const name = rest.at(-1) ?? '';
    if (kind === 'routine') return names.has(name.replace(/\(.*$/s, ''));
    if (kind !== 'other') return names.has(name);
    const bare = name.replace(/ .*$/s, '');
    return home === 'operator' ? text.includes(bare) : names.has(bare);
  });
}
