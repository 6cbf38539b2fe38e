/** pg_namespace → schemas. */
import type { Namespace } from '../../model/schema';
import { quoteIdentifier } from '../../text/names';
import { present } from '../../text/present';
import { numberOf, orNull, type RowOf, select, textOf, textsOf } from '../select';
import { type Catalog, commentOf, extensionOf } from './catalog';
import { catalog } from './sql';

/** What PUBLIC may do in the schema `public` differs between versions, and from any other schema. */
export function namespacesQuery(privileges: boolean) {
  const list = `coalesce(nspacl, pg_catalog.acldefault('n', nspowner))::text[]`;
  return select(
    {
      oid: numberOf('oid'),
      name: textOf('nspname::text'),
      owner: textOf('pg_catalog.pg_get_userbyid(nspowner)::text'),
      privileges: orNull(textsOf(privileges ? list : 'NULL::text[]')),
    },
    `FROM pg_catalog.pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' ORDER BY nspname`,
  );
}
export type NamespaceRow = RowOf<typeof namespacesQuery>;
export function buildNamespaces(from: Catalog, rows: readonly NamespaceRow[]): [string, Namespace][] {
  return rows.map(({ oid, name, owner, privileges }) => {
    const comment = commentOf(from, catalog.namespace, oid).comment;
    const extension = extensionOf(from, catalog.namespace, oid).extension;
    const standard = name === 'public' && comment === 'standard public schema';
    const facts: Namespace = present<Namespace>({
      name,
      comment: standard ? undefined : comment,
      owner,
      privileges: namespacePrivileges(name, owner, privileges, from.version),
      extension,
    });
    return [name, facts];
  });
}
/** Absent where they are what a new schema has; `public` comes with every database, open to all (less so since 15). */
function namespacePrivileges(
  name: string,
  owner: string,
  items: readonly string[] | null,
  version: number,
): readonly string[] | undefined {
  if (items === null) return undefined;
  const role = quoteIdentifier(owner);
  const standard = [`${role}=UC/${role}`];
  if (name === 'public') standard.push(`=${version >= 150000 ? 'U' : 'UC'}/${role}`);
  return items.length === standard.length && standard.every((item) => items.includes(item)) ? undefined : items;
}
