/** Which rules a relation may have (`DefineQueryRewrite`, src/backend/rewrite/rewriteDefine.c). */
import type { Table, View } from '../../model/schema';
import type { Op } from '../../sql/read/ops';
import type { Draft } from '../draft';

export function mayHaveRule(draft: Draft, owner: Table | View, op: Op<'create rule'>): boolean {
  const message = 'constraints' in owner ? onTable(draft, owner, op) : onView(owner);
  if (message === undefined || !draft.meets('relation', owner)) return true;
  const about = { kind: 'rule', schema: owner.schema, name: op.name.value, table: owner.name } as const;
  draft.refuse('wrong kind', op.table.range, about, message);
  return false;
}
const onView = ({ kind }: View): string | undefined =>
  kind === 'materialized view' ? 'rules on materialized views are not supported' : undefined;
/** Before PostgreSQL 16 one of this name made a view of an empty table. */
function onTable({ schema: { serverVersion } }: Draft, { name }: Table, op: Op<'create rule'>): string | undefined {
  if (!op.onSelect) return undefined;
  if (serverVersion >= 160000) return `relation "${name}" cannot have ON SELECT rules`;
  return op.name.value === '_RETURN' ? undefined : `view rule for "${name}" must be named "_RETURN"`;
}
