/**
 * Shadows: of every function, operator, type and relation of pg_catalog that some SQL names, one in another schema that
 * says in the server's log that it was used. Whoever may create in a schema that is searched can make them.
 */
import { quoteIdentifier, quoteLiteral } from '../../server/src/text/names';
import type { TestDatabase } from '../support/postgres';

/** What a line of the log begins with when one of them ran. */
export const shadowRan = 'shadow ran: ';
/** What the columns of the catalogs are made of, and what the constants beside them can be taken for. */
const columnTypes = [
  ...['name', 'text', 'char', 'oid', 'bool', 'int2', 'int4', 'int8', 'float8', 'xid', 'regclass', 'regproc'],
  ...['regnamespace', 'int2vector', 'oidvector', '_text', '_oid', '_aclitem', 'pg_node_tree', 'jsonb'],
];
const own = (type: string): string => `pg_catalog.${quoteIdentifier(type, 'always')}`;
const body = (what: string, schema: string, answer = 'NULL'): string =>
  `LANGUAGE plpgsql VOLATILE AS ${quoteLiteral(`BEGIN PERFORM ${schema}.shadow_ran(${quoteLiteral(what)}); RETURN ${answer}; END`)}`;

/** In `schema`, which must be there. `sql`: everything that was sent. Returns how many were made of each. */
export async function makeShadows(database: TestDatabase, schema: string, sql: string) {
  const words = new Set(sql.match(/[a-z_]\w*/gi)?.map((word) => word.toLowerCase()));
  const named = async (query: string): Promise<string[][]> =>
    ((await database.query(query)) as string[][]).filter(([name]) => words.has(name!));
  const symbols = new Set([...(sql.match(/[-+*/<>=~!@#%^&|`?]+/g) ?? []), '~~', '!~~']);
  const operators = (await database.query(
    'SELECT DISTINCT oprname::text FROM pg_operator WHERE oprleft <> 0',
  )) as string[][];
  const relations = await named(
    `SELECT relname::text, string_agg(quote_ident(attname), ', ') FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0
      WHERE relnamespace = 'pg_catalog'::regnamespace AND relkind IN ('r', 'v') AND atttypid <> 'anyarray'::regtype GROUP BY 1`,
  );
  const types = await named(
    `SELECT typname::text FROM pg_type WHERE typnamespace = 'pg_catalog'::regnamespace AND typtype = 'b' AND typname !~ '^_'`,
  );
  const functions = await named(
    `SELECT proname::text, pg_get_function_identity_arguments(oid), pg_get_function_result(oid) FROM pg_proc
      WHERE pronamespace = 'pg_catalog'::regnamespace AND prokind IN ('f', 'a') AND pg_get_function_identity_arguments(oid) !~ 'internal|OUT'`,
  );
  const parts = {
    relations: relations.map(([name, columns]) => relation(schema, name!, columns!)),
    functions: functions.flatMap(([name, args, result]) => [
      shadow(schema, name!, args!, /record|any|SETOF/.test(result!) ? 'text' : result!),
      ...columnTypes.map((type) => shadow(schema, name!, own(type), 'text')),
    ]),
    operators: pairs(
      schema,
      operators.map(([name]) => name!).filter((name) => symbols.has(name)),
    ),
    types: types.flatMap(([name]) => type(schema, name!)),
  };
  await database.exec(`SET search_path = pg_catalog; SET check_function_bodies = off;
    CREATE FUNCTION ${schema}.shadow_ran(what text) RETURNS boolean LANGUAGE plpgsql VOLATILE AS
      $$ BEGIN RAISE LOG '${shadowRan}%', what; RETURN true; END $$`);
  for (const statements of Object.values(parts)) await database.exec(statements.join(';\n'));
  await database.exec('RESET search_path; RESET check_function_bodies');
  return {
    functions: functions.length,
    operators: parts.operators.length,
    types: types.length,
    relations: relations.length,
  };
}

const shadow = (schema: string, name: string, args: string, result: string): string =>
  ignoring(
    `CREATE FUNCTION ${schema}.${quoteIdentifier(name, 'always')}(${args}) RETURNS ${result} ${body(name, schema)}`,
  );
/** What cannot be made as it stands (a pseudo-type, the same arguments twice) is no shadow of anything. */
const ignoring = (sql: string): string => `DO ${quoteLiteral(`BEGIN ${sql}; EXCEPTION WHEN OTHERS THEN NULL; END`)}`;
/** For every pair of types, so that each fits better than what PostgreSQL has. */
function* pairsOfTypes(): Iterable<readonly [left: string, right: string, at: string]> {
  for (const [i, left] of columnTypes.entries())
    for (const [j, right] of columnTypes.entries()) yield [own(left), own(right), `${i}_${j}`];
}
function pairs(schema: string, names: readonly string[]): string[] {
  const statements: string[] = [];
  for (const [left, right, at] of pairsOfTypes()) {
    for (const answer of ['boolean', 'text'])
      statements.push(
        `CREATE FUNCTION ${schema}.shadow_${answer}_${at}(${left}, ${right}) RETURNS ${answer} ${body(`an operator of ${left} and ${right}`, schema)}`,
      );
    for (const name of names) {
      const answer = /^(\|\||[-+*/]|[-#]>>?)$/.test(name) ? 'text' : 'boolean';
      statements.push(
        `CREATE OPERATOR ${schema}.${name} (LEFTARG = ${left}, RIGHTARG = ${right}, FUNCTION = ${schema}.shadow_${answer}_${at})`,
      );
    }
  }
  return statements;
}
const relation = (schema: string, name: string, columns: string): string =>
  `CREATE VIEW ${schema}.${name} AS SELECT ${columns} FROM pg_catalog.${name} WHERE ${schema}.shadow_ran('${name}')`;
/** A type under another's name, with casts by functions from what is cast and to what is wanted. */
function type(schema: string, name: string): string[] {
  const made = `${schema}.${quoteIdentifier(name, 'always')}`;
  const casts = columnTypes.flatMap((other, at) => {
    const [to, from] = [`${schema}."shadow_to_${name}"`, `${schema}."shadow_from_${name}_${at}"`];
    return [
      `CREATE FUNCTION ${to}(${own(other)}) RETURNS ${made} ${body(`a cast to ${name}`, schema)}`,
      `CREATE FUNCTION ${from}(${made}) RETURNS ${own(other)} ${body(`a cast from ${name}`, schema)}`,
      `CREATE CAST (${own(other)} AS ${made}) WITH FUNCTION ${to}(${own(other)}) AS IMPLICIT`,
      `CREATE CAST (${made} AS ${own(other)}) WITH FUNCTION ${from}(${made}) AS IMPLICIT`,
    ];
  });
  return [`CREATE TYPE ${made} AS (a ${own('int4')})`, ...casts];
}
