/** What a file does that can be seen in dev: the evidence of its having run, where no tool's table tells. */

import { allParts, type ComparedKind, comparedKinds, kinds, type PartKind, parts, schemaMaps } from '../model/kinds';
import { indexesOnName } from '../model/lookups';
import type { PMap } from '../model/persistent-map';
import type { Column, Constraint, Index, Origin, Origins, Schema, Table, UserType } from '../model/schema';
import { formatType, sameType } from '../model/types';
import { isUnknown, isUnknownPart, type TablePart } from '../model/unknown';
import { splitKey } from '../text/names';
import { compareText } from '../text/text';
import { rewritten, routineChange, sequenceChange } from './definition-changes';
import { type ActionKind, type Effect, effect, either, type Judge, judgePart, spelling } from './effects';

interface NamedPartWithOrigins {
  readonly name: string;
  readonly origins?: Origins;
}
type MemberLists = Partial<Record<(typeof parts)[PartKind], readonly NamedPartWithOrigins[]>> &
  Pick<NamedPartWithOrigins, 'origins'>;

/** Everything a file does to a schema that can be seen in dev. Asked in the files' order. */
export function effectsOf(before: Schema, after: Schema, dev: Schema, doing: ActionKind): readonly Effect[] {
  const effects: Effect[] = [];
  for (const kind of comparedKinds) {
    const { map } = kinds[kind];
    if (before[map] === after[map]) continue;
    const changed = (after[map] as PMap<unknown>).changesFrom(before[map]);
    for (const { key, before: old, after: now } of [...changed].sort((a, b) => compareText(a.key, b.key))) {
      // What an extension brings is another in every version of it.
      if (kind === 'type' && isBrought((now ?? old) as UserType)) continue;
      const there = dev[map].get(key);
      const at = splitKey(key);
      const sides = [after, dev];
      const isUnsure = sides.some((side) => isUnknown(side, kind, at.schema, at.name));
      const isPartUnsure = (noun: TablePart, name: string) =>
        isUnsure || sides.some((side) => isUnknownPart(side, at, noun, name));
      const judge: Judge = { ...doing, of: `${map}\0${key}`, isUnsure, isPartUnsure };
      if (!old || !now)
        effects.push(...wholly(kind, old as MemberLists, now as MemberLists, there as MemberLists, judge, dev));
      else if (!there) effects.push(effect(judge, 'change', false));
      else effects.push(...changes[kind](old as never, now as never, there as never, judge));
    }
  }
  effects.push(...madeBeside(before, after, dev, doing));
  return effects;
}
const isBrought = ({ extension }: UserType): boolean => extension !== undefined;
const mapsBeside = schemaMaps.filter((map) => !comparedKinds.some((kind) => kinds[kind].map === map));
/** What is not compared with dev, and still shows that a file has run where dev has it. */
function* madeBeside(before: Schema, after: Schema, dev: Schema, doing: ActionKind): Iterable<Effect> {
  for (const map of mapsBeside) {
    if (before[map] === after[map]) continue;
    const [from, to] = [before, after].map((schema) => schema[map] as PMap<unknown>);
    for (const { key, before: old, after: now } of to!.changesFrom(from!)) {
      if (old || !now || !dev[map].has(key)) continue;
      const judge: Judge = { ...doing, of: `${map}\0${key}`, isUnsure: false, isPartUnsure: () => false };
      yield effect(judge, 'make', true, lastOrigin(now as NamedPartWithOrigins));
    }
  }
}
/** An object that is made or dropped. Of one that is made, its columns count too; what else it has may be spelled otherwise. */
function* wholly(
  kind: ComparedKind,
  old: MemberLists | undefined,
  now: MemberLists | undefined,
  there: MemberLists | undefined,
  judge: Judge,
  dev: Schema,
): Iterable<Effect> {
  if (!now) yield effect(judge, 'drop', !there, 'dropped');
  if (old || !now) return;
  const isElsewhere = kind === 'index' && !there && hasLike(now as Index, dev);
  yield effect(judge, 'make', isElsewhere ? undefined : there !== undefined, lastOrigin(now));
  for (const list of Object.values(parts))
    for (const { name, origins } of now[list] ?? []) {
      const { of: fact } = judgePart(judge, `${list} ${name}`);
      const isNew = judge.made.isNew(fact);
      const isThere = there?.[list]?.some((each) => each.name === name);
      const isAsked = list === 'columns' && kind === 'table' && there && !judge.isPartUnsure('column', name);
      const inDev = isAsked || isThere ? isThere : undefined;
      // The table may be skipped where it stands; a plain CREATE TRIGGER or ADD CONSTRAINT on it fails there.
      const origin = origins?.name ?? origins?.self;
      const shows = isNew && isThere === true && origin !== undefined && !judge.isConditional(origin);
      yield { fact, does: 'make', inDev, shows };
    }
  if ('values' in now && Array.isArray(now.values))
    for (const value of now.values) judge.made.isNew(judgePart(judge, String(value)).of);
}
const lastOrigin = (
  object: Pick<NamedPartWithOrigins, 'origins'> | readonly NamedPartWithOrigins[],
): Origin | undefined => {
  const origins = Array.isArray(object) ? object.at(-1)?.origins : (object as NamedPartWithOrigins).origins;
  return origins?.name ?? origins?.self;
};
/** The same index under another name. */
function hasLike(index: Index, dev: Schema): boolean {
  const own = definitionText({ ...index, name: '' });
  for (const other of indexesOnName(dev, index.table.name))
    if (definitionText({ ...other, name: '' }) === own) return true;
  return false;
}

