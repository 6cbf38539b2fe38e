/** One table as a file makes it beside dev's: what of it differs, and how that is said. */

import { compareSchemas } from '../compare/diff';
import type { Difference } from '../compare/difference';
import type { Column, Constraint, ForeignKeyConstraint, Index, Schema, Table } from '../model/schema';
import { formatType } from '../model/types';
import { constraintNames, describeConstraint, describeIndex, indexNoun } from '../rules/message-words';
import { chained, noun, t } from '../text/l10n';
import { keyOf, quoteIdentifier } from '../text/names';
import { madeWithOrigins } from '../verify/made-with-origins';
import type { DiagramColumn, DiagramTable, Mark, Marked } from './model';

/** A table on both sides; `dev` of a table that is not held against dev is the same object. */
export interface Sides {
  readonly here: Table | undefined;
  readonly dev: Table | undefined;
  readonly differences: readonly Difference[];
  /** The migrations make the table, so that they lack what they do not say. */
  readonly isMade: boolean;
  /** They have run in dev: what dev lacks, it lacks now. */
  readonly isApplied: boolean;
}
export const NOT_IN_DEV = t('not in dev');
export const unchanged: Marked = { mark: 'same', words: '' };

const nowhere = { uri: '', statement: 0, start: 0, end: 0 };
/** All that differs in these tables, whoever made their parts; and what could not be decided, in words. */
export function differencesOf(
  keys: readonly string[],
  here: Schema,
  dev: Schema,
): { readonly byTable: ReadonlyMap<string, readonly Difference[]>; readonly undecided: readonly string[] } {
  const asked = keys.map((key) => ({ what: 'table', key, shown: '', sql: undefined, origin: nowhere }) as const);
  const { differences, undecided } = compareSchemas(madeWithOrigins(here, here, asked), dev);
  const byTable = new Map<string, Difference[]>(keys.map((key) => [key, []]));
  for (const one of differences) if ('table' in one) byTable.get(keyOf(one.table))?.push(one);
  return { byTable, undecided: undecided.map(({ object, reason }) => t('{0}: {1}', object, reason)) };
}

/** `part`: what is added, in a table that dev has. Of a table that is written anew, as of one that has run, it is no change. */
export function added({ isApplied, here }: Pick<Sides, 'isApplied' | 'here'>, part?: Pick<Column, 'origins'>): Marked {
  const whole = here?.origins?.self;
  const own = part?.origins?.self;
  const isOfWhole = own !== undefined && own.uri === whole?.uri && own.statement === whole.statement;
  return { mark: 'added', words: isApplied || isOfWhole ? NOT_IN_DEV : t('added here') };
}
export function lacking({ isMade }: Pick<Sides, 'isMade'>): Marked {
  return isMade ? { mark: 'missing', words: t('missing here') } : { mark: 'dropped', words: t('dropped here') };
}

