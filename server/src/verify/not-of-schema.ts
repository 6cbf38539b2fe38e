/** What a file does that no schema shows, and that a way back worked out from schemas cannot undo. */
import { findIn, findRelation, findTable } from '../model/resolve';
import type { Schema, Table } from '../model/schema';
import { columnValuesOf, positionOf, rowsOf } from '../plan/losses';
import { parseDocument } from '../sql/document/document';
import { isCopyByPsql } from '../sql/document/psql-commands';
import type { SqlDocument, Statement } from '../sql/document/statement';
import type { DdlOp } from '../sql/read/ops';
import { keyOf, type QualifiedName } from '../text/names';
import { wordPattern } from '../text/text';
import { retypedValues } from './retyped-values';
import { mayChangeRows, movesSequence } from './row-changes';

/** Statements that change rows: nothing shows what those were. */
const ofRows = /^\s*(insert|update|delete|merge|truncate|copy|do|call|execute)\b/i;
/** EXPLAIN without ANALYZE, which would run the statement; and what EXECUTE would run. */
const isNotRun = /^\s*(?:prepare\b|explain\b(?!\s*(?:\([^)]*\banaly[sz]e\b(?!\s+(?:false|off|0)\b)|analy[sz]e\b)))/i;
/** Roles, databases and tablespaces are the server's: no schema shows that they stay. */
const ofServer =
  /^\s*(create|alter|drop)\s+(role|group|user(?!\s+mapping\b)|database|tablespace)\b|^\s*alter\s+system\b/i;
/** They are not read for a way back. */
const ofPrivileges = /^\s*(?:grant|revoke|alter\s+default\s+privileges)\b/i;
const ofSequences = /^\s*alter\s+sequence\b[\s\S]*\brestart\b/i;

/** `before` and `after`: what the file met and what it left; `isNew`: whether it has made the table with this key; `down`: the way back that there is. */
export function notOfSchema(
  { statements, skipped, text }: SqlDocument,
  before: Schema,
  after: Schema,
  isNew: (key: string) => boolean = () => false,
  down: readonly string[] = [],
): string[] {
  const ofFile = tablesOf(after, isNew);
  const givenBack = down.filter((one) => ofPrivileges.test(one));
  const lineOf = (at: number): number => text.slice(0, at).split('\n').length;
  const copied = skipped
    .filter(isCopyByPsql)
    .map((one) => `what line ${lineOf(one.range.start)} does to rows: ${firstLine(one.text)}`);
  const done = statements.flatMap((statement) => {
    const { runs, parsed, range } = statement;
    if (!runs) return [];
    const effect = changed(statement, [before, after]);
    // Rows of a table that goes with the way back go with it.
    const isOwn =
      effect === 'rows'
        ? isOfFile(statement, ofFile, [before, after])
        : effect === 'privileges' && (isNamedIn(givenBack, statement) || namesNothingOf(before, statement));
    const to = isOwn ? undefined : effect;
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
  const ofFile = tablesOf(after, isNew);
  // What it drops and makes anew PostgreSQL's numbers tell.
  const gone = all.flatMap(({ parsed }) => parsed.ops.flatMap((op) => retypedValues(op, before, before)));
  const done = all.flatMap((statement) => {
    const to = changed(statement, [after, before]);
    const isKept = to === 'the server' || to === 'privileges' || (to === 'rows' && keepsRows(statement, ofFile));
    return to === undefined || isKept ? [] : [`what the way back does to ${to}: ${firstLine(statement.parsed.text)}`];
  });
  return [...gone.map((one) => `${one}: the way back computes them anew`), ...done];
}
const tablesOf =
  (schema: Schema, isNew: (key: string) => boolean) =>
  (name: QualifiedName): boolean => {
    const table = findTable(schema, name);
    return table !== undefined && isNew(keyOf(table));
  };
const grantedOn = ({ parsed: { ops } }: Statement): readonly QualifiedName[] =>
  ops.flatMap((op) => {
    if (op.op === 'use') return op.relations.map(({ name }) => name.value);
    return op.op === 'require' ? op.objects.map(({ name }) => name.value) : [];
  });
/** A statement of a way back names all that this one does. */
const isNamedIn = (texts: readonly string[], statement: Statement): boolean =>
  texts.some((text) => grantedOn(statement).every(({ name }) => wordPattern(name, 'i').test(text)));
/** What the statement is about was not there, and goes with the way back. */
function namesNothingOf(before: Schema, statement: Statement): boolean {
  const names = grantedOn(statement);
  const maps = [before.routines, before.types] as const;
  return (
    names.length > 0 &&
    names.every(
      (name) =>
        findRelation(before, name) === undefined &&
        !before.namespaces.has(name.name) &&
        maps.every((map) => findIn<unknown>(before, map, name) === undefined),
    )
  );
}
/** It changes rows of the file's own tables alone, and calls nothing that may change others. */
function isOfFile(
  { parsed: { ops } }: Statement,
  ofFile: (name: QualifiedName) => boolean,
  schemas: readonly Schema[],
) {
  const used = ops.flatMap((op) => (op.op === 'use' ? [op] : []));
  const changing = used.flatMap(({ relations }) => relations.filter(({ how }) => how !== 'read' && how !== 'lock'));
  const calls = used.some((op) => mayChangeRows({ ...op, relations: [] }, schemas));
  return changing.length > 0 && !calls && changing.every(({ name }) => ofFile(name.value));
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
  if (ofPrivileges.test(text)) return 'privileges';
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
  const dropped = op.commands.flatMap((command) => {
    const name = command.command === 'drop column' ? command.column.value : undefined;
    const isKept = ({ columns }: Table): boolean =>
      columns.some((column) => column.name === name && column.generated === undefined);
    return name !== undefined && isKept(table) && now.columns.some((column) => column.name === name)
      ? columnValuesOf(table, name)
      : [];
  });
  return [...dropped, ...retypedValues(op, before, after)];
}
export const firstLine = (text: string): string => text.trim().split('\n')[0]!.slice(0, 120);
