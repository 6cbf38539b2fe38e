/**
 * Roles belong to a server and not to a schema. Where they have not been read, only those are known to be there that own
 * something in the schema, were granted something or are named by a policy, and those that PostgreSQL or the platform makes
 * itself.
 */
import { t } from '../text/l10n';
import { namePattern, printedName, writtenName } from '../text/quoted';
import { objectKey } from './kinds';
import type { Schema } from './schema';

/** Whether something of the schema shows that its server has the role. */
export function showsRole(schema: Schema, role: string): boolean {
  if (schema.roles) return schema.roles.includes(role) || role.startsWith('pg_');
  return rolesOf(schema).has(role) || /^pg_|^postgres$/.test(role) || (platformRole.test(role) && isSupabase(schema));
}
/** The role that a statement makes and that the server has. */
export function roleMadeTwice({ roles }: Schema, text: string): string | undefined {
  const name = roleMade(text);
  return name !== undefined && roles?.includes(name) ? name : undefined;
}
export function roleMade(text: string): string | undefined {
  const written = madeRole.exec(text)?.[1];
  return written === undefined ? undefined : writtenName(written);
}
const madeRole = new RegExp(String.raw`^\s*CREATE\s+(?:ROLE|USER(?!\s+MAPPING\b)|GROUP)\s+(${namePattern})`, 'i');
/** Why a role that is not shown is not to be counted on. `name`: dev or target. */
export const lacksRole = ({ roles }: Schema, name: string, role: string): string =>
  roles
    ? t('{0} has no role {1}, and nothing makes it before this runs', name, role)
    : t('whether {0} has role {1} is not known', name, role);

/** Roles that Supabase makes in every database. */
const platformRole = /^(?:anon|authenticated|service_role|authenticator|dashboard_user|pgbouncer|supabase_\w+)$/;
function isSupabase({ namespaces, unknown }: Schema): boolean {
  const keys = new Set(
    ['auth', 'storage', 'realtime', 'extensions', 'vault'].map((name) => objectKey('schema', '', name)),
  );
  return namespaces.has('auth') || unknown.some(({ object }) => keys.has(object));
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
