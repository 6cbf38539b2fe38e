/** Dev's objects for a tree view: schemas, what is in them by kind, and the parts of each table. */

import type { FoldedHistory } from '../fold/folded';
import { printColumn } from '../generate/print';
import { sortedIndexesOn } from '../model/lookups';
import type { Constraint, Schema, Table, View } from '../model/schema';
import { formatType } from '../model/types';
import type { TreeObject } from '../protocol';
import { chained, noun, plural, said, t } from '../text/l10n';
import { keyOf, qualifiedKey } from '../text/names';
import { present } from '../text/present';
import { compareText } from '../text/text';
import { pathOfUri } from '../workspace/files';
import type { Snapshot } from '../workspace/snapshot';
import { linesOf } from './convert';
import { columnFacts, constraintText, contextOf, indexText } from './describe';
import { documentText, documentUri, partsIn } from './dev-document';
import { isTable, relationsOf } from './lookup';
import { type Marks, marksOf } from './tree-marks';

type TreeContext = ReturnType<typeof contextOf>;
type ExtensionObject = { readonly schema: string; readonly name: string; readonly extension?: string };

/**
 * Ordered by name; a schema of one's own only where there is more than one. Asked for a `relation`: its columns, and its
 * keys, indexes and so on by kind, which the whole tree leaves out. What extensions brought stands apart.
 * `marks`: in place of where migrations and dev differ.
 */
export function treeOf(
  snapshot: Snapshot,
  relation: { schema: string; name: string } | null,
  marks?: Marks,
): TreeObject[] {
  const { dev } = snapshot;
  if (!dev) return [];
  const { schema } = dev;
  if (relation) {
    const found = relationsOf(schema, relation);
    return found ? relationParts(found, contextOf(snapshot, schema), opener(snapshot, found)) : [];
  }
  const history = marks ? undefined : openHistory(snapshot);
  const around: TreeAround = {
    ...{ schema, folder: snapshot.folder, made: history ? [history.end, history.pendingEnd] : [] },
    marks: marks ?? marksOf(history, schema),
  };
  const used = new Set<string>();
  for (const one of ownObjects(schema)) used.add(one.schema);
  const names = [...used].sort(compareText);
  const schemas =
    names.length === 1
      ? objectsOf(around, names[0]!)
      : names.map((name) => {
          const children = objectsOf(around, name);
          const facts = plural(children.length, 'schema, {0} entry', 'schema, {0} entries');
          return { ...item(name, facts, 'symbol-namespace', { children }), schema: name };
        });
  return [...schemas, ...extensionsOf(schema)];
}
const ownObjects = (schema: Schema): ExtensionObject[] =>
  [
    ...schema.tables.values(),
    ...schema.views.values(),
    ...schema.types.values(),
    ...schema.sequences.values(),
    ...[...schema.routines.values()].flat(),
  ].filter(({ extension }) => extension === undefined);

function objectsOf(around: TreeAround, namespace: string): TreeObject[] {
  const { schema } = around;
  const inside = <T extends ExtensionObject>(all: Iterable<T>): T[] =>
    [...all]
      .filter((one) => one.schema === namespace && one.extension === undefined)
      .sort((a, b) => compareText(a.name, b.name));
  const tables = inside(schema.tables.values()).filter(({ partitionOf }) => partitionOf === undefined);
  return [
    ...[...tables, ...inside(schema.views.values())].map((one) => relationItem(around, one)),
    ...group(
      t('Types'),
      inside(schema.types.values()).map((type) =>
        item(type.name, type.kind === 'base' ? 'type' : type.kind, 'symbol-enum', {
          tooltip: type.kind === 'enum' ? type.values.join(', ') : type.comment,
          address: documentUri('type', type, around.folder),
        }),
      ),
    ),
    ...group(
      t('Sequences'),
      inside(schema.sequences.values()).map((one) =>
        item(one.name, 'sequence', 'list-ordered', { address: documentUri('sequence', one, around.folder) }),
      ),
    ),
    ...group(
      t('Functions'),
      inside([...schema.routines.values()].flat()).map((one) =>
        item(`${one.name}(${one.identityArguments})`, one.kind, 'symbol-function', {
          tooltip: one.comment,
          address: documentUri('routine', one, around.folder),
        }),
      ),
    ),
  ];
}
function extensionsOf(schema: Schema): TreeObject[] {
  const extensions = [...schema.extensions.values()].sort((a, b) => compareText(a.name, b.name));
  return group(
    t('Extensions'),
    extensions.map(({ name, version }) => item(name, version ?? 'extension', 'extensions')),
  );
}

