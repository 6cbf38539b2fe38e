/** pg_type → CREATE TYPE of base types. */
import { numberOf, select, textOf } from '../select';
import { inSchemas, ofTypes, type QueryTarget } from './sql';

/** Types of C code, and shells of such. */
export function baseTypesQuery(target: QueryTarget) {
  const name = `pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(t.typname)`;
  const given = (word: string, column: string): string =>
    `CASE WHEN ${column} <> 0 THEN '${word} = ' || ${column}::regproc::text END`;
  return select(
    {
      oid: numberOf('t.oid'),
      definition:
        textOf(`'CREATE TYPE ' || ${name} || CASE WHEN NOT t.typisdefined THEN '' ELSE ' (' || pg_catalog.concat_ws(', ',
         'INTERNALLENGTH = ' || CASE WHEN t.typlen < 0 THEN 'variable' ELSE t.typlen::text END, ${given('INPUT', 't.typinput')}, ${given('OUTPUT', 't.typoutput')},
         ${given('RECEIVE', 't.typreceive')}, ${given('SEND', 't.typsend')}, ${given('TYPMOD_IN', 't.typmodin')}, ${given('TYPMOD_OUT', 't.typmodout')},
         ${given('ANALYZE', 't.typanalyze')}, ${target.version >= 140000 ? `${given('SUBSCRIPT', 't.typsubscript')}, ` : ''}CASE WHEN t.typcollation <> 0 THEN 'COLLATABLE = true' END,
         'DEFAULT = ' || pg_catalog.quote_literal(t.typdefault), CASE WHEN t.typelem <> 0 THEN 'ELEMENT = ' || pg_catalog.format_type(t.typelem, NULL) END,
         CASE WHEN t.typcategory <> 'U' THEN 'CATEGORY = ' || pg_catalog.quote_literal(t.typcategory::text) END, CASE WHEN t.typispreferred THEN 'PREFERRED = true' END,
         CASE WHEN t.typdelim <> ',' THEN 'DELIMITER = ' || pg_catalog.quote_literal(t.typdelim::text) END,
         'ALIGNMENT = ' || CASE t.typalign WHEN 'c' THEN 'char' WHEN 's' THEN 'int2' WHEN 'i' THEN 'int4' ELSE 'double' END,
         'STORAGE = ' || CASE t.typstorage WHEN 'p' THEN 'plain' WHEN 'e' THEN 'external' WHEN 'x' THEN 'extended' ELSE 'main' END,
         CASE WHEN t.typbyval THEN 'PASSEDBYVALUE' END) || ')' END`),
    },
    `FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
 WHERE ${inSchemas('t.typnamespace', target)}${ofTypes('t.oid', target)} AND (t.typtype = 'b' OR t.typtype = 'p' AND NOT t.typisdefined)
   AND NOT EXISTS (SELECT FROM pg_catalog.pg_type e WHERE e.oid = t.typelem AND e.typarray = t.oid)`,
  );
}
