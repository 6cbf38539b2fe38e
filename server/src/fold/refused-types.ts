/** What PostgreSQL refuses of a statement for the types in it, where nothing else of it is refused. */

import { typeProblems } from '../analysis/statements';
import type { Schema } from '../model/schema';
import { unknowns } from '../model/unknown';
import type { Statement } from '../sql/document/statement';
import type { ApplyContext, Conflict } from './conflict';
import { meets, meetsColumn } from './loose-file';

/** Statements that hold no expression are not read again: to parse one costs as much as to fold it. */
const holders =
  /^\W*(select|insert|update|delete|merge|with|values|table|create|alter\s+(table|policy)|call|refresh|explain|declare|copy|\()/i;
/** Those of which only some hold one, and the words that it then stands behind. */
const sometimes = [
  [
    /^\W*alter\s+table\b/i,
    /\b(default|check|generated|expression|using|unique|primary|exclude)\b(?<!\bdrop\s+(default|expression))/i,
  ],
  [/^\W*create\s+(or\s+replace\s+)?(constraint\s+)?trigger\b/i, /\bwhen\b/i],
] as const;
function mayHold(text: string): boolean {
  return holders.test(text) && sometimes.every(([statement, word]) => !statement.test(text) || word.test(text));
}

export function refusedTypes(
  schema: Schema,
  after: Schema,
  skipsBodies: boolean,
  { index, parsed }: Statement,
  judged: Omit<ApplyContext, 'statement'>,
): { readonly conflicts: readonly Conflict[]; readonly inAnyMode: boolean } {
  const { status, filled } = parsed;
  const text = filled?.text ?? parsed.text;
  if (status !== 'ok' || !mayHold(text) || unknowns(schema).everything) return { conflicts: [], inAnyMode: true };
  let inAnyMode = true;
  const problems = typeProblems(text, {
    before: schema,
    after,
    skipsBodies,
    isSure: (object, column) => {
      if (object?.origins?.self) return true;
      inAnyMode = false;
      if (!object || judged.mode === 'strict') return judged.mode === 'strict';
      if (column) return meetsColumn(judged, object.name, column);
      const kind = 'argumentTypes' in object ? 'routine' : 'relation';
      return meets({ ...judged, statement: index }, schema.searchPath, kind, object);
    },
  });
  const named = lookedUpApart(parsed.ops);
  const own = problems.filter(({ isName, range }) => !isName || !named.has(range.start));
  const conflicts = own.map(
    ({ message, range }): Conflict => ({
      statement: index,
      range: filled?.back(range) ?? range,
      kind: 'other',
      message,
      object: { kind: 'other', name: '' },
    }),
  );
  return { conflicts, inAnyMode };
}
/** Where the names stand that are looked for by themselves. */
function lookedUpApart(ops: Statement['parsed']['ops']): ReadonlySet<number> {
  const starts = new Set<number>();
  for (const op of ops) {
    const query = 'query' in op && op.query && 'strays' in op.query ? op.query : op.op === 'use' ? op : undefined;
    for (const stray of query?.strays ?? []) {
      const { range } = 'column' in stray ? stray.column : stray.qualifier;
      starts.add(range.start);
    }
    const uses = op.op === 'use' ? op.relations : 'query' in op ? (op.query?.uses ?? []) : [];
    for (const { columns } of uses) for (const { range } of columns) starts.add(range.start);
  }
  return starts;
}
