/** Schemas, sequences, extensions, triggers, policies and the rest of what a database holds. */

import { schemaOfExtension, typesOfExtension } from '../../model/extensions';
import { objectKey } from '../../model/kinds';
import { isHeldAgainstDev } from '../../model/other-kinds';
import { creationSchema, findIn, findRelation, findTableOrView, isSurelyAbsent } from '../../model/resolve';
import type { Policy, Trigger } from '../../model/schema';
import type { DdlOp, Op } from '../../sql/read/ops';
import { t } from '../../text/l10n';
import { keyOf, type QualifiedName, qualifiedKey } from '../../text/names';
import { present } from '../../text/present';
import type { Name } from '../../text/text';
import { chooseStatisticsName } from '../default-names';
import { type Draft, written } from '../draft';
import { mayHaveRule, mayHaveTrigger, takenBelow } from '../refusals/triggers';
import { requireColumns, requireReferences, requireTable } from '../required';
import { createOtherObject, requireOther } from './other-objects';
import { createRoutine } from './routines';
import { alterSequence, createSequence } from './sequences';

type OtherOp = Op<
  | 'create sequence'
  | 'alter sequence'
  | 'create schema'
  | 'create extension'
  | 'create routine'
  | 'create trigger'
  | 'create policy'
  | 'alter policy'
  | 'create rule'
  | 'create statistics'
  | 'create collation'
  | 'create other'
  | 'alter other'
  | 'set search path'
>;

export function createOther(draft: Draft, op: OtherOp): void {
  switch (op.op) {
    case 'create sequence':
      return createSequence(draft, op);
    case 'alter sequence':
      return alterSequence(draft, op);
    case 'create schema':
      return createSchema(draft, op);
    case 'create extension':
      return createExtension(draft, op);
    case 'create routine':
      return createRoutine(draft, op);
    case 'create trigger':
      return createTrigger(draft, op);
    case 'create policy':
    case 'alter policy':
      return applyPolicy(draft, op);
    case 'create rule':
      return createRule(draft, op);
    case 'create statistics':
      return createStatistics(draft, op);
    case 'create collation':
      return createCollation(draft, op);
    case 'create other':
      return createOtherObject(draft, op);
    case 'alter other':
      return isHeldAgainstDev(op.what)
        ? requireOther(draft, { kind: 'other', what: op.what, name: op.name }, false)
        : undefined;
    case 'set search path':
      draft.schema = { ...draft.schema, searchPath: op.path.filter((name) => name !== '$user') };
  }
}
function createSchema(draft: Draft, op: Op<'create schema'>): void {
  const name = op.name.value;
  const existing = draft.schema.namespaces.get(name);
  if (existing && !op.ifNotExists && !draft.mayReplace(existing.origins) && !draft.isUnknown('schema', name, name))
    draft.refuse('exists already', op.name.range, { kind: 'schema', name }, `schema "${name}" already exists`);
  draft.know('schema', name, name);
  if (!existing) draft.put('namespaces', name, { name, origins: { self: draft.origin(op.name.range) } });
  const { searchPath } = draft.schema;
  draft.schema = { ...draft.schema, searchPath: [name, ...searchPath] };
  for (const element of schemaElementsInOrder(op.elements)) draft.apply(element);
  draft.schema = { ...draft.schema, searchPath };
}

/** What they refer to comes first, however they are written (`transformCreateSchemaStmtElements`). */
function schemaElementsInOrder(elements: readonly DdlOp[]): DdlOp[] {
  const order = ['create sequence', 'create table', 'create view', 'create index', 'create trigger'];
  const rank = ({ op }: DdlOp): number => (order.includes(op) ? order.indexOf(op) : order.length);
  return [...elements].sort((a, b) => rank(a) - rank(b));
}

