/** Which overload a list of argument types means. */
import type { Routine } from '../../model/schema';
import { type SqlType, sameType } from '../../model/types';
import type { Draft } from '../draft';
import { resolveType } from '../type-names';

/** Without a list every overload is meant. Modifiers do not tell overloads apart. */
export function sameArguments(
  draft: Draft,
  routine: Pick<Routine, 'argumentTypes'>,
  types: readonly SqlType[] | undefined,
): boolean {
  if (!types) return true;
  if (types.length !== routine.argumentTypes.length) return false;
  return types.every((type, i) => {
    const own = routine.argumentTypes[i];
    return (
      own === undefined ||
      sameType(withoutModifiers(resolveType(draft, type)), withoutModifiers(resolveType(draft, own)))
    );
  });
}
function withoutModifiers({ modifiers, fields, ...type }: SqlType): SqlType {
  return type;
}
