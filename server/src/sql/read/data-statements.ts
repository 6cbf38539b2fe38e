/** INSERT, UPDATE, DELETE, MERGE, TRUNCATE and CALL: what they use, and what of the rows they change is told. */

import { bodiesOf } from '../ast';
import type { CallStmt, DeleteStmt, InsertStmt, Node, TruncateStmt, UpdateStmt } from '../parse';
import { callsOf } from '../plpgsql/routine-call';
import { QueryReader } from '../query/query';
import type { Source } from '../source';
import { deleteChange, insertChange, truncateChange, updateChange } from './data-change';
import type { DdlOp } from './ops';
import { relations } from './queries';

function used(source: Source, node: Node, statement: string): ReturnType<QueryReader['use']> {
  const reader = new QueryReader(source);
  reader.statement(node);
  return reader.use(statement);
}
/** One of which only its uses are told. */
export const dataStatement =
  (statement: string) =>
  (source: Source, _: object, node: Node): DdlOp =>
    used(source, node, statement);
export const insertStatement = (source: Source, body: InsertStmt, node: Node): DdlOp => ({
  ...used(source, node, 'INSERT'),
  change: insertChange(source, body),
});
export const update = (source: Source, body: UpdateStmt, node: Node): DdlOp => ({
  ...used(source, node, 'UPDATE'),
  change: updateChange(source, body),
});
export const deleteRows = (source: Source, body: DeleteStmt, node: Node): DdlOp => ({
  ...used(source, node, 'DELETE'),
  change: deleteChange(source, body),
});
export const truncate = (source: Source, body: TruncateStmt): DdlOp => ({
  ...relations(source, 'TRUNCATE', 'truncate', bodiesOf(body.relations, 'RangeVar')),
  change: truncateChange(source, body),
});
export const call = (source: Source, body: CallStmt, node: Node): DdlOp => ({
  ...used(source, node, 'CALL'),
  calls: callsOf(source, [body.funccall === undefined ? undefined : { FuncCall: body.funccall }]),
});
