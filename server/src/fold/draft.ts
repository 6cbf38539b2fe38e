/** The schema while one statement is applied to it, and what PostgreSQL would refuse about it. */

import { withoutCircle } from '../model/children';
import { unlistedExtensions } from '../model/extensions';
import { type MapName, type ObjectKind, objectKey, relationKinds, rulesOf } from '../model/kinds';
import { hasConstraint } from '../model/lookups';
import type { PMap } from '../model/persistent-map';
import {
  creationSchema,
  findRelation,
  holderOf,
  isSystemSchema,
  type Relation,
  relationAt,
  TEMPORARY,
} from '../model/resolve';
import type { MapValue, Origin, Origins, Schema, Table, Unknown } from '../model/schema';
import {
  factKey,
  isUnknown,
  isUnknownPart,
  noteUnknown,
  type OpenFact,
  partFact,
  type TablePart,
  type UnknownKind,
  unknowns,
  withoutObject,
} from '../model/unknown';
import type { DdlOp } from '../sql/read/ops';
import { type ObjectName, type QualifiedName, qualifiedKey } from '../text/names';
import { nearest } from '../text/nearest-name';
import { present } from '../text/present';
import type { TextRange } from '../text/text';
import { isMadeName, type NameSpace } from './base';
import type { ApplyContext, Conflict } from './conflict';
import { type Meetable, meets } from './loose-file';

type ConflictObject = Conflict['object'];

/** A name as a message of PostgreSQL has it: `app.users`, without quotes of its own. */
export function written(name: QualifiedName): string {
  return name.schema === undefined ? name.name : `${name.schema}.${name.name}`;
}

/** Carries out one op on a draft. */
type CarryOut = (draft: Draft, op: DdlOp) => void;

export class Draft {
  readonly conflicts: Conflict[] = [];

  readonly #carryOut: CarryOut;
  readonly #context: ApplyContext;
  /** Of this draft and all its trials. */
  readonly #asked: { mode: boolean };

  /** `carryOut` is `applyTo`, handed in because what it calls makes ops of its own: blocks, calls, CREATE SCHEMA. */
  constructor(
    public schema: Schema,
    context: ApplyContext,
    carryOut: CarryOut,
    asked = { mode: false },
  ) {
    this.#context = context;
    this.#carryOut = carryOut;
    this.#asked = asked;
  }

  /** But for what `judging` says. */
  get context(): Omit<ApplyContext, 'mode' | 'loose'> {
    return this.#context;
  }
  /** Whoever reads it depends on it: then the statement is carried out again where these are others. */
  get judging(): Pick<ApplyContext, 'mode' | 'loose'> {
    this.#asked.mode = true;
    return this.#context;
  }
  get askedMode(): boolean {
    return this.#asked.mode;
  }

  /** Carries out an op that stands within this one. */
  apply(op: DdlOp): void {
    this.#carryOut(this, op);
  }

  /** Another draft of the same statement, to be taken over or thrown away. */
  trial(): Draft {
    const trial = new Draft(this.schema, this.#context, this.#carryOut, this.#asked);
    trial.depth = this.depth;
    return trial;
  }
  /** How many calls of routines within each other this is in. */
  depth = 0;

  put<K extends MapName>(map: K, key: string, value: MapValue<K>): void {
    const before = this.schema[map] as PMap<MapValue<K>>;
    const next = map === 'tables' ? (withoutCircle(this.schema, key, value as Table) as MapValue<K>) : value;
    this.#replace(map, before, before.with(key, next));
  }
  remove(map: MapName, key: string): void {
    const before = this.schema[map] as PMap<unknown>;
    this.#replace(map, before, before.without(key));
  }
  #replace(map: MapName, before: PMap<unknown>, after: PMap<unknown>): void {
    if (after !== before) this.schema = { ...this.schema, [map]: after };
  }

  table(key: string): Table {
    return this.schema.tables.get(key)!;
  }
  putTable(table: Table): void {
    this.put('tables', qualifiedKey(table.schema, table.name), table);
  }
  /** Replaces the table by `change` of it; nothing when it is no longer there. */
  updateTable(key: string, change: (table: Table) => Table): void {
    const table = this.schema.tables.get(key);
    if (table) this.put('tables', key, change(table));
  }

