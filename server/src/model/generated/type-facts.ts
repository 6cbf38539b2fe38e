// Made by `npm run lists` from the servers: PostgreSQL 18.
/** Types of pg_catalog as typname:category:flags, ! for the preferred one of its category, c for one that has a collation, i
 * and o where input and output are not immutable, >x for a range's subtype and a multirange's range (pg_type, pg_range). */
export const typeFacts = `
  aclitem:U:io any:P: anyarray:P:o anycompatible:P: anycompatiblearray:P:o
  anycompatiblemultirange:P:io>anycompatiblerange anycompatiblenonarray:P: anycompatiblerange:P:io anyelement:P:
  anyenum:P:o anymultirange:P:io>anyrange anynonarray:P: anyrange:P:io bit:V: bool:B:! box:G: bpchar:S:c bytea:U:
  char:Z: cid:U: cidr:I: circle:G: cstring:P: date:D:io datemultirange:R:io>daterange daterange:R:io>date
  event_trigger:P: fdw_handler:P: float4:N: float8:N:! gtsvector:U: index_am_handler:P: inet:I:! int2:N: int4:N:
  int4multirange:R:io>int4range int4range:R:io>int4 int8:N: int8multirange:R:io>int8range int8range:R:io>int8
  internal:P: interval:T:!io json:U: jsonb:U: jsonpath:U: language_handler:P: line:G: lseg:G: macaddr8:U: macaddr:U:
  money:N:io name:S:c numeric:N: nummultirange:R:io>numrange numrange:R:io>numeric oid:N:! path:G: pg_lsn:U:
  pg_snapshot:U: point:G: polygon:G: record:P:io refcursor:U: regclass:N:io regcollation:N:io regconfig:N:io
  regdictionary:N:io regnamespace:N:io regoper:N:io regoperator:N:io regproc:N:io regprocedure:N:io regrole:N:io
  regtype:N:io table_am_handler:P: text:S:!c tid:U: time:D:i timestamp:D:io timestamptz:D:!io timetz:D:i trigger:P:
  tsm_handler:P: tsmultirange:R:io>tsrange tsquery:U: tsrange:R:io>timestamp tstzmultirange:R:io>tstzrange
  tstzrange:R:io>timestamptz tsvector:U: txid_snapshot:U: unknown:X: uuid:U: varbit:V:! varchar:S:c void:P: xid8:U:
  xid:U: xml:U:i
`;
