/** An expression becomes another type: whether it may, and what its constant says (`coerce_type` and its callers). */

import type { A_Const, Node } from '../sql/parse';
import { type CastContext, coercionVolatility, commonType, isCoercible } from './coercion';
import { literalProblem } from './literals';
import type { Report } from './report';
import type { Type } from './signatures';
import type { Types } from './types';

export interface Value {
  /** Undefined: not known. */
  readonly type: Type | undefined;
  /** As a column's. */
  readonly brought?: Type | undefined;
  /** The text of a string constant that has no type yet. */
  readonly text?: string;
  readonly location?: number | undefined;
}

export class Conversion {
  constructor(
    readonly types: Types,
    readonly report: Report,
  ) {}

  /** True unless it surely may not; a constant that the type does not take is reported. */
  may({ type, text, location }: Value, to: Type | undefined, context: CastContext): boolean {
    if (type === undefined || to === undefined) return true;
    if (type === 'unknown') {
      const problem = text === undefined ? undefined : literalProblem(this.types, text, to);
      if (problem) this.report.add(problem, location);
      return true;
    }
    if (isCoercible(this.types, type, to, context) === false) return false;
    this.report.uses(
      `${this.types.show(type)} to ${this.types.show(to)}`,
      coercionVolatility(this.types, type, to),
      location,
    );
    return true;
  }
  boolean(value: Value, clause: string): void {
    if (this.may(value, 'boolean', 'assignment')) return;
    this.report.add(
      `argument of ${clause} must be type boolean, not type ${this.types.show(value.type)}`,
      value.location,
    );
  }
  /** One type for several, as CASE, COALESCE, UNION and the like want it. */
  common(values: readonly Value[], clause: string): Type | undefined {
    const { type, clash, convert } = commonType(
      this.types,
      values.map((each) => each.type),
    );
    const show = (pair: readonly Type[], word: string): string => pair.map((each) => this.types.show(each)).join(word);
    const at = values.find((each) => each.type === (clash ? clash[1] : convert?.[0]))?.location;
    if (clash) this.report.add(`${clause} types ${show(clash, ' and ')} cannot be matched`, at);
    if (convert) this.report.add(`${clause} could not convert type ${show(convert, ' to ')}`, at);
    if (type !== undefined) for (const each of values) this.may(each, type, 'implicit');
    return type;
  }
  /** A value for a column, or for its DEFAULT (`transformAssignedExpr`, `cookDefault`). */
  assigned(value: Value, column: string, to: Type | undefined, what = 'expression'): void {
    if (this.may(value, to, 'assignment')) return;
    const [own, given] = [to, value.type].map((type) => this.types.show(type));
    this.report.add(`column "${column}" is of type ${own} but ${what} is of type ${given}`, value.location);
  }
}

export function constantOf({ sval, ival, fval, boolval, bsval, isnull }: A_Const, location: number | undefined): Value {
  if (isnull) return { type: 'unknown', location };
  if (sval) return { type: 'unknown', text: sval.sval ?? '', location };
  if (ival) return { type: 'integer', location };
  if (boolval) return { type: 'boolean', location };
  if (bsval) return { type: 'bit', location };
  return { type: fval ? numberType(fval.fval ?? '') : undefined, location };
}
/** `make_const`: what does not fit an integer is a bigint, then numeric. */
function numberType(text: string): Type | undefined {
  if (/^\d+$/.test(text)) return BigInt(text) <= 9223372036854775807n ? 'bigint' : 'numeric';
  // 0x1F and 1_000, from PostgreSQL 16 on.
  return /^[\d.eE+-]+$/.test(text) ? 'numeric' : undefined;
}
/** Where an expression begins. */
export function locationOf(node: Node | undefined): number | undefined {
  if (!node) return undefined;
  const [body] = Object.values(node) as { location?: number; lexpr?: Node; arg?: Node; columnref?: Node }[];
  if ('A_Expr' in node && body?.lexpr) return locationOf(body.lexpr);
  if ('A_Indirection' in node || 'CollateClause' in node) return locationOf(body?.arg);
  if ('TypeCast' in node) return locationOf(body?.arg) ?? body?.location;
  return body?.location ?? ('A_Const' in node || 'ColumnRef' in node || 'FuncCall' in node ? 0 : undefined);
}
