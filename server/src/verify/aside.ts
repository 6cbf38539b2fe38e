/** Where what a file makes and dev has is moved to, so that the file can make it. */
import { createHash } from 'node:crypto';
import { keyOf, quoteQualified } from '../text/names';

/** Nothing of it is on any search path. */
export const ASIDE = 'devschema_before';

/**
 * Under another schema and another name: files ask pg_type, pg_class, pg_constraint and the like by the name alone whether
 * something is there.
 */
export function asideSql(
  kind: 'TABLE' | 'SEQUENCE' | 'TYPE' | 'ROUTINE',
  object: { schema: string; name: string },
  identityArguments?: string,
): string {
  const moved = quoteQualified({ schema: ASIDE, name: object.name }, 'always');
  const list = identityArguments === undefined ? '' : `(${identityArguments})`;
  return [
    `ALTER ${kind} ${quoteQualified(object, 'always')}${list} SET SCHEMA ${ASIDE}`,
    `ALTER ${kind} ${moved}${list} RENAME TO ${nameAside(keyOf(object))}`,
  ].join(';\n');
}
export const nameAside = (key: string): string =>
  `${ASIDE}_${createHash('sha256').update(key).digest('hex').slice(0, 16)}`;
