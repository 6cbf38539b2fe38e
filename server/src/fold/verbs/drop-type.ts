/** DROP TYPE and DROP DOMAIN, and what CASCADE takes along. */

import { findIn, schemasFor } from '../../model/resolve';
import type { Table } from '../../model/schema';
import type { SqlType } from '../../model/types';
import type { Drop, ObjectReference } from '../../sql/read/ops';
import { isBuiltinType } from '../../sql/types';
import { keyOf } from '../../text/names';
import { escapePattern } from '../../text/text';
import { columnsOfType, isOfType, routinesNaming, typedTables, typesOnType } from '../dependents';
import { type Draft, written } from '../draft';
import { columnsNamedIn } from '../expressions';
import { dependentNames, edgesToType } from '../needed';
import { refuseAbsent, refuseDependents } from '../refuse';
import { typeNames } from '../type-names';
import { removeRoutineAndCallers } from './drop-routine';
import { removeColumn, removeDefaultsOfType, removeDependentsOfTable, removeTable } from './drop-table';

export function dropType(draft: Draft, op: Drop, object: ObjectReference): void {
  const name = object.name.value;
  const type = findIn(draft.schema, draft.schema.types, name);
  if (!type) {
    const message = `type "${written(name)}" does not exist`;
    refuseAbsent(draft, object, 'type', message, typeNames(draft), op.ifExists);
    for (const schema of schemasFor(draft.schema, name)) draft.know('type', schema, name.name);
    return;
  }
  if (!op.cascade) {
    const columns = columnsOfType(draft, type);
    const others = edgesToType(draft, type).filter(
      ({ dependent }) => !(dependent.kind === 'column' && dependent.table?.kind !== 'composite type'),
    );
    refuseDependents(
      draft,
      object,
      type,
      columns.map((each) => ({ is: 'column', ...each })),
      dependentNames(others),
    );
  }
  removeType(draft, type);
}

/** With columns, typed tables, functions, and the types that are made of it. */
export function removeType(draft: Draft, type: { readonly schema: string; readonly name: string }): void {
  draft.remove('types', keyOf(type));
  const fall = (table: Table): void => {
    removeDependentsOfTable(draft, table);
    removeTable(draft, keyOf(table));
  };
  for (const { table, column } of columnsOfType(draft, type))
    if (columnsNamedIn(table.partitionBy ?? '', table).includes(column.name)) fall(table);
    else removeColumn(draft, keyOf(table), column.name);
  for (const [, table] of typedTables(draft, type)) fall(table);
  removeDefaultsOfType(draft, type);
  removeRoutinesOfType(draft, type);
  for (const key of typesOnType(draft, type)) {
    const each = draft.schema.types.get(key);
    if (each?.kind === 'composite') {
      const attributes = each.attributes.filter((attribute) => !isOfType(attribute.type, type));
      draft.put('types', key, { ...each, attributes });
    } else if (each) removeType(draft, each);
  }
}
/**
 * Functions that take it or return it, a table's row type included. What they return is text: where that reads as a type
 * of PostgreSQL's own, it is that.
 */
export function removeRoutinesOfType(draft: Draft, type: { readonly schema: string; readonly name: string }): void {
  const returns = new RegExp(
    `^(?:setof\\s+)?(?:"?${escapePattern(type.schema)}"?\\.)?"?${escapePattern(type.name)}"?(?:\\s*\\[\\])*$`,
    'i',
  );
  for (const overloads of routinesNaming(draft, type))
    for (const routine of overloads) {
      const takes = routine.argumentTypes.some((argument: SqlType | undefined) => argument && isOfType(argument, type));
      const given = !isBuiltinType(type.name) && returns.test(routine.returns ?? '');
      if (takes || given) removeRoutineAndCallers(draft, routine);
    }
}
