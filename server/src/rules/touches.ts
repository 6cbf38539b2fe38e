/** Whether the order of two files can matter: one makes, changes or drops what the other does so too, or names. */

import type { SqlDocument, Statement } from '../sql/document/statement';
import type { DdlOp } from '../sql/read/ops';
import type { QualifiedName } from '../text/names';
import { allOps } from './origin-places';

interface Touched {
  /** Names, without their schemas: one file may write them, the other not. */
  readonly changed: ReadonlySet<string>;
  readonly named: ReadonlySet<string>;
  /** Something in it could touch anything. */
  readonly anything: boolean;
}
const touchedPerDocument = new WeakMap<SqlDocument, Touched>();

export function touchesCommon(one: SqlDocument, other: SqlDocument): boolean {
  const [a, b] = [touchedBy(one), touchedBy(other)];
  if (a.anything || b.anything) return true;
  return shares(a.changed, b.named) || shares(b.changed, a.named);
}
const shares = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => [...a].some((name) => b.has(name));

function touchedBy(document: SqlDocument): Touched {
  let touched = touchedPerDocument.get(document);
  if (!touched) {
    touched = touchedIn(document.statements.filter(({ runs }) => runs));
    touchedPerDocument.set(document, touched);
  }
  return touched;
}
function touchedIn(statements: readonly Statement[]): Touched {
  const [changed, named] = [new Set<string>(), new Set<string>()];
  let anything = false;
  for (const { parsed } of statements) {
    if (parsed.status !== 'ok') anything = true;
    for (const op of allOps(parsed.ops)) {
      if (op.op === 'unknown' && op.objects.length === 0) anything = true;
      for (const name of changedBy(op)) changed.add(name);
      for (const { name } of allNamesIn(op)) named.add(name);
    }
  }
  for (const name of changed) named.add(name);
  return { changed, named, anything };
}

/** What an op makes, changes or drops; a part of a table is its table. */
function* changedBy(op: DdlOp): Generator<string> {
  switch (op.op) {
    case 'use':
      for (const { name, how } of op.relations)
        if (how === 'update' || how === 'delete' || how === 'merge' || how === 'truncate') yield name.value.name;
      return;
    case 'drop':
    case 'unknown':
      for (const { table, name } of op.objects) yield (table ?? name).value.name;
      return;
    case 'rename':
      yield (op.object.table ?? op.object.name).value.name;
      if (!op.object.table) yield op.to.value;
      return;
    case 'set schema':
    case 'owner':
      yield (op.object.table ?? op.object.name).value.name;
      return;
    case 'create index':
    case 'create statistics':
      if (op.name) yield unqualified(op.name.value);
      return;
    case 'create trigger':
    case 'create policy':
    case 'alter policy':
    case 'create rule':
      yield op.table.value.name;
      return;
    default:
      if ('name' in op && op.name !== undefined && typeof op.name !== 'string') yield unqualified(op.name.value);
  }
}
const unqualified = (value: string | QualifiedName): string => (typeof value === 'string' ? value : value.name);

const namesPerStatement = new WeakMap<Statement['parsed'], readonly QualifiedName[]>();
/** All names of a statement, gone through once: it may hold thousands of rows. */
export function namesIn(parsed: Statement['parsed']): readonly QualifiedName[] {
  let names = namesPerStatement.get(parsed);
  if (!names) {
    names = allNamesIn(parsed.ops);
    namesPerStatement.set(parsed, names);
  }
  return names;
}
/** Every name with a schema or without that stands anywhere in an op, but for types of PostgreSQL's own. */
export function allNamesIn(value: unknown): readonly QualifiedName[] {
  const names: QualifiedName[] = [];
  addNames(value, names);
  return names;
}
function addNames(value: unknown, names: QualifiedName[]): void {
  if (typeof value !== 'object' || value === null) return;
  if (value instanceof Set) return;
  if (Array.isArray(value)) {
    for (const each of value) addNames(each, names);
    return;
  }
  // A part of a table: its name may be that of something else, too.
  if ('kind' in value && 'table' in value && value.table !== undefined && !('op' in value)) {
    addNames(value.table, names);
    return;
  }
  const inner = 'value' in value ? value.value : undefined;
  if (typeof inner === 'object' && inner !== null && 'name' in inner && typeof inner.name === 'string') {
    if (!('builtin' in inner && inner.builtin)) names.push(inner as QualifiedName);
    return;
  }
  for (const each of Object.values(value)) if (typeof each === 'object') addNames(each, names);
}
