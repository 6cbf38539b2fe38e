/**
 * A schema as another server would have it: what one version writes otherwise than another, or has by itself, is as that
 * one has it wherever both mean the same. Where that cannot be told, it is said.
 */

import { objectKey } from '../../model/kinds';
import type { PMap } from '../../model/persistent-map';
import type {
  DomainType,
  ExtendedStatistics,
  Extension,
  Index,
  Routine,
  Schema,
  Sequence,
  Table,
  Unknown,
  UserType,
  View,
} from '../../model/schema';
import { t } from '../../text/l10n';
import { displayName } from '../../text/names';
import { present } from '../../text/present';
import { majorOf } from '../../text/versions';
import { isOverload } from '../definitions';
import type { Equality } from '../expressions/equivalence';
import { indexInWordsOf, tableInWordsOf } from './tables';
import { type Pair, type ServerPair, sameExpressions, sameQueries, type TakesAsOwn } from './texts';

/** What is known better of two texts than reading them tells. */
export type Settled = (equality: Equality, shown: string, object: string) => Equality;

/** What cannot be told is not seen, but as something unknown. */
export function inWordsOf(own: Schema, other: Schema, settled?: Settled): Schema {
  const unknown: Unknown[] = [];
  const judge: TakesAsOwn = (equality, shown, object) => {
    const known = settled?.(equality, shown, object) ?? equality;
    if (known !== 'unknown') return known === 'same';
    const [theirs, mine] = [other, own].map(({ serverVersion }) => majorOf(serverVersion));
    const reason = t('whether {0} is the same: PostgreSQL {1} writes it otherwise than {2}', shown, theirs!, mine!);
    unknown.push({ object, fact: 'definition', reason });
    return true;
  };
  const one = new Writers({ own, other }, judge);
  const tables = paired(own.tables, other.tables, one.table);
  if (!isOtherServer(own, other)) return { ...other, tables };
  return {
    ...{ ...other, tables },
    views: paired(own.views, other.views, one.view),
    indexes: paired(own.indexes, other.indexes, one.index),
    types: withoutMultiranges(own, paired(own.types, other.types, one.type)),
    sequences: paired(own.sequences, other.sequences, one.sequence),
    extensions: paired(own.extensions, other.extensions, versionOf),
    routines: paired(own.routines, other.routines, one.overloads),
    statistics: paired(own.statistics, other.statistics, one.statistics),
    unknown: [...other.unknown, ...unknown],
  };
}
const isOtherServer = (own: Schema, other: Schema): boolean =>
  own.serverVersion > 0 && other.serverVersion > 0 && majorOf(own.serverVersion) !== majorOf(other.serverVersion);
