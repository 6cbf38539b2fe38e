/** What INSERT, UPDATE, DELETE and TRUNCATE do to rows, as far as the schema decides whether they may. */

import { present } from '../../text/present';
import type { LocalName, Name, TextRange } from '../../text/text';
import { bodiesOf } from '../ast';
import type { DeleteStmt, InsertStmt, Node, TruncateStmt, UpdateStmt } from '../parse';
import { localName, type Source } from '../source';

export interface Conflicting {
  readonly range: TextRange;
  /** Undefined where an expression or an operator class is among them. */
  readonly columns?: readonly string[];
  /** Some of them are expressions. */
  readonly isExpression?: boolean;
  readonly hasPredicate: boolean;
  readonly constraint?: string;
}
/** ALTER PUBLICATION. */
export interface MembershipChange {
  readonly kind: 'publish';
  readonly publication: string;
  readonly action: 'add' | 'drop' | 'set';
  readonly tables: readonly Name[];
  /** It names schemas, too. */
  readonly inSchemas: boolean;
}
export type DataChange =
  | MembershipChange
  | {
      readonly kind: 'insert';
      readonly table: Name;
      /** Undefined: all, in their order. */
      readonly columns?: readonly LocalName[];
      /** Of each place: whether every row has DEFAULT there. Undefined: not told. */
      readonly values?: readonly { readonly isDefault: boolean; readonly range: TextRange }[];
      readonly overriding: boolean;
      readonly conflict?: Conflicting;
      /** ON CONFLICT DO UPDATE SET. */
      readonly sets?: readonly { readonly column: LocalName; readonly isDefault: boolean }[];
    }
  | { readonly kind: 'delete'; readonly table: Name }
  | {
      readonly kind: 'update';
      readonly table: Name;
      readonly set: readonly { readonly column: LocalName; readonly isDefault: boolean }[];
    }
  | {
      readonly kind: 'truncate';
      readonly tables: readonly { readonly name: Name; readonly only: boolean }[];
      readonly cascade: boolean;
    };

export function insertChange(source: Source, statement: InsertStmt): DataChange {
  const select =
    statement.selectStmt && 'SelectStmt' in statement.selectStmt ? statement.selectStmt.SelectStmt : undefined;
  const rows = (select?.valuesLists ?? []).flatMap((list) => ('List' in list ? [list.List.items ?? []] : []));
  const table = source.relation(statement.relation);
  const columns = statement.cols && targetNames(source, statement.cols, table);
  const conflict = conflictOf(source, statement);
  const sets = statement.onConflictClause?.targetList;
  return {
    kind: 'insert',
    table,
    ...present({ columns, values: rows.length > 0 ? rows[0]!.map((_, i) => valueAt(source, rows, i)) : undefined }),
    overriding: statement.override !== undefined && statement.override !== 'OVERRIDING_NOT_SET',
    ...present({ conflict, sets: sets && setsOf(source, sets, table) }),
  };
}
function valueAt(
  source: Source,
  rows: readonly (readonly Node[])[],
  i: number,
): { isDefault: boolean; range: TextRange } {
  const isDefault = (node: Node | undefined): boolean => node !== undefined && 'SetToDefault' in node;
  const given = rows.map((row) => row[i]).find((node) => !isDefault(node));
  const at = source.cursorAt(given && (Object.values(given)[0] as { location?: number }).location);
  return { isDefault: given === undefined, range: { start: at.start, end: source.tokens[at.at]?.end ?? at.start } };
}
function setsOf(source: Source, targets: readonly Node[], table: Name) {
  const columns = targetNames(source, targets, table);
  return bodiesOf(targets, 'ResTarget').map(({ val }, i) => ({
    column: columns[i]!,
    isDefault: val !== undefined && 'SetToDefault' in val,
  }));
}
function targetNames(source: Source, targets: readonly Node[], table: Name): LocalName[] {
  return bodiesOf(targets, 'ResTarget').map(({ name, location }) =>
    localName(name, source.cursorAt(location).local(), table.range),
  );
}
function conflictOf(source: Source, { onConflictClause: clause }: InsertStmt): Conflicting | undefined {
  const infer = clause?.infer;
  if (!infer) return undefined;
  const keys = bodiesOf(infer.indexElems, 'IndexElem');
  const plain = keys.every(({ name, collation, opclass }) => name !== undefined && !collation && !opclass);
  const cursor = source.cursorAt(infer.location);
  const start = cursor.start;
  const range =
    cursor.peek() === '('
      ? { start, end: cursor.fork().group().end }
      : { start, end: source.tokens[cursor.at]?.end ?? start };
  return {
    range,
    ...present({ columns: keys.length > 0 && plain ? keys.map(({ name }) => name ?? '') : undefined }),
    ...present({ isExpression: keys.some(({ expr }) => expr !== undefined) || undefined }),
    hasPredicate: infer.whereClause !== undefined,
    ...present({ constraint: infer.conname }),
  };
}
export function updateChange(source: Source, statement: UpdateStmt): DataChange {
  const table = source.relation(statement.relation);
  return { kind: 'update', table, set: setsOf(source, statement.targetList ?? [], table) };
}
export function deleteChange(source: Source, { relation }: DeleteStmt): DataChange {
  return { kind: 'delete', table: source.relation(relation) };
}
export function truncateChange(source: Source, statement: TruncateStmt): DataChange {
  const tables = bodiesOf(statement.relations, 'RangeVar').map((variable) => ({
    name: source.relation(variable),
    only: !variable.inh,
  }));
  return { kind: 'truncate', tables, cascade: statement.behavior === 'DROP_CASCADE' };
}
