/** What a check takes from other files, so that a later one can see whether it would take the same. */
import { atOnce } from '../model/steps';
import { fingerprintOf } from '../text/fingerprint';
import { comparingEnds, findingDifferences } from './differences';
import type { CheckInput } from './rule';

/**
 * What the check of a file that has run in dev takes from other files without looking around, beside those before it and
 * dev: while it is the same, the same is found.
 */
export function surroundings({ history, uri, dev }: CheckInput): string | undefined {
  const file = history.file(uri);
  if (file?.standing !== 'applied' || !dev) return undefined;
  const comparison = atOnce(comparingEnds(history, dev.schema));
  const differences = atOnce(findingDifferences(file, comparison, dev.schema, history));
  const undecided = comparison.undecided.filter(({ origin }) => origin === undefined || origin.uri === uri);
  const { id, problems = [] } = history.convention ?? {};
  const own = problems.filter(({ path }) => uri.endsWith(`/${encodeURI(path)}`));
  return fingerprintOf([JSON.stringify([differences, undecided, history.end.searchPath, id, own])]);
}
