/** The members of every kind of object that a snapshot can hold. */

import type { AppliedMigrations } from '../model/dev';
import { allParts } from '../model/kinds';
import type * as model from '../model/schema';
import type { SqlType } from '../model/types';
import type { QualifiedName } from '../text/names';
import {
  byKind,
  Damaged,
  type Decode,
  flag,
  list,
  name,
  names,
  number,
  object,
  oneOf,
  text,
  texts,
} from './schema-decode';

const qualified = object<QualifiedName>({ needed: { name }, optional: { schema: name } });
const sqlType = object<SqlType>({
  needed: { name },
  optional: { schema: name, modifiers: text, fields: text, array: flag, builtin: flag },
});
const strength = oneOf('plain', 'external', 'extended', 'main');
const compression = oneOf('pglz', 'lz4');
/** What every kind of object can have. */
const owned = { comment: text, owner: text, privileges: texts, extension: text } as const;
const origins = 'left out';

const sequenceOptions = object<model.SequenceOptions>({
  needed: {},
  optional: {
    type: oneOf('smallint', 'integer', 'bigint'),
    start: text,
    increment: text,
    minValue: text,
    maxValue: text,
    cache: text,
    cycle: flag,
  },
});
const column = object<model.Column>({
  needed: { name, type: sqlType, notNull: flag },
  optional: {
    notNullConstraint: object({ needed: { name }, optional: { noInherit: flag, valid: flag, comment: text } }),
    default: text,
    identity: object<model.Identity>({
      needed: { kind: oneOf('always', 'by default'), sequence: sequenceOptions },
      optional: {
        sequenceName: qualified,
        persistence: oneOf('logged', 'unlogged'),
        comment: text,
        privileges: texts,
      },
    }),
    generated: object({ needed: { kind: oneOf('stored', 'virtual'), expression: text }, optional: {} }),
    collation: qualified,
    storage: strength,
    compression,
    statistics: number,
    options: texts,
    comment: text,
    local: flag,
    inherited: flag,
    foreignOptions: texts,
    privileges: texts,
    defaultOfType: 'left out',
    origins,
  },
});

const ofConstraint = { comment: text, local: flag, inherited: flag, origins } as const;
const deferrability = { deferrable: flag, initiallyDeferred: flag } as const;
const targets = list(
  object<{ column: number; target: number }>({ needed: { column: number, target: number }, optional: {} }),
);
const key = object<model.KeyConstraint>({
  needed: { kind: oneOf('primary key', 'unique'), name, columns: names },
  optional: {
    ...ofConstraint,
    ...deferrability,
    include: names,
    nullsNotDistinct: flag,
    withoutOverlaps: flag,
    storageParameters: texts,
    tablespace: text,
    clustered: flag,
    replicaIdentity: flag,
    indexComment: text,
    indexStatistics: targets,
    parentIndex: qualified,
    invalid: flag,
  },
});
const action = oneOf('no action', 'restrict', 'cascade', 'set null', 'set default');
const constraint = byKind<model.Constraint>({
  'primary key': key,
  unique: key,
  check: object<model.CheckConstraint>({
    needed: { kind: oneOf('check'), name, expression: text },
    optional: { ...ofConstraint, noInherit: flag, notValid: flag, notEnforced: flag },
  }),
  'foreign key': object<model.ForeignKeyConstraint>({
    needed: { kind: oneOf('foreign key'), name, columns: names, references: qualified, referencedColumns: names },
    optional: {
      ...ofConstraint,
      ...deferrability,
      match: oneOf('full', 'partial'),
      onUpdate: action,
      onDelete: action,
      onDeleteColumns: names,
      period: flag,
      notValid: flag,
      notEnforced: flag,
    },
  }),
  exclude: object<model.ExcludeConstraint>({
    needed: { kind: oneOf('exclude'), name, definition: text },
    optional: {
      ...ofConstraint,
      ...deferrability,
      tablespace: text,
      clustered: flag,
      indexComment: text,
      parentIndex: qualified,
      invalid: flag,
    },
  }),
});

