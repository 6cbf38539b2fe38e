/** A relation under another name or in another schema: what names it follows. */

import { childKeys } from '../../model/children';
import { objectKey } from '../../model/kinds';
import { indexesBelow, sequencesOf, statisticsOn, viewsNeeding } from '../../model/lookups';
import type { Sequence, Table, View } from '../../model/schema';
import type { Column } from '../../model/schema-columns';
import type { Index } from '../../model/schema-constraints';
import type { Origin } from '../../model/schema-facts';
import { displayName, keyOf, type ObjectName } from '../../text/names';
import { present } from '../../text/present';
import { withSequence } from '../../text/quoted';
import { withNotNullName } from '../default-names';
import { defaultsOn, foreignKeysTo } from '../dependents';
import type { Draft } from '../draft';
import { renameIn } from '../expressions';
import { indexesOf } from '../kinds/partitions';
import { namesTarget, retypeColumns } from './move-type';

/** Indexes, constraints and owned sequences keep their names; in a new schema they move along. */
export function moveTable(draft: Draft, table: Table, to: ObjectName, origin?: Origin): void {
  const from = { schema: table.schema, name: table.name };
  if (from.schema === to.schema && from.name === to.name) return;
  const old = keyOf(table);
  for (const user of foreignKeysTo(draft, table))
    draft.updateTable(keyOf(user.table), (current) => ({
      ...current,
      constraints: current.constraints.map((constraint) =>
        constraint.kind === 'foreign key' && namesTarget(constraint.references, from)
          ? { ...constraint, references: to }
          : constraint,
      ),
    }));
  for (const child of childKeys(draft.schema, old))
    draft.updateTable(child, (current) => ({
      ...current,
      ...present({
        partitionOf: current.partitionOf && { ...current.partitionOf, parent: to },
        inherits: current.inherits?.map((parent) => (namesTarget(parent, from) ? to : parent)),
      }),
    }));
  const current = draft.table(old);
  draft.remove('tables', old);
  if (draft.schema.tables.has(keyOf(to))) removeReplaced(draft, to);
  const columns =
    from.name === to.name ? current.columns : current.columns.map((each) => withNotNullName(draft, current, each));
  draft.putTable(movedTable({ ...current, columns }, from, to, origin));
  draft.moveUnknown('table', from, to);
  moveIndexes(draft, from, to);
  for (const [key, sequence] of sequencesOf(draft.schema, from)) {
    const moved = { ...sequence, ownedBy: { ...sequence.ownedBy!, table: to } };
    if (from.schema === to.schema) draft.put('sequences', key, moved);
    else moveSequence(draft, moved, { schema: to.schema, name: sequence.name });
  }
  for (const [key, statistics] of statisticsOn(draft.schema, from))
    draft.put('statistics', key, { ...statistics, table: to });
  retypeColumns(draft, from, to);
  redirectViews(draft, objectKey('table', from.schema, from.name), objectKey('table', to.schema, to.name));
}
function removeReplaced(draft: Draft, to: ObjectName): void {
  for (const index of indexesOf(draft, to)) draft.remove('indexes', keyOf(index));
  draft.remove('tables', keyOf(to));
}
function movedTable(table: Table, from: ObjectName, to: ObjectName, origin: Origin | undefined): Table {
  const moveSequenceName = (column: Column): Column =>
    column.identity?.sequenceName && from.schema !== to.schema
      ? {
          ...column,
          identity: {
            ...column.identity,
            sequenceName: { schema: to.schema, name: column.identity.sequenceName.name },
          },
        }
      : column;
  const inText = (text: string): string => renameIn(text, 'qualifier', from.name, to.name);
  return {
    ...table,
    ...to,
    columns: table.columns.map(moveSequenceName),
    constraints: table.constraints.map((constraint) =>
      constraint.kind === 'check' ? { ...constraint, expression: inText(constraint.expression) } : constraint,
    ),
    ...present({ origins: origin && { ...table.origins, self: origin, name: origin, rename: origin } }),
  };
}
function moveIndexes(draft: Draft, from: ObjectName, to: ObjectName): void {
  for (const index of indexesOf(draft, from)) {
    const moved: Index = { ...index, schema: to.schema, table: to };
    if (index.schema !== to.schema) draft.remove('indexes', keyOf(index));
    draft.put('indexes', keyOf(moved), moved);
  }
}
function redirectViews(draft: Draft, from: string, to: string): void {
  for (const view of viewsNeeding(draft.schema, from)) {
    const dependsOn = view.dependsOn?.map((each) => (each === from ? to : each));
    draft.put('views', keyOf(view), { ...view, ...present({ dependsOn }) });
  }
}

export function moveView(draft: Draft, view: View, to: ObjectName, origin?: Origin): void {
  const from = { schema: view.schema, name: view.name };
  draft.remove('views', keyOf(from));
  draft.put('views', keyOf(to), {
    ...view,
    ...to,
    ...present({ origins: origin && { ...view.origins, self: origin, name: origin, rename: origin } }),
  });
  draft.moveUnknown('view', from, to);
  moveIndexes(draft, from, to);
  redirectViews(draft, objectKey('view', from.schema, from.name), objectKey('view', to.schema, to.name));
}

export function moveIndex(draft: Draft, index: Index, name: string, origin: Origin): void {
  draft.remove('indexes', keyOf(index));
  const moved: Index = { ...index, name, origins: { ...index.origins, self: origin, name: origin } };
  draft.put('indexes', keyOf(moved), moved);
  for (const [key, each] of indexesBelow(draft.schema, index))
    draft.put('indexes', key, { ...each, parent: { schema: index.schema, name } });
}

/** A DEFAULT holds the sequence, so its text follows. */
export function moveSequence(draft: Draft, sequence: Sequence, to: ObjectName): void {
  const from = { schema: sequence.schema, name: sequence.name };
  const users = defaultsOn(draft, from);
  draft.remove('sequences', keyOf(from));
  draft.put('sequences', keyOf(to), { ...sequence, ...to });
  const name = displayName(to, draft.schema.searchPath);
  for (const user of users)
    draft.updateTable(keyOf(user.table), (table) => ({
      ...table,
      columns: table.columns.map((column) =>
        column.name === user.column.name && column.default !== undefined
          ? { ...column, default: withSequence(column.default, name) }
          : column,
      ),
    }));
}
