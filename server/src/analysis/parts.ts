/** `x[1]` and `x.field`: an element of an array, a field of a row. */

import { isBuiltinFunction } from '../model/builtins';
import { isSurelyAbsent } from '../model/resolve';
import type { Conversion } from './conversion';
import { ownOverloads } from './routines';
import type { Type } from './signatures';
import type { Types } from './types';

export function subscriptType(
  { types, report }: Conversion,
  type: Type | undefined,
  slice: boolean,
  location: number | undefined,
): Type | undefined {
  if (type === undefined) return undefined;
  const base = types.base(type);
  if (base === 'jsonb' && (types.major === 0 || types.major >= 14)) return 'jsonb';
  const element = types.element(base);
  if (element !== undefined) return slice ? base : element;
  // Points, boxes and names have parts of their own.
  if (/^(point|box|lseg|line|name|path|polygon)$/.test(base)) return undefined;
  const message =
    types.major === 0 || types.major >= 14
      ? `cannot subscript type ${types.show(type)} because it does not support subscripting`
      : `cannot subscript type ${types.show(type)} because it is not an array`;
  return type === 'unknown' ? undefined : report.add(message, location);
}
export function fieldType(
  { types, report }: Conversion,
  type: Type | undefined,
  field: string,
  location: number | undefined,
): Type | undefined {
  if (type === undefined || type === 'record' || type === 'unknown') return undefined;
  const base = types.base(type);
  if (!types.isRow(base))
    return report.add(
      `column notation .${field} applied to type ${types.show(type)}, which is not a composite type`,
      location,
    );
  const columns = types.columns(base);
  const found = columns?.find(({ name }) => name === field);
  // A function of the row may be meant, too.
  if (!columns || found || mayBeFunction(types, field)) return found?.type;
  return report.add(`column "${field}" not found in data type ${types.show(type)}`, location);
}
/** `row.name` calls a function of the row, too. */
export function mayBeFunction(types: Types, name: string): boolean {
  if (isBuiltinFunction(name) || !isSurelyAbsent(types.schema, 'routine', { name })) return true;
  return ownOverloads(types, { name })?.length !== 0;
}
