/** The members of tables, views and indexes of a snapshot, and of their parts. */

import type * as model from '../model/schema';
import { type ColumnSettings, compressionMethods, storageKinds } from '../model/schema-columns';
import { t } from '../text/l10n';
import {
  byKind,
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

const columnSettingShapes: { readonly [K in keyof ColumnSettings]-?: Decode<NonNullable<ColumnSettings[K]>> } = {
  storage: oneOf(...storageKinds),
  compression: oneOf(...compressionMethods),
  statistics: number,
  options: textsShape,
};

const column = object<model.Column>({
  needed: { name: nameShape, type: sqlType, notNull: flag },
  optional: {
    notNullConstraint: object({
      needed: { name: nameShape },
      optional: { noInherit: flag, valid: flag, comment: text },
    }),
    default: text,
    identity: object<model.Identity>({
      needed: { kind: oneOf('always', 'by default'), sequence: sequenceOptionsShape },
      optional: {
        sequenceName: qualifiedShape,
        persistence: oneOf('logged', 'unlogged'),
        comment: text,
        privileges: textsShape,
      },
    }),
    generated: object({ needed: { kind: oneOf('stored', 'virtual'), expression: text }, optional: {} }),
    collation: qualifiedShape,
    ...columnSettingShapes,
    comment: text,
    local: flag,
    inherited: flag,
    foreignOptions: textsShape,
    privileges: textsShape,
    defaultOfType: 'left out',
    origins,
  },
});

const ofConstraint = { comment: text, local: flag, inherited: flag, origins } as const;
const deferrability = { deferrable: flag, initiallyDeferred: flag } as const;
const targets = listShape(
  object<{ column: number; target: number }>({ needed: { column: number, target: number }, optional: {} }),
);
const keyConstraintShape = object<model.KeyConstraint>({
  needed: { kind: oneOf('primary key', 'unique'), name: nameShape, columns: namesShape },
  optional: {
    ...ofConstraint,
    ...deferrability,
    include: namesShape,
    nullsNotDistinct: flag,
    withoutOverlaps: flag,
    storageParameters: textsShape,
    tablespace: text,
    clustered: flag,
    replicaIdentity: flag,
    indexComment: text,
    indexStatistics: targets,
    parentIndex: qualifiedShape,
    invalid: flag,
  },
});
const action = oneOf('no action', 'restrict', 'cascade', 'set null', 'set default');
const constraint = byKind<model.Constraint>({
  'primary key': keyConstraintShape,
  unique: keyConstraintShape,
  check: object<model.CheckConstraint>({
    needed: { kind: oneOf('check'), name: nameShape, expression: text },
    optional: { ...ofConstraint, noInherit: flag, notValid: flag, notEnforced: flag },
  }),
  'foreign key': object<model.ForeignKeyConstraint>({
    needed: {
      kind: oneOf('foreign key'),
      name: nameShape,
      columns: namesShape,
      references: qualifiedShape,
      referencedColumns: namesShape,
    },
    optional: {
      ...ofConstraint,
      ...deferrability,
      match: oneOf('full', 'partial'),
      onUpdate: action,
      onDelete: action,
      onDeleteColumns: namesShape,
      period: flag,
      notValid: flag,
      notEnforced: flag,
      silenced: flag,
    },
  }),
  exclude: object<model.ExcludeConstraint>({
    needed: { kind: oneOf('exclude'), name: nameShape, definition: text },
    optional: {
      ...ofConstraint,
      ...deferrability,
      tablespace: text,
      clustered: flag,
      indexComment: text,
      parentIndex: qualifiedShape,
      invalid: flag,
    },
  }),
});

const indexKeyShape: Decode<model.IndexKey> = (value) => {
  const found = object<model.IndexKey>({
    needed: {},
    optional: {
      column: nameShape,
      expression: text,
      collation: qualifiedShape,
      opclass: qualifiedShape,
      opclassOptions: textsShape,
      descending: flag,
      nulls: oneOf('first', 'last'),
    },
  })(value);
  if (found.column === undefined && found.expression === undefined)
    throw new Damaged(t('has no column and no expression'));
  return found;
};
const trigger = object<model.Trigger>({
  needed: { name: nameShape, definition: text },
  optional: {
    enabled: oneOf('enabled', 'disabled', 'replica', 'always'),
    comment: text,
    inherited: flag,
    constraint: flag,
    function: qualifiedShape,
    origins,
  },
});
const policy = object<model.Policy>({
  needed: {
    name: nameShape,
    permissive: flag,
    command: oneOf('all', 'select', 'insert', 'update', 'delete'),
    roles: namesShape,
  },
  optional: { using: text, check: text, comment: text, origins },
});
const rule = object<model.Rule>({
  needed: { name: nameShape, definition: text },
  optional: { enabled: oneOf('disabled', 'replica', 'always'), comment: text, origins },
});

const distribution = object<model.Distribution>({
  needed: { method: oneOf('hash', 'range', 'append', 'reference', 'single shard', 'unknown') },
  optional: {
    column: nameShape,
    colocateWith: (value) => (value === 'none' ? value : qualifiedShape(value)),
    shardCount: number,
  },
});

export const table = object<model.Table>({
  needed: {
    schema: nameShape,
    name: nameShape,
    kind: oneOf('table', 'partitioned table', 'foreign table'),
    columns: listShape(column),
    constraints: listShape(constraint),
  },
  optional: {
    ...owned,
    persistence: oneOf('unlogged', 'temporary'),
    triggers: listShape(trigger),
    policies: listShape(policy),
    rules: listShape(rule),
    rowSecurity: oneOf('enabled', 'forced', 'enabled and forced'),
    partitionBy: text,
    partitionOf: object({ needed: { parent: qualifiedShape, bound: text }, optional: {} }),
    inherits: listShape(qualifiedShape),
    ofType: qualifiedShape,
    accessMethod: text,
    storageParameters: textsShape,
    tablespace: text,
    replicaIdentity: oneOf('full', 'nothing'),
    distribution,
    server: text,
    foreignOptions: textsShape,
    estimatedRows: number,
    bytes: number,
    dependsOn: textsShape,
    origins,
  },
});
export const view = object<model.View>({
  needed: {
    schema: nameShape,
    name: nameShape,
    kind: oneOf('view', 'materialized view'),
    columns: listShape(
      object<model.View['columns'][number]>({
        needed: { name: nameShape },
        optional: {
          type: sqlType,
          comment: text,
          default: text,
          privileges: textsShape,
          ...columnSettingShapes,
        },
      }),
    ),
    definition: text,
  },
  optional: {
    ...owned,
    options: textsShape,
    tablespace: text,
    accessMethod: text,
    withNoData: flag,
    triggers: listShape(trigger),
    rules: listShape(rule),
    estimatedRows: number,
    dependsOn: textsShape,
    origins,
  },
});
export const index = object<model.Index>({
  needed: {
    schema: nameShape,
    name: nameShape,
    table: qualifiedShape,
    unique: flag,
    method: nameShape,
    keys: listShape(indexKeyShape),
  },
  optional: {
    include: namesShape,
    where: text,
    nullsNotDistinct: flag,
    storageParameters: textsShape,
    tablespace: text,
    definition: text,
    invalid: flag,
    parent: qualifiedShape,
    only: flag,
    clustered: flag,
    replicaIdentity: flag,
    statistics: targets,
    comment: text,
    origins,
  },
});
