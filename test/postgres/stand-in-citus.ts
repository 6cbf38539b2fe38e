/**
 * A stand-in for Citus, which no package that the tests can have brings: an extension of its name with the catalogs that
 * are read (as in version 12), and functions that fill them as Citus's do. Nothing is distributed.
 */
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const control = `comment = 'a stand-in for Citus: its catalogs, and nothing distributed'
default_version = '12.1'
relocatable = false
schema = pg_catalog
`;
const script = `
CREATE SCHEMA citus;
CREATE TYPE citus.distribution_type AS ENUM ('hash', 'range', 'append');
CREATE TABLE citus.pg_dist_partition (logicalrelid regclass NOT NULL, partmethod "char" NOT NULL, partkey text,
  colocationid integer DEFAULT 0 NOT NULL, repmodel "char" DEFAULT 's' NOT NULL, autoconverted boolean DEFAULT false NOT NULL);
CREATE TABLE citus.pg_dist_colocation (colocationid integer NOT NULL PRIMARY KEY, shardcount integer NOT NULL,
  replicationfactor integer NOT NULL, distributioncolumntype oid NOT NULL, distributioncolumncollation oid NOT NULL);
CREATE TABLE citus.pg_dist_schema (schemaid oid NOT NULL, colocationid integer NOT NULL);
ALTER TABLE citus.pg_dist_partition SET SCHEMA pg_catalog;
ALTER TABLE citus.pg_dist_colocation SET SCHEMA pg_catalog;
ALTER TABLE citus.pg_dist_schema SET SCHEMA pg_catalog;
CREATE FUNCTION stand_in_group(wanted oid, shards integer, beside text) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE found integer;
BEGIN
  IF beside NOT IN ('default', 'none') THEN
    RETURN (SELECT colocationid FROM pg_dist_partition WHERE logicalrelid = beside::regclass);
  END IF;
  SELECT min(colocationid) INTO found FROM pg_dist_colocation
    WHERE beside = 'default' AND distributioncolumntype = wanted AND shardcount = shards;
  IF found IS NULL THEN
    found := 1 + (SELECT coalesce(max(colocationid), 0) FROM pg_dist_colocation);
    INSERT INTO pg_dist_colocation VALUES (found, shards, 1, wanted, 0);
  END IF;
  RETURN found;
END $$;
CREATE FUNCTION create_distributed_table(table_name regclass, distribution_column text,
  distribution_type citus.distribution_type DEFAULT 'hash', colocate_with text DEFAULT 'default', shard_count integer DEFAULT NULL)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE number integer; kind oid; method text := 'n'; own text;
BEGIN
  IF distribution_column IS NOT NULL THEN
    SELECT attnum, atttypid INTO STRICT number, kind FROM pg_attribute WHERE attrelid = table_name AND attname = distribution_column;
    method := left(distribution_type::text, 1);
    own := format('{VAR :varno 1 :varattno %s :vartype %s :vartypmod -1 :varcollid 0 :varnullingrels (b) :varlevelsup 0 :varnosyn 1 :varattnosyn %s :location -1}', number, kind, number);
  END IF;
  INSERT INTO pg_dist_partition
    SELECT relid, method::"char", own, stand_in_group(coalesce(kind, 0), coalesce(shard_count, 32), colocate_with), 's'
    FROM pg_partition_tree(table_name) UNION ALL
    SELECT table_name, method::"char", own, stand_in_group(coalesce(kind, 0), coalesce(shard_count, 32), colocate_with), 's'
    WHERE NOT EXISTS (SELECT FROM pg_partition_tree(table_name));
END $$;
CREATE FUNCTION create_reference_table(table_name regclass) RETURNS void LANGUAGE sql AS $$
  INSERT INTO pg_dist_partition VALUES (table_name, 'n', NULL, 10000, 't');
$$;
CREATE FUNCTION citus_schema_distribute(schemaname regnamespace) RETURNS void LANGUAGE sql AS $$
  INSERT INTO pg_dist_schema VALUES (schemaname, 20000);
  INSERT INTO pg_dist_partition SELECT oid, 'n', NULL, 20000, 's' FROM pg_class WHERE relnamespace = schemaname AND relkind = 'r';
$$;
`;

/** A value of extension_control_path (PostgreSQL 18) with which CREATE EXTENSION citus finds it. */
export function standInForCitus(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'devschema-citus-'));
  chmodSync(folder, 0o755);
  mkdirSync(path.join(folder, 'extension'));
  writeFileSync(path.join(folder, 'extension/citus.control'), control);
  writeFileSync(path.join(folder, 'extension/citus--12.1.sql'), script);
  return `${folder}:$system`;
}
