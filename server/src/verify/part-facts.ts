/** What of columns, constraints and indexes `compareSchemas` leaves aside, because a file seldom says it: fact by fact, as both servers have it. */
import type { Aside } from '../compare/difference';
import { oneInWordsOf } from '../compare/servers/in-words-of';
import { notNullName } from '../generate/lookup';
import { childrenOf, tableBehind } from '../model/children';
import type { Column, Constraint, Index, Origin, Origins, Schema, Sequence, Table } from '../model/schema';
import { settingsOf } from '../model/schema-columns';
import { canonical } from '../text/canonical';
import { noun as nounOf, t } from '../text/l10n';
import { displayName, keyOf, type QualifiedName, quoteIdentifier, quoteQualified } from '../text/names';
import { nextvalSequence } from '../text/quoted';
import { wordPattern } from '../text/text';
import { namedOtherwise } from './named-by-parent';
import type { Removal } from './removals';

export interface PartFact {
  readonly message: string;
  /** Dev has nothing in its place. */
  readonly isAdded?: true;
  /** Other files may say it. */
  readonly open?: true;
  /** It changes nothing in how a database works, and no outcome hangs on it. */
  readonly aside?: Aside;
  /** Of the part. */
  readonly origin?: Origin | undefined;
}
/** What the file makes and what dev has. */
interface MadeAndDev {
  readonly made: Schema;
  readonly dev: Schema;
}
/** The same table on both sides. */
interface BothTables {
  readonly here: Table;
  readonly there: Table;
}

/** Of a table, all parts that both have; else the one part. */
export function partFacts({ what, key, part }: Pick<Removal, 'what' | 'key' | 'part'>, sides: MadeAndDev): PartFact[] {
  const { made, dev } = sides;
  const [here, inDev] = [made.tables.get(key), dev.tables.get(key)];
  const there = here && inDev && oneInWordsOf(made, dev).table({ own: here, other: inDev });
  const ofIndex = (index: Index | undefined): PartFact[] => {
    const devs = index && dev.indexes.get(keyOf(index));
    return devs && devs !== index && tableBehind(devs) === tableBehind(index)
      ? placedAt(index, indexApart(index, devs))
      : [];
  };
  if (what === 'index') return ofIndex(made.indexes.get(key));
  if (!here || !there) return [];
  const isMeant = (of: Removal['what'], name: string): boolean => what === 'table' || (what === of && name === part);
  const facts = [
    ...here.columns
      .filter(({ name }) => isMeant('column', name))
      .flatMap((one) => placedAt(one, columnApart(one, { here, there }, sides))),
    ...here.constraints
      .filter(({ name }) => isMeant('constraint', name))
      .flatMap((one) => placedAt(one, constraintApart(one, { here, there }))),
  ];
  if (what === 'column') return [...facts, ...constraintsBesideColumn(part ?? '', { here, there })];
  if (what !== 'table') return facts;
  const indexes = [...made.indexes.values()].filter((one) => tableBehind(one) === key);
  const names = namedOtherwise(key, made, dev).map(({ is, name, inDev }) => {
    const shown = t('{0} of {1}', nounOf(is), quoteQualified(here));
    return factApart(shown, quoteIdentifier(inDev), quoteIdentifier(name)).map(
      (fact): PartFact => ({ ...fact, aside: `${is}-name` }),
    );
  });
  return [...facts, ...indexes.flatMap(ofIndex), ...names.flat(), ...statisticsApart(here, sides)];
}
/** Of a column that is added to a table that stands: what was said with it, and what dev's has and went with it. */
function constraintsBesideColumn(column: string, { here, there }: BothTables): PartFact[] {
  const lacking = (from: Table, { constraints }: Table): Constraint[] =>
    from.constraints.filter((one) => !constraints.some((other) => isSameConstraint(one, other)));
  const shown = ({ name }: Constraint): string => t('constraint {0}', quoteIdentifier(name));
  const isOver = (one: Constraint): boolean =>
    'columns' in one ? one.columns.includes(column) : wordPattern(column).test(constraintBody(one));
  return [
    ...lacking(here, there)
      .filter(({ origins }) => origins?.self !== undefined)
      .flatMap((one) => placedAt(one, [{ message: t('{0} has no {1} in dev', quoteQualified(here), shown(one)) }])),
    ...lacking(there, here)
      .filter(isOver)
      .map(
        (one): PartFact => ({
          message: t('{0} has {1} in dev, not here', quoteQualified(here), shown(one)),
          open: true,
        }),
      ),
  ];
}
/** Under another name too, which is told as that. */
const isSameConstraint = (a: Constraint, b: Constraint): boolean =>
  a.kind === b.kind && (a.name === b.name || constraintBody(a) === constraintBody(b));
