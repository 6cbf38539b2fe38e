/** Fixes that several rules offer: whole statements from dev, and where what they need can run. */

import { printTables } from '../../generate/print';
import type { GenerateStyle } from '../../generate/style';
import { sortedIndexesOn } from '../../model/lookups';
import { PMap } from '../../model/persistent-map';
import type { Constraint, Index, Schema, Table } from '../../model/schema';
import type { Statement } from '../../sql/document/statement';
import { plural, t } from '../../text/l10n';
import { tokenize } from '../../text/lexer';
import { keyOf, qualifiedKey } from '../../text/names';
import { type TextRange, wordPattern } from '../../text/text';
import { sentenceList } from '../message-words';
import { allOps, createTableOf } from '../origin-places';
import type { Fix, RuleContext, TextEdit } from '../rule';

/** What the tool has recorded as run is history: its fixes are offered, but no one key applies them. */
export function preferred(context: RuleContext): { readonly preferred: true } | Record<never, never> {
  return context.recorded ? {} : { preferred: true };
}
/** A fix that writes other text in the place of what is there. Where comments go with that, it is a removal too. */
export function replacementFix(context: RuleContext, title: string, edits: readonly TextEdit[]): Fix {
  return losesComments(context, edits) ? removalFix(context, title, edits) : { title, edits, ...preferred(context) };
}
/** A fix that takes out what a person wrote: never preferred, so that only who chooses it gets it. Its title says all. */
export function removalFix(context: RuleContext, title: string, edits: readonly TextEdit[]): Fix {
  return { title: losesComments(context, edits) ? t('{0} and take out the comment there', title) : title, edits };
}
function losesComments({ document }: RuleContext, edits: readonly TextEdit[]): boolean {
  return edits.some(({ range, newText }) => {
    const kept = commentsIn(newText, { start: 0, end: newText.length });
    return commentsIn(document.text, range).some((comment) => !kept.includes(comment));
  });
}
/** The comments within a part of a text, as written. */
export function commentsIn(text: string, { start, end }: TextRange): string[] {
  const tokens = tokenize(text, start, end, true);
  return tokens.filter(({ kind }) => kind === 'comment').map((token) => text.slice(token.start, token.end));
}

/** The statement behind which something that needs other tables can run. */
function statementFor(context: RuleContext, own: Statement, needs: readonly Table[]): Statement {
  const later = needs
    .map((table) => createTableOf(context, table)?.statement)
    .filter((statement) => statement !== undefined);
  return [own, ...later].reduce((a, b) => (b.index > a.index ? b : a));
}
/**
 * The same, behind all that sets the columns that a definition names, and the table's own name: what stands earlier
 * would name a column that is not there yet.
 */
export function statementBehind(
  context: RuleContext,
  own: Statement,
  definition: string,
  tables: readonly Table[],
): Statement {
  const named = tables.flatMap((table) => table.columns.filter((column) => definition.includes(column.name)));
  const origins = [...tables, ...named].flatMap((each) => Object.values(each.origins ?? {}));
  const here = origins.filter((origin) => origin.uri === context.document.uri).map((origin) => origin.statement);
  return context.document.statements[Math.max(own.index, ...here)] ?? own;
}
/** Whether a statement behind one names both, as words: it may need what that one makes. */
export function isNamedLater(context: RuleContext, own: Statement, tables: readonly string[], name: string): boolean {
  const [named, ofTable] = [wordPattern(name, 'i'), tables.map((table) => wordPattern(table, 'i'))];
  return context.document.statements.slice(own.index + 1).some(({ range }) => {
    const text = context.document.text.slice(range.start, range.end);
    return named.test(text) && ofTable.some((table) => table.test(text));
  });
}
/** The table of this file that a foreign key points to; none for other constraints. */
export function referencedTables(context: RuleContext, constraint: Constraint, table: Table): Table[] {
  const target = referencedTable(context.after(context.document.statements.length - 1), constraint, table);
  return target ? [target] : [];
}
/** The table that a foreign key of `table` points to. */
export function referencedTable(schema: Schema, constraint: Constraint, table: Table): Table | undefined {
  if (constraint.kind !== 'foreign key') return undefined;
  const { references } = constraint;
  return schema.tables.get(qualifiedKey(references.schema ?? table.schema, references.name));
}

