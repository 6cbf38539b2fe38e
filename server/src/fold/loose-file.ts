/** A loose file beside dev: what its statements meet there as it stands, as far as that is told. */

import { type PartKind, parts } from '../model/kinds';
import { findIn, findRelation, findTableOrView } from '../model/resolve';
import type { Origins, Schema } from '../model/schema';
import { atOnce, type Steps } from '../model/steps';
import type { SqlDocument } from '../sql/document/statement';
import type { DdlOp, ObjectReference } from '../sql/read/ops';
import type { QualifiedName } from '../text/names';
import { madeKey, type NameSpace, nameSpaceOf, namesMadeBy, sameNames } from './base';
import type { ApplyContext, LooseFile } from './conflict';
import { madeByFiles } from './document-facts';
import { type Addition, additions } from './met-in-dev';
import { type Gone, taken, takenAway } from './taken-away';

/** A relation, a type or a routine of the schema. */
export interface Meetable {
  readonly schema: string;
  readonly name: string;
  readonly origins?: Origins;
}

export const looseFile = (document: SqlDocument, dev: Schema): LooseFile => atOnce(judgingLoose(document, dev));
/** The same in some steps. */
export function* judgingLoose(document: SqlDocument, dev: Schema): Steps<LooseFile> {
  const before = judged.get(document);
  if (before?.dev === dev) return before.loose;
  const makes = madeByFiles([document]);
  yield;
  const changes = changesOf(document);
  yield;
  const loose = { makes, changes, mayHaveRun: allInDev(document, dev) };
  judged.set(document, { dev, loose });
  yield;
  return loose;
}
/** What was judged last is asked for again when the file is edited. */
const judged = new WeakMap<SqlDocument, { readonly dev: Schema; readonly loose: LooseFile }>();
export function sameLoose(a: LooseFile | undefined, b: LooseFile | undefined): boolean {
  if (!a || !b) return a === b;
  return a.mayHaveRun === b.mayHaveRun && sameNames(a.makes, b.makes) && sameChanges(a.changes, b.changes);
}
function sameChanges(a: LooseFile['changes'], b: LooseFile['changes']): boolean {
  if (a.size !== b.size) return false;
  for (const [key, at] of a) {
    const other = b.get(key);
    if (other?.length !== at.length || other.some((each, index) => each !== at[index])) return false;
  }
  return true;
}

/**
 * Whether the statement surely meets the object as the schema has it: the files made it so, or it is dev's, and the
 * statement will run on dev. A loose file's does where the file has not run yet, and no statement of it makes, changes or
 * drops the object, `but` for this very one where that is said.
 */
export function meets(
  { mode, loose, statement }: Pick<ApplyContext, 'mode' | 'loose' | 'statement'>,
  searchPath: readonly string[],
  kind: NameSpace,
  object: Meetable,
  but: 'this statement' | 'none' = 'none',
): boolean {
  if (object.origins?.self !== undefined || mode === 'strict') return true;
  if (mode !== 'loose' || !loose || loose.mayHaveRun) return false;
  const isSearched = object.schema === 'public' || searchPath.includes(object.schema);
  const others = [
    ...changing(loose, kind, object.schema, object.name),
    ...(isSearched ? changing(loose, kind, '', object.name) : []),
  ];
  return others.every((each) => but === 'this statement' && each === statement);
}
const changing = ({ changes }: LooseFile, kind: string, schema: string, name: string): readonly number[] =>
  changes.get(`${kind}\0${schema}\0${name}`) ?? [];
/** The same of one column of it. */
export function meetsColumn(
  { mode, loose }: Pick<ApplyContext, 'mode' | 'loose'>,
  table: string,
  column: { readonly name: string; readonly origins?: Origins },
): boolean {
  if (mode !== 'loose' || column.origins?.type !== undefined || column.origins?.self !== undefined) return true;
  return loose !== undefined && !loose.changes.has(`column\0${table}\0${column.name}`);
}

const known = new WeakMap<SqlDocument, LooseFile['changes']>();
function changesOf(document: SqlDocument): LooseFile['changes'] {
  let changes = known.get(document) as Map<string, number[]> | undefined;
  if (changes) return changes;
  changes = new Map();
  for (const { index, parsed, runs } of document.statements)
    for (const key of runs ? parsed.ops.flatMap((op) => [...changedBy(op)]) : []) {
      const at = changes.get(key);
      if (!at) changes.set(key, [index]);
      else if (at.at(-1) !== index) at.push(index);
    }
  known.set(document, changes);
  return changes;
}
function* changedBy(op: DdlOp): Generator<string> {
  yield* namesMadeBy(op);
  switch (op.op) {
    case 'drop':
      for (const object of op.objects) yield* keysOf(object);
      return;
    case 'rename':
    case 'set schema':
      yield* keysOf(op.object);
      if (op.op === 'rename' && op.object.table)
        yield* keysOf({ ...op.object, name: { ...op.to, value: { name: op.to.value } } });
      return;
    case 'alter domain':
    case 'alter composite':
    case 'rename enum value':
      yield madeKey('relation', op.name.value);
      return;
    case 'alter table':
      for (const command of op.commands)
        if (command.command === 'set type' || command.command === 'drop column')
          yield columnKey(op.name.value, command.column.value);
        else if (command.command === 'add column') yield columnKey(op.name.value, command.column.name.value);
      return;
    case 'block':
      for (const inner of op.body) yield* changedBy(inner.op);
      return;
    case 'unknown':
      for (const object of op.objects) yield* keysOf(object);
      for (const inner of op.like ?? []) yield* changedBy(inner);
  }
}
const columnKey = (table: QualifiedName, column: string): string => `column\0${table.name}\0${column}`;
function keysOf({ kind, name, table }: ObjectReference): readonly string[] {
  if (!table) return [madeKey(nameSpaceOf(kind), name.value)];
  return kind === 'column' ? [columnKey(table.value, name.value.name)] : [];
}

