/** Which of PostgreSQL's own types become which by assignment (pg_cast of 13 to 18, contexts i and a). */

/** Types that the table below tells everything about. */
const told = new Set(
  `aclitem, bigint, bit, bit varying, boolean, box, bytea, character, character varying, cid, cidr, circle, date,
    daterange, double precision, gtsvector, inet, int4range, int8range, integer, interval, json, jsonb, jsonpath,
    lseg, macaddr, macaddr8, money, name, numeric, numrange, oid, path, point, polygon, real, refcursor, regclass,
    regcollation, regconfig, regdictionary, regnamespace, regoper, regoperator, regproc, regprocedure, regrole,
    regtype, smallint, text, tid, time with time zone, time without time zone, timestamp with time zone, timestamp
    without time zone, tsquery, tsrange, tstzrange, tsvector, txid_snapshot, uuid, xid, xid8, xml`
    .split(',')
    .map((name) => name.trim()),
);
const assigned: Readonly<Record<string, string>> = {
  '"char"': 'character, character varying, text',
  bigint:
    'double precision, integer, money, numeric, oid, real, regclass, regcollation, regconfig, regdictionary, regnamespace, regoper, regoperator, regproc, regprocedure, regrole, regtype, smallint',
  bit: 'bit varying',
  'bit varying': 'bit',
  boolean: 'character, character varying, text',
  box: 'polygon',
  character: '"char", character varying, name, text',
  'character varying': '"char", character, name, regclass, text',
  cidr: 'character, character varying, inet, text',
  date: 'timestamp with time zone, timestamp without time zone',
  'double precision': 'bigint, integer, numeric, real, smallint',
  inet: 'character, character varying, cidr, text',
  integer:
    'bigint, double precision, money, numeric, oid, real, regclass, regcollation, regconfig, regdictionary, regnamespace, regoper, regoperator, regproc, regprocedure, regrole, regtype, smallint',
  interval: 'time without time zone',
  json: 'jsonb',
  jsonb: 'json',
  macaddr: 'macaddr8',
  macaddr8: 'macaddr',
  money: 'numeric',
  name: 'character, character varying, text',
  numeric: 'bigint, double precision, integer, money, real, smallint',
  oid: 'bigint, integer, regclass, regcollation, regconfig, regdictionary, regnamespace, regoper, regoperator, regproc, regprocedure, regrole, regtype',
  path: 'polygon',
  point: 'box',
  polygon: 'path',
  real: 'bigint, double precision, integer, numeric, smallint',
  regclass: 'bigint, integer, oid',
  regcollation: 'bigint, integer, oid',
  regconfig: 'bigint, integer, oid',
  regdictionary: 'bigint, integer, oid',
  regnamespace: 'bigint, integer, oid',
  regoper: 'bigint, integer, oid, regoperator',
  regoperator: 'bigint, integer, oid, regoper',
  regproc: 'bigint, integer, oid, regprocedure',
  regprocedure: 'bigint, integer, oid, regproc',
  regrole: 'bigint, integer, oid',
  regtype: 'bigint, integer, oid',
  smallint:
    'bigint, double precision, integer, numeric, oid, real, regclass, regcollation, regconfig, regdictionary, regnamespace, regoper, regoperator, regproc, regprocedure, regrole, regtype',
  text: '"char", character, character varying, name, regclass',
  'time with time zone': 'time without time zone',
  'time without time zone': 'interval, time with time zone',
  'timestamp with time zone': 'date, time with time zone, time without time zone, timestamp without time zone',
  'timestamp without time zone': 'date, time without time zone, timestamp with time zone',
  xml: 'character, character varying, text',
};
const strings = new Set(['text', 'character varying', 'character', 'name']);

/** False when PostgreSQL surely has no cast that ALTER COLUMN TYPE or a DEFAULT could use; undefined: not known. */
export function isAssignable(from: string, to: string): boolean | undefined {
  if (from === to) return true;
  if (!told.has(from) || !told.has(to)) return undefined;
  return strings.has(to) || (assigned[from]?.split(', ').includes(to) ?? false);
}
export const isString = (name: string): boolean => strings.has(name);
export const isToldType = (name: string): boolean => told.has(name);
