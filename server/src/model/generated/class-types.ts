// Made by `npm run lists` from the servers: PostgreSQL 13 to 18 together.
/** Operator classes of pg_catalog as method:class:type:d, d for the default of its type, blanks as ~ (pg_opclass). */
export const operatorClassTypes = `
  brin:bit_minmax_ops:bit:d brin:box_inclusion_ops:box:d brin:bpchar_bloom_ops:character:
  brin:bpchar_minmax_ops:character:d brin:bytea_bloom_ops:bytea: brin:bytea_minmax_ops:bytea:d
  brin:char_bloom_ops:"char": brin:char_minmax_ops:"char":d brin:date_bloom_ops:date: brin:date_minmax_multi_ops:date:
  brin:date_minmax_ops:date:d brin:float4_bloom_ops:real: brin:float4_minmax_multi_ops:real:
  brin:float4_minmax_ops:real:d brin:float8_bloom_ops:double~precision: brin:float8_minmax_multi_ops:double~precision:
  brin:float8_minmax_ops:double~precision:d brin:inet_bloom_ops:inet: brin:inet_inclusion_ops:inet:d
  brin:inet_minmax_multi_ops:inet: brin:inet_minmax_ops:inet: brin:int2_bloom_ops:smallint:
  brin:int2_minmax_multi_ops:smallint: brin:int2_minmax_ops:smallint:d brin:int4_bloom_ops:integer:
  brin:int4_minmax_multi_ops:integer: brin:int4_minmax_ops:integer:d brin:int8_bloom_ops:bigint:
  brin:int8_minmax_multi_ops:bigint: brin:int8_minmax_ops:bigint:d brin:interval_bloom_ops:interval:
  brin:interval_minmax_multi_ops:interval: brin:interval_minmax_ops:interval:d brin:macaddr8_bloom_ops:macaddr8:
  brin:macaddr8_minmax_multi_ops:macaddr8: brin:macaddr8_minmax_ops:macaddr8:d brin:macaddr_bloom_ops:macaddr:
  brin:macaddr_minmax_multi_ops:macaddr: brin:macaddr_minmax_ops:macaddr:d brin:name_bloom_ops:name:
  brin:name_minmax_ops:name:d brin:numeric_bloom_ops:numeric: brin:numeric_minmax_multi_ops:numeric:
  brin:numeric_minmax_ops:numeric:d brin:oid_bloom_ops:oid: brin:oid_minmax_multi_ops:oid: brin:oid_minmax_ops:oid:d
  brin:pg_lsn_bloom_ops:pg_lsn: brin:pg_lsn_minmax_multi_ops:pg_lsn: brin:pg_lsn_minmax_ops:pg_lsn:d
  brin:range_inclusion_ops:anyrange:d brin:text_bloom_ops:text: brin:text_minmax_ops:text:d brin:tid_bloom_ops:tid:
  brin:tid_minmax_multi_ops:tid: brin:tid_minmax_ops:tid:d brin:time_bloom_ops:time~without~time~zone:
  brin:time_minmax_multi_ops:time~without~time~zone: brin:time_minmax_ops:time~without~time~zone:d
  brin:timestamp_bloom_ops:timestamp~without~time~zone: brin:timestamp_minmax_multi_ops:timestamp~without~time~zone:
  brin:timestamp_minmax_ops:timestamp~without~time~zone:d brin:timestamptz_bloom_ops:timestamp~with~time~zone:
  brin:timestamptz_minmax_multi_ops:timestamp~with~time~zone: brin:timestamptz_minmax_ops:timestamp~with~time~zone:d
  brin:timetz_bloom_ops:time~with~time~zone: brin:timetz_minmax_multi_ops:time~with~time~zone:
  brin:timetz_minmax_ops:time~with~time~zone:d brin:uuid_bloom_ops:uuid: brin:uuid_minmax_multi_ops:uuid:
  brin:uuid_minmax_ops:uuid:d brin:varbit_minmax_ops:bit~varying:d btree:array_ops:anyarray:d btree:bit_ops:bit:d
  btree:bool_ops:boolean:d btree:bpchar_ops:character:d btree:bpchar_pattern_ops:character: btree:bytea_ops:bytea:d
  btree:char_ops:"char":d btree:cidr_ops:inet: btree:date_ops:date:d btree:enum_ops:anyenum:d btree:float4_ops:real:d
  btree:float8_ops:double~precision:d btree:inet_ops:inet:d btree:int2_ops:smallint:d btree:int4_ops:integer:d
  btree:int8_ops:bigint:d btree:interval_ops:interval:d btree:jsonb_ops:jsonb:d btree:macaddr8_ops:macaddr8:d
  btree:macaddr_ops:macaddr:d btree:money_ops:money:d btree:multirange_ops:anymultirange:d btree:name_ops:name:d
  btree:numeric_ops:numeric:d btree:oid_ops:oid:d btree:oidvector_ops:oidvector:d btree:pg_lsn_ops:pg_lsn:d
  btree:range_ops:anyrange:d btree:record_image_ops:record: btree:record_ops:record:d btree:text_ops:text:d
  btree:text_pattern_ops:text: btree:tid_ops:tid:d btree:time_ops:time~without~time~zone:d
  btree:timestamp_ops:timestamp~without~time~zone:d btree:timestamptz_ops:timestamp~with~time~zone:d
  btree:timetz_ops:time~with~time~zone:d btree:tsquery_ops:tsquery:d btree:tsvector_ops:tsvector:d
  btree:uuid_ops:uuid:d btree:varbit_ops:bit~varying:d btree:varchar_ops:text: btree:varchar_pattern_ops:text:
  btree:xid8_ops:xid8:d gin:array_ops:anyarray:d gin:jsonb_ops:jsonb:d gin:jsonb_path_ops:jsonb:
  gin:tsvector_ops:tsvector:d gist:box_ops:box:d gist:circle_ops:circle:d gist:inet_ops:inet:
  gist:multirange_ops:anymultirange:d gist:point_ops:point:d gist:poly_ops:polygon:d gist:range_ops:anyrange:d
  gist:tsquery_ops:tsquery:d gist:tsvector_ops:tsvector:d hash:aclitem_ops:aclitem:d hash:array_ops:anyarray:d
  hash:bool_ops:boolean:d hash:bpchar_ops:character:d hash:bpchar_pattern_ops:character: hash:bytea_ops:bytea:d
  hash:char_ops:"char":d hash:cid_ops:cid:d hash:cidr_ops:inet: hash:date_ops:date:d hash:enum_ops:anyenum:d
  hash:float4_ops:real:d hash:float8_ops:double~precision:d hash:inet_ops:inet:d hash:int2_ops:smallint:d
  hash:int4_ops:integer:d hash:int8_ops:bigint:d hash:interval_ops:interval:d hash:jsonb_ops:jsonb:d
  hash:macaddr8_ops:macaddr8:d hash:macaddr_ops:macaddr:d hash:multirange_ops:anymultirange:d hash:name_ops:name:d
  hash:numeric_ops:numeric:d hash:oid_ops:oid:d hash:oidvector_ops:oidvector:d hash:pg_lsn_ops:pg_lsn:d
  hash:range_ops:anyrange:d hash:record_ops:record:d hash:text_ops:text:d hash:text_pattern_ops:text:
  hash:tid_ops:tid:d hash:time_ops:time~without~time~zone:d hash:timestamp_ops:timestamp~without~time~zone:d
  hash:timestamptz_ops:timestamp~with~time~zone:d hash:timetz_ops:time~with~time~zone:d hash:uuid_ops:uuid:d
  hash:varchar_ops:text: hash:varchar_pattern_ops:text: hash:xid8_ops:xid8:d hash:xid_ops:xid:d spgist:box_ops:box:d
  spgist:inet_ops:inet:d spgist:kd_point_ops:point: spgist:poly_ops:polygon:d spgist:quad_point_ops:point:d
  spgist:range_ops:anyrange:d spgist:text_ops:text:d
`;
