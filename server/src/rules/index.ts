/** The catalogue: every rule there is, in the order documentation lists them. */
import { ambiguousOrder } from './ambiguous-order';
import { appliedMigrationDrift } from './applied-migration-drift';
import { checkConstraint } from './check-constraint';
import { columnCollation } from './column-collation';
import { columnDefault } from './column-default';
import { columnGenerated } from './column-generated';
import { columnIdentity } from './column-identity';
import { columnNullability } from './column-nullability';
import { columnOrder } from './column-order';
import { columnType } from './column-type';
import { comments } from './comments';
import { concurrentlyInTransaction } from './concurrently-in-transaction';
import { constraintWithoutNotValid } from './constraint-without-not-valid';
import { defaultRewrites } from './default-rewrites';
import { differentIndex } from './different-index';
import { dropLosesRows } from './drop-loses-rows';
import { enumValues } from './enum-values';
import { exclusion } from './exclusion';
import { extraColumn } from './extra-column';
import { extraIndex } from './extra-index';
import { foreignKey } from './foreign-key';
import { ifNotExistsSkips } from './if-not-exists-skips';
import { indexBlocksWrites } from './index-blocks-writes';
import { missingColumns } from './missing-columns';
import { missingIndex } from './missing-index';
import { nearName } from './near-name';
import { needsUsing } from './needs-using';
import { notNullWithoutDefault } from './not-null-without-default';
import { constraintName, indexName } from './object-name';
import { placeholder } from './placeholder';
import { primaryKey } from './primary-key';
import {
  alreadyExists,
  duplicateColumn,
  enumValueConflict,
  fkTargetNotUnique,
  fkTypeMismatch,
  refused,
  stillNeeded,
  wrongKind,
} from './refused';
import type { Rule } from './rule';
import { setNotNullScans } from './set-not-null-scans';
import { suppression } from './suppression';
import { syntaxError } from './syntax-error';
import { typeChangeRewrites } from './type-change-rewrites';
import { unique } from './unique';
import { unknownColumn } from './unknown-column';
import {
  unknownConstraint,
  unknownFunction,
  unknownIndex,
  unknownObject,
  unknownSchema,
  unknownType,
} from './unknown-objects';
import { unknownTable } from './unknown-table';
import { unsafeEnumValue } from './unsafe-enum-value';

export interface RuleGroup {
  readonly title: string;
  readonly rules: readonly Rule[];
}
const differs = ['Tables that differ from dev', 'Constraints, indexes and types that differ from dev'] as const;
export const groups: readonly RuleGroup[] = [
  { title: 'Reading the file', rules: [syntaxError, placeholder, ambiguousOrder, suppression] },
  {
    title: differs[0],
    rules: [
      missingColumns,
      extraColumn,
      columnType,
      columnNullability,
      columnDefault,
      columnIdentity,
      columnGenerated,
      columnCollation,
      columnOrder,
      comments,
      nearName,
    ],
  },
  {
    title: differs[1],
    rules: [
      ...[primaryKey, unique, checkConstraint, foreignKey].flatMap((kind) => [
        kind.missing,
        kind.extra,
        kind.different,
      ]),
      exclusion.missing,
      exclusion.extra,
      exclusion.different,
      constraintName,
      missingIndex,
      extraIndex,
      differentIndex,
      indexName,
      enumValues,
      appliedMigrationDrift,
    ],
  },
  {
    title: 'What PostgreSQL would refuse or skip',
    rules: [
      unknownTable,
      unknownColumn,
      unknownType,
      unknownSchema,
      unknownFunction,
      unknownConstraint,
      unknownIndex,
      unknownObject,
      alreadyExists,
      duplicateColumn,
      fkTypeMismatch,
      fkTargetNotUnique,
      wrongKind,
      stillNeeded,
      needsUsing,
      enumValueConflict,
      refused,
      ifNotExistsSkips,
      concurrentlyInTransaction,
      unsafeEnumValue,
    ],
  },
  {
    title: 'Locks on tables with rows',
    rules: [
      indexBlocksWrites,
      typeChangeRewrites,
      setNotNullScans,
      notNullWithoutDefault,
      defaultRewrites,
      constraintWithoutNotValid,
      dropLosesRows,
    ],
  },
];
export const catalogue: readonly Rule[] = groups.flatMap((group) => group.rules);
/** Those that say what differs from dev. */
export const differenceRules: ReadonlySet<Rule> = new Set(
  groups.filter(({ title }) => differs.some((one) => one === title)).flatMap((group) => group.rules),
);
/** Every code, in the catalogue's order. */
export const ruleCodes: readonly string[] = catalogue.map((rule) => rule.code);
