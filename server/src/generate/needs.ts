/** What a table stands on that a target may not have. */
import { displayName, keyOf, objectKey, type QualifiedName } from '../model/names';
import type { Schema, Table } from '../model/schema';
import type { SqlType } from '../model/types';
import { findTable, idOfTable } from './lookup';
import { routineKey } from './mentions';
import { closure } from './nodes';
import type { PrintContext } from './style';

/** What must stand before the table, as `objectKey`s. */
export function tableNeeds(table: Table, context: PrintContext): string[] {
  const { schema } = context;
  const parents = [table.partitionOf?.parent, ...(table.inherits ?? [])]
    .map((name) => findTable(schema, name, table.schema))
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

/** More would not be read. */
const mostNamed = 12;
/**
 * `type mood`, `sequence s`, for people: what the tables need beside themselves and `dependencies` would print, sorted;
 * where that is much, the last is `30 more`.
 */
export function neededObjects(names: readonly QualifiedName[], context: PrintContext): string[] {
  const { schema } = context;
  const keys = names.flatMap((name) => {
    const schemas = name.schema === undefined ? schema.searchPath : [name.schema];
    const found = schemas.map((one) => keyOf({ schema: one, name: name.name })).find((key) => schema.tables.has(key));
    return found === undefined ? [] : [found];
  });
  const own = new Set(closure(context, keys, false).map((node) => node.id));
  const needed = closure(context, keys, true)
    .filter((node) => !own.has(node.id))
    .map((node) => described(node.id, schema))
    .sort();
  if (needed.length <= mostNamed) return needed;
  return [...needed.slice(0, mostNamed), `${needed.length - mostNamed} more`];
}
function described(id: string, schema: Schema): string {
  const [kind = '', home = '', ...rest] = id.split('\0');
  const name = rest.at(-1) ?? '';
  if (kind === 'other') return `${home} ${displayName({ name })}`;
  if (kind === 'routine') {
    const open = name.indexOf('(');
    return `function ${displayName({ schema: home, name: name.slice(0, open) }, schema.searchPath)}${name.slice(open)}`;
  }
  return `${kind} ${displayName(home === '' ? { name } : { schema: home, name }, schema.searchPath)}`;
}
