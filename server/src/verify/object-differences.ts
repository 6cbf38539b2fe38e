/** What differs in objects and parts that `compareSchemas` does not look into: as their server writes them. */

import { isOverload } from '../compare/definitions';
import type { Difference } from '../compare/difference';
import { oneAsOwn, oneInWordsOf } from '../compare/servers/in-words-of';
import { tableBehind } from '../model/children';
import type { PMap } from '../model/persistent-map';
import type { Origin, Schema, Table } from '../model/schema';
import { routineDefinition } from '../sql/definitions';
import { ROLLED_BACK } from '../sql/document/rolled-back';
import { canonical } from '../text/canonical';
import { noun as nounOf, t } from '../text/l10n';
import { displayName, quoteIdentifier } from '../text/names';
import { present } from '../text/present';
import { majorOf } from '../text/versions';
import { commentFact, type PartFact, partFacts } from './part-facts';
import type { Removal } from './removals';

export interface ObjectDifference {
  readonly origin: Origin;
  readonly message: string;
  /** The two servers may only write it differently. */
  readonly open: boolean;
  /** A statement of its own gives it to a table, and dev has nothing in its place. */
  readonly isAdded?: true;
  readonly aside?: PartFact['aside'];
  /** The part of a table or view that it is about: `trigger touch`. */
  readonly part?: string;
}

/** What `otherwise` and what looks for absent objects tell, too: there by the server's own words for it. */
export const isToldByText = (one: Difference): boolean =>
  one.what === 'definition' || (one.what === 'object' && !wholeKinds.has(one.kind));
const wholeKinds: ReadonlySet<string> = new Set(['type', 'view', 'materialized view']);

/** Of one object that the file makes and dev has. */
export function otherwise(removal: Removal, made: Schema, dev: Schema, isRolledBack = false): ObjectDifference[] {
  const { what, shown, origin } = removal;
  const open = majorOf(made.serverVersion) !== majorOf(dev.serverVersion);
  const so = (message: string): ObjectDifference => ({ origin, message: t('{0}.', message), open: false });
  const written = (object: string, mayBeWords: boolean): ObjectDifference =>
    open && mayBeWords
      ? {
          origin,
          open,
          message: t(
            'whether {0} is as dev has it: PostgreSQL {1} writes it otherwise than {2}',
            object,
            majorOf(dev.serverVersion),
            majorOf(made.serverVersion),
          ),
        }
      : so(t('{0} is not as dev has it', object));
  const gone = (name: string): ObjectDifference[] => [
    { origin, open: true, message: isRolledBack ? ROLLED_BACK : t('after the run there is no {0}', name) },
  ];
  if (what === 'routine') {
    const [here, there] = routinesNow(removal, made, dev);
    return here || !there ? routineOtherwise(removal, made, dev, { so, written }) : gone(shown);
  }
  const [here, inDev] = [made, dev].map((schema) => objectNow({ ...removal, what }, schema));
  if (!inDev) return [];
  const inWords = (write: typeof oneInWordsOf): object =>
    objectNow({ ...removal, what }, holderInWordsOf(removal, [made, dev], write(made, dev))) ?? inDev;
  const there = inWords(oneInWordsOf);
  const asOwn = open ? inWords(oneAsOwn) : there;
  // A condition in the file may have been for another server.
  if (!here) return gone(`${kindBefore(what)}${shown}`);
  const facts = asDifferences(origin, [
    ...partFacts({ ...removal, what }, { made, dev }),
    ...(isNotedApart(what) ? commentFact(`${kindBefore(what)}${shown}`, here, there) : []),
  ]);
  if (what === 'table') return [...tableOtherwise([here, there, asOwn] as Tables, removal, { so, written }), ...facts];
  const beside = [...besideIt(removal, made, dev).map(so), ...facts];
  // What `compareSchemas` tells of; enums value by value.
  const isOfView = what === 'index' && dev.views.has(removal.part ?? '');
  const isTold = (what === 'index' && !isOfView) || what === 'column' || what === 'constraint';
  if (isTold || ('values' in here && 'values' in there)) return beside;
  if (behaviourText(here) === behaviourText(there)) return beside;
  const mayBeWords = what === 'other' || what === 'collation' || behaviourText(here) === behaviourText(asOwn);
  return [written(`${kindBefore(what)}${shown}`, mayBeWords), ...beside];
}
/** Made here, dev's, and dev's where all that may only be words is as here. */
type Tables = readonly [here: Table, there: Table, asOwn: Table];
/** Those of tables and columns are among what `compareSchemas` tells, those of constraints and indexes among the facts of parts. */
const isNotedApart = (what: Removal['what']): boolean =>
  what !== 'table' && what !== 'column' && what !== 'constraint' && what !== 'index';
