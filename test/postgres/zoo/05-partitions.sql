-- Partitioned tables, their partitions, inheritance.
CREATE TABLE events (id bigint NOT NULL, at timestamptz NOT NULL, kind text DEFAULT 'x', PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01 00:00+00') TO ('2025-01-01 00:00+00');
CREATE TABLE events_2025 PARTITION OF events FOR VALUES FROM ('2025-01-01 00:00+00') TO ('2026-01-01 00:00+00') PARTITION BY LIST (id);
CREATE TABLE events_2025_x PARTITION OF events_2025 FOR VALUES IN (1, 2);
CREATE TABLE events_2025_rest PARTITION OF events_2025 DEFAULT;
CREATE TABLE app.events_default PARTITION OF events DEFAULT;
CREATE INDEX events_kind ON events (kind);
CREATE INDEX events_lower ON events (lower(kind), at);
CREATE INDEX own_of_one ON events_2024 (kind, at);
COMMENT ON TABLE events_2024 IS 'last year';
COMMENT ON INDEX events_kind IS 'by kind';

CREATE TABLE by_hash (id integer NOT NULL, x integer CHECK (x > 0), CONSTRAINT x_small CHECK (x < 100)) PARTITION BY HASH (id);
CREATE TABLE by_hash_0 PARTITION OF by_hash FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE by_hash_1 PARTITION OF by_hash FOR VALUES WITH (MODULUS 2, REMAINDER 1);
ALTER TABLE by_hash ADD CONSTRAINT by_hash_unique UNIQUE (id, x);
CREATE TABLE by_expression (a integer, b text, c text COLLATE "C") PARTITION BY RANGE ((a % 10), lower(b), c COLLATE "POSIX" text_pattern_ops);
CREATE TABLE by_expression_1 PARTITION OF by_expression FOR VALUES FROM (0, MINVALUE, MINVALUE) TO (5, 'm', MAXVALUE);

-- Attached with names and an order of their own.
CREATE TABLE measured (city integer NOT NULL, day date NOT NULL, peak integer DEFAULT 1, note text) PARTITION BY RANGE (day);
ALTER TABLE measured ADD CONSTRAINT measured_key PRIMARY KEY (city, day);
ALTER TABLE measured ADD CONSTRAINT measured_peak UNIQUE (peak, day);
CREATE INDEX measured_note ON measured (note);
CREATE TABLE measured_old (note text, gone integer, day date NOT NULL, city integer NOT NULL, peak integer DEFAULT 7,
    CONSTRAINT old_key PRIMARY KEY (city, day), CONSTRAINT old_peak UNIQUE (peak, day), CONSTRAINT own_check CHECK (peak < 1000));
ALTER TABLE measured_old DROP COLUMN gone;
CREATE INDEX old_note_index ON measured_old (note);
COMMENT ON INDEX old_note_index IS 'attached';
ALTER TABLE measured ATTACH PARTITION measured_old FOR VALUES FROM ('2000-01-01') TO ('2010-01-01');
CREATE TABLE measured_new PARTITION OF measured (peak DEFAULT 9, note NOT NULL) FOR VALUES FROM ('2010-01-01') TO ('2020-01-01');
ALTER INDEX measured_new_note_idx RENAME TO chosen_by_hand;
CREATE TABLE measured_sub PARTITION OF measured FOR VALUES FROM ('2020-01-01') TO ('2030-01-01') PARTITION BY HASH (day);
CREATE TABLE measured_sub_0 PARTITION OF measured_sub FOR VALUES WITH (MODULUS 1, REMAINDER 0) WITH (fillfactor = 80);
ALTER INDEX measured_sub_0_pkey RENAME TO deep_key;

-- An index of the parent that is not attached everywhere.
CREATE TABLE half (a integer, b integer) PARTITION BY LIST (a);
CREATE TABLE half_1 PARTITION OF half FOR VALUES IN (1);
CREATE TABLE half_2 PARTITION OF half FOR VALUES IN (2);
CREATE INDEX half_b ON ONLY half (b);
CREATE INDEX half_1_b ON half_1 (b);
ALTER INDEX half_b ATTACH PARTITION half_1_b;
ALTER TABLE ONLY half ADD CONSTRAINT half_key UNIQUE (a);

-- Foreign keys from and to partitioned tables.
CREATE TABLE points_at_events (id integer PRIMARY KEY, event_id bigint, event_at timestamptz, FOREIGN KEY (event_id, event_at) REFERENCES events (id, at));
CREATE TABLE part_children (id integer, of_a integer REFERENCES parent_a, of_event bigint, of_at timestamptz,
    CONSTRAINT to_events FOREIGN KEY (of_event, of_at) REFERENCES events ON DELETE CASCADE) PARTITION BY LIST (id);
CREATE TABLE part_children_1 PARTITION OF part_children FOR VALUES IN (1);
CREATE TABLE part_children_2 (id integer, of_a integer REFERENCES parent_a (id), of_event bigint, of_at timestamptz, own integer);
ALTER TABLE part_children_2 DROP COLUMN own;
ALTER TABLE part_children_2 ADD CONSTRAINT extra_key FOREIGN KEY (id) REFERENCES parent_a (id);
ALTER TABLE part_children ATTACH PARTITION part_children_2 FOR VALUES IN (2);

CREATE TABLE part_facts (id integer, t text, g integer GENERATED ALWAYS AS (id * 2) STORED, s text COLLATE "C" NOT NULL DEFAULT 'q') PARTITION BY LIST (id);
ALTER TABLE part_facts ALTER t SET STORAGE EXTERNAL;
CREATE TABLE part_facts_1 PARTITION OF part_facts FOR VALUES IN (1);
CREATE TABLE part_facts_2 PARTITION OF part_facts FOR VALUES IN (2);
ALTER TABLE part_facts_2 ALTER s DROP DEFAULT, ALTER t SET STORAGE MAIN, ALTER t SET STATISTICS 77;
CREATE UNLOGGED TABLE part_unlogged PARTITION OF part_facts FOR VALUES IN (3);
CREATE TABLE part_serial (id serial, x integer) PARTITION BY LIST (x);
CREATE TABLE part_serial_1 PARTITION OF part_serial FOR VALUES IN (1);
-- [17+]
CREATE TABLE part_identity (id integer GENERATED ALWAYS AS IDENTITY, x integer) PARTITION BY LIST (x);
CREATE TABLE part_identity_1 PARTITION OF part_identity FOR VALUES IN (1);
CREATE TABLE part_identity_2 (x integer, id integer NOT NULL);
ALTER TABLE part_identity ATTACH PARTITION part_identity_2 FOR VALUES IN (2);
-- [all]

CREATE TABLE animals (id serial PRIMARY KEY, name text NOT NULL DEFAULT 'x', legs integer CHECK (legs >= 0), CONSTRAINT alone CHECK (legs < 100) NO INHERIT);
CREATE TABLE dogs (breed text, CONSTRAINT dogs_key PRIMARY KEY (id)) INHERITS (animals);
CREATE TABLE swimmers (depth numeric(6,2) CONSTRAINT wet CHECK (depth > 0));
CREATE TABLE ducks (legs integer DEFAULT 2, quack text, CONSTRAINT ducks_legs CHECK (legs = 2)) INHERITS (animals, swimmers);
ALTER TABLE dogs ALTER COLUMN name SET DEFAULT 'dog';
ALTER TABLE dogs ALTER COLUMN legs SET NOT NULL;
CREATE TABLE cats (whiskers integer) INHERITS (animals);
ALTER TABLE cats ALTER COLUMN name DROP DEFAULT;
COMMENT ON COLUMN cats.name IS 'inherited';
CREATE TABLE adopted (id integer NOT NULL, name text NOT NULL, legs integer, since date, CONSTRAINT animals_legs_check CHECK (legs >= 0));
ALTER TABLE adopted INHERIT animals;
CREATE TABLE app.puppies () INHERITS (dogs);

CREATE TABLE doubtful (f integer);
CREATE TABLE sure () INHERITS (doubtful);
INSERT INTO doubtful VALUES (-1);
ALTER TABLE sure ADD CONSTRAINT f_positive CHECK (f > 0);
ALTER TABLE doubtful ADD CONSTRAINT f_positive CHECK (f > 0) NOT VALID;
DELETE FROM ONLY doubtful;
CREATE TABLE computing (a integer, b integer GENERATED ALWAYS AS (a * 2) STORED);
CREATE TABLE computing_too (a integer, b integer GENERATED ALWAYS AS (a * 2) STORED, c integer);
ALTER TABLE computing_too INHERIT computing;
CREATE TABLE self_referring (a integer UNIQUE) PARTITION BY LIST (a);
CREATE TABLE self_referring_1 PARTITION OF self_referring FOR VALUES IN (1);
ALTER TABLE self_referring ADD FOREIGN KEY (a) REFERENCES self_referring (a);
ALTER TABLE self_referring RENAME COLUMN a TO b;
CREATE TABLE parted_identity (a bigint GENERATED BY DEFAULT AS IDENTITY) PARTITION BY LIST (a);
CREATE TABLE parted_identity_1 PARTITION OF parted_identity FOR VALUES IN (1);
CREATE TABLE parted_identity_2 (a bigint NOT NULL);
ALTER TABLE parted_identity ATTACH PARTITION parted_identity_2 DEFAULT;

-- Names that PostgreSQL would choose for a partition too, but that are taken.
CREATE TABLE "a_partitioned_table_with_a_name_that_is_quite_long" (tenant_id integer NOT NULL, note text NOT NULL, PRIMARY KEY (tenant_id)) PARTITION BY LIST (tenant_id);
CREATE TABLE "a_partitioned_table_with_a_name_that_is_quite_long_20261125" (LIKE "a_partitioned_table_with_a_name_that_is_quite_long" INCLUDING ALL) WITH (fillfactor = 80);
ALTER TABLE "a_partitioned_table_with_a_name_that_is_quite_long" ATTACH PARTITION "a_partitioned_table_with_a_name_that_is_quite_long_20261125" FOR VALUES IN (1);
CREATE TABLE short_of_names (a integer UNIQUE) PARTITION BY LIST (a);
CREATE TABLE short_of_names_1 PARTITION OF short_of_names FOR VALUES IN (1);
CREATE TABLE short_of_names_2 (b integer, a integer PRIMARY KEY);
ALTER TABLE short_of_names_2 DROP COLUMN b;
ALTER TABLE short_of_names ATTACH PARTITION short_of_names_2 FOR VALUES IN (2);
CREATE TABLE a_taker (a integer, CONSTRAINT short_of_names_1_a_key CHECK (a > 0), CONSTRAINT short_of_names_2_pkey CHECK (a > 1));

-- Keys and indexes that are alike: a parent's takes the first that it finds.
CREATE TABLE parted_alike (s integer NOT NULL) PARTITION BY RANGE (s);
CREATE TABLE parted_alike_1 PARTITION OF parted_alike DEFAULT;
CREATE TABLE a_part_alike PARTITION OF parted_alike FOR VALUES FROM (1) TO (2) PARTITION BY LIST (s);
CREATE TABLE "0_leaf_alike" PARTITION OF a_part_alike DEFAULT;
ALTER TABLE parted_alike ADD UNIQUE (s);
ALTER TABLE parted_alike ADD CONSTRAINT alike_again UNIQUE (s) DEFERRABLE;
CREATE INDEX alike_1 ON parted_alike (s);
CREATE INDEX alike_0 ON parted_alike (s);
COMMENT ON INDEX alike_0 IS 'the second';
-- Children that came after a NOT VALID check of their parent.
CREATE TABLE unsure (f integer);
ALTER TABLE unsure ADD CONSTRAINT f_there CHECK (f IS NOT NULL) NOT VALID;
CREATE TABLE born_sure () INHERITS (unsure);
CREATE TABLE parted_unsure (f integer) PARTITION BY LIST (f);
ALTER TABLE parted_unsure ADD CONSTRAINT f_there CHECK (f > 0) NOT VALID;
CREATE TABLE parted_sure PARTITION OF parted_unsure FOR VALUES IN (1);
