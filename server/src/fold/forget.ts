/** What becomes unknown through statements that are known only in part. */

import { allKinds, isPart, keptAs, kinds, objectKey, parts, schemaKinds, unknownKey } from '../model/kinds';
import { findTable } from '../model/resolve';
import type { Table } from '../model/schema';
import {
  ABSENCE,
  EXISTENCE,
  existenceOf,
  partFact,
  type TablePart,
  type UnknownKind,
  unknownNamePattern,
} from '../model/unknown';
import type { DdlOp, ObjectReference, Op } from '../sql/read/ops';
import type { AlterTableCommand } from '../sql/read/ops-table';
import { splitKey } from '../text/names';
import { unknownName } from '../text/text';
import type { Draft } from './draft';

/** What an object of an open name is called, or where it is, after. */
function forgetTarget(draft: Draft, op: Op<'rename' | 'set schema'>, reason: string): void {
  const { object, to } = op;
  if (object.table) return;
  const { schema = draft.schema.searchPath[0] ?? '', name } = object.name.value;
  const kind = keptAs(object.kind) === 'routine' ? 'routine' : 'table';
  draft.forget(op.op === 'rename' ? objectKey(kind, schema, to.value) : objectKey(kind, to.value, name), reason);
}
/** All that is there now may have changed, and what is not there may be; what later statements make is known. */
export function forgetEverything(draft: Draft, reason: string): void {
  for (const kind of allKinds)
    draft.forgetMany(
      [...draft.schema[kinds[kind].map].keys()].map((key) => ({ object: unknownKey(kind, key), reason })),
    );
  draft.forget('*', reason, ABSENCE);
}

const hasUnknownPart = (name: string | undefined): boolean => name?.includes(unknownName) ?? false;
/** Whether any name within the op is open: the op as it stands would do something else. */
function holdsOpenName(value: unknown): boolean {
  if (typeof value === 'string') return value.includes(unknownName);
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some(holdsOpenName);
}

/** Each op with open names touches nothing but objects of its own kinds. */
export function forgetLike(draft: Draft, ops: readonly DdlOp[], reason: string): void {
  for (const op of ops) {
    if (!holdsOpenName(op)) draft.apply(op);
    else forgetOne(draft, op, reason);
  }
}
function forgetOne(draft: Draft, op: DdlOp, reason: string): void {
  switch (op.op) {
    case 'use':
    case 'none':
    case 'owner':
    case 'require':
    case 'comment':
    case 'alter policy':
      return;
    case 'create trigger':
      return forEachTable(draft, op.table.value, (table) => forgetPart(draft, table, 'trigger', op.name.value, reason));
    case 'create policy':
      return forEachTable(draft, op.table.value, (table) => forgetPart(draft, table, 'policy', op.name.value, reason));
    case 'create rule':
      return forEachTable(draft, op.table.value, (table) => forgetPart(draft, table, 'rule', op.name.value, reason));
    case 'create table':
    case 'create table as':
    case 'create view':
    case 'create enum':
    case 'create composite':
    case 'create domain':
    case 'create sequence':
    case 'create routine':
    case 'create schema':
      return forgetMade(draft, op, createdName(op.name.value), reason);
    case 'create index':
      return forEachTable(draft, op.table.value, (table) => forgetPart(draft, table, 'index', op.name?.value, reason));
    case 'alter table':
      return forEachTable(draft, op.name.value, (table) => {
        for (const command of op.commands) forgetCommand(draft, table, command, reason);
      });
    case 'drop':
      for (const object of op.objects) forgetObject(draft, object, reason);
      return;
    case 'rename':
    case 'set schema':
      forgetObject(draft, op.object, reason);
      return forgetTarget(draft, op, reason);
    default:
      return forgetEverything(draft, reason);
  }
}
const madeKinds: Readonly<Partial<Record<DdlOp['op'], UnknownKind>>> = {
  'create routine': 'routine',
  'create schema': 'schema',
};
type Created = { readonly schema?: string; readonly name: string };
const createdName = (name: string | Created): Created => (typeof name === 'string' ? { name } : name);
/** Something of an open name may be there; something of a known one is, but what it is made of is not known. */
function forgetMade(draft: Draft, op: DdlOp, name: Created, reason: string): void {
  const made = name.schema ?? draft.schema.searchPath[0] ?? '';
  const kind = madeKinds[op.op] ?? 'table';
  if (hasUnknownPart(name.name) || hasUnknownPart(name.schema))
    return draft.forget(objectKey(kind, made, name.name), reason);
  const trial = draft.trial();
  trial.apply(op);
  draft.schema = trial.schema;
  draft.forget(objectKey(kind, made, name.name), reason);
}

