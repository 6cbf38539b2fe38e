/** What a random table has beside its columns, keys and indexes, as statements on it. */
import { quoteIdentifier } from '../../server/src/text/names';

interface On {
  /** As SQL has it, with its schema unless that is the first of the search path. */
  readonly name: string;
  /** The table's number: what it makes beside itself is named after it. */
  readonly at: number;
  /** `"Odd Schema".` or nothing. */
  readonly schema: string;
  /** A column's quoted name. */
  nth(n: number): string;
}
const make = {
  check: ({ name, nth }) => [`ALTER TABLE ${name} ADD CHECK (${nth(0)} IS NOT NULL OR "Odd Schema".odd(${nth(1)}))`],
  'not valid': ({ name, nth }) => [
    `ALTER TABLE ${name} ADD CONSTRAINT "not yet" CHECK (${nth(1)} IS NOT NULL) NOT VALID`,
  ],
  'not enforced': ({ name, nth }) => [
    `ALTER TABLE ${name} ADD CONSTRAINT "no force" CHECK (${nth(2)} IS NOT NULL) NOT ENFORCED`,
  ],
  'no inherit': ({ name, nth }) => [`ALTER TABLE ${name} ADD CHECK (${nth(0)} IS NOT NULL) NO INHERIT`],
  'named not null': ({ name, nth }) => [`ALTER TABLE ${name} ADD CONSTRAINT "Is There" NOT NULL ${nth(1)}`],
  'own not null': ({ name, nth }) => [`ALTER TABLE ${name} ADD NOT NULL ${nth(2)} NO INHERIT`],
  'unproven not null': ({ name, nth }) => [`ALTER TABLE ${name} ADD CONSTRAINT unproven NOT NULL ${nth(0)} NOT VALID`],
  'set not null': ({ name, nth }) => [`ALTER TABLE ONLY ${name} ALTER COLUMN ${nth(1)} SET NOT NULL`],
  list: ({ name, nth }) => [`ALTER TABLE ${name} ADD CHECK (${nth(0)} IN ('a', 'b') OR ${nth(0)} NOT IN ('c', 'd'))`],
  exclude: ({ name, nth }) => [
    `ALTER TABLE ${name} ADD EXCLUDE USING btree (${nth(0)} WITH =) WHERE (${nth(1)} IS NOT NULL)`,
  ],
  overlap: ({ name, nth }) => [`ALTER TABLE ${name} ADD EXCLUDE USING gist (${nth(0)} WITH =, ${nth(1)} WITH &&)`],
  temporal: ({ name, nth }) => [
    `ALTER TABLE ${name} ADD COLUMN valid daterange`,
    `ALTER TABLE ${name} ADD UNIQUE (${nth(0)}, valid WITHOUT OVERLAPS)`,
  ],
  'nulls not distinct': ({ name, nth }) => [`ALTER TABLE ${name} ADD UNIQUE NULLS NOT DISTINCT (${nth(1)}, ${nth(0)})`],
  'key twice': ({ name, nth }) => [
    `ALTER TABLE ${name} ADD UNIQUE (${nth(0)})`,
    `ALTER TABLE ${name} ADD CONSTRAINT "Key again" UNIQUE (${nth(0)}) DEFERRABLE`,
  ],
  'own reference': ({ name, nth }) => [
    `ALTER TABLE ${name} ADD UNIQUE (${nth(1)})`,
    `ALTER TABLE ${name} ADD FOREIGN KEY (${nth(1)}) REFERENCES ${name} (${nth(1)}) ON DELETE SET NULL (${nth(1)})`,
  ],
  virtual: ({ name, nth }) => [`ALTER TABLE ${name} ADD COLUMN virtual text GENERATED ALWAYS AS (${nth(0)}::text)`],
  chain: ({ name, nth, at }) => [
    `CREATE FUNCTION z_inner_${at}(x anyelement) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT 1 $$`,
    `CREATE FUNCTION a_outer_${at}(x anyelement) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT public.z_inner_${at}(x) $$`,
    `ALTER TABLE ${name} ADD COLUMN chained integer GENERATED ALWAYS AS (a_outer_${at}(${nth(0)})) STORED`,
  ],
  view: ({ name, nth, at, schema }) => [
    `CREATE VIEW ${schema}"View ${at}" AS SELECT ${nth(0)} AS "First", t.* FROM ${name} t WHERE ${nth(1)} IS NOT NULL`,
    `GRANT SELECT ("First") ON ${schema}"View ${at}" TO zoo_reader`,
  ],
  grouped: ({ name, nth, at }) => [`CREATE VIEW a_grouped_${at} AS SELECT *, count(*) FROM ${name} GROUP BY ${nth(0)}`],
  stored: ({ name, nth, at }) => [
    `CREATE MATERIALIZED VIEW stored_${at} AS SELECT * FROM ${name}`,
    `CREATE UNIQUE INDEX ON stored_${at} (${nth(0)}) WHERE ${nth(1)} IS NOT NULL`,
    `CREATE STATISTICS stats_${at} ON ${nth(0)}, ${nth(1)} FROM stored_${at}`,
  ],
  'row function': ({ name, at, nth }) => [
    `CREATE FUNCTION row_${at}(r ${name}) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT true $$`,
    `ALTER TABLE ${name} ADD CONSTRAINT "by row" CHECK (row_${at}(${name}.*))`,
    `CREATE INDEX ON ${name} (${nth(0)}) WHERE row_${at}(${name}.*)`,
  ],
  trigger: ({ name, nth }) => [
    `CREATE TRIGGER "Odd ON trigger" BEFORE UPDATE OF ${nth(0)} ON ${name} FOR EACH ROW EXECUTE FUNCTION touch('x')`,
    `ALTER TABLE ${name} DISABLE TRIGGER "Odd ON trigger"`,
  ],
  'row trigger': ({ name, nth }) => [
    `CREATE TRIGGER after_each AFTER INSERT ON ${name} FOR EACH ROW WHEN (NEW.${nth(0)} IS NOT NULL) EXECUTE FUNCTION touch()`,
    `ALTER TABLE ONLY ${name} ENABLE ALWAYS TRIGGER after_each`,
  ],
  policy: ({ name, nth }) => [
    `CREATE POLICY "own rows" ON ${name} FOR UPDATE USING (${nth(0)} IS NOT NULL) WITH CHECK (true)`,
  ],
  rule: ({ name, nth }) => [
    `CREATE RULE "Odd TO rule" AS ON DELETE TO ${name} WHERE OLD.${nth(0)} IS NULL DO INSTEAD NOTHING`,
  ],
  statistics: ({ name, nth }) => [`CREATE STATISTICS ON ${nth(0)}, ${nth(1)} FROM ${name}`],
  options: ({ name }) => [`ALTER TABLE ${name} SET (fillfactor = 60, autovacuum_enabled = off)`],
  comment: ({ name }) => [`COMMENT ON TABLE ${name} IS E'two\\nlines'`],
  replica: ({ name }) => [`ALTER TABLE ${name} REPLICA IDENTITY FULL`],
  rls: ({ name }) => [`ALTER TABLE ${name} ENABLE ROW LEVEL SECURITY`],
  tablespace: ({ name, nth }) => [
    `ALTER TABLE ${name} SET TABLESPACE "Zoo Space"`,
    `CREATE INDEX ON ${name} (${nth(1)}) TABLESPACE "Zoo Space" WHERE ${nth(0)} IS NOT NULL`,
  ],
  privileges: ({ name, nth }) => [
    `GRANT SELECT, UPDATE (${nth(0)}) ON ${name} TO zoo_reader`,
    `ALTER TABLE ${name} OWNER TO "Zoo Writer"`,
  ],
  'change type': ({ name, nth }) => [
    `ALTER TABLE ${name} ALTER COLUMN ${nth(0)} DROP DEFAULT, ALTER COLUMN ${nth(0)} TYPE varchar(9) USING NULL`,
  ],
  'rename keys': ({ name, at, schema }) => [
    `ALTER INDEX ${schema}${quoteIdentifier(`t${at}_pkey`)} RENAME TO "Renamed ${at}"`,
    `ALTER TABLE ${name} RENAME TO ${quoteIdentifier(`renamed ${at}`)}`,
  ],
  attach: () => [],
  'sub partition': () => [],
} satisfies Readonly<Record<string, (on: On) => readonly string[]>>;
export type Extra = keyof typeof make;
export const extras = Object.keys(make) as Extra[];

/** What this server refuses of them is left out by who runs them. */
export function extraStatements(what: Extra, on: On): readonly string[] {
  return make[what](on);
}
