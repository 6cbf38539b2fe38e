/** Which differences belong to a file: those of the end of its history, and what a pending CREATE TABLE would skip. */
import { compareSchemas } from '../compare/diff';
import type { Comparison, Difference } from '../compare/difference';
import { apply } from '../fold/apply';
import type { FoldedFile, FoldedHistory } from '../fold/folded';
import { indexesOn } from '../model/lookups';
import type { Schema, Table } from '../model/schema';
import { unknownOf, unknowns } from '../model/unknown';
import type { DdlOp } from '../sql/read/ops';
import type { CreateTable } from '../sql/read/ops-table';
import { keyOf } from '../text/names';
import { allOps, alterCommands } from './origin-places';
import { withoutPurpose } from './purpose';

const compared = new WeakMap<Schema, WeakMap<Schema, Comparison>>();
/** The files of one history share one comparison. */
export function compareEnds({ end }: FoldedHistory, dev: Schema): Comparison {
  let byDev = compared.get(end);
  if (!byDev) {
    byDev = new WeakMap();
    compared.set(end, byDev);
  }
  let comparison = byDev.get(dev);
  if (!comparison) {
    comparison = compareSchemas(end, dev);
    byDev.set(dev, comparison);
  }
  return comparison;
}

export function differencesIn(
  file: FoldedFile,
  comparison: Comparison,
  dev: Schema | undefined,
  history: Pick<FoldedHistory, 'files' | 'pendingEnd'>,
): readonly Difference[] {
  const { uri } = file.document;
  const own = comparison.differences.filter((difference) => difference.origin.uri === uri);
  if (!dev || file.standing === 'applied') return own;
  return file.standing === 'loose'
    ? withoutPurpose(own, file, dev)
    : [...own, ...inTheWay(file, dev, history).filter((each) => !own.some((other) => isSameDifference(each, other)))];
}

const columnKinds: ReadonlySet<Difference['what']> = new Set(['missing columns', 'extra column', 'column']);
const partKinds: ReadonlySet<Difference['what']> = new Set(['constraint', 'index']);
const isSameDifference = (a: Difference, b: Difference): boolean =>
  a.what === b.what && a.origin.statement === b.origin.statement && a.origin.start === b.origin.start;

/**
 * Pending files start from dev: a CREATE TABLE IF NOT EXISTS of a table that is there is skipped, and one without it
 * refused. What it would have made is compared with what is there. Keys, checks and indexes may come from other
 * statements: they are compared only where no other statement of the history is about the table, and all are known. Columns
 * that a file of the history adds are left out.
 */
function inTheWay(file: FoldedFile, dev: Schema, history: Pick<FoldedHistory, 'files' | 'pendingEnd'>): Difference[] {
  const { statements } = file.document;
  let about: ReturnType<typeof statementsAbout> | undefined;
  const isAlone = ({ table }: Difference & { what: 'constraint' | 'index' }): boolean => {
    about ??= statementsAbout(history.files);
    return about.get(table.name) === 1 && !isOpen(history.pendingEnd, table);
  };
  const found = statements.flatMap(({ index, parsed, runs }) =>
    parsed.ops.flatMap((op) =>
      runs && op.op === 'create table' && op.persistence !== 'temporary'
        ? shadow(file, index, op, dev).filter((each) =>
            each.what === 'constraint' || each.what === 'index' ? isAlone(each) : true,
          )
        : [],
    ),
  );
  if (!found.some(({ what }) => what === 'missing columns')) return found;
  const added = addedColumns(history.files);
  return found.flatMap((each): readonly Difference[] => {
    if (each.what !== 'missing columns') return [each];
    const columns = each.columns.filter(({ name }) => !added.has(`${each.table.name}\0${name}`));
    return columns.length === 0 ? [] : [{ ...each, columns }];
  });
}
/** By the bare name of a table: how many statements make, change or index one of that name. */
function statementsAbout(files: FoldedHistory['files']): ReadonlyMap<string, number> {
  const about = new Map<string, number>();
  for (const { document } of files)
    for (const { parsed } of document.statements)
      for (const op of allOps(parsed.ops)) {
        const name = tableOf(op);
        if (name !== undefined) about.set(name, (about.get(name) ?? 0) + 1);
      }
  return about;
}
function tableOf(op: DdlOp): string | undefined {
  if (op.op === 'create table' || op.op === 'alter table') return op.name.value.name;
  return op.op === 'create index' ? op.table.value.name : undefined;
}
/** `table NUL column` of every ADD COLUMN. */
function addedColumns(files: FoldedHistory['files']): ReadonlySet<string> {
  const added = new Set<string>();
  for (const { document } of files)
    for (const statement of document.statements)
      for (const { table, command } of statement.runs ? alterCommands(statement) : [])
        if (command.command === 'add column') added.add(`${table.name}\0${command.column.name.value}`);
  return added;
}
function shadow(file: FoldedFile, statement: number, op: CreateTable, dev: Schema): readonly Difference[] {
  const there = file.before(statement);
  const { schema, name } = op.name.value;
  const namespace = schema ?? there.searchPath.find((each) => there.tables.has(keyOf({ schema: each, name })));
  if (namespace === undefined) return [];
  const key = keyOf({ schema: namespace, name });
  const isDevs = there.tables.get(key) === dev.tables.get(key);
  const isSaid = file.conflicts.some(
    (each) => each.statement === statement && each.kind === 'skipped by if not exists',
  );
  if (!there.tables.has(key) || (!isDevs && !isSaid)) return [];
  const table = there.tables.get(key)!;
  const empty = { ...there, tables: there.tables.without(key), indexes: withoutIndexes(there, table) };
  const made = apply(empty, op, { uri: file.document.uri, statement, mode: 'strict' }).schema;
  const { uri } = file.document;
  const own = compareSchemas(made, there).differences.filter(
    ({ what, origin }) =>
      (columnKinds.has(what) || (isDevs && partKinds.has(what))) &&
      origin.uri === uri &&
      origin.statement === statement,
  );
  return isDevs ? own : own.map((each) => ({ ...each, byThen: true }));
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