function relationItem(around: TreeAround, relation: Table | View): TreeObject {
  const { schema, marks } = around;
  const { name } = relation;
  const mark = isTable(relation) ? marks(relation) : undefined;
  const kind = relation.kind;
  const maker = makerOf(around, relation);
  const all = [
    plural(relation.columns.length, '{0} column', '{0} columns'),
    ...(mark ? [mark] : []),
    ...(maker ? [maker] : []),
  ];
  const facts = chained(all, ' · ');
  const partitions = isTable(relation) ? partitionsOf(schema, relation) : [];
  return {
    ...item(name, facts, isTable(relation) ? (mark === undefined ? 'table' : 'diff') : 'eye', {
      tooltip: relation.comment,
      spoken: t('{0}, {1}, {2}', name, noun(kind), facts),
      address: documentUri(isTable(relation) ? 'table' : 'view', relation, around.folder),
    }),
    children: group(
      t('Partitions'),
      partitions.map((one) => relationItem(around, one)),
    ),
    relation: { schema: relation.schema, name },
    ...present({ table: isTable(relation) ? { schema: relation.schema, name } : undefined }),
  };
}
/** The file of the migrations that makes it, at first or anew. */
function makerOf({ made }: TreeAround, relation: Table | View): string | undefined {
  const key = keyOf(relation);
  const uri = made.flatMap(({ tables, views }) => (tables.get(key) ?? views.get(key))?.origins?.self?.uri ?? [])[0];
  return uri === undefined ? undefined : t('made by {0}', (pathOfUri(uri) ?? uri).split('/').at(-1)!);
}
function partitionsOf(schema: Schema, table: Table): Table[] {
  if (table.partitionBy === undefined) return [];
  const key = keyOf(table);
  const isPart = ({ partitionOf, schema: home }: Table) =>
    partitionOf !== undefined && qualifiedKey(partitionOf.parent.schema ?? home, partitionOf.parent.name) === key;
  return [...schema.tables.values()].filter(isPart).sort((a, b) => compareText(a.name, b.name));
}

interface TreeAround {
  readonly schema: Schema;
  readonly marks: Marks;
  /** What the migrations that have run make, and the pending ones, which start from dev; none where none is open. */
  readonly made: readonly Schema[];
  readonly folder: string | undefined;
}
/** That of a file that is open. */
const openHistory = (snapshot: Snapshot): FoldedHistory | undefined =>
  snapshot.openUris
    .flatMap((uri) => snapshot.file(uri)?.history ?? [])
    .find(({ convention }) => convention !== undefined);
/** Opens the definition of a table or a view where it says something of a part. */
type Opener = (name: string, kind?: Constraint['kind']) => Pick<More, 'address' | 'place'>;
function opener(snapshot: Snapshot, relation: Table | View): Opener {
  const address = documentUri(isTable(relation) ? 'table' : 'view', relation, snapshot.folder);
  const text = documentText(snapshot, address);
  if (text === undefined) return () => ({});
  const lines = linesOf({ text });
  const placeOf = partsIn(text);
  return (...part) => ({ address, place: lines.range(placeOf(...part)).start });
}
function columnItems(relation: Table | View, context: TreeContext, opened: Opener): TreeObject[] {
  const { schema } = context;
  const keys = isTable(relation) ? relation.constraints : [];
  return relation.columns.map((column) => {
    const type = column.type ? formatType(column.type, 'needed', schema.searchPath) : t('type not known');
    const role = keyRole(keys, column.name);
    const facts = chained([type, ...(role ? [role] : [])], ' · ');
    return item(
      column.name,
      facts,
      role === 'primary key' ? 'key' : role === 'foreign key' ? 'references' : 'symbol-field',
      {
        tooltip: 'notNull' in column ? printColumn(column, context) : columnFacts(column, schema),
        spoken: t('column {0}, {1}', column.name, facts),
        ...opened(column.name),
      },
    );
  });
}
function relationParts(relation: Table | View, context: TreeContext, opened: Opener): TreeObject[] {
  const { schema } = context;
  const columns = columnItems(relation, context, opened);
  if (!isTable(relation)) return columns;
  return [
    ...columns,
    ...group(
      t('Constraints'),
      relation.constraints.map((one) =>
        item(one.name, one.kind, 'lock', {
          tooltip: constraintText(one, relation, context),
          ...opened(one.name, one.kind),
        }),
      ),
    ),
    ...group(
      t('Indexes'),
      sortedIndexesOn(schema, relation).map((one) =>
        item(one.name, one.unique ? 'unique index' : 'index', 'list-tree', {
          tooltip: indexText(one, context),
          ...opened(one.name),
        }),
      ),
    ),
    ...group(
      t('Triggers'),
      (relation.triggers ?? []).map((one) =>
        item(one.name, 'trigger', 'zap', { tooltip: one.definition, ...opened(one.name) }),
      ),
    ),
    ...group(
      t('Policies'),
      (relation.policies ?? []).map((one) =>
        item(one.name, t('policy for {0}', one.command), 'shield', opened(one.name)),
      ),
    ),
  ];
}
function keyRole(constraints: readonly Constraint[], column: string): 'primary key' | 'foreign key' | undefined {
  const of = (kind: 'primary key' | 'foreign key') =>
    constraints.some((one) => one.kind === kind && 'columns' in one && one.columns.includes(column));
  return of('primary key') ? 'primary key' : of('foreign key') ? 'foreign key' : undefined;
}

const group = (label: string, children: TreeObject[]): TreeObject[] =>
  children.length === 0 ? [] : [item(said(label), String(children.length), 'list-unordered', { children })];

type More = Partial<Pick<TreeObject, 'tooltip' | 'spoken' | 'address' | 'place' | 'children'>>;
function item(
  label: string,
  description: string,
  icon: string,
  more: { readonly [K in keyof More]: More[K] | undefined } = {},
): TreeObject {
  const { tooltip, spoken = t('{0}, {1}', label, noun(description)), address, place, children = [] } = more;
  return { label, description: said(description), icon, spoken, children, ...present({ tooltip, address, place }) };
}
