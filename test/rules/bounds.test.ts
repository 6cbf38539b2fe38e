/** Texts that grow faster than they look, and nest deeper than anyone writes: read in time, and said where PostgreSQL stops. */
import { beforeAll, describe, expect, it } from 'vitest';
import { loadParser } from '../../server/src/sql/parse';
import { checkText } from './support';

beforeAll(loadParser);
const many = (count: number, each: (at: number) => string, between = ', ') =>
  Array.from({ length: count }, (_, at) => each(at)).join(between);
/** What is found, and what is not known. */
const said = (text: string) => {
  const { findings, notKnown } = checkText(text, undefined);
  return [...findings.map(({ message }) => message), ...notKnown.map(({ reason }) => reason)];
};
const doubling = (levels: number) =>
  `WITH c0 AS (SELECT 1 AS a), ${many(levels, (at) => `c${at + 1} AS (SELECT a.*, b.* FROM c${at} a, c${at} b)`)} SELECT 1 FROM c${levels}`;

describe('columns that double', () => {
  it('in WITH: as many as PostgreSQL takes are no finding, more are one', () => {
    expect(said(`${doubling(10)};`).join()).not.toContain('target lists');
    for (const levels of [11, 26, 60])
      expect(said(`${doubling(levels)};`)).toContain(
        'PostgreSQL refuses this: target lists can have at most 1664 entries.',
      );
    expect(said(`CREATE VIEW v AS ${doubling(40)};`)).toContain(
      'PostgreSQL refuses this: target lists can have at most 1664 entries.',
    );
  });
  it('in subqueries', () => {
    const nested = (levels: number): string =>
      levels === 0 ? 'SELECT 1 AS a' : `SELECT a.*, a.* FROM (${nested(levels - 1)}) a`;
    expect(said(`${nested(24)};`)).toContain('PostgreSQL refuses this: target lists can have at most 1664 entries.');
  });
  it('from view to view', () => {
    const views = (levels: number) =>
      `CREATE VIEW v0 AS SELECT 1 AS a;\n${many(levels, (at) => `CREATE VIEW v${at + 1} AS SELECT x.*, y.* FROM v${at} x, v${at} y;`, '\n')}`;
    expect(said(views(10)).join()).not.toContain('target lists');
    expect(said(views(40)).join()).toContain('target lists can have at most 1664 entries');
  });
  it('has the bound of a table too', () => {
    const columns = (count: number) => many(count, (at) => `c${at} int`);
    expect(said(`CREATE TABLE t (${columns(1600)});`).join()).not.toContain('1600');
    expect(said(`CREATE TABLE t (${columns(1601)});`).join()).toContain('tables can have at most 1600 columns');
    expect(said(`CREATE TABLE t (${columns(1600)}); ALTER TABLE t ADD more int;`).join()).toContain(
      'tables can have at most 1600 columns',
    );
    expect(said(`CREATE VIEW v AS SELECT ${many(1601, (at) => `1 AS c${at}`)};`).join()).toContain(
      'tables can have at most 1600 columns',
    );
  });
  it('and types that are those of two others', () => {
    const unions = `CREATE TABLE t (a int);\nCREATE VIEW v AS WITH c0 AS (SELECT a FROM t), ${many(60, (at) => `c${at + 1} AS (SELECT a FROM c${at} UNION SELECT coalesce(a, a) FROM c${at})`)} SELECT a FROM c60;`;
    expect(said(unions).join()).not.toContain('failed');
  });
});

describe('nesting and length', () => {
  const deep = 10_000;
  it.each([
    ['parentheses', `SELECT ${'('.repeat(deep)}1${')'.repeat(deep)};`],
    ['subqueries', `SELECT * FROM ${'(SELECT * FROM '.repeat(deep)}t${') x'.repeat(deep)};`],
    ['functions', `SELECT ${'abs('.repeat(deep)}1${')'.repeat(deep)};`],
    ['a view of functions', `CREATE VIEW v AS SELECT ${'coalesce('.repeat(deep)}1${')'.repeat(deep)} AS a;`],
    ['a default', `CREATE TABLE t (a int DEFAULT ${'('.repeat(deep)}1${')'.repeat(deep)});`],
    ['a check', `CREATE TABLE t (a int CHECK (${'NOT ('.repeat(deep)}a > 1${')'.repeat(deep)}));`],
    ['operators', `SELECT ${many(deep, () => '1', ' + ')};`],
    ['UNION', `CREATE VIEW v AS ${many(deep, (at) => `SELECT ${at} AS a`, ' UNION ')};`],
    ['IN', `SELECT * FROM t WHERE a IN (${many(5 * deep, String)});`],
    ['OR', `SELECT * FROM t WHERE ${many(deep, (at) => `t.a = ${at}`, ' OR ')};`],
    ['VALUES', `INSERT INTO t (a) VALUES ${many(deep, (at) => `(${at})`)};`],
    [
      'WITH',
      `WITH ${many(2000, (at) => `c${at} AS (SELECT ${at === 0 ? '1 AS a' : `a FROM c${at - 1}`})`)} SELECT a FROM c1999;`,
    ],
    ['CASE', `SELECT ${'CASE WHEN true THEN '.repeat(deep)}1${' END'.repeat(deep)};`],
    ['JOIN', `CREATE VIEW v AS SELECT 1 AS a FROM ${many(deep, (at) => `t t${at}`, ' CROSS JOIN ')};`],
    ['comments', `${'/*'.repeat(deep)} ${'*/'.repeat(deep)} SELECT 1;`],
    ['DO', `DO $$ BEGIN ${'IF true THEN '.repeat(2000)}NULL; ${'END IF; '.repeat(2000)}END $$;`],
    ['arrays', `SELECT ${'ARRAY['.repeat(deep)}1${']'.repeat(deep)};`],
  ])('%s: read, or said not to be, and the statement after it as ever', (_, text) => {
    const result = checkText(`${text}\nCREATE TABLE after_all (id int, id int);`, undefined);
    expect(result.findings.map(({ message }) => message).join()).toContain('after_all has a column id already.');
    expect(result.notKnown.filter(({ reason }) => reason.includes('failed'))).toEqual([]);
  });
});
