-- What can only be made in one order.
-- A foreign key that points against a row type, or against inheritance.
CREATE TABLE a_points (id integer, to_id integer);
CREATE TABLE b_holds (x integer PRIMARY KEY, pointing a_points);
ALTER TABLE a_points ADD FOREIGN KEY (to_id) REFERENCES b_holds;
CREATE TABLE a_parent (id integer PRIMARY KEY, child_id integer);
CREATE TABLE b_child (k integer PRIMARY KEY) INHERITS (a_parent);
ALTER TABLE a_parent ADD FOREIGN KEY (child_id) REFERENCES b_child;

-- Row types of tables and views.
CREATE TABLE z_row (a integer, b text);
CREATE VIEW z_view AS SELECT 1 AS x;
CREATE TABLE a_holder (z z_row, many z_row[], v z_view);
CREATE TYPE a_composite AS (z z_row);
CREATE TABLE a_typed OF a_composite;
CREATE DOMAIN a_row_domain AS z_row CHECK ((VALUE).a > 0);

-- Functions whose text is run or inlined as soon as they are used.
CREATE FUNCTION z_inner(n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT n + 1 $$;
CREATE FUNCTION a_outer(n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT public.z_inner(n) $$;
CREATE TABLE a_chain (a integer, b integer GENERATED ALWAYS AS (a_outer(a)) STORED);
CREATE TABLE a_parted_chain (a integer) PARTITION BY RANGE (a_outer(a));
CREATE TABLE a_parted_chain_1 PARTITION OF a_parted_chain FOR VALUES FROM (1) TO (2);
CREATE DOMAIN a_domain_chain AS integer CHECK (a_outer(VALUE) > 0);
CREATE TABLE z_read (a integer);
CREATE VIEW z_reading AS SELECT a FROM z_read;
CREATE MATERIALIZED VIEW z_stored AS SELECT a FROM public.z_reading;
CREATE FUNCTION a_reads() RETURNS bigint LANGUAGE plpgsql STABLE AS $$ BEGIN RETURN (SELECT count(*) FROM public.z_stored); END $$;
CREATE MATERIALIZED VIEW a_counts AS SELECT public.a_reads() AS n;

-- A view and bodies that need a constraint which ALTER TABLE adds.
CREATE TABLE keyed (city integer NOT NULL, day date NOT NULL, note text) PARTITION BY RANGE (day);
ALTER TABLE keyed ADD CONSTRAINT keyed_key PRIMARY KEY (city, day);
CREATE TABLE keyed_old (city integer NOT NULL, day date NOT NULL, note text, CONSTRAINT old_keyed_key PRIMARY KEY (city, day));
ALTER TABLE keyed ATTACH PARTITION keyed_old FOR VALUES FROM ('2000-01-01') TO ('2010-01-01');
CREATE VIEW a_grouped AS SELECT city, day, note FROM keyed GROUP BY city, day;
CREATE MATERIALIZED VIEW a_stored_group AS SELECT * FROM a_grouped;
CREATE UNIQUE INDEX a_stored_group_key ON a_stored_group (city, day);
CREATE TABLE conflicting (a integer UNIQUE, b integer);
-- [14+]
CREATE FUNCTION a_conflict(x integer) RETURNS void LANGUAGE sql BEGIN ATOMIC
    INSERT INTO conflicting VALUES (x) ON CONFLICT ON CONSTRAINT conflicting_a_key DO NOTHING;
END;
CREATE FUNCTION an_early_caller(x integer) RETURNS void LANGUAGE sql BEGIN ATOMIC SELECT a_conflict(x); END;
-- [all]
