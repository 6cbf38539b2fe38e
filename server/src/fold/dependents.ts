/** What stands on an object: what DROP without CASCADE is refused for, and what CASCADE takes along. */

import { routinesMentioning, tablesMentioning, typesMentioning } from '../model/edges-by-word';
import { objectKey } from '../model/kinds';
import { tablesOfType, tablesReferringTo, viewsNeeding } from '../model/lookups';
import { findRelation } from '../model/resolve';
import type { Column, ForeignKeyConstraint, Routine, Table, View } from '../model/schema';
import type { SqlType } from '../model/types';
import { keyOf } from '../text/names';
import { nextvalSequence } from '../text/quoted';
import type { Draft } from './draft';

export type Dependent =
  | { readonly is: 'view'; readonly view: View }
  | { readonly is: 'foreign key'; readonly table: Table; readonly constraint: ForeignKeyConstraint }
  | { readonly is: 'default'; readonly table: Table; readonly column: Column }
  | { readonly is: 'column'; readonly table: Table; readonly column: Column }
  | { readonly is: 'trigger'; readonly table: Table; readonly trigger: string }
  | { readonly is: 'child'; readonly table: Table };

export function viewsOn(draft: Draft, keys: ReadonlySet<string>): View[] {
  return [...new Set([...keys].flatMap((key) => viewsNeeding(draft.schema, key)))];
}
export function relationKey(kind: 'table' | 'view', name: { schema: string; name: string }): string {
  return objectKey(kind, name.schema, name.name);
}

export function foreignKeysTo(
  draft: Draft,
  target: { readonly schema: string; readonly name: string },
): { table: Table; constraint: ForeignKeyConstraint }[] {
  const found: { table: Table; constraint: ForeignKeyConstraint }[] = [];
  for (const table of tablesReferringTo(draft.schema, target))
    for (const constraint of table.constraints)
      if (
        constraint.kind === 'foreign key' &&
        constraint.references.name === target.name &&
        constraint.references.schema === target.schema
      )
        found.push({ table, constraint });
  return found;
}
/** Those that refer to exactly these columns, in any order. */
export function foreignKeysOn(
  draft: Draft,
  target: { readonly schema: string; readonly name: string },
  columns: readonly string[],
): ReturnType<typeof foreignKeysTo> {
  const wanted = [...columns].sort().join('\0');
  return foreignKeysTo(draft, target).filter(
    ({ constraint }) => [...constraint.referencedColumns].sort().join('\0') === wanted,
  );
}
/** Columns whose DEFAULT takes from the sequence, its own table's left out when that goes too. */
export function defaultsOn(
  draft: Draft,
  sequence: { schema: string; name: string },
): { table: Table; column: Column }[] {
  const found: { table: Table; column: Column }[] = [];
  for (const [, table] of tablesMentioning(draft.schema, sequence.name))
    for (const column of table.columns) {
      if (column.default === undefined || !column.default.includes('nextval')) continue;
      const name = nextvalSequence(column.default);
      if (name?.name !== sequence.name) continue;
      const relation = findRelation(draft.schema, name);
      if (relation?.is === 'sequence' && keyOf(relation.sequence) === keyOf(sequence)) found.push({ table, column });
    }
  return found;
}
export const isOfType = (type: SqlType, of: { schema: string; name: string }): boolean =>
  !type.builtin && type.name === of.name && type.schema === of.schema;
export function columnsOfType(
  draft: Draft,
  type: { schema: string; name: string },
): { table: Table; column: Column }[] {
  const found: { table: Table; column: Column }[] = [];
  for (const table of tablesOfType(draft.schema, type))
    for (const column of table.columns) if (isOfType(column.type, type)) found.push({ table, column });
  return found;
}
/** Those that are OF the type. */
export function typedTables(draft: Draft, type: { schema: string; name: string }): (readonly [string, Table])[] {
  return tablesMentioning(draft.schema, type.name).filter(
    ([, { ofType }]) => ofType?.name === type.name && (ofType.schema ?? type.schema) === type.schema,
  );
}
/** Tables with a trigger that calls the function. */
export function tablesCalling(draft: Draft, called: { schema: string; name: string }): (readonly [string, Table])[] {
  return tablesMentioning(draft.schema, called.name).filter(([, { triggers }]) =>
    triggers?.some((trigger) => isCall(trigger.function, called)),
  );
}
export function isCall(
  called: { schema?: string; name: string } | undefined,
  routine: { schema: string; name: string },
): boolean {
  return called?.name === routine.name && called.schema === routine.schema;
}
/** Routines that may take or give the type. */
export function routinesNaming(draft: Draft, type: { name: string }): (readonly Routine[])[] {
  return routinesMentioning(draft.schema, type.name).map(([, overloads]) => overloads);
}
export function typesOnType(draft: Draft, type: { schema: string; name: string }): string[] {
  const found: string[] = [];
  for (const [key, each] of typesMentioning(draft.schema, type.name)) {
    if (each.kind === 'domain' && isOfType(each.base, type)) found.push(key);
    if (each.kind === 'range' && isOfType(each.subtype, type)) found.push(key);
    if (each.kind === 'composite' && each.attributes.some((attribute) => isOfType(attribute.type, type)))
      found.push(key);
  }
  return found;
}

const MOST_NAMED = 4;
/** Names in order; of very many the first ones, and how many more there are. */
export function listNames(names: readonly string[]): string {
  const sorted = [...names].sort();
  if (sorted.length <= MOST_NAMED) return sorted.join(', ');
  const shown = sorted.slice(0, MOST_NAMED - 1);
  return `${shown.join(', ')} and ${sorted.length - shown.length} more`;
}
/** As the DETAIL of `cannot drop … because other objects depend on it` names it. */
export function describeDependency(dependent: Dependent): string {
  switch (dependent.is) {
    case 'view':
      return `${dependent.view.kind} ${dependent.view.name}`;
    case 'foreign key':
      return `constraint ${dependent.constraint.name} on table ${dependent.table.name}`;
    case 'default':
      return `default value for column ${dependent.column.name} of table ${dependent.table.name}`;
    case 'column':
      return `column ${dependent.column.name} of table ${dependent.table.name}`;
    case 'trigger':
      return `trigger ${dependent.trigger} on table ${dependent.table.name}`;
    case 'child':
      return `table ${dependent.table.name}`;
  }
}
