/** All of a schema against all of dev: what the files make of target has to be dev. */
import { isOverload } from '../compare/definitions';
import { compareSchemas } from '../compare/diff';
import type { Difference } from '../compare/difference';
import { type ComparedKind, comparedKinds, kinds, kindsNamedAsRelations } from '../model/kinds';
import type { Origin, Routine, Schema } from '../model/schema';
import { t } from '../text/l10n';
import { displayName, quoteQualified, splitKey } from '../text/names';
import { wordPattern } from '../text/text';
import type { Missing } from './base';
import { besideTables } from './compare-beside';
import { madeWithOrigins } from './made-with-origins';
import { isToldByText, otherwise } from './object-differences';
import type { Removal } from './removals';
import { othersMade } from './removals-others';

/** Something without a place of its own stands at the last statement. */
interface Whole {
  /** Beside tables and columns, comments are other ones. */
  readonly isCommented: boolean;
  readonly differences: readonly Difference[];
  readonly others: readonly { readonly origin: Origin; readonly message: string }[];
  readonly undecided: readonly { readonly origin: Origin; readonly reason: string }[];
}
interface WholeInput {
  readonly made: Schema;
  readonly dev: Schema;
  /** What reading makes of the files: the places of what they set. */
  readonly read: Schema;
  readonly missing: readonly Missing[];
  /** Where what no file set is put. */
  readonly last: Origin;
}

export function compareWhole(input: WholeInput): Whole {
  const { made, dev, read, last } = input;
  const all = [
    ...[...objectsIn(made, () => last), ...routinesIn(made, dev, () => last)],
    ...othersMade(made, dev, last),
  ];
  const { differences, undecided } = compareSchemas(madeWithOrigins(made, read, all), dev);
  const told = all.flatMap((one) => otherwise(one, made, dev));
  const contents = told
    .filter(({ aside }) => aside !== 'comment')
    .map(({ message, open }) => (open ? { reason: message } : { message }));
  const existence = comparedKinds.flatMap((kind) => existing(kinds[kind], input));
  const found = [...contents, ...existence, ...besideTables(made, dev, input.missing)];
  return {
    differences: differences.filter((one) => one.what !== 'table' && one.what !== 'object' && !isToldByText(one)),
    isCommented: told.some(({ aside }) => aside === 'comment'),
    others: found.flatMap((one) => ('message' in one ? [{ origin: last, message: one.message }] : [])),
    undecided: [
      ...found.flatMap((one) => ('reason' in one ? [{ origin: last, reason: one.reason }] : [])),
      ...undecided.map(({ object, reason, origin }) => ({ origin: origin ?? last, reason: `${object}: ${reason}` })),
    ],
  };
}

type RelationMap = Pick<Schema, (typeof kinds)[(typeof kindsNamedAsRelations)[number]]['map']>;
/** All that a comparison looks into; without the indexes, which are compared with their tables. */
export function objectsIn(
  made: Schema,
  originOf: (map: keyof RelationMap, key: string) => Origin | undefined,
): Removal[] {
  return kindsNamedAsRelations.flatMap((what): Removal[] => {
    if (what === 'index') return [];
    const { map } = kinds[what];
    return [...made[map]].flatMap(([key, object]) => {
      const origin = originOf(map, key);
      return origin ? [{ what, key, shown: quoteQualified(object), sql: undefined, origin }] : [];
    });
  });
}

/** Functions, procedures and aggregates that both have. */
export function routinesIn(
  made: Schema,
  dev: Schema,
  originOf: (key: string, routine: Routine) => Origin | undefined,
): Removal[] {
  return [...made.routines].flatMap(([key, overloads]) =>
    (dev.routines.get(key) ?? []).flatMap((there): Removal[] => {
      const here = overloads.find((one) => isOverload(one, there));
      const origin = here && there.extension === undefined ? originOf(key, there) : undefined;
      const { identityArguments: part, kind } = there;
      const shown = `${kind} ${displayName(there, [])}(${part})`;
      return origin ? [{ what: 'routine', key, part, shown, sql: undefined, origin }] : [];
    }),
  );
}

/** What only one side has. Indexes of a table that both have are compared with it. */
function existing({ map, noun }: (typeof kinds)[ComparedKind], { made, dev, missing }: WholeInput) {
  const found: ({ readonly message: string } | { readonly reason: string })[] = [];
  for (const key of new Set([...made[map].keys(), ...dev[map].keys()])) {
    const [here, there] = [made[map].get(key), dev[map].get(key)];
    if ((here && there) || map === 'indexes' || ofExtension(here ?? there)) continue;
    const { schema, name } = splitKey(key);
    const shown = `${noun} ${quoteQualified({ schema, name })}`;
    const open =
      missing.find(({ text }) => wordPattern(name).test(text))?.reason ??
      dev.unknown.find(({ object }) => object === '*' || object.endsWith(`\0${schema}\0${name}`))?.reason;
    if (open !== undefined) found.push({ reason: `${shown}: ${open}` });
    else found.push({ message: there ? t('dev has {0}, which is not made.', shown) : t('dev has no {0}.', shown) });
  }
  return found;
}
function ofExtension(object: unknown): boolean {
  const [one] = [object].flat();
  return typeof one === 'object' && one !== null && 'extension' in one && one.extension !== undefined;
}
