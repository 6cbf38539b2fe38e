/** The schema a fold starts from: what the files do not make themselves comes from dev. */

import type { DevSchema } from '../model/dev';
import { keptAs, kinds, type MapName, type ObjectKind, rulesOf, type SchemaKind, schemaKinds } from '../model/kinds';
import { isOtherInSchema } from '../model/other-kinds';
import { PMap } from '../model/persistent-map';
import { emptySchema, type MapValue, type OtherObject, type Schema, type Table } from '../model/schema';
import { formatType } from '../model/types';
import { ABSENCE } from '../model/unknown';
import type { DdlOp, Op } from '../sql/read/ops';
import { t } from '../text/l10n';
import { splitKey } from '../text/names';
import { namePattern } from '../text/quoted';
import type { Name } from '../text/text';

/** Without dev, a name that no file makes may exist or not. */
export function withoutDev(): Schema {
  const reason = t('There is no dev to look up what the files do not create.');
  return { ...emptySchema(), unknown: [{ object: '*', fact: ABSENCE, reason }] };
}

/** Kinds that share a name space are one kind here. */
export type NameSpace = ReturnType<typeof rulesOf>['nameSpace'];
type Member<K extends SchemaKind> = MapValue<(typeof kinds)[K]['map']>;
export function madeKey(kind: NameSpace, name: Name['value']): string {
  return `${kind}\0${name.schema ?? ''}\0${name.name}`;
}
/** `kind NUL schema NUL name` of all that a statement makes; the schema is empty where none is written. */
export function namesMadeBy(op: DdlOp): string[] {
  switch (op.op) {
    case 'create table':
    case 'create table as':
    case 'placeholder table':
    case 'create view':
    case 'create enum':
    case 'create composite':
    case 'create domain':
    case 'create range':
    case 'create base type':
    case 'create sequence':
      return [madeKey('relation', op.name.value)];
    case 'create index':
      return op.name ? [madeKey('relation', { ...op.table.value, name: op.name.value })] : [];
    case 'create routine':
      return [madeKey('routine', op.name.value)];
    case 'create schema':
      return [madeKey('schema', { name: op.name.value }), ...op.elements.flatMap(namesMadeBy)];
    case 'create extension':
      return [madeKey('extension', { name: op.name.value })];
    case 'create collation':
      return [madeKey('other', op.name.value)];
    case 'create statistics':
      return op.name ? [madeKey('other', op.name.value)] : [];
    case 'create other':
      return [madeKey('other', { ...(isOtherInSchema(op.what) && op.name.value), name: plainName(op) })];
    case 'rename':
      return [madeKey(nameSpaceOf(op.object.kind), { ...op.object.name.value, name: op.to.value })];
    case 'set schema':
      return [madeKey(nameSpaceOf(op.object.kind), { schema: op.to.value, name: op.object.name.value.name })];
    case 'block':
      return op.body.flatMap((inner) => namesMadeBy(inner.op));
    default:
      return [];
  }
}
/** Of one that is kept by its text, without the schemas of types in it: those hang on the path. */
function plainName({ what, name, types = [], method }: Op<'create other'>): string {
  const plain = types.map((type) => {
    if (!type) return 'NONE';
    const { schema, ...bare } = type;
    return formatType(bare);
  });
  if (what === 'CAST') return plain.join(' AS ');
  if (what === 'TRANSFORM') return `${plain.join('')} ${method ?? ''}`;
  return method === undefined ? name.value.name : `${name.value.name} ${method}`;
}
const qualifier = new RegExp(String.raw`${namePattern}\.`, 'g');
function plainNameInDev({ kind, name }: OtherObject): string {
  if (kind === 'OPERATOR') return name.slice(0, name.indexOf(' '));
  return kind === 'CAST' || kind === 'TRANSFORM' ? name.replace(qualifier, '') : name;
}
export function nameSpaceOf(kind: ObjectKind): NameSpace {
  const kept = keptAs(kind);
  return kept === 'other' ? kept : rulesOf(kept).nameSpace;
}

export function sameNames(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  if (a.size !== b.size) return false;
  for (const name of a) if (!b.has(name)) return false;
  return true;
}

/** `isSearched`: a name written without a schema may be in this one. */
export function isMadeName(
  names: ReadonlySet<string>,
  kind: NameSpace,
  { schema, name }: { readonly schema: string; readonly name: string },
  isSearched: boolean,
): boolean {
  return names.has(`${kind}\0${schema}\0${name}`) || (isSearched && names.has(`${kind}\0\0${name}`));
}

/**
 * Dev without what the files make: Supabase's `auth.users`, objects of extensions, a baseline that was squashed away. A
 * name written without a schema is taken to be in any schema but the ones only ever named in full.
 */
export function baseFromDev(dev: DevSchema, names: ReadonlySet<string>, paths: readonly string[]): Schema {
  const { schema } = dev;
  const searched = new Set([...schema.searchPath, ...paths, 'public']);
  const isMade = (kind: NameSpace, schema: string, name: string): boolean =>
    isMadeName(names, kind, { schema, name }, searched.has(schema));
  const keep = <V>(map: PMap<V>, kind: NameSpace, also: (value: V) => boolean = () => true): PMap<V> =>
    PMap.from(
      [...map].filter(([key, value]) => {
        const at = splitKey(key);
        return !isMade(kind, at.schema, at.name) && also(value);
      }),
    );
  const tables = withoutOrphans(keep(schema.tables, 'relation'));
  const views = keep(schema.views, 'relation');
  const hasOwner = ({ schema: namespace, name }: { schema?: string; name: string }): boolean =>
    tables.has(`${namespace}\0${name}`) || views.has(`${namespace}\0${name}`);
  const also: { readonly [K in SchemaKind]?: (value: Member<K>) => boolean } = {
    index: ({ table }) => hasOwner(table),
    sequence: ({ ownedBy }) => !ownedBy || hasOwner(ownedBy.table),
    statistics: ({ table }) => hasOwner(table),
  };
  const kept = (kind: SchemaKind): readonly [MapName, unknown] => {
    const { map, nameSpace } = kinds[kind];
    return [map, keep(schema[map] as PMap<unknown>, nameSpace, also[kind] as (value: unknown) => boolean)];
  };
  return {
    ...schema,
    ...Object.fromEntries(schemaKinds.map(kept)),
    tables,
    views,
    others: PMap.from([...schema.others].filter(([, one]) => !isMade('other', one.schema ?? '', plainNameInDev(one)))),
    namespaces: PMap.from(
      [...schema.namespaces].filter(([name]) => name === 'public' || !names.has(`schema\0\0${name}`)),
    ),
    extensions: PMap.from([...schema.extensions].filter(([name]) => !names.has(`extension\0\0${name}`))),
  };
}
/** Partitions and children of a table that the files make are made by the files too, by a routine that runs daily, say. */
function withoutOrphans(tables: PMap<Table>): PMap<Table> {
  const orphans = [...tables].filter(([, { partitionOf, inherits }]) =>
    [...(partitionOf ? [partitionOf.parent] : []), ...(inherits ?? [])].some(
      (parent) => !tables.has(`${parent.schema}\0${parent.name}`),
    ),
  );
  if (orphans.length === 0) return tables;
  return withoutOrphans(orphans.reduce((left, [key]) => left.without(key), tables));
}
