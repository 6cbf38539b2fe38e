/** Where what a file makes and dev has is moved to, so that the file can make it. */
import { createHash } from 'node:crypto';
import { keyOf, type ObjectName, quoteLiteral, quoteQualified } from '../text/names';

/** Nothing of it is on any search path. */
export const ASIDE = 'devschema_before';

/**
 * Under another schema and another name: files ask pg_type, pg_class, pg_constraint and the like by the name alone whether
 * something is there.
 */
export function asideSql(
  kind: 'TABLE' | 'SEQUENCE' | 'TYPE' | 'ROUTINE',
  object: { schema: string; name: string },
  identityArguments?: string,
): string {
  const moved = quoteQualified({ schema: ASIDE, name: object.name }, 'always');
  const list = identityArguments === undefined ? '' : `(${identityArguments})`;
  return [
    `ALTER ${kind} ${quoteQualified(object, 'always')}${list} SET SCHEMA ${ASIDE}`,
    `ALTER ${kind} ${moved}${list} RENAME TO ${nameAside(keyOf(object))}`,
  ].join(';\n');
}
export const nameAside = (key: string): string =>
  `${ASIDE}_${createHash('sha256').update(key).digest('hex').slice(0, 16)}`;
/**
 * What is on tables that are to be moved there, and what moves with them: its names are free, and those of tables that are
 * called alike in two schemas do not meet there.
 */
export const renameParts = (tables: readonly ObjectName[]): string => `DO $devschema$ DECLARE one text;
  moved oid[] := ARRAY[${tables.map((table) => `to_regclass(${quoteLiteral(quoteQualified(table, 'always'))})::oid`).join(', ')}];
BEGIN
  FOR one IN
    SELECT format('ALTER TABLE %s RENAME CONSTRAINT %I TO ${ASIDE}_%s', conrelid::regclass, conname, oid) FROM pg_catalog.pg_constraint
    WHERE conrelid = ANY (moved) AND contype <> 'n' AND coninhcount = 0
    UNION ALL SELECT format('ALTER INDEX %s RENAME TO ${ASIDE}_%s', indexrelid::regclass, indexrelid) FROM pg_catalog.pg_index
    WHERE indrelid = ANY (moved) AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conindid = indexrelid)
    UNION ALL SELECT format('ALTER TRIGGER %I ON %s RENAME TO ${ASIDE}_%s', tgname, tgrelid::regclass, oid) FROM pg_catalog.pg_trigger
    WHERE tgrelid = ANY (moved) AND NOT tgisinternal AND tgparentid = 0
    UNION ALL SELECT format('ALTER POLICY %I ON %s RENAME TO ${ASIDE}_%s', polname, polrelid::regclass, oid) FROM pg_catalog.pg_policy
    WHERE polrelid = ANY (moved)
    UNION ALL SELECT format('ALTER RULE %I ON %s RENAME TO ${ASIDE}_%s', rulename, ev_class::regclass, oid) FROM pg_catalog.pg_rewrite
    WHERE ev_class = ANY (moved) AND rulename <> '_RETURN'
    UNION ALL SELECT format('ALTER SEQUENCE %s RENAME TO ${ASIDE}_%s', s.oid::regclass, s.oid) FROM pg_catalog.pg_class s
    WHERE s.relkind = 'S' AND EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = s.oid
      AND d.refclassid = 'pg_class'::regclass AND d.refobjid = ANY (moved) AND d.deptype IN ('a', 'i'))
  LOOP EXECUTE one; END LOOP; END $devschema$`;
