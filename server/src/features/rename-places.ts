/** Where a name stands that no statement has by then, or that is in a string: ALTER … RENAME, and what regclass reads. */
import type { Statement } from '../sql/document/statement';
import { tokenize } from '../text/lexer';
import { stringBody } from '../text/literals';
import { escapePattern, type TextRange } from '../text/text';
import type { Token } from '../text/token';
import type { Mention } from './mention';
import { mentionName } from './mentions';

/** In the order of the text; of relations and columns. */
export function otherPlaces(text: string, statement: Statement, mention: Mention): TextRange[] {
  if (mention.kind === 'relation')
    return [...renamed(text, statement, mention), ...inStrings(text, statement, mention)];
  return mention.kind === 'column' ? renamed(text, statement, mention) : [];
}
/** What is renamed is called otherwise once the statement has run. */
function renamed(text: string, { parsed, range }: Statement, mention: Mention): TextRange[] {
  const name = mentionName(mention);
  return parsed.ops.flatMap((op) => {
    if (op.op !== 'rename') return [];
    const { object } = op;
    const [owner] =
      mention.kind === 'column' ? mention.relations : mention.kind === 'relation' ? [mention.relation] : [];
    const table = owner?.file ?? owner?.dev;
    const meant = mention.kind === 'column' ? object.table?.value : object.name.value;
    const isMeant = object.name.value.name === name && table !== undefined && meant?.name === table.name;
    if (!isMeant || (meant.schema !== undefined && meant.schema !== table.schema)) return [];
    const whole = { start: range.start + object.name.range.start, end: range.start + object.name.range.end };
    const last = tokenize(text, whole.start, whole.end).at(-1);
    return last ? [{ start: last.start, end: last.end }] : [];
  });
}
/** `'notes'::regclass`, `to_regclass('public.notes')`. */
function inStrings(text: string, { range }: Statement, mention: Mention & { readonly kind: 'relation' }): TextRange[] {
  const name = mentionName(mention);
  const table = mention.relation.file ?? mention.relation.dev;
  const tokens = tokenize(text, range.start, range.end);
  const pattern = new RegExp(`^(?:"?([^".]+)"?\\.)?("?)${escapePattern(name)}\\2$`);
  return tokens.flatMap((token, at) => {
    if (token.kind !== 'string' || !isRegclass(tokens, at)) return [];
    const { start, end } = stringBody(text, token);
    const found = pattern.exec(text.slice(start, end));
    if (!found || (found[1] !== undefined && found[1] !== table?.schema)) return [];
    const length = name.length + 2 * (found[2]?.length ?? 0);
    return [{ start: end - length, end }];
  });
}
function isRegclass(tokens: readonly Token[], at: number): boolean {
  const after = tokens[at + 1]?.text === '::' && tokens[at + 2]?.text === 'REGCLASS';
  const before = tokens[at - 1]?.text === '(' ? tokens[at - 2]?.text : tokens[at - 1]?.text;
  return after || before === 'TO_REGCLASS' || before === 'REGCLASS';
}
