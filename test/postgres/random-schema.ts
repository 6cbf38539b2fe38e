/** Random schemas as SQL statements. What PostgreSQL refuses of them is left out by who runs them. */
import fc from 'fast-check';
import { quoteIdentifier, quoteLiteral } from '../../server/src/text/names';
import { extraStatements, extras } from './random-extras';

const names = [
  'a',
  'b',
  'status',
  'Name',
  'with space',
  'select',
  'user',
  'x"y',
  "it's",
  'a.b',
  'ünïcödé',
  'end',
  'value_of_a_column_whose_name_is_as_long_as_a_name_can_possibly_be',
];
const q = (name: string): string => quoteIdentifier(name, 'always');

/** Types with defaults they take. */
const types: readonly (readonly [type: string, defaults: readonly string[]])[] = [
  ['integer', ['0', '-1', '(1 + 2) * 3', "nextval('shared_seq')", 'NULL']],
  ['bigint', ['3000000000', 'length($$x$$)']],
  ['smallint', ['5']],
  ['numeric(10,2)', ['1.50', '0']],
  ['numeric', ["'NaN'"]],
  ['text', ["''", "'it''s'", "E'back\\\\slash'", "lower('A') || 'b'", 'CURRENT_USER']],
  ['varchar(40)', ["'x'"]],
  ['z_late_row', ["ROW(1, 'x')"]],
  ['daterange', ["'[2024-01-01,2024-02-01)'"]],
  ['varchar', ["'x'::varchar"]],
  ['char(3)', ["'x'"]],
  ['boolean', ['true', 'NOT false']],
  ['timestamptz', ['now()', 'CURRENT_TIMESTAMP', "now() + '1 day'"]],
  ['timestamp(3)', ["'2024-01-01'"]],
  ['interval day to second(3)', ["'1 day'"]],
  ['date', ['CURRENT_DATE']],
  ['jsonb', ["'{}'", `'{"a": [1]}'`]],
  ['uuid', []],
  ['bytea', ["'\\xff'"]],
  ['integer[]', ["'{}'", 'ARRAY[1, 2]']],
  ['mood', ["'ok'"]],
  ['mood[]', ["ARRAY['ok']::mood[]"]],
  ['"Odd Schema".positive', ['3']],
  ['pair', ["ROW(1, 'x')"]],
  ['int4range', ["'[1,2)'"]],
  ['inet', []],
  ['bit(4)', ["B'1010'"]],
];
const prelude = [
  'CREATE SCHEMA "Odd Schema"',
  "CREATE TYPE mood AS ENUM ('sad', 'ok')",
  'CREATE TYPE pair AS (x integer, y text)',
  'CREATE DOMAIN "Odd Schema".positive AS integer CHECK (VALUE > 0)',
  'CREATE SEQUENCE shared_seq',
  'CREATE TABLE z_late_row (x integer, y text)',
  'CREATE EXTENSION btree_gist',
  'CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$',
  'CREATE FUNCTION "Odd Schema".odd(n anyelement) RETURNS boolean LANGUAGE sql IMMUTABLE AS \'SELECT true\'',
];

const pick = <const T>(list: readonly T[]) => fc.constantFrom(...list);
const rarely = fc.integer({ min: 0, max: 7 }).map((n) => n === 0);
const often = fc.integer({ min: 0, max: 2 }).map((n) => n > 0);

const column = fc.record({
  name: pick(names),
  type: pick(types),
  form: pick(['plain', 'plain', 'plain', 'default', 'default', 'serial', 'identity', 'generated'] as const),
  which: fc.nat({ max: 4 }),
  notNull: often,
  collate: rarely,
  unique: rarely,
  check: rarely,
  comment: rarely,
  setting: fc.option(pick(['STATISTICS 77', 'STORAGE MAIN', 'STORAGE EXTERNAL', '(n_distinct = 5)']), { freq: 6 }),
});
type RandomColumn = typeof column extends fc.Arbitrary<infer T> ? T : never;

