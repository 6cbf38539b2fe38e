/** Where a query may hold aggregates, window functions and functions that return sets (src/backend/parser/parse_agg.c). */
import { bodiesOf, entryOf } from '../ast';
import type { FuncCall, Node, SubLink } from '../parse';
import { callKind, columnRefs, expressionShape, type Refusals } from './refusal';

/** What an expression's place takes; `undefined`: takes it, else how messages call the place. */
export interface ExpressionPlace {
  readonly aggregate?: string;
  readonly window?: string;
  readonly set?: string;
  /** Within an aggregate's or a window function's arguments. */
  readonly within?: 'aggregate' | 'window';
}
export const takesNothing = (clause: string): ExpressionPlace => ({ aggregate: clause, window: clause, set: clause });
/** Whose calls these are: names of FROM items of the query, and whether its columns may be those of one around it. */
export interface Level {
  readonly nested: boolean;
  readonly items: ReadonlySet<string>;
}

export class Calls {
  constructor(
    readonly refusals: Refusals,
    /** A subquery in an expression. */
    readonly subquery: (node: Node | undefined) => void,
  ) {}

  check(value: unknown, place: ExpressionPlace, level: Level): void {
    if (Array.isArray(value)) for (const item of value) this.check(item, place, level);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    const entry = entryOf(value as Node);
    if (!entry || !/^[A-Z]/.test(entry.kind)) return;
    const { kind, body } = entry;
    if (kind === 'SubLink') {
      this.check((body as SubLink).testexpr, place, level);
      return this.subquery((body as SubLink).subselect);
    }
    if (kind === 'FuncCall') return this.#call(body as FuncCall, place, level);
    const conditional = kind === 'CaseExpr' ? 'CASE' : kind === 'CoalesceExpr' ? 'COALESCE' : undefined;
    const inner = conditional && place.set === undefined ? { ...place, set: conditional } : place;
    if (kind === 'List') return this.check((body as { items?: unknown }).items, place, level);
    for (const child of Object.values(body)) this.check(child, inner, level);
  }
  #call(call: FuncCall, place: ExpressionPlace, level: Level): void {
    const kind = callKind(call);
    const at = call.location;
    this.#arguments(call);
    const own = kind === 'aggregate' && isOfInnermost(call, level);
    if (kind === 'window') {
      if (place.within === 'aggregate')
        this.refusals.add('aggregate function calls cannot contain window function calls', at);
      else if (place.within) this.refusals.add('window function calls cannot be nested', at);
      else if (place.window) this.refusals.add(`window functions are not allowed in ${place.window}`, at);
    } else if (own && place.within === 'aggregate') this.refusals.add('aggregate function calls cannot be nested', at);
    else if (own && place.aggregate) this.refusals.add(`aggregate functions are not allowed in ${place.aggregate}`, at);
    else if (kind === 'set-returning') this.#set(place, at);
    const within = kind === 'aggregate' || kind === 'window' ? kind : undefined;
    // Whose an aggregate is, and with it what it may hold, is told by its columns.
    const sure = kind === 'window' || own || kind === undefined;
    const inside: ExpressionPlace = within ? { within, ...(sure ? {} : { aggregate: '' }) } : place;
    const parts = [call.args, call.agg_order];
    if (within !== 'aggregate' || own) this.check(parts, inside, level);
    else this.check(parts, {}, level);
    if (call.agg_filter) this.check(call.agg_filter, own || within === 'window' ? takesNothing('FILTER') : {}, level);
    if (call.over) this.check(Object.values(call.over), { window: 'window definitions' }, level);
  }
  #set(place: ExpressionPlace, at: number | undefined): void {
    if (place.within)
      this.refusals.add(`${place.within} function calls cannot contain set-returning function calls`, at);
    else if (place.set === '') this.refusals.add('set-returning functions must appear at top level of FROM', at);
    else if (place.set) this.refusals.add(`set-returning functions are not allowed in ${place.set}`, at);
  }
  /** `a => 1`: by name once, and behind those without. */
  #arguments({ args, agg_distinct: distinct, agg_order: order, location }: FuncCall): void {
    const named = bodiesOf(args, 'NamedArgExpr').map(({ name }) => name ?? '');
    const twice = named.find((name, i) => named.indexOf(name) < i);
    if (twice !== undefined) this.refusals.add(`argument name "${twice}" used more than once`, location);
    const first = (args ?? []).findIndex((each) => 'NamedArgExpr' in each);
    if (first >= 0 && (args ?? []).slice(first).some((each) => !('NamedArgExpr' in each)))
      this.refusals.add('positional argument cannot follow named argument', location);
    if (!distinct || !order) return;
    const given = new Set((args ?? []).map(expressionShape));
    const other = bodiesOf(order, 'SortBy').find(({ node }) => node && !given.has(expressionShape(node)));
    if (other)
      this.refusals.add('in an aggregate with DISTINCT, ORDER BY expressions must appear in argument list', location);
  }
}
/** An aggregate belongs to the innermost query whose columns it names, else to the one it stands in. */
function isOfInnermost({ args, agg_order, agg_filter }: FuncCall, { nested, items }: Level): boolean {
  if (!nested) return true;
  let subqueries = false;
  JSON.stringify([args, agg_order, agg_filter], (key, value) => {
    if (key === 'SubLink') subqueries = true;
    return value;
  });
  const named = columnRefs([args, agg_order, agg_filter]);
  return !subqueries && (named.length === 0 || named.some(({ names }) => names.length > 1 && items.has(names.at(-2)!)));
}
