/** What the bounds of partitions say, and how two of them stand to each other. */
import type { Table } from '../../model/schema';
import type { SqlType } from '../../model/types';
import { type Node, type PartitionBoundSpec, parse } from '../../sql/parse';
import { columnRefs } from '../../sql/refusals/refusal';
import { LruCache } from '../../text/lru';
import type { Draft } from '../draft';
import { baseType } from './assignment';
import { partitionElements } from './partition-keys';

/** Where the value is not told: undefined. */
type BoundValue = number | bigint | string | null | Instant | 'minvalue' | 'maxvalue';
/** A timestamp whose zone is told, as servers print them; without one it is as the session's zone has it. */
interface Instant {
  readonly at: number;
}
export type Bound = { readonly kind: 'default' | 'other' } | ListBound | RangeBound | HashBound;
interface ListBound {
  readonly kind: 'list';
  readonly values: readonly (BoundValue | undefined)[];
}
export interface RangeBound {
  readonly kind: 'range';
  readonly from: readonly (BoundValue | undefined)[];
  readonly to: readonly (BoundValue | undefined)[];
}
interface HashBound {
  readonly kind: 'hash';
  readonly modulus: number;
  readonly remainder: number;
}

/** By its text: every new partition is held against those that are there. */
const specs = new LruCache<{ readonly spec: PartitionBoundSpec | undefined }>(2_000_000);
export function readBound(text: string): PartitionBoundSpec | undefined {
  const known = specs.get(text) ?? { spec: readFresh(text) };
  specs.set(text, known);
  return known.spec;
}
function readFresh(text: string): PartitionBoundSpec | undefined {
  const outcome = parse(`CREATE TABLE t PARTITION OF p ${text}`);
  const node = outcome.status === 'ok' ? outcome.statements[0]?.stmt : undefined;
  return node && 'CreateStmt' in node ? node.CreateStmt.partbound : undefined;
}
/** By the parent's columns, then by its key and the bound's text. */
const boundsByText = new WeakMap<Table['columns'], Map<string, Bound>>();
export function boundOf(draft: Draft, parent: Table, text: string): Bound {
  const ofParent = boundsByText.get(parent.columns) ?? new Map<string, Bound>();
  boundsByText.set(parent.columns, ofParent);
  const key = `${parent.partitionBy}\0${text}`;
  const bound = ofParent.get(key) ?? readBoundOf(draft, parent, text);
  ofParent.set(key, bound);
  return bound;
}
function readBoundOf(draft: Draft, parent: Table, text: string): Bound {
  const spec = readBound(text);
  if (!spec) return { kind: 'other' };
  if (spec.is_default) return { kind: 'default' };
  const types = (partitionElements(parent) ?? []).map(({ name }) => {
    const column = parent.columns.find((each) => each.name === name);
    return column && baseType(draft, column.type);
  });
  const values = (nodes: readonly Node[] | undefined, typeAt: (i: number) => SqlType | undefined) =>
    (nodes ?? []).map((node, i) => readValue(node, typeAt(i)));
  if (spec.listdatums) return { kind: 'list', values: values(spec.listdatums, () => types[0]) };
  if (spec.lowerdatums)
    return {
      kind: 'range',
      from: values(spec.lowerdatums, (i) => types[i]),
      to: values(spec.upperdatums, (i) => types[i]),
    };
  return { kind: 'hash', modulus: spec.modulus ?? 0, remainder: spec.remainder ?? 0 };
}
const wholeTypes = /^(smallint|integer|bigint)$/;
const timeType = /^(date|timestamp with(out)? time zone)$/;
function readValue(node: Node, type: SqlType | undefined): BoundValue | undefined {
  if ('ColumnRef' in node) {
    const name = columnRefs(node)[0]?.names.join('.');
    return name === 'minvalue' || name === 'maxvalue' ? name : undefined;
  }
  if ('TypeCast' in node) return node.TypeCast.arg ? readValue(node.TypeCast.arg, type) : undefined;
  if ('A_Expr' in node && !node.A_Expr.lexpr && node.A_Expr.rexpr) {
    const value = readValue(node.A_Expr.rexpr, type);
    return typeof value === 'bigint' || typeof value === 'number' ? -value : undefined;
  }
  if (!('A_Const' in node) || !type || type.array) return undefined;
  const { isnull, ival, fval, sval, boolval } = node.A_Const;
  if (isnull) return null;
  if (boolval) return type.name === 'boolean' ? String(boolval.boolval ?? false) : undefined;
  const text = ival ? String(ival.ival ?? 0) : (fval?.fval ?? sval?.sval);
  return text === undefined ? (sval ? '' : undefined) : typed(text, type);
}
/** Milliseconds east of UTC: `+02`, `-03:30`, `Z`. */
function offsetOf(zone: string): number {
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d\d):?(\d\d)?$/.exec(zone) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
export function typed(text: string, type: SqlType): BoundValue | undefined {
  if (type.builtin && wholeTypes.test(type.name)) return /^\s*-?\d+\s*$/.test(text) ? BigInt(text.trim()) : undefined;
  if (type.builtin && timeType.test(type.name)) {
    const date = /^(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d))?(Z|[+-]\d\d(?::?\d\d)?)?)?$/.exec(text.trim());
    if (!date || (type.name === 'date' && date[4])) return undefined;
    const [year, month, day, hour, minute, second] = date.slice(1, 7).map((part) => Number(part ?? 0));
    const at = Date.UTC(year!, month! - 1, day, hour, minute, second);
    const zone = date[7];
    if (zone === undefined) return at;
    return type.name === 'timestamp with time zone' ? { at: at - offsetOf(zone) } : undefined;
  }
  if (type.name === 'boolean') return /^(t|true|f|false)$/i.test(text) ? String(/^t/i.test(text)) : undefined;
  if (/^(text|character varying)$/.test(type.name) || !type.builtin) return `=${text}`;
  return undefined;
}

