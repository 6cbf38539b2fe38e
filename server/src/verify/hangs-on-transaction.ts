/** What PostgreSQL takes only in a transaction, or only in none, where nobody can tell whether the tool has one around it. */
import type { Schema } from '../model/schema';
import type { SqlDocument, Statement } from '../sql/document/statement';
import { t } from '../text/l10n';
import { runTexts } from './circumstances';

/** `RequireTransactionBlock` and the savepoints, src/backend/access/transam/xact.c. */
const onlyWithin = /^(?:savepoint|release|lock|rollback\s+(?:(?:work|transaction)\s+)?to|declare)\b/i;
const calls = /^(?:do|call)\b/i;
const makesRoutine = /^create\s+(?:or\s+replace\s+)?(?:procedure|function)\b/i;
/** Transaction control in PL/pgSQL and in SQL procedures. */
const endsOne = /\b(?:commit|rollback)\s*(?:;|and\b|work\b|transaction\b)/i;

/** Of one file, in its order: a BEGIN of its own opens a transaction that is known. */
export class KnownTransactions {
  #open = false;
  readonly #made: string[] = [];
  constructor(readonly dev: Schema) {}

  /** Why it is not known whether PostgreSQL takes a statement that has run; `around`: what the tool surely has around it. */
  after({ parsed, range }: Statement, { text }: SqlDocument, around: boolean): string | undefined {
    const isOpen = this.#open;
    for (const op of parsed.ops)
      if (op.op === 'transaction' && /^(?:begin|commit|rollback)$/.test(op.what)) this.#open = op.what === 'begin';
    const own = text.slice(range.start, range.end);
    if (makesRoutine.test(own)) this.#made.push(own);
    if (around || isOpen) return undefined;
    if (onlyWithin.test(own) && !/\bwith\s+hold\b/i.test(own))
      return t('PostgreSQL takes it only in a transaction, and whether one is around it is not known');
    const isEnding = calls.test(own) && [...this.#made, ...runTexts(own, this.dev)].some((each) => endsOne.test(each));
    return isEnding ? t('it ends transactions, and whether one is around it is not known') : undefined;
  }
}
