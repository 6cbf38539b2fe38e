/**
 * Every attribute of columns, constraints and indexes, changed in dev alone: what is said of it says two different
 * things. The types name what a new attribute lacks here.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import type { DevSchema } from '../../server/src/model/dev';
import type {
  CheckConstraint,
  Column,
  Constraint,
  ExcludeConstraint,
  ForeignKeyConstraint,
  Index,
  IndexKey,
  KeyConstraint,
} from '../../server/src/model/schema';
import { loadParser } from '../../server/src/sql/parse';
import { keyOf } from '../../server/src/text/names';
import { devOf } from '../support/fake-dev';
import { checkText, everything } from './support';

beforeAll(loadParser);

const sql = `
  CREATE TABLE p (a integer, b integer, UNIQUE (a, b));
  CREATE TABLE t (a integer, b integer, x numeric(10,2) DEFAULT 1, s text, id bigint GENERATED ALWAYS AS IDENTITY,
    g integer GENERATED ALWAYS AS (a + 1) STORED,
    CONSTRAINT c CHECK (x > 0), CONSTRAINT u UNIQUE (a, b), CONSTRAINT pk PRIMARY KEY (id),
    CONSTRAINT f FOREIGN KEY (a, b) REFERENCES p (a, b) ON DELETE SET NULL,
    CONSTRAINT e EXCLUDE USING gist (s WITH =));
  CREATE INDEX i ON t (a, lower(s)) WHERE a > 0;`;

type Values<T> = { readonly [K in keyof Required<T>]?: readonly T[K][] };
/** All attributes; without values: what identifies it, where it is from, or what only its own kind of finding tells. */
type Every<T> = { readonly [K in keyof Required<T>]: readonly T[K][] };
const other = { schema: 'public', name: 'other' };
const base = { name: [], comment: [], local: [], inherited: [], origins: [] };
const deferrals = { deferrable: [true], initiallyDeferred: [true] };

const columns: Every<Column> = {
  ...base,
  type: [
    { name: 'text', builtin: true },
    { name: 'numeric', modifiers: '5', builtin: true },
    { name: 'numeric', builtin: true, array: true },
    { name: 'numeric', schema: 'public', modifiers: '10,2' },
    { name: 'interval', fields: 'day', builtin: true },
  ],
  notNull: [true],
  notNullConstraint: [{ name: 'n', noInherit: true }],
  default: ['2', undefined as never, "'1'::text"],
  identity: [
    { kind: 'by default', sequence: {} },
    { kind: 'always', sequence: { start: '5' } },
    { kind: 'always', sequence: { increment: '-1' } },
    { kind: 'always', sequence: { minValue: '0', start: '1' } },
    { kind: 'always', sequence: { maxValue: '9' } },
    { kind: 'always', sequence: { cache: '9' } },
    { kind: 'always', sequence: { cycle: true } },
    { kind: 'always', sequence: { type: 'smallint' } },
  ],
  generated: [
    { kind: 'virtual', expression: 'a + 1' },
    { kind: 'stored', expression: 'a + 2' },
  ],
  collation: [{ schema: 'pg_catalog', name: 'C' }, other],
  comment: ['said'],
  storage: ['external'],
  compression: ['lz4'],
  statistics: [5],
  options: [['n_distinct=5']],
  foreignOptions: [],
  privileges: [],
  defaultOfType: [],
};
const checks: Every<CheckConstraint> = {
  ...base,
  kind: [],
  expression: ['x > 1', '(x > 0) AND (x < 5)'],
  noInherit: [true],
  notValid: [true],
  notEnforced: [true],
};
const keys: Every<KeyConstraint> = {
  ...base,
  ...deferrals,
  kind: [],
  columns: [['b', 'a'], ['a']],
  include: [['s']],
  nullsNotDistinct: [true],
  withoutOverlaps: [true],
  storageParameters: [['fillfactor=70']],
  tablespace: ['fast'],
  clustered: [true],
  replicaIdentity: [true],
  indexComment: ['said'],
  indexStatistics: [[{ column: 1, target: 5 }]],
  parentIndex: [other],
  invalid: [true],
};
const foreignKeys: Every<ForeignKeyConstraint> = {
  ...base,
  ...deferrals,
  kind: [],
  columns: [['b', 'a']],
  references: [other, { schema: 'app', name: 'p' }],
  referencedColumns: [['b', 'a']],
  match: ['full', 'partial'],
  onUpdate: ['cascade', 'restrict'],
  onDelete: ['cascade', 'no action'],
  onDeleteColumns: [['b']],
  period: [true],
  notValid: [true],
  notEnforced: [true],
  silenced: [true],
};
const exclusions: Every<ExcludeConstraint> = {
  ...base,
  ...deferrals,
  kind: [],
  definition: ['EXCLUDE USING gist (s WITH <>)', 'EXCLUDE USING gist (s WITH =) WHERE (a > 0)'],
  tablespace: ['fast'],
  clustered: [true],
  indexComment: ['said'],
  parentIndex: [],
  invalid: [true],
};
const indexes: Every<Index> = {
  schema: [],
  name: [],
  table: [],
  origins: [],
  definition: [],
  parent: [],
  keys: [],
  unique: [true],
  method: ['gist'],
  include: [['s']],
  where: ['a > 1', undefined as never],
  nullsNotDistinct: [true],
  storageParameters: [['fillfactor=70']],
  tablespace: ['fast'],
  invalid: [true],
  only: [true],
  clustered: [true],
  replicaIdentity: [true],
  statistics: [[{ column: 2, target: 5 }]],
  comment: ['said'],
};
const indexKeys: Every<IndexKey> = {
  column: ['b'],
  expression: [],
  collation: [{ schema: 'pg_catalog', name: 'C' }],
  opclass: [{ schema: 'pg_catalog', name: 'int4_bloom_ops' }],
  opclassOptions: [['siglen=5']],
  descending: [true],
  nulls: ['first', 'last'],
};

