/** Every spelling of a type of PostgreSQL's own, everywhere that a type can stand. */
const types =
  `numeric(5)|numeric(5,0)|numeric(5,2)|decimal(5)|dec|dec(7)|char|char(1)|char(3)|character(4)|bpchar|bpchar(1)
  |varchar|varchar(5)|character varying|char varying(3)|national character varying(3)|national character(2)|nchar
  |bit|bit(1)|bit(3)|bit varying|bit varying(3)|varbit|interval|interval(3)|interval(7)|interval year
  |interval year to month|interval day to second(3)|interval second(2)|interval minute to second
  |timestamp(6)|timestamp(7)|timestamp|timestamptz|timestamptz(2)|timestamp(0) with time zone
  |timestamp without time zone|time|time(3)|time(9)|time(3) with time zone|timetz|timetz(2)
  |float|float(24)|float(25)|float4|float8|real|double precision|int|int2|int8|int4|int[]|int[5]|int[3][]|int ARRAY[3]
  |int ARRAY|numeric(5)[]|varchar(3)[]|timestamp(3)[]|"char"|"int4"|pg_catalog.int4|pg_catalog.bpchar
  |pg_catalog.bpchar(3)|pg_catalog.varchar(3)|pg_catalog.numeric(5)|pg_catalog."char"|pg_catalog.timestamptz(2)
  |pg_catalog.bit|"bit"|"numeric"|name|oid|text|bool|boolean|date|json|jsonb|uuid|_int4|money|bytea|regclass|inet`
    .split('|')
    .map((type) => type.trim());

/** The places; `#` stands for a number of its own. */
const places: Readonly<Record<string, (type: string) => string>> = {
  'a column': (type) => `CREATE TABLE t# (a ${type});`,
  'a check': (type) => `CREATE TABLE t# (b text, n ${type}, CHECK (b::${type} IS NOT NULL),
    CHECK (CAST(b AS ${type}) IS NULL), CHECK ((n::${type})::text <> 'x'));`,
  'a default': (type) => `CREATE TABLE t# (d ${type} DEFAULT NULL::${type});`,
  'a view': (type) => `CREATE TABLE t# (n ${type}, b text);
    CREATE VIEW v# AS SELECT b::${type} AS x, n, CAST(n AS ${type}) AS y FROM t#;`,
  'an index': (type) => `CREATE TABLE t# (n ${type}, g text);
    CREATE INDEX t#_i ON t# (g) WHERE n::${type} IS NOT NULL;`,
  'a generated column': (type) => `CREATE TABLE t# (n ${type}, g ${type} GENERATED ALWAYS AS (n::${type}) STORED);`,
  'a domain, a function and a composite': (type) => `CREATE DOMAIN d# AS ${type} CHECK (VALUE::${type} IS NOT NULL);
    CREATE FUNCTION f#(a ${type}) RETURNS ${type} LANGUAGE sql IMMUTABLE AS 'SELECT a'; CREATE TYPE c# AS (a ${type});`,
};
export const typesByPlace: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(places).map(([place, sql]) => [
    `types in ${place}`,
    types.map((type, at) => sql(type).replaceAll('#', String(at))).join('\n'),
  ]),
);

/** Constants of types that say a length, a precision or fields. */
export const constants = `
  CREATE TABLE q (c char(3) DEFAULT 'a'::char(3), d char(3) DEFAULT 'a', e numeric(5) DEFAULT 1::numeric(5),
    f numeric(5) DEFAULT 1.0, g varchar(3) DEFAULT 'x'::varchar(3), h char DEFAULT 'x'::char, i bit(3) DEFAULT B'101',
    j bit DEFAULT '1', k varbit DEFAULT B'1', l interval DEFAULT '1 day', m interval day DEFAULT INTERVAL '1' DAY,
    n interval(3) DEFAULT INTERVAL(3) '1 day', o float(24) DEFAULT 1, p "char" DEFAULT 'a', q bpchar DEFAULT 'abc',
    s timestamp(3) DEFAULT now(), t text[] DEFAULT ARRAY[]::text[3], u int[] DEFAULT '{}'::int[5]);
  CREATE TABLE r (c char(3), d bpchar, e varchar(4), b bit(3), n numeric(5, 0)[], day date, CHECK (c = 'a'),
    CHECK (d = 'a'::bpchar), CHECK (e::char(2) = 'a'), CHECK (c IN ('a','b')), CHECK (d IN ('a', 'b')),
    CHECK (b = B'101'), CHECK (b <> '111'), CHECK (c::text = 'x'), CHECK (e::bpchar = 'x'), CHECK (c || 'x' = 'y'),
    CHECK ((day + INTERVAL '1' DAY) > '2000-01-01'), CHECK ((day + INTERVAL '1-2' YEAR TO MONTH) > '2000-01-01'),
    CHECK ((day - INTERVAL '5' MINUTE) > '2000-01-01'));`;
