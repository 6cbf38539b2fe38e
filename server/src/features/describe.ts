/** Objects in words, as Markdown: what hover, completion and the tree show of them. */

import { printConstraint, printIndex } from '../generate/print';
import type { PrintContext } from '../generate/style';
import { sortedIndexesOn } from '../model/lookups';
import type { Constraint, Index, Routine, Schema, Table, UserType, View } from '../model/schema';
import { formatType } from '../model/types';
import type { NotKnown } from '../rules/rule';
import type { SqlDocument } from '../sql/document/statement';
import { noun, plural, said, t } from '../text/l10n';
import { cellCode, code, escapeText, shorten } from '../text/markdown';
import { displayName, quoteIdentifier } from '../text/names';
import type { Snapshot } from '../workspace/snapshot';
import { ago } from './age';
import { type AnyColumn, isColumn, isTable } from './lookup';

/** Names quoted only where needed: this is for reading. */
export function contextOf(snapshot: Snapshot, schema: Schema): PrintContext {
  return {
    schema,
    style: { ...snapshot.settings.style, quoting: 'needed', schemaQualification: 'outside search path' },
  };
}
const title = (name: string) => `**${code(name)}**`;
const MAX_ROWS = 300;
const MAX_COMMENT = 400;

/** `note`: what is to be read before the columns. */
export function describeRelation(relation: Table | View, context: PrintContext, note?: string): string {
  const { schema } = context;
  const rows = relation.estimatedRows;
  const head = [
    title(displayName(relation, schema.searchPath)),
    isTable(relation) ? tableKindInWords(relation) : said(relation.kind),
    said(plural(relation.columns.length, '{0} column', '{0} columns')),
    ...(rows === undefined || rows < 0 ? [] : [said(plural(Math.round(rows), 'about {0} row', 'about {0} rows'))]),
  ];
  const parts = [head.join(' · '), ...commentOf(relation.comment), ...(note === undefined ? [] : [note])];
  parts.push(columnTable(relation, schema));
  if (isTable(relation)) parts.push(...tableParts(relation, context));
  return parts.join('\n\n');
}
function tableKindInWords(table: Table): string {
  const kind = table.persistence ? t('{0} {1}', noun(table.persistence), noun(table.kind)) : table.kind;
  const by = table.partitionBy;
  const whole = said(by === undefined ? kind : t('{0} by {1}', noun(kind), code(by)));
  const parent = table.partitionOf && code(displayName(table.partitionOf.parent));
  return parent === undefined ? whole : `${whole}, ${said(t('partition of {0}', parent))}`;
}

function columnTable(relation: Table | View, schema: Schema): string {
  const withComments = relation.columns.some((column) => column.comment !== undefined);
  const rows = relation.columns.slice(0, MAX_ROWS).map((column) => {
    const { name, comment } = column;
    const type = column.type ? cellCode(formatType(column.type, 'needed', schema.searchPath)) : '';
    const nullable = isColumn(column) && column.notNull ? 'not null' : '';
    const cells = [cellCode(name), type, nullable, cellCode(shorten(filledBy(column) ?? '', 80))];
    if (withComments) cells.push(escapeText(shorten(comment ?? '', 120)));
    return `| ${cells.join(' | ')} |`;
  });
  const rest = relation.columns.length - rows.length;
  const [name, type, filled, comment] = [t('column'), t('type'), t('default'), t('comment')].map(said);
  const head = `| ${name} | ${type} | | ${filled} |${withComments ? ` ${comment} |` : ''}`;
  const rule = `|---|---|---|---|${withComments ? '---|' : ''}`;
  return (
    [head, rule, ...rows].join('\n') +
    (rest > 0 ? `\n\n${said(plural(rest, '… and {0} column more', '… and {0} columns more'))}` : '')
  );
}
/** What fills the column by itself. */
function filledBy(column: AnyColumn): string | undefined {
  if (!isColumn(column)) return column.default;
  if (column.identity) return `generated ${column.identity.kind} as identity`;
  if (column.generated) return `generated always as (${column.generated.expression}) ${column.generated.kind}`;
  return column.default;
}

function tableParts(table: Table, context: PrintContext): string[] {
  const constraints = table.constraints.map((one) => `- ${code(constraintText(one, table, context))}`);
  const indexes = sortedIndexesOn(context.schema, table).map((index) => `- ${code(indexText(index, context))}`);
  const triggers = (table.triggers ?? []).map(({ name }) => code(name));
  const policies = (table.policies ?? []).map(({ name }) => code(name));
  return [
    ...titledList(t('Constraints'), constraints),
    ...titledList(t('Indexes'), indexes),
    ...(triggers.length > 0 ? [said(t('Triggers: {0}', triggers.join(', ')))] : []),
    ...(table.rowSecurity || policies.length > 0
      ? [said(t('Row security: {0}', [said(table.rowSecurity ?? 'disabled'), ...policies].join(', ')))]
      : []),
  ];
}
const titledList = (title: string, lines: readonly string[]) =>
  lines.length === 0 ? [] : [`${said(title)}:\n${lines.join('\n')}`];

export function constraintText(constraint: Constraint, table: Table, context: PrintContext): string {
  const text = printConstraint(constraint, context, table);
  return text.startsWith('CONSTRAINT')
    ? text.slice('CONSTRAINT '.length)
    : `${quoteIdentifier(constraint.name)} ${text}`;
}
export function indexText(index: Index, context: PrintContext): string {
  return printIndex(index, context).replace(/;\s*$/, '');
}

