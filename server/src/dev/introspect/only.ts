/** Some relations and types of a database, read without the rest: their oids, and what of a schema is theirs. */
import { tableBehind } from '../../model/children';
import { readAgain } from '../../model/kinds';
import { PMap } from '../../model/persistent-map';
import type { Schema } from '../../model/schema';
import { quoteLiteral, splitKey } from '../../text/names';
import { booleanOf, numberOf, select, textOf } from '../select';
import type { CatalogReader } from './reader';
import type { QueryTarget } from './sql';

/**
 * Those named, and the relations without whose names and columns theirs cannot be told: what they inherit from and
 * reference, what their columns own and are owned by, and the one behind a composite type.
 */
export async function readOids(
  reader: CatalogReader,
  keys: readonly string[],
): Promise<Required<Pick<QueryTarget, 'only' | 'looks'>>> {
  const rows = keys.length > 0 ? await reader.rows(oidsQuery(keys)) : [];
  const list = (types: boolean): string =>
    rows.flatMap(({ oid, isType }) => (isType === types ? [oid] : [])).join(',') || '0';
  return { only: { relations: list(false), types: list(true) }, looks: rows };
}
function oidsQuery(keys: readonly string[]) {
  const values = keys.map(splitKey).map(({ schema, name }) => `(${quoteLiteral(schema)}, ${quoteLiteral(name)})`);
  return select(
    {
      oid: numberOf('o.oid'),
      isType: booleanOf('o.is_type'),
      kind: textOf('c.relkind::text'),
      triggers: booleanOf('c.relhastriggers'),
      rules: booleanOf('c.relhasrules'),
      inherits: booleanOf(
        'EXISTS (SELECT FROM pg_catalog.pg_inherits WHERE inhrelid = c.oid) OR EXISTS (SELECT FROM pg_catalog.pg_inherits WHERE inhparent = c.oid)',
      ),
      policies: booleanOf('EXISTS (SELECT FROM pg_catalog.pg_policy WHERE polrelid = c.oid)'),
      measured: booleanOf('EXISTS (SELECT FROM pg_catalog.pg_statistic_ext WHERE stxrelid = c.oid)'),
      comments: booleanOf('EXISTS (SELECT FROM pg_catalog.pg_description WHERE objoid >= 16384)'),
      extensions: booleanOf('EXISTS (SELECT FROM pg_catalog.pg_extension WHERE oid >= 16384)'),
    },
    `FROM (
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
UNION SELECT reloftype, true FROM named WHERE reloftype <> 0) AS o (oid, is_type)
  LEFT JOIN pg_catalog.pg_class c ON c.oid = o.oid AND NOT o.is_type`,
  );
}

/** Without what was read for its names alone. */
export function onlyNamed(schema: Schema, named: readonly string[]): Schema {
  const keys = new Set(named);
  const kept = readAgain.map((map) => {
    const entries: readonly (readonly [string, unknown])[] = [...schema[map]];
    return [map, PMap.from(entries.filter(([key, object]) => keys.has(key) || keys.has(tableBehind(object) ?? key)))];
  });
  return { ...schema, ...Object.fromEntries(kept) };
}
