/** Why a table does not have a column: a statement before took it away, a later one adds it, or dev alone has it. */
import { findTableOrView } from '../model/resolve';
import type { SqlDocument, Statement } from '../sql/document/statement';
import { t } from '../text/l10n';
import { pushTo } from '../text/lists';
import { type QualifiedName, quoteIdentifier } from '../text/names';
import { present } from '../text/present';
import { shift, type TextRange } from '../text/text';
import { allOps } from './origin-places';
import type { Finding, RuleContext } from './rule';

interface Reason {
  /** A sentence behind the message. */
  readonly words: string;
  readonly related: NonNullable<Finding['related']>;
  /** The name is right to dev: another in its place leads away from dev. */
  readonly isOfDev?: true;
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
    (stepsOf(one).get(column) ?? []).flatMap(({ statement, of, step }) =>
      isSame(of, table) ? { step, isBefore: index < own || (index === own && statement < at) } : [],
    ),
  );
  const before = steps.findLast(({ isBefore }) => isBefore)?.step;
  if (before && before.does !== 'add') return reasonOf(before, document);
  const later = steps.find(({ isBefore, step }) => !isBefore && step.does === 'add')?.step;
  if (later) return reasonOf(later, document);
  const inDev = context.dev && findTableOrView(context.dev, table)?.columns.some(({ name }) => name === column);
  return inDev ? { words: t('Dev has it, and no migration adds it.'), related: [], isOfDev: true } : undefined;
}
interface ColumnStep {
  readonly step: Step;
  readonly of: QualifiedName;
  /** Its index. */
  readonly statement: number;
}
const knownSteps = new WeakMap<SqlDocument, ReadonlyMap<string, readonly ColumnStep[]>>();
/** By the column's name: hundreds of findings each ask hundreds of files. */
function stepsOf(document: SqlDocument): ReadonlyMap<string, readonly ColumnStep[]> {
  const known = knownSteps.get(document);
  if (known) return known;
  const steps = new Map<string, ColumnStep[]>();
  for (const statement of document.statements)
    if (statement.runs) for (const [column, step] of stepsIn(document, statement)) pushTo(steps, column, step);
  knownSteps.set(document, steps);
  return steps;
}
function stepsIn(document: SqlDocument, statement: Statement): (readonly [string, ColumnStep])[] {
  const found: (readonly [string, ColumnStep])[] = [];
  const add = (of: QualifiedName, column: string, range: TextRange, does: Step['does'], to?: string) => {
    const step = { document, range: shift(range, statement.range.start), does, ...present({ to }) };
    found.push([column, { of, statement: statement.index, step }]);
  };
  for (const op of allOps(statement.parsed.ops)) {
    if (op.op === 'create table') for (const { name } of op.columns) add(op.name.value, name.value, name.range, 'add');
    if (op.op === 'alter table')
      for (const command of op.commands) {
        const { command: does } = command;
        if (does === 'drop column') add(op.name.value, command.column.value, command.column.range, 'drop');
        if (does === 'add column') add(op.name.value, command.column.name.value, command.column.name.range, 'add');
      }
    if (op.op !== 'rename' || op.object.kind !== 'column' || !op.object.table) continue;
    const { table, name } = op.object;
    add(table.value, name.value.name, name.range, 'rename', quoteIdentifier(op.to.value));
    add(table.value, op.to.value, op.to.range, 'add');
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
