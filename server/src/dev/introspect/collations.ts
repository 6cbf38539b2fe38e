/** pg_collation → collations. */
import { objectKey } from '../../model/kinds';
import type { Collation } from '../../model/schema';
import { keyOf } from '../../text/names';
import { present } from '../../text/present';
import { booleanOf, numberOf, orNull, type RowOf, select, textOf } from '../select';
import { type Catalog, commentOf, extensionOf, objectId } from './catalog';
import { catalog, inSchemas, type QueryTarget } from './sql';

export function collationsQuery(target: QueryTarget) {
  const locale =
    target.version >= 170000 ? 'c.colllocale' : target.version >= 150000 ? 'c.colliculocale' : 'NULL::text';
  return select(
    {
      oid: numberOf('c.oid'),
      namespace: numberOf('c.collnamespace'),
      name: textOf('c.collname::text'),
      provider: textOf('c.collprovider::text'),
      deterministic: booleanOf('c.collisdeterministic'),
      collate: orNull(textOf('c.collcollate::text')),
      ctype: orNull(textOf('c.collctype::text')),
      locale: orNull(textOf(locale)),
      rules: orNull(textOf(target.version >= 160000 ? 'c.collicurules' : 'NULL::text')),
      owner: textOf('pg_catalog.pg_get_userbyid(c.collowner)::text'),
    },
    `FROM pg_catalog.pg_collation c WHERE ${inSchemas('c.collnamespace', target)} ORDER BY c.collname`,
  );
}
type CollationRow = RowOf<typeof collationsQuery>;
export function readCollationNames(from: Catalog, rows: readonly CollationRow[]): void {
  for (const { oid, namespace, name } of rows)
    from.otherKeys.set(
      objectId(catalog.collation, oid),
      objectKey('collation', from.namespaces.get(namespace) ?? '', name),
    );
}
export function buildCollations(from: Catalog, rows: readonly CollationRow[]): [string, Collation][] {
  const built: [string, Collation][] = [];
  for (const row of rows) {
    const { oid, name } = row;
    const schema = from.namespaces.get(row.namespace);
    if (schema === undefined) continue;
    const collation = present<Collation>({
      schema,
      name,
      definition: collationDefinition(row),
      owner: from.share(row.owner),
      extension: extensionOf(from, catalog.collation, oid).extension,
      comment: commentOf(from, catalog.collation, oid).comment,
    });
    built.push([keyOf({ schema, name }), collation]);
  }
  return built;
}
const providers: Readonly<Record<string, string>> = { i: 'icu', c: 'libc', b: 'builtin', d: 'default' };
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
function collationDefinition({ provider, deterministic, collate, ctype, locale, rules }: CollationRow): string {
  const parts = [`provider = ${providers[provider] ?? provider}`];
  const both = locale ?? (collate === ctype ? collate : null);
  if (!deterministic) parts.push('deterministic = false');
  if (both !== null) parts.push(`locale = ${literal(both)}`);
  else parts.push(`lc_collate = ${literal(collate ?? '')}`, `lc_ctype = ${literal(ctype ?? '')}`);
  if (rules !== null) parts.push(`rules = ${literal(rules)}`);
  return `(${parts.join(', ')})`;
}
