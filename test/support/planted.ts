/** Differences to plant in dev, one at a time, and the rule that has to find each. */

import type { Column, Constraint, Index, KeyConstraint, Schema, Table } from '../../server/src/model/schema';
import { formatType } from '../../server/src/model/types';
import { keyOf, qualifiedKey, quoteIdentifier } from '../../server/src/text/names';

export interface Planted {
  readonly what: string;
  readonly code: string;
  readonly schema: Schema;
  /** What the finding's range must cover. */
  readonly at?: RegExp;
}
const withTable = (schema: Schema, table: Table): Schema => ({
  ...schema,
  tables: schema.tables.with(keyOf(table), table),
});
const withColumns = (schema: Schema, table: Table, columns: readonly Column[]) =>
  withTable(schema, { ...table, columns });
const withColumn = (schema: Schema, table: Table, column: Column) =>
  withColumns(
    schema,
    table,
    table.columns.map((each) => (each.name === column.name ? column : each)),
  );
const quoted = (name: string) => new RegExp(`^"?${name}"?$`);

function* inColumns(schema: Schema, table: Table): Generator<Planted> {
  const what = (verb: string, column: Column) => `${table.name}.${column.name} ${verb}`;
  const keyed = new Set(table.constraints.flatMap((c) => (c.kind === 'primary key' ? c.columns : [])));
  for (const column of table.columns) {
    const others = table.columns.filter((each) => each !== column);
    const own = quoted(column.name);
    yield { what: what('dropped', column), code: 'extra-column', schema: withColumns(schema, table, others), at: own };
    const added = { name: 'zz_planted', type: { name: 'text', builtin: true }, notNull: false };
    const at = table.columns.indexOf(column);
    const more = [...table.columns.slice(0, at), added, ...table.columns.slice(at)];
    yield {
      what: `${table.name} +zz_planted before ${column.name}`,
      code: 'missing-columns',
      schema: withColumns(schema, table, more),
      at: quoted(table.name),
    };
    const type = otherType(column);
    yield {
      what: what(`retyped to ${type.name}`, column),
      code: 'column-type',
      schema: withColumn(schema, table, { ...column, type }),
    };
    if (!keyed.has(column.name))
      yield {
        what: what('NOT NULL', column),
        code: 'column-nullability',
        schema: withColumn(schema, table, { ...column, notNull: !column.notNull }),
      };
    if (column.identity) {
      const { identity, ...plain } = column;
      yield { what: what('identity', column), code: 'column-identity', schema: withColumn(schema, table, plain) };
    } else if (column.generated) {
      const generated = { ...column.generated, expression: '(net - tax)' };
      yield {
        what: what('expression', column),
        code: 'column-generated',
        schema: withColumn(schema, table, { ...column, generated }),
      };
    } else {
      const text = { default: otherDefault(column) };
      if (!column.default?.startsWith('nextval'))
        yield {
          what: what('default', column),
          code: 'column-default',
          schema: withColumn(schema, table, { ...column, ...text }),
        };
      const { default: _, ...without } = column;
      if (column.default !== undefined)
        yield { what: what('no default', column), code: 'column-default', schema: withColumn(schema, table, without) };
    }
    if (column.collation) {
      const { collation, ...plain } = column;
      yield { what: what('collation', column), code: 'column-collation', schema: withColumn(schema, table, plain) };
    }
  }
}
const alike = new Map(
  [
    ['integer', 'bigint'],
    ['numeric', 'double precision'],
    ['text', 'character varying'],
    ['timestamp with time zone', 'timestamp without time zone'],
  ].flatMap(([a, b]) => [
    [a, b],
    [b, a],
  ]),
);
/** One that defaults, checks and indexes of the column stay right for; a date for the rest. */
function otherType({ type, collation }: Column): Column['type'] {
  const other = type.array ? undefined : alike.get(type.name);
  // A date has no collation.
  return { name: other ?? (type.name === 'date' || collation ? 'text' : 'date'), builtin: true };
}
/** One that the type can have. */
function otherDefault({ type, default: before }: Column): string {
  if (before === 'now()') return 'clock_timestamp()';
  const name = formatType(type);
  return type.name === 'text' && !type.array ? "'planted'::text" : `COALESCE(NULL::${name}, NULL::${name})`;
}
const family = (constraint: Constraint) =>
  constraint.kind === 'exclude' ? 'exclusion' : constraint.kind.replace(' ', '-');
