-- Keys, checks, foreign keys, exclusions.
CREATE EXTENSION btree_gist;

CREATE TABLE keys (
    id uuid PRIMARY KEY, a integer, b integer, c text UNIQUE, d integer CONSTRAINT "Own Name" UNIQUE, e integer,
    UNIQUE (a, b), CONSTRAINT keys_deferred UNIQUE (e) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT keys_deferrable UNIQUE (b, e) DEFERRABLE, CONSTRAINT keys_include UNIQUE (a, e) INCLUDE (b, c) WITH (fillfactor = 70)
);
COMMENT ON CONSTRAINT keys_deferred ON keys IS 'checked late';
COMMENT ON INDEX keys_include IS 'the index behind the key';
CREATE TABLE own_key_name (id integer, CONSTRAINT the_key PRIMARY KEY (id));
CREATE TABLE renamed_after (id integer PRIMARY KEY, x integer UNIQUE CHECK (x > 0));
ALTER TABLE renamed_after RENAME TO renamed_now;
CREATE TABLE wide_key (a integer, b integer, c text, CONSTRAINT wide_key_pkey PRIMARY KEY (b, a) INCLUDE (c) DEFERRABLE);
-- [15+]
CREATE TABLE nulls_not_distinct (a integer, b integer, UNIQUE NULLS NOT DISTINCT (a, b), CONSTRAINT nnd UNIQUE NULLS NOT DISTINCT (b) INCLUDE (a));
-- [18+]
CREATE TABLE temporal (id integer, valid daterange, CONSTRAINT temporal_pk PRIMARY KEY (id, valid WITHOUT OVERLAPS));
CREATE TABLE temporal_child (id integer, of integer, valid daterange, UNIQUE (id, valid WITHOUT OVERLAPS),
    CONSTRAINT within FOREIGN KEY (of, PERIOD valid) REFERENCES temporal (id, PERIOD valid));
CREATE TABLE not_enforced (a integer, b uuid REFERENCES keys NOT ENFORCED, CONSTRAINT lax CHECK (a > 0) NOT ENFORCED);
-- [all]

CREATE TABLE checks (
    a integer CHECK (a > 0), b integer, c text, d integer, e jsonb,
    CHECK (a < b), CONSTRAINT "Odd name" CHECK (c IN ('x', 'y', 'it''s')), CONSTRAINT alone CHECK (a <> 5) NO INHERIT,
    CONSTRAINT either CHECK ((a > 0 AND b > 0) OR (a < 0 AND b < 0)), CONSTRAINT called CHECK (app.is_positive(d)),
    CONSTRAINT matched CHECK (c ~ '^[a-z]+$' AND length(c) BETWEEN 1 AND 10), CONSTRAINT typed CHECK (jsonb_typeof(e) = 'object'),
    CONSTRAINT whole CHECK (checks.* IS NOT NULL), CONSTRAINT parens CHECK ((a) + (b) > (1)), CONSTRAINT nothing CHECK (true)
);
ALTER TABLE checks ADD CONSTRAINT later CHECK (d > 10) NOT VALID;
COMMENT ON CONSTRAINT later ON checks IS 'old rows differ';

CREATE TABLE parent_a (id integer PRIMARY KEY, code text UNIQUE, x integer, y integer, UNIQUE (x, y));
CREATE UNIQUE INDEX parent_a_only_index ON parent_a (y);
CREATE TABLE children (
    id integer PRIMARY KEY, a_id integer REFERENCES parent_a, code text REFERENCES parent_a (code) ON UPDATE CASCADE ON DELETE SET NULL,
    x integer, y integer, z integer REFERENCES parent_a (y),
    CONSTRAINT full_match FOREIGN KEY (x, y) REFERENCES parent_a (x, y) MATCH FULL ON DELETE CASCADE ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT swapped FOREIGN KEY (y, x) REFERENCES parent_a (y, x) ON DELETE SET DEFAULT DEFERRABLE,
    parent integer REFERENCES children (id)
);
ALTER TABLE children ADD CONSTRAINT unproven FOREIGN KEY (id) REFERENCES parent_a (id) NOT VALID;
COMMENT ON CONSTRAINT full_match ON children IS 'all or none';
-- [15+]
CREATE TABLE sets_some (id integer, x integer, y integer, FOREIGN KEY (x, y) REFERENCES parent_a (x, y) ON DELETE SET NULL (y));
-- [all]
CREATE TABLE cycle_a (id integer PRIMARY KEY, b_id integer);
CREATE TABLE cycle_b (id integer PRIMARY KEY, a_id integer REFERENCES cycle_a);
ALTER TABLE cycle_a ADD CONSTRAINT cycle_a_b_fkey FOREIGN KEY (b_id) REFERENCES cycle_b;
CREATE TABLE app.across (id integer PRIMARY KEY, own uuid REFERENCES public.keys, back integer REFERENCES "Serial Table");
ALTER TABLE keys ADD COLUMN across_id integer REFERENCES app.across;

