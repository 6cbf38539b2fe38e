/** The statements of each thing that is done. */
import { createPolicy, createRule, createStatistics, createTrigger } from '../generate/behaviour';
import { columnDefinition } from '../generate/columns';
import { addConstraint, attachIndex, createIndex, renamedKeys, validCopies } from '../generate/keys';
import { lookup } from '../generate/lookup';
import { everyNode, lateRoutines, type Made } from '../generate/nodes';
import { createSequence } from '../generate/objects';
import type { Ordered } from '../generate/order';
import { isKey, isMadeByParent, parentIndexOf } from '../generate/partitions';
import { indexSetting, ownedBy, rowSecurity, tableSettings, viewSettings } from '../generate/settings';
import { attachPartition, inlineConstraints, isPrinted, type Late } from '../generate/tables';
import { local, qualified } from '../generate/text';
import type { Table, View } from '../model/schema';
import { keyOf } from '../text/names';
import { type Statement, statement } from './alteration';
import { type Change, type Changes, isDropped, isMade } from './changes';
import { alterWord, dropOf, lossOf } from './drop';
import { type Deed, nodeId } from './graph';
import type { Item, ItemOf, Side, Unit } from './unit';

export class Deeds {
  readonly #made: ReadonlyMap<string, Made>;
  readonly #cascaded = new Set<string>();
  constructor(
    readonly changes: Changes,
    readonly before: Side,
    readonly after: Side,
    readonly order: Ordered<Deed>,
    readonly renamed: ReadonlyMap<string, string>,
  ) {
    this.#made = new Map(everyNode(after.context).map(({ id, item }) => [id, item]));
    for (const [id, needs] of order.broken)
      if (id.startsWith('drop\0')) for (const need of needs) this.#cascaded.add(need);
  }
  statements({ doing, change }: Deed): readonly Statement[] {
    switch (doing) {
      case 'release':
        return change.alteration?.release ?? [];
      case 'alter':
        return change.alteration?.statements ?? [];
      case 'aside':
        return [this.#aside(change.from!)];
      case 'drop':
        return this.#drop(change);
      case 'make':
        return this.#make(change.to!).map((sql) => ({ sql, ...this.#needsValues(change.to!) }));
      case 'join':
        return change.alteration?.joins ?? this.#join(change.to!).map((sql) => ({ sql }));
      case 'settle':
        return this.#settle((change.to!.item as ItemOf<'table'>).table).map((sql) => ({ sql }));
      case 'later':
        return this.#node(change.to!).later.map((sql) => ({ sql }));
    }
  }
  #isMade(id: string | undefined): boolean {
    return id !== undefined && isMade(this.changes.get(id));
  }
  #brokenOf(id: string): ReadonlySet<string> {
    const broken = this.order.broken.get(nodeId('make', id)) ?? new Set<string>();
    return new Set([...broken].map((node) => node.slice(node.indexOf('\0') + 1)));
  }
  #node(unit: Unit): ReturnType<Made['statements']> {
    const made = this.#made.get(unit.id);
    return made?.statements(this.#brokenOf(unit.id)) ?? { create: [], later: [], stage: 'first' };
  }
  #late(table: Table): Late {
    return lateRoutines(this.#brokenOf(`table\0${table.schema}\0${table.name}`));
  }

  #aside(unit: Unit): Statement {
    const drop = dropOf(unit.item, this.after.context)!;
    return statement(`${drop.replace(/^DROP/, 'ALTER')} RENAME TO ${local(asideName(unit), this.after.context)}`);
  }
  #drop(change: Change): Statement[] {
    const from = change.from!;
    const holder =
      from.holder === undefined ? undefined : this.changes.get(this.renamed.get(from.holder) ?? from.holder);
    if (holder && isDropped(holder)) return [];
    if (this.#fallsFromAbove(from)) return [];
    const { context } = this.after;
    const isAside = this.order.nodes.some(({ id }) => id === nodeId('aside', change.id));
    const item = isAside ? renamedItem(from) : from.item;
    let sql = dropOf(item, context);
    if (sql === undefined) return [];
    if (this.#cascaded.has(nodeId('drop', change.id)))
      sql = sql.replace(
        /^((?:ALTER (?:FOREIGN )?TABLE .* )?DROP (?:MATERIALIZED VIEW|FOREIGN TABLE|FOREIGN DATA WRAPPER|TEXT SEARCH \w+|EVENT TRIGGER|ACCESS METHOD|OPERATOR (?:CLASS|FAMILY)|\w+)) /s,
        '$1 IF EXISTS ',
      );
    const cascade = this.order.broken.has(nodeId('drop', change.id)) ? ' CASCADE' : '';
    return [statement(`${sql}${cascade}`, { loses: isAside ? undefined : lossOf(from.item) })];
  }
  #fallsFromAbove(unit: Unit): boolean {
    if (!unit.follows) return false;
    const table = unit.holder === undefined ? undefined : this.changes.get(unit.holder);
    const leaves = table?.alteration?.leaves ?? [];
    return (unit.above ?? []).some(
      (above) =>
        isDropped(this.changes.get(this.renamed.get(above) ?? above)) &&
        !leaves.includes(this.before.units.get(above)?.holder ?? ''),
    );
  }

  /** A column that may not be NULL and has no default is refused where there are rows. */
  #needsValues({ item, holder }: Unit): Partial<Statement> {
    if (item.is !== 'column' || this.#isMade(holder)) return {};
    const { notNull, default: text, identity, generated } = item.column;
    return notNull && text === undefined && !identity && !generated
      ? { fails: `there are rows, and ${item.column.name} has no default` }
      : {};
  }
  #make(unit: Unit): readonly string[] {
    const { context } = this.after;
    const { item, holder } = unit;
    const withHolder = this.#isMade(holder);
    switch (item.is) {
      case 'column':
        return withHolder || unit.follows
          ? []
          : [
              `ALTER ${alterWord(item.table)} ${qualified(item.table, context)} ADD COLUMN ${columnDefinition(item.column, context, item.table)};`,
            ];
      case 'constraint':
        return this.#makeConstraint(item, withHolder, unit);
      case 'index': {
        if ('constraints' in item.owner && this.#isImplied(unit, item.index, item.owner)) return [];
        const alter = `ALTER ${item.owner.kind === 'materialized view' ? 'MATERIALIZED VIEW' : 'TABLE'} ${qualified(item.owner, context)}`;
        const settings =
          withHolder && 'constraints' in item.owner ? [] : indexSetting(item.index, item.index.schema, context, alter);
        return [createIndex(item.index, item.owner, context), ...settings];
      }
      case 'policy':
        return [createPolicy(item.table, item.policy, context)];
      case 'trigger':
        return createTrigger(item.owner, item.trigger, context);
      case 'rule':
        return createRule(item.owner, item.rule, context);
      case 'statistics':
        return createStatistics(item.statistics, context);
      case 'sequence':
        return this.#isMade(holder) && lookup(context.schema).isSerial(item.sequence)
          ? []
          : [createSequence(item.sequence, context)];
      case 'schema':
        return [`CREATE SCHEMA ${local(item.namespace.name, context)};`];
      default:
        return this.#node(unit).create;
    }
  }
  #makeConstraint(item: ItemOf<'constraint'>, withTable: boolean, unit: Unit): readonly string[] {
    const { context } = this.after;
    const { table, constraint } = item;
    if (isKey(constraint) ? this.#isImplied(unit, constraint, table) : !isPrinted(constraint, table, context))
      return [];
    if (withTable && inlineConstraints(table, context, this.#late(table)).includes(constraint)) return [];
    const alter = `ALTER TABLE ${qualified(table, context)}`;
    const settings = !withTable && isKey(constraint) ? indexSetting(constraint, table.schema, context, alter) : [];
    return [addConstraint(table, constraint, context), ...settings];
  }
  /** Made by the statement that makes the parent's, or by the partition's own. */
  #isImplied(unit: Unit, one: Parameters<typeof isMadeByParent>[0], table: Table): boolean {
    const { context } = this.after;
    if (!isMadeByParent(one, table, context)) return false;
    return (context.joining?.has(keyOf(table)) ?? false) || (unit.above ?? []).some((above) => this.#isMade(above));
  }
  #join(unit: Unit): string[] {
    const { context } = this.after;
    const { item } = unit;
    if (item.is === 'table' && context.joining?.get(keyOf(item.table)) === 'by attaching')
      return attachPartition(item.table, context);
    if (item.is === 'sequence') {
      const serial = this.#isMade(unit.holder) && lookup(context.schema).isSerial(item.sequence);
      return serial || !item.sequence.ownedBy ? [] : [ownedBy(item.sequence, context)];
    }
    const owned = indexLike(item);
    if (!owned || this.#isImplied(unit, owned.one, owned.table)) return [];
    const parent = parentIndexOf(owned.one);
    if (parent === undefined || context.joining?.has(keyOf(owned.table))) return [];
    return [attachIndex(parent, { schema: owned.table.schema, name: owned.one.name }, context)];
  }
  #settle(table: Table): string[] {
    const { context } = this.after;
    return [
      ...validCopies(table, context),
      ...renamedKeys(table, context),
      ...tableSettings(table, context, this.#late(table)),
      ...rowSecurity(table, context),
    ];
  }
}
function indexLike(item: Item): { one: Parameters<typeof isMadeByParent>[0]; table: Table } | undefined {
  if (item.is === 'index' && 'constraints' in item.owner) return { one: item.index, table: item.owner };
  if (item.is === 'constraint' && isKey(item.constraint)) return { one: item.constraint, table: item.table };
  return undefined;
}
export const viewLines = (view: View, { context }: Side): string[] =>
  viewSettings(view, { ...context, style: { ...context.style, indexes: false } });

const nameOf = ({ item }: Unit): string =>
  item.is === 'type' ? item.type.name : item.is === 'collation' ? item.collation.name : '';
const asideName = (unit: Unit): string => `${nameOf(unit).slice(0, 50)}_before`;
function renamedItem(unit: Unit): Item {
  const { item } = unit;
  const name = asideName(unit);
  if (item.is === 'type') return { ...item, type: { ...item.type, name } };
  return item.is === 'collation' ? { ...item, collation: { ...item.collation, name } } : item;
}
