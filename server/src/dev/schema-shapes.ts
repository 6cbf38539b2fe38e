/** The members of every kind of object that a snapshot can hold. */

import type { AppliedMigrations } from '../model/dev';
import { allParts } from '../model/kinds';
import type * as model from '../model/schema';
import { Damaged, type Decode, flag, list, name, names, number, object, oneOf, text, texts } from './schema-decode';
import { origins, owned, qualified, sequenceOptions, sqlType } from './shapes-common';
import { index, table, view } from './shapes-tables';
import { type } from './shapes-types';

const routine = object<model.Routine>({
  needed: {
    schema: name,
    name,
    kind: oneOf('function', 'procedure', 'aggregate', 'window'),
    argumentTypes: list(sqlType),
    identityArguments: text,
  },
  optional: { ...owned, returns: text, language: text, definition: text, dependsOn: texts, origins },
});
const routines: Decode<readonly model.Routine[]> = (value) => {
  const found = list(routine)(value);
  if (found.length === 0) throw new Damaged('is an empty list');
  return found;
};

const sequence = object<model.Sequence>({
  needed: { schema: name, name, options: sequenceOptions },
  optional: {
    ...owned,
    persistence: oneOf('unlogged', 'temporary'),
    ownedBy: object({ needed: { table: qualified, column: name }, optional: {} }),
    origins,
  },
});

type Member<M> = M extends { get(key: string): infer T } ? Exclude<T, undefined> : never;
/** One object of each map of a schema. */
export const memberShapes: {
  readonly [K in keyof model.Schema as Member<model.Schema[K]> extends never ? never : K]: Decode<
    Member<model.Schema[K]>
  >;
} = {
  namespaces: object<model.Namespace>({ needed: { name }, optional: { ...owned, origins } }),
  tables: table,
  views: view,
  indexes: index,
  sequences: sequence,
  types: type,
  routines,
  statistics: object<model.ExtendedStatistics>({
    needed: { schema: name, name, table: qualified, definition: text },
    optional: { target: number, owner: text, comment: text, origins },
  }),
  extensions: object<model.Extension>({
    needed: { name },
    optional: { schema: name, version: text, fixedSchema: flag, comment: text, origins },
  }),
  collations: object<model.Collation>({
    needed: { schema: name, name, definition: text },
    optional: { owner: text, extension: text, comment: text, origins },
  }),
  others: object<model.OtherObject>({
    needed: { kind: name, name },
    optional: { ...owned, schema: name, definition: text, designation: text, dependsOn: texts, origins },
  }),
};

/** What stands beside the maps. */
export const searchPathShape = names;
const only = oneOf('existence');
const partOfTable = oneOf(...allParts, 'index');
const unknownFact: Decode<model.UnknownFact> = (value) => {
  if (typeof value !== 'object' || value === null) return text(value);
  return 'part' in value
    ? object<Extract<model.UnknownFact, { part: string }>>({
        needed: { part: partOfTable },
        optional: { name: text, only },
      })(value)
    : object<Extract<model.UnknownFact, { only: 'absence' | 'existence' }>>({
        needed: { only: oneOf('existence', 'absence') },
        optional: {},
      })(value);
};
export const unknownShape = list(
  object<model.Unknown>({ needed: { object: text, reason: text }, optional: { fact: unknownFact } }),
);
export const appliedShape = list(
  object<AppliedMigrations>({
    needed: {
      tool: name,
      table: text,
      entries: list(
        object<AppliedMigrations['entries'][number]>({
          needed: { id: text },
          optional: { name: text, checksum: text, failed: flag },
        }),
      ),
    },
    optional: {},
  }),
);
