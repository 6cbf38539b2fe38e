/** What is done in which order: a node for each thing that is done to a unit, after what it needs. */

import { needBreaks } from '../generate/nodes';
import { type Ordered, type OrderNode, orderByNeeds } from '../generate/order';
import { pushTo } from '../text/lists';
import { keyOf } from '../text/names';
import { type ActionKind, sortKeyOf } from './action-order';
import { attachedAlike, isAttached } from './alike-indexes';
import { isAside } from './aside';
import { type Change, type Changes, isDropped, isMade } from './changes';
import { dropsAlone, isForeignKey } from './left-tables';
import { keptRows } from './rows';
import { takenNames } from './taken-names';
import type { Side, Unit } from './unit';

export interface PlanAction {
  readonly doing: ActionKind;
  readonly change: Change;
}
type ActionNode = OrderNode<PlanAction>;
export const nodeId = (doing: ActionKind, id: string): string => `${doing}\0${id}`;

export function ordered(
  changes: Changes,
  before: Side,
  after: Side,
  renamed: ReadonlyMap<string, string>,
): Ordered<PlanAction> {
  return new Graph(changes, before, after, renamed).ordered();
}
class Graph {
  readonly #nodes = new Map<string, { node: ActionNode; needs: Set<string> }>();
  readonly #users = new Map<string, Unit[]>();
  /** Ids of what partitions have from the one above. */
  readonly #below = new Map<string, string[]>();
  constructor(
    readonly changes: Changes,
    readonly before: Side,
    readonly after: Side,
    readonly renamed: ReadonlyMap<string, string>,
  ) {}

