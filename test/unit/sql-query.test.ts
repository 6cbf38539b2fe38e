import { beforeAll, describe, expect, it } from 'vitest';
import { loadParser } from '../../server/src/sql/parse';
import { facts, opsOf } from './sql-facts';

beforeAll(loadParser);

/** `t: a, b` for every relation of a statement, in the order of the text. */
function uses(sql: string): string[] {
  return opsOf(sql).flatMap((op) =>
    op.op === 'use'
      ? op.relations.map(
          ({ name, how, columns }) =>
            `${how} ${name.value.schema === undefined ? '' : `${name.value.schema}.`}${name.value.name}: ${columns.map(({ value }) => value).join(', ')}`,
        )
      : [],
  );
}

describe('columns belong to a relation only when that is sure', () => {
  it.each<[string, string[]]>([
    ['SELECT a, b FROM t WHERE c = 1 ORDER BY d', ['read t: a, b, c, d']],
    ['SELECT x.a, y.b, c FROM t x JOIN s.u y ON x.id = y.id', ['read t: id, a', 'read s.u: id, b']],
    ['SELECT t.a FROM t AS x', ['read t: ']],
    ['SELECT s.t.a FROM s.t', ['read s.t: a']],
    ['SELECT * FROM t JOIN u USING (id)', ['read t: id', 'read u: id']],
    ['SELECT a AS z FROM t ORDER BY z', ['read t: a']],
    ['SELECT t, ctid, (t).a FROM t', ['read t: ']],
    ['SELECT x.p FROM t AS x (p, q)', ['read t: ']],
    ['SELECT a FROM t, LATERAL (SELECT t.b, c FROM u) v', ['read t: b', 'read u: ']],
    ['SELECT a FROM t WHERE EXISTS (SELECT 1 FROM u WHERE u.x = t.y AND z = 1)', ['read t: a, y', 'read u: x']],
    ['WITH c AS (SELECT a FROM t) SELECT c.a, c.b FROM c JOIN u ON u.id = c.a', ['read t: a', 'read u: id']],
    ['WITH RECURSIVE c AS (SELECT a FROM t UNION SELECT c.a FROM c) SELECT * FROM c', ['read t: a']],
    ['WITH t AS (SELECT 1 AS a) SELECT b FROM s.t', ['read s.t: b']],
    ['SELECT g FROM generate_series(1, 2) g, t', ['read t: ']],
    ['INSERT INTO t (a, b) SELECT c, d FROM u', ['insert t: a, b', 'read u: c, d']],
    [
      'INSERT INTO t AS x (a) VALUES (1) ON CONFLICT (k) DO UPDATE SET b = excluded.c WHERE x.d > 1',
      ['insert t: a, b, c, d'],
    ],
    ['INSERT INTO t DEFAULT VALUES RETURNING id, new.e', ['insert t: id, e']],
    ['UPDATE t SET a = u.b, (c, d) = (1, 2) FROM u WHERE t.id = u.id', ['update t: a, c, d, id', 'read u: b, id']],
    ['UPDATE t SET a = b WHERE c', ['update t: a, b, c']],
    ['DELETE FROM t USING u WHERE t.a = u.b', ['delete t: a', 'read u: b']],
    [
      'MERGE INTO t USING u ON t.id = u.id WHEN NOT MATCHED THEN INSERT (a) VALUES (u.b)',
      ['merge t: id, a', 'read u: id, b'],
    ],
    ['COPY t (a, "B") FROM stdin', ['copy t: a, B']],
    ['COPY (SELECT a FROM t) TO STDOUT', ['read t: a']],
    ['TRUNCATE a, s.b CASCADE', ['truncate a: ', 'truncate s.b: ']],
    ['LOCK TABLE a IN SHARE MODE', ['lock a: ']],
    ['REINDEX INDEX i', []],
    ['REINDEX TABLE t', ['other t: ']],
  ])('%s', (sql, expected) => {
    expect(uses(sql)).toEqual(expected);
  });

  it('where a block has variables, an unqualified name may be one', () => {
    const [op] = opsOf('DO $$ DECLARE n int; b int; BEGIN UPDATE t SET a = n WHERE b = d AND t.c = 1; END $$');
    expect(facts(op)).toMatchObject({ body: [{ op: { relations: [{ columns: ['a', 'd', 'c'] }] } }] });
  });
  it('ON CONFLICT’s columns are told apart', () => {
    expect(facts(opsOf('INSERT INTO t (a) VALUES (1) ON CONFLICT (k, (lower(l))) DO NOTHING'))).toMatchObject([
      { relations: [{ columns: ['a', 'l'], conflictColumns: ['k'] }] },
    ]);
  });
});