const constraintBody = (one: Constraint): string =>
  'columns' in one ? one.columns.join() : one.kind === 'check' ? one.expression : one.definition;
const placedAt = ({ origins }: { readonly origins?: Origins }, facts: readonly PartFact[]): PartFact[] =>
  facts.map((one) => ({ ...one, origin: origins?.self }));

/** Of one that both tables have. */
function columnApart(own: Column, { here, there }: BothTables, sides: MadeAndDev): PartFact[] {
  const devs = there.columns.find(({ name }) => name === own.name);
  if (!devs) return [];
  const shown = t('column {0} of {1}', quoteIdentifier(own.name), quoteQualified(here));
  const isNamed = own.notNull && devs.notNull && isSince(180000, sides);
  const isChild = !here.partitionOf && !there.partitionOf;
  return [
    ...(isNamed ? factApart(shown, notNullOf(devs, there), notNullOf(own, here, asInDev(devs, there, sides))) : []),
    ...(isNamed ? commentFact(`${shown}, NOT NULL`, own.notNullConstraint ?? {}, devs.notNullConstraint ?? {}) : []),
    ...(isChild && own.inherited && devs.inherited ? factApart(shown, originOf(devs), originOf(own)) : []),
    ...(isChild ? identityApart(shown, own, devs, sides) : []),
    ...sequenceApart(shown, own, devs, sides),
    ...factApart(shown, storageOf(devs), storageOf(own)),
    ...factApart(shown, foreignOptionsInWords(devs.foreignOptions), foreignOptionsInWords(own.foreignOptions)),
  ];
}
function identityApart(
  shown: string,
  { identity: own }: Column,
  { identity: devs }: Column,
  sides: MadeAndDev,
): PartFact[] {
  if (!own?.sequenceName || !devs?.sequenceName) return [];
  // Since 15 it is as its table is.
  const persistence = isSince(150000, sides) ? factApart(shown, devs.persistence, own.persistence) : [];
  return [
    ...factApart(shown, sequenceInWords(devs.sequenceName), sequenceInWords(own.sequenceName)),
    ...persistence,
    ...commentFact(t('sequence {0}', displayName(own.sequenceName)), own, devs),
  ];
}
/** `serial` and a default that calls a sequence of that name read alike. */
function sequenceApart(shown: string, own: Column, devs: Column, sides: MadeAndDev): PartFact[] {
  const [here, there] = [sequenceOfDefault(own, sides.made), sequenceOfDefault(devs, sides.dev)];
  // One that no column owns is not read with its table.
  if (there?.ownedBy && !here && own.default === devs.default)
    return factApart(t('sequence {0}', quoteQualified(there)), ownedByInWords(there), ownedByInWords({}));
  if (!here || !there || here === there) return [];
  if (keyOf(here) !== keyOf(there)) {
    // One that no column owns stays in the scratch, and has the name there.
    const isTaken = !there.ownedBy && here.name.replace(/\d+$/, '') === there.name;
    const named = factApart(shown, sequenceInWords(there), sequenceInWords(here));
    return isTaken ? named.map((one) => ({ ...one, open: true as const })) : named;
  }
  const of = t('sequence {0}', quoteQualified(there));
  const isAsTable = isSince(150000, sides) && here.ownedBy && there.ownedBy;
  return [
    ...factApart(of, sequenceOptionsInWords(there), sequenceOptionsInWords(here)),
    ...factApart(of, ownedByInWords(there), ownedByInWords(here)),
    ...(isAsTable ? factApart(of, there.persistence, here.persistence) : []),
    ...commentFact(of, here, there),
  ];
}
function sequenceOfDefault({ default: text }: Column, schema: Schema): Sequence | undefined {
  const name = nextvalSequence(text);
  const homes = name?.schema === undefined ? schema.searchPath : [name.schema];
  return name && homes.flatMap((home) => schema.sequences.get(keyOf({ schema: home, name: name.name })) ?? [])[0];
}
function sequenceOptionsInWords({ options: { type = 'bigint', cycle, ...rest } }: Sequence): string {
  const said = Object.entries(rest).map(([name, value]) => `${name.toUpperCase()} ${value}`);
  return [`AS ${type}`, ...said.sort(), ...(cycle ? ['CYCLE'] : [])].join(' ');
}
const ownedByInWords = ({ ownedBy }: Pick<Sequence, 'ownedBy'>): string =>
  ownedBy ? `OWNED BY ${quoteIdentifier(ownedBy.table.name)}.${quoteIdentifier(ownedBy.column)}` : 'OWNED BY NONE';
