/** Everything that has a CREATE statement of its own, with what must stand before it. */

import { withoutExtensions } from '../model/extensions';
import { kinds, objectKey, type PerKind, schemaKinds } from '../model/kinds';
import { idOfOther } from '../model/other-kinds';
import type { DomainType, Extension, OtherObject, Routine, Schema, Table, UserType, View } from '../model/schema';
import { keyOf, splitKey } from '../text/names';
import { present } from '../text/present';
import { idOfTable, lookup } from './lookup';
import { mentioned, routineKey } from './mentions';
import * as objects from './objects';
import type { OrderNode } from './order';
import type { PrintContext } from './style';
import { tableNeeds, triggerNeeds } from './table-needs';
import { createTable, joinParents, type Late } from './tables';
import { qualified } from './text';

export interface PrintedObject {
  readonly table?: Table;
  /** `broken`: needs that could not be met before it. */
  statements(broken: ReadonlySet<string>): {
    readonly create: readonly string[];
    /** What had to wait until everything stands. */
    readonly later: readonly string[];
    /** `last`: after tables have their keys, triggers and policies. */
    readonly stage: 'first' | 'last';
  };
}
type PrintNode = OrderNode<PrintedObject>;

/** What stands before what, where neither needs the other. Indexes and statistics are printed with their table. */
const ranks: PerKind<string> = {
  schema: 'a',
  extension: 'b',
  collation: 'c',
  type: 'd',
  other: 'e',
  sequence: 'f',
  table: 'g',
  index: 'g',
  statistics: 'g',
  routine: 'h',
  view: 'i',
};
const LAST = 'j';
const sortKey = (rank: string, schema: string, name: string): string => `${rank}\0${schema}\0${name}`;
const createdFirst = (...create: readonly string[]): PrintedObject => ({
  statements: () => ({ create, later: [], stage: 'first' }),
});

