/** ALTER SEQUENCE. */
import { sequenceClauses } from '../generate/columns';
import { ownedBy } from '../generate/settings';
import type { PrintContext } from '../generate/style';
import { local, qualified } from '../generate/text';
import type { Column, SequenceOptions, Table } from '../model/schema';
import { completeSequence, sequenceType } from '../model/sequences';
import { type QualifiedName, quoteLiteral, quoteQualified } from '../text/names';
import { nextvalSequence } from '../text/quoted';
import type { Alteration, Pair, Statement } from './alteration';
import { statement } from './alteration';
import type { Columns } from './column-pair';
import { positionOfIdentity } from './losses';
import type { ItemOf } from './unit';

/** From some options to others; `persistence` before and after. */
export function sequenceChange(
  name: string,
  from: SequenceOptions,
  to: SequenceOptions,
  [was, is]: readonly [string | undefined, string | undefined],
  type = 'bigint',
): Statement[] {
  const own = sequenceType(type);
  const [a, b] = [completeSequence(from, own), completeSequence(to, own)];
  const changed = Object.fromEntries(Object.entries(b).filter(([key, value]) => a[key as keyof typeof a] !== value));
  const isApart = BigInt(b.minValue) > BigInt(a.maxValue) || BigInt(b.maxValue) < BigInt(a.minValue);
  const clauses = [
    ...sequenceClauses(changed),
    ...(a.cycle && !b.cycle ? ['NO CYCLE'] : []),
    ...(isApart ? ['RESTART'] : []),
  ];
  const lines = isApart ? [] : positionWithin(name, a, b);
  if (clauses.length > 0) lines.push(statement(`ALTER SEQUENCE ${name} ${clauses.join(' ')}`));
  if (was !== is) lines.push(statement(`ALTER SEQUENCE ${name} SET ${(is ?? 'logged').toUpperCase()}`));
  return lines;
}
/** A position outside of the new bounds is refused. */
function positionWithin(name: string, a: Bounds, b: Bounds): Statement[] {
  const low = BigInt(b.minValue) > BigInt(a.minValue);
  const high = BigInt(b.maxValue) < BigInt(a.maxValue);
  if (!low && !high) return [];
  const above = low ? `greatest(last_value, ${b.minValue})` : 'last_value';
  const value = high ? `least(${above}, ${b.maxValue})` : above;
  const called = low ? `is_called AND last_value >= ${b.minValue}` : 'is_called';
  return [statement(`SELECT pg_catalog.setval(${quoteLiteral(name)}, ${value}, ${called}) FROM ${name}`)];
}
/** `continues`: the sequence that goes on after its values. */
export function dropIdentity({ a, table, change }: Columns, continues: string | undefined): Statement {
  const loses = positionOfIdentity(table, a.name);
  return statement(`${change} DROP IDENTITY`, continues === undefined ? { loses } : {});
}
/** It goes on after the greatest value that there is. `sequence`: as a literal. */
export function afterValues(sequence: string, column: Column, table: Table, context: PrintContext): Statement {
  const own = local(column.name, context);
  return statement(
    `SELECT pg_catalog.setval(${sequence}, max(${own})) FROM ${qualified(table, context)} HAVING max(${own}) > 0`,
  );
}
/** The same of one that other tables have too, which may be further on. */
export function afterValuesToo(
  sequence: QualifiedName,
  column: Column,
  table: Table,
  context: PrintContext,
): Statement {
  const [own, name] = [local(column.name, context), qualified(sequence, context)];
  return statement(
    `SELECT pg_catalog.setval(${quoteLiteral(name)}, max(${own})) FROM ${qualified(table, context)} HAVING max(${own}) > 0 AND max(${own}) >= (SELECT last_value FROM ${name})`,
  );
}
type Bounds = ReturnType<typeof completeSequence>;

export function alterSequence({ from, to, gone, after }: Pair): Alteration | 'replace' | undefined {
  const a = (from.item as ItemOf<'sequence'>).sequence;
  const b = (to.item as ItemOf<'sequence'>).sequence;
  const leaves = from.holder !== undefined && (from.holder !== to.holder || gone.has(from.holder));
  const moves = from.holder !== to.holder || gone.size > 0;
  if (from.shape === to.shape && !moves) return undefined;
  const { context } = after;
  const name = qualified(b, context);
  return {
    release: leaves ? [statement(`ALTER SEQUENCE ${name} OWNED BY NONE`)] : [],
    statements: sequenceChange(name, a.options, b.options, [a.persistence, b.persistence]),
    joins: moves && b.ownedBy ? [{ sql: ownedBy(b, context) }] : [],
    ...(leaves && { leaves: [from.holder!] }),
  };
}
/** The literal in `nextval('s'::regclass)`. */
export function sequenceOf(text: string | undefined): string | undefined {
  const name = nextvalSequence(text);
  return name && quoteLiteral(quoteQualified(name));
}
