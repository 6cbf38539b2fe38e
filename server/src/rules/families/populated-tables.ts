/** Tables that hold rows in dev: what the rules about locks ask before they say anything. */

import { findTable } from '../../model/resolve';
import type { Table } from '../../model/schema';
import type { Statement } from '../../sql/document/statement';
import type { AlterTableCommand } from '../../sql/read/ops-table';
import { plural } from '../../text/l10n';
import { keyOf, type QualifiedName } from '../../text/names';
import { allOps, tableName } from '../origin-places';
import type { RuleContext } from '../rule';

/** From here on building an index or reading the whole table is felt. Dev holds less than production, so it is low. */
const LARGE = { rows: 10_000, bytes: 10_000_000 };

interface LiveTable {
  readonly table: Table;
  /** `orders (about 2,000,000 rows in dev)`. */
  readonly label: string;
  readonly large: boolean;
}

/**
 * The table a statement changes, when dev says that it has rows; undefined for tables of this migration, for empty ones
 * and where dev does not know, and in migrations that have run.
 */
export function liveTable(context: RuleContext, statement: Statement, name: QualifiedName): LiveTable | undefined {
  if (context.standing === 'applied' || !context.dev || !statement.runs) return undefined;
  const here = findTable(context.before(statement.index), name);
  if (!here || here.origins?.self) return undefined;
  const table = context.dev.tables.get(keyOf(here));
  const rows = table?.estimatedRows ?? 0;
  if (!table || rows <= 0) return undefined;
  const large = rows >= LARGE.rows || (table.bytes ?? 0) >= LARGE.bytes;
  const label = plural(
    Math.round(rows),
    '{1} (about {0} row in dev)',
    '{1} (about {0} rows in dev)',
    tableName(context, table),
  );
  return { table, label, large };
}

interface LiveCommand<K extends AlterTableCommand['command']> {
  readonly statement: Statement;
  readonly command: AlterTableCommand & { readonly command: K };
  readonly live: LiveTable;
}
interface LiveAlter {
  readonly statement: Statement;
  readonly commands: readonly AlterTableCommand[];
  readonly live: LiveTable;
}
const altersPerContext = new WeakMap<RuleContext, readonly LiveAlter[]>();
/** The ALTER TABLE of tables with rows. Asked by six rules, found out once. */
export function liveAlters(context: RuleContext): readonly LiveAlter[] {
  let alters = altersPerContext.get(context);
  if (!alters) {
    alters = context.document.statements.flatMap((statement) => [...altersIn(context, statement)]);
    altersPerContext.set(context, alters);
  }
  return alters;
}
function* altersIn(context: RuleContext, statement: Statement): Generator<LiveAlter> {
  if (!statement.runs) return;
  for (const op of allOps(statement.parsed.ops)) {
    const live = op.op === 'alter table' ? liveTable(context, statement, op.name.value) : undefined;
    if (op.op === 'alter table' && live) yield { statement, commands: op.commands, live };
  }
}
/** ALTER TABLE commands of one kind on tables with rows. */
export function* liveCommands<K extends AlterTableCommand['command']>(
  context: RuleContext,
  kind: K,
): Generator<LiveCommand<K>> {
  for (const { statement, commands, live } of liveAlters(context))
    for (const command of commands)
      if (command.command === kind) yield { statement, command: command as LiveCommand<K>['command'], live };
}
