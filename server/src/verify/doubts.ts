/** Why it is not known of a statement that has run in a scratch whether it runs where the file is for. */
import type { Schema } from '../model/schema';
import type { SqlDocument, Statement } from '../sql/document/statement';
import { t } from '../text/l10n';
import { leftToCitus } from './distributed';
import { KnownTransactions } from './hangs-on-transaction';
import { roleNotKnown } from './roles';
import type { Scratch } from './scratch';

/** Of one file: asked of each of its statements in turn, of those that are refused too. */
export class Doubts {
  readonly #transactions: KnownTransactions;
  constructor(
    readonly scratch: Pick<Scratch, 'rolesMade' | 'place'>,
    readonly dev: Schema,
    readonly baseName: 'dev' | 'target',
    readonly lacking: ReadonlySet<string>,
  ) {
    this.#transactions = new KnownTransactions(dev);
  }

  /** `around`: the tool surely has a transaction around it. */
  of(statement: Statement, document: SqlDocument, around: boolean): string | undefined {
    const onTransaction = this.#transactions.after(statement, document, around);
    const role = roleNotKnown(statement.parsed.text, this.scratch.rolesMade, this.dev);
    if (role !== undefined) return t('whether {0} has role {1} is not known', this.baseName, role);
    return leftToCitus(statement, this.dev, this.scratch.place, this.lacking) ?? onTransaction;
  }
}
