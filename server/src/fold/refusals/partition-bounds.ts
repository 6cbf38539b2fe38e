/** Bounds of partitions: of the parent's kind, and apart from those of the other partitions. */
import type { Table } from '../../model/schema';
import type { CreateTable } from '../../sql/read/ops-table';
import type { TextRange } from '../../text/text';
import type { Draft } from '../draft';
import { constantProblem } from './constants';
import { partitionElements, partitionSpec } from './partition-keys';
import { siblingsOf } from './partition-siblings';
import { type Bound, boundOf, compareRows, overlap, readBound } from './partition-values';

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
  const problem = bound.kind === 'list' || bound.kind === 'range' ? valueProblem(draft, parent, text) : undefined;
  if (problem !== undefined) return refuse(problem);
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
    if (!sibling.origins?.self && draft.judging.mode === 'history') continue;
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
/** Values that the key's columns do not take (`transformPartitionBoundValue`). */
function valueProblem(draft: Draft, parent: Table, text: string): string | undefined {
  const spec = readBound(text);
  const elements = partitionElements(parent) ?? [];
  for (const list of [spec?.listdatums, spec?.lowerdatums, spec?.upperdatums])
    for (const [i, node] of (list ?? []).entries()) {
      const { name } = elements[spec?.listdatums ? 0 : i] ?? {};
      const column = parent.columns.find((each) => each.name === name);
      const constant = 'A_Const' in node ? node.A_Const : undefined;
      if (!column || !constant || constant.isnull || draft.isUnknownPart(parent, 'column', column.name)) continue;
      const { type } = column;
      if (constant.sval) {
        const message = constantProblem(draft, type, constant.sval.sval ?? '');
        if (message !== undefined) return message;
      } else if (
        constant.ival &&
        type.builtin &&
        !type.array &&
        /^(date|timestamp with(out)? time zone|uuid)$/.test(type.name)
      )
        return `specified value cannot be cast to type ${type.name} for column "${column.name}"`;
    }
  return undefined;
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
