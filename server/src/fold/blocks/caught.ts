/** Which handler of a block catches what PostgreSQL refuses in it. */

import { isKind, rulesOf } from '../../model/kinds';
import { nameSpaceOf } from '../base';
import type { Conflict } from '../conflict';

const conditionsByCode: Readonly<Record<string, string>> = {
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
const named = new Set(Object.values(conditionsByCode));

/** `catches`: the conditions of the handlers. One that is not told apart here may catch anything. */
export function isCaught(conflict: Conflict, catches: readonly string[]): boolean {
  const own = conditionOf(conflict);
  return catches.some((each) => {
    const condition = conditionsByCode[each] ?? each;
    return own === undefined || condition === own || !named.has(condition);
  });
}
/** By what PostgreSQL says; undefined: it may be any. */
function conditionOf({ message, object: { kind } }: Conflict): string | undefined {
  if (message.startsWith('multiple primary keys')) return 'invalid_table_definition';
  if (message.endsWith('is not an existing enum label')) return 'invalid_parameter_value';
  if (message.includes('because other objects depend on it')) return 'dependent_objects_still_exist';
  const exists = /already exists|specified more than once/.test(message);
  if (!exists && !message.includes('does not exist')) return undefined;
  const are = exists ? 'duplicate' : 'undefined';
  const [noun = ''] = message.split(' ');
  if (noun === 'column') return `${are}_column`;
  if (noun === 'schema') return exists ? 'duplicate_schema' : 'invalid_schema_name';
  if (noun === 'relation' || (noun !== 'type' && noun !== 'index' && isKind(kind) && rulesOf(kind).isRelation))
    return `${are}_table`;
  const isFunction = /^operator (?!class|family)/.test(message) || (nameSpaceOf(kind) === 'routine' && noun !== 'type');
  return isFunction ? `${are}_function` : `${are}_object`;
}
