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
import { withoutParentheses } from '../../text/quoted';
import { numberOf, orNull, type RowOf, select, textOf } from '../select';
import { type Catalog, columnId, commentOf, commentText, type Draft, numbers, relationComment } from './catalog';
import { type IndexFacts, indexFlags } from './index-plain';
import type { Relation } from './relation-rows';
import { catalog, inSchemas, type QueryTarget, range, unlocked } from './sql';

const flag = {
  deferrable: 1,
  deferred: 2,
  valid: 4,
  enforced: 8,
  noInherit: 16,
  local: 32,
  inherited: 64,
  period: 128,
} as const;
/** The sum is of `flag`. */
export function constraintsQuery(target: QueryTarget, from: number, to: number | undefined) {
  const enforced = target.version >= 180000 ? 'k.conenforced::int4 * 8 + k.conperiod::int4 * 128' : '8';
  return select(
    {
      oid: numberOf('k.oid'),
      relation: numberOf('k.conrelid'),
      name: textOf('k.conname::text'),
      kind: textOf('k.contype::text'),
      flags: numberOf(`k.condeferrable::int4 + k.condeferred::int4 * 2 + k.convalidated::int4 * 4 + ${enforced}
         + k.connoinherit::int4 * 16 + k.conislocal::int4 * 32 + (k.coninhcount > 0)::int4 * 64`),
      columns: orNull(textOf('k.conkey::text')),
      target: numberOf('k.confrelid'),
      targetColumns: orNull(textOf('k.confkey::text')),
      onUpdate: textOf('k.confupdtype::text'),
      onDelete: textOf('k.confdeltype::text'),
      match: textOf('k.confmatchtype::text'),
      onDeleteColumns: orNull(textOf(target.version >= 150000 ? 'k.confdelsetcols::text' : 'NULL::text')),
      index: numberOf('k.conindid'),
      parent: numberOf('k.conparentid'),
      text: orNull(
        textOf(`CASE k.contype WHEN 'c' THEN pg_catalog.pg_get_expr(k.conbin, k.conrelid)
                      WHEN 'x' THEN pg_catalog.pg_get_constraintdef(k.oid) END`),
      ),
    },
    `FROM pg_catalog.pg_constraint k
 WHERE ${inSchemas('k.connamespace', target)} AND k.conrelid <> 0 AND k.contype IN ('p','u','c','f','x','n')${range('k.conrelid', target, from, to)}
   AND (k.contype NOT IN ('c','x') OR ${unlocked(catalog.constraint, 'k.oid', target)})`,
  );
}
export type ConstraintRow = RowOf<typeof constraintsQuery>;
/** The index behind a key or exclusion, and the partitioned one it is attached to. */
interface BackingIndex extends IndexFacts {
  readonly parent?: QualifiedName;
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
  const byOid = new Map(rows.flatMap((row) => (row.kind === 'f' ? [[row.oid, row] as const] : [])));
  return rows.filter((row) => {
    const parent = row.kind === 'f' ? byOid.get(row.parent) : undefined;
    return parent === undefined || (parent.relation !== row.relation && parent.target === row.target);
  });
}

export function readNotNull(
  from: Catalog,
  row: ConstraintRow,
): [number, NonNullable<Column['notNullConstraint']> & { local: boolean }] {
  const [column] = numbers(row.columns);
  const constraint = present<NonNullable<Column['notNullConstraint']>>({
    name: row.name,
    noInherit: row.flags & flag.noInherit ? true : undefined,
    valid: row.flags & flag.valid ? undefined : false,
    comment: commentOf(from, catalog.constraint, row.oid).comment,
  });
  return [columnId(row.relation, column ?? 0), { ...constraint, local: (row.flags & flag.local) !== 0 }];
}

