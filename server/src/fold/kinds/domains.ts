/** Domains: their checks, NOT NULL and defaults. */

import type { DomainType } from '../../model/schema-types';
import type { Op } from '../../sql/read/ops';
import { keyOf, makeObjectName } from '../../text/names';
import { present } from '../../text/present';
import type { TextRange } from '../../text/text';
import { chooseConstraintName } from '../default-names';
import type { Draft } from '../draft';
import { requireConstant } from '../refusals/constants';
import { requireCalled, requireDefault } from '../required';
import { requireType, requireUserType } from '../type-names';
import { ownCollation } from './collations';

/** `ChooseConstraintName` for a domain: `domain_check`. */
export function newDomain(
  draft: Draft,
  op: Op<'create domain'>,
  base: Omit<DomainType, 'kind' | 'base' | 'notNull' | 'checks'>,
): DomainType {
  if (op.default) requireDefault(draft, base.name, op.default);
  for (const check of op.checks) requireCalled(draft, check.expression);
  const type = requireType(draft, op.base);
  let domain: DomainType = {
    ...base,
    kind: 'domain',
    base: type,
    ...domainNotNull(draft, op.notNull, op.notNullName, base.name),
    ...present({ default: op.default?.text, collation: ownCollation(draft, type, op.collation) }),
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
export function alterDomain(draft: Draft, op: Op<'alter domain'>): void {
  const type = requireUserType(draft, op.name);
  if (type && type.kind !== 'domain' && type.kind !== 'base' && draft.meets('relation', type)) {
    const about = { kind: 'type', schema: type.schema, name: type.name } as const;
    return draft.refuse('wrong kind', op.name.range, about, `${type.name} is not a domain`);
  }
  if (type?.kind !== 'domain') return;
  const { change } = op;
  const set = (next: DomainType): void => draft.put('types', keyOf(type), next);
  switch (change.command) {
    case 'set default':
      requireConstant(draft, type.base, change.default, type.name);
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
      if (type.checks.some(({ name }) => name === change.name) && !draft.mayReplace(type.origins))
        return refuseTakenCheck(draft, type, op);
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
function refuseTakenCheck(draft: Draft, { schema, name: table }: DomainType, { change }: Op<'alter domain'>): void {
  if (change.command !== 'add check') return;
  const about = { kind: 'domain constraint', schema, table, name: change.name ?? '' } as const;
  const message = `constraint "${change.name}" for domain "${table}" already exists`;
  draft.refuse('exists already', change.expression.range, about, message);
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