const asDifferences = (place: Origin, facts: readonly PartFact[]): ObjectDifference[] =>
  facts.map(({ message, origin = place, isAdded, open = false, aside }) => ({
    ...{ origin, message: open ? message : t('{0}.', message), open },
    ...present({ aside }),
    ...(isAdded && { isAdded }),
  }));
/** What stands beside the object itself: a view's indexes, and whether a policy's table asks its policies. */
function besideIt({ what, key, shown }: Removal, made: Schema, dev: Schema): string[] {
  if (what === 'policy') {
    const [here, there] = [made, dev].map((schema) => schema.tables.get(key));
    if (!here || !there || here.rowSecurity === there.rowSecurity) return [];
    const [mine, devs] = [here, there].map(wholeInWords.rowSecurity);
    return [t('{0}: {1} in dev, {2} here', displayName(here), devs!, mine!)];
  }
  const [here, there] = [made, dev].map(({ views }) => (what === 'view' ? views.get(key) : undefined));
  if (!here || !there) return [];
  const [mine, devs] = [made, dev].map((schema) => indexesOf(schema, key));
  const index = (name: string) => `index ${quoteIdentifier(name)}`;
  return [
    ...devs!.filter((one) => !mine!.includes(one)).map((one) => t('{0} has {1} in dev, not here', shown, index(one))),
    ...mine!.filter((one) => !devs!.includes(one)).map((one) => t('{0} has no {1} in dev', shown, index(one))),
  ];
}
const indexesOf = ({ indexes }: Schema, key: string): string[] =>
  [...indexes.values()].filter((one) => tableBehind(one) === key).map(({ name }) => name);
function routinesNow({ key, part }: Removal, made: Schema, dev: Schema) {
  const there = dev.routines.get(key)?.find(({ identityArguments }) => identityArguments === part);
  const here = there && made.routines.get(key)?.find((one) => isOverload(one, there));
  return [here, there] as const;
}
/** Comments and blanks in a body are no difference. */
function routineOtherwise(removal: Removal, made: Schema, dev: Schema, words: Words): ObjectDifference[] {
  const { shown, origin } = removal;
  const [here, inDev] = routinesNow(removal, made, dev);
  if (!here || !inDev) return [];
  const [there = inDev, asOwn = inDev] = [oneInWordsOf, oneAsOwn].map(
    (write) => write(made, dev).overloads({ own: [here], other: [inDev] })[0],
  );
  const comment = asDifferences(origin, commentFact(shown, here, there));
  if (behaviourText(here) === behaviourText(there)) return comment;
  const [a, b, own] = [here, there, asOwn].map(({ definition = '', ...facts }) => {
    const head = definition.split(/^AS /m, 1)[0]!;
    const body = routineDefinition(definition)?.body?.map(({ text }) => text) ?? definition.slice(head.length);
    return behaviourText({ ...facts, head, body });
  });
  return [...(a === b ? [] : [words.written(shown, a === own)]), ...comment];
}
/** A part is shown with its kind. */
export const kindBefore = (what: Removal['what']): string =>
  what === 'table' || what === 'view' || what === 'sequence' || what === 'type' || what === 'index' ? `${what} ` : '';
/** Dev with the one object, or the one that it is a part of, in the words of the server that has made it here. */
function holderInWordsOf(
  { key }: Removal,
  [made, dev]: readonly [Schema, Schema],
  write: ReturnType<typeof oneInWordsOf>,
): Schema {
  const put = <T>(map: PMap<T>, own: T | undefined, asOwn: (each: { own: T; other: T }) => T): PMap<T> => {
    const other = map.get(key);
    return own === undefined || other === undefined ? map : map.with(key, asOwn({ own, other }));
  };
  return {
    ...dev,
    tables: put(dev.tables, made.tables.get(key), write.table),
    views: put(dev.views, made.views.get(key), write.view),
    indexes: put(dev.indexes, made.indexes.get(key), write.index),
    types: put(dev.types, made.types.get(key), write.type),
    sequences: put(dev.sequences, made.sequences.get(key), write.sequence),
    statistics: put(dev.statistics, made.statistics.get(key), write.statistics),
  };
}
type InMaps = Removal & { readonly what: Exclude<Removal['what'], 'routine'> };
function objectNow({ what, key, part }: InMaps, schema: Schema): object | undefined {
  if (what === 'table' || what === 'view' || what === 'sequence' || what === 'type') return schema[`${what}s`].get(key);
  if (what === 'index') return schema.indexes.get(key);
  if (what === 'statistics') return schema.statistics.get(key);
  if (what === 'collation' || what === 'other') return schema[`${what}s`].get(key);
  const list = what === 'policy' ? 'policies' : (`${what}s` as const);
  const holder: Partial<Record<typeof list, readonly { readonly name: string }[]>> | undefined =
    schema.tables.get(key) ?? schema.views.get(key);
  const parts = holder?.[list] ?? [];
  return parts.find(({ name }) => name === part);
}

