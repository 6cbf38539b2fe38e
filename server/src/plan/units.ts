/** All units of a schema. */
import {
  type Comment,
  namedComment,
  otherComment,
  ownComment,
  routineComments,
  sequenceComment,
  typeComments,
  viewColumnComments,
} from '../generate/comments';
import { idOfTable, tableFrom } from '../generate/lookup';
import { routineKey } from '../generate/mentions';
import { everyNode, type PrintedObject } from '../generate/nodes';
import { createSequence, createView } from '../generate/objects';
import type { OrderNode } from '../generate/order';
import type { GenerateStyle, PrintContext } from '../generate/style';
import { parentsOf } from '../model/children';
import { objectKey, type PerKind } from '../model/kinds';
import type { Routine, Schema, Sequence, Table, UserType, View } from '../model/schema';
import { keyOf, quoteQualified } from '../text/names';
import { hasColumnAliases, wordsInText } from './names-in-text';
import { partId, tableParts, viewParts } from './part-units';
import { untouchedTables } from './unchanged-tables';
import type { Item, Items, Side, Unit } from './unit';

/** Of tables that are the same and that no change reaches, the parts are left out. */
export function planSides(from: Schema, to: Schema, style: GenerateStyle): readonly [Side, Side] {
  const untouched = untouchedTables(from, to);
  const sideOf = (schema: Schema): Side => {
    const context: PrintContext = { schema, style };
    return { schema, context, units: unitsOf(context, untouched) };
  };
  return [sideOf(from), sideOf(to)];
}
/** By id. `own`: how everything is printed; shapes are printed with every name qualified. */
function unitsOf(own: PrintContext, untouched: ReadonlySet<string>): ReadonlyMap<string, Unit> {
  const { schema } = own;
  const shapes: PrintContext = { ...own, style: { ...own.style, schemaQualification: 'always' } };
  const units = new Map<string, Unit>();
  const add = (unit: Unit): unknown => units.set(unit.id, unit);
  for (const node of everyNode(shapes)) {
    const item = itemOf(node, schema);
    if (item === undefined || item.is === 'sequence') continue;
    add(nodeUnit(node, item, own, shapes));
    if (item.is === 'table' && !untouched.has(keyOf(item.table)))
      for (const part of tableParts(item.table, own)) add(part);
    if (item.is === 'view') for (const part of viewParts(item.view, own)) add(part);
  }
  for (const sequence of schema.sequences.values())
    if (sequence.extension === undefined) add(sequenceUnit(sequence, own, shapes));
  const open = schema.namespaces.get('public');
  if (open) add(plainUnit({ is: 'schema', namespace: open }, objectKey('schema', '', 'public'), 'a', own));
  return units;
}
const plainUnit = (item: Item, id: string, sortKey: string, own: PrintContext): Unit => ({
  ...{ id, item, sortKey, needs: [], shape: '', comments: commentsOf(item, own) },
});