/** Whether there is something that shows it, and dev has it all. */
function allInDev(document: SqlDocument, dev: Schema): boolean {
  const dropped = new Set(taken(document).map(keyOfTaken));
  let some = false;
  for (const { parsed, runs } of document.statements)
    for (const op of runs ? parsed.ops : [])
      for (const isThere of shownBy(op, dev, dropped)) {
        if (!isThere) return false;
        some = true;
      }
  return some || takesAll(document, dev);
}
/** It makes nothing that would show it, and of two and more things that it takes away dev has none. */
function takesAll(document: SqlDocument, dev: Schema): boolean {
  const [all, gone] = [taken(document), takenAway(document, dev)];
  return all.length > 1 && all.length === gone.length;
}
const partKey = (of: string, list: Addition['list'], name: string): string => `${of}\0${list}\0${name}`;
const keyOfTaken = ({ name, part }: Gone): string =>
  part && part.kind !== 'index' ? partKey(name.name, parts[part.kind], part.name) : `\0\0${name.name}`;
/** For each thing that the statement makes unless it is there already, whether it is; what is replaced shows nothing. */
function* shownBy(op: DdlOp, dev: Schema, dropped: ReadonlySet<string>): Generator<boolean> {
  const isConditional =
    ('ifNotExists' in op && op.ifNotExists) ||
    ('orReplace' in op && op.orReplace) ||
    ('ifExists' in op && op.ifExists) ||
    ('conditional' in op && op.conditional) ||
    ('persistence' in op && op.persistence === 'temporary');
  if (isConditional || op.op === 'block') return;
  for (const name of namesMadeBy(op)) {
    const [kind = '', schema = '', local = ''] = name.split('\0');
    if (!dropped.has(`\0\0${local}`))
      yield* hasMade(op, dev, kind, schema === '' ? { name: local } : { schema, name: local });
  }
  const renamed = op.op === 'rename' && op.object.table && op.object.kind in parts ? op.object : undefined;
  // What stands on a table that is there no longer shows nothing.
  const isGone = ({ name }: QualifiedName): boolean => dropped.has(`\0\0${name}`);
  if (renamed?.table && op.op === 'rename' && !isGone(renamed.table.value))
    yield hasPart(dev, { of: renamed.table, list: parts[renamed.kind as PartKind], name: op.to.value });
  for (const addition of additions(op))
    if (
      !addition.ifNotExists &&
      !isGone(addition.of.value) &&
      !dropped.has(partKey(addition.of.value.name, addition.list, addition.name))
    )
      yield hasPart(dev, addition);
}
const whatOf: Readonly<Partial<Record<DdlOp['op'], 'tables' | 'views' | 'sequences'>>> = {
  'create table': 'tables',
  'create view': 'views',
  'create sequence': 'sequences',
};
function* hasMade(op: DdlOp, dev: Schema, kind: string, name: QualifiedName): Generator<boolean> {
  if (op.op === 'rename' && op.object.table) return;
  const map = whatOf[op.op];
  // Of another kind, it is not what the statement made.
  if (map) yield findIn<unknown>(dev, dev[map], name) !== undefined;
  else if (kind === 'relation')
    yield findRelation(dev, name) !== undefined || findIn(dev, dev.types, name) !== undefined;
  else if (kind === 'routine') {
    const count = op.op === 'create routine' ? op.argumentTypes.length : undefined;
    const overloads = findIn(dev, dev.routines, name) ?? [];
    yield overloads.some(({ argumentTypes }) => count === undefined || argumentTypes.length === count);
  } else if (kind === 'schema') yield dev.namespaces.has(name.name);
  else if (kind === 'extension') yield dev.extensions.has(name.name);
}
function hasPart(dev: Schema, { of, list, name }: Addition): boolean {
  if (list === 'values') {
    const type = findIn(dev, dev.types, of.value);
    return type?.kind === 'enum' && type.values.includes(name);
  }
  const owner = findTableOrView(dev, of.value);
  const held: readonly { readonly name: string }[] = (owner && list in owner && owner[list as 'columns']) || [];
  return held.some((each) => each.name === name);
}
