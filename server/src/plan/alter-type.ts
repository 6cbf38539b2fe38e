/** Types: values and attributes added where they can be, domains changed; otherwise made anew. */
import { domainChecks } from '../generate/objects';
import { builtIn, local, qualified, typeName } from '../generate/text';
import type { CompositeType, DomainType, EnumType } from '../model/schema';
import { sameType } from '../model/types';
import { makeObjectName, quoteLiteral } from '../text/names';
import type { Alteration, Pair, Statement } from './alteration';
import { statement } from './alteration';
import type { ItemOf, Side } from './unit';

export function alterType(pair: Pair): Alteration | 'replace' | undefined {
  const { from, to, gone } = pair;
  const a = (from.item as ItemOf<'type'>).type;
  const b = (to.item as ItemOf<'type'>).type;
  if (a.kind === 'domain' && b.kind === 'domain') return alterDomain(a, b, pair);
  if (gone.size > 0) return 'replace';
  if (from.shape === to.shape) return undefined;
  if (a.kind === 'enum' && b.kind === 'enum') return addValues(a, b, pair);
  if (a.kind === 'composite' && b.kind === 'composite') return alterAttributes(a, b, pair);
  return 'replace';
}

/** Undefined as far as a value is gone or stands elsewhere. */
function addValues(a: EnumType, b: EnumType, { after }: Pair): Alteration | 'replace' {
  const kept = b.values.filter((value) => a.values.includes(value));
  if (kept.length !== a.values.length || kept.some((value, at) => value !== a.values[at])) return 'replace';
  const name = qualified(b, after.context);
  const statements: Statement[] = [];
  b.values.forEach((value, at) => {
    if (a.values.includes(value)) return;
    const next = b.values.slice(at).find((one) => a.values.includes(one));
    const place =
      next === undefined
        ? ''
        : at === 0 || (next === a.values[0] && !b.values.slice(0, at).some((one) => a.values.includes(one)))
          ? ` BEFORE ${quoteLiteral(next)}`
          : ` AFTER ${quoteLiteral(b.values[at - 1]!)}`;
    statements.push(
      statement(`ALTER TYPE ${name} ADD VALUE ${quoteLiteral(value)}${place}`, { transaction: 'committed' }),
    );
  });
  return { statements };
}

/** Attributes come and go at the end; where tables have columns of the type, no type changes. */
function alterAttributes(a: CompositeType, b: CompositeType, { from, before, after }: Pair): Alteration | 'replace' {
  const { context } = after;
  const kept = a.attributes.filter((one) => b.attributes.some(({ name }) => name === one.name));
  if (kept.some((one, at) => b.attributes[at]?.name !== one.name)) return 'replace';
  const isUsed = [...before.units.values()].some(({ item, needs }) => item.is === 'column' && needs.includes(from.id));
  const alter = `ALTER TYPE ${qualified(b, context)}`;
  const written = (one: CompositeType['attributes'][number]): string =>
    `${local(one.name, context)} ${typeName(one.type, context)}${one.collation ? ` COLLATE ${builtIn(one.collation, context)}` : ''}`;
  const statements = a.attributes
    .filter((one) => !kept.includes(one))
    .map(({ name }) =>
      statement(
        `${alter} DROP ATTRIBUTE ${local(name, context)} CASCADE`,
        isUsed ? { loses: `the values of ${name}` } : {},
      ),
    );
  for (const [at, one] of b.attributes.entries()) {
    const was = kept[at];
    if (was === undefined) statements.push(statement(`${alter} ADD ATTRIBUTE ${written(one)} CASCADE`));
    else if (!sameType(was.type, one.type) || was.collation?.name !== one.collation?.name) {
      if (isUsed) return 'replace';
      statements.push(statement(`${alter} ALTER ATTRIBUTE ${written(one).replace(' ', ' TYPE ')} CASCADE`));
    }
  }
  return { statements };
}

