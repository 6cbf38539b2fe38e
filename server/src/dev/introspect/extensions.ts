/** pg_extension → extensions, and what belongs to each. */
import type { Extension } from '../../model/schema';
import { present } from '../../text/present';
import { booleanOf, numberOf, orNull, type RowOf, select, textOf } from '../select';
import { type Catalog, commentOf, objectId } from './catalog';
import { catalog, type QueryTarget } from './sql';

/** With the comment that each brings. */
export const extensionsQuery = select(
  {
    oid: numberOf('e.oid'),
    name: textOf('e.extname::text'),
    schema: textOf('n.nspname::text'),
    version: textOf('e.extversion'),
    fixed: booleanOf("NOT e.extrelocatable AND n.nspname <> 'pg_catalog'"),
    brought: orNull(textOf('a.comment')),
  },
  `FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
  LEFT JOIN pg_catalog.pg_available_extensions a ON a.name = e.extname ORDER BY "name"`,
);
export function buildExtensions(from: Catalog, rows: readonly RowOf<typeof extensionsQuery>[]): [string, Extension][] {
  return rows.map(({ oid, name, schema, version, fixed, brought }) => {
    const { comment } = commentOf(from, catalog.extension, oid);
    const own = comment === (brought ?? undefined) ? undefined : comment;
    const facts = { name, schema, version, fixedSchema: fixed || undefined, comment: own };
    return [name, present<Extension>(facts)];
  });
}

export function membersQuery({ only }: QueryTarget) {
  const read = only ? ` AND d.objid IN (${only.relations}, ${only.types})` : '';
  return select(
    { classId: numberOf('d.classid'), oid: numberOf('d.objid'), extension: textOf('e.extname::text') },
    `FROM pg_catalog.pg_depend d
  JOIN pg_catalog.pg_extension e ON d.refclassid = 'pg_catalog.pg_extension'::regclass AND d.refobjid = e.oid
 WHERE d.deptype = 'e'${read}`,
  );
}
export function readMembers(from: Catalog, rows: readonly RowOf<typeof membersQuery>[]): void {
  for (const { classId, oid, extension } of rows) from.extensionOf.set(objectId(classId, oid), extension);
}
