// Made by `npm run lists` from the servers: PostgreSQL 18.
/** Functions of pg_catalog that people call, as name(arguments):result, blanks as ~ (pg_proc). */
export const builtinSignatures = `
  abbrev(cidr):text abbrev(inet):text abs(bigint):bigint abs(double~precision):double~precision abs(integer):integer
  abs(numeric):numeric abs(real):real abs(smallint):smallint aclcontains(aclitem[],~aclitem):boolean
  acldefault("char",~oid):aclitem[]
  aclexplode(acl~aclitem[],~OUT~grantor~oid,~OUT~grantee~oid,~OUT~privilege_type~text,~OUT~is_grantable~boolean):SETOF~record
  aclinsert(aclitem[],~aclitem):aclitem[] aclremove(aclitem[],~aclitem):aclitem[]
  acos(double~precision):double~precision acosd(double~precision):double~precision
  acosh(double~precision):double~precision age(timestamp~without~time~zone):interval
  age(timestamp~without~time~zone,~timestamp~without~time~zone):interval age(timestamp~with~time~zone):interval
  age(timestamp~with~time~zone,~timestamp~with~time~zone):interval age(xid):integer amvalidate(oid):boolean
  any_value(anyelement):anyelement area(box):double~precision area(circle):double~precision
  area(path):double~precision array_agg(anyarray):anyarray array_agg(anynonarray):anyarray
  array_append(anycompatiblearray,~anycompatible):anycompatiblearray array_dims(anyarray):text
  array_fill(anyelement,~integer[]):anyarray array_fill(anyelement,~integer[],~integer[]):anyarray
  array_larger(anyarray,~anyarray):anyarray array_length(anyarray,~integer):integer
  array_lower(anyarray,~integer):integer array_ndims(anyarray):integer
  array_position(anycompatiblearray,~anycompatible):integer
  array_position(anycompatiblearray,~anycompatible,~integer):integer
  array_positions(anycompatiblearray,~anycompatible):integer[]
  array_prepend(anycompatible,~anycompatiblearray):anycompatiblearray
  array_remove(anycompatiblearray,~anycompatible):anycompatiblearray
  array_replace(anycompatiblearray,~anycompatible,~anycompatible):anycompatiblearray array_reverse(anyarray):anyarray
  array_sample(anyarray,~integer):anyarray array_shuffle(anyarray):anyarray array_smaller(anyarray,~anyarray):anyarray
  array_sort("array"~anyarray,~descending~boolean):anyarray
  array_sort("array"~anyarray,~descending~boolean,~nulls_first~boolean):anyarray array_sort(anyarray):anyarray
  array_to_json(anyarray):json array_to_json(anyarray,~boolean):json array_to_string(anyarray,~text):text
  array_to_string(anyarray,~text,~text):text array_to_tsvector(text[]):tsvector array_upper(anyarray,~integer):integer
  ascii(text):integer asin(double~precision):double~precision asind(double~precision):double~precision
  asinh(double~precision):double~precision atan(double~precision):double~precision
  atan2(double~precision,~double~precision):double~precision
  atan2d(double~precision,~double~precision):double~precision atand(double~precision):double~precision
  atanh(double~precision):double~precision avg(bigint):numeric avg(double~precision):double~precision
  avg(integer):numeric avg(interval):interval avg(numeric):numeric avg(real):double~precision avg(smallint):numeric
  bit(bigint,~integer):bit bit(bit,~integer,~boolean):bit bit(integer,~integer):bit bit_and(bigint):bigint
  bit_and(bit):bit bit_and(integer):integer bit_and(smallint):smallint bit_count(bit):bigint bit_count(bytea):bigint
  bit_length(bit):integer bit_length(bytea):integer bit_length(text):integer bit_or(bigint):bigint bit_or(bit):bit
  bit_or(integer):integer bit_or(smallint):smallint bit_xor(bigint):bigint bit_xor(bit):bit bit_xor(integer):integer
  bit_xor(smallint):smallint bool(integer):boolean bool(jsonb):boolean bool_and(boolean):boolean
  bool_or(boolean):boolean bound_box(box,~box):box box(circle):box box(point):box box(point,~point):box
  box(polygon):box bpchar("char"):character bpchar(character,~integer,~boolean):character bpchar(name):character
  bpchar_larger(character,~character):character bpchar_smaller(character,~character):character
  brin_desummarize_range(regclass,~bigint):void brin_summarize_new_values(regclass):integer
  brin_summarize_range(regclass,~bigint):integer broadcast(inet):inet btequalimage(oid):boolean
  btrim(bytea,~bytea):bytea btrim(text):text btrim(text,~text):text btvarstrequalimage(oid):boolean
  bytea(bigint):bytea bytea(integer):bytea bytea(smallint):bytea bytea_larger(bytea,~bytea):bytea
  bytea_smaller(bytea,~bytea):bytea cardinality(anyarray):integer casefold(text):text cash_words(money):text
  cashlarger(money,~money):money cashsmaller(money,~money):money cbrt(double~precision):double~precision
  ceil(double~precision):double~precision ceil(numeric):numeric ceiling(double~precision):double~precision
  ceiling(numeric):numeric center(box):point center(circle):point char(integer):"char" char(text):"char"
  char_length(character):integer char_length(text):integer character_length(character):integer
  character_length(text):integer chr(integer):text cidr(inet):cidr circle(box):circle
  circle(point,~double~precision):circle circle(polygon):circle clock_timestamp():timestamp~with~time~zone
  col_description(oid,~integer):text concat(VARIADIC~"any"):text concat_ws(text,~VARIADIC~"any"):text
  convert(bytea,~name,~name):bytea convert_from(bytea,~name):text convert_to(text,~name):bytea
  corr(double~precision,~double~precision):double~precision cos(double~precision):double~precision
  cosd(double~precision):double~precision cosh(double~precision):double~precision
  cot(double~precision):double~precision cotd(double~precision):double~precision count("any"):bigint count():bigint
  covar_pop(double~precision,~double~precision):double~precision
  covar_samp(double~precision,~double~precision):double~precision crc32(bytea):bigint crc32c(bytea):bigint
  cume_dist():double~precision cume_dist(VARIADIC~"any"~ORDER~BY~VARIADIC~"any"):double~precision
  current_database():name current_query():text current_schema():name current_schemas(boolean):name[]
  current_setting(text):text current_setting(text,~boolean):text current_user():name currtid2(text,~tid):tid
  currval(regclass):bigint
  cursor_to_xml(cursor~refcursor,~count~integer,~nulls~boolean,~tableforest~boolean,~targetns~text):xml
  cursor_to_xmlschema(cursor~refcursor,~nulls~boolean,~tableforest~boolean,~targetns~text):xml
  database_to_xml(nulls~boolean,~tableforest~boolean,~targetns~text):xml
  database_to_xml_and_xmlschema(nulls~boolean,~tableforest~boolean,~targetns~text):xml
  database_to_xmlschema(nulls~boolean,~tableforest~boolean,~targetns~text):xml date(timestamp~without~time~zone):date
  date(timestamp~with~time~zone):date date_add(timestamp~with~time~zone,~interval):timestamp~with~time~zone
  date_add(timestamp~with~time~zone,~interval,~text):timestamp~with~time~zone
  date_bin(interval,~timestamp~without~time~zone,~timestamp~without~time~zone):timestamp~without~time~zone
  date_bin(interval,~timestamp~with~time~zone,~timestamp~with~time~zone):timestamp~with~time~zone
  date_larger(date,~date):date date_part(text,~date):double~precision date_part(text,~interval):double~precision
  date_part(text,~timestamp~without~time~zone):double~precision
  date_part(text,~timestamp~with~time~zone):double~precision date_part(text,~time~without~time~zone):double~precision
  date_part(text,~time~with~time~zone):double~precision date_smaller(date,~date):date
  date_subtract(timestamp~with~time~zone,~interval):timestamp~with~time~zone
  date_subtract(timestamp~with~time~zone,~interval,~text):timestamp~with~time~zone date_trunc(text,~interval):interval
  date_trunc(text,~timestamp~without~time~zone):timestamp~without~time~zone
  date_trunc(text,~timestamp~with~time~zone):timestamp~with~time~zone
  date_trunc(text,~timestamp~with~time~zone,~text):timestamp~with~time~zone datemultirange():datemultirange
  datemultirange(VARIADIC~daterange[]):datemultirange datemultirange(daterange):datemultirange
  daterange(date,~date):daterange daterange(date,~date,~text):daterange daterange_canonical(daterange):daterange
  daterange_subdiff(date,~date):double~precision decode(text,~text):bytea degrees(double~precision):double~precision
  dense_rank():bigint dense_rank(VARIADIC~"any"~ORDER~BY~VARIADIC~"any"):bigint
  dexp(double~precision):double~precision diagonal(box):lseg diameter(circle):double~precision
  div(numeric,~numeric):numeric dlog1(double~precision):double~precision dlog10(double~precision):double~precision
  dround(double~precision):double~precision dtrunc(double~precision):double~precision encode(bytea,~text):text
  enum_first(anyenum):anyenum enum_larger(anyenum,~anyenum):anyenum enum_last(anyenum):anyenum
  enum_range(anyenum):anyarray enum_range(anyenum,~anyenum):anyarray enum_smaller(anyenum,~anyenum):anyenum
  erf(double~precision):double~precision erfc(double~precision):double~precision every(boolean):boolean
  exp(double~precision):double~precision exp(numeric):numeric extract(text,~date):numeric
  extract(text,~interval):numeric extract(text,~timestamp~without~time~zone):numeric
  extract(text,~timestamp~with~time~zone):numeric extract(text,~time~without~time~zone):numeric
  extract(text,~time~with~time~zone):numeric factorial(bigint):numeric family(inet):integer
  first_value(anyelement):anyelement float4(bigint):real float4(double~precision):real float4(integer):real
  float4(jsonb):real float4(numeric):real float4(smallint):real float4larger(real,~real):real
  float4smaller(real,~real):real float8(bigint):double~precision float8(integer):double~precision
  float8(jsonb):double~precision float8(numeric):double~precision float8(real):double~precision
  float8(smallint):double~precision float8larger(double~precision,~double~precision):double~precision
  float8smaller(double~precision,~double~precision):double~precision floor(double~precision):double~precision
  floor(numeric):numeric fmgr_c_validator(oid):void fmgr_internal_validator(oid):void fmgr_sql_validator(oid):void
  format(text):text format(text,~VARIADIC~"any"):text format_type(oid,~integer):text
  gamma(double~precision):double~precision gcd(bigint,~bigint):bigint gcd(integer,~integer):integer
  gcd(numeric,~numeric):numeric gen_random_uuid():uuid generate_series(bigint,~bigint):SETOF~bigint
  generate_series(bigint,~bigint,~bigint):SETOF~bigint generate_series(integer,~integer):SETOF~integer
  generate_series(integer,~integer,~integer):SETOF~integer generate_series(numeric,~numeric):SETOF~numeric
  generate_series(numeric,~numeric,~numeric):SETOF~numeric
  generate_series(timestamp~without~time~zone,~timestamp~without~time~zone,~interval):SETOF~timestamp~without~time~zone
  generate_series(timestamp~with~time~zone,~timestamp~with~time~zone,~interval):SETOF~timestamp~with~time~zone
  generate_series(timestamp~with~time~zone,~timestamp~with~time~zone,~interval,~text):SETOF~timestamp~with~time~zone
  generate_subscripts(anyarray,~integer):SETOF~integer generate_subscripts(anyarray,~integer,~boolean):SETOF~integer
  get_bit(bit,~integer):integer get_bit(bytea,~bigint):integer get_byte(bytea,~integer):integer
  get_current_ts_config():regconfig getdatabaseencoding():name getpgusername():name
  gin_clean_pending_list(regclass):bigint hash_aclitem(aclitem):integer hash_aclitem_extended(aclitem,~bigint):bigint
  hash_array(anyarray):integer hash_array_extended(anyarray,~bigint):bigint hash_multirange(anymultirange):integer
  hash_multirange_extended(anymultirange,~bigint):bigint hash_numeric(numeric):integer
  hash_numeric_extended(numeric,~bigint):bigint hash_range(anyrange):integer
  hash_range_extended(anyrange,~bigint):bigint hash_record(record):integer hash_record_extended(record,~bigint):bigint
  hashbool(boolean):integer hashboolextended(boolean,~bigint):bigint hashbpchar(character):integer
  hashbpcharextended(character,~bigint):bigint hashbytea(bytea):integer hashbyteaextended(bytea,~bigint):bigint
  hashchar("char"):integer hashcharextended("char",~bigint):bigint hashcid(cid):integer
  hashcidextended(cid,~bigint):bigint hashdate(date):integer hashdateextended(date,~bigint):bigint
  hashenum(anyenum):integer hashenumextended(anyenum,~bigint):bigint hashfloat4(real):integer
  hashfloat4extended(real,~bigint):bigint hashfloat8(double~precision):integer
  hashfloat8extended(double~precision,~bigint):bigint hashinet(inet):integer hashinetextended(inet,~bigint):bigint
  hashint2(smallint):integer hashint2extended(smallint,~bigint):bigint hashint4(integer):integer
  hashint4extended(integer,~bigint):bigint hashint8(bigint):integer hashint8extended(bigint,~bigint):bigint
  hashmacaddr(macaddr):integer hashmacaddr8(macaddr8):integer hashmacaddr8extended(macaddr8,~bigint):bigint
  hashmacaddrextended(macaddr,~bigint):bigint hashname(name):integer hashnameextended(name,~bigint):bigint
  hashoid(oid):integer hashoidextended(oid,~bigint):bigint hashoidvector(oidvector):integer
  hashoidvectorextended(oidvector,~bigint):bigint hashtext(text):integer hashtextextended(text,~bigint):bigint
  hashtid(tid):integer hashtidextended(tid,~bigint):bigint hashxid(xid):integer hashxid8(xid8):integer
  hashxid8extended(xid8,~bigint):bigint hashxidextended(xid,~bigint):bigint height(box):double~precision
  host(inet):text hostmask(inet):inet icu_unicode_version():text inet_client_addr():inet inet_client_port():integer
  inet_merge(inet,~inet):cidr inet_same_family(inet,~inet):boolean inet_server_addr():inet inet_server_port():integer
  initcap(text):text int2(bigint):smallint int2(bytea):smallint int2(double~precision):smallint int2(integer):smallint
  int2(jsonb):smallint int2(numeric):smallint int2(real):smallint int2larger(smallint,~smallint):smallint
  int2smaller(smallint,~smallint):smallint int4("char"):integer int4(bigint):integer int4(bit):integer
  int4(boolean):integer int4(bytea):integer int4(double~precision):integer int4(jsonb):integer int4(numeric):integer
  int4(real):integer int4(smallint):integer int4inc(integer):integer int4larger(integer,~integer):integer
  int4multirange():int4multirange int4multirange(VARIADIC~int4range[]):int4multirange
  int4multirange(int4range):int4multirange int4range(integer,~integer):int4range
  int4range(integer,~integer,~text):int4range int4range_canonical(int4range):int4range
  int4range_subdiff(integer,~integer):double~precision int4smaller(integer,~integer):integer int8(bit):bigint
  int8(bytea):bigint int8(double~precision):bigint int8(integer):bigint int8(jsonb):bigint int8(numeric):bigint
  int8(oid):bigint int8(real):bigint int8(smallint):bigint int8dec(bigint):bigint int8dec_any(bigint,~"any"):bigint
  int8inc(bigint):bigint int8inc_any(bigint,~"any"):bigint int8larger(bigint,~bigint):bigint
  int8multirange():int8multirange int8multirange(VARIADIC~int8range[]):int8multirange
  int8multirange(int8range):int8multirange int8range(bigint,~bigint):int8range
  int8range(bigint,~bigint,~text):int8range int8range_canonical(int8range):int8range
  int8range_subdiff(bigint,~bigint):double~precision int8smaller(bigint,~bigint):bigint
  interval(interval,~integer):interval interval(time~without~time~zone):interval interval_hash(interval):integer
  interval_hash_extended(interval,~bigint):bigint interval_larger(interval,~interval):interval
  interval_smaller(interval,~interval):interval is_normalized(text,~text~DEFAULT~'NFC'::text):boolean
  isclosed(path):boolean isempty(anymultirange):boolean isempty(anyrange):boolean isfinite(date):boolean
  isfinite(interval):boolean isfinite(timestamp~without~time~zone):boolean isfinite(timestamp~with~time~zone):boolean
  ishorizontal(line):boolean ishorizontal(lseg):boolean ishorizontal(point,~point):boolean isopen(path):boolean
  isparallel(line,~line):boolean isparallel(lseg,~lseg):boolean isperp(line,~line):boolean isperp(lseg,~lseg):boolean
  isvertical(line):boolean isvertical(lseg):boolean isvertical(point,~point):boolean
  json_array_elements(from_json~json,~OUT~value~json):SETOF~json
  json_array_elements_text(from_json~json,~OUT~value~text):SETOF~text json_array_length(json):integer
  json_build_array():json json_build_array(VARIADIC~"any"):json json_build_object():json
  json_build_object(VARIADIC~"any"):json json_each(from_json~json,~OUT~key~text,~OUT~value~json):SETOF~record
  json_each_text(from_json~json,~OUT~key~text,~OUT~value~text):SETOF~record
  json_extract_path(from_json~json,~VARIADIC~path_elems~text[]):json
  json_extract_path_text(from_json~json,~VARIADIC~path_elems~text[]):text json_object(text[]):json
  json_object(text[],~text[]):json json_object_keys(json):SETOF~text
  json_populate_record(base~anyelement,~from_json~json,~use_json_as_text~boolean~DEFAULT~false):anyelement
  json_populate_recordset(base~anyelement,~from_json~json,~use_json_as_text~boolean~DEFAULT~false):SETOF~anyelement
  json_strip_nulls(target~json,~strip_in_arrays~boolean~DEFAULT~false):json json_to_record(json):record
  json_to_recordset(json):SETOF~record json_to_tsvector(json,~jsonb):tsvector
  json_to_tsvector(regconfig,~json,~jsonb):tsvector json_typeof(json):text
  jsonb_array_elements(from_json~jsonb,~OUT~value~jsonb):SETOF~jsonb
  jsonb_array_elements_text(from_json~jsonb,~OUT~value~text):SETOF~text jsonb_array_length(jsonb):integer
  jsonb_build_array():jsonb jsonb_build_array(VARIADIC~"any"):jsonb jsonb_build_object():jsonb
  jsonb_build_object(VARIADIC~"any"):jsonb jsonb_each(from_json~jsonb,~OUT~key~text,~OUT~value~jsonb):SETOF~record
  jsonb_each_text(from_json~jsonb,~OUT~key~text,~OUT~value~text):SETOF~record
  jsonb_extract_path(from_json~jsonb,~VARIADIC~path_elems~text[]):jsonb
  jsonb_extract_path_text(from_json~jsonb,~VARIADIC~path_elems~text[]):text jsonb_hash(jsonb):integer
  jsonb_hash_extended(jsonb,~bigint):bigint
  jsonb_insert(jsonb_in~jsonb,~path~text[],~replacement~jsonb,~insert_after~boolean~DEFAULT~false):jsonb
  jsonb_object(text[]):jsonb jsonb_object(text[],~text[]):jsonb jsonb_object_keys(jsonb):SETOF~text
  jsonb_path_exists(target~jsonb,~path~jsonpath,~vars~jsonb~DEFAULT~'{}'::jsonb,~silent~boolean~DEFAULT~false):boolean
  jsonb_path_exists_tz(target~jsonb,~path~jsonpath,~vars~jsonb~DEFAULT~'{}'::jsonb,~silent~boolean~DEFAULT~false):boolean
  jsonb_path_match(target~jsonb,~path~jsonpath,~vars~jsonb~DEFAULT~'{}'::jsonb,~silent~boolean~DEFAULT~false):boolean
  jsonb_path_match_tz(target~jsonb,~path~jsonpath,~vars~jsonb~DEFAULT~'{}'::jsonb,~silent~boolean~DEFAULT~false):boolean
  jsonb_path_query(target~jsonb,~path~jsonpath,~vars~jsonb~DEFAULT~'{}'::jsonb,~silent~boolean~DEFAULT~false):SETOF~jsonb
  jsonb_path_query_array(target~jsonb,~path~jsonpath,~vars~jsonb~DEFAULT~'{}'::jsonb,~silent~boolean~DEFAULT~false):jsonb
  jsonb_path_query_array_tz(target~jsonb,~path~jsonpath,~vars~jsonb~DEFAULT~'{}'::jsonb,~silent~boolean~DEFAULT~false):jsonb
  jsonb_path_query_first(target~jsonb,~path~jsonpath,~vars~jsonb~DEFAULT~'{}'::jsonb,~silent~boolean~DEFAULT~false):jsonb
  jsonb_path_query_first_tz(target~jsonb,~path~jsonpath,~vars~jsonb~DEFAULT~'{}'::jsonb,~silent~boolean~DEFAULT~false):jsonb
  jsonb_path_query_tz(target~jsonb,~path~jsonpath,~vars~jsonb~DEFAULT~'{}'::jsonb,~silent~boolean~DEFAULT~false):SETOF~jsonb
  jsonb_populate_record(anyelement,~jsonb):anyelement jsonb_populate_record_valid(anyelement,~jsonb):boolean
  jsonb_populate_recordset(anyelement,~jsonb):SETOF~anyelement jsonb_pretty(jsonb):text
  jsonb_set(jsonb_in~jsonb,~path~text[],~replacement~jsonb,~create_if_missing~boolean~DEFAULT~true):jsonb
  jsonb_set_lax(jsonb_in~jsonb,~path~text[],~replacement~jsonb,~create_if_missing~boolean~DEFAULT~true,~null_value_treatment~text~DEFAULT~'use_json_null'::text):jsonb
  jsonb_strip_nulls(target~jsonb,~strip_in_arrays~boolean~DEFAULT~false):jsonb jsonb_to_record(jsonb):record
  jsonb_to_recordset(jsonb):SETOF~record jsonb_to_tsvector(jsonb,~jsonb):tsvector
  jsonb_to_tsvector(regconfig,~jsonb,~jsonb):tsvector jsonb_typeof(jsonb):text justify_days(interval):interval
  justify_hours(interval):interval justify_interval(interval):interval
  lag(anycompatible,~integer,~anycompatible):anycompatible lag(anyelement):anyelement
  lag(anyelement,~integer):anyelement last_value(anyelement):anyelement lastval():bigint lcm(bigint,~bigint):bigint
  lcm(integer,~integer):integer lcm(numeric,~numeric):numeric
  lead(anycompatible,~integer,~anycompatible):anycompatible lead(anyelement):anyelement
  lead(anyelement,~integer):anyelement left(text,~integer):text length(bit):integer length(bytea):integer
  length(bytea,~name):integer length(character):integer length(lseg):double~precision length(path):double~precision
  length(text):integer length(tsvector):integer lgamma(double~precision):double~precision like(bytea,~bytea):boolean
  like(name,~text):boolean like(text,~text):boolean like_escape(bytea,~bytea):bytea like_escape(text,~text):text
  line(point,~point):line ln(double~precision):double~precision ln(numeric):numeric lo_close(integer):integer
  lo_creat(integer):oid lo_create(oid):oid lo_export(oid,~text):integer lo_from_bytea(oid,~bytea):oid
  lo_get(oid):bytea lo_get(oid,~bigint,~integer):bytea lo_import(text):oid lo_import(text,~oid):oid
  lo_lseek(integer,~integer,~integer):integer lo_lseek64(integer,~bigint,~integer):bigint
  lo_open(oid,~integer):integer lo_put(oid,~bigint,~bytea):void lo_tell(integer):integer lo_tell64(integer):bigint
  lo_truncate(integer,~integer):integer lo_truncate64(integer,~bigint):integer lo_unlink(oid):integer
  log(double~precision):double~precision log(numeric):numeric log(numeric,~numeric):numeric
  log10(double~precision):double~precision log10(numeric):numeric loread(integer,~integer):bytea
  lower(anymultirange):anyelement lower(anyrange):anyelement lower(text):text lower_inc(anymultirange):boolean
  lower_inc(anyrange):boolean lower_inf(anymultirange):boolean lower_inf(anyrange):boolean
  lowrite(integer,~bytea):integer lpad(text,~integer):text lpad(text,~integer,~text):text lseg(box):lseg
  lseg(point,~point):lseg ltrim(bytea,~bytea):bytea ltrim(text):text ltrim(text,~text):text macaddr(macaddr8):macaddr
  macaddr8(macaddr):macaddr8 macaddr8_set7bit(macaddr8):macaddr8
  make_date(year~integer,~month~integer,~day~integer):date
  make_interval(years~integer~DEFAULT~0,~months~integer~DEFAULT~0,~weeks~integer~DEFAULT~0,~days~integer~DEFAULT~0,~hours~integer~DEFAULT~0,~mins~integer~DEFAULT~0,~secs~double~precision~DEFAULT~0.0):interval
  make_time(hour~integer,~min~integer,~sec~double~precision):time~without~time~zone
  make_timestamp(year~integer,~month~integer,~mday~integer,~hour~integer,~min~integer,~sec~double~precision):timestamp~without~time~zone
  make_timestamptz(year~integer,~month~integer,~mday~integer,~hour~integer,~min~integer,~sec~double~precision):timestamp~with~time~zone
  make_timestamptz(year~integer,~month~integer,~mday~integer,~hour~integer,~min~integer,~sec~double~precision,~timezone~text):timestamp~with~time~zone
  makeaclitem(oid,~oid,~text,~boolean):aclitem masklen(inet):integer max(anyarray):anyarray max(anyenum):anyenum
  max(bigint):bigint max(bytea):bytea max(character):character max(date):date max(double~precision):double~precision
  max(inet):inet max(integer):integer max(interval):interval max(money):money max(numeric):numeric max(oid):oid
  max(pg_lsn):pg_lsn max(real):real max(record):record max(smallint):smallint max(text):text max(tid):tid
  max(timestamp~without~time~zone):timestamp~without~time~zone max(timestamp~with~time~zone):timestamp~with~time~zone
  max(time~without~time~zone):time~without~time~zone max(time~with~time~zone):time~with~time~zone max(xid8):xid8
  md5(bytea):text md5(text):text min(anyarray):anyarray min(anyenum):anyenum min(bigint):bigint min(bytea):bytea
  min(character):character min(date):date min(double~precision):double~precision min(inet):inet min(integer):integer
  min(interval):interval min(money):money min(numeric):numeric min(oid):oid min(pg_lsn):pg_lsn min(real):real
  min(record):record min(smallint):smallint min(text):text min(tid):tid
  min(timestamp~without~time~zone):timestamp~without~time~zone min(timestamp~with~time~zone):timestamp~with~time~zone
  min(time~without~time~zone):time~without~time~zone min(time~with~time~zone):time~with~time~zone min(xid8):xid8
  min_scale(numeric):integer mod(bigint,~bigint):bigint mod(integer,~integer):integer mod(numeric,~numeric):numeric
  mod(smallint,~smallint):smallint mode(ORDER~BY~anyelement):anyelement money(bigint):money money(integer):money
  money(numeric):money multirange(anyrange):anymultirange
  multirange_intersect_agg_transfn(anymultirange,~anymultirange):anymultirange mxid_age(xid):integer
  name(character):name name(character~varying):name name(text):name nameconcatoid(name,~oid):name netmask(inet):inet
  network(inet):cidr network_larger(inet,~inet):inet network_smaller(inet,~inet):inet nextval(regclass):bigint
  normalize(text,~text~DEFAULT~'NFC'::text):text notlike(bytea,~bytea):boolean notlike(name,~text):boolean
  notlike(text,~text):boolean now():timestamp~with~time~zone npoints(path):integer npoints(polygon):integer
  nth_value(anyelement,~integer):anyelement ntile(integer):integer num_nonnulls(VARIADIC~"any"):integer
  num_nulls(VARIADIC~"any"):integer numeric(bigint):numeric numeric(double~precision):numeric numeric(integer):numeric
  numeric(jsonb):numeric numeric(money):numeric numeric(numeric,~integer):numeric numeric(real):numeric
  numeric(smallint):numeric numeric_div_trunc(numeric,~numeric):numeric numeric_exp(numeric):numeric
  numeric_inc(numeric):numeric numeric_larger(numeric,~numeric):numeric numeric_ln(numeric):numeric
  numeric_log(numeric,~numeric):numeric numeric_smaller(numeric,~numeric):numeric numeric_sqrt(numeric):numeric
  nummultirange():nummultirange nummultirange(VARIADIC~numrange[]):nummultirange nummultirange(numrange):nummultirange
  numnode(tsquery):integer numrange(numeric,~numeric):numrange numrange(numeric,~numeric,~text):numrange
  numrange_subdiff(numeric,~numeric):double~precision obj_description(oid):text obj_description(oid,~name):text
  octet_length(bit):integer octet_length(bytea):integer octet_length(character):integer octet_length(text):integer
  oid(bigint):oid oidlarger(oid,~oid):oid oidsmaller(oid,~oid):oid oidvectortypes(oidvector):text
  overlaps(timestamp~without~time~zone,~interval,~timestamp~without~time~zone,~interval):boolean
  overlaps(timestamp~without~time~zone,~interval,~timestamp~without~time~zone,~timestamp~without~time~zone):boolean
  overlaps(timestamp~without~time~zone,~timestamp~without~time~zone,~timestamp~without~time~zone,~interval):boolean
  overlaps(timestamp~without~time~zone,~timestamp~without~time~zone,~timestamp~without~time~zone,~timestamp~without~time~zone):boolean
  overlaps(timestamp~with~time~zone,~interval,~timestamp~with~time~zone,~interval):boolean
  overlaps(timestamp~with~time~zone,~interval,~timestamp~with~time~zone,~timestamp~with~time~zone):boolean
  overlaps(timestamp~with~time~zone,~timestamp~with~time~zone,~timestamp~with~time~zone,~interval):boolean
  overlaps(timestamp~with~time~zone,~timestamp~with~time~zone,~timestamp~with~time~zone,~timestamp~with~time~zone):boolean
  overlaps(time~without~time~zone,~interval,~time~without~time~zone,~interval):boolean
  overlaps(time~without~time~zone,~interval,~time~without~time~zone,~time~without~time~zone):boolean
  overlaps(time~without~time~zone,~time~without~time~zone,~time~without~time~zone,~interval):boolean
  overlaps(time~without~time~zone,~time~without~time~zone,~time~without~time~zone,~time~without~time~zone):boolean
  overlaps(time~with~time~zone,~time~with~time~zone,~time~with~time~zone,~time~with~time~zone):boolean
  overlay(bit,~bit,~integer):bit overlay(bit,~bit,~integer,~integer):bit overlay(bytea,~bytea,~integer):bytea
  overlay(bytea,~bytea,~integer,~integer):bytea overlay(text,~text,~integer):text
  overlay(text,~text,~integer,~integer):text parse_ident(str~text,~strict~boolean~DEFAULT~true):text[]
  path(polygon):path pclose(path):path percent_rank():double~precision
  percent_rank(VARIADIC~"any"~ORDER~BY~VARIADIC~"any"):double~precision
  percentile_cont(double~precision[]~ORDER~BY~double~precision):double~precision[]
  percentile_cont(double~precision[]~ORDER~BY~interval):interval[]
  percentile_cont(double~precision~ORDER~BY~double~precision):double~precision
  percentile_cont(double~precision~ORDER~BY~interval):interval
  percentile_disc(double~precision[]~ORDER~BY~anyelement):anyarray
  percentile_disc(double~precision~ORDER~BY~anyelement):anyelement pg_advisory_lock(bigint):void
  pg_advisory_lock(integer,~integer):void pg_advisory_lock_shared(bigint):void
  pg_advisory_lock_shared(integer,~integer):void pg_advisory_unlock(bigint):boolean
  pg_advisory_unlock(integer,~integer):boolean pg_advisory_unlock_all():void pg_advisory_unlock_shared(bigint):boolean
  pg_advisory_unlock_shared(integer,~integer):boolean pg_advisory_xact_lock(bigint):void
  pg_advisory_xact_lock(integer,~integer):void pg_advisory_xact_lock_shared(bigint):void
  pg_advisory_xact_lock_shared(integer,~integer):void
  pg_available_extension_versions(OUT~name~name,~OUT~version~text,~OUT~superuser~boolean,~OUT~trusted~boolean,~OUT~relocatable~boolean,~OUT~schema~name,~OUT~requires~name[],~OUT~comment~text):SETOF~record
  pg_available_extensions(OUT~name~name,~OUT~default_version~text,~OUT~comment~text):SETOF~record
  pg_available_wal_summaries(OUT~tli~bigint,~OUT~start_lsn~pg_lsn,~OUT~end_lsn~pg_lsn):SETOF~record
  pg_backup_start(label~text,~fast~boolean~DEFAULT~false):pg_lsn
  pg_backup_stop(wait_for_archive~boolean~DEFAULT~true,~OUT~lsn~pg_lsn,~OUT~labelfile~text,~OUT~spcmapfile~text):record
  pg_basetype(regtype):regtype pg_blocking_pids(integer):integer[] pg_cancel_backend(integer):boolean
  pg_char_to_encoding(name):integer pg_client_encoding():name pg_collation_actual_version(oid):text
  pg_collation_for("any"):text pg_collation_is_visible(oid):boolean pg_column_compression("any"):text
  pg_column_is_updatable(regclass,~smallint,~boolean):boolean pg_column_size("any"):integer
  pg_column_toast_chunk_id("any"):oid pg_conf_load_time():timestamp~with~time~zone
  pg_config(OUT~name~text,~OUT~setting~text):SETOF~record
  pg_control_checkpoint(OUT~checkpoint_lsn~pg_lsn,~OUT~redo_lsn~pg_lsn,~OUT~redo_wal_file~text,~OUT~timeline_id~integer,~OUT~prev_timeline_id~integer,~OUT~full_page_writes~boolean,~OUT~next_xid~text,~OUT~next_oid~oid,~OUT~next_multixact_id~xid,~OUT~next_multi_offset~xid,~OUT~oldest_xid~xid,~OUT~oldest_xid_dbid~oid,~OUT~oldest_active_xid~xid,~OUT~oldest_multi_xid~xid,~OUT~oldest_multi_dbid~oid,~OUT~oldest_commit_ts_xid~xid,~OUT~newest_commit_ts_xid~xid,~OUT~checkpoint_time~timestamp~with~time~zone):record
  pg_control_init(OUT~max_data_alignment~integer,~OUT~database_block_size~integer,~OUT~blocks_per_segment~integer,~OUT~wal_block_size~integer,~OUT~bytes_per_wal_segment~integer,~OUT~max_identifier_length~integer,~OUT~max_index_columns~integer,~OUT~max_toast_chunk_size~integer,~OUT~large_object_chunk_size~integer,~OUT~float8_pass_by_value~boolean,~OUT~data_page_checksum_version~integer,~OUT~default_char_signedness~boolean):record
  pg_control_recovery(OUT~min_recovery_end_lsn~pg_lsn,~OUT~min_recovery_end_timeline~integer,~OUT~backup_start_lsn~pg_lsn,~OUT~backup_end_lsn~pg_lsn,~OUT~end_of_backup_record_required~boolean):record
  pg_control_system(OUT~pg_control_version~integer,~OUT~catalog_version_no~integer,~OUT~system_identifier~bigint,~OUT~pg_control_last_modified~timestamp~with~time~zone):record
  pg_conversion_is_visible(oid):boolean
  pg_copy_logical_replication_slot(src_slot_name~name,~dst_slot_name~name,~OUT~slot_name~name,~OUT~lsn~pg_lsn):record
  pg_copy_logical_replication_slot(src_slot_name~name,~dst_slot_name~name,~temporary~boolean,~OUT~slot_name~name,~OUT~lsn~pg_lsn):record
  pg_copy_logical_replication_slot(src_slot_name~name,~dst_slot_name~name,~temporary~boolean,~plugin~name,~OUT~slot_name~name,~OUT~lsn~pg_lsn):record
  pg_copy_physical_replication_slot(src_slot_name~name,~dst_slot_name~name,~OUT~slot_name~name,~OUT~lsn~pg_lsn):record
  pg_copy_physical_replication_slot(src_slot_name~name,~dst_slot_name~name,~temporary~boolean,~OUT~slot_name~name,~OUT~lsn~pg_lsn):record
  pg_create_logical_replication_slot(slot_name~name,~plugin~name,~temporary~boolean~DEFAULT~false,~twophase~boolean~DEFAULT~false,~failover~boolean~DEFAULT~false,~OUT~slot_name~name,~OUT~lsn~pg_lsn):record
  pg_create_physical_replication_slot(slot_name~name,~immediately_reserve~boolean~DEFAULT~false,~temporary~boolean~DEFAULT~false,~OUT~slot_name~name,~OUT~lsn~pg_lsn):record
  pg_create_restore_point(text):pg_lsn pg_current_logfile():text pg_current_logfile(text):text
  pg_current_snapshot():pg_snapshot pg_current_wal_flush_lsn():pg_lsn pg_current_wal_insert_lsn():pg_lsn
  pg_current_wal_lsn():pg_lsn pg_current_xact_id():xid8 pg_current_xact_id_if_assigned():xid8
  pg_cursor(OUT~name~text,~OUT~statement~text,~OUT~is_holdable~boolean,~OUT~is_binary~boolean,~OUT~is_scrollable~boolean,~OUT~creation_time~timestamp~with~time~zone):SETOF~record
  pg_database_collation_actual_version(oid):text pg_database_size(name):bigint pg_database_size(oid):bigint
  pg_describe_object(oid,~oid,~integer):text pg_drop_replication_slot(name):void
  pg_encoding_max_length(integer):integer pg_encoding_to_char(integer):name
  pg_event_trigger_ddl_commands(OUT~classid~oid,~OUT~objid~oid,~OUT~objsubid~integer,~OUT~command_tag~text,~OUT~object_type~text,~OUT~schema_name~text,~OUT~object_identity~text,~OUT~in_extension~boolean,~OUT~command~pg_ddl_command):SETOF~record
  pg_event_trigger_dropped_objects(OUT~classid~oid,~OUT~objid~oid,~OUT~objsubid~integer,~OUT~original~boolean,~OUT~normal~boolean,~OUT~is_temporary~boolean,~OUT~object_type~text,~OUT~schema_name~text,~OUT~object_name~text,~OUT~object_identity~text,~OUT~address_names~text[],~OUT~address_args~text[]):SETOF~record
  pg_event_trigger_table_rewrite_oid(OUT~oid~oid):oid pg_event_trigger_table_rewrite_reason():integer
  pg_export_snapshot():text pg_extension_config_dump(regclass,~text):void
  pg_extension_update_paths(name~name,~OUT~source~text,~OUT~target~text,~OUT~path~text):SETOF~record
  pg_filenode_relation(oid,~oid):regclass pg_function_is_visible(oid):boolean
  pg_get_acl(classid~oid,~objid~oid,~objsubid~integer):aclitem[]
  pg_get_aios(OUT~pid~integer,~OUT~io_id~integer,~OUT~io_generation~bigint,~OUT~state~text,~OUT~operation~text,~OUT~off~bigint,~OUT~length~bigint,~OUT~target~text,~OUT~handle_data_len~smallint,~OUT~raw_result~integer,~OUT~result~text,~OUT~target_desc~text,~OUT~f_sync~boolean,~OUT~f_localmem~boolean,~OUT~f_buffered~boolean):SETOF~record
  pg_get_catalog_foreign_keys(OUT~fktable~regclass,~OUT~fkcols~text[],~OUT~pktable~regclass,~OUT~pkcols~text[],~OUT~is_array~boolean,~OUT~is_opt~boolean):SETOF~record
  pg_get_constraintdef(oid):text pg_get_constraintdef(oid,~boolean):text pg_get_expr(pg_node_tree,~oid):text
  pg_get_expr(pg_node_tree,~oid,~boolean):text pg_get_function_arg_default(oid,~integer):text
  pg_get_function_arguments(oid):text pg_get_function_identity_arguments(oid):text pg_get_function_result(oid):text
  pg_get_function_sqlbody(oid):text pg_get_functiondef(oid):text pg_get_indexdef(oid):text
  pg_get_indexdef(oid,~integer,~boolean):text
  pg_get_keywords(OUT~word~text,~OUT~catcode~"char",~OUT~barelabel~boolean,~OUT~catdesc~text,~OUT~baredesc~text):SETOF~record
  pg_get_loaded_modules(OUT~module_name~text,~OUT~version~text,~OUT~file_name~text):SETOF~record
  pg_get_multixact_members(multixid~xid,~OUT~xid~xid,~OUT~mode~text):SETOF~record
  pg_get_object_address(type~text,~object_names~text[],~object_args~text[],~OUT~classid~oid,~OUT~objid~oid,~OUT~objsubid~integer):record
  pg_get_partition_constraintdef(oid):text pg_get_partkeydef(oid):text
  pg_get_publication_tables(VARIADIC~pubname~text[],~OUT~pubid~oid,~OUT~relid~oid,~OUT~attrs~int2vector,~OUT~qual~pg_node_tree):SETOF~record
  pg_get_replica_identity_index(regclass):regclass
  pg_get_replication_slots(OUT~slot_name~name,~OUT~plugin~name,~OUT~slot_type~text,~OUT~datoid~oid,~OUT~temporary~boolean,~OUT~active~boolean,~OUT~active_pid~integer,~OUT~xmin~xid,~OUT~catalog_xmin~xid,~OUT~restart_lsn~pg_lsn,~OUT~confirmed_flush_lsn~pg_lsn,~OUT~wal_status~text,~OUT~safe_wal_size~bigint,~OUT~two_phase~boolean,~OUT~two_phase_at~pg_lsn,~OUT~inactive_since~timestamp~with~time~zone,~OUT~conflicting~boolean,~OUT~invalidation_reason~text,~OUT~failover~boolean,~OUT~synced~boolean):SETOF~record
  pg_get_ruledef(oid):text pg_get_ruledef(oid,~boolean):text
  pg_get_sequence_data(sequence_oid~regclass,~OUT~last_value~bigint,~OUT~is_called~boolean):record
  pg_get_serial_sequence(text,~text):text pg_get_triggerdef(oid):text pg_get_triggerdef(oid,~boolean):text
  pg_get_userbyid(oid):name pg_get_viewdef(oid):text pg_get_viewdef(oid,~boolean):text
  pg_get_viewdef(oid,~integer):text pg_get_viewdef(text):text pg_get_viewdef(text,~boolean):text
  pg_get_wait_events(OUT~type~text,~OUT~name~text,~OUT~description~text):SETOF~record
  pg_has_role(name,~name,~text):boolean pg_has_role(name,~oid,~text):boolean pg_has_role(name,~text):boolean
  pg_has_role(oid,~name,~text):boolean pg_has_role(oid,~oid,~text):boolean pg_has_role(oid,~text):boolean
  pg_hba_file_rules(OUT~rule_number~integer,~OUT~file_name~text,~OUT~line_number~integer,~OUT~type~text,~OUT~database~text[],~OUT~user_name~text[],~OUT~address~text,~OUT~netmask~text,~OUT~auth_method~text,~OUT~options~text[],~OUT~error~text):SETOF~record
  pg_ident_file_mappings(OUT~map_number~integer,~OUT~file_name~text,~OUT~line_number~integer,~OUT~map_name~text,~OUT~sys_name~text,~OUT~pg_username~text,~OUT~error~text):SETOF~record
  pg_identify_object(classid~oid,~objid~oid,~objsubid~integer,~OUT~type~text,~OUT~schema~text,~OUT~name~text,~OUT~identity~text):record
  pg_identify_object_as_address(classid~oid,~objid~oid,~objsubid~integer,~OUT~type~text,~OUT~object_names~text[],~OUT~object_args~text[]):record
  pg_import_system_collations(regnamespace):integer pg_index_column_has_property(regclass,~integer,~text):boolean
  pg_index_has_property(regclass,~text):boolean pg_indexam_has_property(oid,~text):boolean
  pg_indexam_progress_phasename(oid,~bigint):text pg_indexes_size(regclass):bigint
  pg_input_error_info(value~text,~type_name~text,~OUT~message~text,~OUT~detail~text,~OUT~hint~text,~OUT~sql_error_code~text):record
  pg_input_is_valid(text,~text):boolean pg_is_in_recovery():boolean pg_is_other_temp_schema(oid):boolean
  pg_is_wal_replay_paused():boolean pg_jit_available():boolean
  pg_last_committed_xact(OUT~xid~xid,~OUT~"timestamp"~timestamp~with~time~zone,~OUT~roident~oid):record
  pg_last_wal_receive_lsn():pg_lsn pg_last_wal_replay_lsn():pg_lsn
  pg_last_xact_replay_timestamp():timestamp~with~time~zone pg_listening_channels():SETOF~text
  pg_lock_status(OUT~locktype~text,~OUT~database~oid,~OUT~relation~oid,~OUT~page~integer,~OUT~tuple~smallint,~OUT~virtualxid~text,~OUT~transactionid~xid,~OUT~classid~oid,~OUT~objid~oid,~OUT~objsubid~smallint,~OUT~virtualtransaction~text,~OUT~pid~integer,~OUT~mode~text,~OUT~granted~boolean,~OUT~fastpath~boolean,~OUT~waitstart~timestamp~with~time~zone):SETOF~record
  pg_log_backend_memory_contexts(integer):boolean pg_log_standby_snapshot():pg_lsn
  pg_mcv_list_items(mcv_list~pg_mcv_list,~OUT~index~integer,~OUT~"values"~text[],~OUT~nulls~boolean[],~OUT~frequency~double~precision,~OUT~base_frequency~double~precision):SETOF~record
  pg_my_temp_schema():oid pg_nextoid(regclass,~name,~regclass):oid pg_notification_queue_usage():double~precision
  pg_notify(text,~text):void pg_opclass_is_visible(oid):boolean pg_operator_is_visible(oid):boolean
  pg_opfamily_is_visible(oid):boolean
  pg_options_to_table(options_array~text[],~OUT~option_name~text,~OUT~option_value~text):SETOF~record
  pg_partition_ancestors(partitionid~regclass,~OUT~relid~regclass):SETOF~regclass pg_partition_root(regclass):regclass
  pg_partition_tree(rootrelid~regclass,~OUT~relid~regclass,~OUT~parentrelid~regclass,~OUT~isleaf~boolean,~OUT~level~integer):SETOF~record
  pg_postmaster_start_time():timestamp~with~time~zone
  pg_prepared_statement(OUT~name~text,~OUT~statement~text,~OUT~prepare_time~timestamp~with~time~zone,~OUT~parameter_types~regtype[],~OUT~result_types~regtype[],~OUT~from_sql~boolean,~OUT~generic_plans~bigint,~OUT~custom_plans~bigint):SETOF~record
  pg_prepared_xact(OUT~transaction~xid,~OUT~gid~text,~OUT~prepared~timestamp~with~time~zone,~OUT~ownerid~oid,~OUT~dbid~oid):SETOF~record
  pg_promote(wait~boolean~DEFAULT~true,~wait_seconds~integer~DEFAULT~60):boolean pg_read_binary_file(text):bytea
  pg_read_binary_file(text,~bigint,~bigint):bytea pg_read_binary_file(text,~bigint,~bigint,~boolean):bytea
  pg_read_binary_file(text,~boolean):bytea pg_read_file(text):text pg_read_file(text,~bigint,~bigint):text
  pg_read_file(text,~bigint,~bigint,~boolean):text pg_read_file(text,~boolean):text pg_relation_filenode(regclass):oid
  pg_relation_filepath(regclass):text pg_relation_is_publishable(regclass):boolean
  pg_relation_is_updatable(regclass,~boolean):integer pg_relation_size(regclass):bigint
  pg_relation_size(regclass,~text):bigint pg_reload_conf():boolean pg_rotate_logfile():boolean
  pg_safe_snapshot_blocking_pids(integer):integer[] pg_sequence_last_value(regclass):bigint
  pg_sequence_parameters(sequence_oid~oid,~OUT~start_value~bigint,~OUT~minimum_value~bigint,~OUT~maximum_value~bigint,~OUT~increment~bigint,~OUT~cycle_option~boolean,~OUT~cache_size~bigint,~OUT~data_type~oid):record
  pg_settings_get_flags(text):text[]
  pg_show_all_file_settings(OUT~sourcefile~text,~OUT~sourceline~integer,~OUT~seqno~integer,~OUT~name~text,~OUT~setting~text,~OUT~applied~boolean,~OUT~error~text):SETOF~record
  pg_show_all_settings(OUT~name~text,~OUT~setting~text,~OUT~unit~text,~OUT~category~text,~OUT~short_desc~text,~OUT~extra_desc~text,~OUT~context~text,~OUT~vartype~text,~OUT~source~text,~OUT~min_val~text,~OUT~max_val~text,~OUT~enumvals~text[],~OUT~boot_val~text,~OUT~reset_val~text,~OUT~sourcefile~text,~OUT~sourceline~integer,~OUT~pending_restart~boolean):SETOF~record
  pg_show_replication_origin_status(OUT~local_id~oid,~OUT~external_id~text,~OUT~remote_lsn~pg_lsn,~OUT~local_lsn~pg_lsn):SETOF~record
  pg_size_bytes(text):bigint pg_size_pretty(bigint):text pg_size_pretty(numeric):text pg_sleep(double~precision):void
  pg_sleep_for(interval):void pg_sleep_until(timestamp~with~time~zone):void pg_snapshot_xip(pg_snapshot):SETOF~xid8
  pg_snapshot_xmax(pg_snapshot):xid8 pg_snapshot_xmin(pg_snapshot):xid8
  pg_split_walfile_name(file_name~text,~OUT~segment_number~numeric,~OUT~timeline_id~bigint):record
  pg_stop_making_pinned_objects():void pg_switch_wal():pg_lsn pg_sync_replication_slots():void
  pg_table_is_visible(oid):boolean pg_table_size(regclass):bigint pg_tablespace_databases(oid):SETOF~oid
  pg_tablespace_location(oid):text pg_tablespace_size(name):bigint pg_tablespace_size(oid):bigint
  pg_terminate_backend(pid~integer,~timeout~bigint~DEFAULT~0):boolean
  pg_timezone_abbrevs_abbrevs(OUT~abbrev~text,~OUT~utc_offset~interval,~OUT~is_dst~boolean):SETOF~record
  pg_timezone_abbrevs_zone(OUT~abbrev~text,~OUT~utc_offset~interval,~OUT~is_dst~boolean):SETOF~record
  pg_timezone_names(OUT~name~text,~OUT~abbrev~text,~OUT~utc_offset~interval,~OUT~is_dst~boolean):SETOF~record
  pg_total_relation_size(regclass):bigint pg_trigger_depth():integer pg_try_advisory_lock(bigint):boolean
  pg_try_advisory_lock(integer,~integer):boolean pg_try_advisory_lock_shared(bigint):boolean
  pg_try_advisory_lock_shared(integer,~integer):boolean pg_try_advisory_xact_lock(bigint):boolean
  pg_try_advisory_xact_lock(integer,~integer):boolean pg_try_advisory_xact_lock_shared(bigint):boolean
  pg_try_advisory_xact_lock_shared(integer,~integer):boolean pg_ts_config_is_visible(oid):boolean
  pg_ts_dict_is_visible(oid):boolean pg_ts_parser_is_visible(oid):boolean pg_ts_template_is_visible(oid):boolean
  pg_type_is_visible(oid):boolean pg_typeof("any"):regtype pg_visible_in_snapshot(xid8,~pg_snapshot):boolean
  pg_xact_commit_timestamp(xid):timestamp~with~time~zone
  pg_xact_commit_timestamp_origin(xid~xid,~OUT~"timestamp"~timestamp~with~time~zone,~OUT~roident~oid):record
  pg_xact_status(xid8):text phraseto_tsquery(regconfig,~text):tsquery phraseto_tsquery(text):tsquery
  pi():double~precision plainto_tsquery(regconfig,~text):tsquery plainto_tsquery(text):tsquery point(box):point
  point(circle):point point(double~precision,~double~precision):point point(lseg):point point(polygon):point
  polygon(box):polygon polygon(circle):polygon polygon(integer,~circle):polygon polygon(path):polygon popen(path):path
  position(bit,~bit):integer position(bytea,~bytea):integer position(text,~text):integer
  postgresql_fdw_validator(text[],~oid):boolean pow(double~precision,~double~precision):double~precision
  pow(numeric,~numeric):numeric power(double~precision,~double~precision):double~precision
  power(numeric,~numeric):numeric query_to_xml(query~text,~nulls~boolean,~tableforest~boolean,~targetns~text):xml
  query_to_xml_and_xmlschema(query~text,~nulls~boolean,~tableforest~boolean,~targetns~text):xml
  query_to_xmlschema(query~text,~nulls~boolean,~tableforest~boolean,~targetns~text):xml querytree(tsquery):text
  quote_ident(text):text quote_literal(anyelement):text quote_literal(text):text quote_nullable(anyelement):text
  quote_nullable(text):text radians(double~precision):double~precision radius(circle):double~precision
  random():double~precision random(min~bigint,~max~bigint):bigint random(min~integer,~max~integer):integer
  random(min~numeric,~max~numeric):numeric
  random_normal(mean~double~precision~DEFAULT~0,~stddev~double~precision~DEFAULT~1):double~precision
  range_agg(anymultirange):anymultirange range_agg(anyrange):anymultirange
  range_intersect_agg(anymultirange):anymultirange range_intersect_agg(anyrange):anyrange
  range_intersect_agg_transfn(anyrange,~anyrange):anyrange range_merge(anymultirange):anyrange
  range_merge(anyrange,~anyrange):anyrange rank():bigint rank(VARIADIC~"any"~ORDER~BY~VARIADIC~"any"):bigint
  record_larger(record,~record):record record_smaller(record,~record):record regclass(text):regclass
  regexp_count(string~text,~pattern~text):integer regexp_count(string~text,~pattern~text,~start~integer):integer
  regexp_count(string~text,~pattern~text,~start~integer,~flags~text):integer
  regexp_instr(string~text,~pattern~text):integer regexp_instr(string~text,~pattern~text,~start~integer):integer
  regexp_instr(string~text,~pattern~text,~start~integer,~"N"~integer):integer
  regexp_instr(string~text,~pattern~text,~start~integer,~"N"~integer,~endoption~integer):integer
  regexp_instr(string~text,~pattern~text,~start~integer,~"N"~integer,~endoption~integer,~flags~text):integer
  regexp_instr(string~text,~pattern~text,~start~integer,~"N"~integer,~endoption~integer,~flags~text,~subexpr~integer):integer
  regexp_like(string~text,~pattern~text):boolean regexp_like(string~text,~pattern~text,~flags~text):boolean
  regexp_match(string~text,~pattern~text):text[] regexp_match(string~text,~pattern~text,~flags~text):text[]
  regexp_matches(string~text,~pattern~text):SETOF~text[]
  regexp_matches(string~text,~pattern~text,~flags~text):SETOF~text[]
  regexp_replace(string~text,~pattern~text,~replacement~text):text
  regexp_replace(string~text,~pattern~text,~replacement~text,~flags~text):text
  regexp_replace(string~text,~pattern~text,~replacement~text,~start~integer):text
  regexp_replace(string~text,~pattern~text,~replacement~text,~start~integer,~"N"~integer):text
  regexp_replace(string~text,~pattern~text,~replacement~text,~start~integer,~"N"~integer,~flags~text):text
  regexp_split_to_array(string~text,~pattern~text):text[]
  regexp_split_to_array(string~text,~pattern~text,~flags~text):text[]
  regexp_split_to_table(string~text,~pattern~text):SETOF~text
  regexp_split_to_table(string~text,~pattern~text,~flags~text):SETOF~text
  regexp_substr(string~text,~pattern~text):text regexp_substr(string~text,~pattern~text,~start~integer):text
  regexp_substr(string~text,~pattern~text,~start~integer,~"N"~integer):text
  regexp_substr(string~text,~pattern~text,~start~integer,~"N"~integer,~flags~text):text
  regexp_substr(string~text,~pattern~text,~start~integer,~"N"~integer,~flags~text,~subexpr~integer):text
  regr_avgx(double~precision,~double~precision):double~precision
  regr_avgy(double~precision,~double~precision):double~precision regr_count(double~precision,~double~precision):bigint
  regr_intercept(double~precision,~double~precision):double~precision
  regr_r2(double~precision,~double~precision):double~precision
  regr_slope(double~precision,~double~precision):double~precision
  regr_sxx(double~precision,~double~precision):double~precision
  regr_sxy(double~precision,~double~precision):double~precision
  regr_syy(double~precision,~double~precision):double~precision repeat(text,~integer):text
  replace(text,~text,~text):text reverse(bytea):bytea reverse(text):text right(text,~integer):text
  round(double~precision):double~precision round(numeric):numeric round(numeric,~integer):numeric row_number():bigint
  row_security_active(oid):boolean row_security_active(text):boolean row_to_json(record):json
  row_to_json(record,~boolean):json rpad(text,~integer):text rpad(text,~integer,~text):text rtrim(bytea,~bytea):bytea
  rtrim(text):text rtrim(text,~text):text satisfies_hash_partition(oid,~integer,~integer,~VARIADIC~"any"):boolean
  scale(numeric):integer schema_to_xml(schema~name,~nulls~boolean,~tableforest~boolean,~targetns~text):xml
  schema_to_xml_and_xmlschema(schema~name,~nulls~boolean,~tableforest~boolean,~targetns~text):xml
  schema_to_xmlschema(schema~name,~nulls~boolean,~tableforest~boolean,~targetns~text):xml session_user():name
  set_bit(bit,~integer,~integer):bit set_bit(bytea,~bigint,~integer):bytea set_byte(bytea,~integer,~integer):bytea
  set_config(text,~text,~boolean):text set_masklen(cidr,~integer):cidr set_masklen(inet,~integer):inet
  setseed(double~precision):void setval(regclass,~bigint):bigint setval(regclass,~bigint,~boolean):bigint
  setweight(tsvector,~"char"):tsvector setweight(tsvector,~"char",~text[]):tsvector sha224(bytea):bytea
  sha256(bytea):bytea sha384(bytea):bytea sha512(bytea):bytea shobj_description(oid,~name):text
  sign(double~precision):double~precision sign(numeric):numeric similar_escape(text,~text):text
  similar_to_escape(text):text similar_to_escape(text,~text):text sin(double~precision):double~precision
  sind(double~precision):double~precision sinh(double~precision):double~precision slope(point,~point):double~precision
  split_part(text,~text,~integer):text sqrt(double~precision):double~precision sqrt(numeric):numeric
  statement_timestamp():timestamp~with~time~zone stddev(bigint):numeric stddev(double~precision):double~precision
  stddev(integer):numeric stddev(numeric):numeric stddev(real):double~precision stddev(smallint):numeric
  stddev_pop(bigint):numeric stddev_pop(double~precision):double~precision stddev_pop(integer):numeric
  stddev_pop(numeric):numeric stddev_pop(real):double~precision stddev_pop(smallint):numeric
  stddev_samp(bigint):numeric stddev_samp(double~precision):double~precision stddev_samp(integer):numeric
  stddev_samp(numeric):numeric stddev_samp(real):double~precision stddev_samp(smallint):numeric
  string_agg(value~bytea,~delimiter~bytea):bytea string_agg(value~text,~delimiter~text):text
  string_to_array(text,~text):text[] string_to_array(text,~text,~text):text[] string_to_table(text,~text):SETOF~text
  string_to_table(text,~text,~text):SETOF~text strip(tsvector):tsvector strpos(text,~text):integer
  substr(bytea,~integer):bytea substr(bytea,~integer,~integer):bytea substr(text,~integer):text
  substr(text,~integer,~integer):text substring(bit,~integer):bit substring(bit,~integer,~integer):bit
  substring(bytea,~integer):bytea substring(bytea,~integer,~integer):bytea substring(text,~integer):text
  substring(text,~integer,~integer):text substring(text,~text):text substring(text,~text,~text):text
  sum(bigint):numeric sum(double~precision):double~precision sum(integer):bigint sum(interval):interval
  sum(money):money sum(numeric):numeric sum(real):real sum(smallint):bigint
  suppress_redundant_updates_trigger():trigger system_user():text
  table_to_xml(tbl~regclass,~nulls~boolean,~tableforest~boolean,~targetns~text):xml
  table_to_xml_and_xmlschema(tbl~regclass,~nulls~boolean,~tableforest~boolean,~targetns~text):xml
  table_to_xmlschema(tbl~regclass,~nulls~boolean,~tableforest~boolean,~targetns~text):xml
  tan(double~precision):double~precision tand(double~precision):double~precision
  tanh(double~precision):double~precision text("char"):text text(boolean):text text(character):text text(inet):text
  text(name):text text(xml):text text_larger(text,~text):text text_smaller(text,~text):text textlen(text):integer
  tidlarger(tid,~tid):tid tidsmaller(tid,~tid):tid time(interval):time~without~time~zone
  time(timestamp~without~time~zone):time~without~time~zone time(timestamp~with~time~zone):time~without~time~zone
  time(time~without~time~zone,~integer):time~without~time~zone time(time~with~time~zone):time~without~time~zone
  time_hash(time~without~time~zone):integer time_hash_extended(time~without~time~zone,~bigint):bigint
  time_larger(time~without~time~zone,~time~without~time~zone):time~without~time~zone
  time_smaller(time~without~time~zone,~time~without~time~zone):time~without~time~zone timeofday():text
  timestamp(date):timestamp~without~time~zone timestamp(date,~time~without~time~zone):timestamp~without~time~zone
  timestamp(timestamp~without~time~zone,~integer):timestamp~without~time~zone
  timestamp(timestamp~with~time~zone):timestamp~without~time~zone timestamp_hash(timestamp~without~time~zone):integer
  timestamp_hash_extended(timestamp~without~time~zone,~bigint):bigint
  timestamp_larger(timestamp~without~time~zone,~timestamp~without~time~zone):timestamp~without~time~zone
  timestamp_smaller(timestamp~without~time~zone,~timestamp~without~time~zone):timestamp~without~time~zone
  timestamptz(date):timestamp~with~time~zone timestamptz(date,~time~without~time~zone):timestamp~with~time~zone
  timestamptz(date,~time~with~time~zone):timestamp~with~time~zone
  timestamptz(timestamp~without~time~zone):timestamp~with~time~zone
  timestamptz(timestamp~with~time~zone,~integer):timestamp~with~time~zone
  timestamptz_hash(timestamp~with~time~zone):integer
  timestamptz_hash_extended(timestamp~with~time~zone,~bigint):bigint
  timestamptz_larger(timestamp~with~time~zone,~timestamp~with~time~zone):timestamp~with~time~zone
  timestamptz_smaller(timestamp~with~time~zone,~timestamp~with~time~zone):timestamp~with~time~zone
  timetz(timestamp~with~time~zone):time~with~time~zone timetz(time~without~time~zone):time~with~time~zone
  timetz(time~with~time~zone,~integer):time~with~time~zone timetz_hash(time~with~time~zone):integer
  timetz_hash_extended(time~with~time~zone,~bigint):bigint
  timetz_larger(time~with~time~zone,~time~with~time~zone):time~with~time~zone
  timetz_smaller(time~with~time~zone,~time~with~time~zone):time~with~time~zone
  timezone(interval,~timestamp~without~time~zone):timestamp~with~time~zone
  timezone(interval,~timestamp~with~time~zone):timestamp~without~time~zone
  timezone(interval,~time~with~time~zone):time~with~time~zone
  timezone(text,~timestamp~without~time~zone):timestamp~with~time~zone
  timezone(text,~timestamp~with~time~zone):timestamp~without~time~zone
  timezone(text,~time~with~time~zone):time~with~time~zone
  timezone(timestamp~without~time~zone):timestamp~with~time~zone
  timezone(timestamp~with~time~zone):timestamp~without~time~zone timezone(time~with~time~zone):time~with~time~zone
  to_ascii(text):text to_ascii(text,~integer):text to_ascii(text,~name):text to_bin(bigint):text to_bin(integer):text
  to_char(bigint,~text):text to_char(double~precision,~text):text to_char(integer,~text):text
  to_char(interval,~text):text to_char(numeric,~text):text to_char(real,~text):text
  to_char(timestamp~without~time~zone,~text):text to_char(timestamp~with~time~zone,~text):text
  to_date(text,~text):date to_hex(bigint):text to_hex(integer):text to_json(anyelement):json
  to_jsonb(anyelement):jsonb to_number(text,~text):numeric to_oct(bigint):text to_oct(integer):text
  to_regclass(text):regclass to_regcollation(text):regcollation to_regnamespace(text):regnamespace
  to_regoper(text):regoper to_regoperator(text):regoperator to_regproc(text):regproc
  to_regprocedure(text):regprocedure to_regrole(text):regrole to_regtype(text):regtype to_regtypemod(text):integer
  to_timestamp(double~precision):timestamp~with~time~zone to_timestamp(text,~text):timestamp~with~time~zone
  to_tsquery(regconfig,~text):tsquery to_tsquery(text):tsquery to_tsvector(json):tsvector to_tsvector(jsonb):tsvector
  to_tsvector(regconfig,~json):tsvector to_tsvector(regconfig,~jsonb):tsvector to_tsvector(regconfig,~text):tsvector
  to_tsvector(text):tsvector transaction_timestamp():timestamp~with~time~zone translate(text,~text,~text):text
  trim_array(anyarray,~integer):anyarray trim_scale(numeric):numeric trunc(double~precision):double~precision
  trunc(macaddr):macaddr trunc(macaddr8):macaddr8 trunc(numeric):numeric trunc(numeric,~integer):numeric
  ts_debug(config~regconfig,~document~text,~OUT~alias~text,~OUT~description~text,~OUT~token~text,~OUT~dictionaries~regdictionary[],~OUT~dictionary~regdictionary,~OUT~lexemes~text[]):SETOF~record
  ts_debug(document~text,~OUT~alias~text,~OUT~description~text,~OUT~token~text,~OUT~dictionaries~regdictionary[],~OUT~dictionary~regdictionary,~OUT~lexemes~text[]):SETOF~record
  ts_delete(tsvector,~text):tsvector ts_delete(tsvector,~text[]):tsvector ts_filter(tsvector,~"char"[]):tsvector
  ts_headline(json,~tsquery):json ts_headline(json,~tsquery,~text):json ts_headline(jsonb,~tsquery):jsonb
  ts_headline(jsonb,~tsquery,~text):jsonb ts_headline(regconfig,~json,~tsquery):json
  ts_headline(regconfig,~json,~tsquery,~text):json ts_headline(regconfig,~jsonb,~tsquery):jsonb
  ts_headline(regconfig,~jsonb,~tsquery,~text):jsonb ts_headline(regconfig,~text,~tsquery):text
  ts_headline(regconfig,~text,~tsquery,~text):text ts_headline(text,~tsquery):text
  ts_headline(text,~tsquery,~text):text ts_lexize(regdictionary,~text):text[]
  ts_parse(parser_name~text,~txt~text,~OUT~tokid~integer,~OUT~token~text):SETOF~record
  ts_parse(parser_oid~oid,~txt~text,~OUT~tokid~integer,~OUT~token~text):SETOF~record
  ts_rank(real[],~tsvector,~tsquery):real ts_rank(real[],~tsvector,~tsquery,~integer):real
  ts_rank(tsvector,~tsquery):real ts_rank(tsvector,~tsquery,~integer):real ts_rank_cd(real[],~tsvector,~tsquery):real
  ts_rank_cd(real[],~tsvector,~tsquery,~integer):real ts_rank_cd(tsvector,~tsquery):real
  ts_rank_cd(tsvector,~tsquery,~integer):real ts_rewrite(tsquery,~text):tsquery
  ts_rewrite(tsquery,~tsquery,~tsquery):tsquery
  ts_token_type(parser_name~text,~OUT~tokid~integer,~OUT~alias~text,~OUT~description~text):SETOF~record
  ts_token_type(parser_oid~oid,~OUT~tokid~integer,~OUT~alias~text,~OUT~description~text):SETOF~record
  tsmultirange():tsmultirange tsmultirange(VARIADIC~tsrange[]):tsmultirange tsmultirange(tsrange):tsmultirange
  tsquery_phrase(tsquery,~tsquery,~integer):tsquery
  tsrange(timestamp~without~time~zone,~timestamp~without~time~zone):tsrange
  tsrange(timestamp~without~time~zone,~timestamp~without~time~zone,~text):tsrange
  tsrange_subdiff(timestamp~without~time~zone,~timestamp~without~time~zone):double~precision
  tstzmultirange():tstzmultirange tstzmultirange(VARIADIC~tstzrange[]):tstzmultirange
  tstzmultirange(tstzrange):tstzmultirange tstzrange(timestamp~with~time~zone,~timestamp~with~time~zone):tstzrange
  tstzrange(timestamp~with~time~zone,~timestamp~with~time~zone,~text):tstzrange
  tstzrange_subdiff(timestamp~with~time~zone,~timestamp~with~time~zone):double~precision
  tsvector_to_array(tsvector):text[] tsvector_update_trigger():trigger tsvector_update_trigger_column():trigger
  txid_current():bigint txid_current_if_assigned():bigint txid_current_snapshot():txid_snapshot
  txid_snapshot_xip(txid_snapshot):SETOF~bigint txid_snapshot_xmax(txid_snapshot):bigint
  txid_snapshot_xmin(txid_snapshot):bigint txid_status(bigint):text
  txid_visible_in_snapshot(bigint,~txid_snapshot):boolean unicode_assigned(text):boolean unicode_version():text
  unique_key_recheck():trigger unistr(text):text unnest(anyarray):SETOF~anyelement
  unnest(anymultirange):SETOF~anyrange
  unnest(tsvector~tsvector,~OUT~lexeme~text,~OUT~positions~smallint[],~OUT~weights~text[]):SETOF~record
  upper(anymultirange):anyelement upper(anyrange):anyelement upper(text):text upper_inc(anymultirange):boolean
  upper_inc(anyrange):boolean upper_inf(anymultirange):boolean upper_inf(anyrange):boolean
  uuid_extract_timestamp(uuid):timestamp~with~time~zone uuid_extract_version(uuid):smallint uuid_hash(uuid):integer
  uuid_hash_extended(uuid,~bigint):bigint uuidv4():uuid uuidv7():uuid uuidv7(shift~interval):uuid
  var_pop(bigint):numeric var_pop(double~precision):double~precision var_pop(integer):numeric var_pop(numeric):numeric
  var_pop(real):double~precision var_pop(smallint):numeric var_samp(bigint):numeric
  var_samp(double~precision):double~precision var_samp(integer):numeric var_samp(numeric):numeric
  var_samp(real):double~precision var_samp(smallint):numeric varbit(bit~varying,~integer,~boolean):bit~varying
  varchar(character~varying,~integer,~boolean):character~varying varchar(name):character~varying
  variance(bigint):numeric variance(double~precision):double~precision variance(integer):numeric
  variance(numeric):numeric variance(real):double~precision variance(smallint):numeric version():text
  websearch_to_tsquery(regconfig,~text):tsquery websearch_to_tsquery(text):tsquery width(box):double~precision
  width_bucket(anycompatible,~anycompatiblearray):integer
  width_bucket(double~precision,~double~precision,~double~precision,~integer):integer
  width_bucket(numeric,~numeric,~numeric,~integer):integer xid(xid8):xid xid8_larger(xid8,~xid8):xid8
  xid8_smaller(xid8,~xid8):xid8 xml(text):xml xml_is_well_formed(text):boolean
  xml_is_well_formed_content(text):boolean xml_is_well_formed_document(text):boolean xmlagg(xml):xml
  xmlcomment(text):xml xmlexists(text,~xml):boolean xmltext(text):xml xmlvalidate(xml,~text):boolean
  xpath(text,~xml):xml[] xpath_exists(text,~xml):boolean
`;
