/** What is done to one table is often done to its like: `post_report` and `comment_report`, all that have the column. */
import type { Table, View } from '../../model/schema';
import { tokenize } from '../../text/lexer';
import { identifierValue } from '../../text/literals';
import type { Token } from '../../text/token';
import { isName, scopeOf } from '../scope';
import type { Asked } from './asked';
import { wordsAlike } from './own-name';
import { tablesByWord } from './title';

/** Characters of a statement that are read. */
const HEAD = 400;

/** As many tables with one word at their end are like one another; what more have says nothing. */
const MOST_ALIKE = 4;

/** Whether a table is like the one that the statement before changes. */
export function kinOfAbove({ view: { document }, statement, schema }: Asked): (one: Table | View) => boolean {
  const above = document.statements[statement - 1]?.range;
  if (!above) return () => false;
  const { text } = document;
  const tokens = tokenize(text, above.start, Math.min(above.end, above.start + HEAD));
  const table = tokens[0]?.text === 'ALTER' ? scopeOf(text, tokens).relations[0]?.name.name : undefined;
  if (table === undefined) return () => false;
  const column = columnChanged(text, tokens);
  const last = lastWord(table);
  const shared = last === undefined ? 0 : (tablesByWord(schema).get(wordsAlike(last).at(-1) ?? '') ?? 0);
  return (one) =>
    (column !== undefined && one.columns.some(({ name }) => name === column)) ||
    (last !== undefined && shared <= MOST_ALIKE && lastWord(one.name) === last);
}
/** Of several words. */
const lastWord = (name: string): string | undefined => name.toLowerCase().split('_').slice(1).at(-1);

/** `RENAME COLUMN c`, `DROP COLUMN c`, `ALTER COLUMN c`: those of other tables have not been changed yet. */
function columnChanged(text: string, tokens: readonly Token[]): string | undefined {
  const at = tokens.findIndex((one, i) => i > 0 && /^(RENAME|DROP|ALTER)$/.test(one.text));
  const names = tokens.slice(at + 1).filter((one) => !/^(COLUMN|IF|EXISTS)$/.test(one.text));
  const [first] = names;
  const isOther = first && /^(CONSTRAINT|TO|TRIGGER|VALUE|ATTRIBUTE)$/.test(first.text);
  return at < 0 || isOther || !isName(first) ? undefined : identifierValue(text, first!);
}
