/**
 * Where names without a schema are looked up: dev's own way, which the product tells and prints by, and the way of what
 * is sent to dev, which is pg_catalog alone. On another's path, an operator, a type or a function that somebody put
 * there would be taken for PostgreSQL's own and run (an operator with better fitting arguments even behind pg_catalog).
 */
import { quoteLiteral } from '../../text/names';
import { identifierList } from '../../text/quoted';
import { onlyValue } from '../select';

/** A command, not a query: nothing in it is looked up. */
export const showSearchPath = 'SHOW search_path';
/** Comes before the first query of a transaction. Temporary objects would be looked at first if they were not last. */
export const pinSearchPath = 'SET LOCAL search_path = pg_catalog, pg_temp';

/** Pins it; what it was. */
export async function pinnedSearchPath(query: (sql: string) => Promise<unknown[][]>): Promise<string> {
  const [own] = await Promise.all([query(showSearchPath), query(pinSearchPath)]);
  return String(onlyValue(own) ?? '');
}

/**
 * A query that is read on the pinned path and answered on dev's own: operators, functions and types have been looked up
 * when the first row is made, and what PostgreSQL prints (`pg_get_expr`, `regprocedure`) names things as dev does.
 * pg_catalog stays first, so that the queries within `pg_get_viewdef` find its operators as well. The path stays so until
 * it is pinned again or rolled back to where it was.
 */
export function onPathOf(own: string, query: string): string {
  const path = ['pg_catalog', own.trim(), 'pg_temp'].filter((part) => part !== '').join(', ');
  const set = `SELECT pg_catalog.set_config('search_path', ${quoteLiteral(path)}, true)`;
  return `SELECT * FROM (${query}) AS answer WHERE (${set}) IS NOT NULL`;
}

/**
 * The schemas of a `search_path` that exist, in its order; those too that the role may not use, which the people who run
 * the migrations may.
 */
export function searchPathOf(setting: string, user: string, schemas: ReadonlySet<string>): readonly string[] {
  const meant = identifierList(setting).map((name) => (name === '$user' ? user : name));
  return [...new Set(meant)].filter((name) => schemas.has(name) || standard.has(name));
}
/** Not among the schemas that are read, and in every database. */
const standard: ReadonlySet<string> = new Set(['pg_catalog', 'information_schema']);
