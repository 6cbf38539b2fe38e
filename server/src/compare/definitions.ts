/** Routines, triggers and policies: what they say, clause by clause, however it is spelled. */

import type { Origin, Policy, Routine, Schema, Table, Trigger, View } from '../model/schema';
import { formatType, type SqlType, sameType } from '../model/types';
import { isUnknownPart } from '../model/unknown';
import {
  type RoutineDefinition,
  routineDefinition,
  type TriggerDefinition,
  triggerDefinition,
} from '../sql/definitions';
import { noun, t } from '../text/l10n';
import { displayName, quoteIdentifier } from '../text/names';
import type { ComparedObject, DefinitionFact, Difference, Undecided } from './difference';
import { compareExpressions, type ExpressionContext } from './expressions/equivalence';

/** What is compared. */
export interface SchemaPair {
  readonly file: Schema;
  readonly dev: Schema;
}
/** Both sides as text; undefined where they are the same. */
export function fact(clause: string, dev: string | undefined, file: string | undefined): DefinitionFact[] {
  return dev === file ? [] : [{ clause, dev, file }];
}

/** Overloads with the same arguments are compared; of a name that dev lacks wholly, that is told. */
export function compareRoutines(key: string, schemas: SchemaPair, differences: Difference[]): void {
  const there = schemas.dev.routines.get(key);
  for (const file of schemas.file.routines.get(key) ?? []) {
    const origin = file.origins?.definition ?? file.origins?.self;
    if (!origin || (file.kind !== 'function' && file.kind !== 'procedure')) continue;
    const about = { kind: file.kind, schema: file.schema, name: file.name, origin } as const;
    if (!there) differences.push({ what: 'object', ...about });
    const dev = there?.find((each) => isOverload(each, file));
    const facts = dev && dev.extension === undefined ? routineFacts(file, dev) : [];
    if (facts.length > 0) differences.push({ what: 'definition', ...about, facts });
  }
}
/** Whether the one stands in the other's place: by the types of their arguments. */
export function isOverload(a: Routine, b: Routine): boolean {
  return (
    a.argumentTypes.length === b.argumentTypes.length &&
    a.argumentTypes.every((type, at) => isSameArgument(type, b.argumentTypes[at]))
  );
}
const isSameArgument = (a: SqlType, b: SqlType | undefined): boolean => {
  if (!b) return false;
  const { modifiers, fields, ...one } = a;
  const { modifiers: ofOther, fields: fieldsOfOther, ...other } = b;
  return sameType(one, other);
};
function routineFacts(file: Routine, dev: Routine): DefinitionFact[] {
  if (file.definition === undefined || dev.definition === undefined) return [];
  const [here, there] = [routineDefinition(file.definition, file.altered), routineDefinition(dev.definition)];
  if (!here || !there) return [];
  const returns = fact('RETURNS', returned(there, here), returned(here, there));
  return [
    ...returns,
    ...fact('LANGUAGE', `LANGUAGE ${there.language}`, `LANGUAGE ${here.language}`),
    ...fact('()', `(${there.parameters.join(', ')})`, `(${here.parameters.join(', ')})`),
    ...(returns.length > 0 ? [] : outputFacts(here, there)),
    ...fact('VOLATILE', there.volatility.toUpperCase(), here.volatility.toUpperCase()),
    ...fact('STRICT', there.strict ? 'STRICT' : undefined, here.strict ? 'STRICT' : undefined),
    ...fact('LEAKPROOF', there.leakproof ? 'LEAKPROOF' : undefined, here.leakproof ? 'LEAKPROOF' : undefined),
    ...fact('SECURITY', `SECURITY ${there.security.toUpperCase()}`, `SECURITY ${here.security.toUpperCase()}`),
    ...fact('PARALLEL', `PARALLEL ${there.parallel.toUpperCase()}`, `PARALLEL ${here.parallel.toUpperCase()}`),
    ...settingFacts(here, there),
    ...bodyFact(here, there),
  ];
}
/** Where either side does not say it, it follows from the output parameters. */
function returned({ returns }: RoutineDefinition, other: RoutineDefinition): string | undefined {
  if (!returns || !other.returns) return undefined;
  if (returns.setof === other.returns.setof && sameNamedType(returns.type, other.returns.type)) return undefined;
  return `RETURNS ${returns.setof ? 'SETOF ' : ''}${formatType(returns.type)}`;
}
function outputFacts(here: RoutineDefinition, there: RoutineDefinition): DefinitionFact[] {
  if (here.parameters.join() !== there.parameters.join()) return [];
  return here.outputs.flatMap(({ words, type }, at) => {
    const other = there.outputs[at]?.type;
    if (!type || !other || sameNamedType(type, other)) return [];
    return fact(words, `${words} ${formatType(other)}`, `${words} ${formatType(type)}`);
  });
}
/** A type without a schema is found by the search path. */
function sameNamedType(a: SqlType, b: SqlType): boolean {
  if (a.schema !== undefined && b.schema !== undefined) return sameType(a, b);
  const [{ schema, ...one }, { schema: ofOther, ...other }] = [asKept(a), asKept(b)];
  return sameType(one, other);
}
/** A routine keeps no length: `character` of it is what is elsewhere spelled bpchar. */
const asKept = (type: SqlType): SqlType =>
  type.builtin && type.name === 'bpchar' ? { ...type, name: 'character' } : type;
