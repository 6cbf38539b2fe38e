/** What a file does that no schema shows, and that a way back worked out from schemas cannot undo. */
import { findIn, findTable } from '../model/resolve';
import type { Schema } from '../model/schema';
import { columnValuesOf, positionOf, rowsOf } from '../plan/losses';
import { lossOfExplicitCast } from '../plan/using';
import { parseDocument } from '../sql/document/document';
import { isCopyByPsql } from '../sql/document/psql-commands';
import type { SqlDocument, Statement } from '../sql/document/statement';
import type { DdlOp } from '../sql/read/ops';
import type { AlterTableCommand } from '../sql/read/ops-table';
import { keyOf, type QualifiedName } from '../text/names';
import { escapePattern } from '../text/text';
import { mayChangeRows, movesSequence } from './row-changes';

/** Statements that change rows: nothing shows what those were. */
const ofRows = /^\s*(insert|update|delete|merge|truncate|copy|do|call|execute)\b/i;
/** EXPLAIN without ANALYZE, which would run the statement; and what EXECUTE would run. */
const isNotRun = /^\s*(?:prepare\b|explain\b(?!\s*(?:\([^)]*\banaly[sz]e\b(?!\s+(?:false|off|0)\b)|analy[sz]e\b)))/i;
/** Roles, databases and tablespaces are the server's: no schema shows that they stay. */
const ofServer =
  /^\s*(create|alter|drop)\s+(role|group|user(?!\s+mapping\b)|database|tablespace)\b|^\s*alter\s+system\b/i;
const ofSequences = /^\s*alter\s+sequence\b[\s\S]*\brestart\b/i;

/** `before` and `after`: what the file met and what it left. */
export function notOfSchema({ statements, skipped, text }: SqlDocument, before: Schema, after: Schema): string[] {
  const lineOf = (at: number): number => text.slice(0, at).split('\n').length;
  const copied = skipped
    .filter(isCopyByPsql)
    .map((one) => `what line ${lineOf(one.range.start)} does to rows: ${firstLine(one.text)}`);
  const done = statements.flatMap((statement) => {
    const { runs, parsed, range } = statement;
    if (!runs) return [];
    const to = changed(statement, [before, after]);
    const gone = parsed.ops.flatMap((op) => valuesGone(op, before, after));
    if (to === undefined && gone.length === 0) return [];
    const line = lineOf(range.start);
    const made = gone.map((one) => `${one} (line ${line})`);
    return to === undefined ? made : [...made, `what line ${line} does to ${to}: ${firstLine(parsed.text)}`];
  });
  return [...done, ...copied];
}
/**
 * Values and rows that a way back there is throws away or changes, though the file had kept them. `isNew`: of a table by
 * its key, whether the file has made it.
 */
export function thrownAwayBy(
  statements: readonly string[],
  { before, after, isNew }: { before: Schema; after: Schema; isNew: (key: string) => boolean },
): string[] {
  const { statements: all } = parseDocument('down', 0, statements.map((one) => `${one}\n;`).join('\n'));
  const ofFile = (name: QualifiedName): boolean => {
    const table = findTable(after, name);
    return table !== undefined && isNew(keyOf(table));
  };
  const gone = all.flatMap(({ parsed }) => parsed.ops.flatMap((op) => valuesGone(op, after, before)));
  const done = all.flatMap((statement) => {
    const to = changed(statement, [after, before]);
    const isKept = to === 'the server' || (to === 'rows' && keepsRows(statement, ofFile));
    return to === undefined || isKept ? [] : [`what the way back does to ${to}: ${firstLine(statement.parsed.text)}`];
  });
  return [...gone.map((one) => `${one}: the way back drops or computes them anew`), ...done];
}
/** It only adds rows, or changes those of the file's own tables; a block whose text has no word for either. */
function keepsRows({ parsed: { text, ops } }: Statement, ofFile: (name: QualifiedName) => boolean): boolean {
  if (/^\s*(?:insert|copy)\b/i.test(text)) return !/\bon\s+conflict\b[\s\S]*\bdo\s+update\b/i.test(text);
  if (/^\s*do\b/i.test(text))
    return !/(?<!\bon\s+)\b(?:update|delete|truncate|merge|execute|call|perform)\b/i.test(text);
  const used = ops.flatMap((op) => (op.op === 'use' ? op.relations : []));
  const changedOnes = used.filter(({ how }) => how !== 'read' && how !== 'insert' && how !== 'lock');
  return changedOnes.length > 0 && changedOnes.every(({ name }) => ofFile(name.value));
}
function changed({ parsed: { text, ops } }: Statement, schemas: readonly Schema[]): string | undefined {
  if (isNotRun.test(text)) return undefined;
  if (ofRows.test(text) || ops.some((op) => mayChangeRows(op, schemas))) return 'rows';
  if (ofSequences.test(text) || ops.some(movesSequence) || restartsIdentity(text, ops))
    return 'the position of a sequence';
  return ofServer.test(text) ? 'the server' : undefined;
}
const restartsIdentity = (text: string, ops: readonly DdlOp[]): boolean =>
  /\brestart\b/i.test(text) &&
  ops.some((op) => op.op === 'alter table' && op.commands.some(({ command }) => command === 'set identity'));
/** Values and rows that go, though what held them is there before and after. */
function valuesGone(op: DdlOp, before: Schema, after: Schema): string[] {
  if (op.op === 'drop')
    return op.objects.flatMap(({ kind, name }) => {
      const was = kind === 'sequence' ? findIn(before, before.sequences, name.value) : undefined;
      if (was && after.sequences.has(keyOf(was))) return positionOf(was);
      const table = kind === 'table' ? findTable(before, name.value) : undefined;
      return table && after.tables.has(keyOf(table)) ? rowsOf(table) : [];
    });
  if (op.op !== 'alter table') return [];
  const table = findTable(before, op.name.value);
  const now = table && after.tables.get(keyOf(table));
  if (!now) return [];
  const stays = (name: string): boolean =>
    table.columns.some((column) => column.name === name && column.generated === undefined) &&
    now.columns.some((column) => column.name === name);
  return op.commands.flatMap((command) => {
    if (command.command !== 'drop column' && command.command !== 'set type') return [];
    const name = command.column.value;
    if (!stays(name)) return [];
    if (ofValues(command)) return columnValuesOf(table, name);
    const [from, to] = [table, now].map(({ columns }) => columns.find((column) => column.name === name)!.type);
    const lost =
      command.command === 'set type' && command.using ? lossOfExplicitCast(from!, to!, before, after) : undefined;
    return lost === undefined ? [] : `${lost} in ${columnValuesOf(table, name)}`;
  });
}
/** All of them: they are dropped, or an expression computes others. */
function ofValues(command: Extract<AlterTableCommand, { readonly command: 'drop column' | 'set type' }>): boolean {
  if (command.command === 'drop column') return true;
  return command.using !== undefined && !isPlainCast(command.using.text, command.column.value);
}
/** `c`, `c::text::mood`, `CAST(c AS mood)`: what the types lose is told with the change of the type, or by `lossOfExplicitCast`. */
function isPlainCast(expression: string, column: string): boolean {
  const name = `(?:"${escapePattern(column.replaceAll('"', '""'))}"|${escapePattern(column)})`;
  const type = String.raw`[\w."\s\[\](,)]+`;
  return new RegExp(String.raw`^[(\s]*(?:cast\s*\(\s*)*[(\s]*${name}[)\s]*(?:(?:::|as\s)\s*${type})*$`, 'i').test(
    expression,
  );
}
export const firstLine = (text: string): string => text.trim().split('\n')[0]!.slice(0, 120);
