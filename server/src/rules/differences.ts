/** Which differences belong to a file: those of the end of its history, and what a pending CREATE TABLE would skip. */
import { type Comparison, compareSchemas, type Difference } from '../compare/diff';
import { apply } from '../migrations/apply';
import type { FoldedFile, FoldedHistory } from '../migrations/history';
import { keyOf } from '../model/names';
import type { Schema } from '../model/schema';
import type { CreateTable } from '../sql/ops';

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
): readonly Difference[] {
  const { uri } = file.document;
  const own = comparison.differences.filter((difference) => difference.origin.uri === uri);
  return file.standing === 'pending' && dev ? [...own, ...inTheWay(file, dev)] : own;
}

/**
 * Pending files start from dev: a CREATE TABLE IF NOT EXISTS of a table that is there is skipped, and one without it
 * refused. What it would have made is compared with what is there, columns only: keys and indexes may come from other
 * statements.
 */
function inTheWay(file: FoldedFile, dev: Schema): Difference[] {
  const found = file.conflicts.filter(
    ({ kind, object }) => kind === 'skipped by if not exists' || (kind === 'exists already' && isOfDev(object, dev)),
  );
  return [...new Set(found.map((each) => each.statement))].flatMap((index) => {
    const ops = file.document.statements[index]?.parsed.ops ?? [];
    return ops.flatMap((op) => (op.op === 'create table' ? shadow(file, index, op, dev) : []));
  });
}
function isOfDev({ kind, schema, name }: FoldedFile['conflicts'][number]['object'], dev: Schema): boolean {
  const schemas = schema === undefined ? dev.searchPath : [schema];
  return kind === 'table' && schemas.some((each) => dev.tables.has(keyOf({ schema: each, name })));
}
function shadow(file: FoldedFile, statement: number, op: CreateTable, dev: Schema): readonly Difference[] {
  const there = file.before(statement);
  const { schema, name } = op.name.value;
  const namespace = schema ?? there.searchPath.find((each) => there.tables.has(keyOf({ schema: each, name })));
  if (namespace === undefined) return [];
  const key = keyOf({ schema: namespace, name });
  const isDevs = there.tables.get(key) === dev.tables.get(key);
  if (!isDevs && !op.ifNotExists) return [];
  const empty = { ...there, tables: there.tables.without(key) };
  const made = apply(empty, op, { uri: file.document.uri, statement, mode: 'strict' }).schema;
  const columns: readonly Difference['what'][] = ['missing columns', 'extra column', 'column'];
  const { uri } = file.document;
  const own = compareSchemas(made, there).differences.filter(
    ({ what, origin }) => columns.includes(what) && origin.uri === uri && origin.statement === statement,
  );
  return isDevs ? own : own.map((each) => ({ ...each, byThen: true }));
}
