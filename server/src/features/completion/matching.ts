/** What a column is compared with or set to: `t.user_id = u.|`, `SET seen_at = |`. */
import { CompletionItemKind } from 'vscode-languageserver/node';
import { identifierValue } from '../../text/literals';
import { isColumn } from '../lookup';
import { columnOf, pairOf } from '../mention';
import { isName, relationNamed, relationsAt } from '../scope';
import { type Asked, type Row, row } from './asked';
import { inCase } from './conditions';

interface OtherSide {
  readonly name: string;
  /** The token before the name, where a dot leads to it. */
  readonly owner?: string;
  readonly start: number;
}
/** The column on the left of the `=` before the cursor. */
function otherSide({ scope, expected }: Asked): OtherSide | undefined {
  const { text, tokens } = scope;
  let at = tokens.findLastIndex(({ end }) => end <= expected.range.start);
  if (tokens[at]?.text === '.') at -= 2;
  const column = tokens[at - 1];
  if (tokens[at]?.text !== '=' || !column || !isName(column)) return undefined;
  const owner = tokens[at - 2]?.text === '.' ? tokens[at - 3] : undefined;
  const name = identifierValue(text, column);
  return owner && isName(owner)
    ? { name, owner: identifierValue(text, owner), start: column.start }
    : { name, start: column.start };
}

/** How much a column of `relation` is asked for here: by the conditions of a CASE, or by the column that it is compared with. */
export function matching(asked: Asked, relation: string): (name: string) => number {
  const [cased, compared] = [inCase(asked), besideColumn(asked, relation)];
  return (name) => compared(name) + (cased.has(name) ? 2 : 0);
}
/** By their names: `instance_id` with `target_instance_id`. */
function besideColumn(asked: Asked, relation: string): (name: string) => number {
  const other = otherSide(asked)?.name.toLowerCase();
  // With what the cursor's own table has nobody compares it.
  if (other === undefined || asked.expected.qualifier !== undefined) return () => 0;
  const ends = (end: string) => other === end || other.endsWith(`_${end}`);
  return (name) => {
    const low = name.toLowerCase();
    if (ends(`${relation.toLowerCase().replace(/s$/, '')}_${low}`)) return 5;
    return ends(low) && low !== other ? 1 + low.split('_').length : 0;
  };
}

/** The table of the column on the left, where it is said: then the right one's is said, too. */
export const ownerBeside = (asked: Asked): string | undefined => otherSide(asked)?.owner;

/** Of a time now() is likely. */
export function nowRows(asked: Asked): Row[] {
  const other = otherSide(asked);
  if (!other || asked.expected.quoted) return [];
  const { scope, sides } = asked;
  const relations = other.owner ? [relationNamed(scope, other.owner, other.start)] : relationsAt(scope, other.start);
  const isTime = relations.some((relation) => {
    const pair = relation && pairOf(sides, scope, relation.name);
    const column = columnOf(pair?.dev, other.name) ?? columnOf(pair?.file, other.name);
    return isColumn(column) && column.type.builtin && /^timestamp/.test(column.type.name);
  });
  const type = '() → timestamp with time zone';
  return isTime ? [row('now', CompletionItemKind.Function, { type, text: 'now()' })] : [];
}
