/**
 * Some relations and types of a database, read without the rest: their oids, and what of a schema is theirs. Some schemas,
 * and which those need.
 */
import { relationMaps } from '../../model/kinds';
import { PMap } from '../../model/persistent-map';
import type { Index, Schema, Unknown } from '../../model/schema';
import { objectKey, qualifiedKey, quoteLiteral, splitKey } from '../../text/names';
import { escapePattern } from '../../text/text';
import type { SchemaChoice } from '../source';
import type { CatalogQuery } from './reader';
import { catalog, type QueryTarget } from './sql';

/**
 * Those named, and the relations without whose names and columns theirs cannot be told: what they inherit from and
 * reference, what their columns own and are owned by, and the one behind a composite type.
 */
export async function readOids(
  query: CatalogQuery,
  keys: readonly string[],
): Promise<NonNullable<QueryTarget['only']>> {
  const rows = keys.length > 0 ? ((await query(oidsQuery(keys))) as [oid: number, isType: boolean][]) : [];
  const list = (types: boolean): string =>
    rows.flatMap(([oid, isType]) => (isType === types ? [oid] : [])).join(',') || '0';
  return { relations: list(false), types: list(true) };
}
function oidsQuery(keys: readonly string[]): string {
  const values = keys.map(splitKey).map(({ schema, name }) => `(${quoteLiteral(schema)}, ${quoteLiteral(name)})`);
  return `
WITH RECURSIVE meant AS (
  SELECT n.oid AS namespace, v.name::name AS name FROM (VALUES ${values.join(', ')}) AS v (schema, name)
    JOIN pg_catalog.pg_namespace n ON n.nspname = v.schema::name
), named AS (
  SELECT c.oid, c.reloftype FROM meant m JOIN pg_catalog.pg_class c ON c.relname = m.name AND c.relnamespace = m.namespace
), types AS (
  SELECT t.oid, t.typrelid FROM meant m JOIN pg_catalog.pg_type t ON t.typname = m.name AND t.typnamespace = m.namespace
    LEFT JOIN pg_catalog.pg_class c ON c.oid = t.typrelid WHERE c.relkind IS NULL OR c.relkind = 'c'
), above (oid) AS (
  SELECT oid FROM named
  UNION SELECT i.inhparent FROM pg_catalog.pg_inherits i JOIN above a ON i.inhrelid = a.oid
)
SELECT oid, false FROM above
UNION SELECT k.confrelid, false FROM pg_catalog.pg_constraint k JOIN named n ON k.conrelid = n.oid WHERE k.confrelid <> 0
UNION SELECT d.objid, false FROM pg_catalog.pg_depend d JOIN named n ON d.refobjid = n.oid
 WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.deptype IN ('a', 'i')
UNION SELECT d.refobjid, false FROM pg_catalog.pg_depend d JOIN named n ON d.objid = n.oid
 WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.deptype IN ('a', 'i')
UNION SELECT typrelid, false FROM types WHERE typrelid <> 0
UNION SELECT oid, true FROM types
UNION SELECT reloftype, true FROM named WHERE reloftype <> 0`;
}

/** Without what was read for its names alone. */
export function onlyNamed(schema: Schema, named: readonly string[]): Schema {
  const keys = new Set(named);
  const kept = relationMaps.map((map) => {
    const entries: readonly (readonly [string, unknown])[] = [...schema[map]];
    return [map, PMap.from(entries.filter(([key, object]) => keys.has(tableOfIndex(object) ?? key)))];
  });
  return { ...schema, ...Object.fromEntries(kept) };
}
function tableOfIndex(object: unknown): string | undefined {
  const { schema, table, keys } = object as Partial<Index>;
  return table && keys && qualifiedKey(table.schema ?? schema ?? '', table.name);
}

