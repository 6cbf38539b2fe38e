/** VALIDATE CONSTRAINT and ALTER CONSTRAINT. */

import type { Table } from '../../model/schema';
import type { AlterCommand } from '../../sql/read/ops-table';
import type { LocalName } from '../../text/text';
import { columnNotNullAs } from '../default-names';
import type { Draft } from '../draft';

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
export function alterConstraint(
  draft: Draft,
  key: string,
  command: AlterCommand<'validate constraint' | 'alter constraint'>,
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
