/** The CREATE TABLE statements of pending files whose table is there already, and what each would have made in its place. */
import { apply } from '../fold/apply';
import type { FoldedFile, FoldedHistory } from '../fold/folded';
import { isEqual } from '../fold/rebase';
import { indexesOn } from '../model/lookups';
import type { Constraint, Schema, Table } from '../model/schema';
import { unknownOf, unknowns } from '../model/unknown';
import type { DdlOp } from '../sql/read/ops';
import type { AlterTableCommand, ConstraintDef, CreateTable } from '../sql/read/ops-table';
import { keyOf } from '../text/names';
import { allOps } from './origin-places';

type History = Pick<FoldedHistory, 'files' | 'pendingEnd'>;
interface SkippedTable {
  readonly statement: number;
  /** In `Schema.tables`. */
  readonly key: string;
  /** Before the statement. */
  readonly there: Schema;
  /**
   * `there` with the table as the statement writes it. What other statements of the history give it is as it is there: the
   * columns that they add, the kinds of keys and checks that they add (all of them where they change what is there), and
   * its indexes, unless no other statement is about the table.
   */
  readonly made: Schema;
  /** The table there is dev's own: no earlier file has changed it. */
  readonly isDevs: boolean;
}

const lastSkipped = new WeakMap<FoldedFile, { history: History; dev: Schema; found: readonly SkippedTable[] }>();
/**
 * Pending files start from dev: a CREATE TABLE IF NOT EXISTS of a table that is there is skipped, and one without it
 * refused. Of files that are not pending there are none.
 */
export function skippedTables(file: FoldedFile, history: History, dev: Schema): readonly SkippedTable[] {
  if (file.standing !== 'pending') return [];
  const last = lastSkipped.get(file);
  if (last?.history === history && last.dev === dev) return last.found;
  let written: TableStatements | undefined;
  const others = (): TableStatements => {
    written ??= writtenIn(history.files);
    return written;
  };
  const found = file.document.statements.flatMap(({ index, parsed, runs }) =>
    parsed.ops.flatMap((op) =>
      runs && op.op === 'create table' && op.persistence !== 'temporary'
        ? (skippedBy(op, { file, statement: index, dev, pendingEnd: history.pendingEnd, others }) ?? [])
        : [],
    ),
  );
  lastSkipped.set(file, { history, dev, found });
  return found;
}

/** A later state of the file, with the tables that it writes and that are skipped as it writes them. */
export function withSkipped(schema: Schema, skipped: readonly SkippedTable[]): Schema {
  let { tables, indexes } = schema;
  for (const { key, there, made } of skipped) {
    const [now, was, own] = [tables.get(key), there.tables.get(key), made.tables.get(key)];
    if (!now || !was || !own) continue;
    const columns = mergedParts(was.columns, own.columns, now.columns);
    const constraints = mergedParts(was.constraints, own.constraints, now.constraints);
    tables = tables.with(key, { ...own, columns, constraints });
    const mine = new Map(indexesOn(made, own));
    for (const [name] of indexesOn(there, was)) if (!mine.has(name)) indexes = indexes.without(name);
    for (const [name, index] of mine) if (!there.indexes.has(name)) indexes = indexes.with(name, index);
  }
  return { ...schema, tables, indexes };
}
/** Those written, but for what was dropped later; and what was added later. */
function mergedParts<T extends { readonly name: string }>(
  was: readonly T[],
  own: readonly T[],
  now: readonly T[],
): T[] {
  const names = (all: readonly T[]) => new Set(all.map(({ name }) => name));
  const [before, written, after] = [names(was), names(own), names(now)];
  return [
    ...own.filter(({ name }) => !before.has(name) || after.has(name)),
    ...now.filter(({ name }) => !before.has(name) && !written.has(name)),
  ];
}

