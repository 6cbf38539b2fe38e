/** Ops without their places: `{ value, range }` becomes the value, and every other range is left out. */
import { parseDocument } from '../../server/src/sql/document/document';
import type { DdlOp } from '../../server/src/sql/read/ops';

export function facts(value: unknown): unknown {
  if (value instanceof Set) return [...value];
  if (Array.isArray(value)) return value.map(facts);
  if (typeof value !== 'object' || value === null) return value;
  if ('value' in value && 'range' in value && Object.keys(value).length === 2) return facts(value.value);
  const left = ['range', 'clause', 'columnRange', 'body', 'placeholder'];
  const isRange = (item: unknown): boolean =>
    typeof item === 'object' && item !== null && 'start' in item && 'end' in item;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, item]) => !(left.includes(key) && isRange(item)))
      .map(([key, item]) => [key, facts(item)]),
  );
}
export function opsOf(sql: string): readonly DdlOp[] {
  return parseDocument('file:///a.sql', 1, sql).statements.flatMap(({ parsed }) => parsed.ops);
}
/** The facts of the only op of `sql`. */
export function fact(sql: string): unknown {
  const ops = opsOf(sql);
  if (ops.length !== 1) throw new Error(`${ops.length} ops: ${JSON.stringify(ops.map(({ op }) => op))}`);
  return facts(ops[0]);
}
