/** What of a document decides where the fold of all files of its history starts. */
import type { ObjectKind } from '../model/kinds';
import type { ParsedStatement, SqlDocument } from '../sql/document/statement';
import type { DdlOp, ObjectReference } from '../sql/read/ops';
import type { AlterTableCommand } from '../sql/read/ops-table';
import type { QualifiedName } from '../text/names';
import { present } from '../text/present';
import { namesMadeBy } from './base';

/** Of what runs of it. */
export interface DocumentFacts {
  /** `kind NUL schema NUL name` of all that it makes; the schema is empty where none is written. */
  readonly names: readonly string[];
  /** Schemas that it puts on the search path. */
  readonly paths: readonly string[];
  /** What it drops, renames or moves. */
  readonly takes: readonly TakenObject[];
  readonly columns: readonly ColumnChange[];
}
export interface TakenObject {
  readonly kind: ObjectKind;
  readonly name: QualifiedName;
  /** Of a part of one. */
  readonly table?: QualifiedName;
}
interface ColumnChange {
  readonly table: QualifiedName;
  readonly column: string;
  readonly does: 'add' | 'drop';
}

const factsByDocument = new WeakMap<SqlDocument, DocumentFacts>();
export function documentFacts(document: SqlDocument): DocumentFacts {
  const facts = factsByDocument.get(document) ?? readFacts(document);
  factsByDocument.set(document, facts);
  return facts;
}
/** Of a document that is not read yet, as they were found when it was. */
export function keepFacts(document: SqlDocument, facts: DocumentFacts): void {
  factsByDocument.set(document, facts);
}
function readFacts({ statements }: SqlDocument): DocumentFacts {
  const all = statements.flatMap(({ parsed, runs }) => (runs ? factsOfStatement(parsed) : []));
  return {
    names: all.flatMap(({ names }) => names),
    paths: all.flatMap(({ paths }) => paths),
    takes: all.flatMap(({ takes }) => takes),
    columns: all.flatMap(({ columns }) => columns),
  };
}
const statementFacts = new WeakMap<ParsedStatement, DocumentFacts>();
function factsOfStatement(parsed: ParsedStatement): DocumentFacts {
  let facts = statementFacts.get(parsed);
  if (!facts) {
    const { ops } = parsed;
    facts = {
      names: [...new Set(ops.flatMap(namesMadeBy))],
      paths: ops.flatMap(pathsOf),
      takes: ops.flatMap(objectsTaken).map(({ kind, name, table }) => ({
        ...{ kind, name: name.value },
        ...present({ table: table?.value }),
      })),
      columns: [...tableCommands(ops)].flatMap(({ table, command }) => columnChange(table, command) ?? []),
    };
    statementFacts.set(parsed, facts);
  }
  return facts;
}

/** Everything the files make, as one sorted text: equal texts, equal bases. */
export function madeByFiles(files: readonly SqlDocument[]): ReadonlySet<string> {
  const all = new Set<string>();
  for (const file of files) for (const name of documentFacts(file).names) all.add(name);
  return all;
}
/** Schemas that any statement that runs puts on the search path. */
export function searchPaths(files: readonly SqlDocument[]): string[] {
  return [...new Set(files.flatMap((file) => documentFacts(file).paths))];
}
function pathsOf(op: DdlOp): readonly string[] {
  if (op.op === 'set search path') return op.path;
  return op.op === 'create schema' && op.elements.length > 0 ? [op.name.value] : [];
}
function objectsTaken(op: DdlOp): readonly ObjectReference[] {
  if (op.op === 'drop') return op.objects;
  if (op.op === 'rename' || op.op === 'set schema') return [op.object];
  return op.op === 'block' ? op.body.flatMap((each) => objectsTaken(each.op)) : [];
}
function* tableCommands(ops: readonly DdlOp[]): Generator<{ table: QualifiedName; command: AlterTableCommand }> {
  for (const op of ops)
    if (op.op === 'alter table') for (const command of op.commands) yield { table: op.name.value, command };
    else if (op.op === 'block') yield* tableCommands(op.body.map((each) => each.op));
}
function columnChange(table: QualifiedName, command: AlterTableCommand): ColumnChange | undefined {
  if (command.command === 'add column') return { table, column: command.column.name.value, does: 'add' };
  return command.command === 'drop column' ? { table, column: command.column.value, does: 'drop' } : undefined;
}