function alterDomain(
  a: DomainType,
  b: DomainType,
  { from, to, gone, before, after }: Pair,
): Alteration | 'replace' | undefined {
  const { context } = after;
  if (!sameType(a.base, b.base) || a.collation?.name !== b.collation?.name) return 'replace';
  if ([...gone].some((id) => /^(?:type|table|collation)\0/.test(id))) return 'replace';
  if (from.shape === to.shape && gone.size === 0) return undefined;
  const alter = `ALTER DOMAIN ${qualified(b, context)}`;
  const same = (one: DomainType['checks'][number], other: DomainType['checks'][number]): boolean =>
    gone.size === 0 && one.name === other.name && one.expression === other.expression;
  const dropped = a.checks.filter((one) => !b.checks.some((other) => same(one, other)));
  const added = b.checks.filter((one) => !a.checks.some((other) => same(one, other)));
  const validated = b.checks.filter(
    (one) => !one.notValid && a.checks.some((other) => same(one, other) && other.notValid),
  );
  const unvalidated = b.checks.some(
    (one) => one.notValid && a.checks.some((other) => same(one, other) && !other.notValid),
  );
  if (unvalidated) return 'replace';
  const isChecked = added.some(({ notValid }) => !notValid) || validated.length > 0 || (b.notNull && !a.notNull);
  if (isChecked && isHeldWithin(from.id, before)) return 'replace';
  const release = dropped.map(({ name }) => statement(`${alter} DROP CONSTRAINT ${local(name, context)}`));
  if (a.default !== undefined && (b.default === undefined || gone.size > 0))
    release.push(statement(`${alter} DROP DEFAULT`));
  const statements: Statement[] = [];
  if (b.default !== undefined && (a.default !== b.default || gone.size > 0))
    statements.push(statement(`${alter} SET DEFAULT ${b.default}`));
  statements.push(...notNull(a, b, alter, before.schema.serverVersion, context));
  statements.push(
    ...domainChecks({ ...b, checks: added }, context).map((sql) => ({ sql, fails: 'a value does not fit' })),
  );
  statements.push(...validated.map(({ name }) => statement(`${alter} VALIDATE CONSTRAINT ${local(name, context)}`)));
  return { release, statements };
}
/** Values within an array, a row or a range are not looked at, so that PostgreSQL takes no new check of them. */
function isHeldWithin(domain: string, { units }: Pick<Side, 'units'>): boolean {
  const users = [...units.values()].filter(({ needs }) => needs.includes(domain));
  return users.some(({ id, item }) => {
    if (item.is === 'column') return Boolean(item.column.type.array);
    if (item.is !== 'type') return false;
    const isInOne = item.type.kind !== 'domain' || Boolean(item.type.base.array);
    return isInOne ? isHeld(id, units) : isHeldWithin(id, { units });
  });
}
/** By a column, or by a type that is. */
const isHeld = (type: string, units: Side['units']): boolean =>
  [...units.values()].some(
    ({ id, item, needs }) =>
      needs.includes(type) && (item.is === 'column' || (item.is === 'type' && isHeld(id, units))),
  );
function notNull(
  a: DomainType,
  b: DomainType,
  alter: string,
  version: number,
  context: Pair['after']['context'],
): Statement[] {
  if (a.notNull && !b.notNull) return [statement(`${alter} DROP NOT NULL`)];
  const nameOf = ({ name, notNullConstraintName }: DomainType): string =>
    notNullConstraintName ?? makeObjectName(name, undefined, 'not_null');
  if (a.notNull && b.notNull && version >= 170000 && nameOf(a) !== nameOf(b))
    return [statement(`${alter} RENAME CONSTRAINT ${local(nameOf(a), context)} TO ${local(nameOf(b), context)}`)];
  if (a.notNull || !b.notNull) return [];
  const named =
    b.notNullConstraintName === undefined ? 'SET' : `ADD CONSTRAINT ${local(b.notNullConstraintName, context)}`;
  return [statement(`${alter} ${named} NOT NULL`, { fails: 'a value is NULL' })];
}
