/** The ordered script from one schema to another. */
import { preamble } from '../generate/script';
import { inStyle } from '../generate/text';
import type { Schema } from '../model/schema';
import { accessChanges } from './access';
import { ActionStatements } from './action-statements';
import { type Change, changesBetween } from './changes';
import { commentChanges } from './comment-changes';
import { nodeId, ordered } from './graph';
import { besideWhatStands } from './join-existing';
import { notKnownOf, notPlanned } from './not-planned';
import { onSearchPath } from './on-search-path';
import { renamedParts } from './renames';
import { type Plan, type PlanOptions, planStyle } from './step';
import { Steps } from './steps';
import { planSides } from './units';

/** Both as a server writes them. What the two servers' versions say otherwise is taken as the one has it that is changed. */
export function plan(from: Schema, to: Schema, options: PlanOptions = {}): Plan {
  const style = planStyle(options);
  const target: Schema = { ...to, serverVersion: from.serverVersion || to.serverVersion };
  const [before, after] = planSides(onSearchPath(from, to.searchPath), target, style);
  const renamed = renamedParts(before, after);
  const changes = changesBetween(before, after, renamed);
  const beside = besideWhatStands(changes, after);
  const order = ordered(changes, before, beside, renamed);
  const statementsOf = new ActionStatements(changes, before, beside, order, renamed);
  const steps = new Steps(changes, before, to, options.online ?? false);
  for (const node of order.nodes) steps.add(node.id, node.item.change, statementsOf.statements(node.item), node.needs);
  for (const change of changes.values())
    steps.add(`comment\0${change.id}`, change, commentChanges(change), actionsOfChange(change));
  for (const { id, sql } of accessChanges(changes, before, beside, style)) {
    const change = changes.get(id);
    steps.add(`access\0${id}`, change, [{ sql }], change ? actionsOfChange(change) : []);
  }
  const all = steps.all(options.first ?? [], preamble(beside.context), (sql) => inStyle(sql, beside.context));
  return {
    steps: all,
    notes: notPlanned(
      { changes, before, after },
      order.nodes.map(({ item }) => item),
      from,
      to,
    ),
    notKnown: notKnownOf(from, to),
  };
}
/** A new table has its columns with it. */
const actionsOfChange = ({ id, to }: Change): string[] => [
  nodeId('make', id),
  nodeId('alter', id),
  ...(to?.holder === undefined ? [] : [nodeId('make', to.holder)]),
];
