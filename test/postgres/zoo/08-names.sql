-- Names that need care.
CREATE SCHEMA "select";
CREATE TABLE "select"."table" ("column" integer PRIMARY KEY, "a""b" text, "x.y" integer UNIQUE, "Ünïcödé" text, "with space" integer, "$1" integer, "end" integer REFERENCES "select"."table");
COMMENT ON TABLE "select"."table" IS 'quo''te "and" $$ dollar';
COMMENT ON COLUMN "select"."table"."a""b" IS 'a quoted quote';
CREATE INDEX "index" ON "select"."table" ("with space", lower("a""b"));
CREATE TABLE "This_table_name_is_exactly_sixty_three_bytes_long_and_then_some" ("This_column_name_is_exactly_sixty_three_bytes_long_and_some_mo" integer PRIMARY KEY, b integer UNIQUE REFERENCES "select"."table" CHECK (b > 0));
CREATE TABLE "ümläüt_ünd_länger_äls_ällés_ändere_dämit_es_nïcht_pässt" ("spälte_die_äuch_länger_ïst" serial PRIMARY KEY, b integer UNIQUE);
CREATE TABLE "public.dotted" (id serial PRIMARY KEY);
CREATE TABLE "Ends with """ ("""" integer PRIMARY KEY);
CREATE TABLE "select".same_name (id integer PRIMARY KEY);
CREATE TABLE same_name (id integer PRIMARY KEY REFERENCES "select".same_name);
CREATE TABLE e ("E'x" text DEFAULT E'\t\\n');
CREATE TYPE "select"."type" AS ENUM ('a');
CREATE TABLE "order" ("user" "select"."type" DEFAULT 'a', "group" "select"."type"[]);
CREATE TABLE t_pkey (id integer);
CREATE TABLE t (id integer, CONSTRAINT t_pkey1 PRIMARY KEY (id));
CREATE VIEW "select"."View" AS SELECT "column" AS "Col umn" FROM "select"."table";
CREATE FUNCTION "select"."Function"("Arg" "select"."type") RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE TRIGGER "select" BEFORE UPDATE ON "select"."table" FOR EACH ROW EXECUTE FUNCTION touch();
-- Names PostgreSQL would choose, but for a constraint elsewhere that has them too.
CREATE TABLE taken_name (a integer PRIMARY KEY, b integer NOT NULL);
CREATE TABLE an_other (a integer, CONSTRAINT taken_name_pkey CHECK (a > 0), CONSTRAINT taken_name_b_not_null CHECK (a > 1));
CREATE TABLE "a_table_with_a_name_that_is_so_long_that_names_chosen_are_cut_1" (a bigint NOT NULL);
CREATE TABLE "a_table_with_a_name_that_is_so_long_that_names_chosen_are_cut_2" (LIKE "a_table_with_a_name_that_is_so_long_that_names_chosen_are_cut_1" INCLUDING ALL);
