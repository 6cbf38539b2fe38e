/** RENAME of what is no relation, column, constraint or type. */

import { findIn, findTableOrView, isSurelyAbsent } from '../../model/resolve';
import type { DomainType, Table, UserType, View } from '../../model/schema';
import type { ObjectReference, Rename } from '../../sql/read/ops';
import { keyOf, qualifiedKey, splitKey } from '../../text/names';
import type { LocalName } from '../../text/text';
import { columnsOfType, isCall, tablesCalling, typedTables } from '../dependents';
import type { Draft } from '../draft';
import { renameAttributeIn, renameIn } from '../expressions';
import { indexesOf } from '../kinds/partitions';
import { putRoutine, sameArguments } from '../kinds/routines';
import { domainNotNullName, namesNotNull } from '../kinds/types';
import { mapExpressions, mapIndexExpressions, mapStored } from '../map-expressions';
import { otherKey } from '../options';
import { requireTable } from '../required';
import { renameColumnIn } from './rename-column';
import { renameNamespace } from './rename-schema';

export function renameOther(draft: Draft, op: Rename): void {
  const { object, to } = op;
  switch (object.kind) {
    case 'schema':
      return renameNamespace(draft, object.name.value.name, to.value, object.name.range, to.range);
    case 'trigger':
      return renamePart(draft, object, to, 'triggers');
    case 'policy':
      return renamePart(draft, object, to, 'policies');
    case 'rule':
      return renamePart(draft, object, to, 'rules');
    case 'function':
    case 'procedure':
    case 'routine':
    case 'aggregate':
      return renameRoutine(draft, object, to.value);
    case 'attribute':
    case 'domain constraint':
      return renameInType(draft, object, to.value);
    case 'collation':
    case 'statistics':
      return renamePlain(draft, object, to.value, object.kind === 'collation' ? 'collations' : 'statistics');
    case 'other': {
      const key = otherKey(draft, object.what ?? '', object.name.value);
      const other = draft.schema.others.get(key);
      if (!other) return;
      draft.remove('others', key);
      return draft.put('others', otherKey(draft, object.what ?? '', { ...object.name.value, name: to.value }), {
        ...other,
        name: to.value,
      });
    }
    default:
      return;
  }
}

const nouns = { triggers: 'trigger', policies: 'policy', rules: 'rule' } as const;
function renamePart(draft: Draft, object: ObjectReference, to: LocalName, part: keyof typeof nouns): void {
  if (!object.table) return;
  const owner: Table | View | undefined =
    findTableOrView(draft.schema, object.table.value) ?? requireTable(draft, object.table);
  if (!owner) return;
  const parts: readonly { readonly name: string }[] = (part in owner ? (owner as Table)[part] : undefined) ?? [];
  const name = object.name.value.name;
  if (!parts.some((each) => each.name === name)) {
    const candidates = parts.map((each) => each.name);
    if (candidates.includes(to.value) && draft.context.mode !== 'strict') return;
    if ('constraints' in owner && draft.isUnknownPart(owner, nouns[part], name)) return;
    return draft.refuse(
      'does not exist',
      object.name.range,
      { kind: object.kind, schema: owner.schema, name, table: owner.name },
      `${nouns[part]} "${name}" for table "${owner.name}" does not exist`,
      candidates,
    );
  }
  const renamed = parts.map((each) => (each.name === name ? { ...each, name: to.value } : each));
  draft.put('constraints' in owner ? 'tables' : 'views', keyOf(owner), { ...owner, [part]: renamed } as never);
}

function renameRoutine(draft: Draft, object: ObjectReference, to: string): void {
  const overloads = findIn(draft.schema, draft.schema.routines, object.name.value);
  const routine = overloads?.find((each) => sameArguments(draft, each, object.argumentTypes));
  if (!overloads || !routine) return refuseMissingRoutine(draft, object, overloads !== undefined);
  const left = overloads.filter((each) => each !== routine);
  if (left.length === 0) draft.remove('routines', keyOf(routine));
  else draft.put('routines', keyOf(routine), left);
  putRoutine(draft, { ...routine, name: to });
  if (left.length === 0) renameCalls(draft, routine.name, to);
  for (const [tableKey, table] of tablesCalling(draft, routine))
    draft.put('tables', tableKey, {
      ...table,
      triggers: (table.triggers ?? []).map((trigger) =>
        isCall(trigger.function, routine) ? { ...trigger, function: { schema: routine.schema, name: to } } : trigger,
      ),
    });
}
/** What is stored calls the function itself, whatever it is called. */
function renameCalls(draft: Draft, from: string, to: string): void {
  mapStored(draft, from, (text) => renameIn(text, 'call', from, to));
}
function refuseMissingRoutine(draft: Draft, object: ObjectReference, hasOverloads: boolean): void {
  const name = object.name.value;
  if (hasOverloads || !isSurelyAbsent(draft.schema, 'routine', name)) return;
  const candidates = [...draft.schema.routines.keys()].map((key) => splitKey(key).name).sort();
  if (draft.mayHaveRun(name.name, candidates)) return;
  const message = `${object.kind} ${name.name} does not exist`;
  draft.refuse('does not exist', object.name.range, { kind: object.kind, ...name }, message, candidates);
}

/** An attribute of a composite, or a constraint of a domain: `table` names the type. */
function renameInType(draft: Draft, object: ObjectReference, to: string): void {
  const type = object.table && findIn(draft.schema, draft.schema.types, object.table.value);
  if (!type) return;
  const from = object.name.value.name;
  const renamed = <T extends { readonly name: string }>(each: T): T =>
    each.name === from ? { ...each, name: to } : each;
  const next: UserType | undefined =
    type.kind === 'composite'
      ? { ...type, attributes: type.attributes.map(renamed) }
      : type.kind === 'domain'
        ? renamedInDomain(draft, type, from, to)
        : undefined;
  if (next) draft.put('types', keyOf(type), next);
  if (type.kind !== 'composite') return;
  renameAttribute(draft, type, from, to);
  for (const [key] of typedTables(draft, type)) renameColumnIn(draft, key, from, to, draft.origin(object.name.range));
}
/** `(column).attribute` in what tables with a column of the type hold. */
function renameAttribute(draft: Draft, type: UserType, from: string, to: string): void {
  const inText = (text: string): string => renameAttributeIn(text, from, to);
  for (const table of new Set(columnsOfType(draft, type).map((each) => each.table))) {
    draft.updateTable(keyOf(table), (current) => mapExpressions(current, inText));
    for (const index of indexesOf(draft, table)) draft.put('indexes', keyOf(index), mapIndexExpressions(index, inText));
  }
}
function renamedInDomain(draft: Draft, type: DomainType, from: string, to: string): DomainType {
  const { notNullConstraintName: notNull = domainNotNullName(type.name) } = type;
  if (type.notNull && namesNotNull(draft) && notNull === from) return { ...type, notNullConstraintName: to };
  return { ...type, checks: type.checks.map((check) => (check.name === from ? { ...check, name: to } : check)) };
}
function renamePlain(draft: Draft, object: ObjectReference, to: string, map: 'collations' | 'statistics'): void {
  const found = findIn<{ schema: string; name: string }>(draft.schema, draft.schema[map], object.name.value);
  if (!found) return;
  draft.remove(map, keyOf(found));
  draft.put(map, qualifiedKey(found.schema, to), { ...found, name: to } as never);
}
