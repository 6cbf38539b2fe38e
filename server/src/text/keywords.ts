/** PostgreSQL 18's key words, by the class `pg_get_keywords()` gives them (documentation, appendix C). */

import { columnName } from './generated/keywords-column-name';
import { functionOrType } from './generated/keywords-function-or-type';
import { reserved } from './generated/keywords-reserved';
import { unreserved } from './generated/keywords-unreserved';
import { wordList } from './lists';

type KeywordClass = 'reserved' | 'reserved (can be function or type)' | 'column name';
const keywordClasses = new Map<string, KeywordClass>([
  ...wordList(reserved).map((word) => [word, 'reserved'] as const),
  ...wordList(functionOrType).map((word) => [word, 'reserved (can be function or type)'] as const),
  ...wordList(columnName).map((word) => [word, 'column name'] as const),
]);

/** The class of a lower-case word; `undefined` for unreserved key words and for words that are none: both need no quotes. */
export function keywordClass(word: string): KeywordClass | undefined {
  return keywordClasses.get(word);
}
/** Every key word, lower case. */
export const allKeywords: ReadonlySet<string> = new Set([...keywordClasses.keys(), ...wordList(unreserved)]);
