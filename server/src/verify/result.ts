/** What running files in a scratch PostgreSQL tells of each. */
import type { Aside, Comparison, Difference } from '../compare/difference';
import type { Schema } from '../model/schema';
import type { SqlDocument } from '../sql/document/statement';
import { t } from '../text/l10n';
import type { TextRange } from '../text/text';

/** A place that is neither proved nor refused, and why. */
export interface Unproved {
  readonly range: TextRange;
  readonly reason: string;
}
/** What PostgreSQL refused: its own message, at the place it points to. Offsets are UTF-16, in the document. */
export interface Refusal {
  readonly range: TextRange;
  readonly statement: number;
  /** PostgreSQL's message, its detail and hint. */
  readonly message: string;
  /** SQLSTATE. */
  readonly code?: string;
  /** The scratch server took it; the older server that the file is for refuses it. */
  readonly isTooNew?: true;
}
/**
 * `proved`: all of it ran on the base, and what it makes of dev's is as dev has it. `refused`: by PostgreSQL. `differs`:
 * it ran, and makes something else than dev has. `not known`: for the reasons in `notKnown`.
 */
export type Outcome = 'proved' | 'refused' | 'differs' | 'not known';
export const asideInWords: Readonly<Record<Aside, () => string>> = {
  comment: () => t('comments'),
  'column-order': () => t('the order of columns'),
  'constraint-name': () => t('names of constraints'),
  'index-name': () => t('names of indexes'),
};
export interface VerifiedFile {
  readonly document: SqlDocument;
  readonly outcome: Outcome;
  /** What it was run on: `dev`, `dev without public.users`. Absent: it was not run. */
  readonly base?: string;
  /** Dev has some of what it makes, and its run was held against that. */
  readonly isHeld?: true;
  /** Beside that, it changes what it makes as dev has it (IF NOT EXISTS, and then ALTER): dev is not as its end. */
  readonly changes?: true;
  /** What of it is otherwise in dev and counts in no outcome. */
  readonly aside?: readonly Aside[];
  /** Statements that PostgreSQL took. */
  readonly ran: number;
  /** Of running it and holding it against dev, without starting what it ran in; absent: not measured. */
  readonly ms?: number;
  /**
   * It was to be run, and what ran it ended in it; or nothing of it was proved, for another reason than that what is
   * before it is refused.
   */
  readonly isUnproved: boolean;
  /** The first ends a migration; those after it are there too, but for what needs something that was refused. */
  readonly refusals: readonly Refusal[];
  /** Between what it made and what dev has; origins are in this document. */
  readonly differences: readonly Difference[];
  /** What rules have no word for: `view v is not as in dev`. */
  readonly others: readonly { readonly range: TextRange; readonly message: string }[];
  /** Statements that the tool runs and that were not run here, and what could not be decided, and why. */
  readonly notKnown: readonly Unproved[];
}
export interface VerifyResult {
  readonly files: readonly VerifiedFile[];
  /** What of dev could not be made in the scratch server. */
  readonly missing: readonly string[];
  /** Of the scratch server: `18.3`. */
  readonly version: string;
  /** What the files made of dev's schema, as the scratch server has it; absent after a refusal. */
  readonly schema?: Schema;
  /** Where the fold says something else than PostgreSQL made. */
  readonly disagreements?: Comparison;
}
