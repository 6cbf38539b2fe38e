/** What PostgreSQL refuses of the types in one statement, on the schema that it meets. */

import type { Schema } from '../model/schema';
import { takeTypedParts } from '../sql/document/typed-parts';
import type { Node } from '../sql/parse';
import { Source } from '../sql/source';
import { Cursor } from '../text/cursor';
import type { TextRange } from '../text/text';
import { changedConstants } from './changed-constants';
import { Conversion } from './conversion';
import { expressionsOfStatement } from './places';
import { Queries } from './queries';
import { Report } from './report';
import { Scope } from './scope';
import { type IsSure, Types } from './types';

interface TypeProblem {
  readonly message: string;
  /** Relative to the statement's start. */
  readonly range: TextRange;
  readonly isName?: true;
  readonly isOpen?: true;
}
interface Circumstances {
  readonly before: Schema;
  /** What the statement makes of it. */
  readonly after: Schema;
  readonly isSure: IsSure;
  /** Bodies are not looked into. */
  readonly skipsBodies: boolean;
}
/** The newest first: what it takes is what most servers take. */
const majors = [18, 17, 16, 15, 14, 13];

/** Empty for what cannot be read, and for what is not known. */
export function typeProblems(text: string, circumstances: Circumstances): readonly TypeProblem[] {
  const node = takeTypedParts(text);
  if (!node) return [];
  try {
    return problemsIn(node, text, circumstances);
  } catch (error) {
    // Nesting beyond what can be followed is not known.
    if (error instanceof RangeError) return [];
    throw error;
  }
}
function problemsIn(node: Node, text: string, circumstances: Circumstances): readonly TypeProblem[] {
  const { serverVersion } = circumstances.before;
  const [first, ...others] = serverVersion > 0 ? [Math.floor(serverVersion / 10_000)] : majors;
  let problems = problemsOf(node, text, circumstances, first!);
  // Without a server's version, what one of them takes is taken.
  for (const major of others) {
    if (problems.length === 0) break;
    const known = new Set(problemsOf(node, text, circumstances, major).map(({ location }) => location));
    problems = problems.filter(({ location }) => known.has(location));
  }
  if (problems.length === 0) return [];
  const source = new Source(text);
  return problems.map(({ location, ...problem }) => ({ ...problem, range: rangeAt(source, location) }));
}
function problemsOf(node: Node, text: string, circumstances: Circumstances, major: number): Report['problems'] {
  const report = new Report();
  const { before, after, isSure, skipsBodies } = circumstances;
  const on = (schema: Schema): Queries => new Queries(new Conversion(new Types(schema, isSure, major), report));
  // Most statements are looked into on one of the two.
  let [old, now]: [Queries?, Queries?] = [];
  const places = {
    get old() {
      old ??= on(before);
      return old;
    },
    get now() {
      now ??= on(after);
      return now;
    },
    ...{ report, text, skipsBodies },
  };
  if (!queryStatements.test(Object.keys(node)[0] ?? '')) expressionsOfStatement(node, places);
  else {
    places.old.statement(node, new Scope());
    changedConstants(node, places);
  }
  return report.problems;
}
const queryStatements = /^(Select|Insert|Update|Delete|Merge)Stmt$/;

/** The name or the token that begins there; the whole statement where nothing tells. */
function rangeAt(source: Source, location: number | undefined): TextRange {
  if (location === undefined || location < 0) return source.all;
  const at = source.offset(location);
  const around = source.around(at);
  // Within the string that is a body.
  const cursor = around ? Cursor.over(source.text, at, around.end) : source.at(at);
  const { start } = cursor;
  return cursor.fork().name()?.range ?? { start, end: cursor.token()?.end ?? source.text.length };
}
