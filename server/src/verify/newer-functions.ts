/** Functions that the scratch PostgreSQL has and the older server that files are for does not. */

import { calledFunctionNames, everyBuiltin, isOf } from '../model/builtin-functions';
import { keywordSince } from '../sql/refusals/newer-keywords';
import { quoteIdentifier, quoteLiteral } from '../text/names';
import { majorOf } from '../text/versions';

const signaturesByMajor = new Map<number, readonly string[]>();
export const inputsOf = (one: NonNullable<ReturnType<typeof everyBuiltin>>[number]): readonly string[] =>
  one.arguments.flatMap(({ mode, type }) => (mode === 'out' ? [] : [type]));
/** As `to_regprocedure` takes them. What the server's own views call is left: their names begin with pg_. */
function newerSignatures(major: number): readonly string[] {
  const known = signaturesByMajor.get(major);
  if (known) return known;
  const made = calledFunctionNames().flatMap((name) => {
    const all = name.startsWith('pg_') ? [] : (everyBuiltin(name) ?? []);
    return all.flatMap((one) => {
      const { from, isForPeople } = one;
      const inputs = inputsOf(one);
      // In the place of one with other types, which is gone since, it is the same function to whoever calls it.
      const replaces = all.some(
        (other) => isOf(major)(other) && other.until < from && inputsOf(other).length === inputs.length,
      );
      return from > major && isForPeople && !replaces
        ? [`pg_catalog.${quoteIdentifier(name)}(${inputs.join(', ')})`]
        : [];
    });
  });
  signaturesByMajor.set(major, made);
  return made;
}

/**
 * Takes them out of the catalog (pg_proc), so that whatever calls one is refused as that server refuses it: a default, a
 * body, text that is built at run time. For a server of our own alone; undefined where there is nothing to hide.
 */
export function hidingNewer(serverVersion: number): string | undefined {
  const major = majorOf(serverVersion);
  const signatures = major === 0 ? [] : newerSignatures(major);
  if (signatures.length === 0) return undefined;
  const ids = signatures.map((one) => `(${quoteLiteral(one)})`).join(', ');
  return `BEGIN; SET LOCAL allow_system_table_mods = on;
DELETE FROM pg_catalog.pg_proc p USING (VALUES ${ids}) AS newer (signature)
  WHERE p.oid = pg_catalog.to_regprocedure(newer.signature)
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_operator o WHERE p.oid IN (o.oprcode, o.oprrest, o.oprjoin))
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_cast c WHERE c.castfunc = p.oid)
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_amproc a WHERE a.amproc = p.oid);
${major < 14 ? asIn13 : ''}COMMIT`;
}
/** EXTRACT is date_part, what takes arrays and their elements takes no others than those, and jsonb has no subscripts. */
const asIn13 = `${[
  ['timestamptz', 'STABLE', 'timestamptz_part'],
  ['timestamp', 'IMMUTABLE', 'timestamp_part'],
  ['interval', 'IMMUTABLE', 'interval_part'],
  ['time', 'IMMUTABLE', 'time_part'],
  ['timetz', 'IMMUTABLE', 'timetz_part'],
]
  .map(
    ([type, volatility, does]) =>
      `CREATE FUNCTION pg_catalog.extract(text, ${type}) RETURNS float8 LANGUAGE internal ${volatility} STRICT PARALLEL SAFE AS '${does}';`,
  )
  .join('\n')}
CREATE FUNCTION pg_catalog.extract(text, date) RETURNS float8 LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  AS 'SELECT pg_catalog.date_part($1, $2::timestamp)';
UPDATE pg_catalog.pg_proc
  SET proargtypes = replace(replace(proargtypes::text, '5077', '2283'), '5078', '2277')::oidvector,
    prorettype = CASE prorettype WHEN 5077 THEN 2283 WHEN 5078 THEN 2277 ELSE prorettype END
  WHERE '{5077,5078}'::oid[] && proargtypes::oid[] AND proname NOT LIKE 'anycompatible%';
UPDATE pg_catalog.pg_operator
  SET oprleft = CASE oprleft WHEN 5077 THEN 2283 WHEN 5078 THEN 2277 ELSE oprleft END,
    oprright = CASE oprright WHEN 5077 THEN 2283 WHEN 5078 THEN 2277 ELSE oprright END,
    oprresult = CASE oprresult WHEN 5077 THEN 2283 WHEN 5078 THEN 2277 ELSE oprresult END
  WHERE oprleft IN (5077, 5078) OR oprright IN (5077, 5078);
UPDATE pg_catalog.pg_type SET typsubscript = 0 WHERE oid = 'jsonb'::regtype;
`;
/** The version that brought the function which a refusal says is not there. */
export function broughtBy(message: string, serverVersion: number): number | undefined {
  const name = /^function (?:pg_catalog\.)?"?([\w$]+)"?\(.*\) does not exist$/s.exec(message)?.[1];
  const major = majorOf(serverVersion);
  const all = (name === undefined || major === 0 ? undefined : everyBuiltin(name)) ?? [];
  const keyword = name === undefined ? undefined : keywordSince(name);
  const newer = [...all.map(({ from }) => from), keyword ?? 0].filter((from) => major > 0 && from > major);
  return newer.length === 0 ? undefined : Math.min(...newer);
}
