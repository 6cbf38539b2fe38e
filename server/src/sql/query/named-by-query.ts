/** What a query names: relations with the columns that surely belong to them, functions, types, and what belongs to none. */

import { isSystemColumn } from '../../model/system-columns';
import type { SqlType } from '../../model/types';
import { present } from '../../text/present';
import type { LocalName, Located, TextRange } from '../../text/text';
import { stringsOf } from '../ast';
import type { ColumnRef, FuncCall, RangeVar } from '../parse';
import type { CalledName, QueryOutput, QueryProblem, QueryShape, RelationUse, Stray } from '../read/ops-query';

import { localName, type Source } from '../source';
import {
  candidates,
  columnPart,
  isLost,
  isPlainOutput,
  isWholeRow,
  type OpenUse,
  type QueryScope,
  type ScopeEntry,
} from './scope';

/** Collects them while a statement is read. */
export class NamedByQuery {
  readonly uses: OpenUse[] = [];
  readonly functions: CalledName[] = [];
  readonly strays: Stray[] = [];
  /** Of casts, those that PostgreSQL brings left out. */
  readonly types: Located<SqlType>[] = [];
  readonly problems: QueryProblem[] = [];
  tooWide: TextRange | undefined;

  constructor(readonly source: Source) {}

  /** What only some statements have. */
  get #rare(): Pick<QueryShape, 'strays' | 'problems' | 'types' | 'tooWide'> {
    return present({
      strays: this.strays.length > 0 ? this.strays : undefined,
      problems: this.problems.length > 0 ? this.problems : undefined,
      types: this.types.length > 0 ? this.types : undefined,
      tooWide: this.tooWide,
    });
  }
  shape(outputs: readonly QueryOutput[] | undefined): QueryShape {
    return {
      outputs: outputs ?? [{ star: 'unknown' }],
      relations: this.uses.map(({ name }) => name),
      functions: this.functions,
      uses: this.uses,
      ...this.#rare,
    };
  }
  use(statement: string) {
    return { op: 'use', statement, relations: this.uses, functions: this.functions, ...this.#rare } as const;
  }

  relation(variable: RangeVar | undefined, how: RelationUse['how']): OpenUse {
    const use: OpenUse = { name: this.source.relation(variable), how, columns: [] };
    this.uses.push(use);
    return use;
  }
  /** A relation that is written to, with the alias its own columns are reached by. */
  target(variable: RangeVar | undefined, how: RelationUse['how'], scope: QueryScope): OpenUse {
    const use = this.relation(variable, how);
    const alias = variable?.alias?.aliasname;
    scope.entries.push({ alias: alias ?? use.name.value.name, bare: alias === undefined, use });
    return use;
  }

  exceeded(location: number | undefined): void {
    const { start } = this.source.cursorAt(location);
    const end = this.source.tokens.find((token) => token.start >= start)?.end ?? this.source.text.length;
    this.tooWide ??= { start, end };
  }
  called(call: FuncCall, scope: QueryScope): void {
    const row = rowArgument(call, scope);
    // What a subquery gives has columns that are not told here.
    if (row !== undefined && row.use === undefined) return;
    const fieldOf = row?.use && { fieldOf: row.use.name.value };
    this.functions.push(...this.source.calledFunction(call).map((name) => ({ ...name, ...fieldOf })));
  }
  column(reference: ColumnRef, scope: QueryScope): void {
    const parts = stringsOf(reference.fields);
    const value = parts.at(-1);
    if (value === undefined) return;
    if (parts.length !== reference.fields?.length) return this.#star(reference, parts, scope);
    const table = parts.at(-2);
    const entry = table === undefined ? scope.sole : scope.find(table, parts.at(-3));
    const names = this.source.cursorAt(reference.location).dotted();
    const written = names[parts.length - 1];
    // The parser itself adds columns that are written nowhere (RECURSIVE VIEW).
    if (written?.value !== value) return;
    if (entry === undefined && parts.length === 2 && isLost(scope, table!)) this.strays.push({ qualifier: names[0]! });
    if (entry?.use === undefined && table === undefined) this.unqualified(written, scope);
    if (table === undefined) this.ambiguous(written, scope);
    if (table !== undefined && entry?.outputs && isNoneOf(entry.outputs, value))
      this.strays.push({ column: written, among: [] });
    if (entry?.use === undefined || (table === undefined && isWholeRow(scope, value))) return;
    columnPart(entry, written);
  }
  /** `t.*` */
  #star({ location }: ColumnRef, parts: readonly string[], scope: QueryScope): void {
    const name = parts.length === 1 ? this.source.cursorAt(location).local() : undefined;
    if (name?.value === parts[0] && isLost(scope, name!.value)) this.strays.push({ qualifier: name! });
  }
  unqualified(column: LocalName, scope: QueryScope): void {
    const among = candidates(scope);
    const isOne = ({ alias, outputs }: ScopeEntry): boolean =>
      alias === column.value || (outputs?.some(({ name }) => name === column.value) ?? false);
    if (among === undefined || among.some(isOne) || isWholeRow(scope, column.value) || isSystemColumn(column.value))
      return;
    this.strays.push({ column, among: among.flatMap(({ use }) => use?.name ?? []) });
  }
  /** Of several FROM items of one query; NATURAL and USING make one column of two. */
  ambiguous(column: LocalName, scope: QueryScope): void {
    if (scope.merged || scope.variables || isWholeRow(scope, column.value)) return;
    const visible = scope.entries.slice(scope.visibleFrom).filter((entry) => entry.visible !== false);
    if (visible.length < 2) return;
    const among = visible.flatMap(({ use }) => use?.name ?? []);
    const others = visible.filter(({ outputs }) =>
      outputs?.some((each) => isPlainOutput(each) && each.name === column.value),
    );
    if (among.length + others.length > 1)
      this.problems.push({ kind: 'ambiguous', column, among, others: others.length });
  }
  conflictColumns(names: readonly (string | undefined)[], location: number | undefined): LocalName[] {
    const cursor = this.source.cursorAt(location);
    const parts = cursor.peek() === '(' ? cursor.inside().parts() : [];
    return names.flatMap((name, index) =>
      name === undefined ? [] : [localName(name, parts[index]?.local(), this.source.all)],
    );
  }
}

/** The FROM item that is the only argument of a function. */
function rowArgument({ funcname, args = [] }: FuncCall, scope: QueryScope): ScopeEntry | undefined {
  const [only] = args;
  if (args.length !== 1 || funcname?.length !== 1 || only === undefined || !('ColumnRef' in only)) return undefined;
  const parts = stringsOf(only.ColumnRef.fields);
  return parts.length === 1 ? scope.find(parts[0]!) : undefined;
}
const isNoneOf = (outputs: readonly QueryOutput[], name: string): boolean =>
  outputs.every((output) => isPlainOutput(output) && output.name !== name) && !isSystemColumn(name);
