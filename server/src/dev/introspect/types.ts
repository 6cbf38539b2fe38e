/** Data types: their spellings, and the user's enums, composites, domains and ranges. */

import type { CompositeType, DomainType, UserType } from '../../model/schema';
import type { SqlType } from '../../model/types';
import { pushTo } from '../../text/lists';
import { keyOf, makeObjectName } from '../../text/names';
import { present } from '../../text/present';
import { withoutParentheses } from '../../text/quoted';
import { booleanOf, numberOf, orNull, type RowOf, select, textOf, textsOf } from '../select';
import {
  type Catalog,
  columnId,
  commentOf,
  type DependsOn,
  extensionOf,
  groupBy,
  qualifiedFrom,
  relationComment,
  typeByOid,
  unknownType,
} from './catalog';
import type { ColumnFacts, Extras } from './columns';
import { acl, catalog, inSchemas, ofTypes, type QueryTarget } from './sql';

/** Every pair of type and modifier in use: what is the same for 40,000 columns is spelt once. */
export function typeSpellingsQuery(
  target: QueryTarget,
  ofColumns: readonly { readonly type: number; readonly modifier: number }[],
) {
  const pairs = ofColumns.map(({ type, modifier }) => `(${type}, ${modifier})`);
  return select(
    {
      oid: numberOf('p.typid'),
      modifier: numberOf('p.typmod'),
      spelling: textOf('pg_catalog.format_type(p.typid, p.typmod)'),
      name: textOf('b.typname::text'),
      schema: textOf('n.nspname::text'),
      isArray: booleanOf('e.oid IS NOT NULL'),
    },
    `FROM (SELECT v.typid::oid, v.typmod::int4 FROM (VALUES ${pairs.join(', ') || '(0, 0)'}) AS v (typid, typmod)
        UNION SELECT t.typbasetype, t.typtypmod FROM pg_catalog.pg_type t
         WHERE t.typtype = 'd' AND ${inSchemas('t.typnamespace', target)}${ofTypes('t.oid', target)}
        ${target.only ? '' : `UNION SELECT pg_catalog.unnest(p.proargtypes), -1 FROM pg_catalog.pg_proc p WHERE ${inSchemas('p.pronamespace', target)}`}
        UNION SELECT r.rngsubtype, -1 FROM pg_catalog.pg_range r
          JOIN pg_catalog.pg_type t ON t.oid = r.rngtypid AND ${inSchemas('t.typnamespace', target)}${ofTypes('t.oid', target)}) AS p (typid, typmod)
  JOIN pg_catalog.pg_type t ON t.oid = p.typid
  LEFT JOIN pg_catalog.pg_type e ON e.oid = t.typelem AND e.typarray = t.oid
  JOIN pg_catalog.pg_type b ON b.oid = coalesce(e.oid, t.oid)
  JOIN pg_catalog.pg_namespace n ON n.oid = b.typnamespace`,
  );
}
type Spelling = RowOf<typeof typeSpellingsQuery>;
/** `format_type` text and the type's own name → SqlType. */
export function readTypeSpellings(from: Catalog, rows: readonly Spelling[]): void {
  for (const row of rows)
    from.types.set(row.modifier === -1 ? `${row.oid}` : `${row.oid}:${row.modifier}`, spelled(row));
}
function spelled({ spelling, schema, name, modifier, isArray: array }: Spelling): SqlType {
  const text = array ? spelling.replace(/\[\]$/, '') : spelling;
  if (schema !== 'pg_catalog') {
    const modifiers = modifier < 0 ? undefined : /\(([^()]*)\)$/.exec(text)?.[1];
    return present<SqlType>({ schema, name, modifiers, array: array || undefined });
  }
  const parts = /^([^(]*?)\s*(?:\(([^)]*)\))?([^()]*)$/.exec(text.replace(/^pg_catalog\./, ''));
  const bare = `${parts?.[1] ?? text}${parts?.[3] ?? ''}`;
  const interval = /^interval (.+)$/.exec(bare);
  return present<SqlType>({
    name: interval ? 'interval' : bare,
    modifiers: parts?.[2],
    fields: interval?.[1],
    array: array || undefined,
    builtin: true,
  });
}

