/** What a table is partitioned by. */
import type { Table } from '../../model/schema';
import { bodiesOf } from '../../sql/ast';
import { type PartitionElem, type PartitionSpec, parse } from '../../sql/parse';
import { columnRefs } from '../../sql/refusals/refusal';
import type { TextRange } from '../../text/text';
import type { Draft } from '../draft';

const specs = new Map<string, PartitionSpec | undefined>();
/** `RANGE (a, lower(b))`, read. */
export function partitionSpec(text: string): PartitionSpec | undefined {
  if (!specs.has(text)) {
    if (specs.size > 10_000) specs.clear();
    const outcome = parse(`CREATE TABLE t () PARTITION BY ${text}`);
    const node = outcome.status === 'ok' ? outcome.statements[0]?.stmt : undefined;
    specs.set(text, node && 'CreateStmt' in node ? node.CreateStmt.partspec : undefined);
  }
  return specs.get(text);
}
export function partitionElements(table: Table): PartitionElem[] | undefined {
  const spec = table.partitionBy === undefined ? undefined : partitionSpec(table.partitionBy);
  return spec && bodiesOf(spec.partParams, 'PartitionElem');
}
/** Every column that the key names, within expressions too; undefined for what is not partitioned. */
export function partitionColumns(table: Table): string[] | undefined {
  return partitionElements(table)?.flatMap(({ name, expr }) =>
    name === undefined ? columnRefs(expr).map(({ names }) => names.at(-1) ?? '') : [name],
  );
}
/** A key of a partitioned table holds its partition's columns (`DefineIndex`). */
export function requirePartitionColumns(
  draft: Draft,
  table: Table,
  kind: 'PRIMARY KEY' | 'UNIQUE',
  columns: readonly string[],
  range: TextRange,
): boolean {
  const elements = partitionElements(table);
  if (!elements) return true;
  const object = { kind: 'table', schema: table.schema, name: table.name } as const;
  if (elements.some(({ name }) => name === undefined)) {
    draft.refuse('other', range, object, `unsupported ${kind} constraint with partition key definition`);
    return false;
  }
  if (elements.every(({ name }) => columns.includes(name!))) return true;
  draft.refuse('other', range, object, 'unique constraint on partitioned table must include all partitioning columns');
  return false;
}
