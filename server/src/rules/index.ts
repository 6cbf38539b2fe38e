/** The catalogue: every rule there is, in the order documentation lists them. */
import { ambiguousOrder } from './catalogue/ambiguous-order';
import { appliedMigrationDrift } from './catalogue/applied-migration-drift';
import { checkConstraint } from './catalogue/check-constraint';
import { columnCollation } from './catalogue/column-collation';
import { columnDefault } from './catalogue/column-default';
import { columnGenerated } from './catalogue/column-generated';
import { columnIdentity } from './catalogue/column-identity';
import { columnNullability } from './catalogue/column-nullability';
import { columnOrder } from './catalogue/column-order';
import { columnType } from './catalogue/column-type';
import { comments } from './catalogue/comments';
import { concurrentlyInTransaction } from './catalogue/concurrently-in-transaction';
import { constraintWithoutNotValid } from './catalogue/constraint-without-not-valid';
import { defaultRewrites } from './catalogue/default-rewrites';
import { differentIndex } from './catalogue/different-index';
import { differentObject } from './catalogue/different-object';
import { distribution } from './catalogue/distribution';
import { dropLosesRows } from './catalogue/drop-loses-rows';
import { enumValues } from './catalogue/enum-values';
import { exclusion } from './catalogue/exclusion';
import { extraColumn } from './catalogue/extra-column';
import { extraIndex } from './catalogue/extra-index';
import { foreignKey } from './catalogue/foreign-key';
import { ifNotExistsSkips } from './catalogue/if-not-exists-skips';
import { indexBlocksWrites } from './catalogue/index-blocks-writes';
import { missingColumns } from './catalogue/missing-columns';
import { missingIndex } from './catalogue/missing-index';
import { nameInBody } from './catalogue/name-in-body';
import { nearName } from './catalogue/near-name';
import { needsUsing } from './catalogue/needs-using';
import { notNullWithoutDefault } from './catalogue/not-null-without-default';
import { constraintName, indexName } from './catalogue/object-name';
import { placeholder } from './catalogue/placeholder';
import { primaryKey } from './catalogue/primary-key';
import { proveAgain } from './catalogue/prove-again';
import {
  alreadyExists,
  duplicateColumn,
  enumValueConflict,
  fkTargetNotUnique,
  fkTypeMismatch,
  refused,
  stillNeeded,
  wrongKind,
} from './catalogue/refused';
import { setNotNullScans } from './catalogue/set-not-null-scans';
import { suppression } from './catalogue/suppression';
import { syntaxError } from './catalogue/syntax-error';
import { typeChangeRewrites } from './catalogue/type-change-rewrites';
import { unique } from './catalogue/unique';
import { unknownColumn } from './catalogue/unknown-column';
import {
  unknownConstraint,
  unknownFunction,
  unknownIndex,
  unknownObject,
  unknownSchema,
  unknownType,
} from './catalogue/unknown-objects';
import { unknownTable } from './catalogue/unknown-table';
import { unsafeEnumValue } from './catalogue/unsafe-enum-value';
import type { Rule } from './rule';

interface RuleGroup {
  readonly title: string;
  readonly rules: readonly Rule[];
}
const differs = ['Tables that differ from dev', 'Constraints, indexes and types that differ from dev'] as const;
export const groups: readonly RuleGroup[] = [
  { title: 'Reading the file', rules: [syntaxError, placeholder, ambiguousOrder, proveAgain, suppression] },
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
      distribution,
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
      differentObject,
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
      nameInBody,
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