CREATE TABLE exclusions (
    room integer, during tsrange, c circle, a integer,
    EXCLUDE USING gist (room WITH =, during WITH &&),
    CONSTRAINT no_overlap EXCLUDE USING gist (c WITH &&) WHERE (a > 0) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT by_btree EXCLUDE USING btree ((a % 10) WITH =) WITH (fillfactor = 80)
);
COMMENT ON CONSTRAINT no_overlap ON exclusions IS 'one at a time';

-- Lists of varchar, which the server spells with a cast that would be read as another.
CREATE TABLE listed (a varchar(10) CHECK (a IN ('x', 'y', 'it''s')), b char(3) CHECK (b NOT IN ('x', 'y')), c varchar, d "char" CHECK (d IN ('a', 'b')),
    e varchar, CONSTRAINT listed_any CHECK (c = ANY (ARRAY['a', 'b'])), CONSTRAINT listed_columns CHECK (a = ANY (ARRAY[c, 'x', e])), CONSTRAINT listed_like CHECK (c LIKE ANY (ARRAY['a%', 'b%'])),
    CONSTRAINT listed_casts CHECK (c::text = ANY (ARRAY['a'::varchar::text, 'b'::varchar::text])));
CREATE INDEX listed_some ON listed (b) WHERE a NOT IN ('x', '(ARRAY[');
CREATE VIEW listed_view AS SELECT a, 'ANY ((ARRAY[''x''::character varying])::text[])' AS text FROM listed WHERE a IN ('x', 'z');
CREATE POLICY listed_policy ON listed USING (a IN ('q', 'r'));
CREATE TABLE keyed_late (b integer PRIMARY KEY DEFERRABLE);
CREATE UNIQUE INDEX keyed_late_b ON keyed_late (b DESC);
ALTER TABLE keyed_late ADD FOREIGN KEY (b) REFERENCES keyed_late (b);
CREATE TABLE keyed_twice (a integer PRIMARY KEY, b integer, CONSTRAINT b_once UNIQUE (b));
ALTER TABLE keyed_twice ADD CONSTRAINT b_twice UNIQUE (b), ADD CONSTRAINT a_twice UNIQUE (a);

-- [18+]
-- NOT NULL has a name and may be valid in a child while its parent's is not, or the other way round.
CREATE TABLE unsure_parent (a integer, b integer);
CREATE TABLE unsure_child () INHERITS (unsure_parent);
CREATE TABLE unsure_own (a integer) INHERITS (unsure_parent);
CREATE TABLE unsure_named (CONSTRAINT its_own NOT NULL b) INHERITS (unsure_parent);
ALTER TABLE unsure_parent ADD CONSTRAINT unsure NOT NULL a NOT VALID;
ALTER TABLE unsure_child VALIDATE CONSTRAINT unsure;
ALTER TABLE unsure_own VALIDATE CONSTRAINT unsure;
COMMENT ON CONSTRAINT unsure ON unsure_parent IS 'not yet';
COMMENT ON CONSTRAINT unsure ON unsure_child IS 'checked';
CREATE TABLE sure_parent (a integer NOT NULL);
CREATE TABLE sure_child (CONSTRAINT sure_too NOT NULL a) INHERITS (sure_parent);
CREATE TABLE sure_alike (CONSTRAINT sure_alike_a_not_null NOT NULL a) INHERITS (sure_parent);
CREATE TABLE unsure_parts (a integer, b integer) PARTITION BY LIST (a);
ALTER TABLE unsure_parts ADD CONSTRAINT unsure_all NOT NULL a NOT VALID;
CREATE TABLE unsure_part_1 (a integer, b integer, CONSTRAINT unsure_1 NOT NULL a);
CREATE TABLE unsure_part_2 (a integer, b integer);
ALTER TABLE unsure_part_2 ADD CONSTRAINT unsure_2 NOT NULL a NOT VALID;
CREATE TABLE unsure_part_3 (a integer, b integer);
ALTER TABLE unsure_part_3 ADD CONSTRAINT unsure_3 NOT NULL b NOT VALID, ADD CONSTRAINT unsure_all NOT NULL a NOT VALID;
ALTER TABLE unsure_parts ATTACH PARTITION unsure_part_1 FOR VALUES IN (1);
ALTER TABLE unsure_parts ATTACH PARTITION unsure_part_2 FOR VALUES IN (2);
ALTER TABLE unsure_parts ATTACH PARTITION unsure_part_3 FOR VALUES IN (3);
CREATE TABLE unsure_part_4 PARTITION OF unsure_parts DEFAULT;
-- [all]
