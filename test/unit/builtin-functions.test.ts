import { describe, expect, it } from 'vitest';
import { builtinOverloads } from '../../server/src/analysis/signatures';
import {
  argumentsInWords,
  calledFunctionNames,
  calledOverloads,
  resultInWords,
} from '../../server/src/model/builtin-functions';

const shown = (name: string, serverVersion = 0) =>
  calledOverloads(name, serverVersion).map((one) => `(${argumentsInWords(one)}) → ${resultInWords(one)}`);

describe('a function of PostgreSQL', () => {
  it.each([
    ['lower', '(text) → text'],
    ['make_time', '(hour integer, min integer, sec double precision) → time without time zone'],
    ['concat', '(VARIADIC "any") → text'],
    ['percentile_cont', '(double precision ORDER BY double precision) → double precision'],
    ['rank', '(VARIADIC "any" ORDER BY VARIADIC "any") → bigint'],
    ['mode', '(ORDER BY anyelement) → anyelement'],
    ['jsonb_each', '(from_json jsonb, OUT key text, OUT value jsonb) → SETOF record'],
    ['jsonb_set', '(jsonb_in jsonb, path text[], replacement jsonb, create_if_missing boolean DEFAULT true) → jsonb'],
    ['regexp_substr', '(string text, pattern text, start integer, "N" integer) → text'],
  ])('%s is shown as pg_get_function_arguments has it', (name, expected) => {
    expect(shown(name)).toContain(expected);
  });
  it('is that of the server’s version', () => {
    expect(shown('array_append', 130_000)).toEqual(['(anyarray, anyelement) → anyarray']);
    expect(shown('array_append', 140_000)).toEqual(['(anycompatiblearray, anycompatible) → anycompatiblearray']);
    expect(shown('any_value', 150_000)).toEqual([]);
  });
  it('is told by its types too where nobody calls it', () => {
    expect(shown('int4eq')).toEqual([]);
    expect(builtinOverloads('jsonb_set', 18)).toEqual([
      expect.objectContaining({ arguments: ['jsonb', 'text[]', 'jsonb', 'boolean'], defaults: 1, result: 'jsonb' }),
    ]);
  });
  it('has a name that people call', () => {
    expect(calledFunctionNames().length).toBeGreaterThan(600);
    expect(calledFunctionNames()).not.toContain('int4eq');
  });
});
