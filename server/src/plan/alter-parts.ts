/** Constraints, indexes, policies, triggers, rules and statistics where they stand. */

import { alterPolicy as printAlterPolicy, states } from '../generate/behaviour';
import { isKey } from '../generate/partitions';
import { indexSetting } from '../generate/settings';
import { local, qualified, storageParameters } from '../generate/text';
import type { Constraint, Table, View } from '../model/schema';
import { canonical } from '../text/canonical';
import type { AlterOutcome, Pair, Statement } from './alteration';
import { statement } from './alteration';
import { alterWord } from './drop';
import { changedParameters } from './options';
import type { ItemOf } from './unit';

const some = (statements: readonly Statement[]): AlterOutcome => (statements.length > 0 ? { statements } : undefined);
const factsWithout = (value: object, ...keys: readonly string[]): string =>
  canonical(Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key))));

export function alterConstraint({ from, to, gone, after, before }: Pair): AlterOutcome {
  if (gone.size > 0) return 'replace';
  const { context } = after;
  const a = (from.item as ItemOf<'constraint'>).constraint;
  const { table, constraint: b } = to.item as ItemOf<'constraint'>;
  const alter = `ALTER ${alterWord(table)} ${qualified(table, context)}`;
  const lines: Statement[] = [];
  // A parent's check takes those of its children along.
  if (a.name !== b.name && !(from.follows && b.kind === 'check'))
    lines.push(statement(`${alter} RENAME CONSTRAINT ${local(a.name, context)} TO ${local(b.name, context)}`));
  const aside = [
    'name',
    'comment',
    'origins',
    'indexComment',
    'parentIndex',
    ...(isKey(b) ? ['clustered', 'replicaIdentity', 'indexStatistics', 'storageParameters', 'tablespace'] : []),
    ...(b.kind === 'foreign key' ? ['deferrable', 'initiallyDeferred'] : []),
    ...(b.kind === 'foreign key' || b.kind === 'check' ? ['notValid'] : []),
    ...(b.kind === 'foreign key' && before.schema.serverVersion >= 180000 ? ['notEnforced'] : []),
    'local',
    'inherited',
    // A key made anew has triggers that fire; that they shall not fire is said of all triggers of a table only.
    ...(b.kind === 'foreign key' && b.silenced ? ['silenced'] : []),
  ];
  if (factsWithout(a, ...aside) !== factsWithout(b, ...aside)) return 'replace';
  if (isKey(a) && isKey(b)) lines.push(...keyChange(a, b, table, alter, context));
  const validity = validityChange(a, b, alter, local(b.name, context));
  return validity === 'replace' ? validity : some([...lines, ...validity]);
}
function validityChange(a: Constraint, b: Constraint, alter: string, name: string): Statement[] | 'replace' {
  const lines: Statement[] = [];
  if (a.kind === 'foreign key' && b.kind === 'foreign key') {
    if (a.deferrable !== b.deferrable || a.initiallyDeferred !== b.initiallyDeferred) {
      const how = b.deferrable
        ? `DEFERRABLE INITIALLY ${b.initiallyDeferred ? 'DEFERRED' : 'IMMEDIATE'}`
        : 'NOT DEFERRABLE';
      lines.push(statement(`${alter} ALTER CONSTRAINT ${name} ${how}`));
    }
    if (a.notEnforced !== b.notEnforced)
      return [...lines, statement(`${alter} ALTER CONSTRAINT ${name} ${b.notEnforced ? 'NOT ' : ''}ENFORCED`)];
  }
  if ((a.kind !== 'foreign key' && a.kind !== 'check') || a.kind !== b.kind || a.notValid === b.notValid) return lines;
  if (b.notValid) return 'replace';
  return [...lines, statement(`${alter} VALIDATE CONSTRAINT ${name}`, { fails: `a row does not fit ${b.name}` })];
}
function keyChange(
  a: Extract<Constraint, { kind: 'primary key' | 'unique' | 'exclude' }>,
  b: typeof a,
  table: Table,
  alter: string,
  context: Pair['after']['context'],
): Statement[] {
  const index = `ALTER INDEX ${qualified({ schema: table.schema, name: b.name }, context)}`;
  const parameters = (one: typeof a): readonly string[] | undefined =>
    one.kind === 'exclude' ? undefined : one.storageParameters;
  const lines = changedParameters(parameters(a), parameters(b), index, storageParameters).map((sql) => statement(sql));
  if (a.tablespace !== b.tablespace)
    lines.push(statement(`${index} SET TABLESPACE ${local(b.tablespace ?? 'pg_default', context)}`));
  return [...lines, ...indexSettingsChange(a, b, table, alter, context)];
}
type IndexLike = Parameters<typeof indexSetting>[0];
/** Clustering, replica identity and statistics targets. What the table is clustered on is one index, so another says it. */
function indexSettingsChange(
  a: IndexLike,
  b: IndexLike,
  owner: Table | View,
  alter: string,
  context: Pair['after']['context'],
): Statement[] {
  const statistics = (one: IndexLike): readonly { readonly column: number; readonly target: number }[] =>
    ('indexStatistics' in one ? one.indexStatistics : 'statistics' in one ? one.statistics : undefined) ?? [];
  const index = `ALTER INDEX ${qualified({ schema: owner.schema, name: b.name }, context)}`;
  const reset = statistics(a)
    .filter(({ column }) => !statistics(b).some((one) => one.column === column))
    .map(({ column }) => statement(`${index} ALTER COLUMN ${column} SET STATISTICS -1`));
  const known = indexSetting({ ...a, name: b.name }, owner.schema, context, alter);
  const set = indexSetting(b, owner.schema, context, alter).filter((sql) => !known.includes(sql));
  const unclustered = a.clustered && !b.clustered ? [statement(`${alter} SET WITHOUT CLUSTER`)] : [];
  return [...reset, ...unclustered, ...set.map((sql) => ({ sql }))];
}
export function alterIndex({ from, to, gone, after }: Pair): AlterOutcome {
  if (gone.size > 0) return 'replace';
  const { context } = after;
  const a = (from.item as ItemOf<'index'>).index;
  const { owner, index: b } = to.item as ItemOf<'index'>;
  const name = qualified(b, context);
  const lines: Statement[] = [];
  if (a.name !== b.name)
    lines.push(statement(`ALTER INDEX ${qualified(a, context)} RENAME TO ${local(b.name, context)}`));
  const bare = ({ definition, ...rest }: typeof a): string =>
    factsWithout(
      {
        ...rest,
        body: definition?.slice(definition.indexOf(' USING ')).replace(/ WITH \((?:[^()']|'(?:[^']|'')*')*\)/, ''),
      },
      ...[
        'name',
        'comment',
        'origins',
        'parent',
        'only',
        'clustered',
        'replicaIdentity',
        'statistics',
        'storageParameters',
        'tablespace',
        'invalid',
      ],
    );
  if (bare(a) !== bare(b) || (b.only && !a.only)) return 'replace';
  const index = `ALTER INDEX ${name}`;
  lines.push(
    ...changedParameters(a.storageParameters, b.storageParameters, index, storageParameters).map((sql) =>
      statement(sql),
    ),
  );
  if (a.tablespace !== b.tablespace)
    lines.push(statement(`${index} SET TABLESPACE ${local(b.tablespace ?? 'pg_default', context)}`));
  const word = owner.kind === 'materialized view' ? 'MATERIALIZED VIEW' : 'TABLE';
  const settings = indexSettingsChange(a, b, owner, `ALTER ${word} ${qualified(owner, context)}`, context);
  const joined = b.parent !== undefined && a.parent === undefined;
  if (!joined) return some([...lines, ...settings]);
  return {
    statements: [...lines, ...settings],
    joins: [statement(`ALTER INDEX ${qualified(b.parent!, context)} ATTACH PARTITION ${name}`)],
  };
}
export function alterStatistics({ from, to, gone, after }: Pair): AlterOutcome {
  if (from.shape !== to.shape || gone.size > 0) return 'replace';
  const a = (from.item as ItemOf<'statistics'>).statistics;
  const b = (to.item as ItemOf<'statistics'>).statistics;
  if (a.target === b.target) return undefined;
  return some([statement(`ALTER STATISTICS ${qualified(b, after.context)} SET STATISTICS ${b.target ?? -1}`)]);
}
/** Triggers and rules: whether they fire. */
export function alterTrigger({ from, to, gone, after }: Pair): AlterOutcome {
  if (from.shape !== to.shape || gone.size > 0) return 'replace';
  const of = ({
    item,
  }: Pair['from']): { owner: Table | View; enabled: keyof typeof states; name: string; word: string } => {
    if (item.is === 'trigger')
      return {
        owner: item.owner,
        enabled: item.trigger.enabled ?? 'enabled',
        name: item.trigger.name,
        word: 'TRIGGER',
      };
    const { owner, rule } = item as ItemOf<'rule'>;
    return { owner, enabled: rule.enabled ?? 'enabled', name: rule.name, word: 'RULE' };
  };
  const [a, b] = [of(from), of(to)];
  if (a.enabled === b.enabled) return undefined;
  const { context } = after;
  return some([
    statement(`ALTER TABLE ${qualified(b.owner, context)} ${states[b.enabled]} ${b.word} ${local(b.name, context)}`),
  ]);
}
export function alterPolicy({ from, to, gone, after }: Pair): AlterOutcome {
  if (gone.size > 0) return 'replace';
  if (from.shape === to.shape) return undefined;
  const a = (from.item as ItemOf<'policy'>).policy;
  const { table, policy: b } = to.item as ItemOf<'policy'>;
  const taken = (a.using !== undefined && b.using === undefined) || (a.check !== undefined && b.check === undefined);
  if (taken || a.command !== b.command || a.permissive !== b.permissive) return 'replace';
  return some([{ sql: printAlterPolicy(table, b, after.context) }]);
}
