import type { OrderProblem } from '../migrations/tool-files';
import type { Rule, RuleContext } from './rule';
import { touchesCommon } from './touches';

export const ambiguousOrder: Rule = {
  code: 'ambiguous-order',
  severity: 'warning',
  title: 'The order in which migrations run is not clear',
  documentation: `Two files of the folder have one number and touch one thing: one makes, changes or drops what the other
does so too, or names. Or another thing leaves open which of them runs first. The tool may refuse them, skip one, or run
them in another order on another machine. Two files of one number that have nothing to do with each other are no finding.`,
  examples: [],
  *check(context) {
    const { convention, document } = context;
    for (const problem of convention?.problems ?? []) {
      if (!document.uri.endsWith(`/${encodeURI(problem.path)}`) || !matters(context, problem)) continue;
      const end = /^[^\r\n]*/.exec(document.text)?.[0].length ?? 0;
      yield { message: problem.message, range: { start: 0, end }, fixes: [] };
      return;
    }
  },
};
function matters({ document, documentOf }: RuleContext, { path, other }: OrderProblem): boolean {
  if (other === undefined) return true;
  const folder = document.uri.slice(0, -encodeURI(path).length);
  const twin = documentOf(folder + encodeURI(other));
  return !twin || touchesCommon(document, twin);
}
