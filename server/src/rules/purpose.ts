/**
 * What a loose file does to dev on purpose: what it drops, renames, replaces, and adds to what it makes only where that is
 * missing. It is not told to undo that.
 */
import { comparingSchemas } from '../compare/diff';
import type { Difference, Undecided } from '../compare/difference';
import { remaining } from '../compare/remaining';
import { FileFold, foldingFile } from '../fold/fold-file';
import type { FoldedFile } from '../fold/folded';
import type { Schema } from '../model/schema';
import type { Steps } from '../model/steps';
import type { SqlDocument } from '../sql/document/statement';
import type { DdlOp, ObjectReference } from '../sql/read/ops';
import { keyOf } from '../text/names';
import { allOps } from './origin-places';

/**
 * The differences between a loose file and dev that are not what the file is for. One that runs on dev as it stands is
 * run there: what then differs is what its CREATE … IF NOT EXISTS say and dev has otherwise. One that does not (it makes
 * what dev has) describes dev; only what it drops or renames before is its purpose.
 */
export function* withoutPurpose(
  differences: readonly Difference[],
  file: FoldedFile,
  dev: Schema,
): Steps<readonly Difference[]> {
  if (differences.length === 0) return differences;
  const { document } = file;
  const onDev = yield* foldingOnDev(file, dev);
  if (!runsAsItStands(onDev)) return withoutTaken(differences, document);
  const left = yield* comparingSchemas(file.after(document.statements.length - 1), onDev.end);
  const described = madeAnew(document);
  const stays = (each: Difference) => isDouble(each, onDev.end) || ('table' in each && described.has(each.table.name));
  const remains = remaining(left.differences);
  return differences.flatMap((each) => (stays(each) ? [each] : remains(each)));
}
const runsAsItStands = ({ conflicts }: FileFold): boolean =>
  conflicts.every(({ kind }) => kind === 'skipped by if not exists' || kind === 'not decided');
/** What cannot be told of a view that a file runs to replace is no question; of one that describes dev it is. */
export function* askedOf(undecided: readonly Undecided[], file: FoldedFile, dev: Schema): Steps<readonly Undecided[]> {
  const { uri, statements } = file.document;
  const replaced = ({ origin }: Undecided): boolean =>
    origin?.uri === uri &&
    (statements[origin.statement]?.parsed.ops ?? []).some((op) => 'orReplace' in op && op.orReplace);
  if (!undecided.some(replaced) || !runsAsItStands(yield* foldingOnDev(file, dev))) return undecided;
  return undecided.filter((one) => !replaced(one));
}
/** The last fold of each file on one dev: after an edit only what follows it is folded again. */
const folds = new WeakMap<Schema, Map<string, FileFold>>();
/** Files of which the last fold is kept. */
const KEPT_FOLDS = 8;
function* foldingOnDev(file: FoldedFile, dev: Schema): Steps<FileFold> {
  const { document } = file;
  const known = folds.get(dev) ?? new Map<string, FileFold>();
  folds.set(dev, known);
  const earlier = [known.get(document.uri), file].filter((each) => each instanceof FileFold);
  const fold = yield* foldingFile(document, 'pending', '', dev, earlier);
  known.delete(document.uri);
  known.set(document.uri, fold);
  for (const uri of known.keys()) if (known.size > KEPT_FOLDS) known.delete(uri);
  return fold;
}
/** `DROP TABLE IF EXISTS` before a CREATE TABLE: a file that can be run anywhere describes a table, rather than replace it. */
function madeAnew(document: SqlDocument): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { parsed, runs } of document.statements)
    for (const op of runs ? allOps(parsed.ops) : [])
      if (op.op === 'drop' && op.ifExists)
        for (const { kind, name } of op.objects) if (kind === 'table') names.add(name.value.name);
  return names;
}
/** The same under another name, beside dev's own: the second serves nothing. */
function isDouble(difference: Difference, end: Schema): boolean {
  if ((difference.what !== 'index' && difference.what !== 'constraint') || difference.differs !== 'name') return false;
  const { dev, file } = difference;
  if (!dev || !file) return false;
  if (difference.what === 'index')
    return [dev, file].every(({ name }) => end.indexes.has(keyOf({ schema: difference.table.schema, name })));
  const constraints = end.tables.get(keyOf(difference.table))?.constraints ?? [];
  return [dev, file].every(({ name }) => constraints.some((each) => each.name === name));
}

/** Without those of what a statement before has dropped or renamed. */
function withoutTaken(differences: readonly Difference[], document: SqlDocument): readonly Difference[] {
  const taken = new Map<string, number>();
  for (const { index, parsed, runs } of document.statements)
    for (const op of runs ? allOps(parsed.ops) : [])
      for (const key of takenBy(op)) if (!taken.has(key)) taken.set(key, index);
  if (taken.size === 0) return differences;
  return differences.filter((difference) => {
    const at = Math.min(...differenceKeys(difference).map((key) => taken.get(key) ?? Number.POSITIVE_INFINITY));
    const isLacking = 'file' in difference && difference.file === undefined;
    return isLacking ? at === Number.POSITIVE_INFINITY : at > difference.origin.statement;
  });
}
function differenceKeys(difference: Difference): string[] {
  switch (difference.what) {
    case 'constraint':
    case 'index': {
      const { dev, table } = difference;
      return dev ? [`relation\0${dev.name}`, `constraint\0${table.name}\0${dev.name}`] : [];
    }
    case 'column':
      return [`column\0${difference.table.name}\0${difference.column.name}`];
    case 'enum values':
      return [`relation\0${difference.dev.name}`];
    case 'definition': {
      const { kind, name, on } = difference;
      return [on === undefined ? `relation\0${name}` : `${kind}\0${on}\0${name}`];
    }
    default:
      return [];
  }
}
function* takenBy(op: DdlOp): Generator<string> {
  if (op.op === 'drop') yield* op.objects.map(keyOfReference);
  if (op.op === 'rename') yield keyOfReference(op.object);
  if (op.op !== 'alter table') return;
  for (const command of op.commands) {
    if (command.command === 'drop constraint') yield `constraint\0${op.name.value.name}\0${command.name.value}`;
    if (command.command === 'drop column') yield `column\0${op.name.value.name}\0${command.column.value}`;
  }
}
function keyOfReference({ kind, name, table }: ObjectReference): string {
  return table ? `${kind}\0${table.value.name}\0${name.value.name}` : `relation\0${name.value.name}`;
}
