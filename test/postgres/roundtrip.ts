/** The oracle: a database, what we print of it run in an empty one, and the two compared line by line. */
import { readdirSync, readFileSync } from 'node:fs';
import { introspect } from '../../server/src/dev/introspect/introspect';
import { beginTransaction, endTransaction } from '../../server/src/dev/introspect/sql';
import { printSchema } from '../../server/src/generate/print';
import { defaultStyle, type GenerateStyle } from '../../server/src/generate/style';
import { PMap } from '../../server/src/model/persistent-map';
import type { Schema } from '../../server/src/model/schema';

export interface Askable {
  query(sql: string): Promise<unknown[][]>;
  exec(sql: string): Promise<void>;
}
export const everything: GenerateStyle = { ...defaultStyle, owner: true, privileges: true };

export async function readSchema(database: Askable): Promise<Schema> {
  for (const statement of beginTransaction(120_000)) await database.exec(statement);
  try {
    return await readHere(database);
  } finally {
    await database.exec(endTransaction);
  }
}
/** In the transaction that is open; of tables and sequences nothing but `only`, by their keys, without what they depend on. */
export function readHere(database: Askable, only?: readonly string[]): Promise<Schema> {
  return introspect((sql) => database.query(sql), { privileges: true, ...(only && { only }) });
}

/** Runs a script whole; an error says where in it. */
export async function runScript(database: Askable, sql: string): Promise<void> {
  try {
    await database.exec(sql);
  } catch (error) {
    const at = Number((error as { position?: string }).position ?? 0);
    const near = at > 0 ? `\nat: ${sql.slice(Math.max(0, at - 200), at)}<HERE>${sql.slice(at, at + 200)}` : '';
    throw new Error(`${(error as Error).message}${near}`, { cause: error });
  }
}

export interface Comparison {
  readonly lost: readonly string[];
  readonly invented: readonly string[];
}
/** Two sets of named entries (an object of the schema, a section of a dump), as the lines that only one side has. */
export function compareEntries(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): Comparison {
  const lost: string[] = [];
  const invented: string[] = [];
  for (const name of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const a = before.get(name) ?? '';
    const b = after.get(name) ?? '';
    if (a === b) continue;
    const [onlyA, onlyB] = differingLines(a.split('\n'), b.split('\n'));
    lost.push(...onlyA.map((line) => `${name}: ${line}`));
    invented.push(...onlyB.map((line) => `${name}: ${line}`));
  }
  return { lost, invented };
}
/** Lines outside a longest common subsequence. */
function differingLines(a: readonly string[], b: readonly string[]): [string[], string[]] {
  const length: number[][] = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      length[i]![j] = a[i] === b[j] ? length[i + 1]![j + 1]! + 1 : Math.max(length[i + 1]![j]!, length[i]![j + 1]!);
  const [onlyA, onlyB]: [string[], string[]] = [[], []];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      i++;
      j++;
    } else if (j >= b.length || (i < a.length && length[i + 1]![j]! >= length[i]![j + 1]!)) onlyA.push(a[i++]!);
    else onlyB.push(b[j++]!);
  }
  return [onlyA.filter((line) => line.trim() !== ''), onlyB.filter((line) => line.trim() !== '')];
}

/** What only time and traffic change is left out. */
export function schemaEntries(schema: Schema): Map<string, string> {
  const entries = new Map<string, string>();
  for (const [part, value] of Object.entries(schema)) {
    if (value instanceof PMap)
      for (const [key, item] of value as PMap<unknown>)
        entries.set(`${part} ${key.replace('\0', '.')}`, JSON.stringify(item, withoutTraffic, 1));
    else entries.set(part, JSON.stringify(value, null, 1));
  }
  return entries;
}
function withoutTraffic(key: string, value: unknown): unknown {
  return key === 'estimatedRows' || key === 'bytes' ? undefined : value;
}

/**
 * The sections of a `pg_dump -s`, by their header line. Settings stand between sections; those that a section's own
 * statement relies on (the access method, the tablespace) become part of it.
 */
