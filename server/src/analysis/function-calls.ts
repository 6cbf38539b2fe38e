/** Calls of functions within expressions (`ParseFuncOrColumn`, src/backend/parser/parse_func.c). */

import type { FuncCall, Node } from '../sql/parse';
import { isOrdered, resolveFunction } from './calls';
import type { Conversion, Value } from './conversion';
import { mayBeOrdered } from './operator-classes';
import { calledName } from './routines';
import type { Scope } from './scope';
import type { Signature, Type } from './signatures';

export class FunctionCalls {
  constructor(
    readonly conversion: Conversion,
    readonly value: (node: Node | undefined, scope: Scope) => Value,
  ) {}

  type(call: FuncCall, scope: Scope): Type | undefined {
    return this.resolved(call, scope).result;
  }
  /** The signature too, where it is known. */
  resolved(call: FuncCall, scope: Scope, procedure = false): { result?: Type | undefined; signature?: Signature } {
    const { types, report } = this.conversion;
    const values = (call.args ?? []).map((node) => this.value(node, scope));
    this.#clauses(call, scope);
    if (call.agg_within_group) return {};
    // The words of SQL's own syntax: EXTRACT was another function before PostgreSQL 14.
    const isSyntax = call.funcformat === 'COERCE_SQL_SYNTAX';
    const called = calledName(call.funcname);
    const name = isSyntax && called.name === 'extract' && types.major < 14 ? { name: 'date_part' } : called;
    const given = values.map(({ type }, i) => {
      const node = call.args?.[i];
      const named = node && 'NamedArgExpr' in node ? node.NamedArgExpr.name : undefined;
      return { type, ...(named !== undefined && { name: named }) };
    });
    const found = resolveFunction(types, name, given, { variadic: call.func_variadic ?? false, procedure });
    if (found.problem !== undefined) {
      report.add(found.problem, call.location ?? 0);
      return {};
    }
    if (found.open !== undefined) report.tell({ message: found.open, isOpen: true }, call.location ?? 0);
    const { signature } = found;
    for (const [i, to] of (found.arguments ?? []).entries()) this.conversion.may(values[i]!, to, 'implicit');
    if (signature) report.uses(`${name.name}()`, signature.volatility, call.location ?? 0);
    if (call.agg_distinct) for (const each of call.args ?? []) this.ordered(each, scope, 'equality');
    if (signature && !isSyntax) this.#fit(call, name.name, signature);
    return found;
  }
  #clauses({ agg_filter: filter, agg_order: order, over }: FuncCall, scope: Scope): void {
    if (filter) this.conversion.boolean(this.value(filter, scope), 'FILTER');
    const sorted = [...(order ?? []), ...(over?.orderClause ?? [])];
    for (const node of sorted) this.ordered('SortBy' in node ? node.SortBy.node : node, scope);
    for (const node of over?.partitionClause ?? []) this.ordered(node, scope, 'equality');
  }
  /** What is sorted, grouped or made distinct has to be comparable. */
  ordered(node: Node | undefined, scope: Scope, what: 'ordering' | 'equality' = 'ordering'): void {
    const { type, location } = this.value(node, scope);
    const { types, report } = this.conversion;
    if (type === undefined || type === 'unknown' || isOrdered(types, type)) return;
    if (mayBeOrdered(types, type, what)) return;
    report.add(`could not identify an ${what} operator for type ${types.show(type)}`, location);
  }
  /** What only an aggregate, or only a window function, takes. */
  #fit(
    { agg_star: star, agg_distinct: distinct, agg_order: order, agg_filter: filter, over, location }: FuncCall,
    name: string,
    signature: Signature,
  ): void {
    const { report } = this.conversion;
    const { kind } = signature;
    const at = location ?? 0;
    if (kind === 'window function' && !over) report.add(`window function ${name} requires an OVER clause`, at);
    if (kind === 'aggregate' || kind === 'ordered-set aggregate') return;
    if (star) report.add(`${name}(*) specified, but ${name} is not an aggregate function`, at);
    else if (distinct) report.add(`DISTINCT specified, but ${name} is not an aggregate function`, at);
    else if (order) report.add(`ORDER BY specified, but ${name} is not an aggregate function`, at);
    else if (filter && kind !== 'window function')
      report.add(`FILTER specified, but ${name} is not an aggregate function`, at);
    if (over && kind !== 'window function')
      report.add(`OVER specified, but ${name} is not a window function nor an aggregate function`, at);
  }
}
