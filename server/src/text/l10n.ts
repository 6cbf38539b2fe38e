/**
 * What people are told, in their language. Inside of the program every text is English: it is compared, kept, printed by
 * the command line and answered to assistants as it is. `t` makes such a text of a whole sentence and what stands in it,
 * and remembers of what it was made; where the language server hands it to a person, `said` has the sentence in the
 * language of the editor. The sentences in other languages are in `l10n/`, by the English one.
 */
import { LruCache } from './lru';
import { grouped } from './numbers';

/** A text of one word that is said in another one, such as the kind of an object: one of `text/nouns.ts`. */
interface Noun {
  readonly noun: string;
}
/** A name or a value, which stays; a text that `t` made, which is said too (it has a space: a name with one is quoted). */
type TextArgument = string | number | Noun;
interface Made {
  readonly text: string;
  readonly args: readonly TextArgument[];
}

/** Characters of texts that are remembered; those made longest ago are forgotten first, and are then said in English. */
const MOST = 20_000_000;
let made = new LruCache<Made>(MOST);
let texts: ReadonlyMap<string, string> = new Map();
/** Between thousands. */
let separator = ',';

/** Whose texts are said from now on, by the English ones; an empty map: English. */
export function useTexts(of: ReadonlyMap<string, string>): void {
  texts = of;
  separator = of.get('1,000')?.[1] ?? ',';
  made = new LruCache(MOST);
}

/** `text` with `{0}`, `{1}`, … filled in, numbers with a comma between thousands. */
export function t(text: string, ...args: readonly TextArgument[]): string {
  if (args.length === 0) return text;
  const english = filled(text, args, (arg) => (typeof arg === 'object' ? arg.noun : argumentInEnglish(arg)));
  if (texts.size > 0) made.set(english, { text, args });
  return english;
}
/** `one` where the number is 1, else `many`; the number is `{0}`, `rest` are `{1}` and on. */
export function plural(number: number, one: string, many: string, ...rest: readonly TextArgument[]): string {
  return t(number === 1 ? one : many, number, ...rest);
}
/** Texts one after the other. */
export function chained(parts: readonly string[], between = ''): string {
  return parts.length < 2 ? parts.join('') : t(parts.map((_, at) => `{${at}}`).join(between), ...parts);
}
export const noun = (word: string): Noun => ({ noun: word });

/** A text of `t`, as the person reads it; any other stays as it is. */
export function said(text: string): string {
  if (texts.size === 0) return text;
  const known = made.get(text);
  if (!known) return texts.get(text) ?? text;
  return filled(texts.get(known.text) ?? known.text, known.args, argumentSaid);
}

/** The same, where a single word may be a name or a type: that stays. */
export function saidPhrase(text: string): string {
  return text.includes(' ') ? said(text) : text;
}

function filled(text: string, args: readonly TextArgument[], shown: (arg: TextArgument) => string): string {
  return text.replace(/\{(\d+)\}/g, (place, at: string) => {
    const arg = args[Number(at)];
    return arg === undefined ? place : shown(arg);
  });
}
const argumentInEnglish = (arg: string | number): string => (typeof arg === 'number' ? grouped(arg) : arg);
/** At the start of a sentence it has a capital letter, as German nouns have anywhere. */
function saidNoun(word: string): string {
  const small = word.charAt(0).toLowerCase() + word.slice(1);
  return texts.get(word) ?? texts.get(small) ?? said(word);
}
function argumentSaid(arg: TextArgument): string {
  if (typeof arg === 'object') return saidNoun(arg.noun);
  if (typeof arg === 'number') return grouped(arg, separator);
  return saidPhrase(arg);
}
