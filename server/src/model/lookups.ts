/** Objects found by what they belong to or refer to, without a look at all the others at every step. */

import { type ObjectName, type QualifiedName, qualifiedKey, splitKey } from '../text/names';
import { byName } from '../text/text';
import type {
  Column,
  Constraint,
  ExtendedStatistics,
  Index,
  OtherObject,
  Schema,
  Sequence,
  Table,
  UserType,
  View,
} from './schema';
import { Lookup } from './secondary-index';

const keyOfName = ({ schema, name }: QualifiedName): string => qualifiedKey(schema ?? '', name);
const each = (...keys: string[]): string[] => (keys.length < 2 ? keys : [...new Set(keys)]);

const indexesByTable = new Lookup<Index>('indexes', ({ table }) => [keyOfName(table)]);
const indexesByTableName = new Lookup<Index>('indexes', ({ table }) => [table.name]);
/** Facts of dev have no origin. */
const devIndexesByTable = new Lookup<Index>('indexes', ({ table, origins }) =>
  origins?.self ? [] : [keyOfName(table)],
);
const indexesByParent = new Lookup<Index>('indexes', ({ parent }) => (parent ? [keyOfName(parent)] : []));
const sequencesByOwner = new Lookup<Sequence>('sequences', ({ ownedBy }) =>
  ownedBy ? [keyOfName(ownedBy.table)] : [],
);
const statisticsByTable = new Lookup<ExtendedStatistics>('statistics', ({ table }) => [keyOfName(table)]);
const viewsByNeed = new Lookup<View>('views', ({ dependsOn = [] }) => each(...dependsOn));
const byConstraints = (
  keysOf: (table: Table, constraints: Table['constraints']) => readonly string[],
  finds?: (key: string) => (table: Table) => boolean,
): Lookup<Table> =>
  Lookup.byParts<Table, Constraint>(
    'tables',
    ({ constraints }) => constraints,
    keysOf,
    (a, b) => a.schema === b.schema,
    finds,
  );
const tablesByTarget = byConstraints((_, constraints) =>
  each(...constraints.flatMap((one) => (one.kind === 'foreign key' ? [keyOfName(one.references)] : []))),
);
const tablesByConstraint = byConstraints(
  ({ schema }, constraints) => each(...constraints.map(({ name }) => qualifiedKey(schema, name))),
  (key) => {
    const of = splitKey(key);
    return ({ schema, constraints }) => constraints.some(({ name }) => name === of.name) && schema === of.schema;
  },
);
const domainsByCheck = new Lookup<UserType>('types', (type) =>
  type.kind === 'domain' ? each(...type.checks.map(({ name }) => qualifiedKey(type.schema, name))) : [],
);
/** All casts by one key. */
export const definedCasts = new Lookup<OtherObject>('others', ({ kind }) => (kind === 'CAST' ? [''] : []));
/** By the symbol: their names have the types of the operands, or not. */
export const operatorsOfSymbol = new Lookup<OtherObject>('others', ({ kind, name }) =>
  kind === 'OPERATOR' ? [name.split(' ')[0]!] : [],
);
const tablesByIdentity = Lookup.byParts<Table, Column>(
  'tables',
  ({ columns }) => columns,
  ({ schema }, columns) => {
    // Of a hundred thousand columns few have one.
    const keys: string[] = [];
    for (const { identity } of columns)
      if (identity?.sequenceName) keys.push(qualifiedKey(schema, identity.sequenceName.name));
    return each(...keys);
  },
  (a, b) => a.schema === b.schema,
  (key) => {
    const of = splitKey(key);
    return ({ schema, columns }) =>
      columns.some(({ identity }) => identity?.sequenceName?.name === of.name) && schema === of.schema;
  },
);
const byColumns = (keysOf: (column: Column) => readonly string[]): Lookup<Table> =>
  Lookup.byParts<Table, Column>(
    'tables',
    ({ columns }) => columns,
    (_, columns) => each(...columns.flatMap(keysOf)),
    () => true,
  );
const tablesByPastType = byColumns(({ defaultOfType }) => (defaultOfType ? [keyOfName(defaultOfType)] : []));
const tablesByType = byColumns(({ type }) => (type.builtin ? [] : [keyOfName(type)]));

export const indexesOn = ({ indexes }: Schema, table: ObjectName): [string, Index][] =>
  indexesByTable.entries(indexes, keyOfName(table));
/** By name. */
export const sortedIndexesOn = (schema: Schema, table: ObjectName): Index[] =>
  indexesOn(schema, table)
    .map(([, index]) => index)
    .sort(byName);
/** Those of the table that dev has and no statement has made. */
export const devIndexesOn = ({ indexes }: Schema, table: ObjectName): [string, Index][] =>
  devIndexesByTable.entries(indexes, keyOfName(table));
/** Those of tables of this name in any schema. */
export const indexesOnName = ({ indexes }: Schema, table: string): Index[] => indexesByTableName.values(indexes, table);
/** Those of partitions that are attached to the index. */
export const indexesBelow = ({ indexes }: Schema, index: ObjectName): [string, Index][] =>
  indexesByParent.entries(indexes, keyOfName(index));
export const sequencesOf = ({ sequences }: Schema, table: ObjectName): [string, Sequence][] =>
  sequencesByOwner.entries(sequences, keyOfName(table));
export const statisticsOn = ({ statistics }: Schema, table: ObjectName): [string, ExtendedStatistics][] =>
  statisticsByTable.entries(statistics, keyOfName(table));
/** Views that need the object of this `objectKey`. */
export const viewsNeeding = ({ views }: Schema, key: string): View[] => viewsByNeed.values(views, key);
/** Tables with a foreign key to the table. */
export const tablesReferringTo = ({ tables }: Schema, table: ObjectName): Table[] =>
  tablesByTarget.values(tables, keyOfName(table));
/** The table that holds the index or the identity's sequence of this name. */
export function tableWithInner({ tables }: Schema, namespace: string, name: string): Table | undefined {
  const key = qualifiedKey(namespace, name);
  const isIndex = (one: Constraint) => one.name === name && one.kind !== 'check' && one.kind !== 'foreign key';
  return (
    tablesByConstraint.values(tables, key).find(({ constraints }) => constraints.some(isIndex)) ??
    tablesByIdentity.first(tables, key)
  );
}
/** Tables with a column of the type. */
export const tablesOfType = ({ tables }: Schema, type: ObjectName): Table[] =>
  tablesByType.values(tables, keyOfName(type));
/** Tables with a column whose default was written when it was of the type. */
export const tablesOnceOfType = ({ tables }: Schema, type: ObjectName): [string, Table][] =>
  tablesByPastType.entries(tables, keyOfName(type));
/** A constraint of this name on any table or domain of the schema. */
export function hasConstraint({ tables, types }: Schema, namespace: string, name: string): boolean {
  const key = qualifiedKey(namespace, name);
  return tablesByConstraint.has(tables, key) || domainsByCheck.has(types, key);
}
