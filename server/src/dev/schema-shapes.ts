/** The members of every kind of object that a snapshot can hold. */

import type { AppliedMigrations } from '../model/dev';
import { allParts } from '../model/kinds';
import type * as model from '../model/schema';
import { t } from '../text/l10n';
import {
  Damaged,
  type Decode,
  flag,
  listShape,
  nameShape,
  namesShape,
  number,
  object,
  oneOf,
  text,
  textsShape,
} from './schema-decode';
import { origins, owned, qualifiedShape, sequenceOptionsShape, sqlType } from './shapes-common';
import { index, table, view } from './shapes-tables';
import { type } from './shapes-types';

const routine = object<model.Routine>({
  needed: {
    schema: nameShape,
    name: nameShape,
    kind: oneOf('function', 'procedure', 'aggregate', 'window'),
    argumentTypes: listShape(sqlType),
    identityArguments: text,
  },
  optional: {
    ...owned,
    returns: text,
    language: text,
    definition: text,
    altered: 'left out',
    dependsOn: textsShape,
    origins,
  },
});
const routines: Decode<readonly model.Routine[]> = (value) => {
  const found = listShape(routine)(value);
  if (found.length === 0) throw new Damaged(t('is an empty list'));
  return found;
};

const sequence = object<model.Sequence>({
  needed: { schema: nameShape, name: nameShape, options: sequenceOptionsShape },
  optional: {
    ...owned,
    persistence: oneOf('unlogged', 'temporary'),
    ownedBy: object({ needed: { table: qualifiedShape, column: nameShape }, optional: {} }),
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
  namespaces: object<model.Namespace>({
    needed: { name: nameShape },
    optional: { ...owned, distributed: flag, origins },
  }),
  tables: table,
  views: view,
  indexes: index,
  sequences: sequence,
  types: type,
  routines,
  statistics: object<model.ExtendedStatistics>({
    needed: { schema: nameShape, name: nameShape, table: qualifiedShape, definition: text },
    optional: { target: number, owner: text, comment: text, origins },
  }),
  extensions: object<model.Extension>({
    needed: { name: nameShape },
    optional: { schema: nameShape, version: text, fixedSchema: flag, comment: text, origins },
  }),
  collations: object<model.Collation>({
    needed: { schema: nameShape, name: nameShape, definition: text },
    optional: { owner: text, extension: text, comment: text, origins },
  }),
  others: object<model.OtherObject>({
    needed: { kind: nameShape, name: nameShape },
    optional: {
      ...owned,
      schema: nameShape,
      definition: text,
      designation: text,
      dependsOn: textsShape,
      published: textsShape,
      origins,
    },
  }),
};

/** What stands beside the maps. */
export const searchPathShape = namesShape;
/** Of what was kept before they were read, they are not known. */
export const rolesShape = (value: unknown) => (value === undefined ? {} : { roles: namesShape(value) });
const onlyExistence = oneOf('existence');
const partOfTable = oneOf(...allParts, 'index');
const unknownFact: Decode<model.UnknownFact> = (value) => {
  if (typeof value !== 'object' || value === null) return text(value);
  return 'part' in value
    ? object<Extract<model.UnknownFact, { part: string }>>({
        needed: { part: partOfTable },
        optional: { name: text, only: onlyExistence },
      })(value)
    : object<Exclude<Extract<model.UnknownFact, object>, { part: string }>>({
        needed: { only: oneOf('existence', 'absence', 'contents') },
        optional: {},
      })(value);
};
export const unknownShape = listShape(
  object<model.Unknown>({ needed: { object: text, reason: text }, optional: { fact: unknownFact } }),
);
export const appliedShape = listShape(
  object<AppliedMigrations>({
    needed: {
      tool: nameShape,
      table: text,
      entries: listShape(
        object<AppliedMigrations['entries'][number]>({
          needed: { id: text },
          optional: { name: text, checksum: text, failed: flag },
        }),
      ),
    },
    optional: {},
  }),
);
