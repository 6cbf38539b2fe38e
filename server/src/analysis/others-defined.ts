/** Casts, operators and operator classes that extensions and people make, as the types that they are for. */

import { definedCasts, operatorsOfSymbol } from '../model/lookups';
import type { OtherObject } from '../model/schema';
import { bodiesOf } from '../sql/ast';
import { type Node, parse, type TypeName } from '../sql/parse';
import { sqlType } from '../sql/types';
import type { Type } from './signatures';
import type { Types } from './types';

const statements = new WeakMap<OtherObject, { readonly statement: Node | undefined }>();
/** The statement that makes it; each question would read it again. */
export function definingStatement(other: OtherObject): Node | undefined {
  const known = statements.get(other);
  if (known) return known.statement;
  const outcome = parse(other.definition ?? '');
  const statement = outcome.status === 'ok' ? outcome.statements[0]?.stmt : undefined;
  statements.set(other, { statement });
  return statement;
}

interface DefinedCast {
  /** Undefined: not known. */
  readonly from: Type | undefined;
  readonly to: Type | undefined;
  readonly context: 'implicit' | 'assignment' | 'explicit';
  /** It is dev's, with all else that its extension brings. */
  readonly isRead: boolean;
}
export function castsOf(types: Types): DefinedCast[] {
  return definedCasts.values(types.schema.others, '').map((other) => {
    const statement = definingStatement(other);
    const made = statement && 'CreateCastStmt' in statement ? statement.CreateCastStmt : undefined;
    const context =
      made?.context === 'COERCION_IMPLICIT'
        ? 'implicit'
        : made?.context === 'COERCION_ASSIGNMENT'
          ? 'assignment'
          : 'explicit';
    return {
      from: argumentOf(types, made?.sourcetype),
      to: argumentOf(types, made?.targettype),
      context,
      isRead: other.extension !== undefined,
    };
  });
}
/** The operands of each operator of this symbol; undefined where they are not known. */
export function operandsOf(types: Types, symbol: string): ((Type | undefined)[] | undefined)[] {
  return operatorsOfSymbol.values(types.schema.others, symbol).map((other) => {
    const statement = definingStatement(other);
    if (!statement || !('DefineStmt' in statement)) return undefined;
    const attributes = bodiesOf(statement.DefineStmt.definition, 'DefElem');
    return attributes.flatMap(({ defname, arg }) =>
      /^(left|right)arg$/.test(defname ?? '') && arg && 'TypeName' in arg ? [argumentOf(types, arg.TypeName)] : [],
    );
  });
}
const argumentOf = (types: Types, type: TypeName | undefined): Type | undefined =>
  type === undefined ? undefined : types.argument(sqlType(type));
