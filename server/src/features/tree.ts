/** Dev's objects for a tree view: schemas, what is in them, and the parts of each table. */

import { printColumn } from '../generate/print';
import { sortedIndexesOn } from '../model/lookups';
import type { Schema, Table, View } from '../model/schema';
import { formatType } from '../model/types';
import type { TreeObject } from '../protocol';
import { present } from '../text/present';
import { compareText } from '../text/text';
import type { Snapshot } from '../workspace/snapshot';

import { columnFacts, constraintText, contextOf, counted, indexText } from './describe';
import { isTable, relationsOf } from './lookup';

type Context = ReturnType<typeof contextOf>;

/**
 * Ordered by name; a schema of one's own only where there is more than one. Asked for a `relation`: its columns, keys,
 * indexes and so on, which the whole tree leaves out.
 */
export function treeOf(snapshot: Snapshot, relation: { schema: string; name: string } | null): TreeObject[] {
  const { dev } = snapshot;
  if (!dev) return [];
  const { schema } = dev;
  const context = contextOf(snapshot, schema);
  if (relation) {
    const found = relationsOf(schema, relation);
    return found ? partsOf(found, context) : [];
  }
  const used = new Set<string>();
  const owners = [schema.tables, schema.views, schema.types, schema.sequences, schema.routines];
  for (const map of owners) for (const key of map.keys()) used.add(key.slice(0, key.indexOf('\0')));
  const names = [...used].sort(compareText);
  if (names.length === 1) return objectsOf(schema, names[0]!);
  return names.map((name) => {
    const children = objectsOf(schema, name);
    return { label: name, icon: 'symbol-namespace', description: counted(children.length, 'object'), children };
  });
}

function objectsOf(schema: Schema, namespace: string): TreeObject[] {
  const inside = <T extends { readonly schema: string; readonly name: string }>(all: Iterable<T>): T[] =>
    [...all].filter((one) => one.schema === namespace).sort((a, b) => compareText(a.name, b.name));
  const relations = [...inside(schema.tables.values()), ...inside(schema.views.values())];
  return [
    ...relations.map(relationItem),
    ...inside(schema.types.values()).map((type) =>
      leaf(type.name, type.kind === 'base' ? 'type' : type.kind, 'symbol-enum', {
        tooltip: type.kind === 'enum' ? type.values.join(', ') : undefined,
      }),
    ),
    ...inside(schema.sequences.values()).map((one) => leaf(one.name, 'sequence', 'list-ordered')),
    ...inside([...schema.routines.values()].flat()).map((one) =>
      leaf(`${one.name}(${one.identityArguments})`, one.kind, 'symbol-function'),
    ),
  ];
}

function relationItem(relation: Table | View): TreeObject {
  const { schema, name } = relation;
  return {
    label: name,
    description: counted(relation.columns.length, 'column'),
    icon: isTable(relation) ? 'table' : 'eye',
    ...present({ tooltip: relation.comment }),
    children: [],
    relation: { schema, name },
    ...present({ table: isTable(relation) ? { schema, name } : undefined }),
  };
}

function partsOf(relation: Table | View, context: Context): TreeObject[] {
  const { schema } = context;
  const columns = relation.columns.map((column) =>
    leaf(column.name, column.type ? formatType(column.type, 'needed', schema.searchPath) : '', 'symbol-field', {
      tooltip: 'notNull' in column ? printColumn(column, context) : columnFacts(column, schema),
    }),
  );
  const parts = isTable(relation)
    ? [
        ...relation.constraints.map((one) =>
          leaf(one.name, one.kind, 'key', { tooltip: constraintText(one, relation, context) }),
        ),
        ...sortedIndexesOn(schema, relation).map((one) =>
          leaf(one.name, one.unique ? 'unique index' : 'index', 'list-tree', { tooltip: indexText(one, context) }),
        ),
        ...(relation.triggers ?? []).map((one) => leaf(one.name, 'trigger', 'zap', { tooltip: one.definition })),
        ...(relation.policies ?? []).map((one) => leaf(one.name, 'policy', 'shield')),
      ]
    : [];
  return [...columns, ...parts];
}

function leaf(label: string, description: string, icon: string, more: { readonly tooltip?: string | undefined } = {}) {
  const { tooltip } = more;
  return { label, description, icon, children: [], ...present({ tooltip }) };
}
