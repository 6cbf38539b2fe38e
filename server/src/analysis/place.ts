/** Where an expression stands in a statement that is no query: what its names are looked up in. */

import type { RangeVar } from '../sql/parse';
import { relationItem } from './from';
import type { Queries } from './queries';
import type { Report } from './report';
import { type FromItem, Scope } from './scope';
import type { Type } from './signatures';

export interface Places {
  /** On the schema before the statement, and on what it makes of it. */
  readonly old: Queries;
  readonly now: Queries;
  readonly report: Report;
  readonly text: string;
  readonly skipsBodies: boolean;
}

export function scopeOf({ expressions }: Queries, relation: RangeVar | undefined): Scope {
  const scope = new Scope();
  if (relation) scope.items.push(relationItem(expressions, withoutAlias(relation), scope));
  return scope;
}
function withoutAlias({ alias: _, ...relation }: RangeVar): RangeVar {
  return relation;
}
/** OLD and NEW. */
export function rowsScope(queries: Queries, relation: RangeVar | undefined): Scope {
  const scope = new Scope();
  const [item] = scopeOf(queries, relation).items;
  for (const alias of ['old', 'new']) if (item) scope.items.push({ ...item, alias, visible: false } satisfies FromItem);
  return scope;
}

export function typeOfColumn(scope: Scope, name: string): Type | undefined {
  const found = scope.column(name);
  return typeof found === 'object' ? found.type : undefined;
}
/** Reports what `read` uses of that is not immutable. */
export function immutable({ report }: Places, message: string, read: () => void): void {
  const before = report.changing.length;
  read();
  const [first] = report.changing.slice(before);
  if (first) report.add(message, first.location);
}
