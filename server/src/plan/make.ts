/** The statements that make a unit, and join it to what it is a part of. */
import { createPolicy, createRule, createStatistics, createTrigger } from '../generate/behaviour';
import { addConstraint, attachIndex, createIndex, renamedKeys, validCopies } from '../generate/keys';
import { lookup } from '../generate/lookup';
import { everyNode, lateRoutines, type PrintedObject } from '../generate/nodes';
import { createSequence } from '../generate/objects';
import { isKey, isMadeByParent, parentIndexOf } from '../generate/partitions';
import { indexSetting, ownedBy, printRowSecurity, tableSettings, viewSettings } from '../generate/settings';
import { attachPartition, inlineConstraints, isConstraintPrinted, type Late } from '../generate/tables';
import { local, qualified } from '../generate/text';
import type { Table } from '../model/schema';
import { keyOf } from '../text/names';
import { attachedAlike } from './alike-indexes';
import { addColumn, addColumnThatJoins, followedColumn, indexLike } from './make-parts';
import type { Item, ItemOf, Items, Side, Unit } from './unit';

export class Maker {
  #made: ReadonlyMap<string, PrintedObject> | undefined;
  constructor(
    readonly after: Side,
    /** Whether the script makes the unit. */
    readonly isMade: (id: string) => boolean,
    /** What could not be there before the unit, though it needs it. */
    readonly brokenOf: (id: string) => ReadonlySet<string>,
    /** Whether a table that stands becomes a partition or child of another only once its parts are as they should be. */
    readonly joinsLater: (id: string) => boolean,
  ) {}
  #isMade(id: string | undefined): boolean {
    return id !== undefined && this.isMade(id);
  }
  node(unit: Unit): ReturnType<PrintedObject['statements']> {
    this.#made ??= new Map(everyNode(this.after.context).map(({ id, item }) => [id, item]));
    const made = this.#made.get(unit.id);
    return made?.statements(this.brokenOf(unit.id)) ?? { create: [], later: [], stage: 'first' };
  }
  #late(table: Table): Late {
    return lateRoutines(this.brokenOf(`table\0${table.schema}\0${table.name}`));
  }

  make(unit: Unit): readonly string[] {
    return (this.#makers[unit.item.is] as (item: Item, unit: Unit) => readonly string[])(unit.item, unit);
  }
  readonly #printed = (_: Item, unit: Unit): readonly string[] => this.node(unit).create;
  #allMakers() {
    const makers: { readonly [K in keyof Items]: (item: Items[K], unit: Unit) => readonly string[] } = {
      column: (item, { holder = '', follows }) => {
        if (this.isMade(holder)) return [];
        const { context } = this.after;
        if (!follows || !this.joinsLater(holder))
          return follows ? followedColumn(item, context) : addColumn(item, context);
        return addColumnThatJoins(item, context);
      },
      constraint: (item, unit) => this.#makeConstraint(item, this.#isMade(unit.holder), unit),
      index: (item, unit) => this.#makeIndex(item, unit),
      policy: ({ table, policy }) => [createPolicy(table, policy, this.after.context)],
      trigger: ({ owner, trigger }) => createTrigger(owner, trigger, this.after.context),
      rule: ({ owner, rule }) => createRule(owner, rule, this.after.context),
      statistics: ({ statistics }) => createStatistics(statistics, this.after.context),
      sequence: ({ sequence }, { holder }) => {
        const { context } = this.after;
        const isSerial = this.#isMade(holder) && lookup(context.schema).isSerial(sequence);
        return isSerial ? [] : [createSequence(sequence, context)];
      },
      schema: ({ namespace }) => [`CREATE SCHEMA ${local(namespace.name, this.after.context)};`],
      view: ({ view }, unit) => {
        const { context } = this.after;
        return [
          ...this.node(unit).create,
          ...viewSettings(view, { ...context, style: { ...context.style, indexes: false } }),
        ];
      },
      table: this.#printed,
      extension: this.#printed,
      collation: this.#printed,
      type: this.#printed,
      shell: this.#printed,
      routine: this.#printed,
      other: this.#printed,
    };
    return makers;
  }
  readonly #makers = this.#allMakers();
  #makeIndex({ owner, index }: ItemOf<'index'>, unit: Unit): readonly string[] {
    const { context } = this.after;
    const isTable = 'constraints' in owner;
    if (isTable && this.#isImplied(unit, index, owner)) return [];
    const alter = `ALTER ${isTable ? 'TABLE' : 'MATERIALIZED VIEW'} ${qualified(owner, context)}`;
    // A new table says them once all its parts stand.
    const settings = isTable && this.#isMade(unit.holder) ? [] : indexSetting(index, index.schema, context, alter);
    return [createIndex(index, owner, context), ...settings];
  }
  #makeConstraint(item: ItemOf<'constraint'>, withTable: boolean, unit: Unit): readonly string[] {
    const { context } = this.after;
    const { table, constraint } = item;
    if (!isKey(constraint) && !isConstraintPrinted(constraint, table, context))
      return withTable ? [] : this.#copied(item, unit);
    if (isKey(constraint) && this.#isImplied(unit, constraint, table)) return [];
    if (withTable && inlineConstraints(table, context, this.#late(table)).includes(constraint)) return [];
    const alter = `ALTER TABLE ${qualified(table, context)}`;
    const settings = !withTable && isKey(constraint) ? indexSetting(constraint, table.schema, context, alter) : [];
    return [addConstraint(table, constraint, context), ...settings];
  }
  /** What comes with the parent's; a table that joins one has to have its checks before. */
  #copied({ table, constraint }: ItemOf<'constraint'>, unit: Unit): string[] {
    const { context } = this.after;
    if (constraint.kind === 'check' && this.joinsLater(unit.holder ?? ''))
      return [addConstraint(table, constraint, context)];
    return validCopies({ ...table, constraints: [constraint] }, context);
  }
  /** Made by the statement that makes the parent's, or by the partition's own. */
  #isImplied(unit: Unit, one: Parameters<typeof isMadeByParent>[0], table: Table): boolean {
    const { context } = this.after;
    if (!isMadeByParent(one, table, context)) return false;
    if (this.joinsLater(unit.holder ?? '') && this.#isMistaken(unit)) return false;
    return (context.joining?.has(keyOf(table)) ?? false) || (unit.above ?? []).some((above) => this.#isMade(above));
  }
  /** The one above would take another that is alike, which has to be there before its table joins. */
  #isMistaken(unit: Unit): boolean {
    return attachedAlike(unit, this.after).some((id) => {
      const other = this.after.units.get(id)!;
      const owned = indexLike(other.item)!;
      return other !== unit && !isMadeByParent(owned.one, owned.table, this.after.context);
    });
  }
  join(unit: Unit): string[] {
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
  /** What ALTER says of a new table once its parts stand. */
  settle(table: Table): string[] {
    const { context } = this.after;
    return [
      ...validCopies(table, context),
      ...renamedKeys(table, context),
      ...tableSettings(table, context, this.#late(table)),
      ...printRowSecurity(table, context),
    ];
  }
}
