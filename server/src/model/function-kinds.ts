/** PostgreSQL's own functions by what they may be called for (pg_proc of 13 to 18): every overload of a name is alike. */

const aggregates = `
  any_value array_agg avg bit_and bit_or bit_xor bool_and bool_or corr count covar_pop covar_samp every json_agg
  json_agg_strict json_object_agg json_object_agg_strict json_object_agg_unique json_object_agg_unique_strict
  jsonb_agg jsonb_agg_strict jsonb_object_agg jsonb_object_agg_strict jsonb_object_agg_unique
  jsonb_object_agg_unique_strict max min mode percentile_cont percentile_disc range_agg range_intersect_agg
  regr_avgx regr_avgy regr_count regr_intercept regr_r2 regr_slope regr_sxx regr_sxy regr_syy stddev stddev_pop
  stddev_samp string_agg sum var_pop var_samp variance xmlagg
`;
const windows = `
  first_value lag last_value lead nth_value ntile row_number
`;
const setReturning = `
  aclexplode generate_series generate_subscripts json_array_elements json_array_elements_text json_each
  json_each_text json_object_keys json_populate_recordset json_to_recordset jsonb_array_elements
  jsonb_array_elements_text jsonb_each jsonb_each_text jsonb_object_keys jsonb_path_query jsonb_path_query_tz
  jsonb_populate_recordset jsonb_to_recordset regexp_matches regexp_split_to_table string_to_table ts_debug ts_parse
  ts_stat ts_token_type txid_snapshot_xip unnest
`;
/** Not immutable: those that people write into indexes and generated columns. */
const changing = `
  clock_timestamp current_database current_schema current_schemas current_setting currval gen_random_uuid
  inet_client_addr inet_server_addr lastval nextval now pg_backend_pid pg_current_xact_id pg_sleep pg_typeof random
  random_normal set_config setseed setval statement_timestamp timeofday transaction_timestamp txid_current uuidv4
  uuidv7 version
`;

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));
const kinds = {
  aggregate: words(aggregates),
  window: words(windows),
  'set-returning': words(setReturning),
  changing: words(changing),
} as const;

export function isBuiltinOfKind(name: string, kind: keyof typeof kinds): boolean {
  return kinds[kind].has(name);
}
