/** Whether a file of a history has run in dev: from the tool's own table, or from what dev looks like. */
import type { DevSchema } from '../model/dev';
import type { Schema } from '../model/schema';
import type { SqlDocument } from '../sql/statement';
import type { Convention, MigrationFile } from './conventions';
import { dropsWhatWas, effectIn, Made } from './effects';

export interface Judged {
  readonly standing: 'applied' | 'pending';
  readonly because: string;
}

export const IN_DEV = 'its changes are in dev';

/** The convention's entry for a document, by the end of its URI. */
export function migrationOf(convention: Convention, uri: string): MigrationFile | undefined {
  const path = decode(uri);
  return convention.files.find((file) => path === file.path || path.endsWith(`/${file.path}`));
}
function decode(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}

/** What the tool's table says of each file; undefined when dev has no table of this tool. */
export function judgeByTable(
  convention: Convention,
  files: readonly SqlDocument[],
  dev: DevSchema,
): readonly Judged[] | undefined {
  for (const applied of dev.applied) {
    const judged: Judged[] = [];
    for (const document of files) {
      const file = migrationOf(convention, document.uri);
      const run = file && convention.isApplied(file, applied, document.text);
      if (run === undefined) break;
      const because = run ? `${applied.table} says it has run` : `${applied.table} does not list it`;
      judged.push({ standing: run ? 'applied' : 'pending', because });
    }
    if (judged.length === files.length) return judged;
  }
  return undefined;
}

/**
 * Pending: the longest run of last files none of whose changes are in dev, drops included. A file that changes nothing
 * that can be seen goes with the file after it.
 */
export function judgeByEffects(
  changes: readonly { readonly before: Schema; readonly after: Schema }[],
  dev: Schema,
): readonly Judged[] {
  const made = new Made();
  const evidence = changes.map(({ before, after }) => effectIn(before, after, dev, made));
  let firstPending = changes.length;
  for (let i = changes.length - 1; i >= 0 && evidence[i] !== 'in dev'; i--)
    if (evidence[i] === 'not in dev') firstPending = i;
  // A drop that has run settles what files before it made, and so may show a later one.
  for (let i = firstPending; firstPending > 0 && i < changes.length; i++) {
    const { before, after } = changes[i]!;
    if (!dropsWhatWas(before, after, changes[firstPending - 1]!.after, dev)) continue;
    firstPending = i + 1;
  }
  return changes.map((_, i) =>
    i >= firstPending
      ? { standing: 'pending', because: 'its changes are not in dev' }
      : { standing: 'applied', because: evidence[i] === 'in dev' ? IN_DEV : 'later files have run' },
  );
}
