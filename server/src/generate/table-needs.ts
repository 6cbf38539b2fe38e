/** What a table stands on that a target may not have. */

import { objectKey } from '../model/kinds';
import type { Schema, Table } from '../model/schema';
import type { SqlType } from '../model/types';
import { keyOf, type QualifiedName } from '../text/names';
import { idOfTable, tableFrom } from './lookup';
import { routineKey } from './mentions';
import type { PrintContext } from './style';

/** What must stand before the table, as `objectKey`s. */
export function tableNeeds(table: Table, context: PrintContext): string[] {
  const { schema } = context;
  const parents = [table.partitionOf?.parent, ...(table.inherits ?? [])]
    .map((name) => tableFrom(schema, name, table.schema))
    .filter((parent) => parent !== undefined)
    .map(idOfTable);
  const needs = new Set<string>(parents);
  for (const { type } of table.columns) if (type.schema !== undefined) addTypeNeed(type, schema, needs);
  if (table.ofType) addTypeNeed(table.ofType, schema, needs);
  if (table.server) needs.add(objectKey('other', 'server', table.server));
  if (table.accessMethod) needs.add(objectKey('other', 'access method', table.accessMethod));
  for (const key of table.dependsOn ?? []) needs.add(key);
  return [...needs];
}
/** By name, for a schema that was not read from a catalog and has no `dependsOn`. */
function addTypeNeed(type: SqlType | QualifiedName, schema: Schema, needs: Set<string>): void {
  const found = schema.types.get(keyOf({ schema: type.schema ?? '', name: type.name }));
  if (found === undefined) return;
  if (found.extension !== undefined) needs.add(objectKey('extension', '', found.extension));
  else needs.add(objectKey('type', found.schema, found.name));
}
/** Functions that triggers call: needed with the table, though not before it. */
export function triggerNeeds(table: Table, context: PrintContext): string[] {
  if (!context.style.triggers) return [];
  return (table.triggers ?? []).flatMap((trigger) => {
    const name = trigger.function;
    const overloads =
      name && context.schema.routines.get(keyOf({ schema: name.schema ?? table.schema, name: name.name }));
    return (overloads ?? [])
      .filter((routine) => routine.identityArguments === '')
      .map((routine) =>
        routine.extension === undefined ? routineKey(routine) : objectKey('extension', '', routine.extension),
      );
  });
}