/** Types a known extension brings are made, so that columns of them resolve. */
function createExtension(draft: Draft, op: Op<'create extension'>): void {
  const name = op.name.value;
  const existing = draft.schema.extensions.get(name);
  if (existing) {
    if (!op.ifNotExists && !draft.mayReplace(existing.origins) && !draft.isUnknown('extension', '', name))
      draft.refuse('exists already', op.name.range, { kind: 'extension', name }, `extension "${name}" already exists`);
    return;
  }
  const schema = op.schema ?? schemaOfExtension(name) ?? creationSchema(draft.schema);
  draft.put('extensions', name, {
    name,
    ...present({ schema, version: op.version }),
    origins: { self: draft.origin(op.name.range) },
  });
  if (schema === undefined) return;
  for (const type of typesOfExtension(name) ?? []) {
    const key = qualifiedKey(schema, type);
    if (!draft.schema.types.has(key)) draft.put('types', key, { schema, name: type, kind: 'base', extension: name });
  }
}

/** Something that belongs to a table or view: it must exist; its own name must be free unless OR REPLACE. */
function owningRelation(draft: Draft, name: Name) {
  return findTableOrView(draft.schema, name.value) ?? requireTable(draft, name);
}
function createTrigger(draft: Draft, op: Op<'create trigger'>): void {
  const owner = owningRelation(draft, op.table);
  if (!owner) return;
  if ('constraints' in owner)
    requireColumns(
      draft,
      owner,
      op.columns,
      (column) => `column "${column}" of relation "${owner.name}" does not exist`,
    );
  const existing = owner.triggers?.find((trigger) => trigger.name === op.name.value);
  if (existing && !op.orReplace && !draft.mayReplace(existing.origins)) {
    if (!draft.isUnknown('table', owner.schema, owner.name))
      draft.refuse(
        'exists already',
        op.name.range,
        { kind: 'trigger', schema: owner.schema, name: op.name.value, table: owner.name },
        `trigger "${op.name.value}" for relation "${owner.name}" already exists`,
      );
    return;
  }
  const routines = findIn(draft.schema, draft.schema.routines, op.function.value);
  if (!mayHaveTrigger(draft, owner, op, routines)) return;
  const below = 'constraints' in owner && !op.orReplace ? takenBelow(draft, keyOf(owner), op.name.value) : undefined;
  if (below && !draft.mayReplace(owner.origins)) {
    const object = { kind: 'trigger', schema: below.schema, name: op.name.value, table: below.name } as const;
    const message = `trigger "${op.name.value}" for relation "${below.name}" already exists`;
    return draft.refuse('exists already', op.name.range, object, message);
  }
  const trigger: Trigger = {
    name: op.name.value,
    definition: op.definition,
    ...present({ constraint: op.constraint || undefined }),
    function: calledFunction(draft, op.function),
    origins: { self: draft.origin(op.name.range), name: draft.origin(op.name.range) },
  };
  const triggers = [...(owner.triggers ?? []).filter((each) => each !== existing), trigger];
  draft.put('constraints' in owner ? 'tables' : 'views', keyOf(owner), { ...owner, triggers } as never);
}
/** Functions of C that come with the server. */
const serverTriggers = /^(suppress_redundant_updates_trigger|tsvector_update_trigger(_column)?|RI_FKey_.*)$/;
function calledFunction(draft: Draft, name: Name): QualifiedName {
  const routine = findIn(draft.schema, draft.schema.routines, name.value)?.[0];
  if (routine) return { schema: routine.schema, name: routine.name };
  if (isSurelyAbsent(draft.schema, 'routine', name.value) && !serverTriggers.test(name.value.name)) {
    const message = `function ${written(name.value)}() does not exist`;
    const candidates = [...draft.schema.routines.values()].flatMap((each) => each[0]?.name ?? []).sort();
    draft.refuse('does not exist', name.range, { kind: 'function', ...name.value }, message, candidates);
  }
  return name.value;
}

