/** Constraints of one table: by name, then by definition under another name. */

import type { CheckConstraint, Constraint, ForeignKeyConstraint, Index, KeyConstraint, Origin } from '../model/schema';
import { t } from '../text/l10n';
import { quoteIdentifier } from '../text/names';
import { compareExpressions, type Equality } from './expressions/equivalence';
import { compareExclusions } from './expressions/exclusions';
import { columnTypes, pairTables, type TablePair, undecide } from './table-pair';

export function compareConstraints(pair: TablePair): void {
  const here = pair.file.constraints.filter(isLocal);
  const rest = [...pair.dev.constraints];
  const others = here.filter((file) => file.origins?.name === undefined || !matchByName(pair, file, rest));
  matchByDefinition(pair, others, rest);
}
/** Those of a parent are the parent's business. */
function isLocal(constraint: Constraint): boolean {
  return constraint.local !== false && !constraint.inherited;
}

/** True when dev has one of this name and kind: it leaves `rest`, and the two are compared. */
function matchByName(pair: TablePair, file: Constraint, rest: Constraint[]): boolean {
  const at = rest.findIndex((dev) => dev.name === file.name && dev.kind === file.kind);
  const [dev] = at >= 0 ? rest.splice(at, 1) : [];
  if (!dev) return false;
  judge(pair, file, dev, equalConstraints(pair, file, dev));
  return true;
}
function judge(pair: TablePair, file: Constraint, dev: Constraint, equality: Equality): void {
  const origin = file.origins?.definition ?? file.origins?.self;
  if (!origin) return;
  if (equality === 'different')
    pair.differences.push({ ...pairTables(pair), what: 'constraint', file, dev, differs: 'definition', origin });
  if (equality === 'unknown')
    undecide(
      pair,
      `constraint ${quoteIdentifier(file.name)}`,
      t('it cannot be told whether both sides mean the same'),
      origin,
    );
}

/** Equal ones pair off, those of one name first; then those that are one constraint said otherwise; the rest stand alone. */
function matchByDefinition(pair: TablePair, here: readonly Constraint[], rest: Constraint[]): void {
  const same = (file: Constraint, dev: Constraint) => equalConstraints(pair, file, dev) === 'same';
  let open = here;
  open = pairOff(open, rest, (file, dev) => file.name === dev.name && same(file, dev));
  open = pairOff(open, rest, same, (file, dev) => {
    const origin = file.origins?.name ?? file.origins?.self;
    if (origin) pair.differences.push({ ...pairTables(pair), what: 'constraint', file, dev, differs: 'name', origin });
  });
  open = pairOff(open, rest, sameSubject, (file, dev) => judge(pair, file, dev, equalConstraints(pair, file, dev)));
  if (!pair.created) return;
  for (const file of open) if (file.origins?.self) extra(pair, file, file.origins.self, rest);
  for (const dev of rest)
    if (isLocal(dev) && !open.some((file) => mayBe(pair, file, dev))) missing(pair, dev, pair.created);
}
/** Takes out of `rest` the first that fits each, and gives back those that found none. */
function pairOff(
  here: readonly Constraint[],
  rest: Constraint[],
  fits: (file: Constraint, dev: Constraint) => boolean,
  found?: (file: Constraint, dev: Constraint) => void,
): readonly Constraint[] {
  return here.filter((file) => {
    const at = rest.findIndex((dev) => dev.kind === file.kind && fits(file, dev));
    const [dev] = at >= 0 ? rest.splice(at, 1) : [];
    if (dev) found?.(file, dev);
    return !dev;
  });
}
/** A table has one primary key, and one foreign key over the same columns to the same table, whatever their names. */
function sameSubject(file: Constraint, dev: Constraint): boolean {
  if (file.kind === 'primary key') return true;
  if (file.kind !== 'foreign key' || dev.kind !== 'foreign key') return file.name === dev.name;
  return file.references.name === dev.references.name && equalNames(file.columns, dev.columns);
}
function extra(pair: TablePair, file: Constraint, origin: Origin, rest: readonly Constraint[]): void {
  if (rest.some((dev) => mayBe(pair, file, dev))) {
    undecide(pair, `constraint ${quoteIdentifier(file.name)}`, t('dev may have it under another name'), origin);
    return;
  }
  const devIndex = uniqueIndex(pair.devIndexes, file);
  const other = devIndex ? { devIndex } : {};
  pair.differences.push({ ...pairTables(pair), what: 'constraint', file, dev: undefined, origin, ...other });
}
function missing(pair: TablePair, dev: Constraint, origin: Origin): void {
  const fileIndex = uniqueIndex(pair.fileIndexes, dev);
  const other = fileIndex ? { fileIndex } : {};
  pair.differences.push({ ...pairTables(pair), what: 'constraint', file: undefined, dev, origin, ...other });
}
function mayBe(pair: TablePair, file: Constraint, dev: Constraint): boolean {
  return dev.kind === file.kind && equalConstraints(pair, file, dev) === 'unknown';
}