/** -1, 0, 1; undefined where it is not told which comes first. Text is ordered by its collation: only equality is told. */
function compare(a: BoundValue | undefined, b: BoundValue | undefined): number | undefined {
  if (a === undefined || b === undefined) return undefined;
  if (a === b) return 0;
  if (a === 'minvalue' || b === 'maxvalue') return -1;
  if (a === 'maxvalue' || b === 'minvalue') return 1;
  if (a === null || b === null || typeof a === 'string' || typeof b === 'string') return undefined;
  if (typeof a === 'object' || typeof b === 'object') return compareInstants(a, b);
  return a < b ? -1 : a > b ? 1 : 0;
}
/** No zone of a session is further from UTC. */
const FURTHEST_ZONE = 15 * 3_600_000;
function compareInstants(a: number | bigint | Instant, b: number | bigint | Instant): number | undefined {
  const [left, right] = [a, b].map((value) => (typeof value === 'object' ? value.at : Number(value))) as [
    number,
    number,
  ];
  const sameKind = typeof a === typeof b;
  if (!sameKind && Math.abs(left - right) <= FURTHEST_ZONE) return undefined;
  return Math.sign(left - right);
}
export function compareRows(
  a: readonly (BoundValue | undefined)[],
  b: readonly (BoundValue | undefined)[],
): number | undefined {
  for (let i = 0; i < a.length; i++) {
    const order = compare(a[i], b[i]);
    if (order !== 0) return order;
    if (a[i] === 'minvalue' || a[i] === 'maxvalue') return 0;
  }
  return 0;
}
export function overlap(a: Bound, b: Bound): boolean {
  if (a.kind === 'list' && b.kind === 'list')
    return a.values.some((value) => value !== undefined && b.values.some((other) => other === value));
  if (a.kind === 'range' && b.kind === 'range')
    return compareRows(a.from, b.to) === -1 && compareRows(b.from, a.to) === -1;
  if (a.kind !== 'hash' || b.kind !== 'hash') return false;
  const [small, large] = a.modulus < b.modulus ? [a, b] : [b, a];
  return large.modulus % small.modulus === 0 && large.remainder % small.modulus === small.remainder;
}
