/** Histories that go on from what an earlier run kept of them. */
import type { Convention, MigrationFile } from '../conventions/convention';
import { migrationKey } from '../conventions/project';
import type { FoldedFile, FoldedHistory } from '../fold/folded';
import { type KeptHistory, resumeHistory } from '../fold/kept-history';
import type { Observations } from '../fold/observed';
import type { DevSchema } from '../model/dev';
import { type KnownOfDocument, laterDocument } from '../sql/document/later-document';
import type { SqlDocument } from '../sql/document/statement';
import { present } from '../text/present';

interface KeptDocument {
  readonly uri: string;
  /** Of `migrationKey`. */
  readonly key: string;
  readonly passedOver: string | undefined;
  /** Of `Observations`; absent: nothing is run. */
  readonly observedAs: string | undefined;
}
export interface KeptFold {
  readonly history: KeptHistory;
  readonly documents: readonly KeptDocument[];
}
/** Where they are kept. */
export interface FoldKeeper {
  load(convention: Convention, dev: DevSchema): KeptFold | undefined;
  /** `folds`: those of the files that are the same, in the order in which they were kept; undefined for the others. */
  resumed(convention: Convention, folds: readonly (FoldedFile | undefined)[]): void;
}
interface MigrationText {
  readonly uri: string;
  readonly file: MigrationFile;
  /** Absent: it is open, or is not there. */
  readonly text: string | undefined;
}
interface Resuming {
  readonly keeper: FoldKeeper | undefined;
  readonly convention: Convention;
  readonly dev: DevSchema;
  readonly tells: Observations | undefined;
  readonly read: (of: MigrationText) => SqlDocument;
  /** A file has the text that it had. */
  readonly found: (of: MigrationText, document: SqlDocument) => void;
}
/** What the next fold goes on from; undefined: nothing of it was kept. */
export function resumedHistory(
  files: readonly MigrationText[],
  { keeper, convention, dev, tells, read, found }: Resuming,
): FoldedHistory | undefined {
  const kept = keeper?.load(convention, dev);
  if (!kept) return undefined;
  const documents = new Map<string, SqlDocument>();
  const byUri = new Map(kept.documents.map((each) => [each.uri, each]));
  for (const each of files) {
    const { uri, file, text } = each;
    const known = byUri.get(uri);
    if (!known || text === undefined || migrationKey(convention, file, text) !== known.key) continue;
    const { passedOver, observedAs } = known;
    const of: KnownOfDocument = { uri, version: 0, text, ...present({ passedOver }) };
    const document = laterDocument(of, () => read(each));
    if (observedAs !== undefined) tells?.keepKey(document, observedAs);
    documents.set(uri, document);
    found(each, document);
  }
  const { previous, folds } = resumeHistory(
    kept.history,
    { documents, order: files.map(({ uri }) => uri) },
    { dev, convention: convention.id, tells },
  );
  keeper?.resumed(convention, folds);
  return previous;
}
/** Undefined: one that cannot be read is looked at each time. */
export function documentToKeep(
  document: SqlDocument,
  convention: Convention,
  file: MigrationFile,
  tells: Observations | undefined,
): KeptDocument | undefined {
  const { uri, text, passedOver, unreadable } = document;
  if (unreadable !== undefined) return undefined;
  return { uri, key: migrationKey(convention, file, text), passedOver, observedAs: tells?.documentKey(document) };
}
