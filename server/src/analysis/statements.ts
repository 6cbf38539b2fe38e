/** What PostgreSQL refuses of the types in one statement, on the schema that it meets. */

import type { Schema } from '../model/schema';
import { takeTypedParts } from '../sql/document/typed-parts';
import type { Node } from '../sql/parse';
import { Source } from '../sql/source';
import { Cursor } from '../text/cursor';
import type { TextRange } from '../text/text';
import { majorOf } from '../text/versions';
import { changedConstants } from './changed-constants';
import { Conversion } from './conversion';
import type { Places } from './place';
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
  const [first, ...others] = serverVersion > 0 ? [majorOf(serverVersion)] : majors;
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
  const places = new BothSchemas(report, text, circumstances, major);
  if (!queryStatements.test(Object.keys(node)[0] ?? '')) expressionsOfStatement(node, places);
  else {
    places.old.statement(node, new Scope());
    changedConstants(node, places);
  }
  return report.problems;
}
/** Most statements are looked into on one of the two. */
class BothSchemas implements Places {
  #old: Queries | undefined;
  #now: Queries | undefined;
  constructor(
    readonly report: Report,
    readonly text: string,
    readonly circumstances: Circumstances,
    readonly major: number,
  ) {}
  get skipsBodies(): boolean {
    return this.circumstances.skipsBodies;
  }
  get old(): Queries {
    this.#old ??= this.#on(this.circumstances.before);
    return this.#old;
  }
  get now(): Queries {
    this.#now ??= this.#on(this.circumstances.after);
    return this.#now;
  }
  #on(schema: Schema): Queries {
    return new Queries(new Conversion(new Types(schema, this.circumstances.isSure, this.major), this.report));
  }
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
