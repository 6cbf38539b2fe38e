// Made by `npm run lists` from the servers: PostgreSQL 13 to 18 together.
/** Casts from:to that are made by assignment, blanks in names as ~ (pg_cast with castcontext i or a). */
export const assignmentCasts = `
  "char":character "char":character~varying "char":text bigint:double~precision bigint:integer bigint:money
  bigint:numeric bigint:oid bigint:real bigint:regclass bigint:regcollation bigint:regconfig bigint:regdictionary
  bigint:regnamespace bigint:regoper bigint:regoperator bigint:regproc bigint:regprocedure bigint:regrole
  bigint:regtype bigint:smallint bit:bit~varying bit~varying:bit boolean:character boolean:character~varying
  boolean:text box:polygon character:"char" character:character~varying character:name character:text
  character~varying:"char" character~varying:character character~varying:name character~varying:regclass
  character~varying:text cidr:character cidr:character~varying cidr:inet cidr:text date:timestamp~without~time~zone
  date:timestamp~with~time~zone double~precision:bigint double~precision:integer double~precision:numeric
  double~precision:real double~precision:smallint inet:character inet:character~varying inet:cidr inet:text
  integer:bigint integer:double~precision integer:money integer:numeric integer:oid integer:real integer:regclass
  integer:regcollation integer:regconfig integer:regdictionary integer:regnamespace integer:regoper
  integer:regoperator integer:regproc integer:regprocedure integer:regrole integer:regtype integer:smallint
  interval:time~without~time~zone json:jsonb jsonb:json macaddr8:macaddr macaddr:macaddr8 money:numeric name:character
  name:character~varying name:text numeric:bigint numeric:double~precision numeric:integer numeric:money numeric:real
  numeric:smallint oid:bigint oid:integer oid:regclass oid:regcollation oid:regconfig oid:regdictionary
  oid:regnamespace oid:regoper oid:regoperator oid:regproc oid:regprocedure oid:regrole oid:regtype path:polygon
  point:box polygon:path real:bigint real:double~precision real:integer real:numeric real:smallint regclass:bigint
  regclass:integer regclass:oid regcollation:bigint regcollation:integer regcollation:oid regconfig:bigint
  regconfig:integer regconfig:oid regdictionary:bigint regdictionary:integer regdictionary:oid regnamespace:bigint
  regnamespace:integer regnamespace:oid regoper:bigint regoper:integer regoper:oid regoper:regoperator
  regoperator:bigint regoperator:integer regoperator:oid regoperator:regoper regproc:bigint regproc:integer
  regproc:oid regproc:regprocedure regprocedure:bigint regprocedure:integer regprocedure:oid regprocedure:regproc
  regrole:bigint regrole:integer regrole:oid regtype:bigint regtype:integer regtype:oid smallint:bigint
  smallint:double~precision smallint:integer smallint:numeric smallint:oid smallint:real smallint:regclass
  smallint:regcollation smallint:regconfig smallint:regdictionary smallint:regnamespace smallint:regoper
  smallint:regoperator smallint:regproc smallint:regprocedure smallint:regrole smallint:regtype text:"char"
  text:character text:character~varying text:name text:regclass timestamp~without~time~zone:date
  timestamp~without~time~zone:timestamp~with~time~zone timestamp~without~time~zone:time~without~time~zone
  timestamp~with~time~zone:date timestamp~with~time~zone:timestamp~without~time~zone
  timestamp~with~time~zone:time~without~time~zone timestamp~with~time~zone:time~with~time~zone
  time~without~time~zone:interval time~without~time~zone:time~with~time~zone
  time~with~time~zone:time~without~time~zone xml:character xml:character~varying xml:text
`;
