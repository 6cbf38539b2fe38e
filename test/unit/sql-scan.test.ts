import { describe, expect, it } from 'vitest';
import { tableElements } from '../../server/src/sql/read/scan';

const text = `CREATE TABLE IF NOT EXISTS app."Users" (
    "id" uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    email character varying(80)[] NOT NULL CHECK (email <> '{}'),
    total numeric(10, 2) DEFAULT 0 CONSTRAINT positive CHECK (total > 0),
    at timestamp(3) with time zone DEFAULT now(),
    FOREIGN KEY (email) REFERENCES mails (address) ON DELETE CASCADE,
    LIKE base INCLUDING ALL
)`;

/** Name and type of every column as written. */
function columns(sql: string): (readonly [string | undefined, string | undefined])[] {
  return (tableElements(sql)?.elements ?? [])
    .filter(({ kind }) => kind === 'column')
    .map(({ name, type }) => [name?.value, type && sql.slice(type.start, type.end)]);
}

describe('the elements of CREATE TABLE', () => {
  it('names, types and clauses without a parser', () => {
    expect(columns(text)).toEqual([
      ['id', 'uuid'],
      ['email', 'character varying(80)[]'],
      ['total', 'numeric(10, 2)'],
      ['at', 'timestamp(3) with time zone'],
    ]);
    const table = tableElements(text);
    expect(table).toMatchObject({ name: { value: { schema: 'app', name: 'Users' } }, ifNotExists: true });
    expect(table?.elements.map(({ clauses }) => clauses.map(({ kind }) => kind))).toEqual([
      ['primary key', 'default'],
      ['not null', 'check'],
      ['default', 'check'],
      ['default'],
      ['foreign key'],
      [],
    ]);
  });

  it('typed key by key, what is complete is read', () => {
    for (let length = text.indexOf('email'); length <= text.length; length++) {
      expect(columns(text.slice(0, length))[0]).toEqual(['id', 'uuid']);
      if (length > text.indexOf('total')) expect(columns(text.slice(0, length))[1]?.[0]).toBe('email');
    }
  });

  it.each<[string, (readonly [string | undefined, string | undefined])[]]>([
    ['CREATE TABLE t (a', [['a', undefined]]],
    [
      'CREATE TABLE t (a NOT NULL, b int',
      [
        ['a', undefined],
        ['b', 'int'],
      ],
    ],
    [
      'CREATE TABLE t (a int,, b text)',
      [
        ['a', 'int'],
        ['b', 'text'],
      ],
    ],
    [
      'CREATE TABLE t (a int DEFAULT, b text DEFAULT NOT NULL)',
      [
        ['a', 'int'],
        ['b', 'text'],
      ],
    ],
    ['CREATE TABLE t (a int CHECK (a > 1, b text', [['a', 'int']]],
    [
      'CREATE TABLE t (exclude boolean, like_it int)',
      [
        ['exclude', 'boolean'],
        ['like_it', 'int'],
      ],
    ],
    [
      'CREATE TABLE t (a double precision, b national character varying(3), c interval day to second(2))',
      [
        ['a', 'double precision'],
        ['b', 'national character varying(3)'],
        ['c', 'interval day to second(2)'],
      ],
    ],
    [
      'CREATE TABLE t (a other.col%TYPE, b SETOF int, c int ARRAY[3])',
      [
        ['a', 'other.col%TYPE'],
        ['b', 'SETOF int'],
        ['c', 'int ARRAY[3]'],
      ],
    ],
    ['CREATE TABLE t OF typ (a WITH OPTIONS NOT NULL)', [['a', undefined]]],
    ['CREATE TABLE t', []],
  ])('%s', (sql, expected) => {
    expect(columns(sql)).toEqual(expected);
  });

  it('the guide’s placeholder', () => {
    const sql = 'CREATE TABLE IF NOT EXISTS "bazaar-vid_autofix_metrics" (...)';
    const table = tableElements(sql);
    expect(table?.placeholder && sql.slice(table.placeholder.start, table.placeholder.end)).toBe('...');
    expect(tableElements('CREATE TABLE t (…)')?.placeholder).toBeDefined();
    expect(tableElements('CREATE TABLE t (a int, ...)')?.placeholder).toBeUndefined();
  });
  it('another statement has none', () => {
    expect(tableElements('ALTER TABLE t ADD a int')).toBeUndefined();
    expect(tableElements('')).toBeUndefined();
  });
});
