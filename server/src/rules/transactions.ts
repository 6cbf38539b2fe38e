/** Which statements run inside a transaction: one the file opens itself, or one its migration tool opens around it. */
import { migrationOf } from '../migrations/standing';
import type { Statement } from '../sql/statement';
import type { RuleContext } from './rule';

/** Tools that open a transaction around each file, and how a file says that it wants none. */
const wrapping: Readonly<Record<string, string>> = {
  goose: '-- +goose NO TRANSACTION',
  'sql-migrate': '-- +migrate Up notransaction',
  dbmate: '-- migrate:up transaction:false',
  sqlx: '-- no-transaction',
  atlas: '-- atlas:txmode none',
  liquibase: 'runInTransaction:false',
  drizzle: '',
  tern: '',
  'node-pg-migrate': '',
};
/** Tools that send a file as one text: PostgreSQL runs several statements of it as one transaction. */
const together = new Set(['golang-migrate', 'prisma', 'supabase']);

/** Why a statement is in a transaction, as the end of a sentence; undefined when it is in none, or nobody can tell. */
export function whyInTransaction(context: RuleContext, statement: Statement): string | undefined {
  if (isAfterBegin(context, statement)) return 'BEGIN opened one before this statement';
  const { convention } = context;
  if (!convention || context.standing !== 'pending' || hasNoTransaction(context, statement)) return undefined;
  const { name, id } = convention;
  const without = wrapping[id];
  if (without !== undefined)
    return `${name} runs each file in one${without === '' ? '' : ` unless it says ${without}`}`;
  const several = context.document.statements.filter(({ runs }) => runs).length > 1;
  return several && together.has(id)
    ? `${name} sends a file whole, so its statements run in one: put this one into a file of its own`
    : undefined;
}
function isAfterBegin(context: RuleContext, statement: Statement): boolean {
  let open = false;
  for (const each of context.document.statements) {
    if (each.index >= statement.index) break;
    for (const op of each.parsed.ops) {
      if (op.op !== 'transaction') continue;
      if (op.what === 'begin') open = true;
      if (op.what === 'commit' || op.what === 'rollback') open = false;
    }
  }
  return open;
}
function hasNoTransaction({ convention, document }: RuleContext, statement: Statement): boolean {
  const file = convention && migrationOf(convention, document.uri);
  if (!convention || !file) return false;
  const { start } = statement.range;
  const sections = convention.sections(document.text, file.path);
  return sections.some(({ noTransaction, range }) => noTransaction && range.start <= start && start < range.end);
}
