import { astVisitor, type Expr, parse as parseByOther } from 'pgsql-ast-parser';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  canonicalExpression,
  expressionNames,
  renameInExpression,
  renameTableInExpression,
} from '../../server/src/sql/expression';
import { loadParser } from '../../server/src/sql/parse';
import { checks } from '../postgres/expressions-checks';
import { defaults } from '../postgres/expressions-defaults';
import { opsOf } from './sql-facts';

beforeAll(loadParser);

const names = (text: string): string[] | undefined =>
  expressionNames(text)?.columns.map(
    ({ qualifier, range }) => `${qualifier?.name ?? ''}.${text.slice(range.start, range.end)}`,
  );

describe('the columns an expression names', () => {
  it.each([
    ['a + "B" * t.c', ['.a', '."B"', 't.c']],
    ['lower(a) || app.f(b, 1)', ['.a', '.b']],
    [`a ->> 'k' IS NOT NULL`, ['.a']],
    ['TRIM(BOTH FROM a) <> b', ['.a', '.b']],
    [`a = ANY (ARRAY['x', b])`, ['.a', '.b']],
    ['(a).zip', ['.a']],
    [`'🙂' || é`, ['.é']],
    ['a IN (SELECT x FROM u WHERE u.y = 1)', ['.a']],
    [`now() AT TIME ZONE 'utc'`, []],
  ])('%s', (text, expected) => {
    expect(names(text)?.sort()).toEqual([...expected].sort());
  });
  it('what is no expression names nothing that is known', () => {
    for (const text of ['a +', 'a; DROP TABLE t', '', 'a FROM t', 'a AS b', 'a, b'])
      expect(names(text)).toBeUndefined();
  });
  it('is the same alone and in its statement', () => {
    for (const check of [`a > 1 AND t.b ~ 'x'`, 'CASE WHEN a THEN b ELSE (c).d END', 'coalesce(a, t.b)::int > 0']) {
      const [op] = opsOf(`CREATE TABLE t (a int, CHECK (${check}))`);
      const constraint = op?.op === 'create table' ? op.constraints[0] : undefined;
      const columns = constraint?.kind === 'check' ? constraint.expression.columns : undefined;
      const start = constraint?.kind === 'check' ? constraint.expression.range.start : 0;
      expect(columns?.map(({ range }) => range.start - start)).toEqual(
        expressionNames(check)?.columns.map(({ range }) => range.start),
      );
    }
  });
});

/** The columns that pgsql-ast-parser, a second and independent reader, finds; undefined where it cannot read. */
function secondReader(text: string): string[] | undefined {
  try {
    const found: string[] = [];
    const [expression] = parseByOther(text, { entry: 'expr', locationTracking: true }) as unknown as Expr[];
    const visitor = astVisitor(() => ({
      ref: ({ name, table, _location: at }) => {
        if (name !== '*') found.push(`${table?.name ?? ''}.${name} ${at?.end}`);
      },
      select: () => {
        throw new Error('which names of a subquery are its own is not told');
      },
    }));
    visitor.expr(expression!);
    return found.sort();
  } catch {
    return undefined;
  }
}
it('are those that a second reader finds, where it can read', () => {
  const texts = [...checks, ...defaults.map(([, ...rest]) => rest)].flat(2);
  let compared = 0;
  for (const text of texts) {
    const other = secondReader(text);
    if (other === undefined) continue;
    const own = expressionNames(text)?.columns.map(
      ({ qualifier, column, range }) => `${qualifier?.name ?? ''}.${column} ${range.end}`,
    );
    expect(own?.sort(), text).toEqual(other);
    compared++;
  }
  expect(compared).toBeGreaterThan(texts.length / 2);
});

describe('one form for equal spellings', () => {
  it.each([
    ['a+1', '( a  + 1 ) -- c'],
    [`'x'::text`, `CAST('x' AS text)`],
    ['NOT a', 'not "a"'],
    ['now()', 'NOW()'],
  ])('%s and %s', (one, other) => {
    expect(canonicalExpression(one)).toBeDefined();
    expect(canonicalExpression(one)).toEqual(canonicalExpression(other));
  });
  it.each([
    ['a + 1', 'a + 2'],
    [`'x'`, `'X'`],
    ['a', '"A"'],
  ])('not %s and %s', (one, other) => {
    expect(canonicalExpression(one)).not.toEqual(canonicalExpression(other));
  });
  it('none for what is no expression', () => {
    expect(canonicalExpression('a FROM b')).toBeUndefined();
  });
});

describe('renaming', () => {
  it('changes the column and nothing that looks like it', () => {
    expect(renameInExpression(`lower(name) || 'name' || "name" -- name`, 'name', 'Full Name')).toBe(
      `lower("Full Name") || 'name' || "Full Name" -- name`,
    );
    expect(renameInExpression('name(a) + t.name + u.name', 'name', 'n', ['t'])).toBe('name(a) + t.n + u.name');
  });
  it('changes a table’s name where it qualifies a column', () => {
    expect(renameTableInExpression('t.a + t + "t".b', 't', 'T2')).toBe('"T2".a + t + "T2".b');
  });
  it('leaves what it cannot read alone', () => {
    expect(renameInExpression('a +', 'a', 'b')).toBeUndefined();
  });
});
