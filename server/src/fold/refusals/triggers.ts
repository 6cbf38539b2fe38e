/** Which triggers and rules a relation may have (`CreateTriggerFiringOn`, `DefineQueryRewrite`). */

import { childKeys } from '../../model/children';
import { isSurelyAbsent } from '../../model/resolve';
import type { Routine, Table, View } from '../../model/schema';
import { type CreateTrigStmt, parse } from '../../sql/parse';
import type { Op } from '../../sql/read/ops';
import { columnRefs } from '../../sql/refusals/refusal';
import { triggerBits } from '../../sql/refusals/triggers';
import type { Draft } from '../draft';

type CreateTrigger = Op<'create trigger'>;

export function mayHaveTrigger(
  draft: Draft,
  owner: Table | View,
  op: CreateTrigger,
  routines: readonly Routine[] | undefined,
): boolean {
  const outcome = parse(op.definition);
  const node = outcome.status === 'ok' ? outcome.statements[0]?.stmt : undefined;
  if (!node || !('CreateTrigStmt' in node)) return true;
  const statement = node.CreateTrigStmt;
  const message =
    ('constraints' in owner ? onTable(owner, statement) : onView(owner, statement)) ?? ofRoutine(draft, routines);
  if (message === undefined) return hasTriggerFunction(draft, op, routines);
  draft.refuse(
    'wrong kind',
    op.table.range,
    { kind: 'trigger', schema: owner.schema, name: op.name.value, table: owner.name },
    message,
  );
  return false;
}
function onView(view: View, { row, timing = 0, events = 0, transitionRels }: CreateTrigStmt): string | undefined {
  if (view.kind === 'materialized view') return `relation "${view.name}" cannot have triggers`;
  const isRefused = (row && timing !== triggerBits.instead) || events & triggerBits.truncate || transitionRels;
  return isRefused ? `"${view.name}" is a view` : undefined;
}
function onTable(table: Table, statement: CreateTrigStmt): string | undefined {
  const { timing = 0, row, transitionRels, isconstraint } = statement;
  if (timing === triggerBits.instead) return `"${table.name}" is a table`;
  if (table.kind === 'foreign table' && (isconstraint || transitionRels)) return `"${table.name}" is a foreign table`;
  if (row && transitionRels) {
    if (table.kind === 'partitioned table') return `"${table.name}" is a partitioned table`;
    if (table.partitionOf) return 'ROW triggers with transition tables are not supported on partitions';
    if (table.inherits && table.inherits.length > 0)
      return 'ROW triggers with transition tables are not supported on inheritance children';
  }
  const generated = table.columns.filter((column) => column.generated).map(({ name }) => name);
  const named = timing === triggerBits.before && generated.length > 0 ? columnRefs(statement.whenClause) : [];
  return named.some(({ names, star }) => names[0] === 'new' && (star || generated.includes(names[1] ?? '')))
    ? "BEFORE trigger's WHEN condition cannot reference NEW generated columns"
    : undefined;
}
/** A trigger calls what has no arguments, whatever is given to it. */
function hasTriggerFunction(draft: Draft, op: CreateTrigger, routines: readonly Routine[] | undefined): boolean {
  const others = routines?.filter((each) => each.argumentTypes.length > 0 && draft.meets('routine', each)) ?? [];
  if (!routines || routines.length === 0 || others.length < routines.length) return true;
  const { value, range } = op.function;
  if (!isSurelyAbsent(draft.schema, 'routine', value)) return true;
  const there = others.map(({ name, identityArguments }) => `${name}(${identityArguments})`).join(', ');
  const message = `function ${value.name}() does not exist (there is ${there})`;
  draft.refuse('other', range, { kind: 'function', ...value }, message);
  return false;
}
function ofRoutine(draft: Draft, routines: readonly Routine[] | undefined): string | undefined {
  const without = routines?.filter(({ argumentTypes }) => argumentTypes.length === 0) ?? [];
  const [only] = without;
  if (without.length !== 1 || !only?.returns || !draft.meets('routine', only)) return undefined;
  return /^(pg_catalog\.)?"?trigger"?$/i.test(only.returns.trim())
    ? undefined
    : `function ${only.name} must return type trigger`;
}
/** A partitioned table's trigger is made on every partition: the name has to be free there. */
export function takenBelow(draft: Draft, key: string, name: string): Table | undefined {
  for (const child of childKeys(draft.schema, key)) {
    const table = draft.table(child);
    if (!table.partitionOf) continue;
    if (table.triggers?.some((trigger) => trigger.name === name && !trigger.inherited)) return table;
    const below = takenBelow(draft, child, name);
    if (below) return below;
  }
  return undefined;
}

export function mayHaveRule(draft: Draft, owner: Table | View, op: Op<'create rule'>): boolean {
  const message = 'constraints' in owner ? selectRule(draft, owner, op) : ruleOfView(owner);
  if (message === undefined || !draft.meets('relation', owner)) return true;
  const about = { kind: 'rule', schema: owner.schema, name: op.name.value, table: owner.name } as const;
  draft.refuse('wrong kind', op.table.range, about, message);
  return false;
}
const ruleOfView = ({ kind }: View): string | undefined =>
  kind === 'materialized view' ? 'rules on materialized views are not supported' : undefined;
/** Before PostgreSQL 16 one of this name made a view of an empty table. */
function selectRule({ schema: { serverVersion } }: Draft, { name }: Table, op: Op<'create rule'>): string | undefined {
  if (!op.onSelect) return undefined;
  if (serverVersion >= 160000) return `relation "${name}" cannot have ON SELECT rules`;
  return op.name.value === '_RETURN' ? undefined : `view rule for "${name}" must be named "_RETURN"`;
}
