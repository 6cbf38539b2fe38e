/** What is made, changed, replaced and dropped: the difference, and what follows from it for what stands on it. */

import { pushTo } from '../text/lists';
import { attachedAlike, isAttached } from './alike-indexes';
import { alter } from './alter';
import { isKeyOfOtherType } from './alter-table';
import type { Alteration } from './alteration';
import { isNamedApart } from './not-null-names';
import { changesRows, isRetypedColumn } from './row-types';
import { isPartitionKey, type Side, type Unit } from './unit';

export interface Change {
  /** Of the unit as it will be called. */
  readonly id: string;
  readonly from?: Unit;
  readonly to?: Unit;
  action: 'make' | 'drop' | 'replace' | 'alter' | 'keep';
  alteration?: Alteration;
  /** What it needs in `from` that is dropped or made anew. */
  readonly gone: Set<string>;
}
export type Changes = ReadonlyMap<string, Change>;
export const isMade = (change: Change | undefined): boolean =>
  change?.action === 'make' || change?.action === 'replace';
export const isDropped = (change: Change | undefined): boolean =>
  change?.action === 'drop' || change?.action === 'replace';

/** `renamed`: new ids by the old ones. */
export function changesBetween(before: Side, after: Side, renamed: ReadonlyMap<string, string>): Changes {
  const changes = new Map<string, Change>();
  for (const [id, to] of after.units) changes.set(id, { id, to, action: 'make', gone: new Set() });
  for (const [id, from] of before.units) {
    const now = renamed.get(id) ?? id;
    const known = changes.get(now);
    changes.set(
      now,
      known?.to ? { ...known, from, action: 'keep' } : { id: now, from, action: 'drop', gone: new Set() },
    );
  }
  new Propagation(changes, before, after, renamed).run();
  return changes;
}