describe('the columns of a query', () => {
  const outputs = (query: string): unknown => {
    const [op] = opsOf(`CREATE VIEW v AS ${query}`);
    return op?.op === 'create view' ? op.query.outputs : undefined;
  };
  const of = (relation: string, column: string) => ({ relation: { name: relation }, column });
  it.each<[string, object[]]>([
    [
      'SELECT a, t.b, 1::int AS c FROM t',
      [
        { name: 'a', column: of('t', 'a') },
        { name: 'b', column: of('t', 'b') },
        { name: 'c', castTo: { name: 'integer', builtin: true } },
      ],
    ],
    [
      'SELECT *, u.* FROM t, u',
      [
        { star: { relations: [{ name: 't' }] } },
        { star: { relations: [{ name: 'u' }] } },
        { star: { relations: [{ name: 'u' }] } },
      ],
    ],
    ['SELECT * FROM t JOIN u USING (id)', [{ star: 'unknown' }]],
    [
      'SELECT q.a, q.n FROM (SELECT a, b::text AS n FROM t) q',
      [
        { name: 'a', column: of('t', 'a') },
        { name: 'n', castTo: { name: 'text', builtin: true } },
      ],
    ],
    ['WITH c (x) AS (SELECT a FROM t) SELECT * FROM c', [{ name: 'x', column: of('t', 'a') }]],
    [
      'SELECT a FROM t UNION SELECT b FROM u',
      [{ name: 'a', sameAs: [{ column: of('t', 'a') }, { column: of('u', 'b') }] }],
    ],
    ['VALUES (1, 2)', [{ name: 'column1' }, { name: 'column2' }]],
  ])('%s', (query, expected) => {
    expect(outputs(query)).toEqual(expected);
  });
  it.each([
    ['count(*)', 'count'],
    ['a.f(1)', 'f'],
    ["'x'::text", 'text'],
    ['1', '?column?'],
    ['CASE WHEN true THEN 1 ELSE b END', 'b'],
    ['CASE WHEN true THEN 1 END', 'case'],
    ['coalesce(a, b)', 'coalesce'],
    ['EXISTS (SELECT 1)', 'exists'],
    ['ARRAY(SELECT 1)', 'array'],
    ['ARRAY[1]', 'array'],
    ['(SELECT b AS c)', 'c'],
    ['current_date', 'current_date'],
    ['localtimestamp(3)', 'localtimestamp'],
    ['nullif(a, b)', 'nullif'],
    ['greatest(a, b)', 'greatest'],
    ['extract(year FROM a)', 'extract'],
    ['trim(a)', 'btrim'],
    ['(r).field', 'field'],
    ['a COLLATE "C"', 'a'],
    ['cast(a AS int)', 'a'],
    ['ROW(1, 2)', 'row'],
    ['xmlelement(name foo)', 'xmlelement'],
    [`json_value(j, '$.a')`, 'json_value'],
    ['a + b', '?column?'],
  ])('%s is named %s', (expression, name) => {
    expect(outputs(`SELECT ${expression} FROM t`)).toMatchObject([{ name }]);
  });
});
