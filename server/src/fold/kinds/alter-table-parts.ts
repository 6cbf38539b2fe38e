/** The commands of ALTER TABLE about the table as a whole, its storage and its triggers. */

import type { Table } from '../../model/schema';
import type { AlterCommand, AlterTable, AlterTableCommand } from '../../sql/read/ops-table';
import { present } from '../../text/present';
import type { LocalName } from '../../text/text';
import type { Draft } from '../draft';
import { mergeOptions } from '../options';
import { requireTableAccessMethod, requireTableParameters } from '../parameters';
import { mayCluster, mayIdentifyReplica } from '../refusals/indexes';
import { alterConstraint } from './alter-constraint';
import { alterIndex, alterKeyIndex, markIndex, setReplicaIdentity } from './alter-index';
import { attach, detach, inherit } from './alter-inheritance';
import { setRowType } from './typed-tables';

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
    case 'of type':
    case 'not of':
      return setRowType(draft, key, command);
    case 'row security':
      return setRowSecurity(draft, key, command.set);
    case 'trigger state':
      return triggerState(draft, key, command);
    case 'rule state':
      return ruleState(draft, key, command.rule);
    case 'storage parameters': {
      const storageParameters = parametersAfter(draft, draft.table(key), command);
      return storageParameters ? set({ storageParameters }) : set({}, 'storageParameters');
    }
    case 'persistence':
      return command.persistence === 'unlogged' ? set({ persistence: 'unlogged' }) : set({}, 'persistence');
    case 'tablespace':
      return set({ tablespace: command.tablespace });
    case 'access method':
      return set(accessMethodOf(draft, op, command.accessMethod));
    case 'replica identity':
      if (typeof command.identity !== 'string' && !mayIdentifyReplica(draft, draft.table(key), command.identity))
        return;
      return setReplicaIdentity(draft, key, command.identity);
    case 'cluster':
      return cluster(draft, key, command.index);
    case 'owner':
      return set({ owner: command.owner });
    default:
      return;
  }
}

function accessMethodOf(draft: Draft, { name }: AlterTable, accessMethod: string): Pick<Table, 'accessMethod'> {
  requireTableAccessMethod(draft, accessMethod, name.range);
  return { accessMethod };
}
function cluster(draft: Draft, key: string, index: AlterCommand<'cluster'>['index']): void {
  if (!index || mayCluster(draft, draft.table(key), index)) markIndex(draft, key, 'clustered', index);
}
/** Undefined: none is left. */
function parametersAfter(
  draft: Draft,
  { kind, accessMethod, storageParameters = [] }: Table,
  { names, set, reset }: AlterCommand<'storage parameters'>,
): readonly string[] | undefined {
  if (kind === 'table') requireTableParameters(draft, names, accessMethod);
  const kept = storageParameters.filter((option) => !reset.includes(option.split('=')[0]!.trim()));
  const merged = mergeOptions(kept, set);
  return merged.length === 0 ? undefined : merged;
}
function setRowSecurity(draft: Draft, key: string, set: 'enable' | 'disable' | 'force' | 'no force'): void {
  draft.updateTable(key, ({ rowSecurity: old, ...table }) => {
    const enabled = set === 'enable' || (set !== 'disable' && (old?.includes('enabled') ?? false));
    const forced = set === 'force' || (set !== 'no force' && (old?.includes('forced') ?? false));
    if (!enabled && !forced) return table;
    return { ...table, rowSecurity: enabled && forced ? 'enabled and forced' : enabled ? 'enabled' : 'forced' };
  });
}
function ruleState(draft: Draft, key: string, { value: name, range }: LocalName): void {
  const table = draft.table(key);
  if (table.rules?.some((rule) => rule.name === name) || draft.isUnknownPart(table, 'rule', name)) return;
  const object = { kind: 'rule', schema: table.schema, name, table: table.name } as const;
  const message = `rule "${name}" for relation "${table.name}" does not exist`;
  const names = (table.rules ?? []).map((rule) => rule.name);
  draft.refuse('does not exist', range, object, message, names);
}
function triggerState(draft: Draft, key: string, command: AlterCommand<'trigger state'>): void {
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
