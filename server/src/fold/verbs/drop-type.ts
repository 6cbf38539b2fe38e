/** DROP TYPE and DROP DOMAIN, and what CASCADE takes along. */

import { findIn, schemasFor } from '../../model/resolve';
import type { Origins, OtherObject, Routine, Table } from '../../model/schema';
import type { SqlType } from '../../model/types';
import type { Drop, ObjectReference } from '../../sql/read/ops';
import { isBuiltinType } from '../../sql/types';
import { displayName, keyOf, type ObjectName } from '../../text/names';
import { escapePattern } from '../../text/text';
import { columnsOfType, isOfType, routinesNaming, typedTables, typesOnType } from '../dependents';
import { type Draft, written } from '../draft';
import { columnsNamedIn } from '../expressions';
import { countsOfDev, dependentNames, edgesToType, type NeededObject } from '../needed';
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
      [...dependentNames(others), ...routinesGiving(draft, type), ...castsOf(draft, type)],
    );
  }
  removeType(draft, type);
}

/**
 * Made by the file after the type, or dev's as the type is: one that stands by the type's name alone may be of another, which
 * had that name before.
 */
function isOfIt(draft: Draft, type: NeededObject, origins: Origins | undefined, ofDev: () => boolean): boolean {
  const [own, its] = [origins?.self, type.origins?.self];
  if (!own) return its === undefined && ofDev();
  return its === undefined ? draft.judging.mode === 'strict' : own.uri === its.uri && own.statement > its.statement;
}
/** Functions that return it: nothing else of its name may be meant. */
function routinesGiving(draft: Draft, type: NeededObject): string[] {
  const { types, tables, views } = draft.schema;
  const isAlone = [types, tables, views].every((map) =>
    [...map.values()].every((one: ObjectName) => one.name !== type.name || keyOf(one) === keyOf(type)),
  );
  if (!isAlone || isBuiltinType(type.name)) return [];
  const giving = routinesNaming(draft, type)
    .flat()
    // A range's constructors are its own, and go with it.
    .filter((one) => keyOf(one) !== keyOf(type))
    .filter((one) => returnsType(type).test(one.returns ?? '') && !takesType(one, type))
    .filter((one) => isOfIt(draft, type, one.origins, () => countsOfDev(draft, type, one, 'routine')));
  return giving.map((one) => `function ${displayName(one)}(${one.identityArguments})`);
}
const castsOf = (draft: Draft, type: NeededObject): string[] =>
  castsNaming(draft, type).flatMap(([, { name, definition = '', origins }]) => {
    const by = /\bWITH\s+FUNCTION\s+(?:[\w"]+\.)?"?(\w+)/i.exec(definition)?.[1];
    const stands = by === undefined || [...draft.schema.routines.values()].flat().some((one) => one.name === by);
    const isSure = isOfIt(draft, type, origins, () => countsOfDev(draft, type, { schema: '', name }));
    return definition !== '' && stands && isSure ? [`cast from ${name.replace(' AS ', ' to ')}`] : [];
  });
function castsNaming(draft: Draft, type: ObjectName): (readonly [string, OtherObject])[] {
  const path = [...draft.schema.searchPath, 'public'];
  const names = new Set([displayName(type, path), displayName(type)]);
  return [...draft.schema.others].filter(
    ([, { kind, name, extension }]) =>
      kind === 'CAST' && extension === undefined && name.split(' AS ').some((one) => names.has(one)),
  );
}

/** With columns, typed tables, functions, and the types that are made of it. */
export function removeType(draft: Draft, type: { readonly schema: string; readonly name: string }): void {
  draft.remove('types', keyOf(type));
  for (const [key] of castsNaming(draft, type)) draft.remove('others', key);
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
  const returns = returnsType(type);
  for (const overloads of routinesNaming(draft, type))
    for (const routine of overloads) {
      const takes = takesType(routine, type);
      const given = !isBuiltinType(type.name) && returns.test(routine.returns ?? '');
      if (takes || given) removeRoutineAndCallers(draft, routine);
    }
}
const takesType = ({ argumentTypes }: Routine, type: ObjectName): boolean =>
  argumentTypes.some((argument: SqlType | undefined) => argument && isOfType(argument, type));
const returnsType = ({ schema, name }: ObjectName): RegExp =>
  new RegExp(`^(?:setof\\s+)?(?:"?${escapePattern(schema)}"?\\.)?"?${escapePattern(name)}"?(?:\\s*\\[\\])*$`, 'i');
