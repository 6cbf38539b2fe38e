-- Schemas, extensions, collations, types, domains, sequences.
CREATE SCHEMA app;
COMMENT ON SCHEMA app IS 'the application''s own';
CREATE SCHEMA "Odd Schema";

CREATE COLLATION app.plain (provider = libc, locale = 'C');
COMMENT ON COLLATION app.plain IS 'bytes';
CREATE COLLATION "Odd Collation" (provider = libc, lc_collate = 'C', lc_ctype = 'POSIX');
-- [icu]
CREATE COLLATION german (provider = icu, locale = 'de-u-co-phonebk');
CREATE COLLATION app.caseless (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
-- [icu 16+]
CREATE COLLATION app.ruled (provider = icu, locale = 'und', rules = '&V << w <<< W');
-- [17+]
CREATE COLLATION app.builtin (provider = builtin, locale = 'C.UTF-8');
-- [all]

CREATE TYPE mood AS ENUM ('sad', 'ok', 'it''s "fine"', 'päng');
ALTER TYPE mood ADD VALUE 'meh' BEFORE 'ok';
COMMENT ON TYPE mood IS 'how one feels';
CREATE TYPE app."Mixed Case" AS ENUM ();
CREATE TYPE app.inner_part AS (x integer, "Y y" varchar(20) COLLATE "C", z numeric(8,3)[]);
CREATE TYPE address AS (street text, parts app.inner_part, moods mood[]);
COMMENT ON TYPE address IS 'where';
COMMENT ON COLUMN address.street IS 'with the number';
CREATE TYPE empty_composite AS ();
CREATE TYPE span AS RANGE (subtype = float8, subtype_diff = float8mi);
CREATE TYPE app.textspan AS RANGE (subtype = text, collation = "C", subtype_opclass = text_pattern_ops);
CREATE TYPE app.steps;
CREATE FUNCTION app.whole_steps(app.steps) RETURNS app.steps LANGUAGE internal IMMUTABLE STRICT AS 'int4range_canonical';
CREATE FUNCTION app.steps_apart(a integer, b integer) RETURNS double precision LANGUAGE sql IMMUTABLE AS $$ SELECT (a - b)::float8 $$;
CREATE TYPE app.steps AS RANGE (subtype = integer, canonical = app.whole_steps, subtype_diff = app.steps_apart);
-- [14+]
CREATE TYPE app.moodspan AS RANGE (subtype = mood, multirange_type_name = app.moodspans);
-- [all]

CREATE FUNCTION app.is_positive(n integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT n > 0 $$;
CREATE DOMAIN positive AS integer DEFAULT 1 CONSTRAINT positive_check CHECK (VALUE > 0);
CREATE DOMAIN app.email AS varchar(320) COLLATE "C" NOT NULL CHECK (VALUE ~ '^[^@]+@[^@]+$') CONSTRAINT "Odd ""check" CHECK (VALUE <> 'it''s@x');
COMMENT ON DOMAIN app.email IS 'an address';
COMMENT ON CONSTRAINT "Odd ""check" ON DOMAIN app.email IS 'no jokes';
CREATE DOMAIN app.checked AS integer CHECK (app.is_positive(VALUE));
CREATE DOMAIN app.checked_list AS positive[] CHECK (array_length(VALUE, 1) < 10);
CREATE DOMAIN late AS text;
ALTER DOMAIN late ADD CONSTRAINT not_blank CHECK (btrim(VALUE) <> '') NOT VALID;
CREATE DOMAIN one_of AS varchar DEFAULT 'a' CHECK (VALUE IN ('a', 'b'));
CREATE DOMAIN positive_too AS positive NOT NULL DEFAULT 3 CHECK (VALUE > 1);
CREATE DOMAIN several AS positive_too[];
-- [17+]
CREATE DOMAIN told AS integer CONSTRAINT always_told NOT NULL;
COMMENT ON CONSTRAINT always_told ON DOMAIN told IS 'why';
-- [all]

CREATE SEQUENCE plain_seq;
CREATE SEQUENCE app.odd_seq AS smallint START WITH 100 INCREMENT BY -3 MINVALUE -5 MAXVALUE 200 CACHE 7 CYCLE;
COMMENT ON SEQUENCE app.odd_seq IS 'goes down';
CREATE SEQUENCE down_seq INCREMENT BY -1;
CREATE SEQUENCE "Ünïcode.Seq" AS integer MINVALUE 0 START 5;
-- [15+]
CREATE UNLOGGED SEQUENCE quick_seq;
