/** CREATE TABLE: what its elements, its partitioning and its bounds may not say. */
import { bodiesOf, stringsOf } from '../ast';
import type { Constraint, CreateStmt, PartitionBoundSpec, PartitionSpec } from '../parse';
import { checkRefusals, columnRefusals, keyRefusals } from './columns';
import { optionRefusals } from './options';
import { columnRefs, type Refusals, systemColumn } from './refusal';

export function createTableRefusals(refusals: Refusals, statement: CreateStmt, foreign = false): void {
  const table = statement.relation?.relname ?? '';
  const at = statement.relation?.location;
  const columns = bodiesOf(statement.tableElts, 'ColumnDef');
  const own = bodiesOf(statement.tableElts, 'Constraint');
  const all = [
    ...columns.flatMap((column) => inline(column.colname, bodiesOf(column.constraints, 'Constraint'))),
    ...own,
  ];
  for (const column of columns) {
    if (systemColumn.test(column.colname ?? ''))
      refusals.add(`column name "${column.colname}" conflicts with a system column name`, column.location);
    columnRefusals(refusals, column, table);
  }
  for (const constraint of own) keyRefusals(refusals, { ...constraint, fk_del_set_cols: [] });
  for (const { contype, raw_expr: value } of own) if (contype === 'CONSTR_CHECK') checkRefusals(refusals, value);
  generatedOfGenerated(refusals, columns);
  if (foreign) foreignTable(refusals, all, at);
  for (const constraint of all) if (isForeignKey(constraint)) foreignKeyRefusals(refusals, constraint, columns);
  persistence(refusals, statement);
  const made = statement.ofTypename ? 'typed tables' : statement.partbound ? 'partitions' : undefined;
  for (const { contype } of made ? all : []) {
    if (contype === 'CONSTR_IDENTITY') refusals.add(`identity columns are not supported on ${made}`, at);
    if (contype === 'CONSTR_GENERATED')
      refusals.add(
        `generated columns are not supported on ${made}`,
        at,
        statement.ofTypename ? {} : { before: 160000 },
      );
  }
  optionRefusals(refusals, statement.options, 'table', at);
  if (statement.partspec) partitioned(refusals, statement, statement.partspec, all, columns);
  if (statement.partbound) boundRefusals(refusals, statement.partbound);
}
/** A column's own foreign key is one of that column. */
function inline(name: string | undefined, constraints: readonly Constraint[]): readonly Constraint[] {
  if (!constraints.some(isForeignKey)) return constraints;
  const key = [{ String: { sval: name ?? '' } }];
  return constraints.map((each) => (isForeignKey(each) ? { ...each, fk_attrs: key } : each));
}
const isForeignKey = ({ contype }: Constraint): boolean => contype === 'CONSTR_FOREIGN';
const isGenerated = (column: { constraints?: Parameters<typeof bodiesOf>[0] }): boolean =>
  bodiesOf(column.constraints, 'Constraint').some(({ contype }) => contype === 'CONSTR_GENERATED');

function generatedOfGenerated(refusals: Refusals, columns: ReturnType<typeof bodiesOf<'ColumnDef'>>): void {
  const generated = new Set(columns.filter(isGenerated).map(({ colname }) => colname ?? ''));
  if (generated.size === 0) return;
  for (const column of columns)
    for (const { contype, raw_expr: value } of bodiesOf(column.constraints, 'Constraint'))
      if (contype === 'CONSTR_GENERATED')
        for (const { names, location } of columnRefs(value))
          if (generated.has(names.at(-1) ?? ''))
            refusals.add(`cannot use generated column "${names.at(-1)}" in column generation expression`, location);
}
function foreignTable(refusals: Refusals, constraints: readonly Constraint[], at: number | undefined): void {
  const kinds: Readonly<Record<string, string>> = {
    CONSTR_PRIMARY: 'primary key',
    CONSTR_UNIQUE: 'unique',
    CONSTR_EXCLUSION: 'exclusion',
    CONSTR_FOREIGN: 'foreign key',
  };
  for (const { contype, location } of constraints) {
    const kind = kinds[contype ?? ''];
    if (kind) refusals.add(`${kind} constraints are not supported on foreign tables`, location ?? at);
  }
}
function foreignKeyRefusals(
  refusals: Refusals,
  constraint: Constraint,
  columns: ReturnType<typeof bodiesOf<'ColumnDef'>>,
): void {
  const own = stringsOf(constraint.fk_attrs);
  const at = constraint.location;
  const generated = columns.some((column) => isGenerated(column) && own.includes(column.colname ?? ''));
  if (!generated) return;
  const end = 'action for foreign key constraint containing generated column';
  if (/^[cnd]$/.test(constraint.fk_upd_action ?? '')) refusals.add(`invalid ON UPDATE ${end}`, at);
  if (/^[nd]$/.test(constraint.fk_del_action ?? '')) refusals.add(`invalid ON DELETE ${end}`, at);
}
function persistence(refusals: Refusals, { relation, oncommit }: CreateStmt): void {
  const temporary = relation?.relpersistence === 't';
  const inTemporary = /^pg_temp$/.test(relation?.schemaname ?? '');
  const at = relation?.location;
  if (temporary && relation?.schemaname !== undefined && !/^pg_temp/.test(relation.schemaname))
    refusals.add('cannot create temporary relation in non-temporary schema', at);
  if (relation?.relpersistence === 'u' && inTemporary)
    refusals.add('only temporary relations may be created in temporary schemas', at);
  if (oncommit !== undefined && oncommit !== 'ONCOMMIT_NOOP' && !temporary && !inTemporary)
    refusals.add('ON COMMIT can only be used on temporary tables', at);
}

