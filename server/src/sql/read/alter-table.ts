/** ALTER TABLE and what shares its grammar: views, indexes, sequences, foreign tables, composite types. */

import type { Cursor } from '../../text/cursor';
import { present } from '../../text/present';
import { bodiesOf, itemsOf } from '../ast';
import type { AlterTableCmd, AlterTableStmt, RoleSpec } from '../parse';
import type { Source } from '../source';
import { columnCommand, identityCommand } from './alter-column';
import { type Command, CommandReader, optionNames } from './alter-command';
import { constraintDef } from './constraints';
import type { DdlOp, Op } from './ops';
import type { AlterTable } from './ops-table';
import { scanClause } from './scan-clause';
import { scanBound } from './tables';

const relationKindOf: Readonly<Record<string, AlterTable['kind']>> = {
  OBJECT_FOREIGN_TABLE: 'foreign table',
  OBJECT_VIEW: 'view',
  OBJECT_MATVIEW: 'materialized view',
  OBJECT_INDEX: 'index',
  OBJECT_SEQUENCE: 'sequence',
};

export function alterTable(source: Source, statement: AlterTableStmt): DdlOp {
  const name = source.relation(statement.relation);
  const cursor = source.at(name.range.end);
  while (cursor.takeAny(')', '*'));
  const parts = cursor.parts();
  const commands = bodiesOf(statement.cmds, 'AlterTableCmd');
  if (statement.objtype === 'OBJECT_TYPE') {
    const changes = commands.flatMap((command, index) => attributeChange(source, command, parts[index] ?? cursor));
    return {
      op: 'alter composite',
      name,
      cascade: commands.some(({ behavior }) => behavior === 'DROP_CASCADE'),
      changes,
    };
  }
  return {
    op: 'alter table',
    name,
    kind: relationKindOf[statement.objtype ?? ''] ?? 'table',
    ifExists: statement.missing_ok ?? false,
    only: statement.relation?.inh !== true,
    commands: commands.map((command, index) => {
      const part = parts[index] ?? cursor.fork();
      const range = part.rest();
      return { range, ...alterCommand(new CommandReader(source, command, part, range)) };
    }),
  };
}

/** The commands in groups; each group knows its own and hands the rest on. */
function alterCommand(reader: CommandReader): Command {
  return (
    columnCommand(reader) ??
    identityCommand(reader) ??
    constraintCommand(reader) ??
    familyCommand(reader) ??
    triggerCommand(reader) ??
    tableCommand(reader) ?? { command: 'other', what: (reader.command.subtype ?? '').replace(/^AT_/, '') }
  );
}

function constraintCommand(reader: CommandReader): Command | undefined {
  const { command, source, cursor, def, range } = reader;
  switch (command.subtype) {
    case 'AT_AddConstraint': {
      if (def === undefined || !('Constraint' in def)) return undefined;
      const clause = scanClause(source.at(range.start).fork(undefined, cursor.limit), 'ADD');
      const constraint = constraintDef(source, def.Constraint, clause);
      return constraint === undefined ? undefined : { command: 'add constraint', constraint };
    }
    case 'AT_DropConstraint':
      return { command: 'drop constraint', name: reader.name, ifExists: reader.ifExists, cascade: reader.cascade };
    case 'AT_ValidateConstraint':
      return { command: 'validate constraint', name: reader.name };
    case 'AT_AlterConstraint':
      return alterConstraint(reader);
    default:
      return undefined;
  }
}
function alterConstraint(reader: CommandReader): Command | undefined {
  const { def } = reader;
  if (def === undefined || !('ATAlterConstraint' in def)) return undefined;
  const change = def.ATAlterConstraint;
  return {
    command: 'alter constraint',
    name: { ...reader.name, value: change.conname ?? reader.name.value },
    ...(change.alterDeferrability
      ? { deferrable: change.deferrable ?? false, initiallyDeferred: change.initdeferred ?? false }
      : {}),
    ...present({
      notEnforced: change.alterEnforceability ? !(change.is_enforced ?? false) : undefined,
      noInherit: change.alterInheritability ? (change.noinherit ?? false) : undefined,
    }),
  };
}

function familyCommand(reader: CommandReader): Command | undefined {
  const { command, source, def } = reader;
  switch (command.subtype) {
    case 'AT_AttachPartition': {
      if (def === undefined || !('PartitionCmd' in def)) return undefined;
      const partition = source.relation(def.PartitionCmd.name);
      return { command: 'attach partition', partition, bound: scanBound(source.at(partition.range.end)) };
    }
    case 'AT_DetachPartition':
      if (def === undefined || !('PartitionCmd' in def)) return undefined;
      return { command: 'detach partition', partition: source.relation(def.PartitionCmd.name) };
    case 'AT_AddInherit':
    case 'AT_DropInherit': {
      if (def === undefined || !('RangeVar' in def)) return undefined;
      const parent = source.relation(def.RangeVar);
      return { command: command.subtype === 'AT_AddInherit' ? 'inherit' : 'no inherit', parent };
    }
    case 'AT_AddOf': {
      reader.cursor.take('OF');
      const type = reader.cursor.name();
      return type === undefined ? undefined : { command: 'of type', type };
    }
    case 'AT_DropOf':
      return { command: 'not of' };
    default:
      return undefined;
  }
}

