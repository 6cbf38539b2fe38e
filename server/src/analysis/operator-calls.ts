/** Operators within expressions: comparisons with lists, arrays, rows and subqueries too (src/backend/parser/parse_oper.c). */

import { stringsOf } from '../sql/ast';
import type { A_Expr, Node, SubLink } from '../sql/parse';
import type { QualifiedName } from '../text/names';
import { missingOperator, resolveOperator } from './calls';
import { commonType } from './coercion';
import { type Conversion, locationOf, type Value } from './conversion';
import type { Outputs, Scope } from './scope';
import type { Type } from './signatures';

export class Operators {
  constructor(
    readonly conversion: Conversion,
    readonly value: (node: Node | undefined, scope: Scope) => Value,
    readonly query: (node: Node | undefined, scope: Scope) => Outputs,
  ) {}

  type(expression: A_Expr, scope: Scope): Type | undefined {
    const { kind = '', lexpr, rexpr, location = 0 } = expression;
    const name = operatorName(expression.name);
    switch (kind) {
      case 'AEXPR_OP_ANY':
      case 'AEXPR_OP_ALL':
        this.withArray(name, this.value(lexpr, scope), this.value(rexpr, scope), location);
        return 'boolean';
      case 'AEXPR_IN':
        this.#in(name, lexpr, rexpr, scope, location);
        return 'boolean';
      case 'AEXPR_NULLIF': {
        const left = this.value(lexpr, scope);
        this.compare(name, left, this.value(rexpr, scope), location);
        return left.type === 'unknown' ? 'text' : left.type;
      }
      case 'AEXPR_BETWEEN':
      case 'AEXPR_NOT_BETWEEN':
      case 'AEXPR_BETWEEN_SYM':
      case 'AEXPR_NOT_BETWEEN_SYM': {
        const [low, high] = rexpr && 'List' in rexpr ? (rexpr.List.items ?? []) : [];
        const left = this.value(lexpr, scope);
        const not = kind.includes('NOT');
        this.compare({ name: not ? '<' : '>=' }, left, this.value(low, scope), location);
        this.compare({ name: not ? '>' : '<=' }, left, this.value(high, scope), location);
        return 'boolean';
      }
      case 'AEXPR_DISTINCT':
      case 'AEXPR_NOT_DISTINCT':
        this.#plain(name, lexpr, rexpr, scope, location);
        return 'boolean';
      default:
        return this.#plain(name, lexpr, rexpr, scope, location);
    }
  }
  #plain(
    name: QualifiedName,
    lexpr: Node | undefined,
    rexpr: Node | undefined,
    scope: Scope,
    location: number,
  ): Type | undefined {
    const [left, right] = [rowOf(lexpr), rowOf(rexpr)];
    if (left && right) return this.#rows(name, left, right, scope, location);
    return this.compare(name, lexpr && this.value(lexpr, scope), this.value(rexpr, scope), location);
  }
  #rows(
    name: QualifiedName,
    left: readonly Node[],
    right: readonly Node[],
    scope: Scope,
    location: number,
  ): Type | undefined {
    if (left.length !== right.length)
      return this.conversion.report.add('unequal number of entries in row expressions', location);
    left.forEach((node, i) => {
      this.compare(name, this.value(node, scope), this.value(right[i], scope), location);
    });
    return 'boolean';
  }
  /** What `left name right` is; `left` is undefined for an operator before its operand. */
  compare(
    operator: QualifiedName | string,
    left: Value | undefined,
    right: Value,
    location: number | undefined,
  ): Type | undefined {
    const { types, report } = this.conversion;
    const name = typeof operator === 'string' ? { name: operator } : operator;
    const found = resolveOperator(types, name, left, right);
    const problem = found.problem ?? missingOperator(types, name, left, right);
    if (problem !== undefined) return report.add(problem, location);
    const operands = left ? [left, right] : [right];
    for (const [i, to] of (found.arguments ?? []).entries()) this.conversion.may(operands[i]!, to, 'implicit');
    // `x || 'text'` is put in its place as a cast of x.
    if (found.signature && name.name !== '||')
      report.uses(`operator ${name.name}`, found.signature.volatility, location);
    return found.result;
  }
  /** `x = ANY (array)` (`make_scalar_array_op`). */
  withArray(name: QualifiedName, left: Value, right: Value, location: number): void {
    const { types, report } = this.conversion;
    if (right.type === undefined) return;
    if (right.type === 'unknown') {
      const found = resolveOperator(types, name, left, { type: 'unknown' });
      const to = found.arguments?.[1];
      if (found.problem !== undefined) report.add(found.problem, location);
      else if (to !== undefined) this.conversion.may(right, `${to}[]`, 'implicit');
      return;
    }
    const element = types.element(types.base(right.type));
    if (element === undefined) report.add('op ANY/ALL (array) requires array on right side', location);
    else this.compare(name, left, { type: element }, location);
  }
  #in(name: QualifiedName, lexpr: Node | undefined, rexpr: Node | undefined, scope: Scope, location: number): void {
    const items = rexpr && 'List' in rexpr ? (rexpr.List.items ?? []) : [];
    const row = rowOf(lexpr);
    if (row) {
      for (const item of items) {
        const other = rowOf(item);
        if (other) this.#rows(name, row, other, scope, location);
        else this.value(item, scope);
      }
      return;
    }
    const left = this.value(lexpr, scope);
    const values = items.map((item) => this.value(item, scope));
    // Those without columns are compared as one array where they have one type (`transformAExprIn`).
    const constants = values.filter((_, i) => !holdsColumn(items[i]));
    const common =
      constants.length > 1
        ? commonType(
            this.conversion.types,
            [left, ...constants].map(({ type }) => type),
          ).type
        : undefined;
    if (common !== undefined && common !== 'record') {
      for (const each of constants) this.conversion.may(each, common, 'implicit');
      this.compare(name, left, { type: common }, location);
      this.#compareEach(
        name,
        left,
        values.filter((_, i) => holdsColumn(items[i])),
        location,
      );
    } else this.#compareEach(name, left, values, location);
  }
  /** What has one type is compared once: a list may hold thousands. */
  #compareEach(name: QualifiedName, left: Value, values: readonly Value[], location: number): void {
    const compared = new Map<Type | undefined, Type | undefined>();
    for (const each of values) {
      if (compared.has(each.type)) this.conversion.may(each, compared.get(each.type), 'implicit');
      else {
        const { arguments: taken } = resolveOperator(this.conversion.types, name, left, each);
        compared.set(each.type, taken?.[1]);
        this.compare(name, left, each, location);
      }
    }
  }
  /** `x IN (SELECT …)`, `x < ALL (SELECT …)`. */
  subquery({ testexpr, operName, subselect, location = 0 }: SubLink, scope: Scope): Type {
    const outputs = this.query(subselect, scope);
    const row = rowOf(testexpr);
    const left = row ? row.map((node) => this.value(node, scope)) : [this.value(testexpr, scope)];
    if (outputs && outputs.length !== left.length && !(left.length === 1 && isRowType(left[0]!.type))) {
      const few = outputs.length < left.length;
      this.conversion.report.add(`subquery has too ${few ? 'few' : 'many'} columns`, locationOf(testexpr) ?? location);
    } else if (outputs?.length === left.length) {
      const name = operName ? operatorName(operName) : { name: '=' };
      left.forEach((value, i) => {
        const type = outputs[i]!.type;
        this.compare(name, value, { type: type === 'unknown' ? 'text' : type }, location);
      });
    }
    return 'boolean';
  }
}
const isRowType = (type: Type | undefined): boolean => type === undefined || type === 'record' || type.includes('\0');
const rowOf = (node: Node | undefined): readonly Node[] | undefined =>
  node && 'RowExpr' in node ? (node.RowExpr.args ?? []) : undefined;
function operatorName(parts: readonly Node[] | undefined): QualifiedName {
  const names = stringsOf(parts);
  const schema = names.at(-2);
  return { ...(schema !== undefined && { schema }), name: names.at(-1) ?? '' };
}
function holdsColumn(node: Node | undefined): boolean {
  let found = false;
  JSON.stringify(node, (key, value) => {
    if (key === 'ColumnRef' || key === 'SelectStmt') found = true;
    return value;
  });
  return found;
}
