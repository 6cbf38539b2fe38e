-- What a table has beside columns and keys.
CREATE UNLOGGED TABLE quick (a integer);
CREATE TABLE parameters (a integer, t text) WITH (fillfactor = 70, autovacuum_enabled = false, toast.autovacuum_enabled = false, autovacuum_vacuum_scale_factor = 0.05, parallel_workers = 4);
CREATE ACCESS METHOD heap2 TYPE TABLE HANDLER heap_tableam_handler;
CREATE TABLE other_method (a integer) USING heap2;
CREATE TYPE person AS (id integer, name text, born date);
CREATE TABLE people OF person (id WITH OPTIONS PRIMARY KEY, name WITH OPTIONS NOT NULL DEFAULT 'x', CONSTRAINT born_once CHECK (born > '1900-01-01'));
CREATE TABLE app.more_people OF person;

CREATE TABLE guarded (id integer PRIMARY KEY, owner name, secret text);
ALTER TABLE guarded ENABLE ROW LEVEL SECURITY;
ALTER TABLE guarded FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON guarded USING (owner = current_user) WITH CHECK (owner = current_user AND length(secret) > 3);
CREATE POLICY "Odd policy" ON guarded AS RESTRICTIVE FOR SELECT TO zoo_reader, "Zoo Writer" USING (id > 0);
CREATE POLICY inserting ON guarded FOR INSERT TO zoo_reader WITH CHECK (true);
CREATE POLICY updating ON guarded FOR UPDATE USING (id IN (SELECT a FROM quick));
CREATE POLICY deleting ON guarded FOR DELETE TO PUBLIC USING (app.is_positive(id));
CREATE POLICY by_query ON guarded FOR SELECT USING ((SELECT true));
CREATE POLICY by_values ON guarded FOR INSERT WITH CHECK ((VALUES (true)));
CREATE POLICY by_with ON guarded FOR UPDATE USING ((WITH c AS (SELECT true AS b) SELECT b FROM c)) WITH CHECK ((SELECT true) = (id > 0));
COMMENT ON POLICY own_rows ON guarded IS 'each their own';
CREATE TABLE enabled_only (a integer);
ALTER TABLE enabled_only ENABLE ROW LEVEL SECURITY;
CREATE TABLE forced_only (a integer);
ALTER TABLE forced_only FORCE ROW LEVEL SECURITY;

CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE FUNCTION app."Odd trigger"() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    -- $$ within
    RETURN NULL;
END;
$body$;
CREATE TABLE triggered (id integer PRIMARY KEY, a integer, b text, updated timestamptz);
CREATE TRIGGER before_update BEFORE UPDATE ON triggered FOR EACH ROW EXECUTE FUNCTION touch();
CREATE TRIGGER some_columns AFTER INSERT OR UPDATE OF a, b OR DELETE ON triggered FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION touch('x', 'it''s');
CREATE TRIGGER "Odd ON public.triggered name" BEFORE INSERT ON triggered FOR EACH ROW WHEN (NEW.a > 0 AND NEW.b <> ' ON ') EXECUTE FUNCTION app."Odd trigger"();
CREATE TRIGGER per_statement AFTER UPDATE ON triggered REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION touch();
CREATE TRIGGER truncating BEFORE TRUNCATE ON triggered EXECUTE FUNCTION touch();
CREATE CONSTRAINT TRIGGER late_check AFTER INSERT ON triggered DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION touch();
CREATE CONSTRAINT TRIGGER from_other AFTER UPDATE ON triggered FROM parent_a NOT DEFERRABLE FOR EACH ROW EXECUTE FUNCTION touch();
ALTER TABLE triggered DISABLE TRIGGER before_update;
ALTER TABLE triggered ENABLE REPLICA TRIGGER some_columns;
ALTER TABLE triggered ENABLE ALWAYS TRIGGER per_statement;
COMMENT ON TRIGGER before_update ON triggered IS 'keeps the time';
CREATE TRIGGER on_events AFTER INSERT ON events FOR EACH ROW EXECUTE FUNCTION touch();
ALTER TABLE events_2024 DISABLE TRIGGER on_events;
CREATE TRIGGER only_here AFTER INSERT ON events_2024 FOR EACH ROW EXECUTE FUNCTION touch();

