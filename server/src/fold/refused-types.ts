/** What PostgreSQL refuses of a statement for the types in it, where nothing else of it is refused. */

import { typeProblems } from '../analysis/statements';
import type { Schema } from '../model/schema';
import { unknowns } from '../model/unknown';
import type { Statement } from '../sql/document/statement';
import type { ApplyContext, Conflict } from './conflict';
import { meets, meetsColumn } from './loose-file';

export function refusedTypes(
  schema: Schema,
  after: Schema,
  skipsBodies: boolean,
  { index, parsed }: Statement,
  judged: Omit<ApplyContext, 'statement'>,
): { readonly conflicts: readonly Conflict[]; readonly inAnyMode: boolean } {
  const { filled, typed } = parsed;
  if (!typed || unknowns(schema).everything) return { conflicts: [], inAnyMode: true };
  let inAnyMode = true;
  const problems = typeProblems(filled?.text ?? parsed.text, {
    before: schema,
    after,
    skipsBodies,
    isSure: (object, column) => {
      if (object?.origins?.self) return true;
      inAnyMode = false;
      if (!object || judged.mode === 'strict')
        return judged.mode === 'strict' || (column === 'absent' && judged.loose?.mayHaveRun === false);
      if (typeof column === 'object') return meetsColumn(judged, object.name, column);
      const kind = 'argumentTypes' in object ? 'routine' : 'relation';
      return meets({ ...judged, statement: index }, schema.searchPath, kind, object, column && 'this statement');
    },
  });
  const named = lookedUpApart(parsed.ops);
  const own = problems.filter(({ isName, range }) => !isName || !(named.has(range.start) || named.has(range.end)));
  const conflicts = own.map(
    ({ message, range, isOpen }): Conflict => ({
      statement: index,
      range: filled?.back(range) ?? range,
      kind: isOpen ? 'not decided' : 'other',
      message,
      object: { kind: 'other', name: '' },
    }),
  );
  return { conflicts, inAnyMode };
}
/** Where the names begin or end that are looked for by themselves: of `u.mood` that may be either part. */
function lookedUpApart(ops: Statement['parsed']['ops']): ReadonlySet<number> {
  const places = new Set<number>();
  for (const op of ops) {
    const query = 'query' in op && op.query && 'strays' in op.query ? op.query : op.op === 'use' ? op : undefined;
    for (const stray of query?.strays ?? []) {
      if ('column' in stray) places.add(stray.column.range.end);
      else places.add(stray.qualifier.range.start);
    }
    const uses = op.op === 'use' ? op.relations : 'query' in op ? (op.query?.uses ?? []) : [];
    for (const { columns } of uses) for (const { range } of columns) places.add(range.end);
  }
  return places;
}
