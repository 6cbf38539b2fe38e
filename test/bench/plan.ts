/** A plan between two large schemas that differ in twenty places, beside reading both. */
import { plan } from '../../server/src/plan/plan';
import type { TestServer } from '../support/postgres';
import { copyOf } from '../transitions/histories';
import { read } from './large-schema';
import { ms, type Row, row, time } from './report';

/** Of the tables with these numbers. */
const changes = [
  'ALTER TABLE t0 ADD COLUMN added text',
  'ALTER TABLE t100 ADD COLUMN added integer NOT NULL DEFAULT 3',
  'ALTER TABLE t200 DROP COLUMN c3',
  'ALTER TABLE t300 ALTER COLUMN c0 TYPE bigint',
  'ALTER TABLE t400 ALTER COLUMN status TYPE text',
  "ALTER TABLE t500 ALTER COLUMN status SET DEFAULT 'new'",
  'ALTER TABLE t600 ALTER COLUMN c1 SET NOT NULL',
  'ALTER TABLE t700 DROP CONSTRAINT t700_code_key',
  "ALTER TABLE t800 ADD CHECK (c1 <> '')",
  'ALTER TABLE t900 DROP CONSTRAINT t900_parent_id_fkey',
  'ALTER TABLE t1000 ADD FOREIGN KEY (c0) REFERENCES t5',
  'ALTER TABLE t1100 RENAME COLUMN c5 TO renamed',
  'CREATE INDEX t1200_more ON t1200 (c0, c1)',
  'DROP INDEX t1300_lower',
  "COMMENT ON COLUMN t1400.code IS 'unique'",
  'CREATE TABLE another (id bigint PRIMARY KEY, of bigint REFERENCES t1500)',
  'DROP TABLE t1999',
  'CREATE VIEW shown AS SELECT id, status FROM t1600',
  "CREATE TYPE state AS ENUM ('a', 'b'); ALTER TABLE t1700 ADD COLUMN state state",
  'ALTER TABLE t1800 ENABLE ROW LEVEL SECURITY; CREATE POLICY own ON t1800 USING (amount > 0)',
];
/** `template`: a database of the tables to which nothing is connected. */
export async function benchPlan(server: TestServer, template: string, tables: number): Promise<Row> {
  const [from, to] = [await copyOf(server, template), await copyOf(server, template)];
  for (const sql of changes) await to.exec(sql);
  const both = async () => [(await read(from)).schema, (await read(to)).schema] as const;
  const taken = await time(5, {
    reading: both,
    planning: async () => plan(...(await both())),
  });
  await from.drop();
  await to.drop();
  return row(
    `read two schemas that differ in ${changes.length} places, and plan, ${tables} tables × 20 columns`,
    ms(taken.planning),
    {
      others: `reading both ${ms(taken.reading)}`,
      ratio: taken.planning / taken.reading,
      target: '≤ 1.5',
      met: taken.planning <= 1.5 * taken.reading,
    },
  );
}
