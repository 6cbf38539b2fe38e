/** Why a statement that has run in a scratch does not run where the file is for, or why that is not known. */
import type { SqlFailure } from '../dev/embedded/embedded-protocol';
import { leftOutBy, mayBeLeftOut } from '../fold/left-out';
import { lacksRole, roleMadeTwice } from '../model/roles';
import type { Schema } from '../model/schema';
import { includedBefore } from '../sql/document/includes';
import type { SqlDocument, Statement } from '../sql/document/statement';
import { markedTwice, UNDECODED, undecoded, undecodedOutside } from '../sql/document/undecoded';
import { inBodyBefore } from '../sql/refusals/newer-keywords';
import { t } from '../text/l10n';
import { leftToCitus } from './distributed';
import { KnownTransactions } from './hangs-on-transaction';
import { roleNotKnown } from './roles';
import type { Scratch } from './scratch';
import { refusalOf, tooNewFor } from './too-new';

/** Of one file: asked of each of its statements in turn, of those that are refused too. */
export class Doubts {
  readonly #transactions: KnownTransactions;
  #included: string | undefined;
  #leftOut: string | undefined;
  #named: string | undefined;
  constructor(
    readonly scratch: Pick<Scratch, 'rolesMade' | 'place' | 'rows' | 'version'>,
    readonly dev: Schema,
    readonly baseName: 'dev' | 'target',
    readonly lacking: ReadonlySet<string>,
  ) {
    this.#transactions = new KnownTransactions(dev);
  }

  /** `isAroundKnown`: whether the tool has a transaction around it is known. */
  of(statement: Statement, document: SqlDocument, isAroundKnown: boolean): string | undefined {
    const onTransaction = this.#transactions.after(statement, document, isAroundKnown);
    this.#leftOut = leftOutBy(statement, this.dev);
    this.#included = includedBefore(document.skipped, statement);
    this.#named = inBodyBefore(this.dev.serverVersion, statement.parsed.text);
    const role = roleNotKnown(statement.parsed.text, this.scratch.rolesMade, this.dev);
    if (statement.parsed.text.includes(UNDECODED)) return undecoded();
    if (statement === document.statements[0] && undecodedOutside(document)) return undecoded();
    const marked = markedTwice(document.text);
    if (marked !== undefined) return marked;
    if (role !== undefined) return lacksRole(this.dev, this.baseName, role);
    const again = roleMadeTwice(this.dev, statement.parsed.text);
    if (again !== undefined) return t('{0} has role {1} already', this.baseName, again);
    return (
      leftToCitus(statement, this.dev, this.scratch.place, this.lacking) ??
      this.#leftOut ??
      this.#named ??
      onTransaction
    );
  }
  /** A fault of the server's own, which newer ones do not have: 18.3 takes a type that holds itself by a multirange, 18.4 not. */
  async ofServer({ parsed: { text } }: Statement): Promise<string | undefined> {
    if (!/multirange/i.test(text) || Number.parseInt(this.scratch.version, 10) < 14) return undefined;
    const rows = await this.scratch.rows(selfByMultirange);
    const name = rows[0]?.[0];
    return name === undefined
      ? undefined
      : t(
          'this server takes it, newer ones say: {0}',
          `composite type ${String(name)} cannot be made a member of itself`,
        );
  }
  /** What PostgreSQL refused, at its place; of a function that came after the server that the file is for, with that. */
  refusal(failed: Parameters<typeof refusalOf>[0]): ReturnType<typeof refusalOf> {
    return refusalOf(failed, this.dev);
  }
  /** What of a statement that server is too old for, whatever the scratch server says of it. */
  tooNew(statement: Statement): ReturnType<typeof tooNewFor> {
    return tooNewFor(this.dev, statement);
  }
  /** Of the statement that was asked of last: why its refusal says nothing of the file. */
  ofRefusal(failure: SqlFailure): string | undefined {
    const isAbsence = absent.has(failure.code ?? '');
    const leftOut = isAbsence ? (this.#leftOut ?? mayBeLeftOut(failure.message, this.dev)) : undefined;
    return this.#named ?? this.#transactions.explains(failure) ?? (isAbsence ? this.#included : undefined) ?? leftOut;
  }
}

const selfByMultirange = `SELECT c.relname FROM pg_catalog.pg_range r
  JOIN pg_catalog.pg_attribute a ON a.atttypid = r.rngmultitypid AND NOT a.attisdropped
  JOIN pg_catalog.pg_class c ON c.oid = a.attrelid AND c.reltype = r.rngsubtype`;
/** A schema, relation, column, function, type or other object that is not there. */
const absent: ReadonlySet<string> = new Set(['3F000', '42P01', '42703', '42883', '42704']);
