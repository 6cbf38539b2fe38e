/**
 * The locks that each statement takes, as a PostgreSQL takes them: it runs in the scratch in a transaction of its own, and
 * before its end pg_locks says what is locked, and pg_class which tables have another file.
 */
import { booleanOf, numberOf, select, textOf } from '../dev/select';
import type { Statement } from '../sql/document/statement';
import { qualifiedKey, quoteQualified } from '../text/names';
import { lineAt } from '../text/text';
import type { FileToRun } from '../verify/file-run';
import { notRun } from '../verify/not-run';
import type { Scratch } from '../verify/scratch';

/** What one statement does to one table that was there before. */
export interface StatementLock {
  readonly uri: string;
  /** Of the statement in its file, from 1. */
  readonly line: number;
  /** Its first words. */
  readonly statement: string;
  readonly table: string;
  /** The key in `Schema.tables`. */
  readonly key: string;
  /** As LOCK TABLE writes it: `ACCESS EXCLUSIVE`. */
  readonly mode: string;
  /** All rows are written anew, or are gone. */
  readonly rewrites: boolean;
  /** All rows are read while it is held: a constraint is checked, or an index is built. */
  readonly reads: boolean;
}
/** A statement whose locks are not known. */
export interface NotWatched extends Pick<StatementLock, 'uri' | 'line' | 'statement'> {
  readonly reason: string;
}

/** From the weakest on ("Explicit Locking" in PostgreSQL's documentation), and what waits for each. */
const waiting = {
  'ROW EXCLUSIVE': 'changes of the same rows wait',
  'SHARE UPDATE EXCLUSIVE': 'reads and writes go on; other changes of the table and VACUUM wait',
  SHARE: 'reads go on; writes wait',
  'SHARE ROW EXCLUSIVE': 'reads go on; writes wait',
  EXCLUSIVE: 'reads go on; writes and SELECT FOR UPDATE wait',
  'ACCESS EXCLUSIVE': 'reads and writes wait',
} as const;
const modeOrder: readonly string[] = Object.keys(waiting);
/** What a lock keeps from others, in words. */
export const blockedBy = (mode: string): string => waiting[mode as keyof typeof waiting] ?? 'nothing waits';
/** Of a statement that PostgreSQL runs in no transaction: its locks are gone with it. "Building Indexes Concurrently". */
const CONCURRENTLY = 'SHARE UPDATE EXCLUSIVE';

const filesQuery = select(
  {
    oid: numberOf('c.oid'),
    schema: textOf('n.nspname::text'),
    name: textOf('c.relname::text'),
    file: numberOf('c.relfilenode'),
  },
  `FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind IN ('r', 'p', 'm') AND c.oid >= 16384 AND n.nspname !~ '^pg_'`,
);
/** Counted from the start of the session on, or from some time since: within a transaction it only grows. */
const scansQuery = select(
  { oid: numberOf('s.relid'), scans: numberOf('s.seq_scan') },
  'FROM pg_catalog.pg_stat_xact_all_tables s WHERE s.relid >= 16384',
);
const locksQuery = select(
  { oid: numberOf('l.relation'), mode: textOf('l.mode'), granted: booleanOf('l.granted') },
  `FROM pg_catalog.pg_locks l
 WHERE l.pid = pg_catalog.pg_backend_pid() AND l.locktype = 'relation' AND l.relation >= 16384`,
);

/** The files run as far as they are taken; what is refused is left out, and those after it run all the same. @throws as `Scratch.run` */
export async function watchLocks(
  scratch: Scratch,
  files: readonly FileToRun[],
): Promise<{ readonly locks: StatementLock[]; readonly notWatched: NotWatched[] }> {
  const locks: StatementLock[] = [];
  const notWatched: NotWatched[] = [];
  for (const { document, standing } of files) {
    if (standing === 'applied') continue;
    for (const statement of document.statements) {
      if (!statement.runs || isAside(statement)) continue;
      const about = { uri: document.uri, ...statementPlace(statement, document.text) };
      const found = notRun(statement) ?? (await watched(scratch, statement));
      if (typeof found === 'string') notWatched.push({ ...about, reason: found });
      else locks.push(...found.map((one) => ({ ...about, ...one })));
    }
  }
  return { locks, notWatched };
}
/** Each statement has a transaction of its own here. */
const isAside = ({ parsed }: Statement): boolean =>
  parsed.ops.length > 0 && parsed.ops.every(({ op }) => op === 'transaction');
