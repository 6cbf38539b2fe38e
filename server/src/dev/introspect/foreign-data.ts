/** pg_foreign_data_wrapper, pg_foreign_server → CREATE FOREIGN DATA WRAPPER, CREATE SERVER. */
import { quoteIdentifier, quoteLiteral } from '../../text/names';
import { present } from '../../text/present';
import { numberOf, orNull, type RowOf, select, textOf, textsOf } from '../select';
import { designated, type OtherFacts, otherPart } from './other-part';
import { acl, catalog, type QueryTarget } from './sql';

function foreignOptionsSql(list: readonly string[] | null): string {
  if (list === null) return '';
  const written = list.map((option) => {
    const at = option.indexOf('=');
    return `${quoteIdentifier(option.slice(0, at))} ${quoteLiteral(option.slice(at + 1))}`;
  });
  return ` OPTIONS (${written.join(', ')})`;
}
function wrappersQuery(target: QueryTarget) {
  const privileges = acl('w.fdwacl', `'F'`, 'w.fdwowner', target, 'pg_foreign_data_wrapper', 'w.oid');
  return select(
    {
      oid: numberOf('w.oid'),
      name: textOf('w.fdwname::text'),
      handler: orNull(textOf('nullif(w.fdwhandler, 0)::regproc::text')),
      validator: orNull(textOf('nullif(w.fdwvalidator, 0)::regproc::text')),
      options: orNull(textsOf('w.fdwoptions')),
      owner: textOf('pg_catalog.pg_get_userbyid(w.fdwowner)::text'),
      privileges: orNull(textsOf(privileges)),
    },
    'FROM pg_catalog.pg_foreign_data_wrapper w ORDER BY w.fdwname',
  );
}
function wrapper(row: RowOf<typeof wrappersQuery>): OtherFacts {
  const { name, owner } = row;
  const handled = row.handler === null ? '' : ` HANDLER ${row.handler}`;
  const validated = row.validator === null ? '' : ` VALIDATOR ${row.validator}`;
  const definition = `CREATE FOREIGN DATA WRAPPER ${quoteIdentifier(name)}${handled}${validated}${foreignOptionsSql(row.options)}`;
  return {
    ...designated('FOREIGN DATA WRAPPER', catalog.foreignDataWrapper, row),
    definition,
    owner,
    ...present({ privileges: row.privileges ?? undefined }),
  };
}
export const wrappers = otherPart('foreign data wrappers', wrappersQuery, wrapper);

function serversQuery(target: QueryTarget) {
  const privileges = acl('s.srvacl', `'S'`, 's.srvowner', target, 'pg_foreign_server', 's.oid');
  return select(
    {
      oid: numberOf('s.oid'),
      name: textOf('s.srvname::text'),
      type: orNull(textOf('s.srvtype')),
      version: orNull(textOf('s.srvversion')),
      options: orNull(textsOf('s.srvoptions')),
      wrapper: textOf('w.fdwname::text'),
      owner: textOf('pg_catalog.pg_get_userbyid(s.srvowner)::text'),
      privileges: orNull(textsOf(privileges)),
    },
    'FROM pg_catalog.pg_foreign_server s JOIN pg_catalog.pg_foreign_data_wrapper w ON w.oid = s.srvfdw ORDER BY s.srvname',
  );
}
function foreignServer(row: RowOf<typeof serversQuery>): OtherFacts {
  const { name, owner } = row;
  const typed = row.type === null ? '' : ` TYPE ${quoteLiteral(row.type)}`;
  const versioned = row.version === null ? '' : ` VERSION ${quoteLiteral(row.version)}`;
  const definition = `CREATE SERVER ${quoteIdentifier(name)}${typed}${versioned} FOREIGN DATA WRAPPER ${quoteIdentifier(row.wrapper)}${foreignOptionsSql(row.options)}`;
  return {
    ...designated('SERVER', catalog.foreignServer, row),
    definition,
    owner,
    ...present({ privileges: row.privileges ?? undefined }),
  };
}
export const servers = otherPart('foreign servers', serversQuery, foreignServer);