function partitioned(
  refusals: Refusals,
  statement: CreateStmt,
  spec: PartitionSpec,
  constraints: readonly Constraint[],
  columns: ReturnType<typeof bodiesOf<'ColumnDef'>>,
): void {
  const keys = bodiesOf(spec.partParams, 'PartitionElem');
  const at = spec.location;
  if (spec.strategy === 'PARTITION_STRATEGY_LIST' && keys.length > 1)
    refusals.add('cannot use "list" partition strategy with more than one column', at);
  const elements = statement.tableElts ?? [];
  const complete =
    !statement.inhRelations && !statement.ofTypename && elements.every((each) => !('TableLikeClause' in each));
  for (const { name, expr, location } of keys) {
    const named = expr ? columnRefs(expr) : [{ names: [name ?? ''], location }];
    refusals.expression(expr, 'partition key expression');
    refusals.immutable(expr, 'functions in partition key expression must be marked IMMUTABLE');
    if (expr && named.length === 0 && isConstant(expr))
      refusals.add('cannot use constant expression as partition key', location);
    for (const { names, location: place } of named) {
      const column = names.at(-1) ?? '';
      const def = columns.find(({ colname }) => colname === column);
      if (systemColumn.test(column)) refusals.add(`cannot use system column "${column}" in partition key`, place);
      else if (def && isGenerated(def)) refusals.add('cannot use generated column in partition key', place);
      else if (!expr && !def && complete)
        refusals.add(`column "${column}" named in partition key does not exist`, place);
    }
  }
  for (const constraint of constraints) partitionedConstraint(refusals, constraint, statement);
}
const isConstant = (node: object): boolean => 'A_Const' in node;
function partitionedConstraint(
  refusals: Refusals,
  { contype, location, is_no_inherit: noInherit }: Constraint,
  { relation }: CreateStmt,
): void {
  const at = location ?? relation?.location;
  if (contype === 'CONSTR_CHECK' && noInherit)
    refusals.add(`cannot add NO INHERIT constraint to partitioned table "${relation?.relname}"`, at);
  if (contype === 'CONSTR_EXCLUSION')
    refusals.add('exclusion constraints are not supported on partitioned tables', at, { before: 170000 });
}

/** A bound by itself; against its parent and the other partitions it is judged where those are known. */
export function boundRefusals(refusals: Refusals, bound: PartitionBoundSpec): void {
  for (const values of [bound.listdatums, bound.lowerdatums, bound.upperdatums]) {
    for (const { names, location } of columnRefs(values))
      if (!(values !== bound.listdatums && names.length === 1 && /^(minvalue|maxvalue)$/.test(names[0]!)))
        refusals.add('cannot use column reference in partition bound expression', location);
    refusals.expression(values, 'partition bound', 'partition bound');
    if (values && values !== bound.listdatums) unbounded(refusals, values, bound.location);
  }
  if (bound.strategy !== 'h' || bound.is_default) return;
  const { modulus = 0, remainder = 0 } = bound;
  if (modulus <= 0)
    refusals.add('modulus for hash partition must be an integer value greater than zero', bound.location);
  else if (remainder >= modulus) refusals.add('remainder for hash partition must be less than modulus', bound.location);
}
function unbounded(
  refusals: Refusals,
  values: NonNullable<PartitionBoundSpec['lowerdatums']>,
  at: number | undefined,
): void {
  let first: string | undefined;
  for (const value of values) {
    if ('A_Const' in value && value.A_Const.isnull) refusals.add('cannot specify NULL in range bound', at);
    const [name] = columnRefs(value).map(({ names }) => names[0]);
    const endless = name === 'minvalue' || name === 'maxvalue' ? name.toUpperCase() : undefined;
    if (first !== undefined && endless !== first)
      refusals.add(`every bound following ${first} must also be ${first}`, at);
    first ??= endless;
  }
}
