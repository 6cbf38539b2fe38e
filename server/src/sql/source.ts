/** One statement under reading: its text, its tokens, and the way from libpg-query's bytes to both. */

import type { SqlType } from '../model/types';
import { Cursor } from '../text/cursor';
import { tokenize } from '../text/lexer';
import type { QualifiedName } from '../text/names';
import { present } from '../text/present';
import type { LocalName, Name } from '../text/text';
import { type Located, located, type TextRange } from '../text/text';
import type { Token } from '../text/token';
import { bodiesOf, stringsOf, walk } from './ast';
import {
  byteOffsets,
  type ColumnRef,
  type FuncCall,
  type Node,
  type RangeVar,
  type TypeCast,
  type TypeName,
} from './parse';
import type { ColumnReference, Expression } from './read/ops-table';
import { scanType } from './read/scan-clause';
import { sqlType } from './types';

export class Source {
  readonly tokens: readonly Token[];
  readonly #offset: (byte: number) => number;

  /** `variables`: the statement stands in a PL/pgSQL block, where an unqualified name may be a variable. */
  constructor(
    readonly text: string,
    readonly variables = false,
  ) {
    this.tokens = tokenize(text);
    this.#offset = byteOffsets(text);
  }

  get all(): TextRange {
    return { start: 0, end: this.text.length };
  }
  slice(range: TextRange): string {
    return this.text.slice(range.start, range.end);
  }
  /** UTF-16 offset of libpg-query's `location`, which is left out of its JSON when it is 0 and -1 when unknown. */
  offset(location: number | undefined): number {
    return location === undefined || location < 0 ? 0 : this.#offset(location);
  }
  /** A cursor at the token that begins at `offset`, or the first one after it. */
  at(offset: number): Cursor {
    return new Cursor(this.text, this.tokens, this.#firstFrom(offset));
  }
  /** The token that begins before `offset` and ends after it. */
  around(offset: number): Token | undefined {
    const before = this.tokens[this.#firstFrom(offset) - 1];
    return before && offset < before.end ? before : undefined;
  }
  #firstFrom(offset: number): number {
    let low = 0;
    let high = this.tokens.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.tokens[middle]!.start < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
  cursorAt(location: number | undefined): Cursor {
    return this.at(this.offset(location));
  }
  cursor(): Cursor {
    return new Cursor(this.text, this.tokens);
  }

  /** The name of a relation, with the range it is written in. */
  relation(variable: RangeVar | undefined): Name {
    return { value: rangeVarName(variable), range: this.cursorAt(variable?.location).name()?.range ?? this.all };
  }
  type(type: TypeName | undefined): Located<SqlType> {
    if (type === undefined) return located({ name: '' }, 0, 0);
    const cursor = this.cursorAt(type.location);
    // SETOF stands before the location that the parser gives.
    const range = scanType(cursor) ?? this.all;
    return { value: sqlType(type), range };
  }

  /** SQL text with what it names. Names within subqueries belong to other relations and are left out. */
  expression(node: Node | undefined, range: TextRange): Expression {
    const columns: ColumnReference[] = [];
    const functions: Name[] = [];
    const types: Located<SqlType>[] = [];
    const own = { text: this.slice(range), range, columns, functions };
    if (node === undefined || 'A_Const' in node) return own;
    walk(node, (kind, body) => {
      if (kind === 'ColumnRef') columns.push(...this.column(body as ColumnRef));
      else if (kind === 'FuncCall') functions.push(...this.calledFunction(body as FuncCall));
      else if (kind === 'TypeCast') types.push(...this.castTo((body as TypeCast).typeName));
      return kind !== 'SelectStmt' && kind !== 'ColumnRef';
    });
    return types.length === 0 ? own : { ...own, types };
  }
  /** The type of a cast, unless PostgreSQL brings it. */
  castTo(type: TypeName | undefined): Located<SqlType>[] {
    return type === undefined || sqlType(type).builtin ? [] : [this.type(type)];
  }
  /** None for `*`. */
  column(reference: ColumnRef): ColumnReference[] {
    const parts = stringsOf(reference.fields);
    const column = parts.at(-1);
    if (column === undefined || parts.length !== reference.fields?.length) return [];
    const written = this.cursorAt(reference.location).dotted();
    const range = written[parts.length - 1]?.range;
    if (range === undefined) return [];
    const table = parts.at(-2);
    const schema = parts.at(-3);
    const qualifier =
      table === undefined ? {} : { qualifier: schema === undefined ? { name: table } : { schema, name: table } };
    return [{ column, range, ...qualifier }];
  }
  /** None for what SQL's own syntax calls (EXTRACT, OVERLAY, SIMILAR TO, …): its name is not in the text. */
  calledFunction(call: FuncCall): Name[] {
    const name = this.cursorAt(call.location).name();
    return name === undefined || name.value.name !== stringsOf(call.funcname).at(-1) ? [] : [name];
  }

  /** From `start` to the end of the statement. */
  from(start: number): TextRange {
    return { start, end: this.tokens.at(-1)?.end ?? this.text.length };
  }
  /** Names of options without a namespace, as they are written. */
  optionNames(nodes: readonly Node[] | undefined): LocalName[] {
    return bodiesOf(nodes, 'DefElem').flatMap(({ defnamespace, defname, location }) => {
      const written = defnamespace === undefined ? this.cursorAt(location).local() : undefined;
      return written !== undefined && written.value === defname ? [written] : [];
    });
  }
  /** The text of `[…]` options such as `fillfactor=70`, spelled as the server stores them: `name=value`. */
  options(nodes: readonly Node[] | undefined): string[] {
    return bodiesOf(nodes, 'DefElem').map((option) => {
      const name = `${option.defnamespace === undefined ? '' : `${option.defnamespace}.`}${option.defname ?? ''}`;
      return `${name}=${option.arg === undefined ? 'true' : optionValue(option.arg)}`;
    });
  }
}

/** A DefElem's value as text. */
export function optionValue(node: Node): string {
  if ('String' in node) return node.String.sval ?? '';
  if ('Integer' in node) return String(node.Integer.ival ?? 0);
  if ('Float' in node) return node.Float.fval ?? '0';
  if ('Boolean' in node) return String(node.Boolean.boolval ?? false);
  if ('TypeName' in node) return stringsOf(node.TypeName.names).at(-1) ?? '';
  if ('List' in node) return stringsOf(node.List.items).join(',');
  return '';
}

/** `value` where the text does not show it: its range is all of `fallback`. */
export function localName(value: string | undefined, written: LocalName | undefined, fallback: TextRange): LocalName {
  return { value: value ?? written?.value ?? '', range: written?.range ?? fallback };
}

/** The name in a RangeVar, empty where there is none. */
export const rangeVarName = (relation: RangeVar | undefined): QualifiedName => ({
  ...present({ schema: relation?.schemaname || undefined }),
  name: relation?.relname ?? '',
});
