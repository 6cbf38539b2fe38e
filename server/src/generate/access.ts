/** Owners and privileges, printed on request. */

import type { ExtendedStatistics, Namespace, OtherObject, Schema, Table, View } from '../model/schema';
import { keyOf, type QualifiedName, quoteIdentifier } from '../text/names';
import { columnGrants, grants, type Kind, ownerLetters, publicLetters, type Standard } from './acl';
import { lookup } from './lookup';
import { routineSignature } from './objects';
import type { PrintContext } from './style';
import { local, qualified } from './text';

interface Owned {
  readonly owner?: string;
  readonly privileges?: readonly string[];
}
const standardOf = (kind: Kind, { schema }: PrintContext): Standard => ({
  owner: ownerLetters(kind, schema.serverVersion),
  public: publicLetters(kind),
});
function access(
  alter: string,
  kind: Kind | undefined,
  name: string,
  item: Owned,
  context: PrintContext,
  standard: Standard | undefined = kind && standardOf(kind, context),
): string[] {
  const { style } = context;
  const lines: string[] = [];
  if (style.owner && item.owner !== undefined)
    lines.push(`ALTER ${alter} ${name} OWNER TO ${quoteIdentifier(item.owner)};`);
  if (style.privileges && standard !== undefined && item.privileges !== undefined)
    lines.push(...grants(`${kind} ${name}`, item.owner ?? '', item.privileges, standard));
  return lines;
}

export function tableAccess(table: Table, context: PrintContext): string[] {
  const name = qualified(table, context);
  const lines = access(table.kind === 'foreign table' ? 'FOREIGN TABLE' : 'TABLE', 'TABLE', name, table, context);
  if (!context.style.privileges) return lines;
  for (const column of table.columns)
    if (column.privileges)
      lines.push(...columnGrants(`TABLE ${name}`, local(column.name, context), table.owner ?? '', column.privileges));
  const found = lookup(context.schema);
  for (const sequence of found.sequencesOf.get(keyOf(table)) ?? [])
    if (found.isSerial(sequence)) lines.push(...sequenceGrants(sequence, sequence.privileges, table, context));
  for (const { identity } of table.columns)
    if (identity?.sequenceName)
      lines.push(...sequenceGrants(identity.sequenceName, identity.privileges, table, context));
  return lines;
}
/** Of a sequence that belongs to the table's owner. */
function sequenceGrants(
  sequence: QualifiedName,
  privileges: readonly string[] | undefined,
  table: Table,
  context: PrintContext,
): string[] {
  if (privileges === undefined) return [];
  return grants(
    `SEQUENCE ${qualified(sequence, context)}`,
    table.owner ?? '',
    privileges,
    standardOf('SEQUENCE', context),
  );
}

export function statisticsAccess(statistics: ExtendedStatistics, context: PrintContext): string[] {
  return access('STATISTICS', undefined, qualified(statistics, context), statistics, context);
}

