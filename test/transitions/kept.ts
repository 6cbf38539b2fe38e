/** Whether the rows and values of a database are still there, or a step says that they are not. */
import { lookup, tableFrom } from '../../server/src/generate/lookup';
import { parentsOf } from '../../server/src/model/children';
import type { Schema, Table } from '../../server/src/model/schema';
import { columnValuesOf, rowsOf } from '../../server/src/plan/losses';
import type { Plan } from '../../server/src/plan/step';
import { keyOf, quoteIdentifier, quoteQualified } from '../../server/src/text/names';
import type { TestDatabase } from '../support/postgres';

/** By keys of tables: how many rows, and of each column how many values that are not NULL. Of a partitioned table, with its partitions'. */
export type Kept = ReadonlyMap<string, ReadonlyMap<string, number>>;
const ROWS = '';

export async function keptIn(database: TestDatabase, { tables }: Schema): Promise<Kept> {
  const found = new Map<string, Map<string, number>>();
  for (const [key, table] of tables) {
    if (table.kind === 'foreign table') continue;
    const columns = table.columns.filter(({ generated }) => generated === undefined).map(({ name }) => name);
    const counts = ['*', ...columns.map((name) => quoteIdentifier(name, 'always'))].map((one) => `count(${one})::int4`);
    const only = table.partitionBy === undefined ? 'ONLY ' : '';
    const [row = []] = await database
      .query(`SELECT ${counts.join(', ')} FROM ${only}${quoteQualified(table, 'always')}`)
      .catch(() => []);
    found.set(key, new Map([ROWS, ...columns].map((name, at) => [name, Number(row[at] ?? 0)])));
  }
  return found;
}
/** What is gone without a word; undefined: nothing. */
export function lostBetween(before: Kept, after: Kept, from: Schema, { steps }: Plan): string | undefined {
  const said = steps.flatMap(({ loses }) => loses ?? []).join('\n');
  const lost: string[] = [];
  for (const [key, counts] of before) {
    const table = from.tables.get(key)!;
    const family = [table, ...above(table, from), ...below(table, from)];
    if (family.some((one) => said.includes(rowsOf(one)))) continue;
    const now = after.get(key);
    // Its rows have gone into the table above, which is counted with them.
    if (!now && above(table, from).some((one) => after.has(keyOf(one)))) continue;
    for (const [column, count] of counts)
      if ((now?.get(column) ?? 0) < count && !family.some((one) => said.includes(columnValuesOf(one, column))))
        lost.push(`${table.name}${column === ROWS ? '' : `.${column}`} ${count} → ${now?.get(column)}`);
  }
  return lost.length > 0 ? `rows: ${lost.join(', ')}` : undefined;
}
function above(table: Table, schema: Schema): Table[] {
  const own = parentsOf(table).flatMap((name) => tableFrom(schema, name, table.schema) ?? []);
  return own.flatMap((one) => [one, ...above(one, schema)]);
}
function below(table: Table, schema: Schema): Table[] {
  const own = lookup(schema).partitions.get(keyOf(table)) ?? [];
  return own.flatMap((one) => [one, ...below(one, schema)]);
}
