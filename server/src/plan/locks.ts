/**
 * The locks that a statement of a plan takes on relations that were there before the plan, but for those of reading: ALTER
 * TABLE, CREATE INDEX, "Explicit Locking" in PostgreSQL's documentation, and held against servers in the tests.
 */
import { qualified } from '../generate/text';
import { childrenOf, parentsOf } from '../model/children';
import { findIn, findTable, findTableOrView } from '../model/resolve';
import type { Schema, Table, View } from '../model/schema';
import type { SqlType } from '../model/types';
import { parsedStatement } from '../sql/document/parsed-statement';
import type { DdlOp, ObjectReference } from '../sql/read/ops';
import type { AlterTable, AlterTableCommand, ConstraintDef } from '../sql/read/ops-table';
import { pushTo } from '../text/lists';
import { keyOf, type QualifiedName, qualifiedKey } from '../text/names';
import { namePattern, writtenNames } from '../text/quoted';
import { alterTableMode, domainMode, recurses, strongest } from './lock-modes';
import { rewrites } from './row-work';
import type { Step } from './step';
import type { Side } from './unit';

/** Statements that lock no relation, or only read some; they need not be parsed. */
const lockless =
  /^(?:GRANT|REVOKE|SET|RESET|SELECT|INSERT|ALTER DEFAULT|(?:CREATE|ALTER) (?:SCHEMA|TYPE|SEQUENCE|EXTENSION|COLLATION|(?:OR REPLACE )?(?:FUNCTION|PROCEDURE|AGGREGATE))|CREATE (?:UNLOGGED )?(?:TABLE(?![\s\S]*(?: PARTITION OF |\bINHERITS\b|\bREFERENCES\b))|DOMAIN|(?:MATERIALIZED )?VIEW))\b/;

/** A body that is parsed when it is made. */
const bodyThatWrites = /^CREATE (?:OR REPLACE )?(?:FUNCTION|PROCEDURE)\b[\s\S]*\bBEGIN ATOMIC\b/;
const writtenTable = new RegExp(
  String.raw`\b(?:INSERT INTO|UPDATE|DELETE FROM|MERGE INTO)\s+(?:ONLY\s+)?(${namePattern}(?:\.${namePattern})?)`,
  'g',
);

type Lockable = Table | View;
type TakenLocks = Map<Lockable, string>;

/** Reads the statements of a plan in their order: what it has dropped and made again is its own, and tables come and go below others. */
export class Locks {
  /** Keys of relations that are no longer those from before. */
  readonly #gone = new Set<string>();
  readonly #droppedKeys = new Set<string>();
  readonly #children = new Map<string, readonly Table[]>();
  /** Of new tables, by their keys: those that stand and have become their partitions. */
  readonly #belowNew = new Map<string, Table[]>();
  #rewrites = false;
  constructor(
    readonly before: Side,
    readonly after: Schema,
  ) {}

