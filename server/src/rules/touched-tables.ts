/** The tables that a file's statements make, change, fill or drop. */
import { findRelation, holderOf, schemasFor } from '../model/resolve';
import type { Schema } from '../model/schema';
import type { SqlDocument, Statement } from '../sql/document/statement';
import type { DdlOp, ObjectReference } from '../sql/read/ops';
import { type QualifiedName, qualifiedKey } from '../text/names';
import { allOps } from './origin-places';

interface Folded {
  before(statement: number): Schema;
  after(statement: number): Schema;
}
/** By their keys in `Schema.tables`, each once, as the file first names them. Those that are gone after it are there too. */
export function touchedTables({ statements }: SqlDocument, folded: Folded): string[] {
  const keys = new Set<string>();
  for (const statement of statements) for (const key of touchedBy(statement, folded)) keys.add(key);
  return [...keys];
}
function* touchedBy({ parsed, index, runs }: Statement, folded: Folded): Generator<string> {
  if (!runs) return;
  for (const op of allOps(parsed.ops))
    for (const name of touchedTableNames(op)) {
      const key = keyIn(folded.after(index), name) ?? keyIn(folded.before(index), name);
      if (key !== undefined) yield key;
    }
}
/** Of the table that has the name, or whose index or sequence it is; of nothing else. */
function keyIn(schema: Schema, name: QualifiedName): string | undefined {
  const relation = findRelation(schema, name);
  if (!relation) return undefined;
  const holder = relation.is === 'index' ? relation.index.table : holderOf(relation);
  const key = qualifiedKey(holder.schema ?? schemasFor(schema, name)[0] ?? '', holder.name);
  return schema.tables.has(key) ? key : undefined;
}

function* touchedTableNames(op: DdlOp): Generator<QualifiedName> {
  switch (op.op) {
    case 'create table':
    case 'placeholder table':
    case 'create table as':
    case 'alter table':
      yield op.name.value;
      return;
    case 'create index':
    case 'create trigger':
    case 'create policy':
    case 'alter policy':
    case 'create rule':
    case 'create statistics':
      yield op.table.value;
      return;
    case 'drop':
    case 'unknown':
      for (const object of op.objects) yield* ofObject(object);
      return;
    case 'rename':
    case 'set schema':
      yield* ofObject(op.object);
      // After it has gone, its name is another one.
      if (!op.object.table) {
        const { schema, name } = op.object.name.value;
        const to = op.op === 'rename' ? { ...(schema !== undefined && { schema }), name: op.to.value } : undefined;
        yield to ?? { schema: op.to.value, name };
      }
      return;
    case 'comment':
    case 'owner':
      yield* ofObject(op.object);
      return;
    case 'use':
      for (const { name, how } of op.relations) if (changesRows.has(how)) yield name.value;
      return;
  }
}
const changesRows: ReadonlySet<string> = new Set(['insert', 'update', 'delete', 'merge', 'copy', 'truncate']);
function* ofObject({ kind, name, table }: ObjectReference): Generator<QualifiedName> {
  if (table) yield table.value;
  else if (kind === 'table' || kind === 'index' || kind === 'view') yield name.value;
}
