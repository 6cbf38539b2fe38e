/** Where a tool ends a statement, which knows nothing of what PostgreSQL takes for one. */
import { t } from '../text/l10n';

/** Offsets, in order, and what says it in words. `told`: as a file's. */
export interface LineCuts {
  readonly at: (text: string, told?: string) => readonly number[];
  readonly why: string;
}

/**
 * goose and sql-migrate end a statement with each line whose last word before a comment ends with a semicolon, but for
 * what stands between `StatementBegin` and `StatementEnd`: of quotes they know nothing.
 */
export function lineCuts(prefix: string, tool: string): LineCuts {
  const mark = new RegExp(`^--\\s*\\+${prefix}\\s+Statement(Begin|End)\\b`);
  return {
    why: t(
      '{0} ends a statement with each line that ends with a semicolon, but for what stands between -- +{1} StatementBegin and StatementEnd',
      tool,
      prefix,
    ),
    at: (text) => {
      const cuts: number[] = [];
      let isWhole = false;
      for (const line of text.matchAll(/[^\n]+/g)) {
        const marked = mark.exec(line[0])?.[1];
        if (marked !== undefined) isWhole = marked === 'Begin';
        else if (!isWhole && /;\s*$/.test(line[0].replace(/(?:^|\s)--.*/, ''))) cuts.push(line.index + line[0].length);
      }
      return cuts;
    },
  };
}
