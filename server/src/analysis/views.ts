/** What is made of a query: views, and their rows anew. */

import { findTableOrView } from '../model/resolve';
import { isUnknownPart } from '../model/unknown';
import { stringsOf } from '../sql/ast';
import type { Node, RangeVar, RefreshMatViewStmt, ViewStmt } from '../sql/parse';
import { rangeVarName } from '../sql/source';
import type { Places } from './place';
import { type Outputs, Scope } from './scope';

/** `ExecRefreshMatView`: CONCURRENTLY takes a unique index of plain columns over all rows. */
export function refresh({ relation, concurrent }: RefreshMatViewStmt, { old, report }: Places): void {
  const { schema, isSure } = old.conversion.types;
  const view = findTableOrView(schema, rangeVarName(relation));
  if (!view || !isSure(view)) return;
  if (view.kind !== 'materialized view')
    return void report.add(`"${view.name}" is not a materialized view`, relation?.location);
  if (!concurrent || isUnknownPart(schema, view, 'index', '')) return;
  // A condition without columns is worked out beforehand, and may be none.
  const holdsAll = (where: string | undefined): boolean =>
    where === undefined || view.columns.every(({ name }) => !where.includes(name));
  for (const { table, unique, where, keys } of schema.indexes.values())
    if (table.name === view.name && table.schema === view.schema && unique && holdsAll(where))
      if (keys.every(({ column }) => column !== undefined)) return;
  report.add(`cannot refresh materialized view "${view.schema}.${view.name}" concurrently`, relation?.location);
}
/** What is replaced keeps the types of its columns (`checkViewColumns`). */
export function createView({ query, view, aliases, replace }: ViewStmt, places: Places): void {
  const { old, report } = places;
  const outputs = distinctColumns(places, query, view, aliases);
  const { types } = old.conversion;
  const name = rangeVarName(view);
  const existing = replace ? findTableOrView(types.schema, name) : undefined;
  if (existing?.kind !== 'view' || !types.isReplaced(existing)) return;
  for (const [i, { name: column, type: written }] of existing.columns.entries()) {
    const type = written && types.ofAny(written);
    const now = outputs?.[i]?.type === 'unknown' ? 'text' : outputs?.[i]?.type;
    if (type === undefined || now === undefined || type === now) continue;
    const [was, is] = [type, now].map((each) => types.show(each));
    return void report.add(`cannot change data type of view column "${column}" from ${was} to ${is}`, view?.location);
  }
}
/** A relation made of a query has each column once. */
export function distinctColumns(
  { old, report }: Places,
  query: Node | undefined,
  relation: RangeVar | undefined,
  aliases: readonly Node[] | undefined,
): Outputs {
  const outputs = old.statement(query, new Scope());
  const given = stringsOf(aliases);
  const names = (outputs ?? []).map(({ name }, i) => given[i] ?? name);
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) report.add(`column "${twice}" specified more than once`, relation?.location);
  return outputs;
}