/** What a range type is made of. */
const rangeJoins = `  LEFT JOIN pg_catalog.pg_range r ON r.rngtypid = t.oid
  LEFT JOIN pg_catalog.pg_type st ON st.oid = r.rngsubtype
  LEFT JOIN pg_catalog.pg_opclass oc ON oc.oid = r.rngsubopc
  LEFT JOIN pg_catalog.pg_namespace ocn ON ocn.oid = oc.opcnamespace
  LEFT JOIN pg_catalog.pg_collation rc ON rc.oid = r.rngcollation AND r.rngcollation <> st.typcollation
  LEFT JOIN pg_catalog.pg_namespace rcn ON rcn.oid = rc.collnamespace
  LEFT JOIN pg_catalog.pg_proc canon ON canon.oid = r.rngcanonical
  LEFT JOIN pg_catalog.pg_namespace canonn ON canonn.oid = canon.pronamespace
  LEFT JOIN pg_catalog.pg_proc diff ON diff.oid = r.rngsubdiff
  LEFT JOIN pg_catalog.pg_namespace diffn ON diffn.oid = diff.pronamespace`;
export function typesQuery(target: QueryTarget) {
  const multirange = target.version >= 140000 ? 'r.rngmultitypid' : '0';
  const privileges = acl('t.typacl', `'T'`, 't.typowner', target, 'pg_type', 't.oid');
  return select(
    {
      oid: numberOf('t.oid'),
      namespace: numberOf('t.typnamespace'),
      name: textOf('t.typname::text'),
      kind: textOf('t.typtype::text'),
      owner: textOf('pg_catalog.pg_get_userbyid(t.typowner)::text'),
      privileges: orNull(textsOf(privileges)),
      relation: numberOf('t.typrelid'),
      base: numberOf('t.typbasetype'),
      baseModifier: numberOf('t.typtypmod'),
      notNull: booleanOf('t.typnotnull'),
      default: orNull(textOf('pg_catalog.pg_get_expr(t.typdefaultbin, 0)')),
      collationSchema: orNull(textOf('cn.nspname::text')),
      collation: orNull(textOf('co.collname::text')),
      subtype: orNull(numberOf('r.rngsubtype')),
      opclassSchema: orNull(textOf('CASE WHEN NOT oc.opcdefault THEN ocn.nspname::text END')),
      opclass: orNull(textOf('CASE WHEN NOT oc.opcdefault THEN oc.opcname::text END')),
      rangeCollationSchema: orNull(textOf('rcn.nspname::text')),
      rangeCollation: orNull(textOf('rc.collname::text')),
      canonicalSchema: orNull(textOf('canonn.nspname::text')),
      canonical: orNull(textOf('canon.proname::text')),
      differenceSchema: orNull(textOf('diffn.nspname::text')),
      difference: orNull(textOf('diff.proname::text')),
      multirangeSchema: orNull(textOf('mn.nspname::text')),
      multirange: orNull(textOf('m.typname::text')),
    },
    `FROM pg_catalog.pg_type t
  LEFT JOIN pg_catalog.pg_type bt ON bt.oid = t.typbasetype
  LEFT JOIN pg_catalog.pg_collation co ON t.typtype = 'd' AND co.oid = t.typcollation AND t.typcollation <> bt.typcollation
  LEFT JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace
${rangeJoins}
  LEFT JOIN pg_catalog.pg_type m ON m.oid = ${multirange}
  LEFT JOIN pg_catalog.pg_namespace mn ON mn.oid = m.typnamespace
 WHERE ${inSchemas('t.typnamespace', target)}${ofTypes('t.oid', target)}
   AND (t.typtype IN ('e', 'd', 'r') OR t.typtype = 'p' AND NOT t.typisdefined OR t.typtype = 'b' AND NOT EXISTS (SELECT FROM pg_catalog.pg_type e WHERE e.oid = t.typelem AND e.typarray = t.oid)
        OR t.typtype = 'c' AND EXISTS (SELECT FROM pg_catalog.pg_class c WHERE c.oid = t.typrelid AND c.relkind = 'c'))
 ORDER BY t.typname`,
  );
}
type TypeRow = RowOf<typeof typesQuery>;
export function domainConstraintsQuery(target: QueryTarget) {
  return select(
    {
      oid: numberOf('k.oid'),
      type: numberOf('k.contypid'),
      name: textOf('k.conname::text'),
      kind: textOf('k.contype::text'),
      valid: booleanOf('k.convalidated'),
      expression: orNull(textOf('pg_catalog.pg_get_expr(k.conbin, 0)')),
    },
    `FROM pg_catalog.pg_constraint k
 WHERE ${inSchemas('k.connamespace', target)} AND k.contypid <> 0${ofTypes('k.contypid', target)} ORDER BY k.contypid, k.conname`,
  );
}
type DomainConstraintRow = RowOf<typeof domainConstraintsQuery>;
export const enumsQuery = (target: QueryTarget) =>
  select(
    { type: numberOf('enumtypid'), label: textOf('enumlabel::text') },
    `FROM pg_catalog.pg_enum WHERE true${ofTypes('enumtypid', target)} ORDER BY enumtypid, enumsortorder`,
  );