/** One object of two schemas, as the own server writes it. */
class Writers {
  readonly #isOther: boolean;
  constructor(
    readonly sides: ServerPair,
    readonly judge: TakesAsOwn,
  ) {
    this.#isOther = isOtherServer(sides.own, sides.other);
  }
  readonly table = (each: Pair<Table>): Table =>
    tableInWordsOf(each, this.sides, this.#isOther ? this.judge : undefined);
  readonly view = (each: Pair<View>): View => (this.#isOther ? viewOf(each, this.sides, this.judge) : each.other);
  readonly index = (each: Pair<Index>): Index =>
    this.#isOther ? indexInWordsOf(each, this.sides, this.judge) : each.other;
  readonly type = (each: Pair<UserType>): UserType =>
    this.#isOther ? typeOf(each, this.sides, this.judge) : each.other;
  readonly sequence = (each: Pair<Sequence>): Sequence => (this.#isOther ? sequenceOf(each, this.sides) : each.other);
  readonly overloads = (each: Pair<readonly Routine[]>): readonly Routine[] =>
    this.#isOther ? overloadsOf(each, this.judge) : each.other;
  readonly statistics = (each: Pair<ExtendedStatistics>): ExtendedStatistics =>
    this.#isOther ? statisticsOf(each, this.judge) : each.other;
}
/** Those of one object of two schemas, where what cannot be told stays as the other server writes it. */
export const oneInWordsOf = (own: Schema, other: Schema): Writers =>
  new Writers({ own, other }, (equality) => equality === 'same');
/** … and where it is as the own one writes it: what differs then is no matter of words. */
export const oneAsOwn = (own: Schema, other: Schema): Writers =>
  new Writers({ own, other }, (equality) => equality !== 'different');
function paired<T>(own: PMap<T>, other: PMap<T>, asOwn: (each: Pair<T>) => T): PMap<T> {
  if (own === other) return other;
  let made = other;
  for (const [key, theirs] of other) {
    const mine = own.get(key);
    if (mine === undefined || mine === theirs) continue;
    const one = asOwn({ own: mine, other: theirs });
    if (one !== theirs) made = made.with(key, one);
  }
  return made;
}

function viewOf(pair: Pair<View>, sides: ServerPair, judge: TakesAsOwn): View {
  const { own, other } = pair;
  if (own.kind !== other.kind || own.definition === other.definition) return other;
  const key = objectKey('view', own.schema, own.name);
  if (!judge(sameQueries(pair, sides), `${own.kind} ${displayName(own)}`, key)) return other;
  // EXTRACT gives another type since 14.
  const columns = other.columns.map((column, at) => ({ ...column, ...present({ type: own.columns[at]?.type }) }));
  return { ...other, columns, definition: own.definition, ...present({ dependsOn: own.dependsOn }) };
}
function withoutMultiranges({ serverVersion }: Schema, types: Schema['types']): Schema['types'] {
  if (serverVersion >= RANGES_HAVE_MULTIRANGE) return types;
  return [...types].reduce((all, [key, type]) => {
    if (type.kind !== 'range' || !type.multirangeName) return all;
    const { multirangeName: _, ...rest } = type;
    return all.with(key, rest);
  }, types);
}
const RANGES_HAVE_MULTIRANGE = 140000;
function typeOf({ own, other }: Pair<UserType>, sides: ServerPair, judge: TakesAsOwn): UserType {
  if (own.kind === 'range' && other.kind === 'range') {
    if (own.multirangeName && other.multirangeName) return other;
    const { multirangeName: _, ...rest } = other;
    return { ...rest, ...present({ multirangeName: own.multirangeName }) };
  }
  return own.kind === 'domain' && other.kind === 'domain' ? domainOf({ own, other }, sides, judge) : other;
}
function statisticsOf({ own, other }: Pair<ExtendedStatistics>, judge: TakesAsOwn): ExtendedStatistics {
  const { definition, schema, name } = own;
  if (definition === other.definition) return other;
  const isSame = judge('unknown', `statistics ${displayName(own)}`, objectKey('statistics', schema, name));
  return isSame ? { ...other, definition } : other;
}
/** Its NOT NULL has a name since 17. */
function domainOf({ own, other }: Pair<DomainType>, sides: ServerPair, judge: TakesAsOwn): DomainType {
  const isSame = (equality: Equality): boolean =>
    judge(equality, `domain ${displayName(own)}`, objectKey('type', own.schema, own.name));
  const checks = other.checks.map((check) => {
    const its = own.checks.find(({ name }) => name === check.name);
    if (!its || its.expression === check.expression) return check;
    const texts = { own: its.expression, other: check.expression };
    const columnType = (name: string) => (name === 'value' ? own.base : undefined);
    return isSame(sameExpressions([texts], { columnType }, sides)) ? { ...check, expression: its.expression } : check;
  });
  const texts = { own: own.default, other: other.default };
  const isAsOwn = texts.own !== texts.other && isSame(sameExpressions([texts], { target: own.base }, sides));
  const isUnnamed = [sides.own, sides.other].some(({ serverVersion }) => serverVersion < 170000);
  const { notNullConstraintName: name, ...rest } = other;
  return {
    ...rest,
    checks,
    ...(isAsOwn && present({ default: own.default })),
    ...present({ notNullConstraintName: isUnnamed && own.notNull && other.notNull ? own.notNullConstraintName : name }),
  };
}
/** One of an unlogged table is unlogged since 15. */
function sequenceOf({ own, other }: Pair<Sequence>, { own: mine, other: theirs }: ServerPair): Sequence {
  const isSince = [mine, theirs].every(({ serverVersion }) => serverVersion >= 150000);
  if (isSince || [own, other].some(({ persistence }) => persistence === 'temporary')) return other;
  const { persistence: _, ...rest } = other;
  return { ...rest, ...present({ persistence: own.persistence }) };
}
/** Which versions there are comes with the server. */
const versionOf = ({ own, other }: Pair<Extension>): Extension => ({ ...other, ...present({ version: own.version }) });

function overloadsOf({ own, other }: Pair<readonly Routine[]>, judge: TakesAsOwn): readonly Routine[] {
  const made = other.map((routine) => {
    const its = own.find((one) => isOverload(one, routine) && one.kind === routine.kind);
    if (!its) return routine;
    const named = routine.kind === 'procedure' ? withArgumentsAs(its, routine) : routine;
    if (its.definition === named.definition || !isOwnBody(its) || !isOwnBody(named)) return named;
    const { definition } = its;
    const key = objectKey('routine', its.schema, its.name);
    return judge('unknown', `${its.kind} ${displayName(its)}`, key) && definition !== undefined
      ? { ...named, definition }
      : named;
  });
  return made.some((one, at) => one !== other[at]) ? made : other;
}
/** No text of a body: the server keeps the queries themselves, and prints them. */
const isOwnBody = ({ definition }: Routine): boolean => definition !== undefined && !/^AS /m.test(definition);
/** Since 14 a procedure's arguments have the word IN before them. */
function withArgumentsAs(own: Routine, other: Routine): Routine {
  const isOnlyOtherwise = withoutModes(own.identityArguments) === withoutModes(other.identityArguments);
  if (!isOnlyOtherwise || own.identityArguments === other.identityArguments) return other;
  const [mine, theirs] = [own, other].map(({ definition = '' }) => cutAtHead(definition));
  const isSameHead = withoutModes(mine![0]) === withoutModes(theirs![0]);
  const definition = isSameHead && other.definition !== undefined ? `${mine![0]}${theirs![1]}` : other.definition;
  return { ...other, identityArguments: own.identityArguments, ...present({ definition }) };
}
const withoutModes = (list: string): string => list.replace(/(^|\(|, )IN (?=\S)/g, '$1');
/** The first line, with the arguments, and the rest. */
function cutAtHead(definition: string): [string, string] {
  const end = definition.indexOf('\n LANGUAGE ');
  return end < 0 ? [definition, ''] : [definition.slice(0, end), definition.slice(end)];
}