  origin(range: TextRange): Origin {
    return { uri: this.context.uri, statement: this.context.statement, start: range.start, end: range.end };
  }

  /** Records what PostgreSQL would refuse, unless what came before leaves it open. */
  refuse(
    kind: Conflict['kind'],
    range: TextRange,
    object: ConflictObject,
    message: string,
    candidates?: readonly string[],
  ): void {
    if (kind !== 'duplicate column' && kind !== 'other' && unknowns(this.schema).everything) return;
    if (
      object.table !== undefined &&
      object.schema !== undefined &&
      this.isUnknown('table', object.schema, object.table)
    )
      return;
    if (kind === 'wrong kind' && this.#hasReplaced(object)) return;
    this.conflicts.push({
      statement: this.context.statement,
      range,
      kind,
      object,
      message,
      ...present({ candidates }),
    });
  }

  /** What a loose file meets is dev's, and of the kind that the file itself gives the name: it has run there. */
  #hasReplaced({ schema, name }: ConflictObject): boolean {
    const { loose, mode } = this.judging;
    const relation = mode === 'loose' ? findRelation(this.schema, { name, ...present({ schema }) }) : undefined;
    if (!relation || !loose || holderOf(relation).origins?.self !== undefined) return false;
    const isSearched = schema === undefined || this.schema.searchPath.includes(schema);
    return isMadeName(loose.makes, 'relation', { schema: schema ?? '', name }, isSearched);
  }

  /**
   * True when something that exists may be what this very statement made in dev, so its own version takes its place:
   * facts of dev have no origin.
   */
  mayReplace(origins: Origins | undefined): boolean {
    return origins?.self === undefined && this.judging.mode !== 'strict';
  }
  /** Whether the statement surely meets it as it stands here: see `loose-file.ts`. */
  meets(kind: NameSpace, object: Meetable, but?: 'this statement'): boolean {
    if (object.origins?.self !== undefined) return true;
    return meets({ ...this.judging, statement: this.context.statement }, this.schema.searchPath, kind, object, but);
  }
  /**
   * True when an absent thing is likely absent because this statement has run in dev already: nothing of a like name
   * is there, and what it belongs to came from dev.
   */
  mayHaveRun(name: string, candidates: readonly string[], owner?: { readonly origins?: Origins }): boolean {
    if (owner?.origins?.self !== undefined) return false;
    const { mode } = this.judging;
    if (mode === 'strict' || (!owner && mode !== 'loose')) return false;
    return nearest(name, candidates) === undefined;
  }

  /** Makes an object, or one fact of it, unknown from here on. */
  forget(object: string, reason: string, fact?: OpenFact): void {
    noteUnknown(object);
    const key = fact && factKey(fact);
    if (this.schema.unknown.some((u) => u.object === object && (u.fact && factKey(u.fact)) === key)) return;
    const entry = fact === undefined ? { object, reason } : { object, reason, fact };
    this.schema = { ...this.schema, unknown: [...this.schema.unknown, entry] };
  }
  /** What columns a table or view has is not known. */
  forgetColumns(kind: 'table' | 'view', { schema, name }: ObjectName, reason: string): void {
    this.forget(objectKey(kind, schema, name), reason, partFact('column'));
  }
  /** Wholly unknown from here on, all of them. */
  forgetMany(entries: readonly { readonly object: string; readonly reason: string }[]): void {
    for (const { object } of entries) noteUnknown(object);
    const known = new Set(this.schema.unknown.filter((u) => u.fact === undefined).map((u) => u.object));
    const added = entries.filter((entry) => !known.has(entry.object));
    if (added.length > 0) this.schema = { ...this.schema, unknown: [...this.schema.unknown, ...added] };
  }
  /** An object that a statement surely defines anew is known again. */
  know(kind: UnknownKind, schema: string, name: string): void {
    const unknown = withoutObject(this.schema.unknown, objectKey(kind, schema, name));
    if (unknown !== this.schema.unknown) this.schema = { ...this.schema, unknown };
  }
  /** What is not known of an object stays so under its new name. */
  moveUnknown(kind: UnknownKind, from: ObjectName, to: ObjectName): void {
    const [old, now] = [objectKey(kind, from.schema, from.name), objectKey(kind, to.schema, to.name)];
    noteUnknown(old);
    if (!this.schema.unknown.some((u) => u.object === old)) return;
    const moved = this.schema.unknown.map((u) => (u.object === old ? { ...u, object: now } : u));
    this.schema = { ...this.schema, unknown: moved };
  }
  /** The same of one part of a table. */
  movePart({ schema, name }: ObjectName, part: TablePart, from: string, to: string): void {
    const object = objectKey('table', schema, name);
    noteUnknown(object);
    const isMoved = ({ object: of, fact }: Unknown): boolean =>
      of === object && typeof fact === 'object' && 'part' in fact && fact.part === part && fact.name === from;
    if (!this.schema.unknown.some(isMoved)) return;
    const moved = this.schema.unknown.map((u) =>
      isMoved(u) ? { ...u, fact: { ...(u.fact as OpenFact), name: to } as OpenFact } : u,
    );
    this.schema = { ...this.schema, unknown: moved };
  }
  isUnknown(kind: UnknownKind, schema: string, name: string): boolean {
    return isUnknown(this.schema, kind, schema, name);
  }
  isUnknownPart(table: Table, part: TablePart, name: string): boolean {
    return isUnknownPart(this.schema, table, part, name);
  }

