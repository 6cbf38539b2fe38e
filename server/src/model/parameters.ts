/** Configuration parameters (pg_settings) of PostgreSQL 13 to 18 together; those of extensions have a dot. */
import { configurationParameters } from './generated/parameters';

/**
 * pg_settings does not show these (GUC_NO_SHOW_ALL in src/backend/utils/misc/guc_tables.c); the last is Debian's own.
 */
const notListed = ['default_with_oids', 'is_superuser', 'role', 'seed', 'session_authorization', 'extension_destdir'];
const parameters: ReadonlySet<string> = new Set([...configurationParameters.trim().split(/\s+/), ...notListed]);
export const parameterNames = (): Iterable<string> => parameters;
/** By its name in lower case. */
export const isParameter = (name: string): boolean => parameters.has(name.toLowerCase()) || name.includes('.');