/** What the statements of a history give each table beside CREATE TABLE, by its bare name. */
interface TableStatements {
  /** The kinds of constraints that they add; `all`: they change or take away what may be one. */
  readonly given: ReadonlyMap<string, ReadonlySet<GivenKind>>;
  /** How many make, change or index it. */
  readonly about: ReadonlyMap<string, number>;
  /** `table NUL column` of every ADD COLUMN that runs. */
  readonly added: ReadonlySet<string>;
}
type GivenKind = ConstraintDef['kind'] | 'all';
function writtenIn(files: FoldedHistory['files']): TableStatements {
  const given = new Map<string, Set<GivenKind>>();
  const about = new Map<string, number>();
  const added = new Set<string>();
  const give = (table: string, kinds: readonly GivenKind[]): void => {
    const known = given.get(table) ?? new Set();
    for (const kind of kinds) known.add(kind);
    given.set(table, known);
  };
  for (const { document } of files)
    for (const { parsed, runs } of document.statements)
      for (const op of runs ? allOps(parsed.ops) : []) {
        const one = tableOf(op);
        if (one !== undefined) about.set(one, (about.get(one) ?? 0) + 1);
        const moved = op.op === 'drop' ? op.objects : op.op === 'rename' || op.op === 'set schema' ? [op.object] : [];
        for (const { name, table } of moved) give((table ?? name).value.name, ['all']);
        if (op.op !== 'alter table') continue;
        const { name } = op.name.value;
        for (const command of op.commands) {
          give(name, kindsGiven(command));
          if (command.command === 'add column') added.add(`${name}\0${command.column.name.value}`);
        }
      }
  return { given, about, added };
}
function tableOf(op: DdlOp): string | undefined {
  if (op.op === 'create table' || op.op === 'alter table') return op.name.value.name;
  return op.op === 'create index' ? op.table.value.name : undefined;
}
function kindsGiven(command: AlterTableCommand): readonly GivenKind[] {
  switch (command.command) {
    case 'add column':
      return command.column.constraints.map(({ kind }) => kind);
    case 'add constraint':
      return [command.constraint.kind];
    case 'set default':
    case 'drop default':
    case 'set not null':
    case 'drop not null':
    case 'row security':
    case 'owner':
    case 'trigger state':
    case 'storage parameters':
      return [];
    default:
      return ['all'];
  }
}

const ALL: ReadonlySet<GivenKind> = new Set(['all']);
const NOTHING: ReadonlySet<GivenKind> = new Set();
interface Around {
  readonly file: FoldedFile;
  readonly statement: number;
  readonly dev: Schema;
  readonly pendingEnd: Schema;
  readonly others: () => TableStatements;
}
function skippedBy(op: CreateTable, { file, statement, dev, pendingEnd, others }: Around): SkippedTable | undefined {
  const there = file.before(statement);
  const { schema, name } = op.name.value;
  const namespace = schema ?? there.searchPath.find((each) => there.tables.has(keyOf({ schema: each, name })));
  const key = namespace === undefined ? undefined : keyOf({ schema: namespace, name });
  const table = key === undefined ? undefined : there.tables.get(key);
  if (key === undefined || !table) return undefined;
  // By what it is: what was kept of an earlier check has dev's own object where a fold has made one like it.
  const isDevs = isEqual(table, dev.tables.get(key));
  const isSaid = file.conflicts.some(
    (each) => each.statement === statement && each.kind === 'skipped by if not exists',
  );
  if (!isDevs && !isSaid) return undefined;
  const empty = { ...there, tables: there.tables.without(key), indexes: withoutIndexes(there, table) };
  const alone = apply(empty, op, { uri: file.document.uri, statement, mode: 'strict' }).schema;
  const own = alone.tables.get(key);
  if (!own) return undefined;
  const isUnclear = isOpen(pendingEnd, table);
  const given: ReadonlySet<GivenKind> = isUnclear ? ALL : (others().given.get(name) ?? NOTHING);
  const isOwn = (column: string): boolean => own.columns.some((one) => one.name === column);
  const added = table.columns.filter((one) => !isOwn(one.name) && others().added.has(`${name}\0${one.name}`));
  const columns = added.length === 0 ? own.columns : [...own.columns, ...added];
  const isMoved = (other: string): boolean => others().given.get(other)?.has('all') ?? false;
  const isGiven = (one: Constraint): boolean =>
    given.has('all') || given.has(one.kind) || (one.kind === 'foreign key' && isMoved(one.references.name));
  const constraints = [...own.constraints.filter((one) => !isGiven(one)), ...table.constraints.filter(isGiven)];
  const indexes = others().about.get(name) === 1 && !isUnclear ? alone.indexes : there.indexes;
  const made = { ...own, columns, constraints };
  return { statement, key, there, made: { ...alone, tables: alone.tables.with(key, made), indexes }, isDevs };
}
function withoutIndexes(schema: Schema, table: Table): Schema['indexes'] {
  let { indexes } = schema;
  for (const [key] of indexesOn(schema, table)) indexes = indexes.without(key);
  return indexes;
}
/** Something of the table, or of all that there is, is not known. */
function isOpen(schema: Schema, table: Table): boolean {
  const { everything, absence, indexesIn } = unknowns(schema);
  return everything !== undefined || absence || indexesIn.has(table.schema) || unknownOf(schema, table).length > 0;
}
