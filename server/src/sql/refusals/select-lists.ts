/** Result columns, the places that ORDER BY and GROUP BY name, and windows. */
import { present } from '../../text/present';
import { bodiesOf, stringsOf } from '../ast';
import type { Node, SelectStmt, WindowDef } from '../parse';
import { expressionShape, type Refusals } from './refusal';

/** How many columns a query gives; undefined where a star is among them. */
export function listWidth(select: SelectStmt): number | undefined {
  if (select.op !== undefined && select.op !== 'SETOP_NONE') return select.larg && listWidth(select.larg);
  const [row] = select.valuesLists ?? [];
  if (row) return 'List' in row ? row.List.items?.length : undefined;
  const values = bodiesOf(select.targetList, 'ResTarget').map(({ val }) => val);
  return values.some(isStar) ? undefined : values.length;
}
function isStar(node: Node | undefined): boolean {
  if (!node) return false;
  const parts =
    'ColumnRef' in node ? node.ColumnRef.fields : 'A_Indirection' in node ? node.A_Indirection.indirection : undefined;
  return parts?.some((part) => 'A_Star' in part) ?? false;
}

/** Numbers in ORDER BY, GROUP BY and DISTINCT ON (`findTargetlistEntrySQL92`). */
export function orderRefusals(refusals: Refusals, select: SelectStmt): void {
  const width = listWidth(select);
  const clauses = {
    'ORDER BY': select.sortClause,
    'GROUP BY': select.groupClause,
    'DISTINCT ON': select.distinctClause,
  };
  for (const [clause, nodes] of Object.entries(clauses))
    for (const item of nodes ?? []) {
      const node = 'SortBy' in item ? item.SortBy.node : item;
      if (!node || !('A_Const' in node)) continue;
      const { ival, isnull, location } = node.A_Const;
      if (!ival && !isnull) refusals.add(`non-integer constant in ${clause}`, location);
      const place = ival?.ival ?? 0;
      if (ival && (place < 1 || (width !== undefined && place > width)))
        refusals.add(`${clause} position ${place} is not in select list`, location);
    }
  if (select.op === undefined || select.op === 'SETOP_NONE') {
    distinctRefusals(refusals, select);
    return distinctOnRefusals(refusals, select);
  }
  // What comes out of both sides has names and places, nothing to calculate with.
  const first = firstOf(select);
  const names = bodiesOf(first?.targetList, 'ResTarget');
  for (const { node } of bodiesOf(select.sortClause, 'SortBy')) {
    if (!node || 'A_Const' in node) continue;
    const parts = 'ColumnRef' in node ? stringsOf(node.ColumnRef.fields) : [];
    if (parts.length !== 1) refusals.add('invalid UNION/INTERSECT/EXCEPT ORDER BY clause', undefined);
    else if (width !== undefined && names.length > 0 && names.every((target) => !mayBe(target, parts[0]!)))
      refusals.add(`column "${parts[0]}" does not exist`, 'ColumnRef' in node ? node.ColumnRef.location : undefined);
  }
}
/** SELECT DISTINCT is ordered by what it gives alone (`transformDistinctClause`). */
function distinctRefusals(refusals: Refusals, { distinctClause, sortClause, targetList }: SelectStmt): void {
  const isPlain = distinctClause?.length === 1 && Object.keys(distinctClause[0]!).length === 0;
  const targets = bodiesOf(targetList, 'ResTarget');
  if (!isPlain || targets.some(({ val }) => isStar(val) || !val || !('ColumnRef' in val))) return;
  for (const { node } of bodiesOf(sortClause, 'SortBy')) {
    const name = node && 'ColumnRef' in node ? stringsOf(node.ColumnRef.fields).at(-1) : undefined;
    const isGiven = targets.some(({ name: alias, val }) => alias === name || mayBe(present({ val }), name ?? ''));
    if (node && 'ColumnRef' in node && name !== undefined && !isGiven)
      refusals.add('for SELECT DISTINCT, ORDER BY expressions must appear in select list', node.ColumnRef.location);
  }
}
/** What DISTINCT ON names comes first in ORDER BY (`transformDistinctOnClause`). */
function distinctOnRefusals(refusals: Refusals, { distinctClause = [], sortClause, targetList }: SelectStmt): void {
  const targets = bodiesOf(targetList, 'ResTarget');
  const shapeOf = (node: Node | undefined): string | undefined => {
    if (!node || Object.keys(node).length === 0 || targets.some(({ val }) => isStar(val) && 'A_Const' in node))
      return undefined;
    const named = 'ColumnRef' in node ? stringsOf(node.ColumnRef.fields) : [];
    const meant =
      'A_Const' in node
        ? targets[(node.A_Const.ival?.ival ?? 0) - 1]
        : targets.find(({ name }) => named.length === 1 && name === named[0]);
    return expressionShape(meant?.val ?? node);
  };
  const wanted = distinctClause.map(shapeOf);
  const sorted = bodiesOf(sortClause, 'SortBy').map(({ node, location }) => ({ shape: shapeOf(node), location }));
  if (wanted.length === 0 || [...wanted, ...sorted.map(({ shape }) => shape)].includes(undefined)) return;
  const stray = sorted.findIndex(({ shape }) => !wanted.includes(shape));
  if (stray < 0) return;
  const before = sorted.slice(0, stray).map(({ shape }) => shape);
  const [first] = bodiesOf(sortClause, 'SortBy');
  const at = first?.node && 'ColumnRef' in first.node ? first.node.ColumnRef.location : undefined;
  if (wanted.some((each) => !before.includes(each)))
    refusals.add('SELECT DISTINCT ON expressions must match initial ORDER BY expressions', at);
}
function firstOf(select: SelectStmt): SelectStmt | undefined {
  return select.larg && select.op !== 'SETOP_NONE' ? firstOf(select.larg) : select;
}
/** An expression has a name that is not looked for here. */
function mayBe({ name, val }: { readonly name?: string; readonly val?: Node }, wanted: string): boolean {
  if (name !== undefined) return name === wanted;
  return val && 'ColumnRef' in val ? stringsOf(val.ColumnRef.fields).at(-1) === wanted : true;
}