const indexKey: Decode<model.IndexKey> = (value) => {
  const found = object<model.IndexKey>({
    needed: {},
    optional: {
      column: name,
      expression: text,
      collation: qualified,
      opclass: qualified,
      opclassOptions: texts,
      descending: flag,
      nulls: oneOf('first', 'last'),
    },
  })(value);
  if (found.column === undefined && found.expression === undefined)
    throw new Damaged('has no column and no expression');
  return found;
};
const trigger = object<model.Trigger>({
  needed: { name, definition: text },
  optional: {
    enabled: oneOf('enabled', 'disabled', 'replica', 'always'),
    comment: text,
    inherited: flag,
    constraint: flag,
    function: qualified,
    origins,
  },
});
const policy = object<model.Policy>({
  needed: {
    name,
    permissive: flag,
    command: oneOf('all', 'select', 'insert', 'update', 'delete'),
    roles: names,
  },
  optional: { using: text, check: text, comment: text, origins },
});
const rule = object<model.Rule>({
  needed: { name, definition: text },
  optional: { enabled: oneOf('disabled', 'replica', 'always'), comment: text, origins },
});

const table = object<model.Table>({
  needed: {
    schema: name,
    name,
    kind: oneOf('table', 'partitioned table', 'foreign table'),
    columns: list(column),
    constraints: list(constraint),
  },
  optional: {
    ...owned,
    persistence: oneOf('unlogged', 'temporary'),
    triggers: list(trigger),
    policies: list(policy),
    rules: list(rule),
    rowSecurity: oneOf('enabled', 'forced', 'enabled and forced'),
    partitionBy: text,
    partitionOf: object({ needed: { parent: qualified, bound: text }, optional: {} }),
    inherits: list(qualified),
    ofType: qualified,
    accessMethod: text,
    storageParameters: texts,
    tablespace: text,
    replicaIdentity: oneOf('full', 'nothing'),
    server: text,
    foreignOptions: texts,
    estimatedRows: number,
    bytes: number,
    dependsOn: texts,
    origins,
  },
});
const view = object<model.View>({
  needed: {
    schema: name,
    name,
    kind: oneOf('view', 'materialized view'),
    columns: list(
      object<model.View['columns'][number]>({
        needed: { name },
        optional: {
          type: sqlType,
          comment: text,
          default: text,
          privileges: texts,
          storage: strength,
          compression,
          statistics: number,
          options: texts,
        },
      }),
    ),
    definition: text,
  },
  optional: {
    ...owned,
    options: texts,
    tablespace: text,
    accessMethod: text,
    withNoData: flag,
    triggers: list(trigger),
    rules: list(rule),
    estimatedRows: number,
    dependsOn: texts,
    origins,
  },
});
const index = object<model.Index>({
  needed: { schema: name, name, table: qualified, unique: flag, method: name, keys: list(indexKey) },
  optional: {
    include: names,
    where: text,
    nullsNotDistinct: flag,
    storageParameters: texts,
    tablespace: text,
    definition: text,
    invalid: flag,
    parent: qualified,
    only: flag,
    clustered: flag,
    replicaIdentity: flag,
    statistics: targets,
    comment: text,
    origins,
  },
});
const sequence = object<model.Sequence>({
  needed: { schema: name, name, options: sequenceOptions },
  optional: {
    ...owned,
    persistence: oneOf('unlogged', 'temporary'),
    ownedBy: object({ needed: { table: qualified, column: name }, optional: {} }),
    origins,
  },
});

const ofType = { ...owned, dependsOn: texts, origins } as const;
const type = byKind<model.UserType>({
  enum: object<model.EnumType>({
    needed: { kind: oneOf('enum'), schema: name, name, values: texts },
    optional: { ...ofType, valueOrigins: 'left out' },
  }),
  composite: object<model.CompositeType>({
    needed: {
      kind: oneOf('composite'),
      schema: name,
      name,
      attributes: list(
        object<model.CompositeType['attributes'][number]>({
          needed: { name, type: sqlType },
          optional: { collation: qualified, comment: text },
        }),
      ),
    },
    optional: ofType,
  }),
  domain: object<model.DomainType>({
    needed: {
      kind: oneOf('domain'),
      schema: name,
      name,
      base: sqlType,
      notNull: flag,
      checks: list(
        object<model.DomainType['checks'][number]>({
          needed: { name, expression: text },
          optional: { notValid: flag, comment: text },
        }),
      ),
    },
    optional: {
      ...ofType,
      default: text,
      collation: qualified,
      notNullConstraintName: name,
      notNullConstraintComment: text,
    },
  }),
  range: object<model.RangeType>({
    needed: { kind: oneOf('range'), schema: name, name, subtype: sqlType },
    optional: {
      ...ofType,
      subtypeOpclass: qualified,
      collation: qualified,
      canonical: qualified,
      subtypeDiff: qualified,
      multirangeName: qualified,
    },
  }),
  base: object<model.OtherType>({
    needed: { kind: oneOf('base'), schema: name, name },
    optional: { ...ofType, definition: text },
  }),
});
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
    optional: { schema: name, version: text, comment: text, origins },
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