/** Each attribute with each of its values. */
const changes = <T extends object>(values: Values<T>): readonly (readonly [string, Partial<T>])[] =>
  Object.entries(values as Record<string, readonly unknown[]>).flatMap(([attribute, list]) =>
    list.map((value) => [`${attribute} ${JSON.stringify(value)}`, { [attribute]: value } as Partial<T>] as const),
  );

/** The two halves that a message sets against each other: `… in dev, … here`. */
function halves(message: string): readonly [string, string] | undefined {
  const found =
    / (?:is|has|order) (?:named )?(?:default )?((?:(?! in dev, ).)*) in dev, (.*) here\./s.exec(message) ?? undefined;
  return found && [found[1]!, found[2]!];
}
/** What is said when dev's table `t` and its indexes are these. */
async function saidOf(change: (dev: DevSchema) => DevSchema['schema']): Promise<string[]> {
  const dev = await devOf(sql);
  const { findings } = checkText(sql, { ...dev, schema: change(dev) }, everything);
  return findings.map(({ message }) => message);
}
function expectTwoHalves(messages: readonly string[]): void {
  for (const message of messages) {
    const [dev, here] = halves(message) ?? [];
    if (dev !== undefined) expect(dev, message).not.toBe(here);
  }
}
const key = keyOf({ schema: 'public', name: 't' });
async function withConstraint(name: string, change: Partial<Constraint>): Promise<string[]> {
  return saidOf(({ schema }) => {
    const table = schema.tables.get(key)!;
    const constraints = table.constraints.map((each) =>
      each.name === name ? ({ ...each, ...change } as Constraint) : each,
    );
    return { ...schema, tables: schema.tables.with(key, { ...table, constraints }) };
  });
}

describe('a message never has two equal halves', () => {
  const ofColumn = (name: string, values: Values<Column>) =>
    changes<Column>(values).map(([title, change]) => [name, title, change] as const);
  const { identity, generated, ...plain } = columns;
  it.each([...ofColumn('x', plain), ...ofColumn('id', { identity }), ...ofColumn('g', { generated })])(
    'column %s: %s',
    async (name, _, change) => {
      const messages = await saidOf(({ schema }) => {
        const table = schema.tables.get(key)!;
        const changed = table.columns.map((each) => (each.name === name ? { ...each, ...change } : each));
        return { ...schema, tables: schema.tables.with(key, { ...table, columns: changed }) };
      });
      expectTwoHalves(messages);
    },
  );
  const ofConstraint = <T extends Constraint>(name: string, values: Every<T>) =>
    changes<T>(values).map(([title, change]) => [name, title, change as Partial<Constraint>] as const);
  it.each([
    ...ofConstraint('c', checks),
    ...ofConstraint('u', keys),
    ...ofConstraint('pk', keys),
    ...ofConstraint('f', foreignKeys),
    ...ofConstraint('e', exclusions),
  ])('constraint %s: %s', async (name, _, change) => {
    expectTwoHalves(await withConstraint(name, change));
  });
  it.each([
    ...changes<Index>(indexes),
    ...changes<IndexKey>(indexKeys).map(([title, change]) => [title, { keys: [change] }] as const),
  ])('index: %s', async (_, change) => {
    const messages = await saidOf(({ schema }) => {
      const index = schema.indexes.get(keyOf({ schema: 'public', name: 'i' }))!;
      const [first, ...rest] = index.keys;
      const keys = 'keys' in change ? [{ ...first, ...change.keys?.[0] }, ...rest] : index.keys;
      return { ...schema, indexes: schema.indexes.with(keyOf(index), { ...index, ...change, keys }) };
    });
    expectTwoHalves(messages);
  });

  it.each([
    ['c', { noInherit: true }, '(x > 0) NO INHERIT', '(x > 0)'],
    ['c', { notValid: true }, '(x > 0) NOT VALID', '(x > 0)'],
    ['c', { notEnforced: true }, '(x > 0) NOT ENFORCED', '(x > 0)'],
    ['u', { nullsNotDistinct: true }, 'NULLS NOT DISTINCT (a, b)', '(a, b)'],
    ['u', { withoutOverlaps: true }, '(a, b WITHOUT OVERLAPS)', '(a, b)'],
    ['u', { include: ['s'] }, '(a, b) INCLUDE (s)', '(a, b)'],
    ['e', { deferrable: true }, 'EXCLUDE USING gist (s WITH =) DEFERRABLE', 'EXCLUDE USING gist (s WITH =)'],
    [
      'f',
      { onDeleteColumns: ['b'] },
      '(a, b) REFERENCES p (a, b) ON DELETE SET NULL (b)',
      '(a, b) REFERENCES p (a, b) ON DELETE SET NULL',
    ],
    [
      'f',
      { period: true },
      '(a, PERIOD b) REFERENCES p (a, PERIOD b) ON DELETE SET NULL',
      '(a, b) REFERENCES p (a, b) ON DELETE SET NULL',
    ],
  ])('%s with %o', async (name, change, dev, here) => {
    const messages = await withConstraint(name, change as Partial<Constraint>);
    expect(messages.map(halves)).toContainEqual([dev, here]);
  });
});
