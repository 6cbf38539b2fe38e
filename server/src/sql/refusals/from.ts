/** FROM items: names that are there twice. */
import { bodiesOf } from '../ast';
import type { Node } from '../parse';
import type { Refusals } from './refusal';

interface QualifierItem {
  readonly name: string;
  /** A relation without an alias: another of its name in another schema is no conflict. */
  readonly relation?: string;
  readonly location?: number | undefined;
}
/** The FROM items that columns can be qualified by. */
function* qualifierItems(node: Node): Generator<QualifierItem> {
  if ('RangeVar' in node) {
    const { relname = '', schemaname = '', alias, location } = node.RangeVar;
    if (alias) yield { name: alias.aliasname ?? '', location };
    else yield { name: relname, relation: `${schemaname}.${relname}`, location };
  } else if ('RangeSubselect' in node) {
    const { alias } = node.RangeSubselect;
    if (alias) yield { name: alias.aliasname ?? '' };
  } else if ('JoinExpr' in node) {
    const { alias, larg, rarg, join_using_alias: shared } = node.JoinExpr;
    if (alias) yield { name: alias.aliasname ?? '' };
    else for (const side of [larg, rarg]) if (side) yield* qualifierItems(side);
    if (shared && !alias) yield { name: shared.aliasname ?? '' };
  } else if ('RangeTableSample' in node) {
    if (node.RangeTableSample.relation) yield* qualifierItems(node.RangeTableSample.relation);
  } else yield* itemsOfFunction(node);
}
function* itemsOfFunction(node: Node): Generator<QualifierItem> {
  if ('RangeFunction' in node) {
    const { alias, functions } = node.RangeFunction;
    if (alias) return yield { name: alias.aliasname ?? '' };
    for (const each of functions ?? []) {
      const call = 'List' in each ? bodiesOf(each.List.items, 'FuncCall')[0] : undefined;
      const last = call?.funcname?.at(-1);
      if (last && 'String' in last) yield { name: last.String.sval ?? '' };
    }
  }
  const table = 'RangeTableFunc' in node ? node.RangeTableFunc : 'JsonTable' in node ? node.JsonTable : undefined;
  if (table?.alias) yield { name: table.alias.aliasname ?? '' };
}
export function* itemNames(node: Node): Generator<string> {
  for (const { name } of qualifierItems(node)) yield name;
}

/** `checkNameSpaceConflicts`, src/backend/parser/parse_relation.c. */
export function fromRefusals(refusals: Refusals, nodes: readonly Node[]): void {
  const seen = new Map<string, (string | undefined)[]>();
  for (const node of nodes)
    for (const { name, relation, location } of qualifierItems(node)) {
      const before = seen.get(name);
      const clash = before?.some((other) => relation === undefined || other === undefined || other === relation);
      if (clash && name !== '') refusals.add(`table name "${name}" specified more than once`, location);
      seen.set(name, [...(before ?? []), relation]);
    }
}
