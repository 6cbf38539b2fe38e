// Made by `npm run lists` from the servers: PostgreSQL 13 to 18 together.
/** Base and range types that every version has, as format_type() has them, blanks as ~ (pg_type). */
export const builtinTypes = `
  aclitem bigint bit bit~varying boolean box bytea character character~varying cid cidr circle date daterange
  double~precision gtsvector inet int4range int8range integer interval json jsonb jsonpath line lseg macaddr macaddr8
  money name numeric numrange oid path point polygon real refcursor regclass regcollation regconfig regdictionary
  regnamespace regoper regoperator regproc regprocedure regrole regtype smallint text tid timestamp~without~time~zone
  timestamp~with~time~zone time~without~time~zone time~with~time~zone tsquery tsrange tstzrange tsvector txid_snapshot
  uuid xid xid8 xml
`;
