/** Constraints and indexes that stand after all tables. */

import type { Constraint, ForeignKeyConstraint, Index, Table, View } from '../model/schema';
import { keyOf, type QualifiedName, quoteIdentifier } from '../text/names';
import { constraintDefinition, mustBeAdded } from './constraints';
import { nameBefore } from './exclusion-names';
import { indexDefinition } from './indexes';
import { lookup, tableFrom } from './lookup';
import {
  type IndexLike,
  inOrderMade,
  isKey,
  isMadeByParent,
  numberAtEnd,
  parentIndexOf,
  reachesPartitions,
} from './partitions';
import type { PrintContext } from './style';
import { attachPartition, inlineConstraints, isConstraintPrinted, type Late } from './tables';
import { local, qualified } from './text';

type Added = readonly [table: Table, constraint: Constraint];
interface Constraints {
  /** Keys, exclusions and checks, then the foreign keys that only need those. */
  readonly first: readonly string[];
  /** Foreign keys to a unique index that no constraint owns. */
  readonly afterIndexes: readonly string[];
}

export function addedConstraints(
  tables: readonly Table[],
  context: PrintContext,
  late: (table: Table) => Late,
): Constraints {
  const added: Added[] = tables.flatMap((table) => {
    const inline = new Set(inlineConstraints(table, context, late(table)));
    const rest = table.constraints.filter((one) => !inline.has(one) && isConstraintPrinted(one, table, context));
    return rest.map((one) => [table, one] as const);
  });
  // A child's own copy first: its parent's then finds it.
  added.sort(([a], [b]) => depth(b, context) - depth(a, context));
  // A key finds what is alike too, even where it is another's: what partitions get from above comes before their own.
  const isAttached = (one: Constraint): boolean => isKey(one) && parentIndexOf(one) !== undefined;
  const keys = added.filter(([, one]) => isKey(one));
  keys.sort(
    ([of, a], [on, b]) =>
      Number(isAttached(a)) - Number(isAttached(b)) ||
      depth(of, context) - depth(on, context) ||
      (of === on && isKey(a) && isKey(b) ? inOrderMade(of, context.schema)(a, b) : 0),
  );
  const checks = added.filter(([, one]) => one.kind === 'check');
  const foreign = added.filter(([, one]) => one.kind === 'foreign key');
  foreign.sort(([of, a], [on, b]) => numberInName(a, of, context) - numberInName(b, on, context));
  const onIndex = foreign.filter(([table, one]) => needsIndex(one as ForeignKeyConstraint, table, context));
  const onKey = foreign.filter((one) => !onIndex.includes(one));
  return {
    first: [
      ...[...checks, ...keys].map((one) => addConstraint(...one, context)),
      ...tables.flatMap((table) => validCopies(table, context)),
      ...tables.flatMap((table) => renamedKeys(table, context)),
      ...attachedIndexes(tables, context, 'keys'),
      ...onKey.map((one) => addConstraint(...one, context)),
    ],
    afterIndexes: onIndex.map((one) => addConstraint(...one, context)),
  };
}
/**
 * Views and routines that need a constraint which only ALTER TABLE adds (they group by a primary key, or name one ON
 * CONFLICT), and those that need such. `nodes` in order.
 */
export function waitingForKeys(
  nodes: readonly { readonly id: string; readonly needs: readonly string[] }[],
  context: PrintContext,
  late: (table: Table) => Late,
): ReadonlySet<string> {
  const waiting = new Set<string>();
  const isAdded = (need: string): boolean => {
    const [kind, schema = '', name = '', constraint] = need.split('\0');
    const table = kind === 'constraint' ? tableFrom(context.schema, { name }, schema) : undefined;
    return (
      table !== undefined && !inlineConstraints(table, context, late(table)).some((one) => one.name === constraint)
    );
  };
  for (const { id, needs } of nodes)
    if (/^(view|routine)\0/.test(id) && needs.some((need) => waiting.has(need) || isAdded(need))) waiting.add(id);
  return waiting;
}
/**
 * The number that ends the name of a foreign key to a partitioned table. One without comes first: for each partition
 * PostgreSQL gives names to constraints of its own, from the one without a number on.
 */
