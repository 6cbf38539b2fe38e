/** Which tables a diagram shows, what differs in them, and which foreign keys join them. */

import { tablesReferringTo } from '../model/lookups';
import type { Schema, Table } from '../model/schema';
import { columnCounts } from '../rules/message-words';
import { chained, plural, t } from '../text/l10n';
import { displayName, keyOf, qualifiedKey } from '../text/names';
import { compareText } from '../text/text';
import {
  added,
  columnsOf,
  differencesOf,
  foreignKeysOf,
  lacking,
  NOT_IN_DEV,
  partsOf,
  type Sides,
  unchanged,
} from './compared';
import { asDevHasIt, type Diagram, type DiagramKey, type DiagramTable, type Mark, type Marked } from './model';

export interface DiagramInput {
  /** What the migrations make; absent: dev is shown alone. */
  readonly here: Schema | undefined;
  /** Absent: it is not known, so that nothing can differ from it. */
  readonly dev: Schema | undefined;
  /** Keys of `Schema.tables`: those that are held against dev. */
  readonly touched: readonly string[];
  /** The tables that it is about, or all of a schema. */
  readonly about: { readonly tables: readonly string[] } | { readonly schema: string };
  /** They have run in dev. */
  readonly isApplied: boolean;
}
/** Tables that are drawn: the layout of as many takes less than a second, and nobody reads more at once. */
const MOST_TABLES = 250;
/** Tables beside, for the foreign keys that lead to one table. */
const MOST_BESIDE = 30;
const MOST_NOT_KNOWN = 5;

/** Everything by name, so that the same schemas give the same diagram. */
export function diagramOf(input: DiagramInput): Diagram {
  const notes: string[] = [];
  const { dev, here } = input;
  if (!dev) notes.push(t('Dev is not known, so nothing is shown to differ from it.'));
  const own = aboutKeys(input);
  const shown = bounded([...own, ...besideKeys(own, input, notes)], own, input, notes);
  const touched = new Set(dev && here ? input.touched : []);
  const compared =
    dev && here
      ? differencesOf(
          shown.filter((key) => touched.has(key) && here.tables.has(key) && dev.tables.has(key)),
          here,
          dev,
        )
      : { byTable: new Map(), undecided: [] };
  addNotKnown(compared.undecided, notes);
  const ids = new Map(shown.map((key, at) => [key, `t${at}`]));
  const sides = new Map(
    shown.map((key) => [key, diagramSides(key, input, touched.has(key), compared.byTable.get(key))]),
  );
  const keys = shown.flatMap((key) => keysOf(sides.get(key)!, ids));
  const mains = new Set(own);
  const partitions = partitionCounts(input);
  const tables = shown.map((key): DiagramTable => {
    const table = tableOf(key, input)!;
    const about = sides.get(key)!;
    const columns = columnsOf(about, (here ?? dev)!);
    const parts = about.here && about.dev ? partsOf(about) : [];
    return {
      ...{ id: ids.get(key)!, schema: table.schema, name: table.name, columns, parts },
      title: displayName(table, (here ?? dev)!.searchPath),
      isBeside: !mains.has(key),
      partitions: partitions.get(key) ?? 0,
      ...markOf(about, { columns, parts }, touched.has(key)),
    };
  });
  return { tables, keys, notes };
}

/** What the file makes goes before what dev has. */
const tableOf = (key: string, { here, dev }: DiagramInput): Table | undefined =>
  here?.tables.get(key) ?? dev?.tables.get(key);

function aboutKeys(input: DiagramInput): string[] {
  const { about, here, dev } = input;
  if ('tables' in about) return [...new Set(about.tables)].filter((key) => tableOf(key, input));
  const inSchema = (schema: Schema | undefined) =>
    [...(schema?.tables.values() ?? [])].filter((table) => table.schema === about.schema && isShown(table)).map(keyOf);
  // What migrations that have run do not make, and what a pending one drops, only dev has.
  return [...new Set([...inSchema(here), ...inSchema(dev)])].sort(compareText);
}
/** Partitions are their parent's. */
const isShown = ({ partitionOf, persistence }: Table): boolean => !partitionOf && persistence !== 'temporary';

