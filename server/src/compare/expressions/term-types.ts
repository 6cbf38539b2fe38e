/** The types of expressions, as far as their text and the columns tell. */
import type { Term } from './term';
import { type CastType, equalTypes } from './types';

/** The type a term has before its casts, where the text or the column tells. */
export function bareType(of: Term, columnType: (name: string) => CastType | undefined): CastType | undefined {
  if (of.kind === 'column') return of.type ?? columnType(of.name.replace(/^(?:new|old)\./, ''));
  if (of.kind === 'call') return resultTypes[of.name];
  if (of.kind === 'form' && ['coalesce', 'least', 'greatest', 'AEXPR_NULLIF'].includes(of.name)) {
    for (const arg of of.args) {
      const type = termType(arg, columnType);
      if (type) return type;
    }
  }
  if (of.kind === 'form' && of.name === 'case') {
    const results = of.args.filter((_, at) => (at > 0 && at % 2 === 0) || at === of.args.length - 1);
    return results.map((result) => termType(result, columnType)).find((type) => type !== undefined);
  }
  // SESSION_USER, CURRENT_SCHEMA and the like; those of time are calls.
  if (of.kind === 'form' && of.name.startsWith('SVFOP_')) return { name: 'name' };
  if (of.kind === 'form' && of.name.startsWith('collate')) return termType(of.args[0]!, columnType);
  if (of.kind === 'operator' && (of.name === '||' || of.name === '->>' || of.name === '#>>')) return { name: 'text' };
  if (of.kind === 'operator' && of.args.length === 2 && /^[-+*/%]$/.test(of.name)) {
    const [left, right] = of.args.map((arg) => termType(arg, columnType));
    return left && right && equalTypes(left, right) ? left : undefined;
  }
  return undefined;
}
function termType(of: Term, columnType: (name: string) => CastType | undefined): CastType | undefined {
  return of.casts.length > 0 ? of.casts.at(-1) : bareType(of, columnType);
}
const textType: CastType = { name: 'text' };
const integer: CastType = { name: 'integer' };
const resultTypes: Readonly<Record<string, CastType>> = {
  now: { name: 'timestamp with time zone' },
  lower: textType,
  upper: textType,
  btrim: textType,
  ltrim: textType,
  rtrim: textType,
  replace: textType,
  concat: textType,
  substring: textType,
  substr: textType,
  left: textType,
  right: textType,
  md5: textType,
  split_part: textType,
  regexp_replace: textType,
  to_char: textType,
  length: integer,
  octet_length: integer,
  array_length: integer,
  cardinality: integer,
  jsonb_array_length: integer,
  json_array_length: integer,
  jsonb_typeof: textType,
  json_typeof: textType,
  to_tsvector: { name: 'tsvector' },
  gen_random_uuid: { name: 'uuid' },
  uuid_generate_v4: { name: 'uuid' },
  clock_timestamp: { name: 'timestamp with time zone' },
  nextval: { name: 'bigint' },
  random: { name: 'double precision' },
};
