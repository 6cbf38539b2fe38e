/** Why a table does not have a column: a statement before took it away, a later one adds it, or dev alone has it. */
import { findTableOrView } from '../model/resolve';
import type { SqlDocument, Statement } from '../sql/document/statement';
import { type QualifiedName, quoteIdentifier } from '../text/names';
import { shift, type TextRange } from '../text/text';
import { allOps } from './origin-places';
import type { Finding, RuleContext } from './rule';

interface Reason {
  /** A sentence behind the message, with a blank before it. */
  readonly words: string;
  readonly related: NonNullable<Finding['related']>;
}
interface Step {
  readonly document: SqlDocument;
  readonly range: TextRange;
  /** `drops it`, `renames it to mood`, `adds it`. */
  readonly what: string;
}

/** Undefined: nothing is known of it. */
export function whyAbsent(context: RuleContext, table: QualifiedName, column: string, at: number): Reason | undefined {
  const { documents, document } = context;
  const own = documents.indexOf(document);
  const steps = documents.flatMap((one, index) =>
    one.statements.flatMap((statement) =>
      statement.runs
        ? stepsIn(one, statement, table, column).map((step) => ({
            step,
            isBefore: index < own || (index === own && statement.index < at),
          }))
        : [],
    ),
  );
  const before = steps.findLast(({ isBefore }) => isBefore)?.step;
  if (before && before.what !== ADDS) return reasonOf(before, document, '');
  const later = steps.find(({ isBefore, step }) => !isBefore && step.what === ADDS)?.step;
  if (later) return reasonOf(later, document, ' later');
  const inDev = context.dev && findTableOrView(context.dev, table)?.columns.some(({ name }) => name === column);
  return inDev ? { words: ' Dev has it, and no migration adds it.', related: [] } : undefined;
}
const ADDS = 'adds it';

function stepsIn(document: SqlDocument, statement: Statement, table: QualifiedName, column: string): Step[] {
  const found: Step[] = [];
  const add = (range: TextRange, what: string) =>
    found.push({ document, range: shift(range, statement.range.start), what });
  for (const op of allOps(statement.parsed.ops)) {
    if (op.op === 'create table' && isSame(op.name.value, table))
      for (const { name } of op.columns) if (name.value === column) add(name.range, ADDS);
    if (op.op === 'alter table' && isSame(op.name.value, table))
      for (const command of op.commands) {
        if (command.command === 'drop column' && command.column.value === column) add(command.column.range, 'drops it');
        if (command.command === 'add column' && command.column.name.value === column)
          add(command.column.name.range, ADDS);
      }
    if (op.op !== 'rename' || op.object.kind !== 'column' || !op.object.table) continue;
    if (!isSame(op.object.table.value, table)) continue;
    if (op.object.name.value.name === column)
      add(op.object.name.range, `renames it to ${quoteIdentifier(op.to.value)}`);
    if (op.to.value === column) add(op.to.range, ADDS);
  }
  return found;
}
/** A schema that one of them leaves out may be the other's. */
const isSame = (a: QualifiedName, b: QualifiedName): boolean =>
  a.name === b.name && (a.schema === undefined || b.schema === undefined || a.schema === b.schema);

function reasonOf({ document, range, what }: Step, own: SqlDocument, when: string): Reason {
  const isOwn = document === own;
  const where = isOwn ? 'This file' : document.uri.slice(document.uri.lastIndexOf('/') + 1);
  return {
    words: ` ${isOwn ? where : decoded(where)} ${what}${when}.`,
    related: [{ uri: document.uri, range, message: `This ${what}.` }],
  };
}
function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
