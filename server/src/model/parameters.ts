/** Configuration parameters (pg_settings) of PostgreSQL 13 to 18 together; those of extensions have a dot. */
import { wordList } from '../text/lists';
import { parameterValues } from './generated/parameter-values';
import { configurationParameters } from './generated/parameters';

/**
 * pg_settings does not show these (GUC_NO_SHOW_ALL in src/backend/utils/misc/guc_tables.c); the last is Debian's own.
 */
const notListed = ['default_with_oids', 'is_superuser', 'role', 'seed', 'session_authorization', 'extension_destdir'];
const parameters: ReadonlySet<string> = new Set([...configurationParameters.trim().split(/\s+/), ...notListed]);
export const parameterNames = (): Iterable<string> => parameters;
/** By its name in lower case. */
export const isParameter = (name: string): boolean => parameters.has(name.toLowerCase()) || name.includes('.');

/** By type, or by the values of an enum; of versions that differ, all. */
const accepted = new Map<string, { types: Set<string>; values: Set<string> }>();
for (const entry of wordList(parameterValues)) {
  const [, name = '', mark, what = ''] = /^(\w+)([:=])(.*)$/.exec(entry) ?? [];
  const known = accepted.get(name) ?? { types: new Set(), values: new Set() };
  (mark === ':' ? known.types : known.values).add(what.replaceAll('~', ' '));
  accepted.set(name, known);
}
const units: Readonly<Record<string, string>> = { time: '(us|ms|s|min|h|d)?', memory: '(B|kB|MB|GB|TB)?', number: '' };
const booleanWords = /^(t(r(ue?)?)?|f(a(l(se?)?)?)?|y(es?)?|no?|on|of(f)?|1|0)$/i;
/** Older words that enums still take, and that pg_settings does not show (guc_tables.c). */
const unlistedWords = /^(debug|info|fatal|panic|archive|hot_standby|default)$/i;

/** What PostgreSQL says of the value; undefined: nothing, or not known. Of numbers the range is not looked at. */
export function parameterProblem(parameter: string, value: string): string | undefined {
  const name = parameter.toLowerCase();
  const { types, values } = accepted.get(name) ?? { types: new Set<string>(), values: new Set<string>() };
  if (types.size + (values.size > 0 ? 1 : 0) !== 1) return undefined;
  const [type] = types;
  if (type === 'boolean') return booleanWords.test(value) ? undefined : `parameter "${name}" requires a Boolean value`;
  const isTaken =
    type === undefined
      ? values.has(value.toLowerCase()) || booleanWords.test(value) || unlistedWords.test(value)
      : new RegExp(`^\\s*[-+]?(0[xX][\\da-fA-F]+|(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?)\\s*${units[type]}\\s*$`).test(
          value,
        );
  return isTaken ? undefined : `invalid value for parameter "${name}": "${value}"`;
}