const sequenceInWords = (name: QualifiedName): string => t('sequence {0}', displayName(name));
const nameOfNotNull = (column: Column, table: Table): string =>
  column.notNullConstraint?.name ?? notNullName(table, column);
/** The name that PostgreSQL chose for it in dev, where children keep it in the scratch, which have inherited it. */
function asInDev(devs: Column, there: Table, { dev }: MadeAndDev): string | undefined {
  const isTaken = childrenOf(dev, keyOf(there)).some(({ columns }) => columns.some(({ name }) => name === devs.name));
  return isTaken ? nameOfNotNull(devs, there) : undefined;
}
function notNullOf(column: Column, table: Table, taken?: string): string {
  const { noInherit, valid } = column.notNullConstraint ?? {};
  const own = nameOfNotNull(column, table);
  const name = own.replace(/\d+$/, '') === taken ? taken : own;
  return `CONSTRAINT ${quoteIdentifier(name)} NOT NULL${noInherit ? ' NO INHERIT' : ''}${valid === false ? ' NOT VALID' : ''}`;
}
function storageOf(column: Column): string | undefined {
  const said = Object.entries(settingsOf(column)).map(([name, value]) => `${name} ${[value].flat().join(', ')}`);
  return said.length > 0 ? said.join(', ') : undefined;
}
const originOf = ({ local }: { readonly local?: boolean }): string =>
  local === false ? t('only inherited') : t('its own too');
const foreignOptionsInWords = (options: readonly string[] | undefined): string | undefined =>
  options && `OPTIONS (${options.join(', ')})`;

/** Of one that both tables have under this name. */
function constraintApart(own: Constraint, { here, there }: BothTables): PartFact[] {
  const devs = there.constraints.find(({ name, kind }) => name === own.name && kind === own.kind);
  if (!devs) return [];
  const shown = t('constraint {0} of {1}', quoteIdentifier(own.name), quoteQualified(here));
  const isChild = !here.partitionOf && !there.partitionOf && own.inherited && devs.inherited;
  return [
    // The other way round it is a difference of its definition.
    ...(isUnchecked(own) && !isUnchecked(devs) ? factApart(shown, t('valid'), 'NOT VALID') : []),
    ...(isChild ? factApart(shown, originOf(devs), originOf(own)) : []),
    ...factApart(shown, silenceOf(devs), silenceOf(own)),
    ...indexFactsApart(shown, own, devs),
  ];
}
const isUnchecked = (one: Constraint): boolean => 'notValid' in one && one.notValid === true;

const silenceOf = (one: Constraint): string | undefined =>
  'silenced' in one && one.silenced ? 'DISABLE TRIGGER ALL' : undefined;

