/** The statements of each thing that is done. */
import { idOfTable, lookup } from '../generate/lookup';
import type { Ordered } from '../generate/order';
import { local, qualified } from '../generate/text';
import type { Column, RangeType } from '../model/schema';
import { formatType } from '../model/types';
import { keyOf, quoteIdentifier } from '../text/names';
import { type Statement, statement } from './alteration';
import { type Change, type Changes, isDropped, isMade } from './changes';
import { dropOf, enabledAsAbove, lossOf } from './drop';
import { nodeId, type PlanAction } from './graph';
import { dropsAlone } from './left-tables';
import { rowsOf } from './losses';
import { Maker } from './make';
import { keptRows, putRows, saveRows, withRows } from './rows';
import type { Item, ItemOf, Side, Unit } from './unit';

export class ActionStatements {
  readonly #maker: Maker;
  readonly #asides = new Set<string>();
  readonly #cascaded = new Set<string>();
  constructor(
    readonly changes: Changes,
    readonly before: Side,
    readonly after: Side,
    readonly order: Ordered<PlanAction>,
    readonly renamed: ReadonlyMap<string, string>,
  ) {
    const bare = (node: string): string => node.slice(node.indexOf('\0') + 1);
    this.#maker = new Maker(
      after,
      (id) => isMade(changes.get(id)),
      (id) => new Set([...(order.broken.get(nodeId('make', id)) ?? [])].map(bare)),
      (id) => (changes.get(id)?.alteration?.joins?.length ?? 0) > 0,
    );
    for (const { item } of order.nodes) if (item.doing === 'aside') this.#asides.add(item.change.id);
    for (const [id, needs] of order.broken)
      if (id.startsWith('drop\0')) for (const need of needs) this.#cascaded.add(need);
    for (const change of changes.values())
      if (isDropped(change) && hasOwnFunctions(change.from!.item))
        for (const need of change.from!.needs) this.#cascaded.add(nodeId('drop', need));
  }
  statements({ doing, change }: PlanAction): readonly Statement[] {
    switch (doing) {
      case 'save':
        return [saveRows(keptRows(change, this.changes)!, this.before, this.after)];
      case 'fill':
        return putRows(keptRows(change, this.changes)!, this.after);
      case 'release':
        return change.alteration?.release ?? [];
      case 'alter':
        return change.alteration?.statements ?? [];
      case 'aside':
        return this.#aside(change.from!);
      case 'drop':
        return this.#drop(change);
      case 'make':
        return this.#maker.make(change.to!).map((sql) => ({ sql, ...this.#needsValues(change.to!) }));
      case 'join':
        return this.#joins(change);
      case 'settle':
        return this.#maker.settle((change.to!.item as ItemOf<'table'>).table).map((sql) => ({ sql }));
      case 'later':
        return this.#maker.node(change.to!).later.map((sql) => ({ sql }));
    }
  }
  #joins(change: Change): readonly Statement[] {
    const joins = change.alteration?.joins ?? this.#maker.join(change.to!).map((sql) => ({ sql }));
    return joins.length > 0 ? [...this.#ownerAsTable(change), ...joins] : joins;
  }
  /** A sequence is linked only to a table of its own owner; who makes something owns it until owners are said, last of all. */
  #ownerAsTable(change: Change): Statement[] {
    const { context } = this.after;
    const sequence = change.to!.item.is === 'sequence' ? change.to!.item.sequence : undefined;
    if (!context.style.owner || !sequence?.ownedBy) return [];
    const standing = (one: Change | undefined): Item | undefined => (isMade(one) ? undefined : one?.from?.item);
    const [own, table] = [
      standing(change),
      standing(this.changes.get(idOfTable({ schema: sequence.schema, ...sequence.ownedBy.table }))),
    ];
    const was = own?.is === 'sequence' ? own.sequence.owner : undefined;
    const wanted = table?.is === 'table' ? table.table.owner : undefined;
    if (was === wanted) return [];
    const role = wanted === undefined ? 'CURRENT_USER' : quoteIdentifier(wanted);
    return [statement(`ALTER SEQUENCE ${qualified(sequence, context)} OWNER TO ${role}`)];
  }
  #aside(unit: Unit): Statement[] {
    const drop = dropOf(unit.item, this.after.context)!;
    const { context } = this.after;
    const renamed = statement(`${drop.replace(/^DROP/, 'ALTER')} RENAME TO ${local(asideName(unit), context)}`);
    const { item } = unit;
    return item.is === 'type' && item.type.kind === 'range' ? [renamed, ...this.#asideOfRange(item.type)] : [renamed];
  }
  /** Its multirange, and the functions that make values of both, keep their names otherwise. */
  #asideOfRange({ schema, name, subtype, multirangeName }: RangeType): Statement[] {
    const { context } = this.after;
    const sub = formatType(subtype);
    const rename = (what: string, own: string): Statement =>
      statement(`ALTER ${what} RENAME TO ${local(asideOf(own), context)}`);
    const range = qualified({ schema, name }, context);
    const constructors = [`(${sub}, ${sub})`, `(${sub}, ${sub}, text)`].map((list) =>
      rename(`FUNCTION ${range}${list}`, name),
    );
    if (!multirangeName) return constructors;
    const multirange = qualified(multirangeName, context);
    const before = qualified({ schema, name: asideOf(name) }, context);
    const lists = ['()', `(${before})`, `(VARIADIC ${before}[])`];
    return [
      ...constructors,
      ...lists.map((list) => rename(`FUNCTION ${multirange}${list}`, multirangeName.name)),
      rename(`TYPE ${multirange}`, multirangeName.name),
    ];
  }
  #drop(change: Change): Statement[] {
    const from = change.from!;
    const holder =
      from.holder === undefined ? undefined : this.changes.get(this.renamed.get(from.holder) ?? from.holder);
    const isAlone = dropsAlone(change, this.changes);
    if (holder && isDropped(holder) && !isAlone) return [];
    if (this.#fallsFromAbove(from)) return [];
    // A partition's copy of a trigger goes with the one above, or when the partition leaves; else it fires as that does.
    if (from.item.is === 'trigger' && from.item.trigger.inherited)
      return enabledAsAbove(from.item, this.after, (id) => isMade(this.changes.get(id))).map((sql) => statement(sql));
    const { context } = this.after;
    const isAside = this.#asides.has(change.id);
    const item = isAside ? renamedItem(from) : from.item;
    let sql = dropOf(item, context);
    if (sql === undefined) return [];
    if (this.#cascaded.has(nodeId('drop', change.id)))
      sql = sql.replace(
        /^((?:ALTER (?:FOREIGN )?TABLE .* )?DROP (?:MATERIALIZED VIEW|FOREIGN TABLE|FOREIGN DATA WRAPPER|TEXT SEARCH \w+|EVENT TRIGGER|ACCESS METHOD|OPERATOR (?:CLASS|FAMILY)|\w+)) /s,
        '$1 IF EXISTS ',
      );
    const cascade =
      this.order.broken.has(nodeId('drop', change.id)) || this.#holdsKey(from) || hasOwnFunctions(item)
        ? ' CASCADE'
        : '';
    const drop = statement(`${sql}${cascade}`, {
      loses:
        isAside || this.#becomesIdentity(from) || this.#keepsRows(change)
          ? undefined
          : (lossOf(from.item) ?? this.#lossBelow(from.item)),
    });
    const parent = item.is === 'table' ? item.table.partitionOf?.parent : undefined;
    if (!parent || item.is !== 'table') return [drop];
    if (from.above?.some((id) => isDropped(this.changes.get(this.renamed.get(id) ?? id)))) return [];
    // A foreign key to the partitioned table holds a partition as long as it is one.
    return [
      statement(`ALTER TABLE ${qualified(parent, context)} DETACH PARTITION ${qualified(item.table, context)}`),
      drop,
    ];
  }
  /** The rows of a partitioned table are those of the partitions that fall with it. */
  #lossBelow(item: Item): string | undefined {
    if (item.is !== 'table') return undefined;
    const below = lookup(this.before.schema).partitions.get(keyOf(item.table)) ?? [];
    const falls = below.some((table) => {
      const unit = this.before.units.get(idOfTable(table));
      return unit && this.#fallsFromAbove(unit) && (lossOf(unit.item) ?? this.#lossBelow(unit.item)) !== undefined;
    });
    return falls ? rowsOf(item.table) : undefined;
  }
  #keepsRows(change: Change): boolean {
    const above = change.from?.above ?? [];
    return keptRows(change, this.changes) !== undefined || above.some((id) => withRows(id, this.changes));
  }
  /** The column's identity goes on from its values. */
  #becomesIdentity({ item, holder = '' }: Unit): boolean {
    const column = item.is === 'sequence' ? this.changes.get(holder)?.to?.item : undefined;
    return column?.is === 'column' && column.column.identity !== undefined;
  }
  /** A partition's key that is attached to an index, which its constraint keeps from falling. */
  #holdsKey({ id, item }: Unit): boolean {
    if (item.is !== 'index') return false;
    return [...this.before.units.values()].some((unit) => unit.item.is === 'constraint' && unit.above?.includes(id));
  }
  #fallsFromAbove(unit: Unit): boolean {
    if (!unit.follows) return false;
    const table = unit.holder === undefined ? undefined : this.changes.get(unit.holder);
    const leaves = table?.alteration?.leaves ?? [];
    return (unit.above ?? []).some((above) => {
      const change = this.changes.get(this.renamed.get(above) ?? above);
      if (!change || !isDropped(change)) return false;
      const isLeft = leaves.includes(this.before.units.get(above)?.holder ?? '');
      return !isLeft || dropsAlone(change, this.changes);
    });
  }
  /** A column that may not be NULL and has no default is refused where there are rows. */
  #needsValues({ item, holder }: Unit): Partial<Statement> {
    if (item.is === 'constraint' && !isMade(this.changes.get(holder ?? '')))
      return { fails: `rows do not fit ${item.constraint.name}` };
    if (item.is !== 'column' || isMade(this.changes.get(holder ?? ''))) return {};
    const { notNull, default: text, identity, generated } = item.column;
    return (notNull || this.#isNeverNull(item.column)) && text === undefined && !identity && !generated
      ? { fails: `there are rows, and ${item.column.name} has no default` }
      : {};
  }
  /** By its domain. */
  #isNeverNull({ type }: Column): boolean {
    const domain = this.after.schema.types.get(keyOf({ schema: type.schema ?? '', name: type.name }));
    return domain?.kind === 'domain' && domain.notNull && domain.default === undefined && !type.array;
  }
}
/** They need the type as it needs them, and go with it. */
const hasOwnFunctions = (item: Item): boolean =>
  item.is === 'type' &&
  (item.type.kind === 'base' || (item.type.kind === 'range' && item.type.canonical !== undefined));
const typeOrCollationName = ({ item }: Unit): string =>
  item.is === 'type' ? item.type.name : item.is === 'collation' ? item.collation.name : '';
const asideName = (unit: Unit): string => asideOf(typeOrCollationName(unit));
const asideOf = (name: string): string => `${name.slice(0, 50)}_before`;
function renamedItem(unit: Unit): Item {
  const { item } = unit;
  const name = asideName(unit);
  if (item.is === 'type') return { ...item, type: { ...item.type, name } };
  return item.is === 'collation' ? { ...item, collation: { ...item.collation, name } } : item;
}