interface Whole {
  sql(): string;
  /** `CREATE TABLE, 1 constraint and 8 indexes`. */
  readonly parts: string;
}
/** Dev's table as statements, without those whose objects the file makes elsewhere. */
export function wholeTable(
  context: RuleContext,
  devTable: Table,
  own: Statement,
  ifNotExists: boolean,
  table?: Table,
): Whole | undefined {
  const { dev, style } = context;
  if (!dev) return undefined;
  const wanted = devTable.constraints.filter(
    (each) => !madeApart(table, each) && !needsLater(context, own, each, devTable),
  );
  const there = ownIndexesOf(dev, devTable);
  const indexes = there.filter((each) => !madeBehind(context, own, each));
  const constraints = wanted.filter((each) => isPrintedApart(each, style)).length;
  const added = style.indexes ? indexes.length : 0;
  const counts = [
    'CREATE TABLE',
    ...(constraints > 0 ? [plural(constraints, '{0} constraint', '{0} constraints')] : []),
    ...(added > 0 ? [plural(added, '{0} index', '{0} indexes')] : []),
  ];
  const sql = () => {
    const all = wanted.length === devTable.constraints.length && indexes.length === there.length;
    const schema = all ? dev : onlyTable(dev, { ...devTable, constraints: wanted }, indexes);
    const plain = { ...style, ifNotExists, triggers: false, policies: false, owner: false, privileges: false };
    return printTables([devTable], { schema, style: plain }).trimEnd();
  };
  return { sql, parts: sentenceList(counts) };
}
/** A fix whose text is worked out when someone asks for it. */
export function lazyFix(title: string, edits: () => readonly TextEdit[], more: Partial<Fix> = {}): Fix {
  let made: readonly TextEdit[] | undefined;
  return {
    title,
    ...more,
    get edits() {
      made ??= edits();
      return made;
    },
  };
}
/** A schema to print one table from; a whole one is worked through as a whole. */
function onlyTable(dev: Schema, table: Table, indexes: readonly Index[]): Schema {
  const tables = PMap.from([[keyOf(table), table]]);
  return { ...dev, tables, indexes: PMap.from(indexes.map((index) => [keyOf(index), index])) };
}
function needsLater(context: RuleContext, own: Statement, constraint: Constraint, table: Table): boolean {
  return statementFor(context, own, referencedTables(context, constraint, table)) !== own;
}
/** CREATE TABLE holds the primary key always, the others where the style says so. */
function isPrintedApart(constraint: Constraint, style: GenerateStyle): boolean {
  if (constraint.kind === 'primary key' || constraint.local === false || constraint.inherited) return false;
  return style.constraints === 'alter table' || constraint.kind === 'foreign key';
}
/** Those that stand for themselves, by name. */
export const ownIndexesOf = (schema: Schema, table: Table): readonly Index[] =>
  sortedIndexesOn(schema, table).filter(({ parent }) => !parent);
/** The file adds this constraint in a statement of its own. */
function madeApart(table: Table | undefined, constraint: Constraint): boolean {
  const own = table?.constraints.find((each) => each.name === constraint.name);
  return own?.origins?.self !== undefined && own.origins.self.statement !== table?.origins?.self?.statement;
}
const lastMade = new WeakMap<RuleContext, ReadonlyMap<string, number>>();
/** The file has a CREATE INDEX of this name behind the statement; one before it is refused, as there is no table yet. */
function madeBehind(context: RuleContext, own: Statement, { name }: Index): boolean {
  let made = lastMade.get(context);
  if (!made) {
    const ops = context.document.statements.flatMap(({ parsed, index }) =>
      [...allOps(parsed.ops)].map((op) => ({ op, index })),
    );
    made = new Map(
      ops.flatMap(({ op, index }) => (op.op === 'create index' && op.name ? [[op.name.value, index]] : [])),
    );
    lastMade.set(context, made);
  }
  return (made.get(name) ?? -1) > own.index;
}

/** The whole statement replaced; not where other statements of the file change the same table's columns. */
export function replaceWholeFix(context: RuleContext, table: Table, devTable: Table): Fix[] {
  const byTable = replacementsOf.get(context) ?? new Map<Table, Fix[]>();
  replacementsOf.set(context, byTable);
  const fixes = byTable.get(table) ?? replaceWhole(context, table, devTable);
  byTable.set(table, fixes);
  return fixes;
}
/** Whether that has the constraint too: a foreign key to a table that the file makes only later cannot stand in it. */
export function isInWhole(context: RuleContext, table: Table, constraint: Constraint, devTable: Table): boolean {
  const own = createTableOf(context, table)?.statement;
  return own !== undefined && !needsLater(context, own, constraint, devTable);
}
/** Several findings of one table offer it. */
const replacementsOf = new WeakMap<RuleContext, Map<Table, Fix[]>>();
function replaceWhole(context: RuleContext, table: Table, devTable: Table): Fix[] {
  const made = createTableOf(context, table);
  const own = table.origins?.self?.statement;
  if (!made || own === undefined) return [];
  if (table.columns.some((column) => Object.values(column.origins ?? {}).some((origin) => origin.statement !== own)))
    return [];
  if (made.op.likes.length > 0 || made.op.inherits.length > 0 || made.op.partitionOf) return [];
  const whole = wholeTable(context, devTable, made.statement, made.op.ifNotExists, table);
  if (!whole || made.statement.parsed.ops.length !== 1) return [];
  const range = made.statement.fullRange;
  return [lazyFix(t("Replace with dev's exact {0}", whole.parts), () => [{ range, newText: whole.sql() }])];
}
