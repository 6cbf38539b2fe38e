/** What the types in a statement decide: functions, operators, casts, constants, what may be assigned to what. */
export const standsTyped = `
  CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE DOMAIN positive AS int CHECK (VALUE > 0); CREATE DOMAIN tag AS text; CREATE TYPE pair AS (a int, b text);
  CREATE TABLE t (id int PRIMARY KEY, big bigint, small smallint, n numeric(10,2), f double precision, name text NOT NULL, code varchar(9), flag boolean DEFAULT false, at timestamptz DEFAULT now(),
    plain timestamp, day date, span interval, doc jsonb, raw json, uid uuid, m mood, p positive, tg tag, arr int[], words text[], r int4range, tr tstzrange, bin bytea, ip inet, pr pair, x xml, c char(3));
  CREATE TABLE other (id int, t_id int REFERENCES t, note text); CREATE VIEW v AS SELECT id, name, at FROM t; CREATE SEQUENCE seq;
  CREATE FUNCTION f0() RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE FUNCTION f1(a int) RETURNS text LANGUAGE sql AS 'SELECT ''x'''; CREATE FUNCTION f2(a int, b text DEFAULT 'x', c bool DEFAULT true) RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint';
  CREATE FUNCTION fv(VARIADIC a int[]) RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE FUNCTION ft() RETURNS TABLE (k int, w text) LANGUAGE sql AS 'SELECT 1, ''x'''; CREATE FUNCTION fo(a text) RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE FUNCTION fo(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
  CREATE FUNCTION same(a anyelement) RETURNS anyelement LANGUAGE sql AS 'SELECT a'; CREATE FUNCTION vol(a int) RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN a; END'; CREATE FUNCTION imm(a int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN a; END';
  CREATE FUNCTION trg() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END'; CREATE PROCEDURE pc(a int) LANGUAGE sql AS 'SELECT 1';
`;
/** Statements, or parts of them, with `;;` between. */
const each = (list: string): string[] => list.trim().split(/\s*;;\s*/);
const selected = (list: string): string[] => each(list).map((value) => `CREATE VIEW w AS SELECT ${value} AS y FROM t`);
const where = (list: string): string[] => each(list).map((condition) => `DELETE FROM t WHERE ${condition}`);
const added = (list: string): string[] => each(list).map((column) => `ALTER TABLE t ADD z ${column}`);
const indexed = (list: string): string[] => each(list).map((keys) => `CREATE INDEX ix ON t ${keys}`);