/** A column's own facts, the keys and indexes it is part of. */
export function describeColumn(relation: Table | View, column: AnyColumn, context: PrintContext) {
  const { schema } = context;
  const name = `${displayName(relation, schema.searchPath)}.${quoteIdentifier(column.name)}`;
  const parts = [`${title(name)} ${code(columnFacts(column, schema))}`, ...commentOf(column.comment)];
  if (isTable(relation)) {
    const constraints = relation.constraints.filter((one) => isAbout(one, column.name));
    const indexes = sortedIndexesOn(schema, relation).filter((one) => indexNames(one, column.name));
    const members = [
      ...constraints.map((one) => constraintText(one, relation, context)),
      ...indexes.map((one) => indexText(one, context)),
    ];
    if (members.length > 0) parts.push(members.map((text) => `- ${code(text)}`).join('\n'));
  }
  return parts.join('\n\n');
}
/** `numeric(5,2) not null default 0`. */
export function columnFacts(column: AnyColumn, schema: Schema): string {
  const type = column.type ? formatType(column.type, 'needed', schema.searchPath) : said(t('type not known'));
  if (!isColumn(column)) return type;
  const value = filledBy(column);
  const filled = value === undefined ? '' : value.startsWith('generated') ? ` ${value}` : ` default ${value}`;
  return `${type}${column.notNull ? ' not null' : ''}${filled}`;
}
/** Whether a constraint is about a column; a check's text is searched for the name. */
function isAbout(constraint: Constraint, column: string): boolean {
  if ('columns' in constraint) return constraint.columns.includes(column);
  return mentions(constraint.kind === 'check' ? constraint.expression : constraint.definition, column);
}
function indexNames(index: Index, column: string): boolean {
  return (
    index.keys.some((key) => key.column === column || mentions(key.expression ?? '', column)) ||
    (index.include?.includes(column) ?? false) ||
    mentions(index.where ?? '', column)
  );
}
function mentions(expression: string, column: string): boolean {
  const quoted = quoteIdentifier(column);
  for (let at = expression.indexOf(quoted); at >= 0; at = expression.indexOf(quoted, at + 1)) {
    const around = `${expression[at - 1] ?? ' '}${expression[at + quoted.length] ?? ' '}`;
    if (!/[\w$"']/.test(around)) return true;
  }
  return false;
}

export function describeType(type: UserType, schema: Schema): string {
  const head = `${title(displayName(type, schema.searchPath))} · ${said(type.kind === 'base' ? 'type' : type.kind)}`;
  return [head, ...commentOf(type.comment), ...typeParts(type, schema)].join('\n\n');
}
function typeParts(type: UserType, schema: Schema): string[] {
  const shown = (one: Parameters<typeof formatType>[0]) => formatType(one, 'needed', schema.searchPath);
  switch (type.kind) {
    case 'enum':
      return [type.values.map((value) => code(value) || "''").join(', ')];
    case 'composite':
      return [type.attributes.map((one) => `- ${code(`${quoteIdentifier(one.name)} ${shown(one.type)}`)}`).join('\n')];
    case 'domain':
      return [
        code(`${shown(type.base)}${type.notNull ? ' not null' : ''}${type.default ? ` default ${type.default}` : ''}`),
        ...type.checks.map((one) => `- ${code(`${quoteIdentifier(one.name)} CHECK (${one.expression})`)}`),
      ];
    case 'range':
      return [said(t('of {0}', code(shown(type.subtype))))];
    default:
      return [];
  }
}
export function describeRoutine(routine: Routine, schema: Schema): string {
  const name = `${displayName(routine, schema.searchPath)}(${routine.identityArguments})`;
  const returns = routine.returns === undefined ? '' : ` → ${code(routine.returns)}`;
  const language = routine.language === undefined ? '' : ` · ${escapeText(routine.language)}`;
  return [`${title(name)}${returns} · ${said(routine.kind)}${language}`, ...commentOf(routine.comment)].join('\n\n');
}

/** `Read from bazaar on localhost:5432, 2 h ago.`, and why it is not newer. */
export function provenance(snapshot: Snapshot): string {
  const { dev, devProblem } = snapshot;
  const problem = devProblem && escapeText(said(devProblem).replace(/[.]$/, ''));
  if (!dev) return problem === undefined ? '' : said(t('Dev is not shown: {0}.', problem));
  const read = [escapeText(said(dev.label)), ago(dev.readAt)] as const;
  return said(
    problem === undefined ? t('Read from {0}, {1}.', ...read) : t('Read from {0}, {1}; now {2}.', ...read, problem),
  );
}
const commentOf = (comment: string | undefined) =>
  comment === undefined ? [] : [escapeText(shorten(comment, MAX_COMMENT))];
/** `3 statements`, or `3 places` when some are only parts of one. */
export function countNotKnown({ statements }: SqlDocument, notKnown: readonly NotKnown[]): string {
  const whole = new Set(statements.map(({ range }) => `${range.start} ${range.end}`));
  const all = notKnown.every(({ range }) => whole.has(`${range.start} ${range.end}`));
  return all
    ? plural(notKnown.length, '{0} statement', '{0} statements')
    : plural(notKnown.length, '{0} place', '{0} places');
}