const table = fc.record({
  schema: pick(['', '', '', '"Odd Schema".']),
  suffix: pick(['', '', ' Odd', 'Ü', '.x', '_and_a_name_that_is_so_long_that_names_chosen_are_cut']),
  kind: pick(['plain', 'plain', 'plain', 'unlogged', 'child', 'list', 'range', 'hash'] as const),
  columns: fc.array(column, { minLength: 1, maxLength: 8 }),
  key: fc.option(
    fc.record({ size: fc.integer({ min: 1, max: 3 }), named: rarely, deferrable: rarely, include: rarely }),
  ),
  dropped: rarely,
  renamed: rarely,
  references: fc.array(
    fc.record({
      to: fc.nat(),
      column: fc.nat(),
      action: pick(['', ' ON DELETE CASCADE', ' ON UPDATE SET NULL', ' DEFERRABLE INITIALLY DEFERRED', ' NOT VALID']),
    }),
    { maxLength: 2 },
  ),
  indexes: fc.array(
    fc.record({
      unique: rarely,
      keys: fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
      form: pick(['', '', ' DESC', ' DESC NULLS LAST', ' NULLS FIRST', ' COLLATE "C"', 'expression', 'hash', 'brin']),
      where: rarely,
      include: rarely,
      named: often,
      setting: pick(['', '', ' WITH (fillfactor = 70)']),
      comment: rarely,
    }),
    { maxLength: 4 },
  ),
  extra: fc.array(pick(extras), { maxLength: 5 }),
});
type RandomTable = typeof table extends fc.Arbitrary<infer T> ? T : never;
export const randomSchema = fc.array(table, { minLength: 1, maxLength: 5 }).map(statementsOf);

function statementsOf(tables: readonly RandomTable[]): string[] {
  const statements = [...prelude];
  tables.forEach((one, at) => {
    statements.push(...tableStatements(one, at, tables));
  });
  return statements;
}
const tableName = (one: RandomTable, at: number): string => `${one.schema}${q(`t${at}${one.suffix}`)}`;
/** No name twice. */
function columnsOf(one: RandomTable): readonly RandomColumn[] {
  return one.columns.filter((each, at) => one.columns.findIndex((other) => other.name === each.name) === at);
}

