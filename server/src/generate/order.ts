/**
 * The order in which things can be made: after what they need, and otherwise by a stated key, so that it is the same
 * from run to run.
 */
import { compareText } from '../text/text';
export interface OrderNode<T> {
  readonly id: string;
  /** Compared as text: the order wherever dependencies leave a choice. */
  readonly sortKey: string;
  readonly item: T;
  /** Ids that must come before; unknown ids are ignored. */
  readonly needs: readonly string[];
  /** Ids that should come before where that is possible (the targets of foreign keys). */
  readonly prefers?: readonly string[];
}
export interface Ordered<T> {
  readonly nodes: readonly OrderNode<T>[];
  /** For each node, the needs that a cycle left unmet: what depends on them has to be said later. */
  readonly broken: ReadonlyMap<string, ReadonlySet<string>>;
}

/** `breakable` tells which needs can be met later, such as a default by ALTER TABLE. */
export function orderByNeeds<T>(
  nodes: readonly OrderNode<T>[],
  breakable: (node: OrderNode<T>, need: string) => boolean,
): Ordered<T> {
  const broken = new Map<string, Set<string>>();
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const sorted = [...nodes].sort((a, b) => compareText(a.sortKey, b.sortKey) || compareText(a.id, b.id));
  for (;;) {
    const attempt = placeNodes(sorted, byId, broken);
    if (attempt.cycle === undefined) return { nodes: attempt.placed, broken };
    const [from, need] = edgeToBreak(attempt.cycle, byId, breakable);
    const known = broken.get(from);
    if (known) known.add(need);
    else broken.set(from, new Set([need]));
  }
}

interface Attempt<T> {
  readonly placed: readonly OrderNode<T>[];
  /** Ids, each of which needs the next, the last the first. */
  readonly cycle: readonly string[] | undefined;
}
interface OrderStep<T> {
  readonly node: OrderNode<T>;
  /** Needs above preferences: the last is next. */
  readonly pending: string[];
  hard: number;
  /** Came here by a preference. */
  readonly soft: boolean;
}
/** Depth first, without recursion (a chain of views may be long): what a node needs is placed right before it. */
function placeNodes<T>(
  sorted: readonly OrderNode<T>[],
  byId: ReadonlyMap<string, OrderNode<T>>,
  broken: ReadonlyMap<string, ReadonlySet<string>>,
): Attempt<T> {
  const state = new Map<string, 'open' | 'placed'>();
  const placed: OrderNode<T>[] = [];
  for (const root of sorted) {
    const path: OrderStep<T>[] = [];
    const open = (node: OrderNode<T>, wasSoft: boolean): void => {
      state.set(node.id, 'open');
      const hard = resolved(node.needs, byId, node.id).filter((id) => !broken.get(node.id)?.has(id));
      const soft = resolved(node.prefers ?? [], byId, node.id).filter((id) => !hard.includes(id));
      path.push({ node, pending: [...soft.reverse(), ...hard.reverse()], hard: hard.length, soft: wasSoft });
    };
    if (!state.has(root.id)) open(root, false);
    while (path.length > 0) {
      const top = path.at(-1)!;
      const id = top.pending.pop();
      if (id === undefined) {
        state.set(top.node.id, 'placed');
        placed.push(top.node);
        path.pop();
        continue;
      }
      const isNeed = top.hard-- > 0;
      if (state.get(id) === undefined) open(byId.get(id)!, !isNeed);
      else if (state.get(id) === 'open' && isNeed) {
        const cycle = needCycle(top.node.id, id, byId, broken);
        if (cycle !== undefined) return { placed, cycle };
        giveUpPreference(path, state);
      }
    }
  }
  return { placed, cycle: undefined };
}
/** What was preferred needs something that is only being placed: it is left for later, with all on the way to it. */
function giveUpPreference<T>(path: OrderStep<T>[], state: Map<string, 'open' | 'placed'>): void {
  const from = path.findLastIndex((step) => step.soft);
  for (const step of path.splice(Math.max(0, from))) state.delete(step.node.id);
}
/** A way from `need` back to `from` along needs alone: a preference on the path would make no cycle. */
function needCycle<T>(
  from: string,
  need: string,
  byId: ReadonlyMap<string, OrderNode<T>>,
  broken: ReadonlyMap<string, ReadonlySet<string>>,
): readonly string[] | undefined {
  const cameFrom = new Map<string, string>([[need, from]]);
  const queue = [need];
  for (const id of queue) {
    if (id === from) break;
    for (const next of resolved(byId.get(id)!.needs, byId, id))
      if (!cameFrom.has(next) && !broken.get(id)?.has(next)) {
        cameFrom.set(next, id);
        queue.push(next);
      }
  }
  if (!queue.includes(from)) return undefined;
  const back = [from];
  for (let id = cameFrom.get(from)!; id !== from; id = cameFrom.get(id)!) back.push(id);
  return [back[0]!, ...back.slice(1).reverse()];
}
function edgeToBreak<T>(
  cycle: readonly string[],
  byId: ReadonlyMap<string, OrderNode<T>>,
  breakable: (node: OrderNode<T>, need: string) => boolean,
): [string, string] {
  const edges = cycle.map((id, at) => [id, cycle[(at + 1) % cycle.length]!] as [string, string]);
  const stable = edges.sort(([a], [b]) => compareText(byId.get(a)!.sortKey, byId.get(b)!.sortKey));
  return stable.find(([from, need]) => breakable(byId.get(from)!, need)) ?? stable[0]!;
}
function resolved<T>(ids: readonly string[], byId: ReadonlyMap<string, OrderNode<T>>, self: string): string[] {
  const known = [...new Set(ids)].filter((id) => id !== self && byId.has(id));
  return known.sort((a, b) => compareText(byId.get(a)!.sortKey, byId.get(b)!.sortKey) || compareText(a, b));
}
