/**
 * Roles belong to a server and not to a dump: the scratch makes those that a statement names, so that it can go on. Whether
 * dev has them is known only of roles that own something there, were granted something or are named by a policy.
 */

import { hasStandIns, isPlatformRole } from '../dev/embedded/stand-ins';
import type { Schema } from '../model/schema';
import { printedName } from '../text/quoted';
import { wordPattern } from '../text/text';

/** The first role a statement names that nothing of dev shows to be there. `made`: those the scratch made for statements. */
export function roleNotKnown(text: string, made: readonly string[], dev: Schema): string | undefined {
  const named = made.filter((role) => wordPattern(role).test(text));
  if (named.length === 0) return undefined;
  const known = rolesOf(dev);
  const isPlatform = hasStandIns(dev);
  return named.find((role) => !known.has(role) && !(isPlatform && isPlatformRole(role)));
}

const rolesNamed = new WeakMap<Schema, ReadonlySet<string>>();
function rolesOf(schema: Schema): ReadonlySet<string> {
  const known = rolesNamed.get(schema);
  if (known) return known;
  const roles = new Set<string>();
  const { namespaces, tables, views, sequences, routines, types, others } = schema;
  for (const map of [namespaces, tables, views, sequences, routines, types, others])
    for (const object of map.values()) collect(object, roles);
  rolesNamed.set(schema, roles);
  return roles;
}
function collect(value: unknown, roles: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const names = (Array.isArray(inner) ? inner : [inner]).filter((one): one is string => typeof one === 'string');
    if (key === 'owner' || key === 'roles') for (const name of names) roles.add(printedName(name));
    // aclitem: grantee=letters/grantor
    else if (key === 'privileges')
      for (const item of names) for (const name of item.split(/=.*\//)) roles.add(printedName(name));
    else collect(inner, roles);
  }
}
