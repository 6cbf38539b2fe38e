/** String constants that PostgreSQL reads as a value of some type: by a cast, a column's type, or what they are compared with. */

import type { QualifiedName } from '../../text/names';
import type { TextRange } from '../../text/text';
import { bodiesOf, stringsOf, walk } from '../ast';
import { byteOffsets, type ColumnRef, type Node, parse, type RangeVar, type TypeName } from '../parse';
import { rangeVarName } from '../source';
import { sqlType } from '../types';

export interface TypedConstant {
  readonly value: string;
  /** Relative to the statement. */
  readonly range: TextRange;
  /** The type that is named, or the column whose type it takes: of one of these tables, whichever has it. */
  readonly type?: QualifiedName;
  readonly column?: { readonly name: string; readonly tables: readonly QualifiedName[] };
}

/** Those of one statement; empty where PostgreSQL refuses it. */
export function typedConstants(text: string): readonly TypedConstant[] {
  const outcome = parse(text);
  if (outcome.status !== 'ok') return [];
  const reader = new ConstantReader(text);
  const tables: QualifiedName[] = [];
  walk(outcome.statements, (kind, body) => {
    if (kind === 'RangeVar') tables.push(rangeVarName(body as RangeVar));
    // These hold their table without its kind's name.
    if (typeof body.relation === 'object' && body.relation !== null)
      tables.push(rangeVarName(body.relation as RangeVar));
    return true;
  });
  walk(outcome.statements, (kind, body) => {
    reader.visit(kind, body, tables);
    return true;
  });
  return reader.found;
}

type NodeFields = Record<string, unknown>;
type ConstantTarget = Pick<TypedConstant, 'type' | 'column'>;
class ConstantReader {
  readonly found: TypedConstant[] = [];
  readonly #offset: (byte: number) => number;
  constructor(readonly text: string) {
    this.#offset = byteOffsets(text);
  }

  visit(kind: string, body: NodeFields, tables: readonly QualifiedName[]): void {
    if (kind === 'TypeCast') this.#take(body.arg, castTarget(body.typeName as TypeName | undefined));
    else if (kind === 'ColumnDef') {
      const type = castTarget(body.typeName as TypeName | undefined);
      for (const { contype, raw_expr } of bodiesOf(body.constraints as Node[] | undefined, 'Constraint'))
        if (contype === 'CONSTR_DEFAULT') this.#take(raw_expr, type);
    } else if (kind === 'AlterTableStmt') this.#defaults(body);
    else if (kind === 'InsertStmt') this.#inserted(body);
    else if (kind === 'UpdateStmt') this.#set(body);
    else if (kind === 'A_Expr') this.#compared(body, tables);
  }
  #defaults({ relation, cmds }: NodeFields): void {
    for (const { subtype, name, def } of bodiesOf(cmds as Node[] | undefined, 'AlterTableCmd'))
      if (subtype === 'AT_ColumnDefault') this.#take(def, columnOf(relation, name));
  }
  #inserted({ relation, cols, selectStmt }: NodeFields): void {
    const names = bodiesOf(cols as Node[] | undefined, 'ResTarget').map(({ name }) => name);
    const rows = bodiesOf(selectStmt === undefined ? [] : [selectStmt as Node], 'SelectStmt')[0]?.valuesLists;
    for (const { items } of bodiesOf(rows, 'List'))
      for (const [index, item] of (items ?? []).entries()) this.#take(item, columnOf(relation, names[index]));
  }
  #set({ relation, targetList }: NodeFields): void {
    for (const { name, val } of bodiesOf(targetList as Node[] | undefined, 'ResTarget'))
      this.#take(val, columnOf(relation, name));
  }
  #compared({ kind, lexpr, rexpr }: NodeFields, tables: readonly QualifiedName[]): void {
    if (kind !== 'AEXPR_OP' && kind !== 'AEXPR_IN' && kind !== 'AEXPR_DISTINCT') return;
    for (const [side, other] of [
      [lexpr, rexpr],
      [rexpr, lexpr],
    ]) {
      const reference = (side as { ColumnRef?: ColumnRef } | undefined)?.ColumnRef;
      const name = stringsOf(reference?.fields).at(-1);
      if (name === undefined) continue;
      const list = (other as { List?: { items?: Node[] } } | undefined)?.List?.items ?? [other];
      for (const item of list) this.#take(item, { column: { name, tables } });
    }
  }

  #take(node: unknown, target: ConstantTarget | undefined): void {
    const constant = (node as { A_Const?: { sval?: { sval?: string }; location?: number } } | undefined)?.A_Const;
    const value = constant?.sval?.sval;
    if (value === undefined || target === undefined) return;
    const start = this.#offset(constant?.location ?? 0);
    const quoted = /'(?:[^']|'')*'/y;
    quoted.lastIndex = start;
    const end = quoted.test(this.text) ? quoted.lastIndex : start + value.length;
    this.found.push({ value, range: { start, end }, ...target });
  }
}
function castTarget(type: TypeName | undefined): ConstantTarget | undefined {
  if (type === undefined) return undefined;
  const { schema, name, array, builtin } = sqlType(type);
  if (array || builtin) return undefined;
  return { type: schema === undefined ? { name } : { schema, name } };
}
function columnOf(relation: unknown, name: string | undefined): ConstantTarget | undefined {
  if (typeof relation !== 'object' || relation === null || name === undefined) return undefined;
  return { column: { name, tables: [rangeVarName(relation as RangeVar)] } };
}
