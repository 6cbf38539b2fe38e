/** Queries whose rows are read by name, and that nothing reads them by position. */
import { describe, expect, it } from 'vitest';
import { mapQuery, numberOf, orNull, select, textOf } from '../../server/src/dev/select';
import { rowReads, rowReadsIn } from '../support/row-reads';
import { readModules } from '../support/source-graph';

describe('a query', () => {
  const tables = select(
    { oid: numberOf('c.oid'), name: textOf('c.relname::text'), comment: orNull(textOf('d.description')) },
    'FROM pg_class c ORDER BY "name"',
  );
  it('names in its text what its rows are read by', () => {
    expect(tables.text.split(/\s+/).join(' ').trim()).toBe(
      'SELECT c.oid AS "oid", c.relname::text AS "name", d.description AS "comment" FROM pg_class c ORDER BY "name"',
    );
    const [row] = tables.read([[16384, 'users', null]]);
    expect([row?.oid, row?.name, row?.comment]).toEqual([16384, 'users', null]);
  });
  it('has rows that are made into something else', () => {
    const names = mapQuery(tables, ({ name }) => name.toUpperCase());
    expect(names.text).toBe(tables.text);
    expect(
      names.read([
        [1, 'a', null],
        [2, 'b', 'c'],
      ]),
    ).toEqual(['A', 'B']);
  });
});

describe('rows', () => {
  it.each([
    'const name = relation.row[18];',
    'const hash = (await query(probe))[0]![0];',
    'const [[hash] = []] = await query(probe);',
    'const [oid, name] = row as [number, string];',
    'for (const [oid, name] of rows as readonly [number, string][]) read(oid, name);',
    'const names = rows.map(([name]) => String(name));',
    'type TypeRow = readonly [oid: number, name: string];',
  ])('are read by position in %s', (text) => {
    expect(rowReadsIn(text)).not.toEqual([]);
  });
  it.each([
    'const first = fields[0];',
    'for (const [at, row] of rows.entries()) use(at, row.name);',
    'const { oid } = row;',
  ])('are not in %s', (text) => {
    expect(rowReadsIn(text)).toEqual([]);
  });
  it('are read by name alone', { timeout: 240_000 }, () => {
    expect(rowReads(readModules(['server/src']))).toEqual([]);
  });
});
