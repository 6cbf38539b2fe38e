/** Fixes of a constraint that says something else in dev, or that dev does not have. */
import type { Difference } from '../../compare/difference';
import { printColumnConstraint, printConstraint } from '../../generate/print';
import type { Constraint, Table } from '../../model/schema';
import type { ConstraintDef, CreateTable } from '../../sql/read/ops-table';
import { noun, t } from '../../text/l10n';
import { keyOf, quoteIdentifier } from '../../text/names';
import { constraintNames, describeConstraint } from '../message-words';
import {
  allOps,
  alterCommands,
  columnDefAt,
  createTableOf,
  inDocument,
  keywords,
  type Placed,
  printContext,
} from '../origin-places';
import type { Fix, RuleContext, TextEdit } from '../rule';
import { addConstraint } from './additions';
import { removeClause, removeElement, tableBody } from './edits';
import { removalFix, replacementFix } from './repair';

export type ConstraintDifference = Extract<Difference, { what: 'constraint' }>;

/** Dev's constraint in the place of the file's; not where a foreign key of the file needs that. */
export function changeConstraintFix(context: RuleContext, difference: ConstraintDifference): Fix[] {
  const { file, dev, table } = difference;
  const def = constraintDefOf(context, difference);
  if (!file || !dev || !def || isReferenced(context, file, table)) return [];
  const edits = changed(context, difference, dev, def);
  if (!edits) return [];
  const title = t("Change to dev's {0} {1}", noun(constraintNames[dev.kind]), describeConstraint(dev));
  return [replacementFix(context, title, edits)];
}
/** A check reads the same inside a column and behind it; a key over other columns can only stand behind. */
function changed(
  context: RuleContext,
  { file, table, devTable }: ConstraintDifference,
  dev: Constraint,
  { statement, op }: Placed<ConstraintDef>,
): readonly TextEdit[] | undefined {
  const print = printContext(context, statement);
  if (!print) return undefined;
  const range = inDocument(statement, op.range);
  if (!op.inline || dev.kind === 'check') return [{ range, newText: printConstraint(dev, print, devTable) }];
  const sameColumn = dev.kind === 'foreign key' && file?.kind === dev.kind && file.columns[0] === dev.columns[0];
  const named = op.name !== undefined || file?.name !== dev.name;
  const newText = sameColumn ? printColumnConstraint(dev, print, named) : undefined;
  if (newText !== undefined) return [{ range, newText }];
  const without = { ...table, constraints: table.constraints.filter((each) => each !== file) };
  const addition = addConstraint(context, without, devTable, dev);
  return addition && [removeClause(context.document.text, range), ...addition.edits];
}

/** Not where a foreign key of the file needs it, or dev has a unique index in its place. */
export function removeConstraintFix(context: RuleContext, difference: ConstraintDifference): Fix[] {
  const { file, table, devIndex } = difference;
  const def = constraintDefOf(context, difference);
  const made = createTableOf(context, table);
  if (!file || devIndex || !def || !made || def.statement !== made.statement || isReferenced(context, file, table))
    return [];
  const edit = def.op.inline ? removeInline(context, difference, def) : removeBehind(context, difference, made, def);
  if (!edit) return [];
  const title =
    file.kind === 'primary key'
      ? t('Remove the primary key')
      : t('Remove {0} {1}', noun(constraintNames[file.kind]), quotedName(file));
  return [removalFix(context, title, [edit])];
}
const quotedName = (constraint: Constraint): string => quoteIdentifier(constraint.name);

/** NOT NULL is said in its place where only the key said it. */
function removeInline(
  context: RuleContext,
  difference: ConstraintDifference,
  { statement, op }: Placed<ConstraintDef>,
): TextEdit {
  const range = inDocument(statement, op.range);
  if (makesNotNull(context, difference)) return { range, newText: keywords(context, statement, 'NOT NULL') };
  return removeClause(context.document.text, range);
}
function removeBehind(
  context: RuleContext,
  difference: ConstraintDifference,
  made: Placed<CreateTable>,
  { statement, op }: Placed<ConstraintDef>,
): TextEdit | undefined {
  if (makesNotNull(context, difference)) return undefined;
  const body = tableBody(context.document.text, made, context.style.indent);
  return body && removeElement(body, inDocument(statement, op.range));
}
/** A primary key makes its columns NOT NULL, which some of dev's are without one. */
function makesNotNull(context: RuleContext, { file, table, devTable }: ConstraintDifference): boolean {
  if (file?.kind !== 'primary key') return false;
  return file.columns.some((name) => {
    const self = table.columns.find((each) => each.name === name)?.origins?.self;
    const written = self && columnDefAt(context, self)?.op;
    const inDev = devTable.columns.find((each) => each.name === name)?.notNull;
    const byKey = written?.constraints.some(({ range }) => range.start === written.notNull?.range.start);
    const bySelf = (written?.notNull?.value && !byKey) || written?.serial || written?.identity;
    return inDev && !bySelf;
  });
}
function isReferenced(context: RuleContext, constraint: Constraint, table: Table): boolean {
  if (constraint.kind !== 'primary key' && constraint.kind !== 'unique') return false;
  const end = context.after(context.document.statements.length - 1);
  return [...end.tables.values()].some((each) =>
    each.constraints.some(
      (other) =>
        other.kind === 'foreign key' &&
        keyOf({ schema: other.references.schema ?? each.schema, name: other.references.name }) === keyOf(table),
    ),
  );
}

/** Where the file has it: what is said of it can stand on its column's name alone. */
function constraintDefOf(
  context: RuleContext,
  { file, origin: place }: ConstraintDifference,
): Placed<ConstraintDef> | undefined {
  const origin = file?.origins?.self ?? place;
  if (origin.uri !== context.document.uri) return undefined;
  const statement = context.document.statements[origin.statement];
  if (!statement) return undefined;
  const defs: ConstraintDef[] = [];
  for (const op of allOps(statement.parsed.ops))
    if (op.op === 'create table') defs.push(...op.columns.flatMap((column) => column.constraints), ...op.constraints);
  for (const { command } of alterCommands(statement)) {
    if (command.command === 'add constraint') defs.push(command.constraint);
    if (command.command === 'add column') defs.push(...command.column.constraints);
  }
  const op = defs.find((def) => def.range.start <= origin.start && origin.end <= def.range.end);
  return op && { statement, op };
}
