/** How dev shows that what a file did that has run was undone there: what it took away is there, what it made is not. */
import {
  allKinds,
  comparedKinds,
  isKind,
  isPart,
  keptAs,
  kinds,
  type MapKind,
  parts,
  relationMaps,
  rulesOf,
} from '../model/kinds';
import { idOfOther, isHeldAgainstDev } from '../model/other-kinds';
import { findTableOrView } from '../model/resolve';
import type { Origin, OtherObject, Schema, Sequence } from '../model/schema';
import { isUnknown, isUnknownPart, unknowns } from '../model/unknown';
import type { Statement } from '../sql/document/statement';
import type { ObjectReference } from '../sql/read/ops';
import { noun, t } from '../text/l10n';
import { displayName, keyOf, type ObjectName, quoteIdentifier, splitKey } from '../text/names';
import type { FoldedFile } from './folded';

/** Asked for only where dev leaves it open: what the files that have run make. */
type End = () => Schema;
export interface StillThere {
  /** `view pv`, `policy own of docs` */
  readonly shown: string;
  readonly origin: Origin;
}
const dropsIn = ({ runs, parsed }: Statement): readonly ObjectReference[] =>
  runs ? parsed.ops.flatMap((op) => (op.op === 'drop' ? op.objects : [])) : [];
/** Indexes and what ALTER TABLE takes away are compared with the table; of functions, names are looked for. */
export function* stillThere(file: FoldedFile, end: End, dev: Schema): Iterable<StillThere> {
  const { document } = file;
  for (const statement of document.statements) {
    const { index } = statement;
    const dropped = dropsIn(statement);
    if (dropped.length === 0) continue;
    const [before, after] = [file.before(index), file.after(index)];
    for (const object of dropped) {
      const shown = shownInDev(object, { before, after, end, dev });
      if (shown !== undefined) yield { shown, origin: { uri: document.uri, statement: index, ...object.name.range } };
    }
  }
}
type FourSchemas = Record<'before' | 'after' | 'dev', Schema> & { readonly end: End };
function shownInDev(object: ObjectReference, sides: FourSchemas): string | undefined {
  if (object.table) return isPart(object.kind) ? partInDev(object, sides) : undefined;
  const kind = keptAs(object.kind);
  if (!isKind(kind) || kind === 'index' || kind === 'extension') return undefined;
  const { before, after, end, dev } = sides;
  const { map, nameSpace } = kinds[kind];
  const { schema, name } = object.name.value;
  if (before[map] === after[map]) return undefined;
  const isNamed = (key: string): boolean => {
    const at = splitKey(key);
    return at.name === name && (schema === undefined || at.schema === schema);
  };
  const gone = (after[map] as Schema['tables']).changesFrom(before[map] as Schema['tables']);
  for (const { key, before: old, after: now } of gone) {
    if (!isNamed(key) || !old) continue;
    const at = splitKey(key);
    if (now || !dev[map].has(key) || isNotKnown(dev, kind, at)) continue;
    const others = nameSpace === 'relation' ? relationMaps : [map];
    const last = end();
    if (!isNotKnown(last, kind, at) && !others.some((one) => last[one].has(key)))
      return t('{0} {1}', noun(object.kind), kind === 'schema' ? quoteIdentifier(name) : displayName(at));
  }
  return undefined;
}
/**
 * What a file that has run makes and dev does not have, of kinds whose being there is compared nowhere else; and row
 * security that it turns on and dev has off.
 */
