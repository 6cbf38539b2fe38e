/** The statements that make a unit, and join it to what it is a part of. */
import { createPolicy, createRule, createStatistics, createTrigger } from '../generate/behaviour';
import { addConstraint, attachIndex, createIndex, renamedKeys, validCopies } from '../generate/keys';
import { lookup } from '../generate/lookup';
import { everyNode, lateRoutines, type Made } from '../generate/nodes';
import { createSequence } from '../generate/objects';
import { isKey, isMadeByParent, parentIndexOf } from '../generate/partitions';
import { indexSetting, ownedBy, rowSecurity, tableSettings, viewSettings } from '../generate/settings';
import { attachPartition, inlineConstraints, isPrinted, type Late } from '../generate/tables';
import { local, qualified } from '../generate/text';
import type { Table } from '../model/schema';
import { keyOf } from '../text/names';
import { addColumn, followedColumn, indexLike } from './make-parts';
import type { ItemOf, Side, Unit } from './unit';

export class Maker {
  readonly #made: ReadonlyMap<string, Made>;
  constructor(
    readonly after: Side,
    /** Whether the script makes the unit. */
    readonly isMade: (id: string) => boolean,
    /** What could not be there before the unit, though it needs it. */
    readonly brokenOf: (id: string) => ReadonlySet<string>,
    /** Whether a table that stands becomes a partition or child of another only once its parts are as they should be. */
    readonly joinsLater: (id: string) => boolean,
  ) {
    this.#made = new Map(everyNode(after.context).map(({ id, item }) => [id, item]));
  }
  #isMade(id: string | undefined): boolean {
    return id !== undefined && this.isMade(id);
  }
  node(unit: Unit): ReturnType<Made['statements']> {
    const made = this.#made.get(unit.id);
    return made?.statements(this.brokenOf(unit.id)) ?? { create: [], later: [], stage: 'first' };
  }
  #late(table: Table): Late {
    return lateRoutines(this.brokenOf(`table\0${table.schema}\0${table.name}`));
  }

  make(unit: Unit): readonly string[] {
    const { context } = this.after;
    const { item, holder } = unit;
    const withHolder = this.#isMade(holder);
    switch (item.is) {
      case 'column':
        if (withHolder) return [];
        return unit.follows && !this.joinsLater(holder ?? '')
          ? followedColumn(item, context)
          : addColumn(item, context);
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
      case 'view':
        return [
          ...this.node(unit).create,
          ...viewSettings(item.view, { ...context, style: { ...context.style, indexes: false } }),
        ];
      default:
        return this.node(unit).create;
    }
  }
  #makeConstraint(item: ItemOf<'constraint'>, withTable: boolean, unit: Unit): readonly string[] {
    const { context } = this.after;
    const { table, constraint } = item;
    if (!isKey(constraint) && !isPrinted(constraint, table, context)) return withTable ? [] : this.#copied(item, unit);
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
    return (context.joining?.has(keyOf(table)) ?? false) || (unit.above ?? []).some((above) => this.#isMade(above));
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
      ...rowSecurity(table, context),
    ];
  }
}
