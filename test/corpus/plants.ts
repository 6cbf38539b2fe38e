/** Differences to plant in a database, one at a time, and the rules that may find each. */

import type { Column, Schema, Table } from '../../server/src/model/schema';
import { formatType } from '../../server/src/model/types';
import { quoteIdentifier, quoteLiteral, quoteQualified } from '../../server/src/text/names';
import type { Random } from './random';

export interface Plant {
  readonly what: string;
  readonly sql: string;
  readonly codes: readonly string[];
  /** Names of which one stands in the statement that is found. */
  readonly names: readonly string[];
}
const q = (name: string): string => quoteIdentifier(name, 'always');

function* inColumn(table: Table, column: Column): Generator<Plant> {
  const on = `ALTER TABLE ${quoteQualified(table, 'always')}`;
  const names = [column.name, table.name];
  const what = (verb: string): string => `${table.name}.${column.name} ${verb}`;
  yield { what: what('dropped'), sql: `${on} DROP COLUMN ${q(column.name)}`, codes: ['extra-column'], names };
  yield {
    what: what('renamed'),
    sql: `${on} RENAME COLUMN ${q(column.name)} TO planted`,
    codes: ['extra-column', 'missing-columns'],
    names,
  };
  yield {
    what: what(column.notNull ? 'nullable' : 'NOT NULL'),
    sql: `${on} ALTER COLUMN ${q(column.name)} ${column.notNull ? 'DROP' : 'SET'} NOT NULL`,
    codes: ['column-nullability'],
    names,
  };
  if (!column.generated && !column.identity) {
    const other = column.default === undefined ? 'SET DEFAULT NULL::text::' : undefined;
    // A default of NULL is none.
    if (column.default !== undefined && !/^NULL\b/i.test(column.default))
      yield {
        what: what('without default'),
        sql: `${on} ALTER COLUMN ${q(column.name)} DROP DEFAULT`,
        codes: ['column-default'],
        names,
      };
    else if (other && column.type.builtin && /^(text|character varying)$/.test(column.type.name) && !column.type.array)
      yield {
        what: what('with a default'),
        sql: `${on} ALTER COLUMN ${q(column.name)} SET DEFAULT 'planted'`,
        codes: ['column-default'],
        names,
      };
    const type = otherType(column);
    if (type !== undefined)
      yield {
        what: what(`of type ${type}`),
        sql: `${on} ALTER COLUMN ${q(column.name)} DROP DEFAULT, ALTER COLUMN ${q(column.name)} TYPE ${type} USING NULL`,
        codes: ['column-type'],
        names,
      };
  }
  yield {
    what: what('commented'),
    sql: `COMMENT ON COLUMN ${quoteQualified(table, 'always')}.${q(column.name)} IS 'planted'`,
    codes: ['comment'],
    names,
  };
}
/** A type near to the column's own: the hardest to tell. */
function otherType({ type }: Column): string | undefined {
  if (type.array || !type.builtin) return type.array ? undefined : 'text';
  const near: Readonly<Record<string, string>> = {
    integer: 'bigint',
    bigint: 'integer',
    text: 'character varying(77)',
    'character varying': type.modifiers === undefined ? 'character varying(77)' : 'character varying',
    'timestamp with time zone': 'timestamp without time zone',
    'timestamp without time zone': 'timestamp with time zone',
    jsonb: 'json',
    json: 'jsonb',
    boolean: 'text',
    uuid: 'text',
    numeric: type.modifiers === undefined ? 'numeric(7,3)' : 'numeric',
  };
  const to = near[type.name];
  return to === formatType(type) ? undefined : to;
}

function* inTable(schema: Schema, table: Table): Generator<Plant> {
  const name = quoteQualified(table, 'always');
  const names = [table.name];
  yield {
    what: `${table.name} dropped`,
    sql: `DROP TABLE ${name} CASCADE`,
    codes: ['unknown-table', 'table-missing', 'applied-migration-drift'],
    names,
  };
  yield {
    what: `${table.name} renamed`,
    sql: `ALTER TABLE ${name} RENAME TO planted`,
    codes: ['unknown-table', 'table-missing', 'applied-migration-drift'],
    names,
  };
  yield {
    what: `${table.name} with a column more`,
    sql: `ALTER TABLE ${name} ADD COLUMN planted text`,
    codes: ['missing-columns'],
    names,
  };
  yield { what: `${table.name} commented`, sql: `COMMENT ON TABLE ${name} IS 'planted'`, codes: ['comment'], names };
  yield {
    what: `${table.name} with a check more`,
    sql: `ALTER TABLE ${name} ADD CONSTRAINT planted CHECK (1 < 2)`,
    codes: ['missing-check'],
    names,
  };
  const [first] = table.columns;
  if (first) {
    yield {
      what: `${table.name} with an index more`,
      sql: `CREATE INDEX planted ON ${name} (${q(first.name)})`,
      codes: ['missing-index'],
      names,
    };
    yield {
      what: `${table.name} with a unique key more`,
      sql: `ALTER TABLE ${name} ADD CONSTRAINT planted UNIQUE (${table.columns
        .map((c) => q(c.name))
        .slice(0, 3)
        .join(', ')})`,
      codes: ['missing-unique'],
      names,
    };
  }
  for (const column of table.columns) yield* inColumn(table, column);
  for (const constraint of table.constraints) {
    if (constraint.local === false) continue;
    const about = [constraint.name, ...('columns' in constraint ? constraint.columns : []), table.name];
    const kind = constraint.kind === 'exclude' ? 'exclusion' : constraint.kind.replace(' ', '-');
    yield {
      what: `${constraint.name} dropped`,
      sql: `ALTER TABLE ${name} DROP CONSTRAINT ${q(constraint.name)} CASCADE`,
      codes: [`extra-${kind}`],
      names: about,
    };
    yield {
      what: `${constraint.name} renamed`,
      sql: `ALTER TABLE ${name} RENAME CONSTRAINT ${q(constraint.name)} TO planted`,
      codes: [`different-${kind}`, 'constraint-name'],
      names: about,
    };
  }
  for (const index of schema.indexes.values()) {
    if (index.table.name !== table.name || index.table.schema !== table.schema || index.parent) continue;
    const about = [index.name, table.name];
    const own = quoteQualified(index, 'always');
    yield { what: `${index.name} dropped`, sql: `DROP INDEX ${own}`, codes: ['extra-index'], names: about };
    yield {
      what: `${index.name} renamed`,
      sql: `ALTER INDEX ${own} RENAME TO planted`,
      codes: ['different-index', 'index-name'],
      names: about,
    };
  }
}

/** `count` plants of all there could be, in a seeded order. */
export function plantsFor(schema: Schema, random: Random, count: number): Plant[] {
  const all: Plant[] = [];
  for (const table of schema.tables.values())
    if (!table.extension && !table.partitionOf) all.push(...inTable(schema, table));
  for (const type of schema.types.values())
    if (type.kind === 'enum' && !type.extension)
      all.push(
        {
          what: `${type.name} with a value more`,
          sql: `ALTER TYPE ${quoteQualified(type, 'always')} ADD VALUE 'planted'`,
          codes: ['enum-values'],
          names: [type.name],
        },
        ...type.values.map((value) => ({
          what: `${type.name}.${value} renamed`,
          sql: `ALTER TYPE ${quoteQualified(type, 'always')} RENAME VALUE ${quoteLiteral(value)} TO 'planted'`,
          codes: ['enum-values'],
          names: [type.name, value],
        })),
      );
  return random.shuffled(all).slice(0, count);
}
