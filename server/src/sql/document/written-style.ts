/** How a person wrote a statement, for text that is put into it or beside it. */

import { allKeywords } from '../../text/keywords';
import { tokenize } from '../../text/lexer';
import { identifierValue } from '../../text/literals';
import { isBareIdentifier } from '../../text/names';
import { present } from '../../text/present';
import type { TextRange } from '../../text/text';

export interface WrittenStyle {
  /** `always`: names that could stand bare are quoted. Absent: the text does not tell. */
  readonly quoting?: 'always' | 'needed';
  readonly keywordCase?: 'upper' | 'lower';
}

/** Of the statement in a range of the text: its first word tells the case, its names the quoting. */
export function writtenStyle(text: string, { start, end }: TextRange): WrittenStyle {
  const tokens = tokenize(text, start, end);
  const [first] = tokens;
  const word = first?.kind === 'word' ? text.slice(first.start, first.end) : '';
  const keywordCase = /^[A-Z]+$/.test(word) ? 'upper' : /^[a-z]+$/.test(word) ? 'lower' : undefined;
  const quoted = tokens.some((token) => token.kind === 'quoted' && isBareIdentifier(identifierValue(text, token)));
  const bare = tokens.some((token) => token.kind === 'word' && !allKeywords.has(token.text.toLowerCase()));
  const quoting = quoted ? 'always' : bare ? 'needed' : undefined;
  return present({ quoting, keywordCase });
}
