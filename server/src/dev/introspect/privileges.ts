/** pg_default_acl and pg_init_privs → default privileges, and those on PostgreSQL's own objects. */
import { present } from '../../text/present';
import { orNull, select, textOf, textsOf } from '../select';
import { otherPart } from './other-part';
import { type QueryTarget, regclass } from './sql';

const defaultAclObjects: Readonly<Record<string, string>> = {
  r: 'TABLES',
  S: 'SEQUENCES',
  f: 'FUNCTIONS',
  T: 'TYPES',
  n: 'SCHEMAS',
  L: 'LARGE OBJECTS',
};
function defaultPrivilegesQuery(target: QueryTarget) {
  return select(
    {
      owner: textOf('pg_catalog.pg_get_userbyid(d.defaclrole)::text'),
      schema: orNull(textOf('n.nspname::text')),
      type: textOf('d.defaclobjtype::text'),
      privileges: textsOf('d.defaclacl::text[]'),
    },
    `FROM pg_catalog.pg_default_acl d LEFT JOIN pg_catalog.pg_namespace n ON n.oid = d.defaclnamespace
 WHERE ${target.privileges} ORDER BY "owner", "schema", "type"`,
  );
}
export const defaultPrivileges = otherPart(
  'default privileges',
  defaultPrivilegesQuery,
  ({ owner, schema, type, privileges }) => ({
    kind: 'DEFAULT PRIVILEGES',
    name: `${owner} ${schema ?? ''} ${type}`,
    owner,
    privileges,
    definition: defaultAclObjects[type] ?? '',
    ...present({ schema: schema ?? undefined }),
  }),
);

/**
 * What was granted and revoked on PostgreSQL's own objects since the database was made (pg_init_privs says what they had
 * then), as statements: the schema pg_catalog, its relations, their columns and its functions.
 */
function catalogPrivilegesQuery(target: QueryTarget) {
  const initial = (classId: string, oid: string, sub: string): string =>
    `(SELECT i.initprivs FROM pg_catalog.pg_init_privs i WHERE i.classoid = ${regclass(classId)} AND i.objoid = ${oid} AND i.objsubid = ${sub})`;
  const own = `n.nspname = 'pg_catalog'`;
  const relation = `'pg_catalog.' || pg_catalog.quote_ident(c.relname)`;
  const statements = (verb: string, to: string, here: string, there: string): string => `
       (SELECT pg_catalog.string_agg('${verb} ' || g.privilege_type || o.part || ' ON ' || o.designation || ' ${to} '
                 || CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(g.grantee)) END
                 || ${verb === 'GRANT' ? "CASE WHEN g.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END" : "''"}, E';\\n'
                 ORDER BY pg_catalog.pg_get_userbyid(g.grantee), g.privilege_type)
          FROM (SELECT grantee, privilege_type, is_grantable FROM pg_catalog.aclexplode(o.${here})
                EXCEPT SELECT grantee, privilege_type, is_grantable FROM pg_catalog.aclexplode(o.${there})) AS g)`;
  const before = statements('REVOKE', 'FROM', 'before', 'now');
  const now = statements('GRANT', 'TO', 'now', 'before');
  return select(
    {
      name: textOf('o.designation || o.part'),
      definition: textOf(`pg_catalog.concat_ws(E';\\n', ${before}, ${now})`),
    },
    `FROM (
    SELECT 'SCHEMA pg_catalog' AS designation, '' AS part,
           coalesce(n.nspacl, pg_catalog.acldefault('n', n.nspowner)) AS now,
           coalesce(${initial('pg_namespace', 'n.oid', '0')}, pg_catalog.acldefault('n', n.nspowner)) AS before
      FROM pg_catalog.pg_namespace n WHERE ${own}
    UNION ALL
    SELECT 'TABLE ' || ${relation}, '', coalesce(c.relacl, pg_catalog.acldefault('r', c.relowner)),
           coalesce(${initial('pg_class', 'c.oid', '0')}, pg_catalog.acldefault('r', c.relowner))
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE ${own} AND c.relkind IN ('r', 'v')
    UNION ALL
    SELECT 'TABLE ' || ${relation}, ' (' || pg_catalog.quote_ident(a.attname) || ')', coalesce(a.attacl, pg_catalog.acldefault('c', c.relowner)),
           coalesce(${initial('pg_class', 'c.oid', 'a.attnum')}, pg_catalog.acldefault('c', c.relowner))
      FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE ${own} AND c.relkind IN ('r', 'v')
       AND (a.attacl IS NOT NULL OR a.attrelid IN (SELECT i.objoid FROM pg_catalog.pg_init_privs i WHERE i.objsubid > 0))
    UNION ALL
    SELECT CASE p.prokind WHEN 'p' THEN 'PROCEDURE ' ELSE 'FUNCTION ' END || 'pg_catalog.' || pg_catalog.quote_ident(p.proname) || '(' || pg_catalog.pg_get_function_identity_arguments(p.oid) || ')', '',
           coalesce(p.proacl, pg_catalog.acldefault('f', p.proowner)),
           coalesce(${initial('pg_proc', 'p.oid', '0')}, pg_catalog.acldefault('f', p.proowner))
      FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
     WHERE ${own} AND (p.proacl IS NOT NULL OR p.oid IN (SELECT i.objoid FROM pg_catalog.pg_init_privs i WHERE i.classoid = ${regclass('pg_proc')}))
  ) AS o (designation, part, now, before)
 WHERE ${target.privileges} AND NOT (o.now OPERATOR(pg_catalog.@>) o.before AND o.now OPERATOR(pg_catalog.<@) o.before) ORDER BY "name"`,
  );
}
export const catalogPrivileges = otherPart(
  'privileges on system catalogs',
  catalogPrivilegesQuery,
  ({ name, definition }) => ({ kind: 'CATALOG PRIVILEGES', name, definition }),
);
