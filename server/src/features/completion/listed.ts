/** Columns that nobody means at the cursor, though they can stand there: those that its list has, or of another kind. */
import type { Column } from '../../model/schema';
import { identifierValue } from '../../text/literals';
import type { Token } from '../../text/token';
import { type AnyColumn, isColumn } from '../lookup';
import { isName } from '../scope';
import type { Asked } from './asked';
import { conjoined } from './conditions';
import { openAt } from './elements';

const beginsList = /^(SELECT|DISTINCT|BY|SET|RETURNING)$/;

/** The least likely have 2: `f(a, b, |`, `SELECT a, |`, `SET a = 1, |`, `ALTER COLUMN a DROP NOT NULL, ALTER COLUMN |`. */
export function unlikelyColumns(asked: Asked): ReadonlyMap<string, 1 | 2> {
  const { scope, expected, relations } = asked;
  const before = scope.tokens.filter(({ end }) => end <= expected.range.start);
  const isAlter = before[0]?.text === 'ALTER' && openAt(before, before.length).length === 0;
  const items = isAlter ? alteredNames(before) : itemNames(before);
  const names = new Map<string, 1 | 2>();
  for (const name of isAlter ? [] : conjoined(asked)) names.set(name, 1);
  const isOther = isAlter ? otherKind(before) : undefined;
  for (const { dev, file } of isOther ? relations : [])
    for (const column of (dev ?? file)?.columns ?? []) if (isOther!(column)) names.set(column.name, 1);
  for (const one of items) if (isName(one)) names.set(identifierValue(scope.text, one!), 2);
  return names;
}
/** What the last action did is done to others of its kind: NOT NULL is dropped where it is. */
function otherKind(before: readonly Token[]): ((column: AnyColumn) => boolean) | undefined {
  const places = before.flatMap(({ text }, at) => (text === 'ALTER' && at > 0 ? [at] : []));
  const last = places.at(-2);
  if (last === undefined) return undefined;
  const name = last + (before[last + 1]?.text === 'COLUMN' ? 2 : 1);
  const [verb, what, third] = before.slice(name + 1, name + 4).map(({ text }) => text);
  const has =
    what === 'DEFAULT'
      ? (column: Column) => column.default !== undefined
      : third === 'NULL'
        ? (column: Column) => column.notNull
        : undefined;
  return has && ((column) => isColumn(column) && has(column) !== (verb === 'DROP'));
}
/** Of the items before the one at the cursor, those that are a name, or give one a value. */
function itemNames(before: readonly Token[]): readonly (Token | undefined)[] {
  const names: (Token | undefined)[] = [];
  // `a, t.|`
  let end = before.at(-1)?.text === '.' ? before.length - 3 : before.length - 1;
  while (before[end]?.text === ',') {
    const start = itemStart(before, end - 1);
    const item = before.slice(start, end);
    const isBare = item.length === 1 || (item.length === 3 && item[1]!.text === '.');
    if (item[1]?.text === '=') names.push(item[0]);
    else if (isBare) names.push(item.at(-1));
    end = start - 1;
  }
  return names;
}
/** Back to what follows the comma, the bracket or the word before. */
function itemStart(tokens: readonly Token[], last: number): number {
  let depth = 0;
  for (let at = last; at >= 0; at--) {
    const { text } = tokens[at]!;
    if (text === ')') depth++;
    else if (text === '(' && depth-- === 0) return at + 1;
    else if (depth === 0 && (text === ',' || beginsList.test(text))) return at + 1;
  }
  return 0;
}
/** `ALTER COLUMN a DROP NOT NULL, ALTER COLUMN |`; what has lost its default or got a type is often given a default next. */
function alteredNames(before: readonly Token[]): readonly (Token | undefined)[] {
  return before.flatMap(({ text }, at) => {
    const isOfColumn = /^(DEFAULT|NOT|IDENTITY|EXPRESSION|CONSTRAINT)$/.test(before[at + 1]?.text ?? '');
    if (!/^(ALTER|DROP)$/.test(text) || at === 0 || isOfColumn) return [];
    const name = at + (before[at + 1]?.text === 'COLUMN' ? 2 : 1);
    const comma = before.findIndex((one, next) => next > name && one.text === ',');
    const isLast = !before.some((one, next) => next > comma && one.text === ',');
    const [verb, what] = [before[name + 1]?.text ?? '', before[name + 2]?.text ?? ''];
    const goesOn = isLast && (/^(TYPE|DATA)$/.test(verb) || /^(DEFAULT|DATA)$/.test(what));
    return comma < 0 || goesOn ? [] : [before[name]];
  });
}
