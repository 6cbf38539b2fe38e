/** pg_user_mappings → CREATE USER MAPPING, without the options that may be secrets: of those the names alone are asked for. */
import { createMapping, mappingName, plainMappingOptions } from '../../model/other-kinds';
import { booleanOf, numberOf, type RowOf, select, textOf, textsOf } from '../select';
import { type OtherFacts, otherPart } from './other-part';
import { catalog } from './sql';

const plainOptionSql = `pg_catalog.split_part(o, '=', 1) = ANY ('{${plainMappingOptions}}')`;
const userMappingsQuery = select(
  {
    oid: numberOf('m.umid'),
    user: textOf(`CASE WHEN m.umuser = 0 THEN 'PUBLIC' ELSE m.usename::text END`),
    server: textOf('m.srvname::text'),
    options: textsOf(
      `ARRAY(SELECT CASE WHEN ${plainOptionSql} THEN o ELSE pg_catalog.split_part(o, '=', 1) || '=' END FROM pg_catalog.unnest(m.umoptions) AS o)`,
    ),
    // The view shows them to few roles.
    mayHaveMore: booleanOf(
      'm.umoptions IS NULL AND NOT (SELECT r.rolsuper FROM pg_catalog.pg_roles r WHERE r.rolname = current_user)',
    ),
  },
  'FROM pg_catalog.pg_user_mappings m ORDER BY m.srvname, m.usename',
);
function userMapping({ oid, user, server, options, mayHaveMore }: RowOf<typeof userMappingsQuery>): OtherFacts {
  const name = mappingName(user, server);
  const pairs = options.map((option) => {
    const at = option.indexOf('=');
    return [option.slice(0, at), option.slice(at + 1)] as const;
  });
  const more = mayHaveMore ? ' /* its options, if it has any, are not shown to this role */' : '';
  return {
    classId: catalog.userMapping,
    oid,
    kind: 'USER MAPPING',
    name,
    definition: `${createMapping(name, pairs)}${more}`,
  };
}
export const userMappings = otherPart('user mappings', () => userMappingsQuery, userMapping);
