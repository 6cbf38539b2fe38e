/** pg_constraint → constraints of tables, and PostgreSQL 18's named NOT NULLs. */

import type {
  CheckConstraint,
  Column,
  Constraint,
  ExcludeConstraint,
  ForeignKeyAction,
  ForeignKeyConstraint,
  KeyConstraint,
} from '../../model/schema';
import type { QualifiedName } from '../../text/names';
import { present } from '../../text/present';
import {
  type Catalog,
  columnId,
  commentOf,
  commentText,
  type Draft,
  numbers,
  type Relation,
  relationComment,
  withoutParentheses,
} from './catalog';
import type { IndexFacts } from './index-plain';
import { catalog, constraintFlags as flag, indexFlags } from './sql';

export type ConstraintRow = readonly [
  oid: number,
  relation: number,
  name: string,
  kind: string,
  flags: number,
  columns: string | null,
  target: number,
  targetColumns: string | null,
  onUpdate: string,
  onDelete: string,
  match: string,
  onDeleteColumns: string | null,
  index: number,
  parent: number,
  text: string | null,
];
/** The index behind a key or exclusion, and the partitioned one it is attached to. */
interface BackingIndex extends IndexFacts {
  readonly parent: QualifiedName | undefined;
}
const actions: Readonly<Record<string, ForeignKeyAction>> = {
  a: 'no action',
  r: 'restrict',
  c: 'cascade',
  n: 'set null',
  d: 'set default',
};

/**
 * A foreign key from or to a partitioned table has a row for each partition too. Those of the referenced side are not
 * constraints of their own.
 */
export function withoutTargetClones(rows: readonly ConstraintRow[]): ConstraintRow[] {
  const byOid = new Map(rows.map((row) => [row[0], row]));
  return rows.filter((row) => {
    const parent = row[3] === 'f' ? byOid.get(row[13]) : undefined;
    return parent === undefined || (parent[1] !== row[1] && parent[6] === row[6]);
  });
}

export function readNotNull(
  from: Catalog,
  row: ConstraintRow,
): [number, NonNullable<Column['notNullConstraint']> & { local: boolean }] {
  const [column] = numbers(row[5]);
  const constraint = present<NonNullable<Column['notNullConstraint']>>({
    name: row[2],
    noInherit: row[4] & flag.noInherit ? true : undefined,
    valid: row[4] & flag.valid ? undefined : false,
    comment: commentOf(from, catalog.constraint, row[0]).comment,
  });
  return [columnId(row[1], column ?? 0), { ...constraint, local: (row[4] & flag.local) !== 0 }];
}

export function buildConstraint(
  from: Catalog,
  relation: Relation,
  row: ConstraintRow,
  index: BackingIndex | undefined,
): Constraint | undefined {
  const constraint = ((): Draft<Constraint> | undefined => {
    switch (row[3]) {
      case 'p':
      case 'u':
        return key(from, relation, row, index);
      case 'c':
        return check(from, row);
      case 'f':
        return foreignKey(from, relation, row);
      case 'x':
        return exclusion(from, row, index);
      default:
        return undefined;
    }
  })();
  if (constraint === undefined) return undefined;
  const comment = commentText(from, catalog.constraint, row[0]);
  if (comment !== undefined) constraint.comment = comment;
  if ((row[4] & flag.local) === 0) constraint.local = false;
  if (row[4] & flag.inherited) constraint.inherited = true;
  return constraint;
}

const names = (relation: Relation | undefined, columns: readonly number[]): string[] =>
  columns.map((column) => relation?.columnNames[column] ?? `column ${column}`);

function key(from: Catalog, relation: Relation, row: ConstraintRow, index: BackingIndex | undefined): KeyConstraint {
  const made: Draft<KeyConstraint> = {
    name: row[2],
    kind: row[3] === 'p' ? 'primary key' : 'unique',
    columns: names(relation, numbers(row[5])),
  };
  defer(made, row);
  if (row[4] & flag.period) made.withoutOverlaps = true;
  if (index === undefined) return made;
  if (index.columns.length > index.keyCount) made.include = names(relation, index.columns.slice(index.keyCount));
  if (index.flags & indexFlags.nullsNotDistinct) made.nullsNotDistinct = true;
  if (index.options !== undefined) made.storageParameters = index.options;
  if (index.flags & indexFlags.replicaIdentity) made.replicaIdentity = true;
  if (index.statistics !== undefined) made.indexStatistics = index.statistics;
  back(from, made, index);
  return made;
}
function defer(made: Draft<KeyConstraint | ForeignKeyConstraint | ExcludeConstraint>, row: ConstraintRow): void {
  if (row[4] & flag.deferrable) made.deferrable = true;
  if (row[4] & flag.deferred) made.initiallyDeferred = true;
}
function back(from: Catalog, made: Draft<KeyConstraint | ExcludeConstraint>, index: BackingIndex): void {
  if (index.tablespace !== undefined) made.tablespace = index.tablespace;
  if (index.flags & indexFlags.clustered) made.clustered = true;
  if (index.parent !== undefined) made.parentIndex = index.parent;
  if ((index.flags & indexFlags.valid) === 0) made.invalid = true;
  const comment = relationComment(from, index.oid);
  if (comment !== undefined) made.indexComment = comment;
}
function prove(made: Draft<CheckConstraint | ForeignKeyConstraint>, row: ConstraintRow): void {
  if ((row[4] & flag.valid) === 0) made.notValid = true;
  if ((row[4] & flag.enforced) === 0) made.notEnforced = true;
}
function check(from: Catalog, row: ConstraintRow): CheckConstraint {
  const expression = from.share(withoutParentheses(row[14] ?? ''));
  const made: Draft<CheckConstraint> = { name: row[2], kind: 'check', expression };
  prove(made, row);
  if (row[4] & flag.noInherit) made.noInherit = true;
  return made;
}
function foreignKey(from: Catalog, relation: Relation, row: ConstraintRow): ForeignKeyConstraint {
  const target = from.relations.get(row[6]);
  const made: Draft<ForeignKeyConstraint> = {
    name: row[2],
    kind: 'foreign key',
    columns: names(relation, numbers(row[5])),
    references: target ? { schema: target.schema, name: target.name } : { name: `oid ${row[6]}` },
    referencedColumns: names(target, numbers(row[7])),
  };
  if (row[10] !== 's') made.match = row[10] === 'f' ? 'full' : 'partial';
  if (row[8] !== 'a') made.onUpdate = actions[row[8]] ?? 'no action';
  if (row[9] !== 'a') made.onDelete = actions[row[9]] ?? 'no action';
  if (row[11] !== null) made.onDeleteColumns = names(relation, numbers(row[11]));
  if (row[4] & flag.period) made.period = true;
  defer(made, row);
  prove(made, row);
  return made;
}
function exclusion(from: Catalog, row: ConstraintRow, index: BackingIndex | undefined): ExcludeConstraint {
  const definition = (row[14] ?? '').replace(/( DEFERRABLE)?( INITIALLY DEFERRED)?$/, '');
  const made: Draft<ExcludeConstraint> = { name: row[2], kind: 'exclude', definition };
  defer(made, row);
  if (index !== undefined) back(from, made, index);
  return made;
}
