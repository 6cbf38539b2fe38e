/** CREATE and ALTER ROLE (`CreateRole`, src/backend/commands/user.c). */
import { bodiesOf } from '../ast';
import type { AlterRoleStmt, CreateRoleStmt } from '../parse';
import { optionValue } from '../source';
import type { Refusals } from './refusal';

export function roleRefusals(refusals: Refusals, statement: CreateRoleStmt | AlterRoleStmt): void {
  const made = typeof statement.role === 'string' ? statement.role : undefined;
  if (made?.startsWith('pg_')) refusals.add(`role name "${made}" is reserved`, undefined);
  const options = bodiesOf(statement.options, 'DefElem');
  options.forEach(({ defname, arg, location }, i) => {
    if (options.findIndex((each) => each.defname === defname) < i)
      refusals.add('conflicting or redundant options', location);
    const limit = defname === 'connectionlimit' && arg ? Number(optionValue(arg)) : 0;
    const until = defname === 'validUntil' && arg ? optionValue(arg) : '';
    if (!/\d|^\s*$|^\s*[-+]?(now|today|tomorrow|yesterday|epoch|infinity)\b/i.test(until))
      refusals.add(`invalid input syntax for type timestamp with time zone: "${until}"`, location);
    if (limit < -1) refusals.add(`invalid connection limit: ${limit}`, location);
  });
}
