/** Enums: their labels, added and renamed. */

import { PMap } from '../../model/persistent-map';
import type { Origin } from '../../model/schema';
import type { EnumType } from '../../model/schema-types';
import type { Op } from '../../sql/read/ops';
import { keyOf, quoteLiteral } from '../../text/names';
import type { Located } from '../../text/text';
import { columnsOfType } from '../dependents';
import type { Draft } from '../draft';
import { columnsNamedIn } from '../expressions';
import { requireUserType } from '../type-names';
import { indexesOf } from './partitions';

export function newEnum(draft: Draft, op: Op<'create enum'>, base: Omit<EnumType, 'kind' | 'values'>): EnumType {
  const seen = new Set<string>();
  for (const value of op.values) {
    if (seen.has(value.value))
      draft.refuse(
        'other',
        value.range,
        { kind: 'enum value', name: value.value, table: base.name },
        `enum label "${value.value}" used more than once`,
      );
    seen.add(value.value);
  }
  return {
    ...base,
    kind: 'enum',
    values: op.values.map((value) => value.value),
    valueOrigins: PMap.from(op.values.map((value) => [value.value, draft.origin(value.range)] as const)),
  };
}
const valueOriginsOf = (type: EnumType): PMap<Origin> => type.valueOrigins ?? PMap.empty();
export function alterEnum(draft: Draft, op: Op<'add enum value' | 'rename enum value'>): void {
  const type = requireUserType(draft, op.name);
  if (!type) return;
  if (type.kind !== 'enum') {
    if (type.kind !== 'base')
      draft.refuse(
        'wrong kind',
        op.name.range,
        { kind: 'type', schema: type.schema, name: type.name },
        `${type.name} is not an enum`,
      );
    return;
  }
  const next = op.op === 'add enum value' ? addValue(draft, op, type) : renameValue(draft, op, type);
  if (!next) return;
  draft.put('types', keyOf(type), next);
  if (op.op === 'rename enum value') renameLabel(draft, type, op.from.value, op.to.value);
}
function refuseLabel(draft: Draft, type: EnumType, value: Located<string>, message: string): void {
  const object = { kind: 'enum value', schema: type.schema, name: value.value, table: type.name } as const;
  draft.refuse('enum value', value.range, object, message, type.values);
}
/** The new label's place is known only relative to its neighbour; without one it is last. */
function addValue(draft: Draft, op: Op<'add enum value'>, type: EnumType): EnumType | undefined {
  const value = op.value.value;
  const ranges = valueOriginsOf(type).with(value, draft.origin(op.value.range));
  if (type.values.includes(value)) {
    if (!valueOriginsOf(type).has(value) && draft.judging.mode !== 'strict') return { ...type, valueOrigins: ranges };
    if (!op.ifNotExists) refuseLabel(draft, type, op.value, `enum label "${value}" already exists`);
    return undefined;
  }
  const neighbour = op.before ?? op.after;
  const at = neighbour ? type.values.indexOf(neighbour.value) : type.values.length;
  if (neighbour && at < 0) {
    refuseLabel(draft, type, neighbour, `"${neighbour.value}" is not an existing enum label`);
    return undefined;
  }
  const position = op.after ? at + 1 : at;
  return { ...type, values: type.values.toSpliced(position, 0, value), valueOrigins: ranges };
}
function renameValue(draft: Draft, op: Op<'rename enum value'>, type: EnumType): EnumType | undefined {
  const { from, to } = op;
  if (!type.values.includes(from.value)) {
    const done = type.values.includes(to.value) && !valueOriginsOf(type).has(to.value);
    if (!(done && draft.judging.mode !== 'strict'))
      refuseLabel(draft, type, from, `"${from.value}" is not an existing enum label`);
    return undefined;
  }
  if (type.values.includes(to.value)) {
    refuseLabel(draft, type, to, `enum label "${to.value}" already exists`);
    return undefined;
  }
  return {
    ...type,
    values: type.values.map((value) => (value === from.value ? to.value : value)),
    valueOrigins: valueOriginsOf(type).with(to.value, draft.origin(to.range)),
  };
}

/** Stored expressions hold the label itself, so their text follows. */
function renameLabel(draft: Draft, type: EnumType, from: string, to: string): void {
  const [old, now] = [quoteLiteral(from), quoteLiteral(to)];
  const renamed = (text: string): string => text.replaceAll(old, now);
  for (const { table, column } of columnsOfType(draft, type)) {
    draft.updateTable(keyOf(table), (current) => ({
      ...current,
      columns: current.columns.map((each) =>
        each.name === column.name && each.default !== undefined ? { ...each, default: renamed(each.default) } : each,
      ),
      constraints: current.constraints.map((constraint) =>
        constraint.kind === 'check' && columnsNamedIn(constraint.expression, { columns: [column] }).length > 0
          ? { ...constraint, expression: renamed(constraint.expression) }
          : constraint,
      ),
    }));
    for (const index of indexesOf(draft, table))
      if (index.where !== undefined && columnsNamedIn(index.where, { columns: [column] }).length > 0)
        draft.put('indexes', keyOf(index), { ...index, where: renamed(index.where) });
  }
}
