/** How what is put in is to be written: as the statement is, or else as the file. */

import { type WrittenStyle, writtenStyle } from '../../sql/document/written-style';
import { present } from '../../text/present';
import type { Token } from '../../text/token';
import type { FileView } from '../../workspace/snapshot';

export function cursorStyle(
  { document: { text, statements } }: FileView,
  tokens: readonly Token[],
): WrittenStyle & { readonly indent?: number } {
  const own = writtenStyle(text, { start: tokens[0]?.start ?? 0, end: tokens.at(-1)?.end ?? 0 });
  const others = statements.find(({ range }) => range.end < (tokens[0]?.start ?? 0))?.range;
  const file = others ? writtenStyle(text, { start: others.start, end: others.end }) : {};
  const indented = /\n( +)\S/.exec(text)?.[1]?.length;
  return present({ ...file, ...own, indent: indented === undefined || indented > 8 ? undefined : indented });
}