  ordered(): Ordered<PlanAction> {
    for (const unit of this.before.units.values()) for (const need of unit.needs) pushTo(this.#users, need, unit);
    for (const unit of this.after.units.values())
      for (const above of unit.above ?? []) pushTo(this.#below, above, unit.id);
    for (const change of this.changes.values()) this.#addNodes(change);
    for (const change of this.changes.values())
      if (change.action !== 'keep' || change.to?.above) this.#addNeeds(change);
    this.#addNames();
    const nodes = [...this.#nodes.values()].map(({ node, needs }): ActionNode => ({ ...node, needs: [...needs] }));
    return orderByNeeds(nodes, (node, need) => breaks(node, need));
  }
  #addNodes(change: Change): void {
    const { action, alteration, from, to } = change;
    if (isDropped(change)) this.#add('drop', change, from!);
    if (keptRows(change, this.changes)) {
      this.#add('save', change, from!);
      this.#add('fill', change, to!);
    }
    if (action === 'replace' && isAside(change, this.#users)) this.#add('aside', change, from!);
    if (isMade(change)) {
      this.#add('make', change, to!);
      this.#add('join', change, to!);
      if (to!.item.is === 'table') this.#add('settle', change, to!);
      if (to!.item.is === 'view' || to!.item.is === 'type') this.#add('later', change, to!);
    }
    if (!alteration) return;
    if (alteration.release?.length) this.#add('release', change, from!);
    this.#add('alter', change, to!);
    if (alteration.joins?.length) this.#add('join', change, to!);
  }
  #add(doing: ActionKind, change: Change, unit: Unit): void {
    const prefers = doing === 'make' ? (unit.prefers ?? []).map((need) => nodeId('make', need)) : [];
    const id = nodeId(doing, change.id);
    const its = this.changes.get(unit.holder ?? '');
    const sortKey = sortKeyOf(doing, unit, its !== undefined && this.#attaches(its));
    this.#nodes.set(id, { node: { id, sortKey, item: { doing, change }, needs: [], prefers }, needs: new Set() });
  }
  #need(node: string, ...needs: readonly (string | undefined)[]): void {
    const known = this.#nodes.get(node);
    if (known)
      for (const need of needs) if (need !== undefined && need !== node && this.#nodes.has(need)) known.needs.add(need);
  }
  #now(id: string): Change | undefined {
    return this.changes.get(this.renamed.get(id) ?? id);
  }

  #addNeeds(change: Change): void {
    const { id, from, to } = change;
    const [make, alter, drop, release, join] = (['make', 'alter', 'drop', 'release', 'join'] as const).map((doing) =>
      nodeId(doing, id),
    );
    if (to) {
      const stands = [...to.needs, to.holder ?? ''].flatMap((need) => this.#standing(need));
      for (const node of [make!, alter!]) this.#need(node, ...stands);
      this.#need(make!, nodeId('aside', id), this.#nodes.has(nodeId('aside', id)) ? undefined : drop);
      this.#need(alter!, release);
      this.#need(join!, make, alter, release, ...(to.item.is === 'sequence' ? stands : []));
      this.#need(nodeId('later', id), make);
      this.#need(nodeId('settle', id), make);
      this.#needParts(change);
      this.#needRowType(change);
      this.#needRows(change);
      this.#needAbove(change);
    }
    if (!from) return;
    const isAsideDrop = this.#nodes.has(nodeId('aside', id));
    this.#need(drop!, nodeId('save', id));
    for (const user of this.#users.get(from.id) ?? []) {
      const its = this.#now(user.id)!;
      const gone = this.#fall(its);
      if (isDropped(its)) for (const node of [alter, drop]) this.#need(node!, gone);
      if (isDropped(its) && change.alteration?.retypesFirst) this.#need(release!, gone);
      // A sequence falls with the table of its column.
      if (isDropped(its) && from.item.is === 'sequence') this.#need(this.#fall(change) ?? '', gone);
      if (isAsideDrop && isDropped(its) && !this.#nodes.has(nodeId('aside', its.id)))
        this.#need(nodeId('aside', id), gone);
      if (its.action !== 'alter') continue;
      if (from.item.is === 'type' && user.item.is === 'table') this.#need(alter!, nodeId('release', its.id));
      // A default is given up at once; a type, and what stands in a table, only when the column or table has changed.
      const isFreed = its.alteration?.retypesFirst || its.alteration?.leaves?.includes(from.id);
      const waits = isAsideDrop || !(isFreed || /^(?:routine|sequence|other|view)\0/.test(from.id));
      const wanted = nodeId(waits ? 'alter' : 'release', its.id);
      this.#need(drop!, this.#nodes.has(wanted) ? wanted : nodeId('alter', its.id), nodeId('release', its.id));
    }
    if (from.item.is === 'sequence' && from.holder !== undefined && change.alteration?.release?.length)
      this.#need(nodeId('drop', this.#now(from.holder)?.id ?? ''), release);
    if (from.item.is === 'table') this.#needLeft(change, release!);
    if (isAsideDrop) this.#need(drop!, make);
    this.#needReleased(from, drop!);
  }
  /** What a table leaves goes after that. */
  #needLeft(change: Change, release: string): void {
    for (const left of change.alteration?.leaves ?? []) {
      this.#need(nodeId('drop', left), release);
      // A foreign key to a partitioned table holds its partitions.
      for (const user of this.#users.get(left) ?? []) {
        const its = this.#now(user.id);
        const fall = this.#fall(its);
        // A copy in a partition that falls with the table goes with the one above.
        if (
          isForeignKey(user) &&
          fall !== nodeId('drop', left) &&
          (user.holder !== left || dropsAlone(its, this.changes))
        )
          this.#need(release, fall);
      }
    }
  }
  /** The node after which a need is there as it should be. */
  #standing(need: string): string[] {
    const change = this.changes.get(need);
    if (!change || change.action === 'keep') return [];
    const own = nodeId(isMade(change) ? 'make' : 'alter', change.id);
    // A key of a partitioned table holds once those of all partitions are attached.
    const joins = /^(?:constraint|index)\0/.test(need)
      ? (this.#below.get(need) ?? []).map((id) => nodeId('join', id))
      : [];
    return [own, ...joins];
  }
  #needReleased(from: Unit, drop: string): void {
    for (const above of from.above ?? []) {
      const [released, fall] = [this.#releaseFrom(from, above), this.#fall(this.#now(above))];
      const isAlone = dropsAlone(this.#now(above), this.changes);
      this.#need(drop, isAlone ? fall : (released ?? fall));
      if (isAlone) continue;
      // Else it would fall with the one above.
      if (fall !== undefined) this.#need(fall, released);
    }
  }
  /** What takes the table of a part away from the one above, where it stays. */
  #releaseFrom({ holder }: Unit, above: string): string | undefined {
    const table = holder === undefined ? undefined : this.#now(holder);
    const leaves = table?.alteration?.leaves?.includes(this.before.units.get(above)?.holder ?? '');
    return table && leaves ? nodeId('release', table.id) : undefined;
  }
  /** What drops it: itself, or what it is part of. */
  #fall(change: Change | undefined): string | undefined {
    if (!change || !isDropped(change)) return undefined;
    if (dropsAlone(change, this.changes)) return nodeId('drop', change.id);
    const holder = change.from?.holder === undefined ? undefined : this.#now(change.from.holder);
    if (holder && isDropped(holder)) return this.#fall(holder);
    const parent =
      change.from?.item.is === 'table' ? change.from.above?.map((id) => this.#now(id)).find(isDropped) : undefined;
    return parent ? this.#fall(parent) : nodeId('drop', change.id);
  }
  /** While columns of a table change, none has its rows as values. */
  #needRowType({ id, alteration, gone }: Change): void {
    if (!alteration?.retypesFirst) return;
    for (const table of gone)
      for (const part of [...this.before.units.values(), ...this.after.units.values()]) {
        if (part.holder !== table || part.item.is !== 'column') continue;
        const its = this.#now(part.id)!;
        if (its.alteration?.retypesFirst) this.#need(nodeId('release', its.id), nodeId('release', id));
        for (const doing of ['alter', 'make', 'drop'] as const) {
          this.#need(nodeId(doing, its.id), nodeId('release', id));
          this.#need(nodeId('alter', id), nodeId(doing, its.id));
        }
      }
  }
  #needParts({ id, to }: Change): void {
    const holder = to?.holder;
    const its = this.changes.get(holder ?? '');
    if (!its) return;
    this.#need(nodeId('settle', holder!), nodeId('make', id), nodeId('join', id));
    // As long as it is a partition, it has its parent's columns.
    if (to!.item.is === 'column') this.#need(nodeId('make', id), nodeId('release', holder!));
    if (to!.item.is === 'constraint' && this.#attaches(its)) this.#need(nodeId('join', id), nodeId('join', holder!));
    // An index that is attached comes before the partition is, one that is like it and a foreign key after it.
    const isAlike = !isAttached(to!) && this.#attaches(its) && attachedAlike(to!, this.after).length > 0;
    if (isAlike) this.#need(nodeId('make', id), nodeId('join', holder!));
    if (isAlike || isForeignKey(to!)) return;
    if (to!.item.is !== 'trigger' && to!.item.is !== 'policy' && to!.item.is !== 'rule')
      if (its.action !== 'keep' && !to!.needs.includes(nodeId('join', holder!)))
        this.#need(nodeId('join', holder!), nodeId('make', id), nodeId('alter', id));
  }
  /** By a statement of its own the table becomes a partition or child. */
  #attaches({ to, alteration }: Change): boolean {
    if (to?.item.is !== 'table') return false;
    const joining = this.after.context.joining?.get(keyOf(to.item.table));
    return joining === 'by attaching' || (alteration?.joins?.length ?? 0) > 0;
  }
  /** Rows come when there is a place for each, and before what runs for a row, refers to one or holds them as they are. */
  #needRows({ id, to }: Change): void {
    const { item, holder, needs } = to!;
    const fill = nodeId('fill', id);
    this.#need(fill, nodeId('make', id), ...this.#partitionsOf(id));
    this.#need(nodeId('settle', id), fill);
    const waits = item.is === 'trigger' || item.is === 'rule' || item.is === 'view' || isForeignKey(to!);
    if (!waits) return;
    if (item.is === 'constraint')
      for (const table of [...needs, holder ?? ''])
        for (const partition of this.#below.get(table) ?? [])
          if (!isMade(this.changes.get(partition))) this.#need(nodeId('make', id), nodeId('join', partition));
    for (const need of [...needs, holder ?? ''])
      for (let at: string | undefined = this.after.units.get(need)?.holder ?? need; at !== undefined; ) {
        for (const node of [nodeId('make', id), nodeId('alter', id)]) this.#need(node, nodeId('fill', at));
        at = this.after.units.get(at)?.above?.find((above) => above.startsWith('table\0'));
      }
  }
  #partitionsOf(id: string): string[] {
    const below = (this.#below.get(id) ?? []).filter((one) => one.startsWith('table\0'));
    return below.flatMap((one) => [nodeId('make', one), nodeId('join', one), ...this.#partitionsOf(one)]);
  }
  #needAbove(change: Change): void {
    const { id, from, to } = change;
    for (const above of to?.above ?? []) {
      const [own, theirs] = [change, this.changes.get(above)];
      if (!theirs || theirs.action === 'keep') continue;
      const upper = nodeId(isMade(theirs) ? 'make' : 'alter', above);
      // What a child has by itself comes first: its parent's then finds it.
      if (to!.follows) this.#need(nodeId(isMade(own) ? 'make' : 'alter', id), upper);
      // A new child has what the parent's column says when it is made.
      if (to!.follows && to!.item.is === 'column') this.#need(nodeId('make', to!.holder ?? ''), upper);
      else if (isMade(own) && isMade(theirs) && !isForeignKey(to!)) {
        // A new table comes before its partitions, which need it, and has its columns with it.
        const { item, holder = '' } = theirs.to!;
        const isWhole = item.is === 'table' || (item.is === 'column' && isMade(this.changes.get(holder)));
        if (!isWhole) this.#need(upper, nodeId('make', id));
      } else if (!isMade(own) || !isMade(theirs)) this.#need(nodeId('alter', id), upper);
      this.#need(nodeId('join', id), upper, nodeId('join', above));
      // A table that leaves two parents comes back once both have changed.
      if (to!.item.is === 'column' && to!.above!.length > 1) {
        this.#need(nodeId('join', to!.holder ?? ''), upper);
        this.#need(upper, nodeId('release', to!.holder ?? ''));
      }
      if (from?.item.is === 'column') this.#need(nodeId('alter', above), nodeId('release', id));
      // What stands on the column below is in the way of the one above too.
      if (from)
        for (const user of this.#users.get(from.id) ?? [])
          this.#need(nodeId('alter', above), this.#fall(this.#now(user.id)));
    }
  }
  /** One name at a time. */
  #addNames(): void {
    const dropped = new Map<string, string>();
    const names = (unit: Unit): string[] => takenNames(unit, this.before);
    for (const change of this.changes.values())
      if (isDropped(change)) for (const name of names(change.from!)) dropped.set(name, this.#fall(change)!);
      else if (change.action === 'alter')
        for (const name of names(change.from!))
          if (!names(change.to!).includes(name)) dropped.set(name, nodeId('alter', change.id));
    for (const change of this.changes.values())
      if (isMade(change) || change.action === 'alter')
        for (const name of names(change.to!)) {
          const free = dropped.get(name);
          const own = nodeId(isMade(change) ? 'make' : 'alter', change.id);
          if (free === undefined || free === nodeId('drop', change.id) || free === own) continue;
          this.#need(own, free);
          // A new table has its keys with it.
          if (isMade(change)) this.#need(nodeId('make', change.to!.holder ?? ''), free);
        }
  }
}
function breaks(node: ActionNode, need: string): boolean {
  const { doing, change } = node.item;
  if (doing === 'drop') return true;
  return doing === 'make' && needBreaks({ ...node, id: change.id } as never, need.slice(need.indexOf('\0') + 1));
}
