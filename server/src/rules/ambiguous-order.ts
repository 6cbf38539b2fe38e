import type { Rule } from './rule';

export const ambiguousOrder: Rule = {
  code: 'ambiguous-order',
  severity: 'warning',
  title: 'The order in which migrations run is not clear',
  documentation: `Two files of the folder have one number, or another thing leaves open which of them runs first. The tool may
refuse them, skip one, or run them in another order on another machine.`,
  examples: [],
  *check({ convention, document }) {
    for (const problem of convention?.problems ?? []) {
      if (!document.uri.endsWith(`/${encodeURI(problem.path)}`)) continue;
      const end = /^[^\r\n]*/.exec(document.text)?.[0].length ?? 0;
      yield { message: problem.message, range: { start: 0, end }, fixes: [] };
    }
  },
};
