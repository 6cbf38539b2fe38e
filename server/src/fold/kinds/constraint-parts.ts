import type { Constraint, Origins } from '../../model/schema';
import type { ConstraintDef } from '../../sql/read/ops-table';
import { present } from '../../text/present';
import type { LocalName, TextRange } from '../../text/text';
import type { Draft } from '../draft';
import { inheritConstraint } from '../inherit';

export type Def<K extends ConstraintDef['kind']> = Extract<ConstraintDef, { kind: K }>;
export function origins(draft: Draft, def: ConstraintDef, definition: TextRange = def.range): Origins {
  const self = draft.origin(def.name?.range ?? def.range);
  const exact = draft.origin(definition);
  return def.name ? { self, name: self, definition: exact } : { self, definition: exact };
}
export const deferral = (def: ConstraintDef) => ({
  ...present({ deferrable: def.deferrable || undefined }),
  ...(def.initiallyDeferred ? { deferrable: true, initiallyDeferred: true } : {}),
});
const hasIndex = (kind: ConstraintDef['kind']): boolean =>
  kind === 'primary key' || kind === 'unique' || kind === 'exclude';
/** True when the name is free on the table; dev's own version of it leaves, anything else is refused. */
export function freeConstraintName(
  draft: Draft,
  key: string,
  def: Pick<ConstraintDef, 'kind'>,
  { value: name, range }: LocalName,
): boolean {
  const table = draft.table(key);
  const existing = table.constraints.find((constraint) => constraint.name === name);
  if (!existing) return true;
  if (draft.mayReplace(existing.origins)) {
    removeConstraint(draft, key, name);
    return true;
  }
  if (draft.isUnknownPart(table, 'constraint', name)) return true;
  draft.refuse(
    'exists already',
    range,
    { kind: 'constraint', schema: table.schema, name, table: table.name },
    // The index of a key is made first.
    hasIndex(existing.kind) && hasIndex(def.kind)
      ? `relation "${name}" already exists`
      : `constraint "${name}" for relation "${table.name}" already exists`,
  );
  return false;
}
export function removeConstraint(draft: Draft, key: string, name: string): void {
  draft.updateTable(key, (table) => ({
    ...table,
    constraints: table.constraints.filter((constraint) => constraint.name !== name),
  }));
}
/** Appends, and unless `only` is said passes it on to partitions and children. */
export function appendConstraint(draft: Draft, key: string, constraint: Constraint, only = false): void {
  draft.updateTable(key, (table) => ({ ...table, constraints: [...table.constraints, constraint] }));
  if (!only) inheritConstraint(draft, key, constraint);
}
/** An unnamed key that dev already has on a table of dev's: the file's takes its place under the same name. */
export function removeOwn(draft: Draft, key: string, kind: Constraint['kind'], columns: readonly string[]): void {
  const existing = draft
    .table(key)
    .constraints.find(
      (constraint) =>
        constraint.kind === kind &&
        draft.mayReplace(constraint.origins) &&
        'columns' in constraint &&
        constraint.columns.join('\0') === columns.join('\0'),
    );
  if (existing) removeConstraint(draft, key, existing.name);
}
