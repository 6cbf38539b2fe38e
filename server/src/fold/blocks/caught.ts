/** Which handler of a block catches what PostgreSQL refuses in it. */

import type { Conflict } from '../conflict';

/** By what PostgreSQL says; what is not among these may be any. */
const conditions: readonly (readonly [RegExp, string])[] = [
  [/^column .* already exists|^column .* specified more than once/, 'duplicate_column'],
  [/^relation .* already exists/, 'duplicate_table'],
  [/^schema .* already exists/, 'duplicate_schema'],
  [/^(function|procedure) .* already exists/, 'duplicate_function'],
  [/^(type|constraint|trigger|policy|rule|enum label|extension|publication) .* already exists/, 'duplicate_object'],
  [/^column .* does not exist/, 'undefined_column'],
  [/^(relation|table|view|materialized view|sequence) .* does not exist/, 'undefined_table'],
  [/^schema .* does not exist/, 'invalid_schema_name'],
  [/^(function|procedure|aggregate) .* does not exist/, 'undefined_function'],
  [/^(index|type|constraint|trigger|policy|rule|extension|publication) .* does not exist/, 'undefined_object'],
  [/is not an existing enum label/, 'invalid_parameter_value'],
  [/^multiple primary keys for table/, 'invalid_table_definition'],
  [/^cannot drop .* because other objects depend on it/, 'dependent_objects_still_exist'],
];
const codes: Readonly<Record<string, string>> = {
  '42701': 'duplicate_column',
  '42p07': 'duplicate_table',
  '42p06': 'duplicate_schema',
  '42723': 'duplicate_function',
  '42710': 'duplicate_object',
  '42703': 'undefined_column',
  '42p01': 'undefined_table',
  '3f000': 'invalid_schema_name',
  '42883': 'undefined_function',
  '42704': 'undefined_object',
  '42p16': 'invalid_table_definition',
  '22023': 'invalid_parameter_value',
  '2bp01': 'dependent_objects_still_exist',
};
const named = new Set(Object.values(codes));

/** `catches`: the conditions of the handlers. One that is not told apart here may catch anything. */
export function isCaught({ message }: Conflict, catches: readonly string[]): boolean {
  const own = conditions.find(([says]) => says.test(message))?.[1];
  return catches.some((each) => {
    const condition = codes[each] ?? each;
    return own === undefined || condition === own || !named.has(condition);
  });
}