/** In the file's order, dev's others where dev has them. */
export function columnsOf(sides: Sides, schema: Schema): DiagramColumn[] {
  const { here, dev, differences } = sides;
  const mine = here?.columns ?? [];
  const rows = mine.map((column) => column.name);
  let before: string | undefined;
  for (const { name } of dev?.columns ?? []) {
    if (!rows.includes(name)) rows.splice(before === undefined ? 0 : rows.indexOf(before) + 1, 0, name);
    before = name;
  }
  const constraints = [...(here?.constraints ?? []), ...(here ? [] : (dev?.constraints ?? []))];
  const inKey = (kind: Constraint['kind'], name: string): boolean =>
    constraints.some((one) => one.kind === kind && 'columns' in one && one.columns.includes(name));
  const devColumns = new Map(dev?.columns.map((column) => [column.name, column]));
  const byName = new Map(mine.map((column) => [column.name, column]));
  return rows.map((name) => {
    const column = (byName.get(name) ?? devColumns.get(name))!;
    return {
      name,
      type: column.type ? formatType(column.type, 'needed', schema.searchPath) : t('type not known'),
      notNull: column.notNull,
      inPrimaryKey: inKey('primary key', name),
      inForeignKey: inKey('foreign key', name),
      ...markOf(name, { sides, isHere: byName.has(name), isDevs: devColumns.has(name) }, differences, schema),
    };
  });
}
function markOf(
  name: string,
  { sides, isHere, isDevs }: { readonly sides: Sides; readonly isHere: boolean; readonly isDevs: boolean },
  differences: readonly Difference[],
  schema: Schema,
): Marked {
  // A whole table that is on one side only says it once, in its head.
  if (!sides.here || !sides.dev) return unchanged;
  if (!isDevs)
    return added(
      sides,
      sides.here.columns.find((one) => one.name === name),
    );
  if (!isHere) return lacking(sides);
  const facts = differences.flatMap((one) =>
    one.what === 'column' && one.column.name === name ? (factInDev(one, schema) ?? []) : [],
  );
  return facts.length === 0 ? unchanged : { mark: 'changed', words: t('dev: {0}', chained(facts, ', ')) };
}
/** Comments are not drawn. */
function factInDev({ fact, devColumn }: Extract<Difference, { what: 'column' }>, schema: Schema): string | undefined {
  switch (fact) {
    case 'type':
      return formatType(devColumn.type, 'needed', schema.searchPath);
    case 'notNull':
      return devColumn.notNull ? t('not null') : t('nullable');
    case 'default':
      return devColumn.default === undefined ? t('no default') : t('default {0}', devColumn.default);
    case 'identity':
      return devColumn.identity ? t('identity, {0}', devColumn.identity.kind) : t('no identity');
    case 'generated':
      return generatedInDev(devColumn);
    case 'collation':
      return devColumn.collation
        ? t('collation {0}', quoteIdentifier(devColumn.collation.name))
        : t('default collation');
    default:
      return undefined;
  }
}
function generatedInDev({ generated }: Column): string {
  return generated ? t('generated as {0}', generated.expression) : t('not generated');
}

/** Constraints and indexes that differ, and the words for lines that do. */
export function partsOf(sides: Sides): DiagramTable['parts'] {
  const keys = foreignKeysOf(sides).filter(({ mark }) => mark !== 'same');
  const others = sides.differences.flatMap((one) => {
    if (one.what === 'index') return partOf(sides, one, indexText);
    if (one.what !== 'constraint' || (one.file ?? one.dev)?.kind === 'foreign key') return [];
    return partOf(sides, one, constraintText);
  });
  return [...keys.map(({ key, mark, words }) => ({ text: constraintText(key), mark, words })), ...others];
}
type Differing<T> = { readonly file: T | undefined; readonly dev: T | undefined; readonly differs?: string };
function partOf<T extends Index | Constraint>(
  sides: Sides,
  { file, dev, differs }: Differing<T>,
  say: (part: T) => string,
): DiagramTable['parts'] {
  if (!dev) return file ? [{ text: say(file), ...added(sides, file) }] : [];
  if (!file) return [{ text: say(dev), ...lacking(sides) }];
  const inDev = differs === 'name' ? quoteIdentifier(dev.name) : say(dev);
  return [{ text: say(file), mark: 'changed', words: t('dev: {0}', inDev) }];
}
const indexText = (index: Index): string =>
  t('{0} {1} {2}', noun(indexNoun(index)), quoteIdentifier(index.name), describeIndex(index));
const constraintText = (constraint: Constraint): string =>
  t('{0} {1}', noun(constraintNames[constraint.kind]), describeConstraint(constraint));

/** The foreign keys of both sides, each once. */
export function foreignKeysOf(sides: Sides): (Marked & { readonly key: ForeignKeyConstraint })[] {
  const of = (table: Table | undefined) => table?.constraints.filter((one) => one.kind === 'foreign key') ?? [];
  const { here, dev, differences } = sides;
  if (!here || !dev || here === dev) return of(here ?? dev).map((key) => ({ key, ...unchanged }));
  const devs = of(dev);
  const found = of(here).map((key) => {
    const at = devs.findIndex((other) => isSameWay(key, other));
    const [other] = at < 0 ? [] : devs.splice(at, 1);
    if (!other) return { key, ...added(sides, key) };
    const differs = differences.some(
      (one) => one.what === 'constraint' && one.file?.name === key.name && one.differs === 'definition',
    );
    return {
      key,
      ...(differs ? { mark: 'changed' as Mark, words: t('dev: {0}', describeConstraint(other)) } : unchanged),
    };
  });
  return [...found, ...devs.map((key) => ({ key, ...lacking(sides) }))];
}
const isSameWay = (a: ForeignKeyConstraint, b: ForeignKeyConstraint): boolean =>
  a.references.name === b.references.name && a.columns.join('\0') === b.columns.join('\0');
