/** Data types: their spellings, and the user's enums, composites, domains and ranges. */

import type { CompositeType, DomainType, UserType } from '../../model/schema';
import type { SqlType } from '../../model/types';
import { keyOf, makeObjectName } from '../../text/names';
import { present } from '../../text/present';
import {
  type Catalog,
  columnId,
  commentOf,
  extensionOf,
  groupBy,
  qualified,
  relationComment,
  typeOf,
  unknownType,
  withoutParentheses,
} from './catalog';
import type { ColumnFacts, Extras } from './columns';
import { catalog } from './sql';

/** `format_type` text and the type's own name → SqlType. */
export function readTypeSpellings(from: Catalog, rows: readonly unknown[][]): void {
  for (const row of rows) {
    const [oid, modifier, spelling, name, schema, array] = row as [number, number, string, string, string, boolean];
    const type = spelled(spelling, schema, name, modifier, array);
    from.types.set(modifier === -1 ? `${oid}` : `${oid}:${modifier}`, type);
  }
}
function spelled(spelling: string, schema: string, name: string, modifier: number, array: boolean): SqlType {
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

type TypeRow = readonly [
  oid: number,
  namespace: number,
  name: string,
  kind: string,
  owner: string,
  privileges: string[] | null,
  relation: number,
  base: number,
  baseModifier: number,
  notNull: boolean,
  defaultText: string | null,
  collationSchema: string | null,
  collation: string | null,
  subtype: number | null,
  opclassSchema: string | null,
  opclass: string | null,
  rangeCollationSchema: string | null,
  rangeCollation: string | null,
  canonicalSchema: string | null,
  canonical: string | null,
  differenceSchema: string | null,
  difference: string | null,
  multirangeSchema: string | null,
  multirange: string | null,
];
type DomainConstraintRow = readonly [
  oid: number,
  type: number,
  name: string,
  kind: string,
  valid: boolean,
  expression: string | null,
];

interface TypeRows {
  readonly types: readonly unknown[][];
  readonly enums: readonly unknown[][];
  readonly domainConstraints: readonly unknown[][];
  readonly columns: ReadonlyMap<number, readonly ColumnFacts[]>;
  readonly extras: Extras;
  /** CREATE TYPE of base types. */
  readonly definitions: ReadonlyMap<number, string>;
}
/** Names first, so that everything else can refer to types by oid. */
export function readTypeNames(from: Catalog, rows: readonly unknown[][]): void {
  for (const row of rows as unknown as readonly TypeRow[]) {
    const schema = from.namespaces.get(row[1]);
    if (schema !== undefined) from.typeNames.set(row[0], { schema, name: row[2] });
  }
}
export function buildTypes(
  from: Catalog,
  rows: TypeRows,
  dependsOn: (classId: number, oid: number) => { dependsOn?: readonly string[] },
): [string, UserType][] {
  const values = new Map<number, string[]>();
  for (const [type, label] of rows.enums as [number, string][]) {
    const known = values.get(type);
    if (known) known.push(label);
    else values.set(type, [label]);
  }
  const checks = groupBy(rows.domainConstraints as unknown as DomainConstraintRow[], (row) => row[1]);
  const built: [string, UserType][] = [];
  for (const row of rows.types as unknown as readonly TypeRow[]) {
    const id = from.typeNames.get(row[0]);
    if (id === undefined) continue;
    const common = present<Pick<UserType, 'schema' | 'name' | 'owner' | 'privileges' | 'comment' | 'extension'>>({
      ...id,
      owner: row[4],
      privileges: row[5] ?? undefined,
      comment: commentOf(from, catalog.type, row[0]).comment,
      extension: extensionOf(from, catalog.type, row[0]).extension,
    });
    const depends = dependsOn(catalog.type, row[0]);
    const type = ((): UserType => {
      switch (row[3]) {
        case 'e':
          return { ...common, kind: 'enum', values: values.get(row[0]) ?? [] };
        case 'c':
          // The attributes' needs are those of the relation behind the type.
          return {
            ...common,
            ...dependsOn(catalog.class, row[6]),
            kind: 'composite',
            attributes: attributes(from, row[6], rows),
          };
        case 'd':
          return { ...common, ...depends, ...domain(from, row, checks.get(row[0]) ?? []) };
        case 'r':
          return present<UserType>({ ...common, ...depends, ...range(from, row) });
        default:
          return present<UserType>({
            ...common,
            ...depends,
            kind: 'base',
            definition: common.extension === undefined ? rows.definitions.get(row[0]) : undefined,
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
  const notNull = constraints.find((constraint) => constraint[3] === 'n');
  const chosen = makeObjectName(row[2], undefined, 'not_null');
  return present<Omit<DomainType, 'schema' | 'name'>>({
    kind: 'domain',
    base: typeOf(from, row[7], row[8]) ?? unknownType,
    notNull: row[9],
    default: row[10] ?? undefined,
    collation: qualified(row[11], row[12]),
    checks: constraints
      .filter((constraint) => constraint[3] === 'c')
      .map((constraint) =>
        present<DomainType['checks'][number]>({
          name: constraint[2],
          expression: withoutParentheses(constraint[5] ?? ''),
          notValid: constraint[4] ? undefined : true,
          comment: commentOf(from, catalog.constraint, constraint[0]).comment,
        }),
      ),
    notNullConstraintName: notNull === undefined || notNull[2] === chosen ? undefined : notNull[2],
    notNullConstraintComment: notNull && commentOf(from, catalog.constraint, notNull[0]).comment,
  });
}
function range(from: Catalog, row: TypeRow) {
  return {
    kind: 'range' as const,
    subtype: typeOf(from, row[13] ?? 0) ?? unknownType,
    subtypeOpclass: qualified(row[14], row[15]),
    collation: qualified(row[16], row[17]),
    canonical: qualified(row[18], row[19]),
    subtypeDiff: qualified(row[20], row[21]),
    multirangeName: qualified(row[22], row[23]),
  };
}
