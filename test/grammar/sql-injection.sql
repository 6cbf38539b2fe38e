-- SYNTAX TEST "source.sql" "What VS Code's own SQL colouring gets wrong, put right in .sql files"

/* outer /* inner */ still a comment */ SELECT 1;
--                   ^^^^^^^^^^^^^ comment.block.postgres
--                                      ^^^^^^ keyword.other.DML.sql - comment

CREATE TABLE t (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
--     ^^^^ storage.type.postgres
    data jsonb,
--       ^^^^^ storage.type.postgres
    seen timestamptz,
--       ^^^^^^^^^^^ storage.type.postgres
    tags text[] DEFAULT '{}'::text[],
--       ^^^^ storage.type.sql
--           ^ punctuation.section.brackets.begin.postgres - text.bracketed
--                          ^^ keyword.operator.cast.postgres
--                            ^^^^ storage.type.postgres
    period tstzrange
--         ^^^^^^^^^ storage.type.postgres
);

SELECT E'it\'s', $1, 1 FROM t;
--     ^ storage.type.string.postgres
--         ^^ constant.character.escape.postgres
--               ^^ variable.parameter.positional.postgres
--                   ^ constant.numeric.sql - string

SELECT ARRAY['a', 'b']::app.mood[], [bracketed name] FROM t;
--           ^^^ string.quoted.single.postgres
--                    ^^ keyword.operator.cast.postgres
--                      ^^^^^^^^ storage.type.other.postgres
--                                   ^^^^^^^^^^^^^^ text.bracketed

COMMENT ON TABLE t IS $note$ It's SELECT, as text $note$;
--                    ^^^^^^ punctuation.definition.string.dollar.begin.postgres
--                           ^^^^^^^^^^^^^^^^^^^^ string.quoted.other.dollar.postgres - keyword

CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
-- <----- meta.embedded.block.plpgsql keyword.control.plpgsql
  NEW.updated_at := now(); -- it's now
--^^^ variable.language.plpgsql
--               ^^ keyword.operator.assignment.plpgsql
--                         ^^^^^^^^^^^ comment.line.double-dash.postgres
  RAISE NOTICE 'it''s %', /* a /* nested */ one */ 'x';
--^^^^^ keyword.control.plpgsql
--             ^^^^^^^^ string.quoted.single.postgres
--                                          ^^^ comment.block.postgres
  RETURN NEW;
END
$body$;
-- <------ punctuation.definition.string.dollar.end.postgres
SELECT 1;
-- <------ keyword.other.DML.sql - meta.embedded

\connect bazaar
-- <-------- keyword.control.directive.psql
COPY public.story (id, title) FROM stdin;
1	it's SELECT a 'text
-- <-------------------- string.unquoted.copy-data.postgres - keyword
\.
-- <-- keyword.control.end-of-data.postgres
SELECT 1;
-- <------ keyword.other.DML.sql - string

-- Other dialects keep what they have.
SELECT `a`, @x, N'text' FROM dbo.[my table];
--      ^ string.quoted.other.backtick.sql
--          ^^ text.variable
--               ^^^^^^ string.quoted.single.sql
--                                ^^^^^^^^ text.bracketed