function itemOf({ id }: OrderNode<PrintedObject>, schema: Schema): Item | undefined {
  const [kind = '', home = '', ...rest] = id.split('\0');
  const name = rest.join('\0');
  return isUnitKind(kind) ? items[kind](schema, { home, name, key: keyOf({ schema: home, name }), id }) : undefined;
}
interface WantedComment {
  readonly home: string;
  readonly name: string;
  readonly key: string;
  readonly id: string;
}
const isUnitKind = (kind: string): kind is keyof typeof items => Object.hasOwn(items, kind);
const items: PerKind<(schema: Schema, wanted: WantedComment) => Item | undefined> = {
  schema: ({ namespaces }, { name }) => wrapItem(namespaces.get(name), (namespace) => ({ is: 'schema', namespace })),
  extension: ({ extensions }, { name }) =>
    wrapItem(extensions.get(name), (extension) => ({ is: 'extension', extension })),
  collation: ({ collations }, { key }) =>
    wrapItem(collations.get(key), (collation) => ({ is: 'collation', collation })),
  type: ({ types }, { key }) => wrapItem(types.get(key), (type) => ({ is: 'type', type })),
  table: ({ tables }, { key }) => wrapItem(tables.get(key), (table) => ({ is: 'table', table })),
  view: ({ views }, { key }) => wrapItem(views.get(key), (view) => ({ is: 'view', view })),
  routine: ({ routines }, { home, name, id }) => {
    const overloads = routines.get(keyOf({ schema: home, name: name.replace(/\([^(]*$/s, '') }));
    const found = (overloads ?? [...routines.values()].flat()).find((one) => routineKey(one) === id);
    // Constructors of a range come with it, and have no definition.
    return found?.definition === undefined ? undefined : { is: 'routine', routine: found };
  },
  other: ({ others }, { home, name }) => {
    if (home === 'shell') return { is: 'shell' };
    return wrapItem(others.get(`${home}\0${name.includes('\0') ? '' : '\0'}${name}`), (other) => ({
      is: 'other',
      other,
    }));
  },
  sequence: () => undefined,
  index: () => undefined,
  statistics: () => undefined,
};
const wrapItem = <T>(found: T | undefined, wrap: (found: T) => Item): Item | undefined =>
  found === undefined ? undefined : wrap(found);

function nodeUnit(node: OrderNode<PrintedObject>, item: Item, own: PrintContext, shapes: PrintContext): Unit {
  const { id, needs, prefers = [] } = node;
  // What stands on whole tables comes after their parts.
  const sortKey = node.sortKey.replace(/^j\0/, 'u\0');
  const base = { id, item, sortKey, prefers, comments: commentsOf(item, own) };
  if (item.is === 'table') return tableUnit({ ...base, needs, shape: '' }, item.table, own.schema);
  if (item.is === 'view')
    return { ...base, needs: [...needs, ...columnsRead(item.view, own.schema)], shape: createView(item.view, shapes) };
  const { create, later } = node.item.statements(new Set());
  const version = item.is === 'extension' ? [item.extension.version ?? ''] : [];
  const published =
    item.is === 'other' && item.other.kind === 'PUBLICATION'
      ? tablesNamed(item.other.definition ?? '', own.schema)
      : [];
  const read = item.is === 'routine' ? columnsInBody(item.routine, own.schema) : [];
  const rows = item.is === 'type' ? tablesWithin(item.type, own.schema) : [];
  return {
    ...base,
    needs: [...needs, ...published, ...read, ...rows],
    shape: [...create, ...later, ...version].join('\n'),
  };
}
/** A body that PostgreSQL has parsed holds the columns that it reads; one that is a text holds nothing. */
const columnsInBody = ({ definition = '', dependsOn = [] }: Routine, schema: Schema): string[] =>
  /\bBEGIN ATOMIC\b/.test(definition) ? columnsRead({ definition, dependsOn }, schema) : [];
/** Tables whose rows are a domain's values or part of a composite type's. */
function tablesWithin(type: UserType, { tables }: Schema): string[] {
  const types =
    type.kind === 'domain' ? [type.base] : type.kind === 'composite' ? type.attributes.map((one) => one.type) : [];
  const keys = types.map(({ schema: home = type.schema, name }) => keyOf({ schema: home, name }));
  return keys.filter((key) => tables.has(key)).map((key) => `table\0${key}`);
}
/** A partition falls with its partitioned table. */
function tableUnit(base: Unit, table: Table, schema: Schema): Unit {
  const parent = tableFrom(schema, table.partitionOf?.parent, table.schema);
  const unit = { ...base, ties: tableTies(table, schema) };
  return parent === undefined ? unit : { ...unit, above: [idOfTable(parent)], follows: true };
}
/** What a table that stands depends on by itself; the rest are its parts'. */
function tableTies(table: Table, schema: Schema): string[] {
  const above = parentsOf(table).flatMap((name) => {
    const parent = tableFrom(schema, name, table.schema);
    return parent === undefined ? [] : [idOfTable(parent)];
  });
  const type = table.ofType && objectKey('type', table.ofType.schema ?? table.schema, table.ofType.name);
  const server = table.server === undefined ? [] : [objectKey('other', 'server', table.server)];
  return [...above, ...(type === undefined ? [] : [type]), ...server];
}
/** Columns of the tables a view or a body reads, by their names in its text. */
function columnsRead({ definition, dependsOn = [] }: Pick<View, 'definition' | 'dependsOn'>, schema: Schema): string[] {
  const names = wordsInText(definition);
  const all = hasColumnAliases(definition);
  return dependsOn.flatMap((key) => {
    if (!key.startsWith('table\0')) return [];
    const table = schema.tables.get(key.slice('table\0'.length));
    const read = table?.columns.filter(({ name }) => all || names.has(name)) ?? [];
    return read.map(({ name }) => partId('column', table!, name));
  });
}
/** Tables of a publication, and their columns that its lists and conditions name. */
function tablesNamed(definition: string, { tables }: Schema): string[] {
  const names = wordsInText(definition);
  return [...tables.values()].flatMap((table) => {
    if (!definition.includes(`ONLY ${quoteQualified(table)}`)) return [];
    const columns = table.columns
      .filter(({ name }) => names.has(name))
      .map(({ name }) => partId('column', table, name));
    return [idOfTable(table), ...columns];
  });
}

function sequenceUnit(sequence: Sequence, own: PrintContext, shapes: PrintContext): Unit {
  const { schema, name, ownedBy } = sequence;
  const owner = ownedBy && tableFrom(own.schema, ownedBy.table, schema);
  return {
    id: objectKey('sequence', schema, name),
    item: { is: 'sequence', sequence },
    sortKey: `f\0${schema}\0${name}`,
    needs: [objectKey('schema', '', schema)],
    shape: createSequence(sequence, shapes),
    comments: commentsOf({ is: 'sequence', sequence }, own),
    ...(owner && { holder: partId('column', owner, ownedBy.column) }),
  };
}
const noComments = (): readonly Comment[] => [];
/** Those of parts are their own. */
const comments: { readonly [K in keyof Items]: (item: Items[K], own: PrintContext) => readonly Comment[] } = {
  schema: ({ namespace }, own) => namedComment('SCHEMA', namespace, own),
  extension: ({ extension }, own) => namedComment('EXTENSION', extension, own),
  collation: ({ collation }, own) => namedComment('COLLATION', collation, own),
  type: ({ type }, own) => typeComments(type, own),
  table: ({ table }, own) => ownComment(table, own),
  view: ({ view }, own) => [...ownComment(view, own), ...viewColumnComments(view, own)],
  routine: ({ routine }, own) => routineComments(routine, own),
  other: ({ other }) => otherComment(other),
  sequence: ({ sequence }, own) => sequenceComment(sequence, own),
  shell: noComments,
  column: noComments,
  constraint: noComments,
  index: noComments,
  statistics: noComments,
  trigger: noComments,
  policy: noComments,
  rule: noComments,
};
const commentsOf = (item: Item, own: PrintContext): readonly Comment[] =>
  (comments[item.is] as (one: Item, own: PrintContext) => readonly Comment[])(item, own);
