/** The type that a default was given in. */

import { isString } from '../model/casts';
import type { SqlType } from '../model/types';
import { parse } from '../sql/parse';
import { sqlType } from '../sql/types';

/** Without the cast that PostgreSQL adds where a column gets it (`strip_implicit_coercions`); undefined: of any, or not told. */
export function typeOfDefault(expression: string, column: SqlType): SqlType | undefined {
  const outcome = parse(`SELECT ${expression}`);
  const [only] = outcome.status === 'ok' ? outcome.statements : [];
  const target = only?.stmt && 'SelectStmt' in only.stmt ? only.stmt.SelectStmt.targetList?.[0] : undefined;
  const value = target && 'ResTarget' in target ? target.ResTarget.val : undefined;
  if (!value) return undefined;
  if ('TypeCast' in value && value.TypeCast.typeName) return sqlType(value.TypeCast.typeName);
  if ('A_Const' in value) return value.A_Const.isnull ? undefined : column;
  // Anything can be given to a column of text.
  return column.builtin && isString(column.name) ? undefined : column;
}
