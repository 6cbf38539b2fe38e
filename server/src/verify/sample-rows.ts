/** A row for each table of a scratch PostgreSQL, made to fit it, and what became of them. */
import type { Column, Schema, Table } from '../model/schema';
import type { SqlType } from '../model/types';
import { qualifiedKey, quoteIdentifier, quoteLiteral, quoteQualified } from '../text/names';
import type { Scratch } from './scratch';

/** How many rows, by key of `Schema.tables`; tables that no row could be made for are not there. */
export type RowCounts = ReadonlyMap<string, number>;

/**
 * A row each, of the same values for the same type, so that it is referred to by those that refer to its table. Neither
 * triggers nor foreign keys are asked; a table whose checks none of a few rows fits stays empty.
 */
export async function addSampleRows(scratch: Pick<Scratch, 'run'>, schema: Schema): Promise<void> {
  await scratch.run('SET session_replication_role = replica');
  for (const table of schema.tables.values())
    if (table.kind !== 'foreign table' && table.extension === undefined && table.partitionBy === undefined)
      for (const sql of rowsFor(table, schema)) {
        const ran = await scratch.run(sql);
        if (typeof ran !== 'string' && !ran.error) break;
      }
  await scratch.run('RESET session_replication_role');
}
export async function countRows(scratch: Scratch, { tables }: Schema): Promise<RowCounts> {
  const keys = [...tables].flatMap(([key, { kind }]) => (kind === 'table' ? [key] : []));
  const found = new Map<string, number>();
  for (let at = 0; at < keys.length; at += 100) {
    const some = keys.slice(at, at + 100);
    const counts = some.map((key, n) => `SELECT ${n}, count(*)::int4 FROM ONLY ${quotedTable(tables.get(key)!)}`);
    for (const [n, count] of await scratch.rows(counts.join(' UNION ALL ')))
      if (count !== 0) found.set(some[Number(n)]!, Number(count));
  }
  return found;
}
export async function removeRows(scratch: Scratch, { tables }: Schema): Promise<void> {
  const names = [...tables.values()].flatMap((table) => (table.kind === 'foreign table' ? [] : [quotedTable(table)]));
  if (names.length > 0) await scratch.run(`TRUNCATE ${names.join(', ')} CASCADE`);
}
const quotedTable = (table: Table): string => quoteQualified(table, 'always');

/** All columns; those that need a value; the same with the words of the checks; none. */
function rowsFor(table: Table, schema: Schema): string[] {
  const open = table.columns.filter(({ generated }) => generated === undefined);
  const needed = open.filter((column) => column.notNull && column.default === undefined && !column.identity);
  const words = table.constraints.flatMap((one) =>
    one.kind === 'check'
      ? [...one.expression.matchAll(/'((?:[^']|'')*)'/g)].map(([, word = '']) => word.replaceAll("''", "'"))
      : [],
  );
  const insert = (columns: readonly Column[], text: string, number: string): string => {
    const values = columns.map((column) => sampleOf(column.type, schema, text, number));
    const names = columns.map(({ name }) => quoteIdentifier(name, 'always'));
    return columns.length === 0
      ? `INSERT INTO ${quotedTable(table)} DEFAULT VALUES`
      : `INSERT INTO ${quotedTable(table)} (${names.join(', ')}) OVERRIDING SYSTEM VALUE VALUES (${values.join(', ')})`;
  };
  return [
    insert(open, 'a', '1'),
    insert(needed, 'a', '1'),
    ...[...new Set(words)].slice(0, 3).flatMap((word) => [insert(open, word, '1'), insert(needed, word, '1')]),
    insert(needed, 'aaaaaaaaaa', '10'),
    insert([], '', ''),
  ];
}
/** By the names of PostgreSQL's own types; of others NULL, where nothing else is known. */
function sampleOf(type: SqlType, schema: Schema, text: string, number: string): string {
  if (type.array) return "'{}'";
  if (!type.builtin) {
    const own = schema.types.get(qualifiedKey(type.schema ?? 'public', type.name));
    if (own?.kind === 'enum')
      return own.values.includes(text)
        ? quoteLiteral(text)
        : own.values[0] === undefined
          ? 'NULL'
          : quoteLiteral(own.values[0]);
    return own?.kind === 'domain' ? sampleOf(own.base, schema, text, number) : 'NULL';
  }
  if (/^(?:smallint|integer|bigint|numeric|real|double precision|money|oid)$/.test(type.name)) return number;
  if (/^(?:text|character varying|character|name|bpchar|"char"|citext)$/.test(type.name)) return quoteLiteral(text);
  return samples[type.name] ?? 'NULL';
}
const samples: Readonly<Record<string, string>> = {
  boolean: 'true',
  uuid: "'11111111-1111-1111-1111-111111111111'",
  date: "'2026-01-01'",
  'timestamp without time zone': "'2026-01-01'",
  'timestamp with time zone': "'2026-01-01+00'",
  'time without time zone': "'12:00'",
  'time with time zone': "'12:00+00'",
  interval: "'1 day'",
  json: "'{}'",
  jsonb: "'{}'",
  bytea: "'a'",
  inet: "'127.0.0.1'",
  cidr: "'127.0.0.0/8'",
  macaddr: "'08:00:2b:01:02:03'",
  xml: "'<a/>'",
  tsvector: "'a'",
  bit: "B'1'",
  'bit varying': "B'1'",
  point: "'(1,1)'",
  int4range: "'[1,2)'",
  int8range: "'[1,2)'",
  numrange: "'[1,2)'",
  daterange: "'[2026-01-01,2026-01-02)'",
  tsrange: "'[2026-01-01,2026-01-02)'",
  tstzrange: "'[2026-01-01+00,2026-01-02+00)'",
};
