/** Statements that call the project's own routines, whose bodies may hold DDL. */

import { allParts, objectKey } from '../../model/kinds';
import { findIn, findTable } from '../../model/resolve';
import type { Routine } from '../../model/schema';
import { partFact } from '../../model/unknown';
import { mayChangeSchema, readCall } from '../../sql/plpgsql/routine-call';
import type { Op, RoutineCall } from '../../sql/read/ops';
import { readInner } from '../../sql/read/read';
import { t } from '../../text/l10n';
import { mapRanges, type Name, type TextRange } from '../../text/text';

import type { Draft } from '../draft';
import { forgetEverything } from '../forget';
import { requireUse } from '../refusals/uses';
import { requireFunction } from '../required';
import { requireType } from '../type-names';
import { applyCitusCalls } from './citus';

type Use = Op<'use'>;
const MAX_DEPTH = 8;

const changes = new WeakMap<Routine, boolean>();
function changesSchema(routine: Routine): boolean {
  let known = changes.get(routine);
  if (known === undefined) {
    known = routine.definition !== undefined && routine.extension === undefined && mayChangeSchema(routine.definition);
    changes.set(routine, known);
  }
  return known;
}

/** What the routines that a statement calls make of the schema, as far as their bodies tell. */
export function applyCalls(draft: Draft, use: Use): void {
  for (const name of use.functions) requireFunction(draft, name);
  for (const type of use.types ?? []) requireType(draft, type);
  requireUse(draft, use);
  for (const name of distinctNames([...use.functions, ...(use.calls ?? []).map((call) => call.name)])) {
    const routine = findIn(draft.schema, draft.schema.routines, name.value)?.find(changesSchema);
    if (!routine) {
      if (!applyCitusCalls(draft, use, name)) applyExtensionCall(draft, use, name);
      continue;
    }
    const calls = (use.calls ?? []).filter((call) => sameName(call.name.value, name.value));
    if (calls.length === 0) applyBody(draft, routine, { name, arguments: [] }, name.range, true);
    for (const call of calls) applyBody(draft, routine, call, name.range, false);
  }
}
function distinctNames(names: readonly Name[]): Name[] {
  return names.filter((name, at) => names.findIndex((each) => sameName(each.value, name.value)) === at);
}
function sameName(a: Name['value'], b: Name['value']): boolean {
  return a.name === b.name && a.schema === b.schema;
}
function applyBody(draft: Draft, routine: Routine, call: RoutineCall, range: TextRange, perhaps: boolean): void {
  const ops = draft.depth < MAX_DEPTH ? readCall(routine.definition ?? '', call, readInner) : undefined;
  if (!ops) return forgetEverything(draft, t('{0} may change the schema', routine.name));
  const body = mapRanges(ops, () => range).map((op) => ({ op, conditional: perhaps }));
  draft.depth++;
  draft.apply({ op: 'block', body, catches: [] });
  draft.depth--;
}

/** Functions of extensions that add columns, indexes or tables, by where the table is named among their arguments. */
const extensionCalls: Readonly<Record<string, number>> = {
  create_hypertable: 0,
  add_dimension: 0,
  addgeometrycolumn: 0,
  dropgeometrycolumn: 0,
  updategeometrysrid: 0,
  create_parent: 0,
  audit_table: 0,
};
function applyExtensionCall(draft: Draft, use: Use, name: Name): void {
  if (extensionCalls[name.value.name] === undefined) return;
  const reason = t('{0} changes it', name.value.name);
  for (const call of use.calls ?? [])
    for (const argument of call.name.value.name === name.value.name ? call.arguments : []) {
      const [schema, local] = argument.text?.includes('.') ? argument.text.split('.') : [undefined, argument.text];
      const table = local
        ? findTable(draft.schema, schema === undefined ? { name: local } : { schema, name: local })
        : undefined;
      if (!table) continue;
      const key = objectKey('table', table.schema, table.name);
      for (const part of [...allParts, 'index'] as const) draft.forget(key, reason, partFact(part));
    }
}