class Propagation {
  readonly #queue: Change[] = [];
  /** By id, the units of `from` that are tied to it. */
  readonly #users = new Map<string, Unit[]>();
  readonly #parts = new Map<string, Unit[]>();
  readonly #below = new Map<string, Unit[]>();
  constructor(
    readonly changes: ReadonlyMap<string, Change>,
    readonly before: Side,
    readonly after: Side,
    readonly renamed: ReadonlyMap<string, string>,
  ) {
    for (const unit of before.units.values()) {
      for (const need of unit.ties ?? unit.needs) pushTo(this.#users, need, unit);
      if (unit.holder !== undefined) pushTo(this.#parts, unit.holder, unit);
      for (const one of unit.above ?? []) pushTo(this.#below, one, unit);
    }
  }
  run(): void {
    for (const change of this.changes.values()) {
      if (change.action === 'keep') this.#settle(change);
      else if (change.action === 'drop') this.#queue.push(change);
      else if (changesRows(change)) this.#loseRowType(change.to?.holder);
    }
    for (let change = this.#queue.pop(); change; change = this.#queue.pop()) this.#spread(change);
  }
  #changeOf(unit: Unit): Change {
    return this.changes.get(this.renamed.get(unit.id) ?? unit.id)!;
  }
  /** What becomes of a unit that both have. */
  #settle(change: Change): void {
    const { from, to, gone } = change;
    if (!from || !to || change.action === 'replace') return;
    const outcome = alter({ from, to, gone, before: this.before, after: this.after });
    if (outcome === 'replace') this.#replace(change);
    else if (outcome !== undefined) {
      change.action = 'alter';
      change.alteration = outcome;
      this.#queue.push(change);
    }
    if (isRetypedColumn(change) && from.above && from.above.length > 1)
      for (const above of from.above) {
        const parent = this.before.units.get(holderOf(above, this.before) ?? '');
        // PostgreSQL changes no column that comes from two tables.
        if (parent) this.#lose(this.before.units.get(from.holder!)!, parent);
      }
    if (isNamedApart(change, this.before, this.after)) {
      const [table, above] = [from.holder!, from.above![0]!].map((id) => this.before.units.get(id)!);
      this.#lose(table!, this.before.units.get(above!.holder!)!);
      this.#lose(from, above!);
    }
  }
  #replace(change: Change): void {
    if (change.action === 'replace' || !change.from || !change.to) return;
    change.action = 'replace';
    delete change.alteration;
    this.#queue.push(change);
    if (changesRows(change)) this.#loseRowType(change.from.holder);
    const table = isPartitionKey(change.from) ? this.changes.get(change.to.holder ?? '') : undefined;
    if (table) this.#replaceWithPartitions(table);
    else if (isKeyRetyped(change)) this.#replaceWithPartitions(change);
  }
  /** Their bounds are values of the key's type. */
  #replaceWithPartitions(change: Change): void {
    this.#replace(change);
    for (const one of this.#below.get(change.from?.id ?? '') ?? [])
      if (one.item.is === 'table') this.#replaceWithPartitions(this.#changeOf(one));
  }
  #spread(change: Change): void {
    const { from, alteration } = change;
    if (!from) return;
    if (change.action === 'alter') {
      const breaks = alteration?.breaks;
      if (breaks) for (const user of this.#users.get(from.id) ?? []) if (breaks(user)) this.#lose(user, from);
      const isTable = from.item.is === 'table';
      if (isTable && (alteration?.leaves || alteration?.joins)) this.#leave(from, alteration.leaves ?? []);
      if (alteration && changesRows(change)) this.#loseRowType(from.holder);
      return;
    }
    for (const part of this.#parts.get(from.id) ?? []) {
      const its = this.#changeOf(part);
      if (its.alteration?.leaves?.includes(from.id)) continue;
      if (part.item.is === 'sequence') this.#lose(part, from);
      else this.#replace(its);
    }
    for (const user of this.#users.get(from.id) ?? []) if (user.holder !== from.id) this.#lose(user, from);
    for (const one of this.#below.get(from.id) ?? [])
      if (this.#fallsWith(one)) this.#replace(this.#changeOf(one));
      else if (one.item.is === 'column') this.#lose(one, from);
  }
  /** Columns whose values are rows of the table or hold some, by a domain or a composite type: while there are some, its rows are not written anew. */
  #loseRowType(table: string | undefined): void {
    const users = (id: string): Unit[] =>
      (this.#users.get(id) ?? []).flatMap((user) => (user.item.is === 'type' ? users(user.id) : [user]));
    for (const user of users(table ?? ''))
      if (user.item.is === 'column' && user.holder !== table) this.#lose(user, this.before.units.get(table!)!);
  }
  /** A column that changes with the one above changes by itself while its table is by itself. */
  #leave(table: Unit, leaves: readonly string[]): void {
    for (const part of this.#parts.get(table.id) ?? []) {
      const { to } = this.#changeOf(part);
      if (part.item.is !== 'column' || !to || part.shape === to.shape) continue;
      for (const above of part.above ?? [])
        if (leaves.includes(holderOf(above, this.before) ?? '')) this.#lose(part, this.before.units.get(above)!);
    }
    // A foreign key to the table holds the rows of its partitions.
    for (const above of leaves)
      for (const user of this.#users.get(above) ?? [])
        if (user.item.is === 'constraint' && user.holder !== above) this.#lose(user, this.before.units.get(above)!);
    for (const part of this.#parts.get(table.id) ?? [])
      if (this.#wouldBeTaken(part)) this.#replace(this.#changeOf(part));
  }
  /** An index that ATTACH would take for another that is alike. */
  #wouldBeTaken(part: Unit): boolean {
    const { from, to } = this.#changeOf(part);
    if (!from || !to) return false;
    const alike = attachedAlike(to, this.after);
    if (isAttached(to)) return alike.length > 1 && !isAttached(from);
    return alike.some((id) => isMade(this.changes.get(id)));
  }
  /** Not where its table leaves the one above before. */
  #fallsWith(unit: Unit): boolean {
    if (!unit.follows) return false;
    if (unit.item.is === 'table')
      return !this.#changeOf(unit).alteration?.leaves?.some((one) => unit.above?.includes(one));
    const table = unit.holder === undefined ? undefined : this.changes.get(unit.holder);
    const leaves = table?.alteration?.leaves ?? [];
    return !leaves.some((one) => unit.above?.some((above) => holderOf(above, this.before) === one));
  }
  #lose(user: Unit, need: Unit): void {
    const change = this.#changeOf(user);
    if (change.action === 'drop' || change.action === 'replace' || change.gone.has(need.id)) return;
    change.gone.add(need.id);
    this.#settle(change);
  }
}
function isKeyRetyped({ from, to }: Change): boolean {
  return from?.item.is === 'table' && to?.item.is === 'table' && isKeyOfOtherType(from.item.table, to.item.table);
}
const holderOf = (id: string, side: Side): string | undefined => side.units.get(id)?.holder;