/** `tenant_*`: any characters for `*`, one for `?`. Empty `include`: all; `exclude` wins. */
function isChosen({ include, exclude }: SchemaChoice, name: string): boolean {
  const matches = (patterns: readonly string[]) => patterns.some((one) => patternOf(one).test(name));
  return (include.length === 0 || matches(include)) && !matches(exclude);
}
const patternOf = (text: string): RegExp =>
  new RegExp(
    `^${[...text].map((one) => (one === '*' ? '.*' : one === '?' ? '.' : escapePattern(one))).join('')}$`,
    's',
  );

/** Oids of the schemas that were asked for and of those that anything in them needs, until nothing more is needed. */
export async function chosenSchemas(
  query: CatalogQuery,
  schemas: ReadonlyMap<number, string>,
  choice: SchemaChoice,
): Promise<ReadonlySet<number>> {
  const chosen = new Set<number>();
  let added = [...schemas].flatMap(([oid, name]) => (isChosen(choice, name) ? [oid] : []));
  while (added.length > 0) {
    for (const oid of added) chosen.add(oid);
    const needed = (await query(neededQuery(added.join(',')))) as [oid: number][];
    added = needed.flatMap(([oid]) => (schemas.has(oid) && !chosen.has(oid) ? [oid] : []));
  }
  return chosen;
}
/** Of what the dependencies of PostgreSQL's own say: a function's body that is a text needs what nobody can tell. */
function neededQuery(namespaces: string): string {
  const inThese = (column: string): string => `${column} IN (${namespaces})`;
  const ofTable = (rows: string, alias: string, table: string, classId: number): string =>
    `SELECT ${classId}, ${alias}.oid FROM pg_catalog.${rows} ${alias} JOIN pg_catalog.pg_class c ON c.oid = ${alias}.${table} WHERE ${inThese('c.relnamespace')}`;
  return `
WITH own (class, oid) AS (
  SELECT ${catalog.class}, oid FROM pg_catalog.pg_class WHERE ${inThese('relnamespace')}
  UNION ALL SELECT ${catalog.type}, oid FROM pg_catalog.pg_type WHERE ${inThese('typnamespace')}
  UNION ALL SELECT ${catalog.proc}, oid FROM pg_catalog.pg_proc WHERE ${inThese('pronamespace')}
  UNION ALL SELECT ${catalog.constraint}, oid FROM pg_catalog.pg_constraint WHERE ${inThese('connamespace')}
  UNION ALL ${ofTable('pg_rewrite', 'r', 'ev_class', catalog.rewrite)}
  UNION ALL ${ofTable('pg_attrdef', 'd', 'adrelid', catalog.default)}
  UNION ALL ${ofTable('pg_trigger', 't', 'tgrelid', catalog.trigger)}
  UNION ALL ${ofTable('pg_policy', 'p', 'polrelid', catalog.policy)}
), needed (class, oid) AS (
  SELECT DISTINCT d.refclassid, d.refobjid FROM own o JOIN pg_catalog.pg_depend d ON d.classid = o.class::oid AND d.objid = o.oid
)
SELECT c.relnamespace FROM needed n JOIN pg_catalog.pg_class c ON n.class = ${catalog.class} AND n.oid = c.oid
UNION SELECT t.typnamespace FROM needed n JOIN pg_catalog.pg_type t ON n.class = ${catalog.type} AND n.oid = t.oid
UNION SELECT p.pronamespace FROM needed n JOIN pg_catalog.pg_proc p ON n.class = ${catalog.proc} AND n.oid = p.oid
UNION SELECT l.collnamespace FROM needed n JOIN pg_catalog.pg_collation l ON n.class = ${catalog.collation} AND n.oid = l.oid`;
}

/** What is in the others is not known, and neither is whether it is there. */
export function unknownOfOthers(schemas: ReadonlyMap<number, string>, chosen: ReadonlySet<number>): Unknown[] {
  const reason = 'devschema.schemas leaves its schema out';
  return [...schemas].flatMap(([oid, name]) =>
    chosen.has(oid) ? [] : [{ object: objectKey('schema', name, name), reason }],
  );
}