function statementPlace(
  { range, parsed }: Statement,
  text: string,
): { readonly line: number; readonly statement: string } {
  const line = lineAt(text, range.start);
  const words = parsed.text.replace(/\s+/g, ' ').trim();
  return { line, statement: words.length > LONGEST_STATEMENT ? `${words.slice(0, LONGEST_STATEMENT - 1)}…` : words };
}
const LONGEST_STATEMENT = 80;

type Seen = Omit<StatementLock, 'uri' | 'line' | 'statement'>;
async function watched(scratch: Scratch, { parsed }: Statement): Promise<Seen[] | string> {
  const text = parsed.filled?.text ?? parsed.text;
  const before = new Map(filesQuery.read(await scratch.query(filesQuery.text)).map((row) => [row.oid, row]));
  await scratch.within(true);
  const scans = await scansIn(scratch);
  const ran = await scratch.run(text);
  if (typeof ran === 'string') return ran;
  if (ran.error) {
    await scratch.within(false);
    return ran.error.failure.code === activeTransaction ? alone(scratch, text, parsed.ops) : ran.error.message;
  }
  const taken = locksQuery.read(await scratch.query(locksQuery.text));
  const after = new Map(filesQuery.read(await scratch.query(filesQuery.text)).map(({ oid, file }) => [oid, file]));
  const scanned = await scansIn(scratch);
  await scratch.within(false);
  return [...before].flatMap(([oid, { schema, name, file }]) => {
    const held = taken.filter((lock) => lock.oid === oid).map(({ mode }) => modeOrder.indexOf(asWritten(mode)));
    const mode = modeOrder[Math.max(-1, ...held)];
    if (mode === undefined) return [];
    const now = after.get(oid);
    const rewrites = now !== undefined && now !== file;
    // What changes rows reads them by an index where there are many.
    const reads = mode !== 'ROW EXCLUSIVE' && (scanned.get(oid) ?? 0) > (scans.get(oid) ?? 0);
    return [{ ...lockedTable(schema, name), mode, rewrites, reads }];
  });
}
const scansIn = async (scratch: Scratch): Promise<ReadonlyMap<number, number>> =>
  new Map(scansQuery.read(await scratch.query(scansQuery.text)).map(({ oid, scans }) => [oid, scans]));
/** SQLSTATE active_sql_transaction. */
const activeTransaction = '25001';
async function alone(scratch: Scratch, text: string, ops: Statement['parsed']['ops']): Promise<Seen[] | string> {
  const ran = await scratch.run(text);
  if (typeof ran === 'string') return ran;
  if (ran.error) return ran.error.message;
  const [op] = ops;
  if (op?.op !== 'create index' || !op.concurrently)
    return 'PostgreSQL runs it in no transaction, so its locks do not show';
  const { schema, name } = op.table.value;
  const files = filesQuery.read(await scratch.query(filesQuery.text));
  const table = files.find((one) => one.name === name && (schema === undefined || one.schema === schema));
  return table ? [{ ...lockedTable(table.schema, name), mode: CONCURRENTLY, rewrites: false, reads: true }] : [];
}
const lockedTable = (schema: string, name: string) => ({
  table: quoteQualified({ schema, name }),
  key: qualifiedKey(schema, name),
});
/** `AccessExclusiveLock` → `ACCESS EXCLUSIVE`. */
const asWritten = (mode: string): string =>
  mode
    .replace(/Lock$/, '')
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toUpperCase();
