/** What PostgreSQL made of a file, with the places in the file that made it: those that reading found. */

import { PMap } from '../model/persistent-map';
import type { Index, Origins, Schema, Table } from '../model/schema';
import { qualifiedKey } from '../text/names';
import type { Removal } from './removals';

interface GraftedPart {
  readonly name: string;
  readonly origins?: Origins;
}

/** Only what the removals are about gets an origin, so that nothing else is compared. */
export function madeWithOrigins(made: Schema, read: Schema, removals: readonly Removal[]): Schema {
  const tables: [string, Table][] = [];
  const types: [string, NonNullable<ReturnType<Schema['types']['get']>>][] = [];
  const indexes: [string, Index][] = [];
  for (const removal of removals) {
    const { what, key } = removal;
    const table = made.tables.get(key);
    const known = read.tables.get(key);
    if (what === 'table' && table) {
      tables.push([key, wholeTable(table, known, removal)]);
      indexes.push(...graftedIndexes(made, read, key, removal));
    }
    if ((what === 'column' || what === 'constraint') && table) {
      const so = tables.find(([one]) => one === key)?.[1] ?? table;
      tables.push([key, partOfTable(so, known, removal)]);
    }
    const index = what === 'index' ? made.indexes.get(key) : undefined;
    if (index) indexes.push([key, { ...index, origins: graftOrigins(read.indexes.get(key), removal) }]);
    const type = what === 'type' ? made.types.get(key) : undefined;
    if (type) {
      const from = read.types.get(key);
      const values = from?.kind === 'enum' && from.valueOrigins ? { valueOrigins: from.valueOrigins } : {};
      types.push([key, { ...type, origins: graftOrigins(from, removal), ...values } as typeof type]);
    }
  }
  return {
    ...made,
    tables: PMap.from([...made.tables, ...tables]),
    types: PMap.from([...made.types, ...types]),
    indexes: PMap.from([...made.indexes, ...indexes]),
  };
}
function graftOrigins(from: { readonly origins?: Origins } | undefined, { origin }: Removal): Origins {
  return from?.origins?.self ? from.origins : { ...from?.origins, self: origin };
}
function wholeTable(table: Table, known: Table | undefined, removal: Removal): Table {
  const origins = graftOrigins(known, removal);
  const place = <T extends GraftedPart>(parts: readonly T[], from: readonly GraftedPart[] | undefined): T[] =>
    parts.map((part) => ({
      ...part,
      origins: { self: origins.self, ...from?.find(({ name }) => name === part.name)?.origins },
    }));
  return {
    ...table,
    origins,
    columns: place(table.columns, known?.columns),
    constraints: place(table.constraints, known?.constraints),
  };
}
function partOfTable(table: Table, known: Table | undefined, removal: Removal): Table {
  const place = <T extends GraftedPart>(parts: readonly T[], from: readonly GraftedPart[] | undefined): T[] =>
    parts.map((part) => {
      if (part.name !== removal.part) return part;
      const at = from?.find(({ name }) => name === part.name);
      return { ...part, origins: graftOrigins(at, removal) };
    });
  return removal.what === 'column'
    ? {
        ...table,
        columns: place(table.columns, known?.columns),
        constraints: constraintsMadeWith(removal, table, known),
      }
    : { ...table, constraints: place(table.constraints, known?.constraints) };
}
/** What the statement that adds a column says of it in constraints. */
function constraintsMadeWith(
  { origin }: Removal,
  { constraints }: Table,
  known: Table | undefined,
): Table['constraints'] {
  return constraints.map((one) => {
    const origins = known?.constraints.find(({ name }) => name === one.name)?.origins;
    return origins?.self?.statement === origin.statement ? { ...one, origins } : one;
  });
}
function graftedIndexes(made: Schema, read: Schema, key: string, removal: Removal): [string, Index][] {
  return [...made.indexes]
    .filter(([, { schema, table }]) => qualifiedKey(table.schema ?? schema, table.name) === key)
    .map(([at, index]) => [at, { ...index, origins: graftOrigins(read.indexes.get(at), removal) }]);
}
