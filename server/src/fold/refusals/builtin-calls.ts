/** `SELECT setval('s', 0)`, `SELECT set_config('x', …)`: what PostgreSQL's own functions refuse of constants when they run. */
import { relationOfConstant } from '../../analysis/literals';
import { findRelation, findTableOrView, isSurelyAbsent, type Relation } from '../../model/resolve';
import { completeSequence, sequenceType } from '../../model/sequences';
import type { RoutineCall } from '../../sql/read/ops';
import type { TextRange } from '../../text/text';
import { type Draft, written } from '../draft';
import { requireParameter } from '../parameters';

type CallArgument = RoutineCall['arguments'][number];
const checks: Readonly<Record<string, (draft: Draft, args: readonly CallArgument[], at: TextRange) => void>> = {
  setval: requireSequence,
  nextval: requireSequence,
  currval: requireSequence,
  set_config: (draft, [name, value], at) => parameter(draft, name, value, at),
  // With a second argument it may give NULL.
  current_setting: (draft, [name, ...more], at) => more.length === 0 && parameter(draft, name, undefined, at),
  pg_get_serial_sequence: requireSerial,
};
/** Of a call that surely runs once. */
export function requireBuiltinCall(draft: Draft, { name, arguments: args }: RoutineCall): void {
  const { schema, name: called } = name.value;
  if (schema !== undefined && schema !== 'pg_catalog') return;
  if (Object.hasOwn(checks, called) && args.every((each) => each.name === undefined))
    checks[called]!(draft, args, name.range);
}

function parameter(draft: Draft, name: CallArgument | undefined, value: CallArgument | undefined, at: TextRange): void {
  if (typeof name?.text !== 'string') return;
  requireParameter(draft, { value: name.text, range: name.literal ?? at }, value?.text ?? undefined, 'SET');
}
/** `do_setval`, `nextval_internal` (src/backend/commands/sequence.c). */
function requireSequence(draft: Draft, [first, value]: readonly CallArgument[], at: TextRange): void {
  const wanted = typeof first?.text === 'string' ? relationOfConstant(first.text) : undefined;
  const relation = wanted && findRelation(draft.schema, wanted);
  if (!wanted || !relation) return;
  const range = first?.literal ?? at;
  const about = { kind: 'sequence', ...wanted } as const;
  if (relation.is === 'table' || relation.is === 'view') {
    const held = relation.is === 'table' ? relation.table : relation.view;
    if (draft.meets('relation', held))
      draft.refuse('wrong kind', range, about, `"${written(wanted)}" is not a sequence`);
    return;
  }
  const bounds = boundsOf(draft, relation);
  if (!bounds || !/^[-+]?\d+$/.test(value?.text ?? '')) return;
  const number = BigInt(value!.text!.replace(/^\+/, ''));
  if (number >= BigInt(bounds.minValue) && number <= BigInt(bounds.maxValue)) return;
  const within = `"${wanted.name}" (${bounds.minValue}..${bounds.maxValue})`;
  draft.refuse(
    'other',
    value?.literal ?? range,
    about,
    `setval: value ${number} is out of bounds for sequence ${within}`,
  );
}
function boundsOf(draft: Draft, relation: Relation): ReturnType<typeof completeSequence> | undefined {
  if (relation.is === 'sequence' && draft.meets('relation', relation.sequence))
    return completeSequence(relation.sequence.options);
  if (relation.is !== 'identity sequence' || !draft.meets('relation', relation.table)) return undefined;
  const { identity, type } = relation.column;
  return identity && completeSequence(identity.sequence, sequenceType(type.name));
}
/** A table as SQL spells it, and a column to the letter. */
function requireSerial(draft: Draft, [table, column]: readonly CallArgument[], at: TextRange): void {
  const wanted = typeof table?.text === 'string' ? relationOfConstant(table.text) : undefined;
  if (!wanted) return;
  const found = findTableOrView(draft.schema, wanted);
  if (!found) {
    if (findRelation(draft.schema, wanted) || !isSurelyAbsent(draft.schema, 'view', wanted)) return;
    const names = [...draft.schema.tables.values()].map(({ name }) => name);
    const message = `relation "${written(wanted)}" does not exist`;
    return draft.refuse('does not exist', table?.literal ?? at, { kind: 'table', ...wanted }, message, names);
  }
  const value = column?.text;
  if (typeof value !== 'string' || found.columns.some(({ name }) => name === value)) return;
  if (!('constraints' in found) || draft.isUnknownPart(found, 'column', value)) return;
  const names = found.columns.map(({ name }) => name);
  if (draft.mayHaveRun(value, names, found)) return;
  const about = { kind: 'column', schema: found.schema, name: value, table: found.name } as const;
  const message = `column "${value}" of relation "${found.name}" does not exist`;
  draft.refuse('does not exist', column?.literal ?? at, about, message, names);
}