/** Where their foreign keys lead; and where those that lead to them come from, unless it is of a whole schema. */
function besideKeys(own: readonly string[], input: DiagramInput, notes: string[]): string[] {
  const beside = new Set<string>();
  const schemas = [input.here, input.dev].filter((one) => one !== undefined);
  for (const key of own) {
    const table = tableOf(key, input)!;
    for (const schema of schemas)
      for (const one of schema.tables.get(key)?.constraints ?? [])
        if (one.kind === 'foreign key')
          beside.add(qualifiedKey(one.references.schema ?? table.schema, one.references.name));
    if ('schema' in input.about) continue;
    const from = [...new Set(schemas.flatMap((schema) => tablesReferringTo(schema, table).filter(isShown).map(keyOf)))];
    const others = from.filter((each) => !own.includes(each)).sort(compareText);
    for (const each of others.slice(0, MOST_BESIDE)) beside.add(each);
    const rest = others.length - MOST_BESIDE;
    if (rest > 0)
      notes.push(plural(rest, '{0} more table leads to {1}.', '{0} more tables lead to {1}.', displayName(table)));
  }
  return [...beside].filter((key) => !own.includes(key) && tableOf(key, input)).sort(compareText);
}
/** Those with the most foreign keys stay. */
function bounded(all: readonly string[], own: readonly string[], input: DiagramInput, notes: string[]): string[] {
  if (all.length <= MOST_TABLES) return [...all];
  const weight = new Map<string, number>();
  const more = (key: string, by: number) => weight.set(key, (weight.get(key) ?? 0) + by);
  for (const key of own) more(key, input.touched.includes(key) ? 1_000 : 0.5);
  for (const key of all) {
    const table = tableOf(key, input)!;
    for (const one of table.constraints) {
      if (one.kind !== 'foreign key') continue;
      more(key, 1);
      more(qualifiedKey(one.references.schema ?? table.schema, one.references.name), 1);
    }
  }
  const kept = [...all]
    .sort((a, b) => (weight.get(b) ?? 0) - (weight.get(a) ?? 0) || compareText(a, b))
    .slice(0, MOST_TABLES);
  notes.push(t('{0} of {1} tables are drawn: those with the most foreign keys.', MOST_TABLES, all.length));
  return kept.sort(compareText);
}
function addNotKnown(undecided: readonly string[], notes: string[]): void {
  for (const one of undecided.slice(0, MOST_NOT_KNOWN)) notes.push(t('Not known: {0}.', one));
  const rest = undecided.length - MOST_NOT_KNOWN;
  if (rest > 0) notes.push(t('Not known: {0} more.', rest));
}

function diagramSides(
  key: string,
  { here, dev, isApplied }: DiagramInput,
  isTouched: boolean,
  differences: Sides['differences'] = [],
): Sides {
  const [mine, devs] = [here?.tables.get(key), dev?.tables.get(key)];
  const about = { differences, isMade: mine?.origins?.self !== undefined, isApplied };
  if (isTouched) return { ...about, here: mine, dev: devs };
  // Nothing of it is compared: one side stands for both.
  const one = devs ?? mine;
  return { ...about, here: one, dev: one };
}
function keysOf(sides: Sides, ids: ReadonlyMap<string, string>): DiagramKey[] {
  const table = (sides.here ?? sides.dev)!;
  const from = ids.get(keyOf(table))!;
  return foreignKeysOf(sides).flatMap(({ key, mark, words }): DiagramKey[] => {
    const to = ids.get(qualifiedKey(key.references.schema ?? table.schema, key.references.name));
    if (to === undefined) return [];
    const named = (name: string) => table.columns.find((column) => column.name === name);
    const isUnique = table.constraints.some(
      (one) =>
        (one.kind === 'primary key' || one.kind === 'unique') &&
        one.columns.every((name) => key.columns.includes(name)),
    );
    const isOptional = key.columns.some((name) => named(name)?.notNull === false);
    return [
      {
        name: key.name,
        from,
        to,
        columns: key.columns,
        referenced: key.referencedColumns,
        isOptional,
        isUnique,
        mark,
        words,
      },
    ];
  });
}
function markOf(
  { here, dev, ...sides }: Sides,
  { columns, parts }: Pick<DiagramTable, 'columns' | 'parts'>,
  isTouched: boolean,
): Marked {
  if (!dev) return isTouched ? added({ ...sides, here }) : unchanged;
  if (!here) return lacking({ isMade: false });
  const count = (mark: Mark): readonly Marked[] => columns.filter((one) => one.mark === mark);
  const addition = count('added');
  const alone = addition.filter(({ words }) => words === NOT_IN_DEV).length;
  const told = [
    ...columnCounts(count('missing').length, alone),
    ...counted(addition.length - alone, (number) => t('{0} added', number)),
    ...counted(count('dropped').length, (number) => t('{0} dropped', number)),
    ...counted(count('changed').length, (number) => t('{0} different', number)),
    ...counted(parts.length, (number) => plural(number, '{0} constraint or index', '{0} constraints and indexes')),
  ];
  if (told.length > 0) return { mark: 'changed', words: chained(told, ', ') };
  return { mark: 'same', words: isTouched ? asDevHasIt : '' };
}
const counted = (number: number, say: (number: number) => string): string[] => (number > 0 ? [say(number)] : []);
function partitionCounts({ here, dev }: DiagramInput): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { partitionOf, schema } of (here ?? dev)?.tables.values() ?? []) {
    if (!partitionOf) continue;
    const key = qualifiedKey(partitionOf.parent.schema ?? schema, partitionOf.parent.name);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
