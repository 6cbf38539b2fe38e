/** The statements that bring a table as earlier migrations make it to dev's: what a CREATE TABLE that is skipped does not do. */
import { compareSchemas } from '../../compare/diff';
import type { Difference } from '../../compare/difference';
import type { GenerateStyle } from '../../generate/style';
import type { Column, Index, Schema, Table } from '../../model/schema';
import { plan } from '../../plan/plan';
import { scriptParts } from '../../plan/script';
import { keyOf } from '../../text/names';
import { present } from '../../text/present';

interface Alters {
  /** Each with what it loses, or fails for, as a comment before it. */
  readonly statements: readonly string[];
  /** Names of columns, constraints and indexes in which the two differ. */
  readonly differing: readonly string[];
}
/** Undefined: they do not differ, or the table is not there on both sides. `earlier` is a fold, whose facts have origins. */
export function altersToDev(key: string, earlier: Schema, dev: Schema, style: GenerateStyle): Alters | undefined {
  const [table, devTable] = [earlier.tables.get(key), dev.tables.get(key)];
  if (!table || !devTable) return undefined;
  const all = compareSchemas(earlier, dev).differences;
  const differences = all.filter((one) => 'devTable' in one && keyOf(one.devTable) === key);
  const from = differences.reduce(withoutDifference, { ...dev, table: devTable });
  const { table: before, ...schema } = from;
  const made = plan({ ...schema, tables: dev.tables.with(key, before) }, dev, { style });
  if (made.steps.length === 0) return undefined;
  const statements = scriptParts(made, { together: true }).flatMap((part) => part.statements);
  return { statements, differing: [...new Set(differences.flatMap(differingNames))] };
}

type WithTable = Schema & { readonly table: Table };
/** Dev, but for one fact as the file has it: what is written otherwise and means the same stays as dev writes it. */
function withoutDifference(schema: WithTable, difference: Difference): WithTable {
  const { table } = schema;
  const columns = (change: (all: readonly Column[]) => readonly Column[]): WithTable => ({
    ...schema,
    table: { ...table, columns: change(table.columns) },
  });
  switch (difference.what) {
    case 'missing columns': {
      const gone = new Set(difference.columns.map(({ name }) => name));
      return columns((all) => all.filter(({ name }) => !gone.has(name)));
    }
    case 'extra column':
      return columns((all) => [...all, difference.column]);
    case 'column':
      return columns((all) =>
        all.map((one) => (one.name === difference.devColumn.name ? asInFile(one, difference) : one)),
      );
    case 'constraint': {
      const others = table.constraints.filter(({ name }) => name !== difference.dev?.name);
      return { ...schema, table: { ...table, constraints: [...others, ...asList(difference.file)] } };
    }
    case 'index': {
      const [file, dev] = [asList(difference.file), asList(difference.dev)];
      const others = dev.reduce((all, index) => all.without(keyOf(index)), schema.indexes);
      return { ...schema, indexes: file.reduce((all, index: Index) => all.with(keyOf(index), index), others) };
    }
    default:
      return schema;
  }
}
const asList = <T>(one: T | undefined): readonly T[] => (one === undefined ? [] : [one]);
function asInFile(column: Column, { fact, column: file }: Extract<Difference, { what: 'column' }>): Column {
  const { [fact]: _, ...rest } = column;
  return { ...rest, ...present({ [fact]: file[fact] }) } as Column;
}
function differingNames(difference: Difference): string[] {
  switch (difference.what) {
    case 'missing columns':
      return difference.columns.map(({ name }) => name);
    case 'extra column':
    case 'column':
      return [difference.column.name];
    case 'constraint':
    case 'index':
      return [(difference.dev ?? difference.file)!.name];
    default:
      return [];
  }
}
