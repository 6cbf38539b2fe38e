/** pg_namespace → schemas; and where not all are read: which were asked for, and which those need. */
import { objectKey } from '../../model/kinds';
import type { Namespace, Unknown } from '../../model/schema';
import { CONTENTS } from '../../model/unknown';
import { t } from '../../text/l10n';
import { quoteIdentifier } from '../../text/names';
import { present } from '../../text/present';
import { escapePattern, partsPattern } from '../../text/text';
import { numberOf, orNull, type RowOf, select, textOf, textsOf } from '../select';
import type { SchemaChoice } from '../source';
import { type Catalog, commentOf, extensionOf } from './catalog';
import type { CatalogReader } from './reader';
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
export function buildNamespaces(
  from: Catalog,
  rows: readonly NamespaceRow[],
  distributed: ReadonlySet<number>,
): [string, Namespace][] {
  return rows.map(({ oid, name, owner, privileges }) => {
    const comment = commentOf(from, catalog.namespace, oid).comment;
    const extension = extensionOf(from, catalog.namespace, oid).extension;
    const standard = name === 'public' && comment === 'standard public schema';
    const facts: Namespace = present<Namespace>({
      name,
      distributed: distributed.has(oid) || undefined,
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

/** `tenant_*`: any characters for `*`, one for `?`. Empty `include`: all; `exclude` wins. */
export function isChosen({ include, exclude }: SchemaChoice, name: string): boolean {
  const matches = (patterns: readonly string[]) => patterns.some((one) => globPattern(one).test(name));
  return (include.length === 0 || matches(include)) && !matches(exclude);
}
export function globPattern(text: string): RegExp {
  const fixed = (part: string) => [...part].map((one) => (one === '?' ? '.' : escapePattern(one))).join('');
  return new RegExp(partsPattern(text.split('*').map(fixed)), 's');
}

/** Their oids; undefined for all of them. */
export async function chosenSchemas(
  reader: CatalogReader,
  schemas: ReadonlyMap<number, string>,
  choice: SchemaChoice | undefined,
): Promise<ReadonlySet<number>> {
  const chosen = new Set<number>(choice ? [] : schemas.keys());
  let added = choice ? [...schemas].flatMap(([oid, name]) => (isChosen(choice, name) ? [oid] : [])) : [];
  // What is needed needs others in its turn.
  while (added.length > 0) {
    for (const oid of added) chosen.add(oid);
    const needed = await reader.rows(neededQuery(added.join(',')));
    added = needed.flatMap(({ oid }) => (schemas.has(oid) && !chosen.has(oid) ? [oid] : []));
  }
  return chosen;
}
/** Of what the dependencies of PostgreSQL's own say: a function's body that is a text needs what nobody can tell. */
function neededQuery(namespaces: string) {
  const inThese = (column: string): string => `${column} IN (${namespaces})`;
  const ofTable = (rows: string, alias: string, table: string, classId: number): string =>
    `SELECT ${classId}, ${alias}.oid FROM pg_catalog.${rows} ${alias} JOIN pg_catalog.pg_class c ON c.oid = ${alias}.${table} WHERE ${inThese('c.relnamespace')}`;
  return select(
    { oid: numberOf('s.oid') },
    `FROM (
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
UNION SELECT l.collnamespace FROM needed n JOIN pg_catalog.pg_collation l ON n.class = ${catalog.collation} AND n.oid = l.oid) AS s (oid)`,
  );
}

/** What is in the others is not known. */
export function unknownOfOthers(schemas: ReadonlyMap<number, string>, chosen: ReadonlySet<number>): Unknown[] {
  return [...schemas].flatMap(([oid, name]) =>
    chosen.has(oid)
      ? []
      : [
          {
            object: objectKey('schema', name, name),
            fact: CONTENTS,
            reason: t('devschema.schemas leaves its schema out'),
          },
        ],
  );
}
