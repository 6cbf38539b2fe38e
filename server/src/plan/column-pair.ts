/** A column as it is and as it is to be, with what statements about it are made of. */
import { only } from '../generate/lookup';
import { local, qualified } from '../generate/text';
import type { Column, Schema, Table } from '../model/schema';
import { type SqlType, sameType } from '../model/types';
import { keyOf } from '../text/names';
import type { Pair } from './alteration';
import { alterWord } from './drop';
import type { ItemOf } from './unit';
import { isSameKind } from './using';

export interface Columns {
  readonly a: Column;
  readonly b: Column;
  readonly table: Table;
  readonly pair: Pair;
  /** Its type, or what that consists of, is made anew. */
  readonly typeGone: boolean;
  /** Its values are rows of a table or view that changes. */
  readonly rowGone: boolean;
  /** So is what its default or expression calls. */
  readonly callGone: boolean;
  readonly retyped: boolean;
  /** An identity that comes with the table that it joins. */
  readonly identityAbove: Column['identity'];
  /** A parent's column leads this one. */
  readonly led: boolean;
  readonly alter: string;
  readonly change: string;
  /** The same, without the tables below. */
  readonly alone: string;
}
export function bothColumns(pair: Pair): Columns {
  const { table: was, column: own } = pair.from.item as ItemOf<'column'>;
  const { table, column: wanted } = pair.to.item as ItemOf<'column'>;
  const { context } = pair.after;
  // Then it is a column by itself until its table joins the one above again.
  const isAbove = (id: string): boolean => pair.from.above?.includes(id) ?? false;
  const led = own.inherited === true && wanted.inherited === true && ![...pair.gone].some(isAbove);
  // Since 17 a partition gives its identity up when it leaves, and has that of the one above when it comes.
  const isShared = (of: Table, { inherited }: Column): boolean =>
    pair.before.schema.serverVersion >= 170000 && !led && of.partitionOf !== undefined && inherited === true;
  const a = isShared(was, own) ? withoutIdentity(own) : own;
  const b = isShared(table, wanted) ? withoutIdentity(wanted) : wanted;
  const within = typesWithin(a.type, pair.before.schema);
  const isType = (id: string): boolean => {
    const [kind, , name = '', ...rest] = id.split('\0');
    if (rest.length > 0) return false;
    return [a.type.name, a.collation?.name].includes(name) || (/^(?:table|view)$/.test(kind!) && within.has(name));
  };
  const typeGone = [...pair.gone].some(isType);
  const name = qualified(table, context);
  const alter = `ALTER ${alterWord(table)} ${name}`;
  return {
    ...{ a, b, table, pair, typeGone, alter, identityAbove: b.identity ? undefined : wanted.identity },
    rowGone: [...pair.gone].some((id) => /^(?:table|view)\0/.test(id) && isType(id)) && isSameKind(a.type, b.type),
    callGone: [...pair.gone].some((id) => !isType(id) && !isAbove(id)),
    retyped: typeGone || !sameType(a.type, b.type) || builtInName(a) !== builtInName(b),
    led,
    change: `${alter} ALTER COLUMN ${local(b.name, context)}`,
    alone: `ALTER ${alterWord(table)} ${only(table, pair.after.schema)}${name} ALTER COLUMN ${local(b.name, context)}`,
  };
}
const withoutIdentity = ({ identity: _, ...column }: Column): Column => column;
/** Types that values of it consist of: what a domain is of, what a composite type has. */
function typesWithin(
  { schema: home = '', name }: SqlType,
  { types }: Pick<Schema, 'types'>,
  known = new Set<string>(),
): ReadonlySet<string> {
  const type = types.get(keyOf({ schema: home, name }));
  if (known.has(name)) return known;
  known.add(name);
  if (type?.kind === 'domain') typesWithin(type.base, { types }, known);
  if (type?.kind === 'composite') for (const one of type.attributes) typesWithin(one.type, { types }, known);
  return known;
}
const builtInName = ({ collation }: Column): string => `${collation?.schema ?? ''}\0${collation?.name ?? ''}`;
