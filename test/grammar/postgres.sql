-- SYNTAX TEST "source.postgres" "What a .pgsql file, or one set to PostgreSQL, looks like"

/* outer /* inner */ still a comment */ SELECT 1;
--                   ^^^^^^^^^^^^^ comment.block.postgres
--                                      ^^^^^^ keyword.other.postgres - comment
--                                             ^ constant.numeric.postgres

CREATE TABLE IF NOT EXISTS "bazaar-vid_story" (
-- <------ keyword.other.create.postgres
--                         ^^^^^^^^^^^^^^^^^^ entity.name.type.postgres
    "id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
--  ^^^^ variable.other.quoted.postgres
--       ^^^^ storage.type.postgres
--            ^^^^^^^^^^^ storage.modifier.postgres
--                        ^^^^^^^ storage.modifier.postgres
--                                ^^^^^^^^^^^^^^^ support.function.postgres
--                                                  ^^^^^^^^ storage.modifier.postgres
    price numeric(10, 2) DEFAULT 0.00,
--        ^^^^^^^ storage.type.postgres
--                ^^ constant.numeric.postgres
--                               ^^^^ constant.numeric.postgres
    seen timestamp with time zone DEFAULT CURRENT_TIMESTAMP,
--       ^^^^^^^^^^^^^^^^^^^^^^^^ storage.type.postgres
--                                        ^^^^^^^^^^^^^^^^^ constant.language.postgres
    tags text[] DEFAULT '{}'::text[],
--       ^^^^ storage.type.postgres
--                      ^^^^ string.quoted.single.postgres
--                          ^^ keyword.operator.cast.postgres
--                            ^^^^ storage.type.postgres
    mood app.mood
--       ^^^ - storage.type.postgres
);

SELECT 'C:\', 'it''s', E'it\'s\n', 1 FROM t;
--     ^^^^^ string.quoted.single.postgres
--          ^ - string
--               ^^ constant.character.escape.postgres
--                     ^ storage.type.string.postgres
--                         ^^ constant.character.escape.postgres
--                            ^^ constant.character.escape.postgres
--                                 ^ constant.numeric.postgres - string
SELECT U&'\0441', b'0101', x'1F' FROM t;
--     ^^ storage.type.string.postgres
--        ^^^^^^ string.quoted.single.unicode.postgres
--                ^^^^^^^ constant.numeric.bits.postgres
--                         ^^^^^ constant.numeric.bits.postgres

SELECT $1::app.mood, data->>'k', a::double precision, $2 FROM t WHERE b = ANY($3::int[]);
--     ^^ variable.parameter.positional.postgres
--       ^^ keyword.operator.cast.postgres
--         ^^^^^^^^ storage.type.other.postgres
--                       ^^^ keyword.operator.postgres
--                                ^^ keyword.operator.cast.postgres
--                                  ^^^^^^^^^^^^^^^^ storage.type.postgres
--                                                                            ^^ variable.parameter.positional.postgres

COMMENT ON TABLE t IS $note$ It's SELECT, as text $note$;
--                    ^^^^^^ punctuation.definition.string.dollar.begin.postgres
--                           ^^^^^^^^^^^^^^^^^^^^ string.quoted.other.dollar.postgres - keyword
--                                                ^^^^^^ punctuation.definition.string.dollar.end.postgres

CREATE OR REPLACE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS $body$
-- <------ keyword.other.create.postgres
--                         ^^^^^^^^^ entity.name.function.postgres
--                                                                         ^^^^^^ punctuation.definition.string.dollar.begin.postgres
DECLARE
-- <------- keyword.control.plpgsql
  r app.story%ROWTYPE;
--           ^ keyword.operator.plpgsql
--            ^^^^^^^ storage.type.plpgsql
BEGIN
-- <----- keyword.control.plpgsql
  NEW.updated_at := now();
--^^^ variable.language.plpgsql
--               ^^ keyword.operator.assignment.plpgsql
--                  ^^^ support.function.postgres
  IF NOT FOUND THEN
--^^ keyword.control.plpgsql
--       ^^^^^ variable.language.plpgsql
    RAISE NOTICE 'it''s $$ %', $$a$$;
--  ^^^^^ keyword.control.plpgsql
--               ^^^^^^^^^^^^ string.quoted.single.postgres
--                             ^^^^^ string.quoted.other.dollar.postgres
  ELSIF x THEN
--^^^^^ keyword.control.plpgsql
  END IF;
  RETURN NEW;
--^^^^^^ keyword.control.plpgsql
END
$body$;
-- <------ punctuation.definition.string.dollar.end.postgres
SELECT 1; -- SQL again
-- <------ keyword.other.postgres - meta.embedded
--        ^^ comment.line.double-dash.postgres

DO $$ BEGIN PERFORM 1; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
-- <-- keyword.other.postgres
--    ^^^^^ keyword.control.plpgsql
--          ^^^^^^^ keyword.control.plpgsql
--                     ^^^^^^^^^ keyword.control.plpgsql
--                                                                      ^ - meta.embedded

CREATE FUNCTION one() RETURNS int
LANGUAGE sql
AS
$$
  SELECT 1
--^^^^^^ keyword.other.postgres
$$;
-- <-- punctuation.definition.string.dollar.end.postgres

\set name 'value'
-- <---- keyword.control.directive.psql
--   ^^^^^^^^^^^^ string.unquoted.argument.psql
SELECT :'name', :"name", :name, ARRAY['a', 'b'];
--     ^^^^^^^ variable.other.psql
--              ^^^^^^^ variable.other.psql
--                       ^^^^^ variable.other.psql
--                                    ^^^ string.quoted.single.postgres
COPY public.story (id, title) FROM stdin;
-- <---- keyword.other.postgres
1	it's SELECT a 'text
-- <-------------------- string.unquoted.copy-data.postgres - keyword
\.
-- <-- keyword.control.end-of-data.postgres
SELECT 1;
-- <------ keyword.other.postgres - string
