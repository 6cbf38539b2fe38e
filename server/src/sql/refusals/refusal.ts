/** What PostgreSQL refuses for its text alone, though its parser takes it: parse analysis that asks no catalog. */

import { isBuiltinOfKind } from '../../model/function-kinds';
import { present } from '../../text/present';
import type { TextRange } from '../../text/text';
import { stringsOf, walk } from '../ast';
import type { ColumnRef, FuncCall, Node } from '../parse';
import { Source } from '../source';

export interface TextRefusal {
  readonly message: string;
  /** Relative to the statement's start. */
  readonly range: TextRange;
  /** Refused by servers before this version only (`server_version_num`). */
  readonly before?: number;
  /** … and from this version on. */
  readonly from?: number;
}

/** Collects them for one statement; its text is cut into tokens only when something is found. */
export class Refusals {
  readonly found: TextRefusal[] = [];
  #source: Source | undefined;

  constructor(readonly text: string) {}

  get source(): Source {
    this.#source ??= new Source(this.text);
    return this.#source;
  }
  /** At the name or token that begins at libpg-query's `location`. */
  add(message: string, location: number | undefined, versions: Pick<TextRefusal, 'before' | 'from'> = {}): void {
    const cursor = this.source.cursorAt(location);
    const { start } = cursor;
    const name = cursor.fork().name()?.range;
    const token = this.source.tokens.find((each) => each.start >= start);
    const range = name ?? { start, end: token?.end ?? this.text.length };
    if (this.found.every((each) => each.message !== message)) this.found.push({ message, range, ...versions });
  }

  /** What may not stand in an expression: `what` is how PostgreSQL calls it, `many` its plural. */
  expression(node: unknown, what: string, many = `${what}s`, allows: { readonly subqueries?: boolean } = {}): void {
    walk(node, (kind, body) => {
      if (kind === 'SubLink') {
        if (!allows.subqueries) this.add(`cannot use subquery in ${what}`, (body as { location?: number }).location);
        return false;
      }
      if (kind === 'FuncCall') this.#call(body as FuncCall, many);
      return true;
    });
  }
  #call(call: FuncCall, many: string): void {
    const kind = callKind(call);
    if (kind) this.add(`${kind} functions are not allowed in ${many}`, call.location);
  }
  /** Aggregates of the query itself, those of its subqueries left out. */
  aggregates(node: unknown, message: string): void {
    walk(node, (kind, body) => {
      if (kind === 'FuncCall' && callKind(body as FuncCall) === 'aggregate')
        this.add(message, (body as FuncCall).location);
      return kind !== 'SubLink' && kind !== 'SelectStmt';
    });
  }
  /** Functions that are surely not immutable. */
  immutable(node: unknown, message: string): void {
    walk(node, (kind, body) => {
      const name = kind === 'FuncCall' ? builtinName(body as FuncCall) : undefined;
      const isClock = kind === 'SQLValueFunction' && !/ROLE|USER|CATALOG|SCHEMA/.test(String(body.op));
      if (isClock || (name !== undefined && isBuiltinOfKind(name, 'changing')))
        this.add(message, (body as { location?: number }).location);
      return kind !== 'SubLink';
    });
  }
}

/** What a call surely is, of PostgreSQL's own functions. */
export function callKind(call: FuncCall): 'window' | 'aggregate' | 'set-returning' | undefined {
  const name = builtinName(call);
  if (call.over !== undefined) return 'window';
  if (call.agg_star || call.agg_within_group) return 'aggregate';
  if (name === undefined) return undefined;
  return (['aggregate', 'set-returning'] as const).find((kind) => isBuiltinOfKind(name, kind));
}
/** The name of a function that can only be PostgreSQL's own, or one that hides it. */
function builtinName({ funcname }: FuncCall): string | undefined {
  const names = stringsOf(funcname);
  return names.length === 1 || names[0] === 'pg_catalog' ? names.at(-1) : undefined;
}
/** Every reference to a column in an expression, subqueries left out. */
export function columnRefs(
  node: unknown,
): { readonly names: readonly string[]; readonly location?: number; readonly star: boolean }[] {
  const found: ReturnType<typeof columnRefs> = [];
  walk(node, (kind, body) => {
    if (kind === 'ColumnRef') {
      const { fields, location } = body as ColumnRef;
      const names = stringsOf(fields);
      found.push({
        names,
        star: names.length < (fields?.length ?? 0),
        ...present({ location }),
      });
    }
    return kind !== 'SubLink' && kind !== 'SelectStmt';
  });
  return found;
}
/** The expression, wherever it stands; columns by their last name. */
export function expressionShape(node: Node): string {
  return JSON.stringify(node, (key, value) => {
    if (key === 'location' || key.endsWith('_location')) return undefined;
    return key === 'fields' ? stringsOf(value as Node[]).at(-1) : value;
  });
}
export const systemColumn = /^(ctid|xmin|xmax|cmin|cmax|tableoid)$/;
export type { Node };
