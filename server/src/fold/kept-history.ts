/**
 * What the fold of a history came to, as plain data: schemas, standings and what each file read, without its statements.
 * It is the earlier history that the next fold takes over from; what it lacks is worked out where something asks for it.
 */
import { withOwnTable } from '../conventions/own-tables';
import type { DevSchema } from '../model/dev';
import type { Schema } from '../model/schema';
import type { SqlDocument, Statement } from '../sql/document/statement';
import { evidenceToKeep, type KeptEvidence, resumeEvidence } from './applied-or-pending';
import type { Bases } from './bases';
import { type DocumentFacts, documentFacts, keepFacts } from './document-facts';
import { FileFold, foldFile, Outcomes } from './fold-file';
import type { FoldedHistory, Standing } from './folded';
import { foldsOf, heldBy, previousFrom, trialOf } from './history';
import type { Chain, Observations, Observed } from './observed';
import { FileReads } from './rebase';

interface KeptFile {
  readonly uri: string;
  readonly standing: Standing;
  readonly because: string;
  readonly start: Schema;
  readonly end: Schema;
  readonly reads: ReturnType<FileReads['toKeep']>;
  readonly leavesOpen: boolean;
  readonly isOpen: boolean;
}
export interface KeptHistory extends Bases {
  readonly trial: readonly KeptFile[];
  readonly folds: readonly KeptFile[];
  /** Of `trial`. */
  readonly evidence: KeptEvidence | undefined;
  readonly facts: readonly DocumentFacts[];
}
/** The schemas of dev that those of a history share objects with. */
export const commonSchemas = ({ schema }: DevSchema, convention: string): readonly Schema[] => [
  schema,
  withOwnTable(schema, convention),
];

/** Undefined: it cannot be gone on from. */
export function historyToKeep(history: FoldedHistory): KeptHistory | undefined {
  const kept = foldsOf(history);
  // What is not SQL has no key of its own.
  if (!kept?.dev || history.unread) return undefined;
  const { names, paths, others, base, trial, folds, dev } = kept;
  const files = new Map<FileFold, KeptFile>();
  const fileToKeep = (fold: FileFold): KeptFile => {
    const known = files.get(fold) ?? keptFile(fold);
    files.set(fold, known);
    return known;
  };
  if ([...trial, ...folds].some(({ reads }) => !reads)) return undefined;
  return {
    ...{ names, paths, others, base },
    trial: trial.map(fileToKeep),
    folds: folds.map(fileToKeep),
    evidence: trial.length > 0 ? evidenceToKeep(trial.map(trialOf), dev.schema) : undefined,
    facts: folds.map(({ document }) => documentFacts(document)),
  };
}
function keptFile({ document, standing, because, start, end, reads, made }: FileFold): KeptFile {
  const { leavesOpen, isOpen } = made;
  return { uri: document.uri, standing, because, start, end, reads: reads!.toKeep(), leavesOpen, isOpen };
}

interface Resumed {
  /** For `foldHistory`; of the files that are the same. */
  readonly previous: FoldedHistory;
  /** Those of `KeptHistory.folds`; undefined for one of a file that is another. */
  readonly folds: readonly (FileFold | undefined)[];
}
/** `documents`: of the files that have the text they had, by URI; their statements may be read later. `order`: of all files. */
export function resumeHistory(
  { trial, folds, facts, evidence, ...bases }: KeptHistory,
  { documents, order }: { readonly documents: ReadonlyMap<string, SqlDocument>; readonly order: readonly string[] },
  { dev, convention, tells }: BesideFiles,
): Resumed {
  for (const [at, { uri }] of folds.entries()) {
    const document = documents.get(uri);
    if (document) keepFacts(document, facts[at]!);
  }
  const other = folds.findIndex(({ uri }, at) => uri !== order[at] || !documents.has(uri));
  const [, start] = commonSchemas(dev, convention);
  const made = new Map<KeptFile, FileFold>();
  const resumeAll = (files: readonly KeptFile[]): (FileFold | undefined)[] => {
    const chains = { applied: { base: bases.base } as Chain, pending: { base: start! } as Chain };
    return files.map((file, at) => {
      const document = documents.get(file.uri);
      // What running told of it hangs on all files before it.
      if (!document || (file.leavesOpen && other >= 0 && at >= other)) return undefined;
      const which = file.standing === 'pending' ? 'pending' : 'applied';
      const before = chains[which];
      chains[which] = { base: before.base, last: { document, before } };
      const fold =
        made.get(file) ??
        resumedFile(file, document, (statement) => heldBy(tells?.at(before, document, statement), which, dev));
      made.set(file, fold);
      return fold;
    });
  };
  const [resumedTrial, resumedFolds] = [resumeAll(trial), resumeAll(folds)];
  const [first] = trial;
  const trials = resumedTrial.map((fold) => fold && trialOf(fold));
  if (evidence && first) resumeEvidence(first.uri, trials, dev.schema, evidence);
  const there = (all: readonly (FileFold | undefined)[]) => all.flatMap((fold) => fold ?? []);
  const previous = previousFrom({ ...bases, dev, trial: there(resumedTrial), folds: there(resumedFolds) });
  return { previous, folds: resumedFolds };
}
interface BesideFiles {
  readonly dev: DevSchema;
  readonly convention: string;
  readonly tells: Observations | undefined;
}
function resumedFile(
  { standing, because, start, end, reads, leavesOpen, isOpen }: KeptFile,
  document: SqlDocument,
  observedOf: (statement: Statement) => Observed | undefined,
): FileFold {
  const made = new Outcomes(() => foldFile(document, standing, because, start, [], observedOf).outcomes, {
    leavesOpen,
    isOpen,
  });
  return new FileFold(document, standing, because, start, made, end, FileReads.of(reads));
}
