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
  if (!requireConstraint(draft, draft.table(key), command.name) || !mayAlter(draft, key, command)) return;
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
        // pg_constraint.convalidated: what is enforced from now on is looked at.
        setOrDrop(next, 'notValid', command.notEnforced);
        setOrDrop(next, 'noInherit', command.noInherit);
        if (command.initiallyDeferred) next.deferrable = true;
        if (command.deferrable === false) delete next.initiallyDeferred;
      }
      return next as unknown as typeof constraint;
    }),
  }));
}
/** Only foreign keys are deferred later, only they and checks are validated (`ATExecAlterConstraint`). */
function mayAlter(
  draft: Draft,
  key: string,
  command: AlterCommand<'validate constraint' | 'alter constraint'>,
): boolean {
  const table = draft.table(key);
  const { value: name, range } = command.name;
  const found = table.constraints.find((constraint) => constraint.name === name);
  const isKey = found?.kind === 'primary key' || found?.kind === 'unique' || found?.kind === 'exclude';
  const defers =
    command.command === 'alter constraint' && (command.deferrable ?? command.initiallyDeferred) !== undefined;
  const wrong = command.command === 'validate constraint' ? isKey : defers && (isKey || found?.kind === 'check');
  if (!found || !wrong || draft.mayReplace(found.origins)) return true;
  const what = command.command === 'validate constraint' ? 'foreign key or check' : 'foreign key';
  draft.refuse(
    'other',
    range,
    { kind: 'constraint', schema: table.schema, name, table: table.name },
    `constraint "${name}" of relation "${table.name}" is not a ${what} constraint`,
  );
  return false;
}
function setOrDrop(target: Record<string, unknown>, key: string, value: boolean | undefined): void {
  if (value === true) target[key] = true;
  else if (value === false) delete target[key];
}
