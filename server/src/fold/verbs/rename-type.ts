/** RENAME of a type, and of what it is made of. */

import { findIn, isSurelyAbsent } from '../../model/resolve';
import type { CompositeType, DomainType, UserType } from '../../model/schema';
import type { Rename } from '../../sql/read/ops';
import { keyOf, qualifiedKey, splitKey } from '../../text/names';
import { columnsOfType, typedTables } from '../dependents';
import { type Draft, originsOf, written } from '../draft';
import { renameAttributeIn } from '../expressions';
import { domainNotNullName, namesNotNull } from '../kinds/domains';
import { indexesOf } from '../kinds/partitions';
import { mapExpressions, mapIndexExpressions } from '../map-expressions';
import { refuseType } from '../required';
import { moveType } from './move-type';
import { renameColumnIn } from './rename-column';

export function renameType(draft: Draft, op: Rename): void {
  const name = op.object.name.value;
  const type = findIn(draft.schema, draft.schema.types, name);
  if (!type) {
    if (!isSurelyAbsent(draft.schema, 'type', name)) return;
    const target = findIn(draft.schema, draft.schema.types, { ...name, name: op.to.value });
    if (target && draft.mayReplace(target.origins)) return;
    const candidates = [...draft.schema.types.keys()].map((key) => splitKey(key).name).sort();
    const message = `type "${written(name)}" does not exist`;
    return draft.refuse('does not exist', op.object.name.range, { kind: 'type', ...name }, message, candidates);
  }
  if (op.object.kind === 'domain' && type.kind !== 'domain' && draft.meets('relation', type)) {
    const about = { kind: 'type', schema: type.schema, name: type.name } as const;
    return draft.refuse('wrong kind', op.object.name.range, about, `${type.name} is not a domain`);
  }
  const relation = draft.relationTaken(type.schema, op.to.value);
  const isRow = relation?.is === 'table' || relation?.is === 'view';
  if (isRow && !draft.mayReplace(originsOf(relation)) && !draft.isUnknown('table', type.schema, op.to.value))
    return refuseType(draft, op.to, { schema: type.schema, name: op.to.value });
  const existing = draft.schema.types.get(qualifiedKey(type.schema, op.to.value));
  if (existing && !draft.mayReplace(existing.origins)) {
    const object = { kind: 'type', schema: type.schema, name: op.to.value } as const;
    return draft.refuse('exists already', op.to.range, object, `type "${op.to.value}" already exists`);
  }
  moveType(draft, type, { schema: type.schema, name: op.to.value }, draft.origin(op.to.range));
}

/** An attribute of a composite, or a constraint of a domain: `table` names the type. */
export function renameInType(draft: Draft, { object, to: { value: to } }: Rename): void {
  const type = object.table && findIn(draft.schema, draft.schema.types, object.table.value);
  if (!type) return;
  const from = object.name.value.name;
  if (type.kind === 'composite' && !mayRenameAttribute(draft, type, object, to)) return;
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
function mayRenameAttribute(draft: Draft, type: CompositeType, { name }: Rename['object'], to: string): boolean {
  const has = (wanted: string): boolean => type.attributes.some((each) => each.name === wanted);
  if (draft.mayReplace(type.origins) || (has(name.value.name) && !has(to))) return true;
  const about = { kind: 'attribute', schema: type.schema, table: type.name, name: name.value.name } as const;
  if (has(name.value.name))
    draft.refuse('exists already', name.range, about, `column "${to}" of relation "${type.name}" already exists`);
  else {
    const names = type.attributes.map((each) => each.name);
    draft.refuse('does not exist', name.range, about, `column "${name.value.name}" does not exist`, names);
  }
  return false;
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
