/** The names in a text that the server printed: more than it means, never fewer. */
import { printedName } from '../text/quoted';

const wordInText = /"(?:[^"]|"")*"|[\w$\u0080-\uffff]+/g;

/** As stored. A constant's words count too: `nextval('s'::regclass)` names `s`. */
export function wordsInText(text: string): ReadonlySet<string> {
  return new Set((text.match(wordInText) ?? []).map(printedName));
}
/** `FROM t x(a, b)`: the columns have other names there than the table has for them. */
export const hasColumnAliases = (text: string): boolean =>
  /(?:FROM|JOIN|,|\()\s*(?:ONLY\s+)?(?:[\w$]+|"(?:[^"]|"")+")(?:\.(?:[\w$]+|"(?:[^"]|"")+"))?\s+(?:[\w$]+|"(?:[^"]|"")+")\(/.test(
    text,
  );

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
