/** Bounds of partitions: of the parent's kind, and apart from those of the other partitions. */
import { Lookup } from '../model/lookup';
import { keyOf, type QualifiedName, qualifiedKey } from '../model/names';
import type { Table } from '../model/schema';
import type { SqlType } from '../model/types';
import { LruCache } from '../sql/lru';
import type { CreateTable } from '../sql/ops';
import { type Node, type PartitionBoundSpec, parse } from '../sql/parse';
import { columnRefs } from '../sql/refusal';
import type { TextRange } from '../sql/text';
import { childrenOf } from './children';
import type { Draft } from './draft';
import { partitionElements, partitionSpec } from './partition-keys';
import { baseType } from './type-change';

/** Where the value is not told: undefined. */
type Value = number | bigint | string | null | 'minvalue' | 'maxvalue';
type Bound = { readonly kind: 'default' | 'other' } | ListBound | RangeBound | HashBound;
interface ListBound {
  readonly kind: 'list';
  readonly values: readonly (Value | undefined)[];
}
interface RangeBound {
  readonly kind: 'range';
  readonly from: readonly (Value | undefined)[];
  readonly to: readonly (Value | undefined)[];
}
interface HashBound {
  readonly kind: 'hash';
  readonly modulus: number;
  readonly remainder: number;
}