interface TypeRows {
  readonly types: readonly TypeRow[];
  readonly enums: readonly RowOf<typeof enumsQuery>[];
  readonly domainConstraints: readonly DomainConstraintRow[];
  readonly columns: ReadonlyMap<number, readonly ColumnFacts[]>;
  readonly extras: Extras;
  /** CREATE TYPE of base types. */
  readonly definitions: ReadonlyMap<number, string>;
}
/** Names first, so that everything else can refer to types by oid. */
export function readTypeNames(from: Catalog, rows: readonly TypeRow[]): void {
  for (const { oid, namespace, name } of rows) {
    const schema = from.namespaces.get(namespace);
    if (schema !== undefined) from.typeNames.set(oid, { schema, name });
  }
}
export function buildTypes(from: Catalog, rows: TypeRows, dependsOn: DependsOn): [string, UserType][] {
  const values = new Map<number, string[]>();
  for (const { type, label } of rows.enums) {
    pushTo(values, type, label);
  }
  const checks = groupBy(rows.domainConstraints, ({ type }) => type);
  const built: [string, UserType][] = [];
  for (const row of rows.types) {
    const { oid, relation } = row;
    const id = from.typeNames.get(oid);
    if (id === undefined) continue;
    const common = present<Pick<UserType, 'schema' | 'name' | 'owner' | 'privileges' | 'comment' | 'extension'>>({
      ...id,
      owner: row.owner,
      privileges: row.privileges ?? undefined,
      comment: commentOf(from, catalog.type, oid).comment,
      extension: extensionOf(from, catalog.type, oid).extension,
    });
    const depends = dependsOn(catalog.type, oid);
    const type = ((): UserType => {
      switch (row.kind) {
        case 'e':
          return { ...common, kind: 'enum', values: values.get(oid) ?? [] };
        case 'c':
          // The attributes' needs are those of the relation behind the type.
          return {
            ...common,
            ...dependsOn(catalog.class, relation),
            kind: 'composite',
            attributes: attributes(from, relation, rows),
          };
        case 'd':
          return { ...common, ...depends, ...domain(from, row, checks.get(oid) ?? []) };
        case 'r':
          return present<UserType>({ ...common, ...depends, ...range(from, row) });
        default:
          return present<UserType>({
            ...common,
            ...depends,
            kind: 'base',
            definition: common.extension === undefined ? rows.definitions.get(oid) : undefined,
          });
      }
    })();
    built.push([keyOf(id), type]);
  }
  return built;
}
function attributes(from: Catalog, relation: number, { columns, extras }: TypeRows): CompositeType['attributes'] {
  return (columns.get(relation) ?? []).map(({ number, kind }) =>
    present<CompositeType['attributes'][number]>({
      name: kind.name,
      type: kind.type,
      collation: extras.get(columnId(relation, number))?.collation,
      comment: relationComment(from, relation, number),
    }),
  );
}
function domain(
  from: Catalog,
  row: TypeRow,
  constraints: readonly DomainConstraintRow[],
): Omit<DomainType, 'schema' | 'name'> {
  const notNull = constraints.find(({ kind }) => kind === 'n');
  const chosen = makeObjectName(row.name, undefined, 'not_null');
  return present<Omit<DomainType, 'schema' | 'name'>>({
    kind: 'domain',
    base: typeByOid(from, row.base, row.baseModifier) ?? unknownType,
    notNull: row.notNull,
    default: row.default ?? undefined,
    collation: qualifiedFrom(row.collationSchema, row.collation),
    checks: constraints
      .filter(({ kind }) => kind === 'c')
      .map((constraint) =>
        present<DomainType['checks'][number]>({
          name: constraint.name,
          expression: withoutParentheses(constraint.expression ?? ''),
          notValid: constraint.valid ? undefined : true,
          comment: commentOf(from, catalog.constraint, constraint.oid).comment,
        }),
      ),
    notNullConstraintName: notNull === undefined || notNull.name === chosen ? undefined : notNull.name,
    notNullConstraintComment: notNull && commentOf(from, catalog.constraint, notNull.oid).comment,
  });
}
function range(from: Catalog, row: TypeRow) {
  return {
    kind: 'range' as const,
    subtype: typeByOid(from, row.subtype ?? 0) ?? unknownType,
    subtypeOpclass: qualifiedFrom(row.opclassSchema, row.opclass),
    collation: qualifiedFrom(row.rangeCollationSchema, row.rangeCollation),
    canonical: qualifiedFrom(row.canonicalSchema, row.canonical),
    subtypeDiff: qualifiedFrom(row.differenceSchema, row.difference),
    multirangeName: qualifiedFrom(row.multirangeSchema, row.multirange),
  };
}
