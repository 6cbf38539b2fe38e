/** What a column's name means within the queries of an expression: which relation of which FROM. */
import type { QualifiedName } from '../../text/names';
import type { NamedRelation } from './query-names';
import type { CastType } from './types';

/** An entry of a FROM. */
export interface RangeEntry {
  /** Its number among all of the expression: aliases are spelling. */
  readonly id: number;
  /** By what it is called. */
  readonly name: string | undefined;
  readonly key: string | undefined;
  readonly columns: NamedRelation['columns'];
}
export interface ResolvedColumn {
  readonly entry: RangeEntry | 'own';
  readonly column: string;
  readonly type?: CastType | undefined;
  /** Written alone, and another relation around has one of the name now: it may have been that one's. */
  readonly mayBeOther?: boolean;
}

export class Scope {
  readonly entries: RangeEntry[] = [];
  readonly ctes = new Map<string, NamedRelation['columns']>();
  constructor(
    readonly outer: Scope | undefined,
    readonly own: NamedRelation | undefined,
  ) {}

  cte(name: string): { readonly columns: NamedRelation['columns'] } | undefined {
    const columns = this.ctes.get(name);
    return this.ctes.has(name) ? { columns } : this.outer?.cte(name);
  }
  /** `table.column`, `column`; a table's name alone is its whole row. Undefined: what it means is not known. */
  column(path: readonly string[]): ResolvedColumn | undefined {
    const [column = '', table, schema] = [...path].reverse();
    if (table !== undefined) return this.#qualified(column, { name: table, ...(schema ? { schema } : {}) });
    const plain = this.#plain(column);
    if (plain) return this.#holders(column) > 1 ? { ...plain, mayBeOther: true } : plain;
    return this.#only(column) ?? this.#qualified('*', { name: column });
  }
  #holders(column: string): number {
    const own = this.outer ? 0 : Number(this.own?.columns?.some(({ name }) => name === column) ?? false);
    const here = this.entries.filter(({ columns }) => columns?.some(({ name }) => name === column)).length;
    return own + here + (this.outer ? this.outer.#holders(column) : 0);
  }
  /** The relation that stands under a name. */
  entry(name: QualifiedName): RangeEntry | 'own' | undefined {
    const isNamed = ({ name: alias, key }: RangeEntry): boolean =>
      alias === name.name && (name.schema === undefined || key === `${name.schema}\0${name.name}`);
    const found = this.entries.find(isNamed) ?? this.outer?.entry(name);
    if (found || this.outer) return found;
    const [schema, own] = this.own?.key.split('\0') ?? [];
    return own === name.name && (name.schema ?? schema) === schema ? 'own' : undefined;
  }
  #qualified(column: string, name: QualifiedName): ResolvedColumn | undefined {
    const entry = this.entry(name);
    if (entry === undefined) return undefined;
    const columns = entry === 'own' ? this.#ownColumns : entry.columns;
    return { entry, column, type: columns?.find((each) => each.name === column)?.type };
  }
  get #ownColumns(): NamedRelation['columns'] {
    return this.outer ? this.outer.#ownColumns : this.own?.columns;
  }
  /** The innermost relation that surely has it; undefined where a relation before it may. */
  #plain(column: string): ResolvedColumn | undefined {
    for (const entry of this.entries) {
      const found = entry.columns?.find(({ name }) => name === column);
      if (found && this.entries.every(({ columns }) => columns !== undefined))
        return { entry, column, type: found.type };
    }
    if (this.entries.some(({ columns }) => columns === undefined)) return undefined;
    if (this.outer) return this.outer.#plain(column);
    const found = this.own?.columns?.find(({ name }) => name === column);
    return found && { entry: 'own', column, type: found.type };
  }
  /** What no relation has whose columns are known is that one's whose columns are not. */
  #only(column: string): ResolvedColumn | undefined {
    const all: RangeEntry[] = [];
    let scope: Scope | undefined = this;
    for (; scope; scope = scope.outer) all.push(...scope.entries);
    const isElsewhere = [...all.map(({ columns }) => columns), this.#ownColumns].some((columns) =>
      columns?.some(({ name }) => name === column),
    );
    const [only, ...more] = all.filter(({ columns }) => columns === undefined);
    return only && more.length === 0 && !isElsewhere && !all.some(({ name }) => name === column)
      ? { entry: only, column }
      : undefined;
  }
}
