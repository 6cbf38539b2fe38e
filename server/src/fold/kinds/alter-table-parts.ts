/** The commands of ALTER TABLE about the table as a whole, its constraints' state, its partitions and its triggers. */

import { isBelow } from '../../model/children';
import { findRelation } from '../../model/resolve';
import type { Constraint, Table } from '../../model/schema';
import type { AlterTable, AlterTableCommand } from '../../sql/read/ops-table';
import { keyOf, qualifiedKey } from '../../text/names';
import { present } from '../../text/present';
import type { LocalName, Name } from '../../text/text';
import { columnNotNullAs } from '../default-names';
import type { Draft } from '../draft';
import { passConstraint } from '../inherit';
import { mergeOptions } from '../options';
import { requireTableParameters } from '../parameters';
import { mayAttach, mayInherit, refuserOf } from '../refusals/attach';
import { mayIdentifyReplica } from '../refusals/indexes';
import { boundFits } from '../refusals/partition-bounds';
import { requirePartitioned, requireTable } from '../required';
import { resolveType } from '../type-names';
import { alterIndex, alterKeyIndex, markIndex, replicaIdentity } from './alter-index';
import { indexesOf, joinPartitions } from './partitions';

type Command<K extends AlterTableCommand['command']> = Extract<AlterTableCommand, { command: K }>;

function alterTablePart(draft: Draft, key: string, op: AlterTable, command: AlterTableCommand): void {
  const set = (facts: Partial<Table>, ...dropped: (keyof Table)[]): void =>
    draft.updateTable(key, (table) => {
      const next = { ...table, ...facts };
      for (const fact of dropped) delete next[fact];
      return next;
    });
  switch (command.command) {
    case 'validate constraint':
    case 'alter constraint':
      return alterConstraint(draft, key, command);
    case 'attach partition':
      return attach(draft, key, op, command);
    case 'detach partition':
      return detach(draft, key, command.partition);
    case 'inherit':
    case 'no inherit':
      return inherit(draft, key, command);
    case 'of type': {
      const type = resolveType(draft, command.type.value);
      return set({ ofType: { ...present({ schema: type.schema }), name: type.name } });
    }
    case 'not of':
      return set({}, 'ofType');
    case 'row security':
      return rowSecurity(draft, key, command.set);
    case 'trigger state':
      return triggerState(draft, key, command);
    case 'storage parameters': {
      const { kind, accessMethod } = draft.table(key);
      if (kind === 'table') requireTableParameters(draft, command.names, accessMethod);
      const kept = (draft.table(key).storageParameters ?? []).filter(
        (option) => !command.reset.includes(option.split('=')[0]!.trim()),
      );
      const merged = mergeOptions(kept, command.set);
      return merged.length === 0 ? set({}, 'storageParameters') : set({ storageParameters: merged });
    }
    case 'persistence':
      return command.persistence === 'unlogged' ? set({ persistence: 'unlogged' }) : set({}, 'persistence');
    case 'tablespace':
      return set({ tablespace: command.tablespace });
    case 'access method':
      return set({ accessMethod: command.accessMethod });
    case 'replica identity':
      if (typeof command.identity !== 'string' && !mayIdentifyReplica(draft, draft.table(key), command.identity))
        return;
      return replicaIdentity(draft, key, command.identity);
    case 'cluster':
      return markIndex(draft, key, 'clustered', command.index);
    case 'owner':
      return set({ owner: command.owner });
    default:
      return;
  }
}