const rowSecurityCommands: Readonly<Record<string, 'enable' | 'disable' | 'force' | 'no force'>> = {
  AT_EnableRowSecurity: 'enable',
  AT_DisableRowSecurity: 'disable',
  AT_ForceRowSecurity: 'force',
  AT_NoForceRowSecurity: 'no force',
};
function triggerCommand(reader: CommandReader): Command | undefined {
  const { command } = reader;
  const subtype = command.subtype ?? '';
  const set = rowSecurityCommands[subtype];
  if (set !== undefined) return { command: 'row security', set };
  const match = /^AT_(Enable|EnableAlways|EnableReplica|Disable)(Trig|Rule)(All|User)?$/.exec(subtype);
  if (match === null) return undefined;
  const state = ({ Enable: 'enabled', EnableAlways: 'always', EnableReplica: 'replica', Disable: 'disabled' } as const)[
    match[1] as 'Enable' | 'EnableAlways' | 'EnableReplica' | 'Disable'
  ];
  if (match[2] === 'Rule') return { command: 'rule state', rule: reader.named(command.name), state };
  const trigger = match[3] === 'All' ? 'all' : match[3] === 'User' ? 'user' : reader.named(command.name);
  return { command: 'trigger state', trigger, state };
}

function tableCommand(reader: CommandReader): Command | undefined {
  const { command, source, def } = reader;
  switch (command.subtype) {
    case 'AT_SetRelOptions':
      return {
        command: 'storage parameters',
        set: source.options(itemsOf(def)),
        reset: [],
        names: source.optionNames(itemsOf(def)),
      };
    case 'AT_ResetRelOptions':
      return { command: 'storage parameters', set: [], reset: optionNames(def), names: [] };
    case 'AT_SetLogged':
      return { command: 'persistence', persistence: 'logged' };
    case 'AT_SetUnLogged':
      return { command: 'persistence', persistence: 'unlogged' };
    case 'AT_SetTableSpace':
      return { command: 'tablespace', tablespace: command.name ?? '' };
    case 'AT_SetAccessMethod':
      return { command: 'access method', accessMethod: command.name ?? 'heap' };
    case 'AT_ClusterOn':
      return { command: 'cluster', index: reader.named(command.name) };
    case 'AT_DropCluster':
      return { command: 'cluster', index: undefined };
    case 'AT_ReplicaIdentity':
      return readReplicaIdentity(reader);
    case 'AT_ChangeOwner':
      return { command: 'owner', owner: roleName(command.newowner) };
    default:
      return undefined;
  }
}
function readReplicaIdentity(reader: CommandReader): Command | undefined {
  const { def } = reader;
  if (def === undefined || !('ReplicaIdentityStmt' in def)) return undefined;
  const { identity_type: kind, name } = def.ReplicaIdentityStmt;
  const identity = kind === 'f' ? 'full' : kind === 'n' ? 'nothing' : kind === 'i' ? reader.named(name) : 'default';
  return { command: 'replica identity', identity };
}

const roles: Readonly<Record<string, string>> = {
  ROLESPEC_CURRENT_ROLE: 'CURRENT_ROLE',
  ROLESPEC_CURRENT_USER: 'CURRENT_USER',
  ROLESPEC_SESSION_USER: 'SESSION_USER',
  ROLESPEC_PUBLIC: 'PUBLIC',
};
/** A role's stored name, or the key word that stands for one. */
export function roleName(role: RoleSpec | undefined): string {
  return roles[role?.roletype ?? ''] ?? role?.rolename ?? '';
}

type AttributeChange = Op<'alter composite'>['changes'][number];
function attributeChange(source: Source, command: AlterTableCmd, part: Cursor): AttributeChange[] {
  const range = part.rest();
  const reader = new CommandReader(source, command, part, range);
  const attribute = reader.name;
  if (command.subtype === 'AT_DropColumn') return [{ command: 'drop', attribute, ifExists: reader.ifExists }];
  const { def } = reader;
  if (def === undefined || !('ColumnDef' in def) || def.ColumnDef.typeName === undefined) return [];
  const type = source.type(def.ColumnDef.typeName);
  if (command.subtype === 'AT_AddColumn')
    return [{ command: 'add', attribute: { ...attribute, value: def.ColumnDef.colname ?? attribute.value }, type }];
  return [{ command: 'set type', attribute, type }];
}
