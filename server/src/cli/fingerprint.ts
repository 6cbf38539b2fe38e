/** What tells a finding from others when lines have moved: a pipeline shows those that are new. */
import { createHash } from 'node:crypto';
import type { FileReport } from './report-data';

/** One for each finding of the file, in order: of path, rule and message, and of which of several alike it is. */
export function fingerprints({ path, findings }: FileReport): readonly string[] {
  const seen = new Map<string, number>();
  return findings.map(({ code, message }) => {
    const what = JSON.stringify([path, code, message]);
    const nth = seen.get(what) ?? 0;
    seen.set(what, nth + 1);
    return createHash('sha256').update(`${what}${nth}`).digest('hex').slice(0, 32);
  });
}