export const typedStatements: readonly string[] = [
  // functions
  ...selected(`
    lower(name) ;; lower(id) ;; lower(code) ;; lower(tg) ;; lower(m) ;; upper(r) ;; upper(doc) ;; lower(name, name) ;; length(name) ;; length(id) ;;
    length(doc) ;; coalesce(lower(name), name) ;; substring(name from 1 for 2) ;; substring(id from 1) ;; trim(name) ;; trim(id) ;;
    position(name in code) ;; position(id in name) ;; round(n, 2) ;; round(f, 2) ;; round(f::numeric, 2) ;; round(name) ;; abs(p) ;; abs(name) ;;
    abs(flag) ;; power(id, 2) ;; mod(f, 2) ;; mod(id, 2) ;; greatest(id, n) ;; greatest(id, name) ;; least(at, day) ;; now() - at ;; age(at) ;;
    age(name) ;; date_trunc('day', at) ;; date_trunc('day', name) ;; date_trunc(day, 'x') ;; extract(epoch from at) ;; extract(epoch from name) ;;
    extract(day from span) ;; to_char(at) ;; to_char(at, 'YYYY') ;; to_char(name, 'YYYY') ;; to_char(id, '999') ;; to_date(name, 'YYYY') ;;
    to_timestamp(id) ;; to_timestamp(name) ;; jsonb_array_length(doc) ;; jsonb_array_length(raw) ;; json_array_length(doc) ;;
    jsonb_set(doc, words, doc) ;; jsonb_set(doc, name, doc) ;; jsonb_set(doc, '{a}', '1') ;; jsonb_set(doc, '{a}', name) ;;
    jsonb_build_object('a', id) ;; to_jsonb(t) ;; row_to_json(t) ;; row_to_json(id) ;; jsonb_typeof(name) ;; jsonb_extract_path(doc, name, code) ;;
    jsonb_extract_path(doc, id) ;; array_length(arr, 1) ;; array_length(arr) ;; array_length(name, 1) ;; array_append(arr, id) ;;
    array_append(arr, name) ;; array_append(words, name) ;; array_remove(arr, 1) ;; array_remove(arr, 'x') ;; array_to_string(arr, name) ;;
    array_to_string(name, name) ;; cardinality(words) ;; cardinality(id) ;; array_position(words, name) ;; array_position(words, id) ;;
    concat(id, name, flag) ;; concat() ;; concat_ws(',', name, id) ;; concat_ws(id, name) ;; format('%s', id) ;; format(id) ;; quote_literal(id) ;;
    replace(name, 'a', 'b') ;; replace(name, id, name) ;; split_part(name, ',', 1) ;; split_part(name, ',') ;; regexp_replace(name, 'a', 'b', 'g') ;;
    repeat(name, id) ;; repeat(id, name) ;; left(name, 'x') ;; left(name, 2) ;; md5(name) ;; md5(bin) ;; md5(id) ;; encode(bin, 'hex') ;;
    encode(name, 'hex') ;; sum(id) ;; sum(name) ;; sum(flag) ;; avg(n) ;; avg(at) ;; max(at) ;; max(flag) ;; max(doc) ;; max(uid::text) ;; min(m) ;;
    count(*) ;; count(id) ;; count(id, name) ;; array_agg(id) ;; string_agg(name) ;; string_agg(name, ',') ;; string_agg(id, ',') ;;
    string_agg(id::text, ',') ;; bool_or(flag) ;; bool_or(id) ;; jsonb_agg(t) ;; jsonb_object_agg(name, id) ;; jsonb_object_agg(name) ;; abs(*) ;;
    lower(DISTINCT name) ;; count(DISTINCT id) ;; count(DISTINCT raw) ;; row_number() OVER (ORDER BY id) ;; row_number() ;; lag(id, 1, 0) OVER () ;;
    lag(id, 1, 'x'::text) OVER () ;; abs(id) OVER () ;; ntile(name) OVER () ;; f0() ;; f0(1) ;; f1(id) ;; f1(big) ;; f1(small) ;; f1(name) ;;
    f1('7') ;; f1('x') ;; f1() ;; f2(id) ;; f2(id, name) ;; f2(id, name, flag) ;; f2(id, flag) ;; f2(id, c => flag) ;; f2(id, d => flag) ;;
    f2(a => id, b => name) ;; f2(b => name) ;; f2() ;; fv(1, 2, 3) ;; fv() ;; fv(VARIADIC arr) ;; fv(arr) ;; fv(1, 'x'::text) ;; fo(id) ;; fo(name) ;;
    fo(flag) ;; fo(NULL) ;; same(id) + 1 ;; same(name) + 1 ;; same(NULL) ;; nofunc(1) ;; pg_catalog.lower(name) ;; pg_catalog.lower(id) ;;
    public.f1(id) ;; public.f1(name) ;; nextval('seq') ;; nextval('no_seq') ;; nextval(name) ;; nextval(id) ;; generate_series(1, id) ;;
    generate_series(1, name) ;; generate_series(at, at, '1 day') ;; generate_series(day, day) ;; gen_random_uuid() ;; gen_random_uuid(1) ;;
    random(name) ;; host(ip) ;; host(name) ;; unnest(arr) ;; unnest(id) ;; make_interval(days => 1) ;; pg_typeof(id) ;; name::pg_catalog.text ;;
    int4(name) ;; text(id) ;; date(at) ;; date(id)
  `),
  // operators
  ...where(`
    id = 1 ;; id = '1' ;; id = 'x' ;; id = name ;; id = big ;; id = n ;; name = code ;; name = 1 ;; code = 1 ;; uid = name ;; uid = 'x' ;;
    uid = '0b6f7b1e-8f3c-4c55-9d55-2f9a4a1d7a11' ;; uid = 1 ;; flag = 1 ;; flag = 'yes' ;; flag = 'maybe' ;; flag ;; id ;; name ;; NOT flag ;;
    NOT id ;; flag AND id ;; flag OR name IS NULL ;; id IS TRUE ;; flag IS NOT TRUE ;; m = 'ok' ;; m = 'good' ;; m = name ;; m::text = 'good' ;;
    m IN ('ok', 'bad') ;; m IN ('ok', 'sad') ;; m > 'ok' ;; m = 1 ;; m LIKE name ;; name LIKE 'a%' ;; id LIKE 'a%' ;; id::text LIKE 'a%' ;;
    name ILIKE code ;; doc LIKE 'x' ;; name ~ 'a' ;; id ~ 'a' ;; name SIMILAR TO 'a' ;; at > now() ;; at > now() - interval '1 day' ;;
    at > now() - '1 day' ;; at > now() - 1 ;; at > day ;; at > plain ;; at > name ;; at > '2024-01-01' ;; at > 'someday' ;; day + 1 > day ;;
    at + 1 > at ;; day - day > 1 ;; at - at > 1 ;; at - at > interval '1 day' ;; span > 5 ;; span > '5 days' ;; span > '5 dayz' ;; day = at ;;
    at BETWEEN day AND now() ;; at BETWEEN 1 AND 2 ;; id BETWEEN 1 AND 5 ;; id BETWEEN 'a' AND 'b' ;; doc ->> 'a' = 'b' ;; doc ->> 'a' = 1 ;;
    doc -> 'a' = 1 ;; doc -> 'a' = '1' ;; doc @> '{}' ;; doc @> '{' ;; raw @> '{}' ;; raw = '{}' ;; doc = '{}' ;; doc ? 'a' ;; raw ? 'a' ;;
    (doc ->> 'a')::int > 1 ;; doc ->> 1 = 'x' ;; doc ->> name = 'x' ;; doc ->> at = 'x' ;; doc #>> '{a}' = 'b' ;; doc #>> words = 'b' ;;
    doc #>> name = 'b' ;; doc || doc = doc ;; raw || raw IS NULL ;; doc - 'a' = doc ;; name -> 1 IS NULL ;; name ->> 'a' = 'b' ;; id = ANY (arr) ;;
    id = ANY (words) ;; id = ANY ('{1,2}') ;; id = ANY ('{a}') ;; id = ANY (id) ;; name = ANY (words) ;; name = ANY (arr) ;; arr @> ARRAY[1] ;;
    arr @> ARRAY['a'] ;; arr @> '{1}' ;; arr && words ;; arr = words ;; arr || id = arr ;; arr || name = arr ;; words || name = words ;; arr[1] = 1 ;;
    arr[1] = 'a' ;; name[1] = 1 ;; id[1] = 1 ;; id IN (1, 2) ;; id IN (1, 'b') ;; id IN ('1', '2') ;; id IN (1, name) ;; name IN (1, 2) ;;
    uid IN (1) ;; ARRAY[1, 'x'] = arr ;; ARRAY[1, 2] = arr ;; ARRAY[1, name] = arr ;; r @> 1 ;; r @> id ;; r @> name ;; r && r ;; r && tr ;;
    tr @> at ;; tr @> now() ;; r = '[1,2)' ;; r = 'x' ;; name || id = name ;; id || id = name ;; id || 'x' = name ;; name || flag = name ;;
    doc || 1 = doc ;; name + 1 = 2 ;; id + '1' = 2 ;; id + 'a' = 2 ;; id + n > 1 ;; id + f > 1 ;; f % 2 = 1 ;; n % 2 = 1 ;; id / name = 1 ;;
    - name = 1 ;; - id = 1 ;; flag + flag = 1 ;; id & 1 = 1 ;; f & 1 = 1 ;; id = p ;; tg = 'x' ;; tg = 1 ;; tg || name = name ;; c = name ;;
    bin = name ;; bin = 'x' ;; ip = '10.0.0.1' ;; ip << ip ;; ip = name ;; id IS DISTINCT FROM name ;; id IS NOT DISTINCT FROM 1 ;;
    nullif(id, name) IS NULL ;; nullif(id, 1) IS NULL ;; id NOT IN (1) ;; (id, name) = (1, 2) ;; (id, name) = (1, 'x') ;; (id, name) IN ((1, 2)) ;;
    (id, name) = (1) ;; id IN (SELECT id FROM other) ;; id IN (SELECT note FROM other) ;; id IN (SELECT id, t_id FROM other) ;;
    (id, id) IN (SELECT id, t_id FROM other) ;; (id, name) IN (SELECT id, t_id FROM other) ;; id = (SELECT note FROM other) ;;
    id = (SELECT id, t_id FROM other) ;; id = (SELECT max(o.id) FROM other o) ;; EXISTS (SELECT 1 FROM other WHERE other.t_id = t.name) ;;
    EXISTS (SELECT 1 FROM other WHERE other.t_id = t.id) ;; id > ALL (SELECT id FROM other) ;; id > ALL (SELECT note FROM other) ;;
    name = ARRAY(SELECT note FROM other) ;; words = ARRAY(SELECT note FROM other)
  `),
  // casts
  ...selected(`
    id::text ;; id::uuid ;; id::boolean ;; flag::int ;; flag::bigint ;; big::int ;; name::int ;; name::uuid ;; name::mood ;; m::int ;; m::text ;;
    doc::text ;; doc::int ;; doc::uuid ;; raw::jsonb ;; at::date ;; at::int ;; day::timestamp ;; span::text ;; span::int ;; arr::text[] ;;
    words::int[] ;; arr::int ;; id::int[] ;; uid::text ;; uid::int ;; bin::text ;; name::bytea ;; n::int ;; f::money ;; ip::text ;; '1'::int ;;
    'x'::int ;; 'x'::mood ;; '{1,2}'::int[] ;; '1,2'::int[] ;; '{a}'::int[] ;; '2024'::uuid ;; '{"a": }'::jsonb ;; '99999999999'::int ;;
    't'::boolean ;; 'tru'::boolean ;; 'maybe'::boolean ;; date '2024-01-01' ;; date 'never' ;; interval '1 mon' ;; interval '1 moon' ;;
    't'::regclass ;; 'nothere'::regclass ;; 'public.t'::regclass ;; ROW(1, 2)::pair ;; pr::text ;; (pr).a ;; (pr).z ;; (id).a ;; name COLLATE "C" ;;
    id COLLATE "C" ;; CAST(name AS nosuch) ;; ARRAY[]::int[] ;; ARRAY['a']::int[] ;; ARRAY[name]::mood[] ;; CASE WHEN flag THEN 1 ELSE 2 END ;;
    CASE WHEN flag THEN 1 ELSE name END ;; CASE WHEN flag THEN 1 ELSE 'x' END ;; CASE WHEN flag THEN 'x' END ;; CASE WHEN id THEN 1 END ;;
    CASE id WHEN 1 THEN 'a' END ;; CASE id WHEN 'a' THEN 'a' END ;; CASE name WHEN 1 THEN 'a' END ;; CASE WHEN flag THEN at ELSE day END ;;
    CASE WHEN flag THEN doc ELSE raw END ;; coalesce(id, 0) ;; coalesce(id, '') ;; coalesce(id, 'none') ;; coalesce(name, '') ;; coalesce(name, id) ;;
    coalesce(at, day) ;; coalesce(m, name) ;; coalesce(m, 'ok') ;; coalesce(m, 'none') ;; coalesce(uid, name) ;; coalesce(doc, raw) ;;
    coalesce(doc, '{}') ;; coalesce(arr, '{}') ;; coalesce(arr, words) ;; coalesce(flag, 0) ;; coalesce(n, 0, f)
  `),
  // queries
  ...each(`
    CREATE VIEW w AS SELECT id FROM t UNION SELECT name FROM t ;; CREATE VIEW w AS SELECT id FROM t UNION SELECT big FROM t ;;
    CREATE VIEW w AS SELECT id FROM t UNION ALL SELECT 'x' ;; CREATE VIEW w AS SELECT id, NULL AS z FROM t UNION ALL SELECT id, at FROM t ;;
    CREATE VIEW w AS SELECT raw FROM t UNION SELECT raw FROM t ;; CREATE VIEW w AS SELECT uid FROM t EXCEPT SELECT id FROM t ;;
    CREATE VIEW w AS SELECT * FROM (SELECT id AS z FROM t) s WHERE z = true ;; CREATE VIEW w AS SELECT * FROM (SELECT id AS z FROM t) s WHERE z > 1 ;;
    CREATE VIEW w AS WITH q AS (SELECT name AS z FROM t) SELECT z + 1 AS y FROM q ;;
    CREATE VIEW w AS WITH q (z) AS (SELECT id FROM t) SELECT z + 1 AS y FROM q ;;
    CREATE VIEW w AS SELECT t.id FROM t JOIN other ON t.name = other.t_id ;; CREATE VIEW w AS SELECT t.id FROM t JOIN other ON t.id = other.t_id ;;
    CREATE VIEW w AS SELECT t.id FROM t JOIN other ON t.id ;; CREATE VIEW w AS SELECT a.z FROM (VALUES (1, 2)) a (z, y) WHERE a.z = true ;;
    CREATE VIEW w AS SELECT a.z FROM (VALUES (1), ('x')) a (z) ;; CREATE VIEW w AS SELECT a.z FROM (VALUES (1), (2.5)) a (z) ;;
    CREATE VIEW w AS SELECT raw FROM t GROUP BY raw ;; CREATE VIEW w AS SELECT DISTINCT raw FROM t ;; CREATE VIEW w AS SELECT DISTINCT doc FROM t ;;
    CREATE VIEW w AS SELECT id FROM t ORDER BY raw ;; CREATE VIEW w AS SELECT id FROM t ORDER BY doc ;; CREATE VIEW w AS SELECT id FROM t LIMIT 'x' ;;
    CREATE VIEW w AS SELECT id FROM t LIMIT 10 ;; CREATE VIEW w AS SELECT id FROM t LIMIT 1.5 ;; CREATE VIEW w AS SELECT id FROM t LIMIT true ;;
    CREATE VIEW w AS SELECT id FROM t HAVING id ;; CREATE VIEW w AS SELECT k + 1 AS y FROM ft() ;; CREATE VIEW w AS SELECT w + 1 AS y FROM ft() ;;
    CREATE VIEW w AS SELECT w + 1 AS y FROM ft() AS q (k, w) ;; CREATE VIEW w AS SELECT g + 1 AS y FROM generate_series(1, 3) g ;;
    CREATE VIEW w AS SELECT g || name AS y FROM t, unnest(words) g ;; CREATE VIEW w AS SELECT g + name AS y FROM t, unnest(words) g ;;
    CREATE VIEW w AS SELECT e ->> 'a' AS y FROM t, jsonb_array_elements(doc) e ;;
    CREATE VIEW w AS SELECT e.value + 1 AS y FROM t, jsonb_array_elements(doc) e ;; CREATE VIEW w AS SELECT key, value FROM t, jsonb_each_text(doc) ;;
    CREATE VIEW w AS SELECT o + 1 AS y FROM unnest(ARRAY[1]) WITH ORDINALITY u (z, o) ;; CREATE VIEW w AS SELECT v.name + 1 AS y FROM v ;;
    CREATE VIEW w AS SELECT (SELECT name FROM t) + 1 AS y ;; CREATE VIEW w AS SELECT id FROM t JOIN other USING (id) WHERE id = true
  `),
  // what is assigned
  ...each(`
    INSERT INTO t (id, name) VALUES (1, 2) ;; INSERT INTO t (id, name) VALUES ('a', 'b') ;; INSERT INTO t (id, name) VALUES ('1', 'b') ;;
    INSERT INTO t (id, name, flag) VALUES (1, 'b', 1) ;; INSERT INTO t (id, name, flag) VALUES (1, 'b', 'yes') ;;
    INSERT INTO t (id, name, at) VALUES (1, 'b', 5) ;; INSERT INTO t (id, name, doc) VALUES (1, 'b', '{}') ;;
    INSERT INTO t (id, name, doc) VALUES (1, 'b', '{a}') ;; INSERT INTO t (id, name, doc) VALUES (1, 'b', ARRAY[1]) ;;
    INSERT INTO t (id, name, arr) VALUES (1, 'b', ARRAY[1, 2]) ;; INSERT INTO t (id, name, arr) VALUES (1, 'b', ARRAY['x']) ;;
    INSERT INTO t (id, name, arr) VALUES (1, 'b', ARRAY['x'::text]) ;; INSERT INTO t (id, name, m) VALUES (1, 'b', 'ok') ;;
    INSERT INTO t (id, name, m) VALUES (1, 'b', 'fine') ;; INSERT INTO t (id, name, m) VALUES (1, 'b', 'ok'), (2, 'c', 'fine') ;;
    INSERT INTO t (id, name, m) VALUES (1, 'b', 'ok'::text) ;; INSERT INTO t (id, name, uid) VALUES (1, 'b', gen_random_uuid()) ;;
    INSERT INTO t (id, name, uid) VALUES (1, 'b', md5('x')) ;; INSERT INTO t (id, name) SELECT id, note FROM other ;;
    INSERT INTO t (id, name) SELECT note, id FROM other ;; INSERT INTO t (id, name, m) SELECT id, note, 'ok' FROM other ;;
    INSERT INTO t (id, name, m) SELECT id, note, note FROM other ;; INSERT INTO t (id, name) SELECT DISTINCT id, NULL FROM other ;;
    INSERT INTO other SELECT name FROM t ;; INSERT INTO other VALUES (1, NULL, 3) ;; INSERT INTO other VALUES ('x') ;;
    INSERT INTO other SELECT * FROM (SELECT id, name FROM t) s ;;
    INSERT INTO t (id, name) VALUES (1, 'a') ON CONFLICT (id) DO UPDATE SET name = excluded.id ;;
    INSERT INTO t (id, name) VALUES (1, 'a') ON CONFLICT (id) DO UPDATE SET id = excluded.name ;;
    INSERT INTO t (id, name) VALUES (1, 'a') ON CONFLICT (id) DO UPDATE SET name = excluded.name WHERE t.id ;;
    INSERT INTO t (id, name) VALUES (1, 'a') RETURNING id + name ;; INSERT INTO t (id, name, r) VALUES (1, 'a', int4range(1, 2)) ;;
    INSERT INTO t (id, name, p) VALUES (1, 'a', 5) ;; INSERT INTO t (id, name, p) VALUES (1, 'a', 'five') ;;
    INSERT INTO t (id, name, c) VALUES (1, 'a', 5) ;; UPDATE t SET id = name ;; UPDATE t SET id = '5' ;; UPDATE t SET id = 'five' ;;
    UPDATE t SET name = id ;; UPDATE t SET flag = 1 ;; UPDATE t SET at = day ;; UPDATE t SET day = at ;; UPDATE t SET at = name ;;
    UPDATE t SET at = name::timestamptz ;; UPDATE t SET m = name ;; UPDATE t SET m = name::mood ;;
    UPDATE t SET m = CASE WHEN flag THEN 'ok' ELSE 'sad' END ;; UPDATE t SET m = (CASE WHEN flag THEN 'ok' ELSE 'sad' END)::mood ;;
    UPDATE t SET doc = raw ;; UPDATE t SET doc = name ;; UPDATE t SET doc = to_jsonb(name) ;; UPDATE t SET (id, name) = (1, 2) ;;
    UPDATE t SET (id, name) = ('x', 'y') ;; UPDATE t SET (id, name) = (SELECT note, id FROM other) ;;
    UPDATE t SET (id, name) = (SELECT id, note FROM other) ;; UPDATE t SET name = DEFAULT ;; UPDATE t SET arr[1] = 5 ;;
    UPDATE t SET name = other.note FROM other WHERE other.t_id = t.name ;; UPDATE t SET name = other.note FROM other WHERE other.t_id = t.id ;;
    UPDATE t SET n = f ;; UPDATE t SET small = big ;; UPDATE t SET span = id ;; UPDATE t SET uid = name ;; UPDATE t SET arr = words ;;
    UPDATE t SET words = arr ;; UPDATE t SET id = coalesce(name, 0)
  `),
  // defaults, checks, generated columns
  ...added(`
    int DEFAULT 'x' ;; int DEFAULT '5' ;; int DEFAULT 5.5 ;; int DEFAULT true ;; int DEFAULT now() ;; text DEFAULT 5 ;; text DEFAULT now() ;;
    boolean DEFAULT 0 ;; boolean DEFAULT 'f' ;; timestamptz DEFAULT now() ;; timestamptz DEFAULT current_date ;; timestamptz DEFAULT 0 ;;
    date DEFAULT now() ;; jsonb DEFAULT '{}' ;; jsonb DEFAULT '{' ;; jsonb DEFAULT 0 ;; uuid DEFAULT gen_random_uuid() ;; uuid DEFAULT 0 ;;
    uuid DEFAULT 'x' ;; int[] DEFAULT '{}' ;; int[] DEFAULT '' ;; int[] DEFAULT ARRAY[]::int[] ;; int[] DEFAULT ARRAY[]::text[] ;;
    mood DEFAULT 'ok' ;; mood DEFAULT 'fine' ;; mood DEFAULT 'ok'::text ;; bigint DEFAULT nextval('seq') ;; bigint DEFAULT nextval('sequ') ;;
    uuid DEFAULT nextval('seq') ;; interval DEFAULT 5 ;; interval DEFAULT '5 min' ;; pair DEFAULT ROW(1, 2) ;; int CHECK (z > 0) ;; int CHECK (z) ;;
    int CHECK (z > 'a') ;; int CHECK (z <> '') ;; text CHECK (z <> '') ;; text CHECK (length(z) > 1) ;; text CHECK (length(z)) ;;
    text CHECK (z IN ('a', 'b')) ;; int CHECK (z IN ('a', 'b')) ;; text CHECK (z > 0) ;; mood CHECK (z <> 'fine') ;;
    int[] CHECK (array_length(z, 1) < 3) ;; int[] CHECK (length(z) < 3) ;; int GENERATED ALWAYS AS (id * 2) STORED ;;
    int GENERATED ALWAYS AS (name) STORED ;; text GENERATED ALWAYS AS (lower(name)) STORED ;; text GENERATED ALWAYS AS (name || id) STORED ;;
    date GENERATED ALWAYS AS (at::date) STORED ;; date GENERATED ALWAYS AS (plain::date) STORED ;;
    text GENERATED ALWAYS AS (to_char(plain, 'YYYY')) STORED ;; text GENERATED ALWAYS AS (m::text) STORED ;;
    date GENERATED ALWAYS AS (at) STORED ;; timestamp GENERATED ALWAYS AS (at) STORED ;; int GENERATED ALWAYS AS (vol(id)) STORED ;; int GENERATED ALWAYS AS (imm(id)) STORED ;;
    tsvector GENERATED ALWAYS AS (to_tsvector('english', name)) STORED ;; tsvector GENERATED ALWAYS AS (to_tsvector(name)) STORED ;;
    text GENERATED ALWAYS AS (concat(name, 'x')) STORED
  `),
  ...each(`
    CREATE TABLE n (a int DEFAULT 'x') ;; CREATE TABLE n (a int, b text, CHECK (a > b)) ;; CREATE TABLE n (a int, b text, CHECK (a > length(b))) ;;
    CREATE TABLE n (a mood DEFAULT 'none') ;; CREATE TABLE n (a int, b int GENERATED ALWAYS AS (a || 1) STORED) ;;
    ALTER TABLE t ALTER name SET DEFAULT 5 ;; ALTER TABLE t ALTER id SET DEFAULT 'x' ;; ALTER TABLE t ALTER flag SET DEFAULT 1 ;;
    ALTER TABLE t ALTER m SET DEFAULT 'bad' ;; ALTER TABLE t ADD CHECK (name > 1) ;; ALTER TABLE t ADD CONSTRAINT ck CHECK (n >= 0 AND n < 5) ;;
    ALTER TABLE t ADD CONSTRAINT ck CHECK (name) ;; ALTER TABLE t ALTER name TYPE int USING name::int ;;
    ALTER TABLE t ALTER name TYPE int USING length(id) ;; ALTER TABLE t ALTER name TYPE int USING name ;;
    ALTER TABLE t ALTER code TYPE mood USING code::mood ;; ALTER TABLE t ALTER code TYPE mood USING code ;;
    ALTER TABLE t ALTER code TYPE boolean USING code = 'x' ;; ALTER TABLE t ALTER code TYPE boolean USING code = 1 ;;
    ALTER TABLE t ALTER id TYPE uuid USING id::uuid
  `),
  // indexes, policies, triggers, rules, domains
  ...indexed(`
    (lower(name)) ;; (lower(id)) ;; ((at::date)) ;; ((plain::date)) ;; (date(at)) ;; (date_trunc('day', at)) ;; (date_trunc('day', plain)) ;;
    ((at AT TIME ZONE 'UTC')) ;; (((at AT TIME ZONE 'UTC')::date)) ;; ((m::text)) ;; ((id::text)) ;; ((day::text)) ;; ((doc ->> 1)) ;;
    ((doc ->> 'a')) ;; (((doc ->> 'a')::int)) ;; (((doc ->> 'a')::date)) ;; (id) WHERE flag ;; (id) WHERE id ;; (id) WHERE at > now() ;;
    (id) WHERE name = 1 ;; (id) WHERE m = 'ok' ;; (id) WHERE m = 'bad' ;; (vol(id)) ;; (imm(id)) ;; (to_tsvector('english', name)) ;;
    (to_tsvector(name)) ;; (concat(name, code)) ;; ((name || code)) ;; (coalesce(name, code)) ;; (coalesce(name, id)) ;; (upper(r)) ;;
    (to_char(at, 'YYYY')) ;; ((at + span)) ;; ((plain + interval '1 day')) ;; (extract(year from day)) ;; (extract(epoch from at)) ;;
    (md5(doc::text)) ;; (abs(id)) ;; (abs(name))
  `),
  ...each(`
    CREATE POLICY pl ON t USING (flag) ;; CREATE POLICY pl ON t USING (id) ;; CREATE POLICY pl ON t USING (name = current_user) ;;
    CREATE POLICY pl ON t USING (id = current_user) ;; CREATE POLICY pl ON t USING (uid = current_setting('app.user')::uuid) ;;
    CREATE POLICY pl ON t USING (uid = current_setting('app.user')) ;; CREATE POLICY pl ON t WITH CHECK (id IN (SELECT t_id FROM other)) ;;
    CREATE POLICY pl ON t WITH CHECK (uid IN (SELECT t_id FROM other)) ;;
    CREATE TRIGGER tt BEFORE UPDATE ON t FOR EACH ROW WHEN (old.name IS DISTINCT FROM new.name) EXECUTE FUNCTION trg() ;;
    CREATE TRIGGER tt BEFORE UPDATE ON t FOR EACH ROW WHEN (old.name = new.id) EXECUTE FUNCTION trg() ;;
    CREATE TRIGGER tt BEFORE UPDATE ON t FOR EACH ROW WHEN (new.id) EXECUTE FUNCTION trg() ;;
    CREATE TRIGGER tt BEFORE UPDATE ON t FOR EACH ROW WHEN (old.* IS DISTINCT FROM new.*) EXECUTE FUNCTION trg() ;;
    CREATE RULE ru AS ON INSERT TO other DO ALSO UPDATE t SET name = new.note WHERE id = new.t_id ;;
    CREATE RULE ru AS ON INSERT TO other DO ALSO UPDATE t SET id = new.note ;; CREATE DOMAIN dd AS int CHECK (VALUE > 0) ;;
    CREATE DOMAIN dd AS int CHECK (length(VALUE) > 0) ;; CREATE DOMAIN dd AS text CHECK (VALUE ~ '^a') ;;
    CREATE DOMAIN dd AS int CHECK (VALUE ~ '^a') ;; CREATE DOMAIN dd AS int DEFAULT 'x' ;; CALL pc(1) ;; CALL pc('x'::text) ;; CALL pc() ;;
    CALL f0() ;; SELECT pc(1)
  `),
  // bodies
  ...each(`
    CREATE FUNCTION g() RETURNS int LANGUAGE sql AS 'SELECT 1' ;; CREATE FUNCTION g() RETURNS int LANGUAGE sql AS 'SELECT name FROM t' ;;
    CREATE FUNCTION g() RETURNS text LANGUAGE sql AS 'SELECT name FROM t' ;; CREATE FUNCTION g() RETURNS int LANGUAGE sql AS 'SELECT 1, 2' ;;
    CREATE FUNCTION g() RETURNS int LANGUAGE sql AS 'DELETE FROM other' ;;
    CREATE FUNCTION g() RETURNS int LANGUAGE sql AS 'DELETE FROM other RETURNING id' ;;
    CREATE FUNCTION g() RETURNS void LANGUAGE sql AS 'DELETE FROM other' ;; CREATE FUNCTION g(a int) RETURNS text LANGUAGE sql AS 'SELECT lower(a)' ;;
    CREATE FUNCTION g(a text) RETURNS text LANGUAGE sql AS 'SELECT lower(a)' ;;
    CREATE FUNCTION g(a int) RETURNS text LANGUAGE sql AS 'SELECT lower($1)' ;;
    CREATE FUNCTION g(a int) RETURNS SETOF t LANGUAGE sql AS 'SELECT * FROM t WHERE id = a' ;;
    CREATE FUNCTION g(a text) RETURNS SETOF t LANGUAGE sql AS 'SELECT * FROM t WHERE id = a' ;;
    CREATE FUNCTION g() RETURNS TABLE (a int, b text) LANGUAGE sql AS 'SELECT id, name FROM t' ;;
    CREATE FUNCTION g() RETURNS TABLE (a int, b text) LANGUAGE sql AS 'SELECT id FROM t' ;;
    CREATE FUNCTION g() RETURNS TABLE (a int, b int) LANGUAGE sql AS 'SELECT id, name FROM t' ;;
    CREATE FUNCTION g(a int DEFAULT 'x') RETURNS int LANGUAGE sql AS 'SELECT 1' ;;
    CREATE FUNCTION g(a int DEFAULT 1) RETURNS int LANGUAGE sql AS 'SELECT 1' ;;
    CREATE FUNCTION g(a int DEFAULT now()) RETURNS int LANGUAGE sql AS 'SELECT 1' ;;
    CREATE FUNCTION g() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM t WHERE flag = 1' ;;
    CREATE FUNCTION g() RETURNS mood LANGUAGE sql AS $$ SELECT 'ok' $$ ;; CREATE FUNCTION g() RETURNS mood LANGUAGE sql AS $$ SELECT 'none' $$
  `),
];