function settingFacts(here: RoutineDefinition, there: RoutineDefinition): DefinitionFact[] {
  if (!here.settings || !there.settings) return [];
  const only = (settings: readonly string[], others: readonly string[]) =>
    listed(settings.filter((setting) => !others.includes(setting)).map((setting) => `SET ${setting}`));
  return fact('SET', only(there.settings, here.settings), only(here.settings, there.settings));
}
function bodyFact(here: RoutineDefinition, there: RoutineDefinition): DefinitionFact[] {
  if (!here.body || !there.body || here.language !== there.language) return [];
  const { body } = here;
  const at = body.findIndex(({ text }, index) => text !== there.body?.[index]?.text);
  if (at < 0 && body.length === there.body.length) return [];
  const line = (body[at] ?? body.at(-1))?.line ?? 1;
  return [{ clause: 'AS', dev: undefined, file: undefined, line }];
}

interface Owners {
  readonly file: Table | View;
  readonly dev: Table | View;
}
/** Where what is found out goes. */
export interface Comparing {
  readonly differences: Difference[];
  readonly undecided: Undecided[];
}
/** Triggers of a table or view that both sides have. */
export function compareTriggers(
  owners: Owners,
  schemas: SchemaPair,
  context: ExpressionContext,
  found: Comparing,
): void {
  const { file: table, dev: devTable } = owners;
  for (const file of table.triggers ?? []) {
    const origin = file.origins?.self;
    if (!origin || isUnsure(owners, schemas, 'trigger', file.name)) continue;
    const about = partOf('trigger', table, file.name, origin);
    const dev = devTable.triggers?.find((each) => each.name === file.name);
    // A partition has its parent's without their being listed.
    if (!dev && !('partitionOf' in devTable && devTable.partitionOf))
      found.differences.push({ what: 'object', ...about });
    if (dev) settleFacts(about, triggerFacts(file, dev, context), schemas, found);
  }
}
function triggerFacts(file: Trigger, dev: Trigger, context: ExpressionContext): Judged[] {
  const [here, there] = [file, dev].map(({ definition }) => triggerDefinition(definition));
  if (!here || !there) return [];
  return [
    ...fact('CONSTRAINT', there.constraint ? 'CONSTRAINT' : undefined, here.constraint ? 'CONSTRAINT' : undefined),
    ...fact('BEFORE', there.timing, here.timing),
    ...fact('OR', there.events.join(' OR '), here.events.join(' OR ')),
    ...fact('FOR EACH', `FOR EACH ${there.level}`, `FOR EACH ${here.level}`),
    ...fact('REFERENCING', listed(there.transitions), listed(here.transitions)),
    ...fact('DEFERRABLE', there.deferral, here.deferral),
    ...expressionFact('WHEN', there.when, here.when, context),
    ...calledFact(file, dev, here, there),
  ];
}
const listed = (texts: readonly string[]): string | undefined => (texts.length === 0 ? undefined : texts.join(' '));
function calledFact(file: Trigger, dev: Trigger, here: TriggerDefinition, there: TriggerDefinition): DefinitionFact[] {
  const isOther = (['name', 'schema'] as const).some((part) => {
    const [a, b] = [file.function?.[part], dev.function?.[part]];
    return a !== undefined && b !== undefined && a !== b;
  });
  if (!isOther && String(here.arguments) === String(there.arguments)) return [];
  const called = ({ function: { name = '', schema } = { name: '' } }: Trigger, said: TriggerDefinition): string => {
    const prefix = isOther && schema !== undefined ? `${quoteIdentifier(schema)}.` : '';
    return `${prefix}${quoteIdentifier(name)}(${said.arguments.join(', ')})`;
  };
  return fact('EXECUTE', called(dev, there), called(file, here));
}