function forEachTable(
  draft: Draft,
  name: { readonly schema?: string; readonly name: string },
  forget: (table: Table) => void,
): void {
  if (!hasUnknownPart(name.name) && !hasUnknownPart(name.schema)) {
    const table = findTable(draft.schema, name);
    if (table) forget(table);
    return;
  }
  const pattern = unknownNamePattern(name.name);
  for (const table of draft.schema.tables.values()) if (pattern.test(table.name)) forget(table);
}
function forgetPart(draft: Draft, table: Table, part: TablePart, name: string | undefined, reason: string): void {
  const fact = partFact(part, hasUnknownPart(name) ? undefined : name);
  draft.forget(objectKey('table', table.schema, table.name), reason, fact);
}
function forgetCommand(draft: Draft, table: Table, command: AlterTableCommand, reason: string): void {
  switch (command.command) {
    case 'owner':
    case 'row security':
    case 'trigger state':
    case 'rule state':
    case 'storage parameters':
    case 'persistence':
    case 'replica identity':
    case 'cluster':
    case 'tablespace':
      return;
    case 'add constraint':
      return forgetPart(draft, table, 'constraint', command.constraint.name?.value, reason);
    case 'drop constraint':
    case 'validate constraint':
    case 'alter constraint':
      return forgetPart(draft, table, 'constraint', command.name.value, reason);
    case 'add column':
      for (const constraint of command.column.constraints)
        forgetPart(draft, table, 'constraint', constraint.name?.value, reason);
      return forgetPart(draft, table, 'column', command.column.name.value, reason);
    case 'attach partition':
    case 'detach partition':
      return draft.forget('*', reason, ABSENCE);
    default:
      if ('column' in command) return forgetPart(draft, table, 'column', command.column.value, reason);
      return draft.forget(objectKey('table', table.schema, table.name), reason);
  }
}

function forgetPartOf(draft: Draft, table: Table, object: ObjectReference, reason: string): void {
  const pattern = unknownNamePattern(object.name.value.name);
  const { kind } = object;
  if (!isPart(kind)) return;
  const key = objectKey('table', table.schema, table.name);
  for (const { name } of table[parts[kind]] ?? [])
    if (pattern.test(name)) draft.forget(key, reason, existenceOf(kind, name));
}
/** What is in schemas of such a name, which may have been dropped. */
function forgetIn(draft: Draft, pattern: RegExp, reason: string): void {
  for (const kind of schemaKinds)
    for (const key of draft.schema[kinds[kind].map].keys())
      if (pattern.test(splitKey(key).schema)) draft.forget(unknownKey(kind, key), reason, EXISTENCE);
}
function forgetObject(draft: Draft, object: ObjectReference, reason: string): void {
  if (object.table) {
    return forEachTable(draft, object.table.value, (table) => forgetPartOf(draft, table, object, reason));
  }
  const pattern = unknownNamePattern(object.name.value.name);
  const kept = keptAs(object.kind);
  for (const kind of kept === 'other' ? allKinds : [kept])
    for (const key of draft.schema[kinds[kind].map].keys())
      if (pattern.test(splitKey(key).name)) draft.forget(unknownKey(kind, key), reason, EXISTENCE);
  if (object.kind === 'schema') forgetIn(draft, pattern, reason);
  // An index may be a constraint's.
  if (object.kind === 'index')
    for (const table of draft.schema.tables.values())
      for (const constraint of table.constraints)
        if (constraint.kind !== 'check' && constraint.kind !== 'foreign key' && pattern.test(constraint.name))
          draft.forget(
            objectKey('table', table.schema, table.name),
            reason,
            existenceOf('constraint', constraint.name),
          );
}
