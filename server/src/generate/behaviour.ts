/** Extended statistics, triggers, rules, policies: the server's own texts, with the table named as the style wants it. */

import type { ExtendedStatistics, Policy, Rule, Table, Trigger, View } from '../model/schema';
import { quoteIdentifier, quoteQualified } from '../text/names';
import type { PrintContext } from './style';
import { local, qualified } from './text';

export type PartOwner = Table | View;
export const states: Readonly<Record<NonNullable<Trigger['enabled']>, string>> = {
  enabled: 'ENABLE',
  disabled: 'DISABLE',
  replica: 'ENABLE REPLICA',
  always: 'ENABLE ALWAYS',
};
const withoutSemicolon = (text: string): string => text.replace(/;?\s*$/, '');
/** The server says the relation with its schema; the first time after the object's own name is the one that counts. */
function withPrintedName(text: string, word: string, owner: PartOwner, own: string, context: PrintContext): string {
  const start = text.indexOf(quoteIdentifier(own)) + quoteIdentifier(own).length;
  const wanted = `${word} ${quoteQualified(owner)}`;
  const at = text.indexOf(wanted, start);
  if (at < 0) return text;
  return `${text.slice(0, at)}${word} ${qualified(owner, context, 'needed')}${text.slice(at + wanted.length)}`;
}

export function createTrigger(owner: PartOwner, trigger: Trigger, context: PrintContext): string[] {
  const text = withPrintedName(withoutSemicolon(trigger.definition), ' ON', owner, trigger.name, context);
  const create = trigger.inherited ? [] : [`${text};`];
  if (trigger.enabled === undefined) return create;
  const name = local(trigger.name, context);
  return [...create, `ALTER TABLE ${qualified(owner, context)} ${states[trigger.enabled]} TRIGGER ${name};`];
}
export function createRule(owner: PartOwner, rule: Rule, context: PrintContext): string[] {
  const create = `${withPrintedName(withoutSemicolon(rule.definition), ' TO', owner, rule.name, context)};`;
  if (rule.enabled === undefined) return [create];
  return [
    create,
    `ALTER TABLE ${qualified(owner, context)} ${states[rule.enabled]} RULE ${local(rule.name, context)};`,
  ];
}

export function createPolicy(table: Table, policy: Policy, context: PrintContext): string {
  const parts = [`CREATE POLICY ${local(policy.name, context)} ON ${qualified(table, context)}`];
  if (!policy.permissive) parts.push('AS RESTRICTIVE');
  if (policy.command !== 'all') parts.push(`FOR ${policy.command.toUpperCase()}`);
  if (policy.roles.length > 0) parts.push(`TO ${roleList(policy, context)}`);
  return `${[...parts, ...policyConditions(policy)].join(' ')};`;
}
/** What ALTER POLICY can change: it takes nothing away. */
export function alterPolicy(table: Table, policy: Policy, context: PrintContext): string {
  const parts = [`ALTER POLICY ${local(policy.name, context)} ON ${qualified(table, context)}`];
  parts.push(`TO ${policy.roles.length > 0 ? roleList(policy, context) : 'PUBLIC'}`);
  return `${[...parts, ...policyConditions(policy)].join(' ')};`;
}
const roleList = ({ roles }: Policy, context: PrintContext): string =>
  roles.map((role) => local(role, context)).join(', ');
function policyConditions({ using, check }: Policy): string[] {
  return [
    ...(using === undefined ? [] : [`USING (${using})`]),
    ...(check === undefined ? [] : [`WITH CHECK (${check})`]),
  ];
}

export function createStatistics(statistics: ExtendedStatistics, context: PrintContext): string[] {
  const head = `CREATE STATISTICS ${quoteQualified(statistics)}`;
  const text = withoutSemicolon(statistics.definition);
  const name = qualified(statistics, context);
  const create = text.startsWith(head) ? `CREATE STATISTICS ${name}${text.slice(head.length)};` : `${text};`;
  if (statistics.target === undefined) return [create];
  return [create, `ALTER STATISTICS ${name} SET STATISTICS ${statistics.target};`];
}