/** Policies of a table that both sides have. */
export function comparePolicies(
  owners: { readonly file: Table; readonly dev: Table },
  schemas: SchemaPair,
  context: ExpressionContext,
  found: Comparing,
): void {
  for (const file of owners.file.policies ?? []) {
    const origin = file.origins?.self;
    if (!origin || isUnsure(owners, schemas, 'policy', file.name)) continue;
    const about = partOf('policy', owners.file, file.name, origin);
    const dev = owners.dev.policies?.find((each) => each.name === file.name);
    if (!dev) found.differences.push({ what: 'object', ...about });
    else settleFacts(about, policyFacts(file, dev, context), schemas, found);
  }
}
/** Who these are is known when the statement runs. */
const roleWords = new Set(['CURRENT_USER', 'CURRENT_ROLE', 'SESSION_USER']);
function policyFacts(file: Policy, dev: Policy, context: ExpressionContext): Judged[] {
  const kind = ({ permissive }: Policy) => (permissive ? 'PERMISSIVE' : 'RESTRICTIVE');
  const roles = (policy: Policy) =>
    `TO ${
      policy.roles.length === 0
        ? 'PUBLIC'
        : [...policy.roles]
            .sort()
            .map((role) => quoteIdentifier(role))
            .join(', ')
    }`;
  const isOpen = file.roles.some((role) => roleWords.has(role.toUpperCase()));
  return [
    ...fact('PERMISSIVE', kind(dev), kind(file)),
    ...fact('FOR', `FOR ${dev.command.toUpperCase()}`, `FOR ${file.command.toUpperCase()}`),
    ...(isOpen ? [] : fact('TO', roles(dev), roles(file))),
    ...expressionFact('USING', dev.using, file.using, context),
    ...expressionFact('WITH CHECK', dev.check, file.check, context),
  ];
}

/** A clause that differs, or of which reading cannot tell. */
export type Judged = DefinitionFact | 'open';
export function expressionFact(
  clause: string,
  dev: string | undefined,
  file: string | undefined,
  context: ExpressionContext,
): Judged[] {
  const isBoth = dev !== undefined && file !== undefined;
  const equality = isBoth ? compareExpressions(file, dev, context) : dev === file ? 'same' : 'different';
  if (equality !== 'different') return equality === 'unknown' ? ['open'] : [];
  const said = (text: string | undefined) => (text === undefined ? undefined : `${clause} (${text})`);
  return fact(clause, said(dev), said(file));
}
/** What surely differs is told; where that is nothing, what cannot be told is counted. */
export function settleFacts(
  about: ComparedObject & { readonly origin: Origin },
  judged: readonly Judged[],
  { dev: { searchPath } }: SchemaPair,
  { differences, undecided }: Comparing,
): void {
  const facts = judged.filter((one) => one !== 'open');
  if (facts.length > 0) differences.push({ what: 'definition', ...about, facts });
  else if (judged.length > 0) {
    const { kind, schema, name, on, origin } = about;
    const object =
      on === undefined
        ? t('{0} {1}', noun(kind), displayName(about, searchPath))
        : t('{0} {1} of {2}', noun(kind), quoteIdentifier(name), displayName({ schema, name: on }, searchPath));
    const reason = t('reading cannot tell whether its condition or query means the same in dev; verify compares it');
    undecided.push({ object, reason, origin });
  }
}
function isUnsure({ file }: Owners, schemas: SchemaPair, part: 'trigger' | 'policy', name: string): boolean {
  return [schemas.file, schemas.dev].some((schema) => isUnknownPart(schema, file, part, name));
}
const partOf = (kind: 'trigger' | 'policy', { schema, name: on }: Table | View, name: string, origin: Origin) => ({
  kind,
  schema,
  name,
  on,
  origin,
});
