/** Why a table may not become a partition or a child (`ATExecAttachPartition`, `ATExecAddInherit`, `MergeAttributes`). */

import { childKeys } from '../../model/children';
import type { CheckConstraint, Table } from '../../model/schema';
import { sameType } from '../../model/types';
import { canonicalExpression } from '../../sql/expression';
import { keyOf } from '../../text/names';
import type { TextRange } from '../../text/text';
import type { Draft } from '../draft';

type Refuse = (message: string, kind?: 'other' | 'wrong kind') => false;
export const refuserOf =
  (draft: Draft, table: Table, range: TextRange): Refuse =>
  (message, kind = 'other') => {
    draft.refuse(kind, range, { kind: 'table', schema: table.schema, name: table.name }, message);
    return false;
  };
const isTemporary = ({ persistence, schema }: Table): boolean => persistence === 'temporary' || schema === 'pg_temp';

export function mayAttach(draft: Draft, parent: Table, child: Table, refuse: Refuse): boolean {
  if (child.partitionOf) return refuse(`"${child.name}" is already a partition`, 'wrong kind');
  if (child.ofType) return refuse('cannot attach a typed table as partition');
  if (child.inherits && child.inherits.length > 0) return refuse('cannot attach inheritance child as partition');
  if (child.kind !== 'partitioned table' && childKeys(draft.schema, keyOf(child)).length > 0)
    return refuse('cannot attach inheritance parent as partition');
  if (isTemporary(parent) && !isTemporary(child))
    return refuse(`cannot attach a permanent relation as partition of temporary relation "${parent.name}"`);
  if (!isTemporary(parent) && isTemporary(child))
    return refuse(`cannot attach a temporary relation as partition of permanent relation "${parent.name}"`);
  if (child.kind === 'foreign table' && hasUniqueIndex(draft, parent))
    return refuse(`cannot attach foreign table "${child.name}" as partition of partitioned table "${parent.name}"`);
  const extra = child.columns.find(({ name }) => parent.columns.every((column) => column.name !== name));
  if (extra && !draft.isUnknownPart(child, 'column', extra.name) && !draft.isUnknownPart(parent, 'column', extra.name))
    return refuse(`table "${child.name}" contains column "${extra.name}" not found in parent "${parent.name}"`);
  const [own, above] = [child, parent].map(({ constraints }) => constraints.some(({ kind }) => kind === 'primary key'));
  if (own && above && !samePrimaryKey(parent, child))
    return refuse(`multiple primary keys for table "${child.name}" are not allowed`);
  const trigger = child.triggers?.find(({ definition }) =>
    /\bREFERENCING\b[\s\S]*\bFOR\s+EACH\s+ROW\b/i.test(definition),
  );
  if (trigger) return refuse(`trigger "${trigger.name}" prevents table "${child.name}" from becoming a partition`);
  return attaches(draft, parent, child, refuse);
}
function samePrimaryKey(parent: Table, child: Table): boolean {
  const columns = ({ constraints }: Table): string | undefined => {
    const key = constraints.find(({ kind }) => kind === 'primary key');
    return key && 'columns' in key ? key.columns.join('\0') : undefined;
  };
  return columns(parent) === columns(child);
}
function hasUniqueIndex(draft: Draft, table: Table): boolean {
  if (table.constraints.some(({ kind }) => kind === 'primary key' || kind === 'unique')) return true;
  for (const index of draft.schema.indexes.values())
    if (index.unique && index.table.name === table.name && index.table.schema === table.schema) return true;
  return false;
}
export function mayInherit(draft: Draft, parent: Table, child: Table, refuse: Refuse): boolean {
  if (child.ofType) return refuse('cannot change inheritance of typed table');
  if (child.partitionOf) return refuse('cannot change inheritance of a partition');
  if (child.kind === 'partitioned table') return refuse('cannot change inheritance of partitioned table');
  if (!mayBeParent(parent, child, refuse)) return false;
  if (child.inherits?.some(({ name, schema }) => name === parent.name && schema === parent.schema))
    return refuse(`relation "${parent.name}" would be inherited from more than once`);
  const trigger = child.triggers?.find(({ definition }) =>
    /\bREFERENCING\b[\s\S]*\bFOR\s+EACH\s+ROW\b/i.test(definition),
  );
  if (trigger)
    return refuse(`trigger "${trigger.name}" prevents table "${child.name}" from becoming an inheritance child`);
  return attaches(draft, parent, child, refuse);
}
/** What CREATE TABLE … INHERITS and ALTER TABLE … INHERIT may name. */
export function mayBeParent(
  parent: Table,
  child: Pick<Table, 'schema' | 'persistence'>,
  refuse: Refuse,
  creates = false,
): boolean {
  if (parent.kind === 'partitioned table') return refuse(`cannot inherit from partitioned table "${parent.name}"`);
  if (parent.partitionOf)
    return refuse(creates ? `cannot inherit from partition "${parent.name}"` : 'cannot inherit from a partition');
  if (isTemporary(parent) && !isTemporary(child as Table))
    return refuse(`cannot inherit from temporary relation "${parent.name}"`);
  return true;
}
/** Columns and checks of the parent have to be in the child. */
function attaches(draft: Draft, parent: Table, child: Table, refuse: Refuse): boolean {
  const { serverVersion } = draft.schema;
  for (const column of parent.columns) {
    if (draft.isUnknownPart(child, 'column', column.name) || draft.isUnknownPart(parent, 'column', column.name))
      continue;
    const own = child.columns.find(({ name }) => name === column.name);
    if (!own) return refuse(`child table is missing column "${column.name}"`);
    if (!sameType(own.type, column.type))
      return refuse(`child table "${child.name}" has different type for column "${column.name}"`);
    if (own.collation?.name !== column.collation?.name)
      return refuse(`child table "${child.name}" has different collation for column "${column.name}"`);
    const inherits =
      column.notNull && !column.notNullConstraint?.noInherit && !isKey(parent, column.name, serverVersion);
    if (inherits && !own.notNull) return refuse(`column "${column.name}" in child table must be marked NOT NULL`);
    if (column.generated && !own.generated)
      return refuse(`column "${column.name}" in child table must be a generated column`);
    if (column.generated && own.generated && differ(column.generated.expression, own.generated.expression))
      return refuse(`column "${column.name}" in child table has a conflicting generation expression`);
  }
  for (const constraint of parent.constraints) {
    if (
      constraint.kind !== 'check' ||
      constraint.noInherit ||
      draft.isUnknownPart(child, 'constraint', constraint.name)
    )
      continue;
    // A name that is left to PostgreSQL is another where dev has the table already.
    if (constraint.origins?.self && !constraint.origins.name && draft.judging.mode !== 'strict') continue;
    const own = child.constraints.find(
      (each): each is CheckConstraint => each.kind === 'check' && each.name === constraint.name,
    );
    if (!own) return refuse(`child table is missing constraint "${constraint.name}"`);
    if (differ(own.expression, constraint.expression))
      return refuse(`child table "${child.name}" has different definition for check constraint "${constraint.name}"`);
  }
  return true;
}
/** A primary key's NOT NULL is not asked of a child by ALTER … INHERIT since 18. */
const isKey = (table: Table, column: string, serverVersion: number): boolean =>
  (serverVersion === 0 || serverVersion >= 180000) &&
  table.constraints.some((each) => each.kind === 'primary key' && each.columns.includes(column));
/** Surely: one of both as the server prints it, the other as it is written, may be the same. */
function differ(a: string, b: string): boolean {
  const [one, other] = [a, b].map((text) =>
    text
      .replace(/::[a-z ]+(\[\])?/gi, '')
      .replace(/[\s()]/g, '')
      .toLowerCase(),
  );
  return (
    one !== other &&
    JSON.stringify(canonicalExpression(a)) !== JSON.stringify(canonicalExpression(b)) &&
    constants(a) !== constants(b)
  );
}
const constants = (text: string): string => (text.match(/'[^']*'|\b\d+(\.\d+)?\b/g) ?? []).sort().join(' ');
