/** Citus's own functions: how they spread a table's rows over its nodes, and what Citus refuses of that. */
import { findTable } from '../../model/resolve';
import type { Distribution, Table } from '../../model/schema';
import type { Op, RoutineCall } from '../../sql/read/ops';
import { keyOf } from '../../text/names';
import { present } from '../../text/present';
import { parseRegclass, printedName } from '../../text/quoted';
import type { Name, TextRange } from '../../text/text';
import type { Draft } from '../draft';
import { mayDistribute } from '../refusals/distributed';
import { requireColumns, requireTable } from '../required';

/** In the order in which they are declared: what an argument without a name is. */
const citusParameters: Readonly<Record<string, readonly string[]>> = {
  create_distributed_table: ['table_name', 'distribution_column', 'distribution_type', 'colocate_with', 'shard_count'],
  create_distributed_table_concurrently: [
    'table_name',
    'distribution_column',
    'distribution_type',
    'colocate_with',
    'shard_count',
  ],
  create_reference_table: ['table_name'],
  undistribute_table: ['table_name'],
  alter_distributed_table: ['table_name', 'distribution_column', 'shard_count', 'colocate_with'],
  citus_schema_distribute: ['schemaname'],
  citus_schema_undistribute: ['schemaname'],
};
type GivenArgument = RoutineCall['arguments'][number];
type GivenArguments = ReadonlyMap<string, GivenArgument>;

/** True where it is one of Citus's functions, and what it does has been done, or is not known from here on. */
export function applyCitusCalls(draft: Draft, use: Op<'use'>, name: Name): boolean {
  const declared = citusParameters[name.value.name];
  if (!declared || !draft.schema.extensions.has('citus')) return false;
  const calls = (use.calls ?? []).filter((call) => call.name.value.name === name.value.name);
  if (calls.length === 0) forgetDistributions(draft, name.range);
  for (const call of calls) {
    const given = new Map(call.arguments.map((one, at) => [one.name ?? declared[at] ?? '', one] as const));
    if (declared[0] === 'schemaname') distributeSchema(draft, given, name.value.name === 'citus_schema_distribute');
    else applyToTable(draft, name, given);
  }
  return true;
}
function applyToTable(draft: Draft, { value: { name }, range }: Name, given: GivenArguments): void {
  const written = given.get('table_name');
  const found = typeof written?.text === 'string' ? parseRegclass(written.text) : undefined;
  if (!found) return forgetDistributions(draft, range);
  const at = written?.literal ?? range;
  const table = requireTable(draft, { value: found, range: at });
  if (!table) return;
  const origin = draft.origin(range);
  const set = (distribution: Distribution | undefined): void =>
    draft.updateTable(keyOf(table), ({ distribution: _, ...rest }) => ({
      ...rest,
      ...present({ distribution }),
      origins: { ...rest.origins, distribution: origin },
    }));
  if (name === 'undistribute_table') return set(undefined);
  if (name !== 'alter_distributed_table' && table.distribution && table.origins?.distribution) {
    const object = { kind: 'table', schema: table.schema, name: table.name } as const;
    return draft.refuse('other', at, object, `table "${table.name}" is already distributed`);
  }
  const how = { alter_distributed_table: altered, create_reference_table: () => ({ method: 'reference' }) as const }[
    name
  ];
  const distribution = (how ?? distributed)(draft, table, given, range);
  // What is refused changes nothing.
  if (distribution) set(distribution);
}
/** The column is there, and every key holds it; else it is refused, and undefined. */
function distributed(draft: Draft, table: Table, given: GivenArguments, range: TextRange): Distribution | undefined {
  const [written, type] = [given.get('distribution_column'), given.get('distribution_type')];
  if (written?.text === null) return { method: 'single shard' };
  const method = type === undefined ? 'hash' : (['hash', 'range', 'append'] as const).find((one) => one === type.text);
  if (method === undefined || written?.text === undefined) return { method: 'unknown' };
  const column = { value: written.text, range: written.literal ?? range };
  const missing = (name: string) => `column "${name}" of relation "${table.name}" does not exist`;
  if (!requireColumns(draft, table, [column], missing)) return undefined;
  if (!mayDistribute(draft, table, column.value, range)) return undefined;
  return {
    method,
    column: column.value,
    ...present({ colocateWith: colocation(draft, given), shardCount: shards(given) }),
  };
}
function altered(draft: Draft, table: Table, given: GivenArguments, range: TextRange): Distribution | undefined {
  const old = table.distribution ?? { method: 'unknown' };
  if (given.get('distribution_column')?.text) return distributed(draft, table, given, range);
  return { ...old, ...present({ colocateWith: colocation(draft, given), shardCount: shards(given) }) };
}
function colocation(draft: Draft, given: GivenArguments): Distribution['colocateWith'] {
  const text = given.get('colocate_with')?.text;
  if (typeof text !== 'string' || text === 'default') return undefined;
  if (text === 'none') return 'none';
  const name = parseRegclass(text);
  const table = name && findTable(draft.schema, name);
  return table && { schema: table.schema, name: table.name };
}
function shards(given: GivenArguments): number | undefined {
  const count = Number(given.get('shard_count')?.text ?? Number.NaN);
  return Number.isInteger(count) ? count : undefined;
}
/** Which table it is about is not in the text: it may be any. */
function forgetDistributions(draft: Draft, range: TextRange): void {
  const origin = draft.origin(range);
  for (const [key, { origins }] of draft.schema.tables)
    if (origins?.self)
      draft.updateTable(key, (table) => ({
        ...table,
        distribution: { method: 'unknown' },
        origins: { ...table.origins, distribution: origin },
      }));
}
function distributeSchema(draft: Draft, given: GivenArguments, distributes: boolean): void {
  const text = given.get('schemaname')?.text;
  const namespace = typeof text === 'string' ? draft.schema.namespaces.get(printedName(text)) : undefined;
  if (!namespace) return;
  const { distributed: _, ...rest } = namespace;
  draft.put('namespaces', namespace.name, { ...rest, ...(distributes && { distributed: true }) });
}
