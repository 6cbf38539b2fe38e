// Made by `npm run lists` from the servers: PostgreSQL 13 to 18 together.
/** Operators of pg_catalog as operator:left:right:result:volatility, NONE for no left side, the volatility as
 * provolatile has it and none for i, blanks as ~ (pg_operator). */
export const builtinOperators = `
  !!:NONE:bigint:numeric:@-13 !!:NONE:tsquery:tsquery: !:bigint:NONE:numeric:@-13 !~*:character:text:boolean:
  !~*:name:text:boolean: !~*:text:text:boolean: !~:character:text:boolean: !~:name:text:boolean: !~:text:text:boolean:
  !~~*:character:text:boolean: !~~*:name:text:boolean: !~~*:text:text:boolean: !~~:bytea:bytea:boolean:
  !~~:character:text:boolean: !~~:name:text:boolean: !~~:text:text:boolean: ##:line:box:point:@-14 ##:line:lseg:point:
  ##:lseg:box:point: ##:lseg:line:point:@-14 ##:lseg:lseg:point: ##:point:box:point: ##:point:line:point:
  ##:point:lseg:point: #-:jsonb:text[]:jsonb: #:NONE:path:integer: #:NONE:polygon:integer: #:bigint:bigint:bigint:
  #:bit:bit:bit: #:box:box:box: #:integer:integer:integer: #:line:line:point: #:lseg:lseg:point:
  #:smallint:smallint:smallint: #>:json:text[]:json: #>:jsonb:text[]:jsonb: #>>:json:text[]:text:
  #>>:jsonb:text[]:text: %:bigint:bigint:bigint: %:integer:integer:integer: %:numeric:numeric:numeric:
  %:smallint:smallint:smallint: &&:anyarray:anyarray:boolean: &&:anymultirange:anymultirange:boolean:@14-
  &&:anymultirange:anyrange:boolean:@14- &&:anyrange:anymultirange:boolean:@14- &&:anyrange:anyrange:boolean:
  &&:box:box:boolean: &&:circle:circle:boolean: &&:inet:inet:boolean: &&:polygon:polygon:boolean:
  &&:tsquery:tsquery:tsquery: &:bigint:bigint:bigint: &:bit:bit:bit: &:inet:inet:inet: &:integer:integer:integer:
  &:macaddr8:macaddr8:macaddr8: &:macaddr:macaddr:macaddr: &:smallint:smallint:smallint:
  &<:anymultirange:anymultirange:boolean:@14- &<:anymultirange:anyrange:boolean:@14-
  &<:anyrange:anymultirange:boolean:@14- &<:anyrange:anyrange:boolean: &<:box:box:boolean: &<:circle:circle:boolean:
  &<:polygon:polygon:boolean: &<|:box:box:boolean: &<|:circle:circle:boolean: &<|:polygon:polygon:boolean:
  &>:anymultirange:anymultirange:boolean:@14- &>:anymultirange:anyrange:boolean:@14-
  &>:anyrange:anymultirange:boolean:@14- &>:anyrange:anyrange:boolean: &>:box:box:boolean: &>:circle:circle:boolean:
  &>:polygon:polygon:boolean: *:anymultirange:anymultirange:anymultirange:@14- *:anyrange:anyrange:anyrange:
  *:bigint:bigint:bigint: *:bigint:integer:bigint: *:bigint:money:money: *:bigint:smallint:bigint: *:box:point:box:
  *:circle:point:circle: *:double~precision:double~precision:double~precision: *:double~precision:interval:interval:
  *:double~precision:money:money: *:double~precision:real:double~precision: *:integer:bigint:bigint:
  *:integer:integer:integer: *:integer:money:money: *:integer:smallint:integer: *:interval:double~precision:interval:
  *:money:bigint:money: *:money:double~precision:money: *:money:integer:money: *:money:real:money:
  *:money:smallint:money: *:numeric:numeric:numeric: *:path:point:path: *:point:point:point:
  *:real:double~precision:double~precision: *:real:money:money: *:real:real:real: *:smallint:bigint:bigint:
  *:smallint:integer:integer: *:smallint:money:money: *:smallint:smallint:smallint: *<:record:record:boolean:
  *<=:record:record:boolean: *<>:record:record:boolean: *=:record:record:boolean: *>:record:record:boolean:
  *>=:record:record:boolean: +:NONE:bigint:bigint: +:NONE:double~precision:double~precision: +:NONE:integer:integer:
  +:NONE:numeric:numeric: +:NONE:real:real: +:NONE:smallint:smallint: +:aclitem[]:aclitem:aclitem[]:
  +:anymultirange:anymultirange:anymultirange:@14- +:anyrange:anyrange:anyrange: +:bigint:bigint:bigint:
  +:bigint:inet:inet: +:bigint:integer:bigint: +:bigint:smallint:bigint: +:box:point:box: +:circle:point:circle:
  +:date:integer:date: +:date:interval:timestamp~without~time~zone:
  +:date:time~without~time~zone:timestamp~without~time~zone: +:date:time~with~time~zone:timestamp~with~time~zone:
  +:double~precision:double~precision:double~precision: +:double~precision:real:double~precision: +:inet:bigint:inet:
  +:integer:bigint:bigint: +:integer:date:date: +:integer:integer:integer: +:integer:smallint:integer:
  +:interval:date:timestamp~without~time~zone: +:interval:interval:interval:
  +:interval:timestamp~without~time~zone:timestamp~without~time~zone:
  +:interval:timestamp~with~time~zone:timestamp~with~time~zone:s
  +:interval:time~without~time~zone:time~without~time~zone: +:interval:time~with~time~zone:time~with~time~zone:
  +:money:money:money: +:numeric:numeric:numeric: +:numeric:pg_lsn:pg_lsn:@14- +:path:path:path: +:path:point:path:
  +:pg_lsn:numeric:pg_lsn:@14- +:point:point:point: +:real:double~precision:double~precision: +:real:real:real:
  +:smallint:bigint:bigint: +:smallint:integer:integer: +:smallint:smallint:smallint:
  +:timestamp~without~time~zone:interval:timestamp~without~time~zone:
  +:timestamp~with~time~zone:interval:timestamp~with~time~zone:s
  +:time~without~time~zone:date:timestamp~without~time~zone: +:time~without~time~zone:interval:time~without~time~zone:
  +:time~with~time~zone:date:timestamp~with~time~zone: +:time~with~time~zone:interval:time~with~time~zone:
  -:NONE:bigint:bigint: -:NONE:double~precision:double~precision: -:NONE:integer:integer: -:NONE:interval:interval:
  -:NONE:numeric:numeric: -:NONE:real:real: -:NONE:smallint:smallint: -:aclitem[]:aclitem:aclitem[]:
  -:anymultirange:anymultirange:anymultirange:@14- -:anyrange:anyrange:anyrange: -:bigint:bigint:bigint:
  -:bigint:integer:bigint: -:bigint:smallint:bigint: -:box:point:box: -:circle:point:circle: -:date:date:integer:
  -:date:integer:date: -:date:interval:timestamp~without~time~zone:
  -:double~precision:double~precision:double~precision: -:double~precision:real:double~precision: -:inet:bigint:inet:
  -:inet:inet:bigint: -:integer:bigint:bigint: -:integer:integer:integer: -:integer:smallint:integer:
  -:interval:interval:interval: -:jsonb:integer:jsonb: -:jsonb:text:jsonb: -:jsonb:text[]:jsonb: -:money:money:money:
  -:numeric:numeric:numeric: -:path:point:path: -:pg_lsn:numeric:pg_lsn:@14- -:pg_lsn:pg_lsn:numeric:
  -:point:point:point: -:real:double~precision:double~precision: -:real:real:real: -:smallint:bigint:bigint:
  -:smallint:integer:integer: -:smallint:smallint:smallint:
  -:timestamp~without~time~zone:interval:timestamp~without~time~zone:
  -:timestamp~without~time~zone:timestamp~without~time~zone:interval:
  -:timestamp~with~time~zone:interval:timestamp~with~time~zone:s
  -:timestamp~with~time~zone:timestamp~with~time~zone:interval:
  -:time~without~time~zone:interval:time~without~time~zone: -:time~without~time~zone:time~without~time~zone:interval:
  -:time~with~time~zone:interval:time~with~time~zone: ->:json:integer:json: ->:json:text:json: ->:jsonb:integer:jsonb:
  ->:jsonb:text:jsonb: ->>:json:integer:text: ->>:json:text:text: ->>:jsonb:integer:text: ->>:jsonb:text:text:
  -|-:anymultirange:anymultirange:boolean:@14- -|-:anymultirange:anyrange:boolean:@14-
  -|-:anyrange:anymultirange:boolean:@14- -|-:anyrange:anyrange:boolean: /:bigint:bigint:bigint:
  /:bigint:integer:bigint: /:bigint:smallint:bigint: /:box:point:box: /:circle:point:circle:
  /:double~precision:double~precision:double~precision: /:double~precision:real:double~precision:
  /:integer:bigint:bigint: /:integer:integer:integer: /:integer:smallint:integer:
  /:interval:double~precision:interval: /:money:bigint:money: /:money:double~precision:money: /:money:integer:money:
  /:money:money:double~precision: /:money:real:money: /:money:smallint:money: /:numeric:numeric:numeric:
  /:path:point:path: /:point:point:point: /:real:double~precision:double~precision: /:real:real:real:
  /:smallint:bigint:bigint: /:smallint:integer:integer: /:smallint:smallint:smallint: <->:box:box:double~precision:
  <->:box:line:double~precision:@-14 <->:box:lseg:double~precision: <->:box:point:double~precision:
  <->:circle:circle:double~precision: <->:circle:point:double~precision: <->:circle:polygon:double~precision:
  <->:line:box:double~precision:@-14 <->:line:line:double~precision: <->:line:lseg:double~precision:
  <->:line:point:double~precision: <->:lseg:box:double~precision: <->:lseg:line:double~precision:
  <->:lseg:lseg:double~precision: <->:lseg:point:double~precision: <->:path:path:double~precision:
  <->:path:point:double~precision: <->:point:box:double~precision: <->:point:circle:double~precision:
  <->:point:line:double~precision: <->:point:lseg:double~precision: <->:point:path:double~precision:
  <->:point:point:double~precision: <->:point:polygon:double~precision: <->:polygon:circle:double~precision:
  <->:polygon:point:double~precision: <->:polygon:polygon:double~precision: <->:tsquery:tsquery:tsquery:
  <:"char":"char":boolean: <:anyarray:anyarray:boolean: <:anyenum:anyenum:boolean:
  <:anymultirange:anymultirange:boolean:@14- <:anyrange:anyrange:boolean: <:bigint:bigint:boolean:
  <:bigint:integer:boolean: <:bigint:smallint:boolean: <:bit:bit:boolean: <:bit~varying:bit~varying:boolean:
  <:boolean:boolean:boolean: <:box:box:boolean: <:bytea:bytea:boolean: <:character:character:boolean:
  <:circle:circle:boolean: <:date:date:boolean: <:date:timestamp~without~time~zone:boolean:
  <:date:timestamp~with~time~zone:boolean:s <:double~precision:double~precision:boolean:
  <:double~precision:real:boolean: <:inet:inet:boolean: <:integer:bigint:boolean: <:integer:integer:boolean:
  <:integer:smallint:boolean: <:interval:interval:boolean: <:jsonb:jsonb:boolean: <:lseg:lseg:boolean:
  <:macaddr8:macaddr8:boolean: <:macaddr:macaddr:boolean: <:money:money:boolean: <:name:name:boolean:
  <:name:text:boolean: <:numeric:numeric:boolean: <:oid:oid:boolean: <:oidvector:oidvector:boolean:
  <:path:path:boolean: <:pg_lsn:pg_lsn:boolean: <:real:double~precision:boolean: <:real:real:boolean:
  <:record:record:boolean: <:smallint:bigint:boolean: <:smallint:integer:boolean: <:smallint:smallint:boolean:
  <:text:name:boolean: <:text:text:boolean: <:tid:tid:boolean: <:timestamp~without~time~zone:date:boolean:
  <:timestamp~without~time~zone:timestamp~without~time~zone:boolean:
  <:timestamp~without~time~zone:timestamp~with~time~zone:boolean:s <:timestamp~with~time~zone:date:boolean:s
  <:timestamp~with~time~zone:timestamp~without~time~zone:boolean:s
  <:timestamp~with~time~zone:timestamp~with~time~zone:boolean:
  <:time~without~time~zone:time~without~time~zone:boolean: <:time~with~time~zone:time~with~time~zone:boolean:
  <:tsquery:tsquery:boolean: <:tsvector:tsvector:boolean: <:uuid:uuid:boolean: <:xid8:xid8:boolean:
  <<:anymultirange:anymultirange:boolean:@14- <<:anymultirange:anyrange:boolean:@14-
  <<:anyrange:anymultirange:boolean:@14- <<:anyrange:anyrange:boolean: <<:bigint:integer:bigint: <<:bit:integer:bit:
  <<:box:box:boolean: <<:circle:circle:boolean: <<:inet:inet:boolean: <<:integer:integer:integer:
  <<:point:point:boolean: <<:polygon:polygon:boolean: <<:smallint:integer:smallint: <<=:inet:inet:boolean:
  <<|:box:box:boolean: <<|:circle:circle:boolean: <<|:point:point:boolean:@14- <<|:polygon:polygon:boolean:
  <=:"char":"char":boolean: <=:anyarray:anyarray:boolean: <=:anyenum:anyenum:boolean:
  <=:anymultirange:anymultirange:boolean:@14- <=:anyrange:anyrange:boolean: <=:bigint:bigint:boolean:
  <=:bigint:integer:boolean: <=:bigint:smallint:boolean: <=:bit:bit:boolean: <=:bit~varying:bit~varying:boolean:
  <=:boolean:boolean:boolean: <=:box:box:boolean: <=:bytea:bytea:boolean: <=:character:character:boolean:
  <=:circle:circle:boolean: <=:date:date:boolean: <=:date:timestamp~without~time~zone:boolean:
  <=:date:timestamp~with~time~zone:boolean:s <=:double~precision:double~precision:boolean:
  <=:double~precision:real:boolean: <=:inet:inet:boolean: <=:integer:bigint:boolean: <=:integer:integer:boolean:
  <=:integer:smallint:boolean: <=:interval:interval:boolean: <=:jsonb:jsonb:boolean: <=:lseg:lseg:boolean:
  <=:macaddr8:macaddr8:boolean: <=:macaddr:macaddr:boolean: <=:money:money:boolean: <=:name:name:boolean:
  <=:name:text:boolean: <=:numeric:numeric:boolean: <=:oid:oid:boolean: <=:oidvector:oidvector:boolean:
  <=:path:path:boolean: <=:pg_lsn:pg_lsn:boolean: <=:real:double~precision:boolean: <=:real:real:boolean:
  <=:record:record:boolean: <=:smallint:bigint:boolean: <=:smallint:integer:boolean: <=:smallint:smallint:boolean:
  <=:text:name:boolean: <=:text:text:boolean: <=:tid:tid:boolean: <=:timestamp~without~time~zone:date:boolean:
  <=:timestamp~without~time~zone:timestamp~without~time~zone:boolean:
  <=:timestamp~without~time~zone:timestamp~with~time~zone:boolean:s <=:timestamp~with~time~zone:date:boolean:s
  <=:timestamp~with~time~zone:timestamp~without~time~zone:boolean:s
  <=:timestamp~with~time~zone:timestamp~with~time~zone:boolean:
  <=:time~without~time~zone:time~without~time~zone:boolean: <=:time~with~time~zone:time~with~time~zone:boolean:
  <=:tsquery:tsquery:boolean: <=:tsvector:tsvector:boolean: <=:uuid:uuid:boolean: <=:xid8:xid8:boolean:
  <>:"char":"char":boolean: <>:anyarray:anyarray:boolean: <>:anyenum:anyenum:boolean:
  <>:anymultirange:anymultirange:boolean:@14- <>:anyrange:anyrange:boolean: <>:bigint:bigint:boolean:
  <>:bigint:integer:boolean: <>:bigint:smallint:boolean: <>:bit:bit:boolean: <>:bit~varying:bit~varying:boolean:
  <>:boolean:boolean:boolean: <>:bytea:bytea:boolean: <>:character:character:boolean: <>:circle:circle:boolean:
  <>:date:date:boolean: <>:date:timestamp~without~time~zone:boolean: <>:date:timestamp~with~time~zone:boolean:s
  <>:double~precision:double~precision:boolean: <>:double~precision:real:boolean: <>:inet:inet:boolean:
  <>:integer:bigint:boolean: <>:integer:integer:boolean: <>:integer:smallint:boolean: <>:interval:interval:boolean:
  <>:jsonb:jsonb:boolean: <>:lseg:lseg:boolean: <>:macaddr8:macaddr8:boolean: <>:macaddr:macaddr:boolean:
  <>:money:money:boolean: <>:name:name:boolean: <>:name:text:boolean: <>:numeric:numeric:boolean: <>:oid:oid:boolean:
  <>:oidvector:oidvector:boolean: <>:pg_lsn:pg_lsn:boolean: <>:point:point:boolean: <>:real:double~precision:boolean:
  <>:real:real:boolean: <>:record:record:boolean: <>:smallint:bigint:boolean: <>:smallint:integer:boolean:
  <>:smallint:smallint:boolean: <>:text:name:boolean: <>:text:text:boolean: <>:tid:tid:boolean:
  <>:timestamp~without~time~zone:date:boolean: <>:timestamp~without~time~zone:timestamp~without~time~zone:boolean:
  <>:timestamp~without~time~zone:timestamp~with~time~zone:boolean:s <>:timestamp~with~time~zone:date:boolean:s
  <>:timestamp~with~time~zone:timestamp~without~time~zone:boolean:s
  <>:timestamp~with~time~zone:timestamp~with~time~zone:boolean:
  <>:time~without~time~zone:time~without~time~zone:boolean: <>:time~with~time~zone:time~with~time~zone:boolean:
  <>:tsquery:tsquery:boolean: <>:tsvector:tsvector:boolean: <>:uuid:uuid:boolean: <>:xid8:xid8:boolean:
  <>:xid:integer:boolean: <>:xid:xid:boolean: <@:anyarray:anyarray:boolean: <@:anyelement:anymultirange:boolean:@14-
  <@:anyelement:anyrange:boolean: <@:anymultirange:anymultirange:boolean:@14- <@:anymultirange:anyrange:boolean:@14-
  <@:anyrange:anymultirange:boolean:@14- <@:anyrange:anyrange:boolean: <@:box:box:boolean: <@:circle:circle:boolean:
  <@:jsonb:jsonb:boolean: <@:lseg:box:boolean: <@:lseg:line:boolean: <@:point:box:boolean: <@:point:circle:boolean:
  <@:point:line:boolean: <@:point:lseg:boolean: <@:point:path:boolean: <@:point:polygon:boolean:
  <@:polygon:polygon:boolean: <@:tsquery:tsquery:boolean: <^:box:box:boolean: <^:point:point:boolean:
  =:"char":"char":boolean: =:aclitem:aclitem:boolean: =:anyarray:anyarray:boolean: =:anyenum:anyenum:boolean:
  =:anymultirange:anymultirange:boolean:@14- =:anyrange:anyrange:boolean: =:bigint:bigint:boolean:
  =:bigint:integer:boolean: =:bigint:smallint:boolean: =:bit:bit:boolean: =:bit~varying:bit~varying:boolean:
  =:boolean:boolean:boolean: =:box:box:boolean: =:bytea:bytea:boolean: =:character:character:boolean:
  =:cid:cid:boolean: =:circle:circle:boolean: =:date:date:boolean: =:date:timestamp~without~time~zone:boolean:
  =:date:timestamp~with~time~zone:boolean:s =:double~precision:double~precision:boolean:
  =:double~precision:real:boolean: =:inet:inet:boolean: =:integer:bigint:boolean: =:integer:integer:boolean:
  =:integer:smallint:boolean: =:interval:interval:boolean: =:jsonb:jsonb:boolean: =:line:line:boolean:
  =:lseg:lseg:boolean: =:macaddr8:macaddr8:boolean: =:macaddr:macaddr:boolean: =:money:money:boolean:
  =:name:name:boolean: =:name:text:boolean: =:numeric:numeric:boolean: =:oid:oid:boolean:
  =:oidvector:oidvector:boolean: =:path:path:boolean: =:pg_lsn:pg_lsn:boolean: =:real:double~precision:boolean:
  =:real:real:boolean: =:record:record:boolean: =:smallint:bigint:boolean: =:smallint:integer:boolean:
  =:smallint:smallint:boolean: =:text:name:boolean: =:text:text:boolean: =:tid:tid:boolean:
  =:timestamp~without~time~zone:date:boolean: =:timestamp~without~time~zone:timestamp~without~time~zone:boolean:
  =:timestamp~without~time~zone:timestamp~with~time~zone:boolean:s =:timestamp~with~time~zone:date:boolean:s
  =:timestamp~with~time~zone:timestamp~without~time~zone:boolean:s
  =:timestamp~with~time~zone:timestamp~with~time~zone:boolean:
  =:time~without~time~zone:time~without~time~zone:boolean: =:time~with~time~zone:time~with~time~zone:boolean:
  =:tsquery:tsquery:boolean: =:tsvector:tsvector:boolean: =:uuid:uuid:boolean: =:xid8:xid8:boolean:
  =:xid:integer:boolean: =:xid:xid:boolean: >:"char":"char":boolean: >:anyarray:anyarray:boolean:
  >:anyenum:anyenum:boolean: >:anymultirange:anymultirange:boolean:@14- >:anyrange:anyrange:boolean:
  >:bigint:bigint:boolean: >:bigint:integer:boolean: >:bigint:smallint:boolean: >:bit:bit:boolean:
  >:bit~varying:bit~varying:boolean: >:boolean:boolean:boolean: >:box:box:boolean: >:bytea:bytea:boolean:
  >:character:character:boolean: >:circle:circle:boolean: >:date:date:boolean:
  >:date:timestamp~without~time~zone:boolean: >:date:timestamp~with~time~zone:boolean:s
  >:double~precision:double~precision:boolean: >:double~precision:real:boolean: >:inet:inet:boolean:
  >:integer:bigint:boolean: >:integer:integer:boolean: >:integer:smallint:boolean: >:interval:interval:boolean:
  >:jsonb:jsonb:boolean: >:lseg:lseg:boolean: >:macaddr8:macaddr8:boolean: >:macaddr:macaddr:boolean:
  >:money:money:boolean: >:name:name:boolean: >:name:text:boolean: >:numeric:numeric:boolean: >:oid:oid:boolean:
  >:oidvector:oidvector:boolean: >:path:path:boolean: >:pg_lsn:pg_lsn:boolean: >:real:double~precision:boolean:
  >:real:real:boolean: >:record:record:boolean: >:smallint:bigint:boolean: >:smallint:integer:boolean:
  >:smallint:smallint:boolean: >:text:name:boolean: >:text:text:boolean: >:tid:tid:boolean:
  >:timestamp~without~time~zone:date:boolean: >:timestamp~without~time~zone:timestamp~without~time~zone:boolean:
  >:timestamp~without~time~zone:timestamp~with~time~zone:boolean:s >:timestamp~with~time~zone:date:boolean:s
  >:timestamp~with~time~zone:timestamp~without~time~zone:boolean:s
  >:timestamp~with~time~zone:timestamp~with~time~zone:boolean:
  >:time~without~time~zone:time~without~time~zone:boolean: >:time~with~time~zone:time~with~time~zone:boolean:
  >:tsquery:tsquery:boolean: >:tsvector:tsvector:boolean: >:uuid:uuid:boolean: >:xid8:xid8:boolean:
  >=:"char":"char":boolean: >=:anyarray:anyarray:boolean: >=:anyenum:anyenum:boolean:
  >=:anymultirange:anymultirange:boolean:@14- >=:anyrange:anyrange:boolean: >=:bigint:bigint:boolean:
  >=:bigint:integer:boolean: >=:bigint:smallint:boolean: >=:bit:bit:boolean: >=:bit~varying:bit~varying:boolean:
  >=:boolean:boolean:boolean: >=:box:box:boolean: >=:bytea:bytea:boolean: >=:character:character:boolean:
  >=:circle:circle:boolean: >=:date:date:boolean: >=:date:timestamp~without~time~zone:boolean:
  >=:date:timestamp~with~time~zone:boolean:s >=:double~precision:double~precision:boolean:
  >=:double~precision:real:boolean: >=:inet:inet:boolean: >=:integer:bigint:boolean: >=:integer:integer:boolean:
  >=:integer:smallint:boolean: >=:interval:interval:boolean: >=:jsonb:jsonb:boolean: >=:lseg:lseg:boolean:
  >=:macaddr8:macaddr8:boolean: >=:macaddr:macaddr:boolean: >=:money:money:boolean: >=:name:name:boolean:
  >=:name:text:boolean: >=:numeric:numeric:boolean: >=:oid:oid:boolean: >=:oidvector:oidvector:boolean:
  >=:path:path:boolean: >=:pg_lsn:pg_lsn:boolean: >=:real:double~precision:boolean: >=:real:real:boolean:
  >=:record:record:boolean: >=:smallint:bigint:boolean: >=:smallint:integer:boolean: >=:smallint:smallint:boolean:
  >=:text:name:boolean: >=:text:text:boolean: >=:tid:tid:boolean: >=:timestamp~without~time~zone:date:boolean:
  >=:timestamp~without~time~zone:timestamp~without~time~zone:boolean:
  >=:timestamp~without~time~zone:timestamp~with~time~zone:boolean:s >=:timestamp~with~time~zone:date:boolean:s
  >=:timestamp~with~time~zone:timestamp~without~time~zone:boolean:s
  >=:timestamp~with~time~zone:timestamp~with~time~zone:boolean:
  >=:time~without~time~zone:time~without~time~zone:boolean: >=:time~with~time~zone:time~with~time~zone:boolean:
  >=:tsquery:tsquery:boolean: >=:tsvector:tsvector:boolean: >=:uuid:uuid:boolean: >=:xid8:xid8:boolean:
  >>:anymultirange:anymultirange:boolean:@14- >>:anymultirange:anyrange:boolean:@14-
  >>:anyrange:anymultirange:boolean:@14- >>:anyrange:anyrange:boolean: >>:bigint:integer:bigint: >>:bit:integer:bit:
  >>:box:box:boolean: >>:circle:circle:boolean: >>:inet:inet:boolean: >>:integer:integer:integer:
  >>:point:point:boolean: >>:polygon:polygon:boolean: >>:smallint:integer:smallint: >>=:inet:inet:boolean:
  >^:box:box:boolean: >^:point:point:boolean: ?#:box:box:boolean: ?#:line:box:boolean: ?#:line:line:boolean:
  ?#:lseg:box:boolean: ?#:lseg:line:boolean: ?#:lseg:lseg:boolean: ?#:path:path:boolean: ?&:jsonb:text[]:boolean:
  ?-:NONE:line:boolean: ?-:NONE:lseg:boolean: ?-:point:point:boolean: ?-|:line:line:boolean: ?-|:lseg:lseg:boolean:
  ?:jsonb:text:boolean: ?|:NONE:line:boolean: ?|:NONE:lseg:boolean: ?|:jsonb:text[]:boolean: ?|:point:point:boolean:
  ?||:line:line:boolean: ?||:lseg:lseg:boolean: @-@:NONE:lseg:double~precision: @-@:NONE:path:double~precision:
  @:NONE:bigint:bigint: @:NONE:double~precision:double~precision: @:NONE:integer:integer: @:NONE:numeric:numeric:
  @:NONE:real:real: @:NONE:smallint:smallint: @:box:box:boolean:@-13 @:circle:circle:boolean:@-13
  @:lseg:box:boolean:@-13 @:lseg:line:boolean:@-13 @:point:box:boolean:@-13 @:point:circle:boolean:@-13
  @:point:line:boolean:@-13 @:point:lseg:boolean:@-13 @:point:path:boolean:@-13 @:point:polygon:boolean:@-13
  @:polygon:polygon:boolean:@-13 @>:aclitem[]:aclitem:boolean: @>:anyarray:anyarray:boolean:
  @>:anymultirange:anyelement:boolean:@14- @>:anymultirange:anymultirange:boolean:@14-
  @>:anymultirange:anyrange:boolean:@14- @>:anyrange:anyelement:boolean: @>:anyrange:anymultirange:boolean:@14-
  @>:anyrange:anyrange:boolean: @>:box:box:boolean: @>:box:point:boolean: @>:circle:circle:boolean:
  @>:circle:point:boolean: @>:jsonb:jsonb:boolean: @>:path:point:boolean: @>:polygon:point:boolean:
  @>:polygon:polygon:boolean: @>:tsquery:tsquery:boolean: @?:jsonb:jsonpath:boolean: @@:NONE:box:point:
  @@:NONE:circle:point: @@:NONE:lseg:point: @@:NONE:path:point:@-14 @@:NONE:polygon:point: @@:jsonb:jsonpath:boolean:
  @@:text:text:boolean:s @@:text:tsquery:boolean:s @@:tsquery:tsvector:boolean: @@:tsvector:tsquery:boolean:
  @@@:tsquery:tsvector:boolean: @@@:tsvector:tsquery:boolean: ^:double~precision:double~precision:double~precision:
  ^:numeric:numeric:numeric: ^@:text:text:boolean: |&>:box:box:boolean: |&>:circle:circle:boolean:
  |&>:polygon:polygon:boolean: |/:NONE:double~precision:double~precision: |:bigint:bigint:bigint: |:bit:bit:bit:
  |:inet:inet:inet: |:integer:integer:integer: |:macaddr8:macaddr8:macaddr8: |:macaddr:macaddr:macaddr:
  |:smallint:smallint:smallint: |>>:box:box:boolean: |>>:circle:circle:boolean: |>>:point:point:boolean:@14-
  |>>:polygon:polygon:boolean: ||/:NONE:double~precision:double~precision: ||:anyarray:anyarray:anyarray:@-13
  ||:anyarray:anyelement:anyarray:@-13 ||:anycompatible:anycompatiblearray:anycompatiblearray:@14-
  ||:anycompatiblearray:anycompatible:anycompatiblearray:@14-
  ||:anycompatiblearray:anycompatiblearray:anycompatiblearray:@14- ||:anyelement:anyarray:anyarray:@-13
  ||:anynonarray:text:text:s ||:bit~varying:bit~varying:bit~varying: ||:bytea:bytea:bytea: ||:jsonb:jsonb:jsonb:
  ||:text:anynonarray:text:s ||:text:text:text: ||:tsquery:tsquery:tsquery: ||:tsvector:tsvector:tsvector:
  ~*:character:text:boolean: ~*:name:text:boolean: ~*:text:text:boolean: ~:NONE:bigint:bigint: ~:NONE:bit:bit:
  ~:NONE:inet:inet: ~:NONE:integer:integer: ~:NONE:macaddr8:macaddr8: ~:NONE:macaddr:macaddr:
  ~:NONE:smallint:smallint: ~:aclitem[]:aclitem:boolean:@-13 ~:box:box:boolean:@-13 ~:character:text:boolean:
  ~:circle:circle:boolean:@-13 ~:circle:point:boolean:@-13 ~:name:text:boolean: ~:path:point:boolean:@-13
  ~:polygon:point:boolean:@-13 ~:polygon:polygon:boolean:@-13 ~:text:text:boolean: ~<=~:character:character:boolean:
  ~<=~:text:text:boolean: ~<~:character:character:boolean: ~<~:text:text:boolean: ~=:box:box:boolean:
  ~=:circle:circle:boolean: ~=:point:point:boolean: ~=:polygon:polygon:boolean: ~>=~:character:character:boolean:
  ~>=~:text:text:boolean: ~>~:character:character:boolean: ~>~:text:text:boolean: ~~*:character:text:boolean:
  ~~*:name:text:boolean: ~~*:text:text:boolean: ~~:bytea:bytea:boolean: ~~:character:text:boolean:
  ~~:name:text:boolean: ~~:text:text:boolean:
`;