export function numberInName(one: Constraint, table: Table, { schema }: PrintContext): number {
  const target = one.kind === 'foreign key' ? tableFrom(schema, one.references, table.schema) : undefined;
  return target?.partitionBy === undefined ? 0 : numberAtEnd(one.name);
}
export function addConstraint(table: Table, constraint: Constraint, context: PrintContext): string {
  const alone = isKey(constraint) && !reachesPartitions(constraint, table, context) ? 'ONLY ' : '';
  return `ALTER TABLE ${alone}${qualified(table, context)} ADD ${constraintDefinition(constraint, context)};`;
}
export function renamedKeys(table: Table, context: PrintContext): string[] {
  return table.constraints.filter(isKey).flatMap((one) => {
    const before = nameBefore(one, table, context);
    const rename = `ALTER TABLE ${qualified(table, context)} RENAME CONSTRAINT`;
    return before === undefined ? [] : [`${rename} ${local(before, context)} TO ${local(one.name, context)};`];
  });
}
/** A child made after its parent's NOT VALID check has it valid; here the check came last, and reached the child too. */
export function validCopies(table: Table, context: PrintContext): string[] {
  const doubtful = parentsOf(table, context).flatMap((parent) =>
    parent.constraints.filter((one) => mustBeAdded(one) && one.kind === 'check').map((one) => one.name),
  );
  const isValid = (one: Constraint): boolean => one.kind === 'check' && !one.notValid && !one.notEnforced;
  return table.constraints
    .filter((one) => one.local === false && isValid(one) && doubtful.includes(one.name))
    .map((one) => `ALTER TABLE ${qualified(table, context)} VALIDATE CONSTRAINT ${local(one.name, context)};`);
}
function parentsOf(table: Table, context: PrintContext): Table[] {
  const names = table.partitionOf ? [table.partitionOf.parent] : (table.inherits ?? []);
  return names.map((name) => tableFrom(context.schema, name, table.schema)).filter((parent) => parent !== undefined);
}
export function depth(table: Table, context: PrintContext): number {
  return Math.max(0, ...parentsOf(table, context).map((parent) => 1 + depth(parent, context)));
}
function needsIndex(key: ForeignKeyConstraint, table: Table, context: PrintContext): boolean {
  const target = tableFrom(context.schema, key.references, table.schema);
  if (target === undefined) return false;
  const wanted = [...key.referencedColumns].sort().join('\0');
  return !target.constraints.some(
    (one) =>
      'columns' in one &&
      one.kind !== 'foreign key' &&
      !one.deferrable &&
      [...one.columns].sort().join('\0') === wanted,
  );
}

/** CREATE INDEX, a block for each table. */
export function indexBlocks(owners: readonly (Table | View)[], context: PrintContext): string[][] {
  if (!context.style.indexes) return [];
  // What a partition gets from above comes first: a parent's index takes one that is alike for its own.
  const rank = (owner: Table | View): number => (isView(owner) ? 0 : depth(owner, context));
  const ranked = [...owners].sort((a, b) => rank(a) - rank(b));
  return ranked.map((owner) => [
    ...(lookup(context.schema).indexes.get(keyOf(owner)) ?? [])
      .filter((index) => isView(owner) || !isMadeByParent(index, owner, context))
      .map((index) => createIndex(index, owner, context)),
    ...(lookup(context.schema).invalidIndexes.get(keyOf(owner)) ?? []).map(
      ({ name }) =>
        `-- Without ${quoteIdentifier(name).replace(/[\r\n]+/g, ' ')}: it is invalid in dev, and no query uses it.`,
    ),
  ]);
}
/** `CREATE INDEX …;`, on ONLY the table where its partitions do not get it like that. */
export function createIndex(index: Index, owner: Table | View, context: PrintContext): string {
  return `${indexDefinition(index, context, { only: isAlone(index, owner, context) })};`;
}
const isView = (owner: Table | View): owner is View => owner.kind === 'view' || owner.kind === 'materialized view';
function isAlone(index: Index, owner: Table | View, context: PrintContext): boolean {
  return !isView(owner) && !reachesPartitions(index, owner, context);
}
/**
 * `ALTER INDEX parent ATTACH PARTITION child;` for what the parent's statement did not make: to keys of the parent before
 * foreign keys need them, to its indexes once those stand.
 */
export function attachedIndexes(tables: readonly Table[], context: PrintContext, to: 'keys' | 'indexes'): string[] {
  return tables.flatMap((table) => {
    if (context.joining?.has(keyOf(table))) return [];
    const parent = tableFrom(context.schema, table.partitionOf?.parent, table.schema);
    const ofKey = (name: string): boolean =>
      parent?.constraints.some((one) => isKey(one) && one.name === name) ?? false;
    const own = context.style.indexes ? (lookup(context.schema).indexes.get(keyOf(table)) ?? []) : [];
    const all: IndexLike[] = [...table.constraints.filter(isKey), ...own];
    return all
      .filter((one) => parentIndexOf(one) !== undefined && !isMadeByParent(one, table, context))
      .filter((one) => ofKey(parentIndexOf(one)!.name) === (to === 'keys'))
      .map((one) => attachIndex(parentIndexOf(one)!, { schema: table.schema, name: one.name }, context));
  });
}
/** A partition that joins a parent that stands is attached whole: its indexes are found by what they are on. */
export function attachedPartitions(tables: readonly Table[], context: PrintContext): string[] {
  const late = tables.filter((table) => context.joining?.get(keyOf(table)) === 'by attaching');
  return late.flatMap((table) => attachPartition(table, context));
}
export function attachIndex(parent: QualifiedName, child: QualifiedName, context: PrintContext): string {
  return `ALTER INDEX ${qualified(parent, context)} ATTACH PARTITION ${qualified(child, context)};`;
}