/** A unique index over just the columns of a unique constraint. */
export function uniqueIndex(indexes: readonly Index[], constraint: Constraint): Index | undefined {
  if (constraint.kind !== 'unique') return undefined;
  return indexes.find(
    (index) =>
      index.unique &&
      index.where === undefined &&
      index.keys.length === constraint.columns.length &&
      index.keys.every((key) => key.column !== undefined && constraint.columns.includes(key.column)),
  );
}

/** Names aside. */
function equalConstraints(pair: TablePair, file: Constraint, dev: Constraint): Equality {
  if (file.kind === 'check') return dev.kind === 'check' ? equalChecks(pair, file, dev) : 'different';
  if (file.kind === 'foreign key') return dev.kind === 'foreign key' ? equalForeignKeys(pair, file, dev) : 'different';
  if (file.kind === 'exclude') {
    if (dev.kind !== 'exclude' || !equalDeferral(file, dev)) return 'different';
    return compareExclusions(file.definition, dev.definition, { columnType: columnTypes(pair) });
  }
  return dev.kind === file.kind && equalKeys(file, dev as KeyConstraint) ? 'same' : 'different';
}
function equalKeys(file: KeyConstraint, dev: KeyConstraint): boolean {
  return (
    equalNames(file.columns, dev.columns) &&
    equalNames([...(file.include ?? [])].sort(), [...(dev.include ?? [])].sort()) &&
    Boolean(file.nullsNotDistinct) === Boolean(dev.nullsNotDistinct) &&
    Boolean(file.withoutOverlaps) === Boolean(dev.withoutOverlaps) &&
    equalDeferral(file, dev)
  );
}
function equalNames(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, index) => name === b[index]);
}
type Deferral = { readonly deferrable?: boolean; readonly initiallyDeferred?: boolean };
function equalDeferral(a: Deferral, b: Deferral): boolean {
  const deferrable = (each: Deferral) => Boolean(each.deferrable ?? each.initiallyDeferred);
  return deferrable(a) === deferrable(b) && Boolean(a.initiallyDeferred) === Boolean(b.initiallyDeferred);
}
/** NOT VALID matters only where the file has the rows checked and dev has not. */
function equalEnforcement(
  file: CheckConstraint | ForeignKeyConstraint,
  dev: CheckConstraint | ForeignKeyConstraint,
): boolean {
  return Boolean(file.notEnforced) === Boolean(dev.notEnforced) && !(dev.notValid && !file.notValid);
}
function equalChecks(pair: TablePair, file: CheckConstraint, dev: CheckConstraint): Equality {
  if (!equalEnforcement(file, dev) || Boolean(file.noInherit) !== Boolean(dev.noInherit)) return 'different';
  return compareExpressions(file.expression, dev.expression, { columnType: columnTypes(pair) });
}
function equalForeignKeys(pair: TablePair, file: ForeignKeyConstraint, dev: ForeignKeyConstraint): Equality {
  const { schema } = pair.file;
  const target = (name: ForeignKeyConstraint['references']) => `${name.schema ?? schema}.${name.name}`;
  const equal =
    target(file.references) === target(dev.references) &&
    samePairs(file, dev) &&
    file.match === dev.match &&
    (file.onUpdate ?? 'no action') === (dev.onUpdate ?? 'no action') &&
    (file.onDelete ?? 'no action') === (dev.onDelete ?? 'no action') &&
    equalNames(file.onDeleteColumns ?? [], dev.onDeleteColumns ?? []) &&
    Boolean(file.period) === Boolean(dev.period) &&
    equalDeferral(file, dev) &&
    equalEnforcement(file, dev);
  return equal ? 'same' : 'different';
}
/** Each column with the one it refers to; an order of its own means nothing. */
function samePairs(file: ForeignKeyConstraint, dev: ForeignKeyConstraint): boolean {
  if (file.referencedColumns.length === 0) return equalNames(file.columns, dev.columns);
  const pairs = (key: ForeignKeyConstraint) =>
    key.columns.map((column, at) => `${column}\0${key.referencedColumns[at]}`).sort();
  return equalNames(pairs(file), pairs(dev));
}
