/** PostgreSQL URLs that stand in a file as they are; those of variables are found with the variables. */
import type { NamedDatabase } from '../model/named-database';

export function urlsIn(text: string): readonly NamedDatabase[] {
  return [...text.matchAll(/["'`](postgres(?:ql)?:\/\/[^"'`$\s]+)["'`]/g)].map(([, url]) => ({ url }));
}
