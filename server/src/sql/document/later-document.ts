/** A document of which only the text is looked at until something asks for what is in it. */
import type { SqlDocument } from './statement';

/** What is known of it without that, from when it was read before. */
export type KnownOfDocument = Pick<SqlDocument, 'uri' | 'version' | 'text' | 'passedOver'>;
export function laterDocument(known: KnownOfDocument, read: () => SqlDocument): SqlDocument {
  let document: SqlDocument | undefined;
  const now = (): SqlDocument => {
    document ??= read();
    return document;
  };
  return {
    ...known,
    get statements() {
      return now().statements;
    },
    get skipped() {
      return now().skipped;
    },
    get suppressions() {
      return now().suppressions;
    },
  };
}
