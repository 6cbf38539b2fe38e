/** CREATE VIEW, and the columns of a query as far as its text tells. */

import { holderOf } from '../../model/resolve';
import type { View } from '../../model/schema';
import { formatType, sameType } from '../../model/types';
import type { Op } from '../../sql/read/ops';
import { t } from '../../text/l10n';
import { keyOf } from '../../text/names';
import { present } from '../../text/present';
import { type Draft, kindOf, originsOf } from '../draft';
import { queryColumns, type ViewColumn } from '../query-columns';
import { refuseExisting, refuseType } from '../required';

type CreateView = Op<'create view'>;
export function createView(draft: Draft, op: CreateView): void {
  const target = draft.creationName(op.name, op.persistence);
  if (!target) return;
  const existing = draft.relationTaken(target.schema, target.name);
  const isMet = existing && existing.is !== 'view' && draft.meets('relation', holderOf(existing), 'this statement');
  if (existing && (isMet || !draft.mayReplace(originsOf(existing))) && !(op.orReplace && existing.is === 'view'))
    return refuseExisting(draft, op.name, target, kindOf(existing));
  const type = draft.schema.types.get(keyOf(target));
  if (!existing && type && !draft.mayReplace(type.origins) && !draft.isUnknown('type', type.schema, type.name))
    return refuseType(draft, op.name, type);
  const old = existing?.is === 'view' ? existing.view : undefined;
  const { columns, dependsOn, complete } = queryColumns(draft, op.query, op.columnNames, op.name);
  if (old && op.orReplace && complete && draft.meets('relation', old, 'this statement'))
    requireSameColumns(draft, op, old, columns);
  draft.know('view', target.schema, target.name);
  if (!complete) draft.forgetColumns('view', target, t('the columns of its query are not known'));
  if (complete && op.columnNames.length > columns.length) {
    const message = 'CREATE VIEW specifies more column names than columns';
    return draft.refuse('other', op.columnNames[columns.length]!.range, { kind: 'view', ...target }, message);
  }
  const origin = draft.origin(op.name.range);
  draft.put('views', keyOf(target), {
    ...(old && op.orReplace ? old : {}),
    ...target,
    kind: 'view',
    columns: complete ? columns : [],
    definition: op.definition,
    ...present({ options: op.options }),
    dependsOn,
    origins: { self: origin, name: origin },
  });
}

/** CREATE OR REPLACE may only add columns at the end (`checkViewColumns`). */
function requireSameColumns(draft: Draft, op: CreateView, old: View, columns: readonly ViewColumn[]): void {
  if (old.columns.length === 0) return;
  const object = { kind: 'view', schema: old.schema, name: old.name } as const;
  if (columns.length < old.columns.length)
    return draft.refuse('other', op.name.range, object, 'cannot drop columns from view');
  for (const [i, column] of old.columns.entries()) {
    const now = columns[i]!;
    if (now.name === column.name) {
      if (!column.type || !now.type || !old.origins || sameType(column.type, now.type)) continue;
      const [was, is] = [column.type, now.type].map((type) => formatType(type, 'needed', draft.schema.searchPath));
      const message = `cannot change data type of view column "${column.name}" from ${was} to ${is}`;
      return draft.refuse('other', op.name.range, object, message);
    }
    const message = `cannot change name of view column "${column.name}" to "${now.name}"`;
    return draft.refuse('other', op.name.range, object, message);
  }
}
