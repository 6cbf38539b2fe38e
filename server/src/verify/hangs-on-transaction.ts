/** What PostgreSQL takes only in a transaction, or only in none, where nobody can tell whether the tool has one around it. */
import type { SqlFailure } from '../dev/embedded/embedded-protocol';
import type { Schema } from '../model/schema';
import type { SqlDocument, Statement } from '../sql/document/statement';
import { t } from '../text/l10n';
import { runTexts } from './circumstances';

/** `RequireTransactionBlock` and the savepoints, src/backend/access/transam/xact.c. */
const onlyWithin = /^(?:savepoint|release|lock|rollback\s+(?:(?:work|transaction)\s+)?to|declare)\b/i;
/** SQLSTATE invalid_savepoint_specification, invalid_cursor_name: what a transaction holds that ended with its statement here. */
const ofTransaction: ReadonlySet<string> = new Set(['3B001', '34000']);
const undefinedTable = '42P01';
const calls = /^(?:do|call)\b/i;
const makesRoutine = /^create\s+(?:or\s+replace\s+)?(?:procedure|function)\b/i;
/** Transaction control in PL/pgSQL and in SQL procedures. */
const endsOne = /\b(?:commit|rollback)\s*(?:;|and\b|work\b|transaction\b)/i;
const needsOne = t('PostgreSQL takes it only in a transaction, and whether one is around it is not known');

/** Of one file, in its order: a BEGIN of its own opens a transaction that is known. */
export class KnownTransactions {
  #open = false;
  readonly #made: string[] = [];
  /** Temporary tables that are gone already where there is no transaction. */
  readonly #passing = new Set<string>();
  #isKnown = false;
  constructor(readonly dev: Schema) {}

  /** Why a refusal of the statement that was asked of last may come of there being no transaction here. */
  explains({ code = '', message }: SqlFailure): string | undefined {
    if (this.#isKnown) return undefined;
    const lacked = code === undefinedTable ? /^relation "([^"]*)"/.exec(message)?.[1] : undefined;
    return ofTransaction.has(code) || (lacked !== undefined && this.#passing.has(lacked)) ? needsOne : undefined;
  }

  /** Why it is not known whether PostgreSQL takes a statement that has run; `isAroundKnown`: if the tool has one around it. */
  after({ parsed, range }: Statement, { text }: SqlDocument, isAroundKnown: boolean): string | undefined {
    const isOpen = this.#open;
    for (const op of parsed.ops)
      if (op.op === 'transaction' && /^(?:begin|commit|rollback)$/.test(op.what)) this.#open = op.what === 'begin';
    const own = text.slice(range.start, range.end);
    if (makesRoutine.test(own)) this.#made.push(own);
    this.#isKnown = isAroundKnown || isOpen;
    if (this.#isKnown) return undefined;
    for (const op of parsed.ops) if ('onCommitDrop' in op && op.onCommitDrop) this.#passing.add(op.name.value.name);
    if (onlyWithin.test(own) && !/\bwith\s+hold\b/i.test(own)) return needsOne;
    const isEnding = calls.test(own) && [...this.#made, ...runTexts(own, this.dev)].some((each) => endsOne.test(each));
    return isEnding ? t('it ends transactions, and whether one is around it is not known') : undefined;
  }
}
