/** pg_publication → CREATE PUBLICATION. */
import { quoteIdentifier, quoteLiteral, quoteQualified } from '../../text/names';
import { booleanOf, numberOf, type RowOf, select, textOf, textsOf } from '../select';
import { type Catalog, numbers } from './catalog';
import { designated, otherPart } from './other-part';
import { catalog, type QueryTarget } from './sql';

/** Of every relation an element in each of the lists, in one order. */
function publicationsQuery(target: QueryTarget) {
  const since15 = (sql: string) => textsOf(target.version >= 150000 ? sql : `'{}'::text[]`);
  const ofRelations = 'FROM pg_catalog.pg_publication_rel r WHERE r.prpubid = p.oid ORDER BY r.prrelid';
  return select(
    {
      oid: numberOf('p.oid'),
      name: textOf('p.pubname::text'),
      all: booleanOf('p.puballtables'),
      insert: booleanOf('p.pubinsert'),
      update: booleanOf('p.pubupdate'),
      remove: booleanOf('p.pubdelete'),
      truncate: booleanOf('p.pubtruncate'),
      viaRoot: booleanOf('p.pubviaroot'),
      generated: textOf(target.version >= 180000 ? 'p.pubgencols::text' : `'n'`),
      owner: textOf('pg_catalog.pg_get_userbyid(p.pubowner)::text'),
      tables: textsOf(`ARRAY(SELECT r.prrelid::text ${ofRelations})`),
      columns: since15(`ARRAY(SELECT coalesce(r.prattrs::text, '') ${ofRelations})`),
      filters: since15(`ARRAY(SELECT coalesce(pg_catalog.pg_get_expr(r.prqual, r.prrelid), '') ${ofRelations})`),
      schemas: since15(
        'ARRAY(SELECT pg_catalog.quote_ident(n.nspname) FROM pg_catalog.pg_publication_namespace s JOIN pg_catalog.pg_namespace n ON n.oid = s.pnnspid WHERE s.pnpubid = p.oid ORDER BY 1)',
      ),
    },
    'FROM pg_catalog.pg_publication p ORDER BY p.pubname',
  );
}
function definition(row: RowOf<typeof publicationsQuery>, from: Catalog): string {
  const { name, all, insert, update, remove, truncate, viaRoot, generated, tables, columns, filters, schemas } = row;
  const targets = tables.map((oid, at) => {
    const relation = from.relations.get(Number(oid));
    if (relation === undefined) return '';
    const list = numbers(columns[at] ?? '').map((column) => quoteIdentifier(relation.columnNames[column] ?? ''));
    const filter = filters[at] ? ` WHERE ${filters[at]}` : '';
    return `ONLY ${quoteQualified(relation)}${list.length > 0 ? ` (${list.join(', ')})` : ''}${filter}`;
  });
  const published = Object.entries({ insert, update, delete: remove, truncate }).filter(([, on]) => on);
  const parts = [`publish = ${quoteLiteral(published.map(([what]) => what).join(', '))}`];
  if (viaRoot) parts.push('publish_via_partition_root = true');
  if (generated === 's') parts.push('publish_generated_columns = stored');
  const named = targets.filter((one) => one !== '').sort();
  const what = named.length > 0 ? [`TABLE ${named.join(', ')}`] : [];
  if (schemas.length > 0) what.push(`TABLES IN SCHEMA ${schemas.join(', ')}`);
  const scope = all ? ' FOR ALL TABLES' : what.length > 0 ? ` FOR ${what.join(', ')}` : '';
  return `CREATE PUBLICATION ${quoteIdentifier(name)}${scope} WITH (${parts.join(', ')})`;
}
export const publications = otherPart('publications', publicationsQuery, (row, from) => ({
  ...designated('PUBLICATION', catalog.publication, row),
  definition: definition(row, from),
  owner: row.owner,
}));
