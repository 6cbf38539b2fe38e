/** CREATE and ALTER SEQUENCE. */

import { findIn, findRelation, holderOf, isSurelyAbsent } from '../../model/resolve';
import type { Sequence, Table } from '../../model/schema';
import { changedIdentity, changedSequence, ownOptions, restartProblem, sequenceProblem } from '../../model/sequences';
import type { Op } from '../../sql/read/ops';
import { keyOf } from '../../text/names';
import { present } from '../../text/present';
import type { Name } from '../../text/text';
import { type Draft, kindOf, originsOf, written } from '../draft';
import { refuseOtherKind } from '../refuse';
import { requireColumns, requireTable } from '../required';

type SequenceOp = Op<'create sequence' | 'alter sequence'>;

function refuseRelation(draft: Draft, name: Name, target: { schema: string; name: string }): boolean {
  const existing = draft.relationTaken(target.schema, target.name);
  if (!existing) return false;
  const isSequence = existing.is === 'sequence' || existing.is === 'identity sequence';
  const isMet = !isSequence && draft.meets('relation', holderOf(existing), 'this statement');
  if (!isMet && draft.mayReplace(originsOf(existing))) return false;
  if (!draft.isUnknown('table', target.schema, target.name))
    draft.refuse(
      'exists already',
      name.range,
      { kind: kindOf(existing), ...target },
      `relation "${target.name}" already exists`,
    );
  return true;
}

export function createSequence(draft: Draft, op: SequenceOp): void {
  const target = draft.creationName(op.name, op.persistence);
  if (!target) return;
  const existing = draft.relationTaken(target.schema, target.name);
  if (existing && op.conditional && !draft.mayReplace(originsOf(existing))) return;
  if (refuseRelation(draft, op.name, target)) return;
  const owner = ownerOf(draft, op, target.schema);
  draft.know('sequence', target.schema, target.name);
  draft.put('sequences', keyOf(target), {
    ...target,
    options: ownOptions(op.options),
    ...present({ persistence: op.persistence, ownedBy: owner }),
    origins: { self: draft.origin(op.name.range), name: draft.origin(op.name.range) },
  });
}
function ownerOf(draft: Draft, op: SequenceOp, schema: string): Sequence['ownedBy'] {
  if (!op.ownedBy || op.ownedBy === 'none') return undefined;
  // A view may own one, too.
  const view = findIn(draft.schema, draft.schema.views, op.ownedBy.table.value);
  const table = view ? undefined : requireTable(draft, op.ownedBy.table);
  if (!table) return { table: op.ownedBy.table.value, column: op.ownedBy.column.value };
  requireColumns(
    draft,
    table,
    [op.ownedBy.column],
    (column) => `column "${column}" of relation "${table.name}" does not exist`,
  );
  if (table.schema !== schema) {
    const about = { kind: 'sequence', schema, name: op.name.value.name } as const;
    const message = 'sequence must be in same schema as table it is linked to';
    draft.refuse('other', op.ownedBy.table.range, about, message);
  }
  return { table: { schema: table.schema, name: table.name }, column: op.ownedBy.column.value };
}
export function alterSequence(draft: Draft, op: SequenceOp): void {
  const relation = findRelation(draft.schema, op.name.value);
  if (relation?.is === 'identity sequence') return alterIdentity(draft, op, relation.table, relation.column.name);
  if (relation?.is !== 'sequence') {
    if (relation) return void refuseOtherKind(draft, { kind: 'sequence', name: op.name }, relation);
    if (op.conditional || !isSurelyAbsent(draft.schema, 'sequence', op.name.value)) return;
    const candidates = [...draft.schema.sequences.values()].map((each) => each.name).sort();
    const message = `relation "${written(op.name.value)}" does not exist`;
    const object = { kind: 'sequence', ...op.name.value } as const;
    return draft.refuse('does not exist', op.name.range, object, message, candidates);
  }
  const { ownedBy, ...rest } = relation.sequence;
  const owner = op.ownedBy === undefined ? ownedBy : ownerOf(draft, op, rest.schema);
  const options = changedSequence(rest.options, op.options);
  const { restart } = op.options;
  const problem = sequenceProblem(options) ?? (restart === undefined ? undefined : restartProblem(options, restart));
  if (problem !== undefined && !draft.mayReplace(rest.origins))
    return draft.refuse('other', op.name.range, { kind: 'sequence', schema: rest.schema, name: rest.name }, problem);
  draft.put('sequences', keyOf(rest), {
    ...rest,
    options,
    ...present({ ownedBy: owner }),
  });
}
function alterIdentity(draft: Draft, op: SequenceOp, table: Table, name: string): void {
  if (op.ownedBy !== undefined) {
    const object = { kind: 'sequence', ...op.name.value } as const;
    return draft.refuse('other', op.name.range, object, 'cannot change ownership of identity sequence');
  }
  draft.updateTable(keyOf(table), (current) => ({
    ...current,
    columns: current.columns.map((column) =>
      column.name === name && column.identity
        ? { ...column, identity: changedIdentity(column.identity, op.options, column.type.name) }
        : column,
    ),
  }));
}
