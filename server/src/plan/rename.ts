/** Renames that a person says: the statements, and the schema as it is after them. */

import { notNullName } from '../generate/lookup';
import { defaultStyle } from '../generate/style';
import { local, qualified } from '../generate/text';
import { schemaMaps } from '../model/kinds';
import { PMap } from '../model/persistent-map';
import type { Column, Schema, Table } from '../model/schema';
import { keyOf, quoteIdentifier } from '../text/names';
import { namePattern, writtenNames } from '../text/quoted';
import { alterWord } from './drop';

/** What is said of a rename that cannot be: no sentence end. */
export class RenameError extends Error {}
interface Renamed {
  readonly schema: Schema;
  readonly steps: readonly string[];
}
/** Each `table=name` or `table.column=name`; names as SQL writes them, the schema before them where it is needed. @throws RenameError */
export function withRenames(from: Schema, renames: readonly string[]): Renamed {
  return renames.reduce<Renamed>(
    ({ schema, steps }, written) => {
      const [old = '', now = ''] = written.split('=');
      const parts = writtenNames(old);
      const name = writtenNames(now).at(-1) ?? '';
      const [table, column] = findRenamed(schema, parts, written);
      const context = { schema, style: defaultStyle };
      const alter = `ALTER ${alterWord(table)} ${qualified(table, context)} RENAME`;
      if (column === undefined)
        return { schema: withTable(schema, table, name), steps: [...steps, `${alter} TO ${local(name, context)};`] };
      const step = `${alter} COLUMN ${local(column, context)} TO ${local(name, context)};`;
      return { schema: withColumn(schema, table, column, name), steps: [...steps, step] };
    },
    { schema: from, steps: [] },
  );
}
/** What undoes them, as `withRenames` takes it. */
export const renamedBack = (renames: readonly string[]): string[] =>
  [...renames].reverse().map((written) => {
    const [old = '', now = ''] = written.split('=');
    const last = /(?:"(?:[^"]|"")*"|[^".\s]+)\s*$/.exec(old)?.[0] ?? old;
    return `${old.slice(0, old.length - last.length)}${now}=${last}`;
  });
function findRenamed(schema: Schema, parts: readonly string[], written: string): [Table, string?] {
  const tableAt = (path: string | undefined, name: string | undefined): Table | undefined =>
    (path === undefined ? schema.searchPath : [path])
      .map((one) => schema.tables.get(keyOf({ schema: one, name: name ?? '' })))
      .find((one) => one);
  const [first, second, third] = parts;
  const whole =
    second === undefined ? tableAt(undefined, first) : third === undefined ? tableAt(first, second) : undefined;
  if (whole) return [whole];
  const table = third === undefined ? tableAt(undefined, first) : tableAt(first, second);
  const column = third ?? second;
  if (!table || column === undefined) throw new RenameError(`--rename ${written}: there is no such table`);
  if (!table.columns.some(({ name }) => name === column))
    throw new RenameError(`--rename ${written}: the table has no such column`);
  return [table, column];
}

const textFields = new Set(['definition', 'expression', 'using', 'check', 'where', 'default', 'partitionBy']);
/** Every text with the name in another's place. */
function replaceTexts<T>(
  value: T,
  change: (text: string, key: string) => string,
  object: (value: object) => object = (one) => one,
): T {
  const walk = (inner: unknown, key: string): unknown => {
    if (typeof inner === 'string') return change(inner, key);
    if (Array.isArray(inner)) return inner.map((one) => walk(one, key));
    if (typeof inner !== 'object' || inner === null) return inner;
    const entries = Object.entries(inner).map(([name, one]) => [name, walk(one, name)]);
    return object(Object.fromEntries(entries));
  };
  return walk(value, '') as T;
}
const nameOrString = new RegExp(`'(?:[^']|'')*'|${namePattern}`, 'g');
function inText(text: string, old: string, now: string): string {
  const [was, is] = [quoteIdentifier(old), quoteIdentifier(now)];
  return text.replace(nameOrString, (word) => (word === was ? is : word));
}
/** Since 18, NOT NULL is a constraint that keeps the name it has. */
function keepsNotNull(column: Column, table: Table, { serverVersion }: Schema): Column {
  if (!column.notNull || column.notNullConstraint || serverVersion < 180000) return column;
  return { ...column, notNullConstraint: { name: notNullName(table, column) } };
}
const lists = new Set(['columns', 'include', 'onDeleteColumns', 'column']);
function withColumn(schema: Schema, table: Table, old: string, now: string): Schema {
  const own = <T>(value: T): T =>
    replaceTexts(value, (text, key) =>
      textFields.has(key) ? inText(text, old, now) : lists.has(key) && text === old ? now : text,
    );
  const columns = table.columns.map((column) =>
    column.name === old ? { ...own(keepsNotNull(column, table, schema)), name: now } : own(column),
  );
  let { tables, indexes, statistics } = schema;
  tables = tables.with(keyOf(table), { ...own({ ...table, columns: [] }), columns });
  for (const [key, index] of indexes)
    if (index.table.name === table.name && (index.table.schema ?? index.schema) === table.schema)
      indexes = indexes.with(key, own(index));
  for (const [key, one] of statistics)
    if (one.table.name === table.name && one.table.schema === table.schema) statistics = statistics.with(key, own(one));
  for (const [key, other] of tables) {
    const constraints = other.constraints.map((one) =>
      one.kind === 'foreign key' && one.references.name === table.name && one.references.schema === table.schema
        ? { ...one, referencedColumns: one.referencedColumns.map((name) => (name === old ? now : name)) }
        : one,
    );
    if (constraints.some((one, at) => one !== other.constraints[at]))
      tables = tables.with(key, { ...other, constraints });
  }
  const sequences = PMap.from(
    [...schema.sequences].map(([key, one]) => {
      const { ownedBy } = one;
      const isIts =
        ownedBy?.column === old && ownedBy.table.name === table.name && ownedBy.table.schema === table.schema;
      return [key, isIts ? { ...one, ownedBy: { ...ownedBy, column: now } } : one] as const;
    }),
  );
  return { ...schema, tables, indexes, ...{ statistics, sequences } };
}
/** What names the table names it by its new name, as PostgreSQL prints it from then on. */
function withTable(schema: Schema, table: Table, now: string): Schema {
  const key = `\0${table.schema}\0${table.name}`;
  const everywhere = <T>(value: T): T =>
    replaceTexts(
      value,
      (text, name) =>
        textFields.has(name)
          ? inText(text, table.name, now)
          : name === 'dependsOn' && text.endsWith(key)
            ? `${text.slice(0, -table.name.length)}${now}`
            : text,
      (object) =>
        'name' in object &&
        object.name === table.name &&
        'schema' in object &&
        object.schema === table.schema &&
        Object.keys(object).length === 2
          ? { ...object, name: now }
          : object,
    );
  const all = <T>(map: PMap<T>): PMap<T> => PMap.from([...map].map(([at, one]) => [at, everywhere(one)] as const));
  const tables = all(schema.tables.without(keyOf(table))).with(keyOf({ ...table, name: now }), {
    ...everywhere(table),
    name: now,
    columns: everywhere(table.columns.map((column) => keepsNotNull(column, table, schema))),
  });
  const maps = schemaMaps.map((map) => [map, all(schema[map] as PMap<unknown>)]);
  return { ...schema, ...Object.fromEntries(maps), tables };
}
