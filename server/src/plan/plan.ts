/** The ordered script from one schema to another. */
import { commentOn } from '../generate/comments';
import { lookup } from '../generate/lookup';
import { preamble } from '../generate/script';
import { defaultStyle, type GenerateStyle, type PrintContext } from '../generate/style';
import { isGivenByParent } from '../generate/tables';
import { inStyle } from '../generate/text';
import type { Schema } from '../model/schema';
import { keyOf } from '../text/names';
import type { Statement } from './alteration';
import { type Changes, changesBetween, isMade } from './changes';
import { Deeds } from './deeds';
import { ordered } from './graph';
import type { Side } from './unit';
import { unitsOf } from './units';

export interface PlanOptions {
  readonly style?: GenerateStyle;
  readonly owners?: boolean;
  readonly privileges?: boolean;
}
export interface Step extends Statement {
  readonly id: string;
}
export interface Plan {
  readonly steps: readonly Step[];
}

export function plan(from: Schema, to: Schema, options: PlanOptions = {}): Plan {
  const style: GenerateStyle = {
    ...(options.style ?? defaultStyle),
    ifNotExists: false,
    constraints: 'alter table',
    indexes: true,
    comments: true,
    triggers: true,
    policies: true,
  };
  const target: Schema = { ...to, serverVersion: from.serverVersion || to.serverVersion };
  const before = sideOf({ ...from, searchPath: to.searchPath }, style);
  const after = sideOf(target, style);
  const renamed = new Map<string, string>();
  const changes = changesBetween(before, after, renamed);
  const joined: Side = { ...after, context: { ...after.context, joining: joiningTables(changes, after) } };
  const order = ordered(changes, before, joined, renamed);
  const deeds = new Deeds(changes, before, joined, order, renamed);
  const steps: Step[] = [];
  for (const node of order.nodes) for (const one of deeds.statements(node.item)) steps.push({ ...one, id: node.id });
  for (const change of changes.values())
    for (const sql of commentChanges(change)) steps.push({ sql, id: `comment\0${change.id}` });
  if (steps.length > 0) steps.unshift(...preamble(joined.context).map((sql) => ({ sql, id: '' })));
  return { steps: steps.map((step) => ({ ...step, sql: inStyle(step.sql, joined.context) })) };
}
function sideOf(schema: Schema, style: GenerateStyle): Side {
  const context: PrintContext = { schema, style };
  return { schema, context, units: unitsOf(context) };
}
/** New partitions of partitioned tables that stand. */
function joiningTables(changes: Changes, { schema, context }: Side): NonNullable<PrintContext['joining']> {
  const joining = new Map<string, 'as partition' | 'by attaching'>();
  for (const [parent, partitions] of lookup(schema).partitions) {
    if (isMade(changes.get(`table\0${parent}`))) continue;
    for (const table of partitions)
      if (isMade(changes.get(`table\0${keyOf(table)}`)))
        joining.set(keyOf(table), isGivenByParent(table, context) ? 'as partition' : 'by attaching');
  }
  return joining;
}
function commentChanges({ action, from, to }: NonNullable<ReturnType<Changes['get']>>): string[] {
  if (!to) return [];
  const known = action === 'make' || action === 'replace' ? [] : (from?.comments ?? []);
  const set = to.comments.filter(({ on, text }) => !known.some((one) => one.on === on && one.text === text));
  const gone = known.filter(({ on }) => !to.comments.some((one) => one.on === on));
  return [...gone.map(({ on }) => commentOn(on, undefined)), ...set.map(({ on, text }) => commentOn(on, text))];
}
