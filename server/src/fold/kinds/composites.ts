/** Composite types: their attributes, and the tables OF them. */

import type { Origin } from '../../model/schema-facts';
import type { CompositeType, UserType } from '../../model/schema-types';
import type { SqlType } from '../../model/types';
import type { Op } from '../../sql/read/ops';
import { keyOf } from '../../text/names';
import { present } from '../../text/present';
import type { Located } from '../../text/text';
import { typedTables } from '../dependents';
import { type Draft, written } from '../draft';
import { edgesToType } from '../needed';
import { holdsItself } from '../refusals/member-of-itself';
import { requireType, requireUserType } from '../type-names';
import { removeColumn } from '../verbs/drop-table';
import { ownCollation } from './collations';

export function newComposite(
  draft: Draft,
  op: Op<'create composite'>,
  base: Omit<CompositeType, 'kind' | 'attributes'>,
): CompositeType {
  for (const [i, { name }] of op.attributes.entries())
    if (op.attributes.findIndex((each) => each.name.value === name.value) < i) {
      const about = { kind: 'attribute', schema: base.schema, table: base.name, name: name.value } as const;
      draft.refuse('other', name.range, about, `column "${name.value}" specified more than once`);
    }
  return {
    ...base,
    kind: 'composite',
    attributes: op.attributes.map((attribute) => {
      const type = requireType(draft, attribute.type);
      const collation = ownCollation(draft, type, attribute.collation);
      return { name: attribute.name.value, type, ...present({ collation }) };
    }),
  };
}
export function alterComposite(draft: Draft, op: Op<'alter composite'>): void {
  const type = requireUserType(draft, op.name);
  if (type && type.kind !== 'composite') return refuseNoComposite(draft, op, type);
  if (!type) return;
  let attributes: CompositeType['attributes'] = type.attributes;
  for (const change of op.changes) {
    const { value: name, range } = change.attribute;
    const there = attributes.some((attribute) => attribute.name === name);
    if (change.command === 'add') {
      if (there)
        draft.refuse(
          'exists already',
          range,
          { kind: 'attribute', schema: type.schema, name, table: type.name },
          `column "${name}" of relation "${type.name}" already exists`,
        );
      else if (mayHold(draft, type, change.type))
        attributes = [...attributes, { name, type: requireType(draft, change.type) }];
    } else if (!there) {
      if (!(change.command === 'drop' && change.ifExists) && !draft.mayReplace(type.origins))
        draft.refuse(
          'does not exist',
          range,
          { kind: 'attribute', schema: type.schema, name, table: type.name },
          `column "${name}" of relation "${type.name}" does not exist`,
          attributes.map((attribute) => attribute.name),
        );
    } else if (change.command === 'drop') attributes = attributes.filter((attribute) => attribute.name !== name);
    else if (mayHold(draft, type, change.type)) {
      const changed = requireType(draft, change.type);
      attributes = attributes.map((attribute) =>
        attribute.name === name ? { ...attribute, type: changed } : attribute,
      );
    }
  }
  if (!mayAlterComposite(draft, op, type)) return;
  draft.put('types', keyOf(type), { ...type, attributes });
  retypeTypedTables(draft, type, attributes, draft.origin(op.name.range));
}
/** PostgreSQL looks for a relation, which only a composite has. */
function refuseNoComposite(draft: Draft, { name: { value, range } }: Op<'alter composite'>, type: UserType): void {
  if (!draft.meets('relation', type, 'this statement')) return;
  draft.refuse('wrong kind', range, { kind: 'type', ...value }, `relation "${written(value)}" does not exist`);
}
function mayHold(draft: Draft, type: CompositeType, { value, range }: Located<SqlType>): boolean {
  if (!holdsItself(draft.schema, value, type)) return true;
  const about = { kind: 'type', schema: type.schema, name: type.name } as const;
  draft.refuse('other', range, about, `composite type ${type.name} cannot be made a member of itself`);
  return false;
}
/** A typed table follows with CASCADE only, and what a column stores does not follow. */
function mayAlterComposite(draft: Draft, op: Op<'alter composite'>, type: CompositeType): boolean {
  const uses = edgesToType(draft, type);
  const refuse = (message: string): false => {
    draft.refuse('depends', op.name.range, { kind: 'type', schema: type.schema, name: type.name }, message);
    return false;
  };
  if (!op.cascade && uses.some(({ dependent }) => dependent.kind === 'table'))
    return refuse(`cannot alter type "${type.name}" because it is the type of a typed table`);
  const stored = uses.find(({ dependent }) => dependent.kind === 'column' && dependent.table?.kind === 'table');
  const owner = stored?.dependent.table && draft.schema.tables.get(keyOf(stored.dependent.table));
  if (!op.changes.some(({ command }) => command === 'set type') || owner?.kind !== 'table') return true;
  return refuse(`cannot alter type "${type.name}" because column "${owner.name}.${stored!.dependent.name}" uses it`);
}
/** Tables OF the type have its attributes as columns. */
function retypeTypedTables(
  draft: Draft,
  before: CompositeType,
  attributes: CompositeType['attributes'],
  origin: Origin,
): void {
  for (const [key] of typedTables(draft, before)) {
    for (const { name } of before.attributes)
      if (!attributes.some((attribute) => attribute.name === name)) removeColumn(draft, key, name);
    draft.updateTable(key, (current) => ({
      ...current,
      columns: attributes.map(({ name, type }) => {
        const column = current.columns.find((each) => each.name === name);
        return column
          ? { ...column, type }
          : { name, type, notNull: false, origins: { self: origin, name: origin, type: origin } };
      }),
    }));
  }
}
