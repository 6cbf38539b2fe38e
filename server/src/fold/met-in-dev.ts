/**
 * What a file adds to a table or type that no file makes, so that the fold takes it from dev, and that dev has: running
 * the statement changes nothing there, and yet it shows that the file has run.
 */

import type { PartKind, parts } from '../model/kinds';
import { findIn, findTable } from '../model/resolve';
import type { Origins, Schema } from '../model/schema';
import type { Statement } from '../sql/document/statement';
import type { DdlOp } from '../sql/read/ops';
import type { AlterTableCommand } from '../sql/read/ops-table';
import { keyOf } from '../text/names';
import type { Name } from '../text/text';

interface Met {
  /** As `Effect.fact` has it. */
  readonly fact: string;
  readonly statement: Statement;
}

/** `before`: what the file starts from, as if it and those before it had run. */
export function* metInDev(before: Schema, statements: readonly Statement[]): Generator<Met> {
  for (const statement of statements)
    for (const op of statement.parsed.ops)
      for (const { list, name, of } of additions(op)) {
        const fact = list === 'values' ? enumValueOf(before, of, name) : metPart(before, of, list, name);
        if (fact !== undefined) yield { fact, statement };
      }
}
type List = (typeof parts)[PartKind] | 'values';
export interface Addition {
  readonly of: Name;
  readonly list: List;
  readonly name: string;
  readonly ifNotExists?: boolean;
}
/** Named parts that a statement adds to a table or a type. */
export function additions(op: DdlOp): readonly Addition[] {
  switch (op.op) {
    case 'alter table':
      return op.commands.flatMap((command) => additionsOf(op.name, command));
    case 'create policy':
      return [{ of: op.table, list: 'policies', name: op.name.value }];
    case 'create trigger':
      return [{ of: op.table, list: 'triggers', name: op.name.value }];
    case 'create rule':
      return [{ of: op.table, list: 'rules', name: op.name.value }];
    case 'add enum value':
      return [{ of: op.name, list: 'values', name: op.value.value, ifNotExists: op.ifNotExists }];
    default:
      return [];
  }
}
function additionsOf(of: Name, command: AlterTableCommand): readonly Addition[] {
  if (command.command === 'add column')
    return [{ of, list: 'columns', name: command.column.name.value, ifNotExists: command.ifNotExists }];
  const name = command.command === 'add constraint' ? command.constraint.name?.value : undefined;
  return name === undefined ? [] : [{ of, list: 'constraints', name }];
}

function metPart(before: Schema, of: Name, list: Exclude<List, 'values'>, name: string): string | undefined {
  const table = findTable(before, of.value);
  const held: readonly { readonly name: string; readonly origins?: Origins }[] = table?.[list] ?? [];
  const part = held.find((each) => each.name === name);
  return table && part && !part.origins?.self ? `tables\0${keyOf(table)}\0${list} ${name}` : undefined;
}
function enumValueOf(before: Schema, of: Name, value: string): string | undefined {
  const type = findIn(before, before.types, of.value);
  if (type?.kind !== 'enum' || !type.values.includes(value) || type.valueOrigins?.has(value) || type.origins?.self)
    return undefined;
  return `types\0${keyOf(type)}\0${value}`;
}
