/**
 * What a file makes and dev has already: it is taken out of the scratch before the file runs, so that IF NOT EXISTS skips
 * nothing and what the file makes can be held against dev's. It is moved aside, not dropped, where that can be done: what
 * depends on it stays.
 */

import { isOverload } from '../compare/definitions';
import type { FoldedFile } from '../fold/folded';
import { parentsOf } from '../model/children';
import { kinds, kindsNamedAsRelations, type PartKind, parts, type RelationName } from '../model/kinds';
import type { Origin, Schema, Table, View } from '../model/schema';
import type { DdlOp, ObjectReference, Op } from '../sql/read/ops';
import type { AlterCommand, AlterTableCommand } from '../sql/read/ops-table';
import {
  displayName,
  keyOf,
  type ObjectName,
  qualifiedKey,
  quoteIdentifier,
  quoteQualified,
  splitKey,
} from '../text/names';
import type { LocalName, Name, TextRange } from '../text/text';
import { ASIDE, asideSql, renameParts } from './aside';
import { otherRemovals } from './removals-others';

export interface Removal {
  readonly what: RelationName | PartKind | 'routine' | 'statistics' | 'collation' | 'other';
  /** Of the object, or of the part's table; as in `Schema`'s maps. */
  readonly key: string;
  /** Of a part of a table; of a routine, as it stands in dev, what tells it from its overloads. */
  readonly part?: string;
  /** `public.users`, `column email of public.users`. */
  readonly shown: string;
  /** What takes it out; nothing when the file itself drops it first. */
  readonly sql: string | undefined;
  /** Where the file makes it. */
  readonly origin: Origin;
}

/** In the order they are to run: routines first, which name tables and types; then tables, whose indexes and parts go with them. */
export function removalsFor(file: FoldedFile, dev: Schema): Removal[] {
  const found = new Map<string, Removal>();
  const reset = new Set<string>();
  for (const { index, parsed, runs } of file.document.statements) {
    if (!runs) continue;
    const before = file.before(index);
    // By the statement itself: a DO block drops and makes again, as several commands of one ALTER TABLE do.
    const gone = new Set<string>();
    for (const op of innerOps(parsed.ops)) {
      if (op.op === 'drop') for (const one of op.objects) note(one, dev, gone);
      if (op.op === 'drop' && op.ifExists) for (const one of op.objects) note(one, dev, reset);
      if (op.op === 'rename' || op.op === 'set schema') note(op.object, dev, gone);
      for (const { range, ...removal } of removalsOf(op, {
        before,
        after: () => file.after(index),
        dev,
        gone,
        reset,
        found,
      })) {
        const id = `${removal.what}\0${removal.key}\0${removal.part ?? ''}`;
        if (!found.has(id))
          found.set(id, { ...removal, origin: { uri: file.document.uri, statement: index, ...range } });
      }
    }
    for (const removal of otherRemovals(file, index, dev, (owner) => found.has(`${owner}\0`)))
      found.set(`${removal.what}\0${removal.key}\0`, removal);
  }
  const moved = new Set([...found.values()].filter(({ what }) => what === 'table').map(({ key }) => key));
  const all = [...found.values()].filter(
    ({ what, key, part }) =>
      what === 'routine' || !((what === 'index' && moved.has(part!)) || (part !== undefined && moved.has(key))),
  );
  return all.sort((a, b) => removalRank[a.what] - removalRank[b.what]);
}
/** What is taken out first: a whole table before its parts, a type last. */
const removalRank: Readonly<Record<Removal['what'], number>> = {
  routine: -1,
  table: 0,
  view: 1,
  sequence: 2,
  index: 3,
  policy: 4,
  trigger: 5,
  rule: 6,
  constraint: 7,
  column: 8,
  type: 9,
  statistics: 10,
  collation: 11,
  other: 12,
};

function* innerOps(ops: readonly DdlOp[]): Generator<DdlOp> {
  for (const op of ops) {
    yield op;
    if (op.op === 'create schema') yield* innerOps(op.elements);
    if (op.op === 'block') yield* innerOps(op.body.map((each) => each.op));
  }
}

type FoundRemoval = Omit<Removal, 'origin'> & { readonly range: TextRange };

interface Where {
  /** Before the statement. */
  readonly before: Schema;
  readonly after: () => Schema;
  readonly dev: Schema;
  /** Dropped or renamed by the statement before, as `what NUL key`. */
  readonly gone: ReadonlySet<string>;
  /** DROP … IF EXISTS and then CREATE: the file says what there is to be, whatever was there. */
  readonly reset: ReadonlySet<string>;
  /** What statements before take out. */
  readonly found: ReadonlyMap<string, Removal>;
}
function note({ kind, name, table }: ObjectReference, dev: Schema, into: Set<string>): void {
  if (table) {
    const key = keyNow('table', table, dev);
    if (key !== undefined) into.add(`${kind}\0${key}\0${name.value.name}`);
    return;
  }
  for (const what of kindsNamedAsRelations) {
    const key = keyNow(what, name, dev);
    if (key !== undefined) into.add(`${what}\0${key}`);
  }
}
function keyNow(what: RelationName, { value }: Name, schema: Schema): string | undefined {
  const schemas = value.schema === undefined ? schema.searchPath : [value.schema];
  return schemas.map((one) => qualifiedKey(one, value.name)).find((key) => schema[kinds[what].map].has(key));
}

