/** A type as libpg-query has it → the model's `SqlType`. */

import { catalogTypes } from '../model/generated/catalog-types';
import { typeFacts } from '../model/generated/type-facts';
import { canonicalTypeName, type SqlType } from '../model/types';
import { wordList } from '../text/lists';
import { present } from '../text/present';
import { stringsOf } from './ast';
import type { FunctionParameter, Node, TypeName } from './parse';

/** pg_type of pg_catalog but for arrays; two that are arrays have names of their own. */
const builtinTypeNames = new Set([
  ...wordList(typeFacts).map((word) => word.slice(0, word.indexOf(':'))),
  ...wordList(catalogTypes),
  ...['int2vector', 'oidvector'],
]);
/** Whether an unqualified type name is pg_catalog's, whatever the search path holds; `name(x)` may then be a cast. */
export function isBuiltinType(typname: string): boolean {
  return builtinTypeNames.has(typname);
}

const serials: Readonly<Record<string, readonly ['smallserial' | 'serial' | 'bigserial', string]>> = {
  smallserial: ['smallserial', 'smallint'],
  serial2: ['smallserial', 'smallint'],
  serial: ['serial', 'integer'],
  serial4: ['serial', 'integer'],
  bigserial: ['bigserial', 'bigint'],
  serial8: ['bigserial', 'bigint'],
};
/** `serial` and its kin, as transformColumnDefinition reads them: unqualified or in pg_catalog, no array. */
export function serialOf(
  type: TypeName,
): { serial: 'smallserial' | 'serial' | 'bigserial'; type: SqlType } | undefined {
  const names = stringsOf(type.names);
  const known = serials[names.at(-1) ?? ''];
  if (known === undefined || (names.length > 1 && names[0] !== 'pg_catalog')) return undefined;
  return { serial: known[0], type: { name: known[1], builtin: true } };
}

/** The model's type. A row type's `%TYPE` and SETOF are not told here. */
export function sqlType(type: TypeName): SqlType {
  const names = stringsOf(type.names);
  const name = names.at(-1) ?? '';
  const schema = names.at(-2);
  const array = (type.arrayBounds?.length ?? 0) > 0;
  if (schema === 'pg_catalog' || schema === undefined) {
    if (isBuiltinType(name)) return builtinType(name, type.typmods ?? [], array);
    if (name.startsWith('_') && isBuiltinType(name.slice(1))) return builtinType(name.slice(1), [], true);
  }
  const modifiers = (type.typmods ?? []).map(modifierText).join(',');
  return {
    ...present({ schema }),
    name,
    ...present({
      modifiers: modifiers === '' ? undefined : postgisModifiers(name, modifiers),
      array: array || undefined,
    }),
  };
}

function builtinType(typname: string, typmods: readonly Node[], array: boolean): SqlType {
  const suffix = array ? ({ builtin: true, array: true } as const) : ({ builtin: true } as const);
  const values = typmods.map(modifierText);
  if (typname === 'interval') return { name: 'interval', ...intervalModifiers(values), ...suffix };
  // bpchar without a length is a type of its own spelling: `character` would mean character(1).
  if (typname === 'bpchar' && values.length === 0) return { name: 'bpchar', ...suffix };
  const name = canonicalTypeName(typname);
  if (values.length === 0) return { name, ...suffix };
  if (typname === 'numeric' && values.length === 1) values.push('0');
  if (/^time(stamp)?(tz)?$/.test(typname)) return { name, modifiers: precision(values[0]), ...suffix };
  return { name, modifiers: values.join(','), ...suffix };
}

/** Field masks of src/include/utils/timestamp.h: bit by datetime.h's number of the field. */
const fieldMasks: Readonly<Record<number, string>> = {
  4: 'year',
  2: 'month',
  8: 'day',
  1024: 'hour',
  2048: 'minute',
  4096: 'second',
  6: 'year to month',
  1032: 'day to hour',
  3080: 'day to minute',
  7176: 'day to second',
  3072: 'hour to minute',
  7168: 'hour to second',
  6144: 'minute to second',
};
function intervalModifiers(values: readonly string[]): { fields?: string; modifiers?: string } {
  const [mask, digits] = values;
  if (mask === undefined) return {};
  const fields = fieldMasks[Number(mask)];
  return present({ fields, modifiers: digits === undefined ? undefined : precision(digits) });
}
/** Of seconds: more than MAX_TIMESTAMP_PRECISION digits are reduced, with a warning. */
const precision = (digits = ''): string => (Number(digits) > 6 ? '6' : digits);

function modifierText(node: Node): string {
  if ('A_Const' in node) {
    const { ival, fval, sval } = node.A_Const;
    if (ival !== undefined) return String(ival.ival ?? 0);
    return fval?.fval ?? sval?.sval ?? '';
  }
  if ('Integer' in node) return String(node.Integer.ival ?? 0);
  if ('ColumnRef' in node) return stringsOf(node.ColumnRef.fields).join('.');
  if ('A_Expr' in node && node.A_Expr.rexpr !== undefined)
    return `${stringsOf(node.A_Expr.name).join('')}${modifierText(node.A_Expr.rexpr)}`;
  return '';
}

const geometries = `Geometry Point LineString Polygon MultiPoint MultiLineString MultiPolygon GeometryCollection
  CircularString CompoundCurve CurvePolygon MultiCurve MultiSurface PolyhedralSurface Triangle Tin`
  .split(/\s+/)
  .map((name) => [name.toLowerCase(), name] as const);
const geometryNames = new Map(geometries);
/** PostGIS prints its type names in its own case, and geography's default SRID. */
function postgisModifiers(type: string, modifiers: string): string {
  if (type !== 'geometry' && type !== 'geography') return modifiers;
  const [kind = '', srid] = modifiers.split(',');
  const [, base = '', dimensions = ''] = /^(.*?)(zm|z|m)?$/i.exec(kind) ?? [];
  const spelled = geometryNames.get(base.toLowerCase());
  if (spelled === undefined) return modifiers;
  const number = srid?.trim() ?? (type === 'geography' ? '4326' : '0');
  return `${spelled}${dimensions.toUpperCase()}${number === '0' ? '' : `,${number}`}`;
}

/** OUT, and a column of RETURNS TABLE: no argument of a call. */
export const isOutput = ({ mode }: Pick<FunctionParameter, 'mode'>): boolean =>
  mode === 'FUNC_PARAM_OUT' || mode === 'FUNC_PARAM_TABLE';
