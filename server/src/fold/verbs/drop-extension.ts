/** DROP EXTENSION: what still needs something that it brings, and what goes with it. */

import { isBuiltinFunction } from '../../model/builtins';
import type { Dependent, Edge } from '../../model/edges';
import { schemaMaps } from '../../model/kinds';
import type { PMap } from '../../model/persistent-map';
import type { Index, Routine } from '../../model/schema';
import type { Drop, ObjectReference } from '../../sql/read/ops';
import { keyOf, qualifiedKey } from '../../text/names';
import { columnsOfType } from '../dependents';
import type { Draft } from '../draft';
import { countsOfDev, dependentNames, edgesToRoutine, edgesToType } from '../needed';
import { refuseAbsent, refuseNamed } from '../refuse';
import { removeRoutineAndCallers } from './drop-routine';
import { removeIndexes } from './drop-table';
import { removeType } from './drop-type';

export function dropExtension(draft: Draft, op: Drop, object: ObjectReference): void {
  const name = object.name.value.name;
  if (!draft.schema.extensions.has(name)) {
    const message = `extension "${name}" does not exist`;
    return refuseAbsent(draft, object, 'extension', message, [...draft.schema.extensions.keys()].sort(), op.ifExists);
  }
  if (op.cascade) removeDependents(draft, name);
  else {
    const names = dependentsOf(draft, name);
    // What goes in the same statement is no obstacle.
    if (names.length > 0 && op.objects.length === 1) refuseNamed(draft, object, names);
  }
  draft.remove('extensions', name);
  for (const map of schemaMaps)
    if (map !== 'namespaces')
      for (const [key, each] of draft.schema[map] as PMap<{ readonly extension?: string }>)
        if (each.extension === name) draft.remove(map, key);
  for (const [key, overloads] of draft.schema.routines) {
    const left = overloads.filter((routine) => routine.extension !== name);
    if (left.length === 0) draft.remove('routines', key);
    else if (left.length < overloads.length) draft.put('routines', key, left);
  }
}

/** Columns, domains, defaults and the like that name its types and functions, indexes with its operator classes. */
function dependentsOf(draft: Draft, extension: string): string[] {
  const edges: Edge[] = [];
  for (const type of draft.schema.types.values())
    if (type.extension === extension) edges.push(...edgesToType(draft, type));
  for (const routine of ownRoutines(draft, extension)) edges.push(...callersOfName(draft, routine));
  const indexes = [...draft.schema.indexes.values()].filter(
    (index) =>
      usesClassOf(draft, extension, index) && (index.origins?.self !== undefined || countsOfDev(draft, {}, index)),
  );
  const others = edges.filter(({ dependent }) => !isOwn(draft, extension, dependent));
  return [...dependentNames(others), ...indexes.map((index) => `index ${index.name}`)];
}
/** One of each name, where no other function has it. */
function ownRoutines(draft: Draft, extension: string): Routine[] {
  return [...draft.schema.routines.values()].flatMap((overloads) =>
    overloads.every((each) => each.extension === extension) ? overloads.slice(0, 1) : [],
  );
}
function callersOfName(draft: Draft, routine: Routine): Edge[] {
  const isHidden = isBuiltinFunction(routine.name) || !draft.schema.searchPath.includes(routine.schema);
  const isShared = draft.schema.searchPath.some(
    (schema) => schema !== routine.schema && draft.schema.routines.has(qualifiedKey(schema, routine.name)),
  );
  return edgesToRoutine(draft, routine).filter(({ name }) => name.schema !== undefined || !(isHidden || isShared));
}
function usesClassOf(draft: Draft, extension: string, { method, keys }: Index): boolean {
  return keys.some(({ opclass }) => {
    if (!opclass) return false;
    for (const { kind, name, extension: of } of draft.schema.others.values())
      if (of === extension && kind === 'OPERATOR CLASS' && name === `${opclass.name} ${method}`) return true;
    return false;
  });
}
/** It is the extension's itself, and goes with it. */
function isOwn(draft: Draft, extension: string, { kind, schema, name, table }: Dependent): boolean {
  const owner = table ?? { schema, name };
  const key = keyOf(owner);
  const { routines, types, tables, views } = draft.schema;
  if (kind === 'routine') {
    const overloads = routines.get(qualifiedKey(schema, name.slice(0, name.indexOf('(')))) ?? [];
    return overloads.some((each) => each.extension === extension);
  }
  const found: { readonly extension?: string } | undefined = types.get(key) ?? tables.get(key) ?? views.get(key);
  return found?.extension === extension;
}
/** As CASCADE does. */
function removeDependents(draft: Draft, extension: string): void {
  for (const routine of ownRoutines(draft, extension))
    if (callersOfName(draft, routine).some(({ dependent }) => !isOwn(draft, extension, dependent)))
      removeRoutineAndCallers(draft, routine);
  for (const index of draft.schema.indexes.values())
    if (usesClassOf(draft, extension, index))
      removeIndexes(
        draft,
        { schema: index.table.schema ?? index.schema, name: index.table.name },
        (each) => each === index,
      );
  for (const type of [...draft.schema.types.values()])
    if (type.extension === extension && columnsOfType(draft, type).length > 0) removeType(draft, type);
}
