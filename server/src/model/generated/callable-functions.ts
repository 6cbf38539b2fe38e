// Made by `npm run lists` from the servers: PostgreSQL 13 to 18 together.
/** Functions of pg_catalog as name(arguments)result:flags, types as pg_type.typname has them, a variadic argument after *;
 * flags: a aggregate, o ordered-set aggregate, w window function, s returns a set, t stable, v volatile, a digit for how
 * many arguments have defaults. Left out are names whose every overload is called for by PostgreSQL itself (pg_proc). */
export const callableFunctions = `
  abbrev(cidr)text: abbrev(inet)text: abs(float4)float4: abs(float8)float8: abs(int2)int2: abs(int4)int4:
  abs(int8)int8: abs(numeric)numeric: aclcontains(_aclitem,aclitem)bool: acldefault(char,oid)_aclitem:
  aclexplode(_aclitem)record:st aclinsert(_aclitem,aclitem)_aclitem: aclremove(_aclitem,aclitem)_aclitem:
  acos(float8)float8: acosd(float8)float8: acosh(float8)float8: age(timestamp)interval:t
  age(timestamp,timestamp)interval: age(timestamptz)interval:t age(timestamptz,timestamptz)interval: age(xid)int4:t
  amvalidate(oid)bool:v any_value(anyelement)anyelement:a@16- any_value_transfn(anyelement,anyelement)anyelement:@16-
  anyarray_send(anyarray)bytea:t anycompatiblearray_send(anycompatiblearray)bytea:t area(box)float8:
  area(circle)float8: area(path)float8: array_agg(anyarray)anyarray:a array_agg(anynonarray)anyarray:a
  array_append(anyarray,anyelement)anyarray:@-13 array_append(anycompatiblearray,anycompatible)anycompatiblearray:@14-
  array_dims(anyarray)text: array_fill(anyelement,_int4)anyarray: array_fill(anyelement,_int4,_int4)anyarray:
  array_larger(anyarray,anyarray)anyarray: array_length(anyarray,int4)int4: array_lower(anyarray,int4)int4:
  array_ndims(anyarray)int4: array_position(anyarray,anyelement)int4:@-13
  array_position(anyarray,anyelement,int4)int4:@-13 array_position(anycompatiblearray,anycompatible)int4:@14-
  array_position(anycompatiblearray,anycompatible,int4)int4:@14- array_positions(anyarray,anyelement)_int4:@-13
  array_positions(anycompatiblearray,anycompatible)_int4:@14-
  array_prepend(anycompatible,anycompatiblearray)anycompatiblearray:@14-
  array_prepend(anyelement,anyarray)anyarray:@-13 array_remove(anyarray,anyelement)anyarray:@-13
  array_remove(anycompatiblearray,anycompatible)anycompatiblearray:@14-
  array_replace(anyarray,anyelement,anyelement)anyarray:@-13
  array_replace(anycompatiblearray,anycompatible,anycompatible)anycompatiblearray:@14-
  array_reverse(anyarray)anyarray:@18- array_sample(anyarray,int4)anyarray:v@16- array_send(anyarray)bytea:t
  array_shuffle(anyarray)anyarray:v@16- array_smaller(anyarray,anyarray)anyarray: array_sort(anyarray)anyarray:@18-
  array_sort(anyarray,bool)anyarray:@18- array_sort(anyarray,bool,bool)anyarray:@18- array_to_json(anyarray)json:t
  array_to_json(anyarray,bool)json:t array_to_string(anyarray,text)text:t array_to_string(anyarray,text,text)text:t
  array_to_tsvector(_text)tsvector: array_upper(anyarray,int4)int4: ascii(text)int4: asin(float8)float8:
  asind(float8)float8: asinh(float8)float8: atan(float8)float8: atan2(float8,float8)float8:
  atan2d(float8,float8)float8: atand(float8)float8: atanh(float8)float8: avg(float4)float8:a avg(float8)float8:a
  avg(int2)numeric:a avg(int4)numeric:a avg(int8)numeric:a avg(interval)interval:a avg(numeric)numeric:a
  bit(bit,int4,bool)bit: bit(int4,int4)bit: bit(int8,int4)bit: bit_and(bit)bit:a bit_and(int2)int2:a
  bit_and(int4)int4:a bit_and(int8)int8:a bit_count(bit)int8:@14- bit_count(bytea)int8:@14- bit_length(bit)int4:
  bit_length(bytea)int4: bit_length(text)int4: bit_or(bit)bit:a bit_or(int2)int2:a bit_or(int4)int4:a
  bit_or(int8)int8:a bit_send(bit)bytea: bit_xor(bit)bit:a@14- bit_xor(int2)int2:a@14- bit_xor(int4)int4:a@14-
  bit_xor(int8)int8:a@14- bittypmodin(_cstring)int4: bool(int4)bool: bool(jsonb)bool: bool_and(bool)bool:a
  bool_or(bool)bool:a booland_statefunc(bool,bool)bool: boolor_statefunc(bool,bool)bool: boolsend(bool)bytea:
  bound_box(box,box)box: box(circle)box: box(point)box: box(point,point)box: box(polygon)box: box_send(box)bytea:
  bpchar(bpchar,int4,bool)bpchar: bpchar(char)bpchar: bpchar(name)bpchar: bpchar_larger(bpchar,bpchar)bpchar:
  bpchar_smaller(bpchar,bpchar)bpchar: bpcharsend(bpchar)bytea:t bpchartypmodin(_cstring)int4:
  brin_bloom_summary_send(pg_brin_bloom_summary)bytea:t@14- brin_desummarize_range(regclass,int8)void:v
  brin_minmax_multi_summary_send(pg_brin_minmax_multi_summary)bytea:t@14- brin_summarize_new_values(regclass)int4:v
  brin_summarize_range(regclass,int8)int4:v broadcast(inet)inet: btequalimage(oid)bool: btrim(bytea,bytea)bytea:
  btrim(text)text: btrim(text,text)text: btvarstrequalimage(oid)bool: bytea(int2)bytea:@18- bytea(int4)bytea:@18-
  bytea(int8)bytea:@18- bytea_larger(bytea,bytea)bytea:@18- bytea_smaller(bytea,bytea)bytea:@18-
  byteasend(bytea)bytea: cardinality(anyarray)int4: casefold(text)text:@18- cash_send(money)bytea:
  cash_words(money)text: cashlarger(money,money)money: cashsmaller(money,money)money: cbrt(float8)float8:
  ceil(float8)float8: ceil(numeric)numeric: ceiling(float8)float8: ceiling(numeric)numeric: center(box)point:
  center(circle)point: char(int4)char: char(text)char: char_length(bpchar)int4: char_length(text)int4:
  character_length(bpchar)int4: character_length(text)int4: charsend(char)bytea: chr(int4)text: cidr(inet)cidr:
  cidr_send(cidr)bytea: cidsend(cid)bytea: circle(box)circle: circle(point,float8)circle: circle(polygon)circle:
  circle_send(circle)bytea: clock_timestamp()timestamptz:v col_description(oid,int4)text:t concat(*any)text:t
  concat_ws(text,*any)text:t convert(bytea,name,name)bytea:t convert_from(bytea,name)text:t
  convert_to(text,name)bytea:t corr(float8,float8)float8:a cos(float8)float8: cosd(float8)float8: cosh(float8)float8:
  cot(float8)float8: cotd(float8)float8: count()int8:a count(any)int8:a covar_pop(float8,float8)float8:a
  covar_samp(float8,float8)float8:a crc32(bytea)int8:@18- crc32c(bytea)int8:@18- cume_dist()float8:w
  cume_dist(*any)float8:o current_database()name:t current_query()text:v current_schema()name:t
  current_schemas(bool)_name:t current_setting(text)text:t current_setting(text,bool)text:t current_user()name:t
  currtid(oid,tid)tid:v@-13 currtid2(text,tid)tid:v currval(regclass)int8:v
  cursor_to_xml(refcursor,int4,bool,bool,text)xml:v cursor_to_xmlschema(refcursor,bool,bool,text)xml:v
  database_to_xml(bool,bool,text)xml:t database_to_xml_and_xmlschema(bool,bool,text)xml:t
  database_to_xmlschema(bool,bool,text)xml:t date(timestamp)date: date(timestamptz)date:t
  date_add(timestamptz,interval)timestamptz:t@16- date_add(timestamptz,interval,text)timestamptz:@16-
  date_bin(interval,timestamp,timestamp)timestamp:@14- date_bin(interval,timestamptz,timestamptz)timestamptz:@14-
  date_larger(date,date)date: date_part(text,date)float8: date_part(text,interval)float8: date_part(text,time)float8:
  date_part(text,timestamp)float8: date_part(text,timestamptz)float8:t date_part(text,timetz)float8:
  date_send(date)bytea: date_smaller(date,date)date: date_subtract(timestamptz,interval)timestamptz:t@16-
  date_subtract(timestamptz,interval,text)timestamptz:@16- date_trunc(text,interval)interval:
  date_trunc(text,timestamp)timestamp: date_trunc(text,timestamptz)timestamptz:t
  date_trunc(text,timestamptz,text)timestamptz:@16- date_trunc(text,timestamptz,text)timestamptz:t@-15
  datemultirange()datemultirange:@14- datemultirange(*_daterange)datemultirange:@14-
  datemultirange(daterange)datemultirange:@14- daterange(date,date)daterange: daterange(date,date,text)daterange:
  daterange_canonical(daterange)daterange: daterange_subdiff(date,date)float8: decode(text,text)bytea:
  degrees(float8)float8: dense_rank()int8:w dense_rank(*any)int8:o dexp(float8)float8: diagonal(box)lseg:
  diameter(circle)float8: div(numeric,numeric)numeric: dlog1(float8)float8: dlog10(float8)float8:
  dround(float8)float8: dtrunc(float8)float8: encode(bytea,text)text: enum_first(anyenum)anyenum:t
  enum_larger(anyenum,anyenum)anyenum: enum_last(anyenum)anyenum:t enum_range(anyenum)anyarray:t
  enum_range(anyenum,anyenum)anyarray:t enum_send(anyenum)bytea:t enum_smaller(anyenum,anyenum)anyenum:
  erf(float8)float8:@16- erfc(float8)float8:@16- every(bool)bool:a exp(float8)float8: exp(numeric)numeric:
  extract(text,date)numeric:@14- extract(text,interval)numeric:@14- extract(text,time)numeric:@14-
  extract(text,timestamp)numeric:@14- extract(text,timestamptz)numeric:t@14- extract(text,timetz)numeric:@14-
  factorial(int8)numeric: family(inet)int4: first_value(anyelement)anyelement:w float4(float8)float4:
  float4(int2)float4: float4(int4)float4: float4(int8)float4: float4(jsonb)float4: float4(numeric)float4:
  float4_accum(_float8,float4)_float8: float4larger(float4,float4)float4: float4send(float4)bytea:
  float4smaller(float4,float4)float4: float8(float4)float8: float8(int2)float8: float8(int4)float8:
  float8(int8)float8: float8(jsonb)float8: float8(numeric)float8: float8_accum(_float8,float8)_float8:
  float8_avg(_float8)float8: float8_combine(_float8,_float8)_float8: float8_corr(_float8)float8:
  float8_covar_pop(_float8)float8: float8_covar_samp(_float8)float8: float8_regr_accum(_float8,float8,float8)_float8:
  float8_regr_avgx(_float8)float8: float8_regr_avgy(_float8)float8: float8_regr_combine(_float8,_float8)_float8:
  float8_regr_intercept(_float8)float8: float8_regr_r2(_float8)float8: float8_regr_slope(_float8)float8:
  float8_regr_sxx(_float8)float8: float8_regr_sxy(_float8)float8: float8_regr_syy(_float8)float8:
  float8_stddev_pop(_float8)float8: float8_stddev_samp(_float8)float8: float8_var_pop(_float8)float8:
  float8_var_samp(_float8)float8: float8larger(float8,float8)float8: float8send(float8)bytea:
  float8smaller(float8,float8)float8: floor(float8)float8: floor(numeric)numeric: fmgr_c_validator(oid)void:t
  fmgr_internal_validator(oid)void:t fmgr_sql_validator(oid)void:t format(text)text:t format(text,*any)text:t
  format_type(oid,int4)text:t gamma(float8)float8:@18- gcd(int4,int4)int4: gcd(int8,int8)int8:
  gcd(numeric,numeric)numeric: gen_random_uuid()uuid:v generate_series(int4,int4)int4:s
  generate_series(int4,int4,int4)int4:s generate_series(int8,int8)int8:s generate_series(int8,int8,int8)int8:s
  generate_series(numeric,numeric)numeric:s generate_series(numeric,numeric,numeric)numeric:s
  generate_series(timestamp,timestamp,interval)timestamp:s
  generate_series(timestamptz,timestamptz,interval)timestamptz:st
  generate_series(timestamptz,timestamptz,interval,text)timestamptz:s@16- generate_subscripts(anyarray,int4)int4:s
  generate_subscripts(anyarray,int4,bool)int4:s get_bit(bit,int4)int4: get_bit(bytea,int8)int4:
  get_byte(bytea,int4)int4: get_current_ts_config()regconfig:t getdatabaseencoding()name:t getpgusername()name:t
  gin_clean_pending_list(regclass)int8:v gin_cmp_tslexeme(text,text)int4: gin_compare_jsonb(text,text)int4:
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
  has_type_privilege(oid,text,text)bool:t has_type_privilege(text,text)bool:t hash_aclitem(aclitem)int4:
  hash_aclitem_extended(aclitem,int8)int8: hash_array(anyarray)int4: hash_array_extended(anyarray,int8)int8:
  hash_multirange(anymultirange)int4:@14- hash_multirange_extended(anymultirange,int8)int8:@14-
  hash_numeric(numeric)int4: hash_numeric_extended(numeric,int8)int8: hash_range(anyrange)int4:
  hash_range_extended(anyrange,int8)int8: hash_record(record)int4:@14- hash_record_extended(record,int8)int8:@14-
  hashbool(bool)int4:@18- hashboolextended(bool,int8)int8:@18- hashbpchar(bpchar)int4:
  hashbpcharextended(bpchar,int8)int8: hashbytea(bytea)int4:@18- hashbyteaextended(bytea,int8)int8:@18-
  hashchar(char)int4: hashcharextended(char,int8)int8: hashcid(cid)int4:@18- hashcidextended(cid,int8)int8:@18-
  hashdate(date)int4:@18- hashdateextended(date,int8)int8:@18- hashenum(anyenum)int4:
  hashenumextended(anyenum,int8)int8: hashfloat4(float4)int4: hashfloat4extended(float4,int8)int8:
  hashfloat8(float8)int4: hashfloat8extended(float8,int8)int8: hashinet(inet)int4: hashinetextended(inet,int8)int8:
  hashint2(int2)int4: hashint2extended(int2,int8)int8: hashint4(int4)int4: hashint4extended(int4,int8)int8:
  hashint8(int8)int4: hashint8extended(int8,int8)int8: hashmacaddr(macaddr)int4: hashmacaddr8(macaddr8)int4:
  hashmacaddr8extended(macaddr8,int8)int8: hashmacaddrextended(macaddr,int8)int8: hashname(name)int4:
  hashnameextended(name,int8)int8: hashoid(oid)int4: hashoidextended(oid,int8)int8: hashoidvector(oidvector)int4:
  hashoidvectorextended(oidvector,int8)int8: hashtext(text)int4: hashtextextended(text,int8)int8: hashtid(tid)int4:
  hashtidextended(tid,int8)int8: hashxid(xid)int4:@18- hashxid8(xid8)int4:@18- hashxid8extended(xid8,int8)int8:@18-
  hashxidextended(xid,int8)int8:@18- height(box)float8: host(inet)text: hostmask(inet)inet:
  icu_unicode_version()text:@17- in_range(date,date,interval,bool,bool)bool:
  in_range(float4,float4,float8,bool,bool)bool: in_range(float8,float8,float8,bool,bool)bool:
  in_range(int2,int2,int2,bool,bool)bool: in_range(int2,int2,int4,bool,bool)bool:
  in_range(int2,int2,int8,bool,bool)bool: in_range(int4,int4,int2,bool,bool)bool:
  in_range(int4,int4,int4,bool,bool)bool: in_range(int4,int4,int8,bool,bool)bool:
  in_range(int8,int8,int8,bool,bool)bool: in_range(interval,interval,interval,bool,bool)bool:
  in_range(numeric,numeric,numeric,bool,bool)bool: in_range(time,time,interval,bool,bool)bool:
  in_range(timestamp,timestamp,interval,bool,bool)bool: in_range(timestamptz,timestamptz,interval,bool,bool)bool:t
  in_range(timetz,timetz,interval,bool,bool)bool: inet_client_addr()inet:t inet_client_port()int4:t
  inet_merge(inet,inet)cidr: inet_same_family(inet,inet)bool: inet_send(inet)bytea: inet_server_addr()inet:t
  inet_server_port()int4:t initcap(text)text: int2(bytea)int2:@18- int2(float4)int2: int2(float8)int2: int2(int4)int2:
  int2(int8)int2: int2(jsonb)int2: int2(numeric)int2: int2_avg_accum(_int8,int2)_int8:
  int2_avg_accum_inv(_int8,int2)_int8: int2_sum(int8,int2)int8: int2int4_sum(_int8)int8: int2larger(int2,int2)int2:
  int2send(int2)bytea: int2smaller(int2,int2)int2: int2vectorsend(int2vector)bytea: int4(bit)int4: int4(bool)int4:
  int4(bytea)int4:@18- int4(char)int4: int4(float4)int4: int4(float8)int4: int4(int2)int4: int4(int8)int4:
  int4(jsonb)int4: int4(numeric)int4: int4_avg_accum(_int8,int4)_int8: int4_avg_accum_inv(_int8,int4)_int8:
  int4_avg_combine(_int8,_int8)_int8: int4_sum(int8,int4)int8: int4inc(int4)int4: int4larger(int4,int4)int4:
  int4multirange()int4multirange:@14- int4multirange(*_int4range)int4multirange:@14-
  int4multirange(int4range)int4multirange:@14- int4range(int4,int4)int4range: int4range(int4,int4,text)int4range:
  int4range_canonical(int4range)int4range: int4range_subdiff(int4,int4)float8: int4send(int4)bytea:
  int4smaller(int4,int4)int4: int8(bit)int8: int8(bytea)int8:@18- int8(float4)int8: int8(float8)int8: int8(int2)int8:
  int8(int4)int8: int8(jsonb)int8: int8(numeric)int8: int8(oid)int8: int8_avg(_int8)numeric:
  int8_sum(numeric,int8)numeric: int8dec(int8)int8: int8dec_any(int8,any)int8: int8inc(int8)int8:
  int8inc_any(int8,any)int8: int8inc_float8_float8(int8,float8,float8)int8: int8larger(int8,int8)int8:
  int8multirange()int8multirange:@14- int8multirange(*_int8range)int8multirange:@14-
  int8multirange(int8range)int8multirange:@14- int8range(int8,int8)int8range: int8range(int8,int8,text)int8range:
  int8range_canonical(int8range)int8range: int8range_subdiff(int8,int8)float8: int8send(int8)bytea:
  int8smaller(int8,int8)int8: interval(interval,int4)interval: interval(time)interval:
  interval_accum(_interval,interval)_interval:@-16 interval_accum_inv(_interval,interval)_interval:@-16
  interval_avg(_interval)interval:@-16 interval_combine(_interval,_interval)_interval:@-16
  interval_hash(interval)int4: interval_hash_extended(interval,int8)int8: interval_larger(interval,interval)interval:
  interval_send(interval)bytea: interval_smaller(interval,interval)interval: intervaltypmodin(_cstring)int4:
  is_normalized(text,text)bool:1 isclosed(path)bool: isempty(anymultirange)bool:@14- isempty(anyrange)bool:
  isfinite(date)bool: isfinite(interval)bool: isfinite(timestamp)bool: isfinite(timestamptz)bool:
  ishorizontal(line)bool: ishorizontal(lseg)bool: ishorizontal(point,point)bool: isopen(path)bool:
  isparallel(line,line)bool: isparallel(lseg,lseg)bool: isperp(line,line)bool: isperp(lseg,lseg)bool:
  isvertical(line)bool: isvertical(lseg)bool: isvertical(point,point)bool: json_agg(anyelement)json:at
  json_agg_strict(anyelement)json:at@16- json_array_elements(json)json:s json_array_elements_text(json)text:s
  json_array_length(json)int4: json_build_array()json:t json_build_array(*any)json:t json_build_object()json:t
  json_build_object(*any)json:t json_each(json)record:s json_each_text(json)record:s
  json_extract_path(json,*_text)json: json_extract_path_text(json,*_text)text: json_object(_text)json:
  json_object(_text,_text)json: json_object_agg(any,any)json:at json_object_agg_strict(any,any)json:at@16-
  json_object_agg_unique(any,any)json:at@16- json_object_agg_unique_strict(any,any)json:at@16-
  json_object_keys(json)text:s json_populate_record(anyelement,json,bool)anyelement:t1
  json_populate_recordset(anyelement,json,bool)anyelement:st1 json_send(json)bytea: json_strip_nulls(json)json:@-17
  json_strip_nulls(json,bool)json:1@18- json_to_record(json)record:t json_to_recordset(json)record:st
  json_to_tsvector(json,jsonb)tsvector:t json_to_tsvector(regconfig,json,jsonb)tsvector: json_typeof(json)text:
  jsonb_agg(anyelement)jsonb:at jsonb_agg_strict(anyelement)jsonb:at@16- jsonb_array_elements(jsonb)jsonb:s
  jsonb_array_elements_text(jsonb)text:s jsonb_array_length(jsonb)int4: jsonb_build_array()jsonb:t
  jsonb_build_array(*any)jsonb:t jsonb_build_object()jsonb:t jsonb_build_object(*any)jsonb:t jsonb_each(jsonb)record:s
  jsonb_each_text(jsonb)record:s jsonb_extract_path(jsonb,*_text)jsonb: jsonb_extract_path_text(jsonb,*_text)text:
  jsonb_hash(jsonb)int4: jsonb_hash_extended(jsonb,int8)int8: jsonb_insert(jsonb,_text,jsonb,bool)jsonb:1
  jsonb_object(_text)jsonb: jsonb_object(_text,_text)jsonb: jsonb_object_agg(any,any)jsonb:a
  jsonb_object_agg_strict(any,any)jsonb:a@16- jsonb_object_agg_unique(any,any)jsonb:a@16-
  jsonb_object_agg_unique_strict(any,any)jsonb:a@16- jsonb_object_keys(jsonb)text:s
  jsonb_path_exists(jsonb,jsonpath,jsonb,bool)bool:2 jsonb_path_exists_tz(jsonb,jsonpath,jsonb,bool)bool:t2
  jsonb_path_match(jsonb,jsonpath,jsonb,bool)bool:2 jsonb_path_match_tz(jsonb,jsonpath,jsonb,bool)bool:t2
  jsonb_path_query(jsonb,jsonpath,jsonb,bool)jsonb:s2 jsonb_path_query_array(jsonb,jsonpath,jsonb,bool)jsonb:2
  jsonb_path_query_array_tz(jsonb,jsonpath,jsonb,bool)jsonb:t2
  jsonb_path_query_first(jsonb,jsonpath,jsonb,bool)jsonb:2
  jsonb_path_query_first_tz(jsonb,jsonpath,jsonb,bool)jsonb:t2 jsonb_path_query_tz(jsonb,jsonpath,jsonb,bool)jsonb:st2
  jsonb_populate_record(anyelement,jsonb)anyelement:t jsonb_populate_record_valid(anyelement,jsonb)bool:t@17-
  jsonb_populate_recordset(anyelement,jsonb)anyelement:st jsonb_pretty(jsonb)text: jsonb_send(jsonb)bytea:
  jsonb_set(jsonb,_text,jsonb,bool)jsonb:1 jsonb_set_lax(jsonb,_text,jsonb,bool,text)jsonb:2
  jsonb_strip_nulls(jsonb)jsonb:@-17 jsonb_strip_nulls(jsonb,bool)jsonb:1@18- jsonb_to_record(jsonb)record:t
  jsonb_to_recordset(jsonb)record:st jsonb_to_tsvector(jsonb,jsonb)tsvector:t
  jsonb_to_tsvector(regconfig,jsonb,jsonb)tsvector: jsonb_typeof(jsonb)text: jsonpath_send(jsonpath)bytea:
  justify_days(interval)interval: justify_hours(interval)interval: justify_interval(interval)interval:
  lag(anycompatible,int4,anycompatible)anycompatible:w@14- lag(anyelement)anyelement:w
  lag(anyelement,int4)anyelement:w lag(anyelement,int4,anyelement)anyelement:w@-13 last_value(anyelement)anyelement:w
  lastval()int8:v lcm(int4,int4)int4: lcm(int8,int8)int8: lcm(numeric,numeric)numeric:
  lead(anycompatible,int4,anycompatible)anycompatible:w@14- lead(anyelement)anyelement:w
  lead(anyelement,int4)anyelement:w lead(anyelement,int4,anyelement)anyelement:w@-13 left(text,int4)text:
  length(bit)int4: length(bpchar)int4: length(bytea)int4: length(bytea,name)int4:t length(lseg)float8:
  length(path)float8: length(text)int4: length(tsvector)int4: lgamma(float8)float8:@18- like(bytea,bytea)bool:
  like(name,text)bool: like(text,text)bool: like_escape(bytea,bytea)bytea: like_escape(text,text)text:
  line(point,point)line: line_send(line)bytea: ln(float8)float8: ln(numeric)numeric: lo_close(int4)int4:v
  lo_creat(int4)oid:v lo_create(oid)oid:v lo_export(oid,text)int4:v lo_from_bytea(oid,bytea)oid:v lo_get(oid)bytea:v
  lo_get(oid,int8,int4)bytea:v lo_import(text)oid:v lo_import(text,oid)oid:v lo_lseek(int4,int4,int4)int4:v
  lo_lseek64(int4,int8,int4)int8:v lo_open(oid,int4)int4:v lo_put(oid,int8,bytea)void:v lo_tell(int4)int4:v
  lo_tell64(int4)int8:v lo_truncate(int4,int4)int4:v lo_truncate64(int4,int8)int4:v lo_unlink(oid)int4:v
  log(float8)float8: log(numeric)numeric: log(numeric,numeric)numeric: log10(float8)float8: log10(numeric)numeric:
  loread(int4,int4)bytea:v lower(anymultirange)anyelement:@14- lower(anyrange)anyelement: lower(text)text:
  lower_inc(anymultirange)bool:@14- lower_inc(anyrange)bool: lower_inf(anymultirange)bool:@14-
  lower_inf(anyrange)bool: lowrite(int4,bytea)int4:v lpad(text,int4)text: lpad(text,int4,text)text: lseg(box)lseg:
  lseg(point,point)lseg: lseg_send(lseg)bytea: ltrim(bytea,bytea)bytea:@14- ltrim(text)text: ltrim(text,text)text:
  macaddr(macaddr8)macaddr: macaddr8(macaddr)macaddr8: macaddr8_send(macaddr8)bytea:
  macaddr8_set7bit(macaddr8)macaddr8: macaddr_send(macaddr)bytea: make_date(int4,int4,int4)date:
  make_interval(int4,int4,int4,int4,int4,int4,float8)interval:7 make_time(int4,int4,float8)time:
  make_timestamp(int4,int4,int4,int4,int4,float8)timestamp:
  make_timestamptz(int4,int4,int4,int4,int4,float8)timestamptz:t
  make_timestamptz(int4,int4,int4,int4,int4,float8,text)timestamptz:t makeaclitem(oid,oid,text,bool)aclitem:
  masklen(inet)int4: max(anyarray)anyarray:a max(anyenum)anyenum:a max(bpchar)bpchar:a max(bytea)bytea:a@18-
  max(date)date:a max(float4)float4:a max(float8)float8:a max(inet)inet:a max(int2)int2:a max(int4)int4:a
  max(int8)int8:a max(interval)interval:a max(money)money:a max(numeric)numeric:a max(oid)oid:a max(pg_lsn)pg_lsn:a
  max(record)record:a@18- max(text)text:a max(tid)tid:a max(time)time:a max(timestamp)timestamp:a
  max(timestamptz)timestamptz:a max(timetz)timetz:a max(xid8)xid8:a@15- md5(bytea)text: md5(text)text:
  min(anyarray)anyarray:a min(anyenum)anyenum:a min(bpchar)bpchar:a min(bytea)bytea:a@18- min(date)date:a
  min(float4)float4:a min(float8)float8:a min(inet)inet:a min(int2)int2:a min(int4)int4:a min(int8)int8:a
  min(interval)interval:a min(money)money:a min(numeric)numeric:a min(oid)oid:a min(pg_lsn)pg_lsn:a
  min(record)record:a@18- min(text)text:a min(tid)tid:a min(time)time:a min(timestamp)timestamp:a
  min(timestamptz)timestamptz:a min(timetz)timetz:a min(xid8)xid8:a@15- min_scale(numeric)int4: mod(int2,int2)int2:
  mod(int4,int4)int4: mod(int8,int8)int8: mod(numeric,numeric)numeric: mode(anyelement)anyelement:o money(int4)money:t
  money(int8)money:t money(numeric)money:t multirange(anyrange)anymultirange:@14-
  multirange_intersect_agg_transfn(anymultirange,anymultirange)anymultirange:@14-
  multirange_send(anymultirange)bytea:t@14- mxid_age(xid)int4:t name(bpchar)name: name(text)name: name(varchar)name:
  nameconcatoid(name,oid)name: namesend(name)bytea:t netmask(inet)inet: network(inet)cidr:
  network_larger(inet,inet)inet: network_smaller(inet,inet)inet: nextval(regclass)int8:v normalize(text,text)text:1
  notlike(bytea,bytea)bool: notlike(name,text)bool: notlike(text,text)bool: now()timestamptz:t npoints(path)int4:
  npoints(polygon)int4: nth_value(anyelement,int4)anyelement:w ntile(int4)int4:w num_nonnulls(*any)int4:
  num_nulls(*any)int4: numeric(float4)numeric: numeric(float8)numeric: numeric(int2)numeric: numeric(int4)numeric:
  numeric(int8)numeric: numeric(jsonb)numeric: numeric(money)numeric:t numeric(numeric,int4)numeric:
  numeric_div_trunc(numeric,numeric)numeric: numeric_exp(numeric)numeric: numeric_inc(numeric)numeric:
  numeric_larger(numeric,numeric)numeric: numeric_ln(numeric)numeric: numeric_log(numeric,numeric)numeric:
  numeric_send(numeric)bytea: numeric_smaller(numeric,numeric)numeric: numeric_sqrt(numeric)numeric:
  numerictypmodin(_cstring)int4: nummultirange()nummultirange:@14- nummultirange(*_numrange)nummultirange:@14-
  nummultirange(numrange)nummultirange:@14- numnode(tsquery)int4: numrange(numeric,numeric)numrange:
  numrange(numeric,numeric,text)numrange: numrange_subdiff(numeric,numeric)float8: obj_description(oid)text:t
  obj_description(oid,name)text:t octet_length(bit)int4: octet_length(bpchar)int4: octet_length(bytea)int4:
  octet_length(text)int4: oid(int8)oid: oidlarger(oid,oid)oid: oidsend(oid)bytea: oidsmaller(oid,oid)oid:
  oidvectorsend(oidvector)bytea: oidvectortypes(oidvector)text:t overlaps(time,interval,time,interval)bool:
  overlaps(time,interval,time,time)bool: overlaps(time,time,time,interval)bool: overlaps(time,time,time,time)bool:
  overlaps(timestamp,interval,timestamp,interval)bool: overlaps(timestamp,interval,timestamp,timestamp)bool:
  overlaps(timestamp,timestamp,timestamp,interval)bool: overlaps(timestamp,timestamp,timestamp,timestamp)bool:
  overlaps(timestamptz,interval,timestamptz,interval)bool:t
  overlaps(timestamptz,interval,timestamptz,timestamptz)bool:t
  overlaps(timestamptz,timestamptz,timestamptz,interval)bool:t
  overlaps(timestamptz,timestamptz,timestamptz,timestamptz)bool: overlaps(timetz,timetz,timetz,timetz)bool:
  overlay(bit,bit,int4)bit: overlay(bit,bit,int4,int4)bit: overlay(bytea,bytea,int4)bytea:
  overlay(bytea,bytea,int4,int4)bytea: overlay(text,text,int4)text: overlay(text,text,int4,int4)text:
  parse_ident(text,bool)_text:1 path(polygon)path: path_send(path)bytea: pclose(path)path: percent_rank()float8:w
  percent_rank(*any)float8:o percentile_cont(_float8,float8)_float8:o percentile_cont(_float8,interval)_interval:o
  percentile_cont(float8,float8)float8:o percentile_cont(float8,interval)interval:o
  percentile_disc(_float8,anyelement)anyarray:o percentile_disc(float8,anyelement)anyelement:o
  pg_advisory_lock(int4,int4)void:v pg_advisory_lock(int8)void:v pg_advisory_lock_shared(int4,int4)void:v
  pg_advisory_lock_shared(int8)void:v pg_advisory_unlock(int4,int4)bool:v pg_advisory_unlock(int8)bool:v
  pg_advisory_unlock_all()void:v pg_advisory_unlock_shared(int4,int4)bool:v pg_advisory_unlock_shared(int8)bool:v
  pg_advisory_xact_lock(int4,int4)void:v pg_advisory_xact_lock(int8)void:v
  pg_advisory_xact_lock_shared(int4,int4)void:v pg_advisory_xact_lock_shared(int8)void:v
  pg_available_extension_versions()record:st pg_available_extensions()record:st
  pg_available_wal_summaries()record:sv@17- pg_backend_pid()int4:t pg_backup_start(text,bool)pg_lsn:v1@15-
  pg_backup_start_time()timestamptz:t@-14 pg_backup_stop(bool)record:v1@15- pg_basetype(regtype)regtype:t@17-
  pg_blocking_pids(int4)_int4:v pg_cancel_backend(int4)bool:v pg_char_to_encoding(name)int4:t
  pg_clear_attribute_stats(text,text,text,bool)void:v@18- pg_clear_relation_stats(text,text)void:v@18-
  pg_client_encoding()name:t pg_collation_actual_version(oid)text:v pg_collation_for(any)text:t
  pg_collation_is_visible(oid)bool:t pg_column_compression(any)text:t@14-
  pg_column_is_updatable(regclass,int2,bool)bool:t pg_column_size(any)int4:t pg_column_toast_chunk_id(any)oid:t@17-
  pg_conf_load_time()timestamptz:t pg_config()record:st pg_control_checkpoint()record:v pg_control_init()record:v
  pg_control_recovery()record:v pg_control_system()record:v pg_conversion_is_visible(oid)bool:t
  pg_copy_logical_replication_slot(name,name)record:v pg_copy_logical_replication_slot(name,name,bool)record:v
  pg_copy_logical_replication_slot(name,name,bool,name)record:v pg_copy_physical_replication_slot(name,name)record:v
  pg_copy_physical_replication_slot(name,name,bool)record:v
  pg_create_logical_replication_slot(name,name,bool)record:v1@-13
  pg_create_logical_replication_slot(name,name,bool,bool)record:v2@14-16
  pg_create_logical_replication_slot(name,name,bool,bool,bool)record:v3@17-
  pg_create_physical_replication_slot(name,bool,bool)record:v2 pg_create_restore_point(text)pg_lsn:v
  pg_current_logfile()text:v pg_current_logfile(text)text:v pg_current_snapshot()pg_snapshot:t
  pg_current_wal_flush_lsn()pg_lsn:v pg_current_wal_insert_lsn()pg_lsn:v pg_current_wal_lsn()pg_lsn:v
  pg_current_xact_id()xid8:t pg_current_xact_id_if_assigned()xid8:t pg_cursor()record:st
  pg_database_collation_actual_version(oid)text:v@15- pg_database_size(name)int8:v pg_database_size(oid)int8:v
  pg_ddl_command_send(pg_ddl_command)bytea: pg_dependencies_send(pg_dependencies)bytea:t
  pg_describe_object(oid,oid,int4)text:t pg_drop_replication_slot(name)void:v pg_encoding_max_length(int4)int4:
  pg_encoding_to_char(int4)name:t pg_event_trigger_ddl_commands()record:st pg_event_trigger_dropped_objects()record:st
  pg_event_trigger_table_rewrite_oid()oid:t pg_event_trigger_table_rewrite_reason()int4:t pg_export_snapshot()text:v
  pg_extension_config_dump(regclass,text)void:v pg_extension_update_paths(name)record:st
  pg_filenode_relation(oid,oid)regclass:t pg_function_is_visible(oid)bool:t pg_get_acl(oid,oid,int4)_aclitem:t@18-
  pg_get_aios()record:sv@18- pg_get_backend_memory_contexts()record:sv@14- pg_get_catalog_foreign_keys()record:st@14-
  pg_get_constraintdef(oid)text:t pg_get_constraintdef(oid,bool)text:t pg_get_expr(pg_node_tree,oid)text:t
  pg_get_expr(pg_node_tree,oid,bool)text:t pg_get_function_arg_default(oid,int4)text:t
  pg_get_function_arguments(oid)text:t pg_get_function_identity_arguments(oid)text:t pg_get_function_result(oid)text:t
  pg_get_function_sqlbody(oid)text:t@14- pg_get_functiondef(oid)text:t pg_get_indexdef(oid)text:t
  pg_get_indexdef(oid,int4,bool)text:t pg_get_keywords()record:st pg_get_loaded_modules()record:sv@18-
  pg_get_multixact_members(xid)record:sv pg_get_object_address(text,_text,_text)record:t
  pg_get_partition_constraintdef(oid)text:t pg_get_partkeydef(oid)text:t
  pg_get_publication_tables(*_text)record:st@16- pg_get_publication_tables(text)oid:st@-14
  pg_get_publication_tables(text)record:st@15-15 pg_get_replica_identity_index(regclass)regclass:t
  pg_get_replication_slots()record:st pg_get_ruledef(oid)text:t pg_get_ruledef(oid,bool)text:t
  pg_get_sequence_data(regclass)record:v@18- pg_get_serial_sequence(text,text)text:t
  pg_get_shmem_allocations()record:sv pg_get_shmem_allocations_numa()record:sv@18- pg_get_statisticsobjdef(oid)text:t
  pg_get_statisticsobjdef_columns(oid)text:t@14- pg_get_statisticsobjdef_expressions(oid)_text:t@14-
  pg_get_triggerdef(oid)text:t pg_get_triggerdef(oid,bool)text:t pg_get_userbyid(oid)name:t pg_get_viewdef(oid)text:t
  pg_get_viewdef(oid,bool)text:t pg_get_viewdef(oid,int4)text:t pg_get_viewdef(text)text:t
  pg_get_viewdef(text,bool)text:t pg_get_wait_events()record:sv@17- pg_get_wal_replay_pause_state()text:v@14-
  pg_get_wal_resource_managers()record:sv@15- pg_get_wal_summarizer_state()record:v@17-
  pg_has_role(name,name,text)bool:t pg_has_role(name,oid,text)bool:t pg_has_role(name,text)bool:t
  pg_has_role(oid,name,text)bool:t pg_has_role(oid,oid,text)bool:t pg_has_role(oid,text)bool:t
  pg_hba_file_rules()record:sv pg_ident_file_mappings()record:sv@15- pg_identify_object(oid,oid,int4)record:t
  pg_identify_object_as_address(oid,oid,int4)record:t pg_import_system_collations(regnamespace)int4:v
  pg_index_column_has_property(regclass,int4,text)bool:t pg_index_has_property(regclass,text)bool:t
  pg_indexam_has_property(oid,text)bool:t pg_indexam_progress_phasename(oid,int8)text: pg_indexes_size(regclass)int8:v
  pg_input_error_info(text,text)record:t@16- pg_input_is_valid(text,text)bool:t@16- pg_is_in_backup()bool:v@-14
  pg_is_in_recovery()bool:v pg_is_other_temp_schema(oid)bool:t pg_is_wal_replay_paused()bool:v
  pg_isolation_test_session_is_blocked(int4,_int4)bool:v pg_jit_available()bool:v pg_last_committed_xact()record:v
  pg_last_wal_receive_lsn()pg_lsn:v pg_last_wal_replay_lsn()pg_lsn:v pg_last_xact_replay_timestamp()timestamptz:v
  pg_listening_channels()text:st pg_lock_status()record:sv pg_log_backend_memory_contexts(int4)bool:v@14-
  pg_log_standby_snapshot()pg_lsn:v@16- pg_logical_emit_message(bool,text,bytea)pg_lsn:v@-16
  pg_logical_emit_message(bool,text,bytea,bool)pg_lsn:v1@17- pg_logical_emit_message(bool,text,text)pg_lsn:v@-16
  pg_logical_emit_message(bool,text,text,bool)pg_lsn:v1@17-
  pg_logical_slot_get_binary_changes(name,pg_lsn,int4,*_text)record:sv1
  pg_logical_slot_get_changes(name,pg_lsn,int4,*_text)record:sv1
  pg_logical_slot_peek_binary_changes(name,pg_lsn,int4,*_text)record:sv1
  pg_logical_slot_peek_changes(name,pg_lsn,int4,*_text)record:sv1 pg_ls_archive_statusdir()record:sv
  pg_ls_dir(text)text:sv pg_ls_dir(text,bool,bool)text:sv pg_ls_logdir()record:sv pg_ls_logicalmapdir()record:sv@15-
  pg_ls_logicalsnapdir()record:sv@15- pg_ls_replslotdir(text)record:sv@15- pg_ls_summariesdir()record:sv@18-
  pg_ls_tmpdir()record:sv pg_ls_tmpdir(oid)record:sv pg_ls_waldir()record:sv pg_lsn(numeric)pg_lsn:@14-
  pg_lsn_hash(pg_lsn)int4: pg_lsn_hash_extended(pg_lsn,int8)int8: pg_lsn_larger(pg_lsn,pg_lsn)pg_lsn:
  pg_lsn_send(pg_lsn)bytea: pg_lsn_smaller(pg_lsn,pg_lsn)pg_lsn: pg_mcv_list_items(pg_mcv_list)record:st
  pg_mcv_list_send(pg_mcv_list)bytea:t pg_my_temp_schema()oid:t pg_ndistinct_send(pg_ndistinct)bytea:t
  pg_nextoid(regclass,name,regclass)oid:v pg_node_tree_send(pg_node_tree)bytea:t pg_notification_queue_usage()float8:v
  pg_notify(text,text)void:v pg_numa_available()bool:t@18- pg_opclass_is_visible(oid)bool:t
  pg_operator_is_visible(oid)bool:t pg_opfamily_is_visible(oid)bool:t pg_options_to_table(_text)record:st
  pg_partition_ancestors(regclass)regclass:sv pg_partition_root(regclass)regclass:
  pg_partition_tree(regclass)record:sv pg_postmaster_start_time()timestamptz:t pg_prepared_statement()record:st
  pg_prepared_xact()record:sv pg_promote(bool,int4)bool:v2 pg_read_binary_file(text)bytea:v
  pg_read_binary_file(text,bool)bytea:v@16- pg_read_binary_file(text,int8,int8)bytea:v
  pg_read_binary_file(text,int8,int8,bool)bytea:v pg_read_file(text)text:v pg_read_file(text,bool)text:v@16-
  pg_read_file(text,int8,int8)text:v pg_read_file(text,int8,int8,bool)text:v
  pg_read_file_old(text,int8,int8)text:v@-16 pg_relation_filenode(regclass)oid:t pg_relation_filepath(regclass)text:t
  pg_relation_is_publishable(regclass)bool:t pg_relation_is_updatable(regclass,bool)int4:t
  pg_relation_size(regclass)int8:v pg_relation_size(regclass,text)int8:v pg_reload_conf()bool:v
  pg_replication_origin_advance(text,pg_lsn)void:v pg_replication_origin_create(text)oid:v
  pg_replication_origin_drop(text)void:v pg_replication_origin_oid(text)oid:t
  pg_replication_origin_progress(text,bool)pg_lsn:v pg_replication_origin_session_is_setup()bool:v
  pg_replication_origin_session_progress(bool)pg_lsn:v pg_replication_origin_session_reset()void:v
  pg_replication_origin_session_setup(text)void:v pg_replication_origin_xact_reset()void:v
  pg_replication_origin_xact_setup(pg_lsn,timestamptz)void:v pg_replication_slot_advance(name,pg_lsn)record:v
  pg_restore_attribute_stats(*any)bool:v@18- pg_restore_relation_stats(*any)bool:v@18- pg_rotate_logfile()bool:v
  pg_rotate_logfile_old()bool:v@-16 pg_safe_snapshot_blocking_pids(int4)_int4:v pg_sequence_last_value(regclass)int8:v
  pg_sequence_parameters(oid)record:t pg_settings_get_flags(text)_text:t@15- pg_show_all_file_settings()record:sv
  pg_show_all_settings()record:st pg_show_replication_origin_status()record:sv pg_size_bytes(text)int8:
  pg_size_pretty(int8)text: pg_size_pretty(numeric)text: pg_sleep(float8)void:v pg_sleep_for(interval)void:v
  pg_sleep_until(timestamptz)void:v pg_snapshot_send(pg_snapshot)bytea: pg_snapshot_xip(pg_snapshot)xid8:s
  pg_snapshot_xmax(pg_snapshot)xid8: pg_snapshot_xmin(pg_snapshot)xid8: pg_split_walfile_name(text)record:t@16-
  pg_start_backup(text,bool,bool)pg_lsn:v2@-14 pg_stat_clear_snapshot()void:v pg_stat_file(text)record:v
  pg_stat_file(text,bool)record:v pg_stat_force_next_flush()void:v@15- pg_stat_have_stats(text,oid,int8)bool:v@18-
  pg_stat_have_stats(text,oid,oid)bool:v@15-17 pg_stat_reset()void:v pg_stat_reset_backend_stats(int4)void:v@18-
  pg_stat_reset_replication_slot(text)void:v@14- pg_stat_reset_shared(text)void:v1@17-
  pg_stat_reset_shared(text)void:v@-16 pg_stat_reset_single_function_counters(oid)void:v
  pg_stat_reset_single_table_counters(oid)void:v pg_stat_reset_slru(text)void:v1@17-
  pg_stat_reset_slru(text)void:v@-16 pg_stat_reset_subscription_stats(oid)void:v@15-
  pg_statistics_obj_is_visible(oid)bool:t pg_stop_backup()pg_lsn:v@-14 pg_stop_backup(bool,bool)record:sv1@-14
  pg_stop_making_pinned_objects()void:v@15- pg_switch_wal()pg_lsn:v pg_sync_replication_slots()void:v@17-
  pg_table_is_visible(oid)bool:t pg_table_size(regclass)int8:v pg_tablespace_databases(oid)oid:st
  pg_tablespace_location(oid)text:t pg_tablespace_size(name)int8:v pg_tablespace_size(oid)int8:v
  pg_terminate_backend(int4)bool:v@-13 pg_terminate_backend(int4,int8)bool:v1@14- pg_timezone_abbrevs()record:st@-17
  pg_timezone_abbrevs_abbrevs()record:st@18- pg_timezone_abbrevs_zone()record:st@18- pg_timezone_names()record:st
  pg_total_relation_size(regclass)int8:v pg_trigger_depth()int4:t pg_try_advisory_lock(int4,int4)bool:v
  pg_try_advisory_lock(int8)bool:v pg_try_advisory_lock_shared(int4,int4)bool:v
  pg_try_advisory_lock_shared(int8)bool:v pg_try_advisory_xact_lock(int4,int4)bool:v
  pg_try_advisory_xact_lock(int8)bool:v pg_try_advisory_xact_lock_shared(int4,int4)bool:v
  pg_try_advisory_xact_lock_shared(int8)bool:v pg_ts_config_is_visible(oid)bool:t pg_ts_dict_is_visible(oid)bool:t
  pg_ts_parser_is_visible(oid)bool:t pg_ts_template_is_visible(oid)bool:t pg_type_is_visible(oid)bool:t
  pg_typeof(any)regtype:t pg_visible_in_snapshot(xid8,pg_snapshot)bool: pg_wal_lsn_diff(pg_lsn,pg_lsn)numeric:
  pg_wal_replay_pause()void:v pg_wal_replay_resume()void:v pg_wal_summary_contents(int8,pg_lsn,pg_lsn)record:sv@17-
  pg_walfile_name(pg_lsn)text: pg_walfile_name_offset(pg_lsn)record: pg_xact_commit_timestamp(xid)timestamptz:v
  pg_xact_commit_timestamp_origin(xid)record:v@14- pg_xact_status(xid8)text:v phraseto_tsquery(regconfig,text)tsquery:
  phraseto_tsquery(text)tsquery:t pi()float8: plainto_tsquery(regconfig,text)tsquery: plainto_tsquery(text)tsquery:t
  plpgsql_validator(oid)void:v point(box)point: point(circle)point: point(float8,float8)point: point(lseg)point:
  point(path)point:@-14 point(polygon)point: point_send(point)bytea: poly_send(polygon)bytea: polygon(box)polygon:
  polygon(circle)polygon: polygon(int4,circle)polygon: polygon(path)polygon: popen(path)path: position(bit,bit)int4:
  position(bytea,bytea)int4: position(text,text)int4: postgresql_fdw_validator(_text,oid)bool:
  pow(float8,float8)float8: pow(numeric,numeric)numeric: power(float8,float8)float8: power(numeric,numeric)numeric:
  query_to_xml(text,bool,bool,text)xml:v query_to_xml_and_xmlschema(text,bool,bool,text)xml:v
  query_to_xmlschema(text,bool,bool,text)xml:v querytree(tsquery)text: quote_ident(text)text:
  quote_literal(anyelement)text:t quote_literal(text)text: quote_nullable(anyelement)text:t quote_nullable(text)text:
  radians(float8)float8: radius(circle)float8: random()float8:v random(int4,int4)int4:v@17-
  random(int8,int8)int8:v@17- random(numeric,numeric)numeric:v@17- random_normal(float8,float8)float8:v2@16-
  range_agg(anymultirange)anymultirange:a@15- range_agg(anyrange)anymultirange:a@14-
  range_intersect_agg(anymultirange)anymultirange:a@14- range_intersect_agg(anyrange)anyrange:a@14-
  range_intersect_agg_transfn(anyrange,anyrange)anyrange:@14- range_merge(anymultirange)anyrange:@14-
  range_merge(anyrange,anyrange)anyrange: range_send(anyrange)bytea:t rank()int8:w rank(*any)int8:o
  record_larger(record,record)record:@18- record_send(record)bytea:t record_smaller(record,record)record:@18-
  regclass(text)regclass:t regclasssend(regclass)bytea: regcollationsend(regcollation)bytea:
  regconfigsend(regconfig)bytea: regdictionarysend(regdictionary)bytea: regexp_count(text,text)int4:@15-
  regexp_count(text,text,int4)int4:@15- regexp_count(text,text,int4,text)int4:@15- regexp_instr(text,text)int4:@15-
  regexp_instr(text,text,int4)int4:@15- regexp_instr(text,text,int4,int4)int4:@15-
  regexp_instr(text,text,int4,int4,int4)int4:@15- regexp_instr(text,text,int4,int4,int4,text)int4:@15-
  regexp_instr(text,text,int4,int4,int4,text,int4)int4:@15- regexp_like(text,text)bool:@15-
  regexp_like(text,text,text)bool:@15- regexp_match(text,text)_text: regexp_match(text,text,text)_text:
  regexp_matches(text,text)_text:s regexp_matches(text,text,text)_text:s regexp_replace(text,text,text)text:
  regexp_replace(text,text,text,int4)text:@15- regexp_replace(text,text,text,int4,int4)text:@15-
  regexp_replace(text,text,text,int4,int4,text)text:@15- regexp_replace(text,text,text,text)text:
  regexp_split_to_array(text,text)_text: regexp_split_to_array(text,text,text)_text:
  regexp_split_to_table(text,text)text:s regexp_split_to_table(text,text,text)text:s regexp_substr(text,text)text:@15-
  regexp_substr(text,text,int4)text:@15- regexp_substr(text,text,int4,int4)text:@15-
  regexp_substr(text,text,int4,int4,text)text:@15- regexp_substr(text,text,int4,int4,text,int4)text:@15-
  regnamespacesend(regnamespace)bytea: regoperatorsend(regoperator)bytea: regopersend(regoper)bytea:
  regproceduresend(regprocedure)bytea: regprocsend(regproc)bytea: regr_avgx(float8,float8)float8:a
  regr_avgy(float8,float8)float8:a regr_count(float8,float8)int8:a regr_intercept(float8,float8)float8:a
  regr_r2(float8,float8)float8:a regr_slope(float8,float8)float8:a regr_sxx(float8,float8)float8:a
  regr_sxy(float8,float8)float8:a regr_syy(float8,float8)float8:a regrolesend(regrole)bytea:
  regtypesend(regtype)bytea: repeat(text,int4)text: replace(text,text,text)text: reverse(bytea)bytea:@18-
  reverse(text)text: right(text,int4)text: round(float8)float8: round(numeric)numeric: round(numeric,int4)numeric:
  row_number()int8:w row_security_active(oid)bool:t row_security_active(text)bool:t row_to_json(record)json:t
  row_to_json(record,bool)json:t rpad(text,int4)text: rpad(text,int4,text)text: rtrim(bytea,bytea)bytea:@14-
  rtrim(text)text: rtrim(text,text)text: satisfies_hash_partition(oid,int4,int4,*any)bool: scale(numeric)int4:
  schema_to_xml(name,bool,bool,text)xml:t schema_to_xml_and_xmlschema(name,bool,bool,text)xml:t
  schema_to_xmlschema(name,bool,bool,text)xml:t session_user()name:t set_bit(bit,int4,int4)bit:
  set_bit(bytea,int8,int4)bytea: set_byte(bytea,int4,int4)bytea: set_config(text,text,bool)text:v
  set_masklen(cidr,int4)cidr: set_masklen(inet,int4)inet: setseed(float8)void:v setval(regclass,int8)int8:v
  setval(regclass,int8,bool)int8:v setweight(tsvector,char)tsvector: setweight(tsvector,char,_text)tsvector:
  sha224(bytea)bytea: sha256(bytea)bytea: sha384(bytea)bytea: sha512(bytea)bytea: shobj_description(oid,name)text:t
  sign(float8)float8: sign(numeric)numeric: similar_escape(text,text)text: similar_to_escape(text)text:
  similar_to_escape(text,text)text: sin(float8)float8: sind(float8)float8: sinh(float8)float8:
  slope(point,point)float8: spg_poly_quad_compress(polygon)box: split_part(text,text,int4)text: sqrt(float8)float8:
  sqrt(numeric)numeric: statement_timestamp()timestamptz:t stddev(float4)float8:a stddev(float8)float8:a
  stddev(int2)numeric:a stddev(int4)numeric:a stddev(int8)numeric:a stddev(numeric)numeric:a
  stddev_pop(float4)float8:a stddev_pop(float8)float8:a stddev_pop(int2)numeric:a stddev_pop(int4)numeric:a
  stddev_pop(int8)numeric:a stddev_pop(numeric)numeric:a stddev_samp(float4)float8:a stddev_samp(float8)float8:a
  stddev_samp(int2)numeric:a stddev_samp(int4)numeric:a stddev_samp(int8)numeric:a stddev_samp(numeric)numeric:a
  string_agg(bytea,bytea)bytea:a string_agg(text,text)text:a string_to_array(text,text)_text:
  string_to_array(text,text,text)_text: string_to_table(text,text)text:s@14- string_to_table(text,text,text)text:s@14-
  strip(tsvector)tsvector: strpos(text,text)int4: substr(bytea,int4)bytea: substr(bytea,int4,int4)bytea:
  substr(text,int4)text: substr(text,int4,int4)text: substring(bit,int4)bit: substring(bit,int4,int4)bit:
  substring(bytea,int4)bytea: substring(bytea,int4,int4)bytea: substring(text,int4)text:
  substring(text,int4,int4)text: substring(text,text)text: substring(text,text,text)text: sum(float4)float4:a
  sum(float8)float8:a sum(int2)int8:a sum(int4)int8:a sum(int8)numeric:a sum(interval)interval:a sum(money)money:a
  sum(numeric)numeric:a system_user()text:t@16- table_to_xml(regclass,bool,bool,text)xml:t
  table_to_xml_and_xmlschema(regclass,bool,bool,text)xml:t table_to_xmlschema(regclass,bool,bool,text)xml:t
  tan(float8)float8: tand(float8)float8: tanh(float8)float8: text(bool)text: text(bpchar)text: text(char)text:
  text(inet)text: text(name)text: text(xml)text: text_larger(text,text)text: text_smaller(text,text)text:
  textlen(text)int4: textsend(text)bytea:t tidlarger(tid,tid)tid: tidsend(tid)bytea: tidsmaller(tid,tid)tid:
  time(interval)time: time(time,int4)time: time(timestamp)time: time(timestamptz)time:t time(timetz)time:
  time_hash(time)int4: time_hash_extended(time,int8)int8: time_larger(time,time)time: time_send(time)bytea:
  time_smaller(time,time)time: timeofday()text:v timestamp(date)timestamp: timestamp(date,time)timestamp:
  timestamp(timestamp,int4)timestamp: timestamp(timestamptz)timestamp:t timestamp_hash(timestamp)int4:
  timestamp_hash_extended(timestamp,int8)int8: timestamp_larger(timestamp,timestamp)timestamp:
  timestamp_send(timestamp)bytea: timestamp_smaller(timestamp,timestamp)timestamp: timestamptypmodin(_cstring)int4:
  timestamptz(date)timestamptz:t timestamptz(date,time)timestamptz:t timestamptz(date,timetz)timestamptz:
  timestamptz(timestamp)timestamptz:t timestamptz(timestamptz,int4)timestamptz: timestamptz_hash(timestamptz)int4:@18-
  timestamptz_hash_extended(timestamptz,int8)int8:@18- timestamptz_larger(timestamptz,timestamptz)timestamptz:
  timestamptz_send(timestamptz)bytea: timestamptz_smaller(timestamptz,timestamptz)timestamptz:
  timestamptztypmodin(_cstring)int4: timetypmodin(_cstring)int4: timetz(time)timetz:t timetz(timestamptz)timetz:t
  timetz(timetz,int4)timetz: timetz_hash(timetz)int4: timetz_hash_extended(timetz,int8)int8:
  timetz_larger(timetz,timetz)timetz: timetz_send(timetz)bytea: timetz_smaller(timetz,timetz)timetz:
  timetztypmodin(_cstring)int4: timezone(interval,timestamp)timestamptz: timezone(interval,timestamptz)timestamp:
  timezone(interval,timetz)timetz: timezone(text,timestamp)timestamptz: timezone(text,timestamptz)timestamp:
  timezone(text,timetz)timetz:t@15- timezone(text,timetz)timetz:v@-14 timezone(timestamp)timestamptz:t@17-
  timezone(timestamptz)timestamp:t@17- timezone(timetz)timetz:t@17- to_ascii(text)text: to_ascii(text,int4)text:
  to_ascii(text,name)text: to_bin(int4)text:@17- to_bin(int8)text:@17- to_char(float4,text)text:t
  to_char(float8,text)text:t to_char(int4,text)text:t to_char(int8,text)text:t to_char(interval,text)text:t
  to_char(numeric,text)text:t to_char(timestamp,text)text:t to_char(timestamptz,text)text:t to_date(text,text)date:t
  to_hex(int4)text: to_hex(int8)text: to_json(anyelement)json:t to_jsonb(anyelement)jsonb:t
  to_number(text,text)numeric:t to_oct(int4)text:@17- to_oct(int8)text:@17- to_regclass(text)regclass:t
  to_regcollation(text)regcollation:t to_regnamespace(text)regnamespace:t to_regoper(text)regoper:t
  to_regoperator(text)regoperator:t to_regproc(text)regproc:t to_regprocedure(text)regprocedure:t
  to_regrole(text)regrole:t to_regtype(text)regtype:t to_regtypemod(text)int4:t@17- to_timestamp(float8)timestamptz:
  to_timestamp(text,text)timestamptz:t to_tsquery(regconfig,text)tsquery: to_tsquery(text)tsquery:t
  to_tsvector(json)tsvector:t to_tsvector(jsonb)tsvector:t to_tsvector(regconfig,json)tsvector:
  to_tsvector(regconfig,jsonb)tsvector: to_tsvector(regconfig,text)tsvector: to_tsvector(text)tsvector:t
  transaction_timestamp()timestamptz:t translate(text,text,text)text: trim_array(anyarray,int4)anyarray:@14-
  trim_scale(numeric)numeric: trunc(float8)float8: trunc(macaddr)macaddr: trunc(macaddr8)macaddr8:
  trunc(numeric)numeric: trunc(numeric,int4)numeric: ts_debug(regconfig,text)record:st ts_debug(text)record:st
  ts_delete(tsvector,_text)tsvector: ts_delete(tsvector,text)tsvector: ts_filter(tsvector,_char)tsvector:
  ts_headline(json,tsquery)json:t ts_headline(json,tsquery,text)json:t ts_headline(jsonb,tsquery)jsonb:t
  ts_headline(jsonb,tsquery,text)jsonb:t ts_headline(regconfig,json,tsquery)json:
  ts_headline(regconfig,json,tsquery,text)json: ts_headline(regconfig,jsonb,tsquery)jsonb:
  ts_headline(regconfig,jsonb,tsquery,text)jsonb: ts_headline(regconfig,text,tsquery)text:
  ts_headline(regconfig,text,tsquery,text)text: ts_headline(text,tsquery)text:t ts_headline(text,tsquery,text)text:t
  ts_lexize(regdictionary,text)_text: ts_parse(oid,text)record:s ts_parse(text,text)record:st
  ts_rank(_float4,tsvector,tsquery)float4: ts_rank(_float4,tsvector,tsquery,int4)float4:
  ts_rank(tsvector,tsquery)float4: ts_rank(tsvector,tsquery,int4)float4: ts_rank_cd(_float4,tsvector,tsquery)float4:
  ts_rank_cd(_float4,tsvector,tsquery,int4)float4: ts_rank_cd(tsvector,tsquery)float4:
  ts_rank_cd(tsvector,tsquery,int4)float4: ts_rewrite(tsquery,text)tsquery:v
  ts_rewrite(tsquery,tsquery,tsquery)tsquery: ts_stat(text)record:sv ts_stat(text,text)record:sv
  ts_token_type(oid)record:s ts_token_type(text)record:st tsmultirange()tsmultirange:@14-
  tsmultirange(*_tsrange)tsmultirange:@14- tsmultirange(tsrange)tsmultirange:@14-
  tsquery_phrase(tsquery,tsquery)tsquery: tsquery_phrase(tsquery,tsquery,int4)tsquery: tsquerysend(tsquery)bytea:
  tsrange(timestamp,timestamp)tsrange: tsrange(timestamp,timestamp,text)tsrange:
  tsrange_subdiff(timestamp,timestamp)float8: tstzmultirange()tstzmultirange:@14-
  tstzmultirange(*_tstzrange)tstzmultirange:@14- tstzmultirange(tstzrange)tstzmultirange:@14-
  tstzrange(timestamptz,timestamptz)tstzrange: tstzrange(timestamptz,timestamptz,text)tstzrange:
  tstzrange_subdiff(timestamptz,timestamptz)float8: tsvector_to_array(tsvector)_text: tsvectorsend(tsvector)bytea:
  txid_current()int8:t txid_current_if_assigned()int8:t txid_current_snapshot()txid_snapshot:t
  txid_snapshot_send(txid_snapshot)bytea: txid_snapshot_xip(txid_snapshot)int8:s
  txid_snapshot_xmax(txid_snapshot)int8: txid_snapshot_xmin(txid_snapshot)int8: txid_status(int8)text:v
  txid_visible_in_snapshot(int8,txid_snapshot)bool: unicode_assigned(text)bool:@17- unicode_version()text:@17-
  unistr(text)text:@14- unknownsend(unknown)bytea: unnest(anyarray)anyelement:s unnest(anymultirange)anyrange:s@14-
  unnest(tsvector)record:s upper(anymultirange)anyelement:@14- upper(anyrange)anyelement: upper(text)text:
  upper_inc(anymultirange)bool:@14- upper_inc(anyrange)bool: upper_inf(anymultirange)bool:@14-
  upper_inf(anyrange)bool: uuid_extract_timestamp(uuid)timestamptz:@17- uuid_extract_version(uuid)int2:@17-
  uuid_hash(uuid)int4: uuid_hash_extended(uuid,int8)int8: uuid_send(uuid)bytea: uuidv4()uuid:v@18- uuidv7()uuid:v@18-
  uuidv7(interval)uuid:v@18- var_pop(float4)float8:a var_pop(float8)float8:a var_pop(int2)numeric:a
  var_pop(int4)numeric:a var_pop(int8)numeric:a var_pop(numeric)numeric:a var_samp(float4)float8:a
  var_samp(float8)float8:a var_samp(int2)numeric:a var_samp(int4)numeric:a var_samp(int8)numeric:a
  var_samp(numeric)numeric:a varbit(varbit,int4,bool)varbit: varbit_send(varbit)bytea: varbittypmodin(_cstring)int4:
  varchar(name)varchar: varchar(varchar,int4,bool)varchar: varcharsend(varchar)bytea:t varchartypmodin(_cstring)int4:
  variance(float4)float8:a variance(float8)float8:a variance(int2)numeric:a variance(int4)numeric:a
  variance(int8)numeric:a variance(numeric)numeric:a version()text:t void_send(void)bytea:
  websearch_to_tsquery(regconfig,text)tsquery: websearch_to_tsquery(text)tsquery:t width(box)float8:
  width_bucket(anycompatible,anycompatiblearray)int4:@14- width_bucket(anyelement,anyarray)int4:@-13
  width_bucket(float8,float8,float8,int4)int4: width_bucket(numeric,numeric,numeric,int4)int4: xid(xid8)xid:
  xid8_larger(xid8,xid8)xid8:@15- xid8_smaller(xid8,xid8)xid8:@15- xid8send(xid8)bytea: xidsend(xid)bytea:
  xml(text)xml:t xml_is_well_formed(text)bool:t xml_is_well_formed_content(text)bool:
  xml_is_well_formed_document(text)bool: xml_send(xml)bytea:t xmlagg(xml)xml:a xmlcomment(text)xml:
  xmlconcat2(xml,xml)xml: xmlexists(text,xml)bool: xmltext(text)xml:@17- xmlvalidate(xml,text)bool:
  xpath(text,xml)_xml: xpath(text,xml,_text)_xml: xpath_exists(text,xml)bool: xpath_exists(text,xml,_text)bool:
`;
