/** CREATE OPERATOR CLASS and ALTER OPERATOR FAMILY: numbers that the access method does not have, members named twice. */

import { formatType } from '../../model/types';
import { bodiesOf } from '../ast';
import type { AlterOpFamilyStmt, CreateOpClassItem, CreateOpClassStmt } from '../parse';
import { sqlType } from '../types';
import type { Refusals } from './refusal';

/** `amstrategies` and `amsupport` of the methods that PostgreSQL brings, by what the newest version has. */
const memberLimits: Readonly<Record<string, { readonly operators?: number; readonly functions: number }>> = {
  btree: { operators: 5, functions: 6 },
  hash: { operators: 1, functions: 3 },
  gist: { functions: 12 },
  gin: { functions: 7 },
  spgist: { functions: 7 },
  brin: { functions: 15 },
};
const ordering = new Set(['gist', 'spgist']);
/** `OPCLASS_ITEM_…` of src/include/nodes/parsenodes.h. */
const [OPERATOR, FUNCTION, STORAGE] = [1, 2, 3];

export function operatorClassRefusals(refusals: Refusals, { amname, items }: CreateOpClassStmt): void {
  const all = bodiesOf(items, 'CreateOpClassItem');
  numbers(refusals, amname ?? '', all);
  const stored = all.filter(({ itemtype }) => itemtype === STORAGE);
  if (stored.length > 1) refusals.add('storage type specified more than once', undefined);
}
export function operatorFamilyRefusals(refusals: Refusals, { amname, isDrop, items }: AlterOpFamilyStmt): void {
  const all = bodiesOf(items, 'CreateOpClassItem');
  numbers(refusals, amname ?? '', all);
  for (const item of all) {
    if (item.itemtype === STORAGE) refusals.add('STORAGE cannot be specified in ALTER OPERATOR FAMILY', undefined);
    const types = item.class_args?.length ?? 0;
    if (isDrop && (types < 1 || types > 2)) refusals.add('one or two argument types must be specified', undefined);
    if (!isDrop && item.itemtype === OPERATOR && (item.name?.objargs?.length ?? 0) === 0)
      refusals.add('operator argument types must be specified in ALTER OPERATOR FAMILY', undefined);
  }
}
function numbers(refusals: Refusals, method: string, items: readonly CreateOpClassItem[]): void {
  const limit = Object.hasOwn(memberLimits, method) ? memberLimits[method] : undefined;
  const seen = new Set<string>();
  for (const item of items) {
    const { itemtype, number = 0, order_family: sorts } = item;
    if (itemtype === STORAGE) continue;
    const kind = itemtype === FUNCTION ? 'function' : 'operator';
    const most = itemtype === FUNCTION ? limit?.functions : limit?.operators;
    if (number <= 0 || (most !== undefined && number > most))
      refusals.add(`invalid ${kind} number ${number}, must be between 1 and ${most ?? 32767}`, undefined);
    else if (method === 'btree' && itemtype === FUNCTION && number === 6)
      refusals.add('invalid function number 6, must be between 1 and 5', undefined, { before: 180000 });
    if (sorts && limit && !ordering.has(method))
      refusals.add(`access method "${method}" does not support ordering operators`, undefined);
    const types = itemtype === OPERATOR ? familyTypes(item) : undefined;
    if (types === undefined) continue;
    const member = `${kind} number ${number} for (${types})`;
    if (seen.has(member)) refusals.add(`${member} appears more than once`, undefined);
    seen.add(member);
  }
}
/** Those that are written, of PostgreSQL's own. */
function familyTypes({ name, class_args: dropped }: CreateOpClassItem): string | undefined {
  const types = bodiesOf(dropped ?? name?.objargs, 'TypeName').map(sqlType);
  return types.length === 2 && types.every(({ builtin }) => builtin)
    ? types.map((type) => formatType(type)).join(',')
    : undefined;
}
