import { describe, expect, it } from 'vitest';
import { PMap } from '../../server/src/model/persistent-map';
import { emptySchema, type Schema, type Table } from '../../server/src/model/schema';
import { plan } from '../../server/src/plan/plan';
import { renamed } from '../../server/src/plan/rename';
import { planScript, withheld } from '../../server/src/plan/script';
import { qualifiedKey } from '../../server/src/text/names';

const table = (name: string, ...columns: readonly string[]): Table => ({
  ...{ schema: 'public', name, kind: 'table', constraints: [] },
  columns: columns.map((one) => ({ name: one, type: { name: 'integer', builtin: true }, notNull: false })),
});
const schemaOf = (...tables: readonly Table[]): Schema => ({
  ...emptySchema(170000),
  tables: PMap.from(tables.map((one) => [qualifiedKey('public', one.name), one] as const)),
});

describe('the script of a plan', () => {
  it('is empty for equal schemas', () => {
    expect(plan(schemaOf(table('t', 'a')), schemaOf(table('t', 'a')))).toEqual({ steps: [], notes: [], notKnown: [] });
  });

  it('says what is lost, and leaves it out when it is to be safe, whatever a name holds', () => {
    const gone = plan(schemaOf(table('t', 'a', 'b\nDROP TABLE t; --')), schemaOf(table('t', 'a')));
    expect(gone.steps.map(({ loses }) => loses)).toEqual(['the values of t.b\nDROP TABLE t; --']);
    const lines = planScript(gone, { safe: true }).trimEnd().split('\n');
    expect(lines.filter((line) => !line.startsWith('-- '))).toEqual([]);
  });

  it('does not drop what it would not make again', () => {
    const steps = [
      { number: 1, object: 'view v', needs: [] },
      { number: 2, object: 'column a of t', loses: 'values', needs: [1] },
      { number: 3, object: 'view v', needs: [2] },
      { number: 4, object: 'table n', needs: [] },
    ].map((one) => ({ ...one, sql: '', why: '', rewrites: false, transaction: 'any' as const }));
    expect([...withheld(steps)].sort()).toEqual([1, 2, 3]);
  });

  it('tells where the order of columns cannot be had', () => {
    const { steps, notes } = plan(schemaOf(table('t', 'a', 'b')), schemaOf(table('t', 'new', 'a', 'b')));
    expect(steps.map(({ sql }) => sql)).toEqual(['ALTER TABLE "t" ADD COLUMN "new" integer;']);
    expect(notes).toEqual(['t: the columns stand in another order, a, b, new; only a new table has new, a, b']);
  });

  it('renames only what there is', () => {
    const from = schemaOf(table('t', 'a'));
    expect(() => renamed(from, ['x=y'])).toThrow('there is no such table');
    expect(() => renamed(from, ['t.x=y'])).toThrow('the table has no such column');
    expect(renamed(from, ['T.a=B']).steps).toEqual(['ALTER TABLE "t" RENAME COLUMN "a" TO "b";']);
  });
});
