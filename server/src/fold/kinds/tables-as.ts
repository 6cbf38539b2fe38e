/** CREATE TABLE … AS, SELECT INTO, CREATE MATERIALIZED VIEW. */

import { objectKey } from '../../model/kinds';
import { partFact } from '../../model/unknown';
import type { CreateTableAs } from '../../sql/read/ops-table';
import { t } from '../../text/l10n';
import { keyOf } from '../../text/names';
import { present } from '../../text/present';
import { type Draft, kindOf, originsOf } from '../draft';
import { requireTableAccessMethod } from '../parameters';
import { queryColumns } from '../query-columns';
import { refuseExisting } from '../required';
import { removeTable } from '../verbs/drop-table';

export function createTableAs(draft: Draft, op: CreateTableAs): void {
  const target = draft.creationName(op.name, op.persistence);
  if (!target) return;
  const existing = draft.relationTaken(target.schema, target.name);
  if (existing) {
    if (existing.is === 'table' && draft.mayReplace(originsOf(existing))) removeTable(draft, keyOf(existing.table));
    else if (existing.is === 'view' && draft.mayReplace(originsOf(existing))) draft.remove('views', keyOf(target));
    else if (op.ifNotExists) return;
    else return refuseExisting(draft, op.name, target, kindOf(existing));
  }
  requireTableAccessMethod(draft, op.accessMethod, op.name.range);
  const { columns, dependsOn, complete } = queryColumns(draft, op.query, op.columnNames, op.name);
  if (complete && op.columnNames.length > columns.length) {
    const object = { kind: op.kind, ...target } as const;
    return draft.refuse('other', op.columnNames[columns.length]!.range, object, 'too many column names were specified');
  }
  const kind = op.kind === 'table' ? 'table' : 'view';
  draft.know(kind, target.schema, target.name);
  if (!complete) draft.forgetColumns(kind, target, t('the columns of its query are not known'));
  if (op.kind === 'materialized view') putMaterialized(draft, op, target, complete ? columns : [], dependsOn);
  else putMade(draft, op, target, columns);
}
type QueryColumns = ReturnType<typeof queryColumns>;
function putMaterialized(
  draft: Draft,
  op: CreateTableAs,
  target: { schema: string; name: string },
  columns: QueryColumns['columns'],
  dependsOn: QueryColumns['dependsOn'],
): void {
  const origin = draft.origin(op.name.range);
  draft.put('views', keyOf(target), {
    ...target,
    kind: 'materialized view',
    columns,
    definition: op.definition,
    ...present({ withNoData: op.withNoData || undefined }),
    dependsOn,
    origins: { self: origin, name: origin, ...(op.ifNotExists && { passedOver: origin }) },
  });
}
function putMade(
  draft: Draft,
  op: CreateTableAs,
  target: { schema: string; name: string },
  columns: QueryColumns['columns'],
): void {
  const origin = draft.origin(op.name.range);
  draft.putTable({
    ...target,
    kind: 'table',
    ...present({ persistence: op.persistence }),
    columns: columns.map((column) => ({
      name: column.name,
      type: column.type ?? { name: 'unknown', builtin: true },
      notNull: false,
      origins: { self: origin, name: origin },
    })),
    constraints: [],
    origins: { self: origin, name: origin, ...(op.ifNotExists && { passedOver: origin }) },
  });
  for (const column of columns)
    if (!column.type)
      draft.forget(
        objectKey('table', target.schema, target.name),
        t('the type of a query’s column is not known'),
        partFact('column', column.name),
      );
}
