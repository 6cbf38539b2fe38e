/** The characters of SQL by what they begin or belong to, as UTF-16 units. */

export enum Class {
  Other = 0,
  Space = 1,
  Letter = 2,
  Digit = 3,
  Operator = 4,
}
const characterClasses = new Uint8Array(128);
for (const character of ' \t\n\r\f\v') characterClasses[character.charCodeAt(0)] = Class.Space;
for (let code = 65; code <= 90; code++) characterClasses[code] = characterClasses[code + 32] = Class.Letter;
characterClasses[95] = Class.Letter;
for (let code = 48; code <= 57; code++) characterClasses[code] = Class.Digit;
for (const character of '~!@#^&|`?+-*/%<>=') characterClasses[character.charCodeAt(0)] = Class.Operator;

export const classOf = (code: number): number => (code < 128 ? characterClasses[code]! : Class.Letter);
export const isWordPart = (code: number): boolean => {
  const kind = classOf(code);
  return kind === Class.Letter || kind === Class.Digit || code === 36;
};

const special = new Set(Array.from('~!@#^&|`?%', (character) => character.charCodeAt(0)));
/** An operator may end in + or - only if it holds one of these. */
export const isSpecialOperator = (code: number): boolean => special.has(code);

const interned = new Map<string, string>();
/** Upper case of ASCII only, so that lengths and other letters stay; common words are kept. */
export function upperCase(word: string): string {
  const known = interned.get(word);
  if (known !== undefined) return known;
  const isAscii = !/[\u0080-\uffff]/.test(word);
  const upper = isAscii ? word.toUpperCase() : word.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
  if (word.length < 20 && interned.size < 5_000) interned.set(word, upper);
  return upper;
}