/** `OVER (w …)` (`transformWindowDefinitions`). */
function copied(refusals: Refusals, window: WindowDef, of: WindowDef): void {
  const { refname, location } = window;
  if (window.partitionClause) refusals.add(`cannot override PARTITION BY clause of window "${refname}"`, location);
  else if (window.orderClause && of.orderClause)
    refusals.add(`cannot override ORDER BY clause of window "${refname}"`, location);
  else if ((of.frameOptions ?? 0) & GIVEN)
    refusals.add(`cannot copy window "${refname}" because it has a frame clause`, location);
}
/** `FRAMEOPTION_…` of src/include/nodes/parsenodes.h. */
const GIVEN = 0x01;
const [RANGE, GROUPS, OFFSET] = [0x02, 0x08, 0x800 | 0x1000 | 0x2000 | 0x4000];

export function windowRefusals(refusals: Refusals, select: SelectStmt): void {
  const defined = bodiesOf(select.windowClause, 'WindowDef');
  const byName = new Map<string, WindowDef>();
  for (const window of defined) {
    const { name = '', location } = window;
    if (byName.has(name)) refusals.add(`window "${name}" is already defined`, location);
    byName.set(name, window);
  }
  const check = (window: WindowDef): void => {
    const { name, refname, location } = window;
    const base = refname ?? (select.windowClause && byName.get(name ?? '') === window ? undefined : name);
    if (base !== undefined && !byName.has(base)) return refusals.add(`window "${base}" does not exist`, location);
    if (refname !== undefined) copied(refusals, window, byName.get(refname)!);
    frame(refusals, window, base === undefined ? undefined : byName.get(base));
  };
  for (const window of defined) check(window);
  for (const window of windowsIn([select.targetList, select.sortClause])) check(window);
}
function frame(refusals: Refusals, { frameOptions = 0, orderClause, location }: WindowDef, base?: WindowDef): void {
  const order = (orderClause ?? base?.orderClause ?? []).length;
  if (base && !base.orderClause && base.refname !== undefined && !orderClause) return;
  if (frameOptions & RANGE && frameOptions & OFFSET && order !== 1)
    refusals.add('RANGE with offset PRECEDING/FOLLOWING requires exactly one ORDER BY column', location);
  if (frameOptions & GROUPS && order === 0) refusals.add('GROUPS mode requires an ORDER BY clause', location);
}
/** OVER of the query's own calls. */
function* windowsIn(value: unknown): Generator<WindowDef> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    if (key === 'SubLink' || key === 'SelectStmt') continue;
    if (key === 'over') yield child as WindowDef;
    yield* windowsIn(child);
  }
}
