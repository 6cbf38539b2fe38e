/** What files that have run in dev make when they run anew, against what dev has. */
import { compareSchemas } from '../compare/diff';
import type { Difference } from '../compare/difference';
import type { Origin, Schema } from '../model/schema';
import { t } from '../text/l10n';
import { keyOf } from '../text/names';
import { objectsIn } from './compare-whole';
import { madeWithOrigins } from './made-with-origins';
import { isToldByText, otherwise } from './object-differences';

export interface Ends {
  readonly differences: readonly Difference[];
  readonly open: readonly { readonly origin: Origin; readonly reason: string }[];
}
/**
 * `read`: what reading makes of the same files. What it finds too differs; anything else is open. `later`: what the files
 * that are taken to be pending make, too, some of which may have run.
 */
export function heldInTheEnd({ made, dev, read, later }: Record<'made' | 'dev' | 'read' | 'later', Schema>): Ends {
  const all = objectsIn(made, (map, key) => read[map].get(key)?.origins?.self);
  const { differences: compared, undecided } = compareSchemas(madeWithOrigins(made, read, all), dev);
  const differences = compared.filter((one) => !isToldByText(one));
  const known = new Set(compareSchemas(read, dev).differences.map(aboutOf));
  const news = differences.filter((one) => !known.has(aboutOf(one)) && !isLater(one, later));
  const others = all.flatMap((one) => otherwise(one, made, dev));
  return {
    differences: differences.filter((one) => known.has(aboutOf(one))),
    open: [
      ...news.map((one) => ({
        origin: one.origin,
        reason: t('{0} is made otherwise here than dev has it', differenceInWords(one)),
      })),
      ...others.map(({ origin, message }) => ({ origin, reason: message.replace(/\.$/, '') })),
      ...undecided.flatMap(({ object, reason, origin }) =>
        origin ? [{ origin, reason: `${object}: ${reason}` }] : [],
      ),
    ],
  };
}
function isLater(one: Difference, later: Schema): boolean {
  if (one.what !== 'index' && one.what !== 'constraint') return false;
  const { dev, file, table } = one;
  if (!dev || file) return false;
  if (one.what === 'index') return later.indexes.has(keyOf({ schema: table.schema, name: dev.name }));
  return later.tables.get(keyOf(table))?.constraints.some(({ name }) => name === dev.name) ?? false;
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
function partInWords(one: Difference): string | undefined {
  if (one.what !== 'constraint' && one.what !== 'index') return undefined;
  return `${one.what} ${(one.dev ?? one.file)?.name ?? ''}`;
}
const objectNameOf = (object: string | { readonly name: string }): string =>
  typeof object === 'string' ? object : object.name;
