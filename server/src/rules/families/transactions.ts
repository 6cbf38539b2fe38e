/** Which statements run inside a transaction: one the file opens itself, or one its migration tool opens around it. */

import { toolNamed, tools } from '../../conventions';
import { migrationOf } from '../../conventions/convention';
import type { Tool } from '../../conventions/tool';
import type { Section, Statement } from '../../sql/document/statement';
import { qualifiedKey } from '../../text/names';
import type { RuleContext } from '../rule';

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
  const { name, sends } = tool;
  if (!sends) return undefined;
  const { unit, transaction } = sends;
  const file = convention && migrationOf(convention, document.uri);
  const sections =
    convention && file ? convention.sections(document.text, file.path) : tool.sections(document.text, '');
  const several = unit !== 'statement' && document.statements.filter(({ runs }) => runs).length > 1;
  const whole = (what: string) =>
    `${name} sends ${what} whole, so its statements run in one: put this one into a file of its own`;
  return (statement, committed) => {
    const none = wantsNone(sections, statement);
    if (transaction && !none) {
      const unless = transaction.unless === undefined ? '' : ` unless it says ${transaction.unless}`;
      return committed && unit === 'statement' ? undefined : `${name} runs each file in one${unless}`;
    }
    // What wants no transaction of a tool that opens none is not for that tool.
    if (!several || none !== (transaction !== undefined)) return undefined;
    return whole(none ? `the ${unit}` : `a ${unit}`);
  };
}
function wantsNone(sections: readonly Section[], { range: { start } }: Statement): boolean {
  return sections.some(({ noTransaction, range }) => noTransaction && range.start <= start && start < range.end);
}

/**
 * The tool whose folder it is; where only numbers show that files are migrations, the one whose own table dev has.
 * Undefined for what has run.
 */
function runningTool(context: RuleContext): Tool | undefined {
  const { convention, standing, document } = context;
  if (standing === 'applied') return undefined;
  const own = convention && standing === 'pending' ? toolNamed(convention.id) : undefined;
  const others = tools.filter(
    ({ byTableOnly, alike }) => byTableOnly && (!convention || alike?.includes(convention.id)),
  );
  if (others.length === 0) return own;
  const numbered = /\/migrations\/\d+_[^/]+\.sql$/.test(document.uri) && !hasRun(context);
  const tool = standing === 'pending' || numbered ? others.find((each) => hasTable(context, each)) : undefined;
  return tool ?? own;
}
function hasTable({ dev }: RuleContext, { tables }: Tool): boolean {
  return tables.some(({ table }) => dev?.searchPath.some((schema) => dev.tables.has(qualifiedKey(schema, table))));
}
/** A loose file that makes an index dev has. */
function hasRun({ document, dev }: RuleContext): boolean {
  const names = new Set([...(dev?.indexes.values() ?? [])].map(({ name }) => name));
  return document.statements.some(({ parsed }) =>
    parsed.ops.some((op) => op.op === 'create index' && op.name !== undefined && names.has(op.name.value)),
  );
}