/** Undefined where the table has nothing to make another one of. */
function otherwise(constraint: Constraint, table: Table): Constraint | undefined {
  switch (constraint.kind) {
    case 'check':
      return { ...constraint, expression: '(1 > 0)' };
    case 'foreign key':
      return { ...constraint, onDelete: constraint.onDelete === 'set null' ? 'cascade' : 'set null' };
    case 'exclude':
      return undefined;
    default: {
      const other = table.columns.find((column) => column.notNull && !constraint.columns.includes(column.name));
      return other && { ...constraint, columns: [...constraint.columns, other.name] };
    }
  }
}
function* inConstraints(schema: Schema, table: Table): Generator<Planted> {
  for (const constraint of table.constraints) {
    const others = table.constraints.filter((each) => each !== constraint);
    const what = `${table.name} ${constraint.name}`;
    yield {
      what: `${what} dropped`,
      code: `extra-${family(constraint)}`,
      schema: withTable(schema, { ...table, constraints: others }),
    };
    const other = otherwise(constraint, table);
    if (!other) continue;
    const changed = { ...table, constraints: [...others, other] };
    yield { what: `${what} changed`, code: `different-${family(constraint)}`, schema: withTable(schema, changed) };
  }
  const column = (table.columns[1] ?? table.columns[0]!).name;
  const added: Constraint[] = [
    { kind: 'unique', name: 'planted_unique', columns: [column, table.columns[0]!.name] },
    { kind: 'check', name: 'planted_check', expression: `(${column} IS NOT NULL)` },
  ];
  const key = table.constraints.find((each): each is KeyConstraint => each.kind === 'primary key');
  if (key) {
    const references = { schema: table.schema, name: table.name };
    added.push({
      kind: 'foreign key',
      name: 'planted_fk',
      columns: key.columns,
      references,
      referencedColumns: key.columns,
    });
  }
  for (const constraint of added) {
    const constraints = [...table.constraints, constraint];
    yield {
      what: `${table.name} +${constraint.kind}`,
      code: `missing-${family(constraint)}`,
      schema: withTable(schema, { ...table, constraints }),
      at: quoted(table.name),
    };
  }
}
function* inIndexes(schema: Schema): Generator<Planted> {
  for (const [key, index] of schema.indexes) {
    const table = schema.tables.get(qualifiedKey(index.table.schema ?? index.schema, index.table.name));
    const column = table?.columns.findLast(({ name }) => !index.keys.some((each) => each.column === name))?.name;
    if (column === undefined) continue;
    yield {
      what: `${index.name} dropped`,
      code: 'extra-index',
      schema: { ...schema, indexes: schema.indexes.without(key) },
      at: quoted(index.name),
    };
    const changes: Partial<Index>[] = [
      // Only a B-tree can be unique.
      ...(index.method === 'btree' ? [{ unique: !index.unique }] : []),
      // Another type may have no operator class of the other methods.
      { keys: [...index.keys, index.method === 'btree' ? { column } : index.keys[0]!] },
      { where: `(${quoteIdentifier(column)} IS NULL)` },
    ];
    for (const change of changes)
      yield {
        what: `${index.name} ${Object.keys(change)}`,
        code: 'different-index',
        schema: { ...schema, indexes: schema.indexes.with(key, { ...index, ...change }) },
      };
    const added = {
      ...index,
      name: 'planted_index',
      method: 'btree',
      keys: [{ column, descending: true }, { column }],
    };
    yield {
      what: `+index beside ${index.name}`,
      code: 'missing-index',
      schema: { ...schema, indexes: schema.indexes.with(keyOf(added), added) },
    };
    const renamed = { ...index, name: 'planted_index' };
    yield {
      what: `${index.name} renamed`,
      code: 'index-name',
      schema: { ...schema, indexes: schema.indexes.without(key).with(keyOf(renamed), renamed) },
    };
  }
}
function* inTypes(schema: Schema): Generator<Planted> {
  for (const [key, type] of schema.types) {
    if (type.kind !== 'enum') continue;
    const turned = type.values.length > 1 ? [[...type.values].reverse()] : [];
    // A value that is a column's default is one of the type's.
    const isDefault = [...schema.tables.values()].some((table) =>
      table.columns.some((column) => column.default?.includes(`'${type.values[0]}'`)),
    );
    const lists = [[...type.values, 'planted'], ...(isDefault ? [] : [type.values.slice(1)]), ...turned];
    for (const values of lists)
      yield {
        what: `${type.name} ${values}`,
        code: 'enum-values',
        schema: { ...schema, types: schema.types.with(key, { ...type, values }) },
      };
  }
}
/** Every difference of every kind, one a time, in the order of the schema's objects. */
export function planted(schema: Schema): Planted[] {
  const tables = [...schema.tables.values()].flatMap((table) => [
    ...inColumns(schema, table),
    ...inConstraints(schema, table),
  ]);
  return [...tables, ...inIndexes(schema), ...inTypes(schema)];
}
