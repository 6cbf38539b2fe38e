/** pg_roles → the names of the server's roles. */
import { select, textOf } from '../select';

/** Names alone: what a role may do is the server's. */
export const rolesQuery = select(
  { name: textOf('rolname::text') },
  `FROM pg_catalog.pg_roles WHERE rolname !~ '^pg_' ORDER BY rolname`,
);
