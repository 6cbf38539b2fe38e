/**
 * What holds rows, values and positions: PostgreSQL gives a new oid, and a column another number, to what is made anew
 * under a name (documentation, "pg_class" and "pg_attribute"). So it tells itself what a file and its way back have
 * lost, by whatever statements.
 */
import type { Schema } from '../model/schema';
import { columnValuesOf, positionOf, positionOfIdentity, rowsOf } from '../plan/losses';
import { qualifiedKey } from '../text/names';
import type { Scratch } from './scratch';

const ofTheirs = `n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'`;
const holding = `SELECT n.nspname, c.relname, NULL, c.oid::text, NULL
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'S') AND ${ofTheirs}
UNION ALL SELECT n.nspname, c.relname, a.attname, c.oid::text || '.' || a.attnum::text, s.objid::text
FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_depend s ON s.refobjid = c.oid AND s.refobjsubid = a.attnum AND s.deptype = 'i'
AND s.refclassid = 'pg_catalog.pg_class'::regclass AND s.classid = 'pg_catalog.pg_class'::regclass
WHERE c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' AND ${ofTheirs}`;

/** What stands under a name: its number in the catalogs, which it keeps for as long as it stands. */
export interface Holders {
  /** Tables and sequences, by their keys in `Schema`. */
  readonly relations: ReadonlyMap<string, string>;
  /** By the key of their table, `\0` and their name. */
  readonly columns: ReadonlyMap<string, string>;
  /** Their sequences, by the same. */
  readonly identities: ReadonlyMap<string, string>;
}
/** @throws SqlError */
export async function readHolders(scratch: Scratch): Promise<Holders> {
  const relations = new Map<string, string>();
  const columns = new Map<string, string>();
  const identities = new Map<string, string>();
  for (const row of await scratch.rows(holding)) {
    const [schema, name, column, number, sequence] = row as [string, string, string | null, string, string | null];
    const key = qualifiedKey(schema, name);
    if (column === null) relations.set(key, number);
    else {
      columns.set(`${key}\0${column}`, number);
      if (sequence !== null) identities.set(`${key}\0${column}`, sequence);
    }
  }
  return { relations, columns, identities };
}

/** A file's journey: what stood before it, after it, after it once more where later files have gone back, and in the end. */
interface Journey {
  readonly before: Holders;
  readonly after: Holders;
  readonly again: Holders;
  readonly end: Holders;
}
/** What has the name that it had `before`, but is not the same: its rows, values or position are lost, in words. */
export function lostOnTheWay(journey: Journey, { tables, sequences }: Schema): string[] {
  const isAnew = (which: keyof Holders): ((key: string) => boolean) => anew(journey, which);
  const [relation, column, identity] = [isAnew('relations'), isAnew('columns'), isAnew('identities')];
  const emptied = new Set([...tables.keys()].filter(relation));
  const lost: string[] = [];
  for (const [key, table] of tables) {
    // The rows of a partitioned table are its partitions'.
    if (emptied.has(key)) lost.push(...(table.partitionBy ? [] : [rowsOf(table)]));
    else
      for (const { name } of table.columns) {
        const own = `${key}\0${name}`;
        if (column(own)) lost.push(columnValuesOf(table, name));
        else if (identity(own)) lost.push(positionOfIdentity(table, name));
      }
  }
  for (const [key, sequence] of sequences) {
    const { ownedBy } = sequence;
    const owner = ownedBy && qualifiedKey(ownedBy.table.schema ?? '', ownedBy.table.name);
    const goesAlong = owner !== undefined && (emptied.has(owner) || column(`${owner}\0${ownedBy!.column}`));
    if (relation(key) && !goesAlong) lost.push(positionOf(sequence));
  }
  return lost;
}
function anew({ before, after, again, end }: Journey, which: keyof Holders): (key: string) => boolean {
  // What later files have made anew on their way back counts as what it was after this one.
  const known = new Map([...again[which]].map(([key, number]) => [number, after[which].get(key)]));
  return (key) => {
    const [was, is] = [before[which].get(key), end[which].get(key)];
    return was !== undefined && is !== undefined && (known.get(is) ?? is) !== was;
  };
}

/** By the key of a table as it is called `after`: whether what has the name was there `before`, under whatever name. */
export function isNewSince(before: Holders, after: Holders): (key: string) => boolean {
  const there = new Set(before.relations.values());
  return (key) => !there.has(after.relations.get(key) ?? '');
}
/** Whether something as a whole is lost: its rows, values or position, and not part of them. */
export const isOfHolder = (lost: string): boolean => /^the (?:rows|values|position) of /.test(lost);
