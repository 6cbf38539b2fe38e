/** One object as the statements that make it, with all that is its own: a table's constraints, indexes, triggers. */
import type { RelationName } from '../model/kinds';
import type { Schema } from '../model/schema';
import { type ObjectName, qualifiedKey } from '../text/names';
import { createRoutine, createSequence, createType, createView } from './objects';
import { printTables } from './print';
import type { PrintContext } from './style';

export type DefinedKind = Exclude<RelationName, 'index'> | 'routine';
/** Of the context's schema; the overloads of a routine together. Undefined: there is none of this kind and name. */
export function definitionOf(kind: string, name: ObjectName, context: PrintContext): string | undefined {
  const printer = definedKinds.find((one) => one === kind);
  return printer && printers[printer](context.schema, name, context);
}
type Printer = (schema: Schema, name: ObjectName, context: PrintContext) => string | undefined;
const printers: Readonly<Record<DefinedKind, Printer>> = {
  table: (_schema, name, context) => printTables([name], context) || undefined,
  view: ({ views }, name, context) => lines(one(views, name)?.map((view) => createView(view, context))),
  type: ({ types }, name, context) => lines(one(types, name)?.flatMap((type) => createType(type, context))),
  sequence: ({ sequences }, name, context) => lines(one(sequences, name)?.map((each) => createSequence(each, context))),
  routine: ({ routines }, { schema, name }, context) =>
    lines(routines.get(qualifiedKey(schema, name))?.flatMap((routine) => [...createRoutine(routine, context), ''])),
};
export const definedKinds = Object.keys(printers) as readonly DefinedKind[];
function one<T>(map: { get(key: string): T | undefined }, { schema, name }: ObjectName): T[] | undefined {
  const found = map.get(qualifiedKey(schema, name));
  return found === undefined ? undefined : [found];
}
const lines = (statements: readonly string[] | undefined): string | undefined =>
  statements && `${statements.join('\n').trimEnd()}\n`;