function removalsOf(op: DdlOp, where: Where): FoundRemoval[] {
  const { before, dev, gone, reset } = where;
  const whole = (what: RelationName, name: Name): FoundRemoval[] => {
    const key = keyNow(what, name, dev);
    if (key === undefined) return [];
    const object = dev[kinds[what].map].get(key)!;
    if ('extension' in object && object.extension !== undefined) return [];
    // The file has changed or dropped it before: then it is meant to stand there.
    const falls =
      (what === 'table' && fallsWithParent(key, where)) || (what === 'sequence' && fallsWithOwner(key, where));
    const stands = before[kinds[what].map].get(key) === object || falls;
    const untouched = stands && !gone.has(`${what}\0${key}`);
    if (!untouched && (what === 'index' || !reset.has(`${what}\0${key}`))) return [];
    const sql = untouched ? moveAside[what](object, dev) : undefined;
    const part = what === 'index' ? { part: tableKey(object as { schema: string; table: Name['value'] }) } : {};
    return [{ what, key, ...part, shown: quoteQualified(object), sql, range: name.range }];
  };
  switch (op.op) {
    case 'create table':
      return op.persistence === 'temporary' ? [] : whole('table', op.name);
    case 'create table as':
      return op.persistence === 'temporary' ? [] : whole(op.kind === 'table' ? 'table' : 'view', op.name);
    case 'create view':
      return op.orReplace || op.persistence === 'temporary' ? [] : whole('view', op.name);
    case 'create sequence':
      return op.persistence === 'temporary' ? [] : whole('sequence', op.name);
    case 'create enum':
    case 'create composite':
    case 'create domain':
    case 'create range':
      return whole('type', op.name);
    case 'create routine':
      return op.orReplace ? [] : routineRemovals(op, where);
    case 'create index':
      return op.name ? indexRemovals(op, op.name, whole, dev) : [];
    case 'alter table': {
      const key = keyNow('table', op.name, dev);
      const [table, now] = key === undefined ? [] : [dev.tables.get(key)!, before.tables.get(key)];
      if (!table || !now) return [];
      return op.commands.flatMap((command, at) => partRemovals(command, op.commands.slice(0, at), table, now));
    }
    case 'create policy':
    case 'create trigger':
    case 'create rule':
      return attachedOf(op, where);
    default:
      return [];
  }
}
/** An index of that name on another table is in the way there, too. */
function indexRemovals(
  { table }: Op<'create index'>,
  name: LocalName,
  whole: (what: RelationName, name: Name) => FoundRemoval[],
  dev: Schema,
): FoundRemoval[] {
  const on = keyNow('table', table, dev) ?? keyNow('view', table, dev);
  const found = whole('index', { range: name.range, value: { ...table.value, name: name.value } });
  return found.filter(({ part }) => part === on);
}
/** A partition or child whose parent the file makes anew: nothing of the file has changed it itself. */
function fallsWithParent(key: string, { before, dev, found }: Where): boolean {
  const table = dev.tables.get(key);
  if (!table || before.tables.get(key)?.origins?.self) return false;
  return parentsOf(table).some((parent) => found.has(`table\0${keyOf({ schema: table.schema, ...parent })}\0`));
}
/** A sequence of a table that the file makes anew, wherever the file has it. */
function fallsWithOwner(key: string, { before, dev, found }: Where): boolean {
  const sequence = dev.sequences.get(key);
  const owner = sequence?.ownedBy?.table;
  if (!sequence || !owner || before.sequences.has(key)) return false;
  return found.has(`table\0${qualifiedKey(owner.schema ?? sequence.schema, owner.name)}\0`);
}
/** The overload of dev's with the same arguments. */
function routineRemovals({ name }: Op<'create routine'>, { before, after, dev }: Where): FoundRemoval[] {
  const schemas = name.value.schema === undefined ? dev.searchPath : [name.value.schema];
  for (const key of schemas.map((one) => qualifiedKey(one, name.value.name))) {
    const made = after().routines.get(key) ?? [];
    for (const routine of dev.routines.get(key) ?? []) {
      const stands = before.routines.get(key)?.includes(routine) && routine.extension === undefined;
      if (!stands || !made.some((one) => one.origins?.self && isOverload(one, routine))) continue;
      const { identityArguments, kind } = routine;
      const shown = `${kind} ${displayName(routine, [])}(${identityArguments})`;
      const sql = asideSql('ROUTINE', routine, identityArguments);
      return [{ what: 'routine', key, part: identityArguments, shown, sql, range: name.range }];
    }
  }
  return [];
}
type Attaching = Op<'create policy' | 'alter policy' | 'create trigger' | 'create rule'>;
/** A policy, trigger or rule that dev's table has and the file has not dropped before. */
function attachedOf(op: Attaching, { before, dev, gone }: Where): FoundRemoval[] {
  const what = op.op === 'create trigger' ? 'trigger' : op.op === 'create rule' ? 'rule' : 'policy';
  const key = keyNow('table', op.table, dev) ?? keyNow('view', op.table, dev);
  if (key === undefined || ('orReplace' in op && op.orReplace)) return [];
  const table = (dev.tables.get(key) ?? dev.views.get(key))!;
  const partsOf = (of: Table | View | undefined): readonly { readonly name: string; readonly inherited?: boolean }[] =>
    (of && what !== 'policy' ? of[parts[what]] : of && 'policies' in of ? of.policies : undefined) ?? [];
  const part = partsOf(table).find(({ name }) => name === op.name.value);
  const stands =
    part &&
    partsOf(before.tables.get(key) ?? before.views.get(key)).includes(part) &&
    !gone.has(`${what}\0${key}\0${part.name}`);
  if (!stands || part.inherited) return [];
  const sql = `DROP ${what} IF EXISTS ${quoteIdentifier(part.name, 'always')} ON ${quoteQualified(table, 'always')}`;
  const shown = `${what} ${quoteIdentifier(part.name)} of ${displayName(table, [])}`;
  return [{ what, key, part: part.name, shown, sql, range: op.name.range }];
}
function tableKey({ schema, table }: { readonly schema: string; readonly table: Name['value'] }): string {
  return qualifiedKey(table.schema ?? schema, table.name);
}
const moveAside: Readonly<Record<RelationName, (object: ObjectName, dev: Schema) => string | undefined>> = {
  table: (object) => asideSql('TABLE', object),
  view: (object) => asideSql('TABLE', object),
  // One that a column owns goes with its table.
  sequence: (object, dev) => (dev.sequences.get(keyOf(object))?.ownedBy ? undefined : asideSql('SEQUENCE', object)),
  // A range type's functions would stay.
  type: (object, dev) =>
    dev.types.get(keyOf(object))?.kind === 'range'
      ? `DROP TYPE ${quoteQualified(object, 'always')} CASCADE`
      : asideSql('TYPE', object),
  index: (object) => `DROP INDEX IF EXISTS ${quoteQualified(object, 'always')} CASCADE`,
};

