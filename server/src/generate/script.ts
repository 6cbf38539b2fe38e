/** Whole scripts: what is made first, then what can only be said once all tables stand. */

import type { ExtendedStatistics, Table, View } from '../model/schema';
import { keyOf } from '../text/names';
import { accessLines, catalogGrants, schemaAccess, statisticsAccess, tableAccess } from './access';
import { createPolicy, createRule, createStatistics, createTrigger } from './behaviour';
import { commentLines, schemaComments, statisticsComments, tableComments } from './comments';
import { addedConstraints, attachedIndexes, attachedPartitions, indexBlocks, waitingForKeys } from './keys';
import { bySchemaAndName, idOfTable, keyFrom, lookup } from './lookup';
import { closure, everyNode, lateRoutines, needBreaks, type PrintedObject } from './nodes';
import { type Ordered, type OrderNode, orderByNeeds } from './order';
import { ownedSequences, printRowSecurity, tableSettings, viewSettings } from './settings';
import type { PrintContext } from './style';
import { isGivenByParent, type Late } from './tables';
import { inStyle, local } from './text';

type Selection = 'everything' | { readonly tables: readonly string[]; readonly dependencies: boolean };

export function script(asked: PrintContext, selection: Selection): string {
  const everything = selection === 'everything';
  const { style } = asked;
  const context = everything ? asked : { ...asked, joining: joiningTables(asked, selection) };
  const chosen = everything ? everyNode(context) : closure(context, selection.tables, selection.dependencies);
  const { nodes, broken } = orderByNeeds(chosen, needBreaks);
  const late = (table: Table): Late => lateRoutines(broken.get(idOfTable(table)));
  const tables = selectedTables(nodes, context, selection);
  const views = everything ? viewsOf(context) : [];
  const statistics = [...tables, ...views].flatMap(
    (table) => lookup(context.schema).statistics.get(keyOf(table)) ?? [],
  );

  const made = staged({ nodes, broken }, context, late);
  const at = (stage: Staged['stage']): readonly Staged[] => made.filter((one) => one.stage === stage);
  const blocksOf = (texts: readonly string[]): (readonly string[])[] => texts.map((text) => [text]);
  const constraints = addedConstraints(tables, context, late);
  const blocks: (readonly string[])[] = [
    everything ? preamble(context) : [],
    ...at('first').flatMap((one) => blocksOf(one.create)),
    constraints.first,
    ...at('after keys').flatMap((one) => blocksOf(one.create)),
    ...indexBlocks([...tables, ...views], context),
    [...attachedIndexes(tables, context, 'indexes'), ...attachedPartitions(tables, context)],
    constraints.afterIndexes,
    ownedSequences(tables, context),
    tables.flatMap((table) => tableSettings(table, context, late(table))),
    views.flatMap((view) => viewSettings(view, context)),
    statistics.flatMap((one) => createStatistics(one, context)),
    ...made.flatMap((one) => blocksOf(one.later)),
    ...tables.map((table) => printRowSecurity(table, context)),
    tables.flatMap((table) =>
      (style.policies ? (table.policies ?? []) : []).map((one) => createPolicy(table, one, context)),
    ),
    ...[...tables, ...views].map((owner) => behaviour(owner, context)),
    ...at('last').map((one) => one.create),
    ...remarks({ tables, statistics, everything }, context),
  ];
  const text = blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n');
  return text === '' ? '' : `${inStyle(text, context)}\n`;
}

interface Printed {
  readonly tables: readonly Table[];
  readonly statistics: readonly ExtendedStatistics[];
  readonly everything: boolean;
}
/** Comments, then owners and privileges. */
function remarks({ tables, statistics, everything }: Printed, context: PrintContext): (readonly string[])[] {
  const comments = [
    ...tables.flatMap((table) => tableComments(table, context)),
    ...statistics.flatMap((one) => statisticsComments(one, context)),
    ...(everything ? schemaComments(context.schema, context) : []),
  ];
  const access = [
    ...tables.flatMap((table) => tableAccess(table, context)),
    ...statistics.map((one) => statisticsAccess(one, context)),
    ...(everything ? schemaAccess(context.schema, context) : []),
  ];
  const { style } = context;
  const grants = everything && style.privileges ? catalogGrants(context.schema) : [];
  return [commentLines(comments, context), accessLines(access, style), grants];
}

/** Rules are triggers of another kind: the same setting covers them. */
function behaviour(owner: Table | View, context: PrintContext): string[] {
  if (!context.style.triggers) return [];
  return [
    ...(owner.triggers ?? []).flatMap((one) => createTrigger(owner, one, context)),
    ...(owner.rules ?? []).flatMap((one) => createRule(owner, one, context)),
  ];
}
type Staged = Omit<ReturnType<PrintedObject['statements']>, 'stage'> & {
  readonly stage: 'first' | 'after keys' | 'last';
};
function staged(
  { nodes, broken }: Ordered<PrintedObject>,
  context: PrintContext,
  late: (table: Table) => Late,
): Staged[] {
  const whole = nodes.filter((node) => !broken.has(node.id));
  const waiting = waitingForKeys(whole, context, late);
  return nodes.map(({ id, item }) => {
    const statements = item.statements(broken.get(id) ?? new Set());
    return waiting.has(id) ? { ...statements, stage: 'after keys' } : statements;
  });
}

/** Partitions whose partitioned table is not made by the script. */
function joiningTables(
  context: PrintContext,
  selection: Exclude<Selection, 'everything'>,
): ReadonlyMap<string, 'as partition' | 'by attaching'> {
  const joining = new Map<string, 'as partition' | 'by attaching'>();
  if (selection.dependencies) return joining;
  for (const key of selection.tables) {
    const table = context.schema.tables.get(key);
    if (table?.partitionOf === undefined || selection.tables.includes(keyFrom(table.partitionOf.parent, table.schema)))
      continue;
    joining.set(key, isGivenByParent(table, context) ? 'as partition' : 'by attaching');
  }
  return joining;
}

/** What the script relies on where it is not PostgreSQL's default. */
export function preamble(context: PrintContext): string[] {
  const { schema } = context;
  const lines: string[] = [];
  const path = schema.searchPath;
  if (path.length !== 1 || path[0] !== 'public')
    lines.push(`SET search_path = ${path.map((name) => local(name, context)).join(', ') || "''"};`);
  const bodies = [...schema.routines.values()].flat().some((one) => one.extension === undefined && one.definition);
  // A body may name what only comes after it.
  if (bodies) lines.push('SET check_function_bodies = false;');
  return lines;
}

/** In the order asked for, then what was added to them; or by name. */
function selectedTables(
  nodes: readonly OrderNode<PrintedObject>[],
  context: PrintContext,
  selection: Selection,
): readonly Table[] {
  const { tables } = context.schema;
  if (selection === 'everything')
    return [...tables.values()].filter((table) => table.extension === undefined).sort(bySchemaAndName);
  const asked = selection.tables.map((key) => tables.get(key)).filter((table) => table !== undefined);
  if (!selection.dependencies) return asked;
  const ids = new Set(asked.map(idOfTable));
  const made = new Set(nodes.map((node) => node.id));
  const added = [...tables.values()].filter((table) => made.has(idOfTable(table)) && !ids.has(idOfTable(table)));
  return [...asked, ...added.sort(bySchemaAndName)];
}
function viewsOf(context: PrintContext): readonly View[] {
  return [...context.schema.views.values()].filter((view) => view.extension === undefined).sort(bySchemaAndName);
}
