/**
 * How a file is judged. `applied`: it has run in dev, so the end of all applied files must equal dev. `pending`: it
 * starts from dev and must be able to run there. `loose`: no history; what it creates must equal dev where dev has it.
 */

import type { Convention } from '../conventions/convention';
import type { Schema } from '../model/schema';
import type { SqlDocument } from '../sql/document/statement';
import { t } from '../text/l10n';
import type { Conflict } from './conflict';
import type { Neighbours } from './neighbours';

export type Standing = 'loose' | 'applied' | 'pending';
export interface FoldedFile {
  readonly document: SqlDocument;
  readonly standing: Standing;
  /** How `standing` is known: `goose_db_version says it has run`, `its changes are not in dev`. */
  readonly because: string;
  before(statement: number): Schema;
  after(statement: number): Schema;
  readonly conflicts: readonly Conflict[];
  /** Reading leaves open what the statement makes, and running has shown it. */
  told(statement: number): boolean;
  /** What some statement makes is left open, by reading and by running. */
  readonly isOpen: boolean;
}
export interface FoldedHistory {
  readonly convention: Convention | undefined;
  readonly files: readonly FoldedFile[];
  file(uri: string): FoldedFile | undefined;
  /** What the applied files (or the loose file) make, and those that dev has all of: this is compared with dev. */
  readonly end: Schema;
  /** After the pending files too. */
  readonly pendingEnd: Schema;
  /** Of files before which something runs that is not SQL, by URI: why nobody can tell on what they run. */
  readonly unread?: ReadonlyMap<string, string> | undefined;
  /** Of a loose file. */
  readonly neighbours?: Neighbours | undefined;
}

/** Without dev, every file of a history is folded as one that has run. */
export const NO_DEV = t('there is no dev to ask');

/** What may be told of where a file stands: one that is folded as if it had run need not have. */
export function toldStanding({ standing, because, document }: Pick<FoldedFile, 'standing' | 'because' | 'document'>): {
  readonly standing: Standing | 'not known';
  readonly because: string;
} {
  if (because === NO_DEV) return { standing: 'not known', because };
  const isGuessed = standing === 'applied' && document.unreadable !== undefined && !isRecorded({ standing, because });
  return isGuessed ? { standing: 'not known', because: document.unreadable! } : { standing, because };
}
/** The migration tool's own table in dev says that it has run. */
export function isRecorded({ standing, because }: Pick<FoldedFile, 'standing' | 'because'>): boolean {
  return standing === 'applied' && / says it has run$/.test(because);
}
