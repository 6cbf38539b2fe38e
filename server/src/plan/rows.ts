/** The rows of a table that is made anew: kept beside it meanwhile, and put into the new one. */
import { only } from '../generate/lookup';
import { local, qualified, typeName } from '../generate/text';
import type { Column, Table } from '../model/schema';
import type { SqlType } from '../model/types';
import { quoteLiteral } from '../text/names';
import { type Statement, statement } from './alteration';
import { type Change, type Changes, isDropped } from './changes';
import { leftByPartitions } from './left-tables';
import { columnValuesOf } from './losses';
import type { Side } from './unit';
import { usingFor } from './using';

/** Both tables, where rows can go from one to the other; those of a partition go with its partitioned table's. */
interface RowsPair {
  readonly from: Table;
  readonly to: Table;
}
export function keptRows({ action, from, to }: Change, changes: Changes): RowsPair | undefined {
  if (action !== 'replace' || from?.item.is !== 'table' || to?.item.is !== 'table') return undefined;
  const tables = { from: from.item.table, to: to.item.table };
  if (tables.from.kind === 'foreign table' || tables.to.kind === 'foreign table') return undefined;
  if (from.above?.some((id) => withRows(id, changes)) || leftByPartitions(changes).has(from.id)) return undefined;
  return movedColumns(tables).length > 0 ? tables : undefined;
}
/** Whether the rows of what hangs below the table are kept with its own. */
export function withRows(id: string, changes: Changes): boolean {
  const change = changes.get(id);
  if (change?.from?.item.is !== 'table' || !isDropped(change)) return false;
  const { table } = change.from.item;
  if (table.partitionBy === undefined) return false;
  return keptRows(change, changes) !== undefined || (change.from.above ?? []).some((above) => withRows(above, changes));
}

interface Moved {
  readonly from: Column;
  readonly to: Column;
}
function movedColumns({ from, to }: RowsPair): Moved[] {
  return to.columns.flatMap((column) => {
    const was = from.columns.find(({ name }) => name === column.name);
    return was && column.generated === undefined ? [{ from: was, to: column }] : [];
  });
}
/** PostgreSQL's own types stay; a type that others made may be made anew too, and its values are kept as text. */
const isKeptAsText = (type: SqlType): boolean => !type.builtin;
const keptName = ({ schema, name }: Table) => ({ schema, name: `${name.slice(0, 50)}_before` });

export function saveRows(pair: RowsPair, before: Side, after: Side): Statement {
  const { from, to } = pair;
  const { context } = after;
  const columns = movedColumns(pair).map(({ from: { name, type } }) => {
    const own = local(name, context);
    return isKeptAsText(type) ? `${own}::text${type.array ? '[]' : ''} AS ${own}` : own;
  });
  const gone = from.columns.filter(
    ({ name, generated }) => generated === undefined && !to.columns.some((one) => one.name === name),
  );
  const lost = gone.map(({ name }) => columnValuesOf(from, name)).join(', ');
  const inherited = from.kind === 'table' ? only(from, before.schema) : '';
  return statement(
    `CREATE TABLE ${qualified(keptName(from), context)} AS SELECT ${columns.join(', ')} FROM ${inherited}${qualified(from, context)}`,
    { loses: lost === '' ? undefined : lost },
  );
}
export function putRows(pair: RowsPair, { context }: Side): Statement[] {
  const columns = movedColumns(pair);
  const { to } = pair;
  const [table, kept] = [qualified(to, context), qualified(keptName(pair.from), context)];
  const values = columns.map(({ from, to: column }) => {
    const [own, target] = [local(from.name, context), typeName(column.type, context)];
    const isText = isKeptAsText(from.type);
    if (isText && Boolean(from.type.array) === Boolean(column.type.array)) return `${own}::${target}`;
    const type = isText ? { ...from.type, name: 'text', builtin: true } : from.type;
    return usingFor(own, type, column.type, target, { renamed: false, schema: context.schema }) ?? own;
  });
  const overriding = columns.some(({ to: { identity } }) => identity?.kind === 'always')
    ? ' OVERRIDING SYSTEM VALUE'
    : '';
  const names = columns.map(({ to: { name } }) => local(name, context)).join(', ');
  return [
    statement(`INSERT INTO ${table} (${names})${overriding} SELECT ${values.join(', ')} FROM ${kept}`, {
      fails: `a row of ${to.name} does not fit the new one`,
    }),
    statement(`DROP TABLE ${kept}`),
    ...columns
      .filter(({ to: { identity } }) => identity)
      .map(({ to: column }) => {
        const own = local(column.name, context);
        const sequence = `pg_catalog.pg_get_serial_sequence(${quoteLiteral(table)}, ${quoteLiteral(column.name)})`;
        return statement(`SELECT pg_catalog.setval(${sequence}, max(${own})) FROM ${table} HAVING max(${own}) > 0`);
      }),
  ];
}
