/** Which statements run inside a transaction: one the file opens itself, or one its migration tool opens around it. */

import { migrationOf } from '../../conventions/convention';
import { ownTableOf } from '../../conventions/own-tables';
import { tools } from '../../conventions/tools';
import type { Section, Statement } from '../../sql/document/statement';
import { qualifiedKey } from '../../text/names';
import type { RuleContext } from '../rule';

/** Tools that open a transaction around each file, and how a file says that it wants none. */
const wrapping: Readonly<Record<string, string>> = {
  goose: '-- +goose NO TRANSACTION',
  'sql-migrate': '-- +migrate Up notransaction',
  dbmate: '-- migrate:up transaction:false',
  sqlx: '-- no-transaction',
  atlas: '-- atlas:txmode none',
  liquibase: 'runInTransaction:false',
  tern: '---- tern: disable-tx ----',
  diesel: 'run_in_transaction = false in its metadata.toml',
  drizzle: '',
  pop: '',
  'node-pg-migrate': '',
};
/** Those that send statement by statement: COMMIT within the file leaves what follows in no transaction. */
const stepwise: ReadonlySet<string> = new Set(['goose', 'sql-migrate', 'liquibase', 'tern', 'atlas']);
/** Tools that send a file as one text: PostgreSQL runs several statements of it as one transaction. */
const together = new Set(['golang-migrate', 'prisma', 'supabase', 'hasura']);
/** Those that do so where a file wants no transaction: what they send then. */
const togetherWithout: Readonly<Record<string, string>> = {
  dbmate: 'the section',
  sqlx: 'the file',
  diesel: 'the file',
};

interface InTransaction {
  /** Equal for statements of one transaction of a file. */
  readonly number: number;
  /** The end of a sentence that speaks of a transaction as `one`. */
  readonly why: string;
}

/** Why a statement is in a transaction, as the end of a sentence; undefined when it is in none, or nobody can tell. */
export function whyInTransaction(context: RuleContext, statement: Statement): string | undefined {
  return transactionOf(context, statement)?.why;
}
const known = new WeakMap<RuleContext, readonly (InTransaction | undefined)[]>();
/** The transaction a statement runs in. */
export function transactionOf(context: RuleContext, statement: Statement): InTransaction | undefined {
  let all = known.get(context);
  if (!all) {
    all = transactionsOf(context);
    known.set(context, all);
  }
  return all[statement.index];
}

function transactionsOf(context: RuleContext): (InTransaction | undefined)[] {
  const byTool = toolOf(context);
  let open = false;
  let number = 0;
  let committed = false;
  return context.document.statements.map((statement) => {
    const ops = statement.parsed.ops.flatMap((op) => (op.op === 'transaction' ? [op.what] : []));
    const why = open ? 'BEGIN opened one before this statement' : byTool?.(statement, committed);
    const found = why === undefined ? undefined : { number, why };
    for (const what of ops) {
      if (what === 'begin') [open, number] = [true, open ? number : number + 1];
      if (what === 'commit' || what === 'rollback') [open, number, committed] = [false, number + 1, true];
    }
    return found;
  });
}

type ByTool = (statement: Statement, committed: boolean) => string | undefined;
/** What the tool that will run the file does around each of its statements. */
function toolOf(context: RuleContext): ByTool | undefined {
  const { convention, document } = context;
  const tool = runningTool(context);
  if (!tool) return undefined;
  const { id, name } = tool;
  const file = convention && migrationOf(convention, document.uri);
  const sections =
    convention && file
      ? convention.sections(document.text, file.path)
      : (tools.find((each) => each.id === id)?.sections(document.text, '') ?? []);
  const several = document.statements.filter(({ runs }) => runs).length > 1;
  const whole = (what: string) =>
    `${name} sends ${what} whole, so its statements run in one: put this one into a file of its own`;
  return (statement, committed) => {
    if (wantsNone(sections, statement))
      return several && togetherWithout[id] !== undefined ? whole(togetherWithout[id]) : undefined;
    const without = wrapping[id];
    if (without === undefined) return several && together.has(id) ? whole('a file') : undefined;
    if (committed && stepwise.has(id)) return undefined;
    return `${name} runs each file in one${without === '' ? '' : ` unless it says ${without}`}`;
  };
}
function wantsNone(sections: readonly Section[], { range: { start } }: Statement): boolean {
  return sections.some(({ noTransaction, range }) => noTransaction && range.start <= start && start < range.end);
}

/**
 * The tool whose folder it is; where only numbers show that files are migrations, the one whose own table dev has.
 * Undefined for what has run.
 */
function runningTool(context: RuleContext): { readonly id: string; readonly name: string } | undefined {
  const { convention, standing, document } = context;
  if (standing === 'applied') return undefined;
  if (convention && convention.id !== 'plain' && convention.id !== 'golang-migrate')
    return standing === 'pending' ? convention : undefined;
  const numbered = /\/migrations\/\d+_[^/]+\.sql$/.test(document.uri) && !hasRun(context);
  const tool = standing === 'pending' || numbered ? toolOfTable(context) : undefined;
  return tool ?? (standing === 'pending' ? convention : undefined);
}
/** Only sqlx marks files by nothing but their numbers, and keeps a table that is nobody else's. */
function toolOfTable({ dev }: RuleContext): { readonly id: string; readonly name: string } | undefined {
  const table = ownTableOf('sqlx');
  const there = table !== undefined && dev?.searchPath.some((schema) => dev.tables.has(qualifiedKey(schema, table)));
  return there ? { id: 'sqlx', name: 'sqlx' } : undefined;
}
/** A loose file that makes an index dev has. */
function hasRun({ document, dev }: RuleContext): boolean {
  const names = new Set([...(dev?.indexes.values() ?? [])].map(({ name }) => name));
  return document.statements.some(({ parsed }) =>
    parsed.ops.some((op) => op.op === 'create index' && op.name !== undefined && names.has(op.name.value)),
  );
}
