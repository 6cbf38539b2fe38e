/** From origins, which are relative to their statements, to the document, and from there to the op that set a fact. */

import type { PrintContext } from '../generate/style';
import type { Origin, Table } from '../model/schema';
import type { Statement } from '../sql/document/statement';
import { type WrittenStyle, writtenStyle } from '../sql/document/written-style';
import type { DdlOp } from '../sql/read/ops';
import type { AlterTableCommand, ColumnDef, CreateTable } from '../sql/read/ops-table';
import { displayName, type QualifiedName, quoteIdentifier } from '../text/names';
import { shift, type TextRange } from '../text/text';
import type { Finding, RuleContext, TextEdit } from './rule';

/** Where an origin of this document stands now; undefined for a statement that is gone. */
export function placeOf(context: RuleContext, origin: Origin): TextRange | undefined {
  const statement = context.document.statements[origin.statement];
  return statement && shift(origin, statement.range.start);
}
/** Where something of this or another file of the history was made, for `Finding.related`. */
export function madeAt(context: RuleContext, origin: Origin | undefined, message: string): Finding['related'] {
  const statement = origin && context.documentOf(origin.uri)?.statements[origin.statement];
  return statement ? [{ uri: origin.uri, range: shift(origin, statement.range.start), message }] : [];
}
/** A range of a statement's op, in the document. */
export function inDocument(statement: Statement, range: TextRange): TextRange {
  return shift(range, statement.range.start);
}
export function tableName(context: RuleContext, table: QualifiedName): string {
  return displayName(table, context.searchPath);
}
export const columnName = (name: string): string => quoteIdentifier(name);

/** Every op of a statement, those inside CREATE SCHEMA and DO blocks too. */
export function* allOps(ops: readonly DdlOp[]): Generator<DdlOp> {
  for (const op of ops) {
    yield op;
    if (op.op === 'create schema') yield* allOps(op.elements);
    if (op.op === 'block') yield* allOps(op.body.map((each) => each.op));
  }
}

export interface Placed<T> {
  readonly statement: Statement;
  readonly op: T;
}
/** The CREATE TABLE of this document that made a table of the fold. */
export function createTableOf(context: RuleContext, table: Table): Placed<CreateTable> | undefined {
  const origin = table.origins?.self;
  if (!origin || origin.uri !== context.document.uri) return undefined;
  const statement = context.document.statements[origin.statement];
  if (!statement) return undefined;
  for (const op of allOps(statement.parsed.ops))
    if (op.op === 'create table' && op.name.range.start === origin.start) return { statement, op };
  return undefined;
}

/** Every ALTER TABLE command of a statement, with the table it changes. */
export function* alterCommands(statement: Statement): Generator<{ table: QualifiedName; command: AlterTableCommand }> {
  for (const op of allOps(statement.parsed.ops))
    if (op.op === 'alter table') for (const command of op.commands) yield { table: op.name.value, command };
}
/** The definition of a column that stands around an origin: in CREATE TABLE or ADD COLUMN. */
export function columnDefAt(context: RuleContext, origin: Origin): Placed<ColumnDef> | undefined {
  const statement = context.document.statements[origin.statement];
  if (!statement || origin.uri !== context.document.uri) return undefined;
  const holds = (def: ColumnDef) => def.range.start <= origin.start && origin.end <= def.range.end;
  for (const op of allOps(statement.parsed.ops)) {
    const found = op.op === 'create table' ? op.columns.find(holds) : undefined;
    if (found) return { statement, op: found };
  }
  for (const { command } of alterCommands(statement))
    if (command.command === 'add column' && holds(command.column)) return { statement, op: command.column };
  return undefined;
}

/** A fact that another table gives: its place is that table's name, which says more than the fact. */
export function isTakenOver(context: RuleContext, origin: Origin): boolean {
  const statement = context.document.statements[origin.statement];
  for (const op of statement ? allOps(statement.parsed.ops) : []) {
    if (op.op !== 'create table') continue;
    const others = [...op.likes, ...op.inherits, op.partitionOf?.parent, op.ofType];
    if (others.some((one) => one && one.range.start <= origin.start && origin.end <= one.range.end)) return true;
  }
  return false;
}

/** With a statement: for text that is put into it or beside it, in the quoting and the case that it is written in. */
export function printContext(context: RuleContext, statement?: Statement): PrintContext | undefined {
  const { dev, document } = context;
  if (!dev) return undefined;
  const written = statement ? statementStyle(document.text, statement) : {};
  return { schema: dev, style: { ...context.style, ...written } };
}
const styles = new WeakMap<Statement, WrittenStyle>();
function statementStyle(text: string, statement: Statement): WrittenStyle {
  const style = styles.get(statement) ?? writtenStyle(text, statement.range);
  styles.set(statement, style);
  return style;
}
/** Key words as a statement writes them. */
export function keywords(context: RuleContext, statement: Statement, words: string): string {
  const { keywordCase } = { ...context.style, ...statementStyle(context.document.text, statement) };
  return keywordCase === 'lower' ? words.toLowerCase() : words;
}
/** A column's name changed where it is defined, in the quoting it has there. */
export function renameEdit(
  context: RuleContext,
  statement: Statement,
  range: { start: number; end: number },
  name: string,
): TextEdit {
  const place = inDocument(statement, range);
  const quoted = context.document.text[place.start] === '"';
  return { range: place, newText: quoteIdentifier(name, quoted ? 'always' : 'needed') };
}
