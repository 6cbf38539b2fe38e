-- Operators, casts, operator classes, text search.
CREATE FUNCTION app.same_mood(a mood, b mood) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT a::text = b::text $$;
CREATE FUNCTION app.other_mood(a mood, b mood) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT a::text <> b::text $$;
CREATE OPERATOR app.=== (FUNCTION = app.same_mood, LEFTARG = mood, RIGHTARG = mood, COMMUTATOR = OPERATOR(app.===), NEGATOR = OPERATOR(app.!==), RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
CREATE OPERATOR app.!== (FUNCTION = app.other_mood, LEFTARG = mood, RIGHTARG = mood, COMMUTATOR = OPERATOR(app.!==), NEGATOR = OPERATOR(app.===));
COMMENT ON OPERATOR app.=== (mood, mood) IS 'feels alike';
CREATE TABLE uses_operator (a mood, b mood, alike boolean GENERATED ALWAYS AS (a OPERATOR(app.===) b) STORED, CHECK (a OPERATOR(app.===) b));
CREATE FUNCTION mood_of(address) RETURNS mood LANGUAGE sql IMMUTABLE AS $$ SELECT ($1).moods[1] $$;
CREATE CAST (address AS mood) WITH FUNCTION mood_of(address) AS ASSIGNMENT;
CREATE CAST (mood AS integer) WITH INOUT;
CREATE TYPE castable;
CREATE FUNCTION castable_in(cstring) RETURNS castable LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION castable_out(castable) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE TYPE castable (INPUT = castable_in, OUTPUT = castable_out, LIKE = text);
CREATE CAST (text AS castable) WITHOUT FUNCTION AS IMPLICIT;
CREATE FUNCTION as_text(integer) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT $1::text $$;
CREATE CAST (integer AS castable) WITH FUNCTION as_text(integer) AS ASSIGNMENT;
COMMENT ON CAST (address AS mood) IS 'the first';

CREATE FUNCTION app.compare_text(a text, b text) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT bttextcmp(a, b) $$;
CREATE OPERATOR FAMILY app.alphabet USING btree;
CREATE OPERATOR CLASS app.alphabetic FOR TYPE text USING btree FAMILY app.alphabet AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 app.compare_text(text, text);
COMMENT ON OPERATOR CLASS app.alphabetic USING btree IS 'by letter';
CREATE INDEX indexed_alphabetic ON indexed (name app.alphabetic);
CREATE TABLE alphabetical (a text) PARTITION BY RANGE (a app.alphabetic);

CREATE TEXT SEARCH DICTIONARY app.plain_english (TEMPLATE = snowball, LANGUAGE = english, STOPWORDS = english);
CREATE TEXT SEARCH CONFIGURATION app.english_plain (PARSER = default);
ALTER TEXT SEARCH CONFIGURATION app.english_plain ADD MAPPING FOR asciiword, word, hword WITH app.plain_english, simple;
ALTER TEXT SEARCH CONFIGURATION app.english_plain ADD MAPPING FOR int WITH simple;
COMMENT ON TEXT SEARCH CONFIGURATION app.english_plain IS 'for the search';
COMMENT ON TEXT SEARCH DICTIONARY app.plain_english IS 'stems';
CREATE TABLE searched (body text, words tsvector GENERATED ALWAYS AS (to_tsvector('app.english_plain', body)) STORED);
CREATE INDEX searched_words ON searched USING gin (words);

CREATE TYPE app.opaque;
CREATE FUNCTION app.opaque_in(cstring) RETURNS app.opaque LANGUAGE internal IMMUTABLE STRICT AS 'int8in';
CREATE FUNCTION app.opaque_out(app.opaque) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int8out';
CREATE TYPE app.opaque (INPUT = app.opaque_in, OUTPUT = app.opaque_out, LIKE = bigint, DEFAULT = '0', CATEGORY = 'N');
COMMENT ON TYPE app.opaque IS 'eight bytes';
CREATE TABLE holds_opaque (a app.opaque DEFAULT '1', b app.opaque[]);
CREATE TYPE promised;
CREATE DEFAULT CONVERSION app.latin FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;

CREATE FUNCTION app.on_ddl() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN END $$;
CREATE EVENT TRIGGER watching ON ddl_command_end WHEN TAG IN ('CREATE TABLE', 'ALTER TABLE') EXECUTE FUNCTION app.on_ddl();
ALTER EVENT TRIGGER watching DISABLE;
COMMENT ON EVENT TRIGGER watching IS 'sees all';
CREATE PUBLICATION some_tables FOR TABLE keys, app.across WITH (publish = 'insert, update');
CREATE PUBLICATION all_tables FOR ALL TABLES;
-- [15+]
CREATE PUBLICATION some_rows FOR TABLE keys (id, a) WHERE (a > 0);
CREATE PUBLICATION whole_schema FOR TABLES IN SCHEMA "Odd Schema";
-- [all]
ALTER MATERIALIZED VIEW counted ALTER COLUMN kind SET STORAGE EXTERNAL, ALTER COLUMN kind SET STATISTICS 55, ALTER COLUMN n SET (n_distinct = 3);
ALTER MATERIALIZED VIEW counted CLUSTER ON counted_n;
CREATE FUNCTION app.hash_noop(integer, bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$ SELECT $1 + $2 $$;
CREATE OPERATOR CLASS app.hash_loose FOR TYPE integer USING hash AS OPERATOR 1 =;
ALTER OPERATOR FAMILY app.hash_loose USING hash ADD FUNCTION 2 (integer, integer) app.hash_noop(integer, bigint);
CREATE TRANSFORM FOR integer LANGUAGE sql (FROM SQL WITH FUNCTION prsd_lextype(internal), TO SQL WITH FUNCTION int4recv(internal));
COMMENT ON EXTENSION btree_gist IS 'other than it brings';
CREATE STATISTICS counted_stats ON kind, n FROM counted;
COMMENT ON STATISTICS counted_stats IS 'of what is stored';
ALTER FUNCTION app.on_ddl() DEPENDS ON EXTENSION btree_gist;
ALTER INDEX indexed_ab DEPENDS ON EXTENSION pg_trgm;
ALTER TRIGGER truncating ON triggered DEPENDS ON EXTENSION pg_trgm;
ALTER MATERIALIZED VIEW counted DEPENDS ON EXTENSION pg_trgm;
