/** Columns whose values are rows of a table or view, by whose type PostgreSQL keeps it as it is. */
import { local, qualified, typeName } from '../generate/text';
import type { Column, Schema, Table } from '../model/schema';
import { sameType } from '../model/types';
import { keyOf, makeObjectName } from '../text/names';
import { type Alteration, type Statement, statement } from './alteration';
import type { Side, Unit } from './unit';

interface Changed {
  readonly action: string;
  readonly alteration?: Alteration;
  readonly from?: Unit;
  readonly to?: Unit;
}
/** Whether all rows of a table that stands are written anew, or would be if it had some, for this column of it. */
export function changesRows({ action, alteration, from, to }: Changed): boolean {
  if (to?.item.is !== 'column') return false;
  const { column } = to.item;
  if (action === 'alter')
    return alteration?.retypesFirst === true || (from !== undefined && isRetypedColumn({ from, to }));
  if (action !== 'make' && action !== 'replace') return false;
  const isConstant =
    column.default === undefined ||
    /^(?:-?[\d.]+|'(?:[^']|'')*'(?:::[\w ".]+)?|true|false|now\(\)|CURRENT_\w+)$/.test(column.default);
  return column.identity !== undefined || column.generated?.kind === 'stored' || !isConstant;
}

export function isRetypedColumn({ from, to }: Pick<Changed, 'from' | 'to'>): boolean {
  if (from?.item.is !== 'column' || to?.item.is !== 'column') return false;
  const [was, is] = [from.item.column, to.item.column];
  return !sameType(was.type, is.type) || was.collation?.name !== is.collation?.name;
}

interface RowColumn {
  readonly table: Table;
  readonly column: Column;
  /** `ALTER TABLE … ALTER COLUMN …` */
  readonly change: string;
}
/** Its values by their names, so that attributes may come and go meanwhile; JSON within them as it is written. */
export const rowsAside = ({ column, change }: RowColumn, { context, schema }: Side): Statement =>
  statement(`${change} TYPE json USING to_json(${local(column.name, context)})`, {
    loses: holdsJson(column, schema) ? `in ${column.name} what is null in JSON, which becomes NULL` : undefined,
  });
function holdsJson({ type }: Column, { tables, views }: Schema): boolean {
  const key = keyOf({ schema: type.schema ?? '', name: type.name });
  const columns = tables.get(key)?.columns ?? views.get(key)?.columns ?? [];
  return columns.some((one) => /^jsonb?$/.test(one.type?.name ?? ''));
}
export function rowsBack({ table, column, change }: RowColumn, { context }: Side): Statement[] {
  const [own, target] = [local(column.name, context), typeName(column.type, context)];
  const back = (value: string): Statement =>
    statement(`${change} TYPE ${target} USING ${value}`, { fails: `a value of ${column.name} is none of ${target}` });
  if (!column.type.array) return [back(`json_populate_record(NULL::${target}, ${own})`)];
  // Only a field of a row is read from JSON as an array of rows.
  const holder = qualified({ schema: table.schema, name: makeObjectName(table.name, column.name, 'rows') }, context);
  return [
    statement(`CREATE TYPE ${holder} AS (v ${target})`),
    back(`(json_populate_record(NULL::${holder}, json_build_object('v', ${own}))).v`),
    statement(`DROP TYPE ${holder}`),
  ];
}