/** By its text: every new partition is held against those that are there. */
const specs = new LruCache<{ readonly spec: PartitionBoundSpec | undefined }>(2_000_000);
function readBound(text: string): PartitionBoundSpec | undefined {
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
const bounds = new WeakMap<Table['columns'], Map<string, Bound>>();
function boundOf(draft: Draft, parent: Table, text: string): Bound {
  const ofParent = bounds.get(parent.columns) ?? new Map<string, Bound>();
  bounds.set(parent.columns, ofParent);
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
const whole = /^(smallint|integer|bigint)$/;
const time = /^(date|timestamp with(out)? time zone)$/;
function readValue(node: Node, type: SqlType | undefined): Value | undefined {
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
function typed(text: string, type: SqlType): Value | undefined {
  if (type.builtin && whole.test(type.name)) return /^\s*-?\d+\s*$/.test(text) ? BigInt(text.trim()) : undefined;
  if (type.builtin && time.test(type.name)) {
    const date = /^(\d{4})-(\d\d)-(\d\d)(?: (\d\d):(\d\d)(?::(\d\d))?)?$/.exec(text.trim());
    if (!date || (type.name === 'date' && date[4])) return undefined;
    const [year, month, day, hour, minute, second] = date.slice(1).map((part) => Number(part ?? 0));
    return Date.UTC(year!, month! - 1, day, hour, minute, second);
  }
  if (type.name === 'boolean') return /^(t|true|f|false)$/i.test(text) ? String(/^t/i.test(text)) : undefined;
  if (/^(text|character varying)$/.test(type.name) || !type.builtin) return `=${text}`;
  return undefined;
}

/** -1, 0, 1; undefined where it is not told which comes first. Text is ordered by its collation: only equality is told. */
function compare(a: Value | undefined, b: Value | undefined): number | undefined {
  if (a === undefined || b === undefined) return undefined;
  if (a === b) return 0;
  if (a === 'minvalue' || b === 'maxvalue') return -1;
  if (a === 'maxvalue' || b === 'minvalue') return 1;
  if (a === null || b === null || typeof a === 'string' || typeof b === 'string') return undefined;
  return a < b ? -1 : a > b ? 1 : 0;
}
function compareRows(a: readonly (Value | undefined)[], b: readonly (Value | undefined)[]): number | undefined {
  for (let i = 0; i < a.length; i++) {
    const order = compare(a[i], b[i]);
    if (order !== 0) return order;
    if (a[i] === 'minvalue' || a[i] === 'maxvalue') return 0;
  }
  return 0;
}
function overlap(a: Bound, b: Bound): boolean {
  if (a.kind === 'list' && b.kind === 'list')
    return a.values.some((value) => value !== undefined && b.values.some((other) => other === value));
  if (a.kind === 'range' && b.kind === 'range')
    return compareRows(a.from, b.to) === -1 && compareRows(b.from, a.to) === -1;
  if (a.kind !== 'hash' || b.kind !== 'hash') return false;
  const [small, large] = a.modulus < b.modulus ? [a, b] : [b, a];
  return large.modulus % small.modulus === 0 && large.remainder % small.modulus === small.remainder;
}

const DEFAULT = 'default';
/** Partitions by their parent and each value of a list, or that they are the default one. */
const byValue = new Lookup<Table>(({ partitionOf }) => {
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
/** The partitions that this bound may be in the way of. */
function siblingsOf(draft: Draft, parent: Table, bound: Bound, text: string): Table[] {
  const { tables } = draft.schema;
  const spec = bound.kind === 'list' || bound.kind === 'default' ? readBound(text) : undefined;
  if (!spec) return childrenOf(draft.schema, keyOf(parent));
  return [...new Set(valueKeys(spec, parent).flatMap((key) => byValue.values(tables, key)))];
}

/** Whether the bound can stand beside the others of the parent; says so where it cannot. */
export function boundFits(
  draft: Draft,
  parent: Table,
  child: { readonly name: string; readonly schema: string },
  text: string,
  range: TextRange,
): boolean {
  const refuse = (message: string): false => {
    draft.refuse('other', range, { kind: 'table', schema: child.schema, name: child.name }, message);
    return false;
  };
  const strategy = parent.partitionBy && /^\w+/.exec(parent.partitionBy)?.[0].toLowerCase();
  if (!strategy) return true;
  const bound = boundOf(draft, parent, text);
  if (bound.kind === 'other') return true;
  if (bound.kind === 'default' && strategy === 'hash')
    return refuse('a hash-partitioned table may not have a default partition');
  if (bound.kind !== 'default' && bound.kind !== strategy)
    return refuse(`invalid bound specification for a ${strategy} partition`);
  if (bound.kind === 'range') {
    const width = partitionSpec(parent.partitionBy!)?.partParams?.length ?? bound.from.length;
    if (bound.from.length !== width) return refuse('FROM must specify exactly one value per partitioning column');
    if (bound.to.length !== width) return refuse('TO must specify exactly one value per partitioning column');
    const order = compareRows(bound.from, bound.to);
    if (order !== undefined && order >= 0) return refuse(`empty range bound specified for partition "${child.name}"`);
  }
  const siblings = siblingsOf(draft, parent, bound, text).filter(
    (each) => each.partitionOf && !(each.name === child.name && each.schema === child.schema),
  );
  for (const sibling of siblings) {
    if (draft.isUnknown('table', sibling.schema, sibling.name)) continue;
    if (draft.context.mode === 'history' && !sibling.origins?.self) continue;
    const other = boundOf(draft, parent, sibling.partitionOf!.bound);
    if (bound.kind === 'default' && other.kind === 'default')
      return refuse(`partition "${child.name}" conflicts with existing default partition "${sibling.name}"`);
    if (overlap(bound, other)) return refuse(`partition "${child.name}" would overlap partition "${sibling.name}"`);
  }
  return (
    moduliFit(draft, parent, bound, siblings) ||
    refuse('every hash partition modulus must be a factor of the next larger modulus')
  );
}
function moduliFit(draft: Draft, parent: Table, bound: Bound, siblings: readonly Table[]): boolean {
  if (bound.kind !== 'hash') return true;
  const moduli = siblings.flatMap((sibling) => {
    const other = boundOf(draft, parent, sibling.partitionOf!.bound);
    return other.kind === 'hash' ? [other.modulus] : [];
  });
  const sorted = [...new Set([...moduli, bound.modulus])].sort((a, b) => a - b);
  return sorted.every((modulus, i) => i === 0 || modulus % sorted[i - 1]! === 0);
}

/** CREATE TABLE … PARTITION OF. */
export function mayBePartition(draft: Draft, op: CreateTable, parent: Table): boolean {
  const { name, range } = { name: op.name.value.name, range: op.partitionOf!.parent.range };
  const refuse = (message: string): false => {
    draft.refuse('other', range, { kind: 'table', schema: parent.schema, name }, message);
    return false;
  };
  const [own, above] = [
    op.persistence === 'temporary',
    parent.persistence === 'temporary' || parent.schema === 'pg_temp',
  ];
  if (above && !own)
    return refuse(`cannot create a permanent relation as partition of temporary relation "${parent.name}"`);
  if (own && !above)
    return refuse(`cannot create a temporary relation as partition of permanent relation "${parent.name}"`);
  const keyed = parent.constraints.some(({ kind }) => kind === 'primary key' || kind === 'unique');
  if (op.kind === 'foreign table' && keyed)
    return refuse(`cannot create foreign partition of partitioned table "${parent.name}"`);
  if (op.partitionBy !== undefined)
    for (const element of partitionElements({ partitionBy: op.partitionBy } as Table) ?? [])
      if (element.name !== undefined && parent.columns.every((column) => column.name !== element.name))
        return refuse(`column "${element.name}" named in partition key does not exist`);
  return boundFits(
    draft,
    parent,
    { schema: op.name.value.schema ?? parent.schema, name },
    op.partitionOf!.bound,
    op.name.range,
  );
}
