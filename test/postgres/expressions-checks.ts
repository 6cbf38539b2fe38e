/** Checks as people write them. PostgreSQL stores each, and its own print of it must be found to mean the same. */

/** Columns that the checks below are about. */
export const checkColumns = `id integer, n integer, s smallint, b bigint, price numeric, total numeric(10,2), ratio double precision,
  status text, code varchar(20), kind char(3), label name, flag boolean, ok boolean, state mood, tags text[], codes varchar(5)[],
  nums integer[], data jsonb, raw json, made timestamptz, starts timestamp, ends timestamp, day date, span interval, key uuid,
  addr inet, email citext, during tstzrange, "Mixed Case" text, "order" integer, amount positive`;

/** CHECK expressions and what else could stand there. */
export const checks: readonly (readonly [written: readonly string[], others: readonly string[]])[] = [
  [
    ['n > 0', '(n > 0)', 'n>0', '((n) > (0))', 'things.n > 0', '0 < n', 'N > 0'],
    ['n >= 0', 'n > 1', 's > 0', 'n < 0', 'NOT n > 0', 'n > 0 AND s > 0'],
  ],
  [
    ['price > 0', "price > '0'", 'price > 0::numeric', 'price > 0.0', 'things.price > (0)::numeric'],
    ['price >= 0', 'price > 1', 'total > 0'],
  ],
  [
    [
      'total >= 0 AND total <= 100',
      'total BETWEEN 0 AND 100',
      '(total >= 0) AND (total <= 100)',
      'total <= 100 AND total >= 0',
    ],
    [
      'total BETWEEN 0 AND 101',
      'total > 0 AND total <= 100',
      'total >= 0 OR total <= 100',
      'total NOT BETWEEN 0 AND 100',
    ],
  ],
  [['n NOT BETWEEN 1 AND 5'], ['n BETWEEN 1 AND 5']],
  [
    [
      "status IN ('a', 'b', 'c')",
      "status = ANY (ARRAY['a', 'b', 'c'])",
      "status = ANY (ARRAY['a'::text, 'b'::text, 'c'::text])",
      "status = ANY ('{a,b,c}')",
      "status IN ('c', 'b', 'a')",
      "(status)::text IN ('a','b','c')",
    ],
    ["status IN ('a', 'b')", "status IN ('a', 'b', 'd')", "status NOT IN ('a', 'b', 'c')", "code IN ('a', 'b', 'c')"],
  ],
  [
    ["status IN ('a')", "status = 'a'", "status = 'a'::text"],
    ["status = 'b'", "status <> 'a'"],
  ],
  [
    ["status NOT IN ('a', 'b')", "status <> ALL (ARRAY['a', 'b'])"],
    ["status IN ('a', 'b')", "status NOT IN ('a')"],
  ],
  [
    [
      "code IN ('a', 'b')",
      "code = ANY (ARRAY['a', 'b'])",
      "(code)::text = ANY (ARRAY['a'::text, 'b'::text])",
      "code::text = ANY (ARRAY['a'::varchar, 'b'::varchar]::text[])",
    ],
    ["code IN ('a', 'c')", "code IN ('a', 'b', 'c')"],
  ],
  [
    ["code = 'a'", "code::text = 'a'", "(code)::text = 'a'::text"],
    ["code = 'b'", "code <> 'a'"],
  ],
  [["kind IN ('usd', 'eur')", "kind = ANY (ARRAY['usd'::bpchar, 'eur'::bpchar])"], ["kind IN ('usd', 'gbp')"]],
  [
    [
      "state IN ('sad', 'happy')",
      "state = ANY (ARRAY['sad'::mood, 'happy'::mood])",
      "state IN ('sad'::mood, 'happy'::public.mood)",
    ],
    ["state IN ('sad', 'ok')"],
  ],
  [["state <> 'sad'", "state != 'sad'", "state <> 'sad'::mood"], ["state = 'sad'"]],
  [
    ['n IN (1, 2, 3)', 'n = ANY (ARRAY[1,2,3])', "n = ANY ('{1,2,3}'::int[])"],
    ['n IN (1, 2)', 'n IN (1, 2, 4)'],
  ],
  [['n IN (1, s)', 'n = 1 OR n = s'], ['n IN (2, s)']],
  [
    ["status LIKE 'a%'", "status ~~ 'a%'"],
    ["status LIKE 'b%'", "status ILIKE 'a%'", "status NOT LIKE 'a%'"],
  ],
  [["code LIKE 'a%'", "(code)::text ~~ 'a%'::text"], ["code LIKE 'b%'"]],
  [["status NOT LIKE '%x'", "status !~~ '%x'"], ["status LIKE '%x'"]],
  [["status ILIKE '%x'"], []],
  [["status SIMILAR TO 'a|b'"], ["status SIMILAR TO 'a|c'"]],
  [["email ~* '^[^@]+@[^@]+$'", "email ~* '^[^@]+@[^@]+$'::citext"], ["email ~* '^x'"]],
  [["code ~ '^[A-Z]{2}$'"], ["code ~ '^[A-Z]{3}$'", "code ~* '^[A-Z]{2}$'"]],
  [
    ['flag', '(flag)'],
    ['NOT flag', 'ok'],
  ],
  [['flag = true', 'flag = TRUE'], ['flag = false']],
  [['flag IS TRUE'], ['flag IS NOT TRUE', 'flag IS FALSE']],
  [['NOT flag', 'not (flag)'], ['flag']],
  [
    ['n IS NOT NULL', 'NOT (n IS NULL)', '(n) is not null'],
    ['n IS NULL', 's IS NOT NULL'],
  ],
  [
    ['n IS NOT NULL OR s IS NOT NULL', '(n IS NOT NULL) OR (s IS NOT NULL)', 's IS NOT NULL OR n IS NOT NULL'],
    ['n IS NOT NULL AND s IS NOT NULL', 'n IS NULL OR s IS NOT NULL'],
  ],
  [['(n IS NULL) <> (s IS NULL)', '(n IS NULL) != (s IS NULL)'], ['(n IS NULL) = (s IS NULL)']],
  [
    ['n = 1 AND s = 2 AND b = 3', '(n = 1 AND s = 2) AND b = 3', 'n = 1 AND (s = 2 AND b = 3)'],
    ['n = 1 AND s = 2', 'n = 1 AND s = 2 AND b = 4'],
  ],
  [['(n = 1 OR s = 2) AND b = 3'], ['n = 1 OR (s = 2 AND b = 3)']],
  [
    ["(status = 'a' AND n > 0) OR (status = 'b' AND n IS NULL)"],
    ["(status = 'a' AND n > 0) OR (status = 'b' AND n IS NOT NULL)"],
  ],
  [["status <> ''", "status != ''", "status <> ''::text"], ["status <> ' '"]],
  [
    ['length(status) > 0', 'length(status)>0', 'LENGTH(status) > 0'],
    ['length(status) > 1', 'octet_length(status) > 0', 'length(code) > 0'],
  ],
  [['char_length(code) <= 20', 'char_length((code)::text) <= 20'], ['char_length(code) <= 10']],
  [["trim(status) <> ''", "btrim(status) <> ''"], ["ltrim(status) <> ''"]],
  [['lower(code) = code', 'lower(code::text) = code::text'], ['upper(code) = code']],
  [['status = lower(status)', 'lower(status) = status'], ['status = upper(status)']],
  [
    ['ends > starts', 'starts < ends'],
    ['ends >= starts', 'ends < starts'],
  ],
  [['ends IS NULL OR ends > starts'], ['ends IS NOT NULL OR ends > starts']],
  [["starts > '2020-01-01'", "starts > TIMESTAMP '2020-01-01 00:00:00'"], ["starts > '2020-01-02'"]],
  [
    ["day >= '2020-01-01'", "day >= DATE '2020-01-01'", "day >= '2020-01-01'::date"],
    ["day >= '2020-01-02'", "day > '2020-01-01'"],
  ],
  [['extract(dow from day) < 6'], ['extract(month from day) < 6']],
  [["date_trunc('day', starts) = starts"], ["date_trunc('month', starts) = starts"]],
  [["span > '1 day'", "span > interval '1 day'", "span > '1 day'::interval"], ["span > '2 days'"]],
  [
    ["data ->> 'a' = 'x'", "(data->>'a') = 'x'", "(data ->> 'a'::text) = 'x'::text"],
    ["data ->> 'b' = 'x'", "data -> 'a' = '\"x\"'"],
  ],
  [["data ? 'a'", "data ? 'a'::text"], ["data ? 'b'"]],
  [
    ["data #>> '{a,b}' = 'x'", "(data #>> ARRAY['a','b']) = 'x'", "(data #>> '{a,b}'::text[]) = 'x'::text"],
    ["data #>> '{a,c}' = 'x'"],
  ],
  [['data @> \'{"a": 1}\'', 'data @> \'{"a":1}\'::jsonb'], ['data @> \'{"a": 2}\'']],
  [["jsonb_typeof(data) = 'object'", "jsonb_typeof(data) = 'object'::text"], ["jsonb_typeof(data) = 'array'"]],
  [
    ["(data->>'n')::int > 0", "((data ->> 'n')::integer) > 0", "CAST(data->>'n' AS int) > 0"],
    ["(data->>'n')::bigint > 0", "(data->>'n')::int > 1"],
  ],
  [["(raw->>'n')::numeric >= 0"], ["(raw->>'n')::numeric >= 1"]],
  [['array_length(tags, 1) > 0'], ['array_length(tags, 1) > 1', 'cardinality(tags) > 0']],
  [
    ["'x' = ANY (tags)", "'x'::text = ANY (tags)"],
    ["'y' = ANY (tags)", "'x' <> ALL (tags)"],
  ],
  [
    ["tags <@ ARRAY['a', 'b']", "tags <@ ARRAY['a'::text, 'b'::text]", "tags <@ '{a,b}'"],
    ["tags <@ ARRAY['a', 'c']", "tags @> ARRAY['a', 'b']"],
  ],
  [["codes <@ ARRAY['a', 'b']::varchar[]"], ["codes <@ ARRAY['a', 'c']::varchar[]"]],
  [['nums[1] > 0'], ['nums[2] > 0']],
  [
    ['COALESCE(status, code) IS NOT NULL', 'coalesce(status, code::text) is not null'],
    ['COALESCE(code, status) IS NOT NULL'],
  ],
  [["COALESCE(code, '') <> ''", "coalesce(code, ''::varchar) <> ''"], ["COALESCE(code, 'x') <> ''"]],
  [['COALESCE(n, 0) + COALESCE(s, 0) = 1'], ['COALESCE(n, 0) + COALESCE(s, 0) = 2']],
  [
    ["CASE WHEN status = 'a' THEN n > 0 ELSE true END", "CASE WHEN status = 'a'::text THEN (n > 0) ELSE TRUE END"],
    ["CASE WHEN status = 'a' THEN n > 0 ELSE false END"],
  ],
  [
    [
      "CASE status WHEN 'a' THEN n IS NULL WHEN 'b' THEN n IS NOT NULL END",
      "CASE status WHEN 'a' THEN n IS NULL WHEN 'b' THEN n IS NOT NULL ELSE NULL END",
    ],
    ["CASE status WHEN 'a' THEN n IS NULL END"],
  ],
  [["CASE WHEN n IS NULL THEN 'none' ELSE code END <> 'x'"], ["CASE WHEN n IS NULL THEN 'some' ELSE code END <> 'x'"]],
  [
    ['num_nonnulls(n, s) = 1', 'num_nonnulls(n, s)=1'],
    ['num_nonnulls(n, s) = 2', 'num_nonnulls(n, b) = 1'],
  ],
  [['n IS DISTINCT FROM s'], ['n IS NOT DISTINCT FROM s']],
  [['nullif(n, 0) > 1', 'NULLIF(n, 0) > 1'], ['nullif(n, 1) > 1']],
  [['n + s * 2 > b', '(n + (s * 2)) > b'], ['(n + s) * 2 > b']],
  [['n % 2 = 0'], ['n % 3 = 0', 'n / 2 = 0']],
  [['- n < 0', '(-n) < 0'], ['n < 0']],
  [['ratio > 0.5', "ratio > '0.5'", 'ratio > 0.5::double precision'], ['ratio > 0.6']],
  [['ratio >= 0 AND ratio <= 1', 'ratio BETWEEN 0 AND 1'], ['ratio BETWEEN 0 AND 2']],
  [['n > -1', "n > '-1'::integer", 'n > (-1)'], ['n > 1']],
  [['b > 10000000000'], ['b > 10000000001']],
  [['s = 1', "s = '1'"], ['s = 2']],
  [['b >= 0', "b >= '0'"], ['b >= 1']],
  [['"Mixed Case" <> \'x\'', 'things."Mixed Case" <> \'x\''], ['"Mixed Case" <> \'y\'']],
  [['"order" > 0'], ['"order" > 1']],
  [["key <> '00000000-0000-0000-0000-000000000000'"], ["key <> '00000000-0000-0000-0000-000000000001'"]],
  [["addr << '10.0.0.0/8'", "addr << '10.0.0.0/8'::inet"], []],
  [['status COLLATE "C" > \'a\'', '(status COLLATE "C") > \'a\''], ["status > 'a'"]],
  [['NOT isempty(during)'], ['isempty(during)']],
  [['lower(during) IS NOT NULL'], ['upper(during) IS NOT NULL']],
  [
    ['app.is_valid(n)', 'app.is_valid(things.n)'],
    ['app.is_valid(s)', 'app.is_other(n)'],
  ],
  [["status OPERATOR(pg_catalog.=) 'a'", "status = 'a'"], []],
  [['(n, s) = (1, 2)', '(n = 1) AND (s = 2)'], ['(n, s) = (1, 3)']],
  [["position('@' in status) > 1", "POSITION('@' IN status) > 1"], ["position('x' in status) > 1"]],
  [["substring(status from 1 for 2) = 'ab'"], ["substring(status from 1 for 3) = 'ab'"]],
  [["status || code = 'ab'", "(status || (code)::text) = 'ab'"], ["code || status = 'ab'"]],
  [["concat(status, ' ', code) <> ' '"], ["concat(status, code) <> ' '"]],
  [
    ["status IS NULL OR status IN ('a', 'b')", "status = ANY (ARRAY['a','b']) OR status IS NULL"],
    ["status IS NULL OR status IN ('a')"],
  ],
  [['amount > 1'], ['amount > 2']],
  [["label <> 'x'"], ["label <> 'y'"]],
  [
    ["to_tsvector('english', status) @@ to_tsquery('english', 'x')"],
    ["to_tsvector('simple', status) @@ to_tsquery('english', 'x')"],
  ],
  [['ok IS NOT NULL AND (flag OR ok)'], ['ok IS NOT NULL AND (flag AND ok)']],
  [['greatest(n, s) < 10', 'GREATEST(n, s) < 10'], ['least(n, s) < 10']],
  [['true'], ['false']],
  [
    ['n IS NOT DISTINCT FROM s', 'NOT (n IS DISTINCT FROM s)', 'NOT n IS DISTINCT FROM s'],
    ['n IS DISTINCT FROM s', 'n = s'],
  ],
  [
    ["(n, status) IS DISTINCT FROM (1, 'a')", "ROW(n, status) IS DISTINCT FROM ROW(1, 'a')"],
    ["(n, status) <> (1, 'a')", "(n, status) IS NOT DISTINCT FROM (1, 'a')", "(n, status) IS DISTINCT FROM (2, 'a')"],
  ],
  [
    ['(n, s) IS NOT DISTINCT FROM (1, 2)', 'NOT (n, s) IS DISTINCT FROM (1, 2)'],
    ['(n, s) IS DISTINCT FROM (1, 2)', '(n, s) = (1, 2)'],
  ],
  [['(n, s) IN ((1, 2), (3, 4))'], ['(n, s) IN ((1, 2), (3, 5))', '(n, s) NOT IN ((1, 2), (3, 4))']],
  [
    ['n IN (1 + 1, 3)', 'n = ANY (ARRAY[1 + 1, 3])'],
    ['n IN (1 + 2, 3)', 'n IN (3)'],
  ],
  [
    ['n IN (s, 1, 2 + 2)', 'n IN (1, 2 + 2, s)'],
    ['n IN (s, 1, 2)', 'n IN (1, 2 + 2)'],
  ],
  [['n NOT IN (length(status), abs(-2), 3)'], ['n NOT IN (length(status), 2, 3)', 'n IN (length(status), abs(-2), 3)']],
  [
    ['status > \'a\' COLLATE "C"', '"status" > (\'a\'::text COLLATE "C")'],
    ['status > \'b\' COLLATE "C"', "status > 'a'"],
  ],
  [["status IN (current_user, 'admin')"], ["status IN (session_user, 'admin')", "status = 'admin'"]],
  [['day IN (current_date, current_date + 1)'], ['day IN (current_date)']],
  [
    ['n BETWEEN SYMMETRIC 5 AND 1 AND s > 0', 'n BETWEEN SYMMETRIC 1 AND 5 AND s > 0'],
    ['n BETWEEN SYMMETRIC 5 AND 2 AND s > 0', 'n NOT BETWEEN SYMMETRIC 5 AND 1 AND s > 0'],
  ],
  [['n NOT BETWEEN SYMMETRIC 5 AND 1 AND s > 0'], ['n NOT BETWEEN 5 AND 1 AND s > 0']],
];
