/** Enums, composites, domains and ranges. */

import type { RangeType, UserType } from '../../model/schema-types';
import type { Op } from '../../sql/read/ops';
import { keyOf } from '../../text/names';
import { present } from '../../text/present';
import { type Draft, kindOf } from '../draft';
import { multirangeName, resolveType } from '../type-names';
import { alterComposite, newComposite } from './composites';
import { alterDomain, newDomain } from './domains';
import { alterEnum, newEnum } from './enums';

type TypeOp = Op<
  | 'create enum'
  | 'create composite'
  | 'create domain'
  | 'create range'
  | 'create base type'
  | 'add enum value'
  | 'rename enum value'
  | 'alter domain'
  | 'alter composite'
>;

export function applyType(draft: Draft, op: TypeOp): void {
  switch (op.op) {
    case 'add enum value':
    case 'rename enum value':
      return alterEnum(draft, op);
    case 'alter domain':
      return alterDomain(draft, op);
    case 'alter composite':
      return alterComposite(draft, op);
    default:
      return createType(draft, op);
  }
}

function createType(
  draft: Draft,
  op: Op<'create enum' | 'create composite' | 'create domain' | 'create range' | 'create base type'>,
): void {
  const target = draft.creationName(op.name);
  if (!target) return;
  const existing = draft.schema.types.get(keyOf(target));
  const relation = draft.relationTaken(target.schema, target.name);
  // A type of C code, and a range with a canonical function, follow their own shell.
  if (existing?.kind === 'base' && op.op === 'create base type') return;
  const completes = existing?.kind === 'base' && op.op === 'create range';
  const replaceable = completes || (existing && draft.mayReplace(existing.origins));
  if (!replaceable && (existing || relation?.is === 'table' || relation?.is === 'view')) {
    if (draft.isUnknown('type', target.schema, target.name)) return;
    const kind = relation && !existing ? kindOf(relation) : 'type';
    draft.refuse('exists already', op.name.range, { kind, ...target }, `type "${target.name}" already exists`);
    return;
  }
  draft.know('type', target.schema, target.name);
  const origin = draft.origin(op.name.range);
  const base = { ...target, origins: { self: origin, name: origin } };
  draft.put('types', keyOf(target), newType(draft, op, base));
}
function newType(
  draft: Draft,
  op: Parameters<typeof createType>[1],
  base: { schema: string; name: string; origins: NonNullable<UserType['origins']> },
): UserType {
  switch (op.op) {
    case 'create enum':
      return newEnum(draft, op, base);
    case 'create composite':
      return newComposite(draft, op, base);
    case 'create domain':
      return newDomain(draft, op, base);
    case 'create range':
      return newRange(draft, op, base);
    case 'create base type':
      return { ...base, kind: 'base' };
  }
}
function newRange(draft: Draft, op: Op<'create range'>, base: Omit<RangeType, 'kind' | 'subtype'>): RangeType {
  const parameter = (name: string) => op.parameters.find((each) => each.name.toLowerCase() === name);
  const named = (name: string) => {
    const type = parameter(name)?.type;
    const value = parameter(name)?.value;
    if (value === undefined) return undefined;
    return type ? { ...present({ schema: type.schema }), name: type.name } : { name: value };
  };
  const subtype = parameter('subtype')?.type ?? { name: parameter('subtype')?.value ?? '' };
  const multirange = named('multirange_type_name') ?? { schema: base.schema, name: multirangeName(base.name) };
  const subtypeOpclass = named('subtype_opclass');
  const collation = named('collation');
  const canonical = named('canonical');
  const subtypeDiff = named('subtype_diff');
  return {
    ...base,
    kind: 'range',
    subtype: resolveType(draft, subtype),
    ...present({ subtypeOpclass, collation, canonical, subtypeDiff }),
    multirangeName: { schema: base.schema, ...multirange },
  };
}
