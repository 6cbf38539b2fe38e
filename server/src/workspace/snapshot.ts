/** One consistent state of the workspace, as features see it. */

import type { Convention } from '../conventions/convention';
import type { FoldedFile, FoldedHistory } from '../fold/folded';
import type { DevSchema } from '../model/dev';
import type { DevStatus } from '../protocol';
import type { CheckText } from '../rules/fix-all';
import type { CheckResult } from '../rules/rule';
import type { Settings } from '../settings';
import type { SqlDocument } from '../sql/document/statement';
import { t } from '../text/l10n';
import type { DevDifference } from './dev-history';
import { normalUri } from './files';
import { type Histories, inputOf, type OpenFile } from './histories';
import { countsOf } from './history-counts';
import { historyMeanwhile } from './meanwhile';
import type { Observing } from './observing';
import type { RunSubject, Runs } from './runs';

export { whenServed } from './meanwhile';

/** A file and all that is known of it at one moment. */
export interface FileView {
  readonly document: SqlDocument;
  /** Of the open text: its document may have been parsed for an earlier version with the same text. */
  readonly version: number;
  readonly convention: Convention | undefined;
  readonly history: FoldedHistory;
  readonly folded: FoldedFile;
  /** The findings of reading and of running; computed when first asked for. */
  readonly result: CheckResult;
  /** `proved on PostgreSQL 18.3: …`, `read only: …`; undefined: nothing is to be run. */
  readonly run: string | undefined;
  /** What would be found with another text. */
  resultOf(...text: Parameters<CheckText>): CheckResult;
  /** What would be found in files of its history if several had other texts, by URI. */
  resultsWith(texts: ReadonlyMap<string, string>): (uri: string) => CheckResult;
}
/** One consistent state; `file` folds and checks when first asked for. */
export interface Snapshot {
  /** Whose dev it is, where a window has several; undefined: that of the files that belong to none. */
  readonly folder: string | undefined;
  readonly settings: Settings;
  readonly dev: DevSchema | undefined;
  /** Why there is no dev, or why the one that serves is old. */
  readonly devProblem: string | undefined;
  /** Between which readings a table, or a column of it, came into dev; undefined: not known. */
  since(table: { readonly schema: string; readonly name: string }, column?: string): DevDifference | undefined;
  readonly status: DevStatus;
  readonly openUris: readonly string[];
  file(uri: string): FileView | undefined;
  /** The same, of open files only. */
  openFile(uri: string): FileView | undefined;
  /** Any file's document, open or on disk: for the lines of a place in another file. */
  document(uri: string): SqlDocument | undefined;
}

/** From what a view is made. */
interface SnapshotParts {
  readonly histories: Histories;
  readonly runs: Runs | undefined;
  readonly telling: Observing | undefined;
  readonly dev: DevSchema | undefined;
  readonly devProblem: string | undefined;
  readonly settings: Settings;
  /** Nobody waits for a history that is still being folded. */
  readonly meanwhile: boolean;
}
/** Each file's view is made once. */
export function filesIn(
  open: ReadonlyMap<string, OpenFile>,
  parts: SnapshotParts,
  seen: () => void,
): Pick<Snapshot, 'openUris' | 'file' | 'openFile' | 'document'> {
  const views = new Map<string, FileView | undefined>();
  const file = (uri: string) => {
    const key = normalUri(uri);
    if (!views.has(key)) {
      const view = viewOf(key, open.get(key), parts);
      views.set(key, view);
      if (view) seen();
    }
    return views.get(key);
  };
  return {
    openUris: [...open.keys()],
    file,
    openFile: (uri) => (open.has(normalUri(uri)) ? file(uri) : undefined),
    document: (uri) => parts.histories.document(normalUri(uri)),
  };
}
/** Undefined: no file of SQL that is read. */
function viewOf(uri: string, open: OpenFile | undefined, around: SnapshotParts): FileView | undefined {
  const { histories, runs: all, telling, dev, devProblem } = around;
  const history = around.meanwhile ? historyMeanwhile(histories, uri, dev) : histories.history(uri, dev);
  const folded = history?.file(uri);
  if (!history || !folded) return undefined;
  const input = inputOf(uri, history, around);
  const runs = open?.isSql ? all : undefined;
  const subject = dev && { uri, history, folded, dev };
  return {
    document: folded.document,
    version: open?.version ?? 0,
    convention: history.convention,
    history,
    folded,
    get result() {
      const read = histories.check(input);
      const merged = runs && subject ? runs.merge(read, subject, input) : read;
      const failure = folded.isOpen ? telling?.failureOf(history) : undefined;
      return failure === undefined ? merged : withFailure(merged, failure);
    },
    get run() {
      return runs?.words(subject ?? devProblem ?? t('there is no dev'));
    },
    resultOf: (text, only) => histories.checkText(input, text, only),
    resultsWith: (texts) => histories.checkTexts(input, texts),
  };
}
/** Running was to tell what reading leaves open. */
function withFailure({ findings, notKnown }: CheckResult, failure: string): CheckResult {
  const range = notKnown[0]?.range ?? { start: 0, end: 0 };
  return {
    findings,
    notKnown: [...notKnown, { range, reason: t('running could not tell what it makes: {0}', failure) }],
  };
}
/** What is run of an open file, or why nothing can be; undefined: it is not SQL. */
export function runSubject(
  uri: string,
  open: OpenFile | undefined,
  { histories, dev, devProblem }: Pick<SnapshotParts, 'histories' | 'dev' | 'devProblem'>,
): RunSubject | string | undefined {
  if (!dev) return devProblem ?? t('there is no dev');
  const history = open?.isSql ? histories.history(uri, dev) : undefined;
  const folded = history?.file(uri);
  return history && folded && { uri, history, folded, dev };
}
/** A statement that runs has no end yet. */
export const isUnended = (file: FileView | undefined): boolean =>
  file?.document.statements.some(({ range, fullRange, runs }) => runs && fullRange.end === range.end) ?? false;
/** Of what was folded, in words. */
export const migrationCounts = ({ folded, trees }: Histories): string | undefined => countsOf(folded, trees.incomplete);