type ChangeEffects<T> = (old: T, now: T, there: T, judge: Judge) => Iterable<Effect>;
const changes: Readonly<Record<ComparedKind, ChangeEffects<never>>> = {
  table: tableChange,
  view: partChange,
  type: typeChange,
  index: (old: Index, now: Index, there: Index, judge: Judge) =>
    either(
      definitionText(old),
      definitionText(now),
      definitionText(there),
      judge,
      now.origins?.definition ?? now.origins?.self,
    ),
  sequence: sequenceChange,
  routine: routineChange,
};

function* partChange(old: MemberLists, now: MemberLists, there: MemberLists, judge: Judge): Iterable<Effect> {
  for (const noun of allParts) {
    const list = parts[noun];
    const [was, is, has] = [old[list] ?? [], now[list] ?? [], there[list] ?? []];
    if (was === is) continue;
    for (const name of new Set([...was, ...is].map((each) => each.name))) {
      const [before, after, inDev] = [was, is, has].map((side) => side.find((each) => each.name === name));
      if (before && after && inDev && before !== after) yield* rewritten(list, [before, after, inDev], judge);
      if (Boolean(before) === Boolean(after)) continue;
      const own = { ...judgePart(judge, `${list} ${name}`), isUnsure: judge.isPartUnsure(noun, name) };
      const isElsewhere = list === 'constraints' && after && !inDev && hasTwin(after, has);
      if (after) yield effect(own, 'make', isElsewhere ? undefined : inDev !== undefined, lastOrigin(after));
      else yield effect(own, 'drop', inDev === undefined, 'dropped');
    }
  }
}
/** The same constraint under another name. */
function hasTwin(constraint: NamedPartWithOrigins, others: readonly NamedPartWithOrigins[]): boolean {
  const plain = (each: NamedPartWithOrigins) => definitionText({ ...(each as Constraint), name: '' });
  return others.some((other) => plain(other) === plain(constraint));
}
function* tableChange(old: Table, now: Table, there: Table, judge: Judge): Iterable<Effect> {
  yield* partChange(old, now, there, judge);
  for (const [was, column, is] of inAll(old.columns, now.columns, there.columns))
    yield* columnFacts(was, column, is, judgePart(judge, `columns ${column.name}`));
  for (const [was, constraint, is] of inAll(old.constraints, now.constraints, there.constraints)) {
    const own = judgePart(judge, `constraints ${constraint.name}`);
    yield* either(definitionText(was), definitionText(constraint), definitionText(is), own, lastOrigin(constraint));
  }
  yield* either(old.comment, now.comment, there.comment, judgePart(judge, 'comment'));
  yield* either(old.rowSecurity, now.rowSecurity, there.rowSecurity, judgePart(judge, 'row security'));
}
/** What all three have by one name, and the file changed. */
function* inAll<T extends Column | Constraint>(
  old: readonly T[],
  now: readonly T[],
  there: readonly T[],
): Iterable<[T, T, T]> {
  if (old === now) return;
  for (const each of now) {
    const [was, is] = [old, there].map((side) => side.find(({ name }) => name === each.name));
    if (was && is && was !== each) yield [was, each, is];
  }
}
function* columnFacts(was: Column, now: Column, there: Column, judge: Judge): Iterable<Effect> {
  if (!sameType(was.type, now.type)) {
    const own = judgePart(judge, 'type');
    const spelled = sameType(there.type, now.type) ? now : sameType(there.type, was.type) ? was : there;
    yield* either(formatType(was.type), formatType(now.type), formatType(spelled.type), own, now.origins?.type);
  }
  const facts: readonly [string, (column: Column) => string | boolean | undefined][] = [
    ['not null', (column) => column.notNull],
    ['default', (column) => spelling(column.default)],
    ['collation', (column) => column.collation?.name],
    ['identity', (column) => column.identity?.kind],
    ['comment', (column) => column.comment],
  ];
  for (const [name, of] of facts) yield* either(of(was), of(now), of(there), judgePart(judge, name));
}
function* typeChange(old: UserType, now: UserType, there: UserType, judge: Judge): Iterable<Effect> {
  if (old.kind === 'enum' && now.kind === 'enum' && there.kind === 'enum') {
    const named = (type: typeof old): readonly NamedPartWithOrigins[] =>
      type.values.map((name) => ({ name, ...originsOfValue(type.valueOrigins?.get(name)) }));
    yield* memberEffects(named(old), named(now), named(there), judge);
  }
  if (old.kind === 'composite' && now.kind === 'composite' && there.kind === 'composite')
    yield* memberEffects(old.attributes, now.attributes, there.attributes, judge);
  if (old.kind === 'domain' && now.kind === 'domain' && there.kind === 'domain') {
    yield* either(old.notNull, now.notNull, there.notNull, judgePart(judge, 'not null'));
    yield* either(spelling(old.default), spelling(now.default), spelling(there.default), judgePart(judge, 'default'));
    yield* either(old.checks.length, now.checks.length, there.checks.length, judgePart(judge, 'checks'));
  }
}
const originsOfValue = (self: Origin | undefined): Pick<NamedPartWithOrigins, 'origins'> =>
  self ? { origins: { self } } : {};
function* memberEffects(
  old: readonly NamedPartWithOrigins[],
  now: readonly NamedPartWithOrigins[],
  there: readonly NamedPartWithOrigins[],
  judge: Judge,
): Iterable<Effect> {
  for (const name of new Set([...old, ...now].map((each) => each.name))) {
    const [was, is, has] = [old, now, there].map((side) => side.find((each) => each.name === name));
    if (is && !was) yield effect(judgePart(judge, name), 'make', has !== undefined, lastOrigin(is));
    if (was && !is) yield effect(judgePart(judge, name), 'drop', has === undefined, 'dropped');
  }
}

/** What an index or a constraint of a known name says, for telling one definition from another. */
function definitionText(object: Index | Constraint): string {
  const facts = Object.entries(object).filter(([fact, value]) => !bookkeeping.has(fact) && !defaults.has(value));
  const plain = facts.map(([fact, value]) => `${fact} ${JSON.stringify(value)}`).sort();
  return spelling(plain.join('; ').replaceAll('\\"', '')) ?? '';
}
const bookkeeping = new Set([
  'origins',
  'definition',
  'comment',
  'indexComment',
  'local',
  'inherited',
  'estimatedRows',
]);
const defaults = new Set<unknown>([undefined, false, 'no action']);