export function dumpEntries(dump: string): Map<string, string> {
  const entries = new Map<string, string>();
  const parts = dump.split(/^--\n-- (?:Data for )?(Name: .*)\n--\n/m);
  const settings = new Map<string, string>();
  const note = (text: string): void => {
    for (const [, name, value] of text.matchAll(/^SET (default_\w+) = (.*);$/gm)) settings.set(name!, value!);
  };
  note(parts[0] ?? '');
  for (let at = 1; at < parts.length; at += 2) {
    const name = parts[at]!;
    const relies = /; Type: (TABLE|MATERIALIZED VIEW|INDEX|CONSTRAINT);/.test(name)
      ? [...settings].map(([setting, value]) => `${setting} = ${value}`).sort()
      : [];
    note(parts[at + 1]!);
    const body = parts[at + 1]!.replace(/^--.*$/gm, '').replace(/^SET default_\w+ = .*$/gm, '');
    const text = [...relies, body.trim()].join('\n');
    entries.set(name, entries.has(name) ? `${entries.get(name)}\n${text}` : text);
  }
  return entries;
}

export interface Exactness {
  readonly own: Comparison;
  /** Undefined: there was no pg_dump for this server. */
  readonly dump: Comparison | undefined;
  /** The same of what pg_dump printed, run in an empty database: not everything survives that, nor does it all run. */
  readonly dumpItself?: Comparison | 'failed';
  readonly sql: string;
  readonly before: Schema;
}
/** What we print of `source`, run in the empty `target`, compared by our own reading and by `pg_dump -s`. */
export async function measure(
  source: Askable,
  target: Askable,
  dump: (database: Askable) => Promise<string | undefined>,
  style: GenerateStyle = everything,
  forDump?: Askable,
): Promise<Exactness> {
  const before = await readSchema(source);
  const sql = printSchema({ schema: before, style });
  const dumped = await dump(source);
  await runScript(target, sql);
  const own = compareEntries(schemaEntries(before), schemaEntries(await readSchema(target)));
  const again = dumped === undefined ? undefined : await dump(target);
  const compared = (other: string | undefined): Comparison | undefined =>
    dumped === undefined || other === undefined ? undefined : compareEntries(dumpEntries(dumped), dumpEntries(other));
  const exactness = { own, dump: compared(again), sql, before };
  if (forDump === undefined || dumped === undefined) return exactness;
  // A newer pg_dump says of an older server what that one does not understand.
  const ran = await runScript(forDump, dumped).then(
    () => true,
    () => false,
  );
  return { ...exactness, dumpItself: ran ? (compared(await dump(forDump)) ?? nothing) : 'failed' };
}
export const nothing: Comparison = { lost: [], invented: [] };

/** Roles and tablespaces belong to the server, not to a database. */
export async function createShared(database: Askable): Promise<void> {
  for (const role of ['zoo_reader', '"Zoo Writer"'])
    await database.exec(`DO $$ BEGIN CREATE ROLE ${role}; EXCEPTION WHEN duplicate_object THEN NULL; END $$`);
  if ((await database.query("SELECT FROM pg_tablespace WHERE spcname = 'Zoo Space'")).length > 0) return;
  await database.exec('SET allow_in_place_tablespaces = on');
  await database.exec(`CREATE TABLESPACE "Zoo Space" LOCATION ''`);
  await database.exec('RESET allow_in_place_tablespaces');
}
/** Blocks after `-- [14+]` or `-- [icu 16+]` are for servers that have that, until `-- [all]`. */
export function zooScripts(major: number, icu: boolean): string[] {
  const folder = new URL('./zoo/', import.meta.url);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => forServer(readFileSync(new URL(name, folder), 'utf8'), major, icu));
}
function forServer(text: string, major: number, icu: boolean): string {
  let on = true;
  return text
    .split('\n')
    .filter((line) => {
      const marker = /^-- \[(all|(icu)? ?(?:(\d+)\+)?)\]$/.exec(line);
      if (marker) on = (marker[2] === undefined || icu) && major >= Number(marker[3] ?? 0);
      return on;
    })
    .join('\n');
}

export async function hasIcu(database: Askable): Promise<boolean> {
  const rows = await database.query(`SELECT count(*)::int4 FROM pg_collation WHERE collprovider = 'i'`);
  return (rows[0]![0] as number) > 0;
}
/** Fills an empty database with one of everything that its version has. */
export async function buildZoo(database: Askable): Promise<void> {
  await createShared(database);
  const version = Number((await database.query(`SELECT current_setting('server_version_num')`))[0]![0]);
  for (const script of zooScripts(Math.floor(version / 10000), await hasIcu(database)))
    await runScript(database, script);
}
