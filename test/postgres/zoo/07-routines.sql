-- Functions, procedures, aggregates, views, and knots among them.
CREATE FUNCTION add(a integer, b integer DEFAULT 1) RETURNS integer LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 5 AS 'SELECT a + b';
CREATE FUNCTION add(a text, VARIADIC b text[]) RETURNS text LANGUAGE sql AS $$ SELECT a $$;
CREATE FUNCTION table_like(OUT x integer, OUT y text) RETURNS SETOF record LANGUAGE sql ROWS 5 AS $$ SELECT 1, 'x' $$;
CREATE FUNCTION returns_table(p integer) RETURNS TABLE (id integer, name text) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = app, pg_temp SET work_mem = '4MB' AS $f$ BEGIN RETURN QUERY SELECT 1, 'x'; END $f$;
CREATE FUNCTION "Odd Fn"("In" integer, INOUT z integer) LANGUAGE plpgsql LEAKPROOF AS 'BEGIN z := 1; END';
CREATE FUNCTION uses_row(r people) RETURNS text LANGUAGE sql AS $$ SELECT r.name $$;
CREATE FUNCTION returns_rows() RETURNS SETOF animals LANGUAGE sql AS $$ SELECT * FROM animals $$;
CREATE FUNCTION names_tables() RETURNS bigint LANGUAGE sql AS $$ SELECT count(*) FROM public.keys k JOIN app.across a ON a.own = k.id $$;
CREATE FUNCTION zz_called_later(n integer) RETURNS integer LANGUAGE sql AS $$ SELECT n $$;
CREATE FUNCTION calls_other(n integer) RETURNS integer LANGUAGE sql AS $$ SELECT zz_called_later(n) + 1 $$;
CREATE FUNCTION rowtype_inside() RETURNS void LANGUAGE plpgsql AS $$ DECLARE r triggered%ROWTYPE; BEGIN SELECT * INTO r FROM triggered; END $$;
CREATE PROCEDURE app.work(IN a integer, INOUT b text DEFAULT 'x') LANGUAGE plpgsql AS $$ BEGIN COMMIT; END $$;
COMMENT ON FUNCTION add(integer, integer) IS 'adds';
COMMENT ON PROCEDURE app.work(integer, text) IS 'works';
-- [14+]
CREATE FUNCTION standard_body(a integer, b integer) RETURNS integer LANGUAGE sql RETURN a + b;
CREATE FUNCTION atomic_body(n integer) RETURNS integer LANGUAGE sql BEGIN ATOMIC SELECT keys.a FROM public.keys WHERE keys.b = n; SELECT standard_body(n, 2); END;
CREATE PROCEDURE atomic_procedure(n integer) LANGUAGE sql BEGIN ATOMIC INSERT INTO quick VALUES (n); END;
-- [all]
CREATE FUNCTION more(state integer, next integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT coalesce(state, 0) + coalesce(next, 0) $$;
CREATE AGGREGATE total(integer) (SFUNC = more, STYPE = integer, INITCOND = '0');
CREATE AGGREGATE app.total_ordered(double precision ORDER BY anyelement) (SFUNC = ordered_set_transition, STYPE = internal, FINALFUNC = percentile_disc_final, FINALFUNC_EXTRA);
CREATE AGGREGATE moving(integer) (SFUNC = more, STYPE = integer, MSFUNC = more, MINVFUNC = more, MSTYPE = integer, COMBINEFUNC = more, PARALLEL = SAFE);
CREATE AGGREGATE rows_seen(*) (SFUNC = int8inc, STYPE = bigint, INITCOND = 0);
COMMENT ON AGGREGATE rows_seen(*) IS 'all of them';
COMMENT ON AGGREGATE total(integer) IS 'sums';

CREATE VIEW simple_view AS SELECT id, name AS "The Name", legs * 2 AS twice FROM animals WHERE name <> 'x;' ORDER BY id;
COMMENT ON VIEW simple_view IS 'a view';
COMMENT ON COLUMN simple_view.twice IS 'doubled';
ALTER VIEW simple_view ALTER COLUMN twice SET DEFAULT 4;
CREATE VIEW app.on_view WITH (security_barrier = true) AS SELECT v.id, count(*) AS n FROM simple_view v JOIN app.across a USING (id) GROUP BY v.id;
CREATE VIEW checked_view AS SELECT id, a FROM keys WHERE a > 0 WITH CASCADED CHECK OPTION;
CREATE VIEW grouped_by_key AS SELECT id, code, x FROM parent_a GROUP BY id;
CREATE RECURSIVE VIEW counting (n) AS SELECT 1 UNION ALL SELECT n + 1 FROM counting WHERE n < 10;
CREATE VIEW whole_row AS SELECT p AS person_row, people_fn.name FROM people p, LATERAL uses_row(p) AS people_fn (name);
CREATE VIEW an_early_name AS SELECT * FROM grouped_by_key;
-- [15+]
CREATE VIEW invoker_view WITH (security_invoker = true) AS SELECT * FROM guarded;
-- [all]
CREATE MATERIALIZED VIEW counted AS SELECT kind, count(*) AS n FROM events GROUP BY kind;
CREATE UNIQUE INDEX counted_kind ON counted (kind);
CREATE INDEX counted_n ON counted (n DESC);
COMMENT ON MATERIALIZED VIEW counted IS 'stored';
COMMENT ON INDEX counted_n IS 'ordered';
COMMENT ON COLUMN counted.n IS 'how many';
CREATE MATERIALIZED VIEW app.empty_counted WITH (fillfactor = 80) AS SELECT kind FROM counted WITH NO DATA;
CREATE FUNCTION instead() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
CREATE TRIGGER instead_of INSTEAD OF INSERT OR UPDATE ON simple_view FOR EACH ROW EXECUTE FUNCTION instead();
CREATE RULE redirect AS ON INSERT TO checked_view DO INSTEAD INSERT INTO quick VALUES (NEW.a);

-- A table whose default calls a function of its own rows; a view and a function that need each other.
CREATE TABLE knot (id integer, b text);
CREATE FUNCTION knot_value(k knot) RETURNS integer LANGUAGE sql AS $$ SELECT k.id $$;
ALTER TABLE knot ADD COLUMN c integer DEFAULT knot_value(NULL::knot);
ALTER TABLE knot ADD CONSTRAINT knot_check CHECK (knot_value(knot.*) > 0);
CREATE VIEW knot_view AS SELECT 1 AS a, 'x'::text AS b;
CREATE FUNCTION knot_fn(v knot_view) RETURNS integer LANGUAGE sql AS $$ SELECT v.a $$;
CREATE OR REPLACE VIEW knot_view AS SELECT 1 AS a, 'x'::text AS b, knot_fn(NULL) AS c;
CREATE FUNCTION app.table_default() RETURNS integer LANGUAGE sql AS $$ SELECT count(*)::integer FROM public.keys $$;
CREATE TABLE aa_needs_function (a integer DEFAULT app.table_default());
CREATE DOMAIN knot_domain AS integer;
CREATE FUNCTION knot_domain_ok(d knot_domain) RETURNS boolean LANGUAGE sql AS $$ SELECT d > 0 $$;
ALTER DOMAIN knot_domain ADD CONSTRAINT ok CHECK (knot_domain_ok(VALUE));
