/**
 * What the fold of a history came to and what was found in its files, kept in the user's own cache folder: after an edit
 * only what it may have changed is looked at again.
 */

import { answersToKeep, resumeAnswers } from '../compare/expressions/query-answers';
import { type Convention, migrationOf } from '../conventions/convention';
import type { KeptTexts } from '../dev/kept-texts';
import type { FoldedHistory } from '../fold/folded';
import { commonSchemas, historyToKeep } from '../fold/kept-history';
import type { Observations } from '../fold/observed';
import type { DevSchema } from '../model/dev';
import { readGraph, writeGraph } from '../model/object-graph';
import { surroundings } from '../rules/surroundings';
import { fingerprintOf } from '../text/fingerprint';
import { pushTo } from '../text/lists';
import { type CheckedAround, inputOf } from '../workspace/histories';
import { documentToKeep, type FoldKeeper, type KeptFold } from '../workspace/resumed-histories';
import type { FileView } from '../workspace/snapshot';
import type { FileReport } from './report-data';

/** What is not kept: it does not pay. Fewer files that were looked at anew than these, and characters. */
const bounds = { files: 16, characters: 20_000_000 };

/** Of a file that has run in dev, and whose check asked nothing of later files. */
interface KeptReport {
  readonly surroundings: string;
  readonly report: Pick<FileReport, 'statements' | 'syntaxOnly' | 'findings' | 'notKnown'>;
}
interface Kept extends KeptFold {
  readonly reports: readonly (KeptReport | undefined)[];
  readonly queries: ReturnType<typeof answersToKeep>;
}
export interface CheckedView {
  readonly view: FileView;
  readonly report: FileReport;
  /** It was told from an earlier run. */
  readonly isKept: boolean;
  /** What is found in it hangs on other files, beside those before it. */
  readonly looksAround: boolean;
}

export class KeptFolds implements FoldKeeper {
  #about: readonly string[] | undefined;
  readonly #loaded = new Map<string, Kept>();
  /** The folds of the files that are the same, by folder. */
  readonly #resumed = new Map<string, readonly unknown[]>();
  readonly #same = new WeakMap<FoldedHistory, number>();
  constructor(readonly texts: KeptTexts | undefined) {}

  /** From now on; `about`: all that folds and reports hang on but the files. */
  begin(about: readonly string[]): void {
    this.#about = about;
  }
  load(convention: Convention, dev: DevSchema): KeptFold | undefined {
    const text = this.texts?.load(this.#nameOf(convention) ?? '');
    if (text === undefined) return undefined;
    try {
      const record = readGraph(text, commonSchemas(dev, convention.id)) as Kept | undefined;
      if (record) this.#loaded.set(convention.folder, record);
      if (record) resumeAnswers(record.queries);
      return record;
    } catch {
      return undefined;
    }
  }
  #nameOf({ folder, id }: Convention): string | undefined {
    return this.#about && fingerprintOf([...this.#about, folder, id]);
  }
  resumed({ folder }: Convention, folds: readonly unknown[]): void {
    this.#resumed.set(folder, folds);
  }
  /** What would be found, where that is known. */
  reportOf({ history, folded, document: { uri } }: FileView, around: CheckedAround): KeptReport['report'] | undefined {
    const folder = history.convention?.folder ?? '';
    const at = history.files.indexOf(folded);
    const known = at < this.#sameIn(history) ? this.#loaded.get(folder)?.reports[at] : undefined;
    return known && known.surroundings === surroundings(inputOf(uri, history, around)) ? known.report : undefined;
  }
  /** How many of the first files are as they were, so that nothing before them is another. */
  #sameIn(history: FoldedHistory): number {
    const known = this.#same.get(history);
    if (known !== undefined) return known;
    const folds = this.#resumed.get(history.convention?.folder ?? '') ?? [];
    const other = history.files.findIndex((file, at) => file !== folds[at]);
    const same = other < 0 ? history.files.length : other;
    this.#same.set(history, same);
    return same;
  }

  /** Where much was looked at anew. */
  save(checked: readonly CheckedView[], around: CheckedAround, tells: Observations): void {
    const byHistory = new Map<FoldedHistory, CheckedView[]>();
    for (const each of checked) if (each.view.convention) pushTo(byHistory, each.view.history, each);
    for (const [history, all] of byHistory) {
      const anew = all.filter((each) => !each.isKept && isToBeKept(each)).length;
      const folded = history.files.length - this.#sameIn(history);
      if (Math.max(anew, folded) > bounds.files) this.#saveHistory(history, all, around, tells);
    }
  }
  #saveHistory(
    history: FoldedHistory,
    checked: readonly CheckedView[],
    around: CheckedAround,
    tells: Observations,
  ): void {
    const { convention } = history;
    const { dev } = around;
    const name = convention && this.#nameOf(convention);
    if (!this.texts || !dev || !convention || name === undefined) return;
    try {
      const kept = historyToKeep(history);
      const reports = new Map(checked.map((each) => [each.view.folded, reportToKeep(each, around)]));
      const documents = history.files.flatMap(({ document }) => {
        const file = migrationOf(convention, document.uri);
        return (file && documentToKeep(document, convention, file, tells)) ?? [];
      });
      if (!kept || documents.length !== history.files.length) return;
      const record: Kept = {
        history: kept,
        documents,
        reports: history.files.map((file) => reports.get(file)),
        queries: answersToKeep(),
      };
      const text = writeGraph(record, commonSchemas(dev, convention.id));
      if (text.length <= bounds.characters) this.texts.save(name, text);
    } catch {
      // It is in nobody's way: the next run begins anew.
    }
  }
}
/** The others are looked at each time, so that nothing is won by keeping them once more. */
const isToBeKept = ({ view, looksAround }: CheckedView): boolean => !looksAround && view.folded.standing === 'applied';

function reportToKeep(checked: CheckedView, around: CheckedAround): KeptReport | undefined {
  const { view, report } = checked;
  const { history, document } = view;
  const of = isToBeKept(checked) ? surroundings(inputOf(document.uri, history, around)) : undefined;
  if (of === undefined) return undefined;
  const { statements, syntaxOnly, findings, notKnown } = report;
  const plain = JSON.stringify({ statements, syntaxOnly, findings, notKnown } satisfies KeptReport['report']);
  return { surroundings: of, report: JSON.parse(plain) as KeptReport['report'] };
}
