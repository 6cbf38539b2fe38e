/**
 * Constants that a column's type does not hold. PostgreSQL keeps a DEFAULT as it is written, but computes that of a column
 * that is added, for the rows that are there, even where there are none (`ATExecAddColumn`, src/backend/commands/tablecmds.c).
 */
import type { SqlType } from '../model/types';
import type { A_Const, Node } from '../sql/parse';
import { integers } from './literals';

/** What PostgreSQL says of the constant as a value of the type; undefined: nothing, or not known. */
export function overflow(node: Node | undefined, type: SqlType): string | undefined {
  if (!node || !('A_Const' in node) || !type.builtin || type.array) return undefined;
  const range = integers[type.name];
  const number = numberOf(node.A_Const);
  if (range && number !== undefined) return integerOverflow(number, type.name, range);
  if (type.name === 'numeric' && number !== undefined) return numericOverflow(number, type.modifiers);
  const isText = type.name === 'character varying' || type.name === 'character';
  const text = node.A_Const.sval?.sval;
  return isText && text !== undefined ? tooLong(text, type) : undefined;
}
/** As it is written; undefined: no plain number. */
function numberOf({ ival, fval }: A_Const): string | undefined {
  if (ival) return String(ival.ival ?? 0);
  return fval?.fval !== undefined && /^-?(\d+\.?\d*|\.\d+)$/.test(fval.fval) ? fval.fval : undefined;
}
function integerOverflow(number: string, type: string, [least, most]: readonly [bigint, bigint]): string | undefined {
  // What is near the end may be rounded back.
  const value = BigInt(/^-?\d*/.exec(number)?.[0].replace(/^-?$/, '0') ?? 0);
  return value < least || value > most ? `${type} out of range` : undefined;
}
function numericOverflow(number: string, modifiers: string | undefined): string | undefined {
  const [precision, scale = 0] = modifiers?.split(',').map(Number) ?? [];
  if (precision === undefined || !(scale >= 0)) return undefined;
  // Rounding can only make it longer.
  const whole = number.replace('-', '').split('.')[0]!.replace(/^0+/, '');
  return whole.length > Math.max(precision - scale, 0) ? 'numeric field overflow' : undefined;
}
function tooLong(
  text: string,
  { name, modifiers = name === 'character' ? '1' : undefined }: SqlType,
): string | undefined {
  if (modifiers === undefined) return undefined;
  const beyond = [...text].slice(Number(modifiers)).join('');
  return /[^ ]/.test(beyond) ? `value too long for type ${name}(${modifiers})` : undefined;
}
