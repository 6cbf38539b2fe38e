/** Which relation a column reference belongs to: FROM items by alias, CTEs, outer queries. */

import { PMap } from '../../model/persistent-map';
import { isSystemColumn } from '../../model/system-columns';
import type { LocalName, Name } from '../../text/text';
import type { QueryOutput, RelationUse } from '../read/ops-query';

/** A relation while its query is read: columns are added as references to it are met. */
export interface OpenUse {
  readonly name: Name;
  readonly how: RelationUse['how'];
  readonly columns: LocalName[];
  conflictColumns?: LocalName[];
}

/** A FROM item. `use` is set for a real relation, `outputs` for a subquery or CTE whose columns are known. */
export interface ScopeEntry {
  readonly alias: string;
  /** False when an alias hides the relation's own name, and with it the schema. */
  readonly bare?: boolean;
  readonly use?: OpenUse;
  readonly outputs?: readonly QueryOutput[];
  /** Its columns are also reachable unqualified, and by `*`. */
  readonly visible?: boolean;
}

interface Cte {
  readonly outputs: readonly QueryOutput[] | undefined;
}

export class QueryScope {
  readonly entries: ScopeEntry[] = [];
  /** NATURAL or USING: `*` is not the items' columns one after another. */
  merged = false;
  /** The first FROM item that what is being read can see: ON sees its own join alone. */
  visibleFrom = 0;
  /** Names of CTEs seen from here, with what they give. */
  ctes: PMap<Cte>;

  constructor(
    readonly parent?: QueryScope,
    ctes?: PMap<Cte>,
    /** Unqualified names may be variables of a PL/pgSQL block. */
    readonly variables: boolean = parent?.variables ?? false,
  ) {
    this.ctes = ctes ?? parent?.ctes ?? PMap.empty();
  }

  find(table: string, schema?: string): ScopeEntry | undefined {
    if (schema === undefined) return this.#first((entry) => entry.alias === table);
    const isOf = (entry: ScopeEntry, of: string | undefined): boolean =>
      entry.bare === true && entry.use?.name.value.name === table && entry.use.name.value.schema === of;
    // One that is written without its schema may be of another.
    return this.#first((entry) => isOf(entry, schema)) ?? this.#first((entry) => isOf(entry, undefined));
  }
  #first(wanted: (entry: ScopeEntry) => boolean): ScopeEntry | undefined {
    for (let scope: QueryScope | undefined = this; scope !== undefined; scope = scope.parent) {
      const found = scope.entries.find(wanted);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  /** The one relation an unqualified name must belong to, if there is just one candidate. */
  get sole(): ScopeEntry | undefined {
    if (this.parent !== undefined || this.variables) return undefined;
    const visible = this.entries.filter((entry) => entry.visible !== false);
    return visible.length === 1 ? visible[0] : undefined;
  }
}

export const isPlainOutput = ({ star, name }: QueryOutput): boolean => star === undefined && name !== undefined;
/** Every FROM item that an unqualified name could belong to; undefined when the columns of one are not told. */
export function candidates(from: QueryScope): readonly ScopeEntry[] | undefined {
  if (from.variables) return undefined;
  const found: ScopeEntry[] = [];
  for (let scope: QueryScope | undefined = from; scope !== undefined; scope = scope.parent)
    found.push(...scope.entries.filter(({ visible }) => visible !== false));
  const isObserved = ({ use, outputs }: ScopeEntry): boolean =>
    use !== undefined || (outputs?.every(isPlainOutput) ?? false);
  return found.every(isObserved) ? found : undefined;
}
/** `SELECT t FROM t`, `excluded`: a name alone may be a FROM item's, and is its row then. */
export const isWholeRow = (from: QueryScope, name: string): boolean => from.find(name) !== undefined;
/** Whether a name before a dot can only be a FROM item's, and none has it. */
export function isLost(from: QueryScope, qualifier: string): boolean {
  if (from.variables || /^(new|old)$/i.test(qualifier)) return false;
  for (let scope: QueryScope | undefined = from; scope !== undefined; scope = scope.parent)
    if (scope.entries.some(({ alias }) => alias === '' || alias === qualifier)) return false;
  return true;
}

/** Notes that `column` belongs to `entry`'s relation. */
export function columnPart(entry: ScopeEntry | undefined, column: LocalName): void {
  if (entry?.use === undefined || isSystemColumn(column.value)) return;
  const { columns } = entry.use;
  const starts = startsOf.get(columns) ?? new Set();
  startsOf.set(columns, starts);
  if (starts.size < starts.add(column.range.start).size) columns.push(column);
}
/** Where the columns of a use stand: a condition may name thousands. */
const startsOf = new WeakMap<readonly LocalName[], Set<number>>();

/** What a column of a FROM item stands for: a relation's own column, or what a subquery's output stands for. */
export function columnOrigin(entry: ScopeEntry | undefined, column: string): Omit<QueryOutput, 'name'> {
  if (entry?.use !== undefined) return { column: { relation: entry.use.name.value, column } };
  const outputs = entry?.outputs?.filter((output) => output.name === column);
  if (outputs?.length !== 1) return {};
  const { name: _, ...origin } = outputs[0]!;
  return origin;
}

/** The outputs that `*` over these items gives. */
export function starOutputs(entries: readonly ScopeEntry[], merged: boolean): QueryOutput[] {
  if (merged) return [{ star: 'unknown' }];
  return entries.flatMap((entry): readonly QueryOutput[] => {
    if (entry.use !== undefined) return [{ star: { relations: [entry.use.name.value] } }];
    return entry.outputs ?? [{ star: 'unknown' }];
  });
}

/** `AS x (a, b)`: the first columns take these names. Undefined when it cannot be told which columns those are. */
export function aliasedOutputs(
  outputs: readonly QueryOutput[] | undefined,
  names: readonly string[],
): readonly QueryOutput[] | undefined {
  if (outputs === undefined || names.length === 0) return outputs;
  const first = outputs.findIndex((output) => output.star !== undefined);
  if (first >= 0 && first < names.length) return undefined;
  return outputs.map((output, index) => (index < names.length ? { ...output, name: names[index]! } : output));
}