/** Which need can be met later: a default or check that calls a function, a domain's check, a view by a stand-in. */
export function needBreaks(node: PrintNode, need: string): boolean {
  const kind = node.id.split('\0')[0];
  if (kind === 'view') return true;
  return need.startsWith('routine\0') && (kind === 'table' || kind === 'type');
}
/** The bare names of routines among unmet needs. */
export function lateRoutines(broken: ReadonlySet<string> | undefined): Late {
  return [...(broken ?? [])]
    .filter((key) => key.startsWith('routine\0'))
    .map((key) => key.split('\0')[2]!.replace(/\(.*$/s, ''));
}

/** The id of everything that has a node; members of extensions come with the extension. */
function allIds({ schema }: PrintContext): string[] {
  const ids = [
    ...withoutExtensions(schema.namespaces.values()).map((one) => objectKey('schema', '', one.name)),
    ...[...schema.extensions.values()].map((one) => objectKey('extension', '', one.name)),
    ...withoutExtensions(schema.others.values()).map(idOfOther),
    ...withoutExtensions(schema.types.values()).filter(hasShell).map(idOfShell),
    ...withoutExtensions([...schema.routines.values()].flat()).map(routineKey),
  ];
  for (const kind of ownNodes)
    for (const item of withoutExtensions(schema[kinds[kind].map].values() as Iterable<ExtensionObject>))
      ids.push(objectKey(kind, item.schema, item.name));
  return ids;
}
/** Indexes and statistics come with their table, and of routines each overload is one. */
const ownNodes = schemaKinds.filter((kind) => kind !== 'index' && kind !== 'statistics' && kind !== 'routine');
type ExtensionObject = { readonly schema: string; readonly name: string; readonly extension?: string };

/** The node of one id; undefined for what needs no statement: `public`, a serial's sequence, members of extensions. */
function nodeOf(id: string, context: PrintContext): PrintNode | undefined {
  const { schema } = context;
  const [kind = '', home = '', ...rest] = id.split('\0');
  const name = rest.join('\0');
  const made = isPrintedKind(kind) ? makers[kind](home, name, context) : undefined;
  if (!isPrintedKind(kind) || made === undefined) return undefined;
  const inside = kind !== 'other' ? home : rest.length > 1 ? rest[0]! : '';
  const inSchema = inside === '' ? [] : [objectKey('schema', '', inside)];
  const needs = made.needs.map((need) => (need.startsWith('sequence\0') ? (lookup(schema).maker(need) ?? need) : need));
  return {
    id,
    sortKey: sortKey(made.rank ?? ranks[kind], home, name),
    item: made.item,
    needs: [...inSchema, ...needs],
    prefers: made.prefers ?? [],
  };
}
interface Parts {
  readonly item: PrintedObject;
  readonly needs: readonly string[];
  readonly prefers?: readonly string[];
  readonly rank?: string;
}
type Maker = (home: string, name: string, context: PrintContext) => Parts | undefined;
const noStatement: Maker = () => undefined;
const makers: PerKind<Maker> = {
  schema: (_, name, context) =>
    isWanted(context.schema.namespaces.get(name), name !== 'public', (one) => ({
      item: createdFirst(objects.createNamespace(one, context)),
      needs: [],
    })),
  extension: (_, name, context) => extensionMade(context.schema.extensions.get(name), context),
  collation: (schema, name, context) =>
    isWanted(context.schema.collations.get(keyOf({ schema, name })), true, (one) => ({
      item: createdFirst(objects.createCollation(one, context)),
      needs: [],
    })),
  type: (schema, name, context) =>
    isWanted(context.schema.types.get(keyOf({ schema, name })), true, (one) => ({
      item: typeMade(one, context),
      needs: hasShell(one) ? [idOfShell(one), ...(one.dependsOn ?? [])] : (one.dependsOn ?? []),
    })),
  sequence: (schema, name, context) =>
    isWanted(context.schema.sequences.get(keyOf({ schema, name })), true, (one) =>
      lookup(context.schema).isSerial(one)
        ? undefined
        : { item: createdFirst(objects.createSequence(one, context)), needs: [] },
    ),
  table: (schema, name, context) =>
    isWanted(context.schema.tables.get(keyOf({ schema, name })), true, (one) => ({
      item: tableMade(one, context),
      needs: tableNeeds(one, context),
      prefers: references(one),
    })),
  index: noStatement,
  statistics: noStatement,
  routine: (schema, name, context) =>
    isWanted(findRoutine(schema, name, context), true, (one) => ({
      item: createdFirst(...objects.createRoutine(one, context)),
      needs: needsOfRoutine(one, context.schema),
      prefers: mentioned(one, context.schema),
    })),
  view: (schema, name, context) =>
    isWanted(context.schema.views.get(keyOf({ schema, name })), true, (one) => ({
      item: viewMade(one, context),
      needs: one.dependsOn ?? [],
    })),
  other: (kind, name, context) =>
    kind === 'shell'
      ? shellMade(name, context)
      : isWanted(context.schema.others.get(otherKey(kind, name)), true, otherMade),
};
const isPrintedKind = (kind: string): kind is keyof typeof makers => Object.hasOwn(makers, kind);
function isWanted<T extends { readonly extension?: string }>(
  item: T | undefined,
  wanted: boolean,
  make: (item: T) => Parts | undefined,
): Parts | undefined {
  return item === undefined || !wanted || item.extension !== undefined ? undefined : make(item);
}
/** `kind\0\0name` or `kind\0schema\0name`, as the map has it. */
const otherKey = (kind: string, name: string): string => `${kind}\0${name.includes('\0') ? '' : '\0'}${name}`;
/** The functions of a C type, and a range's canonical one, need the type's shell, and it needs them. */
const hasShell = (type: UserType): boolean =>
  type.kind === 'base'
    ? (type.definition?.includes('(') ?? false)
    : type.kind === 'range' && type.canonical !== undefined;
const idOfShell = (type: { schema: string; name: string }): string =>
  objectKey('other', 'shell', `${type.schema}\0${type.name}`);
function shellMade(key: string, context: PrintContext): Parts | undefined {
  const type = context.schema.types.get(key);
  if (type === undefined || !hasShell(type)) return undefined;
  return { item: createdFirst(`CREATE TYPE ${qualified(type, context)};`), needs: [], rank: ranks.type };
}
/** What a routine needs of a C type whose own it is, is the shell. */
function needsOfRoutine(routine: Routine, schema: Schema): string[] {
  const self = routineKey(routine);
  return (routine.dependsOn ?? []).map((need) => {
    const type = need.startsWith('type\0') ? schema.types.get(need.slice('type\0'.length)) : undefined;
    return type !== undefined && hasShell(type) && type.dependsOn?.includes(self) ? idOfShell(type) : need;
  });
}
/** `name` ends in the identity arguments, which tell overloads apart. */
function findRoutine(schema: string, name: string, context: PrintContext): Routine | undefined {
  for (let open = name.indexOf('('); open >= 0; open = name.indexOf('(', open + 1)) {
    const overloads = context.schema.routines.get(keyOf({ schema, name: name.slice(0, open) })) ?? [];
    const found = overloads.find((one) => one.identityArguments === name.slice(open + 1, -1));
    if (found !== undefined) return found;
  }
  return undefined;
}
/** PL/pgSQL is in every database from the start. */
function extensionMade(extension: Extension | undefined, context: PrintContext): Parts | undefined {
  if (extension === undefined || extension.name === 'plpgsql') return undefined;
  const needs = [objectKey('schema', '', extension.schema ?? '')];
  return { item: createdFirst(objects.createExtension(extension, context)), needs };
}
function otherMade(other: OtherObject): Parts | undefined {
  if (other.kind === 'DEFAULT PRIVILEGES' || other.kind === 'CATALOG PRIVILEGES') return undefined;
  const create = other.definition === undefined ? [] : [`${other.definition.replace(/;?\s*$/, '')};`];
  const late = /^(EVENT TRIGGER|PUBLICATION|EXTENSION DEPENDENCY)$/.test(other.kind);
  return {
    item: { statements: () => ({ create, later: [], stage: late ? 'last' : 'first' }) },
    needs: other.dependsOn ?? [],
    ...present({ rank: late ? LAST : undefined }),
  };
}
/** Referenced tables first, where no cycle forbids it. */
function references(table: Table): string[] {
  return table.constraints.flatMap((one) =>
    one.kind === 'foreign key' ? [objectKey('table', one.references.schema ?? table.schema, one.references.name)] : [],
  );
}

function tableMade(table: Table, context: PrintContext): PrintedObject {
  return {
    table,
    statements: (broken) => {
      const late = lateRoutines(broken);
      const create = [createTable(table, context, late), ...joinParents(table, context, late)].join('\n');
      return { create: [create], later: [], stage: 'first' };
    },
  };
}
function typeMade(type: UserType, context: PrintContext): PrintedObject {
  const made = createdFirst(...objects.createType(type, context));
  if (type.kind !== 'domain') return made;
  const bare: DomainType = { ...type, checks: [] };
  return {
    statements: (broken) =>
      broken.size === 0
        ? made.statements(broken)
        : {
            create: objects.createType(bare, context),
            later: objects.domainChecks(type, context),
            stage: 'first',
          },
  };
}
function viewMade(view: View, context: PrintContext): PrintedObject {
  const create = [objects.createView(view, context), ...objects.viewDefaults(view, context)];
  return {
    statements: (broken) =>
      broken.size === 0
        ? { create, later: [], stage: 'first' }
        : {
            create: [objects.standIn(view, context)],
            later: create.map((text) => text.replace(/^CREATE VIEW/, 'CREATE OR REPLACE VIEW')),
            stage: 'first',
          },
  };
}

export function everyNode(context: PrintContext): PrintNode[] {
  return allIds(context)
    .map((id) => nodeOf(id, context))
    .filter((node) => node !== undefined);
}
/** The tables asked for, in the order asked for as far as it runs, and with `dependencies` all they need. */
export function closure(context: PrintContext, tables: readonly string[], dependencies: boolean): PrintNode[] {
  const kept = new Map<string, PrintNode | undefined>();
  // Not by recursion: foreign keys make long chains.
  const visit = (first: string): void => {
    const pending = [first];
    for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
      if (kept.has(id)) continue;
      const node = nodeOf(id, context);
      kept.set(id, node);
      if (node === undefined || !dependencies) continue;
      const { table } = node.item;
      pending.push(...node.needs);
      if (table) pending.push(...references(table), ...triggerNeeds(table, context));
    }
  };
  const asked = new Map<string, number>();
  for (const key of tables) {
    const id = idOfTable(splitKey(key));
    asked.set(id, asked.size);
    visit(id);
    // A sequence that a table owns is part of it, and goes with it.
    for (const sequence of lookup(context.schema).sequencesOf.get(key) ?? [])
      visit(objectKey('sequence', sequence.schema, sequence.name));
  }
  return [...kept.values()]
    .filter((node) => node !== undefined)
    .map((node) => {
      const at = asked.get(node.id);
      return at === undefined ? node : { ...node, sortKey: sortKey(ranks.table, '', String(at).padStart(6, '0')) };
    });
}
