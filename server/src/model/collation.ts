/** Which collation something has where none is written. */
import { keyOf } from '../text/names';
import type { Schema } from './schema';
import type { SqlType } from './types';

/** pg_type.typcollation, by name; `default` of what has none, too. */
export function collationOfType({ types }: Schema, { name, schema, builtin }: SqlType): string {
  if (builtin) return name === 'name' ? 'C' : 'default';
  const type = schema === undefined ? undefined : types.get(keyOf({ schema, name }));
  return (type?.kind === 'domain' ? type.collation?.name : undefined) ?? 'default';
}
