/** Why a table does not have a column: a statement before took it away, a later one adds it, or dev alone has it. */
import { findTableOrView } from '../model/resolve';
import type { SqlDocument, Statement } from '../sql/document/statement';
import { t } from '../text/l10n';
import { type QualifiedName, quoteIdentifier } from '../text/names';
import { present } from '../text/present';
import { shift, type TextRange } from '../text/text';
import { allOps } from './origin-places';
import type { Finding, RuleContext } from './rule';

interface Reason {
  /** A sentence behind the message. */
  readonly words: string;
  readonly related: NonNullable<Finding['related']>;
}
interface Step {
  readonly document: SqlDocument;
  readonly range: TextRange;
  readonly does: 'add' | 'drop' | 'rename';
  /** Its new name. */
  readonly to?: string;
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
  if (before && before.does !== 'add') return reasonOf(before, document);
  const later = steps.find(({ isBefore, step }) => !isBefore && step.does === 'add')?.step;
  if (later) return reasonOf(later, document);
  const inDev = context.dev && findTableOrView(context.dev, table)?.columns.some(({ name }) => name === column);
  return inDev ? { words: t('Dev has it, and no migration adds it.'), related: [] } : undefined;
}
function stepsIn(document: SqlDocument, statement: Statement, table: QualifiedName, column: string): Step[] {
  const found: Step[] = [];
  const add = (range: TextRange, does: Step['does'], to?: string) =>
    found.push({ document, range: shift(range, statement.range.start), does, ...present({ to }) });
  for (const op of allOps(statement.parsed.ops)) {
    if (op.op === 'create table' && isSame(op.name.value, table))
      for (const { name } of op.columns) if (name.value === column) add(name.range, 'add');
    if (op.op === 'alter table' && isSame(op.name.value, table))
      for (const command of op.commands) {
        if (command.command === 'drop column' && command.column.value === column) add(command.column.range, 'drop');
        if (command.command === 'add column' && command.column.name.value === column)
          add(command.column.name.range, 'add');
      }
    if (op.op !== 'rename' || op.object.kind !== 'column' || !op.object.table) continue;
    if (!isSame(op.object.table.value, table)) continue;
    if (op.object.name.value.name === column) add(op.object.name.range, 'rename', quoteIdentifier(op.to.value));
    if (op.to.value === column) add(op.to.range, 'add');
  }
  return found;
}
/** A schema that one of them leaves out may be the other's. */
const isSame = (a: QualifiedName, b: QualifiedName): boolean =>
  a.name === b.name && (a.schema === undefined || b.schema === undefined || a.schema === b.schema);

/** One that adds it comes later. */
function reasonOf({ document, range, does, to = '' }: Step, own: SqlDocument): Reason {
  const isOwn = document === own;
  const file = decoded(document.uri.slice(document.uri.lastIndexOf('/') + 1));
  const related = (message: string) => [{ uri: document.uri, range, message }];
  switch (does) {
    case 'add':
      return {
        words: isOwn ? t('This file adds it later.') : t('{0} adds it later.', file),
        related: related(t('This adds it.')),
      };
    case 'drop':
      return {
        words: isOwn ? t('This file drops it.') : t('{0} drops it.', file),
        related: related(t('This drops it.')),
      };
    case 'rename':
      return {
        words: isOwn ? t('This file renames it to {0}.', to) : t('{0} renames it to {1}.', file, to),
        related: related(t('This renames it to {0}.', to)),
      };
  }
}
function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
