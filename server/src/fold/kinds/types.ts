/** Enums, composites, domains and ranges. */

import { findIn, isSurelyAbsent } from '../../model/resolve';
import type { CompositeType, DomainType, EnumType, Origin, RangeType, UserType } from '../../model/schema';
import type { DdlOp } from '../../sql/read/ops';
import { keyOf, makeObjectName, quoteLiteral } from '../../text/names';
import { present } from '../../text/present';
import type { Located, Name, TextRange } from '../../text/text';
import { chooseConstraintName } from '../default-names';
import { columnsOfType, typedTables } from '../dependents';
import { type Draft, kindOf, written } from '../draft';
import { columnsNamedIn } from '../expressions';
import { edgesToType } from '../needed';
import { requireCalled, requireDefault } from '../required';
import { multirangeName, requireType, resolveType, typeNames } from '../type-names';
import { removeColumn } from '../verbs/drop-table';
import { indexesOf } from './partitions';

type Op<K extends DdlOp['op']> = Extract<DdlOp, { op: K }>;
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
    const noun = op.op === 'create composite' ? 'relation' : 'type';
    draft.refuse('exists already', op.name.range, { kind, ...target }, `${noun} "${target.name}" already exists`);
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
      return {
        ...base,
        kind: 'composite',
        attributes: op.attributes.map((attribute) => ({
          name: attribute.name.value,
          type: requireType(draft, attribute.type),
          ...present({ collation: attribute.collation }),
        })),
      };
    case 'create domain':
      return newDomain(draft, op, base);
    case 'create range':
      return newRange(draft, op, base);
    case 'create base type':
      return { ...base, kind: 'base' };
  }
}
function newEnum(draft: Draft, op: Op<'create enum'>, base: Omit<EnumType, 'kind' | 'values'>): EnumType {
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
    valueOrigins: Object.fromEntries(op.values.map((value) => [value.value, draft.origin(value.range)])),
  };
}
/** `ChooseConstraintName` for a domain: `domain_check`. */
function newDomain(
  draft: Draft,
  op: Op<'create domain'>,
  base: Omit<DomainType, 'kind' | 'base' | 'notNull' | 'checks'>,
): DomainType {
  if (op.default) requireDefault(draft, base.name, op.default);
  for (const check of op.checks) requireCalled(draft, check.expression);
  let domain: DomainType = {
    ...base,
    kind: 'domain',
    base: requireType(draft, op.base),
    ...domainNotNull(draft, op.notNull, op.notNullName, base.name),
    ...present({ default: op.default?.text, collation: op.collation }),
    checks: [],
  };
  for (const check of op.checks) domain = withCheck(draft, domain, check.name, check.expression.text, false);
  return domain;
}
function withCheck(
  draft: Draft,
  domain: DomainType,
  name: string | undefined,
  expression: string,
  notValid: boolean,
): DomainType {
  draft.put('types', keyOf(domain), domain);
  const chosen = name ?? chooseConstraintName(draft, domain.schema, domain.name, [], 'check');
  const check = { name: chosen, expression, ...present({ notValid: notValid || undefined }) };
  return { ...domain, checks: [...domain.checks, check] };
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

/** The type an ALTER TYPE names; undefined, with a conflict where it surely is not there. */
function requireUserType(draft: Draft, name: Name): UserType | undefined {
  const type = findIn(draft.schema, draft.schema.types, name.value);
  if (type || !isSurelyAbsent(draft.schema, 'type', name.value)) return type;
  const message = `type "${written(name.value)}" does not exist`;
  draft.refuse('does not exist', name.range, { kind: 'type', ...name.value }, message, typeNames(draft));
  return undefined;
}

function alterEnum(draft: Draft, op: Op<'add enum value' | 'rename enum value'>): void {
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
  const ranges = { ...type.valueOrigins, [value]: draft.origin(op.value.range) };
  if (type.values.includes(value)) {
    if (type.valueOrigins?.[value] === undefined && draft.judging.mode !== 'strict')
      return { ...type, valueOrigins: ranges };
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
    const done = type.values.includes(to.value) && type.valueOrigins?.[to.value] === undefined;
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
    valueOrigins: { ...type.valueOrigins, [to.value]: draft.origin(to.range) },
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

function alterDomain(draft: Draft, op: Op<'alter domain'>): void {
  const type = requireUserType(draft, op.name);
  if (type?.kind !== 'domain') return;
  const { change } = op;
  const set = (next: DomainType): void => draft.put('types', keyOf(type), next);
  switch (change.command) {
    case 'set default':
      return set({ ...type, default: change.default.text });
    case 'drop default': {
      const { default: old, ...rest } = type;
      return set(rest);
    }
    case 'set not null':
      return set(type.notNull ? type : { ...type, ...domainNotNull(draft, true, change.name, type.name) });
    case 'drop not null':
      return set(withoutNotNull(type));
    case 'add check':
      return set(withCheck(draft, type, change.name, change.expression.text, change.notValid));
    case 'validate constraint':
      return set({
        ...type,
        checks: type.checks.map(({ notValid, ...check }) =>
          check.name === change.name.value || !notValid ? check : { ...check, notValid },
        ),
      });
    case 'drop constraint':
      return dropDomainConstraint(draft, type, change);
  }
}
/** Since 17, NOT NULL of a domain is a constraint with a name. */
export const namesNotNull = ({ schema: { serverVersion } }: Draft): boolean =>
  serverVersion === 0 || serverVersion >= 170000;
export const domainNotNullName = (domain: string): string => makeObjectName(domain, undefined, 'not_null');
function domainNotNull(
  draft: Draft,
  notNull: boolean,
  name: string | undefined,
  domain: string,
): Pick<DomainType, 'notNull' | 'notNullConstraintName'> {
  const own = notNull && name !== undefined && namesNotNull(draft) && name !== domainNotNullName(domain);
  return { notNull, ...present({ notNullConstraintName: own ? name : undefined }) };
}
function withoutNotNull({ notNullConstraintName: _, ...type }: DomainType): DomainType {
  return { ...type, notNull: false };
}
function dropDomainConstraint(
  draft: Draft,
  type: DomainType,
  change: { readonly name: { readonly value: string; readonly range: TextRange }; readonly ifExists: boolean },
): void {
  const name = change.name.value;
  if (type.checks.some((check) => check.name === name))
    return draft.put('types', keyOf(type), { ...type, checks: type.checks.filter((check) => check.name !== name) });
  const { notNullConstraintName: notNull = domainNotNullName(type.name) } = type;
  if (type.notNull && namesNotNull(draft) && notNull === name)
    return draft.put('types', keyOf(type), withoutNotNull(type));
  const candidates = type.checks.map((check) => check.name);
  if (change.ifExists || draft.mayHaveRun(name, candidates, type)) return;
  const object = { kind: 'domain constraint', schema: type.schema, name, table: type.name } as const;
  const message = `constraint "${name}" of domain "${type.name}" does not exist`;
  draft.refuse('does not exist', change.name.range, object, message, candidates);
}

function alterComposite(draft: Draft, op: Op<'alter composite'>): void {
  const type = requireUserType(draft, op.name);
  if (type?.kind !== 'composite') return;
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
      else attributes = [...attributes, { name, type: requireType(draft, change.type) }];
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
    else {
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
