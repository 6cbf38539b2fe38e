import { findIn } from '../../model/resolve';
import type { Schema } from '../../model/schema';
import type { Statement } from '../../sql/document/statement';
import type { DdlOp } from '../../sql/read/ops';
import type { AlterTableCommand } from '../../sql/read/ops-table';
import { t } from '../../text/l10n';
import { keyOf } from '../../text/names';
import { liveAlters, liveCommands, liveTable } from '../families/populated-tables';
import { columnName, inDocument } from '../origin-places';
import type { Found, Rule, RuleContext } from '../rule';

export const notNullWithoutDefault: Rule = {
  code: 'not-null-without-default',
  severity: 'warning',
  title: 'A NOT NULL column without a default is added to a table with rows',
  documentation: `The rows that are there get NULL in a new column without a default, so PostgreSQL refuses ADD COLUMN … NOT NULL
where the table has rows, and SET NOT NULL where nothing has filled the column since. Give it a default, or add it
nullable, fill it, and set NOT NULL then.`,
  examples: [
    {
      dev: 'CREATE TABLE orders (id integer);',
      rows: { orders: 40 },
      file: `ALTER TABLE orders ADD COLUMN state text NOT NULL;
--                                       ^^^^^^^^ warning[not-null-without-default]: orders (about 40 rows in dev) has rows that would hold NULL in state: PostgreSQL refuses a new NOT NULL column without a default.
ALTER TABLE orders ADD COLUMN kind text NOT NULL DEFAULT 'new';`,
    },
    {
      dev: 'CREATE TABLE orders (id integer);',
      rows: { orders: 40 },
      file: `ALTER TABLE orders ADD COLUMN state text, ADD COLUMN kind text;
UPDATE orders SET state = 'new';
ALTER TABLE orders ALTER COLUMN state SET NOT NULL;
ALTER TABLE orders ADD COLUMN note text;
CREATE INDEX ON orders (note);
ALTER TABLE orders ALTER COLUMN note SET NOT NULL;
--                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[not-null-without-default]: orders (about 40 rows in dev) has rows that hold NULL in note, which nothing fills after it is added: PostgreSQL refuses SET NOT NULL.`,
    },
  ],
  *check(context) {
    for (const { statement, command, live } of liveCommands(context, 'add column')) {
      const { column } = command;
      const known = live.table.columns.some((each) => each.name === column.name.value);
      if (!isRequired(column, context.before(statement.index)) || known) continue;
      yield {
        message: t(
          '{0} has rows that would hold NULL in {1}: PostgreSQL refuses a new NOT NULL column without a default.',
          live.label,
          columnName(column.name.value),
        ),
        range: inDocument(statement, column.notNull?.range ?? column.name.range),
        statement: statement.index,
        fixes: [],
      };
    }
    yield* unfilled(context);
  },
};

type ColumnDef = Extract<AlterTableCommand, { readonly command: 'add column' }>['column'];
/** Nothing puts a value into it where rows are: a domain's default does, too. */
function isEmpty({ default: own, identity, generated, serial, type }: ColumnDef, schema: Schema): boolean {
  if (own || identity || generated || serial) return false;
  if (type.value.builtin || type.value.array) return true;
  const user = findIn(schema, schema.types, type.value);
  return user !== undefined && (user.kind !== 'domain' || user.default === undefined);
}
function isRequired(column: ColumnDef, schema: Schema): boolean {
  const required = column.notNull?.value || column.constraints.some(({ kind }) => kind === 'primary key');
  return required === true && isEmpty(column, schema);
}

/** Columns that the file adds and sets NOT NULL, and that nothing between the two may have filled. */
function* unfilled(context: RuleContext): Generator<Found> {
  if (liveAlters(context).length === 0) return;
  const empty = new Set<string>();
  for (const statement of context.document.statements) {
    const { parsed, runs } = statement;
    if (!runs) continue;
    if (parsed.status !== 'ok' || !parsed.ops.every(fillsNothing)) empty.clear();
    for (const op of parsed.ops) if (op.op === 'alter table') yield* setInVain(context, statement, op, empty);
  }
}
function* setInVain(
  context: RuleContext,
  statement: Statement,
  op: Extract<DdlOp, { readonly op: 'alter table' }>,
  empty: Set<string>,
): Generator<Found> {
  const live = liveTable(context, statement, op.name.value);
  if (!live) return;
  const keyOfColumn = (name: string): string => `${keyOf(live.table)}\0${name}`;
  // PostgreSQL adds columns before it looks at any.
  for (const command of op.commands)
    if (command.command === 'add column') {
      const { name } = command.column;
      const known = live.table.columns.some((each) => each.name === name.value);
      if (!known && isEmpty(command.column, context.before(statement.index))) empty.add(keyOfColumn(name.value));
    }
  for (const command of op.commands) {
    if (command.command !== 'set not null' || !empty.delete(keyOfColumn(command.column.value))) continue;
    yield {
      message: t(
        '{0} has rows that hold NULL in {1}, which nothing fills after it is added: PostgreSQL refuses SET NOT NULL.',
        live.label,
        columnName(command.column.value),
      ),
      range: inDocument(statement, command.range),
      statement: statement.index,
      fixes: [],
    };
  }
}
/** It writes no rows, and gives no column or table another name. */
function fillsNothing(op: DdlOp): boolean {
  switch (op.op) {
    case 'alter table':
      return op.commands.every(({ command }) =>
        /^(?:add column|(?:set|drop) (?:default|not null)|(?:add|drop|validate) constraint)$/.test(command),
      );
    case 'create table':
    case 'create index':
    case 'create view':
    case 'create enum':
    case 'create sequence':
    case 'create routine':
    case 'create trigger':
    case 'comment':
    case 'owner':
    case 'transaction':
      return true;
    default:
      return false;
  }
}