  /** Of one statement, and whether it writes all rows of one of the tables anew. */
  of(sql: string): Pick<Step, 'locks' | 'rewrites'> {
    if (bodyThatWrites.test(sql)) return { locks: this.#written(sql), rewrites: false };
    if (lockless.test(sql)) return { locks: [], rewrites: false };
    this.#rewrites = false;
    const taken: TakenLocks = new Map();
    const { ops } = parsedStatement(sql);
    for (const op of ops) this.#read(op, taken);
    this.#publication(ops, taken);
    return { locks: this.#told(taken), rewrites: this.#rewrites };
  }
  #told(taken: TakenLocks): Step['locks'] {
    return [...taken].map(([relation, mode]) => ({
      ...{ mode, on: qualified(relation, this.before.context) },
      ...('estimatedRows' in relation && relation.estimatedRows !== undefined && { rows: relation.estimatedRows }),
      ...('bytes' in relation && relation.bytes !== undefined && { bytes: relation.bytes }),
    }));
  }
  /** What PostgreSQL parses it takes the locks of. */
  #written(sql: string): Step['locks'] {
    const taken: TakenLocks = new Map();
    for (const [, written = ''] of sql.matchAll(writtenTable)) {
      const names = writtenNames(written);
      const schema = names.length > 1 ? { schema: names[0]! } : {};
      this.#take(taken, 'ROW EXCLUSIVE', this.#find({ ...schema, name: names.at(-1)! }));
    }
    return this.#told(taken);
  }
  get #schema(): Schema {
    return this.before.schema;
  }
  #find(name: QualifiedName): Lockable | undefined {
    const found = findTableOrView(this.#schema, name);
    return found && !this.#gone.has(keyOf(found)) ? found : undefined;
  }
  #take(taken: TakenLocks, mode: string | undefined, ...relations: readonly (Lockable | undefined)[]): void {
    if (mode === undefined) return;
    for (const one of relations)
      if (one && !this.#gone.has(keyOf(one))) taken.set(one, strongest(mode, taken.get(one)));
  }
  #childrenOf(relation: Lockable): readonly Table[] {
    return this.#children.get(keyOf(relation)) ?? childrenOf(this.#schema, keyOf(relation));
  }
  #parentsOf(relation: Lockable): Lockable[] {
    if (!('constraints' in relation)) return [];
    const parents = new Set(
      parentsOf(relation).map((parent) => findTable(this.#schema, { schema: relation.schema, ...parent })),
    );
    for (const [key, children] of this.#children) {
      const parent = this.#schema.tables.get(key);
      if (children.includes(relation)) parents.add(parent);
      else parents.delete(parent);
    }
    return [...parents].filter((one) => one !== undefined);
  }
  #move(child: Lockable | undefined, parent: Lockable | undefined, comes: boolean): void {
    if (!child || !parent || !('constraints' in child)) return;
    const others = this.#childrenOf(parent).filter((one) => one !== child);
    this.#children.set(keyOf(parent), comes ? [...others, child] : others);
  }
  /** With all that are below it; of a new one, what has become its partition. */
  #named(name: QualifiedName): Lockable[] {
    const found = this.#find(name);
    return found
      ? this.#whole(found)
      : (this.#belowNew.get(this.#newKey(name)) ?? []).flatMap((one) => this.#whole(one));
  }
  #newKey(name: QualifiedName): string {
    return keyOf(findTable(this.after, name) ?? { schema: '', ...name });
  }
  /** With all that are below it. */
  #whole(relation: Lockable | undefined): Lockable[] {
    return relation ? [relation, ...this.#childrenOf(relation).flatMap((child) => this.#whole(child))] : [];
  }
  #defaultOf(parent: Lockable | undefined): Lockable | undefined {
    return parent && this.#childrenOf(parent).find(({ partitionOf }) => partitionOf?.bound === 'DEFAULT');
  }
  /** Tables that the foreign keys of a table refer to. */
  #targets(relation: Lockable, only?: string): Lockable[] {
    if (!('constraints' in relation)) return [];
    return relation.constraints.flatMap((one) => {
      if (one.kind !== 'foreign key' || (only !== undefined && one.name !== only)) return [];
      if (this.#droppedKeys.has(partKey(relation, one.name))) return [];
      return this.#whole(this.#find({ schema: relation.schema, ...one.references }));
    });
  }
  /** Tables whose foreign keys refer to a table. */
  #referring(relation: Lockable | undefined): Table[] {
    if (!relation) return [];
    return [...this.#schema.tables.values()].filter((table) => this.#targets(table).includes(relation));
  }
  #read(op: DdlOp, taken: TakenLocks): void {
    switch (op.op) {
      case 'alter table':
        return this.#alterTable(op, taken);
      case 'create index': {
        const table = this.#find(op.table.value);
        const mode = op.concurrently ? 'SHARE UPDATE EXCLUSIVE' : 'SHARE';
        return this.#take(taken, mode, ...(op.only ? [table] : this.#named(op.table.value)));
      }
      case 'create trigger':
        return this.#take(taken, 'SHARE ROW EXCLUSIVE', ...this.#named(op.table.value));
      case 'create policy':
      case 'alter policy':
      case 'create rule':
        return this.#take(taken, 'ACCESS EXCLUSIVE', this.#find(op.table.value));
      case 'create statistics':
        return this.#take(taken, 'SHARE UPDATE EXCLUSIVE', this.#find(op.table.value));
      case 'create view':
        return this.#take(taken, 'ACCESS EXCLUSIVE', this.#find(op.name.value));
      case 'create table':
        for (const one of op.constraints) this.#references(one, taken);
        this.#take(taken, 'SHARE UPDATE EXCLUSIVE', ...op.inherits.map(({ value }) => this.#find(value)));
        if (op.partitionOf) this.#joins(this.#find(op.partitionOf.parent.value), 'ACCESS EXCLUSIVE', taken);
        return;
      case 'drop':
        for (const object of op.objects) this.#drop(object, op.concurrently ?? false, taken);
        return;
      case 'rename':
      case 'set schema':
      case 'owner':
        return this.#take(taken, 'ACCESS EXCLUSIVE', this.#find((op.object.table ?? op.object.name).value));
      case 'comment':
        return this.#take(taken, 'SHARE UPDATE EXCLUSIVE', this.#find((op.object.table ?? op.object.name).value));
      case 'alter domain':
        return this.#take(taken, domainMode(op.change, this.#schema.serverVersion), ...this.#ofDomain(op.name.value));
      default:
        return;
    }
  }
  /** Tables with a column of the domain, or of one over it. */
  #ofDomain(name: QualifiedName): Table[] {
    const domain = findIn(this.#schema, this.#schema.types, name);
    if (domain === undefined) return [];
    const names = new Set([keyOf(domain)]);
    const isOf = ({ schema = '', name: own, array }: SqlType): boolean =>
      !array && names.has(qualifiedKey(schema, own));
    for (let known = 0; known !== names.size; ) {
      known = names.size;
      for (const type of this.#schema.types.values())
        if (type.kind === 'domain' && isOf(type.base)) names.add(keyOf(type));
    }
    return [...this.#schema.tables.values()].filter(({ columns }) => columns.some(({ type }) => isOf(type)));
  }
  /** The tables that a publication gets, and those that it had where it gets others. */
  #publication(ops: readonly DdlOp[], taken: TakenLocks): void {
    const relations = publishedIn(ops);
    if (relations.length === 0) return;
    const altered = ops.find((op) => op.op === 'alter other');
    const before = [...this.#schema.others.values()].find(
      ({ kind, name }) => kind === 'PUBLICATION' && name === altered?.name.value.name,
    );
    const had = before?.definition === undefined ? [] : publishedIn(parsedStatement(before.definition).ops);
    for (const { name } of [...relations, ...had]) this.#take(taken, 'SHARE UPDATE EXCLUSIVE', this.#find(name.value));
  }
  #drop({ kind, name, table }: ObjectReference, concurrently: boolean, taken: TakenLocks): void {
    const mode = concurrently ? 'SHARE UPDATE EXCLUSIVE' : 'ACCESS EXCLUSIVE';
    if (table) return this.#take(taken, mode, this.#find(table.value));
    if (kind === 'index') {
      const index = findIn(this.#schema, this.#schema.indexes, name.value);
      const of = index && this.#find(index.table);
      // Of a partitioned one those of the partitions go with it.
      return this.#take(taken, mode, ...(of?.kind === 'partitioned table' ? this.#whole(of) : [of]));
    }
    if (kind === 'statistics') {
      const statistics = findIn(this.#schema, this.#schema.statistics, name.value);
      return this.#take(taken, 'SHARE UPDATE EXCLUSIVE', statistics && this.#find(statistics.table));
    }
    const relation = this.#find(name.value);
    if (!relation) return;
    const all = this.#whole(relation);
    // Before 15 a foreign key to a partitioned table had triggers on its partitions only.
    const hasTriggers = ({ kind }: Lockable): boolean =>
      kind !== 'partitioned table' || this.#schema.serverVersion >= 150000;
    this.#take(taken, mode, ...all, ...all.flatMap((one) => this.#targets(one)).filter(hasTriggers));
    for (const parent of this.#parentsOf(relation)) {
      if ('constraints' in relation && relation.partitionOf) this.#take(taken, mode, parent, this.#defaultOf(parent));
      this.#move(relation, parent, false);
    }
    for (const one of all) this.#gone.add(keyOf(one));
  }
  /** Of a partition that a table gets. */
  #joins(parent: Lockable | undefined, mode: string, taken: TakenLocks): void {
    this.#take(taken, mode, parent);
    this.#take(taken, 'ACCESS EXCLUSIVE', this.#defaultOf(parent));
    if (parent) this.#take(taken, 'SHARE ROW EXCLUSIVE', ...this.#targets(parent));
  }
  #references(constraint: ConstraintDef, taken: TakenLocks): void {
    if (constraint.kind === 'foreign key')
      this.#take(taken, 'SHARE ROW EXCLUSIVE', ...this.#named(constraint.references.value));
  }
  #alterTable(op: AlterTable, taken: TakenLocks): void {
    if (op.kind === 'index') return;
    const relation = this.#find(op.name.value);
    for (const command of op.commands) {
      const all = op.only || !recurses(command) ? [relation] : this.#named(op.name.value);
      for (const one of all) {
        const below = one === relation ? undefined : one;
        this.#take(taken, alterTableMode(command, below, this.#schema.serverVersion), one);
      }
      for (const one of all)
        if (one && 'constraints' in one && one.kind === 'table')
          this.#rewrites ||= rewrites(command, one, this.#schema, this.after);
      this.#beside(command, { relation, name: op.name.value }, taken);
    }
  }
  /** The other tables that a command locks. */
  #beside(
    command: AlterTableCommand,
    { relation, name }: { readonly relation: Lockable | undefined; readonly name: QualifiedName },
    taken: TakenLocks,
  ): void {
    switch (command.command) {
      case 'add constraint':
        return this.#references(command.constraint, taken);
      case 'drop constraint':
        for (const one of this.#whole(relation)) {
          this.#take(taken, 'ACCESS EXCLUSIVE', ...this.#targets(one, command.name.value));
          this.#droppedKeys.add(partKey(one, command.name.value));
        }
        return;
      case 'attach partition':
      case 'detach partition': {
        const child = this.#find(command.partition.value);
        const isKeyed = (child ? this.#targets(child).length : 0) + this.#referring(relation).length > 0;
        const weak = command.command === 'detach partition' && this.#schema.serverVersion < 140000 && !isKeyed;
        this.#take(
          taken,
          weak ? 'SHARE UPDATE EXCLUSIVE' : 'ACCESS EXCLUSIVE',
          ...(command.command === 'attach partition' ? this.#whole(child) : [child]),
        );
        if (command.command === 'attach partition') this.#joins(relation, 'SHARE UPDATE EXCLUSIVE', taken);
        else this.#take(taken, 'ACCESS EXCLUSIVE', this.#defaultOf(relation), ...this.#referring(relation));
        if (!relation && child && 'constraints' in child) pushTo(this.#belowNew, this.#newKey(name), child);
        return this.#move(child, relation, command.command === 'attach partition');
      }
      case 'inherit':
      case 'no inherit': {
        const parent = this.#find(command.parent.value);
        if (command.command === 'inherit') this.#take(taken, 'SHARE UPDATE EXCLUSIVE', parent);
        return this.#move(relation, parent, command.command === 'inherit');
      }
      default:
        return;
    }
  }
}
const publishedIn = (ops: readonly DdlOp[]) =>
  ops.flatMap((op) => (op.op === 'use' && op.statement === 'PUBLICATION' ? op.relations : []));
const partKey = (relation: Lockable, name: string): string => `${keyOf(relation)}\0${name}`;
