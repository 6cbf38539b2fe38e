-- Indexes that no constraint owns.
CREATE EXTENSION pg_trgm;
CREATE TABLE indexed (
    id integer PRIMARY KEY, a integer, b integer, name text, "Mixed" text, doc jsonb, tags text[], at timestamptz, v tsvector, vc varchar(20), cc char(5)
);
CREATE INDEX ON indexed (a);
CREATE INDEX ON indexed (a);
CREATE INDEX indexed_ab ON indexed (a DESC, b ASC NULLS FIRST, name DESC NULLS LAST);
CREATE UNIQUE INDEX indexed_name ON indexed (lower(name));
CREATE UNIQUE INDEX "Odd Index.Name" ON indexed ("Mixed");
CREATE INDEX indexed_partial ON indexed (a) WHERE b IS NOT NULL AND name <> ' WHERE ';
CREATE INDEX indexed_expr ON indexed ((a + b), (doc ->> 'x'), upper("Mixed") DESC);
CREATE INDEX indexed_gin ON indexed USING gin (doc jsonb_path_ops, tags);
CREATE INDEX indexed_trgm ON indexed USING gin (name gin_trgm_ops);
CREATE INDEX indexed_gist ON indexed USING gist (name gist_trgm_ops (siglen = 32), v) WITH (fillfactor = 60, buffering = off);
CREATE INDEX indexed_pattern ON indexed (name text_pattern_ops, vc varchar_pattern_ops, cc bpchar_pattern_ops);
CREATE INDEX indexed_collated ON indexed (name COLLATE "C", name COLLATE app.plain text_pattern_ops DESC);
CREATE INDEX indexed_hash ON indexed USING hash (name);
CREATE INDEX indexed_brin ON indexed USING brin (at) WITH (pages_per_range = 32, autosummarize = on);
CREATE INDEX indexed_include ON indexed (a) INCLUDE (b, "Mixed") WITH (fillfactor = 50);
CREATE INDEX indexed_spgist ON indexed USING spgist (name);
CREATE INDEX indexed_called ON indexed (app.is_positive(a)) WHERE app.is_positive(b);
CREATE INDEX indexed_case ON indexed ((CASE WHEN a > 0 THEN 'x' ELSE 'y,z' END), COALESCE(a, b));
CREATE INDEX indexed_compared ON indexed ((name > 'a' COLLATE "C"), (lower(name) COLLATE "C"));
COMMENT ON INDEX indexed_ab IS 'for the list';
ALTER INDEX indexed_expr ALTER COLUMN 1 SET STATISTICS 300;
ALTER INDEX indexed_expr ALTER COLUMN 3 SET STATISTICS 20;
-- [15+]
CREATE UNIQUE INDEX indexed_nnd ON indexed (a, b) NULLS NOT DISTINCT WHERE a > 5;
-- [all]
ALTER TABLE indexed CLUSTER ON indexed_ab;
CREATE TABLE clustered_key (id integer NOT NULL, code text NOT NULL, PRIMARY KEY (id), CONSTRAINT code_key UNIQUE (code));
ALTER TABLE clustered_key CLUSTER ON clustered_key_pkey;
ALTER TABLE clustered_key REPLICA IDENTITY USING INDEX code_key;
CREATE TABLE replica_index (id integer NOT NULL);
CREATE UNIQUE INDEX replica_index_id ON replica_index (id);
ALTER TABLE replica_index REPLICA IDENTITY USING INDEX replica_index_id;
CREATE TABLE replica_full (id integer);
ALTER TABLE replica_full REPLICA IDENTITY FULL;
CREATE TABLE replica_nothing (id integer PRIMARY KEY);
ALTER TABLE replica_nothing REPLICA IDENTITY NOTHING;

CREATE STATISTICS indexed_stats ON a, b FROM indexed;
CREATE STATISTICS app.some_kinds (ndistinct, dependencies) ON a, b, name FROM indexed;
ALTER STATISTICS app.some_kinds SET STATISTICS 250;
COMMENT ON STATISTICS indexed_stats IS 'a goes with b';
-- [14+]
CREATE STATISTICS expression_stats ON (a + b), lower(name) FROM indexed;
