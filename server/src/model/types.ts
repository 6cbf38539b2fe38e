/**
 * Data types by their canonical spelling. `int4`, `int` and `integer` are one type here; the spelling is the one
 * `format_type` prints (src/backend/utils/adt/format_type.c).
 */
import { type Quoting, quoteIdentifier } from '../text/names';

export interface SqlType {
  /** Absent for types of pg_catalog, and for a user's type whose schema is not yet resolved. */
  readonly schema?: string;
  /** Canonical: `integer`, `character varying`, `timestamp with time zone`; for user types the stored name, unquoted. */
  readonly name: string;
  /** Between the parentheses: `255`, `10,2`, `Point,4326`. Never the defaults PostgreSQL drops. */
  readonly modifiers?: string;
  /** `day to second` of interval. */
  readonly fields?: string;
  /** PostgreSQL does not keep dimensions or bounds: int[3][] is int[]. */
  readonly array?: boolean;
  /** True for types of pg_catalog, whose name is then one of `builtin`'s spellings. */
  readonly builtin?: boolean;
}

const spellings: Readonly<Record<string, string>> = {
  bit: 'bit',
  varbit: 'bit varying',
  bool: 'boolean',
  bpchar: 'character',
  char: '"char"',
  varchar: 'character varying',
  float4: 'real',
  float8: 'double precision',
  int2: 'smallint',
  int4: 'integer',
  int8: 'bigint',
  time: 'time without time zone',
  timetz: 'time with time zone',
  timestamp: 'timestamp without time zone',
  timestamptz: 'timestamp with time zone',
};
/** `int4` → `integer`: the canonical spelling of a pg_catalog type's internal name (pg_type.typname). */
export function canonicalTypeName(typname: string): string {
  return spellings[typname] ?? typname;
}
/** `timestamp with time zone` → `timestamptz`, `integer` → `int4`: what is shorter to write. */
export function shortTypeName(canonical: string): string | undefined {
  return Object.keys(spellings).find((short) => spellings[short] === canonical && short !== 'char');
}

/** As `format_type` writes it: `timestamp(3) with time zone`, `character varying(80)[]`, `app."My Type"`. */
export function formatType(type: SqlType, quoting: Quoting = 'needed', searchPath?: readonly string[]): string {
  const suffix = type.array ? '[]' : '';
  const modifiers = type.modifiers === undefined ? '' : `(${type.modifiers})`;
  if (type.builtin) {
    const zone = / with(out)? time zone$/.exec(type.name);
    if (zone) return `${type.name.slice(0, zone.index)}${modifiers}${zone[0]}${suffix}`;
    const fields = type.fields === undefined ? '' : ` ${type.fields}`;
    return `${type.name}${fields}${modifiers}${suffix}`;
  }
  const qualify = type.schema !== undefined && !(searchPath?.includes(type.schema) ?? false);
  const name = quoteIdentifier(type.name, quoting);
  return `${qualify ? `${quoteIdentifier(type.schema!, quoting)}.` : ''}${name}${modifiers}${suffix}`;
}

/** The same type: schemas compare only where both are known. */
export function sameType(a: SqlType, b: SqlType): boolean {
  return (
    a.name === b.name &&
    (a.builtin ?? false) === (b.builtin ?? false) &&
    (a.schema === b.schema || a.schema === undefined || b.schema === undefined) &&
    a.modifiers === b.modifiers &&
    a.fields === b.fields &&
    (a.array ?? false) === (b.array ?? false)
  );
}
