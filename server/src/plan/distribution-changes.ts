/** What Citus would have to do of its own: the script does not move rows between nodes, and says so. */
import { distributionInWords } from '../generate/distributions';
import type { Schema } from '../model/schema';
import { displayName } from '../text/names';

export function distributionChanges(from: Schema, to: Schema): string[] {
  return [...to.tables].flatMap(([key, table]) => {
    const [before, after] = [from.tables.get(key)?.distribution, table.distribution].map(distributionInWords);
    if (before === after) return [];
    return [
      `${displayName(table, to.searchPath)} is ${before} in the first schema and ${after} in the second: Citus does that, with its own functions, and the script does not`,
    ];
  });
}