function requireConstraint(draft: Draft, table: Table, name: LocalName): boolean {
  if (table.constraints.some((constraint) => constraint.name === name.value)) return true;
  if (columnNotNullAs(draft, table, name.value)) return true;
  if (draft.isUnknownPart(table, 'constraint', name.value)) return false;
  draft.refuse(
    'does not exist',
    name.range,
    { kind: 'constraint', schema: table.schema, name: name.value, table: table.name },
    `constraint "${name.value}" of relation "${table.name}" does not exist`,
    table.constraints.map((constraint) => constraint.name),
  );
  return false;
}
function alterConstraint(
  draft: Draft,
  key: string,
  command: Command<'validate constraint' | 'alter constraint'>,
): void {
  if (!requireConstraint(draft, draft.table(key), command.name)) return;
  draft.updateTable(key, (table) => ({
    ...table,
    constraints: table.constraints.map((constraint) => {
      if (constraint.name !== command.name.value) return constraint;
      const next = { ...constraint } as Record<string, unknown>;
      if (command.command === 'validate constraint') delete next.notValid;
      else {
        setOrDrop(next, 'deferrable', command.deferrable);
        setOrDrop(next, 'initiallyDeferred', command.initiallyDeferred);
        setOrDrop(next, 'notEnforced', command.notEnforced);
        setOrDrop(next, 'noInherit', command.noInherit);
        if (command.initiallyDeferred) next.deferrable = true;
        if (command.deferrable === false) delete next.initiallyDeferred;
      }
      return next as unknown as typeof constraint;
    }),
  }));
}
function setOrDrop(target: Record<string, unknown>, key: string, value: boolean | undefined): void {
  if (value === true) target[key] = true;
  else if (value === false) delete target[key];
}

function attach(draft: Draft, key: string, op: AlterTable, command: Command<'attach partition'>): void {
  const relation = findRelation(draft.schema, command.partition.value);
  if (relation?.is === 'index' || relation?.is === 'constraint index') return;
  const partition = requireTable(draft, command.partition);
  const parent = requirePartitioned(draft, op.name, draft.table(key));
  if (!partition || !parent) return;
  const child = keyOf(partition);
  if (refuseCircle(draft, key, child, command.partition)) return;
  const refuse = refuserOf(draft, partition, command.partition.range);
  if (!draft.mayReplace(partition.origins) || !partition.partitionOf) {
    if (!mayAttach(draft, parent, partition, refuse)) return;
    if (!boundFits(draft, parent, partition, command.bound, command.partition.range)) return;
  }
  draft.updateTable(child, (table) => ({
    ...table,
    partitionOf: { parent: { schema: parent.schema, name: parent.name }, bound: command.bound },
    columns: table.columns.map((column) => {
      const above = parent.columns.find((each) => each.name === column.name);
      return above ? { ...column, inherited: true, local: false, notNull: column.notNull || above.notNull } : column;
    }),
  }));
  joinPartitions(draft, child, ['check', 'primary key', 'unique', 'exclude', 'foreign key']);
}
function refuseCircle(draft: Draft, parent: string, child: string, named: Name): boolean {
  if (!isBelow(draft.schema, parent, child)) return false;
  draft.refuse('other', named.range, { kind: 'table', ...named.value }, 'circular inheritance not allowed');
  return true;
}
function detach(draft: Draft, parentKey: string, name: Name): void {
  const partition = requireTable(draft, name);
  if (!partition) return;
  const key = keyOf(partition);
  const above = partition.partitionOf?.parent;
  if (!above && draft.mayReplace(partition.origins)) return;
  if (!above || `${above.schema}\0${above.name}` !== parentKey) {
    const object = { kind: 'table', schema: partition.schema, name: partition.name } as const;
    const message = `relation "${partition.name}" is not a partition of relation "${draft.table(parentKey).name}"`;
    return draft.refuse('other', name.range, object, message);
  }
  draft.updateTable(key, ({ partitionOf, ...table }) => ({
    ...table,
    columns: table.columns.map(({ inherited, local, ...column }) => column),
    constraints: table.constraints.map(
      ({ inherited, local, ...constraint }) => constraint as (typeof table.constraints)[number],
    ),
  }));
  for (const index of indexesOf(draft, partition))
    if (index.parent) {
      const { parent, ...own } = index;
      draft.put('indexes', keyOf(own), own);
    }
}
function inherit(draft: Draft, key: string, command: Command<'inherit' | 'no inherit'>): void {
  const parent = requireTable(draft, command.parent);
  if (!parent) return;
  const name = { schema: parent.schema, name: parent.name };
  if (command.command === 'inherit' && refuseCircle(draft, keyOf(parent), key, command.parent)) return;
  const table = draft.table(key);
  const refuse = refuserOf(draft, table, command.parent.range);
  const isChild = table.inherits?.some((each) => each.name === name.name && each.schema === name.schema);
  if (!(isChild && draft.mayReplace(table.origins)) && command.command === 'inherit')
    if (!mayInherit(draft, parent, table, refuse)) return;
  if (command.command === 'no inherit' && !isChild && !draft.mayReplace(table.origins)) {
    refuse(`relation "${parent.name}" is not a parent of relation "${table.name}"`);
    return;
  }
  const inherits = (table.inherits ?? []).filter((each) => each.name !== name.name || each.schema !== name.schema);
  const joins = command.command === 'inherit';
  const left = inherits.flatMap((each) => draft.schema.tables.get(qualifiedKey(each.schema ?? '', each.name)) ?? []);
  draft.updateTable(key, ({ inherits: old, ...current }) => ({
    ...current,
    constraints: joins
      ? current.constraints
      : current.constraints.map((each) => {
          const isAbove = (table: Table): boolean => table.constraints.some((one) => one.name === each.name);
          if (!isAbove(parent) || left.some(isAbove)) return each;
          const { inherited: _, local: __, ...own } = each;
          return own as typeof each;
        }),
    ...present({ inherits: joins || inherits.length > 0 ? (joins ? [...inherits, name] : inherits) : undefined }),
    columns: current.columns.map((column) => {
      if (!parent.columns.some((each) => each.name === column.name)) return column;
      if (!joins && left.some((each) => each.columns.some(({ name: other }) => other === column.name))) return column;
      const { inherited, ...own } = column;
      return joins ? { ...own, inherited: true } : { ...own, ...present({ local: own.local === false || undefined }) };
    }),
    ...present({ constraints: !joins ? current.constraints.map((each) => ownAgain(each, parent)) : undefined }),
  }));
  if (joins)
    for (const constraint of parent.constraints)
      if (constraint.kind === 'check') passConstraint(draft, key, constraint);
}