function tableStatements(one: RandomTable, at: number, tables: readonly RandomTable[]): string[] {
  const name = tableName(one, at);
  const columns = columnsOf(one);
  const nth = (n: number): string => q(columns[n % columns.length]!.name);
  const first = nth(0);
  const partition = { list: `LIST (${first})`, range: `RANGE (${first})`, hash: `HASH (${first})` };
  const partitioned = one.kind === 'list' || one.kind === 'range' || one.kind === 'hash';
  const parent = one.kind === 'child' && at > 0 ? ` INHERITS (${tableName(tables[at - 1]!, at - 1)})` : '';
  const by = partitioned ? ` PARTITION BY ${partition[one.kind as keyof typeof partition]}` : '';
  const unlogged = one.kind === 'unlogged' ? 'UNLOGGED ' : '';
  const statements = [`CREATE ${unlogged}TABLE ${name} (${columns.map(columnText).join(', ')})${parent}${by}`];
  const run = (sql: string): unknown => statements.push(sql);
  if (one.key) {
    const key = columns.slice(0, one.key.size).map((each) => q(each.name));
    const include = one.key.include ? ` INCLUDE (${nth(one.key.size)})` : '';
    const named = one.key.named ? 'CONSTRAINT "Own Key" ' : '';
    run(
      `ALTER TABLE ${name} ADD ${named}PRIMARY KEY (${key.join(', ')})${include}${one.key.deferrable ? ' DEFERRABLE' : ''}`,
    );
  }
  if (partitioned) statements.push(...partitionStatements(one, name));
  for (const each of columns) statements.push(...columnSettings(each, name));
  for (const index of one.indexes) run(indexText(index, name, nth));
  for (const { to, column: from, action } of one.references) {
    const target = to % tables.length;
    const key = q(columnsOf(tables[target]!)[0]!.name);
    run(
      `ALTER TABLE ${name} ADD FOREIGN KEY (${nth(from)}) REFERENCES ${tableName(tables[target]!, target)} (${key})${action}`,
    );
  }
  for (const what of one.extra) statements.push(...extraStatements(what, { name, at, schema: one.schema, nth }));
  if (one.dropped && columns.length > 2) run(`ALTER TABLE ${name} DROP COLUMN ${nth(1)} CASCADE`);
  if (one.renamed) run(`ALTER TABLE ${name} RENAME COLUMN ${nth(columns.length - 1)} TO renamed_since`);
  return statements;
}
function columnText(one: RandomColumn): string {
  const [type, defaults] = one.type;
  const collate = one.collate && /text|char/.test(type) ? ' COLLATE "C"' : '';
  const rest = `${one.notNull ? ' NOT NULL' : ''}${one.unique ? ' UNIQUE' : ''}`;
  const check = one.check ? ` CHECK (${q(one.name)} IS NOT NULL)` : '';
  if (one.form === 'serial') return `${q(one.name)} ${one.which === 0 ? 'bigserial' : 'serial'}${rest}${check}`;
  if (one.form === 'identity') {
    const options = one.which === 0 ? ' (START WITH 10 INCREMENT BY -5 CYCLE)' : '';
    return `${q(one.name)} bigint GENERATED ${one.which > 2 ? 'ALWAYS' : 'BY DEFAULT'} AS IDENTITY${options}${check}`;
  }
  if (one.form === 'generated') return `${q(one.name)} text GENERATED ALWAYS AS (upper('a' || 'b')) STORED${rest}`;
  const value = one.form === 'default' ? defaults[one.which % Math.max(1, defaults.length)] : undefined;
  return `${q(one.name)} ${type}${collate}${value === undefined ? '' : ` DEFAULT ${value}`}${rest}${check}`;
}
function columnSettings(one: RandomColumn, name: string): string[] {
  const statements: string[] = [];
  if (one.setting) statements.push(`ALTER TABLE ${name} ALTER COLUMN ${q(one.name)} SET ${one.setting}`);
  if (one.comment) statements.push(`COMMENT ON COLUMN ${name}.${q(one.name)} IS ${quoteLiteral(`of '${one.name}'\\`)}`);
  return statements;
}
function partitionStatements(one: RandomTable, name: string): string[] {
  const bounds = {
    list: ["FOR VALUES IN ('1', NULL)", 'DEFAULT'],
    range: ["FOR VALUES FROM (MINVALUE) TO ('2')", 'DEFAULT'],
    hash: ['FOR VALUES WITH (MODULUS 2, REMAINDER 0)', 'FOR VALUES WITH (MODULUS 2, REMAINDER 1)'],
  }[one.kind as 'list' | 'range' | 'hash'];
  const part = (n: number): string => name.replace(/"$/, `_p${n}"`);
  const attached = [
    `CREATE TABLE ${part(1)} (LIKE ${name} INCLUDING ALL)`,
    `ALTER TABLE ${name} ATTACH PARTITION ${part(1)} ${bounds[1]}`,
  ];
  return [
    `CREATE TABLE ${part(0)} PARTITION OF ${name} ${bounds[0]}`,
    ...(one.extra.includes('sub partition')
      ? [
          `CREATE TABLE ${part(2)} PARTITION OF ${name} ${bounds[1]} PARTITION BY HASH (${q(one.columns.at(-1)!.name)})`,
          `CREATE TABLE ${part(3)} PARTITION OF ${part(2)} FOR VALUES WITH (MODULUS 1, REMAINDER 0)`,
        ]
      : []),
    ...(one.extra.includes('attach') ? attached : [`CREATE TABLE ${part(1)} PARTITION OF ${name} ${bounds[1]}`]),
    `COMMENT ON TABLE ${part(0)} IS 'a part'`,
  ];
}
function indexText(index: RandomTable['indexes'][number], name: string, nth: (n: number) => string): string {
  const expression = index.form === 'expression';
  const method = index.form === 'hash' || index.form === 'brin' ? ` USING ${index.form}` : '';
  const keys = index.keys.slice(0, method === ' USING hash' ? 1 : 3).map((key) => {
    if (expression) return `"Odd Schema".odd(${nth(key)})`;
    return `${nth(key)}${method === '' ? index.form : ''}`;
  });
  const own = index.named ? `${q(`Index of ${name.replaceAll('"', '')} ${index.keys.join(' ')} ${index.form}`)} ` : '';
  const include = index.include && method === '' ? ` INCLUDE (${nth(0)})` : '';
  const where = index.where ? ` WHERE ${nth(1)} IS NOT NULL` : '';
  const setting = method === ' USING brin' ? '' : index.setting;
  return `CREATE ${index.unique ? 'UNIQUE ' : ''}INDEX ${own}ON ${name}${method} (${keys.join(', ')})${include}${setting}${where}`;
}
