// Made by `npm run lists` from the servers: PostgreSQL 13 to 18 together.
/** Functions of pg_catalog as name(arguments)result:flags, each argument as its type, name=type or name=type=default, after
 * it > for OUT and * for VARIADIC, types as pg_type.typname has them, blanks as ~; flags: a aggregate, o ordered-set
 * aggregate, w window function, s returns a set, t stable, v volatile, p one that people call. Names, defaults and p are
 * those of the newest version that has it. Left out are names whose every overload is called for by PostgreSQL itself
 * (pg_proc). */
export const callableFunctions = `
  abbrev(cidr)text:p abbrev(inet)text:p abs(float4)float4:p abs(float8)float8:p abs(int2)int2:p abs(int4)int4:p
  abs(int8)int8:p abs(numeric)numeric:p aclcontains(_aclitem,aclitem)bool:p acldefault(char,oid)_aclitem:p
  aclexplode(acl=_aclitem,>grantor=oid,>grantee=oid,>privilege_type=text,>is_grantable=bool)record:stp
  aclinsert(_aclitem,aclitem)_aclitem:p aclremove(_aclitem,aclitem)_aclitem:p acos(float8)float8:p
  acosd(float8)float8:p acosh(float8)float8:p age(timestamp)interval:tp age(timestamp,timestamp)interval:p
  age(timestamptz)interval:tp age(timestamptz,timestamptz)interval:p age(xid)int4:tp amvalidate(oid)bool:vp
  any_value(anyelement)anyelement:ap@16- any_value_transfn(anyelement,anyelement)anyelement:@16-
  anyarray_send(anyarray)bytea:t anycompatiblearray_send(anycompatiblearray)bytea:t area(box)float8:p
  area(circle)float8:p area(path)float8:p array_agg(anyarray)anyarray:ap array_agg(anynonarray)anyarray:ap
  array_append(anyarray,anyelement)anyarray:p@-13
  array_append(anycompatiblearray,anycompatible)anycompatiblearray:p@14- array_dims(anyarray)text:p
  array_fill(anyelement,_int4)anyarray:p array_fill(anyelement,_int4,_int4)anyarray:p
  array_larger(anyarray,anyarray)anyarray:p array_length(anyarray,int4)int4:p array_lower(anyarray,int4)int4:p
  array_ndims(anyarray)int4:p array_position(anyarray,anyelement)int4:p@-13
  array_position(anyarray,anyelement,int4)int4:p@-13 array_position(anycompatiblearray,anycompatible)int4:p@14-
  array_position(anycompatiblearray,anycompatible,int4)int4:p@14- array_positions(anyarray,anyelement)_int4:p@-13
  array_positions(anycompatiblearray,anycompatible)_int4:p@14-
  array_prepend(anycompatible,anycompatiblearray)anycompatiblearray:p@14-
  array_prepend(anyelement,anyarray)anyarray:p@-13 array_remove(anyarray,anyelement)anyarray:p@-13
  array_remove(anycompatiblearray,anycompatible)anycompatiblearray:p@14-
  array_replace(anyarray,anyelement,anyelement)anyarray:p@-13
  array_replace(anycompatiblearray,anycompatible,anycompatible)anycompatiblearray:p@14-
  array_reverse(anyarray)anyarray:p@18- array_sample(anyarray,int4)anyarray:vp@16- array_send(anyarray)bytea:t
  array_shuffle(anyarray)anyarray:vp@16- array_smaller(anyarray,anyarray)anyarray:p array_sort(anyarray)anyarray:p@18-
  array_sort(array=anyarray,descending=bool)anyarray:p@18-
  array_sort(array=anyarray,descending=bool,nulls_first=bool)anyarray:p@18- array_to_json(anyarray)json:tp
  array_to_json(anyarray,bool)json:tp array_to_string(anyarray,text)text:tp array_to_string(anyarray,text,text)text:tp
  array_to_tsvector(_text)tsvector:p array_upper(anyarray,int4)int4:p ascii(text)int4:p asin(float8)float8:p
  asind(float8)float8:p asinh(float8)float8:p atan(float8)float8:p atan2(float8,float8)float8:p
  atan2d(float8,float8)float8:p atand(float8)float8:p atanh(float8)float8:p avg(float4)float8:ap avg(float8)float8:ap
  avg(int2)numeric:ap avg(int4)numeric:ap avg(int8)numeric:ap avg(interval)interval:ap avg(numeric)numeric:ap
  bit(bit,int4,bool)bit:p bit(int4,int4)bit:p bit(int8,int4)bit:p bit_and(bit)bit:ap bit_and(int2)int2:ap
  bit_and(int4)int4:ap bit_and(int8)int8:ap bit_count(bit)int8:p@14- bit_count(bytea)int8:p@14- bit_length(bit)int4:p
  bit_length(bytea)int4:p bit_length(text)int4:p bit_or(bit)bit:ap bit_or(int2)int2:ap bit_or(int4)int4:ap
  bit_or(int8)int8:ap bit_send(bit)bytea: bit_xor(bit)bit:ap@14- bit_xor(int2)int2:ap@14- bit_xor(int4)int4:ap@14-
  bit_xor(int8)int8:ap@14- bittypmodin(_cstring)int4: bool(int4)bool:p bool(jsonb)bool:p bool_and(bool)bool:ap
  bool_or(bool)bool:ap booland_statefunc(bool,bool)bool: boolor_statefunc(bool,bool)bool: boolsend(bool)bytea:
  bound_box(box,box)box:p box(circle)box:p box(point)box:p box(point,point)box:p box(polygon)box:p box_send(box)bytea:
  bpchar(bpchar,int4,bool)bpchar:p bpchar(char)bpchar:p bpchar(name)bpchar:p bpchar_larger(bpchar,bpchar)bpchar:p
  bpchar_smaller(bpchar,bpchar)bpchar:p bpcharsend(bpchar)bytea:t bpchartypmodin(_cstring)int4:
  brin_bloom_summary_send(pg_brin_bloom_summary)bytea:t@14- brin_desummarize_range(regclass,int8)void:vp
  brin_minmax_multi_summary_send(pg_brin_minmax_multi_summary)bytea:t@14- brin_summarize_new_values(regclass)int4:vp
  brin_summarize_range(regclass,int8)int4:vp broadcast(inet)inet:p btequalimage(oid)bool:p btrim(bytea,bytea)bytea:p
  btrim(text)text:p btrim(text,text)text:p btvarstrequalimage(oid)bool:p bytea(int2)bytea:p@18- bytea(int4)bytea:p@18-
  bytea(int8)bytea:p@18- bytea_larger(bytea,bytea)bytea:p@18- bytea_smaller(bytea,bytea)bytea:p@18-
  byteasend(bytea)bytea: cardinality(anyarray)int4:p casefold(text)text:p@18- cash_send(money)bytea:
  cash_words(money)text:p cashlarger(money,money)money:p cashsmaller(money,money)money:p cbrt(float8)float8:p
  ceil(float8)float8:p ceil(numeric)numeric:p ceiling(float8)float8:p ceiling(numeric)numeric:p center(box)point:p
  center(circle)point:p char(int4)char:p char(text)char:p char_length(bpchar)int4:p char_length(text)int4:p
  character_length(bpchar)int4:p character_length(text)int4:p charsend(char)bytea: chr(int4)text:p cidr(inet)cidr:p
  cidr_send(cidr)bytea: cidsend(cid)bytea: circle(box)circle:p circle(point,float8)circle:p circle(polygon)circle:p
  circle_send(circle)bytea: clock_timestamp()timestamptz:vp col_description(oid,int4)text:tp concat(*any)text:tp
  concat_ws(text,*any)text:tp convert(bytea,name,name)bytea:tp convert_from(bytea,name)text:tp
  convert_to(text,name)bytea:tp corr(float8,float8)float8:ap cos(float8)float8:p cosd(float8)float8:p
  cosh(float8)float8:p cot(float8)float8:p cotd(float8)float8:p count()int8:ap count(any)int8:ap
  covar_pop(float8,float8)float8:ap covar_samp(float8,float8)float8:ap crc32(bytea)int8:p@18- crc32c(bytea)int8:p@18-
  cume_dist()float8:wp cume_dist(*any)float8:op current_database()name:tp current_query()text:vp
  current_schema()name:tp current_schemas(bool)_name:tp current_setting(text)text:tp current_setting(text,bool)text:tp
  current_user()name:tp currtid(oid,tid)tid:vp@-13 currtid2(text,tid)tid:vp currval(regclass)int8:vp
  cursor_to_xml(cursor=refcursor,count=int4,nulls=bool,tableforest=bool,targetns=text)xml:vp
  cursor_to_xmlschema(cursor=refcursor,nulls=bool,tableforest=bool,targetns=text)xml:vp
  database_to_xml(nulls=bool,tableforest=bool,targetns=text)xml:tp
  database_to_xml_and_xmlschema(nulls=bool,tableforest=bool,targetns=text)xml:tp
  database_to_xmlschema(nulls=bool,tableforest=bool,targetns=text)xml:tp date(timestamp)date:p
  date(timestamptz)date:tp date_add(timestamptz,interval)timestamptz:tp@16-
  date_add(timestamptz,interval,text)timestamptz:p@16- date_bin(interval,timestamp,timestamp)timestamp:p@14-
  date_bin(interval,timestamptz,timestamptz)timestamptz:p@14- date_larger(date,date)date:p
  date_part(text,date)float8:p date_part(text,interval)float8:p date_part(text,time)float8:p
  date_part(text,timestamp)float8:p date_part(text,timestamptz)float8:tp date_part(text,timetz)float8:p
  date_send(date)bytea: date_smaller(date,date)date:p date_subtract(timestamptz,interval)timestamptz:tp@16-
  date_subtract(timestamptz,interval,text)timestamptz:p@16- date_trunc(text,interval)interval:p
  date_trunc(text,timestamp)timestamp:p date_trunc(text,timestamptz)timestamptz:tp
  date_trunc(text,timestamptz,text)timestamptz:p@16- date_trunc(text,timestamptz,text)timestamptz:tp@-15
  datemultirange()datemultirange:p@14- datemultirange(*_daterange)datemultirange:p@14-
  datemultirange(daterange)datemultirange:p@14- daterange(date,date)daterange:p daterange(date,date,text)daterange:p
  daterange_canonical(daterange)daterange:p daterange_subdiff(date,date)float8:p decode(text,text)bytea:p
  degrees(float8)float8:p dense_rank()int8:wp dense_rank(*any)int8:op dexp(float8)float8:p diagonal(box)lseg:p
  diameter(circle)float8:p div(numeric,numeric)numeric:p dlog1(float8)float8:p dlog10(float8)float8:p
  dround(float8)float8:p dtrunc(float8)float8:p encode(bytea,text)text:p enum_first(anyenum)anyenum:tp
  enum_larger(anyenum,anyenum)anyenum:p enum_last(anyenum)anyenum:tp enum_range(anyenum)anyarray:tp
  enum_range(anyenum,anyenum)anyarray:tp enum_send(anyenum)bytea:t enum_smaller(anyenum,anyenum)anyenum:p
  erf(float8)float8:p@16- erfc(float8)float8:p@16- every(bool)bool:ap exp(float8)float8:p exp(numeric)numeric:p
  extract(text,date)numeric:p@14- extract(text,interval)numeric:p@14- extract(text,time)numeric:p@14-
  extract(text,timestamp)numeric:p@14- extract(text,timestamptz)numeric:tp@14- extract(text,timetz)numeric:p@14-
  factorial(int8)numeric:p family(inet)int4:p first_value(anyelement)anyelement:wp float4(float8)float4:p
  float4(int2)float4:p float4(int4)float4:p float4(int8)float4:p float4(jsonb)float4:p float4(numeric)float4:p
  float4_accum(_float8,float4)_float8: float4larger(float4,float4)float4:p float4send(float4)bytea:
  float4smaller(float4,float4)float4:p float8(float4)float8:p float8(int2)float8:p float8(int4)float8:p
  float8(int8)float8:p float8(jsonb)float8:p float8(numeric)float8:p float8_accum(_float8,float8)_float8:
  float8_avg(_float8)float8: float8_combine(_float8,_float8)_float8: float8_corr(_float8)float8:
  float8_covar_pop(_float8)float8: float8_covar_samp(_float8)float8: float8_regr_accum(_float8,float8,float8)_float8:
  float8_regr_avgx(_float8)float8: float8_regr_avgy(_float8)float8: float8_regr_combine(_float8,_float8)_float8:
  float8_regr_intercept(_float8)float8: float8_regr_r2(_float8)float8: float8_regr_slope(_float8)float8:
  float8_regr_sxx(_float8)float8: float8_regr_sxy(_float8)float8: float8_regr_syy(_float8)float8:
  float8_stddev_pop(_float8)float8: float8_stddev_samp(_float8)float8: float8_var_pop(_float8)float8:
  float8_var_samp(_float8)float8: float8larger(float8,float8)float8:p float8send(float8)bytea:
  float8smaller(float8,float8)float8:p floor(float8)float8:p floor(numeric)numeric:p fmgr_c_validator(oid)void:tp
  fmgr_internal_validator(oid)void:tp fmgr_sql_validator(oid)void:tp format(text)text:tp format(text,*any)text:tp
  format_type(oid,int4)text:tp gamma(float8)float8:p@18- gcd(int4,int4)int4:p gcd(int8,int8)int8:p
  gcd(numeric,numeric)numeric:p gen_random_uuid()uuid:vp generate_series(int4,int4)int4:sp
  generate_series(int4,int4,int4)int4:sp generate_series(int8,int8)int8:sp generate_series(int8,int8,int8)int8:sp
  generate_series(numeric,numeric)numeric:sp generate_series(numeric,numeric,numeric)numeric:sp
  generate_series(timestamp,timestamp,interval)timestamp:sp
  generate_series(timestamptz,timestamptz,interval)timestamptz:stp
  generate_series(timestamptz,timestamptz,interval,text)timestamptz:sp@16- generate_subscripts(anyarray,int4)int4:sp
  generate_subscripts(anyarray,int4,bool)int4:sp get_bit(bit,int4)int4:p get_bit(bytea,int8)int4:p
  get_byte(bytea,int4)int4:p get_current_ts_config()regconfig:tp getdatabaseencoding()name:tp getpgusername()name:tp
  gin_clean_pending_list(regclass)int8:vp gin_cmp_tslexeme(text,text)int4: gin_compare_jsonb(text,text)int4:
  gist_translate_cmptype_common(int4)int2:@18- has_any_column_privilege(name,oid,text)bool:t
  has_any_column_privilege(name,text,text)bool:t has_any_column_privilege(oid,oid,text)bool:t
  has_any_column_privilege(oid,text)bool:t has_any_column_privilege(oid,text,text)bool:t
  has_any_column_privilege(text,text)bool:t has_column_privilege(name,oid,int2,text)bool:t
  has_column_privilege(name,oid,text,text)bool:t has_column_privilege(name,text,int2,text)bool:t
  has_column_privilege(name,text,text,text)bool:t has_column_privilege(oid,int2,text)bool:t
  has_column_privilege(oid,oid,int2,text)bool:t has_column_privilege(oid,oid,text,text)bool:t
  has_column_privilege(oid,text,int2,text)bool:t has_column_privilege(oid,text,text)bool:t
  has_column_privilege(oid,text,text,text)bool:t has_column_privilege(text,int2,text)bool:t
  has_column_privilege(text,text,text)bool:t has_database_privilege(name,oid,text)bool:t
  has_database_privilege(name,text,text)bool:t has_database_privilege(oid,oid,text)bool:t
  has_database_privilege(oid,text)bool:t has_database_privilege(oid,text,text)bool:t
  has_database_privilege(text,text)bool:t has_foreign_data_wrapper_privilege(name,oid,text)bool:t
  has_foreign_data_wrapper_privilege(name,text,text)bool:t has_foreign_data_wrapper_privilege(oid,oid,text)bool:t
  has_foreign_data_wrapper_privilege(oid,text)bool:t has_foreign_data_wrapper_privilege(oid,text,text)bool:t
  has_foreign_data_wrapper_privilege(text,text)bool:t has_function_privilege(name,oid,text)bool:t
  has_function_privilege(name,text,text)bool:t has_function_privilege(oid,oid,text)bool:t
  has_function_privilege(oid,text)bool:t has_function_privilege(oid,text,text)bool:t
  has_function_privilege(text,text)bool:t has_language_privilege(name,oid,text)bool:t
  has_language_privilege(name,text,text)bool:t has_language_privilege(oid,oid,text)bool:t
  has_language_privilege(oid,text)bool:t has_language_privilege(oid,text,text)bool:t
  has_language_privilege(text,text)bool:t has_largeobject_privilege(name,oid,text)bool:t@18-
  has_largeobject_privilege(oid,oid,text)bool:t@18- has_largeobject_privilege(oid,text)bool:t@18-
  has_parameter_privilege(name,text,text)bool:t@15- has_parameter_privilege(oid,text,text)bool:t@15-
  has_parameter_privilege(text,text)bool:t@15- has_schema_privilege(name,oid,text)bool:t
  has_schema_privilege(name,text,text)bool:t has_schema_privilege(oid,oid,text)bool:t
  has_schema_privilege(oid,text)bool:t has_schema_privilege(oid,text,text)bool:t has_schema_privilege(text,text)bool:t
  has_sequence_privilege(name,oid,text)bool:t has_sequence_privilege(name,text,text)bool:t
  has_sequence_privilege(oid,oid,text)bool:t has_sequence_privilege(oid,text)bool:t
  has_sequence_privilege(oid,text,text)bool:t has_sequence_privilege(text,text)bool:t
  has_server_privilege(name,oid,text)bool:t has_server_privilege(name,text,text)bool:t
  has_server_privilege(oid,oid,text)bool:t has_server_privilege(oid,text)bool:t
  has_server_privilege(oid,text,text)bool:t has_server_privilege(text,text)bool:t
  has_table_privilege(name,oid,text)bool:t has_table_privilege(name,text,text)bool:t
  has_table_privilege(oid,oid,text)bool:t has_table_privilege(oid,text)bool:t has_table_privilege(oid,text,text)bool:t
  has_table_privilege(text,text)bool:t has_tablespace_privilege(name,oid,text)bool:t
  has_tablespace_privilege(name,text,text)bool:t has_tablespace_privilege(oid,oid,text)bool:t
  has_tablespace_privilege(oid,text)bool:t has_tablespace_privilege(oid,text,text)bool:t
  has_tablespace_privilege(text,text)bool:t has_type_privilege(name,oid,text)bool:t
  has_type_privilege(name,text,text)bool:t has_type_privilege(oid,oid,text)bool:t has_type_privilege(oid,text)bool:t
  has_type_privilege(oid,text,text)bool:t has_type_privilege(text,text)bool:t hash_aclitem(aclitem)int4:p
  hash_aclitem_extended(aclitem,int8)int8:p hash_array(anyarray)int4:p hash_array_extended(anyarray,int8)int8:p
  hash_multirange(anymultirange)int4:p@14- hash_multirange_extended(anymultirange,int8)int8:p@14-
  hash_numeric(numeric)int4:p hash_numeric_extended(numeric,int8)int8:p hash_range(anyrange)int4:p
  hash_range_extended(anyrange,int8)int8:p hash_record(record)int4:p@14- hash_record_extended(record,int8)int8:p@14-
  hashbool(bool)int4:p@18- hashboolextended(bool,int8)int8:p@18- hashbpchar(bpchar)int4:p
  hashbpcharextended(bpchar,int8)int8:p hashbytea(bytea)int4:p@18- hashbyteaextended(bytea,int8)int8:p@18-
  hashchar(char)int4:p hashcharextended(char,int8)int8:p hashcid(cid)int4:p@18- hashcidextended(cid,int8)int8:p@18-
  hashdate(date)int4:p@18- hashdateextended(date,int8)int8:p@18- hashenum(anyenum)int4:p
  hashenumextended(anyenum,int8)int8:p hashfloat4(float4)int4:p hashfloat4extended(float4,int8)int8:p
  hashfloat8(float8)int4:p hashfloat8extended(float8,int8)int8:p hashinet(inet)int4:p
  hashinetextended(inet,int8)int8:p hashint2(int2)int4:p hashint2extended(int2,int8)int8:p hashint4(int4)int4:p
  hashint4extended(int4,int8)int8:p hashint8(int8)int4:p hashint8extended(int8,int8)int8:p hashmacaddr(macaddr)int4:p
  hashmacaddr8(macaddr8)int4:p hashmacaddr8extended(macaddr8,int8)int8:p hashmacaddrextended(macaddr,int8)int8:p
  hashname(name)int4:p hashnameextended(name,int8)int8:p hashoid(oid)int4:p hashoidextended(oid,int8)int8:p
  hashoidvector(oidvector)int4:p hashoidvectorextended(oidvector,int8)int8:p hashtext(text)int4:p
  hashtextextended(text,int8)int8:p hashtid(tid)int4:p hashtidextended(tid,int8)int8:p hashxid(xid)int4:p@18-
  hashxid8(xid8)int4:p@18- hashxid8extended(xid8,int8)int8:p@18- hashxidextended(xid,int8)int8:p@18-
  height(box)float8:p host(inet)text:p hostmask(inet)inet:p icu_unicode_version()text:p@17-
  in_range(date,date,interval,bool,bool)bool: in_range(float4,float4,float8,bool,bool)bool:
  in_range(float8,float8,float8,bool,bool)bool: in_range(int2,int2,int2,bool,bool)bool:
  in_range(int2,int2,int4,bool,bool)bool: in_range(int2,int2,int8,bool,bool)bool:
  in_range(int4,int4,int2,bool,bool)bool: in_range(int4,int4,int4,bool,bool)bool:
  in_range(int4,int4,int8,bool,bool)bool: in_range(int8,int8,int8,bool,bool)bool:
  in_range(interval,interval,interval,bool,bool)bool: in_range(numeric,numeric,numeric,bool,bool)bool:
  in_range(time,time,interval,bool,bool)bool: in_range(timestamp,timestamp,interval,bool,bool)bool:
  in_range(timestamptz,timestamptz,interval,bool,bool)bool:t in_range(timetz,timetz,interval,bool,bool)bool:
  inet_client_addr()inet:tp inet_client_port()int4:tp inet_merge(inet,inet)cidr:p inet_same_family(inet,inet)bool:p
  inet_send(inet)bytea: inet_server_addr()inet:tp inet_server_port()int4:tp initcap(text)text:p int2(bytea)int2:p@18-
  int2(float4)int2:p int2(float8)int2:p int2(int4)int2:p int2(int8)int2:p int2(jsonb)int2:p int2(numeric)int2:p
  int2_avg_accum(_int8,int2)_int8: int2_avg_accum_inv(_int8,int2)_int8: int2_sum(int8,int2)int8:
  int2int4_sum(_int8)int8: int2larger(int2,int2)int2:p int2send(int2)bytea: int2smaller(int2,int2)int2:p
  int2vectorsend(int2vector)bytea: int4(bit)int4:p int4(bool)int4:p int4(bytea)int4:p@18- int4(char)int4:p
  int4(float4)int4:p int4(float8)int4:p int4(int2)int4:p int4(int8)int4:p int4(jsonb)int4:p int4(numeric)int4:p
  int4_avg_accum(_int8,int4)_int8: int4_avg_accum_inv(_int8,int4)_int8: int4_avg_combine(_int8,_int8)_int8:
  int4_sum(int8,int4)int8: int4inc(int4)int4:p int4larger(int4,int4)int4:p int4multirange()int4multirange:p@14-
  int4multirange(*_int4range)int4multirange:p@14- int4multirange(int4range)int4multirange:p@14-
  int4range(int4,int4)int4range:p int4range(int4,int4,text)int4range:p int4range_canonical(int4range)int4range:p
  int4range_subdiff(int4,int4)float8:p int4send(int4)bytea: int4smaller(int4,int4)int4:p int8(bit)int8:p
  int8(bytea)int8:p@18- int8(float4)int8:p int8(float8)int8:p int8(int2)int8:p int8(int4)int8:p int8(jsonb)int8:p
  int8(numeric)int8:p int8(oid)int8:p int8_avg(_int8)numeric: int8_sum(numeric,int8)numeric: int8dec(int8)int8:p
  int8dec_any(int8,any)int8:p int8inc(int8)int8:p int8inc_any(int8,any)int8:p
  int8inc_float8_float8(int8,float8,float8)int8: int8larger(int8,int8)int8:p int8multirange()int8multirange:p@14-
  int8multirange(*_int8range)int8multirange:p@14- int8multirange(int8range)int8multirange:p@14-
  int8range(int8,int8)int8range:p int8range(int8,int8,text)int8range:p int8range_canonical(int8range)int8range:p
  int8range_subdiff(int8,int8)float8:p int8send(int8)bytea: int8smaller(int8,int8)int8:p
  interval(interval,int4)interval:p interval(time)interval:p interval_accum(_interval,interval)_interval:@-16
  interval_accum_inv(_interval,interval)_interval:@-16 interval_avg(_interval)interval:@-16
  interval_combine(_interval,_interval)_interval:@-16 interval_hash(interval)int4:p
  interval_hash_extended(interval,int8)int8:p interval_larger(interval,interval)interval:p
  interval_send(interval)bytea: interval_smaller(interval,interval)interval:p intervaltypmodin(_cstring)int4:
  is_normalized(text,=text='NFC'::text)bool:p isclosed(path)bool:p isempty(anymultirange)bool:p@14-
  isempty(anyrange)bool:p isfinite(date)bool:p isfinite(interval)bool:p isfinite(timestamp)bool:p
  isfinite(timestamptz)bool:p ishorizontal(line)bool:p ishorizontal(lseg)bool:p ishorizontal(point,point)bool:p
  isopen(path)bool:p isparallel(line,line)bool:p isparallel(lseg,lseg)bool:p isperp(line,line)bool:p
  isperp(lseg,lseg)bool:p isvertical(line)bool:p isvertical(lseg)bool:p isvertical(point,point)bool:p
  json_agg(anyelement)json:at json_agg_strict(anyelement)json:at@16-
  json_array_elements(from_json=json,>value=json)json:sp json_array_elements_text(from_json=json,>value=text)text:sp
  json_array_length(json)int4:p json_build_array()json:tp json_build_array(*any)json:tp json_build_object()json:tp
  json_build_object(*any)json:tp json_each(from_json=json,>key=text,>value=json)record:sp
  json_each_text(from_json=json,>key=text,>value=text)record:sp
  json_extract_path(from_json=json,*path_elems=_text)json:p
  json_extract_path_text(from_json=json,*path_elems=_text)text:p json_object(_text)json:p
  json_object(_text,_text)json:p json_object_agg(key=any,value=any)json:at
  json_object_agg_strict(key=any,value=any)json:at@16- json_object_agg_unique(key=any,value=any)json:at@16-
  json_object_agg_unique_strict(key=any,value=any)json:at@16- json_object_keys(json)text:sp
  json_populate_record(base=anyelement,from_json=json,use_json_as_text=bool=false)anyelement:tp
  json_populate_recordset(base=anyelement,from_json=json,use_json_as_text=bool=false)anyelement:stp
  json_send(json)bytea: json_strip_nulls(json)json:p@-17
  json_strip_nulls(target=json,strip_in_arrays=bool=false)json:p@18- json_to_record(json)record:tp
  json_to_recordset(json)record:stp json_to_tsvector(json,jsonb)tsvector:tp
  json_to_tsvector(regconfig,json,jsonb)tsvector:p json_typeof(json)text:p jsonb_agg(anyelement)jsonb:at
  jsonb_agg_strict(anyelement)jsonb:at@16- jsonb_array_elements(from_json=jsonb,>value=jsonb)jsonb:sp
  jsonb_array_elements_text(from_json=jsonb,>value=text)text:sp jsonb_array_length(jsonb)int4:p
  jsonb_build_array()jsonb:tp jsonb_build_array(*any)jsonb:tp jsonb_build_object()jsonb:tp
  jsonb_build_object(*any)jsonb:tp jsonb_each(from_json=jsonb,>key=text,>value=jsonb)record:sp
  jsonb_each_text(from_json=jsonb,>key=text,>value=text)record:sp
  jsonb_extract_path(from_json=jsonb,*path_elems=_text)jsonb:p
  jsonb_extract_path_text(from_json=jsonb,*path_elems=_text)text:p jsonb_hash(jsonb)int4:p
  jsonb_hash_extended(jsonb,int8)int8:p
  jsonb_insert(jsonb_in=jsonb,path=_text,replacement=jsonb,insert_after=bool=false)jsonb:p jsonb_object(_text)jsonb:p
  jsonb_object(_text,_text)jsonb:p jsonb_object_agg(key=any,value=any)jsonb:a
  jsonb_object_agg_strict(key=any,value=any)jsonb:a@16- jsonb_object_agg_unique(key=any,value=any)jsonb:a@16-
  jsonb_object_agg_unique_strict(key=any,value=any)jsonb:a@16- jsonb_object_keys(jsonb)text:sp
  jsonb_path_exists(target=jsonb,path=jsonpath,vars=jsonb='{}'::jsonb,silent=bool=false)bool:p
  jsonb_path_exists_tz(target=jsonb,path=jsonpath,vars=jsonb='{}'::jsonb,silent=bool=false)bool:tp
  jsonb_path_match(target=jsonb,path=jsonpath,vars=jsonb='{}'::jsonb,silent=bool=false)bool:p
  jsonb_path_match_tz(target=jsonb,path=jsonpath,vars=jsonb='{}'::jsonb,silent=bool=false)bool:tp
  jsonb_path_query(target=jsonb,path=jsonpath,vars=jsonb='{}'::jsonb,silent=bool=false)jsonb:sp
  jsonb_path_query_array(target=jsonb,path=jsonpath,vars=jsonb='{}'::jsonb,silent=bool=false)jsonb:p
  jsonb_path_query_array_tz(target=jsonb,path=jsonpath,vars=jsonb='{}'::jsonb,silent=bool=false)jsonb:tp
  jsonb_path_query_first(target=jsonb,path=jsonpath,vars=jsonb='{}'::jsonb,silent=bool=false)jsonb:p
  jsonb_path_query_first_tz(target=jsonb,path=jsonpath,vars=jsonb='{}'::jsonb,silent=bool=false)jsonb:tp
  jsonb_path_query_tz(target=jsonb,path=jsonpath,vars=jsonb='{}'::jsonb,silent=bool=false)jsonb:stp
  jsonb_populate_record(anyelement,jsonb)anyelement:tp jsonb_populate_record_valid(anyelement,jsonb)bool:tp@17-
  jsonb_populate_recordset(anyelement,jsonb)anyelement:stp jsonb_pretty(jsonb)text:p jsonb_send(jsonb)bytea:
  jsonb_set(jsonb_in=jsonb,path=_text,replacement=jsonb,create_if_missing=bool=true)jsonb:p
  jsonb_set_lax(jsonb_in=jsonb,path=_text,replacement=jsonb,create_if_missing=bool=true,null_value_treatment=text='use_json_null'::text)jsonb:p
  jsonb_strip_nulls(jsonb)jsonb:p@-17 jsonb_strip_nulls(target=jsonb,strip_in_arrays=bool=false)jsonb:p@18-
  jsonb_to_record(jsonb)record:tp jsonb_to_recordset(jsonb)record:stp jsonb_to_tsvector(jsonb,jsonb)tsvector:tp
  jsonb_to_tsvector(regconfig,jsonb,jsonb)tsvector:p jsonb_typeof(jsonb)text:p jsonpath_send(jsonpath)bytea:
  justify_days(interval)interval:p justify_hours(interval)interval:p justify_interval(interval)interval:p
  lag(anycompatible,int4,anycompatible)anycompatible:wp@14- lag(anyelement)anyelement:wp
  lag(anyelement,int4)anyelement:wp lag(anyelement,int4,anyelement)anyelement:wp@-13
  last_value(anyelement)anyelement:wp lastval()int8:vp lcm(int4,int4)int4:p lcm(int8,int8)int8:p
  lcm(numeric,numeric)numeric:p lead(anycompatible,int4,anycompatible)anycompatible:wp@14-
  lead(anyelement)anyelement:wp lead(anyelement,int4)anyelement:wp lead(anyelement,int4,anyelement)anyelement:wp@-13
  left(text,int4)text:p length(bit)int4:p length(bpchar)int4:p length(bytea)int4:p length(bytea,name)int4:tp
  length(lseg)float8:p length(path)float8:p length(text)int4:p length(tsvector)int4:p lgamma(float8)float8:p@18-
  like(bytea,bytea)bool:p like(name,text)bool:p like(text,text)bool:p like_escape(bytea,bytea)bytea:p
  like_escape(text,text)text:p line(point,point)line:p line_send(line)bytea: ln(float8)float8:p ln(numeric)numeric:p
  lo_close(int4)int4:vp lo_creat(int4)oid:vp lo_create(oid)oid:vp lo_export(oid,text)int4:vp
  lo_from_bytea(oid,bytea)oid:vp lo_get(oid)bytea:vp lo_get(oid,int8,int4)bytea:vp lo_import(text)oid:vp
  lo_import(text,oid)oid:vp lo_lseek(int4,int4,int4)int4:vp lo_lseek64(int4,int8,int4)int8:vp lo_open(oid,int4)int4:vp
  lo_put(oid,int8,bytea)void:vp lo_tell(int4)int4:vp lo_tell64(int4)int8:vp lo_truncate(int4,int4)int4:vp
  lo_truncate64(int4,int8)int4:vp lo_unlink(oid)int4:vp log(float8)float8:p log(numeric)numeric:p
  log(numeric,numeric)numeric:p log10(float8)float8:p log10(numeric)numeric:p loread(int4,int4)bytea:vp
  lower(anymultirange)anyelement:p@14- lower(anyrange)anyelement:p lower(text)text:p
  lower_inc(anymultirange)bool:p@14- lower_inc(anyrange)bool:p lower_inf(anymultirange)bool:p@14-
  lower_inf(anyrange)bool:p lowrite(int4,bytea)int4:vp lpad(text,int4)text:p lpad(text,int4,text)text:p
  lseg(box)lseg:p lseg(point,point)lseg:p lseg_send(lseg)bytea: ltrim(bytea,bytea)bytea:p@14- ltrim(text)text:p
  ltrim(text,text)text:p macaddr(macaddr8)macaddr:p macaddr8(macaddr)macaddr8:p macaddr8_send(macaddr8)bytea:
  macaddr8_set7bit(macaddr8)macaddr8:p macaddr_send(macaddr)bytea: make_date(year=int4,month=int4,day=int4)date:p
  make_interval(years=int4=0,months=int4=0,weeks=int4=0,days=int4=0,hours=int4=0,mins=int4=0,secs=float8=0.0)interval:p
  make_time(hour=int4,min=int4,sec=float8)time:p
  make_timestamp(year=int4,month=int4,mday=int4,hour=int4,min=int4,sec=float8)timestamp:p
  make_timestamptz(year=int4,month=int4,mday=int4,hour=int4,min=int4,sec=float8)timestamptz:tp
  make_timestamptz(year=int4,month=int4,mday=int4,hour=int4,min=int4,sec=float8,timezone=text)timestamptz:tp
  makeaclitem(oid,oid,text,bool)aclitem:p masklen(inet)int4:p max(anyarray)anyarray:ap max(anyenum)anyenum:ap
  max(bpchar)bpchar:ap max(bytea)bytea:ap@18- max(date)date:ap max(float4)float4:ap max(float8)float8:ap
  max(inet)inet:ap max(int2)int2:ap max(int4)int4:ap max(int8)int8:ap max(interval)interval:ap max(money)money:ap
  max(numeric)numeric:ap max(oid)oid:ap max(pg_lsn)pg_lsn:ap max(record)record:ap@18- max(text)text:ap max(tid)tid:ap
  max(time)time:ap max(timestamp)timestamp:ap max(timestamptz)timestamptz:ap max(timetz)timetz:ap max(xid8)xid8:ap@15-
  md5(bytea)text:p md5(text)text:p min(anyarray)anyarray:ap min(anyenum)anyenum:ap min(bpchar)bpchar:ap
  min(bytea)bytea:ap@18- min(date)date:ap min(float4)float4:ap min(float8)float8:ap min(inet)inet:ap min(int2)int2:ap
  min(int4)int4:ap min(int8)int8:ap min(interval)interval:ap min(money)money:ap min(numeric)numeric:ap min(oid)oid:ap
  min(pg_lsn)pg_lsn:ap min(record)record:ap@18- min(text)text:ap min(tid)tid:ap min(time)time:ap
  min(timestamp)timestamp:ap min(timestamptz)timestamptz:ap min(timetz)timetz:ap min(xid8)xid8:ap@15-
  min_scale(numeric)int4:p mod(int2,int2)int2:p mod(int4,int4)int4:p mod(int8,int8)int8:p
  mod(numeric,numeric)numeric:p mode(anyelement)anyelement:op money(int4)money:tp money(int8)money:tp
  money(numeric)money:tp multirange(anyrange)anymultirange:p@14-
  multirange_intersect_agg_transfn(anymultirange,anymultirange)anymultirange:p@14-
  multirange_send(anymultirange)bytea:t@14- mxid_age(xid)int4:tp name(bpchar)name:p name(text)name:p
  name(varchar)name:p nameconcatoid(name,oid)name:p namesend(name)bytea:t netmask(inet)inet:p network(inet)cidr:p
  network_larger(inet,inet)inet:p network_smaller(inet,inet)inet:p nextval(regclass)int8:vp
  normalize(text,=text='NFC'::text)text:p notlike(bytea,bytea)bool:p notlike(name,text)bool:p notlike(text,text)bool:p
  now()timestamptz:tp npoints(path)int4:p npoints(polygon)int4:p nth_value(anyelement,int4)anyelement:wp
  ntile(int4)int4:wp num_nonnulls(*any)int4:p num_nulls(*any)int4:p numeric(float4)numeric:p numeric(float8)numeric:p
  numeric(int2)numeric:p numeric(int4)numeric:p numeric(int8)numeric:p numeric(jsonb)numeric:p
  numeric(money)numeric:tp numeric(numeric,int4)numeric:p numeric_div_trunc(numeric,numeric)numeric:p
  numeric_exp(numeric)numeric:p numeric_inc(numeric)numeric:p numeric_larger(numeric,numeric)numeric:p
  numeric_ln(numeric)numeric:p numeric_log(numeric,numeric)numeric:p numeric_send(numeric)bytea:
  numeric_smaller(numeric,numeric)numeric:p numeric_sqrt(numeric)numeric:p numerictypmodin(_cstring)int4:
  nummultirange()nummultirange:p@14- nummultirange(*_numrange)nummultirange:p@14-
  nummultirange(numrange)nummultirange:p@14- numnode(tsquery)int4:p numrange(numeric,numeric)numrange:p
  numrange(numeric,numeric,text)numrange:p numrange_subdiff(numeric,numeric)float8:p obj_description(oid)text:tp
  obj_description(oid,name)text:tp octet_length(bit)int4:p octet_length(bpchar)int4:p octet_length(bytea)int4:p
  octet_length(text)int4:p oid(int8)oid:p oidlarger(oid,oid)oid:p oidsend(oid)bytea: oidsmaller(oid,oid)oid:p
  oidvectorsend(oidvector)bytea: oidvectortypes(oidvector)text:tp overlaps(time,interval,time,interval)bool:p
  overlaps(time,interval,time,time)bool:p overlaps(time,time,time,interval)bool:p overlaps(time,time,time,time)bool:p
  overlaps(timestamp,interval,timestamp,interval)bool:p overlaps(timestamp,interval,timestamp,timestamp)bool:p
  overlaps(timestamp,timestamp,timestamp,interval)bool:p overlaps(timestamp,timestamp,timestamp,timestamp)bool:p
  overlaps(timestamptz,interval,timestamptz,interval)bool:tp
  overlaps(timestamptz,interval,timestamptz,timestamptz)bool:tp
  overlaps(timestamptz,timestamptz,timestamptz,interval)bool:tp
  overlaps(timestamptz,timestamptz,timestamptz,timestamptz)bool:p overlaps(timetz,timetz,timetz,timetz)bool:p
  overlay(bit,bit,int4)bit:p overlay(bit,bit,int4,int4)bit:p overlay(bytea,bytea,int4)bytea:p
  overlay(bytea,bytea,int4,int4)bytea:p overlay(text,text,int4)text:p overlay(text,text,int4,int4)text:p
  parse_ident(str=text,strict=bool=true)_text:p path(polygon)path:p path_send(path)bytea: pclose(path)path:p
  percent_rank()float8:wp percent_rank(*any)float8:op percentile_cont(_float8,float8)_float8:op
  percentile_cont(_float8,interval)_interval:op percentile_cont(float8,float8)float8:op
  percentile_cont(float8,interval)interval:op percentile_disc(_float8,anyelement)anyarray:op
  percentile_disc(float8,anyelement)anyelement:op pg_advisory_lock(int4,int4)void:vp pg_advisory_lock(int8)void:vp
  pg_advisory_lock_shared(int4,int4)void:vp pg_advisory_lock_shared(int8)void:vp pg_advisory_unlock(int4,int4)bool:vp
  pg_advisory_unlock(int8)bool:vp pg_advisory_unlock_all()void:vp pg_advisory_unlock_shared(int4,int4)bool:vp
  pg_advisory_unlock_shared(int8)bool:vp pg_advisory_xact_lock(int4,int4)void:vp pg_advisory_xact_lock(int8)void:vp
  pg_advisory_xact_lock_shared(int4,int4)void:vp pg_advisory_xact_lock_shared(int8)void:vp
  pg_available_extension_versions(>name=name,>version=text,>superuser=bool,>trusted=bool,>relocatable=bool,>schema=name,>requires=_name,>comment=text)record:stp
  pg_available_extensions(>name=name,>default_version=text,>comment=text)record:stp
  pg_available_wal_summaries(>tli=int8,>start_lsn=pg_lsn,>end_lsn=pg_lsn)record:svp@17- pg_backend_pid()int4:t
  pg_backup_start(label=text,fast=bool=false)pg_lsn:vp@15- pg_backup_start_time()timestamptz:tp@-14
  pg_backup_stop(wait_for_archive=bool=true,>lsn=pg_lsn,>labelfile=text,>spcmapfile=text)record:vp@15-
  pg_basetype(regtype)regtype:tp@17- pg_blocking_pids(int4)_int4:vp pg_cancel_backend(int4)bool:vp
  pg_char_to_encoding(name)int4:tp
  pg_clear_attribute_stats(schemaname=text,relname=text,attname=text,inherited=bool)void:v@18-
  pg_clear_relation_stats(schemaname=text,relname=text)void:v@18- pg_client_encoding()name:tp
  pg_collation_actual_version(oid)text:vp pg_collation_for(any)text:tp pg_collation_is_visible(oid)bool:tp
  pg_column_compression(any)text:tp@14- pg_column_is_updatable(regclass,int2,bool)bool:tp pg_column_size(any)int4:tp
  pg_column_toast_chunk_id(any)oid:tp@17- pg_conf_load_time()timestamptz:tp
  pg_config(>name=text,>setting=text)record:stp
  pg_control_checkpoint(>checkpoint_lsn=pg_lsn,>redo_lsn=pg_lsn,>redo_wal_file=text,>timeline_id=int4,>prev_timeline_id=int4,>full_page_writes=bool,>next_xid=text,>next_oid=oid,>next_multixact_id=xid,>next_multi_offset=xid,>oldest_xid=xid,>oldest_xid_dbid=oid,>oldest_active_xid=xid,>oldest_multi_xid=xid,>oldest_multi_dbid=oid,>oldest_commit_ts_xid=xid,>newest_commit_ts_xid=xid,>checkpoint_time=timestamptz)record:vp
  pg_control_init(>max_data_alignment=int4,>database_block_size=int4,>blocks_per_segment=int4,>wal_block_size=int4,>bytes_per_wal_segment=int4,>max_identifier_length=int4,>max_index_columns=int4,>max_toast_chunk_size=int4,>large_object_chunk_size=int4,>float8_pass_by_value=bool,>data_page_checksum_version=int4,>default_char_signedness=bool)record:vp
  pg_control_recovery(>min_recovery_end_lsn=pg_lsn,>min_recovery_end_timeline=int4,>backup_start_lsn=pg_lsn,>backup_end_lsn=pg_lsn,>end_of_backup_record_required=bool)record:vp
  pg_control_system(>pg_control_version=int4,>catalog_version_no=int4,>system_identifier=int8,>pg_control_last_modified=timestamptz)record:vp
  pg_conversion_is_visible(oid)bool:tp
  pg_copy_logical_replication_slot(src_slot_name=name,dst_slot_name=name,>slot_name=name,>lsn=pg_lsn)record:vp
  pg_copy_logical_replication_slot(src_slot_name=name,dst_slot_name=name,temporary=bool,>slot_name=name,>lsn=pg_lsn)record:vp
  pg_copy_logical_replication_slot(src_slot_name=name,dst_slot_name=name,temporary=bool,plugin=name,>slot_name=name,>lsn=pg_lsn)record:vp
  pg_copy_physical_replication_slot(src_slot_name=name,dst_slot_name=name,>slot_name=name,>lsn=pg_lsn)record:vp
  pg_copy_physical_replication_slot(src_slot_name=name,dst_slot_name=name,temporary=bool,>slot_name=name,>lsn=pg_lsn)record:vp
  pg_create_logical_replication_slot(slot_name=name,plugin=name,temporary=bool=false,>slot_name=name,>lsn=pg_lsn)record:vp@-13
  pg_create_logical_replication_slot(slot_name=name,plugin=name,temporary=bool=false,twophase=bool=false,>slot_name=name,>lsn=pg_lsn)record:vp@14-16
  pg_create_logical_replication_slot(slot_name=name,plugin=name,temporary=bool=false,twophase=bool=false,failover=bool=false,>slot_name=name,>lsn=pg_lsn)record:vp@17-
  pg_create_physical_replication_slot(slot_name=name,immediately_reserve=bool=false,temporary=bool=false,>slot_name=name,>lsn=pg_lsn)record:vp
  pg_create_restore_point(text)pg_lsn:vp pg_current_logfile()text:vp pg_current_logfile(text)text:vp
  pg_current_snapshot()pg_snapshot:tp pg_current_wal_flush_lsn()pg_lsn:vp pg_current_wal_insert_lsn()pg_lsn:vp
  pg_current_wal_lsn()pg_lsn:vp pg_current_xact_id()xid8:tp pg_current_xact_id_if_assigned()xid8:tp
  pg_cursor(>name=text,>statement=text,>is_holdable=bool,>is_binary=bool,>is_scrollable=bool,>creation_time=timestamptz)record:stp
  pg_database_collation_actual_version(oid)text:vp@15- pg_database_size(name)int8:vp pg_database_size(oid)int8:vp
  pg_ddl_command_send(pg_ddl_command)bytea: pg_dependencies_send(pg_dependencies)bytea:t
  pg_describe_object(oid,oid,int4)text:tp pg_drop_replication_slot(name)void:vp pg_encoding_max_length(int4)int4:p
  pg_encoding_to_char(int4)name:tp
  pg_event_trigger_ddl_commands(>classid=oid,>objid=oid,>objsubid=int4,>command_tag=text,>object_type=text,>schema_name=text,>object_identity=text,>in_extension=bool,>command=pg_ddl_command)record:stp
  pg_event_trigger_dropped_objects(>classid=oid,>objid=oid,>objsubid=int4,>original=bool,>normal=bool,>is_temporary=bool,>object_type=text,>schema_name=text,>object_name=text,>object_identity=text,>address_names=_text,>address_args=_text)record:stp
  pg_event_trigger_table_rewrite_oid(>oid=oid)oid:tp pg_event_trigger_table_rewrite_reason()int4:tp
  pg_export_snapshot()text:vp pg_extension_config_dump(regclass,text)void:vp
  pg_extension_update_paths(name=name,>source=text,>target=text,>path=text)record:stp
  pg_filenode_relation(oid,oid)regclass:tp pg_function_is_visible(oid)bool:tp
  pg_get_acl(classid=oid,objid=oid,objsubid=int4)_aclitem:tp@18-
  pg_get_aios(>pid=int4,>io_id=int4,>io_generation=int8,>state=text,>operation=text,>off=int8,>length=int8,>target=text,>handle_data_len=int2,>raw_result=int4,>result=text,>target_desc=text,>f_sync=bool,>f_localmem=bool,>f_buffered=bool)record:svp@18-
  pg_get_backend_memory_contexts(>name=text,>ident=text,>type=text,>level=int4,>path=_int4,>total_bytes=int8,>total_nblocks=int8,>free_bytes=int8,>free_chunks=int8,>used_bytes=int8)record:sv@14-
  pg_get_catalog_foreign_keys(>fktable=regclass,>fkcols=_text,>pktable=regclass,>pkcols=_text,>is_array=bool,>is_opt=bool)record:stp@14-
  pg_get_constraintdef(oid)text:tp pg_get_constraintdef(oid,bool)text:tp pg_get_expr(pg_node_tree,oid)text:tp
  pg_get_expr(pg_node_tree,oid,bool)text:tp pg_get_function_arg_default(oid,int4)text:tp
  pg_get_function_arguments(oid)text:tp pg_get_function_identity_arguments(oid)text:tp
  pg_get_function_result(oid)text:tp pg_get_function_sqlbody(oid)text:tp@14- pg_get_functiondef(oid)text:tp
  pg_get_indexdef(oid)text:tp pg_get_indexdef(oid,int4,bool)text:tp
  pg_get_keywords(>word=text,>catcode=char,>barelabel=bool,>catdesc=text,>baredesc=text)record:stp
  pg_get_loaded_modules(>module_name=text,>version=text,>file_name=text)record:svp@18-
  pg_get_multixact_members(multixid=xid,>xid=xid,>mode=text)record:svp
  pg_get_object_address(type=text,object_names=_text,object_args=_text,>classid=oid,>objid=oid,>objsubid=int4)record:tp
  pg_get_partition_constraintdef(oid)text:tp pg_get_partkeydef(oid)text:tp
  pg_get_publication_tables(*pubname=_text,>pubid=oid,>relid=oid,>attrs=int2vector,>qual=pg_node_tree)record:stp@16-
  pg_get_publication_tables(pubname=text,>relid=oid)oid:stp@-14
  pg_get_publication_tables(pubname=text,>relid=oid,>attrs=int2vector,>qual=pg_node_tree)record:stp@15-15
  pg_get_replica_identity_index(regclass)regclass:tp
  pg_get_replication_slots(>slot_name=name,>plugin=name,>slot_type=text,>datoid=oid,>temporary=bool,>active=bool,>active_pid=int4,>xmin=xid,>catalog_xmin=xid,>restart_lsn=pg_lsn,>confirmed_flush_lsn=pg_lsn,>wal_status=text,>safe_wal_size=int8,>two_phase=bool,>two_phase_at=pg_lsn,>inactive_since=timestamptz,>conflicting=bool,>invalidation_reason=text,>failover=bool,>synced=bool)record:stp
  pg_get_ruledef(oid)text:tp pg_get_ruledef(oid,bool)text:tp
  pg_get_sequence_data(sequence_oid=regclass,>last_value=int8,>is_called=bool)record:vp@18-
  pg_get_serial_sequence(text,text)text:tp
  pg_get_shmem_allocations(>name=text,>off=int8,>size=int8,>allocated_size=int8)record:sv
  pg_get_shmem_allocations_numa(>name=text,>numa_node=int4,>size=int8)record:sv@18- pg_get_statisticsobjdef(oid)text:t
  pg_get_statisticsobjdef_columns(oid)text:t@14- pg_get_statisticsobjdef_expressions(oid)_text:t@14-
  pg_get_triggerdef(oid)text:tp pg_get_triggerdef(oid,bool)text:tp pg_get_userbyid(oid)name:tp
  pg_get_viewdef(oid)text:tp pg_get_viewdef(oid,bool)text:tp pg_get_viewdef(oid,int4)text:tp
  pg_get_viewdef(text)text:tp pg_get_viewdef(text,bool)text:tp
  pg_get_wait_events(>type=text,>name=text,>description=text)record:svp@17- pg_get_wal_replay_pause_state()text:v@14-
  pg_get_wal_resource_managers(>rm_id=int4,>rm_name=text,>rm_builtin=bool)record:sv@15-
  pg_get_wal_summarizer_state(>summarized_tli=int8,>summarized_lsn=pg_lsn,>pending_lsn=pg_lsn,>summarizer_pid=int4)record:v@17-
  pg_has_role(name,name,text)bool:tp pg_has_role(name,oid,text)bool:tp pg_has_role(name,text)bool:tp
  pg_has_role(oid,name,text)bool:tp pg_has_role(oid,oid,text)bool:tp pg_has_role(oid,text)bool:tp
  pg_hba_file_rules(>rule_number=int4,>file_name=text,>line_number=int4,>type=text,>database=_text,>user_name=_text,>address=text,>netmask=text,>auth_method=text,>options=_text,>error=text)record:svp
  pg_ident_file_mappings(>map_number=int4,>file_name=text,>line_number=int4,>map_name=text,>sys_name=text,>pg_username=text,>error=text)record:svp@15-
  pg_identify_object(classid=oid,objid=oid,objsubid=int4,>type=text,>schema=text,>name=text,>identity=text)record:tp
  pg_identify_object_as_address(classid=oid,objid=oid,objsubid=int4,>type=text,>object_names=_text,>object_args=_text)record:tp
  pg_import_system_collations(regnamespace)int4:vp pg_index_column_has_property(regclass,int4,text)bool:tp
  pg_index_has_property(regclass,text)bool:tp pg_indexam_has_property(oid,text)bool:tp
  pg_indexam_progress_phasename(oid,int8)text:p pg_indexes_size(regclass)int8:vp
  pg_input_error_info(value=text,type_name=text,>message=text,>detail=text,>hint=text,>sql_error_code=text)record:tp@16-
  pg_input_is_valid(text,text)bool:tp@16- pg_is_in_backup()bool:vp@-14 pg_is_in_recovery()bool:vp
  pg_is_other_temp_schema(oid)bool:tp pg_is_wal_replay_paused()bool:vp
  pg_isolation_test_session_is_blocked(int4,_int4)bool:v pg_jit_available()bool:vp
  pg_last_committed_xact(>xid=xid,>timestamp=timestamptz,>roident=oid)record:vp pg_last_wal_receive_lsn()pg_lsn:vp
  pg_last_wal_replay_lsn()pg_lsn:vp pg_last_xact_replay_timestamp()timestamptz:vp pg_listening_channels()text:stp
  pg_lock_status(>locktype=text,>database=oid,>relation=oid,>page=int4,>tuple=int2,>virtualxid=text,>transactionid=xid,>classid=oid,>objid=oid,>objsubid=int2,>virtualtransaction=text,>pid=int4,>mode=text,>granted=bool,>fastpath=bool,>waitstart=timestamptz)record:svp
  pg_log_backend_memory_contexts(int4)bool:vp@14- pg_log_standby_snapshot()pg_lsn:vp@16-
  pg_logical_emit_message(bool,text,bytea)pg_lsn:v@-16 pg_logical_emit_message(bool,text,text)pg_lsn:v@-16
  pg_logical_emit_message(transactional=bool,prefix=text,message=bytea,flush=bool=false)pg_lsn:v@17-
  pg_logical_emit_message(transactional=bool,prefix=text,message=text,flush=bool=false)pg_lsn:v@17-
  pg_logical_slot_get_binary_changes(slot_name=name,upto_lsn=pg_lsn,upto_nchanges=int4,*options=_text='{}'::text[],>lsn=pg_lsn,>xid=xid,>data=bytea)record:sv
  pg_logical_slot_get_changes(slot_name=name,upto_lsn=pg_lsn,upto_nchanges=int4,*options=_text='{}'::text[],>lsn=pg_lsn,>xid=xid,>data=text)record:sv
  pg_logical_slot_peek_binary_changes(slot_name=name,upto_lsn=pg_lsn,upto_nchanges=int4,*options=_text='{}'::text[],>lsn=pg_lsn,>xid=xid,>data=bytea)record:sv
  pg_logical_slot_peek_changes(slot_name=name,upto_lsn=pg_lsn,upto_nchanges=int4,*options=_text='{}'::text[],>lsn=pg_lsn,>xid=xid,>data=text)record:sv
  pg_ls_archive_statusdir(>name=text,>size=int8,>modification=timestamptz)record:sv pg_ls_dir(text)text:sv
  pg_ls_dir(text,bool,bool)text:sv pg_ls_logdir(>name=text,>size=int8,>modification=timestamptz)record:sv
  pg_ls_logicalmapdir(>name=text,>size=int8,>modification=timestamptz)record:sv@15-
  pg_ls_logicalsnapdir(>name=text,>size=int8,>modification=timestamptz)record:sv@15-
  pg_ls_replslotdir(slot_name=text,>name=text,>size=int8,>modification=timestamptz)record:sv@15-
  pg_ls_summariesdir(>name=text,>size=int8,>modification=timestamptz)record:sv@18-
  pg_ls_tmpdir(>name=text,>size=int8,>modification=timestamptz)record:sv
  pg_ls_tmpdir(tablespace=oid,>name=text,>size=int8,>modification=timestamptz)record:sv
  pg_ls_waldir(>name=text,>size=int8,>modification=timestamptz)record:sv pg_lsn(numeric)pg_lsn:@14-
  pg_lsn_hash(pg_lsn)int4: pg_lsn_hash_extended(pg_lsn,int8)int8: pg_lsn_larger(pg_lsn,pg_lsn)pg_lsn:
  pg_lsn_send(pg_lsn)bytea: pg_lsn_smaller(pg_lsn,pg_lsn)pg_lsn:
  pg_mcv_list_items(mcv_list=pg_mcv_list,>index=int4,>values=_text,>nulls=_bool,>frequency=float8,>base_frequency=float8)record:stp
  pg_mcv_list_send(pg_mcv_list)bytea:t pg_my_temp_schema()oid:tp pg_ndistinct_send(pg_ndistinct)bytea:t
  pg_nextoid(regclass,name,regclass)oid:vp pg_node_tree_send(pg_node_tree)bytea:t
  pg_notification_queue_usage()float8:vp pg_notify(text,text)void:vp pg_numa_available()bool:t@18-
  pg_opclass_is_visible(oid)bool:tp pg_operator_is_visible(oid)bool:tp pg_opfamily_is_visible(oid)bool:tp
  pg_options_to_table(options_array=_text,>option_name=text,>option_value=text)record:stp
  pg_partition_ancestors(partitionid=regclass,>relid=regclass)regclass:svp pg_partition_root(regclass)regclass:p
  pg_partition_tree(rootrelid=regclass,>relid=regclass,>parentrelid=regclass,>isleaf=bool,>level=int4)record:svp
  pg_postmaster_start_time()timestamptz:tp
  pg_prepared_statement(>name=text,>statement=text,>prepare_time=timestamptz,>parameter_types=_regtype,>result_types=_regtype,>from_sql=bool,>generic_plans=int8,>custom_plans=int8)record:stp
  pg_prepared_xact(>transaction=xid,>gid=text,>prepared=timestamptz,>ownerid=oid,>dbid=oid)record:svp
  pg_promote(wait=bool=true,wait_seconds=int4=60)bool:vp pg_read_binary_file(text)bytea:vp
  pg_read_binary_file(text,bool)bytea:vp@16- pg_read_binary_file(text,int8,int8)bytea:vp
  pg_read_binary_file(text,int8,int8,bool)bytea:vp pg_read_file(text)text:vp pg_read_file(text,bool)text:vp@16-
  pg_read_file(text,int8,int8)text:vp pg_read_file(text,int8,int8,bool)text:vp
  pg_read_file_old(text,int8,int8)text:vp@-16 pg_relation_filenode(regclass)oid:tp
  pg_relation_filepath(regclass)text:tp pg_relation_is_publishable(regclass)bool:tp
  pg_relation_is_updatable(regclass,bool)int4:tp pg_relation_size(regclass)int8:vp
  pg_relation_size(regclass,text)int8:vp pg_reload_conf()bool:vp pg_replication_origin_advance(text,pg_lsn)void:v
  pg_replication_origin_create(text)oid:v pg_replication_origin_drop(text)void:v pg_replication_origin_oid(text)oid:t
  pg_replication_origin_progress(text,bool)pg_lsn:v pg_replication_origin_session_is_setup()bool:v
  pg_replication_origin_session_progress(bool)pg_lsn:v pg_replication_origin_session_reset()void:v
  pg_replication_origin_session_setup(text)void:v pg_replication_origin_xact_reset()void:v
  pg_replication_origin_xact_setup(pg_lsn,timestamptz)void:v
  pg_replication_slot_advance(slot_name=name,upto_lsn=pg_lsn,>slot_name=name,>end_lsn=pg_lsn)record:v
  pg_restore_attribute_stats(*kwargs=any)bool:v@18- pg_restore_relation_stats(*kwargs=any)bool:v@18-
  pg_rotate_logfile()bool:vp pg_rotate_logfile_old()bool:vp@-16 pg_safe_snapshot_blocking_pids(int4)_int4:vp
  pg_sequence_last_value(regclass)int8:vp
  pg_sequence_parameters(sequence_oid=oid,>start_value=int8,>minimum_value=int8,>maximum_value=int8,>increment=int8,>cycle_option=bool,>cache_size=int8,>data_type=oid)record:tp
  pg_settings_get_flags(text)_text:tp@15-
  pg_show_all_file_settings(>sourcefile=text,>sourceline=int4,>seqno=int4,>name=text,>setting=text,>applied=bool,>error=text)record:svp
  pg_show_all_settings(>name=text,>setting=text,>unit=text,>category=text,>short_desc=text,>extra_desc=text,>context=text,>vartype=text,>source=text,>min_val=text,>max_val=text,>enumvals=_text,>boot_val=text,>reset_val=text,>sourcefile=text,>sourceline=int4,>pending_restart=bool)record:stp
  pg_show_replication_origin_status(>local_id=oid,>external_id=text,>remote_lsn=pg_lsn,>local_lsn=pg_lsn)record:svp
  pg_size_bytes(text)int8:p pg_size_pretty(int8)text:p pg_size_pretty(numeric)text:p pg_sleep(float8)void:vp
  pg_sleep_for(interval)void:vp pg_sleep_until(timestamptz)void:vp pg_snapshot_send(pg_snapshot)bytea:
  pg_snapshot_xip(pg_snapshot)xid8:sp pg_snapshot_xmax(pg_snapshot)xid8:p pg_snapshot_xmin(pg_snapshot)xid8:p
  pg_split_walfile_name(file_name=text,>segment_number=numeric,>timeline_id=int8)record:tp@16-
  pg_start_backup(label=text,fast=bool=false,exclusive=bool=true)pg_lsn:vp@-14 pg_stat_clear_snapshot()void:v
  pg_stat_file(filename=text,>size=int8,>access=timestamptz,>modification=timestamptz,>change=timestamptz,>creation=timestamptz,>isdir=bool)record:v
  pg_stat_file(filename=text,missing_ok=bool,>size=int8,>access=timestamptz,>modification=timestamptz,>change=timestamptz,>creation=timestamptz,>isdir=bool)record:v
  pg_stat_force_next_flush()void:v@15- pg_stat_have_stats(text,oid,int8)bool:v@18-
  pg_stat_have_stats(text,oid,oid)bool:v@15-17 pg_stat_reset()void:v pg_stat_reset_backend_stats(int4)void:v@18-
  pg_stat_reset_replication_slot(text)void:v@14- pg_stat_reset_shared(target=text=NULL::text)void:v@17-
  pg_stat_reset_shared(text)void:v@-16 pg_stat_reset_single_function_counters(oid)void:v
  pg_stat_reset_single_table_counters(oid)void:v pg_stat_reset_slru(target=text=NULL::text)void:v@17-
  pg_stat_reset_slru(text)void:v@-16 pg_stat_reset_subscription_stats(oid)void:v@15-
  pg_statistics_obj_is_visible(oid)bool:t pg_stop_backup()pg_lsn:vp@-14
  pg_stop_backup(exclusive=bool,wait_for_archive=bool=true,>lsn=pg_lsn,>labelfile=text,>spcmapfile=text)record:svp@-14
  pg_stop_making_pinned_objects()void:vp@15- pg_switch_wal()pg_lsn:vp pg_sync_replication_slots()void:vp@17-
  pg_table_is_visible(oid)bool:tp pg_table_size(regclass)int8:vp pg_tablespace_databases(oid)oid:stp
  pg_tablespace_location(oid)text:tp pg_tablespace_size(name)int8:vp pg_tablespace_size(oid)int8:vp
  pg_terminate_backend(int4)bool:vp@-13 pg_terminate_backend(pid=int4,timeout=int8=0)bool:vp@14-
  pg_timezone_abbrevs(>abbrev=text,>utc_offset=interval,>is_dst=bool)record:stp@-17
  pg_timezone_abbrevs_abbrevs(>abbrev=text,>utc_offset=interval,>is_dst=bool)record:stp@18-
  pg_timezone_abbrevs_zone(>abbrev=text,>utc_offset=interval,>is_dst=bool)record:stp@18-
  pg_timezone_names(>name=text,>abbrev=text,>utc_offset=interval,>is_dst=bool)record:stp
  pg_total_relation_size(regclass)int8:vp pg_trigger_depth()int4:tp pg_try_advisory_lock(int4,int4)bool:vp
  pg_try_advisory_lock(int8)bool:vp pg_try_advisory_lock_shared(int4,int4)bool:vp
  pg_try_advisory_lock_shared(int8)bool:vp pg_try_advisory_xact_lock(int4,int4)bool:vp
  pg_try_advisory_xact_lock(int8)bool:vp pg_try_advisory_xact_lock_shared(int4,int4)bool:vp
  pg_try_advisory_xact_lock_shared(int8)bool:vp pg_ts_config_is_visible(oid)bool:tp pg_ts_dict_is_visible(oid)bool:tp
  pg_ts_parser_is_visible(oid)bool:tp pg_ts_template_is_visible(oid)bool:tp pg_type_is_visible(oid)bool:tp
  pg_typeof(any)regtype:tp pg_visible_in_snapshot(xid8,pg_snapshot)bool:p pg_wal_lsn_diff(pg_lsn,pg_lsn)numeric:
  pg_wal_replay_pause()void:v pg_wal_replay_resume()void:v
  pg_wal_summary_contents(tli=int8,start_lsn=pg_lsn,end_lsn=pg_lsn,>relfilenode=oid,>reltablespace=oid,>reldatabase=oid,>relforknumber=int2,>relblocknumber=int8,>is_limit_block=bool)record:sv@17-
  pg_walfile_name(pg_lsn)text: pg_walfile_name_offset(lsn=pg_lsn,>file_name=text,>file_offset=int4)record:
  pg_xact_commit_timestamp(xid)timestamptz:vp
  pg_xact_commit_timestamp_origin(xid=xid,>timestamp=timestamptz,>roident=oid)record:vp@14-
  pg_xact_status(xid8)text:vp phraseto_tsquery(regconfig,text)tsquery:p phraseto_tsquery(text)tsquery:tp pi()float8:p
  plainto_tsquery(regconfig,text)tsquery:p plainto_tsquery(text)tsquery:tp plpgsql_validator(oid)void:v
  point(box)point:p point(circle)point:p point(float8,float8)point:p point(lseg)point:p point(path)point:p@-14
  point(polygon)point:p point_send(point)bytea: poly_send(polygon)bytea: polygon(box)polygon:p
  polygon(circle)polygon:p polygon(int4,circle)polygon:p polygon(path)polygon:p popen(path)path:p
  position(bit,bit)int4:p position(bytea,bytea)int4:p position(text,text)int4:p
  postgresql_fdw_validator(_text,oid)bool:p pow(float8,float8)float8:p pow(numeric,numeric)numeric:p
  power(float8,float8)float8:p power(numeric,numeric)numeric:p
  query_to_xml(query=text,nulls=bool,tableforest=bool,targetns=text)xml:vp
  query_to_xml_and_xmlschema(query=text,nulls=bool,tableforest=bool,targetns=text)xml:vp
  query_to_xmlschema(query=text,nulls=bool,tableforest=bool,targetns=text)xml:vp querytree(tsquery)text:p
  quote_ident(text)text:p quote_literal(anyelement)text:tp quote_literal(text)text:p quote_nullable(anyelement)text:tp
  quote_nullable(text)text:p radians(float8)float8:p radius(circle)float8:p random()float8:vp
  random(min=int4,max=int4)int4:vp@17- random(min=int8,max=int8)int8:vp@17-
  random(min=numeric,max=numeric)numeric:vp@17- random_normal(mean=float8=0,stddev=float8=1)float8:vp@16-
  range_agg(anymultirange)anymultirange:ap@15- range_agg(anyrange)anymultirange:ap@14-
  range_intersect_agg(anymultirange)anymultirange:ap@14- range_intersect_agg(anyrange)anyrange:ap@14-
  range_intersect_agg_transfn(anyrange,anyrange)anyrange:p@14- range_merge(anymultirange)anyrange:p@14-
  range_merge(anyrange,anyrange)anyrange:p range_send(anyrange)bytea:t rank()int8:wp rank(*any)int8:op
  record_larger(record,record)record:p@18- record_send(record)bytea:t record_smaller(record,record)record:p@18-
  regclass(text)regclass:tp regclasssend(regclass)bytea: regcollationsend(regcollation)bytea:
  regconfigsend(regconfig)bytea: regdictionarysend(regdictionary)bytea:
  regexp_count(string=text,pattern=text)int4:p@15- regexp_count(string=text,pattern=text,start=int4)int4:p@15-
  regexp_count(string=text,pattern=text,start=int4,flags=text)int4:p@15-
  regexp_instr(string=text,pattern=text)int4:p@15- regexp_instr(string=text,pattern=text,start=int4)int4:p@15-
  regexp_instr(string=text,pattern=text,start=int4,N=int4)int4:p@15-
  regexp_instr(string=text,pattern=text,start=int4,N=int4,endoption=int4)int4:p@15-
  regexp_instr(string=text,pattern=text,start=int4,N=int4,endoption=int4,flags=text)int4:p@15-
  regexp_instr(string=text,pattern=text,start=int4,N=int4,endoption=int4,flags=text,subexpr=int4)int4:p@15-
  regexp_like(string=text,pattern=text)bool:p@15- regexp_like(string=text,pattern=text,flags=text)bool:p@15-
  regexp_match(string=text,pattern=text)_text:p regexp_match(string=text,pattern=text,flags=text)_text:p
  regexp_matches(string=text,pattern=text)_text:sp regexp_matches(string=text,pattern=text,flags=text)_text:sp
  regexp_replace(string=text,pattern=text,replacement=text)text:p
  regexp_replace(string=text,pattern=text,replacement=text,flags=text)text:p
  regexp_replace(string=text,pattern=text,replacement=text,start=int4)text:p@15-
  regexp_replace(string=text,pattern=text,replacement=text,start=int4,N=int4)text:p@15-
  regexp_replace(string=text,pattern=text,replacement=text,start=int4,N=int4,flags=text)text:p@15-
  regexp_split_to_array(string=text,pattern=text)_text:p
  regexp_split_to_array(string=text,pattern=text,flags=text)_text:p
  regexp_split_to_table(string=text,pattern=text)text:sp
  regexp_split_to_table(string=text,pattern=text,flags=text)text:sp regexp_substr(string=text,pattern=text)text:p@15-
  regexp_substr(string=text,pattern=text,start=int4)text:p@15-
  regexp_substr(string=text,pattern=text,start=int4,N=int4)text:p@15-
  regexp_substr(string=text,pattern=text,start=int4,N=int4,flags=text)text:p@15-
  regexp_substr(string=text,pattern=text,start=int4,N=int4,flags=text,subexpr=int4)text:p@15-
  regnamespacesend(regnamespace)bytea: regoperatorsend(regoperator)bytea: regopersend(regoper)bytea:
  regproceduresend(regprocedure)bytea: regprocsend(regproc)bytea: regr_avgx(float8,float8)float8:ap
  regr_avgy(float8,float8)float8:ap regr_count(float8,float8)int8:ap regr_intercept(float8,float8)float8:ap
  regr_r2(float8,float8)float8:ap regr_slope(float8,float8)float8:ap regr_sxx(float8,float8)float8:ap
  regr_sxy(float8,float8)float8:ap regr_syy(float8,float8)float8:ap regrolesend(regrole)bytea:
  regtypesend(regtype)bytea: repeat(text,int4)text:p replace(text,text,text)text:p reverse(bytea)bytea:p@18-
  reverse(text)text:p right(text,int4)text:p round(float8)float8:p round(numeric)numeric:p
  round(numeric,int4)numeric:p row_number()int8:wp row_security_active(oid)bool:tp row_security_active(text)bool:tp
  row_to_json(record)json:tp row_to_json(record,bool)json:tp rpad(text,int4)text:p rpad(text,int4,text)text:p
  rtrim(bytea,bytea)bytea:p@14- rtrim(text)text:p rtrim(text,text)text:p
  satisfies_hash_partition(oid,int4,int4,*any)bool:p scale(numeric)int4:p
  schema_to_xml(schema=name,nulls=bool,tableforest=bool,targetns=text)xml:tp
  schema_to_xml_and_xmlschema(schema=name,nulls=bool,tableforest=bool,targetns=text)xml:tp
  schema_to_xmlschema(schema=name,nulls=bool,tableforest=bool,targetns=text)xml:tp session_user()name:tp
  set_bit(bit,int4,int4)bit:p set_bit(bytea,int8,int4)bytea:p set_byte(bytea,int4,int4)bytea:p
  set_config(text,text,bool)text:vp set_masklen(cidr,int4)cidr:p set_masklen(inet,int4)inet:p setseed(float8)void:vp
  setval(regclass,int8)int8:vp setval(regclass,int8,bool)int8:vp setweight(tsvector,char)tsvector:p
  setweight(tsvector,char,_text)tsvector:p sha224(bytea)bytea:p sha256(bytea)bytea:p sha384(bytea)bytea:p
  sha512(bytea)bytea:p shobj_description(oid,name)text:tp sign(float8)float8:p sign(numeric)numeric:p
  similar_escape(text,text)text:p similar_to_escape(text)text:p similar_to_escape(text,text)text:p sin(float8)float8:p
  sind(float8)float8:p sinh(float8)float8:p slope(point,point)float8:p spg_poly_quad_compress(polygon)box:
  split_part(text,text,int4)text:p sqrt(float8)float8:p sqrt(numeric)numeric:p statement_timestamp()timestamptz:tp
  stddev(float4)float8:ap stddev(float8)float8:ap stddev(int2)numeric:ap stddev(int4)numeric:ap stddev(int8)numeric:ap
  stddev(numeric)numeric:ap stddev_pop(float4)float8:ap stddev_pop(float8)float8:ap stddev_pop(int2)numeric:ap
  stddev_pop(int4)numeric:ap stddev_pop(int8)numeric:ap stddev_pop(numeric)numeric:ap stddev_samp(float4)float8:ap
  stddev_samp(float8)float8:ap stddev_samp(int2)numeric:ap stddev_samp(int4)numeric:ap stddev_samp(int8)numeric:ap
  stddev_samp(numeric)numeric:ap string_agg(value=bytea,delimiter=bytea)bytea:ap
  string_agg(value=text,delimiter=text)text:ap string_to_array(text,text)_text:p
  string_to_array(text,text,text)_text:p string_to_table(text,text)text:sp@14-
  string_to_table(text,text,text)text:sp@14- strip(tsvector)tsvector:p strpos(text,text)int4:p
  substr(bytea,int4)bytea:p substr(bytea,int4,int4)bytea:p substr(text,int4)text:p substr(text,int4,int4)text:p
  substring(bit,int4)bit:p substring(bit,int4,int4)bit:p substring(bytea,int4)bytea:p
  substring(bytea,int4,int4)bytea:p substring(text,int4)text:p substring(text,int4,int4)text:p
  substring(text,text)text:p substring(text,text,text)text:p sum(float4)float4:ap sum(float8)float8:ap
  sum(int2)int8:ap sum(int4)int8:ap sum(int8)numeric:ap sum(interval)interval:ap sum(money)money:ap
  sum(numeric)numeric:ap system_user()text:tp@16-
  table_to_xml(tbl=regclass,nulls=bool,tableforest=bool,targetns=text)xml:tp
  table_to_xml_and_xmlschema(tbl=regclass,nulls=bool,tableforest=bool,targetns=text)xml:tp
  table_to_xmlschema(tbl=regclass,nulls=bool,tableforest=bool,targetns=text)xml:tp tan(float8)float8:p
  tand(float8)float8:p tanh(float8)float8:p text(bool)text:p text(bpchar)text:p text(char)text:p text(inet)text:p
  text(name)text:p text(xml)text:p text_larger(text,text)text:p text_smaller(text,text)text:p textlen(text)int4:p
  textsend(text)bytea:t tidlarger(tid,tid)tid:p tidsend(tid)bytea: tidsmaller(tid,tid)tid:p time(interval)time:p
  time(time,int4)time:p time(timestamp)time:p time(timestamptz)time:tp time(timetz)time:p time_hash(time)int4:p
  time_hash_extended(time,int8)int8:p time_larger(time,time)time:p time_send(time)bytea: time_smaller(time,time)time:p
  timeofday()text:vp timestamp(date)timestamp:p timestamp(date,time)timestamp:p timestamp(timestamp,int4)timestamp:p
  timestamp(timestamptz)timestamp:tp timestamp_hash(timestamp)int4:p timestamp_hash_extended(timestamp,int8)int8:p
  timestamp_larger(timestamp,timestamp)timestamp:p timestamp_send(timestamp)bytea:
  timestamp_smaller(timestamp,timestamp)timestamp:p timestamptypmodin(_cstring)int4: timestamptz(date)timestamptz:tp
  timestamptz(date,time)timestamptz:tp timestamptz(date,timetz)timestamptz:p timestamptz(timestamp)timestamptz:tp
  timestamptz(timestamptz,int4)timestamptz:p timestamptz_hash(timestamptz)int4:p@18-
  timestamptz_hash_extended(timestamptz,int8)int8:p@18- timestamptz_larger(timestamptz,timestamptz)timestamptz:p
  timestamptz_send(timestamptz)bytea: timestamptz_smaller(timestamptz,timestamptz)timestamptz:p
  timestamptztypmodin(_cstring)int4: timetypmodin(_cstring)int4: timetz(time)timetz:tp timetz(timestamptz)timetz:tp
  timetz(timetz,int4)timetz:p timetz_hash(timetz)int4:p timetz_hash_extended(timetz,int8)int8:p
  timetz_larger(timetz,timetz)timetz:p timetz_send(timetz)bytea: timetz_smaller(timetz,timetz)timetz:p
  timetztypmodin(_cstring)int4: timezone(interval,timestamp)timestamptz:p timezone(interval,timestamptz)timestamp:p
  timezone(interval,timetz)timetz:p timezone(text,timestamp)timestamptz:p timezone(text,timestamptz)timestamp:p
  timezone(text,timetz)timetz:tp@15- timezone(text,timetz)timetz:vp@-14 timezone(timestamp)timestamptz:tp@17-
  timezone(timestamptz)timestamp:tp@17- timezone(timetz)timetz:tp@17- to_ascii(text)text:p to_ascii(text,int4)text:p
  to_ascii(text,name)text:p to_bin(int4)text:p@17- to_bin(int8)text:p@17- to_char(float4,text)text:tp
  to_char(float8,text)text:tp to_char(int4,text)text:tp to_char(int8,text)text:tp to_char(interval,text)text:tp
  to_char(numeric,text)text:tp to_char(timestamp,text)text:tp to_char(timestamptz,text)text:tp
  to_date(text,text)date:tp to_hex(int4)text:p to_hex(int8)text:p to_json(anyelement)json:tp
  to_jsonb(anyelement)jsonb:tp to_number(text,text)numeric:tp to_oct(int4)text:p@17- to_oct(int8)text:p@17-
  to_regclass(text)regclass:tp to_regcollation(text)regcollation:tp to_regnamespace(text)regnamespace:tp
  to_regoper(text)regoper:tp to_regoperator(text)regoperator:tp to_regproc(text)regproc:tp
  to_regprocedure(text)regprocedure:tp to_regrole(text)regrole:tp to_regtype(text)regtype:tp
  to_regtypemod(text)int4:tp@17- to_timestamp(float8)timestamptz:p to_timestamp(text,text)timestamptz:tp
  to_tsquery(regconfig,text)tsquery:p to_tsquery(text)tsquery:tp to_tsvector(json)tsvector:tp
  to_tsvector(jsonb)tsvector:tp to_tsvector(regconfig,json)tsvector:p to_tsvector(regconfig,jsonb)tsvector:p
  to_tsvector(regconfig,text)tsvector:p to_tsvector(text)tsvector:tp transaction_timestamp()timestamptz:tp
  translate(text,text,text)text:p trim_array(anyarray,int4)anyarray:p@14- trim_scale(numeric)numeric:p
  trunc(float8)float8:p trunc(macaddr)macaddr:p trunc(macaddr8)macaddr8:p trunc(numeric)numeric:p
  trunc(numeric,int4)numeric:p
  ts_debug(config=regconfig,document=text,>alias=text,>description=text,>token=text,>dictionaries=_regdictionary,>dictionary=regdictionary,>lexemes=_text)record:stp
  ts_debug(document=text,>alias=text,>description=text,>token=text,>dictionaries=_regdictionary,>dictionary=regdictionary,>lexemes=_text)record:stp
  ts_delete(tsvector,_text)tsvector:p ts_delete(tsvector,text)tsvector:p ts_filter(tsvector,_char)tsvector:p
  ts_headline(json,tsquery)json:tp ts_headline(json,tsquery,text)json:tp ts_headline(jsonb,tsquery)jsonb:tp
  ts_headline(jsonb,tsquery,text)jsonb:tp ts_headline(regconfig,json,tsquery)json:p
  ts_headline(regconfig,json,tsquery,text)json:p ts_headline(regconfig,jsonb,tsquery)jsonb:p
  ts_headline(regconfig,jsonb,tsquery,text)jsonb:p ts_headline(regconfig,text,tsquery)text:p
  ts_headline(regconfig,text,tsquery,text)text:p ts_headline(text,tsquery)text:tp
  ts_headline(text,tsquery,text)text:tp ts_lexize(regdictionary,text)_text:p
  ts_parse(parser_name=text,txt=text,>tokid=int4,>token=text)record:stp
  ts_parse(parser_oid=oid,txt=text,>tokid=int4,>token=text)record:sp ts_rank(_float4,tsvector,tsquery)float4:p
  ts_rank(_float4,tsvector,tsquery,int4)float4:p ts_rank(tsvector,tsquery)float4:p
  ts_rank(tsvector,tsquery,int4)float4:p ts_rank_cd(_float4,tsvector,tsquery)float4:p
  ts_rank_cd(_float4,tsvector,tsquery,int4)float4:p ts_rank_cd(tsvector,tsquery)float4:p
  ts_rank_cd(tsvector,tsquery,int4)float4:p ts_rewrite(tsquery,text)tsquery:vp
  ts_rewrite(tsquery,tsquery,tsquery)tsquery:p ts_stat(query=text,>word=text,>ndoc=int4,>nentry=int4)record:sv
  ts_stat(query=text,weights=text,>word=text,>ndoc=int4,>nentry=int4)record:sv
  ts_token_type(parser_name=text,>tokid=int4,>alias=text,>description=text)record:stp
  ts_token_type(parser_oid=oid,>tokid=int4,>alias=text,>description=text)record:sp tsmultirange()tsmultirange:p@14-
  tsmultirange(*_tsrange)tsmultirange:p@14- tsmultirange(tsrange)tsmultirange:p@14-
  tsquery_phrase(tsquery,tsquery)tsquery: tsquery_phrase(tsquery,tsquery,int4)tsquery:p tsquerysend(tsquery)bytea:
  tsrange(timestamp,timestamp)tsrange:p tsrange(timestamp,timestamp,text)tsrange:p
  tsrange_subdiff(timestamp,timestamp)float8:p tstzmultirange()tstzmultirange:p@14-
  tstzmultirange(*_tstzrange)tstzmultirange:p@14- tstzmultirange(tstzrange)tstzmultirange:p@14-
  tstzrange(timestamptz,timestamptz)tstzrange:p tstzrange(timestamptz,timestamptz,text)tstzrange:p
  tstzrange_subdiff(timestamptz,timestamptz)float8:p tsvector_to_array(tsvector)_text:p tsvectorsend(tsvector)bytea:
  txid_current()int8:tp txid_current_if_assigned()int8:tp txid_current_snapshot()txid_snapshot:tp
  txid_snapshot_send(txid_snapshot)bytea: txid_snapshot_xip(txid_snapshot)int8:sp
  txid_snapshot_xmax(txid_snapshot)int8:p txid_snapshot_xmin(txid_snapshot)int8:p txid_status(int8)text:vp
  txid_visible_in_snapshot(int8,txid_snapshot)bool:p unicode_assigned(text)bool:p@17- unicode_version()text:p@17-
  unistr(text)text:p@14- unknownsend(unknown)bytea: unnest(anyarray)anyelement:sp unnest(anymultirange)anyrange:sp@14-
  unnest(tsvector=tsvector,>lexeme=text,>positions=_int2,>weights=_text)record:sp upper(anymultirange)anyelement:p@14-
  upper(anyrange)anyelement:p upper(text)text:p upper_inc(anymultirange)bool:p@14- upper_inc(anyrange)bool:p
  upper_inf(anymultirange)bool:p@14- upper_inf(anyrange)bool:p uuid_extract_timestamp(uuid)timestamptz:p@17-
  uuid_extract_version(uuid)int2:p@17- uuid_hash(uuid)int4:p uuid_hash_extended(uuid,int8)int8:p uuid_send(uuid)bytea:
  uuidv4()uuid:vp@18- uuidv7()uuid:vp@18- uuidv7(shift=interval)uuid:vp@18- var_pop(float4)float8:ap
  var_pop(float8)float8:ap var_pop(int2)numeric:ap var_pop(int4)numeric:ap var_pop(int8)numeric:ap
  var_pop(numeric)numeric:ap var_samp(float4)float8:ap var_samp(float8)float8:ap var_samp(int2)numeric:ap
  var_samp(int4)numeric:ap var_samp(int8)numeric:ap var_samp(numeric)numeric:ap varbit(varbit,int4,bool)varbit:p
  varbit_send(varbit)bytea: varbittypmodin(_cstring)int4: varchar(name)varchar:p varchar(varchar,int4,bool)varchar:p
  varcharsend(varchar)bytea:t varchartypmodin(_cstring)int4: variance(float4)float8:ap variance(float8)float8:ap
  variance(int2)numeric:ap variance(int4)numeric:ap variance(int8)numeric:ap variance(numeric)numeric:ap
  version()text:tp void_send(void)bytea: websearch_to_tsquery(regconfig,text)tsquery:p
  websearch_to_tsquery(text)tsquery:tp width(box)float8:p width_bucket(anycompatible,anycompatiblearray)int4:p@14-
  width_bucket(anyelement,anyarray)int4:p@-13 width_bucket(float8,float8,float8,int4)int4:p
  width_bucket(numeric,numeric,numeric,int4)int4:p xid(xid8)xid:p xid8_larger(xid8,xid8)xid8:p@15-
  xid8_smaller(xid8,xid8)xid8:p@15- xid8send(xid8)bytea: xidsend(xid)bytea: xml(text)xml:tp
  xml_is_well_formed(text)bool:tp xml_is_well_formed_content(text)bool:p xml_is_well_formed_document(text)bool:p
  xml_send(xml)bytea:t xmlagg(xml)xml:ap xmlcomment(text)xml:p xmlconcat2(xml,xml)xml: xmlexists(text,xml)bool:p
  xmltext(text)xml:p@17- xmlvalidate(xml,text)bool:p xpath(text,xml)_xml:p xpath(text,xml,_text)_xml:
  xpath_exists(text,xml)bool:p xpath_exists(text,xml,_text)bool:
`;
