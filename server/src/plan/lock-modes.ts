/** Modes of locks on tables, and which of them ALTER TABLE takes. */
import type { Table, View } from '../model/schema';
import type { DdlOp } from '../sql/read/ops';
import type { AlterTableCommand, ConstraintDef } from '../sql/read/ops-table';

/** From the weakest on; reading is not among them. */
export const lockModes = [
  'ROW EXCLUSIVE',
  'SHARE UPDATE EXCLUSIVE',
  'SHARE',
  'SHARE ROW EXCLUSIVE',
  'EXCLUSIVE',
  'ACCESS EXCLUSIVE',
];
export const strongest = (a: string, b: string | undefined): string =>
  b !== undefined && lockModes.indexOf(b) > lockModes.indexOf(a) ? b : a;

/**
 * `AlterTableGetLockLevel` of the server; `below`: of which partition or child of the table that is named. Undefined: no
 * lock is taken there.
 */
export function alterTableMode(
  command: AlterTableCommand,
  below: Table | View | undefined,
  version: number,
): string | undefined {
  switch (command.command) {
    case 'column options':
    case 'cluster':
    case 'validate constraint':
    case 'attach partition':
      return 'SHARE UPDATE EXCLUSIVE';
    case 'column setting':
      return command.setting === 'statistics' ? 'SHARE UPDATE EXCLUSIVE' : 'ACCESS EXCLUSIVE';
    case 'add constraint':
      return constraintMode(command.constraint.kind, below, version);
    case 'trigger state':
      return 'SHARE ROW EXCLUSIVE';
    case 'storage parameters':
      return 'SHARE UPDATE EXCLUSIVE';
    default:
      return 'ACCESS EXCLUSIVE';
  }
}

/** Before 18 nothing but the index of a key is made in partitions, and nothing in the tables that inherit. */
function constraintMode(
  kind: ConstraintDef['kind'],
  below: Table | View | undefined,
  version: number,
): string | undefined {
  if (kind === 'foreign key') return 'SHARE ROW EXCLUSIVE';
  if (below === undefined || version >= 180000 || kind === 'check') return 'ACCESS EXCLUSIVE';
  if ('partitionOf' in below && below.partitionOf !== undefined) return 'SHARE';
  return kind === 'primary key' ? 'ACCESS EXCLUSIVE' : undefined;
}

/** Whether the tables below get it too. */
export function recurses({ command }: AlterTableCommand): boolean {
  return ![
    'attach partition',
    'detach partition',
    'inherit',
    'no inherit',
    'row security',
    'rule state',
    'storage parameters',
    'cluster',
    'replica identity',
    'owner',
    'tablespace',
    'persistence',
    'access method',
    'of type',
    'not of',
    'column options',
  ].includes(command);
}

/** On the tables that have columns of the domain; undefined: none. */
export function domainMode(
  change: Extract<DdlOp, { op: 'alter domain' }>['change'],
  version: number,
): string | undefined {
  if (change.command === 'validate constraint') return version >= 180000 ? 'SHARE UPDATE EXCLUSIVE' : 'SHARE';
  const reads = change.command === 'set not null' || (change.command === 'add check' && !change.notValid);
  return reads ? 'SHARE' : undefined;
}