export function* neverThere(file: FoldedFile, end: End, dev: Schema): Iterable<StillThere> {
  const { document } = file;
  for (const { index, runs, range, parsed } of document.statements) {
    if (!runs || !parsed.ops.some((op) => mayMake(op.op))) continue;
    const sides = { before: file.before(index), after: file.after(index), end, dev };
    const whole = { uri: document.uri, statement: index, start: 0, end: range.end - range.start };
    for (const shown of [...madeOnlyHere(sides), ...turnedOff(sides)]) yield { shown, origin: whole };
  }
}
const mayMake = (op: string): boolean => op.startsWith('create ') || op === 'alter table';
/** Of a sequence only what it says is compared: a column's own comes and goes with it. */
const comparedByNothing = allKinds.filter(
  (kind) => kind === 'sequence' || !(comparedKinds as readonly MapKind[]).includes(kind),
);
function* madeOnlyHere({ before, after, end, dev }: FourSchemas): Iterable<string> {
  for (const kind of comparedByNothing) {
    const { map } = kinds[kind];
    if (before[map] === after[map]) continue;
    for (const { key, before: old, after: now } of news(after[map], before[map])) {
      if (old || !now || dev[map].has(key)) continue;
      // A dump of some schemas, or what a tool prints, has none at all.
      if (kind === 'extension' && dev.extensions.size === 0) continue;
      const at = splitKey(key);
      const last = end()[map].get(key) as Partial<Sequence> | undefined;
      const isElsewhere =
        !last || last.ownedBy !== undefined || last.persistence === 'temporary' || dev.tables.has(key);
      if (isElsewhere || [end(), dev].some((side) => isNotKnown(side, kind, at))) continue;
      yield t('{0} {1}', noun(kind), rulesOf(kind).inSchema ? displayName(at) : quoteIdentifier(key));
    }
  }
  if (before.others === after.others) return;
  for (const { key, before: old, after: now } of news(after.others, before.others)) {
    const other = now as OtherObject | undefined;
    // Who uses a server is another role everywhere.
    if (old || !other || !isHeldAgainstDev(other.kind) || other.kind === 'USER MAPPING' || dev.others.has(key))
      continue;
    if (!end().others.has(key) || [end(), dev].some((side) => isUnknownOther(side, other))) continue;
    yield `${other.kind.toLowerCase()} ${quoteIdentifier(other.name)}`;
  }
}
function* turnedOff({ before, after, end, dev }: FourSchemas): Iterable<string> {
  if (before.tables === after.tables) return;
  for (const { key, before: old, after: now } of after.tables.changesFrom(before.tables)) {
    const there = dev.tables.get(key);
    if (!now?.rowSecurity || !there || there.rowSecurity || now.rowSecurity === old?.rowSecurity) continue;
    if (end().tables.get(key)?.rowSecurity === undefined) continue;
    const at = splitKey(key);
    if ([end(), dev].some((side) => isNotKnown(side, 'table', at))) continue;
    yield t('row security of {0}', displayName(at));
  }
}
/** Nothing certain can be said of it, or of all that is in its schema. */
const isNotKnown = (side: Schema, kind: MapKind, { schema, name }: ObjectName): boolean =>
  isUnknown(side, kind, schema, name) || (schema !== '' && isUnknown(side, 'schema', schema, schema));
function isUnknownOther(schema: Schema, other: OtherObject): boolean {
  const { everything, objects } = unknowns(schema);
  return everything !== undefined || objects.has(idOfOther(other));
}
const news = (after: object, before: object) =>
  (after as Schema['tables']).changesFrom(before as Schema['tables']) as readonly {
    readonly key: string;
    readonly before: unknown;
    readonly after: unknown;
  }[];
/** A trigger, policy or rule of a table that dev has. */
function partInDev(
  { kind, name, table }: ObjectReference,
  { before, after, end, dev }: FourSchemas,
): string | undefined {
  if (!isPart(kind) || kind === 'column' || kind === 'constraint') return undefined;
  const of = findTableOrView(before, table!.value);
  if (!of) return undefined;
  const has = (side: Schema): boolean =>
    findTableOrView(side, of)?.[parts[kind] as 'rules']?.some((one) => one.name === name.value.name) ?? false;
  if (!has(before) || has(after) || !has(dev)) return undefined;
  const last = end();
  if (has(last) || !findTableOrView(last, of)) return undefined;
  if ([last, dev].some((side) => isNotKnown(side, 'table', of))) return undefined;
  if ([last, dev].some((side) => isUnknownPart(side, splitKey(keyOf(of)), kind, name.value.name))) return undefined;
  return t('{0} {1} of {2}', noun(kind), quoteIdentifier(name.value.name), displayName(of));
}