/** Of everything that is not a table. */
export function schemaAccess(schema: Schema, context: PrintContext): string[] {
  if (!context.style.owner && !context.style.privileges) return [];
  const lines: string[] = [];
  const each = <T extends Owned & { readonly extension?: string }>(
    items: Iterable<T>,
    alter: (item: T) => string,
    kind: (item: T) => Kind | undefined,
    name: (item: T) => string,
  ): void => {
    for (const item of items) lines.push(...access(alter(item), kind(item), name(item), item, ofMember(item, context)));
  };
  const named = (item: { schema?: string; name: string }): string => qualified(item, context);
  const free = [...schema.sequences.values()].filter((one) => !lookup(schema).isSerial(one));
  const fixed =
    <V extends string>(value: V) =>
    () =>
      value;
  for (const item of own(schema.namespaces.values())) lines.push(...namespaceAccess(item, context));
  each(schema.collations.values(), fixed('COLLATION'), () => undefined, named);
  each(schema.types.values(), (item) => (item.kind === 'domain' ? 'DOMAIN' : 'TYPE'), fixed('TYPE'), named);
  each(free, fixed('SEQUENCE'), fixed('SEQUENCE'), named);
  each(
    [...schema.routines.values()]
      .flat()
      .filter((item) => item.definition !== undefined || item.extension !== undefined),
    (item) => (item.kind === 'aggregate' ? 'AGGREGATE' : item.kind === 'procedure' ? 'PROCEDURE' : 'FUNCTION'),
    (item) => (item.kind === 'procedure' ? 'PROCEDURE' : 'FUNCTION'),
    (item) => routineSignature(item, context),
  );
  each(schema.views.values(), (item) => item.kind.toUpperCase(), fixed('TABLE'), named);
  for (const view of schema.views.values()) lines.push(...viewColumnAccess(view, context));
  for (const table of schema.tables.values())
    if (table.extension !== undefined) lines.push(...tableAccess(table, ofMember(table, context)));
  for (const item of schema.others.values()) lines.push(...otherAccess(item, ofMember(item, context)));
  if (context.style.privileges)
    for (const item of schema.others.values())
      if (item.kind === 'CATALOG PRIVILEGES') lines.push(`${item.definition};`);
      else lines.push(...defaultPrivileges(item, context));
  return lines;
}
/** A member of an extension has the extension's owner, and what was granted beyond what the extension says. */
function ofMember({ extension }: { readonly extension?: string }, context: PrintContext): PrintContext {
  return extension === undefined ? context : { ...context, style: { ...context.style, owner: false } };
}
function viewColumnAccess(view: View, context: PrintContext): string[] {
  if (!context.style.privileges) return [];
  return view.columns.flatMap(({ name, privileges = [] }) =>
    columnGrants(`TABLE ${qualified(view, context)}`, local(name, context), view.owner ?? '', privileges),
  );
}
const otherKinds: Readonly<Record<string, Kind>> = {
  SERVER: 'FOREIGN SERVER',
  'FOREIGN DATA WRAPPER': 'FOREIGN DATA WRAPPER',
  LANGUAGE: 'LANGUAGE',
};
function otherAccess(other: OtherObject, context: PrintContext): string[] {
  const { designation, owner, privileges } = other;
  if (designation === undefined || owner === undefined) return [];
  const lines = context.style.owner ? [`ALTER ${designation} OWNER TO ${quoteIdentifier(owner)};`] : [];
  const kind = otherKinds[other.kind];
  if (!context.style.privileges || privileges === undefined || kind === undefined) return lines;
  return [...lines, ...grants(`${kind} ${quoteIdentifier(other.name)}`, owner, privileges, standardOf(kind, context))];
}
/** PUBLIC may use the schema `public`, and before PostgreSQL 15 create in it; it stands in every database. */
function namespaceAccess(namespace: Namespace, context: PrintContext): string[] {
  const standard = standardOf('SCHEMA', context);
  const name = local(namespace.name, context);
  if (namespace.name !== 'public') return access('SCHEMA', 'SCHEMA', name, namespace, context);
  const open = { ...standard, public: context.schema.serverVersion >= 150000 ? 'U' : 'UC' };
  const given = namespace.owner === 'pg_database_owner';
  const style = given ? { ...context.style, owner: false } : context.style;
  return access('SCHEMA', 'SCHEMA', name, namespace, { ...context, style }, open);
}
const defaultKinds: Readonly<Record<string, Kind>> = {
  TABLES: 'TABLE',
  SEQUENCES: 'SEQUENCE',
  FUNCTIONS: 'FUNCTION',
  TYPES: 'TYPE',
  SCHEMAS: 'SCHEMA',
  'LARGE OBJECTS': 'LARGE OBJECT',
};
/** What the default privileges of one schema say comes on top; those of the whole database say all. */
function defaultPrivileges(other: OtherObject, context: PrintContext): string[] {
  const kind = defaultKinds[other.definition ?? ''];
  if (other.kind !== 'DEFAULT PRIVILEGES' || kind === undefined || other.privileges === undefined) return [];
  const where = other.schema === undefined ? '' : `IN SCHEMA ${local(other.schema, context)} `;
  const prefix = `ALTER DEFAULT PRIVILEGES FOR ROLE ${quoteIdentifier(other.owner ?? '')} ${where}`;
  const standard = other.schema === undefined ? standardOf(kind, context) : { owner: '', public: '' };
  return grants(other.definition ?? '', other.owner ?? '', other.privileges, standard, prefix);
}
function own<T extends { readonly extension?: string }>(items: Iterable<T>): T[] {
  return [...items].filter((item) => item.extension === undefined);
}
