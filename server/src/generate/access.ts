/** Owners and privileges, printed on request. */

import { withoutExtensions } from '../model/extensions';
import { objectKey } from '../model/kinds';
import { idOfOther } from '../model/other-kinds';
import type { ExtendedStatistics, Namespace, OtherObject, Routine, Schema, Table, View } from '../model/schema';
import { keyOf, type QualifiedName, quoteIdentifier } from '../text/names';
import { findUnquoted } from '../text/quoted';
import { type AclKind, columnGrants, grants, ownerLetters, publicLetters, type Standard } from './acl';
import { idOfTable, lookup } from './lookup';
import { routineKey } from './mentions';
import { routineSignature } from './objects';
import type { PrintContext } from './style';
import { local, qualified } from './text';

interface Owned {
  readonly owner?: string;
  readonly privileges?: readonly string[];
}
/** Owner and access list of one object, or the access list of a column. */
export interface Access {
  /** `objectKey` of what it is said of; of a column, and of the sequence of its identity, the table's with the column's name. */
  readonly id: string;
  /** What ALTER … OWNER TO calls it; absent: its owner is another object's. */
  readonly alter?: string;
  readonly owner: string | undefined;
  /** `TABLE "t"`, or `TABLES` after `prefix`; absent: nothing is granted on it. */
  readonly on?: string;
  readonly column?: string;
  readonly privileges: readonly string[] | undefined;
  readonly standard: Standard;
  readonly prefix?: string;
  /** The schema of default privileges. */
  readonly home?: string;
}
export function accessLines(list: readonly Access[], { owner, privileges }: PrintContext['style']): string[] {
  return list.flatMap((one) => [...(owner ? ownerLine(one) : []), ...(privileges ? grantLines(one) : [])]);
}
export const ownerLine = ({ alter, owner }: Access): string[] =>
  alter === undefined || owner === undefined ? [] : [`ALTER ${alter} OWNER TO ${quoteIdentifier(owner)};`];
function grantLines({ on, column, owner = '', privileges, standard, prefix }: Access): string[] {
  if (on === undefined || privileges === undefined) return [];
  return column === undefined
    ? grants(on, owner, privileges, standard, prefix)
    : columnGrants(on, column, owner, privileges);
}
const standardOf = (kind: AclKind, { schema }: PrintContext): Standard => ({
  owner: ownerLetters(kind, schema.serverVersion),
  public: publicLetters(kind),
});
const nobody: Standard = { owner: '', public: '' };
function access(
  id: string,
  alter: string | undefined,
  kind: AclKind | undefined,
  name: string,
  item: Owned,
  context: PrintContext,
): Access {
  return {
    id,
    ...(alter !== undefined && { alter: `${alter} ${name}` }),
    owner: item.owner,
    ...(kind !== undefined && { on: `${kind} ${name}` }),
    privileges: item.privileges,
    standard: kind === undefined ? nobody : standardOf(kind, context),
  };
}

export function tableAccess(table: Table, context: PrintContext): Access[] {
  const name = qualified(table, context);
  const id = idOfTable(table);
  const word = table.kind === 'foreign table' ? 'FOREIGN TABLE' : 'TABLE';
  const list = [access(id, table.extension === undefined ? word : undefined, 'TABLE', name, table, context)];
  for (const column of table.columns) list.push(columnAccess(column, table, context));
  const found = lookup(context.schema);
  for (const sequence of found.sequencesOf.get(keyOf(table)) ?? [])
    if (found.isSerial(sequence))
      list.push(
        sequenceAccess(
          objectKey('sequence', sequence.schema, sequence.name),
          sequence,
          sequence.privileges,
          table,
          context,
        ),
      );
  for (const { name: column, identity } of table.columns)
    if (identity?.sequenceName)
      list.push(sequenceAccess(idOfColumn(table, column), identity.sequenceName, identity.privileges, table, context));
  return list;
}
const idOfColumn = ({ schema, name }: { schema: string; name: string }, column: string): string =>
  `column\0${schema}\0${name}\0${column}`;
function columnAccess(
  { name, privileges }: { readonly name: string; readonly privileges?: readonly string[] },
  of: Table | View,
  context: PrintContext,
): Access {
  const column = local(name, context);
  const id = 'constraints' in of ? idOfColumn(of, name) : objectKey('view', of.schema, of.name);
  return { id, owner: of.owner, on: `TABLE ${qualified(of, context)}`, column, privileges, standard: nobody };
}
/** Of a sequence that belongs to the table's owner. */
function sequenceAccess(
  id: string,
  sequence: QualifiedName,
  privileges: readonly string[] | undefined,
  { owner }: Table,
  context: PrintContext,
): Access {
  const item = { ...(owner !== undefined && { owner }), ...(privileges && { privileges }) };
  const name = { name: sequence.name, ...(sequence.schema !== undefined && { schema: sequence.schema }) };
  return access(id, undefined, 'SEQUENCE', qualified(name, context), item, context);
}

export function statisticsAccess(statistics: ExtendedStatistics, context: PrintContext): Access {
  const id = objectKey('statistics', statistics.schema, statistics.name);
  return access(id, 'STATISTICS', undefined, qualified(statistics, context), statistics, context);
}

const keyed =
  (kind: Parameters<typeof objectKey>[0]) =>
  (item: { schema: string; name: string }): string =>
    objectKey(kind, item.schema, item.name);
const sameForAll =
  <V extends string>(value: V) =>
  () =>
    value;