function applyPolicy(draft: Draft, op: Op<'create policy' | 'alter policy'>): void {
  const table = requireTable(draft, op.table);
  if (!table) return;
  const name = op.name.value;
  const existing = table.policies?.find((policy) => policy.name === name);
  const object = { kind: 'policy', schema: table.schema, name, table: table.name } as const;
  if (op.op === 'alter policy' && !existing) {
    if (draft.isUnknownPart(table, 'policy', name)) return;
    const candidates = (table.policies ?? []).map((policy) => policy.name);
    const message = `policy "${name}" for table "${table.name}" does not exist`;
    return draft.refuse('does not exist', op.name.range, object, message, candidates);
  }
  if (op.op === 'create policy' && existing && !draft.mayReplace(existing.origins)) {
    if (draft.isUnknownPart(table, 'policy', name)) return;
    return draft.refuse(
      'exists already',
      op.name.range,
      object,
      `policy "${name}" for table "${table.name}" already exists`,
    );
  }
  for (const expression of [op.using, op.check]) if (expression) requireReferences(draft, table, expression);
  const facts = present({ using: op.using?.text, check: op.check?.text });
  const origins = { self: draft.origin(op.name.range) };
  const policy: Policy =
    op.op === 'alter policy' && existing
      ? { ...existing, ...present({ roles: op.roles }), ...facts, origins }
      : { name, permissive: op.permissive, command: op.command, roles: op.roles ?? [], ...facts, origins };
  draft.updateTable(keyOf(table), (current) => ({
    ...current,
    policies: [...(current.policies ?? []).filter((each) => each.name !== name), policy],
  }));
}
function createRule(draft: Draft, op: Op<'create rule'>): void {
  const owner = owningRelation(draft, op.table);
  if (!owner || !mayHaveRule(draft, owner, op)) return;
  const existing = owner.rules?.find((rule) => rule.name === op.name.value);
  if (existing && !op.orReplace && !draft.mayReplace(existing.origins)) {
    const object = { kind: 'rule', schema: owner.schema, name: op.name.value, table: owner.name } as const;
    const message = `rule "${op.name.value}" for relation "${owner.name}" already exists`;
    return draft.refuse('exists already', op.name.range, object, message);
  }
  // Before 16 an empty table turns into a view.
  if (op.name.value === '_RETURN' && 'constraints' in owner)
    return draft.forget(objectKey('table', owner.schema, owner.name), t('a rule _RETURN makes a view of it'));
  const rule = { name: op.name.value, definition: op.definition, origins: { self: draft.origin(op.name.range) } };
  const rules = [...(owner.rules ?? []).filter((each) => each !== existing), rule];
  draft.put('constraints' in owner ? 'tables' : 'views', keyOf(owner), { ...owner, rules } as never);
}

/** Unnamed ones are `t_a_b_stat` (`ChooseExtendedStatisticName`). */
function createStatistics(draft: Draft, op: Op<'create statistics'>): void {
  const relation = findRelation(draft.schema, op.table.value);
  const stored = relation?.is === 'view' && relation.view.kind === 'materialized view' ? relation.view : undefined;
  const table = stored ?? requireTable(draft, op.table);
  if (!table) return;
  if ('constraints' in table) requireColumns(draft, table, op.columns, (column) => `column "${column}" does not exist`);
  const target = op.name ? draft.creationName(op.name) : undefined;
  if (op.name && !target) return;
  const columns = op.columns.map((column) => column.value);
  const chosen = target ?? {
    schema: table.schema,
    name: chooseStatisticsName(draft, table.schema, table.name, columns),
  };
  const existing = draft.schema.statistics.get(keyOf(chosen));
  const isUnsure = draft.isUnknown('statistics', chosen.schema, chosen.name);
  if (existing && !isUnsure && !draft.mayReplace(existing.origins)) {
    if (op.ifNotExists) return;
    const object = { kind: 'statistics', ...chosen } as const;
    const range = (op.name ?? op.table).range;
    return draft.refuse('exists already', range, object, `statistics object "${chosen.name}" already exists`);
  }
  draft.put('statistics', keyOf(chosen), {
    ...chosen,
    table: { schema: table.schema, name: table.name },
    definition: op.definition,
    origins: { self: draft.origin((op.name ?? op.table).range) },
  });
}
function createCollation(draft: Draft, op: Op<'create collation'>): void {
  const target = draft.creationName(op.name);
  if (!target) return;
  const existing = draft.schema.collations.get(keyOf(target));
  if (existing && !draft.mayReplace(existing.origins)) {
    if (!op.ifNotExists && !draft.isUnknown('collation', target.schema, target.name))
      draft.refuse(
        'exists already',
        op.name.range,
        { kind: 'collation', ...target },
        `collation "${target.name}" already exists`,
      );
    return;
  }
  const origins = { self: draft.origin(op.name.range) };
  draft.put('collations', keyOf(target), { ...target, definition: op.definition, origins });
}