export function buildConstraint(
  from: Catalog,
  relation: Relation,
  row: ConstraintRow,
  index: BackingIndex | undefined,
): Constraint | undefined {
  const constraint = ((): Draft<Constraint> | undefined => {
    switch (row.kind) {
      case 'p':
      case 'u':
        return keyConstraint(from, relation, row, index);
      case 'c':
        return checkConstraint(from, row);
      case 'f':
        return foreignKeyConstraint(from, relation, row);
      case 'x':
        return excludeConstraint(from, row, index);
      default:
        return undefined;
    }
  })();
  if (constraint === undefined) return undefined;
  const comment = commentText(from, catalog.constraint, row.oid);
  if (comment !== undefined) constraint.comment = comment;
  if ((row.flags & flag.local) === 0) constraint.local = false;
  if (row.flags & flag.inherited) constraint.inherited = true;
  return constraint;
}

const columnNamesOf = (relation: Relation | undefined, columns: readonly number[]): string[] =>
  columns.map((column) => relation?.columnNames[column] ?? `column ${column}`);

function keyConstraint(
  from: Catalog,
  relation: Relation,
  row: ConstraintRow,
  index: BackingIndex | undefined,
): KeyConstraint {
  const made: Draft<KeyConstraint> = {
    name: row.name,
    kind: row.kind === 'p' ? 'primary key' : 'unique',
    columns: columnNamesOf(relation, numbers(row.columns)),
  };
  defer(made, row);
  if (row.flags & flag.period) made.withoutOverlaps = true;
  if (index === undefined) return made;
  if (index.columns.length > index.keyCount)
    made.include = columnNamesOf(relation, index.columns.slice(index.keyCount));
  if (index.flags & indexFlags.nullsNotDistinct) made.nullsNotDistinct = true;
  if (index.options !== undefined) made.storageParameters = index.options;
  if (index.flags & indexFlags.replicaIdentity) made.replicaIdentity = true;
  if (index.statistics !== undefined) made.indexStatistics = index.statistics;
  back(from, made, index);
  return made;
}
function defer(made: Draft<KeyConstraint | ForeignKeyConstraint | ExcludeConstraint>, row: ConstraintRow): void {
  if (row.flags & flag.deferrable) made.deferrable = true;
  if (row.flags & flag.deferred) made.initiallyDeferred = true;
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
  if ((row.flags & flag.valid) === 0) made.notValid = true;
  if ((row.flags & flag.enforced) === 0) made.notEnforced = true;
}
function checkConstraint(from: Catalog, row: ConstraintRow): CheckConstraint {
  const expression = from.share(withoutParentheses(row.text ?? ''));
  const made: Draft<CheckConstraint> = { name: row.name, kind: 'check', expression };
  prove(made, row);
  if (row.flags & flag.noInherit) made.noInherit = true;
  return made;
}
function foreignKeyConstraint(from: Catalog, relation: Relation, row: ConstraintRow): ForeignKeyConstraint {
  const target = from.relations.get(row.target);
  const made: Draft<ForeignKeyConstraint> = {
    name: row.name,
    kind: 'foreign key',
    columns: columnNamesOf(relation, numbers(row.columns)),
    references: target ? { schema: target.schema, name: target.name } : { name: `oid ${row.target}` },
    referencedColumns: columnNamesOf(target, numbers(row.targetColumns)),
  };
  if (row.match !== 's') made.match = row.match === 'f' ? 'full' : 'partial';
  if (row.onUpdate !== 'a') made.onUpdate = actions[row.onUpdate] ?? 'no action';
  if (row.onDelete !== 'a') made.onDelete = actions[row.onDelete] ?? 'no action';
  if (row.onDeleteColumns !== null) made.onDeleteColumns = columnNamesOf(relation, numbers(row.onDeleteColumns));
  if (row.flags & flag.period) made.period = true;
  defer(made, row);
  prove(made, row);
  return made;
}
function excludeConstraint(from: Catalog, row: ConstraintRow, index: BackingIndex | undefined): ExcludeConstraint {
  const definition = (row.text ?? '').replace(/( DEFERRABLE)?( INITIALLY DEFERRED)?$/, '');
  const made: Draft<ExcludeConstraint> = { name: row.name, kind: 'exclude', definition };
  defer(made, row);
  if (index !== undefined) back(from, made, index);
  return made;
}