CREATE TABLE ruled (a integer, b text);
CREATE RULE keep AS ON DELETE TO ruled DO INSTEAD NOTHING;
CREATE RULE "Odd rule" AS ON UPDATE TO ruled WHERE NEW.a > OLD.a DO ALSO (INSERT INTO quick VALUES (NEW.a); DELETE FROM quick WHERE a = OLD.a;);
ALTER TABLE ruled DISABLE RULE keep;
COMMENT ON RULE keep ON ruled IS 'nothing goes';

CREATE FOREIGN DATA WRAPPER dummy OPTIONS (debug 'true');
COMMENT ON FOREIGN DATA WRAPPER dummy IS 'does nothing';
CREATE SERVER elsewhere TYPE 'kind' VERSION '1.0' FOREIGN DATA WRAPPER dummy OPTIONS (host 'x''y', "Odd Option" 'v');
COMMENT ON SERVER elsewhere IS 'a server';
CREATE SERVER "Bare Server" FOREIGN DATA WRAPPER dummy;
CREATE USER MAPPING FOR zoo_reader SERVER elsewhere OPTIONS (user 'x''y', password_required 'false');
CREATE USER MAPPING FOR PUBLIC SERVER "Bare Server";
CREATE FOREIGN TABLE remote (a integer OPTIONS (column_name 'A', "k k" '1') NOT NULL, b text COLLATE "C" DEFAULT 'x', c numeric(5,2) CHECK (c > 0)) SERVER elsewhere OPTIONS (table_name 't');
COMMENT ON FOREIGN TABLE remote IS 'far away';
CREATE FOREIGN TABLE app.remote_bare (a integer) SERVER "Bare Server";
ALTER FOREIGN TABLE remote ALTER COLUMN b SET STATISTICS 40;
CREATE TRIGGER on_remote BEFORE INSERT ON remote FOR EACH ROW EXECUTE FUNCTION touch();
CREATE TABLE far_parts (a integer, b integer) PARTITION BY LIST (a);
CREATE FOREIGN TABLE remote_part PARTITION OF far_parts FOR VALUES IN (3) SERVER elsewhere OPTIONS (x 'y');
CREATE UNLOGGED TABLE quick_identity (id integer GENERATED ALWAYS AS IDENTITY, other serial);
-- [15+]
ALTER SEQUENCE quick_identity_id_seq SET LOGGED;
ALTER SEQUENCE quick_identity_other_seq SET LOGGED;
-- [all]

CREATE TABLE in_space (a integer PRIMARY KEY USING INDEX TABLESPACE "Zoo Space", b text, c integer,
    UNIQUE (b) INCLUDE (a) WITH (fillfactor = 70) USING INDEX TABLESPACE "Zoo Space" DEFERRABLE, EXCLUDE USING btree (c WITH =) USING INDEX TABLESPACE "Zoo Space") WITH (fillfactor = 60) TABLESPACE "Zoo Space";
CREATE INDEX in_space_b ON in_space (b) WITH (fillfactor = 70) TABLESPACE "Zoo Space" WHERE b <> ' WHERE ';
CREATE INDEX in_space_e ON in_space ((b || ' WHERE ')) TABLESPACE "Zoo Space";
CREATE TABLE parted_space (a integer, b integer, PRIMARY KEY (a) USING INDEX TABLESPACE "Zoo Space") PARTITION BY LIST (a) TABLESPACE "Zoo Space";
CREATE TABLE parted_space_1 PARTITION OF parted_space FOR VALUES IN (1);
CREATE TABLE parted_space_2 PARTITION OF parted_space FOR VALUES IN (2) TABLESPACE pg_default;
CREATE TABLE parted_space_3 PARTITION OF parted_space FOR VALUES IN (3) PARTITION BY HASH (a);
ALTER TABLE parted_space_3 SET TABLESPACE pg_default;
CREATE INDEX parted_space_b ON parted_space (b) TABLESPACE "Zoo Space";
ALTER INDEX parted_space_1_b_idx SET TABLESPACE pg_default;
-- [17+]
CREATE TABLE parted_method (a integer, b integer) PARTITION BY LIST (a) USING heap2;
CREATE TABLE parted_method_1 PARTITION OF parted_method FOR VALUES IN (1);
CREATE TABLE parted_method_2 PARTITION OF parted_method FOR VALUES IN (2) USING heap;
