// Made by `npm run lists` from the servers: PostgreSQL 13 to 18 together.
/** Casts of pg_catalog as from:to:context:volatility, the context as castcontext has it, the volatility as provolatile
 * and none for i, blanks as ~ (pg_cast). */
export const builtinCasts = `
  "char":character:a: "char":character~varying:a: "char":integer:e: "char":text:i: bigint:bit:e: bigint:bytea:e:@18-
  bigint:double~precision:i: bigint:integer:a: bigint:money:a:s bigint:numeric:i: bigint:oid:i: bigint:real:i:
  bigint:regclass:i: bigint:regcollation:i: bigint:regconfig:i: bigint:regdictionary:i: bigint:regnamespace:i:
  bigint:regoper:i: bigint:regoperator:i: bigint:regproc:i: bigint:regprocedure:i: bigint:regrole:i: bigint:regtype:i:
  bigint:smallint:a: bit:bigint:e: bit:bit:i: bit:bit~varying:i: bit:integer:e: bit~varying:bit:i:
  bit~varying:bit~varying:i: boolean:character:a: boolean:character~varying:a: boolean:integer:e: boolean:text:a:
  box:circle:e: box:lseg:e: box:point:e: box:polygon:a: bytea:bigint:e:@18- bytea:integer:e:@18- bytea:smallint:e:@18-
  character:"char":a: character:character:i: character:character~varying:i: character:name:i: character:text:i:
  character:xml:e:s character~varying:"char":a: character~varying:character:i: character~varying:character~varying:i:
  character~varying:name:i: character~varying:regclass:i:s character~varying:text:i: character~varying:xml:e:s
  cidr:character:a: cidr:character~varying:a: cidr:inet:i: cidr:text:a: circle:box:e: circle:point:e:
  circle:polygon:e: date:timestamp~without~time~zone:i: date:timestamp~with~time~zone:i:s
  daterange:datemultirange:e:@14- double~precision:bigint:a: double~precision:integer:a: double~precision:numeric:a:
  double~precision:real:a: double~precision:smallint:a: inet:character:a: inet:character~varying:a: inet:cidr:a:
  inet:text:a: int4range:int4multirange:e:@14- int8range:int8multirange:e:@14- integer:"char":e: integer:bigint:i:
  integer:bit:e: integer:boolean:e: integer:bytea:e:@18- integer:double~precision:i: integer:money:a:s
  integer:numeric:i: integer:oid:i: integer:real:i: integer:regclass:i: integer:regcollation:i: integer:regconfig:i:
  integer:regdictionary:i: integer:regnamespace:i: integer:regoper:i: integer:regoperator:i: integer:regproc:i:
  integer:regprocedure:i: integer:regrole:i: integer:regtype:i: integer:smallint:a: interval:interval:i:
  interval:time~without~time~zone:a: json:jsonb:a: jsonb:bigint:e: jsonb:boolean:e: jsonb:double~precision:e:
  jsonb:integer:e: jsonb:json:a: jsonb:numeric:e: jsonb:real:e: jsonb:smallint:e: lseg:point:e: macaddr8:macaddr:i:
  macaddr:macaddr8:i: money:numeric:a:s name:character:a: name:character~varying:a: name:text:i: numeric:bigint:a:
  numeric:double~precision:i: numeric:integer:a: numeric:money:a:s numeric:numeric:i: numeric:real:i:
  numeric:smallint:a: numrange:nummultirange:e:@14- oid:bigint:a: oid:integer:a: oid:regclass:i: oid:regcollation:i:
  oid:regconfig:i: oid:regdictionary:i: oid:regnamespace:i: oid:regoper:i: oid:regoperator:i: oid:regproc:i:
  oid:regprocedure:i: oid:regrole:i: oid:regtype:i: path:point:e:@-14 path:polygon:a: pg_dependencies:bytea:i:
  pg_dependencies:text:i: pg_mcv_list:bytea:i: pg_mcv_list:text:i: pg_ndistinct:bytea:i: pg_ndistinct:text:i:
  pg_node_tree:text:i: point:box:a: polygon:box:e: polygon:circle:e: polygon:path:a: polygon:point:e: real:bigint:a:
  real:double~precision:i: real:integer:a: real:numeric:a: real:smallint:a: regclass:bigint:a: regclass:integer:a:
  regclass:oid:i: regcollation:bigint:a: regcollation:integer:a: regcollation:oid:i: regconfig:bigint:a:
  regconfig:integer:a: regconfig:oid:i: regdictionary:bigint:a: regdictionary:integer:a: regdictionary:oid:i:
  regnamespace:bigint:a: regnamespace:integer:a: regnamespace:oid:i: regoper:bigint:a: regoper:integer:a:
  regoper:oid:i: regoper:regoperator:i: regoperator:bigint:a: regoperator:integer:a: regoperator:oid:i:
  regoperator:regoper:i: regproc:bigint:a: regproc:integer:a: regproc:oid:i: regproc:regprocedure:i:
  regprocedure:bigint:a: regprocedure:integer:a: regprocedure:oid:i: regprocedure:regproc:i: regrole:bigint:a:
  regrole:integer:a: regrole:oid:i: regtype:bigint:a: regtype:integer:a: regtype:oid:i: smallint:bigint:i:
  smallint:bytea:e:@18- smallint:double~precision:i: smallint:integer:i: smallint:numeric:i: smallint:oid:i:
  smallint:real:i: smallint:regclass:i: smallint:regcollation:i: smallint:regconfig:i: smallint:regdictionary:i:
  smallint:regnamespace:i: smallint:regoper:i: smallint:regoperator:i: smallint:regproc:i: smallint:regprocedure:i:
  smallint:regrole:i: smallint:regtype:i: text:"char":a: text:character:i: text:character~varying:i: text:name:i:
  text:regclass:i:s text:xml:e:s timestamp~without~time~zone:date:a:
  timestamp~without~time~zone:timestamp~without~time~zone:i: timestamp~without~time~zone:timestamp~with~time~zone:i:s
  timestamp~without~time~zone:time~without~time~zone:a: timestamp~with~time~zone:date:a:s
  timestamp~with~time~zone:timestamp~without~time~zone:a:s timestamp~with~time~zone:timestamp~with~time~zone:i:
  timestamp~with~time~zone:time~without~time~zone:a:s timestamp~with~time~zone:time~with~time~zone:a:s
  time~without~time~zone:interval:i: time~without~time~zone:time~without~time~zone:i:
  time~without~time~zone:time~with~time~zone:i:s time~with~time~zone:time~without~time~zone:a:
  time~with~time~zone:time~with~time~zone:i: tsrange:tsmultirange:e:@14- tstzrange:tstzmultirange:e:@14- xid8:xid:e:
  xml:character:a: xml:character~varying:a: xml:text:a:
`;