/** Of one that both have under this name, on the same table. */
function indexApart(own: Index, devs: Index): PartFact[] {
  return indexFactsApart(t('index {0}', quoteQualified(own)), own, devs);
}
type OfIndex = Partial<Index> & {
  readonly indexStatistics?: Index['statistics'];
  readonly indexComment?: string;
  readonly parentIndex?: QualifiedName;
};
const indexFactsApart = (shown: string, own: object, devs: object): PartFact[] => [
  ...[
    parametersInWords,
    tablespaceInWords,
    opclassOptionsOf,
    clusterOf,
    replicaIdentityOf,
    statisticsOf,
    attachmentOf,
    validityOf,
  ].flatMap((said) => factApart(shown, said(devs), said(own))),
  ...commentFact(shown, own, devs),
];
const parametersInWords = ({ storageParameters: set }: OfIndex): string | undefined =>
  set && `WITH (${set.join(', ')})`;
const tablespaceInWords = ({ tablespace }: OfIndex): string | undefined => tablespace && `TABLESPACE ${tablespace}`;
const opclassOptionsOf = ({ keys = [] }: OfIndex): string | undefined =>
  keys.flatMap(({ opclassOptions }) => opclassOptions ?? []).join(', ') || undefined;
const clusterOf = ({ clustered }: OfIndex): string | undefined => (clustered ? 'CLUSTER' : undefined);
const replicaIdentityOf = ({ replicaIdentity }: OfIndex): string | undefined =>
  replicaIdentity ? 'REPLICA IDENTITY USING INDEX' : undefined;
const statisticsOf = ({ indexStatistics, statistics = indexStatistics }: OfIndex): string | undefined =>
  statistics?.map(({ column, target }) => `ALTER COLUMN ${column} SET STATISTICS ${target}`).join(', ');
const attachmentOf = ({ parentIndex, parent = parentIndex }: OfIndex): string | undefined =>
  parent && t('attached to {0}', displayName(parent));
const validityOf = ({ invalid, only }: OfIndex): string | undefined =>
  invalid || only ? t('not valid everywhere') : undefined;

/** Extended statistics that only one has; those of both are told by themselves. */
function statisticsApart(table: Table, { made, dev }: MadeAndDev): PartFact[] {
  const isOn = (one: object | undefined): boolean => one !== undefined && tableBehind(one) === keyOf(table);
  const only = (from: Schema, other: Schema): string[] =>
    [...from.statistics].flatMap(([key, one]) =>
      isOn(one) && !isOn(other.statistics.get(key)) ? [t('statistics {0}', quoteQualified(one))] : [],
    );
  const of = quoteQualified(table);
  return [
    ...only(dev, made).map((one) => ({ message: t('{0} has {1} in dev, not here', of, one) })),
    ...only(made, dev).map((one): PartFact => ({ message: t('{0} has no {1} in dev', of, one), isAdded: true })),
  ];
}

/** With those of what it consists of, such as a type's attributes. */
export function commentFact(shown: string, own: object, devs: object): PartFact[] {
  const [here, there] = [own, devs].map(allComments);
  if (here === there) return [];
  return [
    {
      message: t('the comment of {0} is another one in dev', shown),
      aside: 'comment',
      ...(there === '' && { isAdded: true }),
    },
  ];
}
const withoutOrigins = new Set(['origins']);
function allComments(object: object): string {
  const comments: unknown[] = [];
  JSON.parse(canonical(object, withoutOrigins), (name, value) => {
    if (/comment$/i.test(name)) comments.push(value);
    return value;
  });
  return comments.join('\0');
}

function factApart(shown: string, dev: string | undefined, here: string | undefined): PartFact[] {
  if (dev === here) return [];
  const none = t('nothing');
  const message = t('{0}: {1} in dev, {2} here', shown, dev ?? none, here ?? none);
  return [{ message, ...(dev === undefined && { isAdded: true }) }];
}
const isSince = (version: number, { made, dev }: MadeAndDev): boolean =>
  [made, dev].every(({ serverVersion }) => serverVersion >= version);
