/** What a file that has run takes away, nothing in the history makes again, and dev has all the same. */
import { isKind, isPart, keptAs, kinds, parts, relationMaps } from '../model/kinds';
import { findTableOrView } from '../model/resolve';
import type { Origin, Schema } from '../model/schema';
import { isUnknown, isUnknownPart } from '../model/unknown';
import type { SqlDocument, Statement } from '../sql/document/statement';
import type { ObjectReference } from '../sql/read/ops';
import { noun, t } from '../text/l10n';
import { displayName, keyOf, quoteIdentifier, splitKey } from '../text/names';
import type { FoldedFile } from './folded';

export interface StillThere {
  /** `view pv`, `policy own of docs` */
  readonly shown: string;
  readonly origin: Origin;
}
const dropsIn = ({ runs, parsed }: Statement): readonly ObjectReference[] =>
  runs ? parsed.ops.flatMap((op) => (op.op === 'drop' ? op.objects : [])) : [];
/** Whether there is anything to be asked of the history's end. */
export const dropsObjects = ({ statements }: SqlDocument): boolean => statements.some((one) => dropsIn(one).length > 0);
/** Indexes and what ALTER TABLE takes away are compared with the table; of functions, names are looked for. `end`: what the files that have run make. */
export function* stillThere(file: FoldedFile, end: Schema, dev: Schema): Iterable<StillThere> {
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
type FourSchemas = Record<'before' | 'after' | 'end' | 'dev', Schema>;
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
    if ([end, dev].some((side) => isUnknown(side, kind, at.schema, at.name))) continue;
    const others = nameSpace === 'relation' ? relationMaps : [map];
    if (!now && dev[map].has(key) && !others.some((one) => end[one].has(key)))
      return t('{0} {1}', noun(object.kind), kind === 'schema' ? quoteIdentifier(name) : displayName(at));
  }
  return undefined;
}
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
  if (!has(before) || has(after) || has(end) || !has(dev) || !findTableOrView(end, of)) return undefined;
  if ([end, dev].some((side) => isUnknown(side, 'table', of.schema, of.name))) return undefined;
  if ([end, dev].some((side) => isUnknownPart(side, splitKey(keyOf(of)), kind, name.value.name))) return undefined;
  return t('{0} {1} of {2}', noun(kind), quoteIdentifier(name.value.name), displayName(of));
}
