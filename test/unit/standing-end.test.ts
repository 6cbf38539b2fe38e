/** Whether files have run in dev, where what they make, drop and make anew hides it, and dev is what they end in. */
import { beforeAll, describe, expect, it } from 'vitest';
import { loadParser } from '../../server/src/sql/parse';
import { folded } from '../support/standings';

beforeAll(() => loadParser());

/** A statement a file, in their order. */
const filesOf = (statements: readonly string[]) =>
  Object.fromEntries(statements.map((sql, at) => [`${String(at + 1).padStart(3, '0')}_f.sql`, sql]));

/** What the last files make, drop and make anew. */
const histories: readonly (readonly [string, readonly string[]])[] = [
  [
    'a view, and a type below it',
    [
      'create table t (a int);',
      'create view v as select a from t;',
      'drop view v;',
      'alter table t alter a type text;',
      "create view v as select a || 'x' as a from t;",
    ],
  ],
  ['a table', ['create table t (a int, b int);', 'drop table t;', 'create table t (c int);']],
  [
    'an index over fewer columns',
    [
      'create table t (a int, b int);',
      'create index i on t (a, b);',
      'alter table t drop column b;',
      'create index i on t (a);',
    ],
  ],
  [
    'columns that had constraints',
    [
      'create table t (a int primary key, b int unique, c int check (c > 0));',
      'alter table t drop column b, drop column c;',
      'alter table t add column b text, add column c text;',
    ],
  ],
  [
    'a table that another refers to',
    [
      'create table o (id int primary key);',
      'create table t (a int references o);',
      'drop table o cascade;',
      'create table o (id bigint primary key);',
    ],
  ],
  [
    'an index, renamed in between',
    [
      'create table t (a int);',
      'create index i on t (a);',
      'drop index i;',
      'create unique index i on t (a);',
      'alter index i rename to j;',
      'create index i on t (a);',
    ],
  ],
  [
    'nothing: a block adds a column where its table is',
    [
      'create table t (x int);',
      'create table u (x int);',
      "do $$ begin if exists (select 1 from pg_class where relname = 't') then alter table t add column y int; end if; end $$;",
    ],
  ],
  [
    'a foreign key',
    [
      'create table o (id int primary key); create table t (a int references o);',
      'alter table t drop constraint t_a_fkey;',
      'alter table t add constraint t_a_fkey foreign key (a) references o on delete cascade;',
    ],
  ],
  [
    'a check',
    [
      'create table t (a int, constraint c check (a > 0));',
      'alter table t drop constraint c;',
      'alter table t add constraint c check (a > 1);',
    ],
  ],
  [
    'an index, unique',
    ['create table t (a int);', 'create index i on t (a);', 'drop index i;', 'create unique index i on t (a);'],
  ],
  [
    'a schema that a table went through',
    ['create schema s;', 'create table s.t (a int);', 'alter table s.t set schema public;', 'drop schema s;'],
  ],
  [
    'a column of another type',
    [
      'create table t (a int);',
      'alter table t add column b int;',
      'alter table t drop column b;',
      'alter table t add column b text;',
    ],
  ],
  [
    'an index with a predicate',
    ['create table t (a int);', 'create index i on t (a);', 'drop index i;', 'create index i on t (a) where a > 1;'],
  ],
  [
    'an enum',
    [
      "create type e as enum ('a');",
      'create table t (a e);',
      'alter table t alter a type text;',
      'drop type e;',
      "create type e as enum ('b');",
    ],
  ],
  [
    'a function and a view on it',
    [
      'create function f() returns int language sql as $$ select 1 $$;',
      'create view v as select f() as a;',
      'drop view v;',
      'drop function f();',
      "create function f() returns text language sql as $$ select 'x' $$;",
      'create view v as select f() as a;',
    ],
  ],
  [
    'an index that became a constraint',
    [
      'create table t (a int, b int);',
      'create unique index i on t (a);',
      'alter table t add constraint k unique using index i;',
      'alter table t drop constraint k;',
      'create index i on t (b);',
    ],
  ],
];

