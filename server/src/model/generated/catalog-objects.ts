// Made by `npm run lists` from the servers: PostgreSQL 13 to 18 together.
/** Objects of pg_catalog by kind:name, blanks as ~, that no list of their own has (pg_language, pg_am and so on). */
export const catalogObjects = `
  ACCESS~METHOD:brin ACCESS~METHOD:btree ACCESS~METHOD:gin ACCESS~METHOD:gist ACCESS~METHOD:hash ACCESS~METHOD:heap
  ACCESS~METHOD:spgist COLLATION:C COLLATION:POSIX COLLATION:default COLLATION:pg_c_utf8 COLLATION:pg_unicode_fast
  COLLATION:ucs_basic COLLATION:unicode CONVERSION:big5_to_euc_tw CONVERSION:big5_to_mic CONVERSION:big5_to_utf8
  CONVERSION:euc_cn_to_mic CONVERSION:euc_cn_to_utf8 CONVERSION:euc_jis_2004_to_shift_jis_2004
  CONVERSION:euc_jis_2004_to_utf8 CONVERSION:euc_jp_to_mic CONVERSION:euc_jp_to_sjis CONVERSION:euc_jp_to_utf8
  CONVERSION:euc_kr_to_mic CONVERSION:euc_kr_to_utf8 CONVERSION:euc_tw_to_big5 CONVERSION:euc_tw_to_mic
  CONVERSION:euc_tw_to_utf8 CONVERSION:gb18030_to_utf8 CONVERSION:gbk_to_utf8 CONVERSION:iso_8859_10_to_utf8
  CONVERSION:iso_8859_13_to_utf8 CONVERSION:iso_8859_14_to_utf8 CONVERSION:iso_8859_15_to_utf8
  CONVERSION:iso_8859_16_to_utf8 CONVERSION:iso_8859_1_to_mic CONVERSION:iso_8859_1_to_utf8
  CONVERSION:iso_8859_2_to_mic CONVERSION:iso_8859_2_to_utf8 CONVERSION:iso_8859_2_to_windows_1250
  CONVERSION:iso_8859_3_to_mic CONVERSION:iso_8859_3_to_utf8 CONVERSION:iso_8859_4_to_mic
  CONVERSION:iso_8859_4_to_utf8 CONVERSION:iso_8859_5_to_koi8_r CONVERSION:iso_8859_5_to_mic
  CONVERSION:iso_8859_5_to_utf8 CONVERSION:iso_8859_5_to_windows_1251 CONVERSION:iso_8859_5_to_windows_866
  CONVERSION:iso_8859_6_to_utf8 CONVERSION:iso_8859_7_to_utf8 CONVERSION:iso_8859_8_to_utf8
  CONVERSION:iso_8859_9_to_utf8 CONVERSION:johab_to_utf8 CONVERSION:koi8_r_to_iso_8859_5 CONVERSION:koi8_r_to_mic
  CONVERSION:koi8_r_to_utf8 CONVERSION:koi8_r_to_windows_1251 CONVERSION:koi8_r_to_windows_866
  CONVERSION:koi8_u_to_utf8 CONVERSION:mic_to_big5 CONVERSION:mic_to_euc_cn CONVERSION:mic_to_euc_jp
  CONVERSION:mic_to_euc_kr CONVERSION:mic_to_euc_tw CONVERSION:mic_to_iso_8859_1 CONVERSION:mic_to_iso_8859_2
  CONVERSION:mic_to_iso_8859_3 CONVERSION:mic_to_iso_8859_4 CONVERSION:mic_to_iso_8859_5 CONVERSION:mic_to_koi8_r
  CONVERSION:mic_to_sjis CONVERSION:mic_to_windows_1250 CONVERSION:mic_to_windows_1251 CONVERSION:mic_to_windows_866
  CONVERSION:shift_jis_2004_to_euc_jis_2004 CONVERSION:shift_jis_2004_to_utf8 CONVERSION:sjis_to_euc_jp
  CONVERSION:sjis_to_mic CONVERSION:sjis_to_utf8 CONVERSION:uhc_to_utf8 CONVERSION:utf8_to_big5
  CONVERSION:utf8_to_euc_cn CONVERSION:utf8_to_euc_jis_2004 CONVERSION:utf8_to_euc_jp CONVERSION:utf8_to_euc_kr
  CONVERSION:utf8_to_euc_tw CONVERSION:utf8_to_gb18030 CONVERSION:utf8_to_gbk CONVERSION:utf8_to_iso_8859_1
  CONVERSION:utf8_to_iso_8859_10 CONVERSION:utf8_to_iso_8859_13 CONVERSION:utf8_to_iso_8859_14
  CONVERSION:utf8_to_iso_8859_15 CONVERSION:utf8_to_iso_8859_16 CONVERSION:utf8_to_iso_8859_2
  CONVERSION:utf8_to_iso_8859_3 CONVERSION:utf8_to_iso_8859_4 CONVERSION:utf8_to_iso_8859_5
  CONVERSION:utf8_to_iso_8859_6 CONVERSION:utf8_to_iso_8859_7 CONVERSION:utf8_to_iso_8859_8
  CONVERSION:utf8_to_iso_8859_9 CONVERSION:utf8_to_johab CONVERSION:utf8_to_koi8_r CONVERSION:utf8_to_koi8_u
  CONVERSION:utf8_to_shift_jis_2004 CONVERSION:utf8_to_sjis CONVERSION:utf8_to_uhc CONVERSION:utf8_to_windows_1250
  CONVERSION:utf8_to_windows_1251 CONVERSION:utf8_to_windows_1252 CONVERSION:utf8_to_windows_1253
  CONVERSION:utf8_to_windows_1254 CONVERSION:utf8_to_windows_1255 CONVERSION:utf8_to_windows_1256
  CONVERSION:utf8_to_windows_1257 CONVERSION:utf8_to_windows_1258 CONVERSION:utf8_to_windows_866
  CONVERSION:utf8_to_windows_874 CONVERSION:windows_1250_to_iso_8859_2 CONVERSION:windows_1250_to_mic
  CONVERSION:windows_1250_to_utf8 CONVERSION:windows_1251_to_iso_8859_5 CONVERSION:windows_1251_to_koi8_r
  CONVERSION:windows_1251_to_mic CONVERSION:windows_1251_to_utf8 CONVERSION:windows_1251_to_windows_866
  CONVERSION:windows_1252_to_utf8 CONVERSION:windows_1253_to_utf8 CONVERSION:windows_1254_to_utf8
  CONVERSION:windows_1255_to_utf8 CONVERSION:windows_1256_to_utf8 CONVERSION:windows_1257_to_utf8
  CONVERSION:windows_1258_to_utf8 CONVERSION:windows_866_to_iso_8859_5 CONVERSION:windows_866_to_koi8_r
  CONVERSION:windows_866_to_mic CONVERSION:windows_866_to_utf8 CONVERSION:windows_866_to_windows_1251
  CONVERSION:windows_874_to_utf8 EXTENSION:adminpack EXTENSION:amcheck EXTENSION:autoinc EXTENSION:bloom
  EXTENSION:bool_plperl EXTENSION:bool_plperlu EXTENSION:btree_gin EXTENSION:btree_gist EXTENSION:citext
  EXTENSION:cube EXTENSION:dblink EXTENSION:dict_int EXTENSION:dict_xsyn EXTENSION:earthdistance EXTENSION:file_fdw
  EXTENSION:fuzzystrmatch EXTENSION:hstore EXTENSION:hstore_plperl EXTENSION:hstore_plperlu
  EXTENSION:hstore_plpython2u EXTENSION:hstore_plpython3u EXTENSION:hstore_plpythonu EXTENSION:insert_username
  EXTENSION:intagg EXTENSION:intarray EXTENSION:isn EXTENSION:jsonb_plperl EXTENSION:jsonb_plperlu
  EXTENSION:jsonb_plpython2u EXTENSION:jsonb_plpython3u EXTENSION:jsonb_plpythonu EXTENSION:lo EXTENSION:ltree
  EXTENSION:ltree_plpython2u EXTENSION:ltree_plpython3u EXTENSION:ltree_plpythonu EXTENSION:moddatetime
  EXTENSION:old_snapshot EXTENSION:pageinspect EXTENSION:pg_buffercache EXTENSION:pg_freespacemap
  EXTENSION:pg_logicalinspect EXTENSION:pg_prewarm EXTENSION:pg_stat_statements EXTENSION:pg_surgery EXTENSION:pg_trgm
  EXTENSION:pg_visibility EXTENSION:pg_walinspect EXTENSION:pgcrypto EXTENSION:pgrowlocks EXTENSION:pgstattuple
  EXTENSION:plperl EXTENSION:plperlu EXTENSION:plpgsql EXTENSION:plpython3u EXTENSION:pltcl EXTENSION:pltclu
  EXTENSION:postgres_fdw EXTENSION:refint EXTENSION:seg EXTENSION:sslinfo EXTENSION:tablefunc EXTENSION:tcn
  EXTENSION:tsm_system_rows EXTENSION:tsm_system_time EXTENSION:unaccent EXTENSION:uuid-ossp EXTENSION:xml2 LANGUAGE:c
  LANGUAGE:internal LANGUAGE:plpgsql LANGUAGE:sql OPERATOR~CLASS:aclitem_ops~hash OPERATOR~CLASS:array_ops~btree
  OPERATOR~CLASS:array_ops~gin OPERATOR~CLASS:array_ops~hash OPERATOR~CLASS:bit_minmax_ops~brin
  OPERATOR~CLASS:bit_ops~btree OPERATOR~CLASS:bool_ops~btree OPERATOR~CLASS:bool_ops~hash
  OPERATOR~CLASS:box_inclusion_ops~brin OPERATOR~CLASS:box_ops~gist OPERATOR~CLASS:box_ops~spgist
  OPERATOR~CLASS:bpchar_bloom_ops~brin OPERATOR~CLASS:bpchar_minmax_ops~brin OPERATOR~CLASS:bpchar_ops~btree
  OPERATOR~CLASS:bpchar_ops~hash OPERATOR~CLASS:bpchar_pattern_ops~btree OPERATOR~CLASS:bpchar_pattern_ops~hash
  OPERATOR~CLASS:bytea_bloom_ops~brin OPERATOR~CLASS:bytea_minmax_ops~brin OPERATOR~CLASS:bytea_ops~btree
  OPERATOR~CLASS:bytea_ops~hash OPERATOR~CLASS:char_bloom_ops~brin OPERATOR~CLASS:char_minmax_ops~brin
  OPERATOR~CLASS:char_ops~btree OPERATOR~CLASS:char_ops~hash OPERATOR~CLASS:cid_ops~hash OPERATOR~CLASS:cidr_ops~btree
  OPERATOR~CLASS:cidr_ops~hash OPERATOR~CLASS:circle_ops~gist OPERATOR~CLASS:date_bloom_ops~brin
  OPERATOR~CLASS:date_minmax_multi_ops~brin OPERATOR~CLASS:date_minmax_ops~brin OPERATOR~CLASS:date_ops~btree
  OPERATOR~CLASS:date_ops~hash OPERATOR~CLASS:enum_ops~btree OPERATOR~CLASS:enum_ops~hash
  OPERATOR~CLASS:float4_bloom_ops~brin OPERATOR~CLASS:float4_minmax_multi_ops~brin
  OPERATOR~CLASS:float4_minmax_ops~brin OPERATOR~CLASS:float4_ops~btree OPERATOR~CLASS:float4_ops~hash
  OPERATOR~CLASS:float8_bloom_ops~brin OPERATOR~CLASS:float8_minmax_multi_ops~brin
  OPERATOR~CLASS:float8_minmax_ops~brin OPERATOR~CLASS:float8_ops~btree OPERATOR~CLASS:float8_ops~hash
  OPERATOR~CLASS:inet_bloom_ops~brin OPERATOR~CLASS:inet_inclusion_ops~brin OPERATOR~CLASS:inet_minmax_multi_ops~brin
  OPERATOR~CLASS:inet_minmax_ops~brin OPERATOR~CLASS:inet_ops~btree OPERATOR~CLASS:inet_ops~gist
  OPERATOR~CLASS:inet_ops~hash OPERATOR~CLASS:inet_ops~spgist OPERATOR~CLASS:int2_bloom_ops~brin
  OPERATOR~CLASS:int2_minmax_multi_ops~brin OPERATOR~CLASS:int2_minmax_ops~brin OPERATOR~CLASS:int2_ops~btree
  OPERATOR~CLASS:int2_ops~hash OPERATOR~CLASS:int4_bloom_ops~brin OPERATOR~CLASS:int4_minmax_multi_ops~brin
  OPERATOR~CLASS:int4_minmax_ops~brin OPERATOR~CLASS:int4_ops~btree OPERATOR~CLASS:int4_ops~hash
  OPERATOR~CLASS:int8_bloom_ops~brin OPERATOR~CLASS:int8_minmax_multi_ops~brin OPERATOR~CLASS:int8_minmax_ops~brin
  OPERATOR~CLASS:int8_ops~btree OPERATOR~CLASS:int8_ops~hash OPERATOR~CLASS:interval_bloom_ops~brin
  OPERATOR~CLASS:interval_minmax_multi_ops~brin OPERATOR~CLASS:interval_minmax_ops~brin
  OPERATOR~CLASS:interval_ops~btree OPERATOR~CLASS:interval_ops~hash OPERATOR~CLASS:jsonb_ops~btree
  OPERATOR~CLASS:jsonb_ops~gin OPERATOR~CLASS:jsonb_ops~hash OPERATOR~CLASS:jsonb_path_ops~gin
  OPERATOR~CLASS:kd_point_ops~spgist OPERATOR~CLASS:macaddr8_bloom_ops~brin
  OPERATOR~CLASS:macaddr8_minmax_multi_ops~brin OPERATOR~CLASS:macaddr8_minmax_ops~brin
  OPERATOR~CLASS:macaddr8_ops~btree OPERATOR~CLASS:macaddr8_ops~hash OPERATOR~CLASS:macaddr_bloom_ops~brin
  OPERATOR~CLASS:macaddr_minmax_multi_ops~brin OPERATOR~CLASS:macaddr_minmax_ops~brin OPERATOR~CLASS:macaddr_ops~btree
  OPERATOR~CLASS:macaddr_ops~hash OPERATOR~CLASS:money_ops~btree OPERATOR~CLASS:multirange_ops~btree
  OPERATOR~CLASS:multirange_ops~gist OPERATOR~CLASS:multirange_ops~hash OPERATOR~CLASS:name_bloom_ops~brin
  OPERATOR~CLASS:name_minmax_ops~brin OPERATOR~CLASS:name_ops~btree OPERATOR~CLASS:name_ops~hash
  OPERATOR~CLASS:numeric_bloom_ops~brin OPERATOR~CLASS:numeric_minmax_multi_ops~brin
  OPERATOR~CLASS:numeric_minmax_ops~brin OPERATOR~CLASS:numeric_ops~btree OPERATOR~CLASS:numeric_ops~hash
  OPERATOR~CLASS:oid_bloom_ops~brin OPERATOR~CLASS:oid_minmax_multi_ops~brin OPERATOR~CLASS:oid_minmax_ops~brin
  OPERATOR~CLASS:oid_ops~btree OPERATOR~CLASS:oid_ops~hash OPERATOR~CLASS:oidvector_ops~btree
  OPERATOR~CLASS:oidvector_ops~hash OPERATOR~CLASS:pg_lsn_bloom_ops~brin OPERATOR~CLASS:pg_lsn_minmax_multi_ops~brin
  OPERATOR~CLASS:pg_lsn_minmax_ops~brin OPERATOR~CLASS:pg_lsn_ops~btree OPERATOR~CLASS:pg_lsn_ops~hash
  OPERATOR~CLASS:point_ops~gist OPERATOR~CLASS:poly_ops~gist OPERATOR~CLASS:poly_ops~spgist
  OPERATOR~CLASS:quad_point_ops~spgist OPERATOR~CLASS:range_inclusion_ops~brin OPERATOR~CLASS:range_ops~btree
  OPERATOR~CLASS:range_ops~gist OPERATOR~CLASS:range_ops~hash OPERATOR~CLASS:range_ops~spgist
  OPERATOR~CLASS:record_image_ops~btree OPERATOR~CLASS:record_ops~btree OPERATOR~CLASS:record_ops~hash
  OPERATOR~CLASS:text_bloom_ops~brin OPERATOR~CLASS:text_minmax_ops~brin OPERATOR~CLASS:text_ops~btree
  OPERATOR~CLASS:text_ops~hash OPERATOR~CLASS:text_ops~spgist OPERATOR~CLASS:text_pattern_ops~btree
  OPERATOR~CLASS:text_pattern_ops~hash OPERATOR~CLASS:tid_bloom_ops~brin OPERATOR~CLASS:tid_minmax_multi_ops~brin
  OPERATOR~CLASS:tid_minmax_ops~brin OPERATOR~CLASS:tid_ops~btree OPERATOR~CLASS:tid_ops~hash
  OPERATOR~CLASS:time_bloom_ops~brin OPERATOR~CLASS:time_minmax_multi_ops~brin OPERATOR~CLASS:time_minmax_ops~brin
  OPERATOR~CLASS:time_ops~btree OPERATOR~CLASS:time_ops~hash OPERATOR~CLASS:timestamp_bloom_ops~brin
  OPERATOR~CLASS:timestamp_minmax_multi_ops~brin OPERATOR~CLASS:timestamp_minmax_ops~brin
  OPERATOR~CLASS:timestamp_ops~btree OPERATOR~CLASS:timestamp_ops~hash OPERATOR~CLASS:timestamptz_bloom_ops~brin
  OPERATOR~CLASS:timestamptz_minmax_multi_ops~brin OPERATOR~CLASS:timestamptz_minmax_ops~brin
  OPERATOR~CLASS:timestamptz_ops~btree OPERATOR~CLASS:timestamptz_ops~hash OPERATOR~CLASS:timetz_bloom_ops~brin
  OPERATOR~CLASS:timetz_minmax_multi_ops~brin OPERATOR~CLASS:timetz_minmax_ops~brin OPERATOR~CLASS:timetz_ops~btree
  OPERATOR~CLASS:timetz_ops~hash OPERATOR~CLASS:tsquery_ops~btree OPERATOR~CLASS:tsquery_ops~gist
  OPERATOR~CLASS:tsvector_ops~btree OPERATOR~CLASS:tsvector_ops~gin OPERATOR~CLASS:tsvector_ops~gist
  OPERATOR~CLASS:uuid_bloom_ops~brin OPERATOR~CLASS:uuid_minmax_multi_ops~brin OPERATOR~CLASS:uuid_minmax_ops~brin
  OPERATOR~CLASS:uuid_ops~btree OPERATOR~CLASS:uuid_ops~hash OPERATOR~CLASS:varbit_minmax_ops~brin
  OPERATOR~CLASS:varbit_ops~btree OPERATOR~CLASS:varchar_ops~btree OPERATOR~CLASS:varchar_ops~hash
  OPERATOR~CLASS:varchar_pattern_ops~btree OPERATOR~CLASS:varchar_pattern_ops~hash OPERATOR~CLASS:xid8_ops~btree
  OPERATOR~CLASS:xid8_ops~hash OPERATOR~CLASS:xid_ops~hash OPERATOR~FAMILY:aclitem_ops~hash
  OPERATOR~FAMILY:array_ops~btree OPERATOR~FAMILY:array_ops~gin OPERATOR~FAMILY:array_ops~hash
  OPERATOR~FAMILY:bit_minmax_ops~brin OPERATOR~FAMILY:bit_ops~btree OPERATOR~FAMILY:bool_ops~btree
  OPERATOR~FAMILY:bool_ops~hash OPERATOR~FAMILY:box_inclusion_ops~brin OPERATOR~FAMILY:box_ops~gist
  OPERATOR~FAMILY:box_ops~spgist OPERATOR~FAMILY:bpchar_bloom_ops~brin OPERATOR~FAMILY:bpchar_minmax_ops~brin
  OPERATOR~FAMILY:bpchar_ops~btree OPERATOR~FAMILY:bpchar_ops~hash OPERATOR~FAMILY:bpchar_pattern_ops~btree
  OPERATOR~FAMILY:bpchar_pattern_ops~hash OPERATOR~FAMILY:bytea_bloom_ops~brin OPERATOR~FAMILY:bytea_minmax_ops~brin
  OPERATOR~FAMILY:bytea_ops~btree OPERATOR~FAMILY:bytea_ops~hash OPERATOR~FAMILY:char_bloom_ops~brin
  OPERATOR~FAMILY:char_minmax_ops~brin OPERATOR~FAMILY:char_ops~btree OPERATOR~FAMILY:char_ops~hash
  OPERATOR~FAMILY:cid_ops~hash OPERATOR~FAMILY:circle_ops~gist OPERATOR~FAMILY:date_ops~hash
  OPERATOR~FAMILY:datetime_bloom_ops~brin OPERATOR~FAMILY:datetime_minmax_multi_ops~brin
  OPERATOR~FAMILY:datetime_minmax_ops~brin OPERATOR~FAMILY:datetime_ops~btree OPERATOR~FAMILY:enum_ops~btree
  OPERATOR~FAMILY:enum_ops~hash OPERATOR~FAMILY:float_bloom_ops~brin OPERATOR~FAMILY:float_minmax_multi_ops~brin
  OPERATOR~FAMILY:float_minmax_ops~brin OPERATOR~FAMILY:float_ops~btree OPERATOR~FAMILY:float_ops~hash
  OPERATOR~FAMILY:integer_bloom_ops~brin OPERATOR~FAMILY:integer_minmax_multi_ops~brin
  OPERATOR~FAMILY:integer_minmax_ops~brin OPERATOR~FAMILY:integer_ops~btree OPERATOR~FAMILY:integer_ops~hash
  OPERATOR~FAMILY:interval_bloom_ops~brin OPERATOR~FAMILY:interval_minmax_multi_ops~brin
  OPERATOR~FAMILY:interval_minmax_ops~brin OPERATOR~FAMILY:interval_ops~btree OPERATOR~FAMILY:interval_ops~hash
  OPERATOR~FAMILY:jsonb_ops~btree OPERATOR~FAMILY:jsonb_ops~gin OPERATOR~FAMILY:jsonb_ops~hash
  OPERATOR~FAMILY:jsonb_path_ops~gin OPERATOR~FAMILY:kd_point_ops~spgist OPERATOR~FAMILY:macaddr8_bloom_ops~brin
  OPERATOR~FAMILY:macaddr8_minmax_multi_ops~brin OPERATOR~FAMILY:macaddr8_minmax_ops~brin
  OPERATOR~FAMILY:macaddr8_ops~btree OPERATOR~FAMILY:macaddr8_ops~hash OPERATOR~FAMILY:macaddr_bloom_ops~brin
  OPERATOR~FAMILY:macaddr_minmax_multi_ops~brin OPERATOR~FAMILY:macaddr_minmax_ops~brin
  OPERATOR~FAMILY:macaddr_ops~btree OPERATOR~FAMILY:macaddr_ops~hash OPERATOR~FAMILY:money_ops~btree
  OPERATOR~FAMILY:multirange_ops~btree OPERATOR~FAMILY:multirange_ops~gist OPERATOR~FAMILY:multirange_ops~hash
  OPERATOR~FAMILY:name_bloom_ops~brin OPERATOR~FAMILY:name_minmax_ops~brin OPERATOR~FAMILY:network_bloom_ops~brin
  OPERATOR~FAMILY:network_inclusion_ops~brin OPERATOR~FAMILY:network_minmax_multi_ops~brin
  OPERATOR~FAMILY:network_minmax_ops~brin OPERATOR~FAMILY:network_ops~btree OPERATOR~FAMILY:network_ops~gist
  OPERATOR~FAMILY:network_ops~hash OPERATOR~FAMILY:network_ops~spgist OPERATOR~FAMILY:numeric_bloom_ops~brin
  OPERATOR~FAMILY:numeric_minmax_multi_ops~brin OPERATOR~FAMILY:numeric_minmax_ops~brin
  OPERATOR~FAMILY:numeric_ops~btree OPERATOR~FAMILY:numeric_ops~hash OPERATOR~FAMILY:oid_bloom_ops~brin
  OPERATOR~FAMILY:oid_minmax_multi_ops~brin OPERATOR~FAMILY:oid_minmax_ops~brin OPERATOR~FAMILY:oid_ops~btree
  OPERATOR~FAMILY:oid_ops~hash OPERATOR~FAMILY:oidvector_ops~btree OPERATOR~FAMILY:oidvector_ops~hash
  OPERATOR~FAMILY:pg_lsn_bloom_ops~brin OPERATOR~FAMILY:pg_lsn_minmax_multi_ops~brin
  OPERATOR~FAMILY:pg_lsn_minmax_ops~brin OPERATOR~FAMILY:pg_lsn_ops~btree OPERATOR~FAMILY:pg_lsn_ops~hash
  OPERATOR~FAMILY:point_ops~gist OPERATOR~FAMILY:poly_ops~gist OPERATOR~FAMILY:poly_ops~spgist
  OPERATOR~FAMILY:quad_point_ops~spgist OPERATOR~FAMILY:range_inclusion_ops~brin OPERATOR~FAMILY:range_ops~btree
  OPERATOR~FAMILY:range_ops~gist OPERATOR~FAMILY:range_ops~hash OPERATOR~FAMILY:range_ops~spgist
  OPERATOR~FAMILY:record_image_ops~btree OPERATOR~FAMILY:record_ops~btree OPERATOR~FAMILY:record_ops~hash
  OPERATOR~FAMILY:text_bloom_ops~brin OPERATOR~FAMILY:text_minmax_ops~brin OPERATOR~FAMILY:text_ops~btree
  OPERATOR~FAMILY:text_ops~hash OPERATOR~FAMILY:text_ops~spgist OPERATOR~FAMILY:text_pattern_ops~btree
  OPERATOR~FAMILY:text_pattern_ops~hash OPERATOR~FAMILY:tid_bloom_ops~brin OPERATOR~FAMILY:tid_minmax_multi_ops~brin
  OPERATOR~FAMILY:tid_minmax_ops~brin OPERATOR~FAMILY:tid_ops~btree OPERATOR~FAMILY:tid_ops~hash
  OPERATOR~FAMILY:time_bloom_ops~brin OPERATOR~FAMILY:time_minmax_multi_ops~brin OPERATOR~FAMILY:time_minmax_ops~brin
  OPERATOR~FAMILY:time_ops~btree OPERATOR~FAMILY:time_ops~hash OPERATOR~FAMILY:timestamp_ops~hash
  OPERATOR~FAMILY:timestamptz_ops~hash OPERATOR~FAMILY:timetz_bloom_ops~brin
  OPERATOR~FAMILY:timetz_minmax_multi_ops~brin OPERATOR~FAMILY:timetz_minmax_ops~brin OPERATOR~FAMILY:timetz_ops~btree
  OPERATOR~FAMILY:timetz_ops~hash OPERATOR~FAMILY:tsquery_ops~btree OPERATOR~FAMILY:tsquery_ops~gist
  OPERATOR~FAMILY:tsvector_ops~btree OPERATOR~FAMILY:tsvector_ops~gin OPERATOR~FAMILY:tsvector_ops~gist
  OPERATOR~FAMILY:uuid_bloom_ops~brin OPERATOR~FAMILY:uuid_minmax_multi_ops~brin OPERATOR~FAMILY:uuid_minmax_ops~brin
  OPERATOR~FAMILY:uuid_ops~btree OPERATOR~FAMILY:uuid_ops~hash OPERATOR~FAMILY:varbit_minmax_ops~brin
  OPERATOR~FAMILY:varbit_ops~btree OPERATOR~FAMILY:xid8_ops~btree OPERATOR~FAMILY:xid8_ops~hash
  OPERATOR~FAMILY:xid_ops~hash TABLESPACE:pg_default TABLESPACE:pg_global TEXT~SEARCH~CONFIGURATION:arabic
  TEXT~SEARCH~CONFIGURATION:armenian TEXT~SEARCH~CONFIGURATION:basque TEXT~SEARCH~CONFIGURATION:catalan
  TEXT~SEARCH~CONFIGURATION:danish TEXT~SEARCH~CONFIGURATION:dutch TEXT~SEARCH~CONFIGURATION:english
  TEXT~SEARCH~CONFIGURATION:estonian TEXT~SEARCH~CONFIGURATION:finnish TEXT~SEARCH~CONFIGURATION:french
  TEXT~SEARCH~CONFIGURATION:german TEXT~SEARCH~CONFIGURATION:greek TEXT~SEARCH~CONFIGURATION:hindi
  TEXT~SEARCH~CONFIGURATION:hungarian TEXT~SEARCH~CONFIGURATION:indonesian TEXT~SEARCH~CONFIGURATION:irish
  TEXT~SEARCH~CONFIGURATION:italian TEXT~SEARCH~CONFIGURATION:lithuanian TEXT~SEARCH~CONFIGURATION:nepali
  TEXT~SEARCH~CONFIGURATION:norwegian TEXT~SEARCH~CONFIGURATION:portuguese TEXT~SEARCH~CONFIGURATION:romanian
  TEXT~SEARCH~CONFIGURATION:russian TEXT~SEARCH~CONFIGURATION:serbian TEXT~SEARCH~CONFIGURATION:simple
  TEXT~SEARCH~CONFIGURATION:spanish TEXT~SEARCH~CONFIGURATION:swedish TEXT~SEARCH~CONFIGURATION:tamil
  TEXT~SEARCH~CONFIGURATION:turkish TEXT~SEARCH~CONFIGURATION:yiddish TEXT~SEARCH~DICTIONARY:arabic_stem
  TEXT~SEARCH~DICTIONARY:armenian_stem TEXT~SEARCH~DICTIONARY:basque_stem TEXT~SEARCH~DICTIONARY:catalan_stem
  TEXT~SEARCH~DICTIONARY:danish_stem TEXT~SEARCH~DICTIONARY:dutch_stem TEXT~SEARCH~DICTIONARY:english_stem
  TEXT~SEARCH~DICTIONARY:estonian_stem TEXT~SEARCH~DICTIONARY:finnish_stem TEXT~SEARCH~DICTIONARY:french_stem
  TEXT~SEARCH~DICTIONARY:german_stem TEXT~SEARCH~DICTIONARY:greek_stem TEXT~SEARCH~DICTIONARY:hindi_stem
  TEXT~SEARCH~DICTIONARY:hungarian_stem TEXT~SEARCH~DICTIONARY:indonesian_stem TEXT~SEARCH~DICTIONARY:irish_stem
  TEXT~SEARCH~DICTIONARY:italian_stem TEXT~SEARCH~DICTIONARY:lithuanian_stem TEXT~SEARCH~DICTIONARY:nepali_stem
  TEXT~SEARCH~DICTIONARY:norwegian_stem TEXT~SEARCH~DICTIONARY:portuguese_stem TEXT~SEARCH~DICTIONARY:romanian_stem
  TEXT~SEARCH~DICTIONARY:russian_stem TEXT~SEARCH~DICTIONARY:serbian_stem TEXT~SEARCH~DICTIONARY:simple
  TEXT~SEARCH~DICTIONARY:spanish_stem TEXT~SEARCH~DICTIONARY:swedish_stem TEXT~SEARCH~DICTIONARY:tamil_stem
  TEXT~SEARCH~DICTIONARY:turkish_stem TEXT~SEARCH~DICTIONARY:yiddish_stem TEXT~SEARCH~PARSER:default
  TEXT~SEARCH~TEMPLATE:ispell TEXT~SEARCH~TEMPLATE:simple TEXT~SEARCH~TEMPLATE:snowball TEXT~SEARCH~TEMPLATE:synonym
  TEXT~SEARCH~TEMPLATE:thesaurus
`;