/** GRANT has no word for aggregates: it takes them as functions, of all that they are given. */
function grantedSignature(routine: Routine, context: PrintContext): string {
  const { kind, identityArguments: list } = routine;
  if (kind !== 'aggregate') return routineSignature(routine, context);
  const at = findUnquoted(list, 'ORDER BY ');
  const [direct, ordered] = at < 0 ? [list, ''] : [list.slice(0, at).trim(), list.slice(at + 'ORDER BY '.length)];
  // Of a hypothetical set of anything, both are one argument.
  const all = direct.startsWith('VARIADIC') ? [direct] : [direct, ordered].filter((one) => one !== '');
  return `${qualified(routine, context)}(${all.join(', ')})`;
}
/** Of everything that is not a table. */
export function schemaAccess(schema: Schema, context: PrintContext): Access[] {
  const list: Access[] = [];
  const each = <T extends Owned & { readonly extension?: string }>(
    items: Iterable<T>,
    id: (item: T) => string,
    alter: (item: T) => string,
    kind: (item: T) => AclKind | undefined,
    name: (item: T) => string,
    granted = name,
  ): void => {
    for (const item of items) {
      const own = item.extension === undefined ? alter(item) : undefined;
      const made = access(id(item), own, kind(item), name(item), item, context);
      list.push(made.on === undefined ? made : { ...made, on: `${kind(item)} ${granted(item)}` });
    }
  };
  const named = (item: { schema?: string; name: string }): string => qualified(item, context);
  const free = [...schema.sequences.values()].filter((one) => !lookup(schema).isSerial(one));
  for (const item of withoutExtensions(schema.namespaces.values())) list.push(namespaceAccess(item, context));
  each(schema.collations.values(), keyed('collation'), sameForAll('COLLATION'), () => undefined, named);
  each(
    schema.types.values(),
    keyed('type'),
    (item) => (item.kind === 'domain' ? 'DOMAIN' : 'TYPE'),
    sameForAll('TYPE'),
    named,
  );
  each(free, keyed('sequence'), sameForAll('SEQUENCE'), sameForAll('SEQUENCE'), named);
  each(
    [...schema.routines.values()]
      .flat()
      .filter((item) => item.definition !== undefined || item.extension !== undefined),
    routineKey,
    (item) => (item.kind === 'aggregate' ? 'AGGREGATE' : item.kind === 'procedure' ? 'PROCEDURE' : 'FUNCTION'),
    (item) => (item.kind === 'procedure' ? 'PROCEDURE' : 'FUNCTION'),
    (item) => routineSignature(item, context),
    (item) => grantedSignature(item, context),
  );
  each(schema.views.values(), keyed('view'), (item) => item.kind.toUpperCase(), sameForAll('TABLE'), named);
  for (const view of schema.views.values())
    for (const column of view.columns) list.push(columnAccess(column, view, context));
  for (const table of schema.tables.values())
    if (table.extension !== undefined) list.push(...tableAccess(table, context));
  for (const item of schema.others.values()) list.push(...otherAccess(item, context));
  for (const item of schema.others.values()) list.push(...defaultPrivileges(item, context));
  return list;
}
const otherKinds: Readonly<Record<string, AclKind>> = {
  SERVER: 'FOREIGN SERVER',
  'FOREIGN DATA WRAPPER': 'FOREIGN DATA WRAPPER',
  LANGUAGE: 'LANGUAGE',
};
function otherAccess(other: OtherObject, context: PrintContext): Access[] {
  const { designation, owner, privileges, extension } = other;
  if (designation === undefined || owner === undefined) return [];
  const kind = otherKinds[other.kind];
  return [
    {
      id: idOfOther(other),
      ...(extension === undefined && { alter: designation }),
      owner,
      ...(kind !== undefined && { on: `${kind} ${quoteIdentifier(other.name)}` }),
      privileges,
      standard: kind === undefined ? nobody : standardOf(kind, context),
    },
  ];
}
/** PUBLIC may use the schema `public`, and before PostgreSQL 15 create in it; it stands in every database. */
function namespaceAccess(namespace: Namespace, context: PrintContext): Access {
  const name = local(namespace.name, context);
  const plain = access(objectKey('schema', '', namespace.name), 'SCHEMA', 'SCHEMA', name, namespace, context);
  if (namespace.name !== 'public') return plain;
  const { alter: _, ...unowned } = plain;
  const open = { ...plain.standard, public: context.schema.serverVersion >= 150000 ? 'U' : 'UC' };
  return { ...(namespace.owner === 'pg_database_owner' ? unowned : plain), standard: open };
}
const defaultKinds: Readonly<Record<string, AclKind>> = {
  TABLES: 'TABLE',
  SEQUENCES: 'SEQUENCE',
  FUNCTIONS: 'FUNCTION',
  TYPES: 'TYPE',
  SCHEMAS: 'SCHEMA',
  'LARGE OBJECTS': 'LARGE OBJECT',
};
/** What the default privileges of one schema say comes on top; those of the whole database say all. */
function defaultPrivileges(other: OtherObject, context: PrintContext): Access[] {
  const kind = defaultKinds[other.definition ?? ''];
  if (other.kind !== 'DEFAULT PRIVILEGES' || kind === undefined || other.privileges === undefined) return [];
  const where = other.schema === undefined ? '' : `IN SCHEMA ${local(other.schema, context)} `;
  return [
    {
      id: idOfOther(other),
      owner: other.owner,
      on: other.definition ?? '',
      privileges: other.privileges,
      standard: other.schema === undefined ? standardOf(kind, context) : nobody,
      prefix: `ALTER DEFAULT PRIVILEGES FOR ROLE ${quoteIdentifier(other.owner ?? '')} ${where}`,
      ...(other.schema !== undefined && { home: other.schema }),
    },
  ];
}
/** GRANTs on what every database has. */
export function catalogGrants({ others }: Schema): string[] {
  return [...others.values()].flatMap(({ kind, definition }) =>
    kind === 'CATALOG PRIVILEGES' ? [`${definition};`] : [],
  );
}
