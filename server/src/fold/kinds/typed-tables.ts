/** ALTER TABLE … OF and NOT OF. */

import { findIn } from '../../model/resolve';
import type { Table } from '../../model/schema';
import { type SqlType, sameType } from '../../model/types';
import { unknownOf } from '../../model/unknown';
import type { AlterCommand } from '../../sql/read/ops-table';
import { present } from '../../text/present';
import type { Located, TextRange } from '../../text/text';
import type { Draft } from '../draft';
import { resolveType } from '../type-names';

export function setRowType(draft: Draft, key: string, command: AlterCommand<'of type' | 'not of'>): void {
  const table = draft.table(key);
  if (command.command === 'of type') {
    const ofType = typed(draft, table, command.type);
    return draft.updateTable(key, (current) => ({ ...current, ofType }));
  }
  if (!table.ofType) refuseTyping(draft, table, command.range, `"${table.name}" is not a typed table`);
  draft.updateTable(key, ({ ofType: _, ...current }) => current);
}
function refuseTyping(draft: Draft, { schema, name, origins }: Table, range: TextRange, message: string): void {
  if (!draft.mayReplace(origins)) draft.refuse('wrong kind', range, { kind: 'table', schema, name }, message);
}
/** The type's attributes are the table's columns, in order (`ATExecAddOf`). */
function typed(draft: Draft, table: Table, { value, range }: Located<SqlType>): NonNullable<Table['ofType']> {
  const { schema, name } = resolveType(draft, value);
  const type = findIn(draft.schema, draft.schema.types, { ...present({ schema }), name });
  if (type?.kind === 'composite' && draft.meets('relation', type) && unknownOf(draft.schema, table).length === 0) {
    const pairs = type.attributes.map((wanted, at) => ({ wanted, has: table.columns[at] }));
    const off = pairs.find(({ wanted, has }) => has?.name !== wanted.name || !sameType(has.type, wanted.type));
    const extra = table.columns[type.attributes.length];
    const message = !off
      ? extra && `table has extra column "${extra.name}"`
      : !off.has
        ? `table is missing column "${off.wanted.name}"`
        : off.has.name !== off.wanted.name
          ? `table has column "${off.has.name}" where type requires "${off.wanted.name}"`
          : `table "${table.name}" has different type for column "${off.has.name}"`;
    if (message) refuseTyping(draft, table, range, message);
  }
  return { ...present({ schema }), name };
}
