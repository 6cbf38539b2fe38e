/** The partitions that a new one has to be held against, without a look at all the others. */

import { childrenOf } from '../../model/children';
import type { PMap } from '../../model/persistent-map';
import { noteMap } from '../../model/reads';
import type { Table } from '../../model/schema';
import { Lookup } from '../../model/secondary-index';
import type { Node, PartitionBoundSpec } from '../../sql/parse';
import { keyOf, type QualifiedName, qualifiedKey } from '../../text/names';
import type { Draft } from '../draft';
import { type Bound, boundOf, compareRows, type RangeBound, readBound, typed } from './partition-values';

const DEFAULT = 'default';
/** Partitions by their parent and each value of a list, or that they are the default one. */
const byValue = new Lookup<Table>('tables', ({ partitionOf }) => {
  const spec = partitionOf && readBound(partitionOf.bound);
  return spec ? [...new Set(valueKeys(spec, partitionOf.parent))] : [];
});
function valueKeys(spec: PartitionBoundSpec, { schema, name }: QualifiedName): string[] {
  const values = spec.is_default ? [DEFAULT] : (spec.listdatums ?? []).flatMap((node) => sameForEqual(node) ?? []);
  return values.map((value) => `${qualifiedKey(schema ?? '', name)}\0${value}`);
}
/** Whatever the column's type, values that are equal have it alike; some that are not may. */
function sameForEqual(node: Node): string | undefined {
  if ('TypeCast' in node) return node.TypeCast.arg && sameForEqual(node.TypeCast.arg);
  if ('A_Expr' in node && !node.A_Expr.lexpr && node.A_Expr.rexpr) {
    const inner = sameForEqual(node.A_Expr.rexpr);
    return inner !== undefined && /^-?\d+$/.test(inner) ? String(-BigInt(inner)) : undefined;
  }
  if (!('A_Const' in node)) return undefined;
  const { isnull, ival, fval, sval, boolval } = node.A_Const;
  if (isnull) return 'null';
  if (boolval) return String(boolval.boolval ?? false);
  const text = (ival ? String(ival.ival ?? 0) : (fval?.fval ?? sval?.sval ?? '')).trim();
  if (/^-?\d+$/.test(text)) return String(BigInt(text));
  if (/^(t|true|f|false)$/i.test(text)) return String(/^t/i.test(text));
  const day = typed(text, { name: 'timestamp without time zone', builtin: true });
  return day === undefined ? `=${text}` : `at ${day}`;
}
/** Range partitions of a parent by where they begin, carried from one version of the tables to the next. */
interface Ordered {
  tables: PMap<Table>;
  readonly ranges: { readonly key: string; readonly bound: RangeBound }[];
  /** Those whose place among the others is not told. */
  readonly others: Set<string>;
}
const orders = new WeakMap<Table['columns'], Ordered>();
/** Before the first that may overlap there can be some that were refused, or are left out. */
const LOOKED_BACK = 4;
function nearRanges(draft: Draft, parent: Table, bound: RangeBound): Table[] {
  const ordered = orderedRanges(draft, parent);
  const at = firstNotBefore(ordered, bound);
  const found = [...ordered.others];
  if (!isOrdered(bound)) found.push(...ordered.ranges.map(({ key }) => key));
  else
    for (let i = Math.max(0, at - LOOKED_BACK); i < ordered.ranges.length; i++) {
      const range = ordered.ranges[i]!;
      if (i >= at && compareRows(range.bound.from, bound.to) !== -1) break;
      found.push(range.key);
    }
  return found.map((key) => draft.table(key));
}
function orderedRanges(draft: Draft, parent: Table): Ordered {
  const { tables } = draft.schema;
  noteMap(tables);
  const known = orders.get(parent.columns);
  const changes = known && tables.fewChangesFrom(known.tables, 256);
  const ordered = known && changes ? known : { tables, ranges: [], others: new Set<string>() };
  const isOf = (table: Table | undefined): table is Table & Required<Pick<Table, 'partitionOf'>> =>
    table?.partitionOf?.parent.name === parent.name && table.partitionOf.parent.schema === parent.schema;
  const put = (key: string, table: Table | undefined, isThere: boolean): void => {
    if (!isOf(table)) return;
    const bound = boundOf(draft, parent, table.partitionOf.bound);
    if (bound.kind !== 'range' || !isOrdered(bound)) {
      if (isThere) ordered.others.add(key);
      else ordered.others.delete(key);
    } else if (isThere) ordered.ranges.splice(firstNotBefore(ordered, bound), 0, { key, bound });
    else {
      const at = ordered.ranges.findIndex((each) => each.key === key);
      if (at >= 0) ordered.ranges.splice(at, 1);
    }
  };
  if (ordered === known) {
    for (const { key, before, after } of changes ?? []) {
      if (isOf(before) && isOf(after) && before.partitionOf.bound === after.partitionOf.bound) continue;
      put(key, before, false);
      put(key, after, true);
    }
    ordered.tables = tables;
  } else for (const child of childrenOf(draft.schema, keyOf(parent))) put(keyOf(child), child, true);
  orders.set(parent.columns, ordered);
  return ordered;
}
const isOrdered = ({ from, to }: RangeBound): boolean =>
  [...from, ...to].every(
    (value) => value === 'minvalue' || value === 'maxvalue' || typeof value === 'number' || typeof value === 'bigint',
  );
/** The first that does not begin before the bound. */
function firstNotBefore({ ranges }: Ordered, { from }: RangeBound): number {
  let [low, high] = [0, ranges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareRows(ranges[middle]!.bound.from, from) === -1) low = middle + 1;
    else high = middle;
  }
  return low;
}
/** The partitions that this bound may be in the way of. */
export function siblingsOf(draft: Draft, parent: Table, bound: Bound, text: string): Table[] {
  const { tables } = draft.schema;
  const spec = bound.kind === 'list' || bound.kind === 'default' ? readBound(text) : undefined;
  if (bound.kind === 'range') return nearRanges(draft, parent, bound);
  if (!spec) return childrenOf(draft.schema, keyOf(parent));
  return [...new Set(valueKeys(spec, parent).flatMap((key) => byValue.values(tables, key)))];
}