describe('dev is what all files end in, of which the last make anew', () => {
  it.each(histories)('%s', async (_, statements) => {
    const { standings, messages } = await folded(filesOf(statements), statements.join('\n'));
    expect(messages).toEqual([]);
    expect(standings.filter((each) => !each.startsWith('applied'))).toEqual([]);
  });
  it.each(histories)('and what is newer than dev is pending: %s', async (_, statements) => {
    const newer = [...statements, 'create table brand_new (a int);', 'alter table nope add column x int;'];
    const { standings, messages } = await folded(filesOf(newer), statements.join('\n'));
    expect(messages).toEqual(['There is no table or view nope in dev or in an earlier migration.']);
    expect(standings.map((each) => each.split(':')[0])).toEqual([
      ...statements.map(() => 'applied'),
      'pending',
      'pending',
    ]);
  });
});

describe('a draft is pending', () => {
  const made = ['create table t (a int, b int);', 'create view v as select a from t;', 'create index i on t (a);'];
  it.each<readonly [string, string, readonly string[]]>([
    ['that makes again what a file makes', 'create view v as select a from t;', ['View v exists already.']],
    ['that makes again an index', 'create index i on t (a);', ['Index i exists already.']],
    ['that makes the same anew', 'drop view v; create view v as select a from t;', []],
    ['that makes another anew', 'drop view v; create view v as select b from t;', []],
    [
      'that drops what nobody has',
      'drop table gone;',
      ['There is no table or view gone in dev or in an earlier migration.'],
    ],
    ['that does nothing where it is there', 'create index if not exists i on t (a);', []],
    ['that writes rows only', 'insert into t values (1, 2);', []],
  ])('%s', async (_, draft, expected) => {
    const files = [...made, draft];
    const { standings, messages } = await folded(filesOf(files), made.join('\n'));
    expect(messages).toEqual(expected);
    expect(standings.map((each) => each.split(':')[0])).toEqual(['applied', 'applied', 'applied', 'pending']);
    // A dev that has more of its own, and one whose table someone changed by hand.
    const own = await folded(filesOf(files), `create table own (x int); ${made.join('\n')}`);
    expect(own.standings.at(-1)).toMatch(/^pending/);
    const drifted = await folded(filesOf(files), `${made.join('\n')} alter table t add column c int;`);
    expect(drifted.standings.at(-1)).toMatch(/^pending/);
    expect(drifted.messages).toContain('t has 3 columns in dev, 2 here. Missing: c.');
  });
});

describe('dev is what fewer files end in than what stands there shows', () => {
  it.each<readonly [string, readonly string[], readonly string[]]>([
    [
      'a table made anew twice',
      ['create table t (id int);', 'create table u (a text);'],
      ['drop table u;', 'create table u (a int);', 'drop table u;', 'create table u (b int);'],
    ],
    [
      'a constraint made anew as another kind',
      ['create table t (id int);', 'alter table t add constraint c check (id > 1);'],
      ['alter table t drop constraint c;', 'alter table t add constraint c unique (id);'],
    ],
    [
      'a column made anew, and then dropped',
      ['create table t (id int);', 'alter table t add column b text;'],
      [
        'alter table t drop column b;',
        'alter table t add column b int not null default 1;',
        'alter table t drop column b;',
      ],
    ],
    [
      'a type of another kind',
      ['create table t (id int);', 'create type e as (x int);'],
      ['drop type e;', "create type e as enum ('a', 'b');", 'create table w (a int);'],
    ],
  ])('%s', async (_, run, later) => {
    const { standings, messages } = await folded(filesOf([...run, ...later]), run.join('\n'));
    expect(messages).toEqual([]);
    expect(standings.map((each) => each.split(':')[0])).toEqual([
      ...run.map(() => 'applied'),
      ...later.map(() => 'pending'),
    ]);
  });
  it('but not where a later one makes what dev has, changed by hand', async () => {
    const files = filesOf(['create table t (id int);', 'create table u (a int);', 'create index i on u (a);']);
    const changed = await folded(
      files,
      'create table t (id int); create table u (a int, b int); create index i on u (b);',
    );
    expect(changed.standings.map((each) => each.split(':')[0])).toEqual(['applied', 'applied', 'applied']);
    expect(changed.messages).toEqual([
      'u has 2 columns in dev, 1 here. Missing: b.',
      'Index i is on (b) in dev, on (a) here.',
    ]);
  });
});
