/** What a loose file lacks of dev's tables, and another loose file of its folder makes, is no lack. */
import { comparingSchemas } from '../compare/diff';
import type { Difference } from '../compare/difference';
import { remaining } from '../compare/remaining';
import { foldingFile } from '../fold/fold-file';
import type { FoldedFile } from '../fold/folded';
import { addedBeside, type Neighbours } from '../fold/neighbours';
import type { Schema } from '../model/schema';
import type { Steps } from '../model/steps';

export function* withoutMadeBeside(
  differences: readonly Difference[],
  file: FoldedFile,
  neighbours: Neighbours | undefined,
  dev: Schema,
): Steps<readonly Difference[]> {
  if (differences.length === 0 || !neighbours) return differences;
  const { document } = file;
  const own = file.after(document.statements.length - 1);
  let left = differences;
  // Each by itself: nothing says in which order they run.
  for (const added of yield* addedBeside(document, neighbours)) {
    const { end } = yield* foldingFile(added, 'loose', '', own);
    const { differences: now } = yield* comparingSchemas(end, dev);
    left = left.flatMap(remaining(now));
  }
  return left;
}
