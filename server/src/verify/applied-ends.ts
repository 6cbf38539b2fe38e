/** What files that have run in dev make when they run anew, against what dev has. */
import { isOverload } from '../compare/definitions';
import { compareSchemas } from '../compare/diff';
import type { Difference } from '../compare/difference';
import { tableBehind } from '../model/children';
import type { Origin, Origins, Schema, Table } from '../model/schema';
import { t } from '../text/l10n';
import { keyOf, qualifiedKey, quoteIdentifier, quoteQualified, splitKey } from '../text/names';
import { objectsIn, routinesIn } from './compare-whole';
import { madeWithOrigins } from './made-with-origins';
import { isToldByText, type ObjectDifference, otherwise, partLists } from './object-differences';
import type { Removal } from './removals';
import { othersMade } from './removals-others';

export interface Ends {
  readonly differences: readonly Difference[];
  readonly open: readonly { readonly origin: Origin; readonly reason: string }[];
  /** What reading does not look into, and nothing but another statement than these explains. */
  readonly others: readonly ObjectDifference[];
  /** What only comments are other in, beside tables and columns. */
  readonly commented: readonly { readonly origin: Origin }[];
}
interface EndSchemas extends Readonly<Record<'made' | 'dev' | 'read' | 'later', Schema>> {
  readonly pending: ReadonlySet<string>;
}
/**
 * `read`: what reading makes of the same files. What it finds too differs; anything else is open, but for what nothing in
 * the files may have done otherwise in dev (`mayBeOtherwise`). `later`: all that stands after the files that are taken to be
 * pending, some of which may have run; `pending`: their URIs.
 */
