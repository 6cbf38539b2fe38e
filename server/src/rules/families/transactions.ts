/** Which statements run inside a transaction: one the file opens itself, or one its migration tool opens around it. */

import { toolByTable, toolOf, transactionsBy } from '../../conventions/transactions';
import type { Statement } from '../../sql/document/statement';
import { t } from '../../text/l10n';
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
const inTransactions = new WeakMap<RuleContext, readonly (InTransaction | undefined)[]>();
/** The transaction a statement runs in. */
export function transactionOf(context: RuleContext, statement: Statement): InTransaction | undefined {
  let all = inTransactions.get(context);
  if (!all) {
    all = transactionsOf(context);
    inTransactions.set(context, all);
  }
  return all[statement.index];
}

function transactionsOf(context: RuleContext): (InTransaction | undefined)[] {
  const byTool = aroundByTool(context);
  let open = false;
  let number = 0;
  let committed = false;
  let part: number | undefined;
  return context.document.statements.map((statement) => {
    const ops = statement.parsed.ops.flatMap((op) => (op.op === 'transaction' ? [op.what] : []));
    const around = byTool?.(statement);
    const own = around && around !== 'none' ? around.part : undefined;
    if (part !== undefined && own !== undefined && part !== own) number++;
    part = own;
    const byItsTool = around && around !== 'none' && !(committed && around.endsAtCommit) ? around.why : undefined;
    const why = open ? t('BEGIN opened one before this statement') : byItsTool;
    const found = why === undefined ? undefined : { number, why };
    for (const what of ops) {
      if (what === 'begin') [open, number] = [true, open ? number : number + 1];
      if (what === 'commit' || what === 'rollback') [open, number, committed] = [false, number + 1, true];
    }
    return found;
  });
}

/**
 * What the tool that will run the file does around each of its statements. For a loose file only its table tells the tool.
 * Undefined for what has run.
 */
function aroundByTool(context: RuleContext): ReturnType<typeof transactionsBy> | undefined {
  const { convention, standing, document, dev } = context;
  if (standing === 'applied') return undefined;
  const numbered = /\/migrations\/\d+_[^/]+\.sql$/.test(document.uri);
  const byTable = () => (numbered && !hasRun(context) ? toolByTable(dev, convention?.id) : undefined);
  const tool = standing === 'pending' && convention ? toolOf(convention, dev) : byTable();
  return tool && transactionsBy(tool, document, convention);
}
/** A loose file that makes an index dev has. */
function hasRun({ document, dev }: RuleContext): boolean {
  const names = new Set([...(dev?.indexes.values() ?? [])].map(({ name }) => name));
  return document.statements.some(({ parsed }) =>
    parsed.ops.some((op) => op.op === 'create index' && op.name !== undefined && names.has(op.name.value)),
  );
}