/** A check that came from the parent remains, and is the table's own. */
function ownAgain(constraint: Constraint, parent: Table): Constraint {
  if (constraint.kind !== 'check' || !parent.constraints.some(({ name }) => name === constraint.name))
    return constraint;
  const { inherited, local, ...own } = constraint;
  return own;
}

function rowSecurity(draft: Draft, key: string, set: 'enable' | 'disable' | 'force' | 'no force'): void {
  draft.updateTable(key, ({ rowSecurity: old, ...table }) => {
    const enabled = set === 'enable' || (set !== 'disable' && (old?.includes('enabled') ?? false));
    const forced = set === 'force' || (set !== 'no force' && (old?.includes('forced') ?? false));
    if (!enabled && !forced) return table;
    return { ...table, rowSecurity: enabled && forced ? 'enabled and forced' : enabled ? 'enabled' : 'forced' };
  });
}
function triggerState(draft: Draft, key: string, command: Command<'trigger state'>): void {
  const name = typeof command.trigger === 'string' ? undefined : command.trigger;
  const table = draft.table(key);
  if (name && !table.triggers?.some((trigger) => trigger.name === name.value)) {
    // A partition has its parent's triggers, too.
    if (table.partitionOf || draft.isUnknownPart(table, 'trigger', name.value)) return;
    draft.refuse(
      'does not exist',
      name.range,
      { kind: 'trigger', schema: table.schema, name: name.value, table: table.name },
      `trigger "${name.value}" for table "${table.name}" does not exist`,
      (table.triggers ?? []).map((trigger) => trigger.name),
    );
    return;
  }
  draft.updateTable(key, (current) => ({
    ...current,
    ...present({
      triggers: current.triggers?.map((trigger) => {
        if (name && trigger.name !== name.value) return trigger;
        const { enabled, ...rest } = trigger;
        return command.state === 'enabled' ? rest : { ...rest, enabled: command.state };
      }),
    }),
  }));
}

export const alterParts = { table: alterTablePart, index: alterIndex, keyIndex: alterKeyIndex };