  /**
   * The schema and name that a CREATE makes; undefined, with a conflict, when its schema does not exist
   * (`RangeVarGetAndCheckCreationNamespace`).
   */
  creationName(
    name: { readonly value: QualifiedName; readonly range: TextRange },
    persistence?: string,
  ): { schema: string; name: string } | undefined {
    if (persistence === 'temporary' || name.value.schema === TEMPORARY) {
      if (!this.schema.namespaces.has(TEMPORARY)) this.put('namespaces', TEMPORARY, { name: TEMPORARY });
      return { schema: TEMPORARY, name: name.value.name };
    }
    const schema = name.value.schema ?? creationSchema(this.schema);
    if (schema === undefined) {
      this.refuse(
        'does not exist',
        name.range,
        { kind: 'schema', name: '' },
        'no schema has been selected to create in',
      );
      return undefined;
    }
    this.requireSchema(schema, name.range);
    return { schema, name: name.value.name };
  }
  /** Reports a schema that surely does not exist. */
  requireSchema(schema: string, range: TextRange): boolean {
    if (this.schema.namespaces.has(schema) || isSystemSchema(schema) || unknowns(this.schema).absence) return true;
    if (this.isUnknown('schema', schema, schema) || extensionSchema(this.schema)) return true;
    this.refuse(
      'does not exist',
      range,
      { kind: 'schema', name: schema },
      `schema "${schema}" does not exist`,
      [...this.schema.namespaces.keys()].sort(),
    );
    return false;
  }

  relationTaken(namespace: string, name: string): Relation | undefined {
    return relationAt(this.schema, namespace, name);
  }
  /** A constraint of this name on any table or domain of the schema: what the server asks before it chooses a name. */
  constraintTaken(namespace: string, name: string): boolean {
    return hasConstraint(this.schema, namespace, name);
  }
}

/** Some extension may have made schemas of its own. */
function extensionSchema(schema: Schema): boolean {
  for (const extension of unlistedExtensions(schema))
    if (!/^(plpgsql|btree_g|citext|cube|hstore|intarray|isn|ltree|pg_trgm|pgcrypto|unaccent|uuid-ossp)/.test(extension))
      return true;
  return false;
}

/** What a conflict calls a relation. */
export function kindOf(relation: Relation): ObjectKind {
  if (relation.is === 'table') return relation.table.kind === 'foreign table' ? 'foreign table' : 'table';
  if (relation.is === 'view') return relation.view.kind;
  if (relation.is === 'composite type') return 'type';
  return relationKinds.find((kind) => relation.is === kind || relation.is === rulesOf(kind).withinTable)!;
}
export function originsOf(relation: Relation): Origins | undefined {
  if ('constraint' in relation) return relation.constraint.origins;
  return 'column' in relation ? relation.column.origins : holderOf(relation).origins;
}
