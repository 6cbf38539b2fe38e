/** The members of tables, views and indexes of a snapshot, and of their parts. */

import type * as model from '../model/schema';
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
import { compression, origins, owned, qualified, sequenceOptions, sqlType, strength } from './shapes-common';

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

export const table = object<model.Table>({
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
export const view = object<model.View>({
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
export const index = object<model.Index>({
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