/** What takes all of them out, in order; what is on tables is renamed once for all of them, before they are moved. */
export function takingOut(removals: readonly Removal[]): string[] {
  const out = removals.flatMap(({ sql }) => sql ?? []);
  if (out.length === 0) return [];
  const tables = removals.flatMap(({ what, key, sql }) => (what === 'table' && sql ? splitKey(key) : []));
  const names = tables.length > 0 ? [renameParts(tables)] : [];
  return [`CREATE SCHEMA IF NOT EXISTS ${ASIDE}`, ...names, ...out];
}

/** A column or a constraint that dev's table has. `now`: the table where the command runs. */
function partRemovals(
  command: AlterTableCommand,
  earlier: readonly AlterTableCommand[],
  table: Table,
  now: Table,
): FoundRemoval[] {
  const list = command.command === 'add column' ? 'columns' : 'constraints';
  const named =
    command.command === 'add column'
      ? command.column.name
      : command.command === 'add constraint'
        ? (command.constraint.name ?? unnamedKey(command, table))
        : undefined;
  if (!named || earlier.some((one) => dropped(one) === named.value)) return [];
  const part = (table[list] as readonly { readonly name: string }[]).find(({ name }) => name === named.value);
  if (!part || !(now[list] as readonly unknown[]).includes(part)) return [];
  // A constraint of another kind only has the name, and is in the way.
  if (command.command === 'add constraint' && 'kind' in part && part.kind !== command.constraint.kind) return [];
  const what = list === 'columns' ? 'column' : 'constraint';
  const name = quoteIdentifier(part.name);
  const sql = `ALTER TABLE IF EXISTS ${quoteQualified(table, 'always')} DROP ${what} IF EXISTS ${quoteIdentifier(part.name, 'always')} CASCADE`;
  const shown = `${what} ${name} of ${displayName(table, [])}`;
  return [{ what, key: keyOf(table), part: part.name, shown, sql, range: named.range }];
}
function dropped(command: AlterTableCommand): string | undefined {
  if (command.command === 'drop column') return command.column.value;
  return command.command === 'drop constraint' ? command.name.value : undefined;
}
/** There is one primary key, whatever its name. */
function unnamedKey({ constraint }: AlterCommand<'add constraint'>, table: Table) {
  const key = constraint.kind === 'primary key' && table.constraints.find(({ kind }) => kind === 'primary key');
  return key ? { value: key.name, range: constraint.range } : undefined;
}