export function heldInTheEnd(
  { made, dev, read, later, pending }: EndSchemas,
  mayBeOtherwise: (names: readonly string[]) => boolean,
): Ends {
  const all = [...objectsIn(made, (map, key) => read[map].get(key)?.origins?.self), ...ofTheirOwn(made, dev, read)];
  const placed = madeWithOrigins(made, read, all);
  const { differences: compared, undecided } = compareSchemas(placed, dev);
  const differences = compared.filter((one) => !isToldByText(one));
  const byReading = compareSchemas(read, dev).differences;
  const known = new Set(byReading.map(aboutOf));
  const news = differences.filter((one) => !known.has(aboutOf(one)) && !isLater(one, pending, [read, later]));
  const found = placedOnce(
    all.flatMap((one) => {
      const names = [splitKey(one.key).name, ...(one.part === undefined ? [] : [one.part])];
      const each = otherwise(one, placed, dev);
      return mayBeOtherwise(names) ? each.map((other) => ({ ...other, open: true })) : each;
    }),
  );
  const others = found.filter(({ aside }) => aside !== 'comment');
  const absent = byReading.filter(
    (one) => one.what === 'object' && (isToldByText(one) || isOfQuery(one)) && isMade(one, made),
  );
  const isAbsent = ({ isAdded, part }: ObjectDifference): boolean =>
    isAdded === true && absent.some((one) => part === partInWords(one));
  const told = [
    ...absent,
    ...byReading.filter((one) => isToldByText(one) && others.some(({ origin }) => isAt(one.origin, origin))),
  ];
  const left = others.filter((one) => !isAbsent(one) && !told.some(({ origin }) => isAt(one.origin, origin)));
  const isSure = (one: ObjectDifference): boolean => !one.open && one.isAdded !== true;
  return {
    others: left.filter(isSure),
    differences: [...differences.filter((one) => known.has(aboutOf(one))), ...told],
    commented: found.filter(({ aside }) => aside === 'comment'),
    open: [
      ...news.map((one) => ({
        origin: one.origin,
        reason: t('{0} is made otherwise here than dev has it', differenceInWords(one)),
      })),
      ...left
        .filter((one) => !isSure(one))
        .map(({ origin, message }) => ({ origin, reason: message.replace(/\.$/, '') })),
      ...undecided.flatMap(({ object, reason, origin }) =>
        origin ? [{ origin, reason: `${object}: ${reason}` }] : [],
      ),
    ],
  };
}
/** What has statements of its own: functions, and the triggers, policies and rules of a table. */
function ofTheirOwn(made: Schema, dev: Schema, read: Schema): Removal[] {
  const routines = routinesIn(
    made,
    dev,
    (key, there) => read.routines.get(key)?.find((one) => isOverload(one, there))?.origins?.self,
  );
  const parts = [...made.tables.keys()].flatMap((key) => {
    const table = read.tables.get(key);
    return partLists.flatMap(([list, what]) =>
      (table?.[list] ?? []).flatMap(({ name, origins }): Removal[] => {
        const shown = `${what} ${quoteIdentifier(name)} of ${quoteQualified(table!)}`;
        return origins?.self ? [{ what, key, part: name, shown, sql: undefined, origin: origins.self }] : [];
      }),
    );
  });
  return [...routines, ...parts, ...ofBaseline(read), ...othersMade(read, dev)];
}
/** What files give to tables that none of them makes, and indexes of materialized views: nothing tells it with their table. */
function ofBaseline(read: Schema): Removal[] {
  const isBaseline = (table: Table | undefined): table is Table =>
    table !== undefined && table.origins?.self === undefined;
  const parts = [...read.tables].flatMap(([key, table]) => {
    if (!isBaseline(table)) return [];
    const of = (what: 'column' | 'constraint', named: readonly Named[]): Removal[] =>
      named.flatMap(({ name, origins }) => {
        const origin = origins && Object.values(origins)[0];
        const shown = `${what} ${quoteIdentifier(name)} of ${quoteQualified(table)}`;
        return origin ? [{ what, key, part: name, shown, sql: undefined, origin }] : [];
      });
    return [...of('column', table.columns), ...of('constraint', table.constraints)];
  });
  const indexes = [...read.indexes].flatMap(([key, index]): Removal[] => {
    const behind = tableBehind(index);
    const origin = index.origins?.self;
    if (!origin || behind === undefined || !(read.views.has(behind) || isBaseline(read.tables.get(behind)))) return [];
    return [{ what: 'index', key, part: behind, shown: quoteQualified(index), sql: undefined, origin }];
  });
  return [...parts, ...indexes];
}
interface Named {
  readonly name: string;
  readonly origins?: Origins;
}
/** A table tells of its policies, too: the place of the policy's own statement is the better one, and stands later. */
function placedOnce(all: readonly ObjectDifference[]): ObjectDifference[] {
  return [...new Map(all.map((one) => [one.message, one])).values()];
}
const isAt = (a: Origin, b: Origin): boolean => a.uri === b.uri && a.statement === b.statement;
function isLater(one: Difference, pending: ReadonlySet<string>, schemas: readonly Schema[]): boolean {
  const isTheirs = (part: Named | undefined): boolean =>
    part !== undefined && Object.values(part.origins ?? {}).some(({ uri }) => pending.has(uri));
  const isIn = (list: 'columns' | 'constraints', of: Table, name: string): boolean =>
    schemas.some(({ tables }) => isTheirs(tables.get(keyOf(of))?.[list].find((each) => each.name === name)));
  if (one.what === 'missing columns') return one.columns.every(({ name }) => isIn('columns', one.table, name));
  if (one.what !== 'index' && one.what !== 'constraint') return false;
  const { dev, file, table } = one;
  if (!dev || file) return false;
  if (one.what === 'constraint') return isIn('constraints', table, dev.name);
  return schemas.some(({ indexes }) => isTheirs(indexes.get(keyOf({ schema: table.schema, name: dev.name }))));
}
/** What it is about, whatever its values. */
function aboutOf(one: Difference): string {
  return `${one.what}\0${differenceInWords(one)}\0${'fact' in one ? one.fact : ''}`;
}
function differenceInWords(one: Difference): string {
  const part = 'column' in one ? one.column.name : partInWords(one);
  const of =
    'table' in one
      ? one.table.name
      : 'name' in one
        ? one.name
        : 'file' in one && one.file
          ? objectNameOf(one.file)
          : '';
  return [part, of].filter(Boolean).join(' of ');
}
/** Its columns are not compared as those of a table are. */
const isOfQuery = ({ kind }: { readonly kind: string }): boolean => kind === 'view' || kind === 'materialized view';
/** A view, function, trigger, policy or rule that reading says dev lacks: running has made it, too. */
function isMade(one: Difference & { readonly what: 'object' }, { routines, tables, views }: Schema): boolean {
  if (isOfQuery(one)) return views.has(keyOf(one));
  const list = partLists.find(([, what]) => what === one.kind)?.[0];
  if (list === undefined) return routines.has(keyOf(one));
  const key = qualifiedKey(one.schema, one.on ?? '');
  return (tables.get(key) ?? views.get(key))?.[list as 'rules']?.some(({ name }) => name === one.name) ?? false;
}
function partInWords(one: Difference): string | undefined {
  if (one.what === 'object') return `${one.kind} ${quoteIdentifier(one.name)}`;
  if (one.what !== 'constraint' && one.what !== 'index') return undefined;
  return `${one.what} ${(one.dev ?? one.file)?.name ?? ''}`;
}
const objectNameOf = (object: string | { readonly name: string }): string =>
  typeof object === 'string' ? object : object.name;
