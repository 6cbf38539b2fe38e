/** What an expression's names stand for: FROM items with their columns, outer queries, WITH, parameters. */

import { isSystemColumn } from '../model/system-columns';
import { stringsOf } from '../sql/ast';
import type { Node } from '../sql/parse';
import type { Type } from './signatures';
import type { Column } from './types';

export interface FromItem {
  readonly alias: string;
  /** Of a relation that no alias hides. */
  readonly schema?: string;
  readonly columns: readonly Column[];
  /** It may have more columns than are told. */
  readonly open: boolean;
  /** Its columns are reachable without its name. */
  readonly visible: boolean;
  /** Columns that JOIN … USING shows once, as another item's. */
  readonly hidden?: ReadonlySet<string>;
  /** The type of its whole row. */
  readonly row?: Type;
}
/** What a name is; `absent`: surely nothing; `lost`: no FROM item is called what stands before it. */
type NameLookup = Pick<Column, 'type' | 'brought'> | 'absent' | 'lost';

export interface Output extends Column {
  readonly name: string;
}
/** Undefined: not told how many columns there are. */
export type Outputs = readonly Output[] | undefined;

export class Scope {
  readonly items: FromItem[] = [];
  ctes: ReadonlyMap<string, Outputs>;

  constructor(
    readonly parent?: Scope,
    /** Names without a qualifier may be something else: a routine's parameters or variables, with their types. */
    readonly names: ReadonlyMap<string, Type | undefined> | undefined = parent?.names,
    readonly parameters: readonly (Type | undefined)[] | undefined = parent?.parameters,
  ) {
    this.ctes = parent?.ctes ?? new Map();
  }
  withCte(name: string, outputs: Outputs): void {
    this.ctes = new Map([...this.ctes, [name, outputs]]);
  }

  column(name: string, qualifier?: string, schema?: string): NameLookup {
    for (let scope: Scope | undefined = this; scope; scope = scope.parent) {
      const found =
        qualifier === undefined ? unqualified(scope, name) : qualifiedColumn(scope, name, qualifier, schema);
      if (found) return found;
    }
    if (qualifier === undefined) return this.names?.has(name) ? { type: this.names.get(name) } : 'absent';
    // A parameter may stand behind its function's name.
    return this.names || schema !== undefined || this.hasNameless ? { type: undefined } : 'lost';
  }
  get hasNameless(): boolean {
    return this.items.some(({ alias }) => alias === '') || (this.parent?.hasNameless ?? false);
  }
  item(alias: string): FromItem | undefined {
    for (let scope: Scope | undefined = this; scope; scope = scope.parent) {
      const found = scope.items.find((each) => each.alias === alias);
      if (found) return found;
    }
    return undefined;
  }
}
function unqualified({ items }: Scope, name: string): NameLookup | undefined {
  const owners = items.filter(
    (item) => item.visible && !item.hidden?.has(name) && item.columns.some((column) => column.name === name),
  );
  const [owner] = owners;
  if (owner) return owners.length === 1 ? columnIn(owner, name) : { type: undefined };
  if (items.some(({ visible, open }) => visible && open)) return { type: undefined };
  if (isSystemColumn(name) && items.length > 0) return { type: undefined };
  const whole = items.find(({ alias }) => alias === name);
  return whole && { type: whole.row };
}
function qualifiedColumn(
  { items }: Scope,
  name: string,
  qualifier: string,
  schema: string | undefined,
): NameLookup | undefined {
  const owner = items.find((item) => item.alias === qualifier && (schema === undefined || item.schema === schema));
  if (!owner) return undefined;
  if (owner.columns.some((column) => column.name === name)) return columnIn(owner, name);
  return owner.open || isSystemColumn(name) ? { type: undefined } : 'absent';
}
function columnIn({ columns }: FromItem, name: string): Pick<Column, 'type' | 'brought'> {
  const own = columns.filter((column) => column.name === name);
  return own.length === 1 ? own[0]! : { type: undefined };
}

/** `*`, or `item.*`. */
export function starOf(node: Node | undefined): { readonly table: string | undefined } | undefined {
  const fields = node && 'ColumnRef' in node ? (node.ColumnRef.fields ?? []) : [];
  const last = fields.at(-1);
  return last && 'A_Star' in last ? { table: stringsOf(fields).at(-1) } : undefined;
}