interface Words {
  so(message: string): ObjectDifference;
  written(object: string, mayBeWords: boolean): ObjectDifference;
}
const wholeFacts = [
  'kind',
  'persistence',
  'partitionBy',
  'partitionOf',
  'inherits',
  'ofType',
  'rowSecurity',
  'storageParameters',
  'replicaIdentity',
  'accessMethod',
  'tablespace',
  'server',
  'foreignOptions',
] as const;
/** Those that ALTER TABLE gives a table that stands. */
const addedFacts: ReadonlySet<(typeof wholeFacts)[number]> = new Set([
  'rowSecurity',
  'storageParameters',
  'replicaIdentity',
]);
/** Parts of a table with statements of their own, which are told as their server writes them. */
export const partLists = [
  ['triggers', 'trigger'],
  ['policies', 'policy'],
  ['rules', 'rule'],
] as const;
function tableOtherwise([here, there, asOwn]: Tables, { shown, origin }: Removal, words: Words): ObjectDifference[] {
  const found: ObjectDifference[] = [];
  for (const fact of wholeFacts)
    if (behaviourText({ fact: here[fact] }) !== behaviourText({ fact: there[fact] }))
      found.push({
        ...words.so(t('{0}: {1} in dev, {2} here', shown, wholeInWords[fact](there), wholeInWords[fact](here))),
        ...(addedFacts.has(fact) && there[fact] === undefined && ({ isAdded: true } as const)),
      });
  for (const [list, noun] of partLists) {
    const [mine, devs] = [here[list] ?? [], there[list] ?? []];
    for (const name of new Set([...mine, ...devs].map((one) => one.name))) {
      const [own, devOwn] = [mine, devs].map((side) => side.find((one) => one.name === name));
      const object = `${noun} ${quoteIdentifier(name)}`;
      if (!own) found.push(words.so(t('{0} has {1} in dev, not here', shown, object)));
      else if (!devOwn)
        found.push({ ...words.so(t('{0} has no {1} in dev', shown, object)), isAdded: true, part: object });
      else {
        const of = `${object} of ${shown}`;
        const asHere = asOwn[list]?.find((one) => one.name === name);
        const mayBeWords = asHere !== undefined && behaviourText(own) === behaviourText(asHere);
        if (behaviourText(own) !== behaviourText(devOwn)) found.push(words.written(of, mayBeWords));
        found.push(...asDifferences(origin, commentFact(of, own, devOwn)));
      }
    }
  }
  return found;
}
const wholeInWords: Readonly<Record<(typeof wholeFacts)[number], (table: Table) => string>> = {
  kind: ({ kind }) => t('{0}', nounOf(kind)),
  persistence: ({ persistence }) => (persistence ? t('{0}', nounOf(persistence)) : t('permanent')),
  partitionBy: ({ partitionBy: by }) => (by === undefined ? t('not partitioned') : t('partitioned by {0}', by)),
  partitionOf: ({ partitionOf: of }) =>
    of ? t('partition of {0}', `${displayName(of.parent)} ${of.bound}`) : t('no partition'),
  inherits: ({ inherits = [] }) =>
    inherits.length === 0
      ? t('inherits nothing')
      : t('inherits {0}', inherits.map((one) => displayName(one)).join(', ')),
  ofType: ({ ofType }) => (ofType ? t('of type {0}', displayName(ofType)) : t('of no type')),
  rowSecurity: ({ rowSecurity = 'disabled' }) => t('row security {0}', nounOf(rowSecurity)),
  storageParameters: ({ storageParameters: set = [] }) =>
    set.length === 0 ? t('no storage parameters') : t('WITH ({0})', set.join(', ')),
  replicaIdentity: ({ replicaIdentity: identity = 'default' }) => t('replica identity {0}', identity),
  accessMethod: ({ accessMethod = 'heap' }) => `USING ${accessMethod}`,
  tablespace: ({ tablespace = 'pg_default' }) => `TABLESPACE ${tablespace}`,
  server: ({ server }) => (server === undefined ? t('nothing') : `SERVER ${server}`),
  foreignOptions: ({ foreignOptions: set = [] }) => `OPTIONS (${set.join(', ')})`,
};

/** What says nothing of how an object works. */
const notBehaviour = new Set([
  'origins',
  'comment',
  'owner',
  'privileges',
  'dependsOn',
  'estimatedRows',
  'extension',
  'bytes',
  // Rows: pg_dump -s writes it for each.
  'withNoData',
]);
function behaviourText(object: object): string {
  return canonical(object, notBehaviour).replace(/\s+|\\n/g, ' ');
}
